"""How much is in a register."""

import sqlite3
from dataclasses import dataclass
from typing import Final

COUNTS: Final = """
SELECT (SELECT count(*) FROM complaints), (SELECT count(*) FROM cases), (SELECT count(*) FROM employees),
    (SELECT count(*) FROM units), (SELECT count(*) FROM import_batches), (SELECT count(*) FROM events)
"""
KEY: Final = "SELECT fingerprint_key FROM register"
HEAD: Final = "SELECT hex(hash) FROM events ORDER BY seq DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Contents:
    """Schema version; how many complaints, cases, employees, units, batches, events; the newest event's hash."""

    schema: int
    counts: tuple[int, ...]
    head: str | None


def secret(connection: sqlite3.Connection) -> bytes:
    """The secret with which this register marks what it must not tell."""
    (key,) = connection.execute(KEY).fetchone()
    return bytes(key)


def contents(connection: sqlite3.Connection) -> Contents:
    """What a register of any schema so far holds."""
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    counts = tuple(connection.execute(COUNTS).fetchone())
    head = connection.execute(HEAD).fetchone()
    return Contents(int(schema), counts, head[0].lower() if head else None)
