"""`asn-neutral report`."""

from typing import Annotated, Final

import typer

from asn_neutral.cli.completing import complete_dimension
from asn_neutral.cli.context import office_of
from asn_neutral.cli.options import FormatOption, OutputOption
from asn_neutral.cli.reporting import Wanted, reported, show_report
from asn_neutral.locale import N_
from asn_neutral.reports.registry import REPORTS, Entry

app = typer.Typer()
_FILTERS: Final = N_("`asn-neutral help filters` explains the filters, `asn-neutral report describe` the figures.")
_DIMENSIONS: Final = N_(
    "DIMENSION is one of unit, unit-kind, district, violation, violation-group, level, status, channel,"
    " position-class, employment, rank, month, election, stage."
)
ByOption = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar=N_("DIMENSION"),
        help=N_("What to count by; twice makes a cross table."),
        autocompletion=complete_dimension,
    ),
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
