"""Which names of units and districts the register knows, to suggest what was meant."""

import sqlite3
from typing import Final

UNITS: Final = "SELECT key, name FROM units ORDER BY id"
DISTRICTS: Final = "SELECT DISTINCT district FROM complaints WHERE district IS NOT NULL ORDER BY district"


def units(connection: sqlite3.Connection) -> dict[str, str]:
    """Every unit: its folded name, and its name as it was first written."""
    return {str(key): str(name) for key, name in connection.execute(UNITS)}


def districts(connection: sqlite3.Connection) -> list[str]:
    """Every district that a complaint named."""
    return [str(name) for (name,) in connection.execute(DISTRICTS)]
