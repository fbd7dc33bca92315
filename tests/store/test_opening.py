"""Opening a register: the lock, the pragmas, two writers, what a killed writer left."""

import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.errors import (
    BrokenDatabaseError,
    DatabaseLockedError,
    NetworkShareError,
    NoDatabaseError,
    NotARegisterError,
    UnreadableFileError,
    UnwritableError,
)
from asn_neutral.store import place
from asn_neutral.store.opening import check_file, plain_errors, set_pragmas
from asn_neutral.store.reader import reading
from asn_neutral.store.schema import PRAGMAS
from asn_neutral.store.unit import rehearsal, unit_of_work
from tests.complaints_file import ask, dump, opened, row, take, write
from tests.store.test_upgrading import leave_a_hot_journal

HOLD_THE_LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@contextmanager
def held_by_another(path: Path) -> Iterator[None]:
    """Another process keeps the register for itself."""
    command = [sys.executable, "-c", HOLD_THE_LOCK, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        yield
        holder.stdin.close()


# ---- pragmas


def test_a_writing_connection_has_every_pragma_the_promises_rest_on(register: Path) -> None:
    with unit_of_work(register) as work:
        for name, wanted in PRAGMAS:
            assert work.driver.execute(f"PRAGMA {name}").fetchone() == (wanted,)
        assert work.driver.in_transaction


def test_the_pragmas_are_those_that_were_decided() -> None:
    assert dict(PRAGMAS) == {
        "journal_mode": "truncate", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1,
        "secure_delete": 1, "recursive_triggers": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    "statement", ["INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 1", "UPDATE cases SET unit_id = 99"]
)
def test_a_writing_connection_can_neither_replace_an_event_nor_break_a_link(
    register: Path, tmp_path: Path, statement: str
) -> None:
    take(register, write(tmp_path / "in.csv", row(1)))
    before = dump(register)
    with pytest.raises(sqlite3.IntegrityError), unit_of_work(register) as work:
        work.driver.execute(statement)
    assert dump(register) == before


def test_an_sqlite_that_refuses_a_pragma_is_refused(register: Path) -> None:
    with sqlite3.connect(":memory:") as memory, pytest.raises(BrokenDatabaseError, match="journal_mode"):
        set_pragmas(memory, register)
    memory.close()


def test_a_reading_connection_cannot_write(register: Path) -> None:
    with (
        pytest.raises(UnwritableError, match="only be read"),
        reading(register) as connection,
    ):
        connection.execute("DELETE FROM units")


def test_a_reading_connection_opened_after_a_kill_cannot_write_either(register: Path) -> None:
    leave_a_hot_journal(register)
    with reading(register) as connection:
        assert connection.execute("PRAGMA query_only").fetchone()[0] == 1


# ---- locks


@pytest.mark.slow
def test_a_lock_of_another_process_is_told_after_the_stated_wait(register: Path) -> None:
    with held_by_another(register):
        for use in (reading, unit_of_work):
            with pytest.raises(DatabaseLockedError, match=r"waited 0 s"), use(register, wait_seconds=0):
                pass
    with unit_of_work(register, wait_seconds=0):
        pass


def test_a_lock_that_is_given_back_in_time_is_waited_for(register: Path) -> None:
    with opened(register) as holder:
        holder.execute("BEGIN IMMEDIATE")
        done: list[str] = []

        def work() -> None:
            with unit_of_work(register, wait_seconds=20) as unit:
                done.extend(str(value) for (value,) in unit.driver.execute("SELECT count(*) FROM units"))

        waiting = threading.Thread(target=work)
        waiting.start()
        holder.execute("INSERT INTO units VALUES (1, 'dinas x', 'Dinas X', 'dinas')")
        assert done == []
        holder.execute("COMMIT")
        waiting.join()
    assert done == ["1"]


def test_writers_at_once_lose_nothing(register: Path, tmp_path: Path) -> None:
    files = [write(tmp_path / f"{turn}.csv", *(row(turn * 10 + number) for number in range(10))) for turn in range(4)]
    failures: list[BaseException] = []

    def work(file: Path) -> None:
        try:
            with pytest.MonkeyPatch.context():
                take_waiting(register, file)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test must see it
            failures.append(error)

    threads = [threading.Thread(target=work, args=(file,)) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    numbers = [number for (number,) in ask(register, "SELECT number FROM cases ORDER BY number")]
    assert numbers == [f"2024/{serial:04}" for serial in range(1, 41)]
    assert ask(register, "SELECT count(*), max(seq) FROM events") == [(44, 44)]


def take_waiting(database: Path, file: Path) -> None:
    """Take *file* in, waiting for whoever writes before."""
    from asn_neutral.services.import_file import ImportOrder, import_file
    from tests.complaints_file import desk

    import_file(ImportOrder(str(file)), desk(database, wait_seconds=30))


# ---- a unit of work


def test_an_error_rolls_back_and_is_passed_on(register: Path) -> None:
    before = dump(register)
    with pytest.raises(sqlite3.IntegrityError), unit_of_work(register) as work:
        work.driver.executemany("INSERT INTO units VALUES (?, 'dinas x', 'Dinas X', 'dinas')", [(1,), (2,)])
    assert dump(register) == before


def test_abandoned_work_is_rolled_back(register: Path) -> None:
    before = dump(register)
    with unit_of_work(register) as work:
        work.driver.execute("INSERT INTO units VALUES (1, 'dinas x', 'Dinas X', 'dinas')")
        work.abandon()
    assert dump(register) == before


# ---- a rehearsal


def test_a_rehearsal_leaves_no_trace(register: Path) -> None:
    before = register.read_bytes()
    with rehearsal(register) as work:
        work.driver.execute("INSERT INTO units VALUES (1, 'dinas x', 'Dinas X', 'dinas')")
        assert work.driver.execute("SELECT count(*) FROM units").fetchone() == (1,)
        assert work.abandoned
    assert register.read_bytes() == before
    assert [path.name for path in register.parent.iterdir()] == [register.name]


def test_a_rehearsal_has_the_same_rules(register: Path) -> None:
    of_a_copy = {"journal_mode": "off", "synchronous": 0}  # nothing of it is kept, whatever happens
    with rehearsal(register) as work:
        for name, wanted in PRAGMAS:
            assert work.driver.execute(f"PRAGMA {name}").fetchone() == (of_a_copy.get(name, wanted),)
    with pytest.raises(sqlite3.IntegrityError), rehearsal(register) as work:
        work.driver.execute("INSERT INTO employees VALUES (1, NULL, 'Warga Contoh', 'warga contoh', 99)")


def test_nobody_waits_for_a_rehearsal(register: Path) -> None:
    with rehearsal(register) as rehearsed, unit_of_work(register, wait_seconds=0) as work:
        work.driver.execute("INSERT INTO units VALUES (1, 'dinas x', 'Dinas X', 'dinas')")
        rehearsed.driver.execute("INSERT INTO units VALUES (2, 'dinas y', 'Dinas Y', 'dinas')")
    assert ask(register, "SELECT id FROM units") == [(1,)]


@pytest.mark.slow
def test_a_rehearsal_waits_for_a_lock_as_others_do(register: Path) -> None:
    with held_by_another(register), pytest.raises(DatabaseLockedError), rehearsal(register, wait_seconds=0):
        pass


def test_a_rehearsal_copies_nothing_out_of_the_folder_of_the_register(register: Path) -> None:
    with unit_of_work(register) as work:
        units = ((turn, f"{turn} {'x' * 1000}", "Dinas X", "dinas") for turn in range(1, 500))
        work.driver.executemany("INSERT INTO units VALUES (?, ?, ?, ?)", units)
    before, beside = open_files(), sorted(register.parent.iterdir())
    with rehearsal(register) as work:
        more = ((turn, f"{turn} {'x' * 1000}", "Dinas X", "dinas") for turn in range(500, 9_000))
        work.driver.executemany("INSERT INTO units VALUES (?, ?, ?, ?)", more)
        copy, *same = open_files() - before
        status = copy.stat()
        assert all(other.samefile(copy) for other in same)
        assert copy.readlink().parent == register.resolve().parent
        assert (status.st_nlink, stat.S_IMODE(status.st_mode)) == (0, 0o600)  # no name, and nobody else's to read
        assert status.st_size >= register.stat().st_size > 500_000
        assert sorted(register.parent.iterdir()) == beside
    assert open_files() == before


def open_files() -> set[Path]:
    """What this process has open, as Linux lists it."""
    return {entry for entry in Path("/proc/self/fd").iterdir() if entry.exists()}


@pytest.mark.parametrize("fault", [KeyError(), KeyboardInterrupt()])
def test_nothing_of_a_rehearsal_is_left_after_a_failure(register: Path, fault: BaseException) -> None:
    with pytest.raises(type(fault)), rehearsal(register):
        raise fault
    assert [path.name for path in register.parent.iterdir()] == [register.name]
    assert ask(register, "SELECT count(*) FROM units") == [(0,)]


def test_where_the_name_of_an_open_file_stays_it_goes_in_the_end(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.unlink
    turns: list[Path] = []

    def unlink(path: Path, missing_ok: bool = False) -> None:
        turns.append(path)
        if len(turns) == 1:
            raise PermissionError(13, "Permission denied")
        real(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    with rehearsal(register):
        assert len(list(register.parent.iterdir())) == 2
    assert [path.name for path in register.parent.iterdir()] == [register.name]


def test_a_rehearsal_for_which_there_is_no_place_is_told(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(UnwritableError, match="Permission denied"), rehearsal(register):
        pass
    with pytest.raises(NoDatabaseError), rehearsal(register.with_name("none.db")):
        pass


def test_all_reads_of_one_connection_see_one_moment(register: Path) -> None:
    with reading(register) as connection:
        connection.execute("SELECT count(*) FROM units").fetchone()
        with pytest.raises(DatabaseLockedError), unit_of_work(register, wait_seconds=0) as work:
            work.driver.execute("INSERT INTO units VALUES (1, 'dinas x', 'Dinas X', 'dinas')")
        assert connection.execute("SELECT count(*) FROM units").fetchone()[0] == 0


# ---- a killed writer


def test_the_journal_of_a_killed_writer_is_played_back_by_the_next_reader(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "in.csv", row(1)))
    before = dump(register)
    leave_a_hot_journal(register)
    with reading(register) as connection:
        names = [unit["name"] for unit in connection.execute("SELECT name FROM units")]
    assert names == ["SMP Negeri 4 Kendari"]
    assert dump(register) == before


def test_and_by_the_next_writer(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "in.csv", row(1)))
    leave_a_hot_journal(register)
    assert take(register, write(tmp_path / "in.csv", row(1))).unchanged == 1
    assert ask(register, "SELECT name FROM units") == [("SMP Negeri 4 Kendari",)]


# ---- what is looked at before SQLite is


def test_a_folder_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(NotARegisterError, match="not a regular file"):
        check_file(tmp_path)


@pytest.mark.parametrize("name", ["n" * 300, "register.db/register.db", f"{'folder/' * 800}register.db"])
def test_where_nothing_can_be_there_is_no_register(register: Path, name: str) -> None:
    path = register.parent / name
    for use in (reading, unit_of_work):
        with pytest.raises(NoDatabaseError), use(path):
            pass


def test_on_a_network_share_it_is_not_opened(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "_mounts", lambda: f"server:/data {register.parent} nfs4 rw 0 0\n")
    for use in (reading, unit_of_work, rehearsal):
        with pytest.raises(NetworkShareError, match="nfs4"), use(register):
            pass


def test_a_loop_of_links_is_told_as_the_system_tells_it(tmp_path: Path) -> None:
    for name, target in (("a.db", "b.db"), ("b.db", "a.db")):
        (tmp_path / name).symlink_to(tmp_path / target)
    with pytest.raises(UnreadableFileError, match="symbolic links"):
        check_file(tmp_path / "a.db")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM register",
        "UPDATE register SET fingerprint_key = x'00'",
        "UPDATE register SET fingerprint_key = zeroblob(100)",
        "PRAGMA ignore_check_constraints = ON; INSERT INTO register SELECT 2, '', '', fingerprint_key FROM register",
    ],
)
def test_a_register_that_does_not_say_which_it_is(register: Path, statement: str) -> None:
    with opened(register) as connection:
        connection.executescript(statement)
    before = register.read_bytes()
    for use in (reading, unit_of_work, rehearsal):
        with pytest.raises(BrokenDatabaseError, match="says which register it is"), use(register):
            pass
    with pytest.raises(BrokenDatabaseError), reading(register, current=False):
        pass
    assert register.read_bytes() == before


def test_a_register_cut_off_in_its_last_page(register: Path) -> None:
    whole = register.read_bytes()
    for missing in (1, 100, 511):
        register.write_bytes(whole[:-missing])
        for use in (reading, unit_of_work):
            with pytest.raises(BrokenDatabaseError, match="its end is missing, or the journal"), use(register):
                pass


def test_a_register_whose_journal_was_lost(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "in.csv", row(1)))
    leave_a_hot_journal(register)
    register.with_name("register.db-journal").unlink()
    for use in (reading, unit_of_work):
        with pytest.raises(BrokenDatabaseError, match="the journal of a writer that was killed"), use(register):
            pass


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("DROP TRIGGER events_are_never_changed", "events_are_never_changed"),
        ("DROP INDEX cases_due", "cases_due"),
        ("CREATE VIEW extra AS SELECT 1", "extra"),
        ("DROP TABLE case_violations; CREATE VIEW case_violations AS SELECT 1 AS case_id", "case_violations"),
    ],
)
def test_a_register_with_other_tables_is_only_checked(register: Path, statement: str, name: str) -> None:
    with opened(register) as connection:
        connection.executescript(statement)
    for use in (reading, unit_of_work, rehearsal):
        with pytest.raises(BrokenDatabaseError, match=f"not those of this version: {name}"), use(register):
            pass
    with reading(register, sound=False) as connection:
        assert connection.execute("SELECT count(*) FROM register").fetchone()[0] == 1


