"""`asn-neutral reconcile`."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.file_options import DateOrderOption, DelimiterOption, EncodingOption, MaxRowsOption
from asn_neutral.cli.options import FormatOption, OutputOption, check_target, day_option
from asn_neutral.errors import ExitCode
from asn_neutral.locale import N_
from asn_neutral.services.counterparts import Counterpart

app = typer.Typer()
_RESULTS = "agrees|differs|proposed|repeated|only-theirs|only-ours|refused"


@app.command(epilog=N_("Example: asn-neutral reconcile daftar.csv --with bawaslu --reply balasan.xlsx"))
def reconcile(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar=N_("FILE"), help=N_("A CSV file; - reads standard input."))],
    *,
    counterpart: Annotated[
        Counterpart,
        typer.Option(
            "--with",
            metavar="|".join(Counterpart),
            help=N_("Whose list it is; a case is found by this agency's number first."),
        ),
    ],
    since: Annotated[
        date | None,
        day_option("--from", N_("Only ours: acts of this day or later; otherwise the period of the list.")),
    ] = None,
    until: Annotated[
        date | None,
        day_option("--to", N_("Only ours: acts of this day or before; otherwise the period of the list.")),
    ] = None,
    result: Annotated[
        list[str] | None, typer.Option("--result", metavar=_RESULTS, help=N_("Only these results; may be given again."))
    ] = None,
    reply: Annotated[
        Path | None,
        typer.Option(
            "--reply",
            callback=check_target,
            metavar=N_("FILE"),
            help=N_("Write the list with what the register says of each row, to be sent back: .csv or .xlsx."),
        ),
    ] = None,
    encoding: EncodingOption = None,
    delimiter: DelimiterOption = None,
    date_order: DateOrderOption = None,
    max_rows: MaxRowsOption = 2_000_000,
    refused_file: Annotated[
        Path | None,
        typer.Option(
            "--refused-file",
            callback=check_target,
            metavar=N_("FILE"),
            help=N_("Write the refused rows with the reasons to this file."),
        ),
    ] = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Compare another agency's list with the register.

    A row means the case that has the agency's number; otherwise that of the person (NIP) with the same day of the act
    and the same form. By name a case is only proposed. Nothing is stored.

    Rows are read and refused as in a complaints file. Of its columns those are compared that say number, NIP, name,
    day of the act, form, unit, status, finding, level, sanction, and number and date of the SK.
    """
    from asn_neutral.cli.reconciling import Compared, order_of, show_comparison

    compared = Compared(counterpart, since, until, result or [], reply)
    order = order_of(
        ctx, file, compared, encoding=encoding, delimiter=delimiter, date_order=date_order, max_rows=max_rows,
        refused_file=refused_file, output=output,
    )  # fmt: skip
    if show_comparison(office_of(ctx), order, compared, format, output):
        raise typer.Exit(ExitCode.ROWS_REFUSED)
