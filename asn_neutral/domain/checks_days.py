"""Rules about days: their order, deadlines that passed, and the day of effect."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Final

from asn_neutral.domain.decision_days import days_of
from asn_neutral.domain.dossier import Dossier, Rule, Spot
from asn_neutral.domain.facts import day, planned_on
from asn_neutral.domain.recommended import FOLLOW_UP, Recommendation, counting, recommendations, unanswered
from asn_neutral.domain.running import RunningClock
from asn_neutral.law.called import deadline_called
from asn_neutral.law.entries import Deadline
from asn_neutral.law.move import CLOCKS
from asn_neutral.law.notices import Notice
from asn_neutral.law.terms import STEP_LABELS, Channel, Step
from asn_neutral.locale import _, either

_DELIVERY: Final = "decision-delivery"
_POSTING: Final = "decision-posting"
_REPORT: Final = "report-window"


def dates_disordered(opened: Dossier) -> Iterator[Spot]:
    """What follows cannot come before what it follows; only effect may reach back (party membership, contracts)."""
    days = [(_(STEP_LABELS[one.step]), one.on) for one in opened.state.records
            if not one.parallel and one.step is not Step.TAKE_EFFECT]  # fmt: skip
    pairs = [((_("the act"), opened.state.happened_on), days[0]), *pairwise(days)]
    letters = [(_("the recommendation"), one.letter_date) for one in recommendations(opened.state)]
    pairs += [
        ((_("the act"), opened.state.happened_on), (label, on.isoformat())) for label, on in letters if on is not None
    ]
    for (before, before_on), (after, after_on) in pairs:
        if after_on < before_on:
            told = {"later": after, "later_on": after_on, "earlier": before, "earlier_on": before_on}
            yield Spot(day(before_on), told)


def report_late(opened: Dossier) -> Iterator[Spot]:
    """UU 8/2015 Pasal 134, UU 7/2017 Pasal 454: Bawaslu takes a report so many days after the violation was known."""
    state, known = opened.state, opened.ties.known_on
    if state.channel != Channel.BAWASLU_REPORT or known is None:
        return
    rule, due, received = opened.deadline(_REPORT, known), opened.last_day(_REPORT, known), day(state.opened_on)
    if rule and due and received > due:
        told = {"received": received, "known": known, "due": due, "days": rule.days}
        yield Spot(received, told, rule.basis, rule.verified)


def delivered_late(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 37 ayat (2) and (3): delivered within fourteen working days of the decision.

    Who did not come on a day planned in time is sent the decision afterwards, which has a limit of its own.
    """
    found = days_of(opened.state, opened.measure)
    sent, delivered, due = opened.state.last(Step.SEND), opened.state.last(Step.DELIVER), None
    if found:
        due = found.on(_DELIVERY)
    planned = planned_on(opened.state) if sent else None
    handed = planned or (day(one.on) if (one := sent or delivered) else None)
    if handed and due and opened.decided and handed > due:
        yield Spot(handed, {"decided": opened.decided.decided_on, "delivered": handed, "due": due})


def posted_early(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 37 ayat (4): sent only to who did not come to receive it."""
    sent, planned = opened.state.last(Step.SEND), planned_on(opened.state)
    if sent and planned and day(sent.on) < planned:
        yield Spot(day(sent.on), {"sent": sent.on, "planned": planned})


def posted_late(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 37 ayat (4): sent within three working days of the planned delivery."""
    found = days_of(opened.state, opened.measure)
    sent = opened.state.last(Step.SEND)
    due = found.on(_POSTING) if found else None
    if sent and due and day(sent.on) > due:
        yield Spot(day(sent.on), {"sent": sent.on, "due": due})


def deadline_missed(opened: Dossier) -> Iterator[Spot]:
    """A step that came after its last day; delivery and sending have rules of their own."""
    for record, clock in opened.noticed(Notice.LATE):
        if clock in {_DELIVERY, _POSTING}:
            continue
        rule = opened.deadline(clock, day(record.on))
        told = {"step": _(STEP_LABELS[record.step]), "done": record.on, "rule": _called(clock, rule)}
        yield Spot(day(record.on), told, rule.basis if rule else "", rule.verified if rule else None)


def deadline_overdue(opened: Dossier) -> Iterator[Spot]:
    """A deadline that has ended and still runs; that of a recommendation has a rule of its own."""
    for clock in _overdue(opened):
        if clock.clock != FOLLOW_UP:
            rule = opened.deadline(clock.clock, clock.starts_on)
            told = {"rule": _called(clock.clock, rule), "due": clock.due_on}
            on = opened.measure.today
            yield Spot(on, told, rule.basis if rule else "", rule.verified if rule else None)


def _called(clock: str, rule: Deadline | None) -> str:
    """The name of a clock, as the law of the office has it where it does."""
    return either(rule.name, rule.name_en) if rule else deadline_called(clock)


def _overdue(opened: Dossier) -> Iterator[RunningClock]:
    """The running clocks that somebody is late with."""
    for clock in opened.state.clocks:
        ended = clock.due_on is not None and clock.due_on < opened.measure.today
        if ended and clock.binds and not CLOCKS[clock.clock].exact:
            yield clock


def recommendation_unanswered(opened: Dossier) -> Iterator[Spot]:
    """PerBKN 1/2023: a recommendation that is not followed up may lead to a block of the data."""
    for received in unanswered(opened.state):
        due = _limit(received, opened)
        if due and due < opened.measure.today:
            told = {"number": received.number, "due": due}
            yield Spot(opened.measure.today, told, verified=True if received.respond_by else None)


def _limit(received: Recommendation, opened: Dossier) -> date | None:
    """The last day to follow it up; None where nothing runs, or a wait leaves it to the one whose limit counts."""
    state = opened.state
    clock = next((one for one in state.clocks if one.clock == FOLLOW_UP), None)
    if clock is None or received == counting(state):
        return clock.due_on if clock else None
    if received.respond_by:
        return received.respond_by
    if any(one.entry > received.entry for one in state.all(Step.WAIT_FOR_AGENCY)):
        return None
    return received.due_on or opened.last_day(FOLLOW_UP, received.received_on)


def effect_differs(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 38: in force on the fifteenth working day, or by the decision on the remedy."""
    for record, expected in opened.noticed(Notice.EFFECT_DIFFERS, Step.TAKE_EFFECT):
        yield Spot(day(record.on), {"recorded": record.on, "due": expected})


RULES: Final[Mapping[str, Rule]] = {
    "dates-disordered": dates_disordered,
    "report-late": report_late,
    "delivered-late": delivered_late,
    "posted-late": posted_late,
    "posted-early": posted_early,
    "deadline-missed": deadline_missed,
    "deadline-overdue": deadline_overdue,
    "recommendation-unanswered": recommendation_unanswered,
    "effect-differs": effect_differs,
}
