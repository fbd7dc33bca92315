"""Objections and appeals: when and to whom they were filed, how long they took, what became of the sanction."""

import sqlite3
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from asn_neutral.domain.clocks import due_date
from asn_neutral.errors import NoCalendarError
from asn_neutral.law.move import Only, Start
from asn_neutral.law.moves import moves_of
from asn_neutral.law.procedure import ACTOR_LABELS, Actor, Step
from asn_neutral.law.terms import Official, Remedy
from asn_neutral.locale import N_, _
from asn_neutral.reports.cases import NAME, NIP, NUMBER, STATUS, UNIT
from asn_neutral.reports.filtering import asked_of, unknown_owners
from asn_neutral.reports.listing import (
    ANNULLED,
    ENDS_ON,
    REMEDY,
    REMEDY_OUTCOME,
    SANCTION_LEVEL,
    Row,
    case_figures,
    row_of,
    sanction_column,
)
from asn_neutral.reports.names import View
from asn_neutral.reports.report import Asked, Figure, Report
from asn_neutral.reports.table import Column, Kind, Table
from asn_neutral.store.queries.remedies import remedies

_FILING: Final[Mapping[str, Step]] = {Remedy.KEBERATAN: Step.FILE_OBJECTION, Remedy.BANDING: Step.FILE_APPEAL}
_DECIDING: Final[Mapping[str, Step]] = {Remedy.KEBERATAN: Step.DECIDE_OBJECTION, Remedy.BANDING: Step.DECIDE_APPEAL}
Limits = Callable[[Start, sqlite3.Row], date | None]


def _columns(view: View) -> tuple[Column, ...]:
    return (
        NUMBER,
        NAME,
        NIP,
        UNIT,
        Column(REMEDY.key, REMEDY.heading, labels=REMEDY.labels),
        Column("pending", N_("Pending"), Kind.FLAG),
        Column("filed_on", N_("Filed on"), Kind.DATE),
        Column("late", N_("Filed late"), Kind.FLAG, spare=3),
        Column("filed_to", N_("Decided by"), labels=ACTOR_LABELS, spare=4),
        Column("reply_due_on", N_("Reply due on"), Kind.DATE, spare=6),
        Column("replied_on", N_("Replied on"), Kind.DATE, spare=6),
        Column("decision_due_on", N_("Decision due on"), Kind.DATE, spare=1),
        Column("remedy_decided_on", N_("Decided on"), Kind.DATE, spare=2),
        Column("days_taken", N_("Days taken"), Kind.COUNT, spare=3),
        Column("days_late", N_("Days late"), Kind.COUNT, spare=3),
        Column(REMEDY_OUTCOME.key, N_("Outcome"), labels=REMEDY_OUTCOME.labels),
        Column("sanction", N_("Sanction that stands"), labels=sanction_column(view).labels, spare=5),
        SANCTION_LEVEL,
        ANNULLED,
        Column("effect_on", N_("Effect from"), Kind.DATE, spare=5),
        Column(ENDS_ON.key, ENDS_ON.heading, Kind.DATE, spare=6),
        STATUS,
    )


def remedies_table(asked: Asked) -> Table:
    """The cases with an objection or appeal: the pending ones first, by the day they were filed; a stream."""
    columns, by_law = _columns(asked.view), _limits_by_law(asked)
    found = remedies(asked.connection, asked.filters, limit=asked.limit)
    told = _("Objections and appeals: {number}; pending: {pending}.")
    return Table(
        name="remedies",
        title=_("Objections and appeals on {day}").format(day=asked.today.isoformat()),
        columns=columns,
        rows=(_row(row, columns, asked.today, by_law) for row in found.rows),
        notes=(
            *asked.opening_notes(),
            *unknown_owners(asked.connection, asked.filters),
            told.format(number=found.matching, pending=found.pending),
        ),
        empty=_("no objection or appeal"),
        office=asked.settings.office_name,
        filters=asked_of(asked.filters),
        matching=None if asked.limit is None else found.matching,
    )


