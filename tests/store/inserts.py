"""The SQL that writes a row of each table, made from the SQLModel tables: `python -m tests.store.inserts`."""

from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlmodel import SQLModel

from asn_neutral.store import tables

FILE = Path(tables.__file__).with_name("inserts.py")
HEAD = '''"""One INSERT for each table, all its columns in their order but those that are computed.

Made from the SQLModel tables by `python -m tests.store.inserts`; a test compares. So a command that writes need not
load SQLModel.
"""

# ruff: noqa: Q000, E501 - as they were made
# fmt: off
from collections.abc import Mapping
from typing import Final

INSERTS: Final[Mapping[str, str]] = {
'''


def rendered() -> str:
    """The text of the module, as the tables want it today."""
    dialect = SQLiteDialect_pysqlite(paramstyle="qmark")
    tables_by_name = sorted(SQLModel.metadata.tables.items())
    lines: list[str] = []
    for name, table in tables_by_name:
        written = [column.name for column in table.columns if column.computed is None]
        lines.append(f"    {name!r}: {str(insert(table).compile(dialect=dialect, column_keys=written))!r},\n")
    return f"{HEAD}{''.join(lines)}}}\n"


if __name__ == "__main__":
    FILE.write_text(rendered(), "utf-8")
