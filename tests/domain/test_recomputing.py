"""Deadlines under a calendar that learned of a day off late: of clocks that run, that stand still and that ran on."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral import locale
from asn_neutral.domain.case import CaseState, replay, replay_until
from asn_neutral.domain.correcting import Correction, correct, recompute, undo
from asn_neutral.domain.facts import listed
from asn_neutral.domain.setting import Setting
from asn_neutral.law.entries import Calendar, Holiday
from asn_neutral.law.terms import DayKind, Step
from tests.domain.lives import Life, as_kept, book, opened, setting

BEFORE_THE_WAIT, AFTER_IT_BEGAN = date(2024, 10, 21), date(2024, 10, 29)


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def off_on(*days: date) -> Setting:
    """The shipped law with further days off."""
    calendar = book().calendar
    added = {
        day: Holiday(
            id=str(day), basis="SKB", verified=True, since=day, day=day, kind=DayKind.HOLIDAY, name="libur",
            name_en="off",
        )
        for day in days
    }  # fmt: skip
    return setting(calendar=replace(calendar, holidays={**calendar.holidays, **added}))


def recommended(given: Setting | None = None) -> Life:
    """A recommendation of 10 October 2024, to be followed up by 30 October."""
    life = Life(opened(happened_on="2024-10-05", opened_on="2024-10-08"), given)
    return life.take(
        Step.RECEIVE_RECOMMENDATION, "2024-10-10", recommendation_number="R-1", recommended_by="kasn"
    ).take(Step.REVIEW, "2024-10-11")  # fmt: skip


def waiting(given: Setting | None = None) -> Life:
    """The same, waiting for another agency since 25 October with three days left."""
    return recommended(given).take(Step.WAIT_FOR_AGENCY, "2024-10-25", agency="Bawaslu", letter_number="1")


def anew(state: CaseState, *days: date) -> CaseState:
    """The case after its deadlines were computed with those days off; a second time changes nothing."""
    done = recompute(state, off_on(*days))
    assert done is not None
    assert recompute(done.after, off_on(*days)) is None
    assert replay(as_kept(done.after)) == done.after
    return done.after


def test_a_day_off_before_the_wait_leaves_a_day_more() -> None:
    after = anew(waiting().state, BEFORE_THE_WAIT)
    assert [(clock.left, clock.due_on) for clock in after.clocks] == [(4, None)]
    assert Life(after, off_on(BEFORE_THE_WAIT)).take(Step.RESUME, "2024-11-06").state.due_on == "2024-11-12"


def test_one_that_stands_still_is_told_with_the_day_it_would_have_had() -> None:
    done = recompute(waiting().state, off_on(BEFORE_THE_WAIT))
    assert done is not None
    assert done.moved == (("ppk-follow-up", date(2024, 10, 30), date(2024, 10, 31)),)


@pytest.mark.parametrize("day", [BEFORE_THE_WAIT, AFTER_IT_BEGAN])
def test_a_wait_that_is_undone_gives_the_day_under_the_new_calendar(day: date) -> None:
    back = undo(anew(waiting().state, day), "keliru", off_on(day)).after
    assert (back.due_on, back.side) == ("2024-10-31", frozenset())
    assert recompute(back, off_on(day)) is None
    assert replay(as_kept(back)) == back


def test_a_day_off_learned_after_the_clock_ran_on_counts_too() -> None:
    life = waiting().take(Step.RESUME, "2024-11-06")
    assert life.state.due_on == "2024-11-11"
    after = anew(life.state, BEFORE_THE_WAIT)
    assert after.due_on == "2024-11-12"
    still = undo(after, "keliru", off_on(BEFORE_THE_WAIT)).after
    assert [clock.left for clock in still.clocks] == [4]
    assert undo(still, "keliru", off_on(BEFORE_THE_WAIT)).after.due_on == "2024-10-31"


def test_days_off_may_become_known_one_by_one() -> None:
    once = anew(waiting().state, BEFORE_THE_WAIT)
    twice = anew(once, BEFORE_THE_WAIT, AFTER_IT_BEGAN)
    assert [clock.left for clock in twice.clocks] == [4]
    assert undo(twice, "keliru", setting()).after.due_on == "2024-11-01"


def test_a_day_off_while_it_stood_still_changes_nothing_once_it_ran_on() -> None:
    life = waiting().take(Step.RESUME, "2024-11-06")
    assert recompute(life.state, off_on(AFTER_IT_BEGAN)) is None


def test_a_wait_of_another_day_is_computed_from_that_day() -> None:
    after = anew(waiting().state, BEFORE_THE_WAIT)
    moved = correct(after, Correction(4, {}, "salah tanggal", date(2024, 10, 28)), off_on(BEFORE_THE_WAIT)).after
    assert [clock.left for clock in moved.clocks] == [3]
    assert recompute(moved, off_on(BEFORE_THE_WAIT)) is None
    assert replay_until(moved.events, "2024-10-24").due_on == "2024-10-31"


def test_what_no_correction_touches_stays_as_it_was_computed_anew() -> None:
    after = anew(waiting().state, BEFORE_THE_WAIT)
    other = correct(after, Correction(2, {"recommendation_number": "R-2"}, "salah"), off_on(BEFORE_THE_WAIT)).after
    assert [clock.left for clock in other.clocks] == [4]


def test_days_that_are_no_longer_off_leave_what_had_run_out_as_it_was_told() -> None:
    given = off_on(date(2024, 10, 21), date(2024, 10, 22), date(2024, 10, 23), date(2024, 10, 24))
    life = waiting(given)
    assert [clock.left for clock in life.state.clocks] == [7]
    late = recommended(given).take(Step.WAIT_FOR_AGENCY, "2024-11-04", agency="Bawaslu", letter_number="1")
    assert [clock.left for clock in late.state.clocks] == [1]
    back = recompute(late.state, setting())
    assert back is not None
    assert [clock.left for clock in back.after.clocks] == [1]


def test_a_day_that_can_no_longer_be_told_stays_once_it_ran_on() -> None:
    shipped = book().calendar
    life = waiting().take(Step.RESUME, "2024-11-06")
    bare = setting(calendar=Calendar(shipped.holidays, shipped.years - {2024}))
    done = recompute(life.state, bare)
    assert done is None


def test_a_clock_answered_meanwhile_is_left_alone() -> None:
    assert recompute(waiting().take(Step.DISMISS, "2024-10-28", reason="x").state, off_on(BEFORE_THE_WAIT)) is None


@given(wait=st.integers(0, 12), length=st.integers(0, 30), off=st.integers(0, 20))
def test_computing_anew_is_as_if_the_day_off_had_been_known(wait: int, length: int, off: int) -> None:
    day, began = date.fromordinal(date(2024, 10, 11).toordinal() + off), date(2024, 10, 14).toordinal() + wait
    lives = []
    for given_ in (setting(), off_on(day)):
        life = recommended(given_)
        life.take(Step.WAIT_FOR_AGENCY, f"{date.fromordinal(began)}", agency="Bawaslu", letter_number="1")
        lives.append(life.take(Step.RESUME, f"{date.fromordinal(began + length)}").state)
    done = recompute(lives[0], off_on(day))
    assert (done.after if done else lives[0]).clocks == lives[1].clocks


def test_looking_back_knows_the_days_off_that_were_learned_later() -> None:
    after = anew(recommended().state, BEFORE_THE_WAIT)
    stood = replay_until(after.events, "2024-10-30")
    assert stood.due_on == listed(stood)["respond_by"] == "2024-10-31"
    assert stood.reached_on == "2024-10-11"


def test_looking_back_at_a_sanction_tells_the_day_of_effect_as_it_is_known_now() -> None:
    after = anew(Life().to_delivery().state, date(2025, 2, 14))
    stood = replay_until(after.events, "2025-02-06")
    assert (stood.due_on, stood.effect_on) == ("2025-02-27", "2025-02-27")
    assert replay_until(after.events, "2025-02-03").clocks[0].clock == "decision-delivery"


@pytest.mark.parametrize(
    ("day", "due", "left"),
    [("2024-10-24", "2024-10-31", None), ("2024-10-28", None, 4), ("2024-11-06", "2024-11-12", None)],
)
def test_looking_back_at_every_stage_of_a_clock_that_stood_still(day: str, due: str | None, left: int | None) -> None:
    after = anew(waiting().take(Step.RESUME, "2024-11-06").state, BEFORE_THE_WAIT)
    stood = replay_until(after.events, day)
    assert (stood.due_on, stood.clocks[0].left) == (due, left)