def _row(found: sqlite3.Row, columns: tuple[Column, ...], today: date, by_law: Limits) -> Row:
    reply, decision = moves_of(_FILING[found["remedy"]])[0].starts
    due_on = _due(found, decision, "decision_clock", by_law)
    filed_on, decided_on = date.fromisoformat(found["filed_on"]), _day(found["remedy_decided_on"])
    until = decided_on or (today if found["pending"] else None)
    told = {
        **dict(found),
        "filed_to": _decider(found),
        "reply_due_on": _due(found, reply, "reply_clock", by_law) if _expected(reply, found) else None,
        "decision_due_on": due_on,
        "days_taken": (decided_on - filed_on).days if decided_on else None,
        "days_late": max((until - due_on).days, 0) if until and due_on else None,
        "pending": bool(found["pending"]),
    }
    return row_of(told, columns)


def _decider(found: sqlite3.Row) -> Actor:
    """Whom the law names to decide; the PPK decides on objections to decisions of the PPK."""
    actor = moves_of(_DECIDING[found["remedy"]])[0].actor
    return Actor.PPK if actor is Actor.OBJECTION_OFFICIAL and found["official"] == Official.PPK else actor


def _expected(reply: Start, found: sqlite3.Row) -> bool:
    """Whether somebody has to reply; to an objection to a decision of the PPK nobody has."""
    return not (reply.only is Only.NOT_BY_PPK and found["official"] == Official.PPK)


def _due(found: sqlite3.Row, start: Start, answered: str, by_law: Limits) -> date | None:
    """The last day under a clock that filing started.

    The register names it where it was answered, or is the next one that ends; of two that one step answers it keeps
    the first, and then the day is computed as it was when the clock started.
    """
    if found[answered] == start.clock:
        return _day(found[f"{answered}_on"])
    if found["pending"] and found["due_clock"] == start.clock:
        return _day(found["due_on"])
    return by_law(start, found)


def _limits_by_law(asked: Asked) -> Limits:
    """The function that computes the last day of a clock by the law data and the calendar; None where they cannot."""

    def limit(start: Start, found: sqlite3.Row) -> date | None:
        filed_on = date.fromisoformat(found["filed_on"])
        official = Official(found["official"]) if found["official"] else None
        rule = asked.law().deadline(start.clock, on=filed_on, official=official)
        try:
            calendar = asked.law().calendar.of_week(asked.settings.office_week)
            return due_date(rule, filed_on, calendar).due_on if rule else None
        except NoCalendarError:
            return None

    return limit


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


_FILED: Final = (Step.FILE_OBJECTION, Step.FILE_APPEAL)
_REPLIED: Final = (Step.ANSWER_OBJECTION, Step.ANSWER_APPEAL)
_DECIDED: Final = (Step.DECIDE_OBJECTION, Step.DECIDE_APPEAL)

REPORT: Final = Report(
    make=remedies_table,
    figures={
        **case_figures("number", "name", "nip", "unit"),
        "remedy": Figure(N_("An objection (keberatan) or an administrative appeal (banding administratif)."), _FILED),
        "pending": Figure(N_("Whether somebody still has to decide on it."), (*_FILED, *_DECIDED)),
        "filed_on": Figure(N_("The day it was filed."), _FILED),
        "late": Figure(N_("Whether it was filed after its window had closed."), _FILED),
        "filed_to": Figure(N_("Who decides on it."), _FILED),
        "reply_due_on": Figure(
            N_("The last day of the official's or the PPK's reply; empty where nobody has to reply."), _REPLIED
        ),
        "replied_on": Figure(N_("The day of that reply."), _REPLIED),
        "decision_due_on": Figure(
            N_("The last day of the decision: as it stands on record, or else by the law data."), _DECIDED
        ),
        "remedy_decided_on": Figure(N_("The day of the decision; empty while there is none."), _DECIDED),
        "days_taken": Figure(N_("Calendar days from filing to the decision."), (*_FILED, *_DECIDED)),
        "days_late": Figure(
            N_("Calendar days after the last day, until the decision, or until today while it is pending; 0 in time."),
            (*_FILED, *_DECIDED),
        ),
        "remedy_outcome": Figure(N_("What was decided on it; empty while nothing was."), _DECIDED),
        "sanction": Figure(N_("The sanction that stands after it, or that was annulled."), _DECIDED),
        "sanction_level": Figure(N_("The level of that sanction."), _DECIDED),
        "annulled": Figure(N_("Whether it left nothing of the sanction."), _DECIDED),
        **case_figures("effect_on", "ends_on", "status"),
    },
)
"""One row for each case with an objection or appeal, for the last one."""
