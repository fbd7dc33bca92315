"""Open cases whose next deadline has passed."""

import sqlite3
from collections.abc import Sequence
from typing import Final

from asn_neutral.store.filters import Filters, where
from asn_neutral.store.queries.cases import EVERYTHING

_AT_RISK: Final = """CASE WHEN :guarded LIKE '% ' || k.due_clock || ' %'
    OR k.respond_by < :today AND k.followed_up_on IS NULL AND coalesce(k.side, '') NOT LIKE '%waiting%'
    THEN 1 ELSE 0 END"""
"""The deadline that passed is one that BKN guards, or hides that the follow-up of a recommendation is late too."""
_LATE: Final = "k.closed_on IS NULL AND k.due_clock IS NOT NULL AND k.due_on < :today"
OVERDUE: Final = f"""
SELECT k.number, l.respondent_name AS name, u.name AS unit, k.status, k.due_clock AS clock,
    k.due_on, n.at_risk AS block_risk, k.owner
FROM (
    SELECT k.id, {_AT_RISK} AS at_risk FROM cases AS k {{where}} AND {_LATE}
    ORDER BY at_risk DESC, k.due_on, k.id LIMIT :limit
) AS n
CROSS JOIN cases AS k ON k.id = n.id
JOIN units AS u ON u.id = k.unit_id
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
"""  # noqa: S608 - constants of this module
"""Answered from the index on open deadlines; only ids are sorted, so that no name gets into a temporary file."""
OVERDUE_COUNT: Final = f"""
SELECT count(*), coalesce(sum(at_risk), 0) FROM (SELECT {_AT_RISK} AS at_risk FROM cases AS k {{where}} AND {_LATE})
"""  # noqa: S608 - constants of this module


def overdue(
    connection: sqlite3.Connection, filters: Filters, *, today: str, guarded: Sequence[str], limit: int | None = None
) -> sqlite3.Cursor:
    """The open cases whose next deadline ended before *today* (ISO), those first that BKN may answer; a stream.

    *guarded* names the deadlines after which BKN may block data. Then the one that ended first comes first.
    """
    clause, parameters = where(filters)
    given = {**parameters, **_day(today, guarded), "limit": EVERYTHING if limit is None else limit}
    return connection.execute(OVERDUE.format(where=clause), given)


def overdue_count(
    connection: sqlite3.Connection, filters: Filters, *, today: str, guarded: Sequence[str]
) -> tuple[int, int]:
    """How many such cases there are, and of how many BKN may block the data."""
    clause, parameters = where(filters)
    count, at_risk = connection.execute(
        OVERDUE_COUNT.format(where=clause), {**parameters, **_day(today, guarded)}
    ).fetchone()
    return int(count), int(at_risk)


def _day(today: str, guarded: Sequence[str]) -> dict[str, str]:
    return {"today": today, "guarded": f" {' '.join(guarded)} "}
