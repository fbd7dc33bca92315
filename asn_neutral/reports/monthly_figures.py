"""The key figures of a month, against those of the month before."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from asn_neutral.law.terms import Step
from asn_neutral.locale import N_, _
from asn_neutral.reports.report import Figure
from asn_neutral.reports.table import Column, Kind, Table

Figures = Mapping[str, int]


class Whole(NamedTuple):
    """Everything in the register, each counted once, and how many of its cases came in within the month."""

    incidents: int
    cases: int
    persons: int
    in_month: int

    @classmethod
    def of(cls, figures: Figures) -> "Whole":
        """The same from the figures of a month."""
        return cls(figures["all_incidents"], figures["all_cases"], figures["all_persons"], figures["cases"])


LABELS: Final[Mapping[str, str]] = {
    "reports": N_("Complaints received"),
    "cases": N_("Cases received"),
    "persons": N_("Persons reported"),
    "recommended": N_("Recommendations received"),
    "decided": N_("Sanctions decided on"),
    "in_force": N_("Sanctions taking effect"),
    "reported": N_("Reported to BKN"),
    "open": N_("Open at the end"),
    "overdue": N_("Overdue at the end"),
    "block_risk": N_("BKN may block the data"),
    "blocked": N_("Data blocked at the end"),
    "running": N_("Sanctions in effect at the end"),
}
"""The figures by name, in the order people read them: what came in and went on, then what is at the end."""
MEANINGS: Final[Mapping[str, Figure]] = {
    "reports": Figure(N_("Complaints received within the month, also those that name nobody."), (Step.REGISTER,)),
    "cases": Figure(
        N_("Respondents of complaints received within the month, each once for every complaint."), (Step.REGISTER,)
    ),
    "persons": Figure(
        N_("These respondents as persons: by NIP, or by name and unit where no NIP is known."), (Step.REGISTER,)
    ),
    "recommended": Figure(
        N_("Cases whose last recommendation the PPK received within the month."), (Step.RECEIVE_RECOMMENDATION,)
    ),
    "decided": Figure(N_("Cases whose decree (SK) is dated within the month."), (Step.DECIDE,)),
    "in_force": Figure(
        N_("Cases of which it is on record that the sanction took effect within the month."), (Step.TAKE_EFFECT,)
    ),
    "reported": Figure(N_("Cases whose last report to BKN was made within the month."), (Step.REPORT_TO_BKN,)),
    "open": Figure(N_("Cases that had not come to rest by the end of the month.")),
    "overdue": Figure(N_("Open cases whose next deadline had passed at the end of the month.")),
    "block_risk": Figure(
        N_("Open cases whose recommendation was not followed up in time, so that BKN may block the data in SIASN."),
        (Step.RECEIVE_RECOMMENDATION,),
    ),
    "blocked": Figure(
        N_("Cases in which BKN blocked the data in SIASN and has not reopened it."), (Step.BLOCK_DATA, Step.REOPEN_DATA)
    ),
    "running": Figure(
        N_("Cases whose sanction has effect, recorded or by law: it has begun, not ended, and was not annulled."),
        (Step.DELIVER, Step.TAKE_EFFECT, Step.FINISH_SERVING),
    ),
}
KEY_FIGURES: Final = {
    "figure": Figure(N_("What is counted; each is explained by itself.")),
    "month": Figure(N_("The figure of the month of the report.")),
    "before": Figure(N_("The same of the month before, as it was known at the end of that month.")),
    "change": Figure(N_("The first less the second.")),
}


def key_figures_table(now: Figures, before: Figures) -> Table:
    """Every key figure of the month beside that of the month before."""
    columns = (
        Column("figure", N_("Figure"), labels=LABELS),
        Column("month", N_("This month"), Kind.COUNT),
        Column("before", N_("Month before"), Kind.COUNT),
        Column("change", N_("Change"), Kind.COUNT),
    )
    rows = [(name, now[name], before[name], now[name] - before[name]) for name in LABELS]
    return Table("key_figures", _("Key figures"), columns, rows)
