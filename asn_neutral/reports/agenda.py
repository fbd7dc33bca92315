"""What has to be done next: the deadlines of open cases, what hurts most first."""

import sqlite3
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum, unique
from typing import Final

from asn_neutral.law.move import CLOCKS, ClockRole
from asn_neutral.law.procedure import ACTOR_LABELS, STATUS_LABELS
from asn_neutral.locale import N_, _
from asn_neutral.reports.filtering import unknown_owners
from asn_neutral.reports.names import View, named
from asn_neutral.reports.table import Column, Kind, Table, Value
from asn_neutral.store.filters import Filters
from asn_neutral.store.queries.agenda import near


@unique
class Reason(StrEnum):
    """Why a case stands in the agenda; the order is that of what hurts most."""

    OVERDUE = "overdue"
    BLOCK_RISK = "data-block-risk"
    NO_DAY = "no-day"
    EXACT = "exact-day"
    SOON = "due-soon"


REASON_LABELS: Final[Mapping[str, str]] = {
    Reason.OVERDUE: N_("overdue"),
    Reason.BLOCK_RISK: N_("BKN may block the data in SIASN once it has passed"),
    Reason.NO_DAY: N_("its day is not known: a calendar or a rule is missing"),
    Reason.EXACT: N_("that is the day itself"),
    Reason.SOON: N_("due soon"),
}
_COLUMNS: Final = (
    Column("number", N_("Number"), Kind.ID),
    Column("status", N_("Status"), labels=STATUS_LABELS),
    Column("clock", N_("Time limit"), Kind.ID),
    Column("due_on", N_("Due on"), Kind.DATE, missing=N_("not known")),
    Column("days_left", N_("Days left"), Kind.COUNT),
    Column("actor", N_("By"), labels=ACTOR_LABELS),
    Column("reason", N_("Reason"), labels=REASON_LABELS),
    Column("name", N_("Respondent")),
    Column("unit", N_("Unit")),
    Column("owner", N_("Responsible"), spare=1),
)
_CLOCK, _DUE, _REASON = 2, 3, 6


def agenda(connection: sqlite3.Connection, filters: Filters, today: date, *, days: int, view: View) -> Table:
    """The open cases whose next deadline has passed, ends within *days* from today, or has no day.

    What is overdue stands first, then what BKN may answer by blocking data; within each, what ends first.
    """
    last = last_day(today, days).isoformat()
    rows = sorted((_row(found, today) for found in near(connection, filters, last=last)), key=_order)
    overdue = sum(row[_REASON] == Reason.OVERDUE for row in rows)
    notes = [_("{number} overdue.").format(number=overdue)] if overdue else []
    notes += unknown_owners(connection, filters)
    title = _("Agenda of {day}, {days} days ahead").format(day=today, days=days)
    return Table("agenda", title, named(_COLUMNS, view), rows, notes=notes, empty=_("nothing is due"))


def last_day(today: date, days: int) -> date:
    """The last day of an agenda that looks *days* ahead; the calendar of the machine may end before."""
    return min(today, date.max - timedelta(days=days)) + timedelta(days=days)


def has_overdue(table: Table) -> bool:
    """Whether something in the agenda is overdue."""
    return any(row[_REASON] == Reason.OVERDUE for row in table.rows)


def _row(found: sqlite3.Row, today: date) -> tuple[Value, ...]:
    due_on = date.fromisoformat(found["due_on"]) if found["due_on"] else None
    left = (due_on - today).days if due_on else None
    role = CLOCKS.get(found["clock"])
    actor = role.actor if role else None
    reason = _reason(role, left)
    case = (found["number"], found["status"], found["clock"], due_on, left, actor, reason)
    return (*case, found["name"], found["unit"], found["owner"])


def _reason(role: ClockRole | None, left: int | None) -> Reason:
    if left is None:
        return Reason.NO_DAY
    if left < 0:
        return Reason.OVERDUE
    if role and role.guarded:
        return Reason.BLOCK_RISK
    return Reason.EXACT if role and role.exact else Reason.SOON


def _order(row: tuple[Value, ...]) -> tuple[object, ...]:
    """Overdue before data that may be blocked, before the rest by its day; what has no day is not forgotten."""
    reason, due_on, clock = row[_REASON], row[_DUE], CLOCKS.get(str(row[_CLOCK]))
    rank = 0 if reason == Reason.OVERDUE else 1 if reason == Reason.BLOCK_RISK else 2 if due_on is None else 3
    return rank, not (clock and clock.guarded), due_on or date.min, row[0]
