"""Deadlines under the calendar of today: of clocks that run, and of those that stood still on the way."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from asn_neutral.domain.case import CaseState, Event, clocks_told, effective, stopped_by
from asn_neutral.domain.running import RunningClock
from asn_neutral.domain.setting import Rules
from asn_neutral.domain.starting import Moved, paused, recomputed, resumed
from asn_neutral.law.terms import Step


class Anew(NamedTuple):
    """A clock that came out differently: as it is now, as it was before it stood still and ran on, and what moved."""

    clock: RunningClock
    ran: tuple[RunningClock, ...]
    moved: Moved


Stages = Mapping[str, Sequence[RunningClock]]


def moved_clocks(state: CaseState, rules: Rules) -> Iterator[Anew]:
    """The clocks of the case that are others under the calendar of today.

    One that stands still is told with the last day it would have had, which a wait that is undone gives back. What a
    letter or a term set stays, and so does a clock whose rule is no longer in the law data.
    """
    kept, anew = _stages(state, rules)
    for clock in state.clocks:
        before, after = kept[clock.clock], anew[clock.clock]
        if after[-1] != clock or (clock.paused and after != before):
            yield Anew(after[-1], tuple(after[:-1]), Moved(clock.clock, _last_day(before), _last_day(after)))


def _last_day(stages: Sequence[RunningClock]) -> date | None:
    """The last day of a clock, or while it stands still the one it had before."""
    return next(one.due_on for one in reversed(stages) if not one.paused)


def _stages(state: CaseState, rules: Rules) -> tuple[Stages, Stages]:
    """How every clock of the case ran, stood still and ran on, by its id: as it is kept, and under today's calendar."""
    kept: dict[str, list[RunningClock]] = {}
    anew: dict[str, list[RunningClock]] = {}
    for _place, event in effective(state.events):
        for name in stopped_by(event):
            kept.pop(name, None)
            anew.pop(name, None)
        for told in clocks_told(event):
            name = told.clock
            if event.step is Step.RECOMPUTE:
                kept[name] = [told if told.stage == one.stage else one for one in kept[name]]
            elif event.step in {Step.WAIT_FOR_AGENCY, Step.RESUME}:
                kept[name].append(told)
                anew[name].append(_gone_on(anew[name][-1], told, event, rules))
            else:
                kept[name] = [told]
                anew[name] = [next((one for one, _moved in recomputed([told], rules)), told)]
    return kept, anew


def _gone_on(before: RunningClock, told: RunningClock, event: Event, rules: Rules) -> RunningClock:
    """The clock *before* after it was made to stand still or run on; as *told* where nothing can be computed."""
    on = date.fromisoformat(event.happened_on)
    if event.step is Step.WAIT_FOR_AGENCY:
        return next(iter(paused([before], on, rules)), told)
    (running,) = resumed([before], on, rules)
    return running if running.due_on else told
