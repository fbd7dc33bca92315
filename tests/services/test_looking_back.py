"""A register looked back at: what was known on a day, and how things stood on a day."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from asn_neutral.domain.case import replay_until
from asn_neutral.services.add_complaint import RESPONDENT, add_complaint
from asn_neutral.services.lives import event_of
from asn_neutral.services.looking_back import Moment, look_back
from asn_neutral.store.moments import Since, newest_before, see_as_known
from asn_neutral.store.queries.lives import ROW, life
from asn_neutral.store.reader import reading
from asn_neutral.store.tables import past_cases
from tests.complaints_file import ask, desk, opened, row
from tests.lived import LAST_DAY, Lived, lived_register

Rows = list[tuple[object, ...]]
CASES = f"SELECT {', '.join(ROW)}, number FROM cases ORDER BY id"  # noqa: S608 - names of the program
STEPS = """
SELECT case_id, entry, step, happened_on, status, parallel, clock, due_on FROM case_steps {} ORDER BY case_id, entry
"""
TODAY = "WHERE until_seq IS NULL"
SINCE = "SELECT count(*), count(DISTINCT case_id) FROM main.events WHERE seq > ?"
OTHERS = ("SELECT 1 FROM cases", "SELECT 1 FROM complaints", "SELECT 1 FROM complaint_cases")
ZONE = "Asia/Makassar"


@pytest.fixture(scope="module")
def grown(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Lived, Mapping[int, tuple[Rows, Rows]]]:
    """The lived register, and what stood in it after each of its events."""
    truth: dict[int, tuple[Rows, Rows]] = {}

    def note(path: Path) -> None:
        with opened(path) as connection:
            ((seq,),) = connection.execute("SELECT max(seq) FROM events").fetchall()
            truth[seq] = (connection.execute(CASES).fetchall(), connection.execute(STEPS.format(TODAY)).fetchall())

    return lived_register(template, tmp_path_factory.mktemp("grown"), note), truth


def rows(connection: sqlite3.Connection, sql: str, *values: str | int) -> Rows:
    return [tuple(row) for row in connection.execute(sql, values)]


@contextmanager
def looking(path: Path, day: date, *, known: bool) -> Iterator[tuple[sqlite3.Connection, Since | None]]:
    with reading(path, spills=False) as connection:
        yield connection, look_back(connection, Moment(day, known), ZONE, path)


def test_every_stored_column_of_a_case_is_looked_back_at() -> None:
    assert {column.name for column in past_cases.columns} == {*ROW, "number", "until_seq"}


def test_what_was_known_after_each_event_is_known_again(
    grown: tuple[Lived, Mapping[int, tuple[Rows, Rows]]],
) -> None:
    lived, truth = grown
    assert len(truth) > 300
    for seq, (cases, steps) in truth.items():
        with reading(lived.path, spills=False) as connection:
            since = see_as_known(connection, seq)
            assert rows(connection, SINCE, seq) == [since]
            assert since.events == max(truth) - seq
            assert rows(connection, CASES) == cases, seq
            assert rows(connection, STEPS.format("")) == steps, seq
            assert rows(connection, STEPS.format(TODAY)) == steps, seq


def test_a_day_ends_at_midnight_of_the_office(grown: tuple[Lived, Mapping[int, tuple[Rows, Rows]]]) -> None:
    lived, _truth = grown
    ((first, at),) = ask(lived.path, "SELECT seq, recorded_at FROM events WHERE seq = 40")
    day = date.fromisoformat(str(at)[:10])
    with reading(lived.path, spills=False) as connection:
        assert newest_before(connection, f"{day}T12:00:01Z") >= int(str(first))
        assert newest_before(connection, f"{day}T12:00:00Z") < int(str(first))
        assert newest_before(connection, "2000-01-01T00:00:00Z") == 0
        assert newest_before(connection, "2100-01-01T00:00:00Z") == max(_truth)
    with looking(lived.path, day, known=True) as (connection, since):
        assert since is not None
        ((newest,),) = rows(connection, "SELECT max(seq) FROM events")
        assert newest == max(_truth) - since.events
        ((before,),) = rows(connection, "SELECT count(*) FROM main.events WHERE recorded_at < ?", f"{day}T16:00:00Z")
        assert newest == before  # midnight in Makassar


def test_the_other_tables_know_no_more_either(grown: tuple[Lived, Mapping[int, tuple[Rows, Rows]]]) -> None:
    lived, truth = grown
    for (day,) in ask(lived.path, "SELECT DISTINCT substr(recorded_at, 1, 10) FROM events ORDER BY 1")[::40]:
        with looking(lived.path, date.fromisoformat(str(day)), known=True) as (connection, since):
            assert since is not None
            counts = [len(rows(connection, sql)) for sql in OTHERS]
            assert counts == [len(truth[max(truth) - since.events][0])] * 3


def test_before_the_first_event_nothing_was_known(grown: tuple[Lived, Mapping[int, tuple[Rows, Rows]]]) -> None:
    lived, truth = grown
    with looking(lived.path, date(2015, 1, 1), known=True) as (connection, since):
        assert since == Since(max(truth), len(lived.numbers))
        assert rows(connection, CASES) == rows(connection, "SELECT * FROM complaints") == []


@pytest.mark.parametrize("weeks", range(0, 520, 52))
def test_how_things_stood_is_what_the_events_up_to_then_make(
    grown: tuple[Lived, Mapping[int, tuple[Rows, Rows]]], weeks: int
) -> None:
    lived, _truth = grown
    day = LAST_DAY - timedelta(weeks=weeks)
    with looking(lived.path, day, known=False) as (connection, since):
        assert since is None
        stood = {row["id"]: row for row in connection.execute(CASES)}
        opened_by_then = rows(connection, "SELECT id FROM main.cases WHERE opened_on <= ? ORDER BY id", f"{day}")
        assert [(id_,) for id_ in stood] == opened_by_then
        for id_, row in stood.items():
            state = replay_until([event_of(told) for told in life(connection, id_)], day.isoformat())
            assert (row["status"], row["due_on"], row["closed_on"], row["level"]) == (
                state.status, state.due_on, state.closed_on, state.level,
            )  # fmt: skip
            assert row["number"] == state.number
        later = rows(connection, "SELECT 1 FROM case_steps WHERE happened_on > ?", f"{day}")
        assert later == []


def test_nothing_is_left_in_the_register(grown: tuple[Lived, Mapping[int, tuple[Rows, Rows]]]) -> None:
    lived, _truth = grown
    before = lived.path.read_bytes()
    for known in (True, False):
        with (
            looking(lived.path, date(2024, 11, 1), known=known) as (connection, _since),
            pytest.raises(sqlite3.OperationalError, match="readonly"),
        ):
            connection.execute("DELETE FROM main.units")
    assert lived.path.read_bytes() == before


def test_a_clock_that_once_stood_ahead_or_back_does_not_move_the_boundary(register: Path) -> None:
    """What was known at the end of a day is the same, however much is recorded later."""
    instants = ("2024-10-10", "2030-01-01", "2024-10-11", "2024-10-14", "2024-10-15", "1999-01-01", "2024-10-16")
    found: list[list[int]] = []
    for place, day in enumerate(instants, start=1):
        at = replace(desk(register), now=datetime.combine(date.fromisoformat(day), time(2), UTC))
        add_complaint(row(place, jalur="sbt"), at)
        with reading(register) as connection:
            found.append([newest_before(connection, f"2024-10-{end}T00:00:00Z") for end in ("11", "13", "15", "17")])
    assert found[1:] == [[1, 1, 1, 1]] * 6


def test_a_complaint_linked_later_was_not_of_the_case_before(register: Path) -> None:
    nobody = {key: cell for key, cell in row(8, nomor_laporan="T-1").items() if key not in RESPONDENT}
    days = ("2024-10-09", "2024-10-10", "2024-10-12")
    desks = [replace(desk(register), now=datetime.combine(date.fromisoformat(day), time(2), UTC)) for day in days]
    add_complaint(row(1), desks[0])
    add_complaint(nobody, desks[1], tip=True)
    add_complaint(nobody, desks[2], case="2024/0001")
    for day, links in (("2024-10-10", 1), ("2024-10-12", 2)):
        with looking(register, date.fromisoformat(day), known=True) as (connection, _since):
            assert len(rows(connection, "SELECT 1 FROM complaint_cases")) == links
