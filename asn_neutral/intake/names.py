"""Names of people, units and districts: what is compared, apart from what is stored as written."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from asn_neutral.law.terms import UnitKind

_JOINERS: Final = {0x00AD: None, 0x200C: None, 0x200D: None, 0x2060: None, 0x200B: " "}
_MARKS: Final = re.compile(r"[^\w\s]+")
_UNIT_SHORT_FORMS: Final = {"kec": "kecamatan", "kel": "kelurahan", "set": "sekretariat"}
_DISTRICT_PREFIX: Final = re.compile(r"(?:kecamatan\b|kec\b\.?)\s*", re.IGNORECASE)
_ALPHABETS: Final = re.compile("LATIN|CYRILLIC|GREEK")

# The first prefix that fits decides, so the longer ones stand before those they begin with.
_KIND_BY_PREFIX: Final[tuple[tuple[str, UnitKind], ...]] = (
    ("sekretariat dprd", UnitKind.SEKRETARIAT_DPRD),
    ("sekretariat dewan", UnitKind.SEKRETARIAT_DPRD),
    ("setwan", UnitKind.SEKRETARIAT_DPRD),
    ("sekretariat daerah", UnitKind.SETDA),
    ("setda", UnitKind.SETDA),
    ("bagian", UnitKind.SETDA),
    ("inspektorat", UnitKind.INSPEKTORAT),
    ("dinas", UnitKind.DINAS),
    ("satuan polisi pamong praja", UnitKind.DINAS),
    ("satpol pp", UnitKind.DINAS),
    ("badan", UnitKind.BADAN),
    ("bappeda", UnitKind.BADAN),
    ("bkpsdm", UnitKind.BADAN),
    ("bpkad", UnitKind.BADAN),
    ("bapenda", UnitKind.BADAN),
    ("bpbd", UnitKind.BADAN),
    ("brida", UnitKind.BADAN),
    ("kesbangpol", UnitKind.BADAN),
    ("kecamatan", UnitKind.KECAMATAN),
    ("kantor camat", UnitKind.KECAMATAN),
    ("kelurahan", UnitKind.KELURAHAN),
    ("kantor lurah", UnitKind.KELURAHAN),
    ("rsud", UnitKind.RUMAH_SAKIT),
    ("rumah sakit", UnitKind.RUMAH_SAKIT),
    ("uptd puskesmas", UnitKind.PUSKESMAS),
    ("puskesmas", UnitKind.PUSKESMAS),
    ("pusat kesehatan masyarakat", UnitKind.PUSKESMAS),
    ("uptd sd", UnitKind.SEKOLAH),
    ("uptd smp", UnitKind.SEKOLAH),
    ("sekolah", UnitKind.SEKOLAH),
    ("sdn", UnitKind.SEKOLAH),
    ("sd", UnitKind.SEKOLAH),
    ("smpn", UnitKind.SEKOLAH),
    ("smp", UnitKind.SEKOLAH),
    ("sman", UnitKind.SEKOLAH),
    ("sma", UnitKind.SEKOLAH),
    ("smkn", UnitKind.SEKOLAH),
    ("smk", UnitKind.SEKOLAH),
    ("tk", UnitKind.SEKOLAH),
    ("paud", UnitKind.SEKOLAH),
    ("uptd", UnitKind.UPTD),
    ("upt", UnitKind.UPTD),
)
_KIND_OF_PREFIX: Final = dict(_KIND_BY_PREFIX)
_UNIT_PREFIX: Final = re.compile(f"(?:{'|'.join(re.escape(prefix) for prefix, _ in _KIND_BY_PREFIX)})\\b")


def name_key(name: str) -> str:
    """What two spellings of one person's name have in common; equal keys suggest, they never merge.

    Compatible forms, case and blanks fold; titles after the first comma drop; ``H. Budi`` stays different from
    ``Budi``.
    """
    bare = name.partition(",")[0]
    if not bare.isascii():
        bare = unicodedata.normalize("NFKC", bare.translate(_JOINERS)).partition(",")[0]
    return " ".join(bare.casefold().split())


@lru_cache(maxsize=4096)
def unit_key(name: str) -> str:
    """What two spellings of one unit's name have in common: case, blanks, signs and ``Kec.``/``Kel.`` fold."""
    plain = unicodedata.normalize("NFKC", name.translate(_JOINERS)).casefold()
    words = _MARKS.sub(" ", plain).split()
    return " ".join([_UNIT_SHORT_FORMS.get(words[0], words[0]), *words[1:]]) if words else ""


@lru_cache(maxsize=4096)
def unit_kind(name: str) -> UnitKind:
    """The kind of a unit by the beginning of its name; `UnitKind.OTHER` when that says nothing."""
    found = _UNIT_PREFIX.match(unit_key(name))
    return _KIND_OF_PREFIX[found[0]] if found else UnitKind.OTHER


@lru_cache(maxsize=4096)
def district_name(text: str) -> str:
    """The name of a district without ``Kecamatan``; written all in one case, it gets capitals."""
    bare = _DISTRICT_PREFIX.sub("", text, count=1) if _DISTRICT_PREFIX.match(text) else text
    return bare.title() if bare.isupper() or bare.islower() else bare


def mixes_alphabets(name: str) -> bool:
    """True when Latin, Cyrillic and Greek letters stand together in one word, as look-alikes do."""
    return not name.isascii() and any(len(_alphabets(word)) > 1 for word in name.split())


def _alphabets(word: str) -> set[str]:
    """Which of the three alphabets the letters of *word* belong to."""
    found = (_ALPHABETS.match(unicodedata.name(letter, "")) for letter in word if letter.isalpha())
    return {alphabet[0] for alphabet in found if alphabet}
