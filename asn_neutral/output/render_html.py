"""A page as one HTML file that needs nothing else: no network, no script; it prints on A4."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup, escape

from asn_neutral.locale import language
from asn_neutral.output.cells import Cell, Head, long_date, shown
from asn_neutral.output.grid import Page
from asn_neutral.output.safe import safe_lines

_STROKE: Final = re.compile(r"(?<=\w)/(?=\w)")
_FOLDER: Final = Path(__file__).parent
_MAY_BREAK: Final = Markup("/<wbr>")  # an element, so that no unseen character is copied along with the text
_FIRST: Final = Markup('<th scope="row" class="{}">{}</th>')
_OTHER: Final = Markup('<td class="{}">{}</td>')
_LABELLED: Final = Markup('<td class="{}" data-label="{}">{}</td>')
_NOTE: Final = Markup('<p class="notes">{}</p>\n')


def html_pieces(page: Page) -> Iterator[str]:
    """*page* as HTML in the language in force."""
    title = page.title or next((grid.title for grid in page.grids), "")
    yield from template("page.html.j2").generate(
        page=page,
        lang=language(),
        title=safe_lines(title),
        cells=_cells,
        remarks=remarks,
    )


def template(name: str) -> Template:
    """The template of that name in this folder; whatever it is given is escaped."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, keep_trailing_newline=True, trim_blocks=True
    )
    environment.filters |= {"words": _words, "safely": safe_lines, "heading": _heading}
    return environment.get_template(name)


def _heading(text: str) -> Markup:
    """The head of a column; a line may end after a stroke between two words of it."""
    return _MAY_BREAK.join(map(escape, _STROKE.split(safe_lines(text))))


def _words(cell: Cell) -> str:
    """The text of one cell, dates in words."""
    return safe_lines(shown(cell, dates=long_date))


def _cells(row: Sequence[Cell], heads: Sequence[Head]) -> Markup:
    """One row of a table; its first cell is the head of the row."""
    forms = (_FIRST, *(_OTHER for _head in heads[1:]))
    parts = (form.format(head.kind.value, _words(cell)) for form, head, cell in zip(forms, heads, row, strict=True))
    return Markup("").join(parts)


def labelled_cells(row: Sequence[Cell], heads: Sequence[Head]) -> Markup:
    """The same, each cell with its heading, which stands in front of it where there is no room for columns."""
    first = _FIRST.format(heads[0].kind.value, _words(row[0]))
    others = zip(heads[1:], row[1:], strict=True)
    rest = (_LABELLED.format(head.kind.value, safe_lines(head.text), _words(cell)) for head, cell in others)
    return Markup("").join((first, *rest))


def remarks(notes: Iterable[str]) -> Markup:
    """The remarks below a table."""
    return Markup("").join(_NOTE.format(safe_lines(note)) for note in notes)
