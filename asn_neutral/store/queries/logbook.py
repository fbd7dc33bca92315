"""Every event of the register with what it is about, for those who ask who did what."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from asn_neutral.store.filters import Filters, where

_FROM: Final = """FROM events AS e
LEFT JOIN cases AS k ON k.id = e.case_id
LEFT JOIN complaints AS c ON c.id = e.complaint_id
{where} AND e.recorded_at >= :first AND e.recorded_at < :last
    AND (:actors IS NULL OR lower(e.actor) IN (SELECT lower(value) FROM json_each(:actors)))"""
LOG: Final = f"""
SELECT e.seq, e.recorded_at, e.actor, k.number, c.number AS complaint, e.step, e.happened_on, e.status, e.details
{_FROM}
ORDER BY e.seq DESC LIMIT :limit
"""
LOG_INSTANTS: Final = f"SELECT DISTINCT e.recorded_at {_FROM}"
LOG_COUNT: Final = f"SELECT count(*) {_FROM}"


class Entry(NamedTuple):
    """An event: its number, when (UTC) and by whom it was recorded, which case and complaint it is about, what it says.

    `details` is the JSON that stands in the register.
    """

    seq: int
    recorded_at: str
    actor: str
    number: str | None
    complaint: str | None
    step: str
    happened_on: str
    status: str | None
    details: str


class Wanted(NamedTuple):
    """Which events: about cases that fit, recorded from the instant `first` on and before `last`, by one of `actors`.

    Without actors by anybody; capitals of A-Z make no difference. Without filters those about no case count too.
    """

    filters: Filters
    first: str
    last: str
    actors: Sequence[str] = ()

    def bound(self) -> tuple[str, dict[str, str | int | None]]:
        """The WHERE clause and all parameters but the limit."""
        clause, parameters = where(self.filters)
        actors = json.dumps(list(self.actors)) if self.actors else None
        return clause, {**parameters, "first": self.first, "last": self.last, "actors": actors}


def log(connection: sqlite3.Connection, wanted: Wanted, *, limit: int) -> Iterator[Entry]:
    """The events that are wanted, newest first; a stream of at most *limit*, all of them if that is negative."""
    clause, parameters = wanted.bound()
    return map(Entry._make, connection.execute(LOG.format(where=clause), {**parameters, "limit": limit}))


def instants(connection: sqlite3.Connection, wanted: Wanted) -> Iterator[str]:
    """When the events that are wanted were recorded; the register is asked when the first is."""
    clause, parameters = wanted.bound()
    for (instant,) in connection.execute(LOG_INSTANTS.format(where=clause), parameters):
        yield instant


def log_count(connection: sqlite3.Connection, wanted: Wanted) -> int:
    """How many events are wanted."""
    clause, parameters = wanted.bound()
    (count,) = connection.execute(LOG_COUNT.format(where=clause), parameters).fetchone()
    return int(count)
