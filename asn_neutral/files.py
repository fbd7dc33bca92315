"""A file appears under its name only when it is complete.

A report torn by a crash or a full disk never stands where a good one stood.
"""

import errno
import os
import re
import shutil
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from asn_neutral.errors import UnreadableFileError, UnwritableError, reason_of
from asn_neutral.locale import N_, _

_PRECIOUS: Final = (
    (re.compile(rb"SQLite format 3\x00"), N_("it is a database")),
    (re.compile(rb"(?:#.*\n)*AGE-SECRET-KEY-1|-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"), N_("it is a private key")),
    (
        re.compile(rb"age-encryption\.org/v1|-----BEGIN AGE ENCRYPTED FILE-----"),
        N_("it is encrypted: a private key, or a backup"),
    ),
)
"""How a file begins that nothing brings back once another stands in its place."""
_PROOFS: Final = (
    (re.compile(rb'manifest\.json\x00.*"asn-neutral/backup"', re.DOTALL), N_("it is a backup")),
    (re.compile(rb'\{"schema": "asn-neutral/audit-anchor"'), N_("it is an anchor")),
)
"""How a file begins that no result of another command is to replace; `backup create` may write the same one again."""
_BEGINNING: Final = 1_000


def replace_file(path: Path, write: Callable[[BinaryIO], None], *, remedy: str = "") -> None:
    """Put what *write* writes at *path*, readable by its owner only, all of it or nothing.

    An older file there is replaced in one step and stays as it was if anything fails; a symbolic link is
    replaced by the file, never followed. *remedy* is what a person may do instead.

    Raises:
        UnwritableError: *path* is a folder or a device, or the system refused.
    """
    from asn_neutral.scratch import draft

    try:
        if reason := _kept(path):
            raise UnwritableError(path=path, reason=reason, remedy=remedy)
        with draft(path.parent, prefix=".asn-neutral-", suffix=".tmp") as (descriptor, made):
            with os.fdopen(descriptor, "wb") as stream:
                write(stream)
                stream.flush()
                os.fsync(stream.fileno())
            made.replace(path)
            sync_folder(path.parent)
    except OSError as error:
        raise UnwritableError(path=path, reason=reason_of(error), remedy=remedy) from error


def sync_folder(folder: Path) -> None:
    """Let the disk have the names in *folder*, so that a power cut leaves no file without one.

    Systems that open no folders, and file systems that sync none, keep names by themselves.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return
    try:
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:  # a folder that takes files and shows none
        return
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(number)


def copy_file(source: Path, target: Path) -> None:
    """Put a copy of *source* at *target*, as `replace_file` does.

    Raises:
        UnreadableFileError: *source* cannot be read.
        UnwritableError: *target* cannot be written.
    """
    try:
        with source.open("rb") as file:
            replace_file(target, lambda out: shutil.copyfileobj(file, out))
    except OSError as error:
        raise UnreadableFileError(path=source, reason=reason_of(error)) from error


def write_file(path: Path, content: bytes) -> None:
    """Put *content* at *path*, as `replace_file` does.

    Raises:
        UnwritableError: *path* cannot be written.
    """

    def fill(stream: BinaryIO) -> None:
        stream.write(content)

    replace_file(path, fill)


def private_bytes(path: Path, *, most: int = 10_000) -> bytes:
    """The first *most* bytes of a file that only its owner can read.

    Raises:
        PermissionError: other users of the machine can read it.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        if os.name == "posix" and os.fstat(file.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise PermissionError(path)
        return file.read(most)


def refuse_unwritable(path: Path, *, remedy: str = "") -> None:
    """Refuse a place where `replace_file` could put nothing, before any work is done for what would stand there.

    A backup and an anchor are refused too: a person named the place, and may have named the wrong one. A file without a
    name is made in the folder, which the system forgets at once.

    Raises:
        UnwritableError: *path* is a folder or a device, its folder is missing, or the system refused; *remedy* says
            what to do instead.
    """
    from asn_neutral.scratch import scratch_file

    try:
        reason = _kept(path, (*_PRECIOUS, *_PROOFS))
        if not path.parent.is_dir():
            reason = _("there is no folder {path}").format(path=path.parent)
        if reason:
            raise UnwritableError(path=path, reason=reason, remedy=remedy)
        with scratch_file(path.parent):
            pass
    except OSError as error:
        raise UnwritableError(path=path, reason=reason_of(error), remedy=remedy) from error


def lost_scratch(error: OSError) -> UnwritableError:
    """The error for the folder in which unfinished work is put aside, when it takes no more."""
    import tempfile

    try:
        folder = tempfile.gettempdir()
    except OSError:  # none of the usual ones can be written
        folder = os.environ.get("TMPDIR", os.sep)
    path = _("the folder for temporary files, {folder},").format(folder=folder)
    remedy = _("Make room there, or name another folder in the variable TMPDIR.")
    return UnwritableError(path=path, reason=reason_of(error), remedy=remedy)


def _kept(path: Path, forms: Sequence[tuple[re.Pattern[bytes], str]] = _PRECIOUS) -> str:
    """Why *path* is not replaced: it is a folder, a device, a pipe, or begins as *forms* say; empty where it is none.

    One word too many would cost a whole register, or the names of all who complained.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return ""
    if stat.S_ISDIR(mode):
        return _("it is a folder")
    if not stat.S_ISREG(mode):
        return _("it is not an ordinary file")
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    return next((_(reason) for form, reason in forms if form.match(beginning)), "")
