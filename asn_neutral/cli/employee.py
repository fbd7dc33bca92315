"""`asn-neutral employee`: what is known of a civil servant by the number."""

from typing import Annotated

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.options import FormatOption, OutputOption
from asn_neutral.errors import ExitCode
from asn_neutral.locale import N_

app = typer.Typer(no_args_is_help=True, help=N_("Check a NIP."))


@app.command(
    help=N_(
        "Check a NIP or NI PPPK and show what it says. Exits with 0 also when the number is wrong; "
        "with --fail it then exits with 4. Nothing is looked up or stored."
    ),
    epilog=N_("Example: asn-neutral employee check 199003032014032901"),
)
def check(
    ctx: typer.Context,
    nip: Annotated[str, typer.Argument(metavar="NIP", help=N_("The number; blanks and dots do not matter."))],
    *,
    fail: Annotated[bool, typer.Option("--fail", help=N_("Exit with 4 when the number has an error."))] = False,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Check one number."""
    from asn_neutral.reports.employee import employee_record

    office = office_of(ctx)
    record = employee_record(nip, today=office.today)
    office.show(record, format=form, output=output)
    if fail and not record.value("ok"):
        raise typer.Exit(ExitCode.GATE)
