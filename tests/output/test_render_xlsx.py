import errno
import gc
import io
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from asn_neutral.errors import UnwritableError
from asn_neutral.output import render_xlsx
from asn_neutral.output.grid import page_of
from asn_neutral.output.render_xlsx import write_xlsx
from asn_neutral.reports.table import Column, Kind, Record, Table, Value


def written(result: Table | Record) -> bytes:
    stream = io.BytesIO()
    write_xlsx(page_of(result, tell_cut=True), stream)
    return stream.getvalue()


def read(result: Table | Record) -> Workbook:
    return load_workbook(io.BytesIO(written(result)))


def one_cell(value: Value, kind: Kind = Kind.TEXT) -> tuple[object, str]:
    """A value written and read back, with the type of its cell."""
    sheet = read(Table("t", "T", (Column("a", "A", kind),), [(value,)])).worksheets[0]
    return sheet["A2"].value, sheet["A2"].data_type


def test_texts_are_text_and_dates_are_dates(cases: Callable[..., Table]) -> None:
    sheet = read(cases(1)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("Number", "Name", "NIP")
    due = datetime(2024, 8, 1)  # noqa: DTZ001 - a spreadsheet knows no zones
    assert rows[1] == ("2024/0001", "Budi Santoso", "198001012005011901", "D1, D3", "Open", due, -2, 78.5, "no")
    assert (rows[2][0], rows[2][6]) == ("Total", 12)
    assert rows[4][0] == "As of 1 March."
    assert (sheet.title, sheet.freeze_panes, sheet["C2"].number_format) == ("Cases", "A2", "@")
    assert sheet.column_dimensions["C"].width >= 18


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-2+3", "@SUM(1)", '=HYPERLINK("http://x")', "http://x.id", "0123", "<r><t>x</t>", "{=1}"]
)
def test_no_text_becomes_anything_else(text: str) -> None:
    assert one_cell(text) == (text, "s")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<r><t>x</t></r>", "<r><t>x</t></r> "),
        ("</t></is></c>", "</t></is></c>"),
        ("\x1b\x00\u202e\ud800\ufffe", "\\x1b\\x00\\u202e\\ud800\\ufffe"),
        ("two\nlines", "two\nlines"),
        ("x" * 40_000, "x" * 32_765 + "…"),
        ("😀" * 20_000, "😀" * 16_382 + "…"),
    ],
)
def test_no_text_breaks_the_file(text: str, shown: str) -> None:
    assert one_cell(text) == (shown, "s")


def test_what_a_spreadsheet_would_change_is_text() -> None:
    assert one_cell(10**18, Kind.COUNT) == (str(10**18), "s")
    assert one_cell(date(1899, 12, 31), Kind.DATE) == ("1899-12-31", "s")
    assert one_cell(Decimal("NaN"), Kind.PERCENT)[0] is None
    assert one_cell(Decimal("0.05"), Kind.PERCENT) == (0.1, "n")


def test_the_same_result_makes_the_same_bytes(cases: Callable[..., Table]) -> None:
    assert written(cases(3)) == written(cases(3))
    created = read(cases(1)).properties.created
    assert created is not None
    assert created.year == 2000


def test_a_record_has_a_sheet_for_itself_and_for_each_table(record: Record) -> None:
    book = read(record)
    assert book.sheetnames == ["Case 2024 0001", "Cases"]
    assert book.worksheets[0]["B3"].value == "198001012005011901"


def test_sheet_names_are_allowed_and_different(cases: Callable[..., Table]) -> None:
    part = cases(0)
    titles = ["A: [b]*?/\\", "a  b", "History", "x" * 50, "x" * 40, "'", "\x1b"]
    parts = tuple(Table(part.name, title, part.columns, (), notes=()) for title in titles)
    names = read(Record("r", "R", (), (), parts=parts)).sheetnames
    assert len({name.casefold() for name in names}) == len(titles)
    assert names[2] == "History 2"


def test_a_cross_table(recap: Table) -> None:
    rows = list(read(recap).worksheets[0].iter_rows(values_only=True))
    assert rows[0] == ("Unit / Level", "Medium", "Grave", "Total")
    assert rows[-1] == ("Total", 4, 3, 7)


def test_more_rows_than_a_sheet_holds_are_refused(cases: Callable[..., Table], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render_xlsx, "MOST_ROWS", 3)
    with pytest.raises(UnwritableError, match="CSV"):
        written(cases(3))


def test_the_name_of_a_sheet_ends_with_a_word() -> None:
    column = (Column("a", "A"),)
    book = read(Table("t", "Jumlah perkara menurut Kelas jabatan", column, [("x",)]))
    assert book.worksheets[0].title == "Jumlah perkara menurut Kelas…"
    book = read(Table("t", "x" * 40, column, [("x",)]))
    assert book.worksheets[0].title == "x" * 30 + "…"


def test_whose_report_it_is_stands_on_paper_and_below() -> None:
    book = read(Table("t", "Rekap", (Column("a", "A"),), [("x",)], notes=["Catatan."], office="Kantor & Contoh"))
    sheet = book.worksheets[0]
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["A", "x", None, "Kantor & Contoh", "Catatan."]
    assert sheet.oddHeader is not None
    assert "Rekap" in str(sheet.oddHeader.left.text)
    assert "Kantor" in str(sheet.oddHeader.right.text)


class _Full(io.BytesIO):
    """A place with room for *room* bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def write(self, data: object) -> int:
        written = super().write(data)  # type: ignore[arg-type]  # whatever a zip file writes
        if self.tell() > self._room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return written


@pytest.mark.parametrize("room", [0, 2_000, 4_000])
def test_no_room_is_told_and_what_was_half_made_says_nothing_more(
    cases: Callable[..., Table], monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    seen: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", seen.append)
    with _Full(room) as stream, pytest.raises(OSError, match="No space left") as told:
        write_xlsx(page_of(cases(30), tell_cut=True), stream)
    assert told.value.errno == errno.ENOSPC
    del told
    gc.collect()
    assert seen == []
    assert sys.unraisablehook == seen.append


def test_no_room_for_what_is_put_aside_names_that_folder(
    cases: Callable[..., Table], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    with pytest.raises(UnwritableError) as told:
        write_xlsx(page_of(cases(1), tell_cut=True), _Full(0))
    assert str(told.value) == (
        f"the folder for temporary files, {tmp_path}, cannot be written: No space left on device. "
        "Make room there, or name another folder in the variable TMPDIR."
    )
    assert list(tmp_path.iterdir()) == []
