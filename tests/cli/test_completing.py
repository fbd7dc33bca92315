"""What the shell offers for a word half typed: numbers of the register, words of the law; a failure offers nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.complaints_file import row, take, write
from tests.conftest import Program

HEAVY = {"pydantic", "pydantic_core", "sqlmodel", "sqlalchemy", "alembic", "rich"}
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _two_cases(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "in.csv", row(1), row(2)))


def offered(program: Program, words: str, register: Path) -> list[str]:
    """The completions of the last of *words*; nothing may be said besides."""
    line = f"asn-neutral {words}"
    place = str(len(line.split(" ")) - 1)
    more = {"_ASN_NEUTRAL_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": place}
    done = program(env={**more, "ASN_NEUTRAL_DB": str(register)})
    assert (done.returncode, done.stderr) == (0, "")
    return str(done.stdout).split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("case show 2024/", ["2024/0001", "2024/0002"]),
        ("complaint show P-2024/0002", ["P-2024/0002"]),
        ("complaint add --case 2024/0", ["2024/0001", "2024/0002"]),
        ("case show 2031", []),
        ("case record 2024/0001 re", ["receive-recommendation", "review", "refer", "refer-criminal"]),
        ("case record 2031/0001 take", ["take-effect"]),
        ("case record 2024/0001 refer --with let", ["letter_date=", "letter_number="]),
        ("case list --level b", ["berat"]),
        ("case list --channel l", ["laporan-bawaslu", "lapor", "langsung"]),
        ("case list --status registe", ["registered"]),
        ("case list --violation E", [f"E{number}" for number in range(1, 8)]),
        ("case list --stage masa", ["masa-tenang"]),
        ("report recap --by unit", ["unit", "unit-kind"]),
        ("report recap --election pilkada-2", ["pilkada-2018", "pilkada-2020", "pilkada-2024"]),
    ],
)
def test_what_there_is_is_offered(program: Program, register: Path, words: str, expected: list[str]) -> None:
    assert offered(program, words, register) == expected


def test_without_a_register_nothing_is_offered_and_nothing_said(program: Program, tmp_path: Path) -> None:
    assert offered(program, "case show 2024/", tmp_path / "none.db") == []
    assert not (tmp_path / "none.db").exists()


def test_completing_loads_nothing_heavy() -> None:
    code = (
        "import sys, asn_neutral.cli.completing, asn_neutral.reports.cases, asn_neutral.reports.filtering as filtering;"
        "from asn_neutral.law.book import load_book; filtering.words_of('stage', load_book);"
        "sys.stdout.write(' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {name.partition(".")[0] for name in done.stdout.split()} & HEAVY
