"""Everything a check of the whole register reads."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from asn_neutral.domain.chain import GENESIS, StoredEvent
from asn_neutral.store.structure import rules

EVENTS: Final = """
SELECT seq, case_id, complaint_id, step, happened_on, recorded_at, actor, status, details, previous, hash
FROM events ORDER BY seq
"""
CASES: Final = "SELECT * FROM cases ORDER BY id"
CASE_EVENTS: Final = """
SELECT case_id, seq, recorded_at, step, happened_on, status, details FROM events
WHERE case_id IS NOT NULL ORDER BY case_id, seq
"""
CASE_COMPLAINTS: Final = "SELECT case_id, complaint_id FROM complaint_cases ORDER BY case_id, complaint_id"
CASE_FORMS: Final = "SELECT case_id, code FROM case_violations ORDER BY case_id, code"


def counts(connection: sqlite3.Connection) -> tuple[int, int, str]:
    """How many events and cases there are, and the hash of the newest event in hexadecimal."""
    (cases,) = connection.execute("SELECT count(*) FROM cases").fetchone()
    newest = connection.execute("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    return (int(newest["seq"]), int(cases), newest["hash"].hex()) if newest else (0, int(cases), GENESIS.hex())


def integrity(connection: sqlite3.Connection) -> Iterator[str]:
    """What SQLite's own check finds; nothing in a sound file."""
    return (str(line) for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok")


def broken_rules(connection: sqlite3.Connection) -> Iterator[str]:
    """What a row holds that its table does not allow, as `table (rule)`; each table is read once."""
    for table, wanted in rules().items():
        asked = ", ".join(f"max(NOT ({sql}))" for sql in wanted.values())
        found = connection.execute(f"SELECT {asked} FROM {table}").fetchone()  # noqa: S608 - from the file of the schema
        yield from (f"{table} ({name})" for name, broken in zip(wanted, found, strict=True) if broken)


def broken_links(connection: sqlite3.Connection) -> Iterator[str]:
    """The tables in which a link leads nowhere."""
    return (str(row[0]) for row in connection.execute("PRAGMA foreign_key_check"))


def events(connection: sqlite3.Connection) -> Iterator[StoredEvent]:
    """Every event in order; a stream."""
    return (StoredEvent(*row) for row in connection.execute(EVENTS))


def cases_with_events(
    connection: sqlite3.Connection,
) -> Iterator[tuple[sqlite3.Row, Sequence[sqlite3.Row], Sequence[int], Sequence[str]]]:
    """Each case with its events, the complaints linked to it and its forms; four streams side by side."""
    events_of = Beside(connection.execute(CASE_EVENTS), "case_id")
    complaints_of = Beside(connection.execute(CASE_COMPLAINTS), "case_id")
    forms_of = Beside(connection.execute(CASE_FORMS), "case_id")
    for row in connection.execute(CASES):
        case_id = row["id"]
        yield (
            row,
            events_of.rows(case_id),
            [found["complaint_id"] for found in complaints_of.rows(case_id)],
            [found["code"] for found in forms_of.rows(case_id)],
        )


class Beside:
    """Rows that stand in the order of the number in the column *key*, handed out by it without keeping the rest."""

    def __init__(self, cursor: sqlite3.Cursor, key: str) -> None:
        self._groups = groupby(cursor, key=lambda row: int(row[key]))
        self._next: tuple[int, list[sqlite3.Row]] | None = None
        self._advance()

    def _advance(self) -> None:
        found = next(self._groups, None)
        self._next = None if found is None else (found[0], list(found[1]))

    def rows(self, number: int) -> list[sqlite3.Row]:
        """The rows with that number; numbers are asked for in rising order."""
        while self._next is not None and self._next[0] < number:
            self._advance()
        return self._next[1] if self._next is not None and self._next[0] == number else []
