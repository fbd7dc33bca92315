"""The tables, indexes and triggers of a register, compared with those that the migrations make; what rows may hold."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("schema.sql")
_NAME: Final = re.compile(r"CREATE (?:UNIQUE )?(?:TABLE|INDEX|TRIGGER) (\w+)")
_CHECK: Final = re.compile(r"(?:CONSTRAINT (\w+) )?CHECK \(")
_WORD: Final = re.compile(r"'(?:[^']|'')*'|[()]")
_CHECKED: Final = "CHECK {}"
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


def rules() -> dict[str, dict[str, str]]:
    """What must not be false of any row, as SQL by table and name: its CHECKs, and that no text is empty.

    SQLite's own check leaves the CHECKs out on a connection that may only read. A text that may be missing is never
    empty instead, and neither is one by which a row is found: the two would have one mark.
    """
    found: dict[str, dict[str, str]] = {}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_FILE.read_text("utf-8"))
        for name, sql in connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall():
            columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
            filled = {
                column: f"{column} <> ''" for _id, column, kind, filled, _value, key in columns
                if kind == "TEXT" and (key or not filled)
            }  # fmt: skip
            if both := {**dict(_checks(sql)), **filled}:
                found[name] = both
    return found


def _checks(sql: str) -> Iterator[tuple[str, str]]:
    """Each CHECK of a table, by the name of its constraint."""
    for place, check in enumerate(_CHECK.finditer(sql), start=1):
        depth = 1
        for word in _WORD.finditer(sql, check.end()):
            depth += {"(": 1, ")": -1}.get(word[0], 0)
            if not depth:
                yield check[1] or _CHECKED.format(place), sql[check.end() : word.start()]
                break
