import csv
import io
import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pexpect
import pytest
from openpyxl import load_workbook

from asn_neutral.errors import UsageError
from asn_neutral.intake.guard import unguard
from asn_neutral.output.show import RICH_ROWS, FormatName, Terminal, show
from asn_neutral.reports.table import Column, Record, Table

PIPE = Terminal()
SCREEN = Terminal(width=200, tty=True)
TEXTS = [name for name in FormatName if name is not FormatName.XLSX]
HOSTILE = [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x/?"&A1)',
    "\t=1",
    "\n=1",
    "＝1",
    "[red]Budi[/red]",
    "SK [123/KEP/2024]",
    "[link=file:///etc/passwd]klik[/link]",
    "Budi [/foo]",
    ":smiley:",
    "\x1b[2J\x1b[31m\x1b]0;t\x07\x1b]52;c;x\x07\x1b]8;;url\x1b\\\x9b31m",
    "TIDAK BERSALAH\rBERSALAH\b",
    "Budi\nTotal: 0",
    "\u202ea\u2066b\u2069c\u200bd\U000e0041\x00",
    "B" + "\u0301" * 50,
    "half \ud800 a character",
    "a|b <b>&amp;</b> {{ 7*7 }} `x`",
]


def shown(capfd: pytest.CaptureFixture[str], result: Table | Record, name: FormatName, terminal: Terminal) -> str:
    show(result, format=name, path=None, terminal=terminal)
    return capfd.readouterr().out


@pytest.mark.parametrize("name", TEXTS)
def test_no_hostile_text_acts_on_a_screen(
    cases: Callable[..., Table], capfd: pytest.CaptureFixture[str], name: FormatName
) -> None:
    out = shown(capfd, cases(len(HOSTILE), names=HOSTILE), name, SCREEN)
    own = out.replace("\r\n", "\n") if name is FormatName.CSV else out
    assert not [char for char in own if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} and char != "\n"]


@pytest.mark.parametrize("terminal", [PIPE, SCREEN])
@pytest.mark.parametrize("name", [FormatName.TABLE, FormatName.MD, FormatName.HTML])
def test_people_see_whose_report_it_is_above_its_title(
    recap: Table, capfd: pytest.CaptureFixture[str], name: FormatName, terminal: Terminal
) -> None:
    out = shown(capfd, replace(recap, office="Kantor Contoh"), name, terminal)
    body = out.partition("<body>")[2] or out
    assert 0 <= body.index("Kantor Contoh") < body.index("Recap")
    assert "Kantor" not in shown(capfd, recap, name, terminal)


def test_scripts_get_the_filters_that_were_asked_for(recap: Table, capfd: pytest.CaptureFixture[str]) -> None:
    out = shown(capfd, replace(recap, filters={"unit": ["kadia"]}), FormatName.JSON, PIPE)
    assert json.loads(out)["filters"] == {"unit": ["kadia"]}
    assert "filters" not in json.loads(shown(capfd, recap, FormatName.JSON, PIPE))


@pytest.mark.parametrize("name", TEXTS)
def test_no_hostile_text_makes_another_line_or_kills_the_report(
    cases: Callable[..., Table], capfd: pytest.CaptureFixture[str], name: FormatName
) -> None:
    tame = shown(capfd, cases(len(HOSTILE)), name, PIPE)
    hostile = shown(capfd, cases(len(HOSTILE), names=HOSTILE), name, PIPE)
    if name not in {FormatName.CSV, FormatName.HTML}:  # their cells may hold lines, which their quoting keeps apart
        assert hostile.count("\n") == tame.count("\n")
    assert len(hostile) > len(tame)


def test_scripts_get_hostile_text_back_as_it_was(cases: Callable[..., Table], tmp_path: Path) -> None:
    names = [name for name in HOSTILE if "\ud800" not in name]
    show(cases(len(names), names=names), format=None, path=tmp_path / "a.csv", terminal=PIPE)
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8-sig") as stream:
        assert [unguard(row["name"]) for row in csv.DictReader(stream)] == names
    show(cases(len(HOSTILE), names=HOSTILE), format=None, path=tmp_path / "a.json", terminal=PIPE)
    read = json.loads((tmp_path / "a.json").read_bytes())
    assert [row["name"] for row in read["data"]] == HOSTILE


