"""Making a register, and bringing an older one to the schema of the program."""

import multiprocessing
import os
import random
import signal
import sqlite3
import stat
import uuid
from datetime import date
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.domain.correcting import Correction
from asn_neutral.errors import (
    AsnError,
    BrokenDatabaseError,
    DatabaseExistsError,
    NetworkShareError,
    NoDatabaseError,
    OlderDatabaseError,
    UnwritableError,
)
from asn_neutral.law.terms import Step
from asn_neutral.services.check_register import check_register
from asn_neutral.services.mend_case import correct_entry
from asn_neutral.services.record_step import record_step
from asn_neutral.services.upkeep import bring_up_to_date
from asn_neutral.store import opening, place, upgrading
from asn_neutral.store.origin import register_uuid
from asn_neutral.store.queries.lives import OUTCOME
from asn_neutral.store.reader import reading
from asn_neutral.store.schema import APPLICATION_ID, SCHEMA_VERSION
from asn_neutral.store.unit import unit_of_work
from asn_neutral.store.upgrading import Completion, create_register, upgrade_register
from tests.complaints_file import NOW, ask, desk, dump, opened, row, take, write
from tests.faults.killing import Acknowledge, killed

NEXT = SCHEMA_VERSION + 1
KILLS = int(os.environ.get("ROUNDS", "8"))
MIGRATION = '''
from alembic import op

revision = "{number:04}"
down_revision = "{before:04}"


def upgrade():
    """What this test changes."""
    op.execute("ALTER TABLE units ADD COLUMN note TEXT NOT NULL DEFAULT 'new'")
    {more}
    op.execute("PRAGMA user_version = {number}")
'''


NEW_TABLE = """
    op.execute("CREATE TABLE notes (unit_id INTEGER PRIMARY KEY REFERENCES units (id), text TEXT NOT NULL) STRICT")
    op.execute("INSERT INTO notes SELECT id, 'from ' || name FROM units")
"""


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# ---- making one


