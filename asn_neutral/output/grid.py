"""A result as people see it: pages of grids whose headings and cells are already in the reader's words.

Every format for people (terminal, Markdown, HTML, spreadsheet) is drawn from these shapes, so all of them say
the same. Formats for scripts (CSV, JSON) take the raw values instead.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from asn_neutral.locale import _
from asn_neutral.output.cells import Cell, Head, cell_maker, shown
from asn_neutral.output.counting import cut_remark
from asn_neutral.reports.table import Column, Record, Table, Total


@dataclass(frozen=True, slots=True, eq=False, repr=False)  # as the shapes of `reports.table`
class Grid:
    """One table. `rows` is read once, before `notes`; both may be streams."""

    title: str
    heads: Sequence[Head]
    rows: Iterable[Sequence[Cell]]
    totals: Sequence[Sequence[Cell]]
    notes: Iterable[str]
    nothing: str  # in place of rows where there are none
    office: str = ""  # above the title, where the table is a report of an office


@dataclass(frozen=True, slots=True, eq=False, repr=False)  # as the shapes of `reports.table`
class Page:
    """Everything one command shows: the fields of a record, if it is one, then grids, then remarks."""

    title: str
    fields: Sequence[tuple[Head, Cell]]
    grids: Sequence[Grid]
    notes: Sequence[str]


def page_of(result: Table | Record, *, tell_cut: bool) -> Page:
    """*result* in the reader's words; with *tell_cut* a table that holds only the first records says so below."""
    if isinstance(result, Table):
        return Page(title="", fields=(), grids=(grid_of(result, tell_cut=tell_cut),), notes=())
    fields = tuple(
        (_head(column), cell_maker(column)(value))
        for column, value in zip(result.columns, result.values, strict=True)
        if not column.for_scripts
    )
    grids = tuple(grid_of(part, tell_cut=tell_cut) for part in result.parts if not part.for_scripts)
    return Page(result.title, fields, grids, tuple(result.notes))


def grid_of(table: Table, *, tell_cut: bool) -> Grid:
    """*table* in the reader's words, crossed if it says so."""
    if table.pivot is not None:
        from asn_neutral.output.crossing import crossed

        heads, rows, totals = crossed(table, table.pivot)
        notes = _notes(table, table.pivot.notes, tell_cut=tell_cut)
        return Grid(table.title, heads, rows, totals, notes, _nothing(table), table.office)
    places = [place for place, column in enumerate(table.columns) if not column.for_scripts]
    makers = [(place, cell_maker(table.columns[place])) for place in places]
    columns = [table.columns[place] for place in places]
    totals, told = _totals(table.totals, columns)
    return Grid(
        title=table.title,
        heads=[_head(column) for column in columns],
        rows=([make(row[place]) for place, make in makers] for row in table.rows),
        totals=totals,
        notes=_notes(table, chain(table.notes, told), tell_cut=tell_cut),
        nothing=_nothing(table),
        office=table.office,
    )


def _head(column: Column) -> Head:
    """The head of *column* in the reader's words."""
    return Head(_(column.heading), column.kind, column.spare)


def _totals(totals: Sequence[Total], columns: Sequence[Column]) -> tuple[list[list[Cell]], list[str]]:
    """The lines of totals, each with its label in the first column without a figure; or else totals as sentences.

    Without such a column, as when only figures were asked for, a line would have no place for the word that says what
    it is. Totals of columns that are not shown are left out; a label without figures is a line of its own.
    """
    keys = {key for total in totals for key in total.values}
    place = next((place for place, column in enumerate(columns) if column.key not in keys), None)
    told = [total for total in totals if not total.values or any(column.key in total.values for column in columns)]
    if place is None:
        return [], [_sentence(total, columns) for total in told]
    return [_total_cells(total, columns, place) for total in told], []


def _total_cells(total: Total, columns: Sequence[Column], place: int) -> list[Cell]:
    """A line of totals: its label at *place*, the values below their columns."""
    cells = [cell_maker(column)(total.values[column.key]) if column.key in total.values else "" for column in columns]
    cells[place] = _(total.label)
    return cells


def _sentence(total: Total, columns: Sequence[Column]) -> str:
    """``Sum: Cases 300, Persons 280``."""
    figures = (
        f"{_(column.heading)} {shown(cell_maker(column)(total.values[column.key]))}"
        for column in columns
        if column.key in total.values
    )
    return f"{_(total.label)}: {', '.join(figures)}"


def _nothing(table: Table) -> str:
    """What stands in place of rows where there are none."""
    return f"({table.empty or _('no records')})"


def _notes(table: Table, notes: Iterable[str], *, tell_cut: bool) -> Iterator[str]:
    """The remarks below *table*, to be read after its rows."""
    yield from notes
    remark = cut_remark(table, crossed=True) if tell_cut else ""
    if remark:
        yield remark
