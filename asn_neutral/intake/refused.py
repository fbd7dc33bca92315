"""The file of refused rows: the sender's own cells and beside them why, so that it can be mended and sent again."""

import csv
from collections.abc import Sequence
from typing import Final, TextIO

from asn_neutral.intake.columns import REFUSAL_COLUMNS, Header
from asn_neutral.intake.guard import guard, unguard
from asn_neutral.intake.reasons import Problem
from asn_neutral.intake.records import RawRecord

ENCODING: Final = "utf-8-sig"
_BETWEEN: Final = " | "


class RefusedRows:
    """Writes refused records under the header of their file.

    The text stream must be open with `ENCODING` and ``newline=""``. The columns of an earlier refusal are not
    repeated. A record that could not be split stands whole in the first cell.
    """

    def __init__(self, stream: TextIO, header: Header, delimiter: str) -> None:
        self._header = header
        self._kept = [place for place in range(header.width) if place not in header.ignored]
        self._writer = csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        self._write(self._own(header.cells), REFUSAL_COLUMNS)

    def add(self, record: RawRecord, problems: Sequence[Problem]) -> None:
        """Write one record with all its problems."""
        cells = [record.text.rstrip("\r\n")] if record.cells is None else self._own(record.cells)
        missing = [""] * (len(self._kept) - len(cells))
        reasons = (
            str(record.row),
            _BETWEEN.join(problem.column for problem in problems),
            _BETWEEN.join(problem.value for problem in problems),
            _BETWEEN.join(problem.sentence() for problem in problems),
            _BETWEEN.join(problem.code for problem in problems),
        )
        self._write([*cells, *missing], reasons)

    def _own(self, cells: Sequence[str]) -> list[str]:
        """The cells of the sender, without those of an earlier refusal."""
        return [cells[place] for place in self._kept]

    def _write(self, cells: Sequence[str], reasons: Sequence[str]) -> None:
        """One line; a guard that the sender's file already has is not doubled."""
        self._writer.writerow([*(guard(unguard(cell)) for cell in cells), *map(guard, reasons)])
