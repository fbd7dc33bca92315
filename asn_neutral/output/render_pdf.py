"""A document as PDF, set by Typst: numbered pages, heads that come again, the same bytes for the same document.

Typst is an extra. It gets its template and the font from this folder and everything else as JSON, reads no font of
the machine, and writes no day but that of the document.
"""

import importlib.util
import json
import re
import warnings
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import Final

from asn_neutral.errors import UsageError
from asn_neutral.locale import _, language
from asn_neutral.output.cells import NUMERIC, WHOLE, Cell, Head, long_date, shown
from asn_neutral.output.document_html import caption
from asn_neutral.output.drawing import svg
from asn_neutral.output.grid import Grid
from asn_neutral.output.paper import Chapter, Leaf, Paper
from asn_neutral.output.safe import safe_lines, width
from asn_neutral.reports.table import Kind

_FOLDER: Final = Path(__file__).parent
_TEMPLATE: Final = _FOLDER / "document.typ"
_FONTS: Final = _FOLDER / "fonts"
_SHARES: Final = range(12, 56)  # letters
_STROKE: Final = re.compile(r"(?<=\w)/(?=\w)")  # after it a head may end its line
_LONG: Final = re.compile(r"[^\s\u200b]{24}")
_MAY_BREAK: Final = "\u200b"  # where a line may end within a word too long for its column

Json = dict[str, object]


def refuse_without_typst() -> None:
    """Refuse to make a PDF (UsageError) where the extra that makes it is not installed."""
    if importlib.util.find_spec("typst") is None:
        raise UsageError(
            problem=_("A PDF needs one more package; install it with: {command}.").format(
                command="pip install 'asn-neutral[pdf]'"
            )
        )


def pdf_bytes(paper: Paper) -> bytes:
    """*paper* as PDF in the language in force.

    Raises:
        UsageError: The extra that makes it is not installed.
    """
    refuse_without_typst()
    import typst

    told = json.dumps(_told(paper), ensure_ascii=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a letter that the font has not is a box, and no warning on stderr
        return typst.compile(
            str(_TEMPLATE),
            font_paths=[str(_FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"paper": told},
        )


def _told(paper: Paper) -> Json:
    """*paper* as the template reads it."""
    pages = re.split(r"\{\w+\}", _("Page {number} of {total}"))
    return {
        "lang": language(),
        "title": safe_lines(paper.title),
        "office": safe_lines(paper.office),
        "day": [paper.day.year, paper.day.month, paper.day.day],
        "pages": pages,
        "summary": [safe_lines(sentence) for sentence in paper.summary],
        "facts": [[head.text, _words(cell, head.kind)] for head, cell in paper.facts],
        "parts": [
            {"lying": lying, "chapters": [_chapter(chapter) for chapter in chapters]}
            for lying, chapters in groupby(paper.chapters, key=lambda chapter: chapter.wide)
        ],
    }


def _chapter(chapter: Chapter) -> Json:
    return {
        "title": safe_lines(chapter.title),
        "paragraphs": [safe_lines(sentence) for sentence in chapter.paragraphs],
        "leaves": [_leaf(leaf) for leaf in chapter.leaves],
    }


def _leaf(leaf: Leaf) -> Json:
    drawn = svg(leaf.chart, leaf.grid) if leaf.chart else ""
    return {
        "svg": str(drawn) or None,
        "caption": safe_lines(caption(leaf)),
        "titled": not leaf.repeats,
        "table": _table(leaf.grid),
    }


def _table(grid: Grid) -> Json:
    rows = [_row(row, grid.heads) for row in grid.rows]
    return {
        "title": safe_lines(grid.title),
        "heads": [_head(head, [row[place] for row in rows]) for place, head in enumerate(grid.heads)],
        "rows": rows,
        "totals": [_row(row, grid.heads) for row in grid.totals],
        "notes": [safe_lines(note) for note in grid.notes],
        "nothing": safe_lines(grid.nothing),
    }


def _head(head: Head, texts: Sequence[str]) -> Json:
    """The head of a column of *texts*, folded to their width where they may not fold themselves.

    A column whose texts fold has a share of the room that figures and ids leave, by its longest text.
    """
    text, longest = safe_lines(head.text), max(map(width, texts), default=0)
    if head.kind not in WHOLE:
        share = min(max(longest, width(text) + 2, _SHARES.start), _SHARES.stop)
        return {"text": text, "right": False, "share": share}
    folded = "\n".join(wrap(_STROKE.sub("/ \0", text), max(longest, _SHARES.start), break_long_words=False))
    folded = folded.replace(" \0", "").replace("\0", "")
    return {"text": folded, "right": head.kind in NUMERIC, "share": 0}


def _row(row: Sequence[Cell], heads: Sequence[Head]) -> list[str]:
    return [_words(cell, head.kind) for cell, head in zip(row, heads, strict=True)]


def _words(cell: Cell, kind: Kind) -> str:
    """The text of one cell; a line may end within a word that is longer than any column is wide."""
    text = safe_lines(shown(cell, dates=long_date))
    return text if kind in {Kind.COUNT, Kind.PERCENT, Kind.DATE} else _LONG.sub(rf"\g<0>{_MAY_BREAK}", text)
