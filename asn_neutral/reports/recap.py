"""The recap: how many incidents, cases and persons, by one or two dimensions."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from difflib import get_close_matches
from typing import Final, NamedTuple

from asn_neutral.errors import UsageError
from asn_neutral.intake.words import RANKS
from asn_neutral.law.book import Book
from asn_neutral.law.terms import (
    CHANNEL_LABELS,
    EMPLOYMENT_LABELS,
    LEVEL_LABELS,
    POSITION_CLASS_LABELS,
    STATUS_LABELS,
    TRACK_LABELS,
    UNIT_KIND_LABELS,
)
from asn_neutral.locale import N_, _
from asn_neutral.reports.filtering import asked_of, told, unknown_units
from asn_neutral.reports.names import LAW_NAMES, Names
from asn_neutral.reports.table import Column, Kind, Pivot, Table, Total, Value
from asn_neutral.store.filters import Filters
from asn_neutral.store.queries.recap import DIMENSIONS, recap, recap_totals

HEADINGS: Final[Mapping[str, str]] = {
    "unit": N_("Unit"),
    "unit-kind": N_("Kind of unit"),
    "district": N_("District (kecamatan)"),
    "violation": N_("Form of violation"),
    "violation-group": N_("Group of violation"),
    "level": N_("Level"),
    "status": N_("Status"),
    "channel": N_("Channel"),
    "position-class": N_("Class of post"),
    "employment": N_("Employment"),
    "rank": N_("Rank"),
    "month": N_("Month received"),
    "election": N_("Election"),
    "stage": N_("Stage"),
}
_LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "unit-kind": UNIT_KIND_LABELS,
    "violation-group": TRACK_LABELS,
    "level": LEVEL_LABELS,
    "status": STATUS_LABELS,
    "channel": CHANNEL_LABELS,
    "position-class": POSITION_CLASS_LABELS,
    "employment": EMPLOYMENT_LABELS,
}
_MOST: Final = 2
_COUNTS: Final = ("incidents", "cases", "persons")
_ACROSS: Final = "cases"
"""What the cells of a cross table count."""
_CODED: Final = "violation"
"""The dimension whose values have short codes, and names too long to stand over a column."""
_BY_SIZE: Final = frozenset({"unit", "district"})
"""Dimensions without an order of their own: the largest comes first."""
_MEANING: Final = N_(
    "An incident is one complaint; a case is one respondent of it; a person may stand in several cases."
)
_SEVERAL_ROWS: Final = N_(
    "Some incidents, cases or persons stand in more than one row; the last line counts each of them once."
)

Row = tuple[Value, ...]


def percent(part: int, whole: int) -> Decimal:
    """*part* of *whole* in percent, to one decimal, half up; 0.0 of nothing."""
    if not whole:
        return Decimal("0.0")
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def check_dimensions(by: Sequence[str]) -> None:
    """Refuse dimensions that a recap does not have, twice the same, or more than two (UsageError)."""
    for word in by:
        if word not in DIMENSIONS:
            near = get_close_matches(word, DIMENSIONS, n=1)
            known = near[0] if near else ", ".join(DIMENSIONS)
            raise UsageError(
                problem=_("{word} is no dimension of a recap; try {known}.").format(word=word, known=known)
            )
    if len(set(by)) != len(by) or len(by) > _MOST:
        raise UsageError(problem=_("A recap takes one dimension, or two different ones."))


class Letterhead(NamedTuple):
    """Whose report it is, and the day it was printed."""

    office: str
    printed_on: date


def recap_table(
    connection: sqlite3.Connection, book: Book, by: Sequence[str], filters: Filters, head: Letterhead
) -> Table:
    """The recap *by* one or two of the dimensions, over the cases that fit *filters*.

    `share` is the part of all these cases that stands in a row, so shares add up to more than 100 where a case
    stands in several rows. The line of sums adds up what stands above it; where one incident, case or person stands
    in several rows a second line counts each once. A cross table, as people see two dimensions, shows cases. The
    notes begin with what was counted and when: a figure on paper means nothing without them.
    """
    about = (
        *unknown_units(connection, filters),
        told(filters, book),
        _("Printed on {day}.").format(day=head.printed_on.isoformat()),
    )
    counted = recap(connection, by, filters)
    rows = [(*keys, *counts) for keys, counts in _ordered(counted, by, book)]
    sums = tuple(sum(_number(row[len(by) + place]) for row in rows) for place in range(len(_COUNTS)))
    once = recap_totals(connection, filters)
    shared = [(*row, percent(_number(row[len(by) + 1]), once[1])) for row in rows]
    return Table(
        name="recap",
        title=_title(by),
        columns=(_dimension(by[0], book), *(_across(word, book) for word in by[1:]), *_COUNT_COLUMNS),
        rows=shared,
        totals=_totals(sums, once),
        notes=(*about, *_notes(sums, once)),
        pivot=_pivot(by, shared, book, notes=(*about, *_cross_notes(by, sums, once))) if len(by) > 1 else None,
        office=head.office,
        filters=asked_of(filters),
    )


def _title(by: Sequence[str]) -> str:
    """What is counted by what; a cross table has one figure in each cell, so its title says which."""
    headings = [_(HEADINGS[word]) for word in by]
    if len(by) > 1:
        return _("Number of cases by {down} and {across}").format(down=headings[0], across=headings[1])
    return _("Recap by {dimensions}").format(dimensions=headings[0])


_COUNT_COLUMNS: Final = (
    Column("incidents", N_("Incidents"), Kind.COUNT),
    Column("cases", N_("Cases"), Kind.COUNT),
    Column("persons", N_("Persons"), Kind.COUNT),
    Column("share", N_("Share %"), Kind.PERCENT),
)


def _dimension(word: str, book: Book) -> Column:
    return Column(word, HEADINGS[word], Kind.TEXT, labels=_labels(word, book), missing=N_("not stated"))


def _across(word: str, book: Book) -> Column:
    """The dimension whose values stand over the columns of a cross table, where a form of violation is its code."""
    column = _dimension(word, book)
    return replace(column, labels=None) if word == _CODED else column


def _labels(word: str, book: Book) -> Names | None:
    """What people read for the values of a dimension; None where they are words already, as units are."""
    return _LABELS.get(word) or (LAW_NAMES[word](book) if word in LAW_NAMES else None)


def _ordered(
    counted: Iterable[tuple[str | int | None, ...]], by: Sequence[str], book: Book
) -> list[tuple[Row, tuple[int, ...]]]:
    """Rows in the order people expect: the law's own order, or the largest first; not stated last."""
    split = [(row[: len(by)], tuple(_number(count) for count in row[len(by) :])) for row in counted]
    orders = [_order(word, [(keys[place], counts[1]) for keys, counts in split], book) for place, word in enumerate(by)]
    return sorted(split, key=lambda row: [order(key) for order, key in zip(orders, row[0], strict=True)])


