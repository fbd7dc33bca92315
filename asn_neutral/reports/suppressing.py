"""Small counts kept from the public: in a table with its sums, and so that no sum gives them away.

A count of 1 to 4 is hidden, because it may point to a person. Hidden counts could be computed back from the sums, so
others are hidden with them until every hidden one could be something else as well. A count of nothing is told.
"""

from collections.abc import Iterator, Mapping
from typing import Final

LEAST: Final = 5
"""The smallest count, other than nothing, that is told."""
Cell = tuple[str, str]
"""A row and a column."""
Counts = Mapping[Cell, int]


def hidden_cells(counts: Counts, *, rows_summed: bool) -> frozenset[Cell]:
    """The cells that must not be told when the sums of all columns are, and with *rows_summed* those of all rows.

    Whoever knows the rule, the sums and all other cells finds at least two possible counts for each hidden cell.

    Raises:
        ValueError: no cell is left to hide another behind; the sums cannot be told.
    """
    hidden = {cell for cell, count in counts.items() if 0 < count < LEAST}
    while bare := next((one for one in sorted(hidden) if not _could_differ(one, hidden, counts, rows_summed)), None):
        free = [cell for cell, count in counts.items() if count and cell not in hidden]
        near = [cell for cell in free if cell[1] == bare[1] or (rows_summed and cell[0] == bare[0])]
        if not free:
            raise ValueError(bare)
        hidden.add(min(near or free, key=lambda cell: (counts[cell], cell)))
    return frozenset(hidden)


def _could_differ(cell: Cell, hidden: set[Cell], counts: Counts, rows_summed: bool) -> bool:  # noqa: FBT001 - as it was asked
    """Whether *cell* could be one more or one less, the sums as they are, and every hidden cell at least 1.

    One more in a cell needs one less in another of its column, that one more in another of its row, and so on, until
    the ring closes: a way from the column of the cell back to its row over the other hidden cells. One less is the
    same way walked back.
    """
    row, column = cell[0] if rows_summed else "", cell[1]
    others = [((one[0] if rows_summed else "", one[1]), counts[one]) for one in hidden - {cell}]
    more = _reaches(("column", column), ("row", row), others)
    return more or (counts[cell] > 1 and _reaches(("row", row), ("column", column), others))


def _reaches(start: Cell, end: Cell, cells: list[tuple[Cell, int]]) -> bool:
    """Whether a way leads from *start* to *end*: from columns to rows by one less, from rows to columns by one more."""
    seen, waiting = {start}, [start]
    while waiting:
        for place in _next(waiting.pop(), cells):
            if place not in seen:
                seen.add(place)
                waiting.append(place)
    return end in seen


def _next(place: Cell, cells: list[tuple[Cell, int]]) -> Iterator[Cell]:
    kind, name = place
    for (row, column), count in cells:
        if kind == "row" and row == name:
            yield ("column", column)
        elif kind == "column" and column == name and count > 1:
            yield ("row", row)
