"""Whether a register is damaged: asked when something failed on it that fails on no sound one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from asn_neutral.domain.chain import first_break
from asn_neutral.store.opening import address
from asn_neutral.store.queries import checking
from asn_neutral.store.schema import SCHEMA_VERSION
from asn_neutral.store.structure import differences

_UNREADABLE: Final = (sqlite3.Error, ValueError, TypeError)  # what is not UTF-8, or of another type than its column

_NOT_NOW: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR)


def is_damaged(path: Path) -> bool:
    """Whether the register at *path* is not what this program writes, as far as SQL and the chain of events tell.

    This reads all of it. What nobody can read now, because it is locked say, does not count as damaged.
    """
    with closing(sqlite3.connect(address(path, "ro"), uri=True, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN")
            connection.row_factory = sqlite3.Row
            return any(_faults(connection))
        except sqlite3.OperationalError as error:
            return getattr(error, "sqlite_errorcode", 0) & 0xFF not in _NOT_NOW
        except _UNREADABLE:
            return True


def _faults(connection: sqlite3.Connection) -> Iterator[object]:
    """Everything that is wrong; what a register of an earlier version should look like, this program does not know."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    yield from checking.integrity(connection)
    yield from checking.broken_links(connection)
    if version == SCHEMA_VERSION:
        yield from differences(connection)
        yield from checking.broken_rules(connection)
    yield first_break(checking.events(connection))
