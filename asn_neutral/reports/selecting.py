"""What the reader wants of a finished table: which columns, in which order of rows, and how many of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import Final, NamedTuple

from asn_neutral.errors import UsageError
from asn_neutral.locale import _
from asn_neutral.reports.nearest import nearest_or_all
from asn_neutral.reports.table import Column, Pivot, Table, Value

_AWAY: Final = "-"
"""Before a column: without it, or in an order, from the highest down."""


class Selection(NamedTuple):
    """What was asked of a table, as it was typed; nothing of it means the table as the report makes it.

    `columns` names those to show, in that order; with `-` before each it names those to leave out. `sort` names those
    to order by, `-` meaning from the highest down. Both are lists with commas.
    """

    columns: str | None = None
    sort: str | None = None
    limit: int | None = None


def select(table: Table, selection: Selection) -> Table:
    """*table* as it was asked for; `matching` tells how many rows there were where some were cut off.

    Rows without a value come last in either order. To sort, all rows are held in memory. Of a cross table whole lines
    are cut off, with every record that stands in them.

    Raises:
        UsageError: A column is none of the table; the nearest is named.
    """
    if selection.sort:
        table = replace(table, rows=_sorted(table, selection.sort))
    if selection.columns:
        table = _with_columns(table, selection.columns)
    return table if selection.limit is None else _cut(table, selection.limit)


def check_selection(keys: Sequence[str], selection: Selection) -> None:
    """Refuse names that are no columns among *keys* (UsageError)."""
    for option, text in (("--columns", selection.columns), ("--sort", selection.sort)):
        for word in _words(text or ""):
            _known(word.removeprefix(_AWAY), keys, option)


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _known(word: str, keys: Sequence[str], option: str) -> int:
    """The place of the column *word*."""
    if word in keys:
        return keys.index(word)
    problem = _("{option}: {word} is no column here; try {known}.")
    raise UsageError(problem=problem.format(option=option, word=word, known=nearest_or_all(word, keys)))


def _with_columns(table: Table, text: str) -> Table:
    """*table* with the columns that were named, or without those with a `-`."""
    keys = [column.key for column in table.columns]
    asked = [(word.startswith(_AWAY), _known(word.removeprefix(_AWAY), keys, "--columns")) for word in _words(text)]
    away = {place for is_away, place in asked if is_away}
    named = list(dict.fromkeys(place for is_away, place in asked if not is_away))
    places = [place for place in (named or range(len(keys))) if place not in away]
    if not places:
        raise UsageError(problem=_("{option}: no column is left.").format(option="--columns"))
    shown = {keys[place] for place in places}
    pivot = table.pivot if table.pivot and {table.pivot.down, table.pivot.across, table.pivot.cell} <= shown else None
    return replace(
        table,
        columns=[_asked_for(table.columns[place], explicitly=bool(named)) for place in places],
        rows=_narrowed(table.rows, places),
        pivot=pivot,
    )


def _asked_for(column: Column, *, explicitly: bool) -> Column:
    """A column that was named stays on every screen, and people see it also where it is meant for scripts."""
    return replace(column, spare=0, for_scripts=False) if explicitly else column


def _narrowed(rows: Iterable[Sequence[Value]], places: Sequence[int]) -> Iterable[Sequence[Value]]:
    """Only the values at these places; a stream stays one."""
    narrowed = (tuple(row[place] for place in places) for row in rows)
    return list(narrowed) if isinstance(rows, Sequence) else narrowed


def _sorted(table: Table, text: str) -> list[Sequence[Value]]:
    """The rows in the order of the named columns, the first named counting most."""
    keys = [column.key for column in table.columns]
    rows = list(table.rows)
    for word in reversed(_words(text)):
        place = _known(word.removeprefix(_AWAY), keys, "--sort")
        rows = _by_column(rows, place, falling=word.startswith(_AWAY))
    return rows


def _by_column(rows: Iterable[Sequence[Value]], place: int, *, falling: bool) -> list[Sequence[Value]]:
    """The rows by their values at *place*, those without one last; equal ones stay as they stand."""
    with_value: list[Sequence[Value]] = []
    without: list[Sequence[Value]] = []
    for row in rows:
        (without if row[place] is None else with_value).append(row)
    return sorted(with_value, key=lambda row: _order(row[place]), reverse=falling) + without


def _order(value: Value) -> tuple[bool, Decimal, str]:
    """Numbers by size, everything else by its letters; ISO days are in order that way too."""
    if isinstance(value, int | Decimal):
        return False, Decimal(value), ""
    return True, Decimal(), ";".join(map(str, value)) if isinstance(value, tuple) else str(value).casefold()


def _cut(table: Table, limit: int) -> Table:
    """At most *limit* rows; of a cross table at most so many lines."""
    if table.pivot is not None:
        return _cut_lines(table, table.pivot, limit)
    if isinstance(table.rows, Sequence):
        matching = len(table.rows) if table.matching is None else table.matching
        return replace(table, rows=table.rows[:limit], matching=matching)
    return replace(table, rows=islice(table.rows, limit))


def _cut_lines(table: Table, pivot: Pivot, limit: int) -> Table:
    """The records of the first *limit* lines of a cross table; the others are kept for its sums."""
    rows = list(table.rows)
    place = next(place for place, column in enumerate(table.columns) if column.key == pivot.down)
    lines = list(dict.fromkeys(row[place] for row in rows))
    kept = set(lines[:limit])
    return replace(
        table,
        rows=[row for row in rows if row[place] in kept],
        matching=len(rows),
        pivot=replace(pivot, cut=[row for row in rows if row[place] not in kept], lines=(len(kept), len(lines))),
    )
