"""The recap: how many incidents, cases and persons, by one or two dimensions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from asn_neutral.law.terms import Step
from asn_neutral.locale import N_, _
from asn_neutral.reports.dimensions import CODED, HEADINGS, across, dimension, order_of
from asn_neutral.reports.filtering import Law, asked_of
from asn_neutral.reports.report import Asked, Figure, Report, RowKey
from asn_neutral.reports.shares import percent
from asn_neutral.reports.table import Column, Kind, Pivot, Table, Total, Value
from asn_neutral.store.queries.recap import recap, recap_members, recap_totals

_COUNTS: Final = ("incidents", "cases", "persons")
_ACROSS: Final = "cases"
"""What the cells of a cross table count."""
_MEANING: Final = N_(
    "An incident is one complaint; a case is one respondent of it; a person may stand in several cases."
)
_SEVERAL_ROWS: Final = N_(
    "Some incidents, cases or persons stand in more than one row; the last line counts each of them once."
)

_REGISTERED: Final = (Step.REGISTER,)
Row = tuple[Value, ...]


def recap_table(asked: Asked) -> Table:
    """The recap by one or two dimensions, over the cases that fit the filters.

    `share` is the part of all these cases that stands in a row, so shares add up to more than 100 where a case
    stands in several rows. The line of sums adds up what stands above it; where one incident, case or person stands
    in several rows a second line counts each once. A cross table, as people see two dimensions, shows cases.
    """
    by, law = asked.by, asked.law
    about = asked.opening_notes()
    counted = recap(asked.connection, by, asked.filters)
    rows = [(*keys, *counts) for keys, counts in _ordered(counted, by, law)]
    sums = tuple(sum(_number(row[len(by) + place]) for row in rows) for place in range(len(_COUNTS)))
    once = recap_totals(asked.connection, asked.filters)
    shared = [(*row, percent(_number(row[len(by) + 1]), once[1])) for row in rows]
    return Table(
        name="recap",
        title=_title(by),
        columns=(dimension(by[0], law), *(across(word, law) for word in by[1:]), *_COUNT_COLUMNS),
        rows=shared,
        totals=_totals(sums, once),
        notes=(*about, *_notes(sums, once)),
        pivot=_pivot(by, shared, law, notes=(*about, *_cross_notes(by, sums, once))) if len(by) > 1 else None,
        office=asked.settings.office_name,
        filters=asked_of(asked.filters),
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


def _ordered(
    counted: Iterable[tuple[str | int | None, ...]], by: Sequence[str], law: Law
) -> list[tuple[Row, tuple[int, ...]]]:
    """Rows in the order people expect: the law's own order, or the largest first; not stated last."""
    split = [(row[: len(by)], tuple(_number(count) for count in row[len(by) :])) for row in counted]
    orders = [
        order_of(word, [(keys[place], counts[1]) for keys, counts in split], law) for place, word in enumerate(by)
    ]
    return sorted(split, key=lambda row: [order(key) for order, key in zip(orders, row[0], strict=True)])


def _pivot(by: Sequence[str], rows: Sequence[Row], law: Law, *, notes: Sequence[str]) -> Pivot:
    """The first dimension down, the second across, its values in the order that people expect."""
    order = order_of(by[1], [(row[1], _number(row[len(by) + 1])) for row in rows], law)
    return Pivot(by[0], by[1], _ACROSS, order=sorted({row[1] for row in rows}, key=order), notes=notes)


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
    if by[1] == CODED:
        notes.append(_("`asn-neutral law violations list` explains the codes."))
    if sums[1] != once[1]:
        notes.append(_("A case of several forms counts under each of them; the last line counts each case once."))
    return notes


def _behind(asked: Asked) -> Iterator[tuple[RowKey, str]]:
    for *key, number in recap_members(asked.connection, asked.by, asked.filters):
        yield tuple(key), str(number)


REPORT: Final = Report(
    make=recap_table,
    figures={
        "incidents": Figure(
            N_("Complaints that named at least one respondent of the row, each counted once."), _REGISTERED
        ),
        "cases": Figure(N_("Respondents of these complaints, each counted once for every complaint."), _REGISTERED),
        "persons": Figure(
            N_("Respondents as persons: by NIP, or by name and unit where no NIP is known."), _REGISTERED
        ),
        "share": Figure(N_("The cases of the row in percent of all cases counted, to one decimal, half up.")),
    },
    row_key=(),
    behind=_behind,
)
"""Its first columns are the dimensions asked for."""
