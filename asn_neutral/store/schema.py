"""What marks a file as a register of this program; standard library only, both sides read it."""

from typing import Final

APPLICATION_ID: Final = 0x41534E4E  # "ASNN": what SQLite and `file` read at the head of a register
SCHEMA_VERSION: Final = 8  # kept in PRAGMA user_version; one more with every migration
PRAGMAS: Final = (
    ("journal_mode", "truncate"),
    ("synchronous", 2),  # FULL: an acknowledged commit survives a power cut
    ("foreign_keys", 1),
    ("trusted_schema", 0),
    ("cell_size_check", 1),
    ("secure_delete", 1),
    ("recursive_triggers", 1),  # without it INSERT OR REPLACE would slip past the triggers on events
)
"""Set on every writing connection and read back; an SQLite that refuses one is refused."""
