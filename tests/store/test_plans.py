"""What the daily questions cost: each statement that is really asked looks things up, and closed cases cost nothing.

Plans differ between a register that SQLite has statistics of and a fresh one, so both are read.
"""

import re
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from asn_neutral import locale
from asn_neutral.domain.measure import Measure
from asn_neutral.domain.numbering import record_id
from asn_neutral.law.book import Book
from asn_neutral.reports.agenda import agenda
from asn_neutral.reports.lawfulness import Lawfulness
from asn_neutral.reports.names import View
from asn_neutral.reports.overdue import overdue_table
from asn_neutral.services.dossiers import brief_named
from asn_neutral.services.lives import state_named
from asn_neutral.store.filters import Filters
from asn_neutral.store.reader import reading
from tests.busy import Busy
from tests.complaints_file import opened
from tests.reports_asked import asked_of

TODAY: Final = date(2025, 1, 15)
BOOK: Final = Book()
CASE: Final = "2024/0001"
CASE_ID: Final = record_id(2024, 1)
CLOSED: Final = 3_000
TRIGGER: Final = "SELECT sql FROM sqlite_schema WHERE name = 'events_follow_each_other'"

Question = Callable[[sqlite3.Connection, Path], object]


def daily_agenda(connection: sqlite3.Connection, register: Path) -> object:
    """`agenda`."""
    table = agenda(connection, Filters(), TODAY, days=14, view=View(None, "Asia/Makassar"), register=register)
    return list(table.rows)


def one_case(connection: sqlite3.Connection, register: Path) -> object:
    """`case next` and `case due`."""
    return state_named(connection, CASE, register)


def one_check(connection: sqlite3.Connection, register: Path) -> object:
    """`case check NUMBER`, `case sanctions` and `case simulate`."""
    brief = brief_named(connection, CASE, BOOK, register)
    return list(Lawfulness(Measure(TODAY, BOOK, BOOK.calendar)).of_one(brief).rows)


def everything_late(connection: sqlite3.Connection, _register: Path) -> object:
    """`report overdue`."""
    return list(overdue_table(asked_of(connection)).rows)


QUESTIONS: Final[tuple[Question, ...]] = (daily_agenda, everything_late, one_case, one_check)


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture(scope="module", params=["fresh", "analysed"])
def register(request: pytest.FixtureRequest, busy: Busy, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The busy register, with what SQLite knows of how its values are spread, and without."""
    path = Path(shutil.copy(busy.path, tmp_path_factory.mktemp("plans")))
    with opened(path) as connection:
        connection.execute("ANALYZE" if request.param == "analysed" else "DROP TABLE IF EXISTS sqlite_stat1")
    return path


def asked(path: Path, question: Question) -> list[str]:
    """The statements that a question really asks, with their values in them."""
    seen: list[str] = []
    with reading(path) as connection:
        connection.set_trace_callback(seen.append)
        question(connection, path)
        connection.set_trace_callback(None)
    return [sql for sql in seen if re.match(r"\s*(SELECT|WITH)", sql)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_daily_question_looks_through_cases_or_events(register: Path, question: Question) -> None:
    statements = asked(register, question)
    assert [sql for sql in statements if "cases" in sql]
    with opened(register) as connection:
        for sql in statements:
            plan = [str(line[3]) for line in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
            # These indexes hold only the cases that ever waited, and those whose decision nobody has confirmed yet.
            few = ("events_waiting", "cases_unconfirmed")
            scans = [line for line in plan if line.startswith("SCAN") and not any(name in line for name in few)]
            assert not [line for line in scans if re.search(r"\b(cases|events|k|e|l|complaint_cases)\b", line)], plan
            assert not [line for line in plan if "AUTOMATIC" in line], plan


def effort(path: Path, question: Question) -> int:
    """How many instructions SQLite carries out for a question: the same on every machine."""
    count = 0

    def counted() -> int:
        nonlocal count
        count += 1
        return 0

    with reading(path) as connection:
        connection.set_progress_handler(counted, 1)
        question(connection, path)
        connection.set_progress_handler(None, 1)
    return count


def with_closed_cases(path: Path, copy: Path) -> Path:
    """A copy of the register with thousands of closed cases more, each with an event, of people of their own."""
    shutil.copy(path, copy)
    with opened(copy) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        told = {"id": "k.id + 1000000 * n.value", "employee_id": "900000 + n.value", "closed_on": "'2024-12-30'",
                "due_on": "NULL", "due_clock": "NULL"}  # fmt: skip
        names = [str(row[1]) for row in connection.execute("PRAGMA table_info(cases)")]
        listed, values = ", ".join(names), ", ".join(told.get(name, f"k.{name}") for name in names)
        some = f"json_each('[{','.join(map(str, range(1, CLOSED + 1)))}]') AS n"
        every = f" FROM cases AS k, {some} WHERE k.id = {CASE_ID} ORDER BY n.value"
        connection.execute(f"INSERT INTO cases ({listed}) SELECT {values}{every}")
        (last,) = connection.execute("SELECT max(seq) FROM events").fetchone()
        (trigger,) = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'events_follow_each_other'"
        ).fetchone()
        connection.execute("DROP TRIGGER events_follow_each_other")  # what stands before the first of them is made up
        connection.execute(
            "INSERT INTO events (seq, case_id, step, happened_on, recorded_at, actor, status, details, previous, hash)"
            f" SELECT {last} + n.value, k.id + 1000000 * n.value, 'close', '2024-12-30', '2024-12-30T01:00:00Z', 'x',"
            f" 'closed', '{{}}', zeroblob(32), zeroblob(32){every}"
        )
        connection.execute(trigger)
    return copy


@pytest.mark.parametrize("question", QUESTIONS)
def test_closed_cases_cost_nothing(register: Path, tmp_path: Path, question: Question) -> None:
    more = with_closed_cases(register, tmp_path / "more.db")
    before, after = effort(register, question), effort(more, question)
    assert before > 50
    assert after <= before + 20


def test_the_effort_would_show_a_scan(register: Path, tmp_path: Path) -> None:
    def scanning(connection: sqlite3.Connection, _register: Path) -> object:
        return connection.execute("SELECT count(*) FROM cases WHERE status = 'x' OR closed_on IS NULL").fetchone()

    more = with_closed_cases(register, tmp_path / "more.db")
    assert effort(more, scanning) > effort(register, scanning) + CLOSED
