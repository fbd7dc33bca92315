"""Who may record what, and the four eyes on a decision, on one life that several people carry on."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from asn_neutral import locale
from asn_neutral.domain.case import CaseState, replay
from asn_neutral.domain.correcting import Correction, correct, undo
from asn_neutral.domain.rights import (
    CONFIRMING,
    ENTERED_BY,
    RIGHT_LABELS,
    RIGHTS,
    ROLE_LABELS,
    Right,
    Role,
    User,
    right_for,
    steps_for,
    who_may,
)
from asn_neutral.domain.setting import Setting
from asn_neutral.domain.workflow import apply, options
from asn_neutral.errors import AsnError, BarredError, MissingNeedsError, NotPermittedError
from asn_neutral.law.moves import MOVES
from asn_neutral.law.needs import Need
from asn_neutral.law.procedure import Side
from asn_neutral.law.terms import Step
from tests.domain.lives import Life, setting

DECISION = {"sanction": "turun-jabatan", "sk_number": "SK-1", "official": "ppk", "violation_named": "Pasal 14"}


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def user(name: str, *roles: Role) -> User:
    return User(name, roles, (name,))


ANI, BUDI = user("Ani", Role.DECIDER), user("Budi", Role.DECIDER)
SITI = user("Siti", Role.CLERK)
PEOPLE = st.sampled_from(["Ani", "Budi", "Citra"])


def at(who: User | None) -> Setting:
    return replace(setting(), user=who)


def decided(by: User | None = ANI) -> Life:
    """A life up to its decision on 3 February 2025, which *by* recorded."""
    life = Life().to_findings()
    life.setting = at(by)
    return life.take(Step.DECIDE, "2025-02-03", **DECISION)


def go_on(life: Life, by: User, step: Step, on: str = "2025-02-05", **given: str) -> Life:
    life.setting = at(by)
    return life.take(step, on, **given)


# ---- the table


def test_every_role_and_every_right_has_a_name_and_a_place() -> None:
    assert set(RIGHTS) == set(Role) == set(ROLE_LABELS)
    assert set().union(*RIGHTS.values()) == set(Right) == set(RIGHT_LABELS)
    assert all(who_may(right) for right in Right)
    assert steps_for(Right.CONFIRM) == [
        "decision confirmed by a second person",
        "decision confirmed by who recorded it",
    ]
    assert steps_for(Right.USERS) == []


def test_every_step_of_the_procedure_needs_a_right_that_somebody_has() -> None:
    needed = {right_for(move.step) for move in MOVES}
    assert needed == {Right.PROCEDURE, Right.EXAMINE, Right.DECIDE, Right.CONFIRM}


@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_do_what_the_table_says_and_nothing_else(role: Role, right: Right) -> None:
    if right in RIGHTS[role]:
        user("X", role).demand(right)
    else:
        with pytest.raises(NotPermittedError, match="X may not do this"):
            user("X", role).demand(right)


def test_several_roles_may_do_what_each_may() -> None:
    assert user("X", Role.CLERK, Role.DECIDER).rights == RIGHTS[Role.CLERK] | RIGHTS[Role.DECIDER]


def test_nobody_decides_alone_by_being_everything() -> None:
    everything = user("X", *Role)
    with pytest.raises(NotPermittedError, match="that X recorded"):
        go_on(decided(everything), everything, Step.CONFIRM)


# ---- steps


def test_a_step_is_refused_to_whom_it_is_not_for() -> None:
    life = Life(given=at(user("Eka", Role.EXAMINER)))
    with pytest.raises(NotPermittedError, match="record steps, except the examination and decisions"):
        life.take(Step.REVIEW, "2025-01-07")
    go_on(life, SITI, Step.REVIEW, "2025-01-07")
    with pytest.raises(NotPermittedError, match="record the examination"):
        life.take(Step.FORM_TEAM, "2025-01-08", decree_number="1", chair="A", members="B")


def test_without_users_nothing_waits_to_be_confirmed() -> None:
    life = decided(by=None)
    assert Side.UNCONFIRMED not in life.state.side
    with pytest.raises(BarredError, match="not yet confirmed by a second person"):
        life.take(Step.CONFIRM, "2025-02-04")
    life.take(Step.DELIVER, "2025-02-05", receipt="TT-1")


def test_a_decision_waits_for_a_second_person() -> None:
    life = decided()
    assert Side.UNCONFIRMED in life.state.side
    assert life.state.last(Step.DECIDE).facts[ENTERED_BY] == "Ani"  # type: ignore[union-attr]  # it was just taken
    barred = {one.step: one.reason for one in options(life.state).barred}
    assert barred[Step.DELIVER] == barred[Step.SEND] == "a second person has to confirm the decision first"
    with pytest.raises(BarredError, match="second person"):
        go_on(life, SITI, Step.DELIVER, receipt="TT-1")
    go_on(life, user("Rina", Role.CLERK), Step.BLOCK_DATA)  # BKN does not wait
    go_on(life, BUDI, Step.CONFIRM)
    assert not life.state.side & {Side.UNCONFIRMED, Side.CONFIRMED_ALONE}
    go_on(life, SITI, Step.DELIVER, receipt="TT-1")


@pytest.mark.parametrize("name", ["Ani", "ANI"])
def test_who_recorded_it_cannot_confirm_it(name: str) -> None:
    with pytest.raises(NotPermittedError, match="confirm-alone"):
        go_on(decided(), user(name, Role.DECIDER), Step.CONFIRM)


def test_alone_only_with_a_reason_and_a_mark_that_stays() -> None:
    life = decided()
    with pytest.raises(MissingNeedsError):
        go_on(life, ANI, Step.CONFIRM_ALONE)
    go_on(life, ANI, Step.CONFIRM_ALONE, reason="Sekda cuti, SK harus keluar hari ini")
    assert Side.UNCONFIRMED not in life.state.side
    go_on(life, SITI, Step.DELIVER, receipt="TT-1")
    assert Side.CONFIRMED_ALONE in life.state.side


def test_only_a_decider_confirms() -> None:
    with pytest.raises(NotPermittedError, match="decider"):
        go_on(decided(), SITI, Step.CONFIRM)


def test_a_decision_on_an_objection_is_confirmed_too() -> None:
    life = go_on(decided(), BUDI, Step.CONFIRM)
    go_on(life, SITI, Step.DELIVER, receipt="TT-1")
    go_on(life, SITI, Step.FILE_OBJECTION, "2025-02-10", letter_number="K-1", reason="berat")
    go_on(life, BUDI, Step.DECIDE_OBJECTION, "2025-02-20", letter_number="1", outcome="memperkuat")
    with pytest.raises(NotPermittedError, match="that Budi recorded"):
        go_on(life, BUDI, Step.CONFIRM, "2025-02-20")
    go_on(life, ANI, Step.CONFIRM, "2025-02-20")


# ---- corrections


def test_a_decision_that_reads_otherwise_is_confirmed_again() -> None:
    life = go_on(decided(), BUDI, Step.CONFIRM)
    go_on(life, SITI, Step.DELIVER, receipt="TT-1")
    entry = life.state.last(Step.DECIDE).entry  # type: ignore[union-attr]  # it was taken
    with pytest.raises(NotPermittedError):
        correct(life.state, Correction(entry, {"sk_number": "SK-2"}, "salah ketik"), at(SITI))
    after = correct(life.state, Correction(entry, {"sk_number": "SK-2"}, "salah ketik"), at(BUDI)).after
    assert Side.UNCONFIRMED in after.side
    assert after.last(Step.CONFIRM) is None
    assert after.last(Step.DELIVER) is not None  # what happened, happened
    life.state = after
    with pytest.raises(NotPermittedError, match="that Budi recorded"):
        go_on(life, BUDI, Step.CONFIRM)
    go_on(life, ANI, Step.CONFIRM)


def test_nobody_confirms_what_is_partly_their_own() -> None:
    """Ani records, Budi corrects a word of it: each has seen the other's part, and nobody the whole."""
    life, eka = decided(), user("Eka", Role.DECIDER)
    entry = life.state.last(Step.DECIDE).entry  # type: ignore[union-attr]  # it was taken
    life.state = correct(life.state, Correction(entry, {"sk_number": "SK-2"}, "x"), at(BUDI)).after
    for own in (ANI, BUDI):
        with pytest.raises(NotPermittedError, match=f"that {own.name} recorded"):
            go_on(life, own, Step.CONFIRM)
    seen = go_on(Life(life.state), eka, Step.CONFIRM)
    assert Side.UNCONFIRMED not in seen.state.side
    again = correct(seen.state, Correction(entry, {"sk_number": "SK-3"}, "x"), at(BUDI)).after
    go_on(Life(again), ANI, Step.CONFIRM)  # what was hers, Eka has seen


