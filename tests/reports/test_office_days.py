"""Days at the office and the instants that bound them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.reports.office_days import day_at_office, period, period_note, without_period
from asn_neutral.reports.report import Asked, LookedBack
from asn_neutral.services.looking_back import Moment
from asn_neutral.store.filters import Filters
from asn_neutral.store.reader import reading
from tests.reports_asked import asked_of

ZONE = "Asia/Makassar"  # UTC+8


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def asked(register: Path, *, since: str = "", until: str = "") -> Asked:
    with reading(register) as connection:
        return asked_of(connection, Filters(since=(since,) if since else (), until=(until,) if until else ()))


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2025-01-14T15:59:59Z", "2025-01-14"),
        ("2025-01-14T16:00:00Z", "2025-01-15"),
        ("2024-12-31T16:00:00Z", "2025-01-01"),
    ],
)
def test_the_day_at_the_office_begins_eight_hours_before_that_of_utc(instant: str, day: str) -> None:
    assert day_at_office(instant, ZONE) == date.fromisoformat(day)


def test_a_period_has_both_of_its_days(register: Path) -> None:
    first, last = period(asked(register, since="2025-01-14", until="2025-01-14"))
    assert (first, last) == ("2025-01-13T16:00:00Z", "2025-01-14T16:00:00Z")


def test_without_a_period_every_instant_lies_in_it(register: Path) -> None:
    first, last = period(asked(register))
    assert first < "2004-01-01T00:00:00Z"
    assert last > "2999-01-01T00:00:00Z"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_trouble(register: Path, day: str) -> None:
    first, last = period(asked(register, since=day, until=day))
    assert len(first) == len(last) == len("2025-01-14T16:00:00Z")


def test_a_report_that_looks_back_ends_with_that_day(register: Path) -> None:
    day = date(2025, 1, 10)
    looked = LookedBack(Moment(day, known=False), None, date(2025, 1, 15))
    before = replace(asked(register), today=day, looked_back=looked)
    assert period(before)[1] == "2025-01-10T16:00:00Z"
    wanted = replace(before, filters=Filters(until=("2025-01-31",)))
    assert period(wanted)[1] == "2025-01-10T16:00:00Z"
    wanted = replace(before, filters=Filters(until=("2025-01-05",)))
    assert period(wanted)[1] == "2025-01-05T16:00:00Z"


def test_the_period_is_told_apart_from_the_other_filters() -> None:
    filters = Filters(unit=("kadia",), since=("2025-01-01",), until=("2025-01-31",))
    assert without_period(filters) == Filters(unit=("kadia",))
    assert period_note(filters) == ["Recorded from 2025-01-01 to 2025-01-31, both included."]
    assert period_note(Filters(since=("2025-01-01",))) == ["Recorded from 2025-01-01 on."]
    assert period_note(Filters(until=("2025-01-31",))) == ["Recorded until 2025-01-31, included."]
    assert period_note(Filters()) == []
