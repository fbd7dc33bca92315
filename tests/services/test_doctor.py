"""What is looked over, and what is told of it: each trouble is really there."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from asn_neutral import locale
from asn_neutral.config import load_settings
from asn_neutral.services import doctor
from asn_neutral.services.backups import make_backup
from asn_neutral.services.doctor import Condition, Patient, Sign, examine
from asn_neutral.services.evidence import Captured, add_evidence
from asn_neutral.services.timetable import Timetable
from asn_neutral.store.place import work_tree
from asn_neutral.store.shelf import shelf_of
from tests.complaints_file import (
    NOW,
    PUBLIC_KEY,
    TODAY,
    book,
    change_events,
    desk,
    dump,
    opened,
    row,
    take,
    write,
)
from tests.terminal import Run


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def place(register: Path, tmp_path: Path) -> Path:
    """A register in a folder of its own, with a fresh backup elsewhere."""
    tmp_path.chmod(0o700)
    (backups := tmp_path / "cadangan").mkdir()
    make_backup(register, backups, NOW)
    return register


def patient(
    database: Path, now: datetime = NOW, today: date = TODAY, *, stale: int = 7, backups: str | None = "cadangan"
) -> Patient:
    """The installation around *database*, with *backups* below its folder."""
    folder = database.parent / backups if backups else None
    settings = load_settings({"database": str(database)}, {})._replace(backup_folder=folder, backup_stale_days=stale)
    table = Timetable(database, UTC, now, now, lambda: now, "petugas")
    return Patient(settings, book, table, today, now)


def examined(place: Path) -> list[Sign]:
    return examine(patient(place))


def signs(condition: Condition, found: Sequence[Sign]) -> list[str]:
    return [f"{one.subject}: {one.said}" for one in found if one.condition is condition]


def test_nothing_is_wrong_with_what_is_in_order(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_spec", lambda _name: object())
    before = dump(place)
    found = examine(patient(place))
    assert signs(Condition.ERROR, found) == signs(Condition.WARNING, found) == []
    assert {one.subject for one in found} == set(doctor._LOOKS)
    assert any("0 days old and good" in one.said for one in found)
    assert dump(place) == before


def test_the_worst_comes_first(place: Path) -> None:
    ranks = [list(Condition).index(one.condition) for one in examine(patient(place.with_name("none.db")))]
    assert ranks == sorted(ranks)


def test_a_register_that_is_not_there_is_told_once(place: Path) -> None:
    found = examine(patient(place.with_name("none.db")))
    (said,) = signs(Condition.ERROR, found)
    assert said.startswith("Register: There is no register at")
    assert not place.with_name("none.db").exists()


@pytest.mark.parametrize("content", [b"", b"nomor;nama\r\n", bytes(5000)])
def test_what_is_no_register_is_told_and_left_alone(place: Path, content: bytes) -> None:
    wrong = place.with_name("other.db")
    wrong.write_bytes(content)
    wrong.chmod(0o600)
    (said,) = signs(Condition.ERROR, examine(patient(wrong)))
    assert said.startswith("Register: ")
    assert wrong.read_bytes() == content


def _looked_into(place: Path) -> None:
    place.chmod(0o644)


def _folder_looked_into(place: Path) -> None:
    place.parent.chmod(0o755)


def _git(place: Path) -> None:
    (place.parent / ".git").mkdir()


def _key(place: Path) -> None:
    key = place.with_name(f"{place.name}.key")
    key.write_text("AGE-SECRET-KEY-1...")
    key.chmod(0o600)


def _wrapped_key(place: Path) -> None:
    key = place.with_name(f"{place.name}.key")
    key.write_bytes(b"age-encryption.org/v1\n...")
    key.chmod(0o600)


def _nobody(place: Path) -> None:
    with opened(place) as connection:
        connection.execute("DELETE FROM custodians")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_looked_into, "other users of this machine can look into"),
        (_folder_looked_into, "other users of this machine can look into"),
        (_git, "the register lies in the git work tree"),
        (_key, "lies beside the register, and no passphrase protects it"),
        (_wrapped_key, ".key lies beside the register"),
        (_nobody, "there is no custodian"),
    ],
)
def test_what_is_to_be_minded(
    place: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None], said: str
) -> None:
    monkeypatch.setattr(doctor, "find_spec", lambda _name: object())
    make(place)
    found = [one for one in examine(patient(place)) if one.condition is not Condition.OK]
    assert len(found) == 1
    assert said in found[0].said
    assert found[0].condition is Condition.WARNING
    assert found[0].remedy
    assert ("passphrase" in found[0].said) is (make is _key)


def test_a_key_that_cannot_be_read_is_told(place: Path) -> None:
    place.with_name(f"{place.name}.key").mkdir(mode=0o700)
    assert any("register.db.key" in one for one in signs(Condition.ERROR, examine(patient(place))))


def test_a_synchronised_folder(tmp_path: Path) -> None:
    (folder := tmp_path / "OneDrive - Setda").mkdir()
    assert any("OneDrive - Setda" in one for one in signs(Condition.WARNING, examine(patient(folder / "r.db"))))


def test_a_work_tree_is_found_from_below(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert work_tree(tmp_path / "a" / "b" / "r.db") is None
    (tmp_path / ".git").write_text("gitdir: elsewhere")  # as in a linked work tree
    assert work_tree(tmp_path / "a" / "b" / "r.db") == tmp_path


def test_little_room(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=5_000_000))
    assert any("5 MB are free" in one for one in signs(Condition.WARNING, examine(patient(place))))


@pytest.mark.parametrize(("version", "wrong"), [((3, 36, 9), True), ((3, 37, 0), False)])
def test_an_old_sqlite(place: Path, monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...], wrong: bool) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    assert bool(signs(Condition.ERROR, examine(patient(place)))) is wrong


def test_without_the_extra_for_pdf(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_spec", lambda _name: None)
    assert signs(Condition.WARNING, examine(patient(place))) == ["Program: reports cannot be made as PDF"]


@pytest.mark.parametrize(
    ("today", "condition", "said"),
    [
        (date(2040, 1, 1), Condition.ERROR, "no holidays of 2040: no deadline in it can be computed"),
        (date(2027, 10, 1), Condition.WARNING, "no holidays of 2028 yet"),
        (date(2027, 9, 30), Condition.OK, "the holidays up to 2027"),
    ],
)
def test_the_calendar(place: Path, today: date, condition: Condition, said: str) -> None:
    assert any(said in one for one in signs(condition, examine(patient(place, today=today))))


@pytest.mark.parametrize(("days", "condition"), [(7, Condition.OK), (8, Condition.WARNING)])
def test_an_old_backup(place: Path, days: int, condition: Condition) -> None:
    now = NOW + timedelta(days=days)
    assert any(f"is {days} days old" in one for one in signs(condition, examine(patient(place, now=now))))
    patiently = patient(place, now=now, stale=days)
    assert not any("days old" in one for one in signs(Condition.WARNING, examine(patiently)))


def test_no_backup_at_all(place: Path) -> None:
    (place.parent / "kosong").mkdir()
    none = signs(Condition.ERROR, examine(patient(place, backups="kosong")))
    assert any("no backup of this register" in one for one in none)
    assert any(one.startswith("Backups: ") for one in signs(Condition.ERROR, examine(patient(place, backups="gone"))))
    nowhere = signs(Condition.WARNING, examine(patient(place, backups=None)))
    assert any("no folder for backups" in one for one in nowhere)


def test_a_newest_backup_that_is_not_whole(place: Path) -> None:
    (path,) = (place.parent / "cadangan").iterdir()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 255
    path.write_bytes(content)
    assert any(one.startswith("Backups: ") for one in signs(Condition.ERROR, examine(patient(place))))


@pytest.fixture
def photo(place: Path) -> Path:
    """Where the one piece of evidence of the register is kept."""
    take(place, write(place.parent / "in.csv", row(1)))
    (file := place.parent / "foto.jpg").write_bytes(b"foto")
    (added,) = add_evidence("P-2024/0001", [file], Captured(), desk(place))
    return shelf_of(place) / added.sha256


def test_evidence_that_is_there(place: Path, photo: Path) -> None:
    assert photo.exists()
    assert any(one.startswith("Evidence: 1 piece of evidence is there") for one in signs(Condition.OK, examined(place)))


@pytest.mark.parametrize("content", [None, b"", b"foto2"])
def test_evidence_that_is_not_there_as_it_was(place: Path, photo: Path, content: bytes | None) -> None:
    photo.unlink()
    if content is not None:
        photo.write_bytes(content)
    said = "Evidence: 1 piece of evidence is missing or not as large as it was"
    assert said in signs(Condition.ERROR, examined(place))


def test_evidence_of_which_nothing_can_be_read(place: Path, photo: Path) -> None:
    assert photo.exists()
    change_events(place, "UPDATE events SET details = '{' WHERE step = 'add-evidence'")
    said = "Evidence: what the register says of its evidence cannot be read"
    assert said in signs(Condition.ERROR, examined(place))


def test_an_encrypted_backup_is_not_called_good(place: Path) -> None:
    make_backup(place, place.parent / "cadangan", NOW + timedelta(days=1), recipients=[PUBLIC_KEY])
    assert any("it is encrypted" in one for one in signs(Condition.OK, examine(patient(place))))


def test_a_schedule_that_failed(run: Run, tmp_path: Path) -> None:
    (folder := tmp_path / "laporan").mkdir()
    run(f"schedule add harian --report register --every 'daily 06:00' --output {folder}/a.csv")
    folder.rmdir()
    run("schedule run harian", code=31)
    assert "schedules failed: harian" in run("doctor").stdout


def test_as_it_is_typed(run: Run, register: Path) -> None:
    found = json.loads(run("doctor --format json").stdout)["data"]
    assert {one["condition"] for one in found} <= {"ok", "warning", "error"}
    run("doctor --fail", code=0 if all(one["condition"] != "error" for one in found) else 4)
    run("doctor", db=register.with_name("none.db"))
    run("doctor --fail", code=4, db=register.with_name("none.db"))
