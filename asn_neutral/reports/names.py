"""What people read in place of an id or an instant: the names in the law data, the time at the office.

They are texts in the language in force already, not messages. They are made only where a format for people asks.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from asn_neutral.locale import _, either
from asn_neutral.reports.table import Column

if TYPE_CHECKING:
    from asn_neutral.law.book import Book

Names = Mapping[str, str]


_IN_A_NAME: Final = {"id", "name", "name_en"}


class View(NamedTuple):
    """What a page needs beside the register: the office's own law file, if any, and its time zone by name."""

    law_file: Path | None
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
"""By the word that a recap counts by."""
_ON_PAGES: Final = {"election": "election", "stage": "stage", "clock": "deadline", "due_clock": "deadline"}
"""Keys of columns whose ids have names, with the kind of entry that names them."""


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


def named(columns: Iterable[Column], view: View, keys: Container[str] = _ON_PAGES) -> tuple[Column, ...]:
    """The same *columns*, those with the *keys* of elections, stages and clocks with the names that people read."""
    return tuple(
        _named(column, view) if column.key in _ON_PAGES and column.key in keys else column for column in columns
    )


def _named(column: Column, view: View) -> Column:
    return replace(column, labels=Late(lambda: names_in_files(_ON_PAGES[column.key], view.law_file)))


def sanction_labels(view: View) -> Names:
    """The names of sanctions, made when one is asked for."""
    return Late(lambda: names_in_files("sanction", view.law_file))


def names_in_files(kind: str, law_file: Path | None) -> Names:
    """The names of every `election`, `stage`, `sanction` or `deadline`, straight from the files of law data.

    A page needs nothing else of the law, and to build its entries takes as long as the rest of the page.

    Raises:
        UnreadableFileError, LawDataError: The office's file cannot be read.
    """
    from asn_neutral.law.names import shipped_rows

    rows: list[Mapping[str, object]] = [*shipped_rows(kind)]
    if law_file is not None:
        from asn_neutral.law.reading import read_tables

        rows += read_tables(law_file).get(kind, ())
    names = {str(row["id"]): either(str(row["name"]), str(row["name_en"])) for row in rows if row.keys() >= _IN_A_NAME}
    if kind == "deadline":
        from asn_neutral.law.move import TERM_END, TERM_NAME

        names[TERM_END] = _(TERM_NAME)  # it stands in no file
    return names


def timed(column: Column, instants: Iterable[str], view: View) -> Column:
    """The same *column* of instants in UTC, with the time at the office; *instants* is read only where people ask."""
    return replace(column, labels=Late(lambda: _local_times(instants, view.time_zone)))


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
