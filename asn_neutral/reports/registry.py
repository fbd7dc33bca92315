"""Which reports there are."""

from typing import Final

from asn_neutral.locale import N_, _
from asn_neutral.reports.table import Column, Kind, Table

REPORTS: Final = {
    "recap": N_("Incidents, cases and persons by one or two dimensions, with totals and shares."),
}
"""Name and description (a msgid) of every report, in the order people see."""


def report_list() -> Table:
    """Every report with what it tells."""
    columns = (Column("name", N_("Report"), Kind.ID), Column("description", N_("What it tells")))
    return Table("report-list", _("Reports"), columns, [(name, _(text)) for name, text in REPORTS.items()])
