"""The list of complaints with its filters, in a spreadsheet too; one complaint is held by test_complaint.py."""

import json
import shlex
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.complaints_file import nip, row, write
from tests.conftest import Run


@pytest.fixture(autouse=True)
def _three_complaints(run: Run, tmp_path: Path) -> None:
    rows = [
        row(1, unit_kerja="Dinas Kesehatan"),
        row(1, unit_kerja="Kec. Kadia", nip=nip(7), nama_terlapor="=Rekan Contoh", kode_pelanggaran="D1"),
        row(2, jalur="lapor", tanggal_terima="2024-10-09", tempat="Lapangan 100%"),
        row(3, jalur="sbt", tanggal_kejadian="2024-01-20", tanggal_diketahui="2024-01-21"),
    ]
    run(["import", str(write(tmp_path / "in.csv", *rows))])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", [3, 2, 1]),
        ("--unit dinas", [1]),
        ("--unit 'kecamatan KADIA'", [1]),
        ("--violation d1", [1]),
        ("--violation D13", []),
        ("--channel sbt --channel lapor", [3, 2]),
        ("--status registered", [3, 2, 1]),
        ("--level berat --channel lapor", [2]),
        ("--from 2024-10-09", [2]),
        ("--to 2024-10-08", [3, 1]),
        ("--search 100%", [2]),
        ("--search 'rekan contoh'", [1]),
        ("--search 00003/lp", [3]),
        ("--search '%'", [2]),
        ("--stage kampanye", [2, 1]),
        ("--election PILKADA-2024 --limit 2", [3, 2]),
    ],
)
def test_filters(run: Run, words: str, expected: list[int]) -> None:
    done = run(f"complaint list --format json {words}")
    found = json.loads(done.stdout)
    assert [one["number"] for one in found["data"]] == [f"P-2024/000{number}" for number in expected]
    assert found.get("matching") == (3 if "--limit" in words else None)
    assert done.stderr == ""


@pytest.mark.parametrize(
    "words",
    [
        "--status done", "--level parah", "--channel telegram", "--violation D99", "--stage kampanya",
        "--election pilkada-2042", "--from besok", "--limit 0", "--limit 9223372036854775808", "--unknown 1", "x",
        "--format csv -o -",
    ],
)  # fmt: skip
def test_words_it_does_not_know(run: Run, words: str) -> None:
    done = run(f"complaint list {words}", code=2)
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("noun", ["complaint", "case"])
def test_a_spreadsheet_holds_every_row_as_text_and_dates_as_dates(run: Run, tmp_path: Path, noun: str) -> None:
    path = tmp_path / "list.xlsx"
    done = run([noun, "list", "-o", str(path)])
    assert (done.stdout, done.stderr) == ("", "")
    rows = json.loads(run(f"{noun} list --format json").stdout)["data"]
    cells = [cell for line in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in line]
    values = [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f"]
    for one in rows:
        assert one["number"] in values
        if noun == "case":
            assert one["nip"] in values
            assert one["name"] in values
    received = {value.date().isoformat() for value in values if isinstance(value, datetime)}
    assert {"2024-10-08", "2024-10-09"} <= received


@pytest.mark.parametrize("noun", ["complaint", "case"])
@pytest.mark.parametrize("ending", ["txt", "csv", "json", "jsonl", "md", "html"])
def test_a_file_and_a_stream_hold_the_same(run: Run, tmp_path: Path, noun: str, ending: str) -> None:
    path = tmp_path / f"list.{ending}"
    run(shlex.join([noun, "list", "-o", str(path)]))
    form = {"txt": "table"}.get(ending, ending)
    mark = b"\xef\xbb\xbf" if ending == "csv" else b""
    assert path.read_bytes() == mark + run(f"{noun} list --format {form}").stdout.encode()


def test_a_word_for_the_format_goes_before_the_ending(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    run(["complaint", "list", "--format", "json", "-o", str(path)])
    assert len(json.loads(path.read_text(encoding="utf-8"))["data"]) == 3


def test_how_many_were_left_out_is_told_beside_the_result(run: Run) -> None:
    done = run("complaint list --limit 2 --format csv")
    assert done.stderr == "2 of 3\n"
    assert done.stdout.count("\r\n") == 3
    assert run("complaint list --limit 3").stderr == ""
