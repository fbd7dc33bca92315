"""From text to numbered records: delimiter, header, and one record after another with the lines it stands on.

Every line of the file belongs to exactly one of: the ``sep=`` line, the header, a blank line, a record. So nothing
can be swallowed without being counted, not even by a quote that never closes.
"""

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Final, NamedTuple

from asn_neutral.errors import UnreadableFileError
from asn_neutral.intake.columns import COMPLAINTS, LEFTOVER_COLUMN, Header, Layout, find_header
from asn_neutral.intake.reasons import TOO_LONG, Problem, problem
from asn_neutral.intake.source import Source
from asn_neutral.intake.swallowed import RowShape
from asn_neutral.locale import N_, _

DELIMITERS: Final = (",", ";", "\t", "|")
DEFAULT_MAX_ROWS: Final = 2_000_000
MAX_RECORD_LINES: Final = 20
MAX_FIELD: Final = 10_000
_CSV_FIELD_LIMIT: Final = (1 << 31) - 1  # none but that of its lines: a long cell is refused where its column is known
_HEADING_SHOWN: Final = 40  # characters of a foreign heading that a message repeats
_STATED_SHOWN: Final = 5  # characters of a foreign delimiter that a message repeats
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

    def __init__(self, text: Iterable[str], path: str, delimiter: str, *, count: int) -> None:
        self._text = iter(text)
        self._again: deque[str] = deque()
        self._path = path
        self._delimiter = delimiter
        self.record: list[str] = []
        self.count = count

    def __iter__(self) -> Iterator[str]:
        record = self.record
        for line in chain(self._given_back(), self._text):
            if len(record) >= MAX_RECORD_LINES:
                raise self._endless()
            record.append(line)
            yield line

    def give_back(self, kept: int) -> None:
        """End the current record after its first *kept* lines; whoever iterates anew gets the others again."""
        self._again.extendleft(reversed(self.record[kept:]))
        del self.record[kept:]

    def _given_back(self) -> Iterator[str]:
        while self._again:
            yield self._again.popleft()

    def finish(self) -> str:
        """Close the current record: its text, with its lines counted."""
        record = self.record
        self.count += len(record)
        text = record[0] if len(record) == 1 else "".join(record)
        record.clear()
        return text

    def _endless(self) -> UnreadableFileError:
        """The refusal of a file in which a quote never closes, naming the line where it opened."""
        line = self.count + 1 + open_quote_line("".join(self.record), self._delimiter)
        reason = _("the quote that opens in line {line} does not close within {limit} lines (E_CSV); mend that line")
        return UnreadableFileError(path=self._path, reason=reason.format(line=line, limit=MAX_RECORD_LINES))


