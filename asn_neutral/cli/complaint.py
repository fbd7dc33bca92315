"""`asn-neutral complaint`."""

from typing import Annotated

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.filtering import filtered
from asn_neutral.cli.options import FormatOption, LimitOption, OutputOption
from asn_neutral.locale import N_
from asn_neutral.store.filters import Filters

app = typer.Typer()


@app.command("list", epilog=N_("Example: asn-neutral complaint list --channel sbt --from 2024-09-01"))
@filtered
def list_complaints(
    ctx: typer.Context,
    filters: Filters,
    *,
    limit: LimitOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """List the complaints that fit, the newest first."""
    from asn_neutral.reports.cases import complaint_list

    office = office_of(ctx)
    with office.reading() as connection:
        office.show(complaint_list(connection, filters, limit=limit), format=format, output=output)


@app.command("show", epilog=N_("Example: asn-neutral complaint show P-2024/0017"))
def show_complaint(
    ctx: typer.Context,
    number: Annotated[
        str,
        typer.Argument(
            metavar=N_("NUMBER"), help=N_("The complaint's number, or a beginning of it that fits one only.")
        ),
    ],
    *,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Show everything about one complaint, except who complained."""
    from asn_neutral.reports.cases import complaint_page

    office = office_of(ctx)
    with office.reading() as connection:
        office.show(complaint_page(connection, number), format=format, output=output)
