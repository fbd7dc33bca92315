"""How a schedule stands, in one word, and what a digest leaves out."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from asn_neutral import locale
from asn_neutral.domain.recurrence import recurrence
from asn_neutral.reports.agenda import Reason
from asn_neutral.reports.digest import digest
from asn_neutral.reports.names import View
from asn_neutral.reports.schedules import failures, schedule_status, state_of
from asn_neutral.reports.table import Column, Table, Value
from asn_neutral.services.schedules import Run, Schedule, Standing

NOW = datetime(2025, 1, 15, 6, tzinfo=UTC)
SCHEDULE = Schedule(1, "harian", ("recap",), recurrence("daily 06:00"), "/srv/x.csv", (), NOW, NOW, "petugas")
DONE = Run(NOW, NOW, NOW, 0, "/srv/x.csv", "ab", 3, None)
NEW = Standing(SCHEDULE, None, None, NOW, None, "", 0)
VIEW = View(None, "Asia/Makassar")
KEYS = ("number", "status", "clock", "due_on", "days_left", "reason", "name", "unit")


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.mark.parametrize(
    ("standing", "state"),
    [
        (NEW, "new"),
        (replace(NEW, due=NOW), "late"),
        (replace(NEW, run=DONE), "done"),
        (replace(NEW, run=DONE, due=NOW), "late"),
        (replace(NEW, run=replace(DONE, exit_code=31, problem="x"), due=NOW), "failed"),
        (replace(NEW, run=replace(DONE, exit_code=143)), "killed"),
        (replace(NEW, run=replace(DONE, ended_at=None, exit_code=None)), "killed"),
        (replace(NEW, run=replace(DONE, ended_at=None, exit_code=None), running="process 7"), "running"),
    ],
)
def test_the_state_of_a_schedule_is_one_word(standing: Standing, state: str) -> None:
    assert state_of(standing) == state
    table = schedule_status([standing], [], VIEW)
    (row,) = table.rows
    assert row[1] == state
    assert bool(table.notes) == (standing.due is not None)
    assert bool(failures([standing])) == (state in {"failed", "killed"})


def test_a_run_that_was_killed_is_told_though_nobody_wrote_why() -> None:
    killed = replace(NEW, run=replace(DONE, ended_at=None, exit_code=None))
    assert failures([killed]) == ["harian: its process was ended from outside"]


def agenda_of(count: int, **cells: Value) -> Table:
    given = {"status": "registered", "clock": None, "due_on": None, "days_left": None, "reason": Reason.SOON, **cells}
    rows = [[f"2024/{number:04}", *(given.get(key) for key in KEYS[1:])] for number in range(1, count + 1)]
    return Table("agenda", "", [Column(key, key) for key in KEYS], rows)


def text_of(agenda: Table, *, names: bool = False) -> str:
    made = digest(agenda, [], [], date(2025, 1, 15), office="Setda", names=names)
    assert made is not None
    assert made.text.startswith(f"{made.subject}\n")
    return made.text


def test_a_digest_names_the_first_cases_and_counts_the_others() -> None:
    text = text_of(agenda_of(23))
    assert "Due soon: 23" in text
    assert text.count("\n- 2024/") == 20
    assert text.endswith("- and 3 more\n")


def test_days_are_told_in_words() -> None:
    due = date(2025, 1, 14)
    assert "- 2024/0001, 2025-01-14, 1 day late\n" in text_of(agenda_of(1, due_on=due, days_left=-1))
    assert "- 2024/0001, 2025-01-17, 2 days left\n" in text_of(agenda_of(1, due_on=date(2025, 1, 17), days_left=2))
    assert "- 2024/0001, x, 2025-01-15, 0 days left\n" in text_of(
        agenda_of(1, clock="x", due_on=date(2025, 1, 15), days_left=0)
    )
    waiting = text_of(agenda_of(1, reason=Reason.WAITING, name="A", unit=None), names=True)
    assert "Waiting for another agency: 1\n- 2024/0001, A\n" in waiting


def test_where_nothing_is_pressing_there_is_no_digest() -> None:
    assert digest(agenda_of(0), [NEW], [], date(2025, 1, 15), office="Setda", names=False) is None
