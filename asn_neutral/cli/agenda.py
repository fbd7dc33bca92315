"""`asn-neutral agenda`."""

from typing import Annotated

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.filtering import filtered
from asn_neutral.cli.options import FormatOption, OutputOption
from asn_neutral.errors import ExitCode
from asn_neutral.locale import N_
from asn_neutral.store.filters import Filters

app = typer.Typer()
DaysOption = Annotated[
    int,
    typer.Option("--days", min=0, max=3650, metavar=N_("COUNT"), help=N_("How many days ahead; 14 unless given.")),
]


@app.command(epilog=N_("Example: asn-neutral agenda --days 30 --fail-if-overdue"))
@filtered
def agenda(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    filters: Filters,
    *,
    days: DaysOption = 14,
    fail_if_overdue: Annotated[
        bool, typer.Option("--fail-if-overdue", help=N_("End with 4 when something is overdue."))
    ] = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Show what has to be done next, the most pressing first.

    What is overdue comes first, then what BKN may answer by blocking data, then the rest by its last day.
    """
    from asn_neutral.reports import agenda as report

    office = office_of(ctx)
    with office.reading() as connection:
        table = report.agenda(connection, filters, office.today, days=days, view=office.view)
    office.show(table, format=format, output=output)
    if fail_if_overdue and report.has_overdue(table):
        raise typer.Exit(ExitCode.GATE)
