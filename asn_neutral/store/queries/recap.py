"""How many incidents, cases and persons, by one or two dimensions."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from asn_neutral.store.filters import Filters, where

DIMENSIONS: Final[Mapping[str, str]] = {
    "unit": "u.name",
    "unit-kind": "u.kind",
    "district": "k.district",
    "violation": "v.code",
    "violation-group": "k.track",
    "level": "k.level",
    "status": "k.status",
    "channel": "k.channel",
    "position-class": "k.position_class",
    "employment": "k.employment",
    "rank": "k.rank",
    "month": "substr(k.opened_on, 1, 7)",
    "election": "k.election",
    "stage": "k.stage",
}
"""What a recap can count by; the words are the ones users type."""

_JOINS: Final[Mapping[str, str]] = {
    "u": "JOIN units AS u ON u.id = k.unit_id",
    "v": "JOIN case_violations AS v ON v.case_id = k.id",
}
RECAP: Final = """
SELECT {dimensions}, count(DISTINCT k.complaint_id) AS incidents, count(*) AS cases,
    count(DISTINCT k.employee_id) AS persons
FROM cases AS k {joins}
{where}
GROUP BY {dimensions}
"""
TOTALS: Final = """
SELECT count(DISTINCT k.complaint_id) AS incidents, count(*) AS cases, count(DISTINCT k.employee_id) AS persons
FROM cases AS k
{where}
"""
MEMBERS: Final = """
SELECT {dimensions}, k.number
FROM cases AS k {joins}
{where}
"""


def recap_sql(by: Sequence[str], clause: str, template: str = RECAP) -> str:
    """The SQL of a recap; *by* holds words of `DIMENSIONS` and nothing else (another one is a KeyError)."""
    columns = [DIMENSIONS[word] for word in by]
    joins = " ".join(join for alias, join in _JOINS.items() if any(f"{alias}." in column for column in columns))
    return template.format(dimensions=", ".join(columns), joins=joins, where=clause)


def recap(connection: sqlite3.Connection, by: Sequence[str], filters: Filters) -> list[tuple[str | int | None, ...]]:
    """Rows of the dimensions' values, then incidents, cases and persons; in no order.

    A case counts once under each of its forms of violation, and once under everything else.
    """
    clause, parameters = where(filters)
    return [tuple(row) for row in connection.execute(recap_sql(by, clause), parameters)]


def recap_members(
    connection: sqlite3.Connection, by: Sequence[str], filters: Filters
) -> Iterator[tuple[str | int | None, ...]]:
    """Every case that a recap counts: the values of the dimensions, then its number; a stream, in no order."""
    clause, parameters = where(filters)
    return (tuple(row) for row in connection.execute(recap_sql(by, clause, MEMBERS), parameters))


def recap_totals(connection: sqlite3.Connection, filters: Filters) -> tuple[int, int, int]:
    """Incidents, cases and persons, each counted once."""
    clause, parameters = where(filters)
    incidents, cases, persons = connection.execute(TOTALS.format(where=clause), parameters).fetchone()
    return incidents, cases, persons