class Records:
    """The records of one file; iterate once.

    When that has ended, `rows` is the number of the last row as a spreadsheet shows it, `blank` counts the blank
    ones among them, and `separator_lines`, `header_lines`, `blank` and the ranges of the records make up `lines`.
    """

    def __init__(
        self,
        source: Source,
        text: io.TextIOWrapper,
        *,
        delimiter: str | None = None,
        max_rows: int = DEFAULT_MAX_ROWS,
        layout: Layout = COMPLAINTS,
    ) -> None:
        """Find delimiter and header.

        Args:
            source: The opened file.
            text: Its text from the beginning, line ends as they are.
            delimiter: The delimiter to use; None: found by the header.
            max_rows: How many data rows the file may have (inclusive); blank lines count.
            layout: The columns that the file may have.

        Raises:
            UnreadableFileError: no header, a header that does not do, or too many lines in it.
        """
        csv.field_size_limit(_CSV_FIELD_LIMIT)
        self._source = source
        self._max_rows = max_rows
        decoded = _decoded(text, source.path)
        head = list(islice(decoded, MAX_RECORD_LINES))
        stated = _stated_delimiter(head)
        self.separator_lines = 0 if stated is None else 1
        self.delimiter = delimiter or _delimiter(head[self.separator_lines :], stated, source.path, layout)
        self.header_lines = self.blank = self.rows = 0
        self._head = ""
        text_lines = chain(head[self.separator_lines :], decoded)
        self._lines = _Lines(text_lines, source.path, self.delimiter, count=self.separator_lines)
        self._reader = self._new_reader()
        self.header = self._find_header(layout, stated=delimiter)
        self._shape = RowShape(self.header, self.delimiter)
        if self._shape.swallowed(self.header.cells):
            raise self._broken_header()
        self._leftover = self.header.leftover
        self._unnamed = self.header.unnamed

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
        unseen = -1 if self._unnamed or self._leftover is not None else MAX_FIELD  # so short a record needs no look
        while True:
            first = lines.count + 1
            try:
                cells = next(self._reader, None)
            except csv.Error:
                yield self._unsplit(first)
                continue
            if cells is None:
                break
            if len(lines.record) > 1 and self._shape.swallowed(cells):
                yield self._unsplit(first)
                continue
            text = lines.finish()
            self._count_row()
            if len(cells) == width and len(text) <= unseen:
                yield RawRecord(self.rows, first, lines.count, cells, None, text)
            elif not text.strip():
                self.blank += 1
            else:
                yield self._checked(first, cells, text)
        self._source.check_unchanged()

    def _find_header(self, layout: Layout, *, stated: str | None) -> Header:
        """The header; one that a quote has taken out of its line is refused for that, not for what it then lacks."""
        cells = self._header_cells()
        if stated and not layout.count_known(cells):
            raise self._other_delimiter(stated)
        try:
            return find_header(cells, path=self._source.path, layout=layout)
        except UnreadableFileError as lacking:
            if any(_LINE_END.search(cell) and any(sign in cell for sign in DELIMITERS) for cell in cells):
                raise self._broken_header() from lacking
            raise

    def _header_cells(self) -> list[str]:
        """The first record that is not blank."""
        while True:
            try:
                cells = next(self._reader, None)
            except csv.Error as broken:
                self._head = "".join(self._lines.record)
                raise self._broken_header() from broken
            if cells is None:
                raise UnreadableFileError(path=self._source.path, reason=_("it holds nothing but blank lines"))
            self.rows += 1
            before = self._lines.count
            self._head = self._lines.finish()
            if self._head.strip():
                self.header_lines = self._lines.count - before
                return cells
            self.blank += 1

    def _other_delimiter(self, stated: str) -> UnreadableFileError:
        """The refusal of a file in which the delimiter that was stated parts no known columns."""
        reason = _("parted by {delimiter} its first row has no known column; leave --delimiter out, and it is found")
        shown = "TAB" if stated == "\t" else stated
        return UnreadableFileError(path=self._source.path, reason=reason.format(delimiter=shown))

    def _broken_header(self) -> UnreadableFileError:
        """The refusal of a file whose header a quote has taken out of its line, naming the line of that quote."""
        line = self._lines.count - self.header_lines + 1 + crossing_quote_line(self._head, self.delimiter)
        reason = _("a quote of its first row, in line {line}, does not close where it should (E_CSV); mend that line")
        return UnreadableFileError(path=self._source.path, reason=reason.format(line=line))

    def _new_reader(self) -> Iterator[list[str]]:
        """A reader of the lines that are still to come."""
        return csv.reader(iter(self._lines), delimiter=self.delimiter, strict=True)

    def _count_row(self) -> None:
        """Number the next row, and refuse a file with more rows than it may have."""
        self.rows += 1
        if self.rows - 1 > self._max_rows:
            reason = _("it has more than {limit} rows; split it, or allow more with --max-rows")
            raise UnreadableFileError(path=self._source.path, reason=reason.format(limit=self._max_rows))

    def _unsplit(self, first: int) -> RawRecord:
        """A record whose quotes are not as they should be.

        When it took in rows, it ends before the first of them, and they are read again by themselves: they are
        innocent. Otherwise reading goes on with the next line.
        """
        lines = self._lines
        last = lines.count + len(lines.record)
        kept = self._shape.next_row(lines.record)
        if kept is not None:
            lines.give_back(kept)
            self._reader = self._new_reader()
        text = lines.finish()
        self._count_row()
        found = _broken_quotes(first, last, took_rows=kept is not None)
        return RawRecord(self.rows, first, lines.count, None, found, text)

    def _checked(self, first: int, cells: list[str], text: str) -> RawRecord:
        """A record that has another number of cells than the header, or that has to be looked at cell by cell."""
        header = self.header
        if found := self._misplaced(cells):
            return RawRecord(self.rows, first, self._lines.count, None, found, text)
        for place, cell in enumerate(cells):
            if len(cell) > MAX_FIELD and place not in header.ignored:
                key = header.key_at(place)
                found = _too_long(key or header.cells[place][:_HEADING_SHOWN], len(cell), cell if key else "")
        return RawRecord(self.rows, first, self._lines.count, cells, found, text)

    def _misplaced(self, cells: list[str]) -> Problem | None:
        """E_KOLOM when cells may stand in the wrong columns: too few or too many, or some that have no column."""
        if len(cells) != self.header.width:
            message = N_("the record has {found} columns, the header {expected}")
            return problem("", "", "E_KOLOM", message, found=len(cells), expected=self.header.width)
        if self._leftover is not None and cells[self._leftover].strip():
            message = N_("{leftover} is not empty; put each cell into its own column, then empty it")
            return problem("", "", "E_KOLOM", message, leftover=LEFTOVER_COLUMN)
        for place in self._unnamed:
            if cells[place].strip():
                message = N_("the cell in column {place} stands under no heading; put each cell into its own column")
                return problem("", "", "E_KOLOM", message, place=place + 1)
        return None


