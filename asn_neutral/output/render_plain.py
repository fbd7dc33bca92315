"""A grid as aligned text, fast: for pipes, files and long lists."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from asn_neutral.output.cells import NUMERIC, Cell, Head, shown
from asn_neutral.output.grid import Grid, Page
from asn_neutral.output.lines import Sheet, cropped, narrowed, panels, remark_on
from asn_neutral.output.safe import safe, width
from asn_neutral.reports.table import Kind

GAP: Final = "  "
_CUT: Final = "…"


def plain_pieces(page: Page, *, room: int | None = None, colour: bool = False) -> Iterator[str]:
    """*page* as lines of text; *room* is the width of a screen, None crops nothing; with *colour* heads are bold."""
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
        sheet, widths, missing = narrowed(sheet, lambda columns: _beside_gaps(room, columns), cropped)
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
    pieces = panels(sheet, lambda columns: _beside_gaps(room, columns), cropped)
    for number, (piece, widths) in enumerate(pieces):
        if number:
            yield "\n"
        yield from _columns(piece, widths, colour=colour)
    if not pieces:
        yield from _stacked(sheet)


def _columns(sheet: Sheet, widths: Sequence[int], *, colour: bool) -> Iterator[str]:
    """The lines of a grid: heads, a rule, rows, and the totals below another rule."""
    right = [kind in NUMERIC for kind in sheet.kinds]
    whole = [
        kind is Kind.LIST or wide >= natural
        for kind, wide, natural in zip(sheet.kinds, widths, sheet.natural, strict=True)
    ]
    plan = list(zip(widths, right, whole, strict=True))
    rule = GAP.join("-" * wide for wide in widths) + "\n"
    yield _strong(_line(sheet.heads, plan), colour=colour)
    yield rule
    for row in sheet.rows:
        yield _line(row, plan)
    if sheet.totals:
        yield rule
    for row in sheet.totals:
        yield _strong(_line(row, plan), colour=colour)


def _strong(line: str, *, colour: bool) -> str:
    """A line in bold where there is colour."""
    return f"\x1b[1m{line[:-1]}\x1b[0m\n" if colour else line


def _line(texts: Sequence[str], plan: Sequence[tuple[int, bool, bool]]) -> str:
    """One row in its columns."""
    cells = (
        _padded(text if whole else _cropped(text, wide), wide, right=right)
        for text, (wide, right, whole) in zip(texts, plan, strict=True)
    )
    return GAP.join(cells).rstrip() + "\n"


def _padded(text: str, wide: int, *, right: bool = False) -> str:
    """*text* filled up with spaces to *wide* columns of a terminal."""
    spaces = " " * (wide - width(text))
    return spaces + text if right else text + spaces


def _cropped(text: str, wide: int) -> str:
    """*text* in *wide* columns, with a sign where something was left out."""
    if width(text) <= wide:
        return text
    while width(text) > wide - 1:
        text = text[: max(0, min(len(text) - 1, wide - 1))]
    return text + _CUT


def _stacked(sheet: Sheet) -> Iterator[str]:
    """One record below the other, for a screen too narrow for columns: nothing is cropped."""
    widest = max(map(width, sheet.heads), default=0)
    blocks = [*sheet.rows, *sheet.totals]
    for number, row in enumerate(blocks):
        if number:
            yield "\n"
        for head, text in zip(sheet.heads, row, strict=True):
            if text or number < len(sheet.rows):
                yield f"{_padded(head, widest)}{GAP}{text}".rstrip() + "\n"
