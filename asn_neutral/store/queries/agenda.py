"""Which open cases have a deadline that has passed or is near."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Final

from asn_neutral.store.filters import Filters, where


def _half(condition: str) -> str:
    """The question for the deadlines of one kind."""
    return f"""
SELECT k.id, k.number, k.status, k.due_clock AS clock, k.due_on, l.respondent_name AS name, u.name AS unit, k.owner
FROM cases AS k
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
JOIN units AS u ON u.id = k.unit_id
{{where}} AND k.closed_on IS NULL AND k.due_clock IS NOT NULL AND k.due_on {condition}
"""  # noqa: S608 - constants of this module


WAITED: Final = """
SELECT k.id, k.number, k.status, k.due_clock AS clock, k.due_on, l.respondent_name AS name, u.name AS unit, k.owner
FROM (SELECT DISTINCT case_id + 0 AS case_id FROM events WHERE step = 'wait-for-agency') AS w
CROSS JOIN cases AS k ON k.id = w.case_id
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
JOIN units AS u ON u.id = k.unit_id
{where} AND k.closed_on IS NULL
"""
"""The open cases that waited for another agency at any time, from an index of their own.

A plain `case_id` would let SQLite read it in order from the index on all events, once statistics are there.
"""
UNCONFIRMED: Final = """
SELECT k.id, k.number, k.status, k.due_clock AS clock, k.due_on, l.respondent_name AS name, u.name AS unit, k.owner
FROM cases AS k
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
JOIN units AS u ON u.id = k.unit_id
{where} AND instr(k.side, 'unconfirmed') > 0 AND k.closed_on IS NULL
"""
"""The open cases whose decision waits for a second person, from an index of their own."""
AGENDA: Final = f"{_half('<= :last')} UNION ALL {_half('IS NULL')}"
"""Answered from the index on open deadlines alone: what it costs is what it gives."""

BESIDE_ANOTHER: Final = """
SELECT k.id FROM json_each(:ids) AS wanted JOIN cases AS k ON k.id = wanted.value
WHERE EXISTS (
    SELECT 1 FROM cases AS o WHERE o.employee_id = k.employee_id AND o.id <> k.id AND o.sanction IS NOT NULL
)
"""
UNTIMED: Final = """
SELECT count(*) FROM cases AS k {where} AND k.closed_on IS NULL AND k.due_clock IS NULL
"""
"""How many open cases no deadline runs for; one count over the cases, whatever the agenda shows."""

REGISTER: Final = "SELECT uuid FROM register"


def register_uuid(connection: sqlite3.Connection) -> str:
    """The name that no other register has."""
    (uuid,) = connection.execute(REGISTER).fetchone()
    return str(uuid)


def near(connection: sqlite3.Connection, filters: Filters, *, last: str) -> list[sqlite3.Row]:
    """The open cases whose next deadline ends on *last* (an ISO date) or before, and those whose has no day."""
    clause, parameters = where(filters)
    return connection.execute(AGENDA.format(where=clause), {**parameters, "last": last}).fetchall()


def untimed(connection: sqlite3.Connection, filters: Filters) -> int:
    """How many open cases have no deadline that runs, those that wait for another agency among them."""
    clause, parameters = where(filters)
    (count,) = connection.execute(UNTIMED.format(where=clause), parameters).fetchone()
    return int(count)


def unconfirmed(connection: sqlite3.Connection, filters: Filters) -> list[sqlite3.Row]:
    """The open cases whose decision waits for a second person."""
    clause, parameters = where(filters)
    return connection.execute(UNCONFIRMED.format(where=clause), parameters).fetchall()


def beside_another(connection: sqlite3.Connection, cases: Iterable[int]) -> set[int]:
    """Of *cases*, by id, those whose respondent has a sanction in another case."""
    ids = json.dumps(list(cases))
    return {int(found) for (found,) in connection.execute(BESIDE_ANOTHER, {"ids": ids})}


def waited(connection: sqlite3.Connection, filters: Filters) -> list[sqlite3.Row]:
    """The open cases that waited for another agency at any time; whether one still does, its events say."""
    clause, parameters = where(filters)
    return connection.execute(WAITED.format(where=clause), parameters).fetchall()
