"""What may happen next to a case and why not the rest; taking a step makes its event.

Everything is looked up in the one table of moves. Nothing here reads a clock, a file or the register: the day, the
law and the calendar come in a `Setting`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple, NoReturn

from asn_neutral.domain.bars import Attempt, nearest, obstacle
from asn_neutral.domain.case import CaseState, Event, advance
from asn_neutral.domain.drafting import draft, sanction_told
from asn_neutral.domain.given import Given, check_days, read_given
from asn_neutral.domain.noticing import asks_for_reason
from asn_neutral.domain.rights import CONFIRMED, ENTERED_BY, entered_by
from asn_neutral.domain.running import RunningClock, next_due
from asn_neutral.domain.setting import Setting
from asn_neutral.errors import (
    BadNeedError,
    BarredError,
    FutureDayError,
    MissingNeedsError,
    StepTooEarlyError,
    UnknownNeedError,
)
from asn_neutral.law.called import step_called
from asn_neutral.law.move import ALL, Move
from asn_neutral.law.moves import FINAL, MOVES, moves_of
from asn_neutral.law.needs import Need
from asn_neutral.law.procedure import BOOKKEEPING, Actor
from asn_neutral.law.terms import Status, Step
from asn_neutral.law.told import in_short
from asn_neutral.locale import _


class Option(NamedTuple):
    """A step that may follow.

    `needs` must be told, `optional` may. `due_on` is the last day for the step, or the day itself, under the `clock`
    named; None where nothing sets one. `target` is None where the status stays or depends on what is told.
    `verified` is False where the step rests on practice. A `parallel` one may be dated before the last step.
    """

    step: Step
    actor: Actor
    needs: tuple[Need, ...]
    optional: tuple[Need, ...]
    due_on: date | None
    clock: str | None
    basis: str
    verified: bool
    target: Status | None
    parallel: bool


class Barred(NamedTuple):
    """A step that may not follow, why, and on what ground."""

    step: Step
    reason: str
    basis: str


class Options(NamedTuple):
    """Every step of the procedure, once: open or barred, both in the order of a case's life."""

    steps: tuple[Option, ...]
    barred: tuple[Barred, ...]


class Recorded(NamedTuple):
    """A step that was taken: the event to keep, the case after it, and what was noticed (`Notice`, `:`, what)."""

    event: Event
    state: CaseState
    warnings: tuple[str, ...]


def options(state: CaseState) -> Options:
    """What may happen next to the case, and why not the rest."""
    steps: list[Option] = []
    barred: list[Barred] = []
    for step in dict.fromkeys(move.step for move in MOVES):
        attempts = [Attempt(move, state, {}) for move in moves_of(step)]
        holding = [attempt.move for attempt in attempts if obstacle(attempt) is None]
        if holding:
            steps.append(_option(state, holding))
        else:
            bar = nearest(attempts)
            barred.append(Barred(step, bar.reason, bar.basis))
    return Options(tuple(steps), tuple(barred))


def _option(state: CaseState, moves: Sequence[Move]) -> Option:
    """The lines of one step as one option: what all of them need must be told, the rest may have to be."""
    first = moves[0]
    needs = tuple(need for need in first.needs if all(need in move.needs for move in moves))
    if asks_for_reason(first.step, state):
        needs = (*needs, *(key for key in (Need.REASON,) if key not in needs))
    keys = dict.fromkeys(need for move in moves for need in move.keys)
    targets = {move.target for move in moves}
    clock = _clock_of(state, first)
    return Option(
        step=first.step,
        actor=first.actor,
        needs=needs,
        optional=tuple(key for key in keys if key not in needs),
        due_on=clock.due_on if clock else _effect_day(state, first),
        clock=clock.clock if clock else None,
        basis=first.basis,
        verified=first.verified,
        target=first.target if len(targets) == 1 else None,
        parallel=first.parallel,
    )


def _effect_day(state: CaseState, move: Move) -> date | None:
    """The day by law, for a sanction that takes effect without a clock."""
    effect = move.step is Step.TAKE_EFFECT and state.effect_on
    return date.fromisoformat(effect) if effect else None


def _clock_of(state: CaseState, move: Move) -> RunningClock | None:
    """The clock that the step answers: the first of those it stops; of all, the first to end, unless the case ends."""
    running = {clock.clock: clock for clock in state.clocks if clock.due_on}
    if ALL not in move.stops:
        return next((running[name] for name in move.stops if name in running), None)
    stopped = [clock for clock in running.values() if clock.binds and move.target not in FINAL]
    return min(stopped, key=lambda clock: str(clock.due_on), default=None)


def apply(state: CaseState, step: Step, on: date, given: Mapping[str, str], setting: Setting) -> Recorded:
    """Take a step on the day *on*, told *given*.

    Raises:
        BarredError: the law or the procedure does not allow it now.
        UnknownNeedError, BadNeedError, NoSuchDayError, MissingNeedsError: what was told does not fit the step.
        FutureDayError, StepTooEarlyError: a day that has not come, or before what it has to follow.
        ReasonNeededError: the officer may decide so, with a reason on record.
    """
    event = take(state, step, on, given, setting)
    after = _carried_on(state, event)
    return Recorded(event, after, after.records[-1].warnings)


