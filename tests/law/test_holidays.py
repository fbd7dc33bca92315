"""The calendar: compared with an independent list, and by the decrees that moved days."""

from collections.abc import Mapping
from datetime import date

import holidays
import pytest

from asn_neutral.law.book import Book
from asn_neutral.law.terms import DayKind

YEARS = range(2018, 2028)
DIFFERENCES: Mapping[date, str] = {}
"""Days on which the two lists differ, each with the reason ours is right; there is none today."""


@pytest.mark.parametrize(("kind", "category"), [(DayKind.HOLIDAY, "public"), (DayKind.COLLECTIVE_LEAVE, "government")])
def test_the_calendar_agrees_with_an_independent_list(book: Book, kind: DayKind, category: str) -> None:
    theirs = set(holidays.country_holidays("ID", years=YEARS, categories=(category,)))
    ours = {day for day, entry in book.calendar.holidays.items() if entry.kind is kind}
    assert (ours ^ theirs) - set(DIFFERENCES) == set()


def test_the_calendar_covers_its_years_and_no_other(book: Book) -> None:
    assert book.calendar.years == frozenset(YEARS)
    assert {day.year for day in book.calendar.holidays} == set(YEARS)


@pytest.mark.parametrize(
    ("day", "decree"),
    [
        (date(2018, 6, 27), "Keppres Nomor 15 Tahun 2018"),
        (date(2019, 4, 17), "Keppres Nomor 10 Tahun 2019"),
        (date(2020, 12, 9), "Keppres Nomor 22 Tahun 2020"),
        (date(2024, 2, 14), "Keppres Nomor 10 Tahun 2024"),
        (date(2024, 11, 27), "Keppres Nomor 33 Tahun 2024"),
        (date(2021, 8, 11), "712/2021"),
        (date(2022, 7, 10), "678/2022"),
        (date(2023, 4, 19), "327/2023"),
        (date(2025, 8, 18), "933"),
    ],
)
def test_a_day_off_names_the_decree_that_set_it(book: Book, day: date, decree: str) -> None:
    assert decree in book.calendar.holidays[day].basis


@pytest.mark.parametrize(
    "day",
    [
        date(2020, 5, 22), date(2020, 5, 29), date(2020, 12, 30), date(2021, 3, 12), date(2021, 5, 19),
        date(2021, 8, 10), date(2021, 10, 19), date(2021, 12, 24), date(2022, 7, 9), date(2023, 4, 26),
    ],
)  # fmt: skip
def test_a_day_that_was_cancelled_stays_in_the_list_but_is_worked(book: Book, day: date) -> None:
    assert day not in book.calendar.holidays
    cancelled = [entry for entry in book.holidays if entry.day == day]
    assert [entry.kept for entry in cancelled] == [False]


def test_days_stand_in_order(book: Book) -> None:
    days = [entry.day for entry in book.holidays]
    assert days == sorted(days)


def test_the_year_whose_decree_was_not_read_is_unverified(book: Book) -> None:
    assert {entry.verified for entry in book.holidays if entry.day.year == 2027} == {False}


def test_a_week_has_five_days_or_six(book: Book) -> None:
    assert book.calendar.week == 5
    assert book.calendar.of_week(6).week == 6
    with pytest.raises(ValueError, match="7"):
        book.calendar.of_week(7)
