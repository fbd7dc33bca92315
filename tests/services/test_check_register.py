"""Checking a register: whatever somebody changed past the program is found, and nothing breaks the check itself."""

import random
import re
import shutil
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.domain.chain import GENESIS, event_hash
from asn_neutral.domain.facts import listed
from asn_neutral.domain.numbering import record_id
from asn_neutral.errors import BrokenDatabaseError, NotARegisterError
from asn_neutral.law.terms import Step
from asn_neutral.services.add_complaint import RESPONDENT, add_complaint
from asn_neutral.services.assign import assign
from asn_neutral.services.check_register import FINDINGS_KEPT, check_register, verdict_on
from asn_neutral.services.custodians import rotate_custodian
from asn_neutral.services.desk import Desk
from asn_neutral.services.evidence import Captured, add_evidence
from asn_neutral.services.lives import projection, state_named
from asn_neutral.services.mend_case import undo_last
from asn_neutral.services.record_step import record_step
from asn_neutral.services.sealing import new_pair
from asn_neutral.store.queries.lives import OUTCOME
from asn_neutral.store.reader import reading
from asn_neutral.store.shelf import shelf_of
from asn_neutral.store.structure import rules
from tests.complaints_file import (
    COMPLAINANT,
    CONTACT,
    NOW,
    PRIVATE_KEY,
    TODAY,
    ask,
    change_events,
    desk,
    dump,
    nip,
    opened,
    row,
    take,
    write,
)

TRIGGERS = ("events_are_never_changed", "events_are_never_removed", "events_follow_each_other")
_OFFICE_WORK = "how the office works, not what it did: a schedule is no figure, and nothing of a case rests on it"
UNPROTECTED = dict.fromkeys(("schedules", "schedule_runs", "outbox"), _OFFICE_WORK)
"""Tables that no event binds, each with its reason; every column of the others must be protected."""

COPY_OF_AN_EVENT = """
INSERT INTO events SELECT {seq}, case_id, complaint_id, step, happened_on, recorded_at, actor, status, details,
    previous, hash FROM events WHERE seq = {copied}
"""
SECOND_LINK = """
INSERT INTO complaint_cases SELECT {complaint}, case_id, respondent_name, respondent_nip, fingerprint, batch_id, row
FROM complaint_cases WHERE case_id = {case} LIMIT 1
"""
SECOND_BATCH = """
INSERT INTO import_batches SELECT 7, file_name, sha256, encoding, delimiter, rows_read, rows_accepted, rows_unchanged,
    rows_refused, recorded_at, actor FROM import_batches
"""
DEEP = "UPDATE events SET details = '" + "[" * 100_000 + "' WHERE seq = 2"
ANOTHERS_SEALED = (
    "UPDATE complainants SET sealed = (SELECT sealed FROM complainants WHERE complaint_id = @1) WHERE complaint_id = @2"
)
ANOTHERS_NIP = "UPDATE employees SET nip = CAST(nip + 1 AS TEXT) WHERE id = 2"


