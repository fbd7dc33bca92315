import io
import json
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from asn_neutral.cli import context
from tests.terminal import Run

Program = Callable[..., subprocess.CompletedProcess[str]]


def test_a_register_is_made_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "baru" / "register.db"
    done = json.loads(run("init --yes --format json", db=path).stdout)
    assert done["data"] == {"database": str(path), "created": True}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    assert "There is already a file at" in run("init --yes", db=path, code=31).stderr
    assert path.read_bytes() == before


def test_nobody_is_asked_where_nobody_is(run: Run, tmp_path: Path) -> None:
    assert "Created   yes" in run("init", db=tmp_path / "r.db").stdout


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
    done = run("init", db=path)
    assert done.stderr == f"Make a register at {path}? [y/N] " + ("" if made else "Not made.\n")
    assert (path.exists(), bool(done.stdout)) == (made, made)


def test_an_answer_that_is_neither_yes_nor_no_is_asked_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "_is_terminal", lambda _name: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("mungkin\nya\n"))
    done = run("init", db=tmp_path / "r.db")
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
        assert told["data"] == {"database": str(path), "created": False}
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

    monkeypatch.setattr("asn_neutral.store.upgrading.TemporaryFile", refuse)
    done = run("init --dry-run", db=tmp_path / "new" / "r.db", code=31)
    assert "r.db cannot be written: Permission denied." in done.stderr
