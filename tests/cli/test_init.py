import io
import json
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from asn_neutral.cli import context, keying
from asn_neutral.errors import UnwritableError
from tests.complaints_file import PUBLIC_KEY, row, who, write
from tests.terminal import Run

CUSTODIAN = f"--custodian Uji={PUBLIC_KEY}"
Program = Callable[..., subprocess.CompletedProcess[str]]


def test_a_register_is_made_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "baru" / "register.db"
    done = json.loads(run("init --yes --format json", db=path).stdout)
    key = path.with_name("register.db.key")
    assert done["data"]["database"] == str(path)
    assert (done["data"]["created"], done["data"]["key_file"]) == (True, str(key))
    assert [note.split(":")[0] for note in done["notes"]] == [
        "Next",
        "The private key opens who complained; nobody else can. Keep it apart from the register.",
        "No passphrase protects the private key",
    ]
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    assert "There is already a file at" in run("init --yes", db=path, code=31).stderr
    assert path.read_bytes() == before


def test_nobody_is_asked_where_nobody_is(run: Run, tmp_path: Path) -> None:
    assert re.search("Created +yes", run("init", db=tmp_path / "r.db").stdout)


def test_the_new_register_is_sound_and_empty(run: Run, tmp_path: Path) -> None:
    run("init --yes", db=tmp_path / "r.db")
    assert json.loads(run("db check --format json", db=tmp_path / "r.db").stdout)["data"]["ok"] is True
    assert json.loads(run("case list --format json", db=tmp_path / "r.db").stdout)["data"] == []


