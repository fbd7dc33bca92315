"""`asn-neutral key`, `complaint reveal` and `complaint forget`: what is typed, and what it ends with."""

import json
import stat
from pathlib import Path

import pytest

from asn_neutral.cli import context, keying
from asn_neutral.services.sealing import new_pair
from tests.complaints_file import COMPLAINANT, CONTACT, PRIVATE_KEY, dump, opened, row, write
from tests.terminal import Run


@pytest.fixture
def key(run: Run, tmp_path: Path) -> Path:
    run(["import", str(write(tmp_path / "in.csv", row(1), row(2, nama_pelapor="", kontak_pelapor="")))])
    path = tmp_path / "kunci.txt"
    path.write_text(PRIVATE_KEY)
    path.chmod(0o600)
    return path


def test_a_new_key_is_its_owners_alone_and_never_replaced(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "baru.txt"
    told = json.loads(run(f"key new {path} --format json").stdout)
    assert told["data"]["public_key"].startswith("age1")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    assert "already a file at" in run(f"key new {path}", code=31).stderr
    assert path.read_bytes() == before


def test_a_second_custodian_from_end_to_end(run: Run, key: Path, tmp_path: Path) -> None:
    public = json.loads(run(f"key new {tmp_path / 'b.txt'} --format json").stdout)["data"]["public_key"]
    run(f"key add Inspektur {public} --key {key}")
    run(f"key retire Uji --key {tmp_path / 'b.txt'}")
    assert "is not opened by this key" in run(f"key check --key {key}", code=14).stderr
    assert json.loads(run(f"key check --key {tmp_path / 'b.txt'} --format json").stdout)["data"]["ok"] is True
    shown = run("key list").stdout
    assert "Inspektur" in shown
    assert "WITA" in shown
    assert [one["step"] for one in json.loads(run("audit log --limit 2 --format json").stdout)["data"]] == [
        "retire-custodian", "add-custodian",
    ]  # fmt: skip


def test_who_complained_is_shown_to_a_custodian_only(run: Run, key: Path, register: Path) -> None:
    shown = run(f"complaint reveal P-2024/0001 --reason Majelis --key {key}").stdout
    assert COMPLAINANT in shown
    assert CONTACT in shown
    before = dump(register)
    assert "Name the file with the private key" in run("complaint reveal P-2024/0001 --reason x", code=2).stderr
    assert "it is empty" in run(f"complaint reveal P-2024/0001 --key {key}", code=2).stderr
    assert (
        "complainant of P-2024/0002 on record"
        in run(f"complaint reveal P-2024/0002 --reason x --key {key}", code=20).stderr
    )
    key.chmod(0o644)
    assert "other users can read" in run(f"complaint reveal P-2024/0001 --reason x --key {key}", code=14).stderr
    assert dump(register) == before


def test_a_damaged_complainant_is_named_by_the_complaint_only(run: Run, key: Path, register: Path) -> None:
    told = json.loads(run(f"key check --key {key} --format json").stdout)["data"]
    assert (told["ok"], told["complainants"], told["complainants_opened"], told["closed"]) == (True, 1, 1, [])
    with opened(register) as connection:
        connection.execute("UPDATE complainants SET sealed = zeroblob(length(sealed))")
    shown = run(f"key check --key {key}", code=14).stdout
    assert "P-2024/0001" in shown
    assert COMPLAINANT not in shown
    told = json.loads(run(f"key check --key {key} --format json", code=14).stdout)["data"]
    assert (told["ok"], told["opened"], told["complainants_opened"]) == (False, 1, 0)
    assert told["closed"] == ["P-2024/0001"]


def test_with_the_mask_nobody_is_shown_and_nothing_recorded(run: Run, key: Path, register: Path) -> None:
    before = dump(register)
    done = run(f"--mask complaint reveal P-2024/0001 --reason x --key {key}", code=2)
    assert "--mask would hide who complained" in done.stderr
    assert COMPLAINANT not in done.stdout + done.stderr
    assert dump(register) == before


def test_the_log_tells_whose_key_showed_it(run: Run, key: Path) -> None:
    run(f"complaint reveal P-2024/0001 --reason 'Diminta Majelis' --key {key}")
    assert "with the key of: Uji, reason: Diminta Majelis" in run("audit log --limit 1").stdout
    other = new_pair()
    run(f"key add Inspektur {other.public} --key {key}")
    run(f"key retire Inspektur --key {key}")
    assert f"name: Inspektur, public key: {other.public}" in run("audit log --limit 1").stdout


def test_erasing_asks_first(run: Run, key: Path, register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(register)
    assert "add --yes" in run("complaint forget P-2024/0001 --reason x", code=2).stderr
    run("complaint forget P-2024/0001 --reason x --dry-run")
    assert "it is empty" in run("complaint forget P-2024/0001 --yes", code=2).stderr
    monkeypatch.setattr(context.Office, "confirm", lambda _office, _question: False)
    assert "Nothing was changed." in run("complaint forget P-2024/0001 --reason x").stderr
    assert dump(register) == before
    run("complaint forget P-2024/0001 --reason x --yes")
    assert "on record" in run(f"complaint reveal P-2024/0001 --reason x --key {key}", code=20).stderr
    assert json.loads(run("audit verify --format json").stdout)["data"]["ok"] is True


def test_a_person_is_asked_for_the_passphrase(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sandi").write_text("kata sandi")
    run(f"key new {tmp_path / 'b.txt'} --passphrase-from {tmp_path / 'sandi'}")
    asked: list[str] = []

    def typed(question: str) -> str:
        asked.append(question)
        return "kata sandi"

    monkeypatch.setattr(context, "_is_terminal", lambda _name: True)
    monkeypatch.setattr(keying, "_typed", typed)
    run(f"key check --key {tmp_path / 'b.txt'}")
    assert asked == ["Passphrase of the key: "]


def test_an_empty_passphrase_is_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kosong").write_text("\nsandi\n")
    for line in (f"key new {tmp_path / 'b.txt'}", f"audit key {tmp_path / 'c.pem'}"):
        done = run(f"{line} --passphrase-from {tmp_path / 'kosong'}", code=2)
        assert "begins with an empty line, so there is no passphrase" in done.stderr
    assert not list(tmp_path.glob("[bc].*"))


def test_a_passphrase_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    run(f"key new {tmp_path / 'b.txt'} --passphrase-from {tmp_path / 'none'}", code=30)
    (tmp_path / "bad").write_bytes(b"\xff\n")
    assert "not UTF-8" in run(f"key new {tmp_path / 'b.txt'} --passphrase-from {tmp_path / 'bad'}", code=30).stderr
    assert not (tmp_path / "b.txt").exists()
