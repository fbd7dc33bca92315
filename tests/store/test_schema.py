"""The schema as classes, migrations and the SQL file tell it, what it refuses, and every question asked of it."""

import importlib
import pkgutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from asn_neutral.store import queries, schema, tables, upgrading
from asn_neutral.store.filters import CASES, COMPLAINTS, Filters, where
from asn_neutral.store.queries import dossiers
from asn_neutral.store.queries.grouping import grouped_sql
from asn_neutral.store.queries.lives import PROJECTED
from asn_neutral.store.queries.numbers import _EXTERNAL, _NUMBERED
from asn_neutral.store.queries.recap import DIMENSIONS, recap_sql
from tests.complaints_file import ask, opened, row, take, write

SQL_FILE = Path(schema.__file__).with_name("schema.sql")
EVERY_FILTER = Filters(**dict.fromkeys(CASES, ("x", "y")))

AN_EVENT = """
INSERT INTO events SELECT {seq}, case_id, complaint_id, step, happened_on, recorded_at, actor, status, details,
    {previous}, zeroblob(32) FROM events WHERE seq = 4
"""


def objects(connection: sqlite3.Connection) -> dict[str, str]:
    """Every table, index and trigger with its SQL on one line."""
    sql_of_all = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name != 'alembic_version'"
    found = connection.execute(sql_of_all)
    return {name: " ".join(sql.split()) for name, sql in found}


# ---- one schema


def test_the_classes_and_the_migrations_agree(register: Path) -> None:
    assert tables.Register.metadata is SQLModel.metadata
    engine = create_engine(f"sqlite:///{register}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_the_sql_file_and_the_migrations_agree(register: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as written, opened(register) as migrated:
        written.executescript(SQL_FILE.read_text("utf-8"))
        assert objects(written) == objects(migrated)


def test_every_table_is_strict(register: Path) -> None:
    found = ask(register, "PRAGMA table_list")
    loose = {name for _schema, name, _type, _columns, _without, strict in found if not strict}
    assert loose == {"alembic_version", "sqlite_schema", "sqlite_temp_schema"}


def test_nothing_is_deleted_by_cascade(register: Path) -> None:
    with opened(register) as connection:
        for name in objects(connection):
            for link in connection.execute(f"PRAGMA foreign_key_list({name})"):
                assert link[5:7] == ("NO ACTION", "NO ACTION")


def test_the_newest_migration_carries_the_number_the_program_knows() -> None:
    numbers = [int(path.name[1:5]) for path in upgrading._MIGRATIONS.glob("versions/v*.py")]
    assert max(numbers) == schema.SCHEMA_VERSION
    assert sorted(numbers) == list(range(1, schema.SCHEMA_VERSION + 1))


# ---- what it refuses


@pytest.fixture
def filled(register: Path, tmp_path: Path) -> Path:
    take(register, write(tmp_path / "in.csv", *(row(number) for number in range(3))))
    return register


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE events SET actor = 'x' WHERE seq = 2", "never changed"),
        ("UPDATE events SET seq = 9 WHERE seq = 4", "never changed"),
        ("DELETE FROM events WHERE seq = 4", "never removed"),
        ("DELETE FROM events", "never removed"),
        ("INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 4", "without a gap"),
        ("INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 1", "without a gap"),
        ("REPLACE INTO events SELECT * FROM events WHERE seq = 1", "without a gap"),
        (AN_EVENT.format(seq=6, previous="hash"), "without a gap"),
        (AN_EVENT.format(seq=5, previous="previous"), "without a gap"),
    ],
)
def test_events_are_only_ever_added_one_after_the_other(filled: Path, statement: str, message: str) -> None:
    before = ask(filled, "SELECT * FROM events ORDER BY seq")
    assert len(before) == 4
    with opened(filled) as connection:
        connection.execute("PRAGMA recursive_triggers = ON")
        with pytest.raises(sqlite3.IntegrityError, match=message):
            connection.execute(statement)
    assert ask(filled, "SELECT * FROM events ORDER BY seq") == before


