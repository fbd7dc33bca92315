"""A register takes the place of another, which is moved aside whole."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from asn_neutral.errors import DatabaseExistsError, DatabaseLockedError, UnwritableError, reason_of
from asn_neutral.store.holder import holder_of
from asn_neutral.store.opening import address

_BESIDE: Final = ("-journal", "-wal", "-shm")
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def put_in_place(draft: Path, database: Path, aside: Path) -> Path | None:
    """Give the finished register *draft* its name; what had it before is *aside* from then on, if there was anything.

    Raises:
        DatabaseExistsError: something is at *aside*, or came to *database* meanwhile.
        DatabaseLockedError: somebody works with the register that is to be moved aside.
        UnwritableError: the system refused.
    """
    try:
        if not os.path.lexists(database):
            os.link(draft, database)
            return None
        with _alone(database):
            os.link(database, aside)
            _move_what_belongs_to(database, aside)
            draft.replace(database)
    except FileExistsError as error:
        raise DatabaseExistsError(path=error.filename2 or database) from error
    except OSError as error:
        raise UnwritableError(path=database, reason=reason_of(error)) from error
    return aside


def _move_what_belongs_to(database: Path, aside: Path) -> None:
    """A journal goes with the register it belongs to; SQLite would play it back into the new one."""
    for ending in _BESIDE:
        with suppress(FileNotFoundError):
            database.with_name(f"{database.name}{ending}").rename(aside.with_name(f"{aside.name}{ending}"))


@contextmanager
def _alone(database: Path) -> Iterator[None]:
    """Nobody works with the register that is replaced; one that is no database any more has nobody to wait for."""
    with closing(sqlite3.connect(address(database, "rw"), uri=True, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in _BUSY:
                raise DatabaseLockedError(seconds=0, holder=holder_of(database)) from error
        yield
