"""A damaged register is told as one, whatever it makes fail; on a sound register an error stays a bug."""

import sqlite3
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.errors import BrokenDatabaseError
from asn_neutral.store.damage import is_damaged
from asn_neutral.store.opening import plain_errors
from asn_neutral.store.reader import reading
from asn_neutral.store.unit import unit_of_work
from tests.complaints_file import ask, opened, row, take, write

ERRORS = (KeyError("x"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"), TypeError(), sqlite3.IntegrityError("x"))


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def filled(register: Path, tmp_path: Path) -> Path:
    take(register, write(tmp_path / "in.csv", row(1), row(2)))
    return register


def damage(path: Path, statement: str) -> None:
    """Change what lies on the disk, past triggers, checks and links."""
    with opened(path) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(statement)
        for _name, sql in triggers:
            connection.execute(sql)


def make_unreadable(path: Path) -> None:
    """Put a byte that is no text into the names of the schema."""
    whole = path.read_bytes()
    place = whole.index(b"CREATE TABLE events")
    path.write_bytes(whole[: place + 3] + b"\xdd" + whole[place + 4 :])


DAMAGES = (
    "UPDATE complaints SET id = id + 32 WHERE rowid = (SELECT min(rowid) FROM complaints)",
    "UPDATE complainants SET complaint_id = complaint_id + 4 WHERE rowid = (SELECT max(rowid) FROM complainants)",
    "UPDATE events SET details = replace(details, '}', '') WHERE seq = 1",
    "UPDATE events SET details = CAST(x'ff7b7d' AS TEXT) WHERE seq = 1",
    "UPDATE units SET kind = 'kantor'",
    "UPDATE complaints SET place = ''",
    "DROP INDEX cases_due",
)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_on_a_sound_register_stays_what_it_is(filled: Path, error: Exception) -> None:
    for use in (reading, unit_of_work):
        with pytest.raises(type(error)) as told, use(filled):
            raise error
        assert told.value is error
    assert not is_damaged(filled)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_the_same_error_on_a_damaged_register_is_told_as_damage(filled: Path, error: Exception) -> None:
    damage(filled, DAMAGES[0])
    for use in (reading, unit_of_work):
        with pytest.raises(BrokenDatabaseError, match="is not what was recorded"), use(filled):
            raise error


@pytest.mark.parametrize("statement", DAMAGES)
def test_damage_of_every_kind_is_seen(filled: Path, statement: str) -> None:
    damage(filled, statement)
    assert is_damaged(filled)


def test_an_unreadable_schema_is_damage_for_a_writer_as_well(filled: Path) -> None:
    make_unreadable(filled)
    assert is_damaged(filled)
    for use in (reading, unit_of_work):
        with pytest.raises(BrokenDatabaseError), use(filled):
            pass


def test_a_register_that_is_locked_is_not_called_damaged(filled: Path) -> None:
    with opened(filled) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        assert not is_damaged(filled)
        with pytest.raises(KeyError), plain_errors(filled, wait_seconds=0):
            raise KeyError
    assert ask(filled, "SELECT count(*) FROM units") == [(1,)]


def test_of_a_register_of_an_earlier_version_only_what_must_always_hold_is_asked(filled: Path) -> None:
    with opened(filled) as connection:
        connection.execute("DROP INDEX cases_owner")
        connection.execute("ALTER TABLE cases DROP COLUMN owner")
        assert is_damaged(filled)
        connection.execute("PRAGMA user_version = 1")
    assert not is_damaged(filled)
    damage(filled, "UPDATE events SET actor = 'x' WHERE seq = 2")
    assert is_damaged(filled)
