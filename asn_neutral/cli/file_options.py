"""How a file from outside is read: the options that every command which reads one shares."""

from pathlib import Path
from typing import Annotated

import typer

from asn_neutral.cli.options import check_count, check_target
from asn_neutral.intake.dates import DateOrder
from asn_neutral.locale import N_

EncodingOption = Annotated[
    str | None, typer.Option("--encoding", metavar=N_("NAME"), help=N_("The encoding, instead of finding it."))
]
DelimiterOption = Annotated[
    str | None,
    typer.Option("--delimiter", metavar=N_("SIGN"), help=N_("The delimiter, instead of finding it: , ; | or tab.")),
]
DateOrderOption = Annotated[
    DateOrder | None,
    typer.Option("--date-order", metavar="dmy|mdy", help=N_("How dates of figures are read; dmy otherwise.")),
]
MaxRowsOption = Annotated[
    int,
    typer.Option(
        "--max-rows",
        callback=check_count,
        metavar=N_("COUNT"),
        show_default=False,
        help=N_("Refuse a file with more rows; 2,000,000 unless given."),
    ),
]
RefusedFileOption = Annotated[
    Path | None,
    typer.Option(
        "--refused-file",
        callback=check_target,
        metavar=N_("FILE"),
        help=N_("Where the refused rows go; beside FILE otherwise."),
    ),
]
