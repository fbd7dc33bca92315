"""A document as people see it: its facts, sentences and grids in the reader's words, for every format alike."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from asn_neutral.locale import _
from asn_neutral.output.cells import WHOLE, Cell, Head, cell_maker
from asn_neutral.output.counting import Counted
from asn_neutral.output.grid import Grid, Page, grid_of
from asn_neutral.reports.document import Chart, Document, Part, Section, table_of

WIDE: Final = 7
"""Columns from which a table needs a page that lies on its side."""
_ON_A_PHONE: Final = 3
_TEXTS_ON_A_PHONE: Final = 1


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Leaf:
    """A grid of a section, with the chart that is drawn of it, if any. The rows and notes are sequences."""

    grid: Grid
    chart: Chart | None
    repeats: bool  # its title is that of the section, which stands above it already

    @property
    def crowded(self) -> bool:
        """Whether a phone has no room for its columns side by side."""
        texts = [head for head in self.grid.heads if head.kind not in WHOLE]
        return len(self.grid.heads) > _ON_A_PHONE or len(texts) > _TEXTS_ON_A_PHONE


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Chapter:
    """A section in the reader's words."""

    title: str
    paragraphs: Sequence[str]
    leaves: Sequence[Leaf]

    @property
    def wide(self) -> bool:
        """Whether a table of it has too many columns for a page that stands."""
        return any(len(leaf.grid.heads) >= WIDE for leaf in self.leaves)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Paper:
    """A whole document in the reader's words."""

    title: str
    office: str
    day: date
    facts: Sequence[tuple[Head, Cell]]
    summary: Sequence[str]
    chapters: Sequence[Chapter]


def paper_of(document: Document) -> Paper:
    """*document* in the reader's words; a table that holds only the first records says so below."""
    facts = [
        (Head(_(column.heading), column.kind), cell_maker(column)(value))
        for column, value in document.facts
        if not column.for_scripts
    ]
    chapters = [_chapter(section) for section in document.sections]
    return Paper(document.title, document.office, document.day, facts, document.summary, chapters)


def _chapter(section: Section) -> Chapter:
    return Chapter(section.title, section.paragraphs, [_leaf(part, section.title) for part in section.parts])


def _leaf(part: Part, above: str) -> Leaf:
    """The grid of *part*, read to its end, because charts and pages read it more than once."""
    table = table_of(part)
    grid = grid_of(replace(table, rows=Counted(table.rows)), tell_cut=True)
    rows = list(grid.rows)
    chart = part if isinstance(part, Chart) else None
    return Leaf(replace(grid, rows=rows, notes=list(grid.notes)), chart, grid.title == above)


def page_of_document(document: Document) -> Page:
    """*document* as one page of grids, for a spreadsheet: the sentences stand below its facts."""
    paper = paper_of(document)
    grids = [replace(leaf.grid, office=paper.office) for chapter in paper.chapters for leaf in chapter.leaves]
    told = [text for chapter in paper.chapters for text in chapter.paragraphs]
    return Page(paper.title, paper.facts, grids, (paper.office, *paper.summary, *told))
