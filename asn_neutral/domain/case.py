"""A case is what its events make of it: the events themselves, and the fold that replays them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from asn_neutral.law.terms import Status, Step

Detail = str | int | None | list[str]


@dataclass(frozen=True, slots=True)
class Event:
    """One line in the life of a case: what was recorded, for which day, and the state it led to."""

    step: Step
    happened_on: str  # ISO date of the day it happened
    status: Status | None
    details: Mapping[str, Detail]


@dataclass(frozen=True, slots=True)
class CaseState:
    """What a case is after some of its events; the columns of the case row are these, by name."""

    number: str
    complaint_id: int
    employee_id: int
    unit_id: int
    employment: str | None
    rank: str | None
    position: str | None
    position_class: str | None
    channel: str
    district: str | None
    election: str | None
    stage: str | None
    happened_on: str
    opened_on: str
    track: str
    level: str | None
    violations: tuple[str, ...]
    remarks: tuple[str, ...]
    status: str
    due_clock: str | None = None
    due_on: str | None = None
    closed_on: str | None = None
    version: int = 1
    complaints: tuple[int, ...] = ()


class UnknownStepError(ValueError):
    """An event that no version of this program records; the replay cannot go on."""


def replay(events: Iterable[Event]) -> CaseState:
    """The case after *events*, oldest first; the first must register it.

    Raises:
        UnknownStepError: an event does not belong to the life of a case, or stands where it cannot.
    """
    state: CaseState | None = None
    for event in events:
        state = _register(event) if state is None else _go_on(state, event)
    if state is None:
        raise UnknownStepError("nothing")
    return state


def _register(event: Event) -> CaseState:
    if event.step is not Step.REGISTER or event.status is None:
        raise UnknownStepError(event.step)
    fields = {name: value for name, value in event.details.items() if name not in _CONTENT}
    lists = {name: tuple(_words(fields.pop(name))) for name in ("violations", "remarks")}
    state = CaseState(status=event.status, **fields, **lists)  # type: ignore[arg-type]  # the details were written by this program; a wrong shape is what a check looks for
    return replace(state, complaints=(state.complaint_id,))


def _go_on(state: CaseState, event: Event) -> CaseState:
    if event.step is not Step.LINK_COMPLAINT:
        raise UnknownStepError(event.step)
    complaint = event.details["complaint_id"]
    if not isinstance(complaint, int):
        raise UnknownStepError(event.step)
    return replace(state, version=state.version + 1, complaints=(*state.complaints, complaint))


def _words(value: Detail) -> list[str]:
    if not isinstance(value, list):
        raise UnknownStepError(repr(type(value)))
    return value


_CONTENT = frozenset({"complaint", "respondent", "rules"})
"""Commitments to what the complaint and its row said, and the rules applied: part of the event, not of the state."""
