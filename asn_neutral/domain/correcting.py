"""Setting right what was recorded: a wrong entry corrected, the last step undone, deadlines computed anew.

Nothing is taken away. A further event says which entries now read otherwise, and the fold reads them so. An entry is
named by its place among the events of its case, from 1; that place never changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum, unique
from typing import Final

from asn_neutral.domain.case import (
    CLOCKS_TOLD,
    CORRECTING,
    EFFECT_ON,
    RAN,
    CaseState,
    Detail,
    Event,
    Record,
    advance,
    clocks_told,
    effective,
    fold,
    replay,
    said_of_entries,
    still_meant,
)
from asn_neutral.domain.recomputing import moved_clocks
from asn_neutral.domain.rights import CONFIRMING, ENTERED_BY, User, entered_by, right_for
from asn_neutral.domain.setting import Setting
from asn_neutral.domain.starting import IN_FORCE, Moved, rules_of
from asn_neutral.domain.workflow import take
from asn_neutral.errors import (
    AsnError,
    BadNeedError,
    CorrectionBreaksError,
    MissingNeedsError,
    NoSuchEntryError,
    NothingToUndoError,
    UnknownNeedError,
)
from asn_neutral.law.moves import moves_of
from asn_neutral.law.needs import Need
from asn_neutral.law.procedure import Side
from asn_neutral.law.terms import Employment, PositionClass, Status, Step
from asn_neutral.locale import _

REGISTERED: Final[Mapping[str, type[StrEnum] | None]] = {
    "employment": Employment,
    "rank": None,
    "position": None,
    "position_class": PositionClass,
    "district": None,
}
"""What can be corrected in a registration; track and level are changed by `reclassify`, which gives its reason."""


@unique
class Standing(StrEnum):
    """Whether an entry still says what it said."""

    VALID = "valid"
    CORRECTED = "corrected"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Correction:
    """What an entry is to read instead: another day, other values (an empty one takes its key away), and why."""

    entry: int
    given: Mapping[str, str]
    reason: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction: the event to keep, the case before and after, and the places of the entries that read otherwise."""

    event: Event
    before: CaseState
    after: CaseState
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Recomputed:
    """Deadlines computed anew: the event to keep, the case after it, and every clock that moved."""

    event: Event
    after: CaseState
    moved: tuple[Moved, ...]


def undo(state: CaseState, reason: str, setting: Setting) -> Corrected:
    """Make the last step void, or the last correction when that came later.

    Complaints that were linked and who is responsible stay as they are.

    Raises:
        NothingToUndoError: only the registration is left.
    """
    marks = standing(state.events)
    last = [
        place
        for place, event in enumerate(state.events, start=1)
        if event.step not in _NEVER_UNDONE and marks[place] is not Standing.VOID
    ]
    if not last:
        raise NothingToUndoError(number=state.number)
    if setting.user:
        setting.user.demand(right_for(state.events[last[-1] - 1].step))
    changes: dict[int, Event | None] = {last[-1]: None}
    undone = _event(state, Step.UNDO, Correction(last[-1], {}, reason), changes, setting)
    changes |= _settled(effective((*state.events, undone)))
    return _kept(state, Step.UNDO, Correction(last[-1], {}, reason), changes, setting)


def standing(events: Sequence[Event]) -> dict[int, Standing]:
    """How every event of a case stands, by its place from 1; what was said of it last holds."""
    marks = dict.fromkeys(range(1, len(events) + 1), Standing.VALID)
    for place, event in reversed(list(enumerate(events, start=1))):
        if event.step in CORRECTING and marks[place] is Standing.VALID:
            for other, content in said_of_entries(event):
                if marks[other] is Standing.VALID:
                    marks[other] = Standing.VOID if content is None else Standing.CORRECTED
    return marks


