"""A document: what several tables say together, as pure data; whoever shows it knows no cases.

Texts are in the reader's language already; the values of its tables are raw, as in any other result.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum, unique

from asn_neutral.reports.table import Column, Kind, Record, Table, Value


@unique
class ChartKind(StrEnum):
    """How figures are drawn: a bar for each row, or a line through all rows for each series."""

    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True, slots=True, eq=False, repr=False)  # as the shapes of `reports.table`
class Chart:
    """A drawing of columns of *table*, which always stands beside it and holds the same figures.

    `label` is the key of the column that names a row, `series` are the keys of the columns of figures drawn. The rows
    of the table are a sequence, because they are read twice.
    """

    kind: ChartKind
    table: Table
    label: str
    series: Sequence[str]


Part = Table | Chart


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Section:
    """A headed part of a document: paragraphs, then tables and charts."""

    title: str
    paragraphs: Sequence[str] = ()
    parts: Sequence[Part] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Document:
    """A whole document.

    `day` is the day it speaks of, which its files carry as the day they were made on: the same document makes the
    same bytes whenever it is made. `facts` say what it was made from, `summary` what it comes to, in sentences.
    """

    name: str  # schema name in JSON, such as "monthly"
    title: str
    office: str
    day: date
    facts: Sequence[tuple[Column, Value]]
    summary: Sequence[str]
    sections: Sequence[Section]


def table_of(part: Part) -> Table:
    """The table of *part*, which of a chart is the one beside it."""
    return part.table if isinstance(part, Chart) else part


def tables_of(document: Document) -> Iterator[Table]:
    """Every table of *document*, in order."""
    return (table_of(part) for section in document.sections for part in section.parts)


def record_of(document: Document) -> Record:
    """*document* as scripts read it: its facts and summary as values, its tables as parts."""
    columns = [column for column, _value in document.facts]
    values = [value for _column, value in document.facts]
    notes = [text for section in document.sections for text in section.paragraphs]
    return Record(
        document.name,
        document.title,
        (*columns, Column("summary", "", Kind.LIST)),
        (*values, tuple(document.summary)),
        tuple(tables_of(document)),
        notes,
    )


def with_tables(document: Document, change: Callable[[Table], Table]) -> Document:
    """The same document with every table as *change* makes it; what it makes may be a stream."""
    sections = [
        replace(section, parts=[_changed(part, change) for part in section.parts]) for section in document.sections
    ]
    return replace(document, sections=sections)


def _changed(part: Part, change: Callable[[Table], Table]) -> Part:
    made = change(table_of(part))
    if isinstance(part, Chart):  # read twice
        return replace(part, table=replace(made, rows=list(made.rows)))
    return made
