"""Where the refused rows of a file go: beside it, and never in the place of another file."""

import shutil
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from asn_neutral.errors import UnwritableError
from asn_neutral.files import replace_file
from asn_neutral.intake.source import STANDARD_INPUT
from asn_neutral.locale import _

_LONGEST_STEM: Final = 200  # bytes of a file's name that are kept; systems allow 255 with what is added
_PIECE: Final = 1 << 16  # bytes that are compared at once


def publish_refused(spool: TextIO, file: str, wanted: Path | None) -> Path:
    """Copy the refused rows to their place; an older file of refused rows, perhaps being mended, is never replaced.

    Where nobody has touched the newest one and it says the same, it stands for this one too.

    Args:
        spool: The refused rows.
        file: The file they come from, as it was named.
        wanted: Where they are to go; None: beside that file.

    Raises:
        UnwritableError: there is a file at *wanted*, or none can be written.
    """
    spool.flush()
    if wanted and wanted.exists():
        raise UnwritableError(path=wanted, reason=_("there is a file already; name another"))
    target = wanted
    if target is None:
        newest, target = _names(Path("stdin.csv" if file == STANDARD_INPUT else file))
        if newest is not None and _holds(newest, spool.buffer):
            return newest

    def copy(stream: BinaryIO) -> None:
        spool.buffer.seek(0)
        shutil.copyfileobj(spool.buffer, stream)

    replace_file(target, copy, remedy=_("Name another place for the refused rows with --refused-file."))
    return target


def _names(path: Path) -> tuple[Path | None, Path]:
    """The newest of `x.ditolak.csv`, `x.ditolak-2.csv` ... that is there, and the first that is not there yet."""
    turns = chain([""], (f"-{turn}" for turn in count(2)))
    stem = path.stem.encode()[:_LONGEST_STEM].decode(errors="ignore")
    newest = None
    for turn in turns:
        name = path.with_name(f"{stem}.ditolak{turn}.csv")
        if not name.exists():
            return newest, name
        newest = name
    raise AssertionError  # the turns do not end


def _holds(path: Path, wanted: BinaryIO) -> bool:
    """Whether an ordinary file holds just what *wanted* holds from its beginning."""
    wanted.seek(0)
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                if piece != wanted.read(len(piece)):
                    return False
    except OSError:
        return False
    return not wanted.read(1)
