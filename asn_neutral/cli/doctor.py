"""`asn-neutral doctor`: whether the installation and the register are in order."""

from typing import Annotated

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.options import FormatOption, OutputOption
from asn_neutral.errors import ExitCode
from asn_neutral.locale import N_

app = typer.Typer()


@app.command(epilog=N_("Example: asn-neutral doctor --fail"))
def doctor(
    ctx: typer.Context,
    *,
    fail: Annotated[bool, typer.Option("--fail", help=N_("End with 4 when something is wrong."))] = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """Look the installation over and say what to mind.

    The program, the register and where it lies, who complained, evidence, users, the calendar, backups and schedules.
    Nothing is changed; it works without a register and with a damaged one too. `asn-neutral db check` looks through the
    register itself.
    """
    from asn_neutral.cli.scheduling import timetable_of
    from asn_neutral.reports.doctor import doctor_table
    from asn_neutral.services.doctor import Condition, Patient, examine

    office = office_of(ctx)
    patient = Patient(office.settings, office.law, timetable_of(office), office.today, office.now())
    signs = examine(patient)
    office.show(doctor_table(signs), format=format, output=output)
    if fail and any(sign.condition is Condition.ERROR for sign in signs):
        raise typer.Exit(ExitCode.GATE)