def test_what_sqlite_keeps_for_its_plans_is_no_difference(register: Path) -> None:
    with opened(register) as connection:
        connection.execute("ANALYZE")
    with reading(register):
        pass


def test_a_small_register_with_a_page_that_is_wrong(register: Path) -> None:
    whole = register.read_bytes()
    page = int.from_bytes(whole[16:18], "big")
    register.write_bytes(whole[:-page] + bytes(page))
    for use in (reading, unit_of_work):
        with pytest.raises(BrokenDatabaseError, match="its pages do not fit together"), use(register):
            pass
    with reading(register, sound=False):
        pass


def test_a_register_left_in_wal_mode_may_lack_what_its_wal_held(register: Path, tmp_path: Path) -> None:
    with opened(register) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO units VALUES (1, 'dinas x', 'Dinas X', 'dinas')")
        copy = Path(shutil.copy(register, tmp_path / "copy.db"))
    for path in (register, copy):
        with pytest.raises(NotARegisterError, match="WAL mode"):
            check_file(path)


def test_a_file_this_user_may_not_read(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def refuse(path: Path, mode: str = "r") -> object:
        if path == register:
            raise PermissionError(13, "Permission denied")
        return real(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableFileError, match="Permission denied"):
        check_file(register)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_FULL, UnwritableError),
        (sqlite3.SQLITE_IOERR | 3 << 8, UnwritableError),
        (sqlite3.SQLITE_CORRUPT | 2 << 8, BrokenDatabaseError),
        (sqlite3.SQLITE_NOTADB, BrokenDatabaseError),
        (sqlite3.SQLITE_BUSY, DatabaseLockedError),
        (sqlite3.SQLITE_LOCKED, DatabaseLockedError),
    ],
)
def test_errors_of_sqlite_become_sentences(register: Path, code: int, expected: type[Exception]) -> None:
    error = sqlite3.OperationalError("a value nobody should read")
    error.sqlite_errorcode = code
    with pytest.raises(expected) as told, plain_errors(register, wait_seconds=1):
        raise error
    assert "nobody" not in str(told.value)


def test_an_error_that_is_a_bug_stays_one(register: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError), plain_errors(register, wait_seconds=1):
        raise sqlite3.IntegrityError
