"""`asn-neutral evidence`: what is typed, and what it ends with."""

import json
from pathlib import Path

import pytest

from asn_neutral.store.shelf import shelf_of
from tests.complaints_file import row, write
from tests.terminal import Run


@pytest.fixture(autouse=True)
def _one_complaint(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run(["import", str(write(tmp_path / "in.csv", row(1)))])
    (tmp_path / "foto.jpg").write_bytes(b"foto")
    (tmp_path / "layar.png").write_bytes(b"layar")


def test_from_the_words_typed_to_the_list(run: Run) -> None:
    run(
        "evidence add 2024/0001 foto.jpg layar.png --source https://contoh.id/1 --account @akun"
        " --posted 3/10/2024 --captured '3 Oktober 2024 21.15' --note 'Layar telepon'"
    )
    data = json.loads(run("evidence list P-2024/0001 --format json").stdout)["data"]
    assert [one["name"] for one in data] == ["foto.jpg", "layar.png"]
    assert (data[0]["posted_at"], data[0]["captured_at"]) == ("2024-10-03", "2024-10-03 21:15")
    assert (data[0]["source"], data[0]["account"], data[0]["note"]) == (
        "https://contoh.id/1", "@akun", "Layar telepon",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("--source javascript:alert(1)", "is no address; write https://..."),
        ("--source 'https:// x'", "is no address"),
        ("--captured 2025-01-16", "--captured: 2025-01-16 has not come yet."),
        ("--posted '2024-10-03 25:00'", "is not a date"),
        ("--posted kemarin", "is not a date"),
    ],
)
def test_what_does_not_fit_is_refused(run: Run, register: Path, words: str, problem: str) -> None:
    assert problem in run(f"evidence add 2024/0001 foto.jpg {words}", code=2).stderr
    assert not shelf_of(register).exists()


def test_the_same_again_ends_with_23(run: Run) -> None:
    run("evidence add 2024/0001 foto.jpg")
    assert "is already in the register" in run("evidence add 2024/0001 foto.jpg", code=23).stderr
    assert "1 of the files were there already." in run("evidence add 2024/0001 foto.jpg layar.png").stdout


def test_handed_out_into_a_folder(run: Run, tmp_path: Path) -> None:
    run("evidence add 2024/0001 foto.jpg")
    run("evidence export 2024/0001 bukti")
    assert (tmp_path / "bukti" / "01-foto.jpg").read_bytes() == b"foto"
    assert "There is no" in run("evidence export 2024/0099 x", code=20).stderr
    assert "there is a file already" in run("evidence export 2024/0001 bukti", code=31).stderr


def test_altered_evidence_ends_with_13(run: Run, register: Path) -> None:
    run("evidence add 2024/0001 foto.jpg")
    assert "As they were taken in: 1." in run("evidence verify").stdout
    (kept,) = shelf_of(register).iterdir()
    kept.write_bytes(b"x")
    assert "ALTERED" in run("evidence verify", code=13).stdout
    assert "it was altered" in run("evidence export 2024/0001 bukti", code=30).stderr


def test_missing_evidence_is_found_by_db_check(run: Run, register: Path) -> None:
    run("evidence add 2024/0001 foto.jpg")
    run("db check")
    (kept,) = shelf_of(register).iterdir()
    kept.unlink()
    found = run("db check", code=13).stdout
    assert "is missing" in found
    assert "`asn-neutral evidence verify` names the evidence" in found
    assert "Record nothing more in it" not in found  # the register itself is sound
    run("audit verify")


def test_an_orphan_is_named_and_no_fault(run: Run, register: Path) -> None:
    shelf_of(register).mkdir()
    (shelf_of(register) / ("0" * 64)).write_bytes(b"x")
    assert "no record speaks of it" in run("evidence verify").stdout


def test_the_mask_hides_names_and_accounts(run: Run) -> None:
    run("evidence add 2024/0001 foto.jpg --account @budi --source https://contoh.id/budi --note Budi")
    shown = run("--mask evidence list 2024/0001 --format json").stdout + run("--mask audit log --format json").stdout
    for word in ("budi", "Budi", "foto.jpg"):
        assert word not in shown
