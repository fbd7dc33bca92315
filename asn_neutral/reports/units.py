"""The units: which have most cases, and how many that is for their size."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from asn_neutral.intake.headcounts import NONE, Headcounts, read_headcounts
from asn_neutral.intake.names import resembling
from asn_neutral.law.terms import Step
from asn_neutral.locale import N_, _
from asn_neutral.reports.filtering import asked_of
from asn_neutral.reports.report import Asked, Figure, Report, RowKey
from asn_neutral.reports.table import Column, Kind, Table, Total, Value
from asn_neutral.store.queries.units import UnitCounts, unit_members, unit_totals, units

_PER: Final = 1000  # employees
_TOLD: Final = 10  # names or rows that a note repeats
_TENTH: Final = Decimal("0.1")
_COUNTS: Final = ("cases", "persons", "incidents", "decided", "sanctioned")

_COLUMNS: Final = (
    Column("unit", N_("Unit")),
    Column("ranking", N_("Ranking"), Kind.COUNT),
    Column("cases", N_("Cases"), Kind.COUNT),
    Column("persons", N_("Persons"), Kind.COUNT),
    Column("incidents", N_("Incidents"), Kind.COUNT, spare=3),
    Column("decided", N_("Decided"), Kind.COUNT, spare=2),
    Column("sanctioned", N_("Sanctioned"), Kind.COUNT, spare=1),
    Column("employees", N_("Employees"), Kind.COUNT, spare=1),
    Column("per_thousand", N_("Persons per 1,000 employees"), Kind.PERCENT),
)


def units_table(asked: Asked) -> Table:
    """The units with a case that fits the filters, the one with most cases first; equal ones share their rank."""
    found = units(asked.connection, asked.filters)
    file = asked.settings.headcounts
    known = read_headcounts(file) if file else NONE
    sums = {name: sum(getattr(one, name) for one in found) for name in _COUNTS}
    once = dict(zip(_COUNTS, unit_totals(asked.connection, asked.filters), strict=True))
    return Table(
        name="units",
        title=_("Units by number of cases"),
        columns=_COLUMNS,
        rows=list(_rows(found, known)),
        totals=_totals(sums, once) if found else (),
        notes=(*asked.opening_notes(), *(_notes(found, known, has_file=file is not None) if found else ())),
        empty=_("No case fits."),
        office=asked.settings.office_name,
        filters=asked_of(asked.filters),
    )


def _rows(found: Sequence[UnitCounts], known: Headcounts) -> Iterator[tuple[Value, ...]]:
    ranking = 0
    for place, one in enumerate(found):
        if not place or one.cases < found[place - 1].cases:
            ranking = place + 1
        employees = known.employees.get(one.key)
        counts = (one.cases, one.persons, one.incidents, one.decided, one.sanctioned)
        yield one.name, ranking, *counts, employees, per_thousand(one.persons, employees)


def per_thousand(persons: int, employees: int | None) -> Decimal | None:
    """*persons* for each thousand employees, to one decimal, half up; None where the number is not known."""
    if employees is None:
        return None
    return (Decimal(persons) * _PER / employees).quantize(_TENTH, rounding=ROUND_HALF_UP)


def _totals(sums: dict[str, int], once: dict[str, int]) -> list[Total]:
    """The sum of all rows and, where it counts something twice, a line that counts each once."""
    lines = [Total("sum", N_("Sum"), sums)]
    return lines if sums == once else [*lines, Total("distinct", N_("Each counted once"), once)]


def _notes(found: Sequence[UnitCounts], known: Headcounts, *, has_file: bool) -> Iterator[str]:
    """What is not known of the sizes, and which names in the file may be meant for units without one."""
    if not has_file:
        yield _("No number of employees is known; the setting headcounts names the file that has them.")
        return
    if known.refused:
        told = _("Rows of the file of headcounts that were left aside: {rows}.")
        yield told.format(rows=_few([str(row) for row in known.refused]))
    missing = {one.key: one.name for one in found if one.key not in known.employees}
    if missing:
        yield _("No number of employees is known for: {names}.").format(names=_few(list(missing.values())))
    others = known.employees.keys() - {one.key for one in found}
    for key, name in missing.items():
        if near := resembling(key, others):
            told = _("{name} may be the {other} of the file of headcounts.")
            yield told.format(name=name, other=known.names[near])


def _few(names: Sequence[str]) -> str:
    """The first of *names*, and how many more there are."""
    told = ", ".join(names[:_TOLD])
    more = len(names) - _TOLD
    return _("{names} and {number} more").format(names=told, number=more) if more > 0 else told


def _behind(asked: Asked) -> Iterator[tuple[RowKey, str]]:
    return (((unit,), number) for unit, number in unit_members(asked.connection, asked.filters))


REPORT: Final = Report(
    make=units_table,
    figures={
        "unit": Figure(N_("The unit of the respondent, as the case has it."), (Step.REGISTER,)),
        "ranking": Figure(N_("The place by number of cases; units with as many share it.")),
        "cases": Figure(N_("Respondents of complaints, each once for every complaint."), (Step.REGISTER,)),
        "persons": Figure(
            N_("Respondents as persons: by NIP, or by name and unit where no NIP is known."), (Step.REGISTER,)
        ),
        "incidents": Figure(N_("Complaints that named at least one respondent of the unit."), (Step.REGISTER,)),
        "decided": Figure(N_("Cases in which a sanction was decided on, whatever became of it."), (Step.DECIDE,)),
        "sanctioned": Figure(N_("Decided cases without those annulled."), (Step.DECIDE,)),
        "employees": Figure(N_("Employees of the unit, by the file that the setting headcounts names.")),
        "per_thousand": Figure(N_("Persons for each 1,000 employees of the unit, half up; empty where unknown.")),
    },
    row_key=("unit",),
    behind=_behind,
)
