"""How many days the steps of cases took, and how late they were, as numbers of cases for each number of days."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final

from asn_neutral.store.filters import Filters, where
from asn_neutral.store.queries.grouping import grouped_sql

_SPANS: Final = """(
    SELECT s.case_id, s.step, CAST(julianday(s.happened_on) - julianday(coalesce(
        lag(s.happened_on) OVER (PARTITION BY s.case_id ORDER BY s.entry), k.opened_on)) AS INTEGER) AS days
    FROM case_steps AS s JOIN cases AS k ON k.id = s.case_id
    {where} AND s.until_seq IS NULL AND s.parallel = 0
) AS d JOIN cases AS k ON k.id = d.case_id {joins}"""
"""Steps on the main line, each with the days since the one before it; the first since the complaint was received."""
STEPS: Final = f"""
SELECT {{dimensions}}, d.step, d.days, count(*) AS times
FROM {_SPANS}
WHERE d.days >= 0
GROUP BY {{dimensions}}, d.step, d.days
"""  # noqa: S608 - constants of this module
"""A step dated before the one that was recorded before it took no time that could be counted."""
BACKWARDS: Final = f"""
SELECT count(*)
FROM {_SPANS}
WHERE d.days < 0
"""  # noqa: S608 - constants of this module
LATE: Final = """
SELECT {dimensions}, s.step, s.clock, CAST(julianday(s.happened_on) - julianday(s.due_on) AS INTEGER) AS days,
    count(*) AS times
FROM case_steps AS s JOIN cases AS k ON k.id = s.case_id {joins}
{where} AND s.until_seq IS NULL AND s.due_on IS NOT NULL
GROUP BY {dimensions}, s.step, s.clock, days
"""
"""Steps that answered a clock, each with the days after its last day; no more than 0 is in time."""
TO_DECISION: Final = """
SELECT {dimensions}, CAST(julianday(k.decided_on) - julianday(k.opened_on) AS INTEGER) AS days, count(*) AS times
FROM cases AS k {joins}
{where} AND k.decided_on IS NOT NULL
GROUP BY {dimensions}, days
"""
TO_EFFECT: Final = """
SELECT {dimensions}, CAST(julianday(k.in_force_on) - julianday(k.decided_on) AS INTEGER) AS days, count(*) AS times
FROM cases AS k {joins}
{where} AND k.in_force_on >= k.decided_on
GROUP BY {dimensions}, days
"""
STEP_MEMBERS: Final = f"""
SELECT {{dimensions}}, d.step, k.number
FROM {_SPANS}
WHERE d.days >= 0
"""  # noqa: S608 - constants of this module
DECIDED_MEMBERS: Final = """
SELECT {dimensions}, k.number
FROM cases AS k {joins}
{where} AND k.decided_on IS NOT NULL
"""
EFFECT_MEMBERS: Final = """
SELECT {dimensions}, k.number
FROM cases AS k {joins}
{where} AND k.in_force_on >= k.decided_on
"""


def asked_by(
    connection: sqlite3.Connection, by: Sequence[str], filters: Filters, question: str
) -> Iterator[tuple[str | int | None, ...]]:
    """The rows of a *question* of this module: the values of the dimensions, then what it asks; in no order."""
    clause, parameters = where(filters)
    return (tuple(row) for row in connection.execute(grouped_sql(by, clause, question), parameters))
