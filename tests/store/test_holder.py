"""Who holds a lock: named as the system knows it, whatever was left behind by whom."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.errors import DatabaseLockedError
from asn_neutral.store import holder
from asn_neutral.store.holder import holder_of, holding
from asn_neutral.store.reader import reading
from asn_neutral.store.unit import unit_of_work

pytestmark = pytest.mark.skipif(not Path("/proc/locks").exists(), reason="this system does not list its locks")
HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    connection.execute(statement).fetchall()
print("held", flush=True)
sys.stdin.read()
"""
WRITER, READER = ("BEGIN EXCLUSIVE",), ("BEGIN", "SELECT * FROM units")
NOBODY = 2**22 + 1  # no process has so high a number


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@contextmanager
def held(path: Path, statements: tuple[str, ...]) -> Iterator[subprocess.Popen[str]]:
    """Another process that has carried out *statements* and waits."""
    command = [sys.executable, "-c", HOLD, str(path), *statements]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.stdin.close()


def line(path: Path, process: int, kind: str = "WRITE", first: int = 0x4000_0001, device: str = "") -> str:
    """A line of /proc/locks."""
    file = path.stat()
    device = device or f"{os.major(file.st_dev):02x}:{os.minor(file.st_dev):02x}"
    return f"7: POSIX  ADVISORY  {kind} {process} {device}:{file.st_ino} {first} {first}\n"


@pytest.mark.slow
@pytest.mark.parametrize("use", [reading, unit_of_work])
def test_who_writes_is_named(register: Path, use: object) -> None:
    assert callable(use)
    with held(register, WRITER) as other, pytest.raises(DatabaseLockedError) as told, use(register, wait_seconds=0):
        pass
    assert f"in use by process {other.pid} (python" in str(told.value)
    assert ", running for 0 s) (waited 0 s). Try again" in str(told.value)
    assert str(register) not in str(told.value)  # what was typed may name a person


@pytest.mark.slow
def test_a_reader_that_keeps_a_writer_waiting_is_named(register: Path) -> None:
    with held(register, READER) as other, pytest.raises(DatabaseLockedError, match=f"process {other.pid} "):  # noqa: SIM117 - the lock comes with the commit
        with unit_of_work(register, wait_seconds=0) as work:
            work.driver.execute("INSERT INTO units VALUES (1, 'dinas x', 'Dinas X', 'dinas')")


@pytest.mark.slow
def test_a_writer_goes_before_readers(register: Path) -> None:
    with held(register, READER), held(register, ("BEGIN IMMEDIATE",)) as writer, held(register, READER):
        assert holder_of(register).startswith(f"process {writer.pid} ")


@pytest.mark.slow
def test_nobody_is_named_when_the_lock_is_gone(register: Path) -> None:
    assert holder_of(register) == ""
    with held(register, WRITER) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
        assert holder_of(register) == ""


def test_what_this_process_holds_it_does_not_wait_for(register: Path) -> None:
    assert holding(register, line(register, os.getpid())) is None


def test_other_locks_are_passed_over(register: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.touch()
    assert holding(register, line(other, NOBODY)) is None
    assert holding(register, line(register, NOBODY, first=0)) is None  # not one of SQLite's
    assert holding(register, line(register, NOBODY, device="fe:77")) is None
    assert holding(register, line(register, 0)) is None  # of a process that cannot be seen from here
    assert holding(register, line(register, NOBODY).replace("POSIX", "-> POSIX")) is None  # waits itself
    assert holding(register, "\n7: LEASE\n") is None
    assert holding(register, line(register, NOBODY, "READ") + line(register, NOBODY + 1)) == NOBODY + 1


def test_on_some_file_systems_only_the_open_files_tell(register: Path) -> None:
    file = register.stat()
    with register.open("rb"):
        assert holder._has_open(os.getpid(), file)
    assert not holder._has_open(os.getpid(), file)
    assert not holder._has_open(NOBODY, file)


@pytest.mark.parametrize(("seconds", "said"), [(0, "0 s"), (119, "119 s"), (120, "2 min"), (7300, "121 min")])
def test_how_long(seconds: int, said: str) -> None:
    assert holder._lasting(seconds) == said


def test_a_user_without_a_name_has_a_number() -> None:
    assert holder._user(2**31 - 7) == str(2**31 - 7)


def test_a_process_that_ended_meanwhile_is_not_named(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holder, "holding", lambda *_known: NOBODY)
    assert holder_of(register) == ""


def test_where_the_system_does_not_tell_nobody_is_named(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holder, "_PROCESSES", tmp_path / "none")
    assert holder_of(register) == ""
    assert "in use by another process (waited" in str(DatabaseLockedError(seconds=3, holder=holder_of(register)))
