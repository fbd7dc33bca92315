"""What one cell of each column may hold, as types that pydantic enforces, and how a cell is tidied before."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from operator import or_
from typing import Annotated, Final, TypeVar

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

MAX_LINE: Final = 200
MAX_TEXT: Final = 10_000
_MEMORY: Final = 16_384  # different spellings of dates, words and ranks that are remembered; a file has few

# Joiners and the soft hyphen are invisible but harmless; every other format character turns or hides text.
_HIDDEN: Final = r"\p{Cf}--[\u00ad\u200b-\u200d\u2060]"
_REFUSED: Final = rf"\p{{M}}\p{{Cc}}\p{{Co}}[{_HIDDEN}]"
_MARKS: Final = r"\p{M}{0,4}"  # more accents than that on one letter smear the screen
_LINE_LETTER: Final = rf"[^\p{{Z}}{_REFUSED}]{_MARKS}"
_TEXT_LETTER: Final = rf"[^\p{{Zs}}{_REFUSED}]{_MARKS}"
# The patterns fit tidy cells only (no blank at an end, none doubled in a line): what fits needs no tidying.
_LINE_PATTERN: Final = rf"^(?:{_LINE_LETTER}(?: ?{_LINE_LETTER})*)?$"
_TEXT_PATTERN: Final = rf"^(?:{_TEXT_LETTER}(?:[\p{{Zs}}\n\t]*{_TEXT_LETTER})*)?$"

_Line = Annotated[str, StringConstraints(max_length=MAX_LINE, pattern=_LINE_PATTERN)]
_Text = Annotated[str, StringConstraints(max_length=MAX_TEXT, pattern=_TEXT_PATTERN)]

# Every character of the class Zs.
_BLANKS: Final = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_AT_ENDS: Final = f"{_BLANKS}\t\r\n"
_BLANK_RUN: Final = re.compile(f"[{_BLANKS}]{{2,}}|[{_BLANKS[1:]}]")
_LINE_BREAK: Final = re.compile("\r\n?")

_Value = TypeVar("_Value")


def tidy_line(cell: str) -> str:
    """A one-line cell as it is stored: no guarding quote, NFC, no blanks at the ends, single ones inside."""
    return _BLANK_RUN.sub(" ", unicodedata.normalize("NFC", unguard(cell)).strip(_AT_ENDS))


def tidy_text(cell: str) -> str:
    """A longer text as it is stored: like a line, but its blanks stay and its line breaks become LF."""
    return _LINE_BREAK.sub("\n", unicodedata.normalize("NFC", unguard(cell))).strip(_AT_ENDS)


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


def field_types(
    *, today: date, read_nip: NipReader, violations: frozenset[str], elections: frozenset[str], date_order: str
) -> tuple[object, ...]:
    """The type of each column's value, in the order of `COLUMNS`; optional ones also take None.

    Args:
        today: No date may lie after it.
        read_nip: What reads the number of the respondent.
        violations: The known violation codes.
        elections: The ids of the known elections.
        date_order: ``dmy`` or ``mdy``.
    """
    day = _read_by(lambda text: check_range(parse_date(text, date_order), today))
    own: Mapping[str, object] = {
        "tanggal_surat": day,
        "jalur": _read_by(reader_of(CHANNEL_SPELLINGS)),
        "tanggal_terima": day,
        "tanggal_kejadian": day,
        "tanggal_diketahui": day,
        "kecamatan": _read_by(district_name),
        "nama_terlapor": Annotated[_Line, AfterValidator(_check_alphabets)],
        "nip": Annotated[_Line, AfterValidator(read_nip)],
        "status_asn": _read_by(reader_of(EMPLOYMENT_SPELLINGS)),
        "golongan": _read_by(read_rank),
        "kelas_jabatan": _read_by(reader_of(POSITION_CLASS_SPELLINGS)),
        "kode_pelanggaran": _read_by(lambda text: read_codes(text, violations)),
        "pemilihan": _read_by(reader_of({fold_word(election): election for election in elections})),
        "uraian": _Text,
        "bukti": _Text,
        "nama_pelapor": Annotated[_Line, AfterValidator(_check_alphabets)],
    }
    types = (own.get(column.key, _Line) for column in COLUMNS)
    # `or_` is `kind | None` for types that exist only at run time.
    return tuple(kind if column.required else or_(kind, None) for column, kind in zip(COLUMNS, types, strict=True))


def _read_by(read: Callable[[str], _Value]) -> object:
    """A line that *read* turns into its value; what was read once is remembered."""
    return Annotated[_Line, AfterValidator(lru_cache(maxsize=_MEMORY)(read))]


def _check_alphabets(name: str) -> str:
    """The name itself, unless look-alike letters of another alphabet stand in one of its words."""
    if mixes_alphabets(name):
        raise RefusedValueError("E_AKSARA_CAMPUR")
    return name
