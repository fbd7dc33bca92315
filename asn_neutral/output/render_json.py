"""JSON for scripts: raw values under stable keys, written row by row however many there are.

``{"schema": "asn-neutral/<name>", "version": 1, "data": [...]}`` with ``totals`` and ``notes`` when there are any,
``matching`` when the rows may be only the first of them, and ``filters`` when some were asked for. The data of a
record is one object; the tables that belong to it are lists in it, under their names, and so are their totals and
how many records match.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from asn_neutral.output.cells import one_decimal
from asn_neutral.output.safe import is_unsafe
from asn_neutral.reports.table import Record, Table, Total

SCHEMA_PREFIX: Final = "asn-neutral/"
VERSION: Final = 1
_BEYOND_ASCII: Final = re.compile(r"[\x7f-\U0010ffff]")


def _plain(value: object) -> object:
    """What JSON has no form for: decimals become numbers with one decimal, dates ISO."""
    if isinstance(value, Decimal):
        number = one_decimal(value)
        return None if number is None else float(number)
    return str(value)


_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_plain).encode


def _escaped(found: re.Match[str]) -> str:
    """A character that must not reach a screen, as JSON escapes it; any other as it is."""
    char = found.group()
    if not is_unsafe(char):
        return char
    return f"\\u{ord(char):04x}" if char.isascii() else json.dumps(char)[1:-1]


def _encode(value: object) -> str:
    """*value* as JSON without a character that could act on a screen; whoever parses it gets them all back."""
    text = _ENCODE(value)
    return text if text.isascii() and text.isprintable() else _BEYOND_ASCII.sub(_escaped, text)


def json_pieces(result: Table | Record) -> Iterator[str]:
    """*result* as one JSON document, one row on a line."""
    yield f'{{"schema": {_encode(SCHEMA_PREFIX + result.name)}, "version": {VERSION}, "data": '
    if isinstance(result, Table):
        yield from _rows(result)
        yield from _beside(_totals(result.totals), result.notes, result.matching)
        if result.filters:
            yield f', "filters": {_encode(result.filters)}'
    else:
        yield from _record(result)
        totals = {part.name: _totals(part.totals) for part in result.parts if part.totals}
        notes = [*result.notes, *(note for part in result.parts for note in part.notes)]
        matching = {part.name: part.matching for part in result.parts if part.matching is not None}
        yield from _beside(totals, notes, matching or None)
    yield "}\n"


def jsonl_pieces(result: Table | Record) -> Iterator[str]:
    """*result* as JSON Lines: one object on a line for each row, or one for the record."""
    if isinstance(result, Table):
        for line in _objects(result):
            yield f"{line}\n"
    else:
        yield "".join(_record(result)).replace("\n", "") + "\n"


def _objects(table: Table) -> Iterator[str]:
    """Each row of *table* as an object."""
    keys = [column.key for column in table.columns]
    for row in table.rows:
        yield _encode(dict(zip(keys, row, strict=True)))


def _rows(table: Table) -> Iterator[str]:
    """The rows of *table* as a list."""
    yield "["
    between = "\n"
    for line in _objects(table):
        yield f"{between}{line}"
        between = ",\n"
    yield "]" if between == "\n" else "\n]"


def _record(record: Record) -> Iterator[str]:
    """The values of *record* and the tables that belong to it as one object."""
    values = zip((column.key for column in record.columns), record.values, strict=True)
    own = _encode(dict(values))
    yield own[:-1]
    between = "" if own == "{}" else ", "
    for part in record.parts:
        yield f"{between}{_encode(part.name)}: "
        yield from _rows(part)
        between = ", "
    yield "}"


def _totals(totals: Iterable[Total]) -> dict[str, object]:
    """Lines of totals by their names."""
    return {total.name: dict(total.values) for total in totals}


def _beside(totals: Mapping[str, object], notes: Sequence[str], matching: object) -> Iterator[str]:
    """What stands beside the data, when there is any."""
    if totals:
        yield f', "totals": {_encode(totals)}'
    if notes:
        yield f', "notes": {_encode(list(notes))}'
    if matching is not None:
        yield f', "matching": {_encode(matching)}'
