"""Which reports there are; the module of each is imported when it is asked for."""

import importlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from asn_neutral.errors import UsageError
from asn_neutral.law.terms import STEP_LABELS
from asn_neutral.locale import N_, _
from asn_neutral.reports.nearest import nearest_or_all
from asn_neutral.reports.table import Column, Kind, Table

if TYPE_CHECKING:  # the table of reports is read by commands that make none
    from asn_neutral.reports.report import Figure, Report


class Entry(NamedTuple):
    """The module under `asn_neutral.reports` that holds a report as `REPORT`, and what it tells (a msgid).

    `most` is by how many dimensions it can be asked for, `least` by how many it must; without any it takes no `--by`.
    """

    module: str
    description: str
    example: str  # a msgid
    most: int = 0
    least: int = 0


REPORTS: Final[Mapping[str, Entry]] = {
    "recap": Entry(
        "recap",
        N_("Incidents, cases and persons by one or two dimensions, with totals and shares."),
        N_("Example: asn-neutral report recap --by unit --by level -o recap.xlsx"),
        most=2,
        least=1,
    ),
    "register": Entry(
        "full_register",
        N_("The full register: a row for each case, from the complaint to the report to BKN."),
        N_("Example: asn-neutral report register --election pilkada-2024 -o register.xlsx"),
    ),
    "overdue": Entry(
        "overdue",
        N_("Open cases whose next deadline has passed: how late, who has to act, what BKN may block."),
        N_("Example: asn-neutral report overdue --unit kadia"),
    ),
    "sanctions": Entry(
        "decisions",
        N_("Sanctions with their decrees, from when until when they have effect, those in effect first."),
        N_("Example: asn-neutral report sanctions --level berat -o sanctions.xlsx"),
    ),
    "remedies": Entry(
        "remedies",
        N_("Objections and appeals: filed, due, decided, and what became of the sanction; pending ones first."),
        N_("Example: asn-neutral report remedies"),
    ),
    "repeat": Entry(
        "repeat",
        N_("Respondents named or sanctioned before: each later case with the decisions before it."),
        N_("Example: asn-neutral report repeat --from 2024-01-01"),
    ),
    "custody": Entry(
        "custody",
        N_("Open cases by who has them in hand: how many, since when, how many days."),
        N_("Example: asn-neutral report custody --election pilkada-2024"),
    ),
    "follow-up": Entry(
        "follow_up",
        N_("How many cases were recommended, decided, put in force and reported to BKN, with rates, and the others."),
        N_("Example: asn-neutral report follow-up --by election"),
        most=1,
    ),
    "durations": Entry(
        "durations",
        N_("How long each step took: median, 90th percentile and longest, and how late the late ones were."),
        N_("Example: asn-neutral report durations --election pilkada-2024"),
        most=1,
    ),
    "units": Entry(
        "units",
        N_("Units by number of cases, with persons per 1,000 employees where their number is known."),
        N_("Example: asn-neutral report units --limit 10"),
    ),
    "stages": Entry(
        "stages",
        N_("Cases by stage of the election, form and class of post, and per day of the stage."),
        N_("Example: asn-neutral report stages --election pilkada-2024 --sort=-stage_per_day"),
    ),
    "consistency": Entry(
        "consistency",
        N_("Lightest, median and heaviest sanction for each form and class of post, with outliers by case number."),
        N_("Example: asn-neutral report consistency --from 2024-01-01"),
    ),
    "intake": Entry(
        "intake",
        N_("Files taken in, by sender, with the share of rows refused."),
        N_("Example: asn-neutral report intake --from 2024-10-01"),
    ),
    "activity": Entry(
        "activity",
        N_("Who recorded what in a period, corrections apart."),
        N_("Example: asn-neutral report activity --from 2025-01-01 --to 2025-01-31"),
    ),
    "public": Entry(
        "public",
        N_("Figures for the public: cases by one or two dimensions, small numbers hidden."),
        N_("Example: asn-neutral report public --by unit-kind --by level -o public.html"),
        most=2,
        least=1,
    ),
}
"""Every report by its name, in the order people see."""
DOCUMENTS: Final[Mapping[str, Entry]] = {
    "monthly": Entry(
        "monthly",
        N_("The report of a month in one document: figures, recaps with charts, lists, and what each figure means."),
        N_("Example: asn-neutral report monthly --month 2024-10 -o 2024-10.pdf"),
    ),
}
"""Reports of several tables; their module has `FIGURES` in place of a `REPORT`, by table and column."""


def report_named(name: str) -> "Report":
    """The report of that name.

    Raises:
        UsageError: There is none; the nearest is named.
    """
    if name not in REPORTS:
        problem = _("There is no report {name}; try {known}.")
        raise UsageError(problem=problem.format(name=name, known=nearest_or_all(name, REPORTS)))
    report: Report = importlib.import_module(f"asn_neutral.reports.{REPORTS[name].module}").REPORT
    return report


def report_by(name: str, by: Sequence[str]) -> "Report":
    """The report of that name, to be counted by the dimensions *by*.

    Raises:
        UsageError: There is none; or one of the dimensions is none, or they are more or fewer than the report takes.
    """
    from asn_neutral.reports.dimensions import check_dimensions

    report, entry = report_named(name), REPORTS[name]
    check_dimensions(by, least=entry.least, most=entry.most)
    return report


def report_list() -> Table:
    """Every report with what it tells."""
    columns = (Column("name", N_("Report"), Kind.ID), Column("description", N_("What it tells")))
    rows = [(name, _(entry.description)) for name, entry in {**REPORTS, **DOCUMENTS}.items()]
    return Table("report-list", _("Reports"), columns, rows)


def described(name: str) -> Table:
    """What each column of a report means, and the steps whose records it counts.

    Raises:
        UsageError: There is no such report.
    """
    columns = (
        Column("key", N_("Column"), Kind.ID),
        Column("meaning", N_("What it means")),
        Column("steps", N_("Steps it counts"), Kind.LIST, labels=STEP_LABELS),
    )
    figures = _figures_of_document(name) if name in DOCUMENTS else report_named(name).figures
    rows = [(key, _(figure.meaning), tuple(step.value for step in figure.steps)) for key, figure in figures.items()]
    title = _("The report {name}").format(name=name)
    notes = [_({**REPORTS, **DOCUMENTS}[name].description)]
    return Table("report-description", title, columns, rows, notes=notes)


def _figures_of_document(name: str) -> "Mapping[str, Figure]":
    """What each column of each table of a document means, by `table.column`."""
    module = importlib.import_module(f"asn_neutral.reports.{DOCUMENTS[name].module}")
    tables: Mapping[str, Mapping[str, Figure]] = module.FIGURES
    return {f"{table}.{key}": figure for table, figures in tables.items() for key, figure in figures.items()}
