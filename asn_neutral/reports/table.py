"""The two shapes every result has before it is shown: a Table (many records) and a Record (one).

Values are raw and stable (ids, dates, numbers): that is what JSON and CSV give to scripts. What a person
reads is made from the same value by the column's `labels`.

Nothing compares or prints these shapes, so they have no methods for it: to make those takes half the time of loading
this module, and every command loads it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum, unique


class Facts(dict[str, str]):
    """A few facts as one value of a list: an object in JSON, elsewhere the facts one after the other."""

    def __str__(self) -> str:
        """The facts as one text."""
        return " ".join(self.values())


Value = str | int | Decimal | date | bool | tuple[str, ...] | tuple[Facts, ...] | None


@unique
class Kind(StrEnum):
    """What a column holds; renderers choose alignment and cell type by it."""

    TEXT = "text"
    ID = "id"  # numbers of records, NIPs: never cropped, never wrapped, always text
    COUNT = "count"
    PERCENT = "percent"  # Decimal in percent, one decimal
    DATE = "date"
    FLAG = "flag"
    LIST = "list"  # a tuple of ids
    PERSON = "person"  # the name of a respondent


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Column:
    """One column: `key` is the promise to machines and never changes, `heading` (a msgid) is for people.

    A column `for_scripts` holds codes of what people read in the notes; formats for people leave it out.
    """

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    labels: Mapping[str, str] | None = None  # value -> msgid of its label; a value without one shows itself
    missing: str = ""  # msgid people see for None, such as "not stated"
    for_scripts: bool = False
    most: int = 0  # so many parts of a list people see, and how many more there are; scripts get all of them. 0: all
    spare: int = 0  # a screen too narrow for all columns goes without the highest first; those of 0 always stay


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Total:
    """A line under the table: `label` (a msgid) stands in the first column, the rest by column key."""

    name: str  # key in JSON
    label: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Pivot:
    """How people see a table of two dimensions: `across` becomes columns, filled with `cell`.

    `order` is the order of those columns; values it does not name follow as they come. `notes` stand below the
    cross table in place of those of the table, which speak of columns that it does not show. `cut` are the records
    of the lines that were cut off: they are not shown, but the sums of the columns count them. `lines` tells then
    how many lines are shown, and how many there were.
    """

    down: str
    across: str
    cell: str
    order: Sequence[Value] = ()
    notes: Sequence[str] = ()  # already in the reader's language
    cut: Sequence[Sequence[Value]] = ()
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Table:
    """Many records of one kind. `rows` may be a stream and is read once, in order."""

    name: str  # schema name in JSON, such as "case-list"
    title: str  # already in the reader's language
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    totals: Sequence[Total] = ()
    notes: Sequence[str] = ()  # already in the reader's language
    pivot: Pivot | None = None
    empty: str = ""  # what stands there when there is no row, already in the reader's language
    office: str = ""  # whose report it is, above its title for people
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)  # what was asked for, for scripts; notes tell it
    matching: int | None = None  # how many records fit the filters when `rows` holds only the first of them
    for_scripts: bool = False  # scripts always find it; formats for people leave it out


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Record:
    """One record: its own values, and tables that belong to it (JSON: a list under the table's `name`)."""

    name: str
    title: str
    columns: Sequence[Column]
    values: Sequence[Value]
    parts: Sequence[Table] = field(default=())
    notes: Sequence[str] = ()

    def value(self, key: str) -> Value:
        """The value of the column *key*."""
        return next(value for column, value in zip(self.columns, self.values, strict=True) if column.key == key)
