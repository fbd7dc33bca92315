"""Decisions on sanctions, as they stand after objection and appeal."""

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from asn_neutral.store.filters import Filters, where
from asn_neutral.store.queries.in_order import listed

_RUNNING: Final = "CASE WHEN k.effect_on <= :today AND (k.ends_on IS NULL OR k.ends_on >= :today) THEN 1 ELSE 0 END"
"""Has effect on that day. A sanction that was annulled has no day of effect, a permanent one has no last day."""
DECIDED: Final = f"""
SELECT k.id, {_RUNNING} AS running, k.in_force_on IS NULL AS unrecorded,
    CASE WHEN k.annulled = 'yes' THEN 1 ELSE 0 END AS annulled FROM cases AS k
{{where}} AND k.sanction IS NOT NULL ORDER BY running DESC, k.decided_on DESC, k.id DESC
"""  # noqa: S608 - constants of this module
DECISIONS: Final = f"""
SELECT k.number, l.respondent_name AS name, l.respondent_nip AS nip, k.position_class, u.name AS unit,
    {_RUNNING} AS running, k.sanction, k.sanction_level, k.sanction_wording, k.sk_number, k.decided_on, k.official,
    k.received_on, k.effect_on, k.in_force_on, k.ends_on, k.annulled, k.remedy, k.remedy_outcome, k.status,
    k.reported_on, k.id
FROM cases AS k
JOIN units AS u ON u.id = k.unit_id
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
WHERE k.id IN ({{ids}})
"""  # noqa: S608 - constants of this module


class Decisions(NamedTuple):
    """The sanctions: the rows, how many there are, how many of them have effect, and how many were annulled.

    `unrecorded` are those that have effect by law, while nobody has recorded it.
    """

    rows: Iterator[sqlite3.Row]
    matching: int
    running: int
    annulled: int
    unrecorded: int


def decisions(connection: sqlite3.Connection, filters: Filters, *, today: str, limit: int | None = None) -> Decisions:
    """The cases with a sanction, those first whose sanction has effect on *today* (ISO), then the newest."""
    clause, parameters = where(filters)
    decided = connection.execute(DECIDED.format(where=clause), {**parameters, "today": today}).fetchall()
    rows, matching = listed(connection, DECISIONS, [row["id"] for row in decided], {"today": today}, limit)
    running, annulled = (sum(row[name] for row in decided) for name in ("running", "annulled"))
    return Decisions(rows, matching, running, annulled, sum(row["running"] and row["unrecorded"] for row in decided))
