"""What every command works with: settings, the day, the screen, the person. The only place that reads a clock."""

import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from asn_neutral.cli.last import LAST, LastShown
from asn_neutral.config import PROGRAM, Settings, load_settings
from asn_neutral.errors import UsageError
from asn_neutral.locale import _
from asn_neutral.output.talk import say

if TYPE_CHECKING:
    import sqlite3
    from contextlib import AbstractContextManager

    import typer

    from asn_neutral.law.book import Book
    from asn_neutral.output.formats import FormatName
    from asn_neutral.output.show_document import DocumentFormat
    from asn_neutral.reports.document import Document
    from asn_neutral.reports.names import View
    from asn_neutral.reports.table import Record, Table

TODAY_VARIABLE: Final = "ASN_NEUTRAL_TODAY"
_ANY_DAY: Final = date(2024, 1, 1)  # words such as -3d are days whichever day they count from
_YES: Final = frozenset({"y", "ya", "yes"})
_NO: Final = frozenset({"", "n", "t", "tidak", "no"})


@dataclass(frozen=True, slots=True)
class Given:
    """The options before the noun, as they were typed."""

    database: str | None = None
    language: str | None = None
    file: str | None = None
    today: str | None = None
    no_input: bool = False
    mask: bool = False
    actor: str | None = None


