"""What every report takes: the shared filters, which columns in which order, and of which day."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from asn_neutral.cli import filtering, options
from asn_neutral.cli.context import Office, office_of
from asn_neutral.cli.taking import taking
from asn_neutral.errors import UsageError
from asn_neutral.locale import N_, _
from asn_neutral.output.formats import FormatName
from asn_neutral.store.filters import Filters

if TYPE_CHECKING:
    import sqlite3

    from asn_neutral.reports.report import Asked
    from asn_neutral.reports.selecting import Selection
    from asn_neutral.services.looking_back import Moment

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
AsKnownOption = Annotated[
    date | None,
    options.day_option("--as-of", N_("As it was known at the end of this day; the same for ever.")),
]
AsItStoodOption = Annotated[
    date | None,
    options.day_option("--on", N_("As things stood at the end of this day, by all that is known now.")),
]
OPTIONS: Final[Mapping[str, object]] = {
    **filtering.OPTIONS,
    "columns": ColumnsOption,
    "sort": SortOption,
    "limit": options.LimitOption,
    "as_of": AsKnownOption,
    "on": AsItStoodOption,
}
"""Every option that all reports share."""


class Wanted(NamedTuple):
    """What was asked of a report."""

    filters: Filters
    selection: "Selection"
    moment: "Moment | None" = None
    title: str | None = None  # in place of the report's own


def _wanted(ctx: typer.Context, typed: Mapping[str, object]) -> Wanted:
    from asn_neutral.reports.selecting import Selection

    moment = moment_of(ctx, typed["as_of"], typed["on"])
    filters = filtering.read(ctx, {name: typed[name] for name in filtering.OPTIONS}, moment.day if moment else None)
    columns, sort, limit = typed["columns"], typed["sort"], typed["limit"]
    selection = Selection(
        columns if isinstance(columns, str) else None,
        sort if isinstance(sort, str) else None,
        limit if isinstance(limit, int) else None,
    )
    return Wanted(filters, selection, moment)


def moment_of(ctx: typer.Context, as_of: object, on: object) -> "Moment | None":
    """The past day that was asked for with `--as-of` or `--on`; None for today.

    Raises:
        UsageError: Both were asked for, or a day to come.
    """
    from asn_neutral.services.looking_back import Moment

    if isinstance(as_of, date) and isinstance(on, date):
        raise UsageError(problem=_("A report takes --as-of or --on, not both."))
    day = as_of if isinstance(as_of, date) else on
    if not isinstance(day, date):
        return None
    if day > office_of(ctx).today:
        raise UsageError(problem=_("{day} is yet to come; what will be known then nobody knows.").format(day=day))
    return Moment(day, known=isinstance(as_of, date))


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
    from asn_neutral.reports.registry import report_by
    from asn_neutral.reports.selecting import select

    office, report = office_of(ctx), report_by(name, by)
    limit = None if wanted.selection.sort else wanted.selection.limit
    with office.reading(spills=wanted.moment is None) as connection:
        asked = asked_of(office, connection, wanted.moment, filters=wanted.filters, by=by, limit=limit)
        table = select(report.make(asked), wanted.selection)
        office.show(replace(table, title=wanted.title or table.title), format=format, output=output)


def asked_of(  # noqa: PLR0913 - what a report is made from
    office: Office,
    connection: "sqlite3.Connection",
    moment: "Moment | None",
    *,
    filters: Filters,
    by: Sequence[str] = (),
    limit: int | None = None,
) -> "Asked":
    """What a report is made from: the register as it was at *moment*, which *connection* sees from now on, or today."""
    from asn_neutral.reports.report import Asked, LookedBack
    from asn_neutral.services.looking_back import look_back

    day, looked = office.today, None
    if moment is not None:
        since = look_back(connection, moment, office.settings.time_zone, office.database)
        day, looked = moment.day, LookedBack(moment, since, office.today)
    return Asked(connection, office.law, office.settings, day, filters, tuple(by), limit, looked)


DIFF_OPTIONS: Final[Mapping[str, object]] = {
    name: option for name, option in filtering.OPTIONS.items() if name not in {"since", "until"}
}
"""The filters of a comparison; `--from` and `--to` are the days that it compares."""
filtered_for_diff = taking(
    DIFF_OPTIONS, lambda ctx, typed: filtering.read(ctx, {"since": None, "until": None, **typed})
)


def show_difference(  # noqa: PLR0913 - what the command was given, as it was given
    ctx: typer.Context,
    name: str,
    filters: Filters,
    days: tuple[date, date],
    *,
    by: Sequence[str],
    format: FormatName | None,  # noqa: A002 - the word of the option
    output: Path | None,
) -> None:
    """Show what changed in the report *name* between the ends of two *days*.

    Raises:
        UsageError: The second day is before the first, or yet to come.
    """
    from asn_neutral.reports.diff import difference
    from asn_neutral.reports.registry import report_by
    from asn_neutral.services.looking_back import Moment, touched_between

    office, (first, last) = office_of(ctx), days
    if first > last or last > office.today:
        raise UsageError(problem=_("--from must not lie after --to, nor --to after today."))
    report = report_by(name, by)
    with office.reading(spills=False) as before, office.reading(spills=False) as after:
        touched = touched_between(after, first, last, office.settings.time_zone)
        asked = [
            asked_of(office, connection, Moment(day, known=True), filters=filters, by=by)
            for connection, day in ((before, first), (after, last))
        ]
        office.show(difference(report, asked[0], asked[1], touched), format=format, output=output)
