"""Clocks that start, stand still, run on and are computed anew."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.domain.running import RunningClock, changed, clock_told, next_due, still_open
from asn_neutral.domain.setting import Rules
from asn_neutral.domain.starting import paused, recomputed, resumed, start_clock
from asn_neutral.law.move import Start
from asn_neutral.law.terms import ElectionKind
from tests.domain.lives import setting

RULES = Rules(setting())
FOLLOW_UP = Start("ppk-follow-up")


def started(start: Start, first: date, until: date | None = None, rules: Rules = RULES) -> RunningClock:
    clock, _noticed = start_clock(start, first, until, rules)
    assert clock is not None
    return clock


def test_a_clock_says_its_rule_its_days_and_its_end() -> None:
    clock = started(FOLLOW_UP, date(2025, 2, 3))
    assert clock == RunningClock("ppk-follow-up", "ppk-follow-up@2025-01-01", date(2025, 2, 3), date(2025, 2, 21), 14)
    assert clock_told(clock.told()) == clock
    assert not clock.paused


def test_a_letter_sets_the_day_even_where_the_law_has_none() -> None:
    clock, noticed = start_clock(Start("ppk-follow-up"), date(2010, 1, 4), date(2010, 1, 29), RULES)
    assert clock == RunningClock("ppk-follow-up", "", date(2010, 1, 4), date(2010, 1, 29), 0, fixed=True)
    assert noticed == []
    assert start_clock(FOLLOW_UP, date(2010, 1, 4), None, RULES) == (None, ["no-rule:ppk-follow-up"])


def test_the_law_of_the_election_says_how_long_bawaslu_has() -> None:
    first = date(2024, 1, 8)
    handling = Start("bawaslu-handling")
    pemilu = Rules(setting(), ElectionKind.PEMILU)
    assert started(handling, first).due_on == date(2024, 1, 13)
    assert started(handling, first, rules=pemilu).due_on == date(2024, 1, 26)


def test_a_paused_clock_keeps_the_days_it_has_left() -> None:
    clock = started(FOLLOW_UP, date(2025, 2, 3))
    (standing,) = paused([clock], date(2025, 2, 7), RULES)
    assert (standing.left, standing.due_on, standing.paused) == (10, None, True)
    (running,) = resumed([standing], date(2025, 3, 3), RULES)
    assert (running.due_on, running.starts_on, running.days, running.left) == (
        date(2025, 3, 17), date(2025, 3, 3), 10, None,
    )  # fmt: skip
    assert clock_told(standing.told()) == standing


def test_only_the_clocks_of_the_office_stand_still_and_only_while_days_are_left() -> None:
    clock = started(FOLLOW_UP, date(2025, 2, 3))
    fixed = started(FOLLOW_UP, date(2025, 2, 3), date(2025, 2, 28))
    other = started(Start("decision-delivery"), date(2025, 2, 3))
    assert paused([fixed, other], date(2025, 2, 7), RULES) == ()
    assert paused([clock], date(2025, 2, 21), RULES) == ()
    assert paused([clock], date(2025, 3, 21), RULES) == ()
    assert paused(paused([clock], date(2025, 2, 7), RULES), date(2025, 2, 8), RULES) == ()
    assert resumed([clock], date(2025, 3, 3), RULES) == ()


def test_a_clock_without_a_day_stands_still_with_all_its_days() -> None:
    unknown = replace(started(FOLLOW_UP, date(2025, 2, 3)), due_on=None)
    (standing,) = paused([unknown], date(2025, 2, 7), RULES)
    assert standing.left == 14


def test_a_clock_whose_rule_is_gone_is_left_alone() -> None:
    gone = replace(started(FOLLOW_UP, date(2025, 2, 3)), rule="ppk-follow-up@2025-01-02")
    assert paused([gone], date(2025, 2, 7), RULES) == ()
    assert list(recomputed([gone], RULES)) == []
    assert list(recomputed([replace(gone, rule="")], RULES)) == []
    (running,) = resumed([replace(gone, due_on=None, left=3)], date(2025, 3, 3), RULES)
    assert running.due_on is None


def test_a_paused_clock_is_not_computed_anew() -> None:
    (standing,) = paused([started(FOLLOW_UP, date(2025, 2, 3))], date(2025, 2, 7), RULES)
    assert list(recomputed([standing], RULES)) == []


@given(first=st.dates(date(2025, 1, 2), date(2025, 6, 30)), after=st.integers(0, 10), wait=st.integers(0, 60))
def test_waiting_never_ends_a_clock_earlier_and_no_wait_changes_nothing(first: date, after: int, wait: int) -> None:
    clock = started(FOLLOW_UP, first)
    stopped = date.fromordinal(first.toordinal() + after)
    for standing in paused([clock], stopped, RULES):
        (same,) = resumed([standing], stopped, RULES)
        assert same.due_on == clock.due_on
        (later,) = resumed([standing], date.fromordinal(stopped.toordinal() + wait), RULES)
        assert later.due_on is not None
        assert clock.due_on is not None
        assert later.due_on >= clock.due_on


def test_the_next_day_is_that_of_the_first_clock_that_binds() -> None:
    late, soon = started(FOLLOW_UP, date(2025, 2, 3)), started(Start("decision-posting"), date(2025, 2, 3))
    right = started(Start("objection-filing"), date(2025, 1, 2))
    unknown = replace(soon, due_on=None)
    standing = replace(late, due_on=None, left=3)
    assert next_due([late, soon, right]) == ("decision-posting", date(2025, 2, 6))
    assert next_due([late, unknown]) == ("ppk-follow-up", date(2025, 2, 21))
    assert next_due([standing, unknown, right]) == ("decision-posting", None)
    assert next_due([standing, right]) == (None, None)
    assert next_due([]) == (None, None)


def test_of_two_clocks_that_end_together_the_older_is_named() -> None:
    one = started(FOLLOW_UP, date(2025, 2, 3))
    other = replace(one, clock="decision-delivery")
    assert next_due([other, one])[0] == "decision-delivery"
    assert next_due([one, other])[0] == "ppk-follow-up"


def test_rights_that_have_ended_need_not_be_shown() -> None:
    right = started(Start("objection-filing"), date(2025, 2, 3))
    late = started(FOLLOW_UP, date(2025, 2, 3))
    assert still_open([right, late], date(2025, 2, 21)) == (right, late)
    assert still_open([right, late], date(2025, 2, 22)) == (late,)
    unknown = replace(right, due_on=None)
    assert still_open([unknown], date(2030, 1, 1)) == (unknown,)


def test_started_clocks_take_the_place_of_their_like() -> None:
    one, other = started(FOLLOW_UP, date(2025, 2, 3)), started(Start("decision-posting"), date(2025, 2, 3))
    later = started(FOLLOW_UP, date(2025, 3, 3))
    assert changed([one, other], started=[later], stopped=[]) == (later, other)
    assert changed([one, other], started=[], stopped=["ppk-follow-up"]) == (other,)
    assert changed([one], started=[other], stopped=["ppk-follow-up"]) == (other,)


def test_what_is_no_clock_is_refused() -> None:
    with pytest.raises(ValueError, match="x"):
        clock_told("x")
