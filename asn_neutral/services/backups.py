"""Making backups: one file each, with the register, a list of what is in it, and the hash of every part."""

import io
import json
import sqlite3
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from asn_neutral import __version__
from asn_neutral.domain.backup import SHORT, BackupName, backup_name, have_served
from asn_neutral.errors import UnreadableFileError, UnwritableError, reason_of
from asn_neutral.files import replace_file
from asn_neutral.locale import _
from asn_neutral.scratch import scratch_file
from asn_neutral.services.auditing import anchor_now
from asn_neutral.services.check_register import UNREADABLE
from asn_neutral.services.evidence import Held, lost_evidence
from asn_neutral.services.sealing import seal_stream
from asn_neutral.store.copying import copied
from asn_neutral.store.queries.agenda import register_uuid
from asn_neutral.store.schema import SCHEMA_VERSION
from asn_neutral.store.shelf import shelf_of, shelved

MANIFEST: Final = "manifest.json"
REGISTER: Final = "register.db"
EVIDENCE: Final = "evidence"
SCHEMA: Final = "asn-neutral/backup"


class Part(NamedTuple):
    """A file in a backup: its name there, its size in bytes, and its SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


class Keeping(NamedTuple):
    """How long backups are kept: the `newest` so many, and all of the last `days`; without both, for ever."""

    newest: int | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made, the older ones that went for it, and the evidence that it does not have as recorded."""

    path: Path
    size: int
    events: int
    head: str
    removed: tuple[Path, ...]
    lost: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A backup in a folder."""

    path: Path
    name: BackupName
    size: int


def make_backup(  # noqa: PLR0913 - what a backup is made of, and where it goes
    database: Path,
    folder: Path,
    now: datetime,
    *,
    recipients: Sequence[str] = (),
    keeping: Keeping = Keeping(),  # noqa: B008 - it is frozen
    wait_seconds: int = 30,
) -> Made:
    """A backup of the register in *folder*, made while others may work; there whole or not at all.

    It is encrypted where there are *recipients* (public keys of age). Older backups of the same register that
    *keeping* no longer asks for go when the new one is there and holds all the evidence: one that does not is better
    than none, and no reason to let go of those that do.

    Raises:
        NoDatabaseError, NotARegisterError, DatabaseLockedError: the register cannot be read.
        UnwritableError: the folder, or the one of the register, takes nothing.
        BadKeyError: a recipient is none.
    """
    with copied(database, wait_seconds=wait_seconds) as (copy, content):
        anchor = anchor_now(copy, now)
        name = BackupName(anchor.made_at, anchor.events, anchor.register[:SHORT], bool(recipients))
        path = folder / str(name)
        parts = [_part(REGISTER, content), *(_evidence(file) for file in shelved(database))]
        manifest = {
            "schema": SCHEMA,
            "version": 1,
            "program": __version__,
            "schema_version": SCHEMA_VERSION,
            "register": anchor.register,
            "made_at": anchor.made_at.isoformat(),
            "events": anchor.events,
            "head": anchor.head,
            "files": [part._asdict() for part in parts],
        }
        listed = json.dumps(manifest, indent=1).encode()
        _write(path, _Content(listed, content, parts, database), anchor.made_at, recipients)
        lost = tuple(_lost(copy, parts))
    removed = () if lost else tuple(_remove_served(path, name, keeping, now))
    return Made(path, path.stat().st_size, anchor.events, anchor.head, removed, lost)


def _lost(copy: sqlite3.Connection, parts: Sequence[Part]) -> list[Held]:
    """The evidence that the backup does not have as it was taken in.

    A register that is too damaged to say what was taken in is copied all the same; `db check` tells what is wrong.
    """
    try:
        return lost_evidence(copy, {Path(part.name).name: part.sha256 for part in parts})
    except UNREADABLE:
        return []


def _part(name: str, content: io.BufferedReader) -> Part:
    content.seek(0)
    digest = file_digest(content, "sha256").hexdigest()
    return Part(name, content.tell(), digest)


def _evidence(path: Path) -> Part:
    try:
        with path.open("rb") as file:
            return _part(f"{EVIDENCE}/{path.name}", file)
    except OSError as error:
        raise UnreadableFileError(path=path, reason=reason_of(error)) from error


class _Content(NamedTuple):
    """What goes into a backup: the list of parts, the copy of the register, and the evidence on the shelf."""

    manifest: bytes
    register: io.BufferedReader
    parts: Sequence[Part]
    database: Path

    def write(self, out: BinaryIO, made_at: datetime) -> None:
        """Write all of it as a tar file."""
        with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
            _add(tar, MANIFEST, len(self.manifest), io.BytesIO(self.manifest), made_at)
            for part in self.parts:
                if part.name == REGISTER:
                    self.register.seek(0)
                    _add(tar, part.name, part.size, self.register, made_at)
                    continue
                with (shelf_of(self.database) / Path(part.name).name).open("rb") as file:
                    _add(tar, part.name, part.size, file, made_at)


def _write(path: Path, content: _Content, made_at: datetime, recipients: Sequence[str]) -> None:
    """Put the backup at *path*; what is not encrypted yet never leaves the folder of the register."""
    if not recipients:
        replace_file(path, lambda out: content.write(out, made_at))
        return
    beside = content.database.resolve().parent
    try:
        with scratch_file(beside) as plain:
            content.write(plain, made_at)
            plain.seek(0)
            replace_file(path, lambda out: seal_stream(plain, out, recipients))
    except OSError as error:
        raise UnwritableError(path=beside, reason=reason_of(error)) from error


def _add(tar: tarfile.TarFile, name: str, size: int, content: BinaryIO, made_at: datetime) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o600, int(made_at.timestamp())
    tar.addfile(entry, content)


def backups_in(folder: Path, register: str | None = None) -> list[Found]:
    """The backups in *folder*, the newest first; of one *register* only, if the beginning of its name is given.

    Raises:
        UnreadableFileError: there is no such folder, or it cannot be looked into.
    """
    return sorted(_all_in(folder, register), key=lambda found: found.name, reverse=True)


def backups_of(connection: sqlite3.Connection, folder: Path) -> list[Found]:
    """The backups in *folder* of the register that is open, the newest first.

    Raises:
        UnreadableFileError: there is no such folder, or it cannot be looked into.
    """
    return backups_in(folder, register_uuid(connection)[:SHORT])


def _all_in(folder: Path, register: str | None) -> Iterator[Found]:
    try:
        for path in folder.iterdir():
            name = backup_name(path.name)
            if name is not None and register in {None, name.register} and path.is_file():
                yield Found(path, name, path.stat().st_size)
    except OSError as error:
        raise UnreadableFileError(path=folder, reason=reason_of(error)) from error


def newest_in(folder: Path) -> Found:
    """The newest backup in *folder*.

    Raises:
        UnreadableFileError: there is none, or the folder is not there, or cannot be looked into.
    """
    found = backups_in(folder)
    if not found:
        raise UnreadableFileError(
            path=folder, reason=_("there is no backup in it; `asn-neutral backup create` makes one")
        )
    return found[0]


def _remove_served(path: Path, name: BackupName, keeping: Keeping, now: datetime) -> Iterator[Path]:
    """Take away the backups of the same register, in the same folder, that *keeping* no longer asks for."""
    if keeping == Keeping():
        return
    others = {found.name: found.path for found in backups_in(path.parent, name.register)}
    for served in have_served(others, keep=keeping.newest or 1, days=keeping.days or 0, now=now):
        others[served].unlink(missing_ok=True)
        yield others[served]
