"""`asn-neutral report`."""

from datetime import date
from typing import Annotated, Final

import typer

from asn_neutral.cli.completing import complete_dimension
from asn_neutral.cli.context import office_of
from asn_neutral.cli.monthly import EXAMPLE, monthly
from asn_neutral.cli.options import FormatOption, OutputOption, day_option
from asn_neutral.cli.reporting import (
    AsItStoodOption,
    AsKnownOption,
    Wanted,
    filtered_for_diff,
    moment_of,
    reported,
    show_difference,
    show_report,
)
from asn_neutral.locale import N_
from asn_neutral.reports.registry import REPORTS, Entry
from asn_neutral.store.filters import Filters

app = typer.Typer()
_FILTERS: Final = N_("`asn-neutral help filters` explains the filters, `asn-neutral report describe` the figures.")
_DIMENSIONS: Final = N_(
    "DIMENSION is one of unit, unit-kind, district, violation, violation-group, level, status, channel,"
    " position-class, employment, rank, month, election, stage."
)
DiffFromOption = Annotated[
    date,
    day_option("--from", N_("The first of the two days; what was known at its end.")),
]
DiffToOption = Annotated[
    date | None,
    day_option("--to", N_("The second day; today if it is left out.")),
]
ByOption = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar=N_("DIMENSION"),
        help=N_("What to count by; twice makes a cross table."),
        autocompletion=complete_dimension,
    ),
]
SavedName = Annotated[
    str, typer.Argument(metavar=N_("NAME"), help=N_("A report of the file of settings, as `[reports.NAME]` there."))
]
ReportName = Annotated[
    str, typer.Argument(metavar=N_("NAME"), help=N_("A report, as `asn-neutral report list` names it."))
]


@app.command("list", epilog=N_("Example: asn-neutral report list"))
def list_reports(ctx: typer.Context, *, format: FormatOption = None, output: OutputOption = None) -> None:  # noqa: A002 - the word of the option
    """List the reports."""
    from asn_neutral.reports.registry import report_list

    office_of(ctx).show(report_list(), format=format, output=output)


@app.command("describe", epilog=N_("Example: asn-neutral report describe recap"))
def describe(ctx: typer.Context, name: ReportName, *, format: FormatOption = None, output: OutputOption = None) -> None:  # noqa: A002 - the word of the option
    """Explain every figure of a report: what it means and which steps it counts."""
    from asn_neutral.reports.registry import described

    office_of(ctx).show(described(name), format=format, output=output)


@app.command("run", epilog=N_("Example: asn-neutral report run triwulan -o triwulan.xlsx"))
def run_saved(  # noqa: PLR0913 - what the command was given, as it was given
    ctx: typer.Context,
    name: SavedName,
    *,
    as_of: AsKnownOption = None,
    on: AsItStoodOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Make a report that is saved in the file of settings.

    `asn-neutral help settings` shows how to save one.
    """
    from asn_neutral.cli.saved import format_of, wanted_of
    from asn_neutral.reports.saved import saved_named

    saved = saved_named(name, office_of(ctx).settings.reports)
    shown = format or (format_of(saved) if output is None else None)
    wanted = wanted_of(ctx, saved, moment_of(ctx, as_of, on))
    show_report(ctx, saved.base, wanted, by=saved.by, format=shown, output=output)


@app.command("check", epilog=N_("Example: asn-neutral report check"))
def check_saved(ctx: typer.Context, *, format: FormatOption = None, output: OutputOption = None) -> None:  # noqa: A002 - the word of the option
    """Check every report that is saved in the file of settings.

    Ends with 2 when one asks for something that there is not.
    """
    from asn_neutral.cli.saved import problem_of
    from asn_neutral.errors import ExitCode
    from asn_neutral.reports.saved import saved_list

    office = office_of(ctx)
    problems = {name: problem_of(ctx, name) for name in office.settings.reports}
    office.show(saved_list(problems), format=format, output=output)
    if any(problems.values()):
        raise typer.Exit(ExitCode.USAGE)


@app.command("diff", epilog=N_("Example: asn-neutral report diff recap --by status --from 2024-10-31 --to 2024-11-30"))
@filtered_for_diff
def diff(  # noqa: PLR0913 - what the command was given, as it was given
    ctx: typer.Context,
    filters: Filters,
    name: ReportName,
    *,
    since: DiffFromOption,
    until: DiffToOption = None,
    by: ByOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Show what changed in a report between two days as they were known, and the cases behind each changed figure."""
    days = (since, until or office_of(ctx).today)
    show_difference(ctx, name, filters, days, by=by or (), format=format, output=output)


def _add(name: str, entry: Entry) -> None:
    """Make a verb of a report."""

    def counted(
        ctx: typer.Context,
        wanted: Wanted,
        *,
        by: ByOption = None,
        format: FormatOption = None,  # noqa: A002 - the word of the option
        output: OutputOption = None,
    ) -> None:
        show_report(ctx, name, wanted, by=by or (), format=format, output=output)

    def listed(
        ctx: typer.Context,
        wanted: Wanted,
        *,
        format: FormatOption = None,  # noqa: A002 - the word of the option
        output: OutputOption = None,
    ) -> None:
        show_report(ctx, name, wanted, format=format, output=output)

    command = reported(counted if entry.most else listed)
    command.__doc__ = "\n\n".join((entry.description, _FILTERS, *((_DIMENSIONS,) if entry.most else ())))
    app.command(name, epilog=entry.example)(command)


for _name, _entry in REPORTS.items():
    _add(_name, _entry)
app.command("monthly", epilog=EXAMPLE)(monthly)
