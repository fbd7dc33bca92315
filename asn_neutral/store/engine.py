"""The register as Alembic needs it: an SQLAlchemy engine on one connection. Nothing else is written through it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from asn_neutral.store.unit import connect


def writing_engine(path: Path, *, wait_seconds: int) -> Engine:
    """An engine on the register at *path* with one connection; every transaction begins by taking the lock."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, wait_seconds=wait_seconds),
        poolclass=StaticPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin_immediate(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


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
