"""Opening a register: is it there, is it ours, is it whole, is it safe; standard library only."""

import sqlite3
import stat
from collections.abc import Iterator
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
    UnsafeDatabaseError,
    UnwritableError,
)
from asn_neutral.locale import N_, _
from asn_neutral.store.place import refuse_network_share
from asn_neutral.store.schema import APPLICATION_ID, PRAGMAS, SCHEMA_VERSION

_MAGIC: Final = b"SQLite format 3\x00"
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_FULL: Final = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)


def check_file(path: Path) -> None:
    """Refuse what cannot be a register before SQLite touches it.

    Raises:
        NoDatabaseError: nothing is there (and nothing is created).
        NotARegisterError: a folder, an empty file, a file of another kind.
        UnsafeDatabaseError: others may write it.
        NetworkShareError: it is on a network share.
        UnreadableFileError: this user may not read it.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise NotARegisterError(path=path, reason=_("it is not a regular file"))
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError:
        raise NoDatabaseError(path=path) from None
    except OSError as error:
        raise UnreadableFileError(path=path, reason=error.strerror) from error
    if not head:
        raise NotARegisterError(path=path, reason=_("it is empty or incomplete"))
    if head != _MAGIC:
        raise NotARegisterError(path=path, reason=_("it begins with {head}").format(head=ascii(head)[1:]))
    if status.st_mode & _OTHERS_WRITE:
        raise UnsafeDatabaseError(path=path)
    refuse_network_share(path)


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


def check_current(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a register that waits for a migration."""
    version = check_identity(connection, path)
    if version < SCHEMA_VERSION:
        raise OlderDatabaseError(path=path, found=version, known=SCHEMA_VERSION)


def set_pragmas(connection: sqlite3.Connection, path: Path) -> None:
    """Set every pragma that the promises rest on, and read each back."""
    for name, wanted in PRAGMAS:
        connection.execute(f"PRAGMA {name} = {wanted}")
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != wanted:
            raise BrokenDatabaseError(path=path, reason=_("SQLite does not accept {name}").format(name=name))


@contextmanager
def plain_errors(path: Path, *, wait_seconds: int) -> Iterator[None]:
    """Turn the driver's errors into sentences; values never appear in them."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _BUSY:
            raise DatabaseLockedError(seconds=wait_seconds) from error
        if code in _DAMAGED:
            raise BrokenDatabaseError(path=path, reason=_(_REASONS[code])) from error
        if code in _FULL:
            raise UnwritableError(path=path, reason=_(_REASONS[code])) from error
        for words, reason in _INCOMPLETE.items():
            if words in str(error):
                raise BrokenDatabaseError(path=path, reason=_(reason)) from error
        raise


_INCOMPLETE: Final = {  # SQLite has one code for these and for faulty SQL; only its words tell them apart
    "no such table": N_("a table is missing"),
    "no such column": N_("a column is missing"),
    "has no column named": N_("a column is missing"),
    "Could not decode": N_("a text in it is not UTF-8"),
}
_REASONS: Final = {
    sqlite3.SQLITE_CORRUPT: N_("a page of it cannot be read"),
    sqlite3.SQLITE_NOTADB: N_("it is not an SQLite file"),
    sqlite3.SQLITE_FULL: N_("the disk is full"),
    sqlite3.SQLITE_IOERR: N_("the disk reports an error"),
    sqlite3.SQLITE_READONLY: N_("it may only be read"),
    sqlite3.SQLITE_CANTOPEN: N_("it cannot be opened"),
}
