"""Objections and appeals: of each case the last one."""

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from asn_neutral.store.filters import Filters, where
from asn_neutral.store.queries.in_order import listed

_PENDING: Final = """CASE WHEN k.remedy_decided_on IS NULL
    AND (k.status = 'objection' OR k.status = 'appeal' OR coalesce(k.side, '') LIKE '%remedy-open%')
    THEN 1 ELSE 0 END"""
"""One that was left undecided when the case lapsed waits for nobody."""


def _of_a_step(column: str, verb: str) -> str:
    """What the first step says that answers, or decides on, the remedy of a case."""
    return (
        f"(SELECT s.{column} FROM case_steps AS s WHERE s.case_id = k.id AND s.until_seq IS NULL AND s.step ="  # noqa: S608 - constants of this module
        f" CASE k.remedy WHEN 'keberatan' THEN '{verb}-objection' ELSE '{verb}-appeal' END ORDER BY s.entry LIMIT 1)"
    )


FILED: Final = f"""
SELECT k.id, {_PENDING} AS pending FROM cases AS k {{where}} AND k.remedy IS NOT NULL
ORDER BY pending DESC, k.remedy_decided_on DESC, k.remedy_filed_on, k.id
"""  # noqa: S608 - constants of this module
REMEDIES: Final = f"""
SELECT k.id, k.number, l.respondent_name AS name, l.respondent_nip AS nip, u.name AS unit, k.remedy,
    {_PENDING} AS pending, k.remedy_filed_on AS filed_on, k.remedy_late AS late, k.official, k.remedy_decided_on,
    k.remedy_outcome, k.due_clock, k.due_on, {_of_a_step("happened_on", "answer")} AS replied_on,
    {_of_a_step("clock", "answer")} AS reply_clock, {_of_a_step("due_on", "answer")} AS reply_clock_on,
    {_of_a_step("clock", "decide")} AS decision_clock, {_of_a_step("due_on", "decide")} AS decision_clock_on,
    k.sanction, k.sanction_level, k.annulled, k.effect_on, k.ends_on, k.status
FROM cases AS k
JOIN units AS u ON u.id = k.unit_id
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
WHERE k.id IN ({{ids}})
"""  # noqa: S608 - constants of this module


class Remedies(NamedTuple):
    """Objections and appeals: the rows, how many there are, and how many of them are pending."""

    rows: Iterator[sqlite3.Row]
    matching: int
    pending: int


def remedies(connection: sqlite3.Connection, filters: Filters, *, limit: int | None = None) -> Remedies:
    """The cases with an objection or appeal: the pending ones by day filed, then the last decided first.

    `reply_clock` and `decision_clock` name the deadlines that the reply and the decision answered, each with its day.
    """
    clause, parameters = where(filters)
    filed = connection.execute(FILED.format(where=clause), parameters).fetchall()
    rows, matching = listed(connection, REMEDIES, [row["id"] for row in filed], {}, limit)
    return Remedies(rows, matching, sum(row["pending"] for row in filed))
