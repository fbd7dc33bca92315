"""`asn-neutral init`."""

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.options import FormatOption, YesOption
from asn_neutral.locale import N_, _

app = typer.Typer()


@app.command(epilog=N_("Example: asn-neutral --db register.db init --yes"))
def init(ctx: typer.Context, *, yes: YesOption = False, format: FormatOption = None) -> None:  # noqa: A002 - the word of the option
    """Make a new, empty register.

    Only its owner can read it. What is already at that place is never touched.
    """
    from asn_neutral.reports.outcome import created
    from asn_neutral.services.upkeep import make_register

    office = office_of(ctx)
    if (
        not yes
        and office.interactive
        and not office.confirm(_("Make a register at {path}?").format(path=office.database))
    ):
        office.say(_("Not made."))
        raise typer.Exit
    make_register(office.database, now=office.now())
    office.show(created(office.database), format=format)
