"""The reports that list cases, to the byte, as people and scripts get them.

The expected outputs lie in `tests/cli/list_snapshots`; `REWRITE_SNAPSHOTS=1 pytest tests/cli/test_list_snapshots.py`
makes them anew, and the difference is then read like any other change.
"""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.complaints_file import COMPLAINANT, CONTACT, DECIDED, nip, row, take, write
from tests.conftest import Run
from tests.kept import assert_kept

FOLDER = Path(__file__).with_name("list_snapshots")
ENDINGS = {"table": "txt", "json": "json"}
REPORTS = ("register", "overdue", "sanctions", "remedies", "repeat", "custody")
FILED = (
    "case record 2024/0001 deliver --on 2025-01-14 --with receipt=BAST",
    "case record 2024/0001 file-objection --on 2025-01-15 --with letter_number=K-1",
)
BESIDE = (
    (
        "case record 2024/0002 receive-recommendation --on 2024-12-16 --with recommendation_number=R-1"
        " --with recommended_by=bkn --with respond_by=2025-01-10"
    ),
    "case record 2024/0003 wait-for-agency --on 2024-12-30 --with agency='BKN Kanreg IV' --with letter_number=T-1",
    "case assign 2024/0002 'Siti Rahma'",
)


@pytest.fixture
def busy(run: Run, register: Path, tmp_path: Path) -> Run:
    """Four cases: one decided on and attacked, one overdue, one that waits, and a second one of the first person."""
    rows = [row(number) for number in (1, 2, 3)]
    again = row(4, nip=nip(1), nama_terlapor="Warga Contoh 1", kode_pelanggaran="D6;D12")
    take(register, write(tmp_path / "in.csv", *rows, again))
    for line in (*DECIDED, *FILED, *BESIDE):
        run(line)
    return run


def test_the_lists_are_as_they_were(busy: Run) -> None:
    for name in REPORTS:
        for form, ending in ENDINGS.items():
            done = busy(f"report {name} --format {form}")
            assert done.stderr == ""
            assert_kept(FOLDER / f"{name}.{ending}", done.stdout)
            assert COMPLAINANT not in done.stdout
            assert CONTACT not in done.stdout


@pytest.mark.parametrize("name", REPORTS)
def test_csv_tells_the_same(busy: Run, name: str) -> None:
    rows = json.loads(busy(f"report {name} --format json").stdout)["data"]
    told = [dict(found) for found in csv.DictReader(io.StringIO(busy(f"report {name} --format csv").stdout))]
    assert len(rows) > 0
    assert told == [{key: text(value) for key, value in found.items()} for found in rows]


def text(value: object) -> str:
    """A JSON value as CSV has it."""
    if isinstance(value, list):
        return ";".join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_columns_order_and_number_of_rows_are_chosen(busy: Run) -> None:
    done = busy("report register --columns number,name,sanction --sort -number --limit 2 --format json")
    assert json.loads(done.stdout)["data"] == [
        {"number": "2024/0004", "name": "Warga Contoh 1", "sanction": None},
        {"number": "2024/0003", "name": "Warga Contoh 3", "sanction": None},
    ]


def test_a_day_that_was_looks_as_it_did(busy: Run) -> None:
    """All was recorded on 15 January 2025; by what is known now the decision was there on its day."""
    assert json.loads(busy("report sanctions --as-of 2025-01-14 --format json").stdout)["data"] == []
    found = json.loads(busy("report sanctions --on 2025-01-13 --format json").stdout)["data"]
    assert [(one["number"], one["decided_on"], one["received_on"]) for one in found] == [
        ("2024/0001", "2025-01-13", None)
    ]


def test_nothing_lies_there_that_no_test_reads() -> None:
    assert {file.name for file in FOLDER.iterdir()} == {f"{name}.{end}" for name in REPORTS for end in ENDINGS.values()}
