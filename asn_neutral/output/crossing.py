"""A long table of two dimensions drawn as a cross table whose totals add up both ways."""

from dataclasses import dataclass, field
from decimal import Decimal

from asn_neutral.locale import _
from asn_neutral.output.cells import Cell, Head, cell_maker, shown
from asn_neutral.reports.table import Column, Kind, Pivot, Table, Value

Number = int | Decimal


@dataclass(slots=True)
class _Cross:
    """The values met so far; dictionaries keep the order in which they came."""

    down: dict[Value, None] = field(default_factory=dict)
    across: dict[Value, None] = field(default_factory=dict)
    cells: dict[tuple[Value, Value], Number] = field(default_factory=dict)

    def add(self, down: Value, across: Value, cell: Value) -> None:
        """Count *cell* where *down* and *across* meet; what is no number counts as nothing."""
        self.down[down] = None
        self.across[across] = None
        if isinstance(cell, int | Decimal):
            self.cells[down, across] = self.cells.get((down, across), 0) + cell

    def at(self, down: Value, across: Value) -> Number:
        """The figure where both meet, 0 where no record does."""
        return self.cells.get((down, across), 0)

    def row(self, down: Value) -> list[Number]:
        """The figures of one row with their sum."""
        figures = [self.at(down, across) for across in self.across]
        return [*figures, sum(figures)]

    def sums(self) -> list[Number]:
        """The sum of every column, and of all."""
        figures = [sum(self.at(down, across) for down in self.down) for across in self.across]
        return [*figures, sum(figures)]


def crossed(table: Table, pivot: Pivot) -> tuple[list[Head], list[list[Cell]], list[list[Cell]]]:
    """The heads, rows and lines of totals of *table* crossed as *pivot* says.

    The last column holds the sum of each row, the first line of totals the sum of each column, also of the lines that
    were cut off. A total the table brings itself is added below when it differs, as persons do who are counted in more
    than one row.
    """
    places = {column.key: place for place, column in enumerate(table.columns)}
    down, across, cell = (places[key] for key in (pivot.down, pivot.across, pivot.cell))
    cross = _Cross(across=dict.fromkeys(pivot.order))
    for row in table.rows:
        cross.add(row[down], row[across], row[cell])
    lines = list(cross.down)
    for row in pivot.cut:
        cross.add(row[down], row[across], row[cell])
    heads = _heads(cross, table.columns[down], table.columns[across], table.columns[cell].kind)
    name = cell_maker(table.columns[down])
    rows = [[_named(name(value)), *cross.row(value)] for value in lines]
    return heads, rows, [[_("Total"), *cross.sums()], *_own_totals(table, pivot, cross)]


def _heads(cross: _Cross, down: Column, across: Column, kind: Kind) -> list[Head]:
    """The heads: both dimensions in the corner, then the values across, then the sum."""
    name = cell_maker(across)
    corner = Head(f"{_(down.heading)} / {_(across.heading)}", down.kind)
    return [corner, *(Head(shown(_named(name(value))), kind) for value in cross.across), Head(_("Total"), kind)]


def _named(cell: Cell) -> Cell:
    """A dimension never goes without a word."""
    return _("not stated") if cell == "" else cell


def _own_totals(table: Table, pivot: Pivot, cross: _Cross) -> list[list[Cell]]:
    """The totals the table brings itself, where they say more than the sums."""
    grand = cross.sums()[-1]
    blanks: list[Cell] = [""] * len(cross.across)
    return [
        [_(total.label), *blanks, value]
        for total in table.totals
        if isinstance(value := total.values.get(pivot.cell), int | Decimal) and value != grand
    ]
