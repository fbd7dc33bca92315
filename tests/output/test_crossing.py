from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.output.counting import Counted
from asn_neutral.output.grid import grid_of
from asn_neutral.reports.table import Column, Kind, Pivot, Table, Total


def test_a_cross_table_adds_up_both_ways(recap: Table) -> None:
    grid = grid_of(recap, tell_cut=False)
    assert [head.text for head in grid.heads] == ["Unit / Level", "Medium", "Grave", "Total"]
    assert list(grid.rows) == [["Setda", 3, 1, 4], ["Dinas A", 0, 2, 2], ["not stated", 1, 0, 1]]
    assert grid.totals == [["Total", 4, 3, 7]]


def test_a_total_of_its_own_is_shown_where_it_differs(recap: Table) -> None:
    own = (Total("persons", "Persons", {"cases": 5}), Total("sum", "Sum", {"cases": 7}), Total("x", "X", {}))
    assert grid_of(replace(recap, totals=own), tell_cut=False).totals == [
        ["Total", 4, 3, 7],
        ["Persons", "", "", 5],
    ]


def test_the_sums_count_lines_that_were_cut_off(recap: Table) -> None:
    assert recap.pivot is not None
    rows = list(recap.rows)
    cut = replace(
        recap,
        rows=Counted(rows[:2]),
        matching=len(rows),
        totals=(Total("sum", "Sum", {"cases": 7}),),
        pivot=replace(recap.pivot, cut=rows[2:], lines=(1, 3)),
    )
    grid = grid_of(cut, tell_cut=True)
    assert [head.text for head in grid.heads] == ["Unit / Level", "Medium", "Grave", "Total"]
    assert list(grid.rows) == [["Setda", 3, 1, 4]]
    assert grid.totals == [["Total", 4, 3, 7]]
    assert list(grid.notes)[-1] == "1 of 3"


def test_a_cross_table_has_its_own_remarks(recap: Table) -> None:
    assert recap.pivot is not None
    both = replace(recap, notes=("Of the rows.",), pivot=replace(recap.pivot, notes=("Of the cells.",)))
    assert list(grid_of(both, tell_cut=False).notes) == ["Of the cells."]
    assert list(grid_of(replace(both, pivot=None), tell_cut=False).notes) == ["Of the rows."]


def test_an_empty_table_crosses_to_an_empty_one(recap: Table) -> None:
    grid = grid_of(replace(recap, rows=()), tell_cut=False)
    assert ([head.text for head in grid.heads], list(grid.rows)) == (["Unit / Level", "Total"], [])
    assert grid.totals == [["Total", 0]]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(0, 99))))
def test_every_sum_agrees_with_the_long_rows(rows: list[tuple[str, str, int]]) -> None:
    columns = (Column("d", "D"), Column("a", "A"), Column("n", "N", Kind.COUNT))
    grid = grid_of(Table("t", "T", columns, rows, pivot=Pivot("d", "a", "n")), tell_cut=False)
    grand = sum(count for _down, _across, count in rows)
    assert grid.totals[0][-1] == grand
    assert sum(int(str(row[-1])) for row in grid.rows) == grand
    assert sum(int(str(cell)) for cell in grid.totals[0][1:-1]) == grand
