"""The tables, indexes and triggers of a register, compared with those that the migrations make."""

import re
import sqlite3
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("schema.sql")
_NAME: Final = re.compile(r"CREATE (?:UNIQUE )?(?:TABLE|INDEX|TRIGGER) (\w+)")
_THERE: Final = """
SELECT name, sql FROM sqlite_schema
WHERE sql IS NOT NULL AND name != 'alembic_version' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
"""


def differences(connection: sqlite3.Connection) -> list[str]:
    """What is missing, added, or not as the migrations make it, by name; what SQLite keeps for itself is left out."""
    there = {str(name): _folded(str(sql)) for name, sql in connection.execute(_THERE)}
    return sorted(name for name in there.keys() | _wanted().keys() if there.get(name) != _wanted().get(name))


@cache
def _wanted() -> Mapping[str, str]:
    """What the migrations make, by name; the file has a blank line between any two."""
    wanted: dict[str, str] = {}
    for statement in _FILE.read_text("utf-8").split("\n\n"):
        if found := _NAME.match(statement):
            wanted[found[1]] = _folded(statement.rstrip().removesuffix(";"))
    return wanted


def _folded(sql: str) -> str:
    return " ".join(sql.split())