def at(sql: str) -> str:
    """The statement with `@3` for the third case or complaint of the year 2024."""
    return re.sub("@([0-9]+)", lambda found: str(record_id(2024, int(found[1]))), sql)


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture(scope="module")
def sound(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with complaints of a file, one of them about two persons, some cells empty; then some by hand."""
    folder = tmp_path_factory.mktemp("sound")
    path = Path(shutil.copy(template, folder))
    rows = [row(number, unit_kerja=f"Dinas Contoh {number % 3}") for number in range(6)]
    rows.append(row(2, nip=nip(40), nama_terlapor="Rekan Contoh", unit_kerja="Dinas Contoh 2"))
    rows.append(row(8, nip="", status_asn="", nama_terlapor="Tanpa NIP", nama_pelapor="", kontak_pelapor=""))
    take(path, write(folder / "in.csv", *rows))
    nobody = {key: cell for key, cell in row(20).items() if key not in RESPONDENT}
    add_complaint(nobody, desk(path), tip=True)
    add_complaint({**nobody, "nomor_laporan": "21/LP"}, desk(path), case="2024/0003")
    add_complaint(row(22, nomor_laporan="", jalur="langsung"), desk(path))
    return path


@pytest.fixture
def register(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path))


def later(path: Path, *, today: date = TODAY) -> Desk:
    """A desk in front of *path*, a moment after all that is recorded there."""
    ((events,),) = ask(path, "SELECT count(*) FROM events")
    return desk(path, today=today, now=NOW + timedelta(seconds=int(str(events))))


@pytest.fixture(scope="module")
def varied(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with more in it: every cell that may be empty is so in one row and filled in another."""
    path = Path(shutil.copy(sound, tmp_path_factory.mktemp("varied")))
    optional = (
        "nomor_surat", "tanggal_surat", "tanggal_diketahui", "tempat", "kecamatan", "pemilihan", "bukti", "golongan",
        "jabatan", "kelas_jabatan",
    )  # fmt: skip
    bare = dict.fromkeys(optional, "")
    forum = {"kode_pelanggaran": "E1", "tanggal_kejadian": "2022-03-01", "tanggal_terima": "2022-03-02"}
    add_complaint(row(31, **bare, nama_pelapor=""), later(path))
    add_complaint(row(32, **bare, **forum, kontak_pelapor=""), later(path))
    add_complaint(row(33, **bare, kode_pelanggaran="D13"), later(path))
    told = {"recommendation_number": "1", "recommended_by": "bkn"}
    for number in ("2024/0002", "2024/0003"):
        record_step(number, Step.RECEIVE_RECOMMENDATION, TODAY, told, later(path))
    record_step("2024/0002", Step.LAPSE, TODAY, {"cause": "pensiun"}, later(path))
    record_step("2024/0004", Step.DISMISS, TODAY, {"reason": "bukan ASN"}, later(path))
    record_step("2024/0004", Step.CLOSE, TODAY, {}, later(path))
    record_step("2024/0005", Step.REVIEW, TODAY, {}, later(path))
    undo_last("2024/0005", "salah perkara", later(path))
    lead_to_the_end("2024/0006", path)
    numbers = [str(number) for (number,) in ask(path, "SELECT number FROM cases WHERE number <> '2024/0001'")]
    assign(numbers, "Petugas Contoh", later(path))
    for owner in (None, "Petugas Lain"):
        assign(numbers[:2], owner, later(path))
    rotate_custodian("Uji", new_pair().public, later(path), [PRIVATE_KEY], path)
    return path


LIFE: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("receive-recommendation", "2025-02-03", {
        "recommendation_number": "B-1", "recommended_by": "bkn", "letter_date": "2025-02-01",
    }),
    ("block-data", "2025-03-03", {"letter_number": "BKN-1"}),
    ("review", "2025-03-03", {}),
    ("form-team", "2025-03-04", {"decree_number": "1", "chair": "A", "members": "B"}),
    ("summon", "2025-03-05", {"letter_number": "P-1", "examine_on": "2025-03-17"}),
    ("examine", "2025-03-17", {"examiner": "Tim Pemeriksa"}),
    ("report-findings", "2025-03-20", {"finding": "terbukti"}),
    ("decide", "2025-03-27", {
        "sanction": "turun-jabatan", "sk_number": "SK-1", "official": "ppk", "violation_named": "Pasal 14",
        "wording": "Penurunan jabatan",
    }),
    ("deliver", "2025-04-08", {"receipt": "TT-1"}),
    ("file-objection", "2025-04-21", {}),
    ("decide-objection", "2025-05-15", {"outcome": "memperkuat"}),
    ("take-effect", "2025-05-15", {}),
    ("report-to-bkn", "2025-05-20", {}),
    ("reopen-data", "2025-05-21", {}),
)  # fmt: skip
"""A case from the recommendation to the report, with a block and an objection on the way."""


