"""Due dates: worked examples of the law, and what must hold of every one."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral import locale
from asn_neutral.domain.clocks import day_off, due_date
from asn_neutral.errors import NoCalendarError
from asn_neutral.law.book import load_book
from asn_neutral.law.entries import Calendar, Deadline, Holiday
from asn_neutral.law.terms import Bound, DayKind, DayUnit

BOOK = load_book()
SHIPPED = BOOK.calendar
ISRA, NYEPI = date(2022, 2, 28), date(2022, 3, 3)
YEARS = frozenset(range(2020, 2026))


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def rule(days: int, unit: DayUnit = DayUnit.WORKING) -> Deadline:
    return Deadline(
        id="x", name="x", name_en="x", days=days, unit=unit, bound=Bound.LATEST, starts="x", starts_en="x", regime=None,
        basis="x", since=date(2000, 1, 1), verified=True,
    )  # fmt: skip


def holiday(day: date, kind: DayKind = DayKind.HOLIDAY) -> Holiday:
    return Holiday(
        id=day.isoformat(), day=day, kind=kind, name="libur", name_en="day off", basis="SKB", since=date(2000, 1, 1),
        verified=True,
    )  # fmt: skip


def calendar(*days: date, years: Iterable[int] = YEARS, week: int = 5) -> Calendar:
    return Calendar({day: holiday(day) for day in days}, frozenset(years)).of_week(week)


IN_FORCE = BOOK.deadline("in-force", on=date(2022, 2, 8))
assert IN_FORCE is not None


@pytest.mark.parametrize(
    ("received", "holidays", "due"),
    [
        (date(2022, 2, 8), (), date(2022, 3, 1)),
        (date(2022, 2, 14), (), date(2022, 3, 7)),
        # The official examples say 2 March and 8 March: with Isra Mi'raj alone both come out.
        (date(2022, 2, 8), (ISRA,), date(2022, 3, 2)),
        (date(2022, 2, 14), (ISRA,), date(2022, 3, 8)),
        # With Nyepi, which the decree of that year has as well, the second is a day later.
        (date(2022, 2, 14), (ISRA, NYEPI), date(2022, 3, 9)),
    ],
)
def test_the_worked_examples_by_the_holidays_assumed(received: date, holidays: tuple[date, ...], due: date) -> None:
    assert due_date(rule(15), received, calendar(*holidays)).due_on == due


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2022, 2, 8), date(2022, 3, 2)),
        (date(2022, 2, 14), date(2022, 3, 9)),  # the official example prints 8 March and leaves Nyepi out
        (date(2026, 7, 14), date(2026, 8, 4)),
    ],
)
def test_the_worked_examples_with_the_shipped_calendar(received: date, due: date) -> None:
    assert IN_FORCE is not None
    assert due_date(IN_FORCE, received, SHIPPED).due_on == due


def test_the_interval_of_the_official_example_of_a_summons() -> None:
    # Letter of 5 October 2022, examination on the 17th: seven full working days lie between.
    interval = BOOK.deadline("summons-interval", on=date(2022, 10, 5))
    assert interval is not None
    assert due_date(interval, date(2022, 10, 5), SHIPPED).due_on == date(2022, 10, 14)


def test_what_was_counted_and_what_was_not() -> None:
    three = rule(3)
    due = due_date(three, date(2022, 2, 25), calendar(ISRA))
    assert (due.deadline, due.start, due.due_on) == (three, date(2022, 2, 25), date(2022, 3, 3))
    assert due.counted == (date(2022, 3, 1), date(2022, 3, 2), date(2022, 3, 3))
    assert [(one.day, one.kind) for one in due.skipped] == [
        (date(2022, 2, 26), DayKind.WEEKEND), (date(2022, 2, 27), DayKind.WEEKEND), (ISRA, DayKind.HOLIDAY),
    ]  # fmt: skip
    assert (due.skipped[-1].name, due.skipped[-1].name_en, due.skipped[-1].basis) == ("libur", "day off", "SKB")


def test_calendar_days_count_through_holidays_and_need_no_calendar() -> None:
    due = due_date(rule(7, DayUnit.CALENDAR), date(2030, 12, 28), calendar())
    assert due.due_on == date(2031, 1, 4)
    assert (len(due.counted), due.skipped) == (7, ())


def test_a_week_of_six_days_works_on_saturday() -> None:
    friday = date(2022, 1, 7)
    assert due_date(rule(1), friday, calendar()).due_on == date(2022, 1, 10)
    assert due_date(rule(1), friday, calendar(week=6)).due_on == date(2022, 1, 8)
    assert due_date(rule(2), friday, calendar(week=6)).due_on == date(2022, 1, 10)


def test_a_holiday_on_a_weekend_keeps_its_name() -> None:
    saturday = date(2022, 1, 8)
    off = day_off(calendar(saturday), saturday)
    assert off is not None
    assert off.kind is DayKind.HOLIDAY


def test_a_year_without_calendar_is_refused_only_when_it_is_reached() -> None:
    known = calendar(years=[2022])
    assert due_date(rule(1), date(2022, 12, 29), known).due_on == date(2022, 12, 30)
    with pytest.raises(NoCalendarError, match="2023"):
        due_date(rule(2), date(2022, 12, 29), known)


def test_a_start_in_an_unknown_year_is_refused() -> None:
    with pytest.raises(NoCalendarError, match="2028"):
        due_date(rule(1), date(2028, 1, 3), SHIPPED)


@pytest.mark.parametrize("unit", DayUnit)
def test_the_end_of_all_dates_is_refused(unit: DayUnit) -> None:
    with pytest.raises(NoCalendarError, match="10000"):
        due_date(rule(9, unit), date(9999, 12, 27), calendar(years=[9999]))


starts = st.dates(date(2020, 1, 1), date(2024, 6, 30))
offs = st.lists(st.dates(date(2020, 1, 1), date(2025, 12, 31)), max_size=30)
lengths = st.integers(1, 65)
weeks = st.sampled_from([5, 6])


@given(start=starts, days=lengths, off=offs, week=weeks)
def test_a_working_day_deadline_ends_on_a_working_day(start: date, days: int, off: list[date], week: int) -> None:
    days_off = calendar(*off, week=week)
    due = due_date(rule(days), start, days_off)
    assert day_off(days_off, due.due_on) is None
    assert due.counted[-1] == due.due_on
    assert len(due.counted) == days


@given(start=starts, days=lengths, off=offs, week=weeks)
def test_every_day_from_the_next_to_the_last_is_counted_or_skipped(
    start: date, days: int, off: list[date], week: int
) -> None:
    due = due_date(rule(days), start, calendar(*off, week=week))
    seen = sorted([*due.counted, *(one.day for one in due.skipped)])
    assert seen == [start + timedelta(days=n + 1) for n in range((due.due_on - start).days)]


@given(start=starts, days=lengths, more=st.integers(1, 20), off=offs, unit=st.sampled_from(DayUnit))
def test_more_days_never_end_earlier(start: date, days: int, more: int, off: list[date], unit: DayUnit) -> None:
    days_off = calendar(*off)
    shorter, longer = (due_date(rule(count, unit), start, days_off) for count in (days, days + more))
    assert shorter.due_on < longer.due_on


@given(start=starts, days=lengths, off=offs, extra=st.dates(date(2020, 1, 1), date(2025, 12, 31)))
def test_a_holiday_only_delays(start: date, days: int, off: list[date], extra: date) -> None:
    without, within = (due_date(rule(days), start, calendar(*listed)) for listed in (off, [*off, extra]))
    assert without.due_on <= within.due_on


@given(start=starts, later=st.integers(0, 30), days=lengths, off=offs)
def test_a_later_start_never_ends_earlier(start: date, later: int, days: int, off: list[date]) -> None:
    days_off = calendar(*off)
    first, second = (due_date(rule(days), day, days_off) for day in (start, start + timedelta(days=later)))
    assert first.due_on <= second.due_on
