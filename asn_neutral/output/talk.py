"""What the program says beside the result, on stderr."""

import contextlib
import os
import sys
from textwrap import wrap
from typing import Final

from asn_neutral.output.safe import safe
from asn_neutral.output.terminal import Terminal

_INDENT: Final = 4  # columns by which what goes on stands further in


def say(text: str) -> None:
    """One remark for a person on stderr; its own line ends stay, everything foreign in it is made safe.

    A stderr that is closed or full never costs the result on stdout.
    """
    if sys.stderr is None:
        return
    spoken = "\n".join(_folded(safe(line)) for line in text.split("\n"))
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(f"{spoken}\n")
        sys.stderr.flush()


def _folded(line: str) -> str:
    """*line* as a screen shows it, which would otherwise end it inside a word; elsewhere, and an object, as it is."""
    screen = Terminal.of(sys.stderr, os.environ)
    if not screen.tty or len(line) <= screen.width or line.startswith("{"):
        return line
    indent = " " * (len(line) - len(line.lstrip()) + _INDENT)
    pieces = wrap(line, screen.width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return "\n".join(pieces)
