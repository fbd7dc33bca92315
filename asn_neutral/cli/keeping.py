"""What the commands about backups share: which folder, which keys, where to unpack."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from asn_neutral.cli.context import Office
from asn_neutral.errors import UsageError
from asn_neutral.locale import _

if TYPE_CHECKING:
    from asn_neutral.reports.table import Record
    from asn_neutral.services.backups import Made


def backup_folder(office: Office, typed: Path | None) -> Path:
    """The folder that was typed, or that of the settings.

    Raises:
        UsageError: neither is there.
    """
    folder = typed or office.settings.backup_folder
    if folder is None:
        raise UsageError(problem=_("Say where backups go: name a folder, or set backup_folder."))
    return folder


def make(office: Office, folder: Path) -> "Made":
    """A backup in *folder*, encrypted and older ones removed as the settings say."""
    from asn_neutral.services.backups import Keeping, make_backup

    settings = office.settings
    return make_backup(
        office.database,
        folder,
        office.now(),
        recipients=settings.backup_recipients,
        keeping=Keeping(settings.backup_keep, settings.backup_days),
        wait_seconds=settings.lock_wait_seconds,
    )


def backups_left(office: Office) -> list[str]:
    """The names of the backups of this register in the folder of the settings; none where it has no such folder."""
    from asn_neutral.services.backups import backups_of

    folder = office.settings.backup_folder
    if folder is None or not folder.is_dir():
        return []
    with office.reading() as connection:
        return [found.path.name for found in backups_of(connection, folder)]


def backup_at(place: Path) -> Path:
    """The backup that a person means: a file, or the newest in a folder."""
    from asn_neutral.services.backups import newest_in

    return newest_in(place).path if place.is_dir() else place


def scratch(office: Office, beside: Path) -> Path:
    """Where a backup may be unpacked: the folder of the register, which nobody else can look into, or else *beside*."""
    folder = office.database.resolve().parent
    return folder if folder.is_dir() else beside


def restore_or_rehearse(
    office: Office, file: Path, identities: Sequence[str], *, replace: bool, rehearse: bool
) -> tuple["Record", bool]:
    """Put a register back, or only look whether that could be done; and whether all of it is as it was recorded."""
    from asn_neutral.reports.backups import restored, would_restore
    from asn_neutral.services.restoring import restore, verify_backup

    file = backup_at(file)
    if rehearse:
        found = verify_backup(file, scratch(office, file.parent), identities)
        return would_restore(found), found.ok
    done = restore(file, office.database, office.now(), replace=replace, identities=identities)
    return restored(done), not done.lost
