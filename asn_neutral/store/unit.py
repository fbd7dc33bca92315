"""The write side: one command, one unit of work, all or nothing.

It works on the driver: loading SQLModel costs every command that writes half a second. The SQL it runs is made from
the SQLModel tables beforehand (`inserts.py`).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from asn_neutral.store.copying import nameless_beside
from asn_neutral.store.opening import (
    address,
    check_current,
    check_file,
    check_identity,
    plain_errors,
    set_pragmas,
)
from asn_neutral.store.reader import reading

_CACHE: Final = "PRAGMA cache_size = -98304"
"""KiB of pages kept in memory, as far as they are needed: a large file comes back to the pages of an index."""
_OF_A_COPY: Final = (("journal_mode", "off"), ("synchronous", 0))
"""A copy that nobody keeps is never rolled back, and a journal beside it would have a name."""


@dataclass(slots=True)
class UnitOfWork:
    """What a command writes with."""

    driver: sqlite3.Connection
    abandoned: bool = False

    def abandon(self) -> None:
        """Roll everything back at the end instead of keeping it (a rehearsal, or a refused file)."""
        self.abandoned = True


def connect(path: Path, *, wait_seconds: int) -> sqlite3.Connection:
    """A connection that may write to the register at *path*; it starts no transaction by itself."""
    connection = sqlite3.connect(
        address(path, "rw"), uri=True, timeout=wait_seconds, isolation_level=None, cached_statements=256
    )
    try:
        check_identity(connection, path)  # before the pragmas, some of which write to the file
        set_pragmas(connection, path)
        connection.execute(_CACHE)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def unit_of_work(path: Path, *, wait_seconds: int = 30) -> Iterator[UnitOfWork]:
    """One transaction on the register at *path*: kept when the block ends, rolled back on any exception.

    Raises:
        NoDatabaseError, NotARegisterError, OlderDatabaseError, NewerDatabaseError: before anything is written.
        DatabaseLockedError: another process held the lock for *wait_seconds*.
    """
    check_file(path)
    with (
        plain_errors(path, wait_seconds=wait_seconds),
        closing(connect(path, wait_seconds=wait_seconds)) as driver,
    ):
        driver.execute("BEGIN IMMEDIATE")
        work = UnitOfWork(driver)
        try:
            check_current(driver, path)
            yield work
        except BaseException:
            _roll_back(driver)
            raise
        driver.execute("ROLLBACK" if work.abandoned else "COMMIT")


def _roll_back(driver: sqlite3.Connection) -> None:
    """Undo everything; SQLite has done so itself after some errors."""
    if driver.in_transaction:
        driver.execute("ROLLBACK")


@contextmanager
def rehearsal(path: Path, *, wait_seconds: int = 30) -> Iterator[UnitOfWork]:
    """The same on a copy of the register that only this process sees, and that is gone when the block ends.

    The register itself is locked no longer than the copying takes, and against writers only: nobody waits for a
    command that keeps nothing.

    Raises:
        NoDatabaseError, NotARegisterError, OlderDatabaseError, NewerDatabaseError, DatabaseLockedError: as
            `unit_of_work` does.
        UnwritableError: there is no room for the copy in the folder of the register.
    """
    check_file(path)
    with plain_errors(path, wait_seconds=wait_seconds), nameless_beside(path) as (driver, _file):
        set_pragmas(driver, path, besides=_OF_A_COPY)
        driver.execute(_CACHE)
        with reading(path, wait_seconds=wait_seconds) as source:
            source.backup(driver)
        driver.execute("BEGIN IMMEDIATE")
        yield UnitOfWork(driver, abandoned=True)
