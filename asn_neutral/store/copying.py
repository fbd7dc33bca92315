"""The whole register as it is at one instant, copied while others work with it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from typing import Final

from asn_neutral.errors import UnwritableError, reason_of
from asn_neutral.scratch import draft
from asn_neutral.store.opening import plain_errors
from asn_neutral.store.reader import reading

_NO_NAME_BESIDE: Final = "PRAGMA journal_mode = OFF"
"""A copy that is not finished is never used, and a journal beside it would have a name."""


@contextmanager
def nameless_beside(path: Path) -> Iterator[tuple[sqlite3.Connection, BufferedReader]]:
    """A new, empty file in the folder of *path*, as a database and as bytes, readable by its owner only.

    It has no name, so it is gone when the block ends, whatever ends the process. It holds who complained, so it lies in
    the folder of the register and nowhere else.

    Raises:
        UnwritableError: none can be made there.
    """
    folder = path.resolve().parent
    with ExitStack() as open_until_then:
        try:
            number, name = open_until_then.enter_context(draft(folder, prefix=".copy-", suffix=".db"))
        except OSError as error:
            raise UnwritableError(path=folder, reason=reason_of(error)) from error
        file = open_until_then.enter_context(os.fdopen(number, "rb"))
        driver = open_until_then.enter_context(closing(_connect(name)))
        with suppress(PermissionError):  # of a system that keeps the name of what is open
            name.unlink()
        yield driver, file


def _connect(name: Path) -> sqlite3.Connection:
    return sqlite3.connect(name, isolation_level=None, cached_statements=256)


@contextmanager
def copied(path: Path, *, wait_seconds: int = 30) -> Iterator[tuple[sqlite3.Connection, BufferedReader]]:
    """The register at *path* as it is now: the copy to be asked, and its bytes; gone when the block ends.

    The register is locked no longer than the copying takes, and against writers only.

    Raises:
        NoDatabaseError, NotARegisterError, OlderDatabaseError, NewerDatabaseError, DatabaseLockedError: it cannot be
            read.
        UnwritableError: there is no room for the copy in its folder.
    """
    with plain_errors(path, wait_seconds=wait_seconds), nameless_beside(path) as (driver, file):
        driver.execute(_NO_NAME_BESIDE)
        with reading(path, wait_seconds=wait_seconds) as source:
            source.backup(driver)
        driver.row_factory = sqlite3.Row
        yield driver, file
