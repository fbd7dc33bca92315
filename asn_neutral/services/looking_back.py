"""Reading the register as it was: as it was known on a day, or as things stood on a day by what is known now."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from asn_neutral.domain.case import replay_until
from asn_neutral.domain.chain import erased_by
from asn_neutral.domain.numbering import number_of
from asn_neutral.errors import BrokenDatabaseError, UsageError
from asn_neutral.locale import _
from asn_neutral.services.lives import UNREPLAYABLE, event_of, projection
from asn_neutral.store.moments import Since, cases_gone_on, cases_touched, newest_before, see_as_it_stood, see_as_known
from asn_neutral.store.queries.lives import Cell, life


@dataclass(frozen=True, slots=True)
class Moment:
    """The day that a reader looks back to, its end included: `known` as it was known then, else as things stood."""

    day: date
    known: bool


def look_back(connection: sqlite3.Connection, moment: Moment, time_zone: str, register: Path) -> Since | None:
    """Let every later question to *connection* be answered for *moment*.

    Returns:
        For a moment of knowledge what was recorded since, otherwise None.

    Raises:
        BrokenDatabaseError: the events of a case cannot be replayed.
        UsageError: a case that went on after the day was destroyed since, so that nobody can tell how it stood.
    """
    if moment.known:
        return see_as_known(connection, newest_before(connection, _end_of(moment.day, time_zone)))
    day = moment.day.isoformat()
    see_as_it_stood(connection, day, list(_stood(connection, day, register)))
    return None


def touched_between(connection: sqlite3.Connection, first: date, last: date, time_zone: str) -> frozenset[str]:
    """The numbers of the cases of which anything was recorded after the end of *first* until the end of *last*."""
    places = [newest_before(connection, _end_of(day, time_zone)) for day in (first, last)]
    return cases_touched(connection, *places)


def _end_of(day: date, time_zone: str) -> str:
    """The first instant (UTC, as the register keeps it) that no longer belongs to *day* at the office."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(time_zone))
    return midnight.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _stood(connection: sqlite3.Connection, day: str, register: Path) -> Iterator[Mapping[str, Cell]]:
    """The cases that have gone on since *day*, as they were at its end."""
    for case_id in cases_gone_on(connection, day):
        events = list(life(connection, case_id))
        if events and erased_by(events[0].details):
            told = _("How things stood on {day} cannot be told any more: the file of case {number} was destroyed.")
            more = _("--as-of still tells what was known at the end of that day.")
            raise UsageError(problem=f"{told.format(day=day, number=number_of('case', case_id))} {more}")
        try:
            state = replay_until([event_of(told) for told in events], day)
        except UNREPLAYABLE as error:
            reason = _("the events of case {what} cannot be replayed").format(what=case_id)
            raise BrokenDatabaseError(path=register, reason=reason) from error
        yield {**projection(state), "id": case_id}
