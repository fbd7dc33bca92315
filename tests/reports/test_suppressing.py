"""Small counts stay hidden from somebody who tries every table that has the sums that are told."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_neutral.reports.suppressing import LEAST, Cell, hidden_cells

Counts = Mapping[Cell, int]


def sums(counts: Counts, *, rows_summed: bool) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for (row, column), count in counts.items():
        for line in [("column", column), *([("row", row)] if rows_summed else [])]:
            found[line] = found.get(line, 0) + count
    return found


def possible(counts: Counts, hidden: frozenset[Cell], *, rows_summed: bool) -> Iterator[Counts]:
    """Every table that says the same to somebody who knows that hidden counts are not nothing."""
    left = sums({cell: counts[cell] for cell in hidden}, rows_summed=rows_summed)
    yield from filled(sorted(hidden), left, {})


def filled(cells: list[Cell], left: dict[tuple[str, str], int], so_far: dict[Cell, int]) -> Iterator[dict[Cell, int]]:
    """Every way to fill *cells* so that nothing is *left* of any sum."""
    if not cells:
        if not any(left.values()):
            yield so_far
        return
    row, column = cells[0]
    lines = [line for line in (("column", column), ("row", row)) if line in left]
    for count in range(1, min(left[line] for line in lines) + 1):
        rest = {**left, **{line: left[line] - count for line in lines}}
        yield from filled(cells[1:], rest, {**so_far, cells[0]: count})


def assert_safe(counts: Counts, *, rows_summed: bool) -> None:
    small = {cell for cell, count in counts.items() if 0 < count < LEAST}
    try:
        hidden = hidden_cells(counts, rows_summed=rows_summed)
    except ValueError:
        assert small
        return
    assert small <= hidden
    tables = list(possible(counts, hidden, rows_summed=rows_summed))
    for cell in hidden:
        assert len({table[cell] for table in tables}) > 1, (counts, hidden, cell)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=4))
def test_no_count_of_a_list_can_be_computed_from_its_sum(counts: list[int]) -> None:
    assert_safe({(str(place), "all"): count for place, count in enumerate(counts)}, rows_summed=False)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(st.sampled_from([0, 0, 1, 2, 5]), min_size=2, max_size=2), min_size=2, max_size=3))
def test_no_count_of_a_cross_table_can_be_computed_from_its_sums(rows: list[list[int]]) -> None:
    table = {(f"r{down}", f"c{across}"): count for down, row in enumerate(rows) for across, count in enumerate(row)}
    assert_safe(table, rows_summed=True)


def test_what_is_large_or_nothing_is_told() -> None:
    assert hidden_cells({("a", "x"): 5, ("b", "x"): 0, ("c", "x"): 70}, rows_summed=False) == frozenset()


def test_a_single_small_count_takes_the_next_with_it() -> None:
    counts = {("a", "x"): 3, ("b", "x"): 9, ("c", "x"): 70}
    assert hidden_cells(counts, rows_summed=False) == {("a", "x"), ("b", "x")}


def test_two_ones_do_not_hide_each_other() -> None:
    counts = {("a", "x"): 1, ("b", "x"): 1, ("c", "x"): 8, ("d", "x"): 0}
    assert hidden_cells(counts, rows_summed=False) == {("a", "x"), ("b", "x"), ("c", "x")}


def test_where_nothing_can_hide_it_the_sums_cannot_be_told() -> None:
    with pytest.raises(ValueError, match="a"):
        hidden_cells({("a", "x"): 3}, rows_summed=False)


def test_a_cross_table_hides_a_ring() -> None:
    counts = {
        ("a", "x"): 2, ("a", "y"): 20, ("a", "z"): 30,
        ("b", "x"): 10, ("b", "y"): 40, ("b", "z"): 50,
        ("c", "x"): 60, ("c", "y"): 70, ("c", "z"): 80,
    }  # fmt: skip
    hidden = hidden_cells(counts, rows_summed=True)
    assert ("a", "x") in hidden
    assert ("c", "z") not in hidden
    for place in (0, 1):
        lines = [cell[place] for cell in hidden]
        assert all(lines.count(line) > 1 for line in lines)
