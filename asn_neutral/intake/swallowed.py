"""Recognise rows of the file inside a quoted text, where a stray quote has put them.

CSV lets a quoted cell run over several lines, so a stray quote that a later row happens to close makes one record of
several rows, without an error: the swallowed rows would be gone, with who complained in the middle of a summary.
Counting cells does not tell such a line from prose, because prose lists things with commas and a file may have only
eight columns. What tells is a date, a channel, a code or a NIP exactly under its heading: one may stand there by
chance, two are a row.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from asn_neutral.intake.columns import Header
from asn_neutral.intake.dates import is_written_date
from asn_neutral.intake.words import CHANNEL_SPELLINGS, EMPLOYMENT_SPELLINGS, POSITION_CLASS_SPELLINGS, fold_word

ENOUGH: Final = 2  # cells under their own headings that make a row
_LINE_END: Final = re.compile("\r\n|\r|\n")
_AROUND: Final = " \"'"


def _has_form(form: str) -> Callable[[str], bool]:
    """Whether a cell has a form, in capitals or small letters."""
    compiled = re.compile(form, re.IGNORECASE)
    return lambda cell: compiled.fullmatch(cell) is not None


def _is_word(spellings: Mapping[str, str], cell: str) -> bool:
    """Whether a cell is one of the words of a closed list."""
    return fold_word(cell) in spellings


_FITS: Final[Mapping[str, Callable[[str], bool]]] = {
    "tanggal_surat": is_written_date,
    "jalur": partial(_is_word, CHANNEL_SPELLINGS),
    "tanggal_terima": is_written_date,
    "tanggal_kejadian": is_written_date,
    "tanggal_diketahui": is_written_date,
    "nip": _has_form("[0-9][0-9 .]{16,24}"),
    "status_asn": partial(_is_word, EMPLOYMENT_SPELLINGS),
    "kelas_jabatan": partial(_is_word, POSITION_CLASS_SPELLINGS),
    "kode_pelanggaran": _has_form("[DE][0-9]{1,2}(?:[;, ]+[DE][0-9]{1,2})*"),
    "nomor": _has_form("[0-9]{4}/[0-9]{4,7}"),
    "tanggal": is_written_date,
    "pemilihan": _has_form("(?:pilkada|pemilu)[ _-]?[0-9]{4}"),
}
"""Columns whose cells can be told from prose by what they hold."""


class RowShape:
    """What a row of one file looks like, wherever it stands."""

    def __init__(self, header: Header, delimiter: str) -> None:
        self._delimiter = delimiter
        self._fits = [
            (place, _FITS[column.key])
            for column, place in zip(header.layout.columns, header.positions, strict=True)
            if place is not None and column.key in _FITS
        ]

    def swallowed(self, cells: Sequence[str]) -> bool:
        """Whether a cell of several lines holds a row: the rest of its own on the first line, others on the next."""
        for place, cell in enumerate(cells):
            own, *others = _LINE_END.split(cell)
            if others and (self._is_row(own, place) or any(map(self._is_row, others))):
                return True
        return False

    def next_row(self, lines: Sequence[str]) -> int | None:
        """The place of the first of *lines* after the first that is a row by itself; None when none is."""
        return next((place for place, line in enumerate(lines) if place and self._is_row(line)), None)

    def _is_row(self, line: str, start: int = 0) -> bool:
        """Whether the cells of *line*, the first of which stands in column *start*, are those of a row."""
        cells = line.split(self._delimiter)
        seen = ((cells[place - start], fits) for place, fits in self._fits if start <= place < start + len(cells))
        return sum(fits(cell.strip(_AROUND)) for cell, fits in seen) >= ENOUGH
