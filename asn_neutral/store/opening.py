"""Opening a register: is it there, is it ours, is it whole, is it safe; standard library only."""

import errno
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

from asn_neutral.errors import (
    BrokenDatabaseError,
    DatabaseLockedError,
    NewerDatabaseError,
    NoDatabaseError,
    NotARegisterError,
    OlderDatabaseError,
    UnreadableFileError,
    UnwritableError,
    reason_of,
)
from asn_neutral.locale import N_, _
from asn_neutral.store.holder import holder_of
from asn_neutral.store.origin import KEY_BYTES
from asn_neutral.store.place import refuse_network_share
from asn_neutral.store.rights import refuse_unsafe
from asn_neutral.store.schema import APPLICATION_ID, PRAGMAS, SCHEMA_VERSION
from asn_neutral.store.structure import differences

_MAGIC: Final = b"SQLite format 3\x00"
_HEAD: Final = 100  # bytes before the first page's content; places in them as SQLite's file format has them
_PAGE: Final = slice(16, 18)
_MODES: Final = slice(18, 20)
_CHANGES: Final = slice(24, 28)
_PAGES: Final = slice(28, 32)
_COUNTED_AT: Final = slice(92, 96)  # the count of changes when the pages were counted
_WAL: Final = 2
_APPLICATION: Final = slice(68, 72)
_SMALL: Final = 1 << 20  # bytes that SQLite looks through in about a millisecond
_NAMED: Final = 3
_OTHER_LENGTH: Final = N_("its end is missing, or the journal of a writer that was killed")
_DOUBTFUL: Final = N_(
    "What you did is there whole or not at all; `asn-neutral audit log --limit 1` tells. See to the disk first."
)
_NOWHERE: Final = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)
_DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_FULL: Final = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)


def check_file(path: Path) -> None:
    """Refuse what cannot be a register before SQLite touches it.

    Raises:
        NoDatabaseError: nothing is there (and nothing is created).
        NotARegisterError: a folder, an empty file, a file of another kind, or one that waits for its -wal file.
        UnsafeDatabaseError: others may change it.
        NetworkShareError: it is on a network share.
        UnreadableFileError: this user may not read it.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotARegisterError(path=path, reason=_("it is not a regular file"))
        with path.open("rb") as file:
            head = file.read(_HEAD)
        _refuse_strange(head, path)
        refuse_unsafe(path)
    except OSError as error:
        if error.errno in _NOWHERE:
            raise NoDatabaseError(path=path) from None
        raise UnreadableFileError(path=path, reason=reason_of(error)) from error
    refuse_network_share(path)


def _refuse_strange(head: bytes, path: Path) -> None:
    """Refuse what does not begin as a register does; this program never leaves one that needs a -wal file."""
    magic = head[: len(_MAGIC)]
    if head and magic != _MAGIC:
        raise NotARegisterError(path=path, reason=_("it begins with {head}").format(head=ascii(magic)[1:]))
    if len(head) < _HEAD:
        raise NotARegisterError(path=path, reason=_("it is empty or incomplete"))
    if int.from_bytes(head[_APPLICATION], "big") != APPLICATION_ID:
        raise NotARegisterError(path=path, reason=_("it belongs to another program"))
    if _WAL in head[_MODES]:
        reason = _("another program left it in WAL mode, and a part may be missing that was in its -wal file")
        raise NotARegisterError(path=path, reason=reason)


def address(path: Path, mode: str) -> str:
    """The SQLite URI of *path*; `mode` is `ro` or `rw`, so that nothing is ever created by opening."""
    return f"file:{quote(str(path.absolute()))}?mode={mode}"


def check_identity(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version of the register; another program's file or a newer one is refused."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise NotARegisterError(path=path, reason=_("it belongs to another program"))
    if version > SCHEMA_VERSION:
        raise NewerDatabaseError(path=path, found=version, known=SCHEMA_VERSION)
    return int(version)


def check_current(connection: sqlite3.Connection, path: Path, *, sound: bool = True) -> None:
    """Refuse a register that waits for a migration, or is not whole; to be asked inside a transaction.

    With `sound=False` it need not be sound: for a check, which tells all that is wrong with it.
    """
    version = check_identity(connection, path)
    if version < SCHEMA_VERSION:
        raise OlderDatabaseError(path=path, found=version, known=SCHEMA_VERSION)
    _check_row(connection, path)
    _check_size(connection, path)
    if sound:
        _check_pages(connection, path)
        _check_structure(connection, path)


def check_known(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version of a register that may wait for a migration, and is whole; inside a transaction."""
    version = check_identity(connection, path)
    _check_row(connection, path)
    _check_size(connection, path)
    _check_pages(connection, path)
    return version