def test_the_next_event_in_order_is_taken(filled: Path) -> None:
    with opened(filled) as connection:
        connection.execute(AN_EVENT.format(seq=5, previous="hash"))
    assert len(ask(filled, "SELECT seq FROM events")) == 5


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases SET channel = 'telegram'",
        "UPDATE cases SET employment = 'honorer'",
        "UPDATE cases SET track = 'lain'",
        "UPDATE cases SET level = 'parah'",
        "UPDATE cases SET position_class = 'raja'",
        "UPDATE cases SET version = 'satu'",
        "UPDATE units SET kind = 'kantor'",
        "UPDATE units SET key = (SELECT key FROM units LIMIT 1) || 'x', id = 'y'",
        "UPDATE complaints SET summary = NULL",
        "UPDATE employees SET nip = (SELECT min(nip) FROM employees)",
        "UPDATE external_references SET agency = 'kpu'",
        "INSERT INTO register SELECT 2, uuid, created_at, fingerprint_key FROM register",
    ],
)
def test_what_no_row_may_hold_is_refused_by_the_table_itself(filled: Path, statement: str) -> None:
    with opened(filled) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)


# ---- every question fits it


def questions() -> Iterator[tuple[str, str]]:
    """Every SQL text of the read side, by the name it has."""
    for found in pkgutil.iter_modules(queries.__path__):
        module = importlib.import_module(f"{queries.__name__}.{found.name}")
        for name, value in vars(module).items():
            if name.isupper() and isinstance(value, str) and "SELECT" in value and not value.startswith(("(", "FROM")):
                yield f"{found.name}.{name}", value
    for table in (_NUMBERED, _EXTERNAL):
        yield from ((f"numbers.{noun}", sql) for noun, sql in table.items())


def asked(name: str, sql: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The text as it is asked, with every filter where it takes them."""
    given = {
        "id": "1",
        "name": "x",
        "key": "x",
        "due": "2025-01-01T00:00:00Z",
        "limit": "1",
        "wanted": "x",
        "version": "1",
        "first": "1",
        "last": "2",
        "agency": "x",
        "number": "x",
        "owner": "x",
        "today": "2025-01-15",
        "channels": "[]",
        "actors": "[]",
        "ids": "[]",
        "recommender": "x",
        "guarded": " x ",
        "since": "2024-01-01",
        "until": "2025-01-29",
        **dict.fromkeys(("seq", "last_seq", "until_seq", *PROJECTED), "1"),
    }
    if "{joins}" in sql and "{dimensions}" not in sql:
        clause, parameters = where(EVERY_FILTER)
        yield grouped_sql([], clause, sql), {**parameters, **given}
    elif "{dimensions}" in sql:
        clause, parameters = where(EVERY_FILTER)
        for first in DIMENSIONS:
            yield recap_sql([first], clause, sql), {**parameters, **given}
            yield recap_sql([first, next(iter(DIMENSIONS))], clause, sql), {**parameters, **given}
        if not name.startswith("recap."):
            yield grouped_sql([], clause, sql), {**parameters, **given}
    elif "{where}" in sql:
        pieces = COMPLAINTS if name.startswith("complaints.") else CASES
        clause, parameters = where(EVERY_FILTER, pieces)
        yield sql.replace("{where}", clause), {**parameters, **given}
    else:
        yield sql.replace("{whose}", dossiers.ONE_PERSON).replace("{ids}", ":id"), given


def test_every_question_fits_the_migrated_schema(register: Path) -> None:
    found = dict(questions())
    assert {"cases.CASE_LIST", "recap.RECAP", "checking.EVENTS", "numbers.case", "register.COUNTS"} <= found.keys()
    with opened(register) as connection:
        for name, sql in found.items():
            for text, parameters in asked(name, sql):
                assert connection.execute(f"EXPLAIN {text}", parameters).fetchone(), name
