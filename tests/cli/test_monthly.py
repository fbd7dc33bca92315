"""`report monthly`, as it is typed; and the report of one month to the byte.

The expected outputs lie in `tests/snapshots`; `REWRITE_SNAPSHOTS=1 pytest tests/cli/test_monthly.py` makes them anew,
and the difference is then read like any other change.
"""

import json
import re
from pathlib import Path
from typing import Final, get_args

import pytest
from openpyxl import load_workbook

from asn_neutral.cli.monthly import Form
from asn_neutral.output.show_document import DocumentFormat
from tests.complaints_file import COMPLAINANT, CONTACT, ask, row, take, write
from tests.conftest import Run
from tests.kept import assert_kept
from tests.lived import Lived

FOLDER: Final = Path(__file__).parents[1] / "snapshots"
NIP: Final = re.compile("(?<![0-9])[0-9]{18}(?![0-9])")
ENDINGS: Final = {"table": "txt", "json": "json", "md": "md"}


@pytest.mark.parametrize("form", ENDINGS)
def test_the_report_of_a_month_is_as_it_was(run: Run, lived: Lived, form: str) -> None:
    done = run(f"report monthly --month 2024-10 --format {form}", db=lived.path)
    assert done.stderr == ""
    assert_kept(FOLDER / f"monthly-2024-10.{ENDINGS[form]}", done.stdout)


def test_the_words_are_those_of_the_formats() -> None:
    assert list(get_args(Form)) == list(DocumentFormat)


def test_without_a_month_it_is_the_one_before_today(run: Run, lived: Lived) -> None:
    told = json.loads(run("report monthly --format json", db=lived.path).stdout)["data"]
    assert (told["month"], told["compared_with"], told["known"]) == ("2024-12", "2024-11", True)


def test_what_is_known_now_is_used_only_when_asked(run: Run, register: Path, tmp_path: Path) -> None:
    """Taken in on 15 January 2025, about October 2024."""
    take(register, write(tmp_path / "in.csv", row(1), row(2)))
    then, now = (
        json.loads(run(f"report monthly --month 2024-10 --format json {option}").stdout)["data"]
        for option in ("", "--known-now")
    )
    figures = [{one["figure"]: one["month"] for one in told["key_figures"]}["cases"] for told in (then, now)]
    assert figures == [0, 2]
    assert (then["events"], now["events"]) == (0, 3)
    assert (then["known"], now["known"]) == (True, False)


@pytest.mark.parametrize("form", [*DocumentFormat])
def test_every_format_can_be_written_and_names_no_complainant(
    run: Run, lived: Lived, tmp_path: Path, form: DocumentFormat
) -> None:
    if form is DocumentFormat.PDF:
        pytest.importorskip("typst", reason="the extra pdf is not installed")
    file = tmp_path / ("x.txt" if form is DocumentFormat.TABLE else f"x.{form}")
    done = run(f"report monthly --month 2024-12 -o {file}", db=lived.path)
    assert (done.stdout, done.stderr) == ("", "")
    content = file.read_bytes()
    assert len(content) > 1000
    assert COMPLAINANT.encode() not in content
    assert CONTACT.encode() not in content
    beginnings = {DocumentFormat.PDF: b"%PDF", DocumentFormat.XLSX: b"PK", DocumentFormat.HTML: b"<!DOCTYPE html>"}
    assert content.startswith(beginnings.get(form, b""))


@pytest.mark.parametrize("form", ["table", "json", "md", "html", "xlsx"])
def test_whoever_may_not_see_names_sees_none(run: Run, lived: Lived, tmp_path: Path, form: str) -> None:
    file = tmp_path / ("x.txt" if form == "table" else f"x.{form}")
    texts = []
    for option in ("", "--mask"):
        run(f"report monthly --month 2024-10 -o {file} {option}", db=lived.path)
        texts.append(_text_of(file))
    names = {str(name) for (name,) in ask(lived.path, "SELECT respondent_name FROM complaint_cases")}
    assert [any(name in text for name in names) for text in texts] == [True, False]
    assert [bool(NIP.search(text)) for text in texts] == [True, False]
    assert "Names are pseudonyms, NIPs are cut and free text is hidden." in texts[1]


def _text_of(file: Path) -> str:
    if file.suffix != ".xlsx":
        return file.read_text("utf-8")
    return "\n".join(
        str(cell) for sheet in load_workbook(file) for row in sheet.iter_rows(values_only=True) for cell in row
    )


def test_a_schedule_makes_it_and_a_rehearsal_leaves_nothing(run: Run, register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "in.csv", row(1)))
    file = tmp_path / "2025-01.html"
    run(["schedule", "add", "bulan", "--report", "monthly", "--every", "monthly day 1 06:00", "--output", str(file)])
    assert not file.exists()
    run("schedule run bulan")
    assert "<h1>Monthly report December 2024</h1>" in file.read_text("utf-8")


def test_it_is_indonesian_unless_asked(run: Run, lived: Lived, tmp_path: Path) -> None:
    run(f"report monthly --month 2024-10 -o {tmp_path / 'x.html'}", lang="id", db=lived.path)
    assert '<html lang="id">' in (tmp_path / "x.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--month 2024-13", "2024-13 is no month; write it as 2024-10."),
        ("--month 2025-02", "2025-02 has not begun"),
        ("-o x.csv", "names no format"),
        ("--format csv", "csv is not one of table, json, md, html, xlsx, pdf"),
        ("-o /nowhere/x.pdf", "there is no folder"),
    ],
)
def test_wrong_words(run: Run, words: str, said: str) -> None:
    done = run(f"report monthly {words}", code=31 if "/nowhere" in words else 2)
    assert said in done.stderr


def test_it_is_listed_and_explained(run: Run) -> None:
    listed = json.loads(run("report list --format json").stdout)["data"]
    assert "monthly" in {one["name"] for one in listed}
    described = json.loads(run("report describe monthly --format json").stdout)["data"]
    assert {"key_figures.overdue", "by_level.share", "sanctions.ends_on"} <= {one["key"] for one in described}


def test_a_month_before_the_first_entry_says_that_the_register_was_empty(
    run: Run, register: Path, tmp_path: Path
) -> None:
    """Else the zeros of an office that has just begun would pass for a quiet month."""
    take(register, write(tmp_path / "in.csv", row(1), row(2)))
    then, now = (run(f"report monthly --month 2024-10 --format md {option}").stdout for option in ("", "--known-now"))
    assert "The register was empty then: what was entered later does not count." in then
    assert "The register was empty" not in now
