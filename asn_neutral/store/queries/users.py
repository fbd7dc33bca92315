"""Who may record, as the events say it, and the decisions that only one pair of eyes has seen."""

import sqlite3
from collections.abc import Iterator
from typing import Final

USERS: Final = "SELECT details, recorded_at FROM events WHERE step = 'set-user' ORDER BY seq"
SEEN_ALONE: Final = """
SELECT DISTINCT k.number FROM events AS e CROSS JOIN cases AS k ON k.id = e.case_id
WHERE e.step = 'confirm-alone' AND instr(k.side, 'confirmed-alone') > 0 ORDER BY k.number
"""


def users_told(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """What every event says of a user, as JSON, and when, the oldest first."""
    return ((str(details), str(at)) for details, at in connection.execute(USERS))


def seen_alone(connection: sqlite3.Connection) -> list[str]:
    """The numbers of the cases with a decision that who recorded it confirmed as well."""
    return [str(number) for (number,) in connection.execute(SEEN_ALONE)]
