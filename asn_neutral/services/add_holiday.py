"""A day off that the office has heard of: written into its own law file, and every running deadline computed anew."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from asn_neutral.domain.rights import Right
from asn_neutral.errors import UnreadableFileError, UsageError, reason_of
from asn_neutral.files import replace_file
from asn_neutral.intake.typed import tidy
from asn_neutral.law.book import Book, load_book
from asn_neutral.law.terms import DayKind
from asn_neutral.locale import _, either
from asn_neutral.scratch import scratch_folder
from asn_neutral.services.casework import docket
from asn_neutral.services.desk import Desk
from asn_neutral.services.mend_case import MovedClock, recompute_each


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that is not worked, what it is called, and the decree or letter that sets it, in force from `since` on."""

    day: date
    name: str
    name_en: str
    basis: str
    kind: DayKind
    since: date

    def entry(self) -> str:
        """The day off as it stands in a file of law data; JSON writes a text as TOML does."""
        texts = {"kind": self.kind.value, "name": self.name, "name_en": self.name_en, "basis": self.basis}
        lines = [f"{key} = {json.dumps(tidy(key, text), ensure_ascii=False)}" for key, text in texts.items()]
        days = [f"date = {self.day.isoformat()}", f"since = {self.since.isoformat()}"]
        return "\n".join(["[[holiday]]", *days, *lines, "verified = true", ""])


@dataclass(frozen=True, slots=True)
class HolidayAdded:
    """The deadlines that moved, by case; `complete` tells whether the calendar has the whole year of the day."""

    moved: tuple[MovedClock, ...]
    complete: bool


def add_holiday(
    day_off: DayOff, law_file: Path, desk_with: Callable[[Book], Desk], *, rehearse: bool = False
) -> HolidayAdded:
    """Add a day off to *law_file*, which is made where there is none, and compute the deadlines of all cases anew.

    The file is replaced in one step, just before the register keeps its part; *desk_with* gives the desk at which a
    law is applied.

    Raises:
        UsageError: that day is off already, or the file is written in a way that takes no further entry.
        UnreadableFileError, LawDataError: the office's file cannot be read, or would not hold together.
        UnwritableError: the file cannot be replaced; nothing was kept.
        NoDatabaseError, DatabaseLockedError: and what else opening a register may raise.
    """
    with docket(desk_with(Book()), Right.CALENDAR, rehearse=rehearse, long=True) as cases:
        text = _with_entry(law_file, day_off)
        book = _checked(law_file.name, text)
        moved = recompute_each(cases, desk_with(book).setting)
        if not rehearse:
            _replace(law_file, text)
    return HolidayAdded(moved, day_off.day.year in book.calendar.years)


def _with_entry(law_file: Path, day_off: DayOff) -> str:
    """The text of the office's file with one more entry."""
    there = law_file.exists()
    known = load_book(law_file if there else None).calendar.holidays.get(day_off.day)
    if known is not None:
        problem = _("{day} is a day off already: {name} ({basis}).")
        name = either(known.name, known.name_en)
        raise UsageError(problem=problem.format(day=day_off.day, name=name, basis=known.basis))
    try:
        text = law_file.read_text(encoding="utf-8") if there else ""
    except OSError as error:
        raise UnreadableFileError(path=law_file, reason=reason_of(error)) from error
    return f"{text.rstrip()}\n\n{day_off.entry()}" if text.strip() else day_off.entry()


def _checked(name: str, text: str) -> Book:
    """The law with that office's file, checked as a whole, before anybody else sees the file."""
    with scratch_folder() as folder:
        draft = folder / name
        draft.write_text(text, encoding="utf-8")
        book = load_book(draft)
        book.verify()
        return book


def _replace(law_file: Path, text: str) -> None:
    def write(stream: BinaryIO) -> None:
        stream.write(text.encode())

    replace_file(law_file, write)
