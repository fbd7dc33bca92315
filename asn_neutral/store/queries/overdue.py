"""Open cases whose next deadline has passed."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from asn_neutral.store.filters import Filters, where
from asn_neutral.store.queries.in_order import listed

_AT_RISK: Final = """CASE WHEN :guarded LIKE '% ' || k.due_clock || ' %'
    OR k.respond_by < :today AND k.followed_up_on IS NULL AND coalesce(k.side, '') NOT LIKE '%waiting%'
    THEN 1 ELSE 0 END"""
"""The deadline that passed is one that BKN guards, or hides that the follow-up of a recommendation is late too."""
LATE: Final = f"""
SELECT k.id, {_AT_RISK} AS at_risk FROM cases AS k
{{where}} AND k.closed_on IS NULL AND k.due_clock IS NOT NULL AND k.due_on < :today
ORDER BY at_risk DESC, k.due_on, k.id
"""  # noqa: S608 - constants of this module
"""Answered from the index on open deadlines."""
OVERDUE: Final = f"""
SELECT k.number, l.respondent_name AS name, u.name AS unit, k.status, k.due_clock AS clock, k.due_on,
    {_AT_RISK} AS block_risk, k.owner, k.id
FROM cases AS k
JOIN units AS u ON u.id = k.unit_id
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
WHERE k.id IN ({{ids}})
"""  # noqa: S608 - constants of this module


class Overdue(NamedTuple):
    """What is overdue: the rows, how many there are, and of how many BKN may block the data."""

    rows: Iterator[sqlite3.Row]
    matching: int
    at_risk: int


def overdue(
    connection: sqlite3.Connection, filters: Filters, *, today: str, guarded: Sequence[str], limit: int | None = None
) -> Overdue:
    """The open cases whose next deadline ended before *today* (ISO), those first that BKN may answer.

    *guarded* names the deadlines after which BKN may block data. Then the one that ended first comes first.
    """
    clause, parameters = where(filters)
    given = {"today": today, "guarded": f" {' '.join(guarded)} "}
    late = connection.execute(LATE.format(where=clause), {**parameters, **given}).fetchall()
    rows, matching = listed(connection, OVERDUE, [row["id"] for row in late], given, limit)
    return Overdue(rows, matching, sum(row["at_risk"] for row in late))
