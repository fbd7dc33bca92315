"""CSV for scripts and for other agencies' spreadsheets: raw values under stable keys, one row per record.

Every field is quoted and every text that a spreadsheet could take for a formula is guarded. Totals and remarks
have no place in it. Control characters are kept as they are in a file or pipe, so that reading back gives the
same text; on a screen they are shown by their number.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from asn_neutral.intake.guard import guard
from asn_neutral.output.cells import raw_text
from asn_neutral.output.safe import safe
from asn_neutral.reports.table import Record, Table, Value

_BATCH = 256  # rows gathered before they are handed on


def csv_pieces(result: Table | Record, *, screen: bool) -> Iterator[str]:
    """*result* as CSV with CRLF line ends; of a record only its own values, in one row."""
    rows = result.rows if isinstance(result, Table) else (result.values,)
    keys = [guard(column.key) for column in result.columns]
    yield from _lines(keys, rows, _screen_fields if screen else _fields)


def _lines(
    keys: Sequence[str], rows: Iterable[Sequence[Value]], fields: Callable[[Sequence[Value]], list[str]]
) -> Iterator[str]:
    """The header and the rows, some at a time."""
    lines = [_line(keys)]
    for row in rows:
        lines.append(_line(fields(row)))
        if len(lines) == _BATCH:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines)


def _line(fields: Sequence[str]) -> str:
    """One record, every field of which is quoted.

    The writer of the library tries every letter of every field, which takes longer than to make the fields; where all
    are quoted anyhow, only a quote within one asks for anything.
    """
    inside = '","'.join(fields)
    if inside.count('"') > 2 * (len(fields) - 1):
        inside = '","'.join(field.replace('"', '""') for field in fields)
    return f'"{inside}"\r\n'


def _fields(row: Sequence[Value]) -> list[str]:
    """The fields of one row.

    Nearly every cell is nothing, or a text that begins with a letter or a digit and so with no formula; to call a
    function for each of them would take longer than all the rest.
    """
    return [
        "" if value is None else value if type(value) is str and value[:1].isalnum() else _field(value) for value in row
    ]


def _screen_fields(row: Sequence[Value]) -> list[str]:
    """The fields of one row that goes straight to a screen."""
    return ["" if value is None else safe(_field(value)) for value in row]


def _field(value: Value) -> str:
    """One field; figures and dates made here cannot be formulas, so a negative number stays a number."""
    if isinstance(value, str):
        return guard(value)
    if type(value) is date:
        return value.isoformat()
    return guard(raw_text(value)) if isinstance(value, tuple) and value else raw_text(value)
