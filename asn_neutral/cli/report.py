"""`asn-neutral report`."""

from typing import Annotated

import typer

from asn_neutral.cli.completing import complete_dimension
from asn_neutral.cli.context import office_of
from asn_neutral.cli.options import FormatOption, OutputOption
from asn_neutral.cli.reporting import Wanted, reported, show_report
from asn_neutral.locale import N_

app = typer.Typer()
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


@app.command("recap", epilog=N_("Example: asn-neutral report recap --by unit --by level -o recap.xlsx"))
@reported
def recap(
    ctx: typer.Context,
    wanted: Wanted,
    *,
    by: Annotated[
        list[str],
        typer.Option(
            "--by",
            metavar=N_("DIMENSION"),
            help=N_("What to count by; twice makes a cross table."),
            autocompletion=complete_dimension,
        ),
    ],
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Count incidents, cases and persons by one or two dimensions.

    `asn-neutral help filters` explains the filters.

    DIMENSION is one of unit, unit-kind, district, violation, violation-group, level, status, channel,
    position-class, employment, rank, month, election, stage.
    """
    show_report(ctx, "recap", wanted, by=by, format=format, output=output)
