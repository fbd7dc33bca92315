import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from asn_neutral.reports.registry import REPORTS
from tests.complaints_file import nip, row, write
from tests.terminal import Run


@pytest.fixture(autouse=True)
def _cases(run: Run, tmp_path: Path) -> None:
    rows = [
        row(1, unit_kerja="Dinas A", kode_pelanggaran="D1"),
        row(1, unit_kerja="Dinas A", kode_pelanggaran="E1;D1", nip=nip(9), nama_terlapor="Rekan"),
        row(2, unit_kerja="Dinas B", kode_pelanggaran="E1", kelas_jabatan="", jalur="sbt"),
    ]
    run(["import", str(write(tmp_path / "in.csv", *rows))])


def test_the_reports_are_listed(run: Run) -> None:
    told = json.loads(run("report list --format json").stdout)["data"]
    assert [report["name"] for report in told][:2] == ["recap", "register"]
    assert {report["name"] for report in told} >= set(REPORTS)


def test_one_dimension_for_scripts(run: Run) -> None:
    told = json.loads(run("report recap --by unit --format json").stdout)
    assert told["data"] == [
        {"unit": "Dinas A", "incidents": 1, "cases": 2, "persons": 2, "share": 66.7},
        {"unit": "Dinas B", "incidents": 1, "cases": 1, "persons": 1, "share": 33.3},
    ]


def test_two_dimensions_for_scripts_and_for_people(run: Run) -> None:
    told = json.loads(run("report recap --by channel --by violation --format json").stdout)["data"]
    assert [(one["channel"], one["violation"], one["cases"]) for one in told] == [
        ("laporan-bawaslu", "E1", 1), ("laporan-bawaslu", "D1", 2), ("sbt", "E1", 1),
    ]  # fmt: skip
    drawn = run("report recap --by channel --by level --format csv").stdout
    assert next(csv.reader(io.StringIO(drawn))) == ["channel", "level", "incidents", "cases", "persons", "share"]
    table = run("report recap --by channel --by position-class").stdout
    assert [line.split()[-1] for line in table.splitlines() if line.startswith(("Total", "Bawaslu", "SBT"))] == [
        "2", "1", "3",
    ]  # fmt: skip
    assert "not stated" in table


def test_columns_of_a_cross_table_stand_in_the_order_of_the_law_whatever_row_comes_first(run: Run) -> None:
    head = run("report recap --by unit --by level").stdout.splitlines()[3]
    assert head.split("  ")[0] == "Unit / Level"
    told = json.loads(run("report recap --by unit --by level --format json").stdout)["data"]
    assert [one["level"] for one in told][-1] == "moral"
    assert head.index("moral sanction") < min(
        head.index(word) for word in ("ringan", "sedang", "berat") if word in head
    )


def test_what_is_counted_twice_is_said(run: Run) -> None:
    told = run("report recap --by violation").stdout
    assert "Each counted once" in told
    assert "Some incidents, cases or persons stand in more than one row" in told


@pytest.mark.parametrize("form", ["table", "md", "html"])
def test_a_cross_table_says_what_it_counts(run: Run, form: str) -> None:
    told = run(f"report recap --by unit --by level --format {form}").stdout
    assert "Number of cases by Unit and Level" in told
    assert "Each cell is the number of cases." in told
    assert "Shares" not in told


def test_a_case_of_two_forms_is_one_case_in_the_shares(run: Run) -> None:
    told = json.loads(run("report recap --by violation --format json").stdout)
    assert {one["violation"]: one["share"] for one in told["data"]} == {"E1": 66.7, "D1": 66.7}
    assert told["totals"]["sum"]["share"] == 133.3
    assert told["totals"]["distinct"]["share"] == 100.0
    assert any("percentages of the cases counted (3)" in note for note in told["notes"])


def test_percentages_have_the_decimal_sign_of_the_language(run: Run) -> None:
    assert "66.7" in run("report recap --by unit").stdout
    assert "66,7" in run("report recap --by unit", lang="id").stdout
    assert "66.7" in run("report recap --by unit --format csv", lang="id").stdout


def test_the_period_and_the_other_filters(run: Run) -> None:
    told = json.loads(run("report recap --by unit --channel sbt --from 2024-10-08 --format json").stdout)["data"]
    assert [(one["unit"], one["share"]) for one in told] == [("Dinas B", 100.0)]
    assert json.loads(run("report recap --by unit --from 2024-10-09 --format json").stdout)["data"] == []


def test_a_spreadsheet_with_figures_as_figures(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "recap.xlsx"
    assert run(["report", "recap", "--by", "unit", "-o", str(path)]).stdout == ""
    values = [[cell.value for cell in line] for sheet in openpyxl.load_workbook(path) for line in sheet.iter_rows()]
    assert any(line[:2] == ["Dinas A", 1] for line in values)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("report recap", "Say with --by what to count by: unit"),
        ("report recap --by unit --stage kampanya", "did you mean kampanye?"),
        ("report recap --by unti", "unti is no dimension; try unit."),
        ("report recap --by unit --by unit", "--by names the same dimension twice"),
        ("report recap --by unit --format pdf", "pdf"),
        ("report recap --by unit -o x.docx", "docx"),
    ],
)
def test_wrong_words(run: Run, words: str, said: str) -> None:
    done = run(words, code=2)
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("words", ["case list", "complaint list", "report recap --by level"])
def test_a_unit_that_nobody_knows_is_told_with_the_nearest(run: Run, words: str) -> None:
    told = json.loads(run(f"{words} --unit dinaz --format json").stdout)
    assert told["notes"][0] == "No unit has “dinaz” in its name. Near it are: Dinas A, Dinas B."
    assert json.loads(run(f"{words} --unit qqqq --format json").stdout)["notes"][0].endswith("in its name.")
    notes = json.loads(run(f"{words} --unit dinas --format json").stdout).get("notes", [])
    assert not [note for note in notes if "No unit" in note]
