"""What stands in the register of files that were destroyed."""

import sqlite3
from typing import Final, NamedTuple

ERASED_NAME: Final = "[dimusnahkan]"
"""What stands in the place of a name and of a summary that were destroyed: the official term."""
DESTROYED: Final = "SELECT complaint_id FROM events WHERE step = 'destroy'"
"""The complaints whose files were destroyed."""
TOMBSTONE: Final = """
SELECT t.seq, t.complaint_id, t.step, t.happened_on, t.recorded_at, t.actor, t.details FROM events AS t
WHERE t.step = 'destroy' AND t.complaint_id = :id
"""
TOMBSTONE_OF_CASE: Final = """
SELECT t.seq, t.complaint_id, t.step, t.happened_on, t.recorded_at, t.actor, t.details
FROM cases AS k JOIN events AS t ON t.step = 'destroy' AND t.complaint_id = k.complaint_id
WHERE k.id = :id
"""


class OfDestruction(NamedTuple):
    """An event about the destruction of files; `details` is the JSON that stands in the register."""

    seq: int
    complaint_id: int | None
    step: str
    happened_on: str
    recorded_at: str
    actor: str
    details: str


def tombstone_of(connection: sqlite3.Connection, noun: str, id_: int) -> OfDestruction | None:
    """The event that destroyed the file of a `case` or a `complaint`; None while it stands."""
    sql = TOMBSTONE_OF_CASE if noun == "case" else TOMBSTONE
    row = connection.execute(sql, {"id": id_}).fetchone()
    return OfDestruction(*row) if row else None
