"""`asn-neutral case`."""

import typer

from asn_neutral.cli.filtering import filtered
from asn_neutral.cli.options import CaseNumber, FormatOption, LimitOption, OutputOption
from asn_neutral.cli.records import show_list, show_one
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
    """List the cases that fit, the newest first.

    `asn-neutral help filters` explains the filters.
    """
    show_list(ctx, "case", filters, limit, format, output)


@app.command("show", epilog=N_("Example: asn-neutral case show 2024/0017"))
def show_case(
    ctx: typer.Context,
    number: CaseNumber,
    *,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Show everything about one case, except who complained."""
    show_one(ctx, "case", number, format, output)
