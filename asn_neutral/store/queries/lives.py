"""What the life of one case is read from, for reading and for writing alike."""

import sqlite3
from collections.abc import Iterable
from typing import Final, NamedTuple

LIFE: Final = "SELECT step, happened_on, status, details FROM events WHERE case_id = :id ORDER BY seq"
LATER: Final = """
SELECT step, happened_on, actor FROM events WHERE case_id = :id ORDER BY seq LIMIT -1 OFFSET :version
"""
BEGUN: Final = "SELECT id FROM cases WHERE version > 1 ORDER BY id"
PROJECTED: Final = (
    "employment", "rank", "position", "position_class", "channel", "district", "election", "stage", "happened_on",
    "opened_on", "track", "level", "violations", "remarks", "status", "due_clock", "due_on", "closed_on", "version",
    "owner",
)  # fmt: skip
"""The columns of a case that an event can change."""
PROJECT: Final = f"UPDATE cases SET {', '.join(f'{name} = :{name}' for name in PROJECTED)} WHERE id = :id"  # noqa: S608 - names of this module

Cell = str | int | None


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


def later_than(connection: sqlite3.Connection, case_id: int, version: int) -> list[Later]:
    """The events of a case after the first *version* of them."""
    return [Later(*row) for row in connection.execute(LATER, {"id": case_id, "version": version})]


def begun_cases(connection: sqlite3.Connection) -> list[int]:
    """The ids of all cases that anything was recorded of after their registration."""
    return [int(id_) for (id_,) in connection.execute(BEGUN)]


def project(connection: sqlite3.Connection, case_id: int, cells: dict[str, Cell]) -> None:
    """Write into the row of a case what its events make of it; *cells* has every name of `PROJECTED`."""
    connection.execute(PROJECT, {**cells, "id": case_id})
