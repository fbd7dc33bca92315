"""What one cell of each column may hold, as types that pydantic enforces, and how a cell is tidied before."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from operator import or_
from typing import Annotated, Final, NamedTuple, TypeVar

from pydantic import AfterValidator, StringConstraints

from asn_neutral.domain import identity
from asn_neutral.intake.columns import COLUMNS
from asn_neutral.intake.dates import check_range, parse_date
from asn_neutral.intake.guard import unguard
from asn_neutral.intake.names import district_name, mixes_alphabets
from asn_neutral.intake.reasons import RefusedValueError
from asn_neutral.intake.words import (
    CHANNEL_SPELLINGS,
    EMPLOYMENT_SPELLINGS,
    POSITION_CLASS_SPELLINGS,
    fold_word,
    read_codes,
    read_rank,
    reader_of,
)

DATE_COLUMNS: Final = ("tanggal_surat", "tanggal_terima", "tanggal_kejadian", "tanggal_diketahui")
MAX_LINE: Final = 200
MAX_TEXT: Final = 10_000
_MEMORY: Final = 16_384  # different spellings of dates, words and ranks that are remembered; a file has few

# Joiners and the soft hyphen are invisible but harmless after a letter; every other format character turns or hides
# text.
_JOINERS: Final = "\u00ad\u200b\u200c\u200d\u2060"
_HIDDEN: Final = rf"\p{{Cf}}--[{_JOINERS}]"
_REFUSED: Final = rf"\p{{M}}\p{{Cc}}\p{{Co}}[{_HIDDEN}]"
_MARKS: Final = r"\p{M}{0,4}"  # more accents than that on one letter smear the screen
_LINE_LETTER: Final = rf"[^\p{{Z}}{_REFUSED}]{_MARKS}"
_TEXT_LETTER: Final = rf"[^\p{{Zs}}{_REFUSED}]{_MARKS}"
# The patterns fit tidy cells only (no blank at an end, none doubled in a line): what fits needs no tidying. They begin
# with a letter that can be seen, so that a cell of joiners alone counts as empty.
_LINE_PATTERN: Final = rf"^(?:[^\p{{Z}}\p{{Cf}}{_REFUSED}]{_MARKS}(?: ?{_LINE_LETTER})*)?$"
_TEXT_PATTERN: Final = rf"^(?:[^\p{{Zs}}\p{{Cf}}{_REFUSED}]{_MARKS}(?:[\p{{Zs}}\n\t]*{_TEXT_LETTER})*)?$"

Line = Annotated[str, StringConstraints(max_length=MAX_LINE, pattern=_LINE_PATTERN)]
"""A cell of one tidy line, with nothing in it that acts on a screen or hides on it."""
_Text = Annotated[str, StringConstraints(max_length=MAX_TEXT, pattern=_TEXT_PATTERN)]

# Every character of the class Zs.
_BLANKS: Final = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_AT_END: Final = f"{_BLANKS}\t\r\n"
_AT_BEGINNING: Final = f"{_AT_END}{_JOINERS}"
_BLANK_RUN: Final = re.compile(f"[{_BLANKS}]{{2,}}|[{_BLANKS[1:]}]")
_LINE_BREAK: Final = re.compile("\r\n?")

_Value = TypeVar("_Value")


def tidy_line(cell: str) -> str:
    """A one-line cell as it is stored: no guarding quote, NFC, nothing unseen at the ends, single blanks inside."""
    return _BLANK_RUN.sub(" ", unicodedata.normalize("NFC", unguard(cell)).rstrip(_AT_END).lstrip(_AT_BEGINNING))


def tidy_text(cell: str) -> str:
    """A longer text as it is stored: like a line, but its blanks stay and its line breaks become LF."""
    return _LINE_BREAK.sub("\n", unicodedata.normalize("NFC", unguard(cell))).rstrip(_AT_END).lstrip(_AT_BEGINNING)


class NipReader:
    """Gives the 18 digits of a number without errors; `warnings` holds what is doubtful about the last one."""

    def __init__(self, today: date) -> None:
        self._today = today
        self.warnings: tuple[identity.Finding, ...] = ()

    def __call__(self, text: str) -> str:
        """The number without blanks, dots and quote; raises RefusedValueError with its first error."""
        self.warnings = ()
        if identity.is_flawless(text, self._today):
            return text
        found = identity.check(text, today=self._today)
        for finding in found.findings:
            if finding.severity is identity.Severity.ERROR:
                raise RefusedValueError(finding.code, finding.message, **finding.details)
        self.warnings = found.findings
        return found.nip or text


class DateReading(NamedTuple):
    """How the dates of a file are read.

    None may lie after `today`; `order` is ``dmy`` or ``mdy``; in the columns `doubtful` figures that could be
    either are refused.
    """

    today: date
    order: str
    doubtful: frozenset[str]

    def kinds(self) -> dict[str, object]:
        """The type of each column of dates."""
        sure = read_by(lambda text: check_range(parse_date(text, self.order), self.today))
        unsure = read_by(lambda text: check_range(parse_date(text, self.order, doubtful=True), self.today))
        return {column: unsure if column in self.doubtful else sure for column in DATE_COLUMNS}


def field_types(
    *,
    dates: DateReading,
    read_nip: NipReader,
    violations: frozenset[str],
    elections: frozenset[str],
    allow_mixed_letters: bool,
) -> tuple[object, ...]:
    """The type of each column's value, in the order of `COLUMNS`; optional ones also take None.

    Args:
        dates: How dates are read.
        read_nip: What reads the number of the respondent.
        violations: The known violation codes.
        elections: The ids of the known elections.
        allow_mixed_letters: Whether a word of a name may hold letters of two alphabets.
    """
    name = Line if allow_mixed_letters else Annotated[Line, AfterValidator(check_alphabets)]
    own: Mapping[str, object] = {
        **dates.kinds(),
        "jalur": read_by(reader_of(CHANNEL_SPELLINGS)),
        "kecamatan": read_by(district_name),
        "nama_terlapor": name,
        "nip": Annotated[Line, AfterValidator(read_nip)],
        "status_asn": read_by(reader_of(EMPLOYMENT_SPELLINGS)),
        "golongan": read_by(read_rank),
        "kelas_jabatan": read_by(reader_of(POSITION_CLASS_SPELLINGS)),
        "kode_pelanggaran": read_by(lambda text: read_codes(text, violations)),
        "pemilihan": read_by(reader_of({fold_word(election): election for election in elections})),
        "uraian": _Text,
        "bukti": _Text,
        "nama_pelapor": name,
    }
    types = (own.get(column.key, Line) for column in COLUMNS)
    # `or_` is `kind | None` for types that exist only at run time.
    return tuple(kind if column.required else or_(kind, None) for column, kind in zip(COLUMNS, types, strict=True))


def read_by(read: Callable[[str], _Value]) -> object:
    """A line that *read* turns into its value; what was read once is remembered."""
    return Annotated[Line, AfterValidator(lru_cache(maxsize=_MEMORY)(read))]


def check_alphabets(name: str) -> str:
    """The name itself, unless look-alike letters of another alphabet stand in one of its words."""
    if mixes_alphabets(name):
        raise RefusedValueError("E_AKSARA_CAMPUR")
    return name
