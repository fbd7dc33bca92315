"""What was added as evidence, as the events tell it."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

OF_COMPLAINTS: Final = """
SELECT e.seq, c.number AS complaint, e.recorded_at, e.actor, e.details
FROM json_each(:ids) AS wanted CROSS JOIN events AS e ON e.complaint_id = wanted.value AND e.step = 'add-evidence'
JOIN complaints AS c ON c.id = e.complaint_id
WHERE substr(e.details, 1, 10) <> '{"erased":'
ORDER BY e.seq
"""
ALL_EVIDENCE: Final = """
SELECT e.seq, c.number AS complaint, e.recorded_at, e.actor, e.details
FROM events AS e JOIN complaints AS c ON c.id = e.complaint_id
WHERE e.step = 'add-evidence' AND substr(e.details, 1, 10) <> '{"erased":' ORDER BY e.seq
"""
COMPLAINTS_OF_CASE: Final = "SELECT complaint_id FROM complaint_cases WHERE case_id = :id ORDER BY complaint_id"
OPENED_BY: Final = "SELECT complaint_id FROM cases WHERE id = :id"


class Piece(NamedTuple):
    """A piece of evidence: the event that added it, the complaint it is of, when (UTC) and by whom, what is said of it.

    `details` is the JSON that stands in the register.
    """

    seq: int
    complaint: str
    recorded_at: str
    actor: str
    details: str


def evidence_of(connection: sqlite3.Connection, complaint_ids: Iterable[int]) -> list[Piece]:
    """The evidence of complaints, in the order it was added."""
    return [Piece._make(row) for row in connection.execute(OF_COMPLAINTS, {"ids": json.dumps(list(complaint_ids))})]


def all_evidence(connection: sqlite3.Connection) -> Iterator[Piece]:
    """The evidence of the whole register; a stream."""
    return (Piece._make(row) for row in connection.execute(ALL_EVIDENCE))


def complaints_of_case(connection: sqlite3.Connection, case_id: int) -> list[int]:
    """The ids of the complaints that concern a case."""
    return [int(found) for (found,) in connection.execute(COMPLAINTS_OF_CASE, {"id": case_id})]


def complaint_that_opened(connection: sqlite3.Connection, case_id: int) -> int:
    """The id of the complaint that opened a case."""
    (found,) = connection.execute(OPENED_BY, {"id": case_id}).fetchone()
    return int(found)
