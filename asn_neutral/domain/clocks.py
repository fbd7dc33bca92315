"""Due dates, each with the days that were counted and the days that were not."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from asn_neutral.errors import NoCalendarError
from asn_neutral.law.entries import SIX_DAYS, Calendar, Deadline
from asn_neutral.law.terms import DayKind, DayUnit

_SATURDAY, _SUNDAY = 5, 6


class Skipped(NamedTuple):
    """A day that was not counted; `name`, `name_en` and `basis` are empty for a weekend."""

    day: date
    kind: DayKind
    name: str = ""
    name_en: str = ""
    basis: str = ""


class Due(NamedTuple):
    """A deadline applied to a day: `start` is not counted, `due_on` is the last counted day.

    What that day means (last day in time, the day itself, the end of an interval) is `deadline.bound`.
    """

    deadline: Deadline
    start: date
    due_on: date
    counted: tuple[date, ...]
    skipped: tuple[Skipped, ...]


def due_date(deadline: Deadline, start: date, calendar: Calendar) -> Due:
    """When *deadline* ends that begins with *start*; the day of *start* itself does not count.

    Calendar days are counted through; the law read has no rule that moves the end off a holiday.

    Raises:
        NoCalendarError: working days of a year were needed whose holidays the calendar does not have.
    """
    counted: list[date] = []
    skipped: list[Skipped] = []
    days = _days_after(start)
    while len(counted) < deadline.days:
        day = next(days)
        off = day_off(calendar, day) if deadline.unit is DayUnit.WORKING else None
        if off is None:
            counted.append(day)
        else:
            skipped.append(off)
    return Due(deadline, start, counted[-1], tuple(counted), tuple(skipped))


def day_off(calendar: Calendar, day: date) -> Skipped | None:
    """Why *day* is not a working day; None when it is one.

    A holiday on a weekend is called by its own name.

    Raises:
        NoCalendarError: the calendar does not have the year of *day*.
    """
    if day.year not in calendar.years:
        raise NoCalendarError(year=day.year)
    if holiday := calendar.holidays.get(day):
        return Skipped(day, holiday.kind, holiday.name, holiday.name_en, holiday.basis)
    first_free = _SUNDAY if calendar.week == SIX_DAYS else _SATURDAY
    return Skipped(day, DayKind.WEEKEND) if day.weekday() >= first_free else None


def _days_after(start: date) -> Iterator[date]:
    """The days that follow *start*; the year after the last one a date can have is without a calendar."""
    day = start
    while day < date.max:
        day += timedelta(days=1)
        yield day
    raise NoCalendarError(year=date.max.year + 1)