def test_a_folder_that_cannot_be_made(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    done = run("init --yes", db=tmp_path / "file" / "r.db", code=31)
    assert done.stderr.count("\n") == 1


def test_a_new_register_is_private_whatever_the_umask(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "a" / "r.db"
    assert program("--db", str(path), "init", "--yes").returncode == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("answer", "made"), [("y\n", True), ("ya\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_a_person_is_asked_and_only_a_plain_yes_counts(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, made: bool
) -> None:
    path = tmp_path / "r.db"
    monkeypatch.setattr(context, "_is_terminal", lambda _name: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
    done = run(f"init {CUSTODIAN}", db=path)
    assert done.stderr == f"Make a register at {path}? [y/N] " + ("" if made else "Not made.\n")
    assert (path.exists(), bool(done.stdout)) == (made, made)


def test_an_answer_that_is_neither_yes_nor_no_is_asked_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "_is_terminal", lambda _name: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("mungkin\nya\n"))
    done = run(f"init {CUSTODIAN}", db=tmp_path / "r.db")
    question = f"Make a register at {tmp_path / 'r.db'}? [y/N] "
    assert done.stderr == f"{question}Type y for yes or n for no.\n{question}"
    assert (tmp_path / "r.db").exists()


def test_a_rehearsal_says_what_would_be_made_and_makes_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "_is_terminal", lambda _name: True)  # nothing is asked, since nothing is made
    before = sorted(tmp_path.rglob("*"))
    for path, notes in (
        (tmp_path / "r.db", ["Nothing was made: this was a rehearsal."]),
        (
            tmp_path / "a" / "b" / "r.db",
            ["Nothing was made: this was a rehearsal.", f"The folder {tmp_path / 'a' / 'b'} would be made as well."],
        ),
    ):
        done = run("init --dry-run --format json", db=path)
        told = json.loads(done.stdout)
        assert told["data"] == {"database": str(path), "created": False, "custodians": [], "key_file": None}
        assert (told["notes"], done.stderr) == (notes, "")
    assert sorted(tmp_path.rglob("*")) == before


def _open_folder(path: Path) -> Path:
    path.mkdir()
    path.chmod(0o777)
    return path / "r.db"


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (lambda folder: folder / "register.db", 31),
        (lambda folder: folder / "register.db" / "r.db", 31),
        (lambda folder: folder / "register.db" / "new" / "r.db", 31),
        (lambda folder: folder / f"{'x' * 254}", 31),
        (lambda folder: _open_folder(folder / "open"), 22),
    ],
)
def test_a_rehearsal_refuses_what_the_making_refuses(
    run: Run, tmp_path: Path, place: Callable[[Path], Path], code: int
) -> None:
    path = place(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    rehearsed = run("init --dry-run", db=path, code=code)
    made = run("init --yes", db=path, code=code)
    assert (rehearsed.stdout, made.stdout) == ("", "")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_rehearsal_finds_out_that_the_folder_takes_no_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    done = run("init --dry-run", db=tmp_path / "new" / "r.db", code=31)
    assert "r.db cannot be written: Permission denied." in done.stderr


# ---- custodians


def secret_in(path: Path) -> str:
    """The private key in a file."""
    (found,) = [line for line in path.read_text().splitlines() if line.startswith("AGE-SECRET-KEY-1")]
    return found


def test_what_is_sealed_is_opened_by_the_key_that_was_made(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    done = run("init --yes", db=path)
    secret = secret_in(tmp_path / "r.db.key")
    assert secret not in done.stdout + done.stderr  # no script and no log gets it
    run(["import", str(write(tmp_path / "in.csv", row(1)))], db=path)
    assert len(who(path, secret)) == 1


def test_a_person_is_shown_the_paper_copy_once(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "_is_terminal", lambda _name: True)
    monkeypatch.setattr(keying, "_typed", lambda _question: "")
    done = run(f"init --yes --key-file {tmp_path / 'kunci.txt'}", db=tmp_path / "r.db")
    assert secret_in(tmp_path / "kunci.txt") in done.stderr
    assert "shown only now" in done.stderr


def test_a_passphrase_wraps_the_key(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sandi").write_text("kata sandi yang panjang\n")
    path = tmp_path / "r.db"
    done = json.loads(run(f"init --yes --passphrase-from {tmp_path / 'sandi'} --format json", db=path).stdout)
    assert not [note for note in done["notes"] if "No passphrase" in note]
    assert b"AGE-SECRET-KEY" not in (tmp_path / "r.db.key").read_bytes()
    run(["import", str(write(tmp_path / "in.csv", row(1)))], db=path)
    key = f"--key {tmp_path / 'r.db.key'}"
    assert "needs its passphrase" in run(f"key check {key}", db=path, code=14).stderr
    assert "yes" in run(f"key check {key} --passphrase-from {tmp_path / 'sandi'}", db=path).stdout
    (tmp_path / "lain").write_text("lain\n")
    assert "not opened" in run(f"key check {key} --passphrase-from {tmp_path / 'lain'}", db=path, code=14).stderr


def test_two_passphrases_that_differ_make_nothing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(("satu", "dua"))
    monkeypatch.setattr(context, "_is_terminal", lambda _name: True)
    monkeypatch.setattr(keying, "_typed", lambda _question: next(typed))
    before = sorted(tmp_path.iterdir())
    assert "are not the same" in run("init --yes", db=tmp_path / "r.db", code=2).stderr
    assert sorted(tmp_path.iterdir()) == before


def test_custodians_that_are_named_need_no_new_key(run: Run, tmp_path: Path) -> None:
    done = json.loads(run(f"init --yes {CUSTODIAN} --format json", db=tmp_path / "r.db").stdout)
    assert (done["data"]["custodians"], done["data"]["key_file"]) == (["Uji"], None)
    assert not (tmp_path / "r.db.key").exists()


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        ("--custodian Uji", 2, "write NAME=PUBLIC-KEY"),
        ("--custodian =age1x", 2, "write NAME=PUBLIC-KEY"),
        ("--custodian Uji=age1x", 14, "a public key of age begins with age1"),
        (" ".join([CUSTODIAN] * 4), 2, "a register has 1 to 3 custodians"),
    ],
)
def test_who_cannot_be_a_custodian_is_refused(run: Run, tmp_path: Path, words: str, code: int, problem: str) -> None:
    assert problem in run(f"init --yes {words}", db=tmp_path / "r.db", code=code).stderr
    assert not (tmp_path / "r.db").exists()


def test_a_key_that_is_there_is_never_replaced(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r.db.key").write_text("the only one")
    assert "already a file at" in run("init --yes", db=tmp_path / "r.db", code=31).stderr
    assert (tmp_path / "r.db.key").read_text() == "the only one"
    assert not (tmp_path / "r.db").exists()


def test_a_register_that_cannot_be_made_leaves_no_key(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UnwritableError(path="r.db", reason="no")

    monkeypatch.setattr("asn_neutral.store.upgrading._make", refuse)
    run("init --yes", db=tmp_path / "r.db", code=31)
    assert not (tmp_path / "r.db.key").exists()
