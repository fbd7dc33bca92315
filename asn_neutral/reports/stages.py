"""The stages: in which stage of an election what arose, set against the days of the stage."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from asn_neutral.law.book import Book
from asn_neutral.law.entries import Election, Stage
from asn_neutral.law.terms import Step
from asn_neutral.locale import N_, _, either
from asn_neutral.reports.dimensions import across, dimension, order_of
from asn_neutral.reports.filtering import Law, asked_of
from asn_neutral.reports.names import stage_names
from asn_neutral.reports.report import Asked, Figure, Report, RowKey
from asn_neutral.reports.shares import decimal_text
from asn_neutral.reports.table import Column, Kind, Table, Total, Value
from asn_neutral.store.queries.stages import StageCounts, stage_members, stage_persons, stages, whole_stages

_OUTSTANDING: Final = 2  # times the cases per day of the whole election
_TENTH: Final = Decimal("0.1")
_ONE_DAY: Final = timedelta(days=1)
Whole = Mapping[tuple[str | None, str | None], int]
Times = Mapping[tuple[str | None, str | None], Decimal]
Days = Mapping[tuple[str | None, str | None], int]


def stages_table(asked: Asked) -> Table:
    """The cases that fit the filters by election, stage, form of violation and class of post.

    A stage counts with the days it has had until today. The last line counts each case and person once.
    """
    book = asked.law()
    found = stages(asked.connection, asked.filters)
    whole = whole_stages(asked.connection, asked.filters)
    days: Days = {(one.election, one.id): days_of(one, asked.today) for one in book.stages}
    times = _times(whole, days, book)
    once = {"cases": sum(whole.values()), "persons": stage_persons(asked.connection, asked.filters)}
    return Table(
        name="stages",
        title=_("Cases by stage of the election, form of violation and class of post"),
        columns=_columns(asked.law),
        rows=[_row(one, whole, days, times) for one in sorted(found, key=_order(asked.law))],
        totals=[Total("distinct", N_("Each counted once"), once)] if found else (),
        notes=(*asked.opening_notes(), *(_notes(times, book) if found else ())),
        empty=_("No case fits."),
        office=asked.settings.office_name,
        filters=asked_of(asked.filters),
    )


def _columns(law: Law) -> tuple[Column, ...]:
    post = dimension("position-class", law)
    return (
        dimension("election", law),
        dimension("stage", law),
        across("violation", law),
        Column("position_class", post.heading, labels=post.labels, missing=post.missing),
        Column("cases", N_("Cases"), Kind.COUNT),
        Column("persons", N_("Persons"), Kind.COUNT, spare=4),
        Column("days", N_("Days of the stage"), Kind.COUNT, spare=3),
        Column("per_day", N_("Cases per day"), Kind.PERCENT, spare=3),
        Column("stage_cases", N_("Cases of the whole stage"), Kind.COUNT, spare=2),
        Column("stage_per_day", N_("Of the whole stage per day"), Kind.PERCENT, spare=1),
        Column("times_average", N_("Times the average of the election"), Kind.PERCENT),
    )


def days_of(stage: Stage, today: date) -> int:
    """The days that *stage* has had until *today*, itself and both ends included; 0 while it has not begun."""
    return max(0, (min(stage.until, today) - stage.since) // _ONE_DAY + 1)


def _row(one: StageCounts, whole: Whole, days: Days, times: Times) -> tuple[Value, ...]:
    place = (one.election, one.stage)
    length, all_of_it = days.get(place), whole[place]
    crowded = _rounded(times[place]) if place in times else None
    return (*one, length, _per_day(one.cases, length), all_of_it, _per_day(all_of_it, length), crowded)


def _per_day(cases: int, days: int | None) -> Decimal | None:
    """Cases for each day, to one decimal, half up; None where the days are not known."""
    return _rounded(Decimal(cases) / days) if days else None


def _order(law: Law) -> Callable[[StageCounts], tuple[object, ...]]:
    """The order of the law: elections by voting day, their stages by day, the forms, the classes; unknown last."""
    orders = {
        "election": order_of("election", (), law),
        "violation": order_of("violation", (), law),
        "position_class": order_of("position-class", (), law),
    }
    stage = {name: place for place, name in enumerate(stage_names(law()))}
    return lambda one: (
        orders["election"](one.election),
        stage.get(one.stage or "", len(stage)),
        str(one.stage),
        orders["violation"](one.violation),
        orders["position_class"](one.position_class),
    )


def _times(whole: Whole, days: Days, book: Book) -> Times:
    """How many times as many cases per day each stage has as all the stages of its election that have begun."""
    found: dict[tuple[str | None, str | None], Decimal] = {}
    for election in book.elections:
        lengths = {stage.id: days[election.id, stage.id] for stage in election.stages}
        cases = {stage: whole.get((election.id, stage), 0) for stage, length in lengths.items() if length}
        if all_cases := sum(cases.values()):
            average = Decimal(all_cases) / sum(lengths.values())
            found |= {(election.id, stage): Decimal(cases[stage]) / lengths[stage] / average for stage in cases}
    return found


def _notes(times: Times, book: Book) -> Iterator[str]:
    """How the days count, and which stages stand out in each election."""
    yield _("A stage counts with both of its ends, one that is under way until today; a case by the day of the act.")
    yield _("A case of several forms counts under each of them; the last line counts each case once.")
    yield _("`asn-neutral law violations list` explains the codes.")
    for election in book.elections:
        yield from _outstanding(election, times)


def _outstanding(election: Election, times: Times) -> Iterator[str]:
    """The stages of *election* with at least twice as many cases per day as all of it, the most crowded first."""
    rates = {stage.id: times.get((election.id, stage.id), Decimal()) for stage in election.stages}
    crowded = sorted((stage for stage, rate in rates.items() if rate >= _OUTSTANDING), key=lambda one: -rates[one])
    if crowded:
        names = {stage.id: either(stage.name, stage.name_en) for stage in election.stages}
        told = ", ".join(f"{names[stage]} ({decimal_text(_rounded(rates[stage]))})" for stage in crowded)
        sentence = _(
            "{election}: stages with at least twice the cases per day of the whole election, with how many times as"
            " many: {stages}."
        )
        yield sentence.format(election=either(election.name, election.name_en), stages=told)


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_TENTH, rounding=ROUND_HALF_UP)


def _behind(asked: Asked) -> Iterator[tuple[RowKey, str]]:
    for *key, number in stage_members(asked.connection, asked.filters):
        yield tuple(key), str(number)


REPORT: Final = Report(
    make=stages_table,
    figures={
        "election": Figure(N_("The election of the complaint, as named or as found by the day of the act.")),
        "stage": Figure(N_("The stage of the election on the day of the act.")),
        "violation": Figure(N_("The form of violation; a case of several counts under each.")),
        "position_class": Figure(N_("The class of post of the respondent, as the case has it.")),
        "cases": Figure(N_("Respondents of complaints, each once for every complaint."), (Step.REGISTER,)),
        "persons": Figure(
            N_("Respondents as persons: by NIP, or by name and unit where no NIP is known."), (Step.REGISTER,)
        ),
        "days": Figure(N_("The days of the stage by the law data, both ends included, of one under way until today.")),
        "per_day": Figure(N_("The cases of the row for each day of the stage, half up.")),
        "stage_cases": Figure(N_("All cases of the stage that were counted, each once."), (Step.REGISTER,)),
        "stage_per_day": Figure(N_("All cases of the stage for each of its days, half up.")),
        "times_average": Figure(
            N_("How many times as many cases per day as in all stages of the election that have begun, half up.")
        ),
    },
    row_key=("election", "stage", "violation", "position_class"),
    behind=_behind,
)
