"""`asn-neutral init`."""

from typing import Final

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.options import DryRunOption, FormatOption, YesOption
from asn_neutral.locale import N_, _

app = typer.Typer()
_QUESTION: Final = N_("Make a register at {path}?")


@app.command(epilog=N_("Example: asn-neutral --db register.db init --yes"))
def init(
    ctx: typer.Context,
    *,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Make a new, empty register.

    Only its owner can read it. What is already at that place is never touched.
    """
    from asn_neutral.reports.outcome import created
    from asn_neutral.services.upkeep import make_register

    office = office_of(ctx)
    path = office.database
    if not (yes or dry_run) and office.interactive and not office.confirm(_(_QUESTION).format(path=path)):
        office.say(_("Not made."))
        raise typer.Exit
    new_folder = not path.parent.exists()
    make_register(path, now=office.now(), rehearse=dry_run)
    office.show(created(path, rehearsed=dry_run, new_folder=new_folder), format=format)
