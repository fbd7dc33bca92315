"""What people do not see: codes that the notes tell in words; every format for scripts has them."""

import csv
import io
from decimal import Decimal

from asn_neutral import locale
from asn_neutral.output.grid import grid_of, page_of
from asn_neutral.output.render_csv import csv_pieces
from asn_neutral.output.render_json import json_pieces
from asn_neutral.reports.table import Column, Kind, Record, Table, Total

COLUMNS = (
    Column("number", "Number", Kind.ID),
    Column("remarks", "Remarks", Kind.LIST, for_scripts=True),
    Column("cases", "Cases", Kind.COUNT),
)
VALUES = ("2024/0001", ("no-nip",), 3)


def test_a_field_for_scripts_is_left_out_for_people() -> None:
    record = Record("case", "Case", COLUMNS, VALUES, notes=("No NIP.",))
    page = page_of(record, tell_cut=True)
    assert [(head.text, cell) for head, cell in page.fields] == [("Number", "2024/0001"), ("Cases", 3)]
    assert '"remarks": ["no-nip"]' in "".join(json_pieces(record))


def test_a_column_for_scripts_is_left_out_with_its_cells_and_totals() -> None:
    total = Total("sum", "Sum", {"cases": 3, "remarks": ("x",)})
    table = Table("list", "List", COLUMNS, [VALUES], (total,))
    (grid,) = page_of(table, tell_cut=True).grids
    assert [head.text for head in grid.heads] == ["Number", "Cases"]
    assert list(grid.rows) == [["2024/0001", 3]]
    assert list(grid.totals) == [["Sum", 3]]
    drawn = list(csv.reader(io.StringIO("".join(csv_pieces(table, screen=False)))))
    assert drawn == [["number", "remarks", "cases"], ["2024/0001", "no-nip", "3"]]


def test_a_value_is_found_by_its_key() -> None:
    assert Record("case", "Case", COLUMNS, VALUES).value("remarks") == ("no-nip",)


def test_a_table_says_in_its_own_words_that_nothing_is_there() -> None:
    findings = Table("findings", "Findings", COLUMNS, [], empty="nothing to remark")
    assert page_of(findings, tell_cut=True).grids[0].nothing == "(nothing to remark)"
    assert page_of(Table("list", "List", COLUMNS, []), tell_cut=True).grids[0].nothing == "(no records)"


def test_of_a_long_list_people_see_the_first_and_scripts_all() -> None:
    columns = (Column("left", "Left", Kind.LIST, most=2), Column("all", "All", Kind.LIST))
    rows = [(("a", "b", "c", "d"), ("a", "b", "c")), (("a", "b"), ()), ((), ())]
    table = Table("list", "List", columns, rows)
    locale.use("en")
    (grid,) = page_of(table, tell_cut=True).grids
    assert [*grid.rows] == [["a, b, … 2 more", "a, b, c"], ["a, b", ""], ["", ""]]
    told = csv.DictReader(io.StringIO("".join(csv_pieces(table, screen=False))))
    assert next(told)["left"] == "a;b;c;d"
    assert '"left": ["a", "b", "c", "d"]' in "".join(json_pieces(table))


def test_the_word_of_a_total_stands_where_no_figure_of_it_does() -> None:
    columns = (Column("cases", "Cases", Kind.COUNT), Column("unit", "Unit"), Column("share", "Share", Kind.PERCENT))
    total = Total("sum", "Sum", {"cases": 3, "share": Decimal("99.95")})
    grid = grid_of(Table("t", "T", columns, [(3, "Setda", Decimal(100))], (total,), notes=("A note.",)), tell_cut=False)
    assert grid.totals == [[3, "Sum", Decimal("99.95")]]
    bare = Table("t", "T", (columns[0], columns[2]), [(3, Decimal(100))], (total,), notes=("A note.",))
    grid = grid_of(bare, tell_cut=False)
    assert grid.totals == []
    assert list(grid.notes) == ["A note.", "Sum: Cases 3, Share 100.0"]


def test_a_total_of_nothing_that_is_shown_is_left_out() -> None:
    table = Table("t", "T", (Column("unit", "Unit"),), [("Setda",)], (Total("sum", "Sum", {"cases": 3}),))
    assert grid_of(table, tell_cut=False).totals == []
