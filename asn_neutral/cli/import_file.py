"""`asn-neutral import`."""

from typing import Annotated

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.file_options import (
    DateOrderOption,
    DelimiterOption,
    EncodingOption,
    MaxRowsOption,
    RefusedFileOption,
)
from asn_neutral.cli.options import DryRunOption, FormatOption, OutputOption
from asn_neutral.errors import ExitCode, UsageError
from asn_neutral.locale import N_, _

app = typer.Typer()


@app.command(epilog=N_("Example: asn-neutral import kiriman.csv --dry-run"))
def import_file(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    file: Annotated[
        str | None, typer.Argument(metavar=N_("FILE"), help=N_("A CSV file; - reads standard input."))
    ] = None,
    *,
    steps: Annotated[
        bool, typer.Option("--steps", help=N_("The file has steps of cases in place of complaints."))
    ] = False,
    dry_run: DryRunOption = False,
    accept_partial: Annotated[
        bool, typer.Option("--accept-partial", help=N_("Store the good rows even when others are refused."))
    ] = False,
    encoding: EncodingOption = None,
    delimiter: DelimiterOption = None,
    date_order: DateOrderOption = None,
    allow_mixed_letters: Annotated[
        bool,
        typer.Option("--allow-mixed-letters", help=N_("Take names with look-alike letters of two alphabets.")),
    ] = False,
    max_rows: MaxRowsOption = 2_000_000,
    refused_file: RefusedFileOption = None,
    template: Annotated[
        bool, typer.Option("--template", help=N_("Write an empty file with the headers and one example."))
    ] = False,
    columns: Annotated[bool, typer.Option("--columns", help=N_("Explain each column."))] = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Import complaints from a CSV file.

    Every row is accepted, unchanged or refused. When a row is refused nothing is stored, unless
    --accept-partial is given; refused rows are written to a file with the reasons, ready to be mended.

    With --steps, each row is a step of a case: its number, the step, its day, and what the step is to be told.
    """
    from asn_neutral.cli.importing import delimiter_of, explain_columns, run_import, write_template
    from asn_neutral.services.import_file import ImportOrder

    office = office_of(ctx)
    if template or columns:
        (write_template if template else explain_columns)(office, format, output, file, steps=steps)
        return
    if file is None:
        raise UsageError(problem=_("Name the file to import; `-` reads standard input."))
    order = ImportOrder(
        file, rehearse=dry_run, accept_partial=accept_partial, encoding=encoding, delimiter=delimiter_of(delimiter),
        date_order=date_order, max_rows=max_rows, refused_file=refused_file, allow_mixed_letters=allow_mixed_letters,
    )  # fmt: skip
    if run_import(office, order, format, output, steps=steps).refused:
        raise typer.Exit(ExitCode.ROWS_REFUSED)
