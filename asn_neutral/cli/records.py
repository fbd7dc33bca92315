"""What `list` and `show` of every noun do: ask the register, show what it says, remember what was shown."""

from pathlib import Path

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.output.formats import FormatName
from asn_neutral.store.filters import Filters


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
    from asn_neutral.reports.cases import PAGES

    office = office_of(ctx)
    with office.reading() as connection:
        page = PAGES[noun](connection, office.meant(noun, number), office.view)
        office.show(page, format=format, output=output)
    office.remember(noun, str(page.value("number")))
