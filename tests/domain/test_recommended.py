"""Several recommendations in one case: which limit counts, what lists tell, and what the check says of each."""

from dataclasses import replace
from datetime import date

import pytest

from asn_neutral import locale
from asn_neutral.domain.case import CaseState
from asn_neutral.domain.checks import findings
from asn_neutral.domain.facts import listed
from asn_neutral.domain.measure import Measure
from asn_neutral.domain.recommended import counting, recommendations, unanswered
from asn_neutral.domain.starting import runs_on
from asn_neutral.law.entries import Calendar
from asn_neutral.law.terms import Step
from tests.domain.lives import Life, book, opened, setting


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def received(life: Life, on: str, number: str, **given: str) -> Life:
    return life.take(
        Step.RECEIVE_RECOMMENDATION, on, recommendation_number=number, recommended_by="kasn", **given
    )  # fmt: skip


def recommended(**given: str) -> Life:
    """A recommendation of 10 October 2024, to be followed up by 30 October, under review."""
    life = received(Life(opened(happened_on="2024-10-05", opened_on="2024-10-08")), "2024-10-10", "R-1", **given)
    return life.take(Step.REVIEW, "2024-10-14")


def told(state: CaseState) -> tuple[str | None, ...]:
    row = listed(state)
    return tuple(row[name] for name in ("recommendation_number", "respond_by", "followed_up_on"))


def late(state: CaseState, today: str) -> list[tuple[str, bool | None]]:
    """What the check says of unanswered recommendations on a day: number and last day."""
    measure = Measure(date.fromisoformat(today), book(), book().calendar)
    found = [one for one in findings(state, (), measure) if one.code == "recommendation-unanswered"]
    words = [one.message.split() for one in found]
    return [(line[1], one.verified) for line, one in zip(words, found, strict=True)]


def test_the_limit_that_ends_first_goes_on_and_is_what_lists_tell() -> None:
    life = received(recommended(), "2024-11-18", "R-2")
    assert (life.state.due_clock, life.state.due_on) == ("ppk-follow-up", "2024-10-30")
    assert life.recorded[-1].warnings == ("earlier-limit:R-1",)
    assert told(life.state) == ("R-1", "2024-10-30", None)
    life.take(Step.DISMISS, "2024-11-20", reason="x")
    assert told(life.state) == ("R-1", "2024-10-30", "2024-11-20")
    received(life, "2024-12-02", "R-3")
    assert told(life.state) == ("R-3", "2024-12-20", None)
    assert [one.number for one in recommendations(life.state)] == ["R-1", "R-2", "R-3"]
    assert [one.number for one in unanswered(life.state)] == ["R-3"]


def test_a_letter_that_sets_an_earlier_day_counts_from_then_on() -> None:
    life = received(recommended(), "2024-10-16", "R-2", respond_by="2024-10-21")
    assert life.state.due_on == "2024-10-21"
    assert told(life.state) == ("R-2", "2024-10-21", None)
    assert late(life.state, "2024-10-22") == [("R-2", True)]
    assert late(life.state, "2024-10-31") == [("R-1", False), ("R-2", True)]


def test_every_unanswered_recommendation_is_told_once_its_own_limit_has_passed() -> None:
    life = received(recommended(), "2024-11-18", "R-2")
    assert late(life.state, "2024-10-30") == []
    assert late(life.state, "2024-12-09") == [("R-1", False)]
    assert late(life.state, "2024-12-10") == [("R-1", False), ("R-2", False)]
    letter = received(recommended(), "2024-10-18", "R-2", respond_by="2024-11-05")
    assert late(letter.state, "2024-11-06") == [("R-1", False), ("R-2", True)]
    assert late(life.take(Step.DISMISS, "2024-12-11", reason="x").state, "2024-12-12") == []


def test_one_that_replaced_an_earlier_limit_before_hides_nothing() -> None:
    life = recommended()
    apart = received(Life(life.state), "2024-10-11", "R-2", respond_by="2024-10-11").state
    last = replace(apart.records[-1], given={**apart.records[-1].given, "respond_by": "2024-12-31"})
    clock = replace(apart.clocks[0], due_on=date(2024, 12, 31))
    state = replace(apart, records=(*apart.records[:-1], last), clocks=(clock,))
    assert late(state, "2024-11-18") == [("R-1", False)]


def test_while_the_office_waits_only_what_a_letter_set_is_late() -> None:
    life = received(recommended(), "2024-10-15", "R-2", respond_by="2024-11-05")
    received(life, "2024-10-16", "R-3").take(
        Step.WAIT_FOR_AGENCY, "2024-10-25", agency="Bawaslu", letter_number="1"
    )  # fmt: skip
    assert late(life.state, "2024-12-31") == [("R-2", True)]
    paused = received(life, "2024-10-26", "R-4").state
    assert (paused.due_on, life.recorded[-1].warnings) == (None, ("earlier-limit:R-1",))
    assert received(life, "2024-10-27", "R-5", respond_by="2024-11-20").state.due_on == "2024-11-20"


def test_without_a_calendar_a_day_that_is_known_counts() -> None:
    shipped = book().calendar
    bare = setting(calendar=Calendar(shipped.holidays, shipped.years - {2024}))
    life = Life(opened(happened_on="2024-10-05", opened_on="2024-10-08"), bare)
    received(life, "2024-10-10", "R-1").take(Step.REVIEW, "2024-10-14")
    assert received(life, "2024-10-16", "R-2").recorded[-1].warnings == ("earlier-limit:R-1",)
    assert received(life, "2024-10-17", "R-3", respond_by="2024-11-29").state.due_on == "2024-11-29"
    assert received(life, "2024-10-18", "R-4").state.due_on == "2024-11-29"


def test_nothing_received_is_nothing_told() -> None:
    state = opened()
    assert (counting(state), unanswered(state), told(state)) == (None, (), (None, None, None))


def test_other_clocks_start_anew() -> None:
    life = Life().to_delivery()
    assert not runs_on(life.state.clocks, life.state.clocks[0])