def lead_to_the_end(number: str, path: Path) -> None:
    """Record the whole of `LIFE`."""
    for step, on, told in LIFE:
        record_step(number, Step(step), date.fromisoformat(on), told, later(path, today=date(2025, 6, 2)))


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
    assert (verdict.findings, verdict.ok, verdict.events, verdict.cases, verdict.more) == ((), True, 12, 9, 0)
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
        # events
        (["UPDATE events SET details = replace(details, 'Contoh', 'contoh') WHERE seq = 3",
          "UPDATE events SET actor = 'x' WHERE seq = 3"], {"chain-content"}),
        (["UPDATE events SET happened_on = '2024-10-09' WHERE seq = 9"], {"chain-content"}),
        (["DELETE FROM events WHERE seq = 4"], {"chain-gap", "case-without-event"}),
        (["DELETE FROM events WHERE seq = 8"], {"chain-gap", "case-without-event", "complaint-without-event"}),
        (["DELETE FROM events WHERE seq = 4", "UPDATE events SET seq = seq - 1 WHERE seq > 4"], {"chain-previous"}),
        (["UPDATE events SET seq = -3 WHERE seq = 3", "UPDATE events SET seq = 3 WHERE seq = 4",
          "UPDATE events SET seq = 4 WHERE seq = -3"], {"chain-previous"}),
        ([COPY_OF_AN_EVENT.format(seq="13", copied=2)], {"chain-previous", "replay"}),
        ([COPY_OF_AN_EVENT.format(seq="seq + 20", copied=9)], {"chain-gap"}),
        (["UPDATE events SET details = '[]' WHERE seq = 2"], {"chain-content", "replay"}),
        (["UPDATE events SET details = '{}' WHERE seq = 2"], {"chain-content", "replay"}),
        (["UPDATE events SET details = 'null' WHERE seq = 2"], {"chain-content", "replay"}),
        (["UPDATE events SET details = '{\"number\":' WHERE seq = 2"], {"chain-content", "replay"}),
        ([DEEP], {"chain-content", "replay"}),
        (["UPDATE events SET step = 'fold' WHERE seq = 2"], {"chain-content", "replay"}),
        (["UPDATE events SET status = 'gone' WHERE seq = 2"], {"chain-content", "replay"}),
        (["DELETE FROM events WHERE seq > 9"], {"complaint-without-event", "case-without-event"}),
        (["DELETE FROM events WHERE seq >= 9"], {"batch-without-event", "complaint-origin", "case-origin"}),
        (["DELETE FROM events"], {"batch-without-event", "complaint-without-event", "case-without-event"}),
        # cases and their links
        (["UPDATE cases SET level = 'ringan' WHERE id = @3"], {"projection"}),
        (["UPDATE cases SET version = 9 WHERE id = @3"], {"projection"}),
        (["UPDATE cases SET owner = 'Siti Rahma' WHERE id = @3"], {"projection"}),
        (["DELETE FROM case_violations WHERE case_id = @3 AND code = 'D4'"], {"projection"}),
        (["INSERT INTO case_violations VALUES (@3, 'D13')"], {"projection"}),
        (["DELETE FROM complaint_cases WHERE case_id = @3"], {"projection"}),
        ([SECOND_LINK.format(complaint="@1", case="@3")], {"projection"}),
        (["UPDATE complaint_cases SET respondent_name = 'Orang Lain' WHERE case_id = @3"], {"respondent", "person"}),
        (["UPDATE complaint_cases SET row = 7 WHERE case_id = @3 AND row IS NOT NULL"], {"case-origin"}),
        (["UPDATE complaint_cases SET batch_id = 1, row = 2 WHERE batch_id IS NULL"], {"case-origin"}),
        (["UPDATE complaint_cases SET batch_id = NULL, row = NULL WHERE case_id = @1"], {"case-origin"}),
        # complaints, their numbers and who wrote them
        (["UPDATE complaints SET summary = 'Tidak terjadi apa-apa.' WHERE id = @2"], {"complaint"}),
        (["UPDATE complaints SET place = NULL WHERE id = @2"], {"complaint"}),
        (["UPDATE complaints SET fingerprint = zeroblob(16) WHERE id = @2"], {"complaint"}),
        (["UPDATE complaints SET stage = 'tenang' WHERE id = @2"], {"election"}),
        (["UPDATE complaints SET election = NULL WHERE id = @8"], {"election"}),
        (["UPDATE complaints SET recorded_at = '2020-01-01T00:00:00Z' WHERE id = @2"], {"complaint-origin"}),
        (["UPDATE complaints SET batch_id = NULL WHERE id = @2"], {"complaint-origin"}),
        (["UPDATE complaints SET batch_id = 1 WHERE id = @8"], {"complaint-origin"}),
        (["UPDATE external_references SET number = 'x/1' WHERE complaint_id = @2"], {"complaint"}),
        (["INSERT INTO external_references VALUES ('bawaslu', '', @10)"], {"value", "reference"}),
        (["PRAGMA ignore_check_constraints = ON",
          "UPDATE external_references SET agency = '' WHERE complaint_id = @2"], {"value", "reference"}),
        (["UPDATE external_references SET agency = 'sbt' WHERE complaint_id = @2"], {"reference"}),
        (["UPDATE external_references SET complaint_id = @1 WHERE complaint_id = @2"], {"complaint", "reference"}),
        (["DELETE FROM external_references WHERE complaint_id = @2"], {"complaint"}),
        (["INSERT INTO external_references VALUES ('sbt', '77', @2)"], {"complaint", "reference"}),
        (["INSERT INTO external_references VALUES ('kantor', '77', @10)"], {"complaint"}),
        (["UPDATE complainants SET sealed = zeroblob(100) WHERE complaint_id = @2"], {"complainant"}),
        ([ANOTHERS_SEALED], {"complainant"}),
        (["UPDATE sealing_keys SET sealed = zeroblob(100) WHERE id = 1"], {"sealing-key"}),
        (["INSERT INTO sealing_keys VALUES (99, zeroblob(100))"], {"sealing-key"}),
        (["UPDATE custodians SET public_key = 'age1x'"], {"register"}),
        (["UPDATE custodians SET name = 'Orang Lain'"], {"register"}),
        (["UPDATE custodians SET retired_at = added_at"], {"custodian"}),
        (["INSERT INTO custodians VALUES (2, 'Orang Lain', 'age1x', '2024-10-01T00:00:00Z', NULL)"], {"custodian"}),
        (["DELETE FROM custodians"], {"register"}),
        (["UPDATE complainants SET complaint_id = @7 WHERE complaint_id = @2"], {"complainant"}),
        (["DELETE FROM complainants WHERE complaint_id = @8"], {"complainant"}),
        (["INSERT INTO complainants VALUES (@7, 1, zeroblob(16))"], {"complainant"}),
        # persons and units
        (["UPDATE employees SET name = 'Orang Lain' WHERE id = 2"], {"person"}),
        (["UPDATE employees SET name = upper(name) WHERE id = 2"], {"person"}),
        (["UPDATE employees SET name_key = 'orang lain' WHERE id = 2"], {"person"}),
        (["UPDATE employees SET unit_id = 1 WHERE id = 2"], {"person"}),
        ([ANOTHERS_NIP], {"person"}),
        (["INSERT INTO employees VALUES (99, NULL, 'Orang Lain', 'orang lain', 1)"], {"person-without-case"}),
        (["UPDATE units SET name = 'Dinas Lain' WHERE id = 1"], {"unit"}),
        (["UPDATE units SET name = upper(name) WHERE id = 1"], {"unit"}),
        (["UPDATE units SET key = 'dinas lain', name = 'Dinas Lain' WHERE id = 1"], {"unit", "respondent"}),
        (["UPDATE units SET kind = 'badan' WHERE id = 1"], {"unit"}),
        (["INSERT INTO units VALUES (99, 'dinas lain', 'Dinas Lain', 'dinas')"], {"unit-without-event"}),
        # files
        (["UPDATE import_batches SET sha256 = 'x'"], {"batch"}),
        (["UPDATE import_batches SET rows_refused = 1"], {"batch"}),
        (["UPDATE import_batches SET actor = 'x'"], {"batch"}),
        (["UPDATE import_batches SET file_name = 'x.csv'"], {"batch"}),
        (["PRAGMA foreign_keys = OFF", "DELETE FROM import_batches"], {"event-without-batch", "link"}),
        ([SECOND_BATCH], {"batch-without-event"}),
        # the register itself
        (["UPDATE register SET fingerprint_key = zeroblob(32)"], {"register", "complaint", "respondent"}),
        (["UPDATE register SET uuid = '6f1c2a52-0000-4000-8000-000000000000'"], {"register"}),
        (["UPDATE register SET created_at = '2020-01-01T00:00:00Z'"], {"register"}),
        (["UPDATE alembic_version SET version_num = '0099'"], {"schema"}),
        (["PRAGMA foreign_keys = OFF", "DELETE FROM units WHERE id = 1"], {"link"}),
        (["PRAGMA foreign_keys = OFF", "DELETE FROM complaints WHERE id = @2"], {"link"}),
        (["DROP INDEX cases_due"], {"schema"}),
        (["DROP INDEX employees_nip"], {"schema"}),
        (["CREATE TRIGGER extra AFTER INSERT ON cases BEGIN SELECT 1; END"], {"schema"}),
        (["CREATE VIEW extra AS SELECT 1"], {"schema"}),
        (["DROP TABLE complaint_cases"], {"schema", "unreadable"}),
    ],
)  # fmt: skip
def test_what_was_changed_past_the_program_is_found(register: Path, statements: list[str], codes: set[str]) -> None:
    tamper(register, *map(at, statements))
    assert codes <= found_in(register)


