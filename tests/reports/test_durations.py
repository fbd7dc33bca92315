"""The durations: every figure compared with the records of the replayed cases."""

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.domain.case import CaseState
from asn_neutral.domain.facts import in_force_on
from asn_neutral.law.terms import Step
from asn_neutral.reports.durations import REPORT, TO_DECISION, TO_EFFECT, durations_table
from asn_neutral.reports.table import Table, Value
from asn_neutral.store.filters import Filters
from asn_neutral.store.reader import reading
from tests.complaints_file import opened
from tests.lived import Lived
from tests.made_up import made_up
from tests.reports_asked import asked_of

Lists = dict[str, list[int]]
YEAR_2020 = date(2020, 1, 1)


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def made(path: Path, *by: str, filters: Filters = Filters()) -> Table:  # noqa: B008 - frozen
    with reading(path) as connection:
        return durations_table(asked_of(connection, filters, by=by))


def by_key(table: Table) -> list[dict[str, Value]]:
    return [dict(zip((column.key for column in table.columns), row, strict=True)) for row in table.rows]


def days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def told_by(states: list[CaseState]) -> tuple[Lists, Lists]:
    """By step the days since the step before on the main line, and the days after the last day of its clock."""
    took, after = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for state in states:
        before = state.opened_on
        for record in state.records[1:]:
            if not record.parallel:
                if record.on >= before:
                    took[record.step].append(days(before, record.on))
                before = record.on
            if record.due_on:
                after[record.step].append(days(record.due_on, record.on))
        decided = next((record.on for record in reversed(state.records) if record.step is Step.DECIDE), None)
        force = in_force_on(state)
        if decided:
            took[TO_DECISION].append(days(state.opened_on, decided))
        if decided and force and force.isoformat() >= decided:
            took[TO_EFFECT].append(days(decided, force.isoformat()))
    return took, after


