"""The dimensions that reports count by: their headings, their values in words, and the order people expect."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from asn_neutral.errors import UsageError
from asn_neutral.intake.words import RANKS
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
from asn_neutral.reports.filtering import Law
from asn_neutral.reports.names import LAW_NAMES, Names
from asn_neutral.reports.nearest import nearest_or_all
from asn_neutral.reports.table import Column, Kind, Value
from asn_neutral.store.queries.recap import DIMENSIONS

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
CODED: Final = "violation"
"""The dimension whose values have short codes, and names too long to stand over a column."""
_BY_SIZE: Final = frozenset({"unit", "district"})
"""Dimensions without an order of their own: the largest comes first."""


def check_dimensions(by: Sequence[str], *, least: int = 1, most: int = 2) -> None:
    """Refuse dimensions that there are not, twice the same, fewer than *least*, or more than *most* (UsageError)."""
    for word in by:
        if word not in DIMENSIONS:
            known = nearest_or_all(word, DIMENSIONS)
            raise UsageError(problem=_("{word} is no dimension; try {known}.").format(word=word, known=known))
    if len(set(by)) != len(by):
        raise UsageError(problem=_("--by names the same dimension twice."))
    if len(by) > most:
        many = _("--by names more than {most} dimensions.") if most else _("This report takes no --by.")
        raise UsageError(problem=many.format(most=most))
    if len(by) < least:
        known = ", ".join(DIMENSIONS)
        raise UsageError(problem=_("Say with --by what to count by: {known}.").format(known=known))


def dimension(word: str, law: Law) -> Column:
    """The column of a dimension, with the words that people read for its values."""
    return Column(word, HEADINGS[word], Kind.TEXT, labels=_labels(word, law), missing=N_("not stated"))


def across(word: str, law: Law) -> Column:
    """The dimension whose values stand over the columns of a cross table, where a form of violation is its code."""
    column = dimension(word, law)
    return replace(column, labels=None) if word == CODED else column


def _labels(word: str, law: Law) -> Names | None:
    """What people read for the values of a dimension; None where they are words already, as units are."""
    return _LABELS.get(word) or (LAW_NAMES[word](law()) if word in LAW_NAMES else None)


def order_of(word: str, sizes: Iterable[tuple[Value, int]], law: Law) -> Callable[[Value], tuple[bool, int, str]]:
    """Where a value of the dimension *word* stands among the others, of which *sizes* tells the cases."""
    rank = _rank(word, law)
    if word not in _BY_SIZE:
        return lambda key: (key is None, rank(key), str(key))
    total: Counter[Value] = Counter()
    for key, size in sizes:
        total[key] += size
    return lambda key: (key is None, -total[key], str(key))


def _rank(word: str, law: Law) -> Callable[[Value], int]:
    """Where a value stands among its kind; 0 where the values sort by themselves (months)."""
    values = RANKS if word == "rank" else _labels(word, law) or {}
    places = {value: place for place, value in enumerate(values)}
    return lambda value: places.get(str(value), 0)