def test_a_spreadsheet_goes_to_a_file_or_pipe_but_not_to_a_screen(
    cases: Callable[..., Table], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = tmp_path / "cases.xlsx"
    show(cases(len(HOSTILE), names=HOSTILE), format=None, path=target, terminal=SCREEN)
    show(cases(len(HOSTILE), names=HOSTILE), format=FormatName.XLSX, path=None, terminal=PIPE)
    assert capfdbinary.readouterr().out == target.read_bytes()
    cells = [cell for row in load_workbook(io.BytesIO(target.read_bytes())).worksheets[0].rows for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    with pytest.raises(UsageError):
        show(cases(1), format=FormatName.XLSX, path=None, terminal=SCREEN)


@pytest.mark.parametrize("name", FormatName)
def test_a_result_that_was_cut_short_says_so(
    cases: Callable[..., Table], tmp_path: Path, capfd: pytest.CaptureFixture[str], name: FormatName
) -> None:
    target = tmp_path / "out"
    show(cases(2, matching=143), format=name, path=target, terminal=PIPE)
    inside = name in {FormatName.MD, FormatName.HTML}
    assert (b"2 of 143" in target.read_bytes()) is inside
    said = "2 of 143\n" if name in {FormatName.TABLE, FormatName.CSV, FormatName.JSONL} else ""
    assert capfd.readouterr().err == said
    if name is FormatName.XLSX:
        assert load_workbook(io.BytesIO(target.read_bytes())).worksheets[0]["A7"].value == "2 of 143"


@pytest.mark.parametrize("matching", [None, 2])
@pytest.mark.parametrize("terminal", [PIPE, SCREEN])
def test_a_whole_result_says_nothing_beside(
    cases: Callable[..., Table], capfd: pytest.CaptureFixture[str], matching: int | None, terminal: Terminal
) -> None:
    show(cases(2, matching=matching), format=None, path=None, terminal=terminal)
    assert capfd.readouterr().err == ""


def test_remarks_without_a_place_are_said_to_persons_only(
    cases: Callable[..., Table], record: Record, capfd: pytest.CaptureFixture[str]
) -> None:
    show(cases(1), format=FormatName.CSV, path=None, terminal=PIPE)
    assert capfd.readouterr().err == ""
    show(cases(1), format=FormatName.JSONL, path=None, terminal=SCREEN)
    assert capfd.readouterr().err == "As of 1 March.\n"
    show(record, format=FormatName.CSV, path=None, terminal=PIPE)
    assert "--format json" in capfd.readouterr().err


def test_a_screen_is_drawn_on_and_a_pipe_is_not(cases: Callable[..., Table], capfd: pytest.CaptureFixture[str]) -> None:
    assert "│" in shown(capfd, cases(2), FormatName.TABLE, SCREEN)
    assert "│" not in shown(capfd, cases(2), FormatName.TABLE, PIPE)
    assert "│" not in shown(capfd, cases(2), FormatName.TABLE, Terminal(width=200, tty=True, dumb=True))


@pytest.mark.parametrize(("count", "drawn"), [(RICH_ROWS, True), (RICH_ROWS + 1, False), (2 * RICH_ROWS, False)])
def test_long_lists_are_not_drawn(capfd: pytest.CaptureFixture[str], count: int, drawn: bool) -> None:
    table = Table("t", "T", (Column("n", "N"),), ((str(number),) for number in range(count)))
    out = shown(capfd, table, FormatName.TABLE, SCREEN)
    assert ("│" in out) is drawn
    assert str(count - 1) in out


def test_colour_is_forced_into_a_pipe_on_demand(cases: Callable[..., Table], capfd: pytest.CaptureFixture[str]) -> None:
    assert "\x1b[1m" in shown(capfd, cases(1), FormatName.TABLE, Terminal(colour=True))
    assert "\x1b" not in shown(capfd, cases(1), FormatName.JSON, Terminal(colour=True))


@pytest.mark.parametrize("name", FormatName)
def test_a_failing_stream_of_rows_leaves_the_old_file(tmp_path: Path, name: FormatName) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old", encoding="utf-8")
    rows = ((str(1 // number),) for number in range(9, -1, -1))
    broken = Table("t", "T", (Column("n", "N"),), rows)
    with pytest.raises(ZeroDivisionError):
        show(broken, format=name, path=target, terminal=PIPE)
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_stdout_of_text_only_gets_text(cases: Callable[..., Table], monkeypatch: pytest.MonkeyPatch) -> None:
    text = io.StringIO()
    monkeypatch.setattr(sys, "stdout", text)
    show(cases(1, names=["Siti é"]), format=FormatName.CSV, path=None, terminal=PIPE)
    assert "Siti é" in text.getvalue()


PROGRAM = r"""
import os, sys
from pathlib import Path
from asn_neutral.output.show import FormatName, Terminal, show
from asn_neutral.reports.table import Column, Kind, Table
rows = [(f"2024/{n:04d}", "Siti \u00e9") for n in range(int(sys.argv[2]))]
table = Table("t", "T", (Column("number", "Number", Kind.ID), Column("name", "Name")), rows)
show(table, format=FormatName(sys.argv[1]), path=None, terminal=Terminal.of(sys.stdout, os.environ))
"""


@pytest.mark.slow
def test_the_light_formats_load_nothing_heavy() -> None:
    code = PROGRAM + "print(*sys.modules, file=sys.stderr)"
    for name, allowed in (("table", set()), ("csv", set()), ("json", {"json"})):
        done = subprocess.run(
            [sys.executable, "-S", "-c", code, name, "2"], capture_output=True, text=True, check=True, env=_environ()
        )
        heavy = {"rich", "pydantic", "jinja2", "xlsxwriter", "sqlmodel", "typer", "json", "tempfile", "subprocess"}
        assert set(done.stderr.split()) & heavy == allowed


@pytest.mark.slow
def test_stdout_is_utf_8_in_a_poor_locale() -> None:
    environ = {**_environ(), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run([sys.executable, "-c", PROGRAM, "table", "1"], capture_output=True, check=True, env=environ)
    assert "Siti é".encode() in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(("count", "paged"), [(50, True), (2, False)])
def test_a_pager_only_for_what_is_taller_than_the_screen(count: int, paged: bool) -> None:
    environ = {**_environ(), "PAGER": f"{sys.executable} -c \"print('PAGED', len(input()))\"", "TERM": "xterm"}
    child = pexpect.spawn(
        sys.executable,
        ["-c", PROGRAM, "table", str(count)],
        env=environ,
        dimensions=(20, 80),
        encoding="utf-8",
        timeout=30,
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert ("PAGED" in str(child.before)) is paged
    assert ("2024/0001" in str(child.before)) is not paged


def _environ() -> dict[str, str]:
    """What a process needs to find this package, and nothing that changes how it shows things."""
    unwanted = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "PAGER", "PYTHONUNBUFFERED"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**kept, "PYTHONPATH": str(Path(__file__).parents[2])}
