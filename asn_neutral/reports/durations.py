"""The durations: how long each step took, and how late the late ones were; never an average."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from asn_neutral.law.book import Book
from asn_neutral.law.move import TERM_END
from asn_neutral.law.terms import STEP_LABELS, DayUnit, Step
from asn_neutral.locale import N_, _, either, ngettext
from asn_neutral.reports.clocks import TERM
from asn_neutral.reports.dimensions import CODED
from asn_neutral.reports.filtering import asked_of
from asn_neutral.reports.grouped import dimension_columns, grouped_title, in_order
from asn_neutral.reports.percentiles import HIGH, MEDIAN, nearest_rank
from asn_neutral.reports.report import Asked, Figure, Report, RowKey
from asn_neutral.reports.table import Column, Kind, Table, Value
from asn_neutral.store.queries import durations as ask

TO_DECISION: Final = "received-to-decided"
TO_EFFECT: Final = "decided-to-in-force"
_SPANS: Final[Mapping[str, str]] = {
    TO_DECISION: N_("from the complaint received to the decision"),
    TO_EFFECT: N_("from the decision to in force"),
}
_LABELS: Final[Mapping[str, str]] = {**STEP_LABELS, **_SPANS}
_ORDER: Final = {word: place for place, word in enumerate((*(step.value for step in Step), *_SPANS))}
_NO_LIMIT: Final = (None, None, None, None, ())
Stored = str | int | None


@dataclass(slots=True)
class _Spread:
    """The days that one step took, and the days after its last day, each with how often; which clocks it answered."""

    days: Counter[int] = field(default_factory=Counter)
    after: Counter[int] = field(default_factory=Counter)
    clocks: set[str] = field(default_factory=set)

    def took(self) -> tuple[Value, ...]:
        """How often, and the days: median, 90th percentile, longest."""
        longest = max(self.days, default=None)
        return self.days.total(), nearest_rank(self.days, MEDIAN), nearest_rank(self.days, HIGH), longest

    def was_late(self) -> tuple[Value, ...]:
        """How often there was a time limit and how often it had passed; the days late: median, worst; the clocks."""
        late = Counter({days: times for days, times in self.after.items() if days > 0})
        worst = max(late, default=None)
        return self.after.total(), late.total(), nearest_rank(late, MEDIAN), worst, tuple(sorted(self.clocks))


Spreads = Mapping[tuple[Value, ...], _Spread]


def durations_table(asked: Asked) -> Table:
    """How long each step on the main line took in the cases that fit the filters, by one dimension or as a whole.

    Two more rows span several steps: from the complaint received to the decision, and from there to in force.
    """
    spreads = _spreads(asked)
    place = in_order(asked, [(key[0], spread.days.total()) for key, spread in spreads.items()])
    keys = sorted(spreads, key=lambda key: (*place(key), _ORDER.get(str(key[-1]), len(_ORDER))))
    clocks = sorted({clock for spread in spreads.values() for clock in spread.clocks})
    return Table(
        name="durations",
        title=grouped_title(_("Durations"), asked.by),
        columns=(*dimension_columns(asked), *_columns(clocks, asked.law())),
        rows=[(*key, *spreads[key].took(), *_lateness(key[-1], spreads[key])) for key in keys],
        notes=(*asked.opening_notes(), *(_notes(asked, clocks) if keys else ())),
        empty=_("No step was recorded in the cases that fit."),
        office=asked.settings.office_name,
        filters=asked_of(asked.filters),
    )


def _lateness(step: Value, spread: _Spread) -> tuple[Value, ...]:
    """How late a step was; a span over several answers no time limit."""
    return _NO_LIMIT if step in _SPANS else spread.was_late()


def _columns(clocks: list[str], book: Book) -> tuple[Column, ...]:
    return (
        Column("step", N_("Step"), labels=_LABELS),
        Column("times", N_("Times"), Kind.COUNT),
        Column("median_days", N_("Median"), Kind.COUNT),
        Column("p90_days", N_("90th percentile"), Kind.COUNT),
        Column("longest_days", N_("Longest"), Kind.COUNT),
        Column("answered", N_("With a time limit"), Kind.COUNT, spare=2),
        Column("late", N_("Late"), Kind.COUNT),
        Column("late_median_days", N_("Days late, median"), Kind.COUNT, spare=1),
        Column("late_worst_days", N_("Days late, worst"), Kind.COUNT),
        Column("clocks", N_("Time limits"), Kind.LIST, labels=_clock_names(clocks, book), spare=3),
    )


def _clock_names(clocks: list[str], book: Book) -> dict[str, str]:
    """What people read for the clocks; one that the law data has no more shows its id."""
    names = {one.id: either(one.name, one.name_en) for one in book.deadlines} | {TERM_END: _(TERM)}
    return {clock: names.get(clock, clock) for clock in clocks}


def _spreads(asked: Asked) -> Spreads:
    """By the dimension, if any, and the step: how long it took and how late it was."""
    found: defaultdict[tuple[Value, ...], _Spread] = defaultdict(_Spread)
    for *key, days, times in _asked(asked, ask.STEPS):
        found[tuple(key)].days[_whole(days)] += _whole(times)
    for name, question in ((TO_DECISION, ask.TO_DECISION), (TO_EFFECT, ask.TO_EFFECT)):
        for *key, days, times in _asked(asked, question):
            found[*key, name].days[_whole(days)] += _whole(times)
    for *key, clock, days, times in _asked(asked, ask.LATE):
        spread = found[tuple(key)]
        spread.after[_whole(days)] += _whole(times)
        spread.clocks.add(str(clock))
    return found


def _asked(asked: Asked, question: str) -> Iterator[tuple[Stored, ...]]:
    return ask.asked_by(asked.connection, asked.by, asked.filters, question)


def _whole(stored: Stored) -> int:
    if not isinstance(stored, int):
        raise TypeError(type(stored))
    return stored


def _notes(asked: Asked, clocks: list[str]) -> Iterator[str]:
    """How it was counted, and where the days of a time limit are of another kind."""
    yield _("Days are calendar days since the step before on the main line; waiting for another agency is among them.")
    yield _(
        "Median and 90th percentile are by nearest rank: the smallest number of days that half, or nine tenths, of all"
        " did not exceed."
    )
    working = {one.id for one in asked.law().deadlines if one.unit is DayUnit.WORKING}
    if counted := [clock for clock in clocks if clock in working]:
        names = _clock_names(counted, asked.law())
        told = _("These time limits are counted in working days, while days late are calendar days: {names}.")
        yield told.format(names="; ".join(names[clock] for clock in counted))
    (backwards,) = next(ask.asked_by(asked.connection, (), asked.filters, ask.BACKWARDS))
    if left_out := _whole(backwards):
        yield ngettext(
            "{count} step is dated before the one recorded before it, as effect may come before the decision; it is"
            " left out of the days.",
            "{count} steps are dated before the one recorded before them, as effect may come before the decision; they"
            " are left out of the days.",
            left_out,
        ).format(count=left_out)
    if CODED in asked.by:
        yield _("A case of several forms counts under each of them.")


def _behind(asked: Asked) -> Iterator[tuple[RowKey, str]]:
    for *key, number in _asked(asked, ask.STEP_MEMBERS):
        yield tuple(key), str(number)
    for name, question in ((TO_DECISION, ask.DECIDED_MEMBERS), (TO_EFFECT, ask.EFFECT_MEMBERS)):
        for *key, number in _asked(asked, question):
            yield (*key, name), str(number)


REPORT: Final = Report(
    make=durations_table,
    figures={
        "step": Figure(
            N_("A step on the main line, or a span over several: decisions on sanctions, and their day in force.")
        ),
        "times": Figure(N_("How often the step was recorded and counts; in the spans, how many cases have both days.")),
        "median_days": Figure(
            N_("Calendar days since the step before, or since the complaint was received, that half did not exceed.")
        ),
        "p90_days": Figure(N_("Calendar days that nine tenths did not exceed, by nearest rank.")),
        "longest_days": Figure(N_("The calendar days of the slowest.")),
        "answered": Figure(N_("How often the step had to be done within a time limit whose last day was known.")),
        "late": Figure(N_("How often that day had passed; of several time limits the first to end counts.")),
        "late_median_days": Figure(N_("Calendar days after the last day that half of the late ones did not exceed.")),
        "late_worst_days": Figure(N_("The calendar days of the latest.")),
        "clocks": Figure(N_("The time limits that the step answered.")),
    },
    row_key=("step",),
    behind=_behind,
)
"""Its first column is the dimension asked for, if any; a row is one step of one value of it."""
