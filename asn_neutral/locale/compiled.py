"""A compiled catalogue (.mo) in which texts are looked up, instead of being read whole as the standard library does.

A command shows a few dozen of many hundred texts, and to read them all takes longer than to read a case.
"""

from bisect import bisect_left
from struct import unpack_from
from typing import Final

_HEAD: Final = 8  # byte at which the number of texts stands, then where their originals and translations begin
_ENTRY: Final = 8  # bytes of a line in either table: length and place of a text


class Compiled:
    """The texts of one catalogue, which gettext's format keeps in the order of their bytes."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._count, self._originals, self._translations = unpack_from("<3I", content, _HEAD) if content else (0, 0, 0)
        self._known: dict[str, str] = {}

    def text(self, message: str) -> str:
        """The translation of *message*, empty where there is none; singular and plural are joined by a NUL."""
        if message not in self._known:
            self._known[message] = self._found(message.encode("utf-8", "surrogatepass"))
        return self._known[message]

    def _found(self, original: bytes) -> str:
        place = bisect_left(range(self._count), original, key=lambda line: self._at(self._originals, line))
        there = place < self._count and self._at(self._originals, place) == original
        return self._at(self._translations, place).decode() if there else ""

    def _at(self, table: int, line: int) -> bytes:
        """The text that a line of a table leads to."""
        length, begin = unpack_from("<2I", self._content, table + _ENTRY * line)
        return self._content[begin : begin + length]
