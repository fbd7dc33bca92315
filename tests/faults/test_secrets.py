"""A thousand people who complained: none of them stands in any file that is left, whatever became of the process.

`ROUNDS=200 python -m pytest tests/faults/test_secrets.py -n 0 --no-cov --timeout 7200 -s` is the long run, in kills of
an import. The file that came in, and the rows of it that were refused, are the sender's own words and are left out.
"""

import base64
import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from asn_neutral.services.check_register import check_register
from asn_neutral.services.revealing import forget
from tests.complaints_file import ask, desk, row, take, who, write
from tests.conftest import Run
from tests.faults.killing import Acknowledge, killed

ROUNDS: Final = int(os.environ.get("ROUNDS", "8"))
PEOPLE: Final = 1_000
NAME, CONTACT = "Zxqvia Rahasiawati", "0899-7777"
"""How the name and the contact of each begin."""
pytestmark = pytest.mark.slow


def planted(number: int) -> dict[str, str]:
    return row(number, nama_pelapor=f"{NAME} {number:04}", kontak_pelapor=f"{CONTACT}-{number:04}")


def needles() -> Iterator[bytes]:
    """The two beginnings as a file may hold them: plain, as UTF-16, and as base64 from any of three places."""
    for text in (NAME, CONTACT):
        for form in ("utf-8", "utf-16-le", "utf-16-be"):
            yield text.encode(form)
        for before in range(3):
            whole = base64.b64encode(b"x" * before + text.encode())
            yield whole[before + 1 : -4]


NEEDLES: Final = tuple(needles())


def telling(folder: Path) -> list[str]:
    """The files below *folder*, their names included, that hold any of it."""
    return [
        str(path)
        for path in folder.rglob("*")
        if any(needle in os.fsencode(path.name) for needle in NEEDLES)
        or (path.is_file() and any(needle in path.read_bytes() for needle in NEEDLES))
    ]


@pytest.fixture
def office(register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the register and all temporary files; what came in lies outside of it."""
    folder = tmp_path / "office"
    (folder / "tmp").mkdir(parents=True, mode=0o700)
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "tmp"))
    path = Path(shutil.move(register, folder / "register.db"))
    monkeypatch.setenv("HOME", str(folder))
    return path


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    return write(tmp_path / "in.csv", *(planted(number) for number in range(PEOPLE)))


def test_the_search_finds_them(tmp_path: Path, sent: Path) -> None:
    found = tmp_path / "found"
    found.mkdir()
    for place, text in enumerate((NAME, f"x{NAME}", f"xx{NAME} 17", CONTACT)):
        (found / f"{place}.b64").write_bytes(base64.b64encode(text.encode() + b" and more"))
    (found / "utf16.txt").write_bytes(f"{NAME} 0001".encode("utf-16"))
    shutil.copy(sent, found)
    assert len(telling(found)) == 6


def test_a_killed_import_leaves_none_of_them(office: Path, sent: Path) -> None:
    chance = random.Random(20241130)  # noqa: S311 - the same moments in every run
    empty = office.read_bytes()

    def work(acknowledge: Acknowledge) -> None:
        take(office, sent)
        acknowledge()

    _acknowledged, usual = killed(work, None)
    assert telling(office.parent) == []
    left = 0
    for _turn in range(ROUNDS):
        office.write_bytes(empty)
        killed(work, chance.randrange(usual))
        left += len(list(office.parent.rglob("*"))) > 2  # more than the register and the folder for temporary files
        assert telling(office.parent) == []
        for beside in (*office.parent.glob("register.db-*"), *(office.parent / "tmp").iterdir()):
            beside.unlink()
    print(f"{ROUNDS} kills, {left} of which left files beside the register: none tells who complained")  # noqa: T201 - the figure is what the long run is for


def test_nothing_that_the_office_makes_tells_of_them(run: Run, office: Path, sent: Path) -> None:
    folder = office.parent
    take(office, sent)
    assert len(who(office)) == PEOPLE
    for name in ("register", "intake", "activity", "recap --by channel"):
        for ending in ("csv", "json", "html", "xlsx", "md"):
            run(f"report {name} -o '{folder}/{name[:5]}.{ending}'", db=office)
    for line in ("complaint list", "complaint show P-2024/0001", "audit log", "report monthly --month 2024-11"):
        done = run(f"{line} -o '{folder}/{line[:9].strip()}.json'", db=office)
        assert NAME not in done.stdout + done.stderr
    run(f"backup create '{folder}'", db=office)
    assert telling(folder) == []


def test_nothing_is_left_of_who_was_forgotten(office: Path, sent: Path) -> None:
    take(office, sent)
    sealed = {bytes(cell) for (cell,) in ask(office, "SELECT sealed FROM complainants") if isinstance(cell, bytes)}
    at_desk = replace(desk(office), actor="petugas")
    numbers = [str(number) for (number,) in ask(office, "SELECT number FROM complaints ORDER BY id LIMIT 40")]
    for number in numbers:
        forget(number, "Retensi habis", at_desk)
    left = {bytes(cell) for (cell,) in ask(office, "SELECT sealed FROM complainants") if isinstance(cell, bytes)}
    content = office.read_bytes()
    assert len(left) == PEOPLE - len(numbers)
    assert [cell for cell in sealed - left if cell in content] == []
    assert all(cell in content for cell in list(left)[:20])
    assert telling(office.parent) == []
    assert check_register(office).findings == ()
