"""Told to stop at any moment: a documented code, no traceback, nothing half written, no temporary file left.

`ROUNDS=200 python -m pytest tests/faults/test_signals.py -n 0 --no-cov --timeout 7200 -s` is the long run: so many
signals for each command. A signal that comes before the program has loaded ends the process as the system does it.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from asn_neutral.domain.backup import backup_name
from asn_neutral.services.check_register import check_register
from tests.busy import Busy
from tests.complaints_file import ask, row, write

ROUNDS: Final = int(os.environ.get("ROUNDS", "4"))
CODES: Final = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
ENDINGS: Final = {".html": b"</html>\n", ".csv": b"\n", ".xlsx": b"", ".pdf": b"%%EOF"}
NEW: Final = 400  # rows of the file that is taken in
MET: Final = 20_000  # NIPs before this one may be known to the register
READING: Final = (
    "case list -o {out}.html",
    "report recap --by unit --by month -o {out}.html",
    "report register -o {out}.csv",
    "report monthly --month 2024-10 -o {out}.xlsx",
    "report monthly --month 2024-10 -o {out}.pdf",
    "db check",
    "audit verify",
    "agenda",
)
WRITING: Final = ("import {file}", "import {file} --dry-run", "backup create {out}")
pytestmark = pytest.mark.slow


class Stopped:
    """One command that is stopped again and again, in a folder of its own and with a folder for temporary files."""

    def __init__(self, folder: Path, register: Path, words: str) -> None:
        self.folder = folder
        self.scratch = folder / "tmp"
        self.scratch.mkdir()
        self.path = Path(shutil.copy(register, folder / "r.db"))
        self.result = folder / "out"
        self.result.mkdir()
        file = write(
            folder / "in.csv", *(row(number + MET, nomor_laporan=f"{number}/TANDA/2024") for number in range(NEW))
        )
        filled = words.format(out=self.result, file=file)
        start = [sys.executable, "-m", "asn_neutral", "--lang", "en", "--today", "2025-01-15", "--no-input"]
        self.command = [*start, "--db", str(self.path), *filled.split()]

    def run(self, number: int | None, looks: int | None) -> tuple[int, str, int]:
        """Let it work, and send it signal *number* after so many looks; code, what it said, and how often looked."""
        seen = 0
        with subprocess.Popen(
            self.command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env={"HOME": str(self.folder), "PATH": os.environ["PATH"], "TMPDIR": str(self.scratch)},
        ) as process:
            while process.poll() is None and (looks is None or seen < looks):
                seen += 1
                os.sched_yield()
            if number is not None:
                process.send_signal(number)
            _told, talk = process.communicate(timeout=60)
        return process.returncode, talk, seen

    def left(self) -> list[str]:
        """What lies about that is neither the register nor a whole result."""
        kept = {"r.db", "r.db-journal", "in.csv", "tmp", "out"}
        strays = [path.name for path in self.folder.iterdir() if path.name not in kept and path.stem != "out"]
        for path in self.folder.glob("out.*"):
            if not path.read_bytes().rstrip(b"\n").endswith(ENDINGS[path.suffix].rstrip(b"\n")):
                strays.append(path.name)
            path.unlink()
        strays += [path.name for path in self.result.iterdir() if backup_name(path.name) is None]
        return strays + [str(path) for path in self.scratch.iterdir()]


def loading(talk: str) -> bool:
    """Whether Python itself was still starting, which says so in its own way."""
    return "Traceback" in talk and "asn_neutral/cli" not in talk


@pytest.mark.parametrize("words", [*READING, *WRITING])
def test_stopped_at_any_moment(busy: Busy, tmp_path: Path, words: str) -> None:
    rng = random.Random(words)  # noqa: S311 - the same moments in every run
    stopped = Stopped(tmp_path, busy.path, words)
    code, talk, usual = stopped.run(None, None)
    assert (code, talk.count("Traceback")) == (0, 0)
    assert stopped.left() == []
    ((most,),) = ask(stopped.path, "SELECT count(*) FROM cases")
    ((least,),) = ask(busy.path, "SELECT count(*) FROM cases")
    ends: Counter[str] = Counter()
    for _turn in range(ROUNDS):
        shutil.copy(busy.path, stopped.path)
        for path in stopped.result.iterdir():
            path.unlink()
        number = rng.choice(list(CODES))
        code, talk, _looks = stopped.run(number, rng.randrange(usual * 11 // 10 + 1))
        if loading(talk):
            ends["Python was starting"] += 1
            continue
        assert code in {0, CODES[number], -number}, talk
        assert "Traceback" not in talk, talk
        assert check_register(stopped.path).findings == ()
        assert ask(stopped.path, "SELECT count(*) FROM cases") in ([(least,)], [(most,)])
        assert stopped.left() == []
        ends["done" if not code else "left" if code > 0 else "was loading"] += 1
    print(f"{words}: {dict(ends)}")  # noqa: T201 - the figures are what the long run is for
