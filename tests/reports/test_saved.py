"""Reports that an office saves in its file of settings."""

from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.config import load_settings
from asn_neutral.errors import ConfigError, UsageError
from asn_neutral.reports.saved import KEYS, saved_list, saved_named
from asn_neutral.reports.selecting import Selection
from tests.busy import Busy
from tests.conftest import Run


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def busy_db(busy: Busy) -> Path:
    return busy.path


FULL = {
    "title": "Triwulan", "base": "recap", "group": ["unit", "level"], "columns": ["unit", "cases"], "sort": "-cases",
    "limit": 5, "format": "csv",
    "filters": {"level": "berat", "from": "-90d", "overdue": True, "unit": ["dinas", "badan"]},
}  # fmt: skip


def test_all_that_can_be_said_is_read() -> None:
    saved = saved_named("q", {"q": FULL})
    assert (saved.title, saved.base, saved.by, saved.format) == ("Triwulan", "recap", ("unit", "level"), "csv")
    assert saved.selection == Selection("unit,cases", "-cases", 5)
    assert saved.filters == {"level": ("berat",), "from": ("-90d",), "overdue": (), "unit": ("dinas", "badan")}
    assert set(FULL) == set(KEYS)


def test_what_is_left_out_is_as_the_base_has_it() -> None:
    saved = saved_named("q", {"q": {"base": "recap", "group": "unit", "filters": {"overdue": False}}})
    assert (saved.title, saved.selection, saved.filters) == ("q", Selection(), {})


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"base": "recap", "grup": "unit"}, "grup is unknown; try group"),
        ({"grup": "unit", "colums": "n"}, "grup is unknown; try group. colums is unknown; try columns."),
        ({"base": "recpa", "group": "unit"}, "no report recpa; try recap"),
        ({"group": "unit"}, "base is missing; it is one of recap"),
        ({"base": "recap"}, "Say with group what to count by"),
        ({"base": "recap", "group": "unti"}, "unti is no dimension; try unit"),
        ({"base": "recap", "group": "unit", "columns": "case"}, "case is no column here; try cases"),
        ({"base": "recap", "group": "unit", "sort": "-shar"}, "shar is no column here; try share"),
        ({"base": "recap", "group": "unit", "filters": {"stat": "x"}}, "stat is unknown; try status"),
        ({"base": "recap", "group": "unit", "filters": "unit"}, "filters is a table"),
        ({"base": "recap", "group": "unit", "filters": {"overdue": "yes"}}, "overdue is true or false"),
        ({"base": "recap", "group": "unit", "limit": True}, "limit is a whole number"),
        ({"base": "recap", "group": "unit", "limit": 0}, "limit is a whole number"),
        ({"base": "recap", "group": [1]}, "group is a text or a list"),
        ({"base": ["recap", "recap"], "group": "unit"}, "base is one text"),
        ({"base": "recap", "group": "unit", "title": ""}, "title is a text"),
        ({"base": "public", "group": "unit", "filters": {"level": "berat"}}, "only by election, from and to"),
    ],
)
def test_what_there_is_not_is_refused_with_the_nearest(raw: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=r"\[reports\.q\]") as raised:
        saved_named("q", {"q": raw})
    assert said in str(raised.value)


def test_a_name_that_is_not_saved() -> None:
    with pytest.raises(UsageError, match="No report x is saved in the file of settings; none is"):
        saved_named("x", {})
    with pytest.raises(UsageError, match="there is bulanan"):
        saved_named("bulanann", {"bulanan": FULL, "mingguan": FULL})


def test_the_list_says_what_is_wrong() -> None:
    assert list(saved_list({"a": None, "b": "bad"}).rows) == [("a", True, None), ("b", False, "bad")]


def settings(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("text", ['reports = "x"', "[reports]\nx = 1"])
def test_reports_are_tables(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match=r"reports is for tables: \[reports.NAME\]"):
        load_settings({}, {}, settings(tmp_path, text))


SAVED = """
[reports.jenis]
title = "Menurut jenis unit"
base = "recap"
group = "unit-kind"
filters = { level = ["berat"], from = "2024-01-01", search = "a" }
sort = "-cases"
format = "csv"
"""
WRONG = '[reports.salah]\nbase = "recap"\ngroup = "unit"\nfilters = { level = "brat" }\n'
OTHER = '[reports.lain]\nbase = "recap"\ngroup = "unit"\nformat = "pdf"\n'


def test_a_saved_report_is_made_as_if_it_had_been_typed(run: Run, busy_db: Path, tmp_path: Path) -> None:
    path = settings(tmp_path, SAVED)
    made = run(f"--config {path} report run jenis", db=busy_db).stdout
    line = "report recap --by unit-kind --level berat --from 2024-01-01 --search a --sort -cases --format csv"
    assert made == run(line, db=busy_db).stdout
    assert made.count("\n") > 3
    assert "Menurut jenis unit" in run(f"--config {path} report run jenis --format table", db=busy_db).stdout


def test_the_check_names_each_and_ends_with_2_where_one_does_not_fit(run: Run, tmp_path: Path) -> None:
    assert "jenis" in run(f"--config {settings(tmp_path, SAVED)} report check").stdout
    done = run(f"--config {settings(tmp_path, SAVED + WRONG + OTHER)} report check --format csv", code=2)
    rows = done.stdout.splitlines()
    assert rows[1].startswith('"jenis","true"')
    assert "did you mean berat?" in rows[2]
    assert "table, csv, json" in rows[3]
    told = run(f"--config {tmp_path / 'config.toml'} report run lain", code=2).stderr
    assert "[reports.lain] format: pdf" in told
    assert "table, csv, json" in told
    wrong = run(f"--config {tmp_path / 'config.toml'} report run salah", code=2).stderr
    assert wrong.startswith("asn-neutral: [reports.salah] level: ")
    assert "did you mean berat" in wrong
