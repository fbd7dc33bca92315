"""A document as lines of text: on a terminal drawn by Rich, elsewhere in plain columns, or as Markdown."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from textwrap import wrap
from typing import Final

from asn_neutral.locale import _
from asn_neutral.output.cells import Head, shown
from asn_neutral.output.drawing import bars, plot_of
from asn_neutral.output.grid import Grid, Page
from asn_neutral.output.paper import Leaf, Paper
from asn_neutral.output.render_markdown import inline_text, line_text, markdown_grid
from asn_neutral.output.render_plain import plain_fields, plain_grid
from asn_neutral.output.safe import safe
from asn_neutral.output.terminal import Terminal
from asn_neutral.reports.document import ChartKind
from asn_neutral.reports.table import Kind

_BAR: Final = 16  # letters of the longest bar
_FOLDED: Final = 100  # columns at which sentences are folded where there is no screen


def document_lines(paper: Paper, terminal: Terminal | None = None) -> Iterator[str]:
    """*paper* as text, sized to the screen of *terminal* if there is one; a chart of bars is a column of its table."""
    draw = _plain if terminal is None or terminal.dumb else _drawn(terminal)
    wide = terminal.width if terminal else _FOLDED
    strong = _bold if terminal and terminal.colour and not terminal.dumb else str
    yield f"{safe(paper.office)}\n{strong(safe(paper.title))}\n\n"
    yield from _paragraphs(paper.summary, wide)
    yield from plain_fields(paper.facts)
    for number, chapter in enumerate(paper.chapters, start=1):
        yield f"\n{strong(f'{number}. {safe(chapter.title)}')}\n\n"
        yield from _paragraphs(chapter.paragraphs, wide)
        for place, leaf in enumerate(chapter.leaves):
            yield "\n" if place else ""
            yield draw(_with_bars(leaf))


def _bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m"


def _paragraphs(texts: Sequence[str], wide: int) -> Iterator[str]:
    """Sentences folded to so many columns, with an empty line after them."""
    for text in texts:
        yield "\n".join(wrap(safe(text), wide, break_on_hyphens=False)) + "\n"
    if texts:
        yield "\n"


def _plain(grid: Grid) -> str:
    return "".join(plain_grid(grid, grid.rows, room=None, colour=False))


def _drawn(terminal: Terminal) -> Callable[[Grid], str]:
    """What draws a grid for that screen."""
    from asn_neutral.output.render_rich import rich_text

    return lambda grid: rich_text(Page("", (), (grid,), ()), terminal)


def _with_bars(leaf: Leaf) -> Grid:
    """The grid of *leaf*, with its bars in a last column where it is drawn as bars."""
    grid = replace(leaf.grid, title="" if leaf.repeats else leaf.grid.title)
    if leaf.chart is None or leaf.chart.kind is not ChartKind.BARS or not grid.rows:
        return grid
    drawn = bars(plot_of(leaf.chart, grid), _BAR)
    rows = [[*row, bar] for row, bar in zip(grid.rows, drawn, strict=True)]
    totals = [[*row, ""] for row in grid.totals]
    return replace(grid, heads=(*grid.heads, Head(_("Drawn"), Kind.TEXT, spare=1)), rows=rows, totals=totals)


def document_markdown(paper: Paper) -> Iterator[str]:
    """*paper* in GitHub's Markdown."""
    yield f"{line_text(paper.office)}\n\n# {line_text(paper.title)}\n\n"
    for text in paper.summary:
        yield f"{line_text(text)}\n\n"
    for head, cell in paper.facts:
        yield f"- **{inline_text(head.text)}:** {inline_text(shown(cell))}\n"
    for chapter in paper.chapters:
        yield f"\n## {line_text(chapter.title)}\n\n"
        for text in chapter.paragraphs:
            yield f"{line_text(text)}\n\n"
        for place, leaf in enumerate(chapter.leaves):
            yield "\n" if place else ""
            yield from markdown_grid(replace(leaf.grid, title="" if leaf.repeats else leaf.grid.title), level=3)