class Office:
    """Everything a command works with; nothing is read before it is asked for."""

    def __init__(self, given: Given, environ: Mapping[str, str]) -> None:
        self._given = given
        self._environ = environ

    @cached_property
    def settings(self) -> Settings:
        """The settings in force.

        Raises:
            ConfigError, DatabaseUnsupportedError: A setting does not fit, wherever it stands.
        """
        given = self._given
        words = {"database": given.database, "language": given.language, "actor": given.actor}
        flags = {name: word for name, word in words.items() if word is not None}
        file = Path(self._given.file) if self._given.file is not None else None
        return load_settings(flags, self._environ, file)

    @property
    def database(self) -> Path:
        """Where the register is."""
        return self.settings.database

    @property
    def program(self) -> list[str]:
        """How a command for this register begins: with what was named before the noun and not in the environment."""
        given = self._given
        named = (("--config", given.file), ("--db", given.database), ("--as", given.actor))
        return [PROGRAM, *(word for option, value in named if value is not None for word in (option, value))]

    @property
    def law_file(self) -> Path | None:
        """The office's own additions to the law data."""
        return self.settings.law_file

    @cached_property
    def book(self) -> "Book":
        """The law, with the office's own additions.

        Raises:
            UnreadableFileError, LawDataError: The office's own file does not hold together.
        """
        from asn_neutral.law.book import load_book

        return load_book(self.law_file)

    def law(self) -> "Book":
        """The same, for whoever may need it and may not."""
        return self.book

    @property
    def view(self) -> "View":
        """What a page needs beside the register."""
        from asn_neutral.reports.names import View

        return View(self.law_file, self.settings.time_zone)

    @cached_property
    def today(self) -> date:
        """The day to take for today: `--today`, `ASN_NEUTRAL_TODAY`, or the calendar in the office's time zone.

        Raises:
            UsageError: What was given is not a date.
        """
        given = self._given.today
        if given is not None:
            return _typed_day("--today", given, self._calendar_day())
        given = self._environ.get(TODAY_VARIABLE)
        return _typed_day(TODAY_VARIABLE, given, self._calendar_day()) if given else self._calendar_day()

    def now(self) -> datetime:
        """This instant, in UTC; `--today` does not move it."""
        return datetime.now(UTC)

    def stopwatch(self) -> float:
        """Seconds on a clock that is never set, for how long something takes."""
        return time.monotonic()

    def _calendar_day(self) -> date:
        """The day on the calendar in the office's time zone."""
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        name = self.settings.time_zone
        try:
            return datetime.now(ZoneInfo(name)).date()
        except ZoneInfoNotFoundError as error:
            problem = _("This machine does not know the time zone {name}; install the package tzdata.")
            raise UsageError(problem=problem.format(name=name)) from error

    def day(self, name: str, text: str) -> date:
        """The day that a person typed for the option *name*; words such as `-3d` count from today.

        Raises:
            UsageError: It is not a date.
        """
        return _typed_day(name, text, self.today)

    @cached_property
    def _secret(self) -> bytes:
        """The secret of the register."""
        from asn_neutral.reports.masking import secret

        with self.reading() as connection:
            return secret(connection)

    def reading(self, *, spills: bool = True) -> "AbstractContextManager[sqlite3.Connection]":
        """The register, opened to be read only; everything inside one `with` is seen as of the same instant.

        With `spills=False` temporary tables stay in memory, as looking back needs them.
        """
        from asn_neutral.store.reader import reading

        return reading(self.database, wait_seconds=self.settings.lock_wait_seconds, spills=spills)

    def meant(self, noun: str, number: str) -> str:
        """The number that a person typed for a `case` or `complaint`; `-` is the one shown last.

        Raises:
            UsageError: None has been shown yet.
        """
        return self._last.number(noun) if number == LAST else number

    def remember(self, noun: str, number: str) -> None:
        """From now on `-` is *number*."""
        self._last.remember(noun, number)

    @cached_property
    def _last(self) -> LastShown:
        return LastShown(self.database)

    @property
    def interactive(self) -> bool:
        """Whether a person is there to be asked: input and messages are a terminal, and `--no-input` is not set."""
        return not self._given.no_input and _is_terminal("stdin") and _is_terminal("stderr")

    def show(
        self,
        result: "Table | Record",
        *,
        format: "FormatName | None" = None,  # noqa: A002 - the word of the option
        output: Path | None = None,
    ) -> None:
        """Show *result* on stdout, or write it to *output*; without *format* the ending of *output* decides.

        A person at a terminal is told where it was written.

        Raises:
            UsageError: The format does not fit the place.
            UnwritableError: The destination cannot be written.
        """
        from asn_neutral.output.show import show
        from asn_neutral.output.terminal import Terminal

        if self._given.mask:
            from asn_neutral.reports.masking import masked

            result = masked(result, lambda: self._secret)
        show(result, format=format, path=output, terminal=Terminal.of(sys.stdout, self._environ))
        if output is not None and _is_terminal("stderr"):  # cron stays silent
            say(_("Written to {path}.").format(path=output))

    def show_document(
        self,
        document: "Document",
        *,
        format: "DocumentFormat | None" = None,  # noqa: A002 - the word of the option
        output: Path | None = None,
    ) -> None:
        """Show *document* on stdout, or write it to *output*, as `show` does for what is one table.

        Raises:
            UsageError: The format does not fit the place.
            UnwritableError: The destination cannot be written.
        """
        from asn_neutral.output.show_document import show_document
        from asn_neutral.output.terminal import Terminal

        if self._given.mask:
            from asn_neutral.reports.masking import masked_document

            document = masked_document(document, lambda: self._secret)
        show_document(document, format=format, path=output, terminal=Terminal.of(sys.stdout, self._environ))
        if output is not None and _is_terminal("stderr"):  # cron stays silent
            say(_("Written to {path}.").format(path=output))

    def write(self, text: str, *, output: Path | None = None) -> None:
        """Write a text that is no table to stdout, or to *output*, whole or not at all.

        Raises:
            UnwritableError: The destination cannot be written.
        """
        if output is None:
            from asn_neutral.output.files import write_stdout

            write_stdout([text.encode()])
        else:
            from asn_neutral.files import write_file

            write_file(output, text.encode())

    def say(self, text: str) -> None:
        """Say something beside the result, on stderr."""
        say(text)

    def confirm(self, question: str) -> bool:
        """Whether the person says yes; only a plain yes counts, and what is neither yes nor no is asked again.

        Raises:
            UsageError: Nobody is there to be asked.
        """
        if not self.interactive:
            raise UsageError(problem=_("This asks for a confirmation and nobody is there to give it; add --yes."))
        while True:
            sys.stderr.write(f"{question} {_('[y/N]')} ")
            sys.stderr.flush()
            answer = sys.stdin.readline().strip().casefold()
            if answer in _YES or answer in _NO:
                return answer in _YES
            say(_("Type y for yes or n for no."))


def office_of(ctx: "typer.Context") -> Office:
    """What the command of *ctx* works with; also while completing, when no callback has run."""
    office = ctx.find_object(Office)
    if office is None:
        import os

        words = ctx.find_root().params
        office = Office(Given(words.get("db"), words.get("lang"), words.get("config"), words.get("today")), os.environ)
    return office


def check_today(given: str | None, environ: Mapping[str, str]) -> None:
    """Refuse a wrong `--today` or `ASN_NEUTRAL_TODAY` also where the command does not ask for the day.

    Raises:
        UsageError: It is not a date.
    """
    name = TODAY_VARIABLE if given is None else "--today"
    text = environ.get(TODAY_VARIABLE) if given is None else given
    if text or given is not None:
        _typed_day(name, text or "", _ANY_DAY)


def _typed_day(name: str, text: str, today: date) -> date:
    """The day that *text*, given for *name*, means when *today* is today."""
    from asn_neutral.cli.dates import day_of

    try:
        return day_of(text, today=today)
    except ValueError as error:
        raise UsageError(problem=f"{name}: {error}") from error


def _is_terminal(name: str) -> bool:
    """Whether the standard stream *name* is open on a terminal."""
    stream = getattr(sys, name)
    return stream is not None and not stream.closed and stream.isatty()
