"""Articles as people write them: "Pasal 14 huruf i angka 3 dan 4 jo. Pasal 5 huruf n angka 5" in its parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

_PARTS: Final = ("pasal", "ayat", "huruf", "angka")
_LAW: Final = "law"
_VALUE: Final = r"\(?(?:[0-9]+[a-z]?|[a-z])\)?"
_NAMED: Final = re.compile(
    rf"\b({'|'.join(_PARTS)}|psl?)\.?\s*({_VALUE})(?!\w)((?:\s*(?:,|dan|atau|&|-|s\.d\.)\s*{_VALUE}(?![\w/]))*)"
    r"|\b(pp|peraturan pemerintah|uu|undang-undang)\s*(?:no\.?|nomor)?\s*([0-9]+)\s*(?:/|tahun|th\.?)\s*([0-9]{4})"
)
_EACH: Final = re.compile(rf"(,|dan|atau|&|-|s\.d\.)\s*({_VALUE})")
_UP_TO: Final = frozenset({"-", "s.d."})
_SHORT: Final = {"peraturan pemerintah": "pp", "undang-undang": "uu"}


@dataclass(frozen=True, slots=True)
class Citation:
    """One article as far as it was named, with its regulation (`pp 94/2021`); what was not named is empty."""

    pasal: str
    ayat: str = ""
    huruf: str = ""
    angka: str = ""
    law: str = ""

    def meets(self, other: "Citation") -> bool:
        """Whether both can mean the same: no part differs, as far as both name it."""
        pairs = ((getattr(self, part), getattr(other, part)) for part in (*_PARTS, _LAW))
        return all("" in pair or pair[0] == pair[1] for pair in pairs)

    def __str__(self) -> str:
        said = {part: getattr(self, part) for part in _PARTS}
        said |= {"ayat": f"({self.ayat})"} if self.ayat else {}
        text = " ".join(f"{part} {said[part]}" for part in _PARTS if said[part])
        return " ".join(filter(None, (self.law.upper(), text[:1].upper() + text[1:])))


@lru_cache(maxsize=1024)
def citations(text: str) -> tuple[Citation, ...]:
    """The articles that *text* names, in its order, each once; none where it names no Pasal.

    A regulation stands before its articles or after them, whichever the text begins with.
    """
    found: list[Citation] = []
    current: dict[str, str] = {}
    before, law = _begins_with_law(text), ""
    for part, value in _named(text):
        if part == _LAW:
            found += _closed(current)
            current, law = {}, value
            found = found if before else [one if one.law else replace(one, law=law) for one in found]
            continue
        if part == _PARTS[0] or part in current:
            found += _closed(current)
            current = _up_to(current, part)
        current[part] = value
        current[_LAW] = law if before else ""
    return tuple(dict.fromkeys([*found, *_closed(current)]))


def _begins_with_law(text: str) -> bool:
    return next((part == _LAW for part, _value in _named(text)), False)


def _named(text: str) -> Iterator[tuple[str, str]]:
    """Each part with its kind; of "angka 3 dan 4" both, of "ayat (1)-(3)" all three."""
    for part, first, more, kind, number, year in _NAMED.findall(text.casefold()):
        if kind:
            yield _LAW, f"{_SHORT.get(kind, kind)} {number}/{year}"
            continue
        value = first.strip("()")
        named = _PARTS[0] if part.startswith("ps") else part
        yield named, value
        for sign, other in _EACH.findall(more):
            earlier, value = value, other.strip("()")
            if sign in _UP_TO and earlier.isdecimal() and value.isdecimal():
                yield from ((named, str(between)) for between in range(int(earlier) + 1, int(value)))
            yield named, value


def _up_to(current: dict[str, str], part: str) -> dict[str, str]:
    """What stays when *part* is named anew: the parts that were named before it."""
    kept: dict[str, str] = {}
    for one, value in current.items():
        if part in {one, _PARTS[0]}:
            break
        kept[one] = value
    return kept


def _closed(current: dict[str, str]) -> list[Citation]:
    return [Citation(**current)] if _PARTS[0] in current else []
