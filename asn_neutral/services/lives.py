"""The life of a case, read from the register and replayed."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from asn_neutral.domain.case import CORRECTING, CaseState, Event, Record, UnknownStepError, columns, replay
from asn_neutral.domain.chain import erased_by
from asn_neutral.domain.facts import listed
from asn_neutral.domain.numbering import number_of
from asn_neutral.errors import BrokenDatabaseError, DestroyedError
from asn_neutral.law.terms import Status, Step
from asn_neutral.locale import _
from asn_neutral.store.queries.lives import OUTCOME, PROJECTED, Cell, StepRow, Told, life
from asn_neutral.store.queries.numbers import find

UNREPLAYABLE: Final = (UnknownStepError, ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What events of another shape than the program writes can lead to."""


def event_of(told: Told) -> Event:
    """The event that stands in the register."""
    status = Status(told.status) if told.status else None
    return Event(Step(told.step), told.happened_on, status, json.loads(told.details))


def state_named(connection: sqlite3.Connection, wanted: str, register: Path) -> CaseState:
    """The case that *wanted* names, as its events make it.

    Raises:
        NotFoundError, AmbiguousError: it names none, or more than one.
        BrokenDatabaseError: its events cannot be replayed.
    """
    return state_of(connection, find(connection, "case", wanted), register)


def state_of(connection: sqlite3.Connection, case_id: int, register: Path) -> CaseState:
    """The case with that id, as its events make it.

    Raises:
        BrokenDatabaseError: its events cannot be replayed.
    """
    return replayed(life(connection, case_id), case_id, register)


def replayed(events: Iterable[Told], case_id: int, register: Path) -> CaseState:
    """The case with that id, as *events* make it, which are all of its own.

    Raises:
        DestroyedError: the file of the case was destroyed, and they tell nothing any more.
        BrokenDatabaseError: they cannot be replayed.
    """
    told = list(events)
    if told and (tombstone := erased_by(told[0].details)):
        raise DestroyedError(noun="case", number=number_of("case", case_id), event=tombstone)
    try:
        return replay(map(event_of, told))
    except UNREPLAYABLE as error:
        reason = _("the events of case {what} cannot be replayed").format(what=number_of("case", case_id))
        raise BrokenDatabaseError(path=register, reason=reason) from error


def projection(state: CaseState) -> dict[str, Cell]:
    """What the row of a case holds of *state*, by column: of those that an event can change."""
    cells = {**columns(state), **_outcome(state)}
    return {name: ";".join(cell) if isinstance(cell := cells[name], tuple) else cell for name in PROJECTED}


def _outcome(state: CaseState) -> dict[str, str | None]:
    """What the procedure made of a case; nothing while it is only registered."""
    if len(state.records) == 1:
        return dict.fromkeys(OUTCOME)
    return {"reached_on": state.reached_on, **{name: word or None for name, word in listed(state).items()}}


def step_rows(state: CaseState) -> list[StepRow]:
    """The steps of a case as the register lists them, the oldest first; its registration is not among them."""
    return [_step_row(one) for one in state.records if one.entry > 1]


def _step_row(one: Record) -> StepRow:
    return StepRow(one.entry, one.step.value, one.on, one.status.value, int(one.parallel), one.answered, one.due_on)


def changed_steps(
    event: Event, after: CaseState, known: Callable[[], Sequence[StepRow]]
) -> tuple[list[int], list[StepRow]]:
    """What *event* changed of the listed steps of a case: the entries that no longer stand so, and the new rows.

    *known* tells the rows that stood before; only a correction needs to ask.
    """
    if event.step not in CORRECTING:
        newest = after.records[-1]
        return [], [_step_row(newest)] if newest.entry == after.version else []
    rows = step_rows(after)
    before = {row.entry: row for row in known()}
    kept = {row.entry for row in rows if before.get(row.entry) == row}
    return sorted(before.keys() - kept), [row for row in rows if row.entry not in kept]
