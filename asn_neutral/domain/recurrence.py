"""When something that is done again and again is due: the words of a person, and the instants that follow from them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum, unique
from typing import Final

from asn_neutral.locale import N_, _

LAST_SAFE_DAY: Final = 28
"""The last day that every month has; beyond it only the word `last` is sure to mean something."""
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_NAMES: Final[Mapping[str, int]] = {
    **{name: day for day, name in enumerate(_WEEKDAYS)},
    **{name[:3]: day for day, name in enumerate(_WEEKDAYS)},
    **{name: day for day, name in enumerate(("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"))},
    "jum'at": 4,
    "ahad": 6,
}
_LAST_WORDS: Final = frozenset({"last", "terakhir"})
_TIME: Final = re.compile("([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
_FORMS: Final = re.compile(
    r"(?:(?P<daily>daily|harian)"
    r"|(?:weekly|mingguan) (?:(?:on|hari) )?(?P<weekday>[a-z']+)"
    r"|(?:monthly|bulanan) (?:(?:day|tanggal|tgl|hari) )?(?P<day>[0-9]{1,2}|last|terakhir))"
    r" (?:(?:at|pukul|jam) )?(?P<time>[0-9]{1,2}[:.][0-9]{2})"
)
_USUAL: Final = N_(
    "{text} is no rhythm; write daily 06:00, weekly monday 06:00, monthly day 1 06:00 or monthly day last 06:00."
)


@unique
class Rhythm(StrEnum):
    """How often."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A time of day, on every day, on one day of the week (0 is Monday), or on one day of the month (0 is the last)."""

    rhythm: Rhythm
    at: time
    day: int = 0

    def __str__(self) -> str:
        """The words that `recurrence` reads as this."""
        if self.rhythm is Rhythm.DAILY:
            return f"{self.rhythm} {self.at:%H:%M}"
        if self.rhythm is Rhythm.WEEKLY:
            return f"{self.rhythm} {_WEEKDAYS[self.day]} {self.at:%H:%M}"
        return f"{self.rhythm} day {self.day or 'last'} {self.at:%H:%M}"

    def falls_on(self, day: date) -> bool:
        """Whether it is due at some time of *day*."""
        if self.rhythm is Rhythm.DAILY:
            return True
        if self.rhythm is Rhythm.WEEKLY:
            return day.weekday() == self.day
        return day.day == self.day if self.day else _is_last_of_month(day)


def recurrence(text: str) -> Recurrence:
    """What *text* says in English or Indonesian: `daily 06:00`, `mingguan senin 06:00`, `monthly day last 06:00`.

    Raises:
        ValueError: It says nothing of the kind; the text of the error says so to the user.
    """
    found = _FORMS.fullmatch(" ".join(text.casefold().split()))
    at = _TIME.fullmatch(found["time"]) if found else None
    if found is None or at is None:
        raise ValueError(_(_USUAL).format(text=text))
    when = time(int(at[1]), int(at[2]))
    if found["daily"]:
        return Recurrence(Rhythm.DAILY, when)
    if found["weekday"]:
        return Recurrence(Rhythm.WEEKLY, when, _weekday(found["weekday"], text))
    return Recurrence(Rhythm.MONTHLY, when, _day_of_month(found["day"], text))


def _weekday(name: str, text: str) -> int:
    if name not in _DAY_NAMES:
        raise ValueError(_(_USUAL).format(text=text))
    return _DAY_NAMES[name]


def _day_of_month(word: str, text: str) -> int:
    if word in _LAST_WORDS:
        return 0
    if not 1 <= int(word) <= LAST_SAFE_DAY:
        problem = _("{text}: not every month has that day; name one from 1 to {latest}, or last.")
        raise ValueError(problem.format(text=text, latest=LAST_SAFE_DAY))
    return int(word)


def last_due(every: Recurrence, moment: datetime, zone: tzinfo) -> datetime | None:
    """The newest instant (UTC) at which it was due, *moment* itself included; None before the calendar begins."""
    return next((due for due in _instants(every, moment, zone, step=-1) if due <= moment), None)


def next_due(every: Recurrence, moment: datetime, zone: tzinfo) -> datetime | None:
    """The first instant (UTC) after *moment* at which it is due; None where the calendar ends before."""
    return next((due for due in _instants(every, moment, zone, step=1) if due > moment), None)


def _instants(every: Recurrence, moment: datetime, zone: tzinfo, *, step: int) -> Iterator[datetime]:
    """Its instants from the day before or after that of *moment* on, into the past or to come (*step* is -1 or 1)."""
    away = timedelta(days=step)
    try:
        day = moment.astimezone(zone).date() - away
        while True:
            if every.falls_on(day):
                yield datetime.combine(day, every.at, zone).astimezone(UTC)
            day += away
    except OverflowError:  # the calendar of the machine begins or ends there
        return


def _is_last_of_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1
