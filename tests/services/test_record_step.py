"""Recording steps: one event, one row, one transaction, whoever else writes or whatever ends the process."""

import json
import os
import shutil
import signal
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from asn_neutral import errors, locale
from asn_neutral.law.terms import Status, Step
from asn_neutral.services import casework
from asn_neutral.services.check_register import check_register
from asn_neutral.services.desk import Desk
from asn_neutral.services.record_step import StepRecorded, record_step
from asn_neutral.store.queries.lives import project
from tests.complaints_file import ask, book, desk, dump, opened, row, take, write

CASE = "2024/0001"


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def case(register: Path, tmp_path: Path) -> Path:
    """A register with two cases received on 8 October 2024."""
    take(register, write(tmp_path / "in.csv", row(1), row(2)))
    return register


def record(path: Path, step: Step, on: str, /, *, version: int | None = None, **given: str) -> StepRecorded:
    return record_step(CASE, step, date.fromisoformat(on), given, desk(path), version=version)


def recommended(path: Path) -> StepRecorded:
    return record(path, Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommendation_number="R-900", recommended_by="bkn")


def test_a_step_is_one_event_and_the_row_of_its_case(case: Path) -> None:
    done = recommended(case)
    assert (done.event, done.state.version, done.state.status) == (4, 2, Status.RECOMMENDED)
    assert ask(case, "SELECT status, due_clock, due_on, closed_on, version FROM cases ORDER BY id") == [
        ("recommended", "ppk-follow-up", "2025-01-24", None, 2),
        ("registered", None, None, None, 1),
    ]
    ((case_id, complaint_id, step, on, at, actor, status, details),) = ask(
        case,
        "SELECT case_id, complaint_id, step, happened_on, recorded_at, actor, status, details FROM events"
        " WHERE seq = 4",
    )
    assert (case_id, complaint_id, step, on) == (20240000001, None, "receive-recommendation", "2025-01-06")
    assert (at, actor, status) == ("2025-01-15T01:02:03Z", "petugas", "recommended")
    told = json.loads(str(details))
    assert (told["recommendation_number"], told["recommended_by"]) == ("R-900", "bkn")
    assert "clock" not in told
    assert check_register(case).ok


def test_a_case_that_ends_has_no_deadline_and_a_day_of_rest(case: Path) -> None:
    recommended(case)
    record(case, Step.LAPSE, "2025-01-10", cause="pensiun")
    assert ask(case, "SELECT status, due_clock, due_on, closed_on FROM cases WHERE id = 20240000001") == [
        ("lapsed", None, None, "2025-01-10")
    ]
    assert check_register(case).ok


@pytest.mark.parametrize(
    ("step", "on", "given", "error"),
    [
        (Step.DECIDE, "2025-01-10", {}, errors.BarredError),
        (Step.REVIEW, "2025-01-16", {}, errors.FutureDayError),
        (Step.REVIEW, "2024-01-16", {}, errors.StepTooEarlyError),
        (Step.REFER, "2025-01-10", {"agency": "Provinsi"}, errors.MissingNeedsError),
        (Step.REFER, "2025-01-10", {"agency": "x", "letter_number": "1\x1b[2J"}, errors.BadNeedError),
        (Step.REFER, "2025-01-10", {"agency": "x" * 3_000, "letter_number": "1"}, errors.BadNeedError),
    ],
)
def test_what_is_refused_leaves_no_trace(
    case: Path, step: Step, on: str, given: dict[str, str], error: type[errors.AsnError]
) -> None:
    before = dump(case)
    with pytest.raises(error):
        record_step(CASE, step, date.fromisoformat(on), given, desk(case))
    assert dump(case) == before


def test_a_rehearsal_tells_all_and_keeps_nothing(case: Path) -> None:
    before = dump(case)
    done = record_step(CASE, Step.REVIEW, date(2025, 1, 10), {}, desk(case), rehearse=True)
    assert (done.state.status, done.event) == (Status.REVIEW, None)
    assert dump(case) == before


def test_a_clock_that_was_set_back_is_told(case: Path) -> None:
    early = Desk(case, book(), date(2025, 1, 15), datetime(2025, 1, 14, tzinfo=UTC), "petugas")
    record_step(CASE, Step.REVIEW, date(2025, 1, 10), {}, early)
    ((details,),) = ask(case, "SELECT details FROM events WHERE seq = 4")
    assert json.loads(str(details))["clock"] == "back"
    assert record(case, Step.BLOCK_DATA, "2025-01-11").state.side == {"blocked"}
    assert check_register(case).ok


