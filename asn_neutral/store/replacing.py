"""A register takes the place of another, which is moved aside whole, its evidence with it.

Whatever ends the program meanwhile, the register that has the name has all of its evidence. Therefore the evidence of
the one that is moved aside gets second names there first, and loses those that the new one does not need last.
"""

import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from asn_neutral.errors import DatabaseExistsError, DatabaseLockedError, UnwritableError, reason_of
from asn_neutral.files import sync_folder
from asn_neutral.store.holder import holder_of
from asn_neutral.store.opening import address
from asn_neutral.store.shelf import bring_shelf, second_shelf, shelf_of, thin_shelf

_BESIDE: Final = ("-journal", "-wal", "-shm")
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def put_in_place(draft: Path, database: Path, aside: Path, evidence: Collection[str]) -> Path | None:
    """Give the finished register *draft* its name, and its evidence; what was there before is *aside* from then on.

    Args:
        draft: The register, in the same file system, with the evidence that came with it.
        database: The name it gets.
        aside: The name that a register gets which is there already, with all of its evidence.
        evidence: The hashes of what *draft* speaks of or came with; some of it may lie beside *database* only.

    Returns:
        *aside*, if there was anything.

    Raises:
        DatabaseExistsError: something is at *aside*, or came to *database* meanwhile.
        DatabaseLockedError: somebody works with the register that is to be moved aside.
        UnwritableError: the system refused.
    """
    try:
        if not os.path.lexists(database):
            bring_shelf(draft, database)
            os.link(draft, database)
            sync_folder(database.parent)
            return None
        with _alone(database), _alone(draft):
            _refuse_taken(aside, shelf_of(aside))
            before = second_shelf(database, aside)
            bring_shelf(draft, database)
            os.link(database, aside)
            _move_what_belongs_to(database, aside)
            sync_folder(database.parent)
            draft.replace(database)
            sync_folder(database.parent)
            thin_shelf(database, before.difference(evidence))
    except FileExistsError as error:
        raise DatabaseExistsError(path=error.filename2 or database) from error
    except OSError as error:
        raise UnwritableError(path=database, reason=reason_of(error)) from error
    return aside


def _refuse_taken(*names: Path) -> None:
    for name in names:
        if os.path.lexists(name):
            raise DatabaseExistsError(path=name)


def _move_what_belongs_to(database: Path, aside: Path) -> None:
    """A journal goes with the register it belongs to; SQLite would play it back into the new one."""
    for ending in _BESIDE:
        with suppress(FileNotFoundError):
            database.with_name(f"{database.name}{ending}").rename(aside.with_name(f"{aside.name}{ending}"))


@contextmanager
def _alone(database: Path) -> Iterator[None]:
    """Nobody works with the register at *database*; one that is no database any more has nobody to wait for.

    The new one is taken too, so that nobody records evidence in it while its shelf is not settled.
    """
    with closing(sqlite3.connect(address(database, "rw"), uri=True, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in _BUSY:
                raise DatabaseLockedError(seconds=0, holder=holder_of(database)) from error
        yield
