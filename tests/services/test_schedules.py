"""What is due when, that it is made once, that a failure is tried again, and that every run is on record."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from asn_neutral import locale
from asn_neutral.domain.recurrence import recurrence
from asn_neutral.errors import (
    DatabaseLockedError,
    ExitCode,
    JobRunningError,
    NotFoundError,
    ScheduleExistsError,
    UnwritableError,
)
from asn_neutral.services.mailing import Letter
from asn_neutral.services.schedules import (
    Made,
    NewSchedule,
    Outcome,
    Schedule,
    Standing,
    add_schedule,
    due_now,
    find_schedule,
    job_of,
    remove_schedule,
    run_schedule,
    standings,
    troubled_mails,
)
from asn_neutral.services.timetable import Timetable, at_instant, at_text
from asn_neutral.store.job_lock import job_lock
from tests.complaints_file import ask, dump, opened

MAKASSAR = ZoneInfo("Asia/Makassar")
START = datetime(2025, 1, 15, 12, tzinfo=MAKASSAR)
DAILY = NewSchedule("harian", ("recap", "--by", "unit"), recurrence("daily 06:00"), "/tmp/x.csv", ("a@b.id", "c@d.id"))  # noqa: S108 - nothing is written there
MONTHLY = NewSchedule("bulanan", ("digest",), recurrence("monthly day 1 06:00"), None, ())


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


class Hours:
    """A register whose clock a test sets."""

    def __init__(self, register: Path) -> None:
        self.register = register
        self.now = START

    def table(self) -> Timetable:
        """The timetable of now."""
        return Timetable(self.register, MAKASSAR, self.now, self.now, lambda: self.now, "petugas", None, 0)

    def at(self, text: str) -> Timetable:
        """The timetable of a time at the office."""
        self.now = datetime.fromisoformat(text).replace(tzinfo=MAKASSAR)
        return self.table()


@pytest.fixture
def hours(register: Path) -> Hours:
    hours = Hours(register)
    for wanted in (DAILY, MONTHLY):
        add_schedule(wanted, hours.table())
    return hours


def due(table: Timetable) -> list[str]:
    return [one.name for one in due_now(table)]


def standing(table: Timetable, name: str = "harian") -> Standing:
    return next(one for one in standings(table) if one.schedule.name == name)


def made(file: Path | None = None, rows: int | None = None) -> Callable[[Schedule], Made]:
    return lambda _schedule: Made(file, rows, Letter("s", "b\n"))


def fails(_schedule: Schedule) -> Made:
    raise UnwritableError(path="/srv/x.csv", reason="Permission denied")


def run(table: Timetable, make: Callable[[Schedule], Made], *, by_hand: bool = False) -> Outcome | None:
    return run_schedule(find_schedule("harian", table), table, make, by_hand=by_hand)


# ---- on record


def test_a_schedule_is_kept_as_it_was_asked_for(hours: Hours) -> None:
    found = find_schedule("harian", hours.table())
    assert NewSchedule(found.name, found.words, found.every, found.output, found.mail_to) == DAILY
    assert (found.counts_from, found.added_at, found.added_by) == (START, START, "petugas")
    assert [one.schedule.name for one in standings(hours.table())] == ["bulanan", "harian"]


def test_two_of_one_name_are_refused_until_the_first_is_removed(hours: Hours) -> None:
    with pytest.raises(ScheduleExistsError, match=r"^There is already a schedule harian"):
        add_schedule(DAILY, hours.table())
    remove_schedule("harian", hours.table())
    with pytest.raises(NotFoundError, match=r"^There is no schedule harian"):
        remove_schedule("harian", hours.table())
    add_schedule(DAILY, hours.table())
    rows = ask(hours.register, "SELECT removed_by FROM schedules WHERE name = 'harian' ORDER BY id")
    assert rows == [("petugas",), (None,)]


def test_a_rehearsal_keeps_nothing(hours: Hours) -> None:
    before = dump(hours.register)
    add_schedule(DAILY._replace(name="lain"), hours.table(), rehearse=True)
    remove_schedule("harian", hours.table(), rehearse=True)
    assert dump(hours.register) == before


# ---- what is due


def test_nothing_is_due_before_its_first_time(hours: Hours) -> None:
    assert due(hours.at("2025-01-15 23:00")) == []
    assert due(hours.at("2025-01-16 05:59")) == []
    assert due(hours.at("2025-01-16 06:00")) == ["harian"]
    assert due(hours.at("2025-02-01 06:00")) == ["bulanan", "harian"]


def test_a_schedule_added_at_its_very_time_waits_for_the_next(hours: Hours) -> None:
    add_schedule(DAILY._replace(name="pas"), hours.at("2025-01-16 06:00"))
    assert due(hours.at("2025-01-16 06:01")) == ["harian"]
    assert due(hours.at("2025-01-17 06:00")) == ["harian", "pas"]


def test_what_was_missed_many_times_is_made_once(hours: Hours) -> None:
    table = hours.at("2025-02-10 09:00")
    outcome = run(table, made())
    assert outcome is not None
    assert outcome.due == datetime(2025, 2, 10, 6, tzinfo=MAKASSAR)
    assert due(table) == ["bulanan"]
    assert run(table, made()) is None
    assert ask(hours.register, "SELECT count(*) FROM schedule_runs") == [(1,)]


def test_a_run_by_hand_answers_what_is_due_and_is_always_made(hours: Hours) -> None:
    early = run(hours.at("2025-01-15 13:00"), made(), by_hand=True)
    assert early is not None
    assert early.due is None
    table = hours.at("2025-01-16 06:30")
    assert due(table) == ["harian"]
    outcome = run(table, made(), by_hand=True)
    assert outcome is not None
    assert outcome.due is not None
    assert due(table) == []


def test_the_time_is_that_of_the_office_not_of_the_machine(hours: Hours) -> None:
    table = hours.at("2025-01-16 06:00")
    east = replace(table, zone=ZoneInfo("Asia/Jayapura"))
    assert standing(east).due == datetime(2025, 1, 15, 21, tzinfo=UTC)
    assert standing(table).due == datetime(2025, 1, 15, 22, tzinfo=UTC)


# ---- what a run leaves


def test_a_run_is_on_record_with_its_file_and_its_mail(hours: Hours, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(b"isi")
    table = hours.at("2025-01-16 06:05")
    outcome = run(table, made(file, 7))
    assert outcome is not None
    assert (outcome.file, outcome.rows, outcome.mails, outcome.problem) == (str(file), 7, 2, None)
    found = standing(table)
    assert found.run is not None
    assert (found.run.file, found.run.rows, found.run.sha256) == (str(file), 7, sha256(b"isi").hexdigest())
    assert (found.run.exit_code, found.run.ended_at, found.failed, found.waiting) == (0, hours.now, False, 2)
    assert found.next == datetime(2025, 1, 17, 6, tzinfo=MAKASSAR)
    keys = ask(hours.register, "SELECT key FROM outbox ORDER BY id")
    assert keys == [("1:2025-01-15T22:00:00Z:a@b.id",), ("1:2025-01-15T22:00:00Z:c@d.id",)]


def test_a_failure_is_on_record_and_tried_again_at_growing_distances(hours: Hours) -> None:
    table = hours.at("2025-01-16 06:00")
    outcome = run(table, fails)
    assert outcome is not None
    assert isinstance(outcome.problem, UnwritableError)
    found = standing(table)
    assert found.failed
    assert found.run is not None
    assert found.run.exit_code == ExitCode.UNWRITABLE
    assert (found.run.problem or "").startswith("/srv/x.csv cannot be written: Permission denied.")
    assert due(table) == ["harian"]  # once more at the next call
    run(table, fails)
    assert due(hours.at("2025-01-16 06:14")) == []
    assert due(hours.at("2025-01-16 06:15")) == ["harian"]
    run(hours.table(), made())
    assert not standing(hours.table()).failed
    assert due(hours.table()) == []


def test_a_failure_of_yesterday_does_not_delay_today(hours: Hours) -> None:
    for _time in range(4):
        run(hours.at("2025-01-16 06:00"), fails)
    assert due(hours.at("2025-01-17 05:59")) == ["harian"]
    run(hours.table(), fails)
    assert due(hours.table()) == []
    assert due(hours.at("2025-01-17 06:00")) == ["harian"]


def test_a_file_that_vanishes_at_once_is_a_failure(hours: Hours, tmp_path: Path) -> None:
    outcome = run(hours.at("2025-01-16 06:00"), made(tmp_path / "hilang.csv"))
    assert outcome is not None
    assert isinstance(outcome.problem, UnwritableError)


def test_one_that_brings_everything_down_does_not_keep_the_others_from_their_turn(hours: Hours) -> None:
    def bug(_schedule: Schedule) -> Made:
        raise ZeroDivisionError

    table = hours.at("2025-02-01 06:00")
    first = due_now(table)[0]
    with pytest.raises(ZeroDivisionError):
        run_schedule(first, table, bug, by_hand=False)
    assert [one.name for one in due_now(table)] == ["harian", "bulanan"]


def test_mail_that_was_not_taken_is_told(hours: Hours) -> None:
    run(hours.at("2025-01-16 06:00"), made())
    assert troubled_mails(hours.table()) == []
    with opened(hours.register) as connection:
        connection.execute("UPDATE outbox SET problem = 'down' WHERE id = 1")
    assert troubled_mails(hours.table()) == ["down"]
    remove_schedule("harian", hours.table())
    assert troubled_mails(hours.table()) == []


# ---- never twice at once, and never half


def test_of_two_at_once_the_second_is_refused(hours: Hours) -> None:
    table = hours.at("2025-01-16 06:00")
    schedule = find_schedule("harian", table)
    with (
        job_lock(table.database, job_of(schedule), name="x"),
        pytest.raises(JobRunningError, match=r"^Schedule harian is being run by process"),
    ):
        run(table, made())
    assert ask(hours.register, "SELECT count(*) FROM schedule_runs") == [(0,)]


def test_one_that_was_made_meanwhile_is_not_made_again(hours: Hours) -> None:
    table = hours.at("2025-01-16 06:00")
    schedule = find_schedule("harian", table)
    assert run_schedule(schedule, table, made(), by_hand=False) is not None
    assert run_schedule(schedule, table, made(), by_hand=False) is None


def test_a_register_that_is_locked_is_told(hours: Hours) -> None:
    table = hours.at("2025-01-16 06:00")
    with opened(hours.register) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseLockedError):
            run(table, made())


KILLED = """
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from asn_neutral.files import replace_file
from asn_neutral.services.schedules import find_schedule, run_schedule
from asn_neutral.services.timetable import Timetable

