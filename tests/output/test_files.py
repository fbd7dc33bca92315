import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from asn_neutral.errors import UnwritableError
from asn_neutral.output.files import replace_file, write_stdout

NOBODY_READS = "import sys; from asn_neutral.output.files import write_stdout\n"


def test_a_file_appears_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "report.csv"
    replace_file(target, lambda stream: stream.writelines([b"a", b"b"]))
    assert target.read_bytes() == b"ab"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.csv"
    named: list[bool] = []
    monkeypatch.setattr(os, "fsync", lambda _descriptor: named.append(target.exists()))
    replace_file(target, lambda stream: stream.writelines([b"a"]))
    assert named == [False]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_failure_midway_leaves_the_old_file_and_nothing_else(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "report.csv"
    target.write_bytes(b"old")

    def half(stream: BinaryIO) -> None:
        stream.write(b"x" * 100_000)
        raise error

    with pytest.raises(error):
        replace_file(target, half)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    def full(_stream: BinaryIO) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(UnwritableError, match="No space left"):
        replace_file(tmp_path / "report.csv", full)
    assert list(tmp_path.iterdir()) == []


def test_folders_devices_and_missing_folders_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, Path(os.devnull), tmp_path / "none" / "report.csv", tmp_path / ("n" * 300)):
        with pytest.raises(UnwritableError):
            replace_file(path, lambda stream: stream.writelines([b"x"]))
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"precious")
    link = tmp_path / "report.csv"
    link.symlink_to(other)
    replace_file(link, lambda stream: stream.writelines([b"new"]))
    assert other.read_bytes() == b"precious"
    assert (link.read_bytes(), link.is_symlink()) == (b"new", False)


def test_stdout_gets_every_byte(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    sys.stdout.write("before ")
    write_stdout(b"%05d" % number for number in range(30_000))
    assert capfdbinary.readouterr().out == b"before " + b"".join(b"%05d" % number for number in range(30_000))


def test_a_mistake_of_the_maker_is_not_a_fault_of_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"x"
        raise OSError(5, "the register cannot be read")

    with pytest.raises(OSError, match="register"):
        write_stdout(pieces())
    assert capsys.readouterr().out == ""


def _run(code: str, redirect: str) -> subprocess.CompletedProcess[str]:
    """Run Python *code* below a shell that redirects its stdout."""
    line = f'exec "$0" -c "$1" {redirect}'
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    environ["PYTHONPATH"] = str(Path(__file__).parents[2])
    return subprocess.run(
        ["sh", "-c", line, sys.executable, NOBODY_READS + code],
        capture_output=True,
        text=True,
        check=False,
        env=environ,
    )


@pytest.mark.slow
@pytest.mark.parametrize("redirect", [">&-", ">/dev/full"])
@pytest.mark.parametrize("size", [10, 1_000_000])
def test_a_lost_report_is_never_a_success(redirect: str, size: int) -> None:
    code = (
        "from asn_neutral.errors import UnwritableError\n"
        f"try: write_stdout([b'x' * {size}])\n"
        "except UnwritableError as error: sys.exit(int(error.exit_code))"
    )
    done = _run(code, redirect)
    assert (done.returncode, done.stderr) == (31, "")


@pytest.mark.slow
def test_a_reader_that_left_is_told_apart_and_leaves_no_noise() -> None:
    code = "try: write_stdout([b'x' * 1000000] * 9)\nexcept BrokenPipeError: sys.exit(7)"
    done = _run(f"{code}", "| head -c 1; exit 0")
    assert (done.stdout, done.stderr) == ("x", "")
