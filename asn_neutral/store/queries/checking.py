"""Everything a check of the whole register reads."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from asn_neutral.domain.chain import GENESIS, StoredEvent

Said = tuple[str | None, ...]

EVENTS: Final = """
SELECT seq, case_id, complaint_id, step, happened_on, recorded_at, actor, status, details, previous, hash
FROM events ORDER BY seq
"""
CASES: Final = "SELECT * FROM cases ORDER BY id"
CASE_EVENTS: Final = """
SELECT case_id, step, happened_on, status, details FROM events WHERE case_id IS NOT NULL ORDER BY case_id, seq
"""
CASE_COMPLAINTS: Final = "SELECT case_id, complaint_id FROM complaint_cases ORDER BY case_id, complaint_id"
CASE_FORMS: Final = "SELECT case_id, code FROM case_violations ORDER BY case_id, code"
COMPLAINTS: Final = """
SELECT c.number, c.fingerprint,
    coalesce(
        (SELECT json_extract(e.details, '$.complaint') FROM complaint_cases AS l JOIN events AS e
         ON e.case_id = l.case_id WHERE l.complaint_id = c.id AND e.complaint_id = c.id ORDER BY e.seq LIMIT 1),
        t.mark
    ) AS committed,
    (SELECT r.number FROM external_references AS r WHERE r.complaint_id = c.id LIMIT 1),
    c.letter_number, c.letter_date, c.channel, c.received_on, c.happened_on, c.known_on, c.place, c.district,
    c.election_named, c.summary, c.evidence
FROM complaints AS c LEFT JOIN (
    SELECT complaint_id, json_extract(details, '$.complaint') AS mark
    FROM events WHERE case_id IS NULL AND complaint_id IS NOT NULL
) AS t ON t.complaint_id = c.id
"""
RESPONDENTS: Final = """
SELECT k.number, l.fingerprint,
    (SELECT json_extract(e.details, '$.respondent') FROM events AS e
     WHERE e.case_id = k.id AND e.complaint_id = l.complaint_id ORDER BY e.seq LIMIT 1) AS committed,
    l.respondent_name, l.respondent_nip, k.employment, k.rank, k.position, k.position_class, u.key, k.violations
FROM complaint_cases AS l JOIN cases AS k ON k.id = l.case_id AND k.complaint_id = l.complaint_id
JOIN units AS u ON u.id = k.unit_id
"""
LINKS: Final = """
SELECT k.number, l.fingerprint,
    (SELECT json_extract(e.details, '$.respondent') FROM events AS e
     WHERE e.case_id = k.id AND e.complaint_id = l.complaint_id ORDER BY e.seq LIMIT 1) AS committed,
    l.respondent_name, l.respondent_nip
