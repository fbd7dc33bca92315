"""Foreign text made safe for a screen or a page: nothing in it can move, hide, colour or forge anything.

What a stranger wrote in a name can hold commands for the terminal, marks that turn the reading order round, or a
line end that forges a row. Such characters are shown by their number instead, so the reader sees they are there.
"""

import unicodedata
from typing import Final

_UNSAFE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
MAX_MARKS: Final = 4  # combining marks on one letter; more would smear over the neighbouring lines
_BYTE: Final = 0xFF
_BASIC_PLANE: Final = 0xFFFF


def is_unsafe(char: str) -> bool:
    """Whether one character can act on a screen or hide on it."""
    return unicodedata.category(char) in _UNSAFE


def _escaped(code: int) -> str:
    r"""The character with this number as a reader sees it: ``\x1b``, ``\u202e``, ``\U000e0041``."""
    if code <= _BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _BASIC_PLANE else f"\\U{code:08x}"


class _Escapes(dict[int, str]):
    """What each character becomes, found once for each one met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = _escaped(code) if is_unsafe(char) else char
        return self[code]


_ESCAPES: Final = _Escapes()


def _cut_marks(text: str) -> str:
    """*text* with no more than `MAX_MARKS` combining marks in a row."""
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char).startswith("M") else 0
        if marks <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)


def safe(text: str) -> str:
    """*text* on one line, with every control, format, private or unassigned character shown by its number."""
    if text.isascii() and text.isprintable():
        return text
    escaped = text.translate(_ESCAPES)
    return escaped if escaped.isascii() else _cut_marks(escaped)


def safe_lines(text: str) -> str:
    """The same where a cell may hold several lines (HTML, spreadsheets): line ends stay, the rest is shown."""
    if "\n" not in text:
        return safe(text)
    return "\n".join(safe(line) for line in text.replace("\r\n", "\n").split("\n"))


def width(text: str) -> int:
    """How many columns of a terminal *text*, already safe, takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    """How many columns of a terminal one character takes: 0, 1 or 2."""
    if unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