zone = ZoneInfo("Asia/Makassar")
now = datetime(2025, 1, 16, 6, tzinfo=zone)
table = Timetable(Path(sys.argv[1]), zone, now, now, lambda: now, "petugas", None, 0)

def make(schedule):
    def write(stream):
        stream.write(b"half")
        stream.flush()
        sys.stdout.write("writing\\n")
        sys.stdout.flush()
        sys.stdin.read()
    replace_file(Path(sys.argv[2]), write)

run_schedule(find_schedule("harian", table), table, make, by_hand=False)
"""


@pytest.mark.slow
def test_a_run_killed_half_way_leaves_the_old_file_and_the_next_run_goes_on(hours: Hours, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(b"old")
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(hours.register), str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as victim:
        assert victim.stdout is not None
        assert victim.stdout.readline() == "writing\n"
        table = hours.at("2025-01-16 06:00")
        found = standing(table)
        assert f"process {victim.pid} " in found.running
        assert not found.failed
        with pytest.raises(JobRunningError, match=f"process {victim.pid} "):
            run(table, made(file))
        os.kill(victim.pid, signal.SIGKILL)
    assert file.read_bytes() == b"old"
    found = standing(table)
    assert found.failed
    assert found.running == ""
    assert due(table) == ["harian"]
    file.write_bytes(b"new")
    assert run(table, made(file)) is not None
    assert not standing(table).failed
    runs = ask(hours.register, "SELECT exit_code, problem FROM schedule_runs ORDER BY id")
    assert runs == [(ExitCode.TERMINATED, "its process was ended from outside"), (0, None)]


def test_instants_are_kept_in_utc() -> None:
    assert at_text(START) == "2025-01-15T04:00:00Z"
    assert at_instant("2025-01-15T04:00:00Z") == START
    assert at_text(datetime(31, 1, 2, 3, 4, 5, 6, tzinfo=UTC)) == "0031-01-02T03:04:05Z"
    assert at_instant(at_text(START + timedelta(seconds=1))) - START == timedelta(seconds=1)
