"""Recaps and the course of a year for the monthly report, each drawn beside its figures."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from asn_neutral.law.terms import Step
from asn_neutral.locale import N_, _
from asn_neutral.reports.dimensions import HEADINGS, dimension, order_of
from asn_neutral.reports.document import Chart, ChartKind
from asn_neutral.reports.monthly_figures import Whole
from asn_neutral.reports.report import Asked, Figure
from asn_neutral.reports.shares import percent
from asn_neutral.reports.table import Column, Kind, Table, Total, Value
from asn_neutral.store.queries.monthly import Month, counted_by, trend

BY: Final = ("unit-kind", "violation", "level", "status", "channel", "stage")
"""The dimensions of the recaps, in their order."""
_YEAR: Final = 12  # months
_IN_MONTH: Final = "in_month"
_COUNTS: Final = (
    Column(_IN_MONTH, N_("In the month"), Kind.COUNT),
    Column("incidents", N_("Incidents"), Kind.COUNT, spare=3),
    Column("cases", N_("Cases"), Kind.COUNT),
    Column("persons", N_("Persons"), Kind.COUNT, spare=2),
    Column("share", N_("Share %"), Kind.PERCENT),
)
_TREND: Final = (
    Column("month", N_("Month"), Kind.ID),
    Column("received", N_("Cases received"), Kind.COUNT),
    Column("decided", N_("Sanctions decided on"), Kind.COUNT),
)
_REGISTERED: Final = (Step.REGISTER,)

RECAP_FIGURES: Final = {
    _IN_MONTH: Figure(N_("Cases of the row that came in within the month."), _REGISTERED),
    "incidents": Figure(
        N_("Complaints that named at least one respondent of the row, each counted once."), _REGISTERED
    ),
    "cases": Figure(N_("Respondents of these complaints, each counted once for every complaint."), _REGISTERED),
    "persons": Figure(N_("Respondents as persons: by NIP, or by name and unit where no NIP is known."), _REGISTERED),
    "share": Figure(N_("The cases of the row in percent of all cases counted, to one decimal, half up.")),
}
TREND_FIGURES: Final = {
    "month": Figure(N_("The month of the year before the end of the report, that month included.")),
    "received": Figure(N_("Cases whose complaint came in within that month."), _REGISTERED),
    "decided": Figure(N_("Cases whose decree (SK) is dated within that month."), (Step.DECIDE,)),
}


def recaps(asked: Asked, month: Month, whole: Whole) -> Iterator[Chart]:
    """The recap by each dimension: what came in within the month, and all that is in the register."""
    for word in BY:
        yield Chart(ChartKind.BARS, _recap(asked, word, month, whole), word, ("cases",))


def _recap(asked: Asked, word: str, month: Month, whole: Whole) -> Table:
    counted = counted_by(asked.connection, word, asked.filters, month)
    order = order_of(word, [(row[0], row[3]) for row in counted], asked.law)
    rows = [(*row, percent(row[3], whole.cases)) for row in sorted(counted, key=lambda row: order(row[0]))]
    several = sum(row[3] for row in rows) != whole.cases
    once: dict[str, Value] = {
        _IN_MONTH: whole.in_month,
        "incidents": whole.incidents,
        "cases": whole.cases,
        "persons": whole.persons,
        "share": percent(whole.cases, whole.cases),
    }
    told = _("A case of several forms counts under each of them; the last line counts each case once.")
    return Table(
        name=f"by_{word.replace('-', '_')}",
        title=_("Recap by {dimensions}").format(dimensions=_(HEADINGS[word])),
        columns=(dimension(word, asked.law), *_COUNTS),
        rows=rows,
        totals=[Total("distinct", N_("Each counted once"), once)] if rows else (),
        notes=[told] if several else (),
        empty=_("no case"),
    )


def course(asked: Asked, month: Month) -> Chart:
    """Cases received and decided on in each of the twelve months that end with the month of the report."""
    months = _months_until(date.fromisoformat(month.last))
    found = trend(asked.connection, asked.filters, since=f"{months[0]}-01", last=month.last)
    rows = [(one, *found.get(one, (0, 0))) for one in months]
    table = Table("course", _("Month by month"), _TREND, rows)
    return Chart(ChartKind.LINES, table, "month", ("received", "decided"))


def _months_until(last: date) -> list[str]:
    """The twelve months (`2024-10`) that end with that of *last*, the oldest first."""
    number = last.year * _YEAR + last.month - 1
    first = max(number - _YEAR + 1, _YEAR)  # no calendar has a year before the first
    return [f"{one // _YEAR:04d}-{one % _YEAR + 1:02d}" for one in range(first, number + 1)]
