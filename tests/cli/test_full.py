"""A disk that is full, wherever: one sentence that says where, the exit code for it, and no word of Python's own."""

import io
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.files import lost_scratch
from tests.complaints_file import row, take, write
from tests.conftest import Run

Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "room", "where"),
    [
        ("case list -o {folder}/a.xlsx", 8192, "{folder}/a.xlsx"),
        ("case list -o {folder}/a.xlsx", 100, "the folder for temporary files"),
        ("case list --format xlsx", 8192, "the folder for temporary files"),
        ("case list -o {folder}/a.csv", 8192, "{folder}/a.csv"),
        ("case list --format csv", 8192, "standard output"),
        ("import -", 8192, "the folder for temporary files"),
        ("help filters", 100, "standard output"),
        ("case list --help", 100, "standard output"),
    ],
)
def test_no_file_may_grow_any_more(  # noqa: PLR0917 - parametrised cases
    program: Program, register: Path, tmp_path: Path, words: str, room: int, where: str
) -> None:
    file = write(tmp_path / "in.csv", *(row(number) for number in range(90)))
    take(register, file)
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (room, room))
    front = ("--lang", "en", "--db", str(register))
    env = {"PYTHONDONTWRITEBYTECODE": "1"}  # Python would leave half of its compiled files for everybody
    with (tmp_path / "out").open("wb") as out, file.open("rb") as rows:
        done = program(
            *front, *words.format(folder=tmp_path).split(), stdin=rows, stdout=out, env=env, preexec_fn=limit
        )
    assert done.returncode == 31, done.stderr
    assert done.stderr.startswith(f"asn-neutral: {where.format(folder=tmp_path)}")
    assert " cannot be written: File too large. " in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.glob("a.*"))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError(122, "Disk quota exceeded"), "Disk quota exceeded"),
        (FileNotFoundError(2, "No usable temporary directory found"), "No such file or directory"),
    ],
)
def test_no_room_for_what_is_put_aside_is_no_fault_of_stdout(
    run: Run, monkeypatch: pytest.MonkeyPatch, register: Path, error: OSError, said: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x")))
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    before = register.read_bytes()
    done = run("import -", code=31)
    assert done.stderr.startswith("asn-neutral: the folder for temporary files, ")
    assert f", cannot be written: {said}. Make room there, or name another folder in " in done.stderr
    assert register.read_bytes() == before


def test_the_folder_is_named_also_where_none_can_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    locale.use("en")
    monkeypatch.setattr(tempfile, "gettempdir", nowhere)
    monkeypatch.setitem(os.environ, "TMPDIR", "/full")
    assert "temporary files, /full, cannot" in str(lost_scratch(OSError(28, "")))


def test_a_failure_of_another_kind_stays_a_bug(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(99, "Something else")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x")))
    monkeypatch.setattr(tempfile, "TemporaryFile", fail)
    with pytest.raises(OSError, match="Something else"):
        run("import -")
