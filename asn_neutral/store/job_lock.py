"""One job at a time: a lock of the system on a file beside the register, which goes with the process that holds it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from asn_neutral.errors import JobRunningError, UnwritableError, reason_of
from asn_neutral.store.holder import process_named

if sys.platform == "win32":
    import msvcrt

    def _lock(number: int) -> None:
        """Lock an open file, or fail at once."""
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(number: int) -> None:
        """Lock an open file, or fail at once."""
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


_OPEN: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_LONGEST: Final = 20  # digits of a process


@contextmanager
def job_lock(register: Path, job: str, *, name: str) -> Iterator[None]:
    """Nobody else does *job* on the register at *register* until the block ends; *name* is what people call it.

    The file stays, readable by its owner only; it holds the number of the process that had the lock last.

    Raises:
        JobRunningError: another process does it now.
        UnwritableError: no file can be made beside the register.
    """
    path = _beside(register, job)
    try:
        number = os.open(path, _OPEN, 0o600)
    except OSError as error:
        raise UnwritableError(path=path, reason=reason_of(error)) from error
    try:
        try:
            _lock(number)
        except OSError as error:
            raise JobRunningError(name=name, holder=job_holder(register, job)) from error
        os.ftruncate(number, 0)
        os.write(number, str(os.getpid()).encode())
        yield
    finally:
        os.close(number)


def job_holder(register: Path, job: str) -> str:
    """The process that had the lock last, in words; empty where it has ended."""
    with suppress(OSError, ValueError):
        process = int(_beside(register, job).read_text("ascii")[:_LONGEST])
        return process_named(process)
    return ""


def _beside(register: Path, job: str) -> Path:
    real = register.resolve()
    return real.with_name(f".{real.name}.{job}.lock")
