"""A page as one HTML file that needs nothing else: no network, no script; it prints on A4."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from jinja2 import Environment
from markupsafe import Markup

from asn_neutral.locale import language
from asn_neutral.output.cells import Cell, Head, long_date, shown
from asn_neutral.output.grid import Page
from asn_neutral.output.safe import safe_lines

_TEMPLATE: Final = Path(__file__).with_name("page.html.j2")
_FIRST: Final = Markup('<th scope="row" class="{}">{}</th>')
_OTHER: Final = Markup('<td class="{}">{}</td>')
_NOTE: Final = Markup('<p class="notes">{}</p>\n')


def html_pieces(page: Page) -> Iterator[str]:
    """*page* as HTML in the language in force."""
    environment = Environment(autoescape=True, keep_trailing_newline=True, trim_blocks=True)
    environment.filters |= {"words": _words, "safely": safe_lines}
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    title = page.title or next((grid.title for grid in page.grids), "")
    yield from template.generate(
        page=page,
        lang=language(),
        title=safe_lines(title),
        cells=_cells,
        remarks=_remarks,
    )


def _words(cell: Cell) -> str:
    """The text of one cell, dates in words."""
    return safe_lines(shown(cell, dates=long_date))


def _cells(row: Sequence[Cell], heads: Sequence[Head]) -> Markup:
    """One row of a table; its first cell is the head of the row."""
    forms = (_FIRST, *(_OTHER for _head in heads[1:]))
    parts = (form.format(head.kind.value, _words(cell)) for form, head, cell in zip(forms, heads, row, strict=True))
    return Markup("").join(parts)


def _remarks(notes: Iterable[str]) -> Markup:
    """The remarks below a table."""
    return Markup("").join(_NOTE.format(safe_lines(note)) for note in notes)
