"""A page drawn on a terminal by Rich: sized to the screen, long texts folded, ids and figures whole.

Rich reads no markup here: every text is a `Text` made safe beforehand.
"""

from collections.abc import Sequence
from io import StringIO

from rich import box
from rich.console import Console
from rich.table import Table as Drawing
from rich.text import Text

from asn_neutral.output.cells import NUMERIC, WHOLE, Cell, Head, shown
from asn_neutral.output.grid import Grid, Page
from asn_neutral.output.lines import Sheet, narrowed, panels, remark_on
from asn_neutral.output.render_plain import plain_grid
from asn_neutral.output.safe import safe
from asn_neutral.output.terminal import Terminal
from asn_neutral.reports.table import Kind

_FRAME = 3  # columns of a terminal each column takes beside its text: a space on both sides and a line


def rich_text(page: Page, terminal: Terminal) -> str:
    """*page* as the text, with colours if the terminal has them, that draws it."""
    console = Console(
        file=StringIO(),
        width=terminal.width,
        force_terminal=True,
        color_system="standard" if terminal.colour else None,
        no_color=not terminal.colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    with console.capture() as capture:
        if page.title:
            console.print(Text(safe(page.title), style="bold"))
        if page.fields:
            console.print(_fields(page.fields))
        for number, grid in enumerate(page.grids):
            if number or page.fields:
                console.print()
            _draw(console, grid, terminal)
        for note in page.notes:
            console.print(Text(safe(note), style="dim"))
    return "".join(f"{line.rstrip()}\n" for line in capture.get().rstrip("\n").split("\n"))


def _fields(fields: Sequence[tuple[Head, Cell]]) -> Drawing:
    """The values of one record, each beside its heading."""
    drawing = Drawing.grid(padding=(0, 2, 0, 0))
    drawing.add_column(style="bold", no_wrap=True)
    drawing.add_column(overflow="fold")
    for head, cell in fields:
        drawing.add_row(Text(safe(head.text)), Text(safe(shown(cell))))
    return drawing


def _draw(console: Console, grid: Grid, terminal: Terminal) -> None:
    """One grid with its title and remarks; in pieces or record by record where the screen is too narrow for it."""
    rows = list(grid.rows)

    def room_for(columns: int) -> int:
        return terminal.width - _FRAME * columns - 1

    sheet, widths, missing = narrowed(Sheet.of(grid, rows), room_for)
    pieces = panels(sheet, room_for) if widths is None else [(sheet, widths)]
    if not pieces:
        for piece in plain_grid(grid, rows, room=terminal.width, colour=terminal.colour):
            console.out(piece, end="", highlight=False)
        return
    if grid.office:
        console.print(Text(safe(grid.office)))
    if grid.title:
        console.print(Text(safe(grid.title), style="bold"))
    for part, fitting in pieces:
        console.print(_table(part, fitting))
    if not rows:
        console.print(Text(safe(grid.nothing), style="dim"))
    for note in (*grid.notes, *remark_on(missing)):
        console.print(Text(safe(note), style="dim"))


def _table(sheet: Sheet, widths: Sequence[int]) -> Drawing:
    """The lines and columns of one grid, each column as wide as was worked out."""
    drawing = Drawing(box=box.ROUNDED, header_style="bold", pad_edge=True)
    for head, kind, wide in zip(sheet.heads, sheet.kinds, widths, strict=True):
        drawing.add_column(
            Text(head),
            width=wide,
            overflow="fold",
            no_wrap=False,
            justify="right" if kind in NUMERIC else "left",
        )
    for row in sheet.rows:
        drawing.add_row(*map(_cell, row, sheet.kinds))
    if sheet.totals:
        drawing.add_section()
    for row in sheet.totals:
        drawing.add_row(*map(_cell, row, sheet.kinds), style="bold")
    return drawing


def _cell(text: str, kind: Kind) -> Text:
    """One cell; a negative figure, days after a deadline say, stands out beside its sign."""
    late = kind in NUMERIC and text.startswith("-")
    return Text(text, style="bold red" if late else "", no_wrap=kind in WHOLE)
