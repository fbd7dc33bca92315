"""What the life of one case is read from, for reading and for writing alike."""

import sqlite3
from collections.abc import Iterable
from typing import Final, NamedTuple

LIFE: Final = "SELECT step, happened_on, status, details FROM events WHERE case_id = :id ORDER BY seq"
LIFE_WITH_PLACES: Final = """
SELECT seq, step, happened_on, status, details FROM events WHERE case_id = :id ORDER BY seq
"""
LATER: Final = """
SELECT step, happened_on, actor FROM events WHERE case_id = :id ORDER BY seq LIMIT -1 OFFSET :version
"""
BEGUN: Final = """
SELECT id FROM cases
WHERE version > 1 AND complaint_id NOT IN (SELECT complaint_id FROM events WHERE step = 'destroy') ORDER BY id
"""
OUTCOME: Final = (
    "reached_on", "side", "finding", "recommended_by", "recommendation_number", "recommendation_date",
    "recommended_on", "respond_by", "followed_up_on", "answered_on", "sanction", "sanction_level", "sanction_wording",
    "sk_number", "official", "decided_on", "received_on", "effect_on", "in_force_on", "ends_on", "annulled", "remedy",
    "remedy_filed_on", "remedy_late", "remedy_decided_on", "remedy_outcome", "reported_on", "blocked_on", "reopened_on",
)  # fmt: skip
"""What the procedure made of a case, by `domain.facts.listed`; `reached_on` is the day of the last step."""
PROJECTED: Final = (
    "employment", "rank", "position", "position_class", "channel", "district", "election", "stage", "happened_on",
    "opened_on", "track", "level", "violations", "remarks", "status", "due_clock", "due_on", "closed_on", "version",
    "owner", *OUTCOME,
)  # fmt: skip
"""The columns of a case that an event can change."""
_SET: Final = ", ".join(f"{name} = ?" for name in (*PROJECTED, "last_seq"))
PROJECT: Final = f"UPDATE cases SET {_SET} WHERE id = ?"  # noqa: S608 - names of this module
"""Its parameters have places, not names: to bind fifty by name takes half as long again."""
ROW: Final = ("id", "complaint_id", "employee_id", "unit_id", *PROJECTED, "last_seq")
"""The columns of a case that are stored, in no order that matters."""
_ROW: Final = ", ".join(ROW)
SET_ASIDE: Final = f"INSERT INTO past_cases ({_ROW}, until_seq) SELECT {_ROW}, :seq FROM cases WHERE id = :id"  # noqa: S608 - names of this module
ADD_STEP: Final = """
INSERT INTO case_steps (case_id, entry, seq, step, happened_on, status, parallel, clock, due_on, until_seq)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
END_STEP: Final = """
UPDATE case_steps SET until_seq = :seq WHERE case_id = :id AND entry = :entry AND until_seq IS NULL
"""
STEPS: Final = """
SELECT entry, step, happened_on, status, parallel, clock, due_on FROM case_steps
WHERE case_id = :id AND until_seq IS NULL ORDER BY entry
"""

Cell = str | int | None


class StepRow(NamedTuple):
    """A step of a case that counts: its entry, what happened and when, and the clock it answered with its last day."""

    entry: int
    step: str
    happened_on: str
    status: str
    parallel: int
    clock: str | None
    due_on: str | None


class KnownStep(NamedTuple):
    """A step as it was listed from the event *seq* on, until *until_seq*; None while it is."""

    row: StepRow
    seq: int
    until_seq: int | None


class PastRow(NamedTuple):
    """The cells of a case, by the names of `PROJECTED`, from the event *last_seq* until *until_seq*."""

    cells: dict[str, Cell]
    last_seq: int
    until_seq: int


class Told(NamedTuple):
    """One event of a case, as it stands in the register; `details` is JSON."""

    step: str
    happened_on: str
    status: str | None
    details: str


class Later(NamedTuple):
    """What was recorded after somebody looked: the step, its day, and by whom."""

    step: str
    happened_on: str
    actor: str


def life(connection: sqlite3.Connection, case_id: int) -> Iterable[Told]:
    """The events of a case, in the order they were recorded."""
    return (Told(*row) for row in connection.execute(LIFE, {"id": case_id}))


def life_with_places(connection: sqlite3.Connection, case_id: int) -> Iterable[tuple[int, Told]]:
    """The same, each with its place among all events."""
    return ((seq, Told(*rest)) for seq, *rest in connection.execute(LIFE_WITH_PLACES, {"id": case_id}))


def later_than(connection: sqlite3.Connection, case_id: int, version: int) -> list[Later]:
    """The events of a case after the first *version* of them."""
    return [Later(*row) for row in connection.execute(LATER, {"id": case_id, "version": version})]


def begun_cases(connection: sqlite3.Connection) -> list[int]:
    """The ids of all cases that anything was recorded of after their registration, and that were not destroyed."""
    return [int(id_) for (id_,) in connection.execute(BEGUN)]


def set_aside(connection: sqlite3.Connection, case_id: int, seq: int) -> None:
    """Keep the row of a case as it is, because the event *seq* is about to change it."""
    connection.execute(SET_ASIDE, {"id": case_id, "seq": seq})


def project(connection: sqlite3.Connection, case_id: int, cells: dict[str, Cell], first: int, newest: int) -> None:
    """Write into the row of a case what its events make of it, the *newest* and those just recorded, from *first* on.

    The row as it was before them is kept; *cells* has every name of `PROJECTED`.
    """
    set_aside(connection, case_id, first)
    rewrite(connection, case_id, cells, newest)


def rewrite(connection: sqlite3.Connection, case_id: int, cells: dict[str, Cell], newest: int) -> None:
    """The same without keeping the row as it was."""
    connection.execute(PROJECT, (*map(cells.__getitem__, PROJECTED), newest, case_id))


def steps(connection: sqlite3.Connection, case_id: int) -> list[StepRow]:
    """The steps of a case that count today, the oldest first."""
    return [StepRow(*row) for row in connection.execute(STEPS, {"id": case_id})]


def end_steps(connection: sqlite3.Connection, case_id: int, ended: Iterable[int], seq: int) -> None:
    """From the event *seq* on the entries *ended* of a case no longer count as they stood."""
    connection.executemany(END_STEP, ({"id": case_id, "entry": entry, "seq": seq} for entry in ended))


def add_steps(connection: sqlite3.Connection, steps: Iterable[tuple[int, KnownStep]]) -> None:
    """List *steps*, each with the id of its case, from the event on, and until the event, that it names."""
    told = ((case_id, one.row.entry, one.seq, *one.row[1:], one.until_seq) for case_id, one in steps)
    connection.executemany(ADD_STEP, told)
