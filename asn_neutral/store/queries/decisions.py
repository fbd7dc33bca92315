"""Decisions on sanctions, as they stand after objection and appeal."""

import sqlite3
from typing import Final

from asn_neutral.store.filters import Filters, where
from asn_neutral.store.queries.cases import EVERYTHING

_RUNNING: Final = """CASE WHEN k.annulled = 'no' AND k.effect_on <= :today
    AND (k.ends_on IS NULL OR k.ends_on >= :today) THEN 1 ELSE 0 END"""
"""Has effect on that day; a sanction without a last day is permanent."""
DECISIONS: Final = f"""
SELECT k.number, l.respondent_name AS name, l.respondent_nip AS nip, k.position_class, u.name AS unit, n.running,
    k.sanction, k.sanction_level, k.sanction_wording, k.sk_number, k.decided_on, k.official, k.received_on,
    k.effect_on, k.in_force_on, k.ends_on, k.annulled, k.remedy, k.remedy_outcome, k.status, k.reported_on
FROM (
    SELECT k.id, {_RUNNING} AS running FROM cases AS k {{where}} AND k.sanction IS NOT NULL
    ORDER BY running DESC, k.decided_on DESC, k.id DESC LIMIT :limit
) AS n
CROSS JOIN cases AS k ON k.id = n.id
JOIN units AS u ON u.id = k.unit_id
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
"""  # noqa: S608 - constants of this module
"""Only ids are sorted, so that no name gets into a temporary file."""
DECISION_COUNT: Final = f"""
SELECT count(*), coalesce(sum({_RUNNING}), 0), coalesce(sum(CASE WHEN k.annulled = 'yes' THEN 1 ELSE 0 END), 0)
FROM cases AS k {{where}} AND k.sanction IS NOT NULL
"""  # noqa: S608 - constants of this module


def decisions(
    connection: sqlite3.Connection, filters: Filters, *, today: str, limit: int | None = None
) -> sqlite3.Cursor:
    """The cases with a sanction, those first whose sanction has effect on *today* (ISO), then the newest; a stream."""
    clause, parameters = where(filters)
    given = {**parameters, "today": today, "limit": EVERYTHING if limit is None else limit}
    return connection.execute(DECISIONS.format(where=clause), given)


def decision_count(connection: sqlite3.Connection, filters: Filters, *, today: str) -> tuple[int, int, int]:
    """How many sanctions there are, how many have effect on *today*, and how many were annulled."""
    clause, parameters = where(filters)
    found = connection.execute(DECISION_COUNT.format(where=clause), {**parameters, "today": today}).fetchone()
    count, running, annulled = map(int, found)
    return count, running, annulled
