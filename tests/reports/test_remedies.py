"""Objections and appeals: held against the replayed cases and the clocks that filing really started."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.domain import facts
from asn_neutral.domain.case import CaseState
from asn_neutral.domain.correcting import Correction
from asn_neutral.law.terms import Step
from asn_neutral.reports.remedies import REPORT
from asn_neutral.services.lives import state_named
from asn_neutral.services.mend_case import correct_entry
from asn_neutral.store.filters import Filters
from asn_neutral.store.reader import reading
from tests.complaints_file import book, desk, opened
from tests.lived import Lived
from tests.report_rows import by_number, keyed
from tests.reports_asked import asked_of

TODAY = date(2027, 6, 30)
FILING = {Step.FILE_OBJECTION: "objection", Step.FILE_APPEAL: "appeal"}


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def clocks_of_filing(state: CaseState) -> dict[str, date | None]:
    """The clocks that the last filing started, with their days as that event keeps them."""
    filed = next(record for record in reversed(state.records) if record.step in FILING)
    told = filed.facts["clocks"]
    assert isinstance(told, list)
    clocks = [one for one in told if isinstance(one, Mapping)]
    return {str(one["clock"]): date.fromisoformat(str(one["due_on"])) if one["due_on"] else None for one in clocks}


def test_every_remedy_is_told_as_the_case_had_it(lived: Lived, states: list[CaseState]) -> None:
    with reading(lived.path) as connection:
        rows = by_number(REPORT, asked_of(connection, today=TODAY))
    filed = {state.number: state for state in states if facts.remedies(state)}
    assert set(rows) == set(filed)
    assert len(rows) > 10
    for number, state in filed.items():
        last, found = facts.remedies(state)[-1], rows[number]
        told = (found["filed_on"], found["late"], found["remedy_decided_on"], found["remedy_outcome"])
        assert told == (last.filed_on, last.late, last.decided_on, last.outcome), number
        assert found["replied_on"] == last.answered_on
        taken = (last.decided_on - last.filed_on).days if last.decided_on else None
        assert found["days_taken"] == taken
        stands = facts.decision(state)
        assert stands is not None
        assert (found["sanction"], found["sanction_level"]) == (stands.sanction, stands.level)
        assert found["annulled"] is facts.annulled(state)


def test_the_last_days_are_those_of_the_clocks_that_filing_started(lived: Lived, states: list[CaseState]) -> None:
    with reading(lived.path) as connection:
        rows = by_number(REPORT, asked_of(connection, today=TODAY))
    replies = 0
    for state in states:
        if not facts.remedies(state):
            continue
        clocks, found = clocks_of_filing(state), rows[state.number]
        kind = FILING[facts.remedies(state)[-1].step]
        assert found["reply_due_on"] == clocks.get(f"{kind}-reply"), state.number
        assert found["decision_due_on"] == clocks[f"{kind}-decision"], state.number
        replies += found["reply_due_on"] is not None
    assert 0 < replies < len(rows)


def test_who_decides(lived: Lived, states: list[CaseState]) -> None:
    with reading(lived.path) as connection:
        rows = by_number(REPORT, asked_of(connection, today=TODAY))
    for state in states:
        if facts.remedies(state):
            stands, found = facts.decision(state), rows[state.number]
            assert stands is not None
            appeal = found["remedy"] == "banding-administratif"
            assert found["filed_to"] == (
                "bpasn" if appeal else "ppk" if stands.official == "ppk" else "objection-official"
            )
    assert {found["filed_to"] for found in rows.values()} == {"bpasn", "ppk", "objection-official"}


def test_one_that_waits_is_late_by_the_day_and_stands_first(lived: Lived) -> None:
    with reading(lived.path) as connection:
        rows = keyed(REPORT.make(asked_of(connection, today=TODAY)))
        pending = [found for found in rows if found["pending"]]
        assert pending
        assert rows[: len(pending)] == pending
        due_on = pending[0]["decision_due_on"]
        assert isinstance(due_on, date)
        assert pending[0]["days_late"] == (TODAY - due_on).days
        in_time = by_number(REPORT, asked_of(connection, today=due_on))[str(pending[0]["number"])]
        assert in_time["days_late"] == 0
        assert in_time["days_taken"] is None
    decided = [found for found in rows if not found["pending"]]
    assert [str(found["remedy_decided_on"]) for found in decided] == sorted(
        (str(found["remedy_decided_on"]) for found in decided), reverse=True
    )


FILED_ON = date(2027, 4, 26)


def by_law() -> date:
    """The twenty-first working day after the objection was filed, found by walking."""
    day, left = FILED_ON, 21  # PP 79/2021 Pasal 4-9
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in book().calendar.holidays
    return day


@pytest.mark.parametrize(
    ("told", "pending", "due_on", "until"),
    [
        ("status = 'lapsed'", False, by_law(), None),
        ("status = 'in-force', side = 'remedy-open'", True, by_law(), TODAY),
        ("status = 'in-force', side = 'remedy-used'", False, by_law(), None),
        ("status = 'appeal', due_clock = 'objection-decision', due_on = '2027-06-20'", True, date(2027, 6, 20), TODAY),
        ("due_clock = 'objection-decision', remedy_decided_on = '2027-06-23'", False, by_law(), date(2027, 6, 23)),
        ("status = 'objection', remedy_filed_on = '2041-01-02'", True, None, None),  # no calendar of that year
        ("status = 'objection', remedy_filed_on = '2001-01-02'", True, None, None),  # no rule of that day
    ],
)
def test_what_is_not_on_record_is_computed(
    lived: Lived, tmp_path: Path, told: str, due_on: date | None, until: date | None, *, pending: bool
) -> None:
    path = tmp_path / "changed.db"
    path.write_bytes(lived.path.read_bytes())
    with opened(path) as connection:
        connection.execute(
            "UPDATE cases SET remedy = 'keberatan', remedy_filed_on = ?, remedy_decided_on = NULL, side = NULL,"
            " remedy_outcome = NULL, official = 'ppk', due_clock = NULL, due_on = NULL WHERE number = '2024/0002'",
            (FILED_ON.isoformat(),),
        )
        connection.execute(f"UPDATE cases SET {told} WHERE number = '2024/0002'")  # noqa: S608 - one of the texts above
    with reading(path) as connection:
        found = by_number(REPORT, asked_of(connection, today=TODAY))["2024/0002"]
    assert (found["pending"], found["reply_due_on"], found["decision_due_on"]) == (pending, None, due_on)
    assert found["days_late"] == ((until - due_on).days if until and due_on else None)


def test_a_reply_whose_day_was_corrected(lived: Lived, tmp_path: Path) -> None:
    path = tmp_path / "corrected.db"
    path.write_bytes(lived.path.read_bytes())
    path.chmod(0o600)
    with reading(path) as connection:
        before = by_number(REPORT, asked_of(connection, today=TODAY))
        number, found = next((number, found) for number, found in before.items() if found["replied_on"])
        state = state_named(connection, number, path)
    reply = state.last(Step.ANSWER_OBJECTION) or state.last(Step.ANSWER_APPEAL)
    replied_on = found["replied_on"]
    assert reply is not None
    assert isinstance(replied_on, date)
    earlier = replied_on - timedelta(days=1)
    at = desk(path, today=TODAY)
    correct_entry(number, Correction(reply.entry, dict(reply.given), "salah", earlier), at)
    with opened(path) as connection:  # as if the first entry had said a day that comes before
        connection.execute("UPDATE case_steps SET happened_on = '2020-01-01' WHERE until_seq IS NOT NULL")
    with reading(path) as connection:
        after = by_number(REPORT, asked_of(connection, today=TODAY))[number]
    assert after == {**found, "replied_on": earlier}


def test_a_limit_and_a_filter(lived: Lived) -> None:
    with reading(lived.path) as connection:
        whole = [found["number"] for found in keyed(REPORT.make(asked_of(connection, today=TODAY)))]
        table = REPORT.make(asked_of(connection, today=TODAY, limit=2))
        assert ([found[0] for found in table.rows], table.matching) == (whole[:2], len(whole))
        assert f"Objections and appeals: {len(whole)}; pending: 1." in table.notes
        nothing = REPORT.make(asked_of(connection, Filters(since=("2999-01-01",))))
        assert (list(nothing.rows), nothing.empty) == ([], "no objection or appeal")
        assert [column.key for column in nothing.columns] == list(REPORT.figures)
