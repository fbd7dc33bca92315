"""CSV for scripts and for other agencies' spreadsheets: raw values under stable keys, one row per record.

Every field is quoted and every text that a spreadsheet could take for a formula is guarded. Totals and remarks
have no place in it. Control characters are kept as they are in a file or pipe, so that reading back gives the
same text; on a screen they are shown by their number.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO

from asn_neutral.intake.guard import guard
from asn_neutral.output.cells import raw_text
from asn_neutral.output.safe import safe
from asn_neutral.reports.table import Record, Table, Value

_BATCH = 256  # rows gathered before they are handed on


def csv_pieces(result: Table | Record, *, screen: bool) -> Iterator[str]:
    """*result* as CSV with CRLF line ends; of a record only its own values, in one row."""
    rows = result.rows if isinstance(result, Table) else (result.values,)
    keys = [guard(column.key) for column in result.columns]
    text = _screen_text if screen else _field
    yield from _lines(keys, rows, text)


def _lines(keys: Sequence[str], rows: Iterable[Sequence[Value]], text: Callable[[Value], str]) -> Iterator[str]:
    """The header and the rows, some at a time."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(keys)
    for number, row in enumerate(rows, start=1):
        writer.writerow(["" if value is None else text(value) for value in row])
        if number % _BATCH == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: StringIO) -> str:
    """What has gathered in *buffer*, which is empty afterwards."""
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _field(value: Value) -> str:
    """One field; figures and dates made here cannot be formulas, so a negative number stays a number."""
    if isinstance(value, str):
        return guard(value)
    return guard(raw_text(value)) if isinstance(value, tuple) else raw_text(value)


def _screen_text(value: Value) -> str:
    """One field that goes straight to a screen."""
    return safe(_field(value))