def correct(state: CaseState, correction: Correction, setting: Setting) -> Corrected:
    """Let an entry read otherwise.

    Later entries that would have come out differently are derived anew, the others stay as they were decided.

    Raises:
        NoSuchEntryError: there is no such entry, or it is none that can be corrected.
        MissingNeedsError: nothing would change.
        CorrectionBreaksError: a later entry could not stand.
        AsnError: whatever `workflow.apply` raises for the entry as corrected.
    """
    entry = correction.entry
    record = _record(state, entry)
    before = dict(effective(state.events))[entry]
    if record.step is Step.REGISTER:
        event = _registration(before, correction, setting.user)
    else:
        event = _with_earlier_hands(_step(state, record, correction, setting), before, state)
    if _content(_unsigned(event)) == _content(_unsigned(before)):
        raise MissingNeedsError(step=Step.CORRECT, keys=", ".join(_keys(record.step)))
    changes: dict[int, Event | None] = {entry: event}
    changes |= _later(state, entry, changes, setting)
    return _kept(state, Step.CORRECT, correction, changes, setting)


def recompute(state: CaseState, setting: Setting) -> Recomputed | None:
    """The open deadlines under the calendar of today; None when none of them moved."""
    anew = list(moved_clocks(state, rules_of(state, setting)))
    if not anew:
        return None
    details: dict[str, Detail] = {CLOCKS_TOLD: [one.clock.told() for one in anew]}
    if ran := [clock.told() for one in anew for clock in one.ran]:
        details[RAN] = ran
    if effect := next((one.clock.due_on for one in anew if one.clock.clock == IN_FORCE), None):
        details[EFFECT_ON] = effect.isoformat()
    event = Event(Step.RECOMPUTE, setting.today.isoformat(), Status(state.status), details)
    return Recomputed(event, replay((*state.events, event)), tuple(one.moved for one in anew))


def _record(state: CaseState, entry: int) -> Record:
    records = {record.entry: record for record in state.records if record.step is not Step.RECOMPUTE}
    if entry not in records:
        raise NoSuchEntryError(number=state.number, entry=entry, entries=", ".join(map(str, records)))
    return records[entry]


def _keys(step: Step) -> tuple[str, ...]:
    if step is Step.REGISTER:
        return tuple(REGISTERED)
    return tuple(dict.fromkeys(str(key) for move in moves_of(step) for key in move.keys))


def _step(state: CaseState, record: Record, correction: Correction, setting: Setting) -> Event:
    """The entry as it would have been recorded with the other day and values."""
    told = {**record.given, **correction.given}
    kept = {key: text for key, text in told.items() if text or key not in correction.given}
    before = fold((place, event) for place, event in effective(state.events) if place < record.entry)
    return take(before, record.step, correction.on or date.fromisoformat(record.on), kept, setting)


def _with_earlier_hands(event: Event, before: Event, state: CaseState) -> Event:
    """A decision that still waits to be confirmed is also that of those who recorded what it said *before*."""
    if ENTERED_BY not in event.details or Side.UNCONFIRMED not in state.side:
        return event
    names = dict.fromkeys(name for one in (before, event) for name in entered_by(one.details.get(ENTERED_BY)))
    return replace(event, details={**event.details, ENTERED_BY: list(names)})


def _registration(event: Event, correction: Correction, user: User | None) -> Event:
    """The registration with other facts about the respondent; its day is that of the complaint and stays."""
    if user:
        user.demand(right_for(event.step))
    given = {**({"on": ""} if correction.on else {}), **correction.given}
    for key, text in given.items():
        if key not in REGISTERED:
            raise UnknownNeedError(step=Step.REGISTER, key=key, keys=", ".join(REGISTERED))
        words = REGISTERED[key]
        if text and words and text not in set(words):
            raise BadNeedError(key=key, expected=_("one of {choices}").format(choices=", ".join(words)))
    changed = {key: text or None for key, text in given.items()}
    return Event(event.step, event.happened_on, event.status, {**event.details, **changed})


def _settled(entries: Sequence[tuple[int, Event]]) -> dict[int, Event | None]:
    """The deadlines computed anew among *entries* that hold clocks which no longer run then."""
    changes: dict[int, Event | None] = {}
    settled: list[tuple[int, Event]] = []
    for place, event in entries:
        kept = event
        if event.step is Step.RECOMPUTE:
            kept = still_meant(fold(settled), event)
            if kept != event:
                changes[place] = kept
        settled.append((place, kept))
    return changes


