"""`asn-neutral backup`: from the words typed to a register put back."""

import json
from pathlib import Path

import pytest

from asn_neutral.store.shelf import shelf_of
from tests.complaints_file import dump, opened, row, write
from tests.terminal import Run


@pytest.fixture
def folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    run(["import", str(write(tmp_path / "in.csv", row(1)))])
    made = tmp_path / "cadangan"
    made.mkdir()
    monkeypatch.setenv("ASN_NEUTRAL_BACKUP_FOLDER", str(made))
    return made


def test_the_folder_of_the_settings_is_used(run: Run, folder: Path) -> None:
    told = json.loads(run("backup create --format json").stdout)["data"]
    assert Path(told["backup"]).parent == folder
    assert (told["events"], told["encrypted"], told["removed"]) == (2, False, [])
    assert json.loads(run("backup list --format json").stdout)["data"][0]["backup"] == told["backup"]
    assert json.loads(run("backup drill --format json").stdout)["data"]["ok"] is True


def test_without_any_folder_it_says_what_to_name(run: Run) -> None:
    for words in ("create", "list", "drill"):
        assert "name a folder, or set backup_folder" in run(f"backup {words}", code=2).stderr


def test_that_it_is_not_encrypted_is_said(run: Run, folder: Path) -> None:
    assert "It is NOT encrypted" in run("backup create").stdout
    assert folder.is_dir()


def test_nobody_to_ask_nothing_replaced(run: Run, folder: Path, register: Path) -> None:
    run("backup create")
    before = register.read_bytes()
    assert "add --yes" in run(f"backup restore {folder} --replace", code=2).stderr
    assert "Add --replace" in run(f"backup restore {folder}", code=31).stderr
    run(f"backup restore {folder} --replace --dry-run")
    assert register.read_bytes() == before


def test_put_back_over_a_living_register(run: Run, folder: Path, register: Path, tmp_path: Path) -> None:
    run("backup create")
    before = dump(register)
    run(["import", str(write(tmp_path / "more.csv", row(2)))])
    told = json.loads(run(f"backup restore {folder} --replace --yes --format json").stdout)["data"]
    assert dump(register) == before
    assert told["database"] == str(register)
    assert len(dump(Path(told["aside"]))["cases"]) == 2


def test_a_register_that_does_not_hold_together_ends_with_13(run: Run, folder: Path, register: Path) -> None:
    with opened(register) as connection:
        connection.execute("UPDATE complaints SET summary = 'Tidak terjadi apa-apa.'")
    run("backup create")
    for words in (f"backup verify {folder}", "backup drill"):
        told = json.loads(run(f"{words} --format json", code=13).stdout)["data"]
        assert [finding["code"] for finding in told["findings"]] == ["complaint"]


@pytest.fixture
def photo(run: Run, folder: Path, register: Path, tmp_path: Path) -> Path:
    """Where the one piece of evidence of the register is kept."""
    (tmp_path / "foto.jpg").write_bytes(b"foto")
    run(f"evidence add P-2024/0001 {tmp_path / 'foto.jpg'}")
    assert folder.is_dir()
    (kept,) = shelf_of(register).iterdir()
    return kept


def test_a_backup_without_some_evidence_is_made_and_ends_with_13(
    run: Run, folder: Path, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASN_NEUTRAL_BACKUP_KEEP", "1")
    assert "foto.jpg" not in run("backup create").stdout
    photo.write_bytes(b"x")
    done = run("backup create --format json", code=13)
    told = json.loads(done.stdout)
    assert Path(told["data"]["backup"]).parent == folder
    (lost,) = told["data"]["lost"]
    assert (lost["standing"], lost["complaint"], lost["name"]) == ("altered", "P-2024/0001", "foto.jpg")
    assert told["data"]["removed"] == []
    assert "No older backup was removed" in told["notes"][-1]
    assert "evidence is missing or was altered" in done.stderr  # also where cron throws the result away
    assert "foto.jpg" in run("backup create", code=13).stdout
    assert "foto.jpg" in run("backup verify " + told["data"]["backup"], code=13).stdout
    assert "foto.jpg" not in run("--mask backup create --format json", code=13).stdout


def test_a_register_moved_aside_finds_its_evidence(run: Run, folder: Path, photo: Path, tmp_path: Path) -> None:
    run("backup create")
    (tmp_path / "baru.jpg").write_bytes(b"baru")
    run(f"evidence add P-2024/0001 {tmp_path / 'baru.jpg'}")
    told = json.loads(run(f"backup restore {folder} --replace --yes --format json").stdout)["data"]
    for path, files in ((Path(told["aside"]), 2), (Path(told["database"]), 1)):
        shown = json.loads(run("evidence verify --format json", db=path).stdout)
        assert (shown["data"], shown["notes"]) == ([], [f"As they were taken in: {files}."])
        run("db check", db=path)
    assert photo.exists()


def test_a_backup_without_some_evidence_is_put_back_and_ends_with_13(
    run: Run, folder: Path, photo: Path, tmp_path: Path
) -> None:
    photo.unlink()
    run("backup create", code=13)
    back = tmp_path / "pulih" / "register.db"
    rehearsed = json.loads(run(f"backup restore {folder} --dry-run --format json", code=13, db=back).stdout)
    assert not back.exists()
    told = json.loads(run(f"backup restore {folder} --format json", code=13, db=back).stdout)
    for shown in (rehearsed, told):
        (lost,) = shown["data"]["lost"]
        assert (lost["standing"], lost["complaint"], lost["name"]) == ("missing", "P-2024/0001", "foto.jpg")
        assert any("1 piece of evidence is recorded and not in the backup" in note for note in shown["notes"])
    assert len(dump(back)["cases"]) == 1


def test_what_is_no_backup_ends_with_30(run: Run, tmp_path: Path, folder: Path) -> None:
    (tmp_path / "x.tar").write_text("x")
    assert "its end is missing" in run(f"backup verify {tmp_path / 'x.tar'}", code=30).stderr
    assert "there is no backup in it" in run(f"backup verify {folder}", code=30).stderr
    assert "No such file" in run(f"backup verify {tmp_path / 'none.tar'}", code=30).stderr


def test_encrypted_to_a_key_and_opened_with_it(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    (tmp_path / "kunci.txt").write_text(f"{identity}\n")
    (tmp_path / "kunci.txt").chmod(0o600)
    monkeypatch.setenv("ASN_NEUTRAL_BACKUP_RECIPIENTS", str(identity.to_public()))
    assert "NOT encrypted" not in run("backup create").stdout
    refused = run(f"backup verify {folder}", code=14)
    assert str(identity) not in refused.stderr
    run(f"backup verify {folder} --key {tmp_path / 'kunci.txt'}")
