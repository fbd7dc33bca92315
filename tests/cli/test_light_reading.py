"""Commands that only read answer like a native program: nothing heavy is loaded for them."""

import gettext
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.complaints_file import DECIDED, row, take, write
from tests.conftest import Run, clean_environment

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
IN_TABLES = (
    "case show 2024/0001",
    "case timeline 2024/0001",
    "case check --all --closed",
    "report recap --by unit --by level",
    "agenda",
    "law procedure --diagram",
    "db check",
)
"""Of these, one for every way in which a page is put together, as a table; all in JSON."""
RULES = ("law", "domain", "intake", "services")
LISTING = {"law.procedure", "law.terms", "domain.numbering"}
EXACTLY: Mapping[str, set[str]] = {
    "--help": set(),
    "case list": LISTING,
    "case list --from 2024-01-01 --search guru --limit 5": LISTING,
    "complaint list": {*LISTING, "law.names"},
    "agenda": {"law.move", "law.names", "law.needs", "law.procedure", "law.terms"},
    "complaint show P-2024/0001": {*LISTING, "law.names", "law.needs"},
    "case show 2024/0001": {*LISTING, "law.names", "law.needs"},
}
"""All that these load of the rules; each module more has to be worth the wait of whoever types them all day."""
NEVER: Mapping[str, set[str]] = {
    "case next 2024/0001": {"law.book", "law.reading", "law.names", "intake", "domain.checks"},
    "case due 2024/0001": {"domain.workflow", "domain.drafting", "intake", "law.names"},
    "case check 2024/0001": {"domain.workflow", "domain.drafting", "domain.identity", "intake.words", "law.names"},
}
SLOW = {"tomllib", "platformdirs", "tempfile", "random", "rapidfuzz", "csv"}
"""Of the standard library and of others: what takes longer to load than the answer takes."""
SAY = """
import atexit, sys
target = sys.argv.pop()
atexit.register(lambda: open(target, "w").write(" ".join(m for m, loaded in sys.modules.items() if loaded)))
from asn_neutral import __main__ as start
sys.exit(start.start(sys.argv[1:]))
"""


def modules_of(folder: Path, *words: str) -> set[str]:
    """The names of all modules that a fresh interpreter has loaded when the command ends well."""
    target = folder / "modules"
    command = [sys.executable, "-c", SAY, *words, str(target)]
    subprocess.run(command, env=clean_environment(), capture_output=True, check=True, timeout=50)
    return set(target.read_text(encoding="utf-8").split())


def loaded(folder: Path, *words: str) -> set[str]:
    """Their top names."""
    return {name.partition(".")[0] for name in modules_of(folder, *words)}


def rules_in(modules: set[str]) -> set[str]:
    """Those of the program's own that hold law, rules, readers and services."""
    own = {name.removeprefix("asn_neutral.") for name in modules if name.startswith("asn_neutral.")}
    return {name for name in own if "." in name and name.partition(".")[0] in RULES}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "form"), [*((words, "json") for words in READING), *((words, "table") for words in IN_TABLES)]
)
def test_a_reading_command_loads_nothing_heavy(register: Path, tmp_path: Path, words: str, form: str) -> None:
    take(register, write(tmp_path / "in.csv", row(1)))
    modules = loaded(tmp_path, "--db", str(register), *words.split(), "--format", form)
    assert {"asn_neutral", "typer"} <= modules
    assert not modules & (HEAVY | DRAWING)


@pytest.mark.slow
@pytest.mark.parametrize("words", EXACTLY)
def test_what_is_typed_most_loads_these_rules_and_no_more(register: Path, tmp_path: Path, words: str) -> None:
    take(register, write(tmp_path / "in.csv", row(1)))
    modules = modules_of(tmp_path, "--db", str(register), "--today", "2025-01-15", *words.split())
    assert rules_in(modules) == EXACTLY[words]
    assert not modules & SLOW


@pytest.mark.slow
@pytest.mark.parametrize("words", NEVER)
def test_a_command_loads_nothing_of_another(register: Path, tmp_path: Path, words: str) -> None:
    take(register, write(tmp_path / "in.csv", row(1)))
    modules = modules_of(tmp_path, "--db", str(register), *words.split())
    assert not {name for name in rules_in(modules) if {name, name.partition(".")[0]} & NEVER[words]}
    assert not modules & (SLOW - {"tomllib"})


@pytest.mark.parametrize("words", ["--help", "case --help", "case list"])
def test_no_command_reads_the_whole_catalogue(run: Run, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    def forbidden(*_args: object, **_more: object) -> None:
        raise AssertionError(words)

    monkeypatch.setattr(gettext, "translation", forbidden)
    run(words, lang="id")


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
