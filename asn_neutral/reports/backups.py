"""Backups as people see them: one that was made, those there are, what one holds, a register put back."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from asn_neutral.locale import N_, _, ngettext
from asn_neutral.reports.evidence import evidence_lost
from asn_neutral.reports.names import View, timed
from asn_neutral.reports.register import EVENTS, HEAD, SOUND, findings_table, verdict_notes
from asn_neutral.reports.table import Column, Kind, Record, Table, Value
from asn_neutral.services.backups import Found, Made
from asn_neutral.services.evidence import Held
from asn_neutral.services.restoring import Drilled, Restored, Verified

_INSTANT: Final = "%Y-%m-%dT%H:%M:%SZ"
_BACKUP: Final = Column("backup", N_("Backup"), Kind.ID)
_BYTES: Final = Column("bytes", N_("Size in bytes"), Kind.COUNT)
_MADE_AT: Final = Column("made_at", N_("Made at"), Kind.ID)
_ENCRYPTED: Final = Column("encrypted", N_("Encrypted"), Kind.FLAG)
_REGISTER: Final = Column("register", N_("Name of the register"), Kind.ID)
_NOT_ENCRYPTED: Final = N_(
    "It is NOT encrypted and holds everything, who complained included; `asn-neutral help backup` tells how to encrypt."
)


def made(done: Made, *, encrypted: bool) -> Record:
    """A backup was made."""
    columns = (_BACKUP, _BYTES, EVENTS, HEAD, _ENCRYPTED, Column("removed", N_("Older ones removed"), Kind.LIST))
    removed = tuple(str(path) for path in done.removed)
    values = (str(done.path), done.size, done.events, done.head, encrypted, removed)
    notes = [*([] if encrypted else [_(_NOT_ENCRYPTED)]), *_lost(done.lost)]
    if done.lost:
        notes.append(_("No older backup was removed: one of them may still have that evidence."))
    return Record("backup-made", _("Backup"), columns, values, (evidence_lost(done.lost),), notes)


def backup_list(found: Sequence[Found], view: View) -> Table:
    """The backups of a folder, the newest first."""
    rows: list[tuple[Value, ...]] = [
        (
            f"{one.name.made_at:{_INSTANT}}",
            one.name.events,
            one.size,
            one.name.encrypted,
            one.name.register,
            str(one.path),
        )
        for one in found
    ]
    columns = (
        timed(_MADE_AT, (str(row[0]) for row in rows), view),
        EVENTS,
        _BYTES,
        _ENCRYPTED,
        Column("register", N_("Name of the register begins with"), Kind.ID, spare=1),
        _BACKUP,
    )
    return Table("backup-list", _("Backups"), columns, rows, empty=_("There is no backup here."))


def verified(found: Verified) -> Record:
    """A backup was read to its end, and the register in it was checked."""
    columns, values = _of_backup(found)
    return Record(
        "backup-verify",
        _("Check of a backup"),
        (SOUND, *columns),
        (found.ok, *values),
        (findings_table(found.verdict), evidence_lost(found.lost)),
        [*verdict_notes(found.verdict), *_lost(found.lost)],
    )


def drilled(done: Drilled) -> Record:
    """The newest backup was put back in a scratch place, and how long that took."""
    found = done.verified
    columns, values = _of_backup(found)
    seconds = Decimal(str(round(done.seconds, 1)))
    return Record(
        "backup-drill",
        _("Rehearsal of putting the newest backup back"),
        (SOUND, *columns, Column("seconds", N_("Seconds"), Kind.ID)),
        (found.ok, *values, str(seconds)),
        (findings_table(found.verdict), evidence_lost(found.lost)),
        [*verdict_notes(found.verdict), *_lost(found.lost)],
    )


def restored(done: Restored) -> Record:
    """A register was put back."""
    columns, values = _of_backup(done.verified)
    own = (Column("database", N_("Register"), Kind.ID), Column("aside", N_("The one that was there"), Kind.ID))
    aside = str(done.aside) if done.aside else None
    notes = [_("What was recorded after the backup was made is not in it."), *_lost(done.lost)]
    if done.lost:
        notes.append(_("Another backup may still have that evidence."))
    parts = (evidence_lost(done.lost),)
    values = (str(done.database), aside, *values)
    return Record("backup-restored", _("Register put back"), (*own, *columns), values, parts, notes)


def would_restore(found: Verified) -> Record:
    """A register could be put back: the same as when a backup is verified, and that nothing was written."""
    shown = verified(found)
    notes = [*shown.notes, _("Nothing was stored: this was a rehearsal.")]
    return Record(shown.name, shown.title, shown.columns, shown.values, shown.parts, notes)


def _of_backup(found: Verified) -> tuple[tuple[Column, ...], tuple[Value, ...]]:
    """What a backup says of itself."""
    manifest = found.manifest
    columns = (
        _BACKUP,
        Column("made_at", N_("Made at (UTC)"), Kind.ID),
        EVENTS,
        Column("cases", N_("Cases"), Kind.COUNT),
        Column("evidence", N_("Evidence"), Kind.COUNT),
        HEAD,
        _REGISTER,
    )
    values = (
        str(found.path),
        f"{manifest.made_at:{_INSTANT}}",
        found.verdict.events,
        found.verdict.cases,
        found.evidence,
        found.verdict.head,
        manifest.register_name,
    )
    return columns, values


def _lost(lost: Sequence[Held]) -> list[str]:
    """That evidence is recorded which the backup does not have as it was."""
    if not lost:
        return []
    text = ngettext(
        "{number} piece of evidence is recorded and not in the backup as it was.",
        "{number} pieces of evidence are recorded and not in the backup as they were.",
        len(lost),
    )
    return [text.format(number=len(lost))]
