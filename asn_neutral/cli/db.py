"""`asn-neutral db`: look after the register itself."""

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.options import DryRunOption, FormatOption
from asn_neutral.errors import ExitCode
from asn_neutral.locale import N_

app = typer.Typer()


@app.command("status", epilog=N_("Example: asn-neutral db status"))
def status(ctx: typer.Context, *, format: FormatOption = None) -> None:  # noqa: A002 - the word of the option
    """Show where the register is, which schema it has and how much is in it."""
    from asn_neutral.reports.register import register_status

    office = office_of(ctx)
    office.show(register_status(office.database, wait_seconds=office.settings.lock_wait_seconds), format=format)


@app.command("upgrade", epilog=N_("Example: asn-neutral db upgrade"))
def upgrade(ctx: typer.Context, *, dry_run: DryRunOption = False, format: FormatOption = None) -> None:  # noqa: A002 - the word of the option
    """Bring an older register to the schema of this program.

    A backup is made beside it first; a failed upgrade leaves the register as it was.
    """
    from asn_neutral.reports.register import upgraded
    from asn_neutral.services.upkeep import bring_up_to_date

    office = office_of(ctx)
    wait = office.settings.lock_wait_seconds
    done = bring_up_to_date(office.database, wait_seconds=wait, rehearse=dry_run)
    office.show(upgraded(office.database, before=done.before, backup=done.backup), format=format)


@app.command("check", epilog=N_("Example: asn-neutral db check"))
def check(ctx: typer.Context, *, format: FormatOption = None) -> None:  # noqa: A002 - the word of the option
    """Replay every event, verify the chain, the cases, the links and the file, and look for every piece of evidence.

    Of evidence it sees whether each file is there and as large as it was; `evidence verify` reads what is in it. Ends
    with 13 when anything is not as it was recorded.
    """
    from asn_neutral.reports.register import checked
    from asn_neutral.services.check_register import check_register

    office = office_of(ctx)
    verdict = check_register(office.database, wait_seconds=office.settings.lock_wait_seconds)
    office.show(checked(verdict), format=format)
    if not verdict.ok:
        raise typer.Exit(ExitCode.BROKEN)
