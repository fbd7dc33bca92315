"""Figures for the public: cases by one or two dimensions, none of which points to a person."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from asn_neutral.errors import UsageError
from asn_neutral.law.terms import Step
from asn_neutral.locale import N_, _
from asn_neutral.reports.dimensions import CODED, HEADINGS, dimension, order_of
from asn_neutral.reports.filtering import asked_of
from asn_neutral.reports.report import Asked, Figure, Report
from asn_neutral.reports.suppressing import LEAST, Cell, Counts, hidden_cells
from asn_neutral.reports.table import Column, Kind, Table, Total, Value
from asn_neutral.store.queries.recap import recap

_ALL: Final = ""
"""The one column of a table of one dimension."""
_OTHERS: Final = "others"
_MISSING: Final = "not-stated"
_LABELS: Final = {_OTHERS: N_("others together"), _MISSING: N_("not stated")}
_NARROWED_BY: Final = frozenset({"election", "from", "to"})
"""Filters that one publication has in common; of two tables narrowed otherwise one is a part of the other."""
_RULE: Final = N_(
    "A number from 1 to 4 is hidden, and with it others from which it could be computed; a row or column with fewer"
    " than 5 cases in all, and more where nothing could be hidden otherwise, stands under “others together”."
)
_ONE_TABLE: Final = N_(
    "This holds within one table: whoever has several of the same cases, by other dimensions or of overlapping periods,"
    " may compute what one of them hides. Publish one for each election or period."
)
_SEVERAL: Final = N_("A case of several forms counts under each of them, also in the sums.")
_COARSE: Final = N_("There are too few cases for these dimensions; coarser ones, or one alone, tell more.")


def public_table(asked: Asked) -> Table:
    """Cases by one dimension, or by one down and one across, for everybody to read.

    What is hidden is None. Where even the sum would point to persons the table is empty.

    Raises:
        UsageError: it was narrowed by more than the election and the period.
    """
    _check_filters(asked_of(asked.filters))
    counts, hidden = _safe(_counted(asked), crossed=len(asked.by) > 1)
    told: dict[tuple[str, str], int | None] = {
        cell: None if cell in hidden else count for cell, count in counts.items()
    }
    downs, acrosses = (_ordered(counts, place, asked) for place in range(2))
    columns = [_dimension(asked), *(_across(word, asked) for word in acrosses)] if acrosses else [_dimension(asked)]
    return Table(
        name="public",
        title=_("Number of cases by {dimensions}").format(dimensions=", ".join(_(HEADINGS[word]) for word in asked.by)),
        columns=[*columns, *([_SUM] if len(asked.by) > 1 and counts else [])],
        rows=[_row(down, acrosses, told, counts, summed=len(asked.by) > 1) for down in downs],
        totals=_totals(counts, acrosses, summed=len(asked.by) > 1),
        notes=(*asked.opening_notes(), *_notes(asked, downs, acrosses)),
        empty=_("There are too few cases to tell anything about them."),
        office=asked.settings.office_name,
        filters=asked_of(asked.filters),
    )


def _check_filters(words: Iterable[str]) -> None:
    """Refuse filters with which two tables would tell what each of them hides."""
    others = [word for word in words if word not in _NARROWED_BY]
    if others:
        problem = _(
            "Public figures are narrowed only by --election, --from and --to, because two tables narrowed otherwise"
            " would tell together what each hides: leave out {options}, or count by it (--by)."
        )
        raise UsageError(problem=problem.format(options=", ".join(f"--{word}" for word in others)))


def _notes(asked: Asked, downs: Sequence[str], acrosses: Sequence[str]) -> Iterator[str]:
    """What is hidden, how far that reaches, and what a number counts."""
    yield _(_RULE)
    yield _(_ONE_TABLE)
    if CODED in asked.by:
        yield _(_SEVERAL)
    if [_OTHERS] in (downs, acrosses):
        yield _(_COARSE)


_SUM: Final = Column("total", N_("Total"), Kind.COUNT)


def _counted(asked: Asked) -> dict[tuple[str, str], int]:
    """The cases of each cell; a table of two dimensions has a cell wherever a row meets a column."""
    found: Counter[tuple[str, str]] = Counter()
    for *keys, _incidents, cases, _persons in recap(asked.connection, asked.by, asked.filters):
        down, *rest = (_MISSING if key is None else str(key) for key in keys)
        found[down, rest[0] if rest else _ALL] += int(cases or 0)
    downs, acrosses = ({cell[place] for cell in found} for place in range(2))
    return {(down, across): found[down, across] for down in downs for across in acrosses}


def _safe(counts: Counts, *, crossed: bool) -> tuple[Counts, frozenset[Cell]]:
    """The table as it may be told, and its hidden cells; nothing of it where even the sum would say too much.

    Lines are put together until what is hidden can be.
    """
    least = LEAST
    if sum(counts.values()) < LEAST:
        return {}, frozenset()
    while counts:
        folded = _folded(counts, 0, least)
        folded = _folded(folded, 1, least) if crossed else folded
        try:
            return folded, hidden_cells(folded, rows_summed=crossed)
        except ValueError:
            if len(folded) == 1:
                break
        least *= 2
    return {}, frozenset()


def _folded(counts: Counts, place: int, least: int) -> dict[tuple[str, str], int]:
    """The same with all lines of fewer than *least* cases as one, which takes in others until it has as many."""
    sums: Counter[str] = Counter()
    for cell, count in counts.items():
        sums[cell[place]] += count
    small = [line for line, count in sums.items() if count < least]
    for line, _count in sorted(sums.items(), key=lambda one: (one[1], one[0])):
        if small and sum(sums[one] for one in small) < least and line not in small:
            small.append(line)
    folded: Counter[tuple[str, str]] = Counter()
    for (down, across), count in counts.items():
        line = _OTHERS if (down, across)[place] in small else (down, across)[place]
        folded[(line, across) if place == 0 else (down, line)] += count
    return dict(folded)


def _ordered(counts: Counts, place: int, asked: Asked) -> list[str]:
    """The rows, or the columns, in the order people expect; what is not stated and what was put together come last."""
    if place >= len(asked.by):
        return [_ALL]
    sizes: Counter[str] = Counter()
    for cell, count in counts.items():
        sizes[cell[place]] += count
    order = order_of(asked.by[place], list(sizes.items()), asked.law)
    return sorted(sizes, key=lambda word: (word in _LABELS, word == _MISSING, order(word)))


def _dimension(asked: Asked) -> Column:
    column = dimension(asked.by[0], asked.law)
    return Column(column.key, column.heading, labels={**(column.labels or {}), **_LABELS})


def _across(word: str, asked: Asked) -> Column:
    """A column of counts under one value of the second dimension; its key is that value."""
    if word == _ALL:
        return Column("cases", N_("Cases"), Kind.COUNT, missing=N_("hidden"))
    labels = {**(dimension(asked.by[1], asked.law).labels or {}), **_LABELS}
    return Column(word, labels.get(word, word), Kind.COUNT, missing=N_("hidden"))


def _row(
    down: str, acrosses: Iterable[str], told: Mapping[tuple[str, str], int | None], counts: Counts, *, summed: bool
) -> tuple[Value, ...]:
    cells = [told[down, across] for across in acrosses]
    return (down, *cells, *([sum(count for cell, count in counts.items() if cell[0] == down)] if summed else []))


def _totals(counts: Counts, acrosses: Iterable[str], *, summed: bool) -> list[Total]:
    """The sum of each column, and of all."""
    sums = {across: sum(count for cell, count in counts.items() if cell[1] == across) for across in acrosses}
    values: dict[str, Value] = {across or "cases": count for across, count in sums.items()}
    if summed:
        values["total"] = sum(sums.values())
    return [Total("sum", N_("Sum"), values)] if counts else []


REPORT: Final = Report(
    make=public_table,
    figures={
        "cases": Figure(
            N_("Respondents of complaints, each counted once for every complaint and, by form, once for every form."),
            (Step.REGISTER,),
        ),
        "total": Figure(N_("The sum of a row, with what is hidden in it."), (Step.REGISTER,)),
    },
    row_key=(),
    check_filters=_check_filters,
)
"""Of two dimensions the second names the columns; each counts as `cases` does."""
