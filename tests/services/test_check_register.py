"""Checking a register: whatever somebody changed past the program is found, and nothing breaks the check itself."""

import random
import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.domain.chain import GENESIS, event_hash
from asn_neutral.errors import BrokenDatabaseError, NotARegisterError
from asn_neutral.services.check_register import FINDINGS_KEPT, check_register
from tests.complaints_file import ask, nip, opened, row, take, write

TRIGGERS = ("events_are_never_changed", "events_are_never_removed", "events_follow_each_other")
BOOKKEEPING = {
    "alembic_version.version_num": "not the office's data; user_version rules",
    "complainants.*": "who complained is marked nowhere, on purpose",
    "complaints.batch_id": "where a row came from, not what it said",
    "complaints.recorded_at": "the events carry the instant",
    "complaints.number": "a handle; the events name the complaint by its id",
    "external_references.*": "a handle likewise",
    "complaint_cases.batch_id": "where a row came from",
    "complaint_cases.row": "the same",
    "employees.name_key": "made from the name",
    "employees.unit_id": "the unit the person was first seen in; every case has its own",
    "import_batches.*": "the event of the import carries hash and counts",
    "number_series.*": "the next number, not a record",
    "register.id": "held by the table",
    "register.uuid": "a name",
    "register.created_at": "a remark",
    "units.kind": "made from the name",
}
"""What a change in is not found, each with its reason; a new column must be protected or stand here."""

