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


def _escaped(text: str) -> str:
    """*text* on one line, shown by Markdown as it is."""
    return _MARKS.sub(r"\\\g<0>", safe(text))


def _line(text: str) -> str:
    """The same at the start of a line, where figures and dashes begin lists."""
    return _LEADING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", _escaped(text))


def markdown_pieces(page: Page) -> Iterator[str]:
    """*page* as Markdown."""
    if page.title:
        yield f"# {_line(page.title)}\n\n"
    for head, cell in page.fields:
        yield f"- **{_escaped(head.text)}:** {_escaped(shown(cell))}\n"
    if page.fields and page.grids:
        yield "\n"
    for number, grid in enumerate(page.grids):
        if number:
            yield "\n"
        yield from _grid(grid)
    yield from _notes(page.notes)


def _grid(grid: Grid) -> Iterator[str]:
    """One table; its totals are rows in bold, because Markdown has no foot."""
    if grid.office:
        yield f"{_line(grid.office)}\n\n"
    if grid.title:
        yield f"## {_line(grid.title)}\n\n"
    yield _row(_escaped(head.text) for head in grid.heads)
    yield _row(map(_rule, grid.heads))
    empty = True
    for row in grid.rows:
        empty = False
        yield _row(_escaped(shown(cell)) for cell in row)
    for row in grid.totals:
        yield _row(map(_bold, row))
    if empty:
        yield f"\n{_escaped(grid.nothing)}\n"
    yield from _notes(grid.notes)


def _rule(head: Head) -> str:
    """The mark below a head that puts its column to the right or left."""
    return "---:" if head.kind in NUMERIC else "---"


def _bold(cell: Cell) -> str:
    """A cell of a line of totals."""
    text = _escaped(shown(cell))
    return f"**{text}**" if text.strip() else ""


def _row(cells: Iterable[str]) -> str:
    """One line of a table."""
    return f"| {' | '.join(cells)} |\n"


def _notes(notes: Iterable[str]) -> Iterator[str]:
    """The remarks below."""
    above = "\n"
    for note in notes:
        yield f"{above}- {_line(note)}\n"
        above = ""
