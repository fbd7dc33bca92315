"""The lists of a past day: each is held against a copy of the register that was taken on that very day."""

import re
from datetime import date

import pytest

from asn_neutral import locale
from asn_neutral.reports import custody, decisions, full_register, overdue, remedies, repeat
from asn_neutral.reports.report import Report
from asn_neutral.services.looking_back import Moment, look_back
from asn_neutral.store.reader import reading
from tests.lived import COPIED, Lived
from tests.reports_asked import asked_of

LISTS: dict[str, Report] = {
    "register": full_register.REPORT,
    "overdue": overdue.REPORT,
    "sanctions": decisions.REPORT,
    "remedies": remedies.REPORT,
    "repeat": repeat.REPORT,
    "custody": custody.REPORT,
}
ZONE = "Asia/Makassar"


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.mark.parametrize("day", COPIED)
@pytest.mark.parametrize("name", LISTS)
def test_it_is_the_list_that_would_have_been_made_then(lived: Lived, name: str, day: date) -> None:
    with reading(lived.copies[day]) as connection:
        then = [tuple(row) for row in LISTS[name].make(asked_of(connection, today=day)).rows]
        some = list(LISTS[name].make(asked_of(connection, today=day, limit=3)).rows)
    with reading(lived.path, spills=False) as connection:
        look_back(connection, Moment(day, known=True), ZONE, lived.path)
        back = [tuple(row) for row in LISTS[name].make(asked_of(connection, today=day)).rows]
        cut = list(LISTS[name].make(asked_of(connection, today=day, limit=3)).rows)
    assert back == then
    assert cut == some
    assert then or name == "repeat"


@pytest.mark.parametrize("known", [True, False, None])
@pytest.mark.parametrize("name", LISTS)
def test_no_name_is_ever_sorted(lived: Lived, name: str, *, known: bool | None) -> None:
    """What is sorted may go to a temporary file; then it is ids and days alone."""
    seen: list[str] = []
    with reading(lived.path, spills=known is None) as connection:
        if known is not None:
            look_back(connection, Moment(COPIED[0], known=known), ZONE, lived.path)
        connection.set_trace_callback(seen.append)
        list(LISTS[name].make(asked_of(connection, today=COPIED[0])).rows)
        connection.set_trace_callback(None)
        asked = [sql for sql in seen if re.match(r"\s*SELECT", sql) and "cases" in sql]
        assert asked
        for sql in asked:
            plan = [str(line[3]) for line in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
            assert "respondent_name" not in sql or "USE TEMP B-TREE FOR ORDER BY" not in plan, plan
