"""Results written to stdout so that they are whole or the command fails.

Stdout is checked to the last byte, because a report lost in silence is worse than an error.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterable
from functools import partial

from asn_neutral.errors import UnwritableError, reason_of
from asn_neutral.locale import _

_CHUNK = 1 << 16  # bytes gathered before they are handed on


def write_stdout(pieces: Iterable[bytes]) -> None:
    """Write *pieces* to stdout as they come, to the last byte.

    Raises:
        UnwritableError: stdout is closed, or what is behind it is full or broken.
        BrokenPipeError: Whoever read stdout has gone; the caller decides what that means.
    """
    stream = sys.stdout
    if stream is None or stream.closed:
        raise lost_result(_("it is closed"))
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
        raise lost_result(reason_of(error)) from error


def lost_result(reason: str) -> UnwritableError:
    """The error for a stdout that does not take the result, and why."""
    remedy = _("Send it elsewhere, or write to a file with -o.")
    return UnwritableError(path=_("standard output"), reason=reason, remedy=remedy)


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
