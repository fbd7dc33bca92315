"""The rows of a report by the keys of its columns."""

from asn_neutral.reports.report import Asked, Report
from asn_neutral.reports.table import Table, Value


def keyed(table: Table) -> list[dict[str, Value]]:
    """Each row of *table*, in order; a stream is read to its end."""
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]


def by_number(report: Report, asked: Asked) -> dict[str, dict[str, Value]]:
    """The rows of a list of cases by their numbers."""
    rows = keyed(report.make(asked))
    found = {str(row["number"]): row for row in rows}
    assert len(found) == len(rows)
    return found
