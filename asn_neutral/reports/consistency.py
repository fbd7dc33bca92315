"""The consistency: how far apart the sanctions for one form of violation and one class of post lie."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from asn_neutral.law.book import Book
from asn_neutral.law.terms import Employment, Step
from asn_neutral.locale import N_, _
from asn_neutral.reports.dimensions import across, dimension, order_of
from asn_neutral.reports.filtering import asked_of
from asn_neutral.reports.names import sanction_labels
from asn_neutral.reports.percentiles import MEDIAN, nearest_rank
from asn_neutral.reports.report import Asked, Figure, Report, RowKey
from asn_neutral.reports.table import Column, Kind, Table, Value
from asn_neutral.store.queries.consistency import Sanctioned, sanctioned

LEAST: Final = 3
"""Cases from which a group tells what is usual."""
FARTHEST: Final = 1
"""Steps of severity from the median that are still usual."""
Group = Sequence[tuple[Sanctioned, int]]


def consistency_table(asked: Asked) -> Table:
    """The sanctions that stand, by form of violation and class of post, with the cases that lie far from the median."""
    book = asked.law()
    severity = severities(book)
    known, strange = _split(sanctioned(asked.connection, asked.filters), severity)
    groups = {key: list(group) for key, group in groupby(known, key=lambda one: one[0][:2])}
    orders = [order_of(word, (), asked.law) for word in ("violation", "position-class")]
    keys = sorted(groups, key=lambda key: [order(part) for order, part in zip(orders, key, strict=True)])
    return Table(
        name="consistency",
        title=_("Consistency of sanctions by form of violation and class of post"),
        columns=_columns(asked),
        rows=[(*key, *_figures(groups[key], book)) for key in keys],
        notes=(*asked.opening_notes(), *_notes(strange)),
        empty=_("No case that fits has a sanction."),
        office=asked.settings.office_name,
        filters=asked_of(asked.filters),
    )


def _columns(asked: Asked) -> tuple[Column, ...]:
    post = dimension("position-class", asked.law)
    names = sanction_labels(asked.view)
    return (
        across("violation", asked.law),
        Column("position_class", post.heading, labels=post.labels, missing=post.missing),
        Column("cases", N_("Cases"), Kind.COUNT),
        Column("lightest", N_("Lightest"), labels=names),
        Column("median", N_("Median"), labels=names),
        Column("heaviest", N_("Heaviest"), labels=names),
        Column("outliers", N_("Outliers"), Kind.LIST),
    )


def severities(book: Book) -> Mapping[str, int]:
    """The severity of every sanction by its id, as its newest version has it."""
    newest = sorted(book.sanctions, key=lambda one: one.since)
    return {one.id: one.severity for one in newest}


def _split(found: Iterable[Sanctioned], severity: Mapping[str, int]) -> tuple[Group, list[str]]:
    """The cases with the severity of their sanction, and the numbers of those whose sanction the law has not."""
    known: list[tuple[Sanctioned, int]] = []
    strange: dict[str, None] = {}
    for one in found:
        if one.sanction in severity:
            known.append((one, severity[one.sanction]))
        else:
            strange[one.number] = None
    return known, list(strange)


def _figures(group: Group, book: Book) -> tuple[Value, ...]:
    """The values of the columns after the form and the class."""
    names = {severity: one.sanction for one, severity in reversed(group)}
    counted = Counter(severity for _one, severity in group)
    middle = nearest_rank(counted, MEDIAN) or 0
    far = (one.number for one, severity in group if steps_between(one, severity, middle, book) > FARTHEST)
    outliers = tuple(far) if len(group) >= LEAST else ()
    return len(group), names[min(counted)], names[middle], names[max(counted)], outliers


def steps_between(one: Sanctioned, severity: int, other: int, book: Book) -> int:
    """How many steps of severity lie from one sanction to *other* among those in force when *one* was decided on.

    What is no longer or not yet there, or is not for that kind of employment, is no step in between.
    """
    employment = Employment(one.employment) if one.employment else None
    there = {entry.severity for entry in book.sanctions_on(date.fromisoformat(one.decided_on), employment=employment)}
    low, high = min(severity, other), max(severity, other)
    return len([step for step in there | {severity, other} if low < step <= high])


def _notes(strange: Sequence[str]) -> Iterator[str]:
    yield _(
        "An outlier lies more than one step of severity from the median of a group of at least {least} cases; steps are"
        " the sanctions in force on the day of the decision for that kind of employment."
    ).format(least=LEAST)
    yield _("The median is the lower of two in the middle. A case of several forms counts under each of them.")
    yield _("`asn-neutral law violations list` explains the codes.")
    if strange:
        told = _("The law data does not have the sanctions of: {numbers}.")
        yield told.format(numbers=", ".join(strange))


def _behind(asked: Asked) -> Iterator[tuple[RowKey, str]]:
    known, _strange = _split(sanctioned(asked.connection, asked.filters), severities(asked.law()))
    return ((one[:2], one.number) for one, _severity in known)


REPORT: Final = Report(
    make=consistency_table,
    figures={
        "violation": Figure(N_("The form of violation; a case of several counts under each.")),
        "position_class": Figure(N_("The class of post of the respondent, as the case has it.")),
        "cases": Figure(
            N_("Cases with a sanction that stands after objection and appeal; annulled ones do not count."),
            (Step.DECIDE, Step.DECIDE_OBJECTION, Step.DECIDE_APPEAL),
        ),
        "lightest": Figure(N_("The sanction of least severity by the law data."), (Step.DECIDE,)),
        "median": Figure(N_("The sanction in the middle, ordered by severity, the lower one of two."), (Step.DECIDE,)),
        "heaviest": Figure(N_("The sanction of greatest severity by the law data."), (Step.DECIDE,)),
        "outliers": Figure(
            N_("Numbers of the cases more than one step of severity from the median; none in groups below three.")
        ),
    },
    row_key=("violation", "position_class"),
    behind=_behind,
)
