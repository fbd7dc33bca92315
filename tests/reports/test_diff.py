"""What changed between two days: every figure that is another, and exactly the cases that made it so."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date

import pytest

from asn_neutral import locale
from asn_neutral.reports.diff import difference
from asn_neutral.reports.follow_up import REPORT as FOLLOW_UP
from asn_neutral.reports.recap import REPORT
from asn_neutral.reports.report import Asked, Report
from asn_neutral.reports.table import Column, Kind, Table, Value
from asn_neutral.services.looking_back import Moment, look_back, touched_between
from asn_neutral.store.filters import Filters
from asn_neutral.store.reader import reading
from tests.lived import Lived
from tests.reports_asked import asked_of

ZONE = "Asia/Makassar"
FIRST, LAST = date(2025, 3, 1), date(2025, 6, 1)


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@contextmanager
def two_days(lived: Lived, first: date, last: date, *by: str) -> Iterator[tuple[Asked, Asked, frozenset[str]]]:
    with ExitStack() as stack:
        connections = [stack.enter_context(reading(lived.path, spills=False)) for _day in range(2)]
        touched = touched_between(connections[0], first, last, ZONE)
        for connection, day in zip(connections, (first, last), strict=True):
            look_back(connection, Moment(day, known=True), ZONE, lived.path)
        old, new = (asked_of(one, by=by, today=last) for one in connections)
        yield old, new, touched


def statuses(asked: Asked) -> dict[str, str]:
    return {row["number"]: row["status"] for row in asked.connection.execute("SELECT number, status FROM cases")}


def test_the_cases_behind_each_figure_are_those_that_moved(lived: Lived) -> None:
    with two_days(lived, FIRST, LAST, "status") as (old, new, touched):
        rows = list(difference(REPORT, old, new, touched).rows)
        before, after = statuses(old), statuses(new)
    counted = [row for row in rows if row[1] == "cases"]
    assert len(counted) > 5
    for status, _figure, was, now, entered, left, changed in counted:
        members = [{number for number, stands in one.items() if stands == status} for one in (before, after)]
        assert (was or 0, now or 0) == (len(members[0]), len(members[1]))
        assert entered == tuple(sorted(members[1] - members[0]))
        assert left == tuple(sorted(members[0] - members[1]))
        assert isinstance(changed, tuple)
        assert set(map(str, changed)) <= members[0] & members[1] & touched
    unmoved = set(after.values()) - {row[0] for row in counted}
    for status in unmoved:
        assert sum(one == status for one in before.values()) == sum(one == status for one in after.values())


def test_behind_a_figure_stand_the_cases_that_it_counts_and_no_others(lived: Lived) -> None:
    nobody = Filters(until=("1999-01-01",))
    with two_days(lived, FIRST, LAST) as (old, new, touched):
        rows = list(difference(FOLLOW_UP, old, new, touched).rows)
        from_nothing = list(difference(FOLLOW_UP, replace(old, filters=nobody), new, touched).rows)
    counts = [row for row in rows if not str(row[0]).endswith("_rate")]
    assert {row[0] for row in counts} >= {"recommended", "decided", "in_force"}
    for figure, was, now, entered, left, _changed in counts:
        assert isinstance(entered, tuple)
        assert isinstance(left, tuple)
        assert len(entered) - len(left) == int(str(now)) - int(str(was)), figure
    assert 0 not in [row[2] for row in from_nothing]  # what is 0 on both days did not change


def test_nothing_changes_in_a_day_on_which_nothing_was_recorded(lived: Lived) -> None:
    with two_days(lived, LAST, LAST, "status") as (old, new, touched):
        table = difference(REPORT, old, new, touched)
        assert (list(table.rows), table.empty) == ([], "Nothing changed between the two days.")
        assert touched == frozenset()


COLUMNS = (Column("number", "Number", Kind.ID), Column("status", "Status"), Column("unit", "Unit"))


def _listed(asked: Asked) -> Table:
    sql = "SELECT k.number, k.status, u.name FROM cases AS k JOIN units AS u ON u.id = k.unit_id ORDER BY k.id"
    rows: list[tuple[Value, ...]] = [tuple(row) for row in asked.connection.execute(sql)]
    return Table("listed", "Listed", COLUMNS, rows)


def test_in_a_list_every_cell_that_changed_is_named_by_its_case(lived: Lived) -> None:
    with two_days(lived, FIRST, LAST) as (old, new, touched):
        table = difference(Report(_listed, {}), old, new, touched)
        rows = list(table.rows)
        before, after = statuses(old), statuses(new)
    moved = {number for number in after if before.get(number) != after[number]}
    assert {row[0] for row in rows if row[1] == "status"} == moved
    assert {row[0] for row in rows if row[1] == "unit"} == after.keys() - before.keys()
    for number, figure, was, now, entered, left, changed in rows:
        assert (entered, left, changed) == (
            ((number,), (), ()) if number not in before else ((), (), (number,))
        ), figure  # fmt: skip
        if figure == "status":
            assert (was, now) == (before.get(str(number)), after[str(number)])


def test_the_columns_say_which_row_and_which_figure(lived: Lived) -> None:
    with two_days(lived, FIRST, LAST, "unit") as (old, new, touched):
        table = difference(REPORT, old, new, touched)
    assert [column.key for column in table.columns] == [
        "unit", "figure", "before", "after", "entered", "left", "changed",
    ]  # fmt: skip
    assert table.title == "What changed: Recap by Unit"
    labels = table.columns[1].labels
    assert labels is not None
    assert labels["cases"] == "Cases"


def test_people_are_named_the_first_cases_of_many_and_scripts_all(lived: Lived) -> None:
    with two_days(lived, FIRST, LAST, "status") as (old, new, touched):
        table = difference(REPORT, old, new, touched)
        lists = [column for column in table.columns if column.kind is Kind.LIST]
        assert [(column.key, column.most) for column in lists] == [("entered", 5), ("left", 5), ("changed", 5)]
        assert max(len(cell) for row in table.rows for cell in row if isinstance(cell, tuple)) > 5
