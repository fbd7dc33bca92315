"""One job at a time: the second is told who does it, and a process that is killed leaves no lock behind."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.errors import JobRunningError, UnwritableError
from asn_neutral.store.job_lock import job_holder, job_lock

HOLDING = """
import sys
from pathlib import Path
from asn_neutral.store.job_lock import job_lock
with job_lock(Path(sys.argv[1]), "schedule-1", name="x"):
    sys.stdout.write("locked\\n")
    sys.stdout.flush()
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "register.db"


def test_of_two_the_second_is_refused_and_told_by_whom(place: Path) -> None:
    with job_lock(place, "schedule-1", name="Schedule a"):
        with (
            pytest.raises(JobRunningError, match=f"^Schedule a is being run by process {os.getpid()} "),
            job_lock(place, "schedule-1", name="Schedule a"),
        ):
            pass
        with job_lock(place, "schedule-2", name="Schedule b"):
            pass
    with job_lock(place, "schedule-1", name="Schedule a"):
        pass


def test_the_file_of_the_lock_is_the_owners_alone(place: Path) -> None:
    with job_lock(place, "outbox", name="x"):
        (file,) = place.parent.iterdir()
    assert file.name == ".register.db.outbox.lock"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.slow
def test_a_lock_goes_with_its_process(place: Path) -> None:
    command = [sys.executable, "-c", HOLDING, str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"
        with (
            pytest.raises(JobRunningError, match=f"process {holder.pid} "),
            job_lock(place, "schedule-1", name="x"),
        ):
            pass
        assert job_holder(place, "schedule-1")
        holder.kill()
    assert job_holder(place, "schedule-1") == ""
    with job_lock(place, "schedule-1", name="x"):
        pass


def test_nobody_has_a_lock_that_never_was_or_that_says_nothing(place: Path) -> None:
    assert job_holder(place, "schedule-1") == ""
    place.with_name(".register.db.schedule-1.lock").write_text("x")
    assert job_holder(place, "schedule-1") == ""


def test_a_folder_that_takes_no_lock_is_told(place: Path) -> None:
    place.with_name(".register.db.schedule-1.lock").symlink_to(place)
    with pytest.raises(UnwritableError), job_lock(place, "schedule-1", name="x"):
        pass
