"""A complaint half typed: kept beside the register after each answer, so that nothing is typed twice.

Who complained is never part of it.
"""

import contextlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, Self

from asn_neutral.cli.fields import FIELDS
from asn_neutral.files import replace_file

_VERSION: Final = 1
_LARGEST: Final = 200_000  # bytes; a longer file is not one of ours
_KEYS: Final = frozenset(one.key for one in FIELDS)


@dataclass(slots=True)
class Draft:
    """What was answered so far, by column of a complaints file; an empty answer is one too.

    `known` is what the register says of the respondent, offered where it has not been asked yet. `concerns` is the
    number of the case the complaint concerns, `tip` whether it names nobody. `begun_on` is an ISO date.
    """

    path: Path
    begun_on: str
    answers: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    concerns: str | None = None
    tip: bool = False

    @classmethod
    def beside(cls, register: Path) -> Path:
        """Where the draft of a register is."""
        return register.with_name(f"{register.name}.draft.json")

    @classmethod
    def found(cls, path: Path) -> Self | None:
        """The draft at *path*; None where there is none, or what is there is no draft."""
        with contextlib.suppress(OSError, ValueError, RecursionError):
            return cls._read(path)
        return None

    @staticmethod
    def put_aside(path: Path) -> Path | None:
        """Where what is at *path* lies now, so that no answer is written over it; None where there is nothing."""
        aside = path.with_name(f"{path.name}.old")
        try:
            path.replace(aside)
        except OSError:
            return None
        return aside

    @classmethod
    def _read(cls, path: Path) -> Self:
        """The draft at *path*; a ValueError where it is none."""
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as stream:
            kept = json.loads(stream.read(_LARGEST).decode())
        if not isinstance(kept, dict) or kept.get("version") != _VERSION:
            raise ValueError(path)
        concerns, tip, begun_on = kept.get("case"), kept.get("tip"), kept.get("begun_on")
        if not (isinstance(concerns, str | None) and isinstance(tip, bool) and isinstance(begun_on, str)):
            raise ValueError(path)  # noqa: TRY004 - what is wrong is the file
        return cls(path, begun_on, _cells(kept.get("answers")), _cells(kept.get("known")), concerns, tip)

    def keep(self) -> None:
        """Write it down, readable by its owner only.

        Raises:
            UnwritableError: There is no room for it.
        """
        kept = {
            "version": _VERSION,
            "begun_on": self.begun_on,
            "case": self.concerns,
            "tip": self.tip,
            "answers": self.answers,
            "known": self.known,
        }
        content = json.dumps(kept, ensure_ascii=False, indent=1).encode()

        def write(stream: BinaryIO) -> None:
            stream.write(content)

        replace_file(self.path, write)

    def remove(self) -> None:
        """Take it away: the complaint is in the register, or is not wanted."""
        with contextlib.suppress(OSError):
            self.path.unlink()


def _cells(kept: object) -> dict[str, str]:
    """Texts by column; a ValueError for anything else."""
    if not isinstance(kept, dict) or not all(key in _KEYS and isinstance(cell, str) for key, cell in kept.items()):
        raise ValueError(type(kept))
    return kept
