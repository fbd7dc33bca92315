"""Open a file from outside safely, read it through once, and say in what letters it is written.

Nothing is guessed by statistics: a byte order mark decides, otherwise strict UTF-8, otherwise Windows-1252, which is
what Indonesian Excel writes. What was used is part of the result, so that it can be shown.
"""

import hashlib
import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from asn_neutral.errors import UnreadableFileError, reason_of
from asn_neutral.intake.encoding import EncodingVote, codec_name
from asn_neutral.locale import _
from asn_neutral.scratch import scratch_file

STANDARD_INPUT: Final = "-"
DEFAULT_MAX_BYTES: Final = 2 << 30
CHUNK: Final = 1 << 20
_BINARY_FLAGS: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read through once: its name for messages, SHA-256 of its bytes, size and encoding."""

    path: str
    file: BinaryIO
    size: int
    sha256: str
    encoding: str
    stamp: tuple[int, int]

    @contextmanager
    def text(self) -> Iterator[io.TextIOWrapper]:
        """The text from its beginning; line ends stay as they are, and a byte that does not decode is an error."""
        self.file.seek(0)
        text = io.TextIOWrapper(self.file, self.encoding, errors="strict", newline="")
        try:
            yield text
        finally:
            text.detach()

    def check_unchanged(self) -> None:
        """Refuse a file that another program wrote to since it was opened (UnreadableFileError)."""
        if _stamp(self.file) != self.stamp:
            raise _refused(self.path, _("another program changed it while it was read; try again when that is done"))


@contextmanager
def open_source(
    path: Path | str,
    *,
    encoding: str | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
    stdin: BinaryIO | None = None,
) -> Iterator[Source]:
    """Open *path*, or *stdin* when it is ``-``, and read it through once.

    Args:
        path: A regular file, or a symbolic link to one; ``-`` is standard input, kept in a private temporary file.
        encoding: The encoding to use instead of finding it.
        max_bytes: The largest size that is read (inclusive).
        stdin: The bytes that ``-`` means; by default those of the process.

    Raises:
        UnreadableFileError: with one sentence for each way in which a file is not what it should be.
    """
    piped = str(path) == STANDARD_INPUT
    name = _("standard input") if piped else str(path)
    wanted = codec_name(encoding, name) if encoding else None
    with _spooled(stdin or _standard_input(name), name, max_bytes) if piped else _opened(Path(path), name) as file:
        yield _scanned(file, name, wanted, max_bytes)


def _refused(path: str, reason: str) -> UnreadableFileError:
    return UnreadableFileError(path=path, reason=reason)


def _standard_input(name: str) -> BinaryIO:
    """The bytes that the process is given; a process may have been started without any (``<&-``)."""
    stream: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    if stream is None or stream.closed:
        raise _refused(name, _("it is closed; name a file, or send the rows through a pipe"))
    return stream


@contextmanager
def _opened(path: Path, name: str) -> Iterator[BinaryIO]:
    """A regular file, opened once; what it is, is asked of the opened file and not of the name."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _BINARY_FLAGS)
    except (OSError, ValueError) as failed:
        raise _refused(name, _why_closed(failed)) from failed
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise _refused(name, _("it is a directory") if stat.S_ISDIR(mode) else _("it is a device or a pipe; use -"))
    with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor has no Path
        yield file


def _why_closed(failed: OSError | ValueError) -> str:
    """Why a file did not open, in words."""
    if isinstance(failed, FileNotFoundError | NotADirectoryError | ValueError):
        return _("there is no such file")
    if isinstance(failed, PermissionError):
        return _("you have no permission to read it")
    return reason_of(failed) if failed.errno else _("the system refused it")


@contextmanager
def _spooled(stream: BinaryIO, name: str, max_bytes: int) -> Iterator[BinaryIO]:
    """The whole of a stream in a temporary file without a name, gone when it is closed."""
    with scratch_file() as file:
        while chunk := _next_piece(stream, name):
            file.write(chunk)
            if file.tell() > max_bytes:
                raise _too_large(name, max_bytes)
        file.flush()
        file.seek(0)
        yield file


def _next_piece(stream: BinaryIO, name: str) -> bytes:
    """The next bytes of a stream, empty at its end."""
    try:
        return stream.read(CHUNK)
    except OSError as failed:
        raise _refused(name, _why_closed(failed)) from failed


def _too_large(name: str, max_bytes: int) -> UnreadableFileError:
    reason = _("it is larger than {megabytes} MB; split it").format(megabytes=max_bytes >> 20)
    return _refused(name, reason)


def _stamp(file: BinaryIO) -> tuple[int, int]:
    """Size and time of change of an open file."""
    facts = os.fstat(file.fileno())
    return facts.st_size, facts.st_mtime_ns


def _scanned(file: BinaryIO, name: str, wanted: str | None, max_bytes: int) -> Source:
    """Read the file through once in pieces: its digest, and which encoding holds for all of it."""
    stamp = _stamp(file)
    if stamp[0] == 0:
        raise _refused(name, _("it is empty"))
    if stamp[0] > max_bytes:
        raise _too_large(name, max_bytes)
    digest = hashlib.sha256()
    vote = EncodingVote(name, wanted)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        vote.see(chunk)
    encoding = vote.result()
    source = Source(name, file, stamp[0], digest.hexdigest(), encoding, stamp)
    source.check_unchanged()
    return source
