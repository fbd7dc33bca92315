"""Making a register, and bringing an older one to the schema of this program."""

import os
import secrets
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Engine

from asn_neutral.errors import BrokenDatabaseError, DatabaseExistsError, UnwritableError, reason_of
from asn_neutral.files import sync_folder
from asn_neutral.locale import N_, _
from asn_neutral.scratch import draft as draft_in
from asn_neutral.scratch import scratch_file
from asn_neutral.store.engine import driver_errors, driver_of, writing_engine
from asn_neutral.store.opening import address, check_identity, plain_errors
from asn_neutral.store.origin import KEY_BYTES, register_uuid
from asn_neutral.store.place import refuse_network_share
from asn_neutral.store.reader import reading
from asn_neutral.store.rights import refuse_open_folder
from asn_neutral.store.schema import APPLICATION_ID, SCHEMA_VERSION
from asn_neutral.store.unit import connect

_MIGRATIONS = Path(__file__).with_name("migrations")
Completion = Callable[[sqlite3.Connection], object]
_CONTRADICTS: Final = N_("what it says of its own schema contradicts itself")


def create_register(
    path: Path, *, now: datetime, custodians: Sequence[tuple[str, str]] = (), rehearse: bool = False
) -> None:
    """A new, empty register at *path*, readable by its owner only; there all at once or not at all.

    To its *custodians*, each a name and a public key of age, it seals who complains.

    *rehearse* asks all that can be asked without leaving a trace.

    Raises:
        DatabaseExistsError: something is at *path* already; it is left as it is.
        UnsafeDatabaseError, NetworkShareError: a register would not be safe there.
        UnwritableError: the folder cannot be made or written.
    """
    try:
        if os.path.lexists(path):
            raise DatabaseExistsError(path=path)
        refuse_network_share(path)
        if rehearse:
            _rehearse(path)
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in {path.absolute().parent, path.resolve().parent}:
            refuse_open_folder(folder)
        _make(path, _draft_of(path), now=now, custodians=custodians)
    except OSError as error:
        raise UnwritableError(path=path, reason=reason_of(error)) from error


def _draft_of(path: Path) -> Path:
    """Where the register of *path* is made before it has its name."""
    return path.with_name(f".{path.name}.{os.getpid()}.new")


def _rehearse(path: Path) -> None:
    """Ask whether a register could be made at *path*: its folder, or the nearest above it that is there, takes a file.

    Folders that are still to be made will be this user's alone.
    """
    folder = path.absolute().parent
    if folder.is_dir():
        for one in {folder, path.resolve().parent}:
            refuse_open_folder(one)
        with suppress(FileNotFoundError):
            _draft_of(path).lstat()  # a name too long is refused here
    while not folder.exists():
        folder = folder.parent
    with scratch_file(folder):
        pass


def _make(path: Path, draft: Path, *, now: datetime, custodians: Sequence[tuple[str, str]]) -> None:
    """Fill the new file *draft* and give it its name; whatever happens, no draft is left."""
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with plain_errors(path, wait_seconds=0):
            _fill(draft, now=now, custodians=custodians)
        _put_in_place(draft, path)
    finally:
        draft.unlink()
        draft.with_name(f"{draft.name}-journal").unlink(missing_ok=True)


def _put_in_place(draft: Path, path: Path) -> None:
    """Give the finished register its name; unlike a rename, a link refuses to replace what came in between."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise DatabaseExistsError(path=path) from None


def _fill(draft: Path, *, now: datetime, custodians: Sequence[tuple[str, str]]) -> None:
    """Mark the empty file as ours, make the tables, write the one row that says what this register is."""
    with closing(sqlite3.connect(draft)) as connection:
        connection.execute("PRAGMA page_size = 8192")  # rows of events and complaints are long: a tenth less time
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _migrate(draft, wait_seconds=0)
    key, created_at = secrets.token_bytes(KEY_BYTES), now.strftime("%Y-%m-%dT%H:%M:%SZ")
    with closing(connect(draft, wait_seconds=0)) as connection:
        connection.execute(
            "INSERT INTO register (id, uuid, created_at, fingerprint_key) VALUES (1, ?, ?, ?)",
            (register_uuid(key, created_at, custodians), created_at, key),
        )
        connection.executemany(
            "INSERT INTO custodians (name, public_key, added_at) VALUES (?, ?, ?)",
            [(name, public_key, created_at) for name, public_key in custodians],
        )


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The schema a register had, and the backup made before it was changed; None where nothing was."""

    before: int
    backup: Path | None


