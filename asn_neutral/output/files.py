"""Results written to a file or to stdout so that they are whole or the command fails.

A file appears under its name only when it is complete: a report torn by a crash or a full disk never stands where
a good one stood. Stdout is checked to the last byte, because a report lost in silence is worse than an error.
"""

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from asn_neutral.errors import UnwritableError
from asn_neutral.locale import _

_CHUNK = 1 << 16  # bytes gathered before they are handed on


def replace_file(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Put what *write* writes at *path*, readable by its owner only, all of it or nothing.

    An older file there is replaced in one step and stays as it was if anything fails; a symbolic link is
    replaced by the file, never followed.

    Raises:
        UnwritableError: *path* is a folder or a device, or the system refused.
    """
    import tempfile

    try:
        _refuse_special(path)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".asn-neutral-", suffix=".tmp")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                write(stream)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(name, path)  # noqa: PTH105 - the name is a string from mkstemp
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)  # noqa: PTH108 - the same
            raise
    except OSError as error:
        raise UnwritableError(path=path, reason=_reason(error)) from error


def _refuse_special(path: Path) -> None:
    """Refuse what is there but is no ordinary file: a folder, a device, a pipe."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise UnwritableError(path=path, reason=_("it is a folder"))
    if not stat.S_ISREG(mode):
        raise UnwritableError(path=path, reason=_("it is not an ordinary file"))


def write_stdout(pieces: Iterable[bytes]) -> None:
    """Write *pieces* to stdout as they come, to the last byte.

    Raises:
        UnwritableError: stdout is closed, or what is behind it is full or broken.
        BrokenPipeError: Whoever read stdout has gone; the caller decides what that means.
    """
    stream = sys.stdout
    if stream is None or stream.closed:
        raise UnwritableError(path="stdout", reason=_("it is closed"))
    put = _putter()
    for chunk in _gathered(pieces):  # an error of whoever makes the pieces is not an error of stdout
        _guarded(partial(put, chunk))
    _guarded(stream.flush)


def _putter() -> Callable[[bytes], object]:
    """What takes bytes for stdout; a stdout without bytes below it (in a test, say) gets text."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        return lambda chunk: sys.stdout.write(chunk.decode())
    _guarded(sys.stdout.flush)
    write: Callable[[bytes], object] = buffer.write
    return write


def _guarded(act: Callable[[], object]) -> None:
    """Do something with stdout; a failure leaves nothing behind that would fail again when the program ends."""
    try:
        act()
    except OSError as error:
        abandon_stdout()
        if isinstance(error, BrokenPipeError):
            raise
        raise UnwritableError(path="stdout", reason=_reason(error)) from error


def abandon_stdout() -> None:
    """Let everything still on its way to stdout fall: Python would try again at its end and change the exit code."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _gathered(pieces: Iterable[bytes]) -> Iterable[bytes]:
    """The same bytes in chunks of a size that is worth a call of the system."""
    chunk = bytearray()
    for piece in pieces:
        chunk += piece
        if len(chunk) >= _CHUNK:
            yield bytes(chunk)
            chunk.clear()
    yield bytes(chunk)


def _reason(error: OSError) -> str:
    """Why the system refused, in its own words."""
    return error.strerror or errno.errorcode.get(error.errno or 0, type(error).__name__)
