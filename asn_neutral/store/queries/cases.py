"""Which cases are there, and what is in one of them.

Name and NIP of a respondent are those that the complaint wrote which opened the case; the register may know the
person under another name.
"""

import sqlite3
from typing import Final

from asn_neutral.store.filters import Filters, where

CASE_LIST: Final = """
SELECT k.number, c.number AS complaint, l.respondent_name AS name, l.respondent_nip AS nip, u.name AS unit,
    k.violations, k.status, k.due_on, k.opened_on
FROM cases AS k
JOIN complaints AS c ON c.id = k.complaint_id
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
JOIN units AS u ON u.id = k.unit_id
{where}
ORDER BY k.id DESC
LIMIT :limit
"""
CASE_COUNT: Final = "SELECT count(*) FROM cases AS k {where}"
CASE_SHOW: Final = """
SELECT k.number, c.number AS complaint, l.respondent_name AS name, l.respondent_nip AS nip, u.name AS unit,
    k.violations, k.status, k.due_on, k.opened_on,
    u.kind AS unit_kind, k.employment, k.rank, k.position, k.position_class, k.track, k.level, k.channel,
    k.happened_on, c.known_on, c.place, k.district, k.election, k.stage, k.remarks, k.closed_on, k.version,
    c.summary, c.evidence, k.id, e.name AS known_as, k.owner, k.due_clock, k.side, k.recommended_on, k.finding,
    k.sanction, k.sanction_level, k.decided_on, k.received_on, k.effect_on, k.in_force_on, k.ends_on, k.sk_number,
    k.reported_on, k.blocked_on, k.reopened_on
FROM cases AS k
JOIN complaints AS c ON c.id = k.complaint_id
JOIN employees AS e ON e.id = k.employee_id
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
JOIN units AS u ON u.id = k.unit_id
WHERE k.id = :id
"""
CASE_COMPLAINTS: Final = """
SELECT c.number, c.channel, c.received_on, c.letter_number, c.letter_date
FROM complaint_cases AS l JOIN complaints AS c ON c.id = l.complaint_id
WHERE l.case_id = :id ORDER BY c.id
"""
CASE_EVENTS: Final = """
SELECT seq, step, happened_on, recorded_at, actor, status, details FROM events WHERE case_id = :id ORDER BY seq
"""
EVERYTHING: Final = -1  # SQLite's own word for no limit


def case_list(connection: sqlite3.Connection, filters: Filters, *, limit: int = EVERYTHING) -> sqlite3.Cursor:
    """The cases that fit, newest first; a stream."""
    clause, parameters = where(filters)
    return connection.execute(CASE_LIST.format(where=clause), {**parameters, "limit": limit})


def case_count(connection: sqlite3.Connection, filters: Filters) -> int:
    """How many cases fit."""
    clause, parameters = where(filters)
    (count,) = connection.execute(CASE_COUNT.format(where=clause), parameters).fetchone()
    return int(count)


def case_show(connection: sqlite3.Connection, case_id: int) -> sqlite3.Row:
    """All there is of one case, the complainant excepted."""
    row: sqlite3.Row = connection.execute(CASE_SHOW, {"id": case_id}).fetchone()
    return row


def case_complaints(connection: sqlite3.Connection, case_id: int) -> list[sqlite3.Row]:
    """The complaints that concern the case, oldest first."""
    return connection.execute(CASE_COMPLAINTS, {"id": case_id}).fetchall()


def case_events(connection: sqlite3.Connection, case_id: int) -> list[sqlite3.Row]:
    """What happened in the case, in the order it was recorded."""
    return connection.execute(CASE_EVENTS, {"id": case_id}).fetchall()