def _pivot(by: Sequence[str], rows: Sequence[Row], book: Book, *, notes: Sequence[str]) -> Pivot:
    """The first dimension down, the second across, its values in the order that people expect."""
    order = _order(by[1], [(row[1], _number(row[len(by) + 1])) for row in rows], book)
    return Pivot(by[0], by[1], _ACROSS, order=sorted({row[1] for row in rows}, key=order), notes=notes)


def _order(word: str, sizes: Iterable[tuple[Value, int]], book: Book) -> Callable[[Value], tuple[bool, int, str]]:
    """Where a value of the dimension *word* stands among the others, of which *sizes* tells the cases."""
    rank = _rank(word, book)
    if word not in _BY_SIZE:
        return lambda key: (key is None, rank(key), str(key))
    total: Counter[Value] = Counter()
    for key, size in sizes:
        total[key] += size
    return lambda key: (key is None, -total[key], str(key))


def _rank(word: str, book: Book) -> Callable[[Value], int]:
    """Where a value stands among its kind; 0 where the values sort by themselves (months)."""
    values = RANKS if word == "rank" else _labels(word, book) or {}
    places = {value: place for place, value in enumerate(values)}
    return lambda value: places.get(str(value), 0)


def _number(value: Value) -> int:
    if not isinstance(value, int):
        raise TypeError(type(value))
    return value


def _totals(sums: tuple[int, ...], once: tuple[int, ...]) -> list[Total]:
    """The sum of all rows and, where it counts something twice, a line that counts each once."""
    lines = [Total("sum", N_("Sum"), _line(sums, once))]
    if sums != once:
        lines.append(Total("distinct", N_("Each counted once"), _line(once, once)))
    return lines


def _line(counts: tuple[int, ...], once: tuple[int, ...]) -> Mapping[str, Value]:
    return {**dict(zip(_COUNTS, counts, strict=True)), "share": percent(counts[1], once[1])}


def _notes(sums: tuple[int, ...], once: tuple[int, ...]) -> list[str]:
    """What the figures mean, and of what the shares are parts."""
    notes = [_(_MEANING), _("Shares are percentages of the cases counted ({number}).").format(number=once[1])]
    if sums != once:
        notes.append(_(_SEVERAL_ROWS))
    if sums[1] != once[1]:
        notes.append(_("A case of several forms counts under each of them, so the shares add up to more than 100."))
    return notes


def _cross_notes(by: Sequence[str], sums: tuple[int, ...], once: tuple[int, ...]) -> list[str]:
    """What a cell counts; only a case that stands in several cells needs a line that counts it once."""
    notes = [_("Each cell is the number of cases."), _(_MEANING)]
    if by[1] == _CODED:
        notes.append(_("`asn-neutral law violations list` explains the codes."))
    if sums[1] != once[1]:
        notes.append(_("A case of several forms counts under each of them; the last line counts each case once."))
    return notes
