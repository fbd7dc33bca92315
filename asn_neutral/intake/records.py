"""From text to numbered records: delimiter, header, and one record after another with the lines it stands on.

Every line of the file belongs to exactly one of: the ``sep=`` line, the header, a blank line, a record. So nothing
can be swallowed without being counted, not even by a quote that never closes.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Final, NamedTuple

from asn_neutral.errors import UnreadableFileError
from asn_neutral.intake.columns import Header, count_known, find_header
from asn_neutral.intake.reasons import Problem, problem
from asn_neutral.intake.source import Source
from asn_neutral.locale import N_, _

DELIMITERS: Final = (",", ";", "\t", "|")
DEFAULT_MAX_ROWS: Final = 2_000_000
MAX_RECORD_LINES: Final = 20
MAX_FIELD: Final = 10_000
_CSV_FIELD_LIMIT: Final = 1_000_000
_SEPARATOR_LINE: Final = "sep="
_LINE_END: Final = re.compile("\r\n|\r|\n")


class RawRecord(NamedTuple):
    """One record as it stands in the file.

    `row` is the number a spreadsheet shows (the header is row 1); the lines are physical ones, counted from 1 and
    both inclusive. `cells` is None when the record cannot be split into the header's columns; `problem` then says
    why. `text` is the record as it was.
    """

    row: int
    first_line: int
    last_line: int
    cells: list[str] | None
    problem: Problem | None
    text: str


class _Lines:
    """The lines of a text, remembered from the beginning of the current record."""

    def __init__(self, text: Iterable[str], path: str) -> None:
        self._text = text
        self._path = path
        self.delimiter = ","
        self.record: list[str] = []
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        record = self.record
        for line in self._text:
            if len(record) >= MAX_RECORD_LINES:
                raise self._endless()
            record.append(line)
            yield line

    def finish(self) -> str:
        """Close the current record: its text, with its lines counted."""
        record = self.record
        self.count += len(record)
        text = record[0] if len(record) == 1 else "".join(record)
        record.clear()
        return text

    def _endless(self) -> UnreadableFileError:
        """The refusal of a file in which a quote never closes, naming the line where it opened."""
        line = self.count + 1 + open_quote_line("".join(self.record), self.delimiter)
        reason = _("the quote that opens in line {line} does not close within {limit} lines (E_CSV); mend that line")
        return UnreadableFileError(path=self._path, reason=reason.format(line=line, limit=MAX_RECORD_LINES))


class Records:
    """The records of one file; iterate once.

    When that has ended, `rows` is the number of the last row as a spreadsheet shows it, `blank` counts the blank
    ones among them, and `separator_lines`, `header_lines`, `blank` and the ranges of the records make up `lines`.
    """

    def __init__(
        self, source: Source, text: io.TextIOWrapper, *, delimiter: str | None = None, max_rows: int = DEFAULT_MAX_ROWS
    ) -> None:
        """Find delimiter and header.

        Args:
            source: The opened file.
            text: Its text from the beginning, line ends as they are.
            delimiter: The delimiter to use; None: found by the header.
            max_rows: How many data rows the file may have (inclusive); blank lines count.

        Raises:
            UnreadableFileError: no header, a header that does not do, or too many lines in it.
        """
        csv.field_size_limit(_CSV_FIELD_LIMIT)
        self._source = source
        self._max_rows = max_rows
        decoded = _decoded(text, source.path)
        head = list(islice(decoded, MAX_RECORD_LINES))
        self.separator_lines = 1 if head and head[0].lower().startswith(_SEPARATOR_LINE) else 0
        self.delimiter = delimiter or _delimiter(head)
        self.header_lines = 0
        self.blank = 0
        self.rows = 0
        self._lines = _Lines(chain(head[self.separator_lines :], decoded), source.path)
        self._lines.delimiter = self.delimiter
        self._lines.count = self.separator_lines
        self._reader = csv.reader(iter(self._lines), delimiter=self.delimiter, strict=True)
        self.header: Header = find_header(self._header_cells(), path=source.path)

    @property
    def path(self) -> str:
        """The file's name for messages."""
        return self._source.path

    @property
    def lines(self) -> int:
        """How many physical lines were read so far."""
        return self._lines.count

    def __iter__(self) -> Iterator[RawRecord]:
        """The records in order, blank lines left out.

        Raises:
            UnreadableFileError: an endless quote, too many rows, or the file changed while it was read.
        """
        lines, width = self._lines, self.header.width
        while True:
            first = lines.count + 1
            try:
                cells = next(self._reader, None)
            except csv.Error:
                yield self._unsplit(first)
                continue
            if cells is None:
                break
            text = lines.finish()
            self._count_row()
            if len(cells) == width and len(text) <= MAX_FIELD:
                yield RawRecord(self.rows, first, lines.count, cells, None, text)
            elif not text.strip():
                self.blank += 1
            else:
                yield self._checked(first, cells, text)
        self._source.check_unchanged()

    def _header_cells(self) -> list[str]:
        """The first record that is not blank."""
        while True:
            try:
                cells = next(self._reader, None)
            except csv.Error as broken:
                reason = _("the quotes of its first row do not close (E_CSV)")
                raise UnreadableFileError(path=self._source.path, reason=reason) from broken
            if cells is None:
                raise UnreadableFileError(path=self._source.path, reason=_("it holds nothing but blank lines"))
            self.rows += 1
            before = self._lines.count
            if self._lines.finish().strip():
                self.header_lines = self._lines.count - before
                return cells
            self.blank += 1

    def _count_row(self) -> None:
        """Number the next row, and refuse a file with more rows than it may have."""
        self.rows += 1
        if self.rows - 1 > self._max_rows:
            reason = _("it has more than {limit} rows; split it, or allow more with --max-rows")
            raise UnreadableFileError(path=self._source.path, reason=reason.format(limit=self._max_rows))

    def _unsplit(self, first: int) -> RawRecord:
        """A record whose quotes or size the CSV reader refused; reading goes on with the next line."""
        text = self._lines.finish()
        self._count_row()
        last = self._lines.count
        found = _too_long("", text) if len(text) > _CSV_FIELD_LIMIT else _broken_quotes(first, last, text)
        return RawRecord(self.rows, first, last, None, found, text)

    def _checked(self, first: int, cells: list[str], text: str) -> RawRecord:
        """A record that has another number of cells than the header, or is long enough to look at each cell."""
        header = self.header
        found = None
        if len(cells) != header.width:
            message = N_("the record has {found} columns, the header {expected}")
            found = problem("", text.strip(), "E_KOLOM", message, found=len(cells), expected=header.width)
            return RawRecord(self.rows, first, self._lines.count, None, found, text)
        for heading, cell in zip(header.cells, cells, strict=True):
            if len(cell) > MAX_FIELD:
                found = _too_long(heading, cell)
        return RawRecord(self.rows, first, self._lines.count, cells, found, text)


