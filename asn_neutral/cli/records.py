"""What reading commands do: ask the register, show what it says, remember what was shown."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from asn_neutral.cli.context import Office, office_of
from asn_neutral.output.formats import FormatName
from asn_neutral.store.filters import Filters

if TYPE_CHECKING:
    import sqlite3

    from asn_neutral.domain.case import CaseState
    from asn_neutral.domain.measure import Measure


def show_list(  # noqa: PLR0913, PLR0917 - what the command was given, as it was given
    ctx: typer.Context,
    noun: str,
    filters: Filters,
    limit: int | None,
    format: FormatName | None,  # noqa: A002 - the word of the option
    output: Path | None,
) -> None:
    """Show the cases or complaints that fit."""
    from asn_neutral.reports.cases import LISTS

    office = office_of(ctx)
    with office.reading() as connection:
        office.show(LISTS[noun](connection, filters, office.view, limit=limit), format=format, output=output)


def show_one(
    ctx: typer.Context,
    noun: str,
    number: str,
    format: FormatName | None,  # noqa: A002 - the word of the option
    output: Path | None,
) -> None:
    """Show the one case or complaint that *number* names, `-` the last one; it is the last one afterwards."""
    from asn_neutral.reports.pages import PAGES

    office = office_of(ctx)
    with office.reading() as connection:
        page = PAGES[noun](connection, office.meant(noun, number), office.view)
        office.show(page, format=format, output=output)
    office.remember(noun, str(page.value("number")))


def case_of(
    office: Office, number: str, connection: "sqlite3.Connection | None" = None, *, remember: bool = True
) -> "CaseState":
    """The case that *number* names, as its events make it; `-` is the one shown last, which it is afterwards too.

    It is read through *connection* where one is open. Without *remember* it was not shown: the shell asked while a
    word was half typed.

    Raises:
        NotFoundError, AmbiguousError: It names none, or more than one.
        BrokenDatabaseError: Its events cannot be replayed.
    """
    from asn_neutral.services.lives import state_named

    wanted = office.meant("case", number)
    with nullcontext(connection) if connection else office.reading() as reader:
        state = state_named(reader, wanted, office.database)
    if remember:
        office.remember("case", state.number)
    return state


def setting_of(office: Office) -> "Measure":
    """What the rules of the procedure are applied with, and whole cases are measured with."""
    from asn_neutral.domain.measure import Measure

    return Measure(office.today, office.book, office.book.calendar.of_week(office.settings.office_week))
