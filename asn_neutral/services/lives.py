"""The life of a case, read from the register and replayed."""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from asn_neutral.domain.case import CaseState, Event, UnknownStepError, columns, replay
from asn_neutral.domain.numbering import number_of
from asn_neutral.errors import BrokenDatabaseError
from asn_neutral.law.terms import Status, Step
from asn_neutral.locale import _
from asn_neutral.store.queries.lives import PROJECTED, Cell, Told, life
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
        BrokenDatabaseError: they cannot be replayed.
    """
    try:
        return replay(event_of(told) for told in events)
    except UNREPLAYABLE as error:
        reason = _("the events of case {what} cannot be replayed").format(what=number_of("case", case_id))
        raise BrokenDatabaseError(path=register, reason=reason) from error


def projection(state: CaseState) -> dict[str, Cell]:
    """What the row of a case holds of *state*, by column: of those that an event can change."""
    cells = columns(state)
    return {name: ";".join(cell) if isinstance(cell := cells[name], tuple) else cell for name in PROJECTED}
