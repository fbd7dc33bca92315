"""A disk that fails: the N-th write or sync of a command is refused, once or from then on, for every N there is.

`ROUNDS=1 python -m pytest tests/faults/test_disk.py -n 2 --no-cov --timeout 3600` tries each N, the short form every so
many. What was told as done is there, what failed is told in one line, and the register and its files are whole.
"""

import errno
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from asn_neutral.services.check_register import check_register
from tests.complaints_file import dump, row, take, write

EVERY: Final = int(os.environ.get("ROUNDS", "37"))
"""How far apart the calls are that fail."""
COMPILER: Final = shutil.which("cc") or shutil.which("gcc")
SOURCE: Final = Path(__file__).with_name("failing_disk.c")
OLD: Final = b"the report of last month"
REPORTS: Final = ("laporan.csv", "laporan.xlsx")
NEVER: Final = 1_000_000
COMMANDS: Final = {
    "import": "import {folder}/b.csv",
    "case record": "case record 2024/0001 review --on 2024-12-02",
    "complaint add": (
        "complaint add --channel langsung --received 2024-12-01 --happened 2024-11-01 --name Contoh --unit Dinas"
        " --violation D4 --summary Hadir"
    ),
    "report": "report register -o {folder}/laporan.csv",
    "xlsx": "report register -o {folder}/laporan.xlsx",
    "backup": "backup create {folder}",
    "evidence": "evidence add P-2024/0001 {folder}/b.csv",
}
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux" or COMPILER is None, reason="needs Linux and a C compiler"),
]


class Fault(NamedTuple):
    """Which calls fail, with what, and whether only one of them."""

    calls: str
    number: int
    once: bool


FAULTS: Final = [
    Fault("write", errno.ENOSPC, once=True),
    Fault("write", errno.ENOSPC, once=False),
    Fault("write", errno.EIO, once=True),
    Fault("sync", errno.EIO, once=True),
    Fault("sync", errno.EIO, once=False),
]


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that makes a disk fail."""
    path = tmp_path_factory.mktemp("disk") / "failing_disk.so"
    words = [str(COMPILER), "-shared", "-fPIC", "-O1", "-o", str(path), str(SOURCE), "-ldl"]
    subprocess.run(words, check=True, capture_output=True)
    return path


def carried_out(words: str, folder: Path, disk: Path, fault: Fault, at: int) -> tuple[int, str, bool]:
    """Exit code and stderr of the command whose call *at* fails, and whether there was such a call."""
    hit = folder.with_name("hit")
    hit.unlink(missing_ok=True)
    env = {
        "PATH": os.environ["PATH"], "HOME": str(folder.parent), "LANG": "C.UTF-8", "LD_PRELOAD": str(disk),
        "FAULT_BELOW": f"{folder}/", "FAULT_AT": str(at), "FAULT_ERRNO": str(fault.number),
        "FAULT_ONCE": str(int(fault.once)), "FAULT_CALLS": fault.calls, "FAULT_HIT": str(hit),
    }  # fmt: skip
    before = ["--lang", "en", "--today", "2025-01-15", "--no-input", "--db", str(folder / "register.db")]
    command = [sys.executable, "-m", "asn_neutral", *before, *words.format(folder=folder).split()]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stderr, hit.exists()


@pytest.fixture
def office(register: Path, tmp_path: Path) -> Path:
    """A folder with a register of one case, a file to take in, and last month's report."""
    (folder := tmp_path / "kantor").mkdir(mode=0o700)
    shutil.copy(register, folder / "register.db")
    take(folder / "register.db", write(tmp_path / "a.csv", row(1)))
    write(folder / "b.csv", row(2), row(3))
    for name in REPORTS:
        (folder / name).write_bytes(OLD)
    (folder / "register.db-journal").unlink(missing_ok=True)
    return folder


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.calls}-{fault.number}-{fault.once}")
@pytest.mark.parametrize("name", COMMANDS)
def test_whatever_fails_nothing_is_lost_or_half_there(office: Path, disk: Path, name: str, fault: Fault) -> None:
    before = dump(office / "register.db")
    files = {path.name for path in office.iterdir()}
    folder = office.with_name("coba")
    at, whole, hit = NEVER, len(before["events"]), True
    while hit:
        shutil.copytree(office, folder)
        code, said, hit = carried_out(COMMANDS[name], folder, disk, fault, at)
        after = dump(folder / "register.db")
        assert check_register(folder / "register.db").findings == ()
        assert "Traceback" not in said
        if code == 0:
            whole = max(whole, len(after["events"]))
            assert len(after["events"]) == whole  # what was told as done is there
        else:
            assert hit
            assert code == 31, said
            assert re.fullmatch(r"asn-neutral: [^\n]+\n", said)
            # A disk that fails when all is written may have kept it, and the message says so.
            assert after == before or (fault.calls == "sync" and len(after["events"]) == whole)
            left = {path.name for path in folder.iterdir()} - files
            assert left <= {"register.db-journal", "register.db.evidence"}
            assert [(folder / report).read_bytes() for report in REPORTS] == [OLD, OLD]
        hit, at = hit or at == NEVER, 1 if at == NEVER else at + EVERY
        shutil.rmtree(folder)
