"""Where a result goes and how it looks is settled before any work: nothing is stored that could not be shown."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from typer.core import TyperArgument, TyperGroup

from asn_neutral.cli import monthly, options
from asn_neutral.cli.app import COMMANDS
from asn_neutral.cli.lazy import load
from tests.cli.test_json_contract import PROMISES
from tests.conftest import Run

if TYPE_CHECKING:  # Typer's own annotations; it gives this class no other name
    from typer._click import Command


def taking(option: str) -> Iterator[tuple[str, str]]:
    """Every command that takes *option*, as it is typed, and a line that gives it what it needs."""
    waiting = [(name, load(name, entry)) for name, entry in COMMANDS.items()]
    while waiting:
        path, command = waiting.pop()
        if isinstance(command, TyperGroup):
            waiting += [(f"{path} {verb}", one) for verb, one in command.commands.items()]
        elif any(option in param.opts for param in command.params):
            yield path, PROMISES[path].line if path in PROMISES else f"{path} {_needed(command)}"


def _needed(command: "Command") -> str:
    """What *command* cannot do without; a day will do for a name as well."""
    needed = (param for param in command.params if param.required)
    return " ".join(f"{'' if isinstance(one, TyperArgument) else max(one.opts, key=len)} 2025-01-01" for one in needed)


PATTERN: Final = "schedule add"  # its --output names the files of runs to come; its own test holds it
WRITING: Final = {path: line for path, line in sorted(taking("--output")) if path != PATTERN}
SHOWING: Final = dict(sorted(taking("--format")))


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder in which one name for a result is taken; what `bad.csv` and the like name is missing in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.json").mkdir()


def test_most_commands_can_write_to_a_file() -> None:
    assert {"import", "complaint add", "case record", "case list", "agenda", "report recap"} <= WRITING.keys()
    assert len(WRITING) > 30
    assert WRITING.keys() <= SHOWING.keys()


def at_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let stdout be a screen for whatever asks before any work."""
    for place in (options, monthly):
        monkeypatch.setattr(place, "to_screen", lambda: True)


@pytest.mark.parametrize("path", WRITING)
def test_a_place_that_cannot_be_is_refused_before_any_work(run: Run, tmp_path: Path, path: str) -> None:
    """The register is missing: a command that had begun its work would say so, with another code."""
    before = {one.name for one in tmp_path.iterdir()}
    ending = "A digest is a text" if path == "digest" else "The ending of x.foo names no format"
    for output, code, said in (
        ("-o x.foo", 2, ending),
        ("-o nodir/x.json", 31, "nodir/x.json cannot be written: there is no folder nodir."),
        ("-o nodir/x.foo --format json", 31, "nodir/x.foo cannot be written: there is no folder nodir."),
        ("-o folder.json", 31, "folder.json cannot be written: it is a folder."),
        ("-o -", 2, "name a file"),
    ):
        done = run(f"{WRITING[path]} {output}", code=code, db=tmp_path / "none.db")
        assert said in done.stderr
        assert (done.stdout, {one.name for one in tmp_path.iterdir()}) == ("", before)


@pytest.mark.parametrize("path", WRITING)
def test_a_folder_that_takes_no_file_is_found_out_before_any_work(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    done = run(f"{WRITING[path]} -o x.json", code=31, db=tmp_path / "none.db")
    assert done.stderr.endswith("x.json cannot be written: Permission denied. Name another file with --output.\n")


@pytest.mark.parametrize("path", SHOWING)
def test_a_screen_gets_no_spreadsheet_and_nothing_is_done(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    at_a_screen(monkeypatch)
    done = run(f"{SHOWING[path]} --format xlsx", code=2, db=tmp_path / "none.db")
    assert "cannot be shown on a screen; name a file with -o." in done.stderr
    assert not (tmp_path / "none.db").exists()


def test_a_spreadsheet_may_be_asked_for_in_front_of_a_screen_where_a_file_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_screen(monkeypatch)
    run("case list --format xlsx -o x.xlsx")
    run("case list -o y.xlsx")
    assert len(list(tmp_path.glob("*.xlsx"))) == 2


def test_a_screen_is_known_by_stdout(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stdout", screen)
    assert not options.to_screen()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    assert options.to_screen()


@pytest.mark.parametrize(
    "line",
    [
        "complaint add --tip --channel langsung --received today --happened 2024-10-06 --summary Hadir -o x.foo",
        "case record 2024/0001 study --on 2025-01-10 -o x.foo",
        "import in.csv -o x.foo",
    ],
)
def test_nothing_is_stored_that_cannot_be_shown(run: Run, register: Path, line: str) -> None:
    before = register.read_bytes()
    run(line, code=2)
    assert register.read_bytes() == before


@pytest.mark.parametrize("line", ["-o x.foo --format json", "--format json -o x.foo", "-o x.JSON"])
def test_the_order_of_the_words_does_not_matter(run: Run, tmp_path: Path, line: str) -> None:
    run(f"case list {line}")
    assert len(list(tmp_path.glob("x.*"))) == 1


@pytest.mark.parametrize("line", ["--diagram -o x.mmd", "-o x.mmd --diagram"])
def test_a_text_that_is_no_table_may_have_any_ending(run: Run, tmp_path: Path, line: str) -> None:
    run(f"law procedure {line}")
    assert "stateDiagram" in (tmp_path / "x.mmd").read_text(encoding="utf-8")


def test_the_register_is_no_place_for_a_result(run: Run, register: Path) -> None:
    before = register.read_bytes()
    done = run(["case", "list", "--format", "csv", "-o", str(register)], code=31)
    assert "it is a database. Name another file with --output." in done.stderr
    assert register.read_bytes() == before