def test_a_new_register_is_private_and_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "office" / "register.db"
    create_register(path, now=NOW)
    assert (mode_of(path), mode_of(path.parent)) == (0o600, 0o700)
    assert ask(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert ask(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    ((number, own_uuid, created, key),) = ask(path, "SELECT id, uuid, created_at, fingerprint_key FROM register")
    assert (number, created) == (1, "2025-01-15T01:02:03Z")
    assert uuid.UUID(str(own_uuid)).version == 4
    assert isinstance(key, bytes)
    assert len(key) == 32
    assert own_uuid == register_uuid(key, str(created))
    assert own_uuid != register_uuid(key[::-1], str(created))
    assert own_uuid != register_uuid(key, "2025-01-15T01:02:04Z")


def test_nothing_else_is_left_beside_it(tmp_path: Path) -> None:
    create_register(tmp_path / "register.db", now=NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["register.db"]


def test_two_registers_share_neither_name_nor_secret(tmp_path: Path) -> None:
    for name in ("a.db", "b.db"):
        create_register(tmp_path / name, now=NOW)
    said = [ask(tmp_path / name, "SELECT uuid, fingerprint_key FROM register")[0] for name in ("a.db", "b.db")]
    assert said[0][0] != said[1][0]
    assert said[0][1] != said[1][1]


def _a_file(path: Path) -> None:
    path.write_bytes(b"somebody's work")


def _a_folder(path: Path) -> None:
    path.mkdir()


def _a_link_to_nothing(path: Path) -> None:
    path.symlink_to(path.with_name("elsewhere.db"))


@pytest.mark.parametrize("make", [_a_file, _a_folder, _a_link_to_nothing])
def test_what_is_there_is_never_touched(tmp_path: Path, make: object) -> None:
    path = tmp_path / "register.db"
    assert callable(make)
    make(path)
    before = path.lstat()
    with pytest.raises(DatabaseExistsError):
        create_register(path, now=NOW)
    assert path.lstat() == before
    assert [found.name for found in tmp_path.iterdir()] == ["register.db"]


def test_of_two_that_make_the_same_one_register_one_fails(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    made: list[str] = []
    real = upgrading._fill

    def fill(draft: Path, **more: object) -> None:
        real(draft, now=NOW, custodians=())
        path.write_bytes(b"the other one")
        made.append(str(more))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upgrading, "_fill", fill)
        with pytest.raises(DatabaseExistsError):
            create_register(path, now=NOW)
    assert made
    assert path.read_bytes() == b"the other one"
    assert [found.name for found in tmp_path.iterdir()] == ["register.db"]


def test_a_failure_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_more: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(upgrading, "_migrate", full)
    with pytest.raises(UnwritableError, match="the disk is full"):
        create_register(tmp_path / "register.db", now=NOW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["file/register.db", "n" * 300, "n" * 252, f"{'m' * 300}/register.db"])
def test_a_place_that_cannot_be_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(UnwritableError):
        create_register(tmp_path / name, now=NOW)
    assert [found.name for found in tmp_path.iterdir()] == ["file"]


def test_no_register_is_made_on_a_network_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "_mounts", lambda: f"server:/data {tmp_path} nfs4 rw 0 0\n")
    with pytest.raises(NetworkShareError):
        create_register(tmp_path / "register.db", now=NOW)
    assert list(tmp_path.iterdir()) == []


# ---- upgrading


class Newer:
    """A program that is one migration ahead, with a register of today's schema that holds something."""

    def __init__(self, register: Path, folder: Path) -> None:
        self.register = register
        self._folder = folder

    def migrate_with(self, more: str = "") -> None:
        """Write the migration, with *more* lines of SQL in it."""
        text = MIGRATION.format(number=NEXT, before=SCHEMA_VERSION, more=more)
        (self._folder / "versions" / f"v{NEXT:04}_test.py").write_text(text, "utf-8")


@pytest.fixture
def newer(register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newer:
    take(register, write(tmp_path / "in.csv", *(row(number) for number in range(3))))
    (tmp_path / "in.csv").unlink()
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for source in (*upgrading._MIGRATIONS.glob("*.py"), *upgrading._MIGRATIONS.glob("versions/*.py")):
        (folder / source.relative_to(upgrading._MIGRATIONS)).write_bytes(source.read_bytes())
    monkeypatch.setattr(upgrading, "_MIGRATIONS", folder)
    for module in (opening, upgrading):
        monkeypatch.setattr(module, "SCHEMA_VERSION", NEXT)
    monkeypatch.setattr(opening, "differences", lambda _connection: [])  # schema.sql is of today
    return Newer(register, folder)


def test_an_older_register_is_refused_until_it_is_upgraded(newer: Newer) -> None:
    newer.migrate_with()
    for use in (reading, unit_of_work):
        with pytest.raises(OlderDatabaseError, match="db upgrade"), use(newer.register):
            pass
    upgrade_register(newer.register)
    with reading(newer.register) as connection:
        assert connection.execute("SELECT DISTINCT note FROM units").fetchall()[0][0] == "new"


def test_the_upgrade_keeps_all_data_and_a_private_backup(newer: Newer) -> None:
    newer.migrate_with()
    before = dump(newer.register)
    done = upgrade_register(newer.register)
    assert done.before == SCHEMA_VERSION
    assert done.backup is not None
    assert done.backup.parent == newer.register.parent
    assert mode_of(done.backup) == 0o600
    assert dump(done.backup) == before
    after = dump(newer.register)
    assert {name for name in before if before[name] != after[name]} == {"units", "alembic_version"}
    assert [unit[:4] for unit in after["units"]] == before["units"]
    assert ask(newer.register, "PRAGMA user_version") == [(NEXT,)]


def test_a_backup_put_back_is_the_register_as_it_was_and_can_be_upgraded_again(newer: Newer) -> None:
    newer.migrate_with(NEW_TABLE)
    before = dump(newer.register)
    backup = upgrade_register(newer.register).backup
    assert backup is not None
    after = dump(newer.register)
    assert after["notes"] == [(unit[0], "from " + str(unit[2])) for unit in before["units"]]
    assert ask(newer.register, "PRAGMA foreign_key_check") == []
    backup.replace(newer.register)
    assert dump(newer.register) == before
    with pytest.raises(OlderDatabaseError), reading(newer.register):
        pass
    assert upgrade_register(newer.register).before == SCHEMA_VERSION
    assert dump(newer.register) == after


def _die(_driver: sqlite3.Connection) -> None:
    """Write so much that it is on the disk before the end of the transaction, and be killed."""
    _driver.execute("PRAGMA cache_size = 1")
    _driver.execute("UPDATE complaints SET summary = summary || hex(zeroblob(9000))")
    os.kill(os.getpid(), signal.SIGKILL)


def test_an_upgrade_that_is_killed_leaves_no_trace(newer: Newer) -> None:
    newer.migrate_with(NEW_TABLE)
    before = dump(newer.register)
    size = newer.register.stat().st_size
    child = _forked(newer.register, _die)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert newer.register.stat().st_size > size  # it got that far
    with pytest.raises(OlderDatabaseError), reading(newer.register):
        pass
    assert dump(newer.register) == before
    assert ask(newer.register, "PRAGMA integrity_check") == [("ok",)]
    upgrade_register(newer.register)
    assert len(dump(newer.register)["notes"]) == len(before["units"])


@pytest.mark.slow
def test_an_upgrade_killed_at_any_moment_is_done_or_was_never_begun(newer: Newer) -> None:
    """`ROUNDS=300 python -m pytest tests/store/test_upgrading.py -k any_moment -n 0 --no-cov --timeout 7200 -s`."""
    newer.migrate_with(NEW_TABLE)
    register, chance = newer.register, random.Random(20241203)  # noqa: S311 - the same moments in every run
    old, whole = dump(register), register.read_bytes()

    def work(acknowledge: Acknowledge) -> None:
        upgrade_register(register)
        acknowledge()

    upgrade_register(register)  # what it loads is loaded here once, and not by each child
    new, done, usual = dump(register), 0, 0
    for _turn in range(3):
        register.write_bytes(whole)
        acknowledged, looks = killed(work, None)
        assert acknowledged == 1
        usual = max(usual, looks)
    for _turn in range(KILLS):
        for path in (*register.parent.glob("register*"), *register.parent.glob(".register*")):
            path.unlink()
        register.write_bytes(whole)
        register.chmod(0o600)
        acknowledged, _looks = killed(work, chance.randrange(usual * 11 // 10 + 1))
        now = dump(register)
        assert ask(register, "PRAGMA integrity_check") == [("ok",)]
        assert now == new if acknowledged else now in (old, new)
        done += now == new
        backups = list(register.parent.glob("register*.bak"))
        assert [dump(backup) == old for backup in backups] == [True] * len(backups)
        assert backups or now == old
        upgrade_register(register)
        assert dump(register) == new
    print(f"{KILLS} kills of an upgrade: {done} were done, the others had not begun")  # noqa: T201 - the figure is what the long run is for


def test_what_completes_a_migration_fails_or_is_kept_with_it(newer: Newer) -> None:
    newer.migrate_with()
    before = dump(newer.register)

    def fill(driver: sqlite3.Connection) -> None:
        driver.execute("UPDATE units SET note = 'filled'")

    def fail(driver: sqlite3.Connection) -> None:
        fill(driver)
        raise KeyError

    def cut(driver: sqlite3.Connection) -> None:
        driver.execute("DELETE FROM complaints")

    for complete, error in ((fail, KeyError), (cut, BrokenDatabaseError)):
        with pytest.raises(error):
            upgrade_register(newer.register, complete=complete)
        assert dump(newer.register) == before
    upgrade_register(newer.register, complete=fill)
    assert ask(newer.register, "SELECT DISTINCT note FROM units") == [("filled",)]


def test_a_second_backup_never_replaces_the_first(newer: Newer) -> None:
    newer.migrate_with()
    old = newer.register.read_bytes()
    first = upgrade_register(newer.register).backup
    newer.register.write_bytes(old)
    second = upgrade_register(newer.register).backup
    assert first is not None
    assert second is not None
    assert first != second
    assert dump(first) == dump(second)


def test_a_register_of_this_schema_is_left_alone(register: Path) -> None:
    before = register.read_bytes()
    assert upgrade_register(register) == upgrading.Upgrade(SCHEMA_VERSION, None)
    assert register.read_bytes() == before
    assert not list(register.parent.glob("*.bak"))


def test_a_rehearsal_changes_nothing(newer: Newer) -> None:
    newer.migrate_with()
    before = newer.register.read_bytes()
    assert upgrade_register(newer.register, rehearse=True).backup is None
    assert newer.register.read_bytes() == before
    assert not list(newer.register.parent.glob("*.bak"))


@pytest.mark.parametrize(
    "more",
    [
        "raise RuntimeError",
        "op.execute('SELECT nothing FROM nowhere')",
        "op.execute('DELETE FROM complaints')",  # leaves links that lead nowhere
    ],
)
def test_a_failed_migration_leaves_no_trace(newer: Newer, more: str) -> None:
    newer.migrate_with(more)
    before = dump(newer.register)
    with pytest.raises((RuntimeError, AsnError, sqlite3.Error)):
        upgrade_register(newer.register)
    assert dump(newer.register) == before
    assert ask(newer.register, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert ask(newer.register, "PRAGMA integrity_check") == [("ok",)]


def test_a_backup_that_fails_leaves_none_and_nothing_is_migrated(newer: Newer, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise sqlite3.OperationalError

    newer.migrate_with()
    monkeypatch.setattr(upgrading, "_copy", full)
    with pytest.raises(sqlite3.OperationalError):
        upgrade_register(newer.register)
    assert not list(newer.register.parent.glob("*.bak"))
    assert ask(newer.register, "PRAGMA user_version") == [(SCHEMA_VERSION,)]


@pytest.mark.parametrize("name", [f"{'n' * 240}.db", "register.db"])
def test_a_backup_that_cannot_be_made_is_told(newer: Newer, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    newer.migrate_with()
    path = newer.register.rename(newer.register.with_name(name))
    if name == "register.db":

        def refuse(*_args: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnwritableError, match=r"\.bak cannot be written"):
        upgrade_register(path)
    assert ask(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("PRAGMA user_version = 0", "contradicts itself"),
        ("PRAGMA user_version = 0; DROP TABLE alembic_version", "its schema does not have"),
        ("PRAGMA user_version = 0; DELETE FROM alembic_version", "its schema does not have"),
        ("PRAGMA user_version = 0; UPDATE alembic_version SET version_num = '0099'", "contradicts itself"),
        ("PRAGMA user_version = 0; DROP TABLE register", "a table is missing"),
    ],
)
def test_a_register_half_migrated_by_whatever_is_left_as_it_is(register: Path, statement: str, said: str) -> None:
    with opened(register) as connection:
        connection.executescript(statement)
    before = dump(register)
    for use in (reading, unit_of_work):
        with pytest.raises(OlderDatabaseError), use(register):
            pass
    with pytest.raises(BrokenDatabaseError, match=said):
        upgrade_register(register)
    assert dump(register) == before
    assert ask(register, "PRAGMA user_version") == [(0,)]


def test_two_upgrades_at_once_end_with_one_migration(newer: Newer, monkeypatch: pytest.MonkeyPatch) -> None:
    newer.migrate_with()
    both = multiprocessing.get_context("fork").Barrier(2)
    real = upgrading._migrate

    def migrate_together(path: Path, *, wait_seconds: int, complete: Completion | None) -> None:
        both.wait(20)
        real(path, wait_seconds=wait_seconds, complete=complete)

    monkeypatch.setattr(upgrading, "_migrate", migrate_together)
    children = [_forked(newer.register) for _turn in range(2)]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
    assert ask(newer.register, "PRAGMA user_version") == [(NEXT,)]


def _forked(register: Path, complete: Completion | None = None) -> int:
    """A process that upgrades *register* and ends with 0 when that went well."""
    child = os.fork()
    if not child:
        try:
            upgrade_register(register, wait_seconds=20, complete=complete)
            os._exit(0)
        finally:
            os._exit(1)
    return child


def test_there_must_be_something_to_upgrade(tmp_path: Path) -> None:
    with pytest.raises(NoDatabaseError):
        upgrade_register(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_the_journal_of_a_killed_writer_is_played_back_before_the_upgrade(newer: Newer) -> None:
    newer.migrate_with()
    before = dump(newer.register)
    leave_a_hot_journal(newer.register)
    done = upgrade_register(newer.register)
    assert done.backup is not None
    assert dump(done.backup) == before


def leave_a_hot_journal(path: Path) -> None:
    """What a writer leaves that is killed between writing pages and committing: its journal and changed pages."""
    journal = path.with_name(f"{path.name}-journal")
    with opened(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE units SET name = name || ' (changed)'")
        connection.execute("CREATE TABLE filler (x)")
        connection.executemany("INSERT INTO filler VALUES (?)", [("x" * 900,)] * 50)
        kept, changed = journal.read_bytes(), path.read_bytes()
        connection.execute("ROLLBACK")
    assert len(kept) > 512
    path.write_bytes(changed)
    journal.write_bytes(kept)


# ---- the schemas there have been


FIRST = (
    "DROP INDEX events_destroyed",
    "DROP INDEX cases_unconfirmed",
    "DROP TRIGGER events_are_never_changed",
    "CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'never changed'); END",
    "DROP INDEX events_users",
    "DROP INDEX events_seen_alone",
    "DROP INDEX events_evidence",
    "DROP INDEX events_set_back",
    "DROP INDEX cases_untimed",
    "DROP TABLE outbox",
    "DROP TABLE schedule_runs",
    "DROP TABLE schedules",
    "DROP INDEX events_waiting",
    "DROP TABLE past_cases",
    "DROP TABLE case_steps",
    "DROP INDEX cases_recap",
    "CREATE INDEX cases_recap ON cases (election, unit_id, complaint_id, employee_id)",
    "ALTER TABLE cases DROP COLUMN last_seq",
    *(f"ALTER TABLE cases DROP COLUMN {name}" for name in OUTCOME),
    "DROP INDEX cases_owner",
    "ALTER TABLE cases DROP COLUMN owner",
    "UPDATE alembic_version SET version_num = '0001'",
    "PRAGMA user_version = 1",
)
"""What leads back to the schema of version 1."""


def lead_on(register: Path) -> None:
    """Record a few steps of the first case, and put one of them right."""
    before = desk(register)
    record_step(
        "2024/0001",
        Step.RECEIVE_RECOMMENDATION,
        date(2024, 11, 4),
        {"recommendation_number": "B-1", "recommended_by": "bkn"},
        before,
    )
    record_step("2024/0001", Step.REVIEW, date(2024, 11, 6), {"jurisdiction": "kota-ini"}, before)
    correct_entry("2024/0001", Correction(2, {}, "wrong day", date(2024, 11, 5)), before)


def test_a_register_of_the_first_schema_keeps_its_cases_and_nobody_is_responsible_for_them(
    register: Path, tmp_path: Path
) -> None:
    new = ask(register, "SELECT name, sql FROM sqlite_schema ORDER BY name")
    take(register, write(tmp_path / "in.csv", *(row(number) for number in range(3))))
    lead_on(register)
    newest = dump(register)["cases"]
    past = {name: dump(register)[name] for name in ("past_cases", "case_steps")}
    with opened(register) as connection:
        for statement in FIRST:
            connection.execute(statement)
    before = dump(register)
    with pytest.raises(OlderDatabaseError, match="db upgrade"), reading(register):
        pass
    done = bring_up_to_date(register, wait_seconds=0, rehearse=False)
    assert (done.before, ask(register, "PRAGMA user_version")) == (1, [(SCHEMA_VERSION,)])
    after = dump(register)
    assert {name for name in before if before[name] != after[name]} == {"cases", "alembic_version"}
    known = len(before["cases"][0])
    assert [case[:known] for case in after["cases"]] == before["cases"]
    assert after["cases"] == newest
    assert {name: after[name] for name in past} == past
    assert all(past.values())
    assert ask(register, "SELECT DISTINCT owner FROM cases") == [(None,)]
    assert ask(register, "SELECT name, sql FROM sqlite_schema ORDER BY name") == new
    assert check_register(register).ok
    take(register, write(tmp_path / "more.csv", row(7)))
    assert check_register(register).cases == 4