def _check_row(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a register without the one row that says what it is."""
    rows = [(number, key) for number, key in connection.execute("SELECT id, fingerprint_key FROM register")]
    if [number for number, _key in rows] != [1] or not isinstance(rows[0][1], bytes) or len(rows[0][1]) != KEY_BYTES:
        raise BrokenDatabaseError(path=path, reason=_("the row is missing that says which register it is"))


def _check_size(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a register that is shorter or longer than it says itself.

    It is longer when the journal of a writer that was killed has been lost: new pages are there, and nothing leads to
    them, while others may be half changed. Nobody writes now, because what was read before holds a lock.
    """
    (page,) = connection.execute("PRAGMA page_size").fetchone()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    if path.stat().st_size != page * pages:
        raise BrokenDatabaseError(path=path, reason=_(_OTHER_LENGTH))


def _check_pages(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a small register with a page that is wrong; in a large one looking takes too long for each command."""
    if path.stat().st_size <= _SMALL and connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise BrokenDatabaseError(path=path, reason=_("its pages do not fit together"))


def _check_structure(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a register in which something is not as the migrations make it, a trigger that protects events, say."""
    if names := differences(connection):
        reason = _("the tables, indexes or triggers are not those of this version: {what}")
        raise BrokenDatabaseError(path=path, reason=reason.format(what=", ".join(names[:_NAMED])))


def set_pragmas(connection: sqlite3.Connection, path: Path, *, besides: Iterable[tuple[str, str | int]] = ()) -> None:
    """Set every pragma that the promises rest on, *besides* in place of those of the same name; read each back."""
    for name, wanted in {**dict(PRAGMAS), **dict(besides)}.items():
        connection.execute(f"PRAGMA {name} = {wanted}")
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != wanted:
            raise BrokenDatabaseError(path=path, reason=_("SQLite does not accept {name}").format(name=name))


@contextmanager
def plain_errors(path: Path, *, wait_seconds: int) -> Iterator[None]:
    """Turn the driver's errors into sentences; values never appear in them.

    An error that a bug would cause, or what stands in a damaged register, is a bug's only where the register is sound.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _BUSY:
            raise DatabaseLockedError(seconds=wait_seconds, holder=holder_of(path)) from error
        if code in _DAMAGED:
            reason = _OTHER_LENGTH if _of_another_length(path) else _REASONS[code]
            raise BrokenDatabaseError(path=path, reason=_(reason)) from error
        if code in _FULL:
            remedy = _(_DOUBTFUL) if code == sqlite3.SQLITE_IOERR else ""
            raise UnwritableError(path=path, reason=_(_REASONS[code]), remedy=remedy) from error
        for words, reason in _INCOMPLETE.items():
            if words in str(error):
                raise BrokenDatabaseError(path=path, reason=_(reason)) from error
        _refuse_damaged(path, error)
        raise
    except _BAFFLED as error:
        _refuse_damaged(path, error)
        raise


def _of_another_length(path: Path) -> bool:
    """Whether a file that SQLite cannot read is shorter or longer than its head says; False where it does not say."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        size = path.stat().st_size
    except OSError:
        return False
    page = int.from_bytes(head[_PAGE], "big")
    says = page > 1 and head[_CHANGES] == head[_COUNTED_AT]  # 1 stands for a size that no register has
    return says and size != page * int.from_bytes(head[_PAGES], "big")


def _refuse_damaged(path: Path, error: BaseException) -> None:
    """Refuse a register of which *error* may tell only that it is damaged."""
    from asn_neutral.store.damage import is_damaged  # it needs what this module has

    if is_damaged(path):
        raise BrokenDatabaseError(path=path, reason=_("what it holds is not what was recorded")) from error


_BAFFLED: Final = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What values of another shape than the program writes can lead to, in whatever works with them."""


_INCOMPLETE: Final = {  # SQLite has one code for these and for faulty SQL; only its words tell them apart
    "no such table": N_("a table is missing"),
    "already exists": N_("a table is there that its schema does not have"),
    "no such column": N_("a column is missing"),
    "has no column named": N_("a column is missing"),
    "Could not decode": N_("a text in it is not UTF-8"),
    "unsupported file format": N_("this SQLite does not know its format"),
}
_REASONS: Final = {
    sqlite3.SQLITE_CORRUPT: N_("a page of it cannot be read"),
    sqlite3.SQLITE_NOTADB: N_("it is not an SQLite file"),
    sqlite3.SQLITE_FULL: N_("the disk is full"),
    sqlite3.SQLITE_IOERR: N_("the disk reports an error"),
    sqlite3.SQLITE_READONLY: N_("it may only be read"),
    sqlite3.SQLITE_CANTOPEN: N_("it cannot be opened"),
}
