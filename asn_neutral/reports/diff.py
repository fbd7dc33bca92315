"""What changed in a report between two days, and which cases are behind each changed figure."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from asn_neutral.locale import N_, _
from asn_neutral.reports.report import Asked, Report, RowKey
from asn_neutral.reports.table import Column, Kind, Table, Value

_NAMED: Final = 5  # cases in a cell for people; one figure of a large office can have hundreds behind it
Figures = Mapping[str, Value]
Members = Mapping[RowKey, frozenset[str]]


class _Rows(NamedTuple):
    """The figures of one day by row; where there is no such row a count is *nothing*."""

    rows: Mapping[RowKey, Figures]
    nothing: Figures

    def figure(self, key: RowKey, name: str) -> Value:
        """The figure *name* of a row."""
        return self.rows.get(key, self.nothing).get(name)


class _Behind(NamedTuple):
    """The cases of each row on one day, and which figures count each of them."""

    members: Members
    counting: Mapping[str, frozenset[str]] | None

    def of(self, key: RowKey, name: str) -> frozenset[str]:
        """The cases behind one figure of a row."""
        members, counting = self.members[key], self.counting
        return members if counting is None else frozenset(one for one in members if name in counting[one])


def difference(report: Report, before: Asked, after: Asked, touched: Container[str]) -> Table:
    """Every figure of *report* that is another in *after* than in *before*, row by row, with the cases behind it.

    *touched* holds the numbers of all cases of which anything was recorded in between: no other case can have come
    into a row or left it. `entered` and `left` name those that did; `changed` those that stayed, and of which something
    was recorded. Of a report that names no cases there are only the figures, and its own notes say what it hides.
    """
    old, new = report.make(before), report.make(after)
    shown = {column.key for column in new.columns}  # a cross table has the second dimension in its columns
    key = tuple(name for name in (*before.by, *report.row_key) if name in shown)
    left_out = {*key, report.place}
    old_rows, new_rows = _figures(old, key, left_out), _figures(new, key, left_out)
    moved = [one for one in dict.fromkeys((*new_rows, *old_rows)) if old_rows.get(one) != new_rows.get(one)]
    days = ((before, old_rows), (after, new_rows))
    behind = [_behind(report, asked, moved, rows, touched) for asked, rows in days if report.names_cases]
    counts = [column for column in new.columns if column.kind is Kind.COUNT]
    nothing = {column.key: 0 for column in counts}
    columns = [replace(column, spare=0) for column in new.columns if column.key in key]
    headings = {column.key: column.heading for column in new.columns if column.key != report.place}
    return Table(
        name="report-diff",
        title=_("What changed: {title}").format(title=new.title),
        columns=(*columns, *_columns(headings, counts), *(_CASES if behind else ())),
        rows=list(_rows(moved, (_Rows(old_rows, nothing), _Rows(new_rows, nothing)), behind, list(headings))),
        notes=after.opening_notes() if behind else new.notes,
        empty=_("Nothing changed between the two days."),
        office=after.settings.office_name,
        filters=new.filters,
    )


_CASES: Final = (
    Column("entered", N_("Cases that came in"), Kind.LIST, most=_NAMED),
    Column("left", N_("Cases that left"), Kind.LIST, most=_NAMED),
    Column("changed", N_("Cases that changed"), Kind.LIST, most=_NAMED),
)


def _columns(headings: Mapping[str, str], counts: Sequence[Column]) -> tuple[Column, ...]:
    missing = next((column.missing for column in counts if column.missing), "")
    return (
        Column("figure", N_("Figure"), labels=headings),
        Column("before", N_("Before"), missing=missing),
        Column("after", N_("After"), missing=missing),
    )


def _figures(table: Table, key: Sequence[str], left_out: Container[str | None]) -> dict[RowKey, Figures]:
    """The figures of every row by its key; of a report in pages each page has rows of its own."""
    names = [column.key for column in table.columns]
    rows = (dict(zip(names, row, strict=True)) for row in table.rows)
    return {tuple(row[name] for name in key): {n: v for n, v in row.items() if n not in left_out} for row in rows}


def _behind(
    report: Report, asked: Asked, moved: Iterable[RowKey], rows: Container[RowKey], touched: Container[str]
) -> _Behind:
    return _Behind(_members(report, asked, {key: key in rows for key in moved}, touched), _counting(report, asked))


def _members(report: Report, asked: Asked, moved: Mapping[RowKey, bool], touched: Container[str]) -> Members:
    """The touched cases of every row that moved; *moved* says whether the row is there."""
    if report.behind is None:
        return {key: frozenset(map(str, key)) if there else frozenset() for key, there in moved.items()}
    found: dict[RowKey, set[str]] = {key: set() for key in moved}
    for key, number in report.behind(asked):
        if key in found and number in touched:
            found[key].add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


def _counting(report: Report, asked: Asked) -> Mapping[str, frozenset[str]] | None:
    """Of every case the figures that count it; None where all of its row do."""
    return dict(report.counting(asked)) if report.counting else None


def _rows(
    moved: Iterable[RowKey], figures: tuple[_Rows, _Rows], behind: Sequence[_Behind], names: Sequence[str]
) -> Iterator[tuple[Value, ...]]:
    """One row for every figure that moved; without the cases *behind* them where there are none to name."""
    for key in moved:
        for name in names:
            old, new = (one.figure(key, name) for one in figures)
            if old != new:
                yield (*key, name, old, new, *_cases(*(one.of(key, name) for one in behind)))


def _cases(*members: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """The cases that came in, left and changed, of those before and after."""
    if members:
        was, is_now = members
        yield from (tuple(sorted(numbers)) for numbers in (is_now - was, was - is_now, was & is_now))
