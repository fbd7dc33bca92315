"""What holds for every report, whichever it is."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.reports.registry import REPORTS, described, report_named
from asn_neutral.reports.report import Asked
from asn_neutral.reports.table import Kind
from asn_neutral.services.import_file import ImportOrder, import_file
from asn_neutral.services.looking_back import Moment, look_back
from asn_neutral.store.filters import Filters
from asn_neutral.store.reader import reading
from tests.complaints_file import COMPLAINANT, ask, desk, row, write
from tests.conftest import Run
from tests.lived import LAST_DAY, Lived
from tests.reports_asked import asked_of

FORMATS = ("table", "md", "html", "jsonl")  # CSV and JSON are made by the other tests here
BY = ("unit", "violation")


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture(scope="module")
def grown(lived: Lived, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """The lived register, with a file on top that has a bad row and one about somebody who was named before."""
    folder = tmp_path_factory.mktemp("lived")
    path = Path(shutil.copy(lived.path, folder))
    file = write(folder / "more.csv", row(1, nomor_laporan="77/LP"), row(70), row(71, nip="1"))
    at = replace(desk(path, today=LAST_DAY), now=datetime.combine(LAST_DAY, time(13), UTC))
    import_file(ImportOrder(str(file), accept_partial=True), at)
    numbers = {str(number): str(number) for (number,) in ask(path, "SELECT number FROM cases")}
    return replace(lived, path=path, numbers=numbers)


def dimensions(name: str) -> list[tuple[str, ...]]:
    """Some of the ways in which a report can be asked for."""
    entry = REPORTS[name]
    return [BY[:count] for count in range(entry.least, entry.most + 1)]


def words(name: str) -> str:
    return f"report {name}" + "".join(f" --by {word}" for word in dimensions(name)[0])


CASES = [(name, by) for name in REPORTS for by in dimensions(name)]


@pytest.mark.parametrize(("name", "by"), CASES)
def test_every_column_is_explained_and_every_row_has_a_key(grown: Lived, name: str, by: tuple[str, ...]) -> None:
    report = report_named(name)
    with reading(grown.path) as connection:
        table = report.make(asked_of(connection, by=by, today=LAST_DAY))
        rows = [tuple(row) for row in table.rows]
    keys = [column.key for column in table.columns]
    if name != "public":  # its columns are named by the values of a dimension
        assert set(keys) - set(by) <= set(report.figures)
    assert len(keys) == len(set(keys))
    assert rows
    assert {len(row) for row in rows} == {len(keys)}
    row_key = (*by, *report.row_key)[: 1 if name == "public" else None]
    assert set(row_key) <= set(keys)
    places = [keys.index(key) for key in row_key]
    found = [tuple(row[place] for place in places) for row in rows]
    assert len(found) == len(set(found))
    assert table.title
    assert table.office == "Kantor Contoh"
    assert any("Printed on" in note for note in table.notes)
    assert table.empty or name == "recap"


@pytest.mark.parametrize("name", REPORTS)
def test_what_stands_behind_a_row_is_a_case_and_the_row_is_there(grown: Lived, name: str) -> None:
    report = report_named(name)
    by = dimensions(name)[0]
    if report.behind is None:
        return
    with reading(grown.path) as connection:
        asked = asked_of(connection, by=by, today=LAST_DAY)
        table = report.make(asked)
        keys = [column.key for column in table.columns]
        places = [keys.index(key) for key in (*by, *report.row_key)]
        rows = {tuple(row[place] for place in places) for row in table.rows}
        members = list(report.behind(asked))
    assert members
    assert {key for key, _number in members} <= rows
    assert {number for _key, number in members} <= set(grown.numbers.values())


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_of_a_past_day_is_the_one_that_was_made_then(grown: Lived, name: str) -> None:
    """As known at the end of a day nothing later shows, neither in the rows nor in the sums."""
    report, by = report_named(name), dimensions(name)[0]
    before: list[object] = []
    for day in (date(2024, 12, 31), date(2024, 12, 31)):
        with reading(grown.path, spills=False) as connection:
            look_back(connection, Moment(day, known=True), "Asia/Makassar", grown.path)
            table = report.make(asked_of(connection, by=by, today=day))
            before.append([tuple(row) for row in table.rows])
    assert before[0] == before[1]
    with reading(grown.path) as connection:
        now = [tuple(row) for row in report.make(asked_of(connection, by=by, today=LAST_DAY)).rows]
    assert now != before[0]


@pytest.mark.parametrize("name", REPORTS)
def test_filters_that_fit_nothing_leave_nothing(grown: Lived, name: str) -> None:
    report = report_named(name)
    with reading(grown.path) as connection:
        asked = asked_of(connection, Filters(until=("1999-12-31",)), by=dimensions(name)[0], today=LAST_DAY)
        rows = [tuple(row) for row in report.make(asked).rows]
    numbers = [cell for row in rows for cell in row if isinstance(cell, int) and not isinstance(cell, bool)]
    assert not any(numbers) or name == "stages"  # a stage has its days all the same


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_can_be_made(run: Run, grown: Lived, name: str, tmp_path: Path) -> None:
    line = f"--today {LAST_DAY} {words(name)}"
    for shape in FORMATS:
        done = run(f"{line} --format {shape}", db=grown.path)
        assert done.stdout, shape
        assert COMPLAINANT not in done.stdout
        assert done.stderr == ""
    data = json.loads(run(f"{line} --format json", db=grown.path).stdout)
    assert data["schema"] == f"asn-neutral/{name}" or data["schema"]
    run(f"{line} -o {tmp_path / 'x.xlsx'}", db=grown.path)
    assert (tmp_path / "x.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("name", REPORTS)
def test_the_shared_options_work(run: Run, grown: Lived, name: str) -> None:
    line = f"--today {LAST_DAY} {words(name)} --format csv"
    head = run(line, db=grown.path).stdout.splitlines()[0].replace('"', "").split(",")
    assert run(f"{line} --columns {head[0]}", db=grown.path).stdout.splitlines()[0] == f'"{head[0]}"'
    assert run(f"{line} --sort -{head[-1]} --limit 1", db=grown.path).stdout.count("\r\n") == 2
    assert f"try {head[0]}" in run(f"{line} --columns {head[0]}x", db=grown.path, code=2).stderr
    assert run(f"{line} --as-of 2025-01-31", db=grown.path).stdout
    assert run(f"{line} --on 2025-01-31", db=grown.path).stdout
    text = run(f"--today {LAST_DAY} {words(name)} --format table --on 2025-01-31", db=grown.path).stdout
    assert "everything in the register." not in text
    assert "not both" in run(f"{line} --on 2025-01-31 --as-of 2025-01-31", db=grown.path, code=2).stderr
    assert "yet to come" in run(f"{line} --on 2099-01-31", db=grown.path, code=2).stderr


@pytest.mark.parametrize("name", REPORTS)
def test_the_description_names_columns_and_steps(name: str) -> None:
    rows = list(described(name).rows)
    assert rows
    assert all(str(meaning).endswith(".") for _key, meaning, _steps in rows)
    assert described(name).columns[2].kind is Kind.LIST


def test_what_is_asked_is_kept_as_it_was(grown: Lived) -> None:
    with reading(grown.path) as connection:
        asked = asked_of(connection)
        assert isinstance(asked, Asked)
        assert asked.view.time_zone == "Asia/Makassar"
