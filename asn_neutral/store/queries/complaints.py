"""Which complaints are there, and what is in one of them; never who wrote it."""

import sqlite3
from typing import Final

from asn_neutral.store.filters import COMPLAINTS, Filters, where
from asn_neutral.store.queries.cases import EVERYTHING

COMPLAINT_LIST: Final = """
SELECT c.number,
    (SELECT min(r.number) FROM external_references AS r WHERE r.complaint_id = c.id) AS external_number,
    c.channel, c.received_on, c.happened_on, c.place, c.district, c.election, c.stage,
    (SELECT count(*) FROM complaint_cases AS l WHERE l.complaint_id = c.id) AS cases
FROM complaints AS c
{where}
ORDER BY c.id DESC
LIMIT :limit
"""
COMPLAINT_COUNT: Final = "SELECT count(*) FROM complaints AS c {where}"
COMPLAINT_SHOW: Final = """
SELECT c.number, c.channel, c.letter_number, c.letter_date, c.received_on, c.happened_on, c.known_on, c.place,
    c.district, c.election, c.stage, c.summary, c.evidence, c.recorded_at, b.file_name AS batch_file, c.election_named
FROM complaints AS c LEFT JOIN import_batches AS b ON b.id = c.batch_id
WHERE c.id = :id
"""
COMPLAINT_REFERENCES: Final = """
SELECT agency, number FROM external_references WHERE complaint_id = :id ORDER BY agency, number
"""
COMPLAINT_CASES: Final = """
SELECT k.number, l.respondent_name AS name, l.respondent_nip AS nip, u.name AS unit, k.violations, k.status
FROM complaint_cases AS l JOIN cases AS k ON k.id = l.case_id JOIN units AS u ON u.id = k.unit_id
WHERE l.complaint_id = :id ORDER BY k.id
"""


def complaint_list(connection: sqlite3.Connection, filters: Filters, *, limit: int = EVERYTHING) -> sqlite3.Cursor:
    """The complaints that fit, newest first; a stream."""
    clause, parameters = where(filters, COMPLAINTS)
    return connection.execute(COMPLAINT_LIST.format(where=clause), {**parameters, "limit": limit})


def complaint_count(connection: sqlite3.Connection, filters: Filters) -> int:
    """How many complaints fit."""
    clause, parameters = where(filters, COMPLAINTS)
    (count,) = connection.execute(COMPLAINT_COUNT.format(where=clause), parameters).fetchone()
    return int(count)


def complaint_show(connection: sqlite3.Connection, complaint_id: int) -> sqlite3.Row:
    """All there is of one complaint, the complainant excepted."""
    row: sqlite3.Row = connection.execute(COMPLAINT_SHOW, {"id": complaint_id}).fetchone()
    return row


def complaint_references(connection: sqlite3.Connection, complaint_id: int) -> list[sqlite3.Row]:
    """The numbers that other agencies gave to the complaint."""
    return connection.execute(COMPLAINT_REFERENCES, {"id": complaint_id}).fetchall()


def complaint_cases(connection: sqlite3.Connection, complaint_id: int) -> list[sqlite3.Row]:
    """The cases that the complaint opened or concerns, with the respondent as the complaint wrote it."""
    return connection.execute(COMPLAINT_CASES, {"id": complaint_id}).fetchall()
