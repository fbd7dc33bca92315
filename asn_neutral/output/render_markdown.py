"""A page in GitHub's Markdown, with nothing of a foreign text left that Markdown would act on."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from asn_neutral.output.cells import NUMERIC, Cell, Head, shown
from asn_neutral.output.grid import Grid, Page
from asn_neutral.output.safe import safe

# Marks that style, link, cut a cell, mention someone, begin an entity or a formula; a colon only where it would
# begin a link or an emoji, so that times and citations stay readable.
_MARKS: Final = re.compile(r"[\\`*_\[\]<>|~&$@#!]|:(?=//|[\w+-]+:)")
_LEADING: Final = re.compile(r"^(\d+)([.)])|^([-+=])")  # begin a list or a heading at the start of a line


def inline_text(text: str) -> str:
    """*text* on one line, shown by Markdown as it is."""
    return _MARKS.sub(r"\\\g<0>", safe(text))


def line_text(text: str) -> str:
    """The same at the start of a line, where figures and dashes begin lists."""
    return _LEADING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", inline_text(text))


def markdown_pieces(page: Page) -> Iterator[str]:
    """*page* as Markdown."""
    if page.title:
        yield f"# {line_text(page.title)}\n\n"
    for head, cell in page.fields:
        yield f"- **{inline_text(head.text)}:** {inline_text(shown(cell))}\n"
    if page.fields and page.grids:
        yield "\n"
    for number, grid in enumerate(page.grids):
        if number:
            yield "\n"
        yield from markdown_grid(grid, level=2)
    yield from _notes(page.notes)


def markdown_grid(grid: Grid, *, level: int) -> Iterator[str]:
    """One table under a heading of that level; its totals are rows in bold, because Markdown has no foot."""
    if grid.office:
        yield f"{line_text(grid.office)}\n\n"
    if grid.title:
        yield f"{'#' * level} {line_text(grid.title)}\n\n"
    yield _row(inline_text(head.text) for head in grid.heads)
    yield _row(map(_rule, grid.heads))
    empty = True
    for row in grid.rows:
        empty = False
        yield _row(inline_text(shown(cell)) for cell in row)
    for row in grid.totals:
        yield _row(map(_bold, row))
    if empty:
        yield f"\n{inline_text(grid.nothing)}\n"
    yield from _notes(grid.notes)


def _rule(head: Head) -> str:
    """The mark below a head that puts its column to the right or left."""
    return "---:" if head.kind in NUMERIC else "---"


def _bold(cell: Cell) -> str:
    """A cell of a line of totals."""
    text = inline_text(shown(cell))
    return f"**{text}**" if text.strip() else ""


def _row(cells: Iterable[str]) -> str:
    """One line of a table."""
    return f"| {' | '.join(cells)} |\n"


def _notes(notes: Iterable[str]) -> Iterator[str]:
    """The remarks below."""
    above = "\n"
    for note in notes:
        yield f"{above}- {line_text(note)}\n"
        above = ""
