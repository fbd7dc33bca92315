"""Who has been named as respondent before, with what the newest case says of the person."""

import sqlite3
from typing import Final

from asn_neutral.store.filters import folding, pattern

SEARCH: Final = """
SELECT e.name, e.nip, u.name AS unit, k.employment, k.rank, k.position, k.position_class
FROM employees AS e
LEFT JOIN cases AS k ON k.id = (SELECT max(id) FROM cases WHERE employee_id = e.id)
JOIN units AS u ON u.id = coalesce(k.unit_id, e.unit_id)
WHERE lower(e.name) LIKE :wanted ESCAPE '\\' OR e.nip LIKE :wanted ESCAPE '\\'
ORDER BY e.name, e.id
LIMIT :limit
"""


def search(connection: sqlite3.Connection, part: str, *, limit: int) -> list[sqlite3.Row]:
    """The civil servants with *part* in the name or the NIP, by name; *limit* at most."""
    return connection.execute(folding(SEARCH, part), {"wanted": pattern(part), "limit": limit}).fetchall()
