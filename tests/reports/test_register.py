"""What is told of the register itself."""

import shutil
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.errors import NoDatabaseError
from asn_neutral.reports import register as made
from asn_neutral.reports.register import checked, register_status, upgraded
from asn_neutral.reports.table import Record, Value
from asn_neutral.services.check_register import MESSAGES, Finding, Verdict
from asn_neutral.store.schema import SCHEMA_VERSION
from tests.complaints_file import ask, opened, row, take, write


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def values_of(record: Record) -> dict[str, Value]:
    return dict(zip((column.key for column in record.columns), record.values, strict=True))


def status(path: Path) -> Record:
    return register_status(path, wait_seconds=0)


def test_how_much_is_in_it(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "a.csv", row(1), row(2), row(2, nip="", status_asn="", nama_terlapor="Lain")))
    ((head,),) = ask(register, "SELECT hash FROM events ORDER BY seq DESC LIMIT 1")
    assert isinstance(head, bytes)
    record = status(register)
    assert values_of(record) == {
        "database": str(register), "schema": SCHEMA_VERSION, "schema_needed": SCHEMA_VERSION,
        "bytes": register.stat().st_size, "complaints": 2, "cases": 3, "employees": 3, "units": 1, "batches": 1,
        "events": 4, "head": head.hex(),
    }  # fmt: skip
    assert list(record.notes) == []


def test_an_empty_register_has_no_head(register: Path) -> None:
    told = values_of(status(register))
    assert (told["cases"], told["events"], told["head"]) == (0, 0, None)


def test_a_register_that_waits_for_a_migration_can_be_looked_at(register: Path) -> None:
    with opened(register) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    record = status(register)
    assert (values_of(record)["schema"], values_of(record)["schema_needed"]) == (SCHEMA_VERSION - 1, SCHEMA_VERSION)
    assert list(record.notes) == ["The register waits for `asn-neutral db upgrade`."]


def test_a_folder_that_is_copied_elsewhere_is_told(register: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox (Kantor)"
    folder.mkdir()
    copy = Path(shutil.copy(register, folder / "r.db"))
    assert list(status(copy).notes) == ["Dropbox (Kantor) is copied by another program, which may tear the register."]


def test_nothing_is_made_where_nothing_is(tmp_path: Path) -> None:
    with pytest.raises(NoDatabaseError):
        status(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(("backup", "told"), [(None, None), (Path("r.db.schema-0.1.bak"), "r.db.schema-0.1.bak")])
def test_an_upgrade_names_its_backup(backup: Path | None, told: str | None) -> None:
    assert values_of(upgraded(Path("r.db"), before=0, backup=backup)) == {
        "database": "r.db", "schema_before": 0, "schema": SCHEMA_VERSION, "backup": told,
    }  # fmt: skip


def test_a_sound_register() -> None:
    record = checked(Verdict(ok=True, events=5, cases=3, head="ab", findings=(), more=0))
    assert values_of(record) == {"ok": True, "events": 5, "cases": 3, "head": "ab"}
    assert (record.parts[0].name, list(record.parts[0].rows), list(record.notes)) == ("findings", [], [])


def test_findings_are_told_in_words_and_more_of_them_counted() -> None:
    findings = (Finding("chain-gap", "7"), Finding("unit", "dinas contoh"))
    record = checked(Verdict(ok=False, events=9, cases=3, head="ab", findings=findings, more=41))
    assert list(record.parts[0].rows) == [
        ("chain-gap", "event 7 is missing or out of place"),
        ("unit", "the unit dinas contoh no longer has the name and the kind it was recorded with"),
    ]
    assert list(record.notes) == [
        "41 more findings are not shown.",
        "Record nothing more in it. Keep a copy of the file as it is, and go on from the last good backup.",
    ]


@pytest.mark.parametrize("code", MESSAGES)
def test_every_finding_names_what_it_is_about(code: str) -> None:
    told = Finding(code, "2024/0001").sentence()
    assert "2024/0001" in told or "{what}" not in MESSAGES[code]
    assert "{" not in told


def test_nothing_here_asks_for_who_complained() -> None:
    assert "complainant" not in Path(made.__file__).read_text(encoding="utf-8")
