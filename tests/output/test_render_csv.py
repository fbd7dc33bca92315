import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.intake.guard import unguard
from asn_neutral.output.render_csv import csv_pieces
from asn_neutral.output.show import FormatName, Terminal, show
from asn_neutral.reports.table import Column, Kind, Record, Table

PIPE = Terminal()


def test_headers_are_keys_and_values_are_raw(cases: Callable[..., Table]) -> None:
    assert "".join(csv_pieces(cases(2), screen=False)) == (
        '"number","name","nip","violations","status","due_on","days_left","share","late"\r\n'
        '"2024/0001","Budi Santoso","198001012005011901","D1;D3","open","2024-08-01","-2","78.5","false"\r\n'
        '"2024/0002","Budi Santoso","198001012005011901","D1;D3","open","","-1","78.5","true"\r\n'
    )


def test_a_file_has_a_bom_and_stdout_none(
    cases: Callable[..., Table], tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = tmp_path / "cases.csv"
    show(cases(1), format=None, path=target, terminal=PIPE)
    show(cases(1), format=FormatName.CSV, path=None, terminal=PIPE)
    out = capfdbinary.readouterr().out
    assert out.startswith(b'"number"')
    assert target.read_bytes() == b"\xef\xbb\xbf" + out


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", '"=1', " =1"])
def test_no_text_is_a_formula_and_figures_stay_figures(text: str) -> None:
    columns = (Column("a", "A"), Column("b", "B", Kind.LIST), Column("c", "C", Kind.COUNT))
    written = "".join(csv_pieces(Table("t", "T", columns, [(text, (text, "x"), -3)]), screen=False))
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert rows[1] == [f"'{text}", f"'{text};x", "-3"]


def test_a_record_is_one_row_of_its_own_values(record: Record) -> None:
    rows = list(csv.reader(io.StringIO("".join(csv_pieces(record, screen=False)), newline="")))
    assert [row[0] for row in rows] == ["number", "2024/0001"]


def test_a_screen_gets_no_control_character(cases: Callable[..., Table]) -> None:
    text = "".join(csv_pieces(cases(1, names=["\x1b[2J\nTotal\u202e"]), screen=True))
    assert "\\x1b[2J\\x0aTotal\\u202e" in text
    assert "\x1b" not in text


def test_rows_are_written_as_they_come() -> None:
    read: list[int] = []

    def stream() -> Iterator[tuple[int]]:
        for number in range(1000):
            read.append(number)
            yield (number,)

    pieces = csv_pieces(Table("n", "N", (Column("n", "N", Kind.COUNT),), stream()), screen=False)
    next(pieces)
    assert len(read) < 1000


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2)))
def test_what_was_written_reads_back_the_same(rows: list[list[str]]) -> None:
    table = Table("t", "T", (Column("a", "A"), Column("b", "B", Kind.ID)), rows)
    text = "".join(csv_pieces(table, screen=False))
    back = [[unguard(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
    assert back == [["a", "b"], *rows]
