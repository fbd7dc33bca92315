"""Where evidence is kept: files beside the register, each under the SHA-256 of what is in it.

Names of evidence are data in the register and never paths. A file stands under its hash only when it is whole; the
register speaks of it after that, so what it speaks of is always there.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from asn_neutral.errors import UnreadableFileError, UnwritableError, reason_of
from asn_neutral.files import sync_folder
from asn_neutral.locale import _
from asn_neutral.scratch import draft, scratch_folder

LARGEST: Final = 2_000_000_000
"""Bytes of one piece of evidence, inclusive."""
_CHUNK: Final = 1 << 20
_HEX: Final = frozenset("0123456789abcdef")
_FIGURES: Final = 64
_READ: Final = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class Shelved(NamedTuple):
    """A file on the shelf: the hash it stands under, its size in bytes, and whether it was there before."""

    sha256: str
    size: int
    known: bool = False


def shelf_of(database: Path) -> Path:
    """The folder in which the evidence of the register at *database* is kept."""
    return database.with_name(f"{database.name}.evidence")


def shelve(database: Path, source: Path, *, rehearse: bool = False) -> Shelved:
    """Take a copy of *source*, whole and safe on the disk; the same content is kept once. *rehearse* only reads.

    Raises:
        UnreadableFileError: it is no ordinary file, a link, empty, too large, or another program writes to it.
        UnwritableError: there is no room, or no right, beside the register.
    """
    with _opened(source) as file:
        if rehearse:
            return _hashed(file, source)
        folder = shelf_of(database)
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            with draft(folder, prefix=".new-") as (number, made):
                with os.fdopen(number, "wb") as out:
                    found = _hashed(file, source, out)
                    out.flush()
                    os.fsync(out.fileno())
                return _settle(made, folder, found)
        except OSError as error:
            raise UnwritableError(path=folder, reason=reason_of(error)) from error


def _settle(made: Path, folder: Path, found: Shelved) -> Shelved:
    """Give the finished copy its name; a file that stands there already is replaced only where it is damaged."""
    place = folder / found.sha256
    known = place.exists() and hash_of(place) == found.sha256
    if not known:
        made.replace(place)
        sync_folder(folder)
        sync_folder(folder.parent)  # which may just have got the folder
    return found._replace(known=known)


@contextmanager
def _opened(source: Path) -> Iterator[BinaryIO]:
    """An ordinary file, opened once; a link is not followed, whoever puts it there meanwhile."""
    try:
        number = os.open(source, _READ)
    except (OSError, ValueError) as error:
        if source.is_symlink():
            raise UnreadableFileError(path=source, reason=_("it is a link; name the file itself")) from error
        reason = reason_of(error) if isinstance(error, OSError) else _("there is no such file")
        raise UnreadableFileError(path=source, reason=reason) from error
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise UnreadableFileError(path=source, reason=_("it is not an ordinary file"))
    with os.fdopen(number, "rb") as file:
        yield file


def _hashed(file: BinaryIO, source: Path, out: BinaryIO | None = None) -> Shelved:
    """Read *file* to its end, copying it to *out*; one that changes meanwhile is refused."""
    digest, size, before = sha256(), 0, _stamp(file)
    while chunk := _next_piece(file, source):
        size += len(chunk)
        if size > LARGEST:
            reason = _("it is larger than {megabytes} MB").format(megabytes=LARGEST // 1_000_000)
            raise UnreadableFileError(path=source, reason=reason)
        digest.update(chunk)
        if out is not None:
            out.write(chunk)
    if not size:
        raise UnreadableFileError(path=source, reason=_("it is empty"))
    if _stamp(file) != before:
        changed = _("another program changed it while it was read; try again when that is done")
        raise UnreadableFileError(path=source, reason=changed)
    return Shelved(digest.hexdigest(), size)


def _next_piece(file: BinaryIO, source: Path) -> bytes:
    try:
        return file.read(_CHUNK)
    except OSError as error:
        raise UnreadableFileError(path=source, reason=reason_of(error)) from error


def _stamp(file: BinaryIO) -> tuple[int, int]:
    facts = os.fstat(file.fileno())
    return facts.st_size, facts.st_mtime_ns


def unshelve(database: Path, sha256: str) -> bool:
    """Remove a file from the shelf, safe on the disk; whether it was there.

    Raises:
        UnwritableError: it cannot be removed.
    """
    place = shelf_of(database) / sha256
    try:
        place.unlink()
        sync_folder(place.parent)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise UnwritableError(path=place, reason=reason_of(error)) from error
    return True


def second_shelf(database: Path, other: Path) -> set[str]:
    """Give the register at *other* all the evidence of the one at *database*, by second names, all at once; the hashes.

    Raises:
        OSError: the system refused.
    """
    files = shelved(database)
    if not files:
        return set()
    with scratch_folder(prefix=".evidence-", folder=other.parent) as folder:
        for path in files:
            os.link(path, folder / path.name)
        sync_folder(folder)
        folder.rename(shelf_of(other))
    sync_folder(other.parent)
    return {path.name for path in files}


def bring_shelf(source: Path, database: Path) -> None:
    """Move the evidence of the register at *source* to that at *database*; altered, it takes no other's place.

    Raises:
        OSError: the system refused.
    """
    folder = shelf_of(database)
    for path in shelved(source):
        folder.mkdir(mode=0o700, exist_ok=True)
        place = folder / path.name
        if not place.exists() or hash_of(path) == path.name:
            path.replace(place)
    if folder.is_dir():
        sync_folder(folder)
        sync_folder(folder.parent)


def thin_shelf(database: Path, names: Iterable[str]) -> None:
    """Take names of evidence away that it has elsewhere too.

    Raises:
        OSError: the system refused.
    """
    for name in names:
        (shelf_of(database) / name).unlink(missing_ok=True)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file on the shelf in hexadecimal; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def size_of(path: Path) -> int | None:
    """The size of a file on the shelf in bytes; None where there is none."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_size if stat.S_ISREG(facts.st_mode) else None


def shelved(database: Path) -> list[Path]:
    """Every whole file on the shelf, by its hash; nothing where there is no shelf."""
    try:
        return sorted(path for path in shelf_of(database).iterdir() if is_hash(path.name) and path.is_file())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UnreadableFileError(path=shelf_of(database), reason=reason_of(error)) from error


def is_hash(name: str) -> bool:
    """Whether *name* is one that a file on the shelf can have."""
    return len(name) == _FIGURES and _HEX.issuperset(name)
