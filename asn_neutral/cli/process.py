"""What the operating system sees: the standard streams, the rights on new files."""

import errno
import io
import os
import sys
from typing import Final

from asn_neutral.errors import ExitCode
from asn_neutral.output.files import abandon_stdout

_OWNER_ONLY: Final = 0o077  # what new files do not grant: everything, to everyone else


def prepare() -> None:
    """Make the process safe to work in: UTF-8 streams, private files, a clean end when it is told to stop."""
    _occupy_standard_descriptors()
    if sys.stdin is None:  # `<&-`: there is nothing to read, which is not the same as nobody to ask
        sys.stdin = io.TextIOWrapper(io.BytesIO())
    _speak_utf8()
    os.umask(_OWNER_ONLY)


def _occupy_standard_descriptors() -> None:
    """Fill descriptors 0 to 2 that were closed, or the register could be opened as stdout and be written into."""
    taken = os.open(os.devnull, os.O_RDWR)
    while taken <= 2:  # noqa: PLR2004 - stdin, stdout, stderr
        taken = os.open(os.devnull, os.O_RDWR)
    os.close(taken)


def _speak_utf8() -> None:
    """UTF-8 whatever the locale says; what cannot be encoded is shown by number instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8")


def refuse_closed_stdout() -> int:
    """Exit code 31 when there is no stdout to write a result to, otherwise 0: a lost report is not a success.

    A device that takes nothing says so to a write of nothing, before anything is done.
    """
    if sys.stdout is None:
        from asn_neutral.cli.failure import closed_stdout

        return closed_stdout()
    try:
        os.write(sys.stdout.fileno(), b"")
    except io.UnsupportedOperation:  # no stream of the system: a test, or a program that calls this one
        return ExitCode.DONE
    except OSError as error:
        return lost_stdout(error)
    return ExitCode.DONE


def flush_out() -> int:
    """Send what stdout still holds; the exit code."""
    try:
        sys.stdout.flush()
    except OSError as error:
        return lost_stdout(error)
    return ExitCode.DONE


def lost_stdout(error: OSError) -> int:
    """The exit code when stdout takes no more: 141 in silence for a reader that left, otherwise 31 with a sentence."""
    abandon_stdout()
    if error.errno == errno.EPIPE:
        return ExitCode.PIPE_CLOSED
    from asn_neutral.cli.failure import full_stdout

    return full_stdout(error)
