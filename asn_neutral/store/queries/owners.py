"""Who is responsible for cases, and for which; answered from the index on the owner."""

import sqlite3
from typing import Final

OWNERS: Final = "SELECT min(owner) FROM cases WHERE owner IS NOT NULL GROUP BY owner ORDER BY owner"
OPEN_CASES: Final = (
    "SELECT id FROM cases WHERE owner = :owner AND closed_on IS NULL ORDER BY due_on IS NULL, due_on, id"
)
OPEN_CASES_OF_NOBODY: Final = """
SELECT id FROM cases WHERE owner IS NULL AND closed_on IS NULL ORDER BY due_on IS NULL, due_on, id
"""


def owners(connection: sqlite3.Connection) -> list[str]:
    """Everybody who is responsible for a case, in the order of the alphabet; spellings that differ in capitals once."""
    return [str(name) for (name,) in connection.execute(OWNERS)]


def open_cases_of(connection: sqlite3.Connection, owner: str | None) -> list[int]:
    """The ids of the open cases of *owner*, or of nobody; those that are due first stand first."""
    if owner is None:
        return [int(id_) for (id_,) in connection.execute(OPEN_CASES_OF_NOBODY)]
    return [int(id_) for (id_,) in connection.execute(OPEN_CASES, {"owner": owner})]