def test_what_came_before_a_file_is_not_of_it(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "more.csv", row(50), row(51)))
    assert check_register(register).ok
    tamper(register, at("UPDATE complaint_cases SET batch_id = 2, row = 2 WHERE case_id = @9 AND batch_id IS NULL"))
    assert found_in(register) == {"case-origin"}


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


def columns(path: Path) -> list[tuple[str, str]]:
    """Every column of every table that events bind; those that are computed from others cannot be changed."""
    return [(table, column) for table, column, _kind, _filled in kinds(path)]


def kinds(path: Path) -> list[tuple[str, str, str, bool]]:
    """The same with the kind of its values, and whether it must be filled."""
    sql = (
        'SELECT t.name, c.name, c.type, c."notnull" OR c.pk FROM sqlite_schema AS t, pragma_table_info(t.name) AS c'
        " WHERE t.type = 'table'"
    )
    every = [(str(table), str(column), str(kind), bool(filled)) for table, column, kind, filled in ask(path, sql)]
    assert {table for table, *_rest in every} > UNPROTECTED.keys()
    return [one for one in every if one[0] not in UNPROTECTED]


CONSTRAINT = re.compile(r"CONSTRAINT (\w+) CHECK")
OTHER = (
    "CASE typeof({0}) WHEN 'integer' THEN {0} + 100 WHEN 'text' THEN {0} || 'x' WHEN 'blob' THEN zeroblob(9)"
    " ELSE {filler} END"
)
ALMOST = "CASE typeof({0}) WHEN 'text' THEN upper({0}) WHEN 'blob' THEN {0} || x'00' ELSE {0} END"
CHANGES = (
    (OTHER, "1"), (ALMOST, "1"), ("NULL", "1"), ("{empty}", "1"), (OTHER, "{0} IS NULL"), ("{empty}", "{0} IS NULL"),
)  # fmt: skip
"""What the cells of a column become, and which of them: another value, almost the same, none, an empty one."""
FILLERS = {"TEXT": "'x'", "INTEGER": "1", "BLOB": "x'01'"}
EMPTY = {"TEXT": "''", "INTEGER": "0", "BLOB": "x''"}


