"""Unfinished work put aside: files and folders that are gone when they are no longer needed, whatever ends the command.

A signal waits for the few moments in which something has a name that nobody has noted yet; only a kill can leave a
name behind then, of a file that is still empty.
"""

import atexit
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final, TextIO

_STOPPING: Final = ("SIGINT", "SIGHUP", "SIGTERM", "SIGALRM")  # the last brings one of them again
_DRAFTS: Final[set[str]] = set()


@contextmanager
def unstopped() -> Iterator[None]:
    """Let the signals that stop a command wait until the block ends, where the system can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [getattr(signal, name) for name in _STOPPING])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def scratch_file(folder: Path | None = None) -> Iterator[BinaryIO]:
    """A file without a name, in the system's folder for such files or in *folder*.

    Raises:
        OSError: there is no room, or no right.
    """
    with unstopped():
        file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed below, where signals no longer wait
    with file:
        yield file


@contextmanager
def scratch_text(*, encoding: str, newline: str = "") -> Iterator[TextIO]:
    """The same for text; *newline* as `open` has it."""
    with unstopped():
        file = tempfile.TemporaryFile("w+", encoding=encoding, newline=newline)  # noqa: SIM115 - the same
    with file:
        yield file


@contextmanager
def scratch_folder(*, prefix: str = "asn-neutral-", folder: Path | None = None) -> Iterator[Path]:
    """A folder of the owner's only, removed with all that was put there.

    Raises:
        OSError: there is no room, or no right.
    """
    with unstopped():
        made = tempfile.TemporaryDirectory(prefix=prefix, dir=folder)
    try:
        yield Path(made.name)
    finally:
        with unstopped():
            made.cleanup()


@contextmanager
def draft(folder: Path, *, prefix: str, suffix: str = "") -> Iterator[tuple[int, Path]]:
    """A new file of the owner's only in *folder*: its descriptor and its name, which is removed unless it moved away.

    Raises:
        OSError: there is no room, or no right.
    """
    with unstopped():
        descriptor, name = tempfile.mkstemp(prefix=prefix, suffix=suffix, dir=folder)
        _DRAFTS.add(name)
    try:
        yield descriptor, Path(name)
    finally:
        _forget(name)


def _forget(name: str) -> None:
    """Remove a draft that has not moved away; what ended the work with it is what counts, not whether this is done."""
    with unstopped(), suppress(OSError):
        _DRAFTS.discard(name)
        Path(name).unlink()


@atexit.register
def _forget_all() -> None:
    """A signal can come between any two steps, so also between a draft and the block that would remove it."""
    for name in tuple(_DRAFTS):
        _forget(name)
