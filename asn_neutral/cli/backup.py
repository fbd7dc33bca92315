"""`asn-neutral backup`: make backups, verify them, put a register back."""

from pathlib import Path
from typing import Annotated

import typer

from asn_neutral.cli.context import office_of
from asn_neutral.cli.keying import KeyOption, PassphraseOption, identities
from asn_neutral.cli.options import DryRunOption, FormatOption, OutputOption, YesOption
from asn_neutral.errors import ExitCode
from asn_neutral.locale import N_, _

app = typer.Typer()
FolderArgument = Annotated[
    Path | None, typer.Argument(metavar=N_("DIR"), help=N_("The folder; otherwise backup_folder of the settings."))
]
BackupArgument = Annotated[
    Path, typer.Argument(metavar=N_("FILE"), help=N_("The backup, or a folder: the newest in it."))
]
ReplaceOption = Annotated[
    bool,
    typer.Option(
        "--replace", help=N_("Move the register aside that is there already, with its evidence; nothing is deleted.")
    ),
]


@app.command("create", epilog=N_("Example: asn-neutral backup create /media/cadangan"))
def create(
    ctx: typer.Context,
    folder: FolderArgument = None,
    *,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Make a backup while others may go on working.

    One file holds the register and the hash of everything in it. It is encrypted where backup_recipients is set. Of
    older backups of the same register in the folder, those go that backup_keep and backup_days no longer ask for.

    Evidence that is missing or was altered is named. The backup is made all the same, but no older one goes for it,
    and the command ends with 13.
    """
    from asn_neutral.cli.keeping import backup_folder, make
    from asn_neutral.reports.backups import made

    office = office_of(ctx)
    done = make(office, backup_folder(office, folder))
    office.show(made(done, encrypted=bool(office.settings.backup_recipients)), format=format)
    if done.lost:
        office.say(_("The backup is not whole: evidence is missing or was altered."))
        raise typer.Exit(ExitCode.BROKEN)


@app.command("list", epilog=N_("Example: asn-neutral backup list /media/cadangan"))
def list_backups(
    ctx: typer.Context,
    folder: FolderArgument = None,
    *,
    format: FormatOption = None,  # noqa: A002 - the word of the option
    output: OutputOption = None,
) -> None:
    """List the backups in a folder, the newest first."""
    from asn_neutral.cli.keeping import backup_folder
    from asn_neutral.reports.backups import backup_list
    from asn_neutral.services.backups import backups_in

    office = office_of(ctx)
    found = backups_in(backup_folder(office, folder))
    office.show(backup_list(found, office.view), format=format, output=output)


@app.command("verify", epilog=N_("Example: asn-neutral backup verify cadangan.tar"))
def verify(
    ctx: typer.Context,
    file: BackupArgument,
    *,
    key: KeyOption = None,
    passphrase_from: PassphraseOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Read a backup to its end and check the register in it, as `db check` does.

    Ends with 13 when the register in it does not hold together, and with 30 when the backup is not whole.
    """
    from asn_neutral.cli.keeping import backup_at, scratch
    from asn_neutral.reports.backups import verified
    from asn_neutral.services.restoring import verify_backup

    office = office_of(ctx)
    backup = backup_at(file)
    found = verify_backup(backup, scratch(office, backup.parent), identities(office, key, passphrase_from))
    office.show(verified(found), format=format)
    if not found.ok:
        raise typer.Exit(ExitCode.BROKEN)


@app.command("drill", epilog=N_("Example: asn-neutral backup drill /media/cadangan"))
def drill(
    ctx: typer.Context,
    folder: FolderArgument = None,
    *,
    key: KeyOption = None,
    passphrase_from: PassphraseOption = None,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Rehearse the worst day: put the newest backup back in a scratch place, check all of it, and time that.

    The register itself is not touched.
    """
    from asn_neutral.cli.keeping import backup_folder, scratch
    from asn_neutral.reports.backups import drilled
    from asn_neutral.services import restoring

    office = office_of(ctx)
    place = backup_folder(office, folder)
    done = restoring.drill(place, scratch(office, place), office.stopwatch, identities(office, key, passphrase_from))
    office.show(drilled(done), format=format)
    if not done.verified.ok:
        raise typer.Exit(ExitCode.BROKEN)


@app.command("restore", epilog=N_("Example: asn-neutral --db register.db backup restore cadangan.tar"))
def restore(  # noqa: PLR0913 - one parameter for each option
    ctx: typer.Context,
    file: BackupArgument,
    *,
    key: KeyOption = None,
    passphrase_from: PassphraseOption = None,
    replace: ReplaceOption = False,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    format: FormatOption = None,  # noqa: A002 - the word of the option
) -> None:
    """Put the register of a backup where --db says.

    It is checked first, and is there all at once or not at all. Where a register is already, nothing happens without
    --replace, which moves it aside, with its evidence.

    A backup without some of its evidence is put back all the same, as it may be the only one; what is missing is
    named, and the command ends with 13. A register that does not hold together is not put back.
    """
    from asn_neutral.cli.keeping import restore_or_rehearse

    office = office_of(ctx)
    question = _("Put the backup {file} in the place of {path}?").format(file=file, path=office.database)
    if replace and not (yes or dry_run) and not office.confirm(question):
        office.say(_("Nothing was changed."))
        raise typer.Exit
    known = identities(office, key, passphrase_from)
    record, whole = restore_or_rehearse(office, file, known, replace=replace, rehearse=dry_run)
    office.show(record, format=format)
    if not whole:
        raise typer.Exit(ExitCode.BROKEN)