def changed(path: Path, table: str, column: str, kind: str, change: tuple[str, str]) -> bool:
    """Make one of `CHANGES` in a column, whatever the schema forbids; whether anything is another now."""
    cells = f"SELECT {column} FROM {table}"  # noqa: S608 - names of our tables
    before = sorted(ask(path, cells), key=repr)
    words = {"filler": FILLERS.get(kind, "'x'"), "empty": EMPTY.get(kind, "''")}
    value, which = (text.format(column, **words) for text in change)
    with opened(path) as connection:
        written = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = replace(sql, ' NOT NULL', '') WHERE type = 'table'")
    sql = f"UPDATE {table} SET {column} = {value} WHERE {which}"  # noqa: S608 - the same
    try:
        tamper(path, "PRAGMA ignore_check_constraints = ON", "PRAGMA foreign_keys = OFF", sql)
    except sqlite3.IntegrityError:  # not twice the same, not without its key
        return False
    with opened(path) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.executemany("UPDATE sqlite_schema SET sql = ?2 WHERE name = ?1", written)
    return sorted(ask(path, cells), key=repr) != before


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_in_any_column_is_found(varied: Path, tmp_path: Path, change: tuple[str, str]) -> None:
    missed, made = [], 0
    for table, column, kind, _filled in kinds(varied):
        if table == "past_cases":
            continue  # its cells are compared as a whole with those that the events make; see the next test
        copy = Path(shutil.copy(varied, tmp_path / "copy.db"))
        if changed(copy, table, column, kind, change):
            made += 1
            if seems_sound(copy):
                missed.append(f"{table}.{column}")
    assert missed == []
    assert made > 15


