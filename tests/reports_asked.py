"""A report as a test asks for it."""

import sqlite3
from collections.abc import Sequence
from datetime import date

from asn_neutral.config import load_settings
from asn_neutral.reports.report import Asked
from asn_neutral.store.filters import Filters
from tests.complaints_file import book

TODAY = date(2025, 1, 15)


def asked_of(
    connection: sqlite3.Connection,
    filters: Filters = Filters(),  # noqa: B008 - frozen
    *,
    by: Sequence[str] = (),
    today: date = TODAY,
    limit: int | None = None,
) -> Asked:
    """What a report is made of, for the office of the tests on 15 January 2025."""
    settings = load_settings({}, {"ASN_NEUTRAL_OFFICE_NAME": "Kantor Contoh", "ASN_NEUTRAL_DB": "/nowhere/register.db"})
    return Asked(connection, book, settings, today, filters, tuple(by), limit)
