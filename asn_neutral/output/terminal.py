"""What is known about the screen a result goes to."""

import os
from collections.abc import Mapping
from typing import Final, NamedTuple, Self, TextIO

FALLBACK_WIDTH: Final = 100  # columns, where nobody can say
FALLBACK_HEIGHT: Final = 24  # lines
_DEFAULT_PAGER: Final = ("less", "-FRX")


class Terminal(NamedTuple):
    """Where stdout leads: its size in columns and lines, whether a person looks at it, whether it has colour."""

    width: int = FALLBACK_WIDTH
    tty: bool = False
    colour: bool = False
    height: int = FALLBACK_HEIGHT
    dumb: bool = False  # a tty that only types: no drawing, no pager
    pager: tuple[str, ...] = ()  # the command and its arguments; empty for none

    @classmethod
    def of(cls, stream: TextIO | None, environ: Mapping[str, str]) -> Self:
        """What *stream* and the variables NO_COLOR, FORCE_COLOR, COLUMNS, LINES, TERM and PAGER say.

        NO_COLOR goes before FORCE_COLOR. A stream that is closed is no terminal.
        """
        tty = _is_tty(stream)
        dumb = tty and environ.get("TERM") == "dumb"
        columns, lines = _size(stream) if tty else (0, 0)
        return cls(
            width=_number(environ.get("COLUMNS")) or columns or FALLBACK_WIDTH,
            tty=tty,
            colour=_colour(environ, tty=tty and not dumb),
            height=_number(environ.get("LINES")) or lines or FALLBACK_HEIGHT,
            dumb=dumb,
            pager=_pager(environ) if tty and not dumb else (),
        )


def _is_tty(stream: TextIO | None) -> bool:
    """Whether a person looks at *stream*; a closed one says no."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def _size(stream: TextIO | None) -> tuple[int, int]:
    """Columns and lines of the screen behind *stream*, zeros where it cannot say."""
    try:
        return os.get_terminal_size(stream.fileno()) if stream is not None else (0, 0)
    except (OSError, ValueError):
        return (0, 0)


def _number(text: str | None) -> int:
    """A positive number of columns or lines, 0 for anything else."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) <= len("10000") else 0


def _colour(environ: Mapping[str, str], *, tty: bool) -> bool:
    """Whether to use colour: no-color.org and force-color.org, then whether there is a screen."""
    if environ.get("NO_COLOR"):
        return False
    forced = environ.get("FORCE_COLOR")
    return forced != "0" if forced else tty


def _pager(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The command that shows long results: $PAGER, where an empty one means none, otherwise less."""
    import shlex

    chosen = environ.get("PAGER")
    if chosen is None:
        return _DEFAULT_PAGER
    try:
        return tuple(shlex.split(chosen))
    except ValueError:
        return ()