def _carried_on(state: CaseState, event: Event) -> CaseState:
    """The case after one step more, as a replay of all its events makes it; what came before need not be read again."""
    version = state.version + 1
    after = advance(state, version, event)
    due_clock, due_on = next_due(after.clocks)
    told = due_on.isoformat() if due_on else None
    return replace(after, due_clock=due_clock, due_on=told, version=version, events=(*state.events, event))


def take(state: CaseState, step: Step, on: date, given: Mapping[str, str], setting: Setting) -> Event:
    """The event of a step, with the errors of `apply`."""
    if setting.user:
        setting.user.demand_step(step, entered=_entered(state))
    attempt = _attempt(state, step, on, given, setting)
    _check_day(attempt, on, today=setting.today)
    return draft(attempt, on, setting)


def _entered(state: CaseState) -> tuple[str, ...]:
    """Who recorded what now stands of the newest decision that a second person confirms."""
    decided = (record for record in reversed(state.records) if record.step in CONFIRMED)
    return entered_by(next((record.facts.get(ENTERED_BY) for record in decided), None))


def _attempt(state: CaseState, step: Step, on: date, given: Mapping[str, str], setting: Setting) -> Attempt:
    """The line that holds, with everything it needs."""
    moves = moves_of(step)
    open_here = [move for move in moves if obstacle(Attempt(move, state, {}, on=on)) is None]
    if not open_here:
        raise _barred(state, step, moves)
    told = read_given(step, dict.fromkeys(key for move in open_here for key in move.keys), given)
    sanction = sanction_told(state, on, told, setting)
    attempts = [Attempt(move, state, told, sanction, on) for move in open_here]
    attempts = [attempt for attempt in attempts if attempt.is_meant] or _no_such_choice(attempts)
    holding = next((attempt for attempt in attempts if obstacle(attempt) is None), None)
    if holding is None:
        bar = nearest(attempts)
        raise BarredError(step=step, reason=bar.reason, basis=bar.basis, instead=_instead(state))
    _check_needs(holding.move, told)
    return holding


def _no_such_choice(attempts: Sequence[Attempt]) -> NoReturn:
    """The choice exists, but not for this step."""
    choices = [attempt.move.when for attempt in attempts if attempt.move.when]
    values = sorted(value for _need, among in choices for value in among)
    raise BadNeedError(key=choices[0][0], expected=_("one of {choices}").format(choices=", ".join(values)))


def _check_needs(move: Move, told: Given) -> None:
    """What was told belongs to the line, and nothing is missing."""
    if strange := next((need for need in told if need not in move.keys), None):
        raise UnknownNeedError(step=move.step, key=strange, keys=", ".join(move.keys))
    if missing := [need for need in move.needs if need not in told]:
        in_words = ", ".join(map(in_short, missing))
        raise MissingNeedsError(step=move.step, keys=", ".join(missing), told=in_words)


def _barred(state: CaseState, step: Step, moves: Sequence[Move]) -> BarredError:
    if step in BOOKKEEPING:
        reason, basis = _("it keeps the register right and has a command of its own"), _("no step of the procedure")
    else:
        bar = nearest([Attempt(move, state, {}) for move in moves])
        reason, basis = bar.reason, bar.basis
        if known := state.last(step):  # somebody else may just have recorded it
            told = _("{reason}; it is on record already, for {day} (`case timeline` tells by whom)")
            reason = told.format(reason=reason, day=known.on)
    return BarredError(step=step, reason=reason, basis=basis, instead=_instead(state))


def _instead(state: CaseState) -> str:
    """The steps that are open, those that move the case on before those beside it."""
    steps = options(state).steps
    in_order = [*(one for one in steps if not one.parallel), *(one for one in steps if one.parallel)]
    return ", ".join(option.step for option in in_order) or _("nothing")


def _check_day(attempt: Attempt, on: date, *, today: date) -> None:
    """Whether the day can be that of the step: not ahead of today, not before what it follows, and not too late."""
    move, state = attempt.move, attempt.state
    if on > today:
        raise FutureDayError(on=on)
    earliest, before = _earliest(move, state)
    if on.isoformat() < earliest:
        raise StepTooEarlyError(on=on, earliest=earliest, before=before)
    check_days(move.step, on, attempt.given, today=today)


def _earliest(move: Move, state: CaseState) -> tuple[str, str]:
    """The first day a step can have, and what that day is.

    A step of a parallel track follows the step that began its track, or the act itself. A sanction may take effect
    before it was decided (party membership, contract staff): then the computed day is the first.
    """
    if move.parallel:
        begun = state.last(move.after) if move.after else None
        return (begun.on, step_called(begun.step)) if begun else (state.happened_on, _("the act"))
    if move.step is Step.TAKE_EFFECT and state.effect_on and state.effect_on < state.reached_on:
        return state.effect_on, _("the effect by law")
    latest = next(one for one in reversed(state.records) if one.on == state.reached_on and not one.parallel)
    return state.reached_on, step_called(latest.step)
