"""A person's sanctions across cases: which is served when, and what a case leaves behind."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.domain.history import PastDecision, Served, past_decision, sanction_by_rule, served, serving, turn_of
from asn_neutral.domain.setting import Turn
from asn_neutral.errors import ReasonNeededError
from asn_neutral.law.book import Book
from asn_neutral.law.terms import Level, Step
from tests.domain.dossiers import past
from tests.domain.lives import Life, book, opened, setting

D = date


def spans(*history: PastDecision) -> list[tuple[str, date | None, date | None]]:
    return [(one.past.case, one.begins_on, one.ends_on) for one in served(history)]


def test_a_heavier_one_ends_the_running_one_on_the_eve() -> None:
    old = past("penundaan-kgb", case="a", in_force_on=D(2024, 1, 10))
    new = past("turun-jabatan", case="b", in_force_on=D(2024, 5, 2))
    assert spans(new, old) == [("a", D(2024, 1, 10), D(2024, 5, 1)), ("b", D(2024, 5, 2), D(2025, 5, 1))]
    assert served((old, new))[0].ended_by == "b"


def test_a_lighter_one_and_one_of_the_same_weight_wait_in_turn() -> None:
    running = past("turun-jabatan", case="a", in_force_on=D(2024, 1, 10))
    lighter = past("penundaan-kgb", case="b", in_force_on=D(2024, 5, 2))
    same = past("turun-jabatan", case="c", in_force_on=D(2024, 6, 3))
    assert spans(running, lighter, same) == [
        ("a", D(2024, 1, 10), D(2025, 1, 9)),
        ("b", D(2025, 1, 10), D(2026, 1, 9)),
        ("c", D(2026, 1, 10), D(2027, 1, 9)),
    ]
    assert [one.waited_for for one in served((running, lighter, same))] == [None, "a", "b"]


def test_the_last_day_is_still_served() -> None:
    running = past("turun-jabatan", case="a", in_force_on=D(2024, 1, 10))
    for in_force_on, begins_on in ((D(2025, 1, 9), D(2025, 1, 10)), (D(2025, 1, 10), D(2025, 1, 10))):
        found = served((running, past("penundaan-kgb", case="b", in_force_on=in_force_on)))[1]
        assert (found.begins_on, found.waited_for is None) == (begins_on, in_force_on == begins_on)


def test_one_that_waited_is_ended_by_a_heavier_one_that_comes_later() -> None:
    running = past("penundaan-kp", case="a", in_force_on=D(2024, 1, 10))
    waiting = past("penundaan-kgb", case="b", in_force_on=D(2024, 5, 2))
    heavier = past("bebas-jabatan", case="c", in_force_on=D(2025, 3, 3))
    assert spans(running, waiting, heavier) == [
        ("a", D(2024, 1, 10), D(2025, 1, 9)),
        ("b", D(2025, 1, 10), D(2025, 3, 2)),
        ("c", D(2025, 3, 3), D(2026, 3, 2)),
    ]


def test_two_of_one_day_do_not_end_before_they_begin() -> None:
    history = [past("penundaan-kgb", case="a", in_force_on=D(2024, 1, 10)),
               past("turun-jabatan", case="b", in_force_on=D(2024, 1, 10), decided_on=D(2023, 3, 2))]  # fmt: skip
    assert spans(*history)[0] == ("a", D(2024, 1, 10), D(2024, 1, 10))


def test_nothing_begins_after_a_dismissal() -> None:
    dismissed = past("pdhtaps", case="a", in_force_on=D(2024, 1, 10))
    later = past("penundaan-kgb", case="b", in_force_on=D(2024, 5, 2))
    assert spans(dismissed, later) == [("a", D(2024, 1, 10), None), ("b", None, None)]
    assert served((dismissed, later))[1].waited_for == "a"


def test_a_reprimand_is_over_at_once_and_what_has_no_effect_is_left_out() -> None:
    history = [
        past("teguran-lisan", case="a", in_force_on=D(2024, 2, 1)),
        past("turun-jabatan", case="b", in_force_on=D(2024, 1, 10)),
        past("turun-jabatan", case="c"),
        past("turun-jabatan", case="d", in_force_on=D(2023, 1, 10), annulled=True),
        past("pernyataan-terbuka", case="e", in_force_on=D(2023, 1, 10)),
    ]
    assert spans(*history) == [("b", D(2024, 1, 10), D(2025, 1, 9)), ("a", D(2024, 2, 1), D(2024, 2, 1))]


def test_what_is_served_on_a_day() -> None:
    history = (past("penundaan-kgb", in_force_on=D(2024, 1, 10)), past("pdhtaps", case="x", in_force_on=D(2025, 6, 2)))
    assert serving(history, D(2024, 1, 9)) is None
    first, last = serving(history, D(2024, 1, 10)), serving(history, D(2025, 1, 9))
    assert first == last == Served(history[0], D(2024, 1, 10), D(2025, 1, 9))
    assert serving(history, D(2025, 1, 10)) is None
    assert serving(history, D(2099, 1, 1)) == Served(history[1], D(2025, 6, 2), None)
    queued = (past("pdhtaps", in_force_on=D(2024, 1, 10)), past("penundaan-kgb", case="y", in_force_on=D(2024, 2, 1)))
    assert serving(queued[1:], D(2024, 1, 31)) is None


@given(st.lists(st.tuples(st.integers(0, 900), st.sampled_from(["penundaan-kgb", "penundaan-kp", "turun-jabatan"])),
                max_size=6))  # fmt: skip
def test_no_two_with_a_term_are_ever_served_at_once(told: list[tuple[int, str]]) -> None:
    history = [
        past(sanction, case=str(number), in_force_on=D(2024, 1, 1) + timedelta(days=days))
        for number, (days, sanction) in enumerate(told)
    ]
    found = served(history)
    assert len(found) == len(history)
    for before, after in pairwise(found):
        assert before.ends_on is not None
        assert after.begins_on is not None
        assert before.ends_on < after.begins_on or before.ends_on == before.begins_on


def test_a_case_leaves_behind_what_stands_after_its_remedies() -> None:
    assert past_decision(opened(), book()) is None
    life = Life().to_delivery("pdhtaps")
    found = past_decision(life.state, book())
    assert found is not None
    assert (found.sanction, found.level, found.severity, found.permanent) == ("pdhtaps", Level.BERAT, 110, True)
    assert (found.case, found.in_force_on, found.annulled) == ("2025/0001", D(2025, 2, 26), False)
    life.take(Step.FILE_APPEAL, "2025-02-20")
    pending = past_decision(life.state, book())
    assert pending is not None
    assert pending.in_force_on is None
    life.take(Step.DECIDE_APPEAL, "2025-04-10", outcome="memperingan", sanction="bebas-jabatan")
    lighter = past_decision(life.state, book())
    assert lighter is not None
    assert (lighter.sanction, lighter.in_force_on, lighter.months) == ("bebas-jabatan", D(2025, 4, 10), 12)


def test_a_decision_that_was_never_received_has_no_effect() -> None:
    life = Life().to_findings().take(
        Step.DECIDE, "2025-02-03", sanction="turun-jabatan", sk_number="1", official="ppk", violation_named="x"
    )  # fmt: skip
    found = past_decision(life.state, book())
    assert found is not None
    assert found.in_force_on is None


def test_a_sanction_changed_after_it_had_effect_has_effect_anew() -> None:
    life = Life().to_delivery("bebas-jabatan").take(Step.TAKE_EFFECT, "2025-02-26")
    before = past_decision(life.state, book())
    assert before is not None
    assert before.in_force_on == D(2025, 2, 26)
    life.take(Step.FILE_OBJECTION, "2025-02-27", reason="x")
    life.take(Step.DECIDE_OBJECTION, "2025-03-20", outcome="memperingan", sanction="turun-jabatan")
    after = past_decision(life.state, book())
    assert after is not None
    assert (after.sanction, after.in_force_on) == ("turun-jabatan", D(2025, 3, 20))


def test_of_an_annulled_sanction_nothing_is_left() -> None:
    life = Life().to_delivery().take(Step.FILE_OBJECTION, "2025-02-20")
    life.take(Step.DECIDE_OBJECTION, "2025-03-10", outcome="mencabut")
    found = past_decision(life.state, book())
    assert found is not None
    assert found.annulled
    assert served((found,)) == ()


def test_a_version_that_the_law_data_lost_is_not_made_up() -> None:
    assert sanction_by_rule("turun-jabatan@2021-08-31", book()) is not None
    assert sanction_by_rule("turun-jabatan@2021-09-01", book()) is None
    assert sanction_by_rule("gantung@2021-08-31", book()) is None


class Forgetful(Book):
    """Law data from which an office struck every sanction."""

    def sanction(self, sanction_id: str, *, on: date) -> None:
        """None, whatever is asked."""


def test_a_decision_stays_known_when_the_law_data_lost_its_sanction() -> None:
    found = past_decision(Life().to_delivery().state, Forgetful())
    assert found is not None
    assert (found.sanction, found.severity) == ("turun-jabatan", 0)


def test_a_term_that_was_cut_short_makes_room_for_what_waits() -> None:
    cut = past("turun-jabatan", case="a", in_force_on=D(2024, 1, 10), ended_on=D(2024, 8, 30))
    waiting = past("penundaan-kgb", case="b", in_force_on=D(2024, 5, 2))
    assert spans(cut, waiting) == [("a", D(2024, 1, 10), D(2024, 8, 30)), ("b", D(2024, 8, 31), D(2025, 8, 30))]
    served_late = past("turun-jabatan", case="a", in_force_on=D(2024, 1, 10), ended_on=D(2025, 3, 3))
    assert spans(served_late) == [("a", D(2024, 1, 10), D(2025, 1, 9))]


def test_the_day_on_record_of_one_that_waited_does_not_end_it_before_it_begins() -> None:
    running = past("turun-jabatan", case="a", in_force_on=D(2024, 1, 10))
    waited = past("penundaan-kgb", case="b", in_force_on=D(2024, 5, 2), ended_on=D(2024, 12, 2))
    assert spans(running, waited)[1] == ("b", D(2025, 1, 10), D(2026, 1, 9))


def test_an_annulled_sanction_has_no_day_of_effect_in_the_history() -> None:
    life = Life().to_delivery().take(Step.TAKE_EFFECT, "2025-02-26").take(Step.FILE_OBJECTION, "2025-02-27")
    life.take(Step.DECIDE_OBJECTION, "2025-03-10", outcome="membatalkan")
    found = past_decision(life.state, book())
    assert found is not None
    assert (found.annulled, found.in_force_on) == (True, None)


def test_a_sanction_that_waits_takes_effect_in_its_turn() -> None:
    """By law it would have effect on 26 February 2025; the heavier one of another case is served till 1 May."""
    life = Life(opened(level="sedang", violations=["D3"])).to_delivery("penundaan-kgb")
    heavier = past("turun-jabatan", case="2024/0009", in_force_on=D(2024, 5, 2))
    turn = turn_of(life.state, (heavier,), book())
    assert turn == Turn(D(2025, 5, 2), D(2026, 5, 1))
    assert turn_of(life.state, (), book()) is None
    early, late = Life(life.state), Life(life.state, replace(setting(D(2025, 6, 1)), turn=turn))
    early.take(Step.TAKE_EFFECT, str(life.state.effect_on))
    with pytest.raises(ReasonNeededError, match="2025-05-02"):
        late.take(Step.TAKE_EFFECT, str(life.state.effect_on))
    late.take(Step.TAKE_EFFECT, "2025-05-02")
    assert {clock.clock: clock.due_on for clock in late.state.clocks}["term-end"] == D(2026, 5, 1)


def test_a_sanction_that_a_heavier_one_ended_is_served_then() -> None:
    life = Life(opened(level="sedang", violations=["D3"])).to_delivery("penundaan-kgb")
    life.take(Step.TAKE_EFFECT, str(life.state.effect_on))
    heavier = past("turun-jabatan", case="2025/0009", in_force_on=D(2025, 5, 2))
    turn = turn_of(life.state, (heavier,), book())
    assert turn
    assert turn.ends_on == D(2025, 5, 1)
    with pytest.raises(ReasonNeededError):
        Life(life.state, setting(D(2025, 6, 1))).take(Step.FINISH_SERVING, "2025-05-01")
    Life(life.state, replace(setting(D(2025, 6, 1)), turn=turn)).take(Step.FINISH_SERVING, "2025-05-01")
