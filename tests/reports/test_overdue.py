"""What is overdue: held against the clocks of the replayed cases, and days counted one by one."""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.domain.case import CaseState
from asn_neutral.law.move import CLOCKS
from asn_neutral.law.terms import Step
from asn_neutral.reports.overdue import REPORT
from asn_neutral.services.record_step import record_step
from asn_neutral.store.filters import Filters
from asn_neutral.store.reader import reading
from tests.complaints_file import book, desk, opened, row, take, write
from tests.lived import Lived
from tests.report_rows import by_number, keyed
from tests.reports_asked import asked_of

DAYS = (date(2024, 1, 27), date(2025, 2, 19), date(2025, 6, 15), date(2026, 8, 31))


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def first_due(state: CaseState) -> tuple[date, str] | None:
    """The day and the id of the clock that ends first of those that bind and run."""
    running = [(clock.due_on, clock.clock) for clock in state.clocks if clock.binds and clock.due_on is not None]
    return min(running, default=None)


def at_risk(state: CaseState, today: date) -> bool:
    """Whether the clock that BKN guards has passed, be it the first or not."""
    return any(
        CLOCKS[clock.clock].guarded and clock.due_on is not None and clock.due_on < today for clock in state.clocks
    )


@pytest.mark.parametrize("today", DAYS)
def test_it_lists_the_open_cases_whose_first_deadline_has_passed(
    lived: Lived, states: list[CaseState], today: date
) -> None:
    with reading(lived.path) as connection:
        table = REPORT.make(asked_of(connection, today=today))
        rows = keyed(table)
    expected = [
        (not at_risk(state, today), due[0], state.number, due[1])
        for state in states
        if state.closed_on is None and (due := first_due(state)) and due[0] < today
    ]
    assert [(not found["block_risk"], found["due_on"], found["number"], found["clock"]) for found in rows] == sorted(
        expected
    )
    assert len(expected) >= 1
    for found in rows:
        due_on = found["due_on"]
        assert isinstance(due_on, date)
        assert found["days_late"] == (today - due_on).days
        assert found["actor"] == CLOCKS[str(found["clock"])].actor
    assert f"{len(expected)} overdue." in table.notes


def test_working_days_are_counted_one_by_one(lived: Lived) -> None:
    today = date(2025, 6, 15)
    free = book().calendar.holidays
    with reading(lived.path) as connection:
        rows = keyed(REPORT.make(asked_of(connection, today=today)))
    for found in rows:
        due_on = found["due_on"]
        assert isinstance(due_on, date)
        days = [due_on + timedelta(days=place) for place in range(1, (today - due_on).days + 1)]
        worked = sum(day.weekday() < 5 and day not in free for day in days)
        assert found["working_days_late"] == worked, found["number"]
    assert any(found["working_days_late"] != found["days_late"] for found in rows)


@pytest.fixture
def late_register(register: Path, tmp_path: Path) -> Path:
    """Two recommendations and a summons: all due in December 2024, the second case with an owner."""
    take(register, write(tmp_path / "in.csv", row(1), row(2, unit_kerja="Kecamatan Kadia"), row(3)))
    given = {"recommendation_number": "R-1", "recommended_by": "kasn"}
    for serial, day in ((1, date(2024, 12, 4)), (2, date(2024, 12, 2))):
        record_step(f"2024/{serial:04d}", Step.RECEIVE_RECOMMENDATION, day, given, desk(register))
    with opened(register) as connection:
        connection.execute("UPDATE cases SET owner = 'Siti' WHERE number = '2024/0002'")
        connection.execute("UPDATE cases SET due_clock = 'bawaslu-study', due_on = '2024-11-01' WHERE id % 10 = 3")
    return register


@pytest.fixture
def late(late_register: Path) -> Iterator[sqlite3.Connection]:
    with reading(late_register) as connection:
        yield connection


def test_what_bkn_may_answer_stands_before_what_is_later_still(late: sqlite3.Connection) -> None:
    table = REPORT.make(asked_of(late))
    rows = keyed(table)
    assert [(found["number"], found["block_risk"]) for found in rows] == [
        ("2024/0002", True), ("2024/0001", True), ("2024/0003", False),
    ]  # fmt: skip
    assert "Of 2 cases BKN may block the data in SIASN already." in table.notes
    assert (rows[0]["owner"], rows[0]["unit"]) == ("Siti", "Kecamatan Kadia")
    first, second = (by_number(REPORT, asked_of(late, today=day)) for day in (date(2024, 12, 20), date(2024, 12, 24)))
    assert (len(first), len(second)) == (1, 2)


@pytest.mark.parametrize(
    ("told", "at_risk"),
    [
        ("followed_up_on = NULL", True),
        ("followed_up_on = '2024-12-09'", False),
        ("respond_by = '2025-01-15'", False),
        ("side = 'criminal'", True),
        ("side = 'criminal;waiting'", False),
    ],
)
def test_a_follow_up_that_is_late_is_seen_behind_another_deadline(
    late_register: Path, told: str, *, at_risk: bool
) -> None:
    with opened(late_register) as connection:
        connection.execute(
            f"UPDATE cases SET due_clock = 'second-summons', due_on = '2024-12-01', {told} WHERE number = '2024/0002'"  # noqa: S608 - one of the texts above
        )
    with reading(late_register) as connection:
        found = by_number(REPORT, asked_of(connection))["2024/0002"]
    assert (found["clock"], found["block_risk"]) == ("second-summons", at_risk)


def test_the_last_day_itself_is_in_time(late: sqlite3.Connection) -> None:
    day = by_number(REPORT, asked_of(late))["2024/0001"]["due_on"]
    assert isinstance(day, date)
    assert "2024/0001" not in by_number(REPORT, asked_of(late, today=day))
    found = by_number(REPORT, asked_of(late, today=day + timedelta(days=1)))["2024/0001"]
    assert found["days_late"] == 1


def test_a_year_without_a_calendar_has_no_working_days(late: sqlite3.Connection) -> None:
    found = by_number(REPORT, asked_of(late, today=date(2041, 1, 15)))["2024/0001"]
    assert found["working_days_late"] is None
    assert isinstance(found["days_late"], int)


def test_a_limit_and_filters(late: sqlite3.Connection) -> None:
    table = REPORT.make(asked_of(late, limit=1))
    assert ([found[0] for found in table.rows], table.matching) == (["2024/0002"], 3)
    table = REPORT.make(asked_of(late, Filters(unit=("kadia",), owner=("siti",))))
    assert ([found[0] for found in table.rows], table.filters) == (
        ["2024/0002"], {"unit": ["kadia"], "owner": ["siti"]},
    )  # fmt: skip
    nothing = REPORT.make(asked_of(late, Filters(level=("moral",), owner=("nobody here",))))
    assert (list(nothing.rows), nothing.empty) == ([], "nothing is overdue")
    assert any("is responsible for no case" in note for note in nothing.notes)


def test_people_read_names_of_the_time_limits(lived: Lived) -> None:
    with reading(lived.path) as connection:
        table = REPORT.make(asked_of(connection, today=date(2026, 8, 31)))
    (labels,) = [column.labels for column in table.columns if column.key == "clock"]
    assert labels is not None
    assert labels["term-end"] == "end of the sanction's term"
    assert labels["ppk-follow-up"] == "Follow-up of a recommendation by the PPK"
