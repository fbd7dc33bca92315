"""What people read in place of an id or an instant: the names in the law data, the time at the office.

They are texts in the language in force already, not messages. They are made only where a format for people asks.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from asn_neutral.locale import either
from asn_neutral.reports.table import Column

if TYPE_CHECKING:  # the law data is read only where a person looks
    from asn_neutral.law.book import Book

Names = Mapping[str, str]


class View(NamedTuple):
    """What a page needs beside the register: where the law data comes from, and the office's time zone by name."""

    law: Callable[[], "Book"]
    time_zone: str


def form_names(book: "Book") -> Names:
    """The code and name of every form of violation, in the order of the catalogue; the newest version names it."""
    return {form.id: f"{form.id} {either(form.name, form.name_en)}" for form in book.violations}


def election_names(book: "Book") -> Names:
    """The name of every election, by voting day."""
    return {election.id: either(election.name, election.name_en) for election in book.elections}


def stage_names(book: "Book") -> Names:
    """The name of every stage, in the order in which an election passes through them; some have fewer than others."""
    places: dict[str, int] = {}
    names: dict[str, str] = {}
    for election in book.elections:
        for place, stage in enumerate(election.stages):
            places[stage.id] = max(place, places.get(stage.id, 0))
            names[stage.id] = either(stage.name, stage.name_en)
    return {stage: names[stage] for stage in sorted(places, key=places.__getitem__)}


LAW_NAMES: Final[Mapping[str, Callable[["Book"], Names]]] = {
    "violation": form_names,
    "election": election_names,
    "stage": stage_names,
}
"""By the word that a recap counts by, and the key of a column."""


class Late(Names):
    """Names that are made when the first of them is asked for, which formats for scripts never do."""

    def __init__(self, make: Callable[[], Names]) -> None:
        self._make = make

    @cached_property
    def _names(self) -> Names:
        return self._make()

    def __getitem__(self, key: str) -> str:
        return self._names[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def named(columns: Iterable[Column], view: View, keys: Container[str] = LAW_NAMES) -> tuple[Column, ...]:
    """The same *columns*, those with the *keys* of elections and stages with the names that people read."""
    wanted = {key for key in LAW_NAMES if key in keys}
    return tuple(_named(column, view) if column.key in wanted else column for column in columns)


def _named(column: Column, view: View) -> Column:
    names = LAW_NAMES[column.key]
    return replace(column, labels=Late(lambda: names(view.law())))


def timed(column: Column, instants: Iterable[str], view: View) -> Column:
    """The same *column* of instants in UTC, those named in *instants* with the time at the office."""
    known = tuple(instants)
    return replace(column, labels=Late(lambda: _local_times(known, view.time_zone)))


def _local_times(instants: Iterable[str], zone: str) -> Names:
    """Day, minute and name of the zone for each instant; what is none, in a damaged register, is left out."""
    from zoneinfo import ZoneInfo

    here = ZoneInfo(zone)
    times = {instant: _instant(instant) for instant in instants}
    return {instant: f"{time.astimezone(here):%Y-%m-%d %H:%M %Z}" for instant, time in times.items() if time}


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
