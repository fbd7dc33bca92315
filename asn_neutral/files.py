"""A file appears under its name only when it is complete.

A report torn by a crash or a full disk never stands where a good one stood.
"""

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from asn_neutral.errors import UnwritableError, reason_of
from asn_neutral.locale import _

_DATABASE: Final = b"SQLite format 3\x00"


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
        raise UnwritableError(path=path, reason=reason_of(error)) from error


def _refuse_special(path: Path) -> None:
    """Refuse to replace a folder, a device, a pipe, or a database: one word too many would cost a whole register."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise UnwritableError(path=path, reason=_("it is a folder"))
    if not stat.S_ISREG(mode):
        raise UnwritableError(path=path, reason=_("it is not an ordinary file"))
    with path.open("rb") as file:
        if file.read(len(_DATABASE)) == _DATABASE:
            raise UnwritableError(path=path, reason=_("it is a database"))