def open_quote_line(text: str, delimiter: str) -> int:
    """In which line of *text*, counted from 0, the quote opens that is still open at its end; 0 when none is."""
    before = next((text[: found.start()] for found in _quoted(text, delimiter) if not found[1]), "")
    return len(_LINE_END.findall(before))


def crossing_quote_line(text: str, delimiter: str) -> int:
    """In which line of *text*, counted from 0, a quote opens that closes badly, otherwise one that closes in another.

    0 when there is no such quote.
    """
    quoted = [*_quoted(text, delimiter)]
    badly = (one for one in quoted if text[one.end() : one.end() + 1] not in {"", delimiter, "\n", "\r"})
    crossing = (one for one in quoted if _LINE_END.search(one[0]))
    return len(_LINE_END.findall(text[: next((one.start() for one in (*badly, *crossing)), 0)]))


def _quoted(text: str, delimiter: str) -> Iterator[re.Match[str]]:
    """The quoted cells of *text*; the group is empty where the quote does not close."""
    return re.finditer(f'(?:^|(?<=[{re.escape(delimiter)}\n\r]))"(?:[^"]|"")*+("|\\Z)', text)


def _too_long(column: str, length: int, value: str) -> Problem:
    """E_PANJANG for one cell."""
    return problem(column, value, "E_PANJANG", TOO_LONG, length=length, limit=MAX_FIELD)


def _broken_quotes(first: int, last: int, *, took_rows: bool) -> Problem:
    """E_CSV, which names the lines when the record took in more than one."""
    if first == last:
        return problem("", "", "E_CSV")
    message = N_("the quotes of this record do not close as CSV wants; it took in lines {first} to {last}")
    if took_rows:
        message = N_(
            "a quote of this record does not close where it should and took in lines {first} to {last}; "
            "the rows among them were read by themselves"
        )
    return problem("", "", "E_CSV", message, first=first, last=last)


def _decoded(text: Iterable[str], path: str) -> Iterator[str]:
    """The lines of a text; the whole file decoded a moment ago, so a failure means that it changed."""
    try:
        for line in text:  # noqa: UP028 - `yield from` would close the text together with this generator
            yield line
    except UnicodeError as changed:
        reason = _("another program changed it while it was read; try again when that is done")
        raise UnreadableFileError(path=path, reason=reason) from changed


def _stated_delimiter(head: list[str]) -> str | None:
    """What the file states as its delimiter by a first line ``sep=``; None when it has no such line."""
    first = head[0] if head else ""
    return first[len(_SEPARATOR_LINE) :].rstrip("\r\n") if first.lower().startswith(_SEPARATOR_LINE) else None


def _delimiter(head: list[str], stated: str | None, path: str, layout: Layout) -> str:
    """The delimiter the file states, otherwise the one with which its header has most known columns.

    Raises:
        UnreadableFileError: it states one that is not known, and none that is finds a column.
    """
    if stated in DELIMITERS:
        return stated
    lines = [line for line in head if line.strip()]
    known = {delimiter: _known_columns(lines, delimiter, layout) for delimiter in DELIMITERS}
    if stated is not None and not any(known.values()):
        reason = _("its line sep= names the delimiter “{stated}”; known are , ; | and TAB: save it with one of them")
        raise UnreadableFileError(path=path, reason=reason.format(stated=stated[:_STATED_SHOWN]))
    return max(DELIMITERS, key=lambda delimiter: known[delimiter])


def _known_columns(lines: list[str], delimiter: str, layout: Layout) -> int:
    """How many known columns the first record of *lines* has when it is split by *delimiter*."""
    try:
        return layout.count_known(next(csv.reader(lines, delimiter=delimiter, strict=True), []))
    except csv.Error:  # then it is refused, and the line of the quote is found with the delimiter
        return layout.count_known([cell.strip('"') for cell in lines[0].rstrip("\r\n").split(delimiter)])
