"""The record that was shown last, so that `-` names it: kept for each register and each user of the machine.

What is kept is a number for each noun, in a file of the user's own in the folder for what programs remember. Where it
cannot be kept nothing fails; `-` then says that it means nothing.
"""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from zlib import adler32, crc32

from asn_neutral.config import user_folder
from asn_neutral.errors import UsageError
from asn_neutral.locale import _

LAST: Final = "-"
"""The word for the record shown last."""
_LARGEST: Final = 1_000  # bytes; a longer file is not one of ours
_OPEN: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


class LastShown:
    """The numbers of the records shown last from one register, by noun."""

    def __init__(self, register: Path) -> None:
        self._register = register

    @property
    def path(self) -> Path:
        """Where they are kept; the name tells registers apart and does not name them."""
        name = str(self._register.resolve()).encode()
        return user_folder("state") / f"last-{crc32(name):08x}{adler32(name):08x}"

    def number(self, noun: str) -> str:
        """The number of the `case` or `complaint` shown last.

        Raises:
            UsageError: None was, as far as anybody remembers.
        """
        try:
            return self._kept()[noun]
        except KeyError:
            raise UsageError(problem=_("`-` is the record shown last, and none has been shown yet.")) from None

    def remember(self, noun: str, number: str) -> None:
        """Keep *number* as the one shown last; what cannot be kept is forgotten in silence."""
        kept = self._kept()
        if kept.get(noun) == number:
            return
        lines = (f"{one} {value}\n" for one, value in sorted({**kept, noun: number}.items()))
        with contextlib.suppress(OSError):
            self._write("".join(lines).encode())

    def _kept(self) -> Mapping[str, str]:
        """The numbers by noun; nothing where there are none, or what is there is not ours."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY | _OPEN | getattr(os, "O_NONBLOCK", 0))
            with os.fdopen(descriptor, "rb") as stream:
                lines = stream.read(_LARGEST).decode().split("\n")
        except (OSError, UnicodeDecodeError):
            return {}
        pairs = (line.split(" ") for line in lines if line.isprintable())
        return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}  # noqa: PLR2004 - a noun and its number

    def _write(self, content: bytes) -> None:
        """Put *content* there in one step, for the user's own eyes; not worth waiting for the disk."""
        path = self.path
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _OPEN, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
