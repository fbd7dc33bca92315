"""Names of people, units and districts: what is compared, apart from what is stored as written."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from asn_neutral.intake.unit_kinds import KIND_BY_BEGINNING
from asn_neutral.law.terms import UnitKind

_JOINERS: Final = {0x00AD: None, 0x200C: None, 0x200D: None, 0x2060: None, 0x200B: " "}
_MARKS: Final = re.compile(r"[^\w\s]+")
_UNIT_SHORT_FORMS: Final = {"kec": "kecamatan", "kel": "kelurahan", "set": "sekretariat"}
_DISTRICT_PREFIXES: Final = frozenset({"kecamatan", "kec", "distrik"})
_DISTRICT_SIGNS: Final = re.compile(r"[^\w\s']+|_+")
_APOSTROPHES: Final = re.compile("[\u2018\u2019\u02bc`\u00b4]")
_SHORTEST_DOUBLED: Final = 3  # letters of a word from which the next can be its doubling
_REGION: Final = re.compile(r" (?:kota|kabupaten|kab|provinsi|prov) .*")
_RESEMBLING: Final = 88  # rapidfuzz ratio (0-100) from which one name may be another, misspelled
_LOOKED_AT: Final = 5
_SAME_WORD: Final = 0.8  # one letter in five may be wrong
_ROMAN: Final = re.compile("(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
_ALPHABETS: Final = re.compile("LATIN|CYRILLIC|GREEK")


def name_key(name: str) -> str:
    """The name by which a person without a NIP is known: as written, titles and all, with only its spelling folded.

    Compatible forms, case, blanks and invisible joiners fold. Titles stay: ``Budi, S.E.`` and ``Budi, M.Si.`` of
    one unit are two persons until somebody knows better, because two persons made one cannot be told apart again.
    """
    folded = name.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKC", name.translate(_JOINERS)).casefold()
    return " ".join(folded.replace(",", " , ").split())


def bare_name_key(name: str) -> str:
    """What two spellings of one person's name have in common; equal keys suggest, they never merge.

    Like `name_key` without the titles after the first comma; ``H. Budi`` stays different from ``Budi``.
    """
    return name_key(name).partition(",")[0].rstrip()


@lru_cache(maxsize=4096)
def unit_key(name: str) -> str:
    """What two spellings of one unit's name have in common: case, blanks, signs and ``Kec.``/``Kel.`` fold."""
    plain = unicodedata.normalize("NFKC", name.translate(_JOINERS)).casefold()
    words = _MARKS.sub(" ", plain).split()
    return " ".join([_UNIT_SHORT_FORMS.get(words[0], words[0]), *words[1:]]) if words else ""


def resembling(key: str, known: Iterable[str]) -> str | None:
    """The unit or district among *known*, all folded by `unit_key`, that *key* may be meant to be; it suggests only.

    Short words and figures tell units apart (``smp negeri 4``, ``smp negeri 14``), a name of the region at the end
    does not (``dinas kesehatan``, ``dinas kesehatan kota kendari``).
    """
    from rapidfuzz import fuzz, process

    others = [one for one in known if one != key]
    found = process.extract(
        _bare(key), map(_bare, others), scorer=fuzz.ratio, score_cutoff=_RESEMBLING, limit=_LOOKED_AT
    )
    return next((others[place] for bare, _score, place in found if _may_be(_bare(key), bare)), None)


def _may_be(name: str, other: str) -> bool:
    """Whether one of two names may be the other misspelled: word by word, for most names begin with the same one."""
    from rapidfuzz.distance import Levenshtein

    words, others = name.split(), other.split()
    return len(words) == len(others) and all(
        one == two
        or (
            min(len(one), len(two)) > _SHORTEST_DOUBLED
            and one.isalpha()
            and Levenshtein.normalized_similarity(one, two) >= _SAME_WORD
        )
        for one, two in zip(words, others, strict=True)
    )


@lru_cache(maxsize=8192)
def _bare(key: str) -> str:
    """A folded name without the region it may end with."""
    return _REGION.sub("", key)


@cache
def _beginnings() -> re.Pattern[str]:
    """What the names of units begin with; it takes long to compile, and only an import asks."""
    return re.compile(f"(?:{'|'.join(f'({beginning})' for beginning, _ in KIND_BY_BEGINNING)})\\b")


@lru_cache(maxsize=4096)
def unit_kind(name: str) -> UnitKind:
    """The kind of a unit by the beginning of its name; `UnitKind.OTHER` when that says nothing."""
    found = _beginnings().match(unit_key(name))
    return KIND_BY_BEGINNING[found.lastindex - 1][1] if found and found.lastindex else UnitKind.OTHER


@lru_cache(maxsize=4096)
def district_name(text: str) -> str:
    """The name of a district in one written form, whatever way it is spelled.

    ``Kecamatan``, case and signs fold. A word that is doubled, wholly or in its beginning, gets the hyphen that
    Indonesian gives it: ``KEC. WUA WUA`` and ``Wua-Wua`` are ``Wua-Wua``. What holds no name stays as it is.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_JOINERS)).lower()
    words = _DISTRICT_SIGNS.sub(" ", _APOSTROPHES.sub("'", plain)).split()
    while len(words) > 1 and words[0] in _DISTRICT_PREFIXES:
        del words[0]
    if not words:
        return text
    name = _written(words[0])
    for before, word in pairwise(words):
        doubled = len(before) >= _SHORTEST_DOUBLED and word.startswith(before)
        name += ("-" if doubled else " ") + _written(word)
    return name


def _written(word: str) -> str:
    """A word of a name with its capital; Roman numerals in capitals."""
    return word.upper() if _ROMAN.fullmatch(word) else word.capitalize()


def mixes_alphabets(name: str) -> bool:
    """True when Latin, Cyrillic and Greek letters stand together in one word, as look-alikes do."""
    return not name.isascii() and any(len(_alphabets(word)) > 1 for word in name.split())


def _alphabets(word: str) -> set[str]:
    """Which of the three alphabets the letters of *word* belong to."""
    found = (_ALPHABETS.match(unicodedata.name(letter, "")) for letter in word if letter.isalpha())
    return {alphabet[0] for alphabet in found if alphabet}