def test_the_week_of_the_office_counts(case: Path) -> None:
    six = Desk(case, book(), date(2025, 1, 15), datetime(2025, 1, 15, 2, tzinfo=UTC), "petugas", week=6)
    given = {"recommendation_number": "R-900", "recommended_by": "bkn"}
    done = record_step(CASE, Step.RECEIVE_RECOMMENDATION, date(2025, 1, 6), given, six)
    assert done.state.due_on == "2025-01-22"  # two Saturdays earlier than with five days a week


def test_whoever_looked_before_is_told_what_changed(case: Path) -> None:
    record(case, Step.STUDY, "2025-01-08", version=1)
    before = dump(case)
    with pytest.raises(errors.CaseChangedError, match=r"meanwhile: study 2025-01-08 \(petugas\)") as raised:
        record(case, Step.REVIEW, "2025-01-10", version=1)
    assert raised.value.exit_code == 21
    assert dump(case) == before
    assert record(case, Step.REVIEW, "2025-01-10", version=2).state.status == Status.REVIEW


def test_events_that_cannot_be_replayed_stop_it(case: Path) -> None:
    with opened(case) as connection:
        (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'events_are_never_changed'").fetchone()
        connection.execute("DROP TRIGGER events_are_never_changed")
        connection.execute("UPDATE events SET details = '{}' WHERE case_id = 20240000001")
        connection.execute(sql)
    with pytest.raises(errors.BrokenDatabaseError, match="the events of case 2024/0001 cannot be replayed"):
        record(case, Step.REVIEW, "2025-01-10")


# ---- several at once


def apart(work: Callable[[], None]) -> int:
    """A fork that does *work*; its number. It ends with 0, or with 21 where the procedure refused."""
    number = os.fork()
    if number:
        return number
    code = 99
    try:
        work()
        code = 0
    except errors.BarredError:
        code = 21
    finally:
        os._exit(code)


@pytest.mark.slow
def test_two_processes_decide_on_one_state_once(case: Path) -> None:
    """All start together; whoever comes later sees what the first recorded, and is refused."""
    gate, opener = os.pipe()

    def work() -> None:
        os.close(opener)
        os.read(gate, 1)
        given = {"agency": "Provinsi", "letter_number": "900"}
        record_step(CASE, Step.REFER, date(2025, 1, 10), given, desk(case, wait_seconds=20))

    children = [apart(work) for _turn in range(3)]
    os.close(opener)
    os.close(gate)
    codes = sorted(os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) for number in children)
    assert codes == [0, 21, 21]
    assert ask(case, "SELECT count(*) FROM events WHERE step = 'refer'") == [(1,)]
    assert check_register(case).ok


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["append", "project"])
def test_killed_half_way_nothing_is_kept(case: Path, moment: str) -> None:
    before = dump(case)

    def work() -> None:
        def die(*_given: object) -> None:
            os.kill(os.getpid(), signal.SIGKILL)

        with pytest.MonkeyPatch.context() as patch:
            if moment == "append":  # the event is written, the row is not
                patch.setattr(casework, "project", die)
            else:

                def project_and_die(*given: object) -> None:
                    project(*given)  # type: ignore[arg-type]  # as they came
                    die()

                patch.setattr(casework, "project", project_and_die)
            recommended(case)

    number = apart(work)
    assert os.WTERMSIG(os.waitpid(number, 0)[1]) == signal.SIGKILL
    assert check_register(case).ok
    assert dump(case) == before
    recommended(case)
    assert check_register(case).ok


def test_the_check_finds_a_row_that_says_otherwise(case: Path, tmp_path: Path) -> None:
    recommended(case)
    for column, value in (("status", "closed"), ("due_on", "2031-01-01"), ("due_clock", "in-force"), ("version", 9)):
        path = Path(shutil.copy(case, tmp_path / f"{column}.db"))
        with opened(path) as connection:
            connection.execute(f"UPDATE cases SET {column} = ? WHERE id = 20240000001", (value,))  # noqa: S608 - a name above
        assert [finding.code for finding in check_register(path).findings] == ["projection"]
