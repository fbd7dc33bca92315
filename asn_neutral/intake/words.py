"""Closed lists of words as people write them: channel, employment, class of post, violation codes, rank.

Case, blanks, dots and underscores do not matter; beyond that only spellings whose meaning is certain are read.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Final

from asn_neutral.intake.reasons import RefusedValueError
from asn_neutral.law.terms import Channel, Employment, PositionClass
from asn_neutral.locale import N_

_SIMILAR: Final = 70  # rapidfuzz ratio from which a known word is offered as what was meant (0-100)
_SHOWN: Final = 40  # characters of an unknown word that a message repeats
_CODE: Final = re.compile("[A-Za-z]-?[0-9]{1,3}")  # every code resembles another, and none is meant more than the rest
_FIGURES_AT_END: Final = re.compile("[0-9]{1,9}$")
_BETWEEN: Final = re.compile(r"[\W_]+")
_BETWEEN_CODES: Final = re.compile(r"[;,\s]+")

CHANNEL_SPELLINGS: Final[Mapping[str, str]] = {
    **{channel.value: channel.value for channel in Channel},
    "temuan": Channel.BAWASLU_FINDING,
    "bawaslu-finding": Channel.BAWASLU_FINDING,
    "laporan": Channel.BAWASLU_REPORT,
    "bawaslu-report": Channel.BAWASLU_REPORT,
    "informasi-awal-bawaslu": Channel.INITIAL_INFORMATION,
    "initial-information": Channel.INITIAL_INFORMATION,
    "sbt-bkn": Channel.SBT,
    "sp4n-lapor": Channel.LAPOR,
    "sp4n": Channel.LAPOR,
    "datang-langsung": Channel.DIRECT,
    "direct": Channel.DIRECT,
    "letter": Channel.LETTER,
}
EMPLOYMENT_SPELLINGS: Final[Mapping[str, str]] = {
    **{employment.value.lower(): employment.value for employment in Employment},
    "p3k": Employment.PPPK,
    "pegawai-negeri-sipil": Employment.PNS,
    "calon-pns": Employment.CPNS,
    "calon-pegawai-negeri-sipil": Employment.CPNS,
}
_CLASS_TITLES: Final[Mapping[str, str]] = {
    "pimpinan-tinggi-pratama": PositionClass.JPT_PRATAMA,
    "administrator": PositionClass.ADMINISTRATOR,
    "pengawas": PositionClass.PENGAWAS,
    "pelaksana": PositionClass.PELAKSANA,
    "fungsional": PositionClass.FUNGSIONAL,
}
_ECHELONS: Final[Mapping[str, str]] = {
    "ii": PositionClass.JPT_PRATAMA,
    "iii": PositionClass.ADMINISTRATOR,
    "iv": PositionClass.PENGAWAS,
}
POSITION_CLASS_SPELLINGS: Final[Mapping[str, str]] = {
    **{position.value: position.value for position in PositionClass},
    **_CLASS_TITLES,
    **{f"jabatan-{title}": position for title, position in _CLASS_TITLES.items()},
    **{
        f"eselon-{echelon}{grade}": position
        for echelon, position in _ECHELONS.items()
        for grade in ("", "a", "b", "-a", "-b")
    },
    "camat": PositionClass.KEPALA_WILAYAH,
    "lurah": PositionClass.KEPALA_WILAYAH,
}

_PNS_TITLES: Final[Mapping[str, str]] = {
    "I/a": "juru muda",
    "I/b": "juru muda tk i",
    "I/c": "juru",
    "I/d": "juru tk i",
    "II/a": "pengatur muda",
    "II/b": "pengatur muda tk i",
    "II/c": "pengatur",
    "II/d": "pengatur tk i",
    "III/a": "penata muda",
    "III/b": "penata muda tk i",
    "III/c": "penata",
    "III/d": "penata tk i",
    "IV/a": "pembina",
    "IV/b": "pembina tk i",
    "IV/c": "pembina utama muda",
    "IV/d": "pembina utama madya",
    "IV/e": "pembina utama",
}
_PPPK_RANKS: Final = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
)  # fmt: skip
RANKS: Final = (*_PNS_TITLES, *_PPPK_RANKS)
"""Every rank, those of PNS first, each kind from the lowest up."""
_RANK_OF_TITLE: Final = {title: rank for rank, title in _PNS_TITLES.items()}
_RANK_FORM: Final = re.compile(
    r"(?P<title>[a-z .]*?)[\s,(]*(?:(?:gol|golongan)\b[. ]*)?(?P<class>[ivx]+)(?:\s*[/. -]?\s*(?P<room>[a-e]))?\s*\)?"
)


_UNNUMBERED: Final = frozenset({Channel.DIRECT, Channel.LETTER})


def fold_word(text: str) -> str:
    """*text* in small letters with one hyphen for every run of other signs: ``SP4N-LAPOR!`` -> ``sp4n-lapor``."""
    return _BETWEEN.sub("-", text.casefold()).strip("-")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like *word*, or None when none is near."""
    from rapidfuzz import process

    found = process.extractOne(word, known, score_cutoff=_SIMILAR)
    return found[0] if found else None