def upgrade_register(
    path: Path, *, wait_seconds: int = 30, rehearse: bool = False, complete: Completion | None = None
) -> Upgrade:
    """Migrate the register at *path* if its schema is older, a backup first; *rehearse* changes nothing.

    What no SQL can fill in, *complete* does, in the same transaction. A migration that fails or is killed leaves the
    register as it was.
    """
    with reading(path, wait_seconds=wait_seconds, current=False) as connection:
        version = check_identity(connection, path)
    with plain_errors(path, wait_seconds=wait_seconds):
        if version == SCHEMA_VERSION or rehearse:
            return Upgrade(version, None)
        backup = _back_up(path, version)
        _migrate(path, wait_seconds=wait_seconds, complete=complete)
    return Upgrade(version, backup)


def _back_up(path: Path, version: int) -> Path:
    """A whole copy of the register beside it, named after its schema; an earlier copy is never replaced.

    It gets its name when it is whole: one that a kill left half done could be taken for a backup.
    """
    try:
        with draft_in(path.parent, prefix=f".{path.name}.", suffix=".tmp") as (descriptor, made):
            os.close(descriptor)
            _copy(path, made)
            return _named_after(made, path, version)
    except OSError as error:
        raise UnwritableError(path=_backup_of(path, version, 1), reason=reason_of(error)) from error


def _backup_of(path: Path, version: int, turn: int) -> Path:
    return path.with_name(f"{path.name}.schema-{version}.{turn}.bak")


def _named_after(made: Path, path: Path, version: int) -> Path:
    """The copy *made*, under the first name of its schema that is free."""
    for turn in range(1, 1000):
        backup = _backup_of(path, version, turn)
        with suppress(FileExistsError):
            os.link(made, backup)
            sync_folder(path.parent)
            return backup
    raise UnwritableError(path=path.parent, reason=_("there are too many old backups"))


def _copy(path: Path, copy: Path) -> None:
    """Fill the empty file *copy* with the whole register."""
    with (
        closing(sqlite3.connect(address(path, "ro"), uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)


def _migrate(path: Path, *, wait_seconds: int, complete: Completion | None = None) -> None:
    """Run what is missing in one transaction, with foreign keys checked before it is kept."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    engine = writing_engine(path, wait_seconds=wait_seconds)
    try:
        with driver_errors():
            _run(engine, config, path, complete)
    finally:
        engine.dispose()


def _run(engine: Engine, config: Config, path: Path, complete: Completion | None) -> None:
    """The transaction itself; SQLite takes the foreign-key switch only outside of one."""
    with engine.connect() as connection:
        driver = driver_of(connection)
        driver.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError as error:  # it names a migration that this program does not have
                raise BrokenDatabaseError(path=path, reason=_(_CONTRADICTS)) from error
            if complete:
                complete(driver)
            _check_result(driver, path)


def _check_result(driver: sqlite3.Connection, path: Path) -> None:
    """Refuse to keep a migration after which the register does not hold together."""
    if driver.execute("PRAGMA foreign_key_check").fetchone():
        raise BrokenDatabaseError(path=path, reason=_("after the migration a link leads nowhere"))
    if check_identity(driver, path) != SCHEMA_VERSION:
        raise BrokenDatabaseError(path=path, reason=_(_CONTRADICTS))
