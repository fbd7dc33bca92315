"""A case is what its events make of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.domain.case import CaseState, Detail, Event, UnknownStepError, columns, replay, replay_until
from asn_neutral.law.procedure import Side
from asn_neutral.law.terms import Status, Step
from tests.domain.lives import Life, opened

DETAILS: dict[str, Detail] = {
    "number": "2024/0001", "complaint_id": 7, "employee_id": 3, "unit_id": 2, "employment": "PNS", "rank": None,
    "position": None, "position_class": None, "channel": "sbt", "district": None, "election": "pilkada-2024",
    "stage": "kampanye", "happened_on": "2024-10-01", "opened_on": "2024-10-08", "track": "disiplin", "level": "berat",
    "violations": ["D4", "D6"], "remarks": [], "rules": ["D4@2022-09-22"], "complaint": "aa", "respondent": "bb",
}  # fmt: skip


def registered(**details: Detail) -> Event:
    return Event(Step.REGISTER, "2024-10-08", Status.REGISTERED, {**DETAILS, **details})


def linked(complaint: Detail) -> Event:
    return Event(Step.LINK_COMPLAINT, "2024-10-09", Status.REGISTERED, {"complaint_id": complaint, "complaint": "cc"})


def assigned(owner: Detail, on: str = "2024-10-10") -> Event:
    return Event(Step.ASSIGN, on, Status.REGISTERED, {"owner": owner})


def test_the_first_event_makes_the_case() -> None:
    assert replay([registered()]) == CaseState(
        number="2024/0001", complaint_id=7, employee_id=3, unit_id=2, employment="PNS", rank=None, position=None,
        position_class=None, channel="sbt", district=None, election="pilkada-2024", stage="kampanye",
        happened_on="2024-10-01", opened_on="2024-10-08", track="disiplin", level="berat", violations=("D4", "D6"),
        remarks=(), status="registered", version=1, complaints=(7,),
    )  # fmt: skip


@given(st.lists(st.integers(min_value=1), max_size=5))
def test_a_further_complaint_is_linked_and_counted_and_changes_nothing_else(further: list[int]) -> None:
    first = replay([registered()])
    state = replay([registered(), *map(linked, further)])
    assert state == replace(first, version=1 + len(further), complaints=(7, *further))


def test_who_is_responsible_changes_neither_status_nor_clocks_nor_days() -> None:
    first = replay([registered()])
    state = replay([registered(), assigned("Siti Rahma"), assigned("Budi", "2024-10-12")])
    assert state == replace(first, version=3, owner="Budi", owned_since="2024-10-12")
    assert state.reached_on == first.reached_on
    assert columns(state)["owner"] == "Budi"
    assert replay([registered(), assigned("Siti Rahma"), assigned(None)]) == replace(first, version=3)


@pytest.mark.parametrize(
    "events",
    [
        [],
        [registered(), assigned(7)],
        [registered(), assigned("")],
        [registered(), Event(Step.ASSIGN, "2024-10-10", Status.REGISTERED, {})],
        [assigned("Siti Rahma")],
        [linked(8)],
        [registered(), registered()],
        [registered(), Event(Step.IMPORT, "2024-10-08", None, {})],
        [registered(), linked("8")],
        [registered(), linked(None)],
        [Event(Step.REGISTER, "2024-10-08", None, DETAILS)],
        [registered(violations="D4;D6")],
        [registered(remarks=None)],
        [registered(), Event(Step.REVIEW, "2024-10-09", None, {})],
        [registered(), Event(Step.REVIEW, "2024-10-09", Status.REVIEW, {"warnings": "late"})],
        [registered(), Event(Step.RECORD_TIP, "2024-10-09", Status.TIP, {})],
    ],
)
def test_what_this_program_never_records_is_refused(events: list[Event]) -> None:
    with pytest.raises(UnknownStepError):
        replay(events)


def test_events_may_come_as_a_stream() -> None:
    assert replay(event for event in (registered(), linked(9))).complaints == (7, 9)


def test_a_step_beside_that_is_dated_back_leaves_the_status_of_its_day() -> None:
    life = Life(opened(happened_on="2024-10-05", opened_on="2024-10-08")).take(Step.REVIEW, "2024-10-10")
    life.take(Step.FORM_TEAM, "2024-10-15", decree_number="1", chair="A", members="B; C; D")
    life.take(
        Step.RECEIVE_RECOMMENDATION, "2024-10-11", recommendation_number="R-1", recommended_by="kasn",
        respond_by="2024-11-01",
    )  # fmt: skip
    stood = replay_until(life.state.events, "2024-10-11")
    assert (stood.status, stood.due_on, stood.reached_on) == (Status.REVIEW, "2024-11-01", "2024-10-10")
    assert [record.status for record in stood.records] == [Status.REGISTERED, Status.REVIEW, Status.REVIEW]
    assert life.state.status == Status.EXAMINATION_TEAM


def test_a_criminal_track_that_began_earlier_closes_no_case_that_was_open_then() -> None:
    life = Life(opened(happened_on="2024-10-05", opened_on="2024-10-08")).take(Step.REVIEW, "2024-10-10")
    life.take(Step.DISMISS, "2024-11-20", reason="akun palsu").take(Step.CLOSE, "2024-11-22")
    life.take(Step.REFER_CRIMINAL, "2024-10-12")
    stood = replay_until(life.state.events, "2024-10-12")
    assert (stood.status, stood.closed_on, stood.side) == (Status.REVIEW, None, frozenset({Side.CRIMINAL}))
    assert (life.state.status, life.state.closed_on) == (Status.CLOSED, "2024-11-22")
