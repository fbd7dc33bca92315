"""Times in which a clock of a case stood still because the office waited for another agency."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from asn_neutral.domain.case import CaseState, Event, clocks_told, effective, stopped_by
from asn_neutral.domain.running import RunningClock
from asn_neutral.law.needs import Need
from asn_neutral.law.terms import Step


class Standstill(NamedTuple):
    """A clock that began on a day stood still after some days had counted; `until` is None while it still does."""

    began_on: date
    days_before: int
    since: date
    until: date | None
    agency: str
    letter_number: str


class _Stage(NamedTuple):
    """A clock as an event left it."""

    clock: RunningClock
    event: Event


def standstills(state: CaseState) -> Mapping[str, Sequence[Standstill]]:
    """When the clocks of the case stood still, by their ids, the oldest first; those that never did are left out."""
    stages: dict[str, list[_Stage]] = {}
    for _place, event in effective(state.events):
        for name in stopped_by(event):
            stages.pop(name, None)
        for told in clocks_told(event):
            before = stages.get(told.clock, [])
            stages[told.clock] = _with(before, _Stage(told, event))
    found = {name: list(_of_clock(ran)) for name, ran in stages.items()}
    return {name: stood for name, stood in found.items() if stood}


def _with(before: Sequence[_Stage], now: _Stage) -> list[_Stage]:
    """The stages of a clock after one more event: a stage told anew stands where it stood, a fresh start alone."""
    if now.event.step is Step.RECOMPUTE:
        return [one._replace(clock=now.clock) if one.clock.stage == now.clock.stage else one for one in before]
    return [*before, now] if now.event.step in {Step.WAIT_FOR_AGENCY, Step.RESUME} else [now]


def _of_clock(stages: Sequence[_Stage]) -> Iterator[Standstill]:
    for place, (clock, event) in enumerate(stages):
        if clock.left is not None:
            after = next((one.event for one in stages[place + 1 : place + 2]), None)
            ran = stages[place - 1].clock
            yield Standstill(
                ran.starts_on,
                ran.days - clock.left,
                date.fromisoformat(event.happened_on),
                date.fromisoformat(after.happened_on) if after else None,
                str(event.details[Need.AGENCY]),
                str(event.details[Need.LETTER_NUMBER]),
            )
