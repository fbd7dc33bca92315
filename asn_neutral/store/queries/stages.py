"""How many cases arose in each stage of each election, by form of violation and class of post."""

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from asn_neutral.store.filters import Filters, where

STAGES: Final = """
SELECT k.election, k.stage, v.code, k.position_class, count(*) AS cases, count(DISTINCT k.employee_id) AS persons
FROM cases AS k JOIN case_violations AS v ON v.case_id = k.id
{where}
GROUP BY k.election, k.stage, v.code, k.position_class
"""
WHOLE: Final = """
SELECT k.election, k.stage, count(*) AS cases
FROM cases AS k
{where}
GROUP BY k.election, k.stage
"""
PERSONS: Final = """
SELECT count(DISTINCT k.employee_id) AS persons
FROM cases AS k
{where}
"""
MEMBERS: Final = """
SELECT k.election, k.stage, v.code, k.position_class, k.number
FROM cases AS k JOIN case_violations AS v ON v.case_id = k.id
{where}
"""


class StageCounts(NamedTuple):
    """The cases of one form and one class of post in one stage."""

    election: str | None
    stage: str | None
    violation: str
    position_class: str | None
    cases: int
    persons: int


def stages(connection: sqlite3.Connection, filters: Filters) -> list[StageCounts]:
    """Every combination that has a case, in no order; a case counts under each of its forms."""
    clause, parameters = where(filters)
    return [StageCounts(*row) for row in connection.execute(STAGES.format(where=clause), parameters)]


def whole_stages(connection: sqlite3.Connection, filters: Filters) -> dict[tuple[str | None, str | None], int]:
    """The cases of each stage of each election, each counted once."""
    clause, parameters = where(filters)
    found = connection.execute(WHOLE.format(where=clause), parameters)
    return {(election, stage): cases for election, stage, cases in found}


def stage_persons(connection: sqlite3.Connection, filters: Filters) -> int:
    """The respondents of all these cases, each counted once."""
    clause, parameters = where(filters)
    (persons,) = connection.execute(PERSONS.format(where=clause), parameters).fetchone()
    return int(persons)


def stage_members(connection: sqlite3.Connection, filters: Filters) -> Iterator[tuple[str | None, ...]]:
    """Every case that is counted: election, stage, form and class of post, then its number; a stream."""
    clause, parameters = where(filters)
    return (tuple(row) for row in connection.execute(MEMBERS.format(where=clause), parameters))
