"""How many records were shown, so that a result that was cut short says so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from asn_neutral.locale import _
from asn_neutral.reports.table import Record, Table, Value


class Counted:
    """Rows that remember how many of them were read."""

    def __init__(self, rows: Iterable[Sequence[Value]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[Value]]:
        for row in self._rows:
            self.count += 1
            yield row


def counting(result: Table | Record) -> Table | Record:
    """The same result, whose rows are counted while they are read."""
    if isinstance(result, Table):
        return replace(result, rows=Counted(result.rows))
    return replace(result, parts=tuple(replace(part, rows=Counted(part.rows)) for part in result.parts))


def cut_remark(table: Table, *, crossed: bool) -> str:
    """After a counted *table* has been read: ``25 of 143``, or nothing when all that matches was there.

    With *crossed* a cross table was shown as one, and its lines count; else records do.
    """
    if table.matching is None or not isinstance(table.rows, Counted) or table.rows.count >= table.matching:
        return ""
    lines = table.pivot.lines if crossed and table.pivot else None
    shown, matching = lines or (table.rows.count, table.matching)
    return _("{shown} of {matching}").format(shown=shown, matching=matching)