def test_a_change_in_any_column_of_the_past_is_found(varied: Path, tmp_path: Path) -> None:
    """Each finding names its case, so that one look tells of as many columns as there are cases with a past."""
    columns = [(column, kind) for table, column, kind, _filled in kinds(varied) if table == "past_cases"]
    cases = ask(varied, "SELECT id, number FROM cases WHERE id IN (SELECT id FROM past_cases) ORDER BY id")
    assert len(cases) > 3
    while columns:
        copy, turned = Path(shutil.copy(varied, tmp_path / "copy.db")), set()
        keyed = columns[-1][0] in {"id", "until_seq"}
        for id_, number in cases[: 1 if keyed else None]:
            if columns:
                column, kind = columns.pop()
                value = OTHER.format(column, filler=FILLERS.get(kind, "'x'"))
                tamper(copy, "PRAGMA ignore_check_constraints = ON", "PRAGMA foreign_keys = OFF",
                       f"UPDATE past_cases SET {column} = {value} WHERE id = {id_!r}")  # fmt: skip  # noqa: S608 - the same
                turned.add(number)
        assert {finding.what for finding in check_register(copy).findings if finding.code == "past"} == turned


def test_and_what_may_be_empty_is_so_in_one_row_of_that_register_and_filled_in_another(varied: Path) -> None:
    assert check_register(varied).findings == ()
    for table, column, _kind, filled in kinds(varied):
        sql = f"SELECT max({column} IS NULL), max({column} IS NOT NULL) FROM {table}"  # noqa: S608 - names of our tables
        assert filled or ask(varied, sql) == [(1, 1)], f"{table}.{column}"


def test_no_check_of_a_table_is_broken_unseen(varied: Path, tmp_path: Path) -> None:
    every = [(table, name, sql) for table, wanted in rules().items() for name, sql in wanted.items()]
    named = [name for (sql,) in ask(varied, "SELECT sql FROM sqlite_schema") for name in CONSTRAINT.findall(str(sql))]
    assert sorted(named) == sorted(name for _table, name, sql in every if not sql.endswith(" <> ''"))
    tried = 0
    for table, name, sql in every:
        column = sql.split(" ", maxsplit=1)[0]
        key = ", ".join(str(part) for (part,) in ask(varied, f"SELECT name FROM pragma_table_info('{table}') WHERE pk"))  # noqa: S608 - names of our tables
        one = f"({key}) = (SELECT {key} FROM {table} WHERE {column} <> '' LIMIT 1)"  # noqa: S608 - names of our tables
        wrong = f"UPDATE {table} SET {column} = {'2' if column == 'id' else repr('')} WHERE {one}"  # noqa: S608 - the same
        copy = Path(shutil.copy(varied, tmp_path / "copy.db"))
        tamper(copy, "PRAGMA ignore_check_constraints = ON", wrong)
        if dump(copy) != dump(varied) and table != "register":  # one whose own row is strange is not even opened
            tried += 1
            findings = check_register(copy).findings
            assert f"{table} ({name})" in {finding.what for finding in findings if finding.code == "value"}
    assert tried > 25


def seems_sound(path: Path) -> bool:
    """Whether the check finds nothing; a register that is not even opened does not seem sound."""
    try:
        return check_register(path).ok
    except BrokenDatabaseError:
        return False