COPY_OF_AN_EVENT = """
INSERT INTO events SELECT {seq}, case_id, complaint_id, step, happened_on, recorded_at, actor, status, details,
    previous, hash FROM events WHERE seq = {copied}
"""
A_SECOND_LINK = """
INSERT INTO complaint_cases SELECT 1, case_id, respondent_name, respondent_nip, fingerprint, batch_id, row
FROM complaint_cases WHERE case_id = 3
"""
DEEP = "UPDATE events SET details = '" + "[" * 100_000 + "' WHERE seq = 2"
ANOTHERS_NIP = "UPDATE employees SET nip = CAST(nip + 1 AS TEXT) WHERE id = 2"


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture(scope="module")
def sound(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with some complaints, one of them about two persons, some cells empty."""
    folder = tmp_path_factory.mktemp("sound")
    path = Path(shutil.copy(template, folder))
    rows = [row(number, unit_kerja=f"Dinas Contoh {number % 3}") for number in range(6)]
    rows.append(row(2, nip=nip(40), nama_terlapor="Rekan Contoh"))
    rows.append(row(8, nip="", status_asn="", nama_terlapor="Tanpa NIP"))
    take(path, write(folder / "in.csv", *rows))
    return path


@pytest.fixture
def register(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path))


def tamper(path: Path, *statements: str) -> None:
    """Change the register as somebody with an SQLite tool would: triggers away, then back as they were."""
    with opened(path) as connection:
        written = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"))
        assert sorted(written) == sorted(TRIGGERS)
        for name in TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for sql in written.values():
            connection.execute(sql)


def found_in(path: Path) -> set[str]:
    """The codes of what the check finds."""
    verdict = check_register(path)
    assert verdict.ok == (not verdict.findings)
    assert all(finding.sentence() for finding in verdict.findings)
    return {finding.code for finding in verdict.findings}


def test_a_sound_register(register: Path) -> None:
    verdict = check_register(register)
    assert (verdict.ok, verdict.events, verdict.cases, verdict.findings, verdict.more) == (True, 9, 8, (), 0)
    ((newest,),) = ask(register, "SELECT lower(hex(hash)) FROM events ORDER BY seq DESC LIMIT 1")
    assert verdict.head == newest


def test_an_empty_register_is_sound(template: Path) -> None:
    verdict = check_register(template)
    assert (verdict.ok, verdict.events, verdict.head) == (True, 0, GENESIS.hex())


def test_the_check_changes_nothing(register: Path) -> None:
    before = register.read_bytes()
    check_register(register)
    assert register.read_bytes() == before


@pytest.mark.parametrize(
    ("statements", "codes"),
    [
        (["UPDATE events SET details = replace(details, 'Contoh', 'contoh') WHERE seq = 3",
          "UPDATE events SET actor = 'x' WHERE seq = 3"], {"chain-content"}),
        (["UPDATE events SET happened_on = '2024-10-09' WHERE seq = 9"], {"chain-content"}),
        (["DELETE FROM events WHERE seq = 4"], {"chain-gap", "case-without-event"}),
        (["DELETE FROM events WHERE seq = 8"], {"chain-gap", "case-without-event"}),
        (["DELETE FROM events WHERE seq = 4", "UPDATE events SET seq = seq - 1 WHERE seq > 4"], {"chain-previous"}),
        (["UPDATE events SET seq = -3 WHERE seq = 3", "UPDATE events SET seq = 3 WHERE seq = 4",
          "UPDATE events SET seq = 4 WHERE seq = -3"], {"chain-previous"}),
        ([COPY_OF_AN_EVENT.format(seq="10", copied=2)], {"chain-previous", "replay"}),
        ([COPY_OF_AN_EVENT.format(seq="seq + 20", copied=9)], {"chain-gap"}),
        (["UPDATE events SET details = '[]' WHERE seq = 2"], {"chain-content", "replay"}),
        (["UPDATE events SET details = '{}' WHERE seq = 2"], {"chain-content", "replay"}),
        (["UPDATE events SET details = 'null' WHERE seq = 2"], {"chain-content", "replay"}),
        (["UPDATE events SET details = '{\"number\":' WHERE seq = 2"], {"chain-content", "replay"}),
        ([DEEP], {"chain-content", "replay"}),
        (["UPDATE events SET step = 'fold' WHERE seq = 2"], {"chain-content", "replay"}),
        (["UPDATE events SET status = 'gone' WHERE seq = 2"], {"chain-content", "replay"}),
        (["UPDATE cases SET level = 'ringan' WHERE id = 3"], {"projection"}),
        (["UPDATE cases SET version = 2 WHERE id = 3"], {"projection"}),
        (["DELETE FROM case_violations WHERE case_id = 3 AND code = 'D4'"], {"projection"}),
        (["INSERT INTO case_violations VALUES (3, 'D13')"], {"projection"}),
        (["DELETE FROM complaint_cases WHERE case_id = 3"], {"projection"}),
        ([A_SECOND_LINK], {"projection"}),
        (["UPDATE complaints SET summary = 'Tidak terjadi apa-apa.' WHERE id = 2"], {"complaint"}),
        (["UPDATE complaints SET place = NULL WHERE id = 2"], {"complaint"}),
        (["UPDATE complaints SET fingerprint = zeroblob(16) WHERE id = 2"], {"complaint"}),
        (["UPDATE complaint_cases SET respondent_name = 'Orang Lain' WHERE case_id = 3"], {"respondent", "person"}),
        (["UPDATE employees SET name = 'Orang Lain' WHERE id = 2"], {"person"}),
        ([ANOTHERS_NIP], {"person"}),
        (["UPDATE units SET name = 'Dinas Lain' WHERE id = 1"], {"unit"}),
        (["UPDATE complaints SET stage = 'tenang' WHERE id = 2"], {"election"}),
        (["UPDATE register SET fingerprint_key = zeroblob(32)"], {"complaint", "respondent"}),
        (["PRAGMA foreign_keys = OFF", "DELETE FROM units WHERE id = 1"], {"link"}),
        (["PRAGMA foreign_keys = OFF", "DELETE FROM complaints WHERE id = 2"], {"link"}),
        (["DROP INDEX cases_due"], {"schema"}),
        (["DROP INDEX employees_nip"], {"schema"}),
        (["CREATE TRIGGER extra AFTER INSERT ON cases BEGIN SELECT 1; END"], {"schema"}),
        (["CREATE VIEW extra AS SELECT 1"], {"schema"}),
        (["DROP TABLE complaint_cases"], {"schema", "unreadable"}),
    ],
)  # fmt: skip
def test_what_was_changed_past_the_program_is_found(register: Path, statements: list[str], codes: set[str]) -> None:
    tamper(register, *statements)
    assert codes <= found_in(register)


def test_without_its_own_row_nothing_can_be_checked(register: Path) -> None:
    tamper(register, "DELETE FROM register")
    with pytest.raises(BrokenDatabaseError, match="says which register it is"):
        check_register(register)


@pytest.mark.parametrize("name", TRIGGERS)
def test_a_missing_trigger_is_found(register: Path, name: str) -> None:
    with opened(register) as connection:
        connection.execute(f"DROP TRIGGER {name}")
    assert [finding.what for finding in check_register(register).findings] == [name]


def test_an_event_changed_with_its_hash_breaks_the_next_one(register: Path) -> None:
    ((*fields, previous),) = ask(
        register,
        "SELECT seq, case_id, complaint_id, step, happened_on, recorded_at, actor, status, details, previous"
        " FROM events WHERE seq = 5",
    )
    fields[6] = "somebody else"
    assert isinstance(previous, bytes)
    fresh = event_hash(previous, *fields)  # type: ignore[arg-type]  # as the register holds them
    sql = f"UPDATE events SET actor = 'somebody else', hash = x'{fresh.hex()}' WHERE seq = 5"  # noqa: S608 - a hash
    tamper(register, sql)
    (finding,) = check_register(register).findings
    assert (finding.code, finding.what) == ("chain-previous", "6")


def columns(path: Path) -> Iterable[tuple[str, str]]:
    """Every column of every table."""
    return [
        (str(table), str(column))
        for table, column in ask(
            path, "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table'"
        )
    ]


def excused(table: str, column: str) -> bool:
    return f"{table}.{column}" in BOOKKEEPING or f"{table}.*" in BOOKKEEPING


def test_a_change_in_any_column_is_found(register: Path, tmp_path: Path) -> None:
    missed = []
    for table, column in columns(register):
        if excused(table, column):
            continue
        copy = Path(shutil.copy(register, tmp_path / "copy.db"))
        changed = (
            f"CASE typeof({column}) WHEN 'integer' THEN {column} + 100 WHEN 'blob' THEN zeroblob(length({column}))"
            f" WHEN 'null' THEN NULL ELSE {column} || 'x' END"
        )
        try:
            tamper(
                copy,
                "PRAGMA ignore_check_constraints = ON",
                "PRAGMA foreign_keys = OFF",
                f"UPDATE {table} SET {column} = {changed}",  # noqa: S608 - names of our tables
            )
        except sqlite3.IntegrityError:
            missed.append(f"{table}.{column} could not be changed")
            continue
        values = ask(copy, f"SELECT count({column}) FROM {table}")  # noqa: S608 - names of our tables
        if values != [(0,)] and check_register(copy).ok:
            missed.append(f"{table}.{column}")
    assert missed == []


def test_every_excuse_is_for_something_that_is_there(register: Path) -> None:
    there = set(columns(register))
    tables = {table for table, _column in there}
    for name in BOOKKEEPING:
        table, column = name.split(".")
        assert table in tables
        assert column == "*" or (table, column) in there


def test_flipped_bytes_never_break_the_check(register: Path) -> None:
    whole = register.read_bytes()
    rng = random.Random(20240927)  # noqa: S311 - the same places in every run
    silent = 0
    for _turn in range(150):
        damaged = bytearray(whole)
        place = rng.randrange(100, len(whole))
        damaged[place] ^= 1 << rng.randrange(8)
        register.write_bytes(damaged)
        try:
            silent += check_register(register).ok
        except (BrokenDatabaseError, NotARegisterError):
            continue
    assert silent < 150  # bytes of free space do no harm; those that count are found below


def test_a_flipped_byte_in_what_was_said_is_found_though_sqlite_sees_nothing(register: Path) -> None:
    whole = register.read_bytes()
    word = b"mengangkat jari"
    assert word in whole
    register.write_bytes(whole.replace(word, b"mengangkat tari", 1))
    assert found_in(register) == {"complaint"}


def test_a_number_changed_anywhere_is_found_in_an_index_by_sqlite_alone(register: Path) -> None:
    whole, number = register.read_bytes(), nip(4).encode()
    seen: list[set[str]] = []
    place = whole.find(number)
    while place >= 0:
        register.write_bytes(whole[:place] + b"2" + whole[place + 1 :])
        seen.append(found_in(register))
        place = whole.find(number, place + 1)
    assert {"sqlite"} in seen
    assert all(seen)


def test_a_text_that_is_no_text_any_more_is_found(register: Path) -> None:
    whole = register.read_bytes()
    place = whole.index(b"Lapangan Benu-Benua")
    register.write_bytes(whole[:place] + b"\xff\xfe" + whole[place + 2 :])
    assert "unreadable" in found_in(register)


def test_only_so_many_findings_are_named(template: Path, tmp_path: Path) -> None:
    register = Path(shutil.copy(template, tmp_path / "many.db"))
    take(register, write(tmp_path / "in.csv", *(row(number) for number in range(FINDINGS_KEPT + 5))))
    tamper(register, "UPDATE cases SET version = 7")
    verdict = check_register(register)
    assert (len(verdict.findings), verdict.more) == (FINDINGS_KEPT, 5)
