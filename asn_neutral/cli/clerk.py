"""Makes a report in this process by its words, as if they had been typed, with nobody at the terminal."""

import io
import itertools
import re
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from asn_neutral.cli.context import Office
from asn_neutral.errors import UsageError
from asn_neutral.locale import _
from asn_neutral.reports.nearest import nearest_or_all
from asn_neutral.reports.table import Kind, Record, Table

if TYPE_CHECKING:
    from asn_neutral.output.formats import FormatName
    from asn_neutral.output.show_document import DocumentFormat
    from asn_neutral.reports.document import Document

DIGEST: Final = "digest"
_NOT_REPORTS: Final = frozenset({"list", "describe", "check", "diff", "run"})
"""Verbs of `report` that make none by themselves."""
_RESERVED: Final = re.compile("-[oh]|--(?:output|format|mail-to|eml|help)(?:=.*)?", re.DOTALL)
"""Options that a schedule gives itself, or that make no report."""


class Clerk(Office):
    """The same office for whoever makes a report without being watched; knows afterwards what went through its hands.

    `rows` is how many the report had, None where it is no table; `names` whether it names persons, None where that is
    not known; `text` what was written that is no table. With *rehearse* nothing is written. With *masked* nobody is
    named.
    """

    def __init__(self, office: Office, *, masked: bool = False, rehearse: bool = False) -> None:
        vars(self).update(vars(office))
        self._given = replace(self._given, no_input=True, mask=self._given.mask or masked)
        self._rehearse = rehearse
        self.rows: int | None = None
        self.names: bool | None = None
        self.text: str | None = None

    def show(
        self,
        result: Table | Record,
        *,
        format: "FormatName | None" = None,  # noqa: A002 - the word of the option
        output: Path | None = None,
    ) -> None:
        """Write the report, counted; of a rehearsal only what is asked of the register is done."""
        from asn_neutral.output.counting import Counted, counting

        counted = counting(result)
        tables = (counted,) if isinstance(counted, Table) else counted.parts
        self.names = _names_persons(result)
        if self._rehearse:
            for table in tables:
                list(itertools.islice(table.rows, 1))
            return
        super().show(counted, format=format, output=output)
        self.rows = sum(table.rows.count for table in tables if isinstance(table.rows, Counted))

    def show_document(
        self,
        document: "Document",
        *,
        format: "DocumentFormat | None" = None,  # noqa: A002 - the word of the option
        output: Path | None = None,
    ) -> None:
        """Write a report of several tables; its rows are not counted."""
        from asn_neutral.reports.document import record_of

        self.names = _names_persons(record_of(document))
        if not self._rehearse:
            super().show_document(document, format=format, output=output)

    def write(self, text: str, *, output: Path | None = None) -> None:
        """Keep a text, and write it where it is to go."""
        self.text = text
        if output is not None and not self._rehearse:
            super().write(text, output=output)

    def make(self, words: Sequence[str], output: Path | None) -> None:
        """Make the report that *words* name, into *output*.

        Raises:
            AsnError: As the command does that these words are typed for.
        """
        from asn_neutral.cli.app import COMMANDS
        from asn_neutral.cli.failure import usage_of
        from asn_neutral.cli.lazy import load

        noun, more = _typed(self, words)
        verb = more[0] if COMMANDS[noun].has_verbs else ""
        place = ["-o", str(output)] if output is not None else []
        nobody = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        command = load(noun, COMMANDS[noun], verb)
        try:
            with (
                redirect_stdout(nobody),
                redirect_stderr(nobody),
                command.make_context(noun, [*more, *place], obj=self) as context,
            ):
                command.invoke(context)
        except typer.TyperException as error:
            raise usage_of(error) from error
        except typer.Exit as done:
            if not done.exit_code:
                return
            problem = _("{words} make no report.").format(words=" ".join(words))
            raise UsageError(problem=problem) from done


def _names_persons(result: Table | Record) -> bool:
    """Whether a column of *result* may hold a name, or a text of which nobody knows whom it names."""
    from asn_neutral.reports.masking import FREE, OFFICERS

    tables = (result, *(result.parts if isinstance(result, Record) else ()))
    columns = [column for table in tables for column in table.columns]
    telling = FREE | OFFICERS | {"nip"}
    return any(column.kind is Kind.PERSON or column.key in telling for column in columns)


def _typed(office: Office, words: Sequence[str]) -> tuple[str, list[str]]:
    """The noun, and the words after it, that make the report of *words*.

    Raises:
        UsageError: The first word is no report, neither of the program nor of the file of settings.
    """
    for word in words[1:]:
        if _RESERVED.fullmatch(word):
            problem = _("{word} is not for the report of a schedule; a schedule says itself where it goes.")
            raise UsageError(problem=problem.format(word=word))
    name, saved = words[0], office.settings.reports
    if name == DIGEST:
        return DIGEST, list(words[1:])
    if name in report_names():
        return "report", list(words)
    if name in saved:
        return "report", ["run", *words]
    known = nearest_or_all(name, (*report_names(), *saved, DIGEST))
    problem = _("There is no report {name}; try {known}.")
    raise UsageError(problem=problem.format(name=name, known=known))


def report_names() -> list[str]:
    """Every report that a schedule can make, by the verb that makes it."""
    from asn_neutral.cli.report import app

    return [one.name for one in app.registered_commands if one.name and one.name not in _NOT_REPORTS]
