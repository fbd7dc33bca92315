"""Rows in an order that was found before, some at a time, however many there are.

First only ids are asked for and sorted, then the rows that belong to them: to sort whole rows would put names into a
temporary file. One statement could not do both, because a past day is no single table and SQLite would give the cases
that have changed since after all others.
"""

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

_AT_ONCE: Final = 250


class Listed(NamedTuple):
    """Rows to be read once, in order, and how many there are where a limit cut them."""

    rows: Iterator[sqlite3.Row]
    matching: int


def listed(
    connection: sqlite3.Connection, sql: str, ids: Sequence[int], given: Mapping[str, str], limit: int | None
) -> Listed:
    """The one row that *sql* gives for each of the first *limit* of *ids*; `{ids}` in it is where they are named."""
    rows = rows_of(connection, sql, ids if limit is None else ids[:limit], given)
    return Listed((row for found in rows for row in found), len(ids))


def rows_of(
    connection: sqlite3.Connection, sql: str, ids: Sequence[int], given: Mapping[str, str]
) -> Iterator[list[sqlite3.Row]]:
    """All rows that *sql* gives for each of *ids*, one after the other; it must answer with their `id`. A stream."""
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        named = {f"id_{place}": one for place, one in enumerate(some)}
        text = sql.format(ids=", ".join(f":{name}" for name in named))
        found = defaultdict[int, list[sqlite3.Row]](list)
        for row in connection.execute(text, {**given, **named}):
            found[row["id"]].append(row)
        yield from (found[one] for one in some)


def ids_of(connection: sqlite3.Connection, sql: str, given: Mapping[str, str | int]) -> "array[int]":
    """The ids that *sql* gives, in its order."""
    return array("q", (int(row[0]) for row in connection.execute(sql, given)))
