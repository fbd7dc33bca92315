"""A case is what its events make of it: the events themselves, and the fold that replays them.

Nothing here asks the law or a calendar: an event keeps the rules it was decided under, the clocks it started with
their days, and what it set and cleared beside the status.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeAlias

from asn_neutral.domain.running import RunningClock, changed, clock_told, meant, next_due
from asn_neutral.law.moves import FINAL
from asn_neutral.law.needs import Need
from asn_neutral.law.procedure import Side
from asn_neutral.law.terms import Status, Step

CORRECTING: Final = frozenset({Step.CORRECT, Step.UNDO})
"""Steps that say how other entries read."""
CLOCKS_TOLD: Final = "clocks"
"""The detail that holds the clocks that a step started or changed."""
RAN: Final = "ran"
"""The detail that holds, of clocks computed anew, how they ran before they stood still or ran on."""
EFFECT_ON: Final = "effect_on"
_IN_FORCE: Final = "in-force"
LEVEL_SET: Final = "level_set"
"""The detail that holds the level a case has from then on; None takes it away."""

Detail: TypeAlias = "str | int | Sequence[Detail] | Mapping[str, Detail] | None"


@dataclass(frozen=True, slots=True)
class Event:
    """One line in the life of a case: what was recorded, for which day, and the state it led to.

    Besides what the step was told (keys of `Need`), `details` of a move have: `rules` (id@first day), `clocks` (those
    it started or changed), `stopped` (ids of clocks), `sets` and `clears` (words of `Side`), `warnings`, `effect_on`
    (the day a sanction is to take effect) and `parallel`; of deadlines computed anew `ran`.
    """

    step: Step
    happened_on: str  # ISO date of the day it happened
    status: Status | None
    details: Mapping[str, Detail]


@dataclass(frozen=True, slots=True)
class Record:
    """A step that counts, after corrections: `entry` is its place among the events of the case, from 1.

    `answered` is the clock that it stopped, `due_on` the last day that was in time; of several the first to end.
    """

    entry: int
    step: Step
    on: str
    status: Status
    given: Mapping[str, str]
    facts: Mapping[str, Detail]
    warnings: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    parallel: bool = False
    answered: str | None = None
    due_on: str | None = None

    def get(self, need: Need) -> str | None:
        """What the step was told under that key; None where nothing was."""
        return self.given.get(need)


@dataclass(frozen=True, slots=True)
class CaseState:
    """What a case is after some of its events; the columns of the case row are these up to `version`, by name.

    `closed_on` is the day it came to rest (closed, referred or lapsed). `side` holds what is true beside the status,
    `reached_on` the day of the last step on the main line, `effect_on` the day a sanction is to take effect. `owner` is
    who of the office is responsible for it since `owned_since`; None where nobody was named.
    """

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
    owner: str | None = None
    complaints: tuple[int, ...] = ()
    side: frozenset[str] = frozenset()
    clocks: tuple[RunningClock, ...] = ()
    records: tuple[Record, ...] = field(default=(), compare=False)
    reached_on: str = field(default="", compare=False)
    effect_on: str | None = None
    owned_since: str | None = None
    events: tuple[Event, ...] = field(default=(), compare=False, repr=False)

    def last(self, step: Step) -> Record | None:
        """The latest record of that step."""
        return next((record for record in reversed(self.records) if record.step is step), None)

    def all(self, step: Step) -> tuple[Record, ...]:
        """Every record of that step, the oldest first."""
        return tuple(record for record in self.records if record.step is step)


class UnknownStepError(ValueError):
    """An event that no version of this program records; the replay cannot go on."""


def replay(events: Iterable[Event]) -> CaseState:
    """The case after *events*, oldest first; the first must register it.

    Raises:
        UnknownStepError: an event does not belong to the life of a case, or stands where it cannot.
    """
    kept = tuple(events)
    return _with_due(fold(effective(kept)), kept)


def growing(events: Iterable[Event]) -> Iterator[CaseState]:
    """The case after each of *events* in turn, as `replay` would give it for all up to that one.

    Raises:
        UnknownStepError: an event does not belong to the life of a case, or stands where it cannot.
    """
    state: CaseState | None = None
    kept: tuple[Event, ...] = ()
    for event in events:
        kept = (*kept, event)
        state = _grown(state, kept)
        yield _with_due(state, kept)


def _grown(state: CaseState | None, kept: Sequence[Event]) -> CaseState:
    """*state* after the last of *kept*, which a correction lets all of them tell anew."""
    if state is None or kept[-1].step in CORRECTING:
        return fold(effective(kept))
    return advance(state, len(kept), kept[-1])


def replay_until(events: Sequence[Event], day: str) -> CaseState:
    """The case as it was at the end of *day* (ISO), by all that is known today; the first event must not be later.

    Raises:
        UnknownStepError: an event does not belong to the life of a case, or stands where it cannot.
    """
    counting = effective(events)
    state = fold(one for one in counting if one[1].happened_on <= day)
    for entry, event in counting:
        if event.step is Step.RECOMPUTE and event.happened_on > day and clocks_told(known := still_meant(state, event)):
            state = advance(state, entry, known)
    return _with_due(state, tuple(events))


def still_meant(state: CaseState, event: Event, but: Container[str] = ()) -> Event:
    """Deadlines computed anew, as *event* says them of the case *state*: without clocks that do not run there.

    Clocks whose ids are in *but* stay as the case has them, unless they are meant to be so.
    """
    found, ran = meant(state.clocks, clocks_told(event))
    now = [clock for clock in found if clock.clock not in but or clock in state.clocks]
    details: dict[str, Detail] = {CLOCKS_TOLD: [clock.told() for clock in now]}
    if ran:
        details[RAN] = [clock.told() for clock in ran]
    if EFFECT_ON in event.details and any(clock.clock == _IN_FORCE for clock in now):
        details[EFFECT_ON] = event.details[EFFECT_ON]
    return Event(event.step, event.happened_on, Status(state.status), details)


def _with_due(state: CaseState, kept: tuple[Event, ...]) -> CaseState:
    """A folded case with the clock that ends first, and all its events."""
    due_clock, due_on = next_due(state.clocks)
    return replace(
        state,
        due_clock=due_clock,
        due_on=due_on.isoformat() if due_on else None,
        version=len(kept),
        events=kept,
    )


def fold(entries: Iterable[tuple[int, Event]]) -> CaseState:
    """The case after the events that count, each with its place; the first must register it.

    Raises:
        UnknownStepError: an event does not belong to the life of a case, or stands where it cannot.
    """
    state: CaseState | None = None
    for entry, event in entries:
        state = _registered(event) if state is None else advance(state, entry, event)
    if state is None:
        raise UnknownStepError("nothing")
    return state


def effective(events: Sequence[Event]) -> list[tuple[int, Event]]:
    """The events that count, with their places from 1: corrected ones as corrected, void ones left out.

    A correction that was undone says nothing any more.

    Raises:
        UnknownStepError: a correction is not what this program writes.
    """
    counting: dict[int, Event] = {}
    undone = {place for event in events if event.step is Step.UNDO for place, _content in said_of_entries(event)}
    for entry, event in enumerate(events, start=1):
        if event.step not in CORRECTING:
            counting[entry] = event
        elif entry not in undone:
            _overlay(counting, event)
    return sorted(counting.items())


def _overlay(counting: dict[int, Event], event: Event) -> None:
    """Let the entries that a correction names read as it says; one that is a correction itself is not among them."""
    for place, content in said_of_entries(event):
        before = counting.pop(place, None)
        if before is not None and content is not None:
            counting[place] = _corrected(before, content)


def said_of_entries(event: Event) -> list[tuple[int, Detail]]:
    """What a correction says of other entries, by their places; None makes one void.

    Raises:
        UnknownStepError: it is not what this program writes.
    """
    entries = event.details["entries"]
    if not isinstance(entries, Mapping):
        raise UnknownStepError(event.step)
    return [(int(place), content) for place, content in entries.items()]


def _corrected(before: Event, content: Detail) -> Event:
    if not isinstance(content, Mapping) or not isinstance(details := content["details"], Mapping):
        raise UnknownStepError(before.step)
    return Event(before.step, str(content["happened_on"]), Status(str(content["status"])), details)


def _registered(event: Event) -> CaseState:
    if event.step is not Step.REGISTER or event.status is None:
        raise UnknownStepError(event.step)
    fields = {name: value for name, value in event.details.items() if name not in _CONTENT}
    lists = {name: tuple(_words(fields.pop(name))) for name in ("violations", "remarks")}
    fields["complaints"] = (fields["complaint_id"],)
    opening = Record(1, event.step, event.happened_on, event.status, {}, {})
    return CaseState(status=event.status, records=(opening,), reached_on=event.happened_on, **fields, **lists)  # type: ignore[arg-type]  # the details were written by this program; a wrong shape is what a check looks for


def advance(state: CaseState, entry: int, event: Event) -> CaseState:
    """The case after one more event that counts; the next due date and the version are left to `replay`.

    What runs beside leaves the status as it is: dated back, it tells that of the day it was recorded.

    Raises:
        UnknownStepError: the event cannot stand there.
    """
    if event.step is Step.LINK_COMPLAINT:
        return _linked(state, event)
    if event.step is Step.ASSIGN:
        return _assigned(state, event)
    if event.step in _NEVER_LATER or event.status is None:
        raise UnknownStepError(event.step)
    details = event.details
    parallel = _parallel(event)
    status = Status(state.status) if parallel else event.status
    record = _record(entry, event, status, _answered(state, stopped_by(event)))
    side = (state.side - {*_listed(details, "clears")}) | {*_listed(details, "sets")}
    is_over = status in FINAL and not (status is Status.CLOSED and Side.REMEDY in side)  # a remedy is pending
    return replace(
        state,
        track=_told(details, "track") or state.track,
        level=_told(details, LEVEL_SET) if LEVEL_SET in details else state.level,
        status=status,
        closed_on=(state.closed_on or event.happened_on) if is_over else None,
        side=side,
        clocks=changed(
            state.clocks,
            started=[clock_told(told) for told in _items(details, CLOCKS_TOLD)],
            stopped=stopped_by(event),
        ),
        records=(*state.records, record),
        reached_on=state.reached_on if parallel else max(state.reached_on, event.happened_on),
        effect_on=_told(details, EFFECT_ON) or state.effect_on,
    )


def _parallel(event: Event) -> bool:
    """Whether it runs beside the main line, so that its day says nothing of where the case stood."""
    return bool(event.details.get("parallel")) or event.step is Step.RECOMPUTE


def clocks_told(event: Event) -> list[RunningClock]:
    """The clocks that an event started or changed, the earlier stages of one before it.

    Raises:
        UnknownStepError, ValueError: they are not what this program writes.
    """
    return [clock_told(told) for name in (RAN, CLOCKS_TOLD) for told in _items(event.details, name)]


def stopped_by(event: Event) -> list[str]:
    """The ids of the clocks that an event stopped."""
    return _listed(event.details, "stopped")


def _answered(state: CaseState, stopped: Sequence[str]) -> RunningClock | None:
    """The clock among the *stopped* ones that would have ended first; None where none had a day that binds."""
    answered = [clock for clock in state.clocks if clock.clock in stopped and clock.binds and clock.due_on]
    return min(answered, key=lambda clock: clock.due_on or date.max, default=None)


def _record(entry: int, event: Event, status: Status, answered: RunningClock | None) -> Record:
    details = event.details
    return Record(
        entry=entry,
        step=event.step,
        on=event.happened_on,
        status=status,
        given={key: str(value) for key, value in details.items() if key in _KEYS},
        facts={key: value for key, value in details.items() if key not in _KEYS},
        warnings=tuple(_listed(details, "warnings")),
        rules=tuple(_listed(details, "rules")),
        parallel=_parallel(event),
        answered=answered.clock if answered else None,
        due_on=answered.due_on.isoformat() if answered and answered.due_on else None,
    )


def _linked(state: CaseState, event: Event) -> CaseState:
    complaint = event.details["complaint_id"]
    if not isinstance(complaint, int):
        raise UnknownStepError(event.step)
    return replace(state, complaints=(*state.complaints, complaint))


def _assigned(state: CaseState, event: Event) -> CaseState:
    """Who is responsible from then on; status, clocks and days stay as they are."""
    owner = event.details.get("owner", 0)
    if not isinstance(owner, str | None) or owner == "":
        raise UnknownStepError(event.step)
    return replace(state, owner=owner, owned_since=event.happened_on if owner else None)


def _told(details: Mapping[str, Detail], name: str) -> str | None:
    value = details.get(name)
    return None if value is None else str(value)


def _items(details: Mapping[str, Detail], name: str) -> Sequence[Detail]:
    value = details.get(name, [])
    if not isinstance(value, list):
        raise UnknownStepError(name)
    return value


def _listed(details: Mapping[str, Detail], name: str) -> list[str]:
    return [str(word) for word in _items(details, name)]


def _words(value: Detail) -> list[str]:
    if not isinstance(value, list):
        raise UnknownStepError(repr(type(value)))
    return value


_CONTENT: Final = frozenset(
    {"complaint", "respondent", "complainant", "sealing_key", "new_unit", "row", "clock", "login", "rules"}
)
"""Commitments to what was said, where it came from, and the rules applied: part of the event, not of the state."""
_NEVER_LATER: Final = frozenset({Step.IMPORT, Step.RECORD_TIP, Step.REGISTER})
_KEYS: Final = frozenset(str(need) for need in Need)

_COLUMNS: Final = (
    "number", "complaint_id", "employee_id", "unit_id", "employment", "rank", "position", "position_class", "channel",
    "district", "election", "stage", "happened_on", "opened_on", "track", "level", "violations", "remarks", "status",
    "due_clock", "due_on", "closed_on", "version", "owner",
)  # fmt: skip


def columns(state: CaseState) -> dict[str, str | int | tuple[str, ...] | None]:
    """What the row of a case holds, by the names of its columns; lists as tuples."""
    return {name: getattr(state, name) for name in _COLUMNS}