def _later(
    state: CaseState, first: int, changes: Mapping[int, Event | None], setting: Setting
) -> dict[int, Event | None]:
    """The entries after *first* that come out differently once *changes* are made.

    What an entry would be is derived twice under the law of today, before and after the change: only a difference
    that the change itself makes is taken over, never one that a newer law would make. Clocks that are derived anew
    come out under the calendar of today, and need not be computed once more. A decision that reads otherwise has to be
    confirmed again.
    """
    old, new = _twice(state, first, changes)
    later: dict[int, Event | None] = {}
    decides_anew = any(ENTERED_BY in event.details for event in changes.values() if event)
    derived = frozenset(clock.clock for event in changes.values() if event for clock in clocks_told(event))
    for place, event in effective(state.events):
        if place <= first:
            continue
        kept = event
        if event.step in CONFIRMING and decides_anew:
            later[place] = None
            old = advance(old, place, event)
            continue
        if event.step is Step.RECOMPUTE:
            kept = still_meant(new, event, but=derived)
        elif event.step not in _BESIDE | CONFIRMING:
            kept = _derived(old, new, place, event, setting)
            told = frozenset(clock.clock for clock in clocks_told(kept))
            derived = derived - told if kept == event else derived | told
        if kept != event:
            later[place] = kept
        old, new = advance(old, place, event), advance(new, place, kept)
    return later


def _twice(state: CaseState, first: int, changes: Mapping[int, Event | None]) -> tuple[CaseState, CaseState]:
    """The case up to the entry *first*, as it read and as it will."""
    up_to = [(place, event) for place, event in effective(state.events) if place <= first]
    changed = [(place, changes.get(place, event)) for place, event in up_to]
    return fold(up_to), fold((place, event) for place, event in changed if event is not None)


def _derived(old: CaseState, new: CaseState, place: int, event: Event, setting: Setting) -> Event:
    try:
        after = _again(new, event, setting)
    except AsnError as error:
        raise CorrectionBreaksError(entry=place, step=event.step, reason=error) from error
    try:
        before = _again(old, event, setting)
    except AsnError:
        return after
    return event if after == before else after


def _again(state: CaseState, event: Event, setting: Setting) -> Event:
    """The event as it would be recorded today for that state, by whom it may be, its decision confirmed."""
    state = replace(state, side=state.side - {Side.UNCONFIRMED})
    given = {key: str(event.details[key]) for key in event.details if key in _NEEDS and event.details[key] is not None}
    return take(state, event.step, date.fromisoformat(event.happened_on), given, replace(setting, user=None))


def _kept(
    state: CaseState, step: Step, correction: Correction, changes: Mapping[int, Event | None], setting: Setting
) -> Corrected:
    event = _event(state, step, correction, changes, setting)
    return Corrected(event, state, replay((*state.events, event)), tuple(sorted(changes)))


def _event(
    state: CaseState, step: Step, correction: Correction, changes: Mapping[int, Event | None], setting: Setting
) -> Event:
    """The event of a correction, with the status it leads to."""
    entries: dict[str, Detail] = {str(place): _content(event) for place, event in sorted(changes.items())}
    details: dict[str, Detail] = {"corrects": correction.entry, "reason": correction.reason, "entries": entries}
    draft = Event(step, setting.today.isoformat(), None, details)
    return Event(step, draft.happened_on, Status(fold(effective((*state.events, draft))).status), details)


def _unsigned(event: Event) -> Event:
    """The event without who recorded it and that it waits to be confirmed."""
    told = event.details.get("sets")
    sets = [word for word in told if word != Side.UNCONFIRMED] if isinstance(told, list) else []
    details = {key: value for key, value in event.details.items() if key not in {ENTERED_BY, "sets"}}
    return replace(event, details={**details, **({"sets": sets} if sets else {})})


def _content(event: Event | None) -> Detail:
    if event is None:
        return None
    return {"happened_on": event.happened_on, "status": event.status, "details": event.details}


_BESIDE: Final = frozenset({Step.LINK_COMPLAINT, Step.ASSIGN})
"""What no correction changes: it rests on no other entry, and a further one of its kind sets it right."""
_NEVER_UNDONE: Final = frozenset({*_BESIDE, Step.REGISTER, Step.RECOMPUTE, Step.UNDO})
_NEEDS: Final = frozenset(str(need) for need in Need)
