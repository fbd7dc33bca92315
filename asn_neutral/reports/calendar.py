"""Days for somebody's calendar: what a program for calendars takes, known to no case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A whole day; `uid` stays the same when the day moves or its words change. All texts are for people."""

    uid: str
    on: date
    summary: str
    description: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days, and what they are; `made_on` is the day on which it was so."""

    title: str
    made_on: date
    days: Sequence[CalendarDay]
    notes: Sequence[str] = ()
