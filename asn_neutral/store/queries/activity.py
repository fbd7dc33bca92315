"""Who recorded what: entries by actor and step."""

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from asn_neutral.store.filters import Filters, where

_COUNTS: Final = """e.actor, e.step, count(*) AS entries, count(DISTINCT e.case_id) AS cases,
    min(e.recorded_at) AS first_at, max(e.recorded_at) AS last_at"""
ALL_ENTRIES: Final = f"""
SELECT {_COUNTS}
FROM events AS e
WHERE e.recorded_at >= :first AND e.recorded_at < :last
GROUP BY e.actor, e.step
"""  # noqa: S608 - constants of this module
ENTRIES_OF_CASES: Final = f"""
SELECT {_COUNTS}
FROM events AS e JOIN cases AS k ON k.id = e.case_id
{{where}} AND e.recorded_at >= :first AND e.recorded_at < :last
GROUP BY e.actor, e.step
"""  # noqa: S608 - constants of this module
MEMBERS: Final = """
SELECT DISTINCT e.actor, e.step, k.number
FROM events AS e JOIN cases AS k ON k.id = e.case_id
{where} AND e.recorded_at >= :first AND e.recorded_at < :last
"""


class Activity(NamedTuple):
    """What one actor recorded of one step; the instants of the first and last entry are in UTC."""

    actor: str
    step: str
    entries: int
    cases: int
    first_at: str
    last_at: str


def activity(connection: sqlite3.Connection, filters: Filters, *, first: str, last: str) -> list[Activity]:
    """What was recorded from the instant *first* on and before *last*, in no order.

    Any filter leaves only entries about cases that fit; without one files taken in and tips count too.
    """
    period = {"first": first, "last": last}
    if filters == Filters():
        return [Activity(*row) for row in connection.execute(ALL_ENTRIES, period)]
    clause, parameters = where(filters)
    question = ENTRIES_OF_CASES.format(where=clause)
    return [Activity(*row) for row in connection.execute(question, {**parameters, **period})]


def activity_members(
    connection: sqlite3.Connection, filters: Filters, *, first: str, last: str
) -> Iterator[tuple[str, str, str]]:
    """Every case that an entry of the period is about: actor and step, then its number; a stream."""
    clause, parameters = where(filters)
    found = connection.execute(MEMBERS.format(where=clause), {**parameters, "first": first, "last": last})
    return ((actor, step, number) for actor, step, number in found)
