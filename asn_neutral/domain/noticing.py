"""What deserves a second look about a step that the procedure allows: recorded with it, refused never."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from asn_neutral.domain.bars import appeals_the_objection
from asn_neutral.domain.case import CaseState
from asn_neutral.domain.facts import decision
from asn_neutral.domain.given import Given
from asn_neutral.domain.running import RunningClock
from asn_neutral.domain.setting import LawSource, Turn
from asn_neutral.errors import ReasonNeededError
from asn_neutral.law.entries import Sanction
from asn_neutral.law.move import ANYBODY, CLOCKS, TERM_END, Move
from asn_neutral.law.needs import Finding, Need
from asn_neutral.law.notices import DEMANDING, Notice, notice_of, noticed, sentence
from asn_neutral.law.procedure import Side
from asn_neutral.law.terms import Employment, Level, Step

_AGAINST: Final[Mapping[Step, Finding]] = {
    Step.DECIDE: Finding.NOT_PROVEN,
    Step.FIND_UNPROVEN: Finding.PROVEN,
}
"""What the examination must not have found where a step is to follow without a reason."""


class Taking(NamedTuple):
    """A step about to be taken: the line that holds, the case before it, its clocks (started, stopped), and the law."""

    move: Move
    state: CaseState
    on: date
    given: Given
    sanction: Sanction | None
    started: tuple[RunningClock, ...]
    stopped: tuple[RunningClock, ...]
    law: LawSource
    turn: Turn | None = None


def notices(taking: Taking) -> list[str]:
    """Everything noticed about a step, as it is kept."""
    own = _OF_STEP.get(taking.move.step)
    return [*_of_line(taking), *_of_clocks(taking), *(own(taking) if own else ())]


def demand_reason(taking: Taking, kept: list[str]) -> None:
    """Hold the officer to a reason where one of the notices asks for it.

    Raises:
        ReasonNeededError: no reason was given.
    """
    if Need.REASON in taking.given:
        return
    for notice in kept:
        if notice_of(notice)[0] in DEMANDING:
            raise ReasonNeededError(step=taking.move.step, why=sentence(notice), basis=taking.move.basis)


def asks_for_reason(step: Step, state: CaseState) -> bool:
    """Whether one of the notices will ask for a reason, whatever the step is told."""
    return _contradicts(step, state) or (step is Step.CLOSE and Side.CRIMINAL in state.side)


def _contradicts(step: Step, state: CaseState) -> bool:
    """Whether the step goes against what the examination found."""
    against, findings = _AGAINST.get(step), state.last(Step.REPORT_FINDINGS)
    return against is not None and findings is not None and findings.get(Need.FINDING) == against


def _of_line(taking: Taking) -> Iterator[str]:
    move, state, sanction = taking.move, taking.state, taking.sanction
    if not move.verified:
        yield noticed(Notice.UNVERIFIED_STEP)
    if state.employment is None and move.employments != ANYBODY:
        yield noticed(Notice.EMPLOYMENT_UNKNOWN)
    if move.levels and state.level not in move.levels:
        yield noticed(Notice.LEVEL_DOUBTFUL, ", ".join(level for level in Level if level in move.levels))
    if sanction and not sanction.verified:
        yield noticed(Notice.UNVERIFIED_SANCTION, sanction.id)
    if sanction and sanction.condition:
        yield noticed(Notice.CONDITION, sanction.id)


def _of_clocks(taking: Taking) -> Iterator[str]:
    examine_on = taking.given.get(Need.EXAMINE_ON)
    for clock in taking.started:
        if CLOCKS[clock.clock].interval and examine_on and _within(clock, date.fromisoformat(examine_on)):
            yield noticed(Notice.SHORT_INTERVAL, clock.clock)
    for clock in taking.stopped:
        role = CLOCKS[clock.clock]
        if role.interval and taking.move.step is Step.EXAMINE and _within(clock, taking.on):
            yield noticed(Notice.SHORT_INTERVAL, clock.clock)
        elif role.binds and not role.exact and _after(clock, taking.on):
            yield noticed(Notice.LATE, clock.clock)


def _within(clock: RunningClock, day: date) -> bool:
    return clock.due_on is not None and day <= clock.due_on


def _after(clock: RunningClock, day: date) -> bool:
    return clock.due_on is not None and day > clock.due_on


def _recommended(taking: Taking) -> Iterator[str]:
    word = taking.given[Need.RECOMMENDED_BY]
    written_on = date.fromisoformat(taking.given.get(Need.LETTER_DATE, taking.on.isoformat()))
    if taking.law.recommender(word, on=written_on) is None:
        yield noticed(Notice.RECOMMENDER, word)


def _decided(taking: Taking) -> Iterator[str]:
    state, sanction = taking.state, taking.sanction
    if _contradicts(taking.move.step, state):
        yield noticed(Notice.FINDING_DIFFERS)
    ends_contract = sanction and sanction.permanent and sanction.level is Level.BERAT
    if ends_contract and state.employment == Employment.PPPK and state.last(Step.PROPOSE_TERMINATION) is None:
        yield noticed(Notice.NO_PROPOSAL)
    if sanction and sanction.level is Level.PTDH and Side.CRIMINAL in state.side:
        yield noticed(Notice.CRIMINAL_OPEN)


def _unproven(taking: Taking) -> Iterator[str]:
    if _contradicts(taking.move.step, taking.state):
        yield noticed(Notice.FINDING_DIFFERS)


def _filed(taking: Taking) -> Iterator[str]:
    decided = decision(taking.state)
    if decided and decided.remedy is None:
        yield noticed(Notice.REMEDY_UNKNOWN)
    if appeals_the_objection(taking.move.step, taking.state):
        yield noticed(Notice.UNVERIFIED_STEP)
    for clock in taking.stopped:
        if not CLOCKS[clock.clock].binds and _after(clock, taking.on):
            yield noticed(Notice.REMEDY_LATE, clock.clock)


def _in_force(taking: Taking) -> Iterator[str]:
    expected = taking.state.effect_on
    if taking.turn and taking.turn.begins_on:  # behind the sanction that is still being served
        expected = taking.turn.begins_on.isoformat()
    if expected is None:
        yield noticed(Notice.EFFECT_UNKNOWN)
    elif expected != taking.on.isoformat():
        yield noticed(Notice.EFFECT_DIFFERS, expected)


def _served(taking: Taking) -> Iterator[str]:
    if taking.turn and taking.turn.ends_on and taking.on >= taking.turn.ends_on:  # a heavier one ended it
        return
    ends = (clock.due_on for clock in taking.stopped if clock.clock == TERM_END)
    yield from (noticed(Notice.TERM_CUT, last) for last in ends if last and taking.on < last)


def _closed(taking: Taking) -> Iterator[str]:
    state = taking.state
    if Side.CRIMINAL in state.side:
        yield noticed(Notice.CRIMINAL_OPEN)
    if Side.BLOCKED in state.side:
        yield noticed(Notice.STILL_BLOCKED)
    if state.last(Step.RECEIVE_RECOMMENDATION) and Side.REPORTED not in state.side:
        yield noticed(Notice.UNANSWERED)
    for clock in state.clocks:
        role = CLOCKS[clock.clock]
        if not role.binds and not role.interval and clock.due_on and _within(clock, taking.on):
            yield noticed(Notice.WINDOW_OPEN, clock.due_on)


def _waited(taking: Taking) -> Iterator[str]:
    if taking.started:
        yield noticed(Notice.OWN_RECKONING)


_OF_STEP: Final[Mapping[Step, Callable[[Taking], Iterator[str]]]] = {
    Step.RECEIVE_RECOMMENDATION: _recommended,
    Step.DECIDE: _decided,
    Step.FIND_UNPROVEN: _unproven,
    Step.FILE_OBJECTION: _filed,
    Step.FILE_APPEAL: _filed,
    Step.TAKE_EFFECT: _in_force,
    Step.FINISH_SERVING: _served,
    Step.CLOSE: _closed,
    Step.WAIT_FOR_AGENCY: _waited,
    Step.RESUME: _waited,
}