def test_a_correction_by_somebody_else_that_changes_nothing_is_none() -> None:
    life = decided()
    entry = life.state.last(Step.DECIDE).entry  # type: ignore[union-attr]  # it was taken
    with pytest.raises(MissingNeedsError):
        correct(life.state, Correction(entry, {"sk_number": "SK-1"}, "x"), at(BUDI))


def test_an_earlier_entry_leaves_the_confirmation_alone() -> None:
    life = go_on(decided(), BUDI, Step.CONFIRM)
    entry = life.state.last(Step.EXAMINE).entry  # type: ignore[union-attr]  # it was taken
    eka = at(user("Eka", Role.EXAMINER))
    after = correct(life.state, Correction(entry, {"examiner": "Tim"}, "x"), eka).after
    assert after.last(Step.CONFIRM) is not None
    assert Side.UNCONFIRMED not in after.side


def test_only_who_may_record_a_step_may_undo_or_correct_it() -> None:
    life = decided()
    with pytest.raises(NotPermittedError, match="record decisions"):
        undo(life.state, "x", at(SITI))
    with pytest.raises(NotPermittedError, match="record steps"):
        correct(life.state, Correction(1, {"rank": "II/a"}, "x"), at(ANI))
    assert undo(life.state, "x", at(BUDI)).after.last(Step.DECIDE) is None
    assert correct(life.state, Correction(1, {"rank": "II/a"}, "x"), at(SITI)).after.rank == "II/a"


