"""Reading backups: whether one is whole and what it holds, and putting a register back."""

import os
import tarfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from asn_neutral.errors import (
    BrokenDatabaseError,
    DatabaseExistsError,
    UnreadableFileError,
    UnwritableError,
    WrongKeyError,
    reason_of,
)
from asn_neutral.intake.backup_manifest import ListedFile, Manifest, manifest_of
from asn_neutral.locale import N_, _
from asn_neutral.scratch import scratch_file, scratch_folder
from asn_neutral.services.backups import MANIFEST, REGISTER, newest_in
from asn_neutral.services.check_register import Verdict, verdict_on
from asn_neutral.services.evidence import Held, Standing, held_evidence
from asn_neutral.services.sealing import open_stream
from asn_neutral.store.reader import reading
from asn_neutral.store.replacing import put_in_place
from asn_neutral.store.shelf import hash_of, shelf_of

_CHUNK: Final = 1 << 20
_LARGEST_MANIFEST: Final = 64 << 20
_MAGIC_OF_AGE: Final = b"age-encryption.org/v1\n"
_NOT_WHOLE: Final = N_("it is not a whole backup of this program: {what}")


@dataclass(frozen=True, slots=True)
class Verified:
    """What a backup holds, the check of the register in it, and how its evidence stands."""

    path: Path
    manifest: Manifest
    verdict: Verdict
    held: tuple[Held, ...]

    @property
    def lost(self) -> tuple[Held, ...]:
        """The evidence that is recorded and not as it was taken in."""
        return tuple(one for one in self.held if one.standing in {Standing.MISSING, Standing.ALTERED})

    @property
    def ok(self) -> bool:
        """Whether everything is there and as it was recorded."""
        return self.verdict.ok and not self.lost

    @property
    def evidence(self) -> int:
        """How many files of evidence are in it."""
        return len(self.manifest.files) - 1


@dataclass(frozen=True, slots=True)
class Drilled:
    """A rehearsal of the worst day: the newest backup was put back beside the register, and how long that took."""

    verified: Verified
    seconds: float


@dataclass(frozen=True, slots=True)
class Restored:
    """A register that was put back; `aside` is where the one went that was there before.

    `lost` is evidence that it speaks of and that neither the backup nor the place had as it was taken in.
    """

    verified: Verified
    database: Path
    aside: Path | None
    lost: tuple[Held, ...]


def verify_backup(path: Path, scratch: Path, identities: Sequence[str] = ()) -> Verified:
    """Read a backup to its end, compare every part with its hash, and check the register in it as `db check` does.

    Args:
        path: The backup.
        scratch: A folder in which it is unpacked for the time of the check; nobody else can look into it.
        identities: Private keys of age, for a backup that is encrypted.

    Raises:
        UnreadableFileError: it is no whole backup.
        WrongKeyError: no key opens it.
        UnwritableError: there is no room in *scratch*.
    """
    with _unpacked(path, scratch, identities) as (folder, manifest):
        return _verified(path, manifest, folder)


def _verified(path: Path, manifest: Manifest, folder: Path) -> Verified:
    """The register that was unpacked, checked; a sound one that is not the one the list speaks of is refused."""
    with reading(folder / REGISTER, wait_seconds=0, sound=False) as connection:
        verdict = verdict_on(connection)  # the evidence is read to its end below
    if verdict.ok and (verdict.events, verdict.head) != (manifest.events, manifest.head):
        raise _not_whole(path, _("its list of parts is of another register"))
    held = tuple(held_evidence(folder / REGISTER, wait_seconds=0)) if verdict.ok else ()
    return Verified(path, manifest, verdict, held)


def drill(folder: Path, scratch: Path, stopwatch: Callable[[], float], identities: Sequence[str] = ()) -> Drilled:
    """Put the newest backup in *folder* back into a scratch place, replay and verify all of it, and time that.

    Raises:
        UnreadableFileError: there is no backup, or it is not whole.
        WrongKeyError, UnwritableError: as `verify_backup` does.
    """
    began = stopwatch()
    verified = verify_backup(newest_in(folder).path, scratch, identities)
    return Drilled(verified, stopwatch() - began)