def at_rank(values: list[int], tenths: int) -> int | None:
    """The value that *tenths* of ten do not exceed; None of no values."""
    if not values:
        return None
    return sorted(values)[-(-len(values) * tenths // 10) - 1]


def expected(states: list[CaseState]) -> dict[str, tuple[Value, ...]]:
    took, after = told_by(states)
    rows: dict[str, tuple[Value, ...]] = {}
    for step in took.keys() | after.keys():
        values = took.get(step, [])
        late = [number for number in after.get(step, []) if number > 0]
        lateness = (
            (None, None, None, None)
            if step in {TO_DECISION, TO_EFFECT}
            else (len(after.get(step, [])), len(late), at_rank(late, 5) if late else None, max(late, default=None))
        )
        rows[step] = (len(values), at_rank(values, 5), at_rank(values, 9), max(values, default=None), *lateness)
    return rows


KEYS = ("times", "median_days", "p90_days", "longest_days", "answered", "late", "late_median_days", "late_worst_days")


def test_every_figure_is_what_the_records_tell(lived: Lived, states: list[CaseState]) -> None:
    told = {str(row["step"]): tuple(row[key] for key in KEYS) for row in by_key(made(lived.path))}
    assert told == expected(states)
    assert sum(figures[5] for figures in told.values() if isinstance(figures[5], int)) > 3


def test_by_a_dimension_each_value_counts_its_own(lived: Lived, states: list[CaseState]) -> None:
    table = made(lived.path, "violation-group")
    for track in ("disiplin", "kode-etik", "keanggotaan-partai"):
        told = {row["step"]: tuple(row[k] for k in KEYS) for row in by_key(table) if row["violation-group"] == track}
        assert told == expected([state for state in states if state.track == track])


def test_a_case_of_two_forms_counts_under_each_with_the_same_days(template: Path, tmp_path: Path) -> None:
    path = stepped(template, tmp_path, [[(3, "study"), (10, "review")]], violations="D1;D4")
    told = [
        (row["violation"], row["step"], row["times"], row["median_days"]) for row in by_key(made(path, "violation"))
    ]
    assert told == [("D1", "study", 1, 3), ("D1", "review", 1, 7), ("D4", "study", 1, 3), ("D4", "review", 1, 7)]


def test_steps_stand_in_the_order_of_the_procedure_and_spans_last(lived: Lived) -> None:
    steps = [row["step"] for row in by_key(made(lived.path))]
    assert steps[-2:] == [TO_DECISION, TO_EFFECT]
    order = [step.value for step in Step]
    assert steps[:-2] == sorted(steps[:-2], key=lambda step: order.index(str(step)))


def stepped(
    template: Path, folder: Path, lives: list[list[tuple[int, str]]], *, violations: str = "D4", due: int | None = None
) -> Path:
    """A register in which the steps of each life lie so many days after the complaint was received."""
    cases = [{"opened_on": "2020-01-01", "violations": violations} for _life in lives]
    path = made_up(template, folder, cases)
    with opened(path) as connection:
        ids = [id_ for (id_,) in connection.execute("SELECT id FROM cases ORDER BY id")]
        for id_, life in zip(ids, lives, strict=True):
            for entry, (after, step) in enumerate(life, start=2):
                on = (YEAR_2020 + timedelta(days=after)).isoformat()
                last = None if due is None else (YEAR_2020 + timedelta(days=due)).isoformat()
                connection.execute(
                    "INSERT INTO case_steps VALUES (?, ?, ?, ?, ?, 'review', 0, ?, ?, NULL)",
                    (id_, entry, entry, step, on, "ppk-follow-up" if due is not None else None, last),
                )
    return path


def test_ten_cases_by_hand(template: Path, tmp_path: Path) -> None:
    """Days 1 to 9 and 100: the median is 5, nine tenths took at most 9; an average would say 14.5."""
    path = stepped(template, tmp_path, [[(after, "review")] for after in (*range(1, 10), 100)], due=7)
    (row,) = by_key(made(path))
    assert tuple(row[key] for key in KEYS) == (10, 5, 9, 100, 10, 3, 2, 93)
    assert row["clocks"] == ("ppk-follow-up",)


def test_the_last_day_is_in_time(template: Path, tmp_path: Path) -> None:
    (row,) = by_key(made(stepped(template, tmp_path, [[(7, "review")], [(8, "review")]], due=7)))
    assert (row["answered"], row["late"], row["late_worst_days"]) == (2, 1, 1)


def test_what_was_undone_or_ran_beside_is_no_step_between(template: Path, tmp_path: Path) -> None:
    path = stepped(template, tmp_path, [[(2, "study"), (5, "block-data"), (9, "review")]])
    with opened(path) as connection:
        connection.execute("UPDATE case_steps SET parallel = 1 WHERE step = 'block-data'")
    assert [(row["step"], row["median_days"]) for row in by_key(made(path))] == [("study", 2), ("review", 7)]
    with opened(path) as connection:
        connection.execute("UPDATE case_steps SET until_seq = 9 WHERE step = 'study'")
    assert [(row["step"], row["median_days"]) for row in by_key(made(path))] == [("review", 9)]


def test_a_step_dated_before_the_one_before_it_took_no_days(template: Path, tmp_path: Path) -> None:
    path = stepped(template, tmp_path, [[(30, "decide"), (9, "take-effect"), (40, "finish-serving")]])
    table = made(path)
    told = [(row["step"], row["times"], row["median_days"]) for row in by_key(table)]
    assert told == [("decide", 1, 30), ("finish-serving", 1, 31)]
    assert [note for note in table.notes if note.startswith("1 step is dated before")]
    with reading(path) as connection:
        assert REPORT.behind is not None
        assert [key for key, _number in REPORT.behind(asked_of(connection))] == [("decide",), ("finish-serving",)]


def test_steps_in_their_order_are_all_counted(template: Path, tmp_path: Path) -> None:
    table = made(stepped(template, tmp_path, [[(3, "study"), (3, "review")]]))
    assert [(row["step"], row["median_days"]) for row in by_key(table)] == [("study", 3), ("review", 0)]
    assert not [note for note in table.notes if "left out" in note]


def test_clocks_of_working_days_are_named(lived: Lived) -> None:
    (note,) = [note for note in made(lived.path).notes if "working days" in note]
    assert "Reply of the PPK to an appeal" in note
    assert not [note for note in made(lived.path, filters=Filters(status=("tip",))).notes if "working days" in note]


def test_the_cases_behind_are_as_many_as_the_rows_count(lived: Lived) -> None:
    with reading(lived.path) as connection:
        asked = asked_of(connection, by=("level",))
        table = durations_table(asked)
        assert REPORT.behind is not None
        behind = [key for key, _number in REPORT.behind(asked)]
    counted = {tuple(row[:2]): row[2] for row in table.rows if row[2]}
    assert counted == {key: behind.count(key) for key in behind}


def test_nothing_to_count_says_so(register: Path) -> None:
    table = made(register)
    assert (list(table.rows), table.empty) == ([], "No step was recorded in the cases that fit.")
