"""Commands that only read answer like a native program: nothing heavy is loaded for them."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.complaints_file import DECIDED, row, take, write
from tests.conftest import clean_environment

HEAVY = {"pydantic", "pydantic_core", "sqlmodel", "sqlalchemy", "alembic", "icalendar", "dateutil"}
DRAWING = {"rich", "xlsxwriter"}
READING = [
    "case list",
    "case list --unit dinas --from 2024-01-01 --search guru --limit 5",
    "case show 2024/0001",
    "case next 2024/0001",
    "case due 2024/0001 --explain",
    "case timeline 2024/0001",
    "case check 2024/0001",
    "case check --all --closed",
    "case sanctions 2024/0001 --vacant pengawas",
    "agenda",
    "agenda --days 30 --unit dinas",
    "agenda --owner siti",
    "complaint list",
    "complaint show P-2024/0001",
    "report list",
    "report recap --by unit --by level",
    "law violations list",
    "law deadlines show in-force",
    "law checks list",
    "law due in-force --from 2024-08-01",
    "law procedure",
    "law procedure --diagram",
    "db status",
    "db check",
    "employee check 199003032014032901",
    "config show",
]
SAY = """
import atexit, sys
target = sys.argv.pop()
atexit.register(lambda: open(target, "w").write(" ".join(m for m, loaded in sys.modules.items() if loaded)))
from asn_neutral import __main__ as start
sys.exit(start.start(sys.argv[1:]))
"""


def loaded(folder: Path, *words: str) -> set[str]:
    """The top names of all modules that a fresh interpreter has loaded when the command ends well."""
    target = folder / "modules"
    command = [sys.executable, "-c", SAY, *words, str(target)]
    subprocess.run(command, env=clean_environment(), capture_output=True, check=True, timeout=50)
    return {name.partition(".")[0] for name in target.read_text(encoding="utf-8").split()}


@pytest.mark.slow
@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize("words", READING)
def test_a_reading_command_loads_nothing_heavy(register: Path, tmp_path: Path, words: str, form: str) -> None:
    take(register, write(tmp_path / "in.csv", row(1)))
    modules = loaded(tmp_path, "--db", str(register), *words.split(), "--format", form)
    assert {"asn_neutral", "typer"} <= modules
    assert not modules & (HEAVY | DRAWING)


@pytest.mark.slow
def test_simulating_and_recording_load_no_sqlmodel(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "in.csv", row(1)))
    for words in DECIDED:
        assert not loaded(tmp_path, "--db", str(register), *shlex.split(words)) & HEAVY
    modules = loaded(tmp_path, "--db", str(register), "case", "simulate", "2024/0001", "--received", "2025-01-14")
    assert not modules & (HEAVY | DRAWING)


@pytest.mark.slow
def test_the_test_would_see_it(register: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "in.csv", row(1))
    modules = loaded(tmp_path, "--db", str(register), "import", str(file))
    assert {"pydantic", "sqlalchemy"} & modules
