"""Which files were taken in, and through which channels what they brought had come."""

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from asn_neutral.store.filters import Filters, where

BATCHES: Final = """
SELECT b.id, b.recorded_at, b.file_name, b.actor, b.rows_read, b.rows_accepted, b.rows_unchanged, b.rows_refused
FROM import_batches AS b
WHERE b.recorded_at >= :first AND b.recorded_at < :last
ORDER BY b.id DESC
"""
CHANNELS: Final = """
SELECT c.batch_id, c.channel FROM complaints AS c WHERE c.batch_id IS NOT NULL
UNION SELECT l.batch_id, c.channel FROM complaint_cases AS l JOIN complaints AS c ON c.id = l.complaint_id
WHERE l.batch_id IS NOT NULL
ORDER BY 1, 2
"""
BROUGHT: Final = """
SELECT DISTINCT l.batch_id
FROM complaint_cases AS l JOIN cases AS k ON k.id = l.case_id
{where} AND l.batch_id IS NOT NULL
"""
MEMBERS: Final = """
SELECT l.batch_id, k.number
FROM complaint_cases AS l JOIN cases AS k ON k.id = l.case_id
{where} AND l.batch_id IS NOT NULL
"""


class Batch(NamedTuple):
    """One file; `recorded_at` is an instant in UTC."""

    id: int
    recorded_at: str
    file_name: str
    actor: str
    read: int
    accepted: int
    unchanged: int
    refused: int


def batches(connection: sqlite3.Connection, *, first: str, last: str) -> list[Batch]:
    """The files taken in from the instant *first* on and before *last*, the newest first."""
    return [Batch(*row) for row in connection.execute(BATCHES, {"first": first, "last": last})]


def channels(connection: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    """By file the channels of the complaints it brought; a file of steps brought none."""
    found: dict[int, list[str]] = {}
    for batch, channel in connection.execute(CHANNELS):
        found.setdefault(batch, []).append(channel)
    return {batch: tuple(words) for batch, words in found.items()}


def brought_by(connection: sqlite3.Connection, filters: Filters) -> frozenset[int]:
    """The files that brought a case that fits."""
    clause, parameters = where(filters)
    return frozenset(batch for (batch,) in connection.execute(BROUGHT.format(where=clause), parameters))


def batch_members(connection: sqlite3.Connection, filters: Filters) -> Iterator[tuple[int, str]]:
    """Every case that fits and that a file brought, or told more of: the file, then its number; a stream."""
    clause, parameters = where(filters)
    return ((batch, number) for batch, number in connection.execute(MEMBERS.format(where=clause), parameters))
