"""A page as a spreadsheet for people: texts are text, so no NIP is damaged and no cell is a formula.

The first row holds the heads and stays in sight; totals and remarks stand below the rows. The same result makes
the same bytes.
"""

import gc
import sys
import traceback
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Final

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from asn_neutral.errors import UnwritableError
from asn_neutral.files import lost_scratch
from asn_neutral.locale import _
from asn_neutral.output.cells import Cell, Head, one_decimal, shown
from asn_neutral.output.grid import Grid, Page
from asn_neutral.output.safe import safe_lines, width
from asn_neutral.scratch import scratch_file, scratch_folder

MOST_ROWS: Final = 1_048_576  # of a sheet, by the format
LONGEST_TEXT: Final = 32_767  # characters of a cell, by the format
_EXACT: Final = 10**15  # beyond this a spreadsheet rounds whole numbers
_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)  # the same file for the same result, whenever it is made
_FIRST_DAY: Final = date(1900, 3, 1)  # before it spreadsheets disagree about dates
_WIDTHS: Final = range(8, 61)
_PAGE: Final = 1 << 12  # bytes
_SHEET_NAME: Final = 31  # characters, by the format
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}


def write_xlsx(page: Page, stream: BinaryIO) -> None:
    """Write *page* to *stream*: a sheet for the values of a record, one for each table.

    Raises:
        UnwritableError: There are more rows than a sheet can hold, or no room for what is put aside meanwhile.
        OSError: There is no room behind *stream*.
    """
    with scratch_folder() as folder:
        try:
            _make(page, stream, folder)
        except (FileCreateError, OSError) as error:
            failed = error.args[0] if isinstance(error, FileCreateError) else error
            _forget(error, failed)
            _refuse_full(folder)
            raise OSError(failed.errno, failed.strerror) from error
        except BaseException as error:  # told to stop: the half-made file must not be written while it is forgotten
            _forget(error)
            raise


def _make(page: Page, stream: BinaryIO, folder: Path) -> None:
    """Write *page*; what has to wait until its sheet is done is put aside in *folder*."""
    book = xlsxwriter.Workbook(stream, {**_OPTIONS, "tmpdir": str(folder)})
    _Book(book).fill(page)
    book.close()  # not by `with`, which would still write all of it when it was told to stop


def _forget(*errors: BaseException) -> None:
    """Let go of the half-made files behind *errors* without a word.

    Each of them would try once more to write what it holds, and Python would show on stderr that it cannot.
    """
    before, sys.unraisablehook = sys.unraisablehook, lambda _told: None
    try:
        for error in errors:
            link: BaseException | None = error
            while link is not None:
                traceback.clear_frames(link.__traceback__)
                link = link.__context__
        gc.collect()
    finally:
        sys.unraisablehook = before


def _refuse_full(folder: Path) -> None:
    """Refuse to go on (UnwritableError) where *folder* has no room for a page."""
    try:
        with scratch_file(folder) as page:
            page.write(bytes(_PAGE))
    except OSError as error:
        raise lost_scratch(error) from error