def open_quote_line(text: str, delimiter: str) -> int:
    """In which line of *text*, counted from 0, the quote opens that is still open at its end; 0 when none is."""
    field_start = f"(?:^|(?<=[{re.escape(delimiter)}\n\r]))"
    quoted = re.finditer(f'{field_start}"(?:[^"]|"")*("|\\Z)', text)
    before = next((text[: found.start()] for found in quoted if not found[1]), "")
    return len(_LINE_END.findall(before))


def _too_long(column: str, value: str) -> Problem:
    """E_PANJANG for one cell, or for a record that is longer than the reader takes."""
    message = N_("the text has {length} characters; {limit} are allowed")
    return problem(column, value, "E_PANJANG", message, length=len(value), limit=MAX_FIELD)


def _broken_quotes(first: int, last: int, text: str) -> Problem:
    """E_CSV, which names the lines when the record took in more than one."""
    if first == last:
        return problem("", text.strip(), "E_CSV")
    message = N_("the quotes of this record do not close as CSV wants; it took in lines {first} to {last}")
    return problem("", text.strip(), "E_CSV", message, first=first, last=last)


def _decoded(text: Iterable[str], path: str) -> Iterator[str]:
    """The lines of a text; the whole file decoded a moment ago, so a failure means that it changed."""
    try:
        for line in text:  # noqa: UP028 - `yield from` would close the text together with this generator
            yield line
    except UnicodeError as changed:
        reason = _("another program changed it while it was read; try again when that is done")
        raise UnreadableFileError(path=path, reason=reason) from changed


def _delimiter(head: list[str]) -> str:
    """The delimiter the file states by ``sep=``, otherwise the one with which its header has most known columns."""
    first = head[0] if head else ""
    if first.lower().startswith(_SEPARATOR_LINE):
        stated = first[len(_SEPARATOR_LINE) :].rstrip("\r\n")
        if stated in DELIMITERS:
            return stated
        head = head[1:]
    lines = [line for line in head if line.strip()]
    return max(DELIMITERS, key=lambda delimiter: _known_columns(lines, delimiter))


def _known_columns(lines: list[str], delimiter: str) -> int:
    """How many known columns the first record of *lines* has when it is split by *delimiter*."""
    try:
        return count_known(next(csv.reader(lines, delimiter=delimiter, strict=True), []))
    except csv.Error:
        return 0
