"""Whatever a damaged register makes of a command, it is never told as a fault of the program."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.complaints_file import DECIDED, row, take, write
from tests.conftest import TODAY, carry_out
from tests.store.test_damage import DAMAGES, damage, make_unreadable
from tests.terminal import Run

COMMANDS = (
    "import --dry-run more.csv",
    "case list",
    "case show 2024/0001",
    "case next 2024/0002",
    "db check",
    "agenda",
    "report recap --by unit",
    "db status",
)
BUG = 1
SOUND, BROKEN = 0, 13


def carried_out(register: Path, line: str) -> int:
    """The exit code of a command line on *register*, as a person gets it."""
    words = line.replace("more.csv", str(register.with_name("more.csv"))).split()
    return carry_out(["--lang", "en", "--today", TODAY, "--db", str(register), "--no-input", *words]).code


@pytest.fixture
def decided(run: Run, register: Path, tmp_path: Path) -> Path:
    """A register with a decided case, and a file with known and with new rows beside it."""
    take(register, write(tmp_path / "in.csv", *(row(number) for number in range(4))))
    for line in DECIDED:
        run(line)
    write(tmp_path / "more.csv", row(0), row(1), row(8))
    return register


@pytest.mark.parametrize("statement", DAMAGES)
def test_each_kind_of_damage(decided: Path, statement: str) -> None:
    damage(decided, statement)
    codes = {line: carried_out(decided, line) for line in COMMANDS}
    assert codes["db check"] == BROKEN
    assert BUG not in codes.values()


def test_a_schema_that_is_no_text(decided: Path) -> None:
    make_unreadable(decided)
    assert {carried_out(decided, line) for line in COMMANDS} == {BROKEN}


def test_a_step_that_cannot_be_read_any_more(decided: Path) -> None:
    damage(decided, """UPDATE events SET details = replace(details, '"sanction_months":', '$') WHERE step = 'decide'""")
    assert carried_out(decided, "case show 2024/0001") == BROKEN
    assert carried_out(decided, "case list") == SOUND  # it reads what is whole


def flipped(whole: bytes, turns: int) -> Iterator[bytes]:
    """The register with one byte changed that is not empty, each time another; the same in every run."""
    rng = random.Random(20241127)  # noqa: S311 - the same places in every run
    filled = [place for place in range(100, len(whole)) if whole[place]]
    for _turn in range(turns):
        place = rng.choice(filled)
        yield whole[:place] + bytes([whole[place] ^ 1 << rng.randrange(8)]) + whole[place + 1 :]


@pytest.mark.slow
def test_flipped_bytes_are_never_a_fault_of_the_program(decided: Path) -> None:
    codes = set()
    for damaged in flipped(decided.read_bytes(), 15):
        for line in COMMANDS:
            decided.write_bytes(damaged)
            codes.add(carried_out(decided, line))
    assert {SOUND, BROKEN} <= codes
    assert BUG not in codes
