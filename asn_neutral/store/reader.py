"""The read side: plain SQL on the driver, read-only; neither SQLAlchemy nor pydantic is loaded for it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from asn_neutral.errors import BrokenDatabaseError
from asn_neutral.locale import _
from asn_neutral.store.filters import fold
from asn_neutral.store.opening import address, check_current, check_file, check_known, plain_errors

Row = sqlite3.Row
_LEFT_BY_A_KILL: Final = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)


@contextmanager
def reading(
    path: Path, *, wait_seconds: int = 30, current: bool = True, sound: bool = True, spills: bool = True
) -> Iterator[sqlite3.Connection]:
    """A read-only connection to the register at *path*; rows are addressed by name.

    With `current=False` a register that waits for a migration is opened too, with `sound=False` one that does not
    hold together. With `spills=False` temporary tables stay in memory, however large they grow.
    All reads inside one `with` see the register as it was at the first of them.

    Raises:
        NoDatabaseError, NotARegisterError, OlderDatabaseError, NewerDatabaseError, DatabaseLockedError,
        BrokenDatabaseError: as the file deserves.
    """
    check_file(path)
    with plain_errors(path, wait_seconds=wait_seconds), closing(_connect(path, wait_seconds)) as connection:
        if not spills:
            connection.execute("PRAGMA temp_store = MEMORY")  # SQLite takes it outside of a transaction only
        connection.execute("BEGIN")
        if current:
            check_current(connection, path, sound=sound)
        else:
            check_known(connection, path)
        connection.row_factory = sqlite3.Row
        yield connection


def _connect(path: Path, wait_seconds: int) -> sqlite3.Connection:
    """A read-only connection; what a killed writer left half done is rolled back first."""
    try:
        return _opened(path, wait_seconds)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _LEFT_BY_A_KILL:
            raise
    _roll_back_leftovers(path, wait_seconds)
    return _opened(path, wait_seconds)


def _opened(path: Path, wait_seconds: int) -> sqlite3.Connection:
    """A connection that cannot write, on a file that SQLite has looked into."""
    connection = sqlite3.connect(address(path, "ro"), uri=True, timeout=wait_seconds, isolation_level=None)
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.create_function("fold", 1, fold, deterministic=True)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except UnicodeDecodeError as error:  # in SQLite's own words about a schema it cannot read
        connection.close()
        raise BrokenDatabaseError(path=path, reason=_("its tables cannot be read")) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _roll_back_leftovers(path: Path, wait_seconds: int) -> None:
    """Let SQLite play back the journal of a writer that was killed; only a writing connection may."""
    with closing(sqlite3.connect(address(path, "rw"), uri=True, timeout=wait_seconds)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
