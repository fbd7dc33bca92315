"""The file of refused rows: the sender's own cells and beside them why, so that it can be mended and sent again."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Final, TextIO

from asn_neutral.intake.columns import REFUSAL_COLUMNS, Header
from asn_neutral.intake.guard import guard, unguard
from asn_neutral.intake.reasons import Problem
from asn_neutral.intake.records import RawRecord
from asn_neutral.locale import _

ENCODING: Final = "utf-8-sig"
_BETWEEN: Final = " | "
_MISPLACING: Final = frozenset({"E_CSV", "E_KOLOM"})


class RefusedRows:
    """Writes refused records under the header of their file.

    The text stream must be open with `ENCODING` and ``newline=""``. The columns of an earlier refusal are not
    repeated. Of a record with another number of cells than the header, or with quotes that do not close, nobody knows
    which cell belongs where: its cells stand from the left, what does not fit in `tolak_sisa`. That column is
    never empty for such a record, and as long as it is not emptied the record is refused again; otherwise the
    name of who complained could be taken for the evidence when the file is sent back as it is.
    """

    def __init__(self, stream: TextIO, header: Header, delimiter: str) -> None:
        self._header = header
        self._delimiter = delimiter
        self._leftover = header.leftover
        self._kept = [place for place in range(header.width) if place not in header.ignored]
        self._writer = csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        self._write([header.cells[place] for place in self._kept], REFUSAL_COLUMNS)

    def add(self, record: RawRecord, problems: Sequence[Problem]) -> None:
        """Write one record with all its problems."""
        cells = split_record(record.text, self._delimiter) if record.cells is None else record.cells
        own = [cells[place] for place in self._kept if place < len(cells)]
        missing = [""] * (len(self._kept) - len(own))
        misplaced = len(cells) != self._header.width or any(problem.code in _MISPLACING for problem in problems)
        reasons = (
            self._surplus(cells) or (_("empty this when each cell stands in its own column") if misplaced else ""),
            str(record.row),
            _BETWEEN.join(problem.column for problem in problems),
            _BETWEEN.join(problem.value for problem in problems),
            _BETWEEN.join(problem.sentence() for problem in problems),
            _BETWEEN.join(problem.code for problem in problems),
        )
        self._write([*own, *missing], reasons)

    def _surplus(self, cells: Sequence[str]) -> str:
        """What does not fit under the header, together with what did not fit in an earlier refusal."""
        before = [] if self._leftover is None else cells[self._leftover : self._leftover + 1]
        return _BETWEEN.join([*filter(None, before), *cells[self._header.width :]])

    def _write(self, cells: Sequence[str], reasons: Sequence[str]) -> None:
        """One line; a guard that the sender's file already has is not doubled."""
        self._writer.writerow([*(guard(unguard(cell)) for cell in cells), *map(guard, reasons)])


def split_record(text: str, delimiter: str) -> list[str]:
    """The cells of one record as CSV has them; where its quotes do not close, only those of whole cells are quotes."""
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), [])
    except csv.Error:
        return _split_loosely(text.rstrip("\r\n"), delimiter)


def _split_loosely(text: str, delimiter: str) -> list[str]:
    """The cells of a record between its delimiters; a quote that does not close belongs to its cell."""
    sign = re.escape(delimiter)
    cell = re.compile(f'"((?:[^"]|"")*+)"(?={sign}|\\Z)|([^{sign}]*)')
    cells, at = [], 0
    while found := cell.match(text, at):
        quoted, plain = found.groups()
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        at = found.end() + 1
        if found.end() >= len(text):
            break
    return cells