def unknown_word(text: str, known: frozenset[str]) -> RefusedValueError:
    """E_KODE for *text*, naming the nearest of the *known* words or, when none is near, all of them."""
    shown = text[:_SHOWN]
    meant, all_known = _suggestion(shown, known)
    if meant is not None:
        message = N_("“{word}” is not known; did you mean {nearest}?")
        return RefusedValueError("E_KODE", message, word=shown, nearest=meant)
    return RefusedValueError("E_KODE", N_("“{word}” is not known; known are {known}"), word=shown, known=all_known)


@lru_cache(maxsize=1024)  # the same wrong word tends to stand in every row of a file
def _suggestion(word: str, known: frozenset[str]) -> tuple[str | None, str]:
    """The known word most like *word*, if any, and all known words."""
    ordered = sorted(known, key=_natural)
    meant = None if _CODE.fullmatch(word) else nearest(fold_word(word), ordered) or nearest(word.upper(), ordered)
    return meant, ", ".join(ordered)


def _natural(word: str) -> tuple[str, int]:
    """Where a word stands among others: D2 before D10."""
    figures = _FIGURES_AT_END.search(word)
    return (word[: figures.start()], int(figures[0])) if figures else (word, 0)


def number_needed(channel: str) -> bool:
    """Whether a complaint that came in by *channel* must have its sender's number."""
    return CHANNEL_SPELLINGS.get(fold_word(channel)) not in _UNNUMBERED


def reader_of(spellings: Mapping[str, str]) -> Callable[[str], str]:
    """A function that gives the word meant by a text, by its folded *spellings*; it raises E_KODE for others."""
    known = frozenset(spellings.values())

    plain = {spelling: str(word) for spelling, word in spellings.items()}  # the driver binds a plain str quickly

    def read(text: str) -> str:
        found = plain.get(fold_word(text))
        if found is None:
            raise unknown_word(text, known)
        return found

    return read


def read_codes(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """The violation codes in *text*, in the order written and each once; separated by ``;``, ``,`` or blanks.

    Raises:
        RefusedValueError: E_KODE for a code that is not *known*, E_KOSONG when there is none.
    """
    codes = tuple(dict.fromkeys(code.upper().replace("-", "") for code in _BETWEEN_CODES.split(text) if code))
    for code in codes:
        if code not in known:
            raise unknown_word(code, known)
    if not codes:
        raise RefusedValueError("E_KOSONG")
    return codes


def read_rank(text: str) -> str:
    """The rank (golongan) as ``III/a`` for PNS and ``IX`` for PPPK; the rank's title may stand with or without it.

    Raises:
        RefusedValueError: E_GOLONGAN, also when title and rank contradict each other.
    """
    folded = " ".join(text.casefold().replace("tingkat", "tk").replace("tk.", "tk ").split())
    if folded in _RANK_OF_TITLE:
        return _RANK_OF_TITLE[folded]
    found = _RANK_FORM.fullmatch(folded)
    if found is None:
        raise RefusedValueError("E_GOLONGAN")
    title = " ".join(found["title"].replace(".", " ").split())
    rank = found["class"].upper() + (f"/{found['room']}" if found["room"] else "")
    if rank in _PNS_TITLES and title in {"", _PNS_TITLES[rank]}:
        return rank
    if rank in _PPPK_RANKS and title in {"", "pppk"}:
        return rank
    raise RefusedValueError("E_GOLONGAN")
