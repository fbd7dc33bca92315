import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from asn_neutral.output.files import write_stdout

NOBODY_READS = "import sys; from asn_neutral.output.files import write_stdout\n"


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
