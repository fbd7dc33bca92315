"""`asn-neutral report`."""

from typing import Annotated

import typer

from asn_neutral.cli.completing import complete_dimension
from asn_neutral.cli.context import office_of
from asn_neutral.cli.filtering import filtered
from asn_neutral.cli.options import FormatOption, OutputOption
from asn_neutral.locale import N_
from asn_neutral.store.filters import Filters

app = typer.Typer()


@app.command("list", epilog=N_("Example: asn-neutral report list"))
def list_reports(ctx: typer.Context, *, format: FormatOption = None, output: OutputOption = None) -> None:  # noqa: A002 - the word of the option
    """List the reports."""
    from asn_neutral.reports.registry import report_list

    office_of(ctx).show(report_list(), format=format, output=output)


@app.command("recap", epilog=N_("Example: asn-neutral report recap --by unit --by level -o recap.xlsx"))
@filtered
def recap(
    ctx: typer.Context,
    filters: Filters,
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
    from asn_neutral.reports.recap import Letterhead, check_dimensions, recap_table

    office = office_of(ctx)
    check_dimensions(by)
    head = Letterhead(office.settings.office_name, office.today)
    with office.reading() as connection:
        table = recap_table(connection, office.book, by, filters, head)
        office.show(table, format=format, output=output)
