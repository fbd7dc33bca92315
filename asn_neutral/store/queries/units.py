"""How many cases, persons and incidents each unit has, and what was decided."""

import sqlite3
from typing import Final, NamedTuple

from asn_neutral.law.needs import Flag
from asn_neutral.store.filters import Filters, where

_COUNTS: Final = f"""count(*) AS cases, count(DISTINCT k.employee_id) AS persons,
    count(DISTINCT k.complaint_id) AS incidents, count(k.decided_on) AS decided,
    count(CASE WHEN k.annulled = '{Flag.NO}' THEN 1 END) AS sanctioned"""
UNITS: Final = f"""
SELECT u.name, u.key, {_COUNTS}
FROM cases AS k JOIN units AS u ON u.id = k.unit_id
{{where}}
GROUP BY u.id, u.name, u.key
ORDER BY cases DESC, u.name
"""  # noqa: S608 - constants of this module
TOTALS: Final = f"""
SELECT {_COUNTS}
FROM cases AS k
{{where}}
"""  # noqa: S608 - constants of this module
MEMBERS: Final = """
SELECT u.name, k.number
FROM cases AS k JOIN units AS u ON u.id = k.unit_id
{where}
"""


class UnitCounts(NamedTuple):
    """One unit with what it has; `key` is its name as the register folds it."""

    name: str
    key: str
    cases: int
    persons: int
    incidents: int
    decided: int
    sanctioned: int


def units(connection: sqlite3.Connection, filters: Filters) -> list[UnitCounts]:
    """Every unit with a case that fits, the one with most cases first."""
    clause, parameters = where(filters)
    return [UnitCounts(*row) for row in connection.execute(UNITS.format(where=clause), parameters)]


def unit_totals(connection: sqlite3.Connection, filters: Filters) -> tuple[int, int, int, int, int]:
    """Cases, persons, incidents, decided and sanctioned, each counted once."""
    clause, parameters = where(filters)
    cases, persons, incidents, decided, sanctioned = connection.execute(
        TOTALS.format(where=clause), parameters
    ).fetchone()
    return cases, persons, incidents, decided, sanctioned


def unit_members(connection: sqlite3.Connection, filters: Filters) -> list[tuple[str, str]]:
    """Every case that is counted: the unit, then its number."""
    clause, parameters = where(filters)
    return [(unit, number) for unit, number in connection.execute(MEMBERS.format(where=clause), parameters)]
