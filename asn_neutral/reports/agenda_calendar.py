"""The agenda for a calendar: a day for every deadline that runs; no name of a person is in it."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.measure import Measure
from asn_neutral.domain.running import RunningClock, still_open
from asn_neutral.law.move import CLOCKS
from asn_neutral.law.procedure import ACTOR_LABELS, STATUS_LABELS
from asn_neutral.locale import _, ngettext
from asn_neutral.reports.agenda import last_day
from asn_neutral.reports.calendar import Calendar, CalendarDay
from asn_neutral.reports.clocks import basis_of, name_of, rule_of
from asn_neutral.services.lives import state_of
from asn_neutral.store.filters import Filters
from asn_neutral.store.queries.agenda import near, register_uuid


def agenda_calendar(
    connection: sqlite3.Connection, filters: Filters, setting: Measure, register: Path, *, days: int
) -> Calendar:
    """Every deadline of the cases in the agenda that ends within *days* from today, or has ended, and has a day.

    Raises:
        BrokenDatabaseError: the events of a case cannot be replayed.
    """
    last = last_day(setting.today, days)
    found = near(connection, filters, last=last.isoformat())
    uuid = register_uuid(connection)
    states = (state_of(connection, row["id"], register) for row in found)
    entries = [day for state in states for day in _days_of(state, setting, uuid, last)]
    undated = sum(row["due_on"] is None for row in found)
    text = ngettext(
        "{count} case is not in it: its day is not known.",
        "{count} cases are not in it: their days are not known.",
        undated,
    )
    return Calendar(
        title=_("Agenda of {day}, {days} days ahead").format(day=setting.today, days=days),
        made_on=setting.today,
        days=sorted(entries, key=lambda day: (day.on, day.uid)),
        notes=[text.format(count=undated)] if undated else [],
    )


def _days_of(state: CaseState, setting: Measure, uuid: str, last: date) -> Iterator[CalendarDay]:
    for clock in still_open(state.clocks, setting.today):
        if clock.due_on is not None and clock.due_on <= last:
            yield _day(state, clock, clock.due_on, setting, uuid)


def _day(state: CaseState, clock: RunningClock, on: date, setting: Measure, uuid: str) -> CalendarDay:
    rule = rule_of(clock, state, setting)
    status = _(STATUS_LABELS[state.status])
    name = name_of(clock, rule)
    lines = [
        _("Case {number}: {status}").format(number=state.number, status=status),
        _("To act: {actor}").format(actor=_(ACTOR_LABELS[CLOCKS[clock.clock].actor])),
        _("From {day}").format(day=clock.starts_on),
        _("Basis: {basis}").format(basis=basis_of(clock, rule)),
        *([_("Not verified: {names}.").format(names=name)] if rule and not rule.verified else []),
    ]
    return CalendarDay(
        uid=f"{state.number.replace('/', '-')}-{clock.clock}@{uuid}",
        on=on,
        summary=f"{state.number}: {name} ({status})",
        description="\n".join(lines),
    )
