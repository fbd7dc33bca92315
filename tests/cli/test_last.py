"""`-` names the record shown last: of this register, for this user, and never at the cost of a command."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from asn_neutral.cli.last import LastShown
from asn_neutral.errors import UsageError
from tests.complaints_file import nip, row, take, write
from tests.conftest import Run, clean_environment


@pytest.fixture(autouse=True)
def _three_cases(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "in.csv", row(1), row(1, nip=nip(7), nama_terlapor="Rekan Contoh"), row(2)))


def shown(run: Run, line: str) -> str:
    """The number of the record that a command line shows."""
    return str(json.loads(run(f"{line} --format json").stdout)["data"]["number"])


def test_the_last_of_each_noun_is_remembered(run: Run) -> None:
    run("case show 2024/0002")
    run("complaint show 00002/LP/X/2024")
    run("case show 2024/0009", code=20)
    assert shown(run, "case show -") == "2024/0002"
    assert shown(run, "complaint show -") == "P-2024/0002"
    run("case show 2024/0003 --format csv")
    assert shown(run, "case show -") == "2024/0003"


def test_nothing_was_shown_yet(run: Run) -> None:
    run("case list")
    for noun in ("case", "complaint"):
        done = run(f"{noun} show -", code=2)
        assert done.stderr == "asn-neutral: `-` is the record shown last, and none has been shown yet.\n"
    run("case show 2024/0001")
    assert run("complaint show -", code=2).stdout == ""


def test_another_register_has_its_own(run: Run, register: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(register.read_bytes())
    other.chmod(0o600)
    run("case show 2024/0001")
    assert run("case show -", db=other, code=2).stdout == ""
    run("case show 2024/0003", db=other)
    assert shown(run, "case show -") == "2024/0001"


def test_a_register_is_the_same_by_any_path(run: Run, register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("case show 2024/0001")
    monkeypatch.chdir(register.parent)
    assert run("case show - --format json", db=Path(register.name)).code == 0


def test_a_complaint_typed_by_hand_is_the_last_one_too(run: Run) -> None:
    add = (
        "complaint add --channel langsung --received today --happened 2024-10-06 --name Contoh --unit Dinas"
        " --violation D4 --summary Hadir"
    )
    run(f"{add} --dry-run")
    assert run("complaint show -", code=2).stdout == ""
    run(add)
    assert (shown(run, "complaint show -"), shown(run, "case show -")) == ("P-2025/0001", "2025/0001")


def test_a_further_complaint_concerns_the_case_shown_last(run: Run) -> None:
    run("case show 2024/0002")
    line = "complaint add --channel surat --received today --happened 2024-10-06 --summary Lagi --case -"
    assert json.loads(run(f"{line} --format json").stdout)["data"]["cases"] == ["2024/0002"]


def test_only_numbers_are_kept_for_the_owner_only(run: Run, register: Path) -> None:
    run("case show 2024/0002")
    run("complaint show P-2024/0001")
    path = LastShown(register).path
    assert path.read_text(encoding="utf-8") == "case 2024/0002\ncomplaint P-2024/0001\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]
    assert register.stem not in str(path.name)


def test_a_command_never_fails_because_nothing_can_be_kept(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "no-folder"
    file.write_text("x", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(file))
    assert run("case show 2024/0001").stderr == ""
    assert run("case show -", code=2).stdout == ""


def test_a_failure_half_way_leaves_nothing_behind(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    last = LastShown(register)
    last.remember("case", "2024/0001")

    def fail(_self: Path, _target: Path) -> None:
        raise OSError

    monkeypatch.setattr(Path, "replace", fail)
    last.remember("case", "2024/0002")
    assert last.number("case") == "2024/0001"
    assert list(last.path.parent.iterdir()) == [last.path]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"case\n", b"case a b\n", b"case 2024/0001\x1b\n", b"x" * 2_000])
def test_what_is_not_ours_is_not_believed(register: Path, content: bytes) -> None:
    last = LastShown(register)
    last.path.parent.mkdir(parents=True)
    last.path.write_bytes(content)
    with pytest.raises(UsageError):
        last.number("case")
    last.remember("case", "2024/0002")
    assert last.number("case") == "2024/0002"


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
def test_a_link_or_a_pipe_in_its_place_is_neither_followed_nor_waited_for(register: Path, tmp_path: Path) -> None:
    last = LastShown(register)
    last.path.parent.mkdir(parents=True)
    target = tmp_path / "target"
    target.write_text("case 2024/0001\n", encoding="utf-8")
    last.path.symlink_to(target)
    with pytest.raises(UsageError):
        last.number("case")
    last.remember("case", "2024/0003")
    assert target.read_text(encoding="utf-8") == "case 2024/0001\n"
    last.path.unlink()
    os.mkfifo(last.path)
    with pytest.raises(UsageError):
        last.number("case")


def test_what_did_not_change_is_not_written_again(register: Path) -> None:
    last = LastShown(register)
    last.remember("case", "2024/0001")
    before = last.path.stat().st_ino
    last.remember("case", "2024/0001")
    assert last.path.stat().st_ino == before


@pytest.mark.slow
def test_it_holds_between_processes(register: Path) -> None:
    front = [sys.executable, "-m", "asn_neutral", "--lang", "en", "--db", str(register)]
    for words in (["case", "show", "2024/0003"], ["case", "show", "-"]):
        done = subprocess.run([*front, *words], env=clean_environment(), capture_output=True, text=True, check=True)
        assert done.stdout.startswith("Case 2024/0003\n")