FROM complaint_cases AS l JOIN cases AS k ON k.id = l.case_id AND k.complaint_id != l.complaint_id
"""
PERSONS: Final = """
SELECT k.number FROM cases AS k JOIN employees AS e ON e.id = k.employee_id
JOIN complaint_cases AS l ON l.case_id = k.id AND l.complaint_id = k.complaint_id
WHERE e.nip IS NOT l.respondent_nip OR (e.name != l.respondent_name AND NOT EXISTS (
    SELECT 1 FROM cases AS o JOIN complaint_cases AS w ON w.case_id = o.id
    WHERE o.employee_id = e.id AND w.respondent_name = e.name
))
"""
ELECTIONS: Final = """
SELECT number FROM (
    SELECT c.number, c.election, c.stage, k.election AS opened_in, k.stage AS opened_at, min(k.id)
    FROM complaints AS c JOIN cases AS k ON k.complaint_id = c.id GROUP BY c.id
)
WHERE election IS NOT opened_in OR stage IS NOT opened_at
UNION
SELECT c.number FROM events AS e JOIN complaints AS c ON c.id = e.complaint_id
WHERE e.step IN ('record-tip', 'link-complaint') AND json_type(e.details, '$.stage') IS NOT NULL AND (
    c.election IS NOT json_extract(e.details, '$.election') OR c.stage IS NOT json_extract(e.details, '$.stage')
)
"""
UNITS: Final = "SELECT key, name FROM units"


def counts(connection: sqlite3.Connection) -> tuple[int, int, str]:
    """How many events and cases there are, and the hash of the newest event in hexadecimal."""
    (cases,) = connection.execute("SELECT count(*) FROM cases").fetchone()
    newest = connection.execute("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    return (int(newest["seq"]), int(cases), newest["hash"].hex()) if newest else (0, int(cases), GENESIS.hex())


def integrity(connection: sqlite3.Connection) -> Iterator[str]:
    """What SQLite's own check finds; nothing in a sound file."""
    return (str(line) for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok")


def broken_links(connection: sqlite3.Connection) -> Iterator[str]:
    """The tables in which a link leads nowhere."""
    return (str(row[0]) for row in connection.execute("PRAGMA foreign_key_check"))


def schema_differences(connection: sqlite3.Connection) -> list[str]:
    """The tables, indexes and triggers that are missing, added, or not as the migrations make them."""
    there = {row["name"]: _folded(row["sql"]) for row in connection.execute(_SCHEMA)}
    wanted = {row["name"]: _folded(row["sql"]) for row in _reference().execute(_SCHEMA)}
    return sorted(name for name in there.keys() | wanted.keys() if there.get(name) != wanted.get(name))


_SCHEMA: Final = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name != 'alembic_version'"


def _reference() -> sqlite3.Connection:
    """An empty register in memory, made from the SQL of the migrations alone."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    connection.executescript(Path(__file__).parents[1].joinpath("schema.sql").read_text("utf-8"))
    return connection


def _folded(sql: str) -> str:
    return " ".join(sql.split())


def events(connection: sqlite3.Connection) -> Iterator[StoredEvent]:
    """Every event in order; a stream."""
    return (StoredEvent(*row) for row in connection.execute(EVENTS))


def cases_with_events(
    connection: sqlite3.Connection,
) -> Iterator[tuple[sqlite3.Row, Sequence[sqlite3.Row], Sequence[int], Sequence[str]]]:
    """Each case with its events, the complaints linked to it and its forms; four streams side by side."""
    events_of = _Beside(connection.execute(CASE_EVENTS))
    complaints_of = _Beside(connection.execute(CASE_COMPLAINTS))
    forms_of = _Beside(connection.execute(CASE_FORMS))
    for row in connection.execute(CASES):
        case_id = row["id"]
        yield (
            row,
            events_of.rows(case_id),
            [found["complaint_id"] for found in complaints_of.rows(case_id)],
            [found["code"] for found in forms_of.rows(case_id)],
        )


class _Beside:
    """Rows that stand in the order of their case, handed out case by case without keeping the rest."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._groups = groupby(cursor, key=lambda row: int(row["case_id"]))
        self._next: tuple[int, list[sqlite3.Row]] | None = None
        self._advance()

    def _advance(self) -> None:
        found = next(self._groups, None)
        self._next = None if found is None else (found[0], list(found[1]))

    def rows(self, case_id: int) -> list[sqlite3.Row]:
        """The rows of one case; cases are asked for in rising order."""
        while self._next is not None and self._next[0] < case_id:
            self._advance()
        return self._next[1] if self._next is not None and self._next[0] == case_id else []


def register_key(connection: sqlite3.Connection) -> bytes:
    """The secret with which this register marks what a row said."""
    (key,) = connection.execute("SELECT fingerprint_key FROM register").fetchone()
    return bytes(key)


def complaint_contents(connection: sqlite3.Connection) -> Iterator[tuple[str, Said, bytes, str | None]]:
    """Each complaint: number, what it says, its mark, and the mark its first event carries."""
    return _contents(connection.execute(COMPLAINTS))


def respondent_contents(connection: sqlite3.Connection) -> Iterator[tuple[str, Said, bytes, str | None]]:
    """Each respondent as first written: case number, what was said, its mark, and the mark the event carries."""
    return _contents(connection.execute(RESPONDENTS))


def link_contents(connection: sqlite3.Connection) -> Iterator[tuple[str, Said, bytes, str | None]]:
    """Each further complaint of a case, by whom it names: case number, name and NIP, its mark, the event's mark."""
    return _contents(connection.execute(LINKS))


def other_persons(connection: sqlite3.Connection) -> Iterator[str]:
    """The cases whose person has another NIP than the row that opened them, or a name that no row gave."""
    return (str(number) for (number,) in connection.execute(PERSONS))


def other_elections(connection: sqlite3.Connection) -> Iterator[str]:
    """The complaints that stand under another election or stage than was recorded when they came in."""
    return (str(number) for (number,) in connection.execute(ELECTIONS))


def units(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Every unit: folded name and name as first written."""
    return ((str(key), str(name)) for key, name in connection.execute(UNITS))


def _contents(cursor: sqlite3.Cursor) -> Iterator[tuple[str, Said, bytes, str | None]]:
    for number, fingerprint, committed, *said in cursor:
        yield number, tuple(said), fingerprint, committed