def test_a_row_taken_away_from_any_table_is_found(varied: Path, tmp_path: Path) -> None:
    missed = []
    for table in sorted({table for table, _column in columns(varied)}):
        for newest in ("ASC", "DESC"):
            copy = Path(shutil.copy(varied, tmp_path / "copy.db"))
            keys = ", ".join(column for name, column in columns(varied) if name == table)
            one = f"SELECT {keys} FROM {table} ORDER BY 1 {newest} LIMIT 1"  # noqa: S608 - names of our tables
            same = " AND ".join(f"{table}.{key} IS gone.{key}" for key in keys.split(", "))
            sql = f"DELETE FROM {table} WHERE EXISTS (SELECT 1 FROM ({one}) AS gone WHERE {same})"  # noqa: S608 - the same
            tamper(copy, "PRAGMA foreign_keys = OFF", sql)
            assert len(dump(copy)[table]) == len(dump(varied)[table]) - 1
            if seems_sound(copy):
                missed.append(table)
    assert missed == []


def test_nothing_of_who_complained_is_ever_told(register: Path) -> None:
    tamper(register, "UPDATE complainants SET sealed = CAST('Orang Lain 0811' AS BLOB)")
    verdict = check_register(register)
    assert {finding.code for finding in verdict.findings} == {"complainant"}
    told = " ".join(finding.sentence() for finding in verdict.findings)
    assert not {word for word in ("Orang Lain", "0811", COMPLAINANT, CONTACT) if word in told}


def test_the_same_words_of_two_complainants_have_two_marks(register: Path) -> None:
    marks = [mark for (mark,) in ask(register, "SELECT json_extract(details, '$.complainant') FROM events") if mark]
    assert len(set(marks)) == len(marks) > 5


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


def test_the_procedure_has_made_nothing_of_a_case_that_was_only_registered(register: Path) -> None:
    with reading(register) as connection:
        state = state_named(connection, "2024/0001", register)
    assert {name: word or None for name, word in listed(state).items()} == dict.fromkeys(set(OUTCOME) - {"reached_on"})
    assert {name: projection(state)[name] for name in OUTCOME} == dict.fromkeys(OUTCOME)


# ---- its evidence


@pytest.fixture
def evidence(register: Path, tmp_path: Path) -> list[Path]:
    """Where the two pieces of evidence of a register are kept."""
    take(register, write(tmp_path / "in.csv", row(1)))
    files = [tmp_path / "foto.jpg", tmp_path / "layar.png"]
    for file in files:
        file.write_bytes(file.name.encode())
    added = add_evidence("P-2024/0001", files, Captured(), desk(register))
    return [shelf_of(register) / one.sha256 for one in added]


def test_evidence_that_is_not_there_is_found(register: Path, evidence: list[Path]) -> None:
    assert check_register(register).ok
    evidence[0].unlink()
    evidence[1].write_bytes(b"other")
    verdict = check_register(register)
    assert [(one.code, one.what) for one in verdict.findings] == [
        ("evidence-missing", f"P-2024/0001, {evidence[0].name}"),
        ("evidence-altered", f"P-2024/0001, {evidence[1].name}"),
    ]
    assert (verdict.ok, verdict.broken, verdict.evidence_lost) == (False, False, True)
    with reading(register) as connection:
        assert verdict_on(connection).ok  # what is said beside it, and only that, is looked for


def test_what_lies_there_in_its_place_is_no_evidence(register: Path, evidence: list[Path]) -> None:
    evidence[0].unlink()
    evidence[0].mkdir()
    assert [one.code for one in check_register(register).findings] == ["evidence-missing"]


def test_evidence_is_looked_for_and_not_read(
    register: Path, evidence: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asn_neutral.services.evidence.hash_of", lambda _path: pytest.fail("it was read"))
    evidence[0].write_bytes(bytes(len("foto.jpg")))
    assert check_register(register).ok


def test_an_entry_about_evidence_that_cannot_be_read(register: Path, evidence: list[Path]) -> None:
    assert evidence
    change_events(register, "UPDATE events SET details = '{' WHERE step = 'add-evidence'")
    verdict = check_register(register)
    assert "unreadable" in {one.code for one in verdict.findings}
    assert verdict.broken