class _Book:
    """A workbook with the few formats its cells have."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._names: set[str] = set()
        self._formats: dict[tuple[str, bool], Format] = {}

    def fill(self, page: Page) -> None:
        """Make every sheet of *page*."""
        title = page.title or next((grid.title for grid in page.grids), "")
        office = next((grid.office for grid in page.grids), "")
        self._book.set_properties({"title": _text(title)[:255], "company": _text(office)[:255], "created": _MADE})
        if page.fields or not page.grids:
            self._fields(page)
        for grid in page.grids:
            self._grid(grid)

    def format(self, number: str, *, bold: bool = False) -> Format:
        """The format for cells with this form of numbers."""
        if (number, bold) not in self._formats:
            self._formats[number, bold] = self._book.add_format(
                {"num_format": number, "bold": bold, "valign": "top", "text_wrap": number == "@" and not bold}
            )
        return self._formats[number, bold]

    def sheet(self, title: str, office: str = "") -> Worksheet:
        """A new sheet named after *title*, with its first row in sight and its title and *office* on paper."""
        sheet = self._book.add_worksheet(self._name(title))
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        left, right = (_text(text).replace("&", "&&")[:100] for text in (title, office))
        sheet.set_header(f"&L{left}&R{right}" if right else f"&L{left}")
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        return sheet

    def _name(self, title: str) -> str:
        """A name the format allows, and no other sheet has."""
        clean = "".join(" " if char in "[]:*?/\\" else char for char in _text(title).replace("\n", " "))
        base = _whole_words(clean.strip(" '"), _SHEET_NAME).strip(" '") or _("Data")
        name, number = base, 2
        while name.casefold() in self._names or name.casefold() == "history":
            name = f"{base[: _SHEET_NAME - 4]} {number}"
            number += 1
        self._names.add(name.casefold())
        return name

    def _fields(self, page: Page) -> None:
        """The values of a record, one below the other beside their headings."""
        writer = _Writer(self, self.sheet(page.title), columns=2)
        for head, cell in page.fields:
            writer.row((head.text, cell), bold_first=True)
        writer.remarks(page.notes)
        writer.close()

    def _grid(self, grid: Grid) -> None:
        """One table."""
        writer = _Writer(self, self.sheet(grid.title, grid.office), columns=len(grid.heads))
        writer.heads(grid.heads)
        for row in grid.rows:
            writer.row(row)
        for row in grid.totals:
            writer.row(row, bold=True)
        writer.remarks((*((grid.office,) if grid.office else ()), *grid.notes))
        writer.close()


def _whole_words(text: str, most: int) -> str:
    """The beginning of *text* that ends with a word, with a sign where something was left out."""
    if len(text) <= most:
        return text
    words, _blank, _cut = text[:most].rpartition(" ")
    return f"{words or text[: most - 1]}…"


class _Writer:
    """One sheet, filled from the top; it remembers how wide its columns have to be."""

    def __init__(self, book: _Book, sheet: Worksheet, *, columns: int) -> None:
        self._book, self._sheet = book, sheet
        self._next = 0
        self._widths = [_WIDTHS.start] * columns

    def heads(self, heads: Sequence[Head]) -> None:
        """The first row."""
        self.row([head.text for head in heads], bold=True)

    def row(self, cells: Sequence[Cell], *, bold: bool = False, bold_first: bool = False) -> None:
        """The next row."""
        line = self._claim()
        for place, cell in enumerate(cells):
            self._write(line, place, cell, bold=bold or (bold_first and place == 0))
            self._widths[place] = max(self._widths[place], _wide(cell))

    def remarks(self, notes: Iterable[str]) -> None:
        """Remarks in the first column below an empty row; they do not widen it."""
        gap = 1
        for note in notes:
            self._next += gap
            gap = 0
            self._sheet.write_string(self._claim(), 0, _text(note), self._book.format("General"))

    def close(self) -> None:
        """Set the widths that were found."""
        for place, wide in enumerate(self._widths):
            self._sheet.set_column(place, place, min(wide + 1, _WIDTHS.stop))

    def _claim(self) -> int:
        """The number of the next row, counted from 0."""
        if self._next >= MOST_ROWS:
            reason = _("a sheet holds at most {rows} rows; use CSV").format(rows=MOST_ROWS)
            raise UnwritableError(path="xlsx", reason=reason)
        self._next += 1
        return self._next - 1

    def _write(self, line: int, place: int, cell: Cell, *, bold: bool) -> None:
        """One cell by what it holds; what a spreadsheet would change goes in as text."""
        sheet, form = self._sheet, self._book.format
        if isinstance(cell, date) and cell >= _FIRST_DAY:
            sheet.write_datetime(line, place, cell, form("dd/mm/yyyy", bold=bold))
        elif isinstance(cell, Decimal) and (number := one_decimal(cell)) is not None and abs(number) < _EXACT:
            sheet.write_number(line, place, float(number), form("0.0", bold=bold))
        elif isinstance(cell, int) and abs(cell) < _EXACT:
            sheet.write_number(line, place, cell, form("0", bold=bold))
        elif text := _text(shown(cell)):
            sheet.write_string(line, place, text, form("@", bold=bold))


def _text(text: str) -> str:
    """*text* as a cell can hold it: no control characters, not too long, never taken for rich text."""
    clean = safe_lines(text)
    if len(clean) > LONGEST_TEXT // 2:
        clean = _shortened(clean)
    # xlsxwriter writes a text of this form unescaped into the file; one space at its end keeps it a text.
    return f"{clean} " if clean.startswith("<r>") and clean.endswith("</r>") else clean


def _shortened(text: str) -> str:
    """The beginning of *text* that fits a cell, counted as the format counts, with a sign where it was cut."""
    units = text.encode("utf-16-le")
    if len(units) // 2 < LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - 2)].decode("utf-16-le", "ignore") + "…"


def _wide(cell: Cell) -> int:
    """How many characters wide a column has to be for *cell*, within reason."""
    longest = max(map(width, shown(cell).split("\n")))
    return min(longest, _WIDTHS.stop)