def restore(
    path: Path, database: Path, now: datetime, *, replace: bool = False, identities: Sequence[str] = ()
) -> Restored:
    """Put the register of a backup at *database*: checked first, there all at once or not at all.

    With *replace* a register that is there already is moved aside with its evidence, never deleted; whoever writes into
    it is waited for.
    One without some of its evidence is put back too, as it may be the only one: see `Restored.lost`.

    Raises:
        DatabaseExistsError: something is there, and *replace* was not said.
        BrokenDatabaseError: the register in the backup does not hold together.
        UnreadableFileError, WrongKeyError, UnwritableError: as `verify_backup` does.
    """
    if os.path.lexists(database) and not replace:
        remedy = _("Add --replace to move it aside, or name another place with --db.")
        raise DatabaseExistsError(path=database, remedy=remedy)
    try:
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(path=database.parent, reason=reason_of(error)) from error
    with _unpacked(path, database.resolve().parent, identities) as (folder, manifest):
        found = _verified(path, manifest, folder)
        if not found.verdict.ok:
            raise BrokenDatabaseError(path=path, reason=found.verdict.findings[0].sentence())
        aside = database.with_name(f"{database.name}.before-{now:%Y%m%dT%H%M%SZ}.bak")
        moved = put_in_place(folder / REGISTER, database, aside, [one.sha256 for one in found.held])
    still = tuple(one for one in found.lost if hash_of(shelf_of(database) / one.sha256) != one.sha256)
    return Restored(found, database, moved, still)


@contextmanager
def _unpacked(path: Path, scratch: Path, identities: Sequence[str]) -> Iterator[tuple[Path, Manifest]]:
    """The parts of a backup in a folder of their own under *scratch*, each compared with its hash; gone afterwards."""
    try:
        with (
            path.open("rb") as file,
            _plain(file, path, scratch, identities) as plain,
            scratch_folder(prefix=".restore-", folder=scratch) as folder,
        ):
            manifest = _unpack(plain, path, folder)
            yield folder, manifest
    except tarfile.TarError as error:
        raise _not_whole(path, _("its end is missing, or it was changed")) from error
    except OSError as error:
        place = path if error.filename in {None, str(path)} else error.filename
        raise UnreadableFileError(path=place, reason=reason_of(error)) from error


@contextmanager
def _plain(file: BinaryIO, path: Path, scratch: Path, identities: Sequence[str]) -> Iterator[BinaryIO]:
    """The backup as it is, or decrypted into a file without a name."""
    encrypted = file.read(len(_MAGIC_OF_AGE)) == _MAGIC_OF_AGE
    file.seek(0)
    if not encrypted:
        yield file
        return
    if not identities:
        raise WrongKeyError(path=path)
    with scratch_file(scratch) as plain:
        open_stream(file, plain, identities, path)
        plain.seek(0)
        yield plain


def _unpack(plain: BinaryIO, path: Path, folder: Path) -> Manifest:
    with tarfile.open(fileobj=plain, mode="r:") as tar:
        first = tar.next()
        if first is None or first.name != MANIFEST or not first.isreg() or first.size > _LARGEST_MANIFEST:
            raise _not_whole(path, _("its list of parts is missing"))
        content = tar.extractfile(first)
        manifest = manifest_of(content.read() if content else b"")
        if manifest is None:
            raise _not_whole(path, _("its list of parts cannot be read"))
        for listed in manifest.files:
            _unpack_one(tar, listed, path, folder)
    if REGISTER not in {listed.name for listed in manifest.files}:
        raise _not_whole(path, _("there is no register in it"))
    return manifest


def _unpack_one(tar: tarfile.TarFile, listed: ListedFile, path: Path, folder: Path) -> None:
    """Write the next part to its place, its name being the listed one; what differs is refused."""
    entry = tar.next()
    if entry is None or entry.name != listed.name or not entry.isreg() or entry.size != listed.size:
        raise _not_whole(path, _("{name} is missing").format(name=listed.name))
    content = tar.extractfile(entry)
    digest = sha256()
    target = folder / listed.name if listed.name == REGISTER else shelf_of(folder / REGISTER) / Path(listed.name).name
    target.parent.mkdir(mode=0o700, exist_ok=True)
    with os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        while content and (chunk := content.read(_CHUNK)):
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    if digest.hexdigest() != listed.sha256:
        raise _not_whole(path, _("{name} was changed").format(name=listed.name))


def _not_whole(path: Path, what: str) -> UnreadableFileError:
    return UnreadableFileError(path=path, reason=_(_NOT_WHOLE).format(what=what))
