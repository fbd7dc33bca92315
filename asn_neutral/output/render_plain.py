"""A grid as aligned text, fast: for pipes, files and long lists.

Where a screen is narrower than a row, its texts go on in further lines, as they do where the table is drawn.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from typing import Final

from asn_neutral.output.cells import NUMERIC, Cell, Head, shown
from asn_neutral.output.grid import Grid, Page
from asn_neutral.output.lines import Sheet, narrowed, panels, remark_on
from asn_neutral.output.safe import safe, width

GAP: Final = "  "


def plain_pieces(page: Page, *, room: int | None = None, colour: bool = False) -> Iterator[str]:
    """*page* as lines of text; *room* is the width of a screen, None folds nothing; with *colour* heads are bold."""
    yield from plain_head(page.title, colour=colour)
    yield from plain_fields(page.fields)
    for number, grid in enumerate(page.grids):
        if number or page.title or page.fields:
            yield "\n"
        yield from plain_grid(grid, grid.rows, room=room, colour=colour)
    yield from plain_notes(page.notes)


def plain_head(title: str, *, colour: bool) -> Iterator[str]:
    """The title above a grid or a record."""
    if title:
        yield _strong(f"{safe(title)}\n", colour=colour) + "\n"


def plain_notes(notes: Iterable[str]) -> Iterator[str]:
    """The remarks below, parted from what they belong to by an empty line."""
    above = "\n"
    for note in notes:
        yield f"{above}{safe(note)}\n"
        above = ""


def plain_fields(fields: Sequence[tuple[Head, Cell]]) -> Iterator[str]:
    """The values of one record, each beside its heading."""
    names = [safe(head.text) for head, _cell in fields]
    widest = max(map(width, names), default=0)
    for name, (_head, cell) in zip(names, fields, strict=True):
        yield f"{_padded(name, widest)}{GAP}{safe(shown(cell))}".rstrip() + "\n"


def plain_grid(grid: Grid, rows: Iterable[Sequence[Cell]], *, room: int | None, colour: bool) -> Iterator[str]:
    """*grid* with *rows* in aligned columns; in pieces or record by record where *room* is too narrow for them."""
    if grid.office:
        yield f"{safe(grid.office)}\n"
    yield from plain_head(grid.title, colour=colour)
    sheet = Sheet.of(grid, rows)
    widths: list[int] | None = list(sheet.natural)
    missing: list[str] = []
    if room is not None:
        sheet, widths, missing = narrowed(sheet, lambda columns: _beside_gaps(room, columns))
    if widths is not None:
        yield from _columns(sheet, widths, colour=colour)
    elif room is not None:
        yield from _in_pieces(sheet, room, colour=colour)
    if not sheet.rows:
        yield f"{safe(grid.nothing)}\n"
    yield from plain_notes(chain(grid.notes, remark_on(missing)))


def _beside_gaps(room: int, columns: int) -> int:
    """What is left of *room* for the texts of so many columns."""
    return room - len(GAP) * (columns - 1)


def _in_pieces(sheet: Sheet, room: int, *, colour: bool) -> Iterator[str]:
    """A grid that is too wide: figures piece by piece, anything else one record below the other."""
    pieces = panels(sheet, lambda columns: _beside_gaps(room, columns))
    for number, (piece, widths) in enumerate(pieces):
        if number:
            yield "\n"
        yield from _columns(piece, widths, colour=colour)
    if not pieces:
        yield from _stacked(sheet)


def _columns(sheet: Sheet, widths: Sequence[int], *, colour: bool) -> Iterator[str]:
    """The lines of a grid: heads, a rule, rows, and the totals below another rule."""
    right = [kind in NUMERIC for kind in sheet.kinds]
    plan = list(zip(widths, right, strict=True))
    whole = all(wide >= natural for wide, natural in zip(widths, sheet.natural, strict=True))
    rule = GAP.join("-" * wide for wide in widths) + "\n"

    def lines(row: Sequence[str]) -> Iterator[str]:
        return iter((_line(row, plan),)) if whole else _folded_row(row, plan)

    yield from (_strong(line, colour=colour) for line in lines(sheet.heads))
    yield rule
    for row in sheet.rows:
        yield from lines(row)
    if sheet.totals:
        yield rule
    for row in sheet.totals:
        yield from (_strong(line, colour=colour) for line in lines(row))


def _strong(line: str, *, colour: bool) -> str:
    """A line in bold where there is colour."""
    return f"\x1b[1m{line[:-1]}\x1b[0m\n" if colour else line


def _line(texts: Sequence[str], plan: Sequence[tuple[int, bool]]) -> str:
    """One row in its columns."""
    cells = (_padded(text, wide, right=right) for text, (wide, right) in zip(texts, plan, strict=True))
    return GAP.join(cells).rstrip() + "\n"


def _folded_row(texts: Sequence[str], plan: Sequence[tuple[int, bool]]) -> Iterator[str]:
    """One row in its columns, in as many lines as its longest text takes."""
    folded = (_folded(text, wide) for text, (wide, _right) in zip(texts, plan, strict=True))
    return (_line(line, plan) for line in zip_longest(*folded, fillvalue=""))


def _padded(text: str, wide: int, *, right: bool = False) -> str:
    """*text* filled up with spaces to *wide* columns of a terminal."""
    spaces = " " * (wide - width(text))
    return spaces + text if right else text + spaces


def _folded(text: str, wide: int) -> list[str]:
    """*text* in lines of *wide* columns, ended between words; a word that is longer is cut in two."""
    if width(text) <= wide:
        return [text]
    lines: list[str] = []
    for word in text.split(" "):
        if lines and width(lines[-1]) + 1 + width(word) <= wide:
            lines[-1] += f" {word}"
        else:
            lines += _cut(word, wide)
    return lines


def _cut(word: str, wide: int) -> list[str]:
    """*word* in pieces of *wide* columns."""
    pieces = [""]
    for sign in word:
        if width(pieces[-1]) + width(sign) > wide and pieces[-1]:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _stacked(sheet: Sheet) -> Iterator[str]:
    """One record below the other, for a screen too narrow for columns."""
    widest = max(map(width, sheet.heads), default=0)
    blocks = [*sheet.rows, *sheet.totals]
    for number, row in enumerate(blocks):
        if number:
            yield "\n"
        for head, text in zip(sheet.heads, row, strict=True):
            if text or number < len(sheet.rows):
                yield f"{_padded(head, widest)}{GAP}{text}".rstrip() + "\n"
