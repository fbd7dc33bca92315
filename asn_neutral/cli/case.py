"""`asn-neutral case`."""

from typing import Annotated

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.filtering import filtered
from asn_neutral.cli.options import FormatOption, LimitOption, OutputOption
from asn_neutral.locale import N_
from asn_neutral.store.filters import Filters

app = typer.Typer()


@app.command("list", epilog=N_("Example: asn-neutral case list --unit kesehatan --from 2024-09-01"))
@filtered
def list_cases(
    ctx: typer.Context,
    filters: Filters,
    *,
    limit: LimitOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """List the cases that fit, the newest first."""
    from asn_neutral.reports.cases import case_list

    office = office_of(ctx)
    with office.reading() as connection:
        office.show(case_list(connection, filters, limit=limit), format=format, output=output)


@app.command("show", epilog=N_("Example: asn-neutral case show 2024/0017"))
def show_case(
    ctx: typer.Context,
    number: Annotated[
        str,
        typer.Argument(metavar=N_("NUMBER"), help=N_("The case's number, or a beginning of it that fits one only.")),
    ],
    *,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Show everything about one case, except who complained."""
    from asn_neutral.reports.cases import case_page

    office = office_of(ctx)
    with office.reading() as connection:
        office.show(case_page(connection, number), format=format, output=output)
