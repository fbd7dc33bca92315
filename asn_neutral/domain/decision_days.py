"""The days of a decision: delivery, effect, remedies and end, from the day of the SK and the day it was received.

The same computation serves a decision on record and the question what if it were received on another day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.clocks import Due, due_date
from asn_neutral.domain.facts import (
    Decision,
    decision,
    effect_on,
    end_of,
    first_decision,
    in_force_on,
    joined_on,
    on_day,
    planned_on,
    proven_on,
    remedies,
)
from asn_neutral.domain.months import month_end
from asn_neutral.domain.setting import Rules, Setting
from asn_neutral.domain.starting import IN_FORCE, applies, rules_of
from asn_neutral.errors import NoCalendarError
from asn_neutral.law.move import TERM_END, Only
from asn_neutral.law.moves import moves_of
from asn_neutral.law.terms import Effect, Remedy, Step


@dataclass(frozen=True, slots=True)
class Known:
    """What is known or supposed of a decision; None is not known yet.

    `received_on` is the day the decision was received, `filed_on` that of an objection or appeal; without it the
    answer is reckoned from the last day for filing. Once the day of effect is `settled`, on record or by an objection
    or appeal, it is `effect_on`, whatever the law makes of the receipt.
    """

    decided_on: date
    planned_on: date | None = None
    received_on: date | None = None
    filed_on: date | None = None
    joined_on: date | None = None
    proven_on: date | None = None
    settled: bool = False
    effect_on: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionDay:
    """One day: `due` explains it where a deadline gives it; `on` is None where it cannot be told (yet)."""

    clock: str
    on: date | None
    due: Due | None = None
    missing_year: int | None = None


@dataclass(frozen=True, slots=True)
class DecisionDays:
    """The days in their order; `window` is when the sanction is in force and may still be attacked, both included."""

    days: tuple[DecisionDay, ...]
    in_force_on: date | None
    ends_on: date | None
    window: tuple[date, date] | None

    def on(self, clock: str) -> date | None:
        """The day of that clock; None where the decision has none, or it cannot be told."""
        return next((day.on for day in self.days if day.clock == clock), None)


_DELIVERY: Final = "decision-delivery"
_POSTING: Final = "decision-posting"
_OBJECTION_REPLY: Final = "objection-reply"
_REMEDY_CLOCKS: Final = {
    Remedy.KEBERATAN: ("objection-filing", "objection-reply", "objection-decision"),
    Remedy.BANDING: ("appeal-filing", "appeal-reply", "appeal-decision"),
}


def decision_days(decided: Decision, known: Known, rules: Rules) -> DecisionDays:
    """The days of a decision, as far as what is known allows."""
    in_force = _in_force(decided, known, rules)
    against = tuple(_remedy(decided, known, rules))
    filing = against[0].on if against else None
    ends_on = end_of(decided, in_force.on) if in_force.on else None
    term = () if decided.permanent else (DecisionDay(TERM_END, ends_on),)
    window = (in_force.on, filing) if in_force.on and filing and in_force.on <= filing else None
    return DecisionDays((*_delivery(decided, known, rules), *against, in_force, *term), in_force.on, ends_on, window)


def days_of(state: CaseState, setting: Setting, *, received_on: date | None = None) -> DecisionDays | None:
    """The days of the decision on record, or those it would have if it were received on *received_on*.

    None while nothing was decided.
    """
    decided, first = decision(state), first_decision(state)
    if decided is None or first is None:
        return None
    filed = remedies(state) if received_on is None else ()
    known = Known(
        decided_on=first.decided_on,
        planned_on=planned_on(state),
        received_on=received_on or on_day(state, Step.DELIVER),
        filed_on=filed[-1].filed_on if filed else None,
        joined_on=joined_on(state),
        proven_on=proven_on(state),
        settled=bool(filed) or (received_on is None and in_force_on(state) is not None),
        effect_on=effect_on(state),
    )
    return decision_days(decided, known, rules_of(state, setting))


def delivery_limit(decided: Decision, rules: Rules) -> date | None:
    """The last day to deliver a decision; None where no deadline sets one, or it cannot be told."""
    return next((day.on for day in _delivery(decided, Known(decided.decided_on), rules)), None)


def _delivery(decided: Decision, known: Known, rules: Rules) -> Iterator[DecisionDay]:
    """The last day to deliver and, once a day was planned, to send; only where the table of moves starts that clock."""
    lines = (move for move in moves_of(Step.DECIDE) if decided.level in move.sanctions)
    if not any(start.clock == _DELIVERY for move in lines for start in move.starts):
        return
    yield _day(_DELIVERY, known.decided_on, rules)
    if known.planned_on:
        yield _day(_POSTING, known.planned_on, rules)


def _in_force(decided: Decision, known: Known, rules: Rules) -> DecisionDay:
    """The day the sanction is to take effect, or took effect where that is settled."""
    by_law = _effect_by_law(decided, known, rules)
    return DecisionDay(IN_FORCE, known.effect_on) if known.settled and by_law.on != known.effect_on else by_law


def _effect_by_law(decided: Decision, known: Known, rules: Rules) -> DecisionDay:
    if decided.effect is Effect.BY_CLOCK:
        return _day(IN_FORCE, known.received_on, rules)
    joined = month_end(known.joined_on) if known.joined_on else None
    days = {Effect.AT_RECEIPT: known.received_on, Effect.MONTH_OF_JOINING: joined}
    return DecisionDay(IN_FORCE, days.get(decided.effect, known.proven_on))


def _remedy(decided: Decision, known: Known, rules: Rules) -> Iterator[DecisionDay]:
    """The last days to object or appeal, to answer and to decide, the latter from the filing or its last day."""
    if decided.remedy is None or known.received_on is None:
        return
    filing, reply, answer = _REMEDY_CLOCKS[Remedy(decided.remedy)]
    window = _day(filing, known.received_on, rules)
    yield window
    filed_on = known.filed_on or window.on
    if reply != _OBJECTION_REPLY or applies(Only.NOT_BY_PPK, decided):
        yield _day(reply, filed_on, rules)
    yield _day(answer, filed_on, rules)


def _day(clock: str, first: date | None, rules: Rules) -> DecisionDay:
    """The day a deadline ends that begins on *first*; none without a first day, a rule, or a calendar."""
    deadline = rules.deadline(clock, on=first) if first else None
    if first is None or deadline is None:
        return DecisionDay(clock, None)
    try:
        due = due_date(deadline, first, rules.setting.calendar)
    except NoCalendarError as missing:
        year = missing.details["year"]
        return DecisionDay(clock, None, missing_year=year if isinstance(year, int) else None)
    return DecisionDay(clock, due.due_on, due)
