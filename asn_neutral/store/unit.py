"""The write side: one command, one unit of work, all or nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from asn_neutral.store.opening import (
    address,
    check_current,
    check_file,
    check_identity,
    plain_errors,
    set_pragmas,
)


@dataclass(slots=True)
class UnitOfWork:
    """What a command writes with: the session, and the driver below it for many rows at once."""

    session: Session
    driver: sqlite3.Connection
    abandoned: bool = False

    def abandon(self) -> None:
        """Roll everything back at the end instead of keeping it (a rehearsal, or a refused file)."""
        self.abandoned = True


def writing_engine(path: Path, *, wait_seconds: int) -> Engine:
    """An engine on the register at *path* with one connection; every transaction begins by taking the lock."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address(path, "rw"), uri=True, timeout=wait_seconds, isolation_level=None, cached_statements=256
        )
        try:
            check_identity(connection, path)  # before the pragmas, some of which write to the file
            set_pragmas(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def begin_immediate(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextmanager
def unit_of_work(path: Path, *, wait_seconds: int = 30) -> Iterator[UnitOfWork]:
    """One transaction on the register at *path*: kept when the block ends, rolled back on any exception.

    Raises:
        NoDatabaseError, NotARegisterError, OlderDatabaseError, NewerDatabaseError: before anything is opened.
        DatabaseLockedError: another process held the lock for *wait_seconds*.
    """
    check_file(path)
    with plain_errors(path, wait_seconds=wait_seconds), driver_errors():
        engine = writing_engine(path, wait_seconds=wait_seconds)
        try:
            with engine.connect() as connection, connection.begin() as transaction, Session(connection) as session:
                driver = driver_of(connection)
                check_current(driver, path)
                work = UnitOfWork(session, driver)
                yield work
                session.flush()
                if work.abandoned:
                    transaction.rollback()
        finally:
            engine.dispose()


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The sqlite3 connection below SQLAlchemy's."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError(type(driver))
    return driver


@contextmanager
def driver_errors() -> Iterator[None]:
    """Take SQLAlchemy's wrapping off the driver's errors, so that one place words them."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise error.orig from error
        raise
