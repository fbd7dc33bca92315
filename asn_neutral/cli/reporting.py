"""What every report takes: the shared filters, which columns in which order, and of which day."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from asn_neutral.cli import filtering, options
from asn_neutral.cli.context import office_of
from asn_neutral.cli.taking import taking
from asn_neutral.locale import N_
from asn_neutral.output.formats import FormatName
from asn_neutral.store.filters import Filters

if TYPE_CHECKING:
    from asn_neutral.reports.selecting import Selection

ColumnsOption = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar=N_("KEYS"),
        help=N_("Only these columns, in this order: a,b,c; or all but some: -a,-b."),
    ),
]
SortOption = Annotated[
    str | None,
    typer.Option("--sort", metavar=N_("KEYS"), help=N_("Order by these columns; -a from the highest down.")),
]
OPTIONS: Final[Mapping[str, object]] = {
    **filtering.OPTIONS,
    "columns": ColumnsOption,
    "sort": SortOption,
    "limit": options.LimitOption,
}
"""Every option that all reports share."""


class Wanted(NamedTuple):
    """What was asked of a report."""

    filters: Filters
    selection: "Selection"


def _wanted(ctx: typer.Context, typed: Mapping[str, object]) -> Wanted:
    from asn_neutral.reports.selecting import Selection

    filters = filtering.read(ctx, {name: typed[name] for name in filtering.OPTIONS})
    columns, sort, limit = typed["columns"], typed["sort"], typed["limit"]
    selection = Selection(
        columns if isinstance(columns, str) else None,
        sort if isinstance(sort, str) else None,
        limit if isinstance(limit, int) else None,
    )
    return Wanted(filters, selection)


reported = taking(OPTIONS, _wanted)
"""Gives a command the options that all reports share; it takes them as its second parameter, a `Wanted`."""


def show_report(  # noqa: PLR0913 - what the command was given, as it was given
    ctx: typer.Context,
    name: str,
    wanted: Wanted,
    *,
    by: Sequence[str] = (),
    format: FormatName | None,  # noqa: A002 - the word of the option
    output: Path | None,
) -> None:
    """Show the report *name* as it was asked for."""
    from asn_neutral.reports.registry import report_named
    from asn_neutral.reports.report import Asked
    from asn_neutral.reports.selecting import select

    office = office_of(ctx)
    report = report_named(name)
    limit = None if wanted.selection.sort else wanted.selection.limit
    with office.reading() as connection:
        asked = Asked(connection, office.law, office.settings, office.today, wanted.filters, tuple(by), limit)
        office.show(select(report.make(asked), wanted.selection), format=format, output=output)