# ---- whatever several people do


class FourEyes(RuleBasedStateMachine):
    """A decision that two deciders record, correct, undo, confirm and act on, in any order."""

    def __init__(self) -> None:
        super().__init__()
        locale.use("en")
        self.state = Life().to_findings().state
        self.seen: set[str] = set()

    def attempt(self, who: str, change: Callable[[CaseState, Setting], CaseState]) -> None:
        """What may be refused, for whatever reason."""
        with suppress(AsnError):
            self.state = change(self.state, at(user(who, Role.DECIDER, Role.CLERK)))

    def take(self, who: str, step: Step, on: str, **given: str) -> None:
        """A step, where it is open to *who*."""
        before = self.state.version
        self.attempt(who, lambda state, given_at: apply(state, step, date.fromisoformat(on), given, given_at).state)
        if self.state.version > before and step is Step.CONFIRM:
            self.seen |= {word for word in self.words() if who not in word}

    def words(self) -> list[str]:
        """What the decision says, each word with the name of who wrote it."""
        record = self.state.last(Step.DECIDE)
        return [record.given[Need.SK_NUMBER], record.given[Need.WORDING]] if record else []

    @initialize(who=PEOPLE)
    def begin(self, who: str) -> None:
        """With a decision."""
        self.record(who)

    @rule(who=PEOPLE)
    def record(self, who: str) -> None:
        """The decision, where it is not on record."""
        self.take(who, Step.DECIDE, "2025-02-03", **{**DECISION, "sk_number": f"SK-{who}", "wording": f"oleh {who}"})

    @rule(who=PEOPLE, step=st.sampled_from(sorted(CONFIRMING)))
    def confirm(self, who: str, step: Step) -> None:
        """The decision, by whom it may be."""
        self.take(who, step, "2025-02-04", **({"reason": "x"} if step is Step.CONFIRM_ALONE else {}))

    @rule(who=PEOPLE)
    def deliver(self, who: str) -> None:
        """The decision, where that is open."""
        self.take(who, Step.DELIVER, "2025-02-05", receipt="TT-1")

    @rule(who=PEOPLE, what=st.sampled_from(["sk_number", "wording"]), number=st.integers(1, 3))
    def correct(self, who: str, what: str, number: int) -> None:
        """A word of the decision."""
        record = self.state.last(Step.DECIDE)
        if record:
            change = Correction(record.entry, {what: f"{number} {who}"}, "x")
            self.attempt(who, lambda state, given_at: correct(state, change, given_at).after)

    @rule(who=PEOPLE)
    def undo(self, who: str) -> None:
        """The last entry."""
        self.attempt(who, lambda state, given_at: undo(state, "x", given_at).after)

    @invariant()
    def nobody_acts_on_what_one_pair_of_eyes_has_seen(self) -> None:
        """Every word of a decision that does not wait was seen by another than who wrote it, or it bears the mark."""
        record = self.state.last(Step.DECIDE)
        assert self.state == replay(self.state.events)
        if record is None or Side.UNCONFIRMED in self.state.side:
            assert record is None or Step.DELIVER not in {one.step for one in options(self.state).steps}
            return
        (seen,) = [one for one in self.state.records if one.step in CONFIRMING]
        if seen.step is Step.CONFIRM_ALONE:
            assert Side.CONFIRMED_ALONE in self.state.side
        else:
            assert self.seen >= {*self.words()}


TestFourEyes = FourEyes.TestCase
TestFourEyes.settings = settings(max_examples=100, stateful_step_count=10, deadline=None)
