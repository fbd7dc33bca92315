"""What may follow and why not the rest: errors in their own words, and lawful walks that end where they may."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_neutral import errors, locale
from asn_neutral.domain.case import CaseState, columns, replay
from asn_neutral.domain.clocks import day_off
from asn_neutral.domain.workflow import Barred, Option, apply, options
from asn_neutral.law.entries import Calendar
from asn_neutral.law.move import TERM_END
from asn_neutral.law.moves import MOVES
from asn_neutral.law.needs import NEEDS, Finding, Need, NeedKind
from asn_neutral.law.procedure import BOOKKEEPING, Actor, Side
from asn_neutral.law.terms import Employment, Level, Status, Step, Track
from tests.domain.lives import Life, as_kept, book, opened, setting


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def option(state: CaseState, step: Step) -> Option:
    return next(one for one in options(state).steps if one.step is step)


def test_every_step_of_the_procedure_is_told_once_open_or_barred() -> None:
    for life in (Life(), Life().to_findings(), Life().to_delivery()):
        may = options(life.state)
        told = [*(one.step for one in may.steps), *(one.step for one in may.barred)]
        assert len(told) == len(set(told))
        assert set(told) == {move.step for move in MOVES}
        assert all(bar.reason and bar.basis for bar in may.barred)


def test_an_option_says_who_must_act_on_what_ground_and_until_when() -> None:
    life = Life().to_findings().take(
        Step.DECIDE, "2025-02-03", sanction="turun-jabatan", sk_number="SK-1", official="ppk", violation_named="x"
    )  # fmt: skip
    assert option(life.state, Step.DELIVER) == Option(
        step=Step.DELIVER,
        actor=Actor.OFFICIAL,
        needs=(Need.RECEIPT,),
        optional=(Need.PLACE, Need.OFFICIAL_NAME),
        due_on=date(2025, 2, 21),
        clock="decision-delivery",
        basis="PP 94/2021 Pasal 37 dan Pasal 38 ayat (1)",
        verified=True,
        target=Status.DELIVERED,
        parallel=False,
    )
    lapse = option(life.state, Step.LAPSE)
    assert (lapse.due_on, lapse.clock, lapse.verified, lapse.target) == (None, None, False, Status.LAPSED)
    block = option(life.state, Step.BLOCK_DATA)
    assert (block.actor, block.needs, block.target, block.parallel) == (Actor.BKN, (), None, True)


def test_a_barred_step_says_why_and_on_what_article() -> None:
    barred = {bar.step: bar for bar in options(Life().state).barred}
    assert barred[Step.DECIDE] == Barred(
        Step.DECIDE,
        "the case is at “registered”; this step follows on: findings reported (LHP)",
        "PP 94/2021 Pasal 33 ayat (2) dan Pasal 37 ayat (1)",
    )


def test_what_some_outcomes_need_is_optional_and_where_they_lead_is_open() -> None:
    life = Life().to_delivery().take(Step.FILE_OBJECTION, "2025-02-20")
    decide = option(life.state, Step.DECIDE_OBJECTION)
    assert decide.needs == (Need.OUTCOME,)
    assert Need.SANCTION in decide.optional
    assert decide.target is None


def test_a_step_that_will_ask_for_a_reason_says_so_before() -> None:
    found = Life().to_findings()
    assert Need.REASON not in option(found.state, Step.DECIDE).needs
    assert option(found.state, Step.FIND_UNPROVEN).needs.count(Need.REASON) == 1  # it is always told
    last = found.state.records[-1]
    unproven = replace(last, given={**last.given, Need.FINDING: Finding.NOT_PROVEN})
    against = replace(found.state, records=(*found.state.records[:-1], unproven))
    assert Need.REASON in option(against, Step.DECIDE).needs
    dismissed = Life().take(Step.DISMISS, "2025-01-06", reason="tidak ada bukti")
    assert Need.REASON not in option(dismissed.state, Step.CLOSE).needs
    beside = dismissed.take(Step.REFER_CRIMINAL, "2025-01-07")
    assert Need.REASON in option(beside.state, Step.CLOSE).needs
    with pytest.raises(errors.ReasonNeededError):
        beside.take(Step.CLOSE, "2025-01-08")


def test_the_first_clock_of_a_decision_is_the_one_that_ends_first() -> None:
    life = Life().take(Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommendation_number="1", recommended_by="bkn")
    assert life.state.due_on == "2025-01-24"
    assert option(life.to_findings().state, Step.DECIDE).due_on == date(2025, 1, 24)


def test_of_two_clocks_that_a_step_stops_its_own_counts() -> None:
    """Who was called to receive the decision on 6 February and did not come: it is sent within three working days."""
    decision = {"sanction": "turun-jabatan", "sk_number": "SK-1", "official": "ppk", "violation_named": "x"}
    life = Life().to_findings().take(Step.DECIDE, "2025-02-03", **decision)
    assert option(life.state, Step.SEND).due_on == date(2025, 2, 21)
    life.take(Step.CALL_TO_RECEIVE, "2025-02-04", letter_number="1", deliver_on="2025-02-06")
    send = option(life.state, Step.SEND)
    assert (send.clock, send.due_on) == ("decision-posting", date(2025, 2, 11))
    deliver = option(life.state, Step.DELIVER)
    assert (deliver.clock, deliver.due_on) == ("decision-delivery", date(2025, 2, 21))
    life.take(Step.DELIVER, "2025-02-06", receipt="TT-1")
    filing = option(life.state, Step.FILE_OBJECTION)
    assert (filing.clock, filing.due_on) == ("objection-filing", date(2025, 2, 26))
    life.take(Step.FILE_OBJECTION, "2025-02-20")
    assert option(life.state, Step.DECIDE_OBJECTION).clock == "objection-decision"


def test_another_track_answers_no_clock_of_the_one_that_is_left() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07")
    life.take(Step.FORM_TEAM, "2025-01-08", decree_number="1", chair="A", members="B; C; D")
    life.take(Step.SUMMON, "2025-01-09", letter_number="P-1", examine_on="2025-01-21")
    assert option(life.state, Step.RECLASSIFY).due_on is None
    other = life.take(Step.RECLASSIFY, "2025-01-10", track="kode-etik", reason="x").state
    assert [clock.clock for clock in other.clocks] == []


def test_a_summons_is_for_a_day_from_that_of_its_letter_on() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07")
    life.take(Step.FORM_TEAM, "2025-01-08", decree_number="1", chair="A", members="B; C; D")
    with pytest.raises(errors.StepTooEarlyError, match="2025-01-09, the day of “first summons”"):
        life.take(Step.SUMMON, "2025-01-09", letter_number="P-1", examine_on="2025-01-08")


def test_a_moral_sanction_is_due_on_the_day_it_was_received() -> None:
    life = (
        Life(opened(track="kode-etik", level="moral"))
        .take(Step.REVIEW, "2025-01-07")
        .take(Step.CONVENE_COUNCIL, "2025-01-08", decree_number="1", chair="A", members="B; C; D")
        .take(Step.SUMMON, "2025-01-09", letter_number="1", examine_on="2025-01-10")
        .take(Step.SUMMON_AGAIN, "2025-01-13", letter_number="2", examine_on="2025-01-14")
        .take(Step.EXAMINE, "2025-01-14", examiner="Majelis")
        .take(Step.REPORT_FINDINGS, "2025-01-15", finding="terbukti")
        .take(
            Step.DECIDE, "2025-01-16", sanction="pernyataan-tertutup", sk_number="1", official="ppk",
            violation_named="x", vacant="tidak",
        )
        .take(Step.DELIVER, "2025-01-17", receipt="1")
    )  # fmt: skip
    effect = option(life.state, Step.TAKE_EFFECT)
    assert (effect.clock, effect.due_on) == ("in-force", date(2025, 1, 17))
    assert (life.state.due_clock, life.state.due_on) == ("in-force", "2025-01-17")
    with pytest.raises(errors.StepTooEarlyError, match="2025-01-17, the day of “decision received”"):
        life.take(Step.TAKE_EFFECT, "2025-01-16")


def test_a_barred_step_names_the_article_and_what_is_open_instead_the_main_line_first() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07")
    with pytest.raises(errors.BarredError) as raised:
        life.take(Step.ASSIGN_SUPERIOR, "2025-01-08", examiner="A")
    assert raised.value.exit_code == 21
    assert str(raised.value) == (
        "The step assign-superior is not open: it is for cases of the level ringan; sedang; the level of this case is"
        " berat (PP 94/2021 Pasal 26 ayat (1) dan Pasal 29 ayat (1)). Open now: dismiss, reclassify, form-team, refer,"
        " lapse, wait-for-agency, receive-recommendation, refer-criminal, block-data."
    )


def test_a_step_barred_where_nothing_is_open_says_so() -> None:
    life = Life().take(Step.LAPSE, "2025-01-07", cause="pensiun")
    assert options(life.state).steps == ()
    with pytest.raises(errors.BarredError, match=r"Open now: nothing\.$"):
        life.take(Step.CLOSE, "2025-01-08")


def test_a_sanction_of_another_track_is_barred_with_the_article_and_what_is_open_instead() -> None:
    decision = {"sanction": "ptdh", "sk_number": "SK-1", "official": "ppk", "violation_named": "x"}
    with pytest.raises(errors.BarredError) as raised:
        Life().to_findings().take(Step.DECIDE, "2025-02-03", **decision)
    assert str(raised.value) == (
        "The step decide is not open: on this track sanctions are of the level ringan; sedang; berat; ptdh is of the"
        " level PTDH (PP 94/2021 Pasal 33 ayat (2) dan Pasal 37 ayat (1)). Open now: reclassify, find-unproven,"
        " decide, refer, lapse, wait-for-agency, receive-recommendation, refer-criminal, release-temporarily,"
        " block-data."
    )


@pytest.mark.parametrize("step", sorted(BOOKKEEPING))
def test_bookkeeping_is_no_step_of_the_procedure(step: Step) -> None:
    with pytest.raises(errors.BarredError) as raised:
        Life().take(step, "2025-01-07")
    assert str(raised.value).partition(" Open now: ")[0] == (
        f"The step {step} is not open: it keeps the register right and has a command of its own"
        " (no step of the procedure)."
    )


@pytest.mark.parametrize("step", [Step.REGISTER, Step.RECORD_TIP])
def test_a_case_begins_once(step: Step) -> None:
    with pytest.raises(errors.BarredError):
        Life().take(step, "2025-01-07")


def test_bpasn_does_not_revoke_but_cancels() -> None:
    """An official may revoke (mencabut) the own sanction on an objection; an appeal is decided by somebody else."""
    life = Life().to_delivery("pdhtaps").take(Step.FILE_APPEAL, "2025-02-10")
    with pytest.raises(errors.BadNeedError) as raised:
        life.take(Step.DECIDE_APPEAL, "2025-02-20", outcome="mencabut")
    assert str(raised.value) == (
        "The value of outcome does not fit: one of membatalkan, memperberat, memperingan, memperkuat, mengubah,"
        " tidak-dapat-diterima. Give another value."
    )
    assert life.take(Step.DECIDE_APPEAL, "2025-02-20", outcome="membatalkan").state.status == Status.ANNULLED


@pytest.mark.parametrize(
    ("on", "told", "error", "sentence"),
    [
        ("2027-07-01", {}, errors.FutureDayError, "2027-07-01 has not come yet"),
        ("2025-01-05", {}, errors.StepTooEarlyError, "2025-01-05 lies before 2025-01-06, the day of “case registered”"),
        (
            "2025-01-07",
            {"colour": "red"},
            errors.UnknownNeedError,
            "The step receive-recommendation does not ask for colour",
        ),
        ("2025-01-07", {"respond_by": "2025-02-30"}, errors.NoSuchDayError, "no day 2025-02-30"),
        ("2025-01-07", {"respond_by": "20250201"}, errors.NoSuchDayError, "no day 20250201"),
        ("2025-01-07", {"letter_date": "2027-07-01"}, errors.FutureDayError, "2027-07-01"),
        ("2025-01-07", {"letter_date": "2025-01-08"}, errors.StepTooEarlyError, "the day of “date of the letter”"),
        ("2025-01-07", {"recommended_by": "kpk"}, errors.BadNeedError, "one of kasn, bkn, bawaslu"),
        ("2025-01-07", {"recommended_by": " "}, errors.BadNeedError, "it is empty"),
        ("2025-01-07", {"recommended_sanction": "gantung"}, errors.BadNeedError, "the id of a sanction"),
    ],
)
def test_what_does_not_fit_has_its_own_sentence(
    on: str, told: dict[str, str], error: type[errors.AsnError], sentence: str
) -> None:
    given = {"recommendation_number": "1", "recommended_by": "bkn", **told}
    with pytest.raises(error, match=sentence):
        Life().take(Step.RECEIVE_RECOMMENDATION, on, **given)


def test_who_is_named_by_signs_only_is_nobody() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07")
    with pytest.raises(errors.BadNeedError, match="names nobody"):
        life.take(Step.FORM_TEAM, "2025-01-08", decree_number="1", chair="A", members=" ; ; ")


def test_what_is_missing_is_named() -> None:
    with pytest.raises(errors.MissingNeedsError) as raised:
        Life().take(Step.RECEIVE_RECOMMENDATION, "2025-01-07")
    assert str(raised.value) == (
        "The step receive-recommendation also needs: recommendation_number (number of the recommendation),"
        " recommended_by (who recommends: kasn, bkn, bawaslu). Give each with --with KEY=VALUE."
    )


def test_a_flag_takes_yes_in_both_languages() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07")
    for word, kept in (("Ya", "yes"), ("yes", "yes"), ("tidak", "no")):
        team = {"decree_number": "1", "chair": "A", "members": "B", "superior_involved": word}
        after = apply(life.state, Step.FORM_TEAM, date(2025, 1, 8), team, life.setting).state
        assert after.records[-1].get(Need.SUPERIOR_INVOLVED) == kept
    with pytest.raises(errors.BadNeedError, match="yes, ya, no, tidak"):
        life.take(Step.FORM_TEAM, "2025-01-08", decree_number="1", chair="A", members="B", superior_involved="perhaps")


def test_a_letter_and_a_plan_may_be_of_the_day_of_the_step() -> None:
    life = Life().take(
        Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommendation_number="1", recommended_by="bkn",
        letter_date="2025-01-06",
    ).to_findings()  # fmt: skip
    decided = {"sanction": "turun-jabatan", "sk_number": "SK-1", "official": "ppk", "violation_named": "x"}
    life.take(Step.DECIDE, "2025-02-03", deliver_on="2025-02-03", **decided)
    assert life.state.status == Status.DECIDED


def test_a_term_is_served_on_its_last_day_and_not_before() -> None:
    life = Life(opened(level="sedang")).to_delivery("potongan-tukin-6-bulan").take(Step.TAKE_EFFECT, "2025-02-26")
    with pytest.raises(errors.ReasonNeededError, match="2025-08-25"):
        life.take(Step.FINISH_SERVING, "2025-08-24")
    assert life.take(Step.FINISH_SERVING, "2025-08-25").recorded[-1].warnings == ()


def test_an_inadmissible_objection_leaves_the_day_of_effect_where_it_was() -> None:
    life = Life().to_delivery().take(Step.FILE_OBJECTION, "2025-02-25")
    life.take(Step.DECIDE_OBJECTION, "2025-03-10", outcome="tidak-dapat-diterima")
    assert life.state.effect_on == "2025-02-26"
    upheld = Life().to_delivery().take(Step.FILE_OBJECTION, "2025-02-20")
    assert upheld.take(Step.DECIDE_OBJECTION, "2025-03-10", outcome="memperkuat").state.effect_on == "2025-03-10"


@pytest.mark.parametrize(
    ("sanction", "filing"), [("turun-jabatan", Step.FILE_OBJECTION), ("pdhtaps", Step.FILE_APPEAL)]
)
def test_what_is_filed_from_the_day_of_effect_on_runs_beside(sanction: str, filing: Step) -> None:
    life = Life().to_delivery(sanction)
    assert Life(life.state).take(filing, "2025-02-25").state.effect_on is not None
    for day in ("2025-02-26", "2025-03-10"):
        early = Life(life.state).take(filing, day)
        assert (early.state.status, early.state.side) == (Status.DELIVERED, frozenset({Side.REMEDY}))
        assert early.state.effect_on == "2025-02-26"
        later = early.take(Step.TAKE_EFFECT, "2025-02-26").state
        assert (later.status, later.side) == (Status.IN_FORCE, frozenset({Side.REMEDY}))
    beside = life.take(Step.TAKE_EFFECT, "2025-02-26").take(filing, "2025-03-10").state
    assert (beside.status, beside.side) == (Status.IN_FORCE, frozenset({Side.REMEDY}))
    assert beside.effect_on == "2025-02-26"


def test_a_day_of_effect_that_nobody_could_compute_bars_nothing() -> None:
    shipped = book().calendar
    bare = setting(calendar=Calendar(shipped.holidays, shipped.years - {2025}))
    life = Life(Life().to_findings().state, bare).take(
        Step.DECIDE, "2025-02-03", sanction="turun-jabatan", sk_number="SK-1", official="ppk", violation_named="x"
    )
    life.take(Step.DELIVER, "2025-02-05", receipt="TT-1").take(Step.FILE_OBJECTION, "2025-03-10")
    assert life.state.status == Status.OBJECTION


def test_closing_stops_what_binds_and_leaves_the_right_to_object() -> None:
    life = Life().to_delivery("teguran-tertulis").take(Step.TAKE_EFFECT, "2025-02-05")
    life.take(Step.FINISH_SERVING, "2025-02-05").take(Step.REPORT_TO_BKN, "2025-02-06").take(Step.CLOSE, "2025-02-07")
    assert [clock.clock for clock in life.state.clocks] == ["objection-filing"]
    assert life.state.due_on is None
    life.take(Step.FILE_OBJECTION, "2025-02-26")
    assert life.recorded[-1].warnings == ("remedy-late:objection-filing",)


def test_an_event_keeps_only_what_it_says() -> None:
    review = Life().take(Step.REVIEW, "2025-01-07").recorded[-1].event
    assert review.details == {}
    released = Life().to_findings().take(Step.RELEASE_TEMPORARILY, "2025-01-21", decree_number="1").recorded[-1].event
    assert released.details == {"decree_number": "1", "sets": ["released"], "parallel": True}


def test_what_is_beside_the_procedure_comes_after_the_act_or_after_what_began_it() -> None:
    life = Life().to_findings()
    with pytest.raises(errors.StepTooEarlyError, match=r"2024-10-19 lies before 2024-10-20, the day of the act"):
        life.take(Step.REFER_CRIMINAL, "2024-10-19")
    with pytest.raises(errors.StepTooEarlyError, match=r"2025-01-20 lies before 2025-01-21, the day of “examined"):
        life.take(Step.RELEASE_TEMPORARILY, "2025-01-20", decree_number="1")
    life.take(Step.REFER_CRIMINAL, "2024-10-20").take(Step.RELEASE_TEMPORARILY, "2025-01-21", decree_number="1")
    assert life.state.reached_on == "2025-01-22"
    with pytest.raises(errors.StepTooEarlyError, match="2025-01-22, the day of “findings reported"):
        life.take(Step.FIND_UNPROVEN, "2025-01-21", reason="x")


def test_a_step_may_be_of_the_day_of_the_one_before_and_of_today_but_not_of_tomorrow() -> None:
    life = Life(given=setting(date(2025, 1, 6))).take(Step.REVIEW, "2025-01-06")
    with pytest.raises(errors.FutureDayError, match="2025-01-07 has not come yet"):
        life.take(Step.FORM_TEAM, "2025-01-07", decree_number="1", chair="A", members="B")


def test_a_step_follows_the_last_one_of_the_main_line_whatever_was_recorded_beside_it() -> None:
    life = Life().to_findings().take(Step.RELEASE_TEMPORARILY, "2025-01-22", decree_number="1")
    with pytest.raises(errors.StepTooEarlyError, match="2025-01-22, the day of “findings reported"):
        life.take(Step.FIND_UNPROVEN, "2025-01-21", reason="x")


def test_the_dismissal_of_a_party_member_may_take_effect_before_it_was_decided() -> None:
    """It takes effect at the end of the month in which the membership began, not before."""
    life = (
        Life(opened(track="keanggotaan-partai", level="ptdh", violations=["D5"]))
        .take(Step.REVIEW, "2025-01-07")
        .take(Step.PROVE_MEMBERSHIP, "2025-01-08", evidence="KTA", joined_on="2024-03-05")
        .take(Step.DECIDE, "2025-01-09", sanction="ptdh", sk_number="1", official="ppk", violation_named="x")
        .take(Step.DELIVER, "2025-01-10", receipt="1")
    )
    effect = option(life.state, Step.TAKE_EFFECT)
    assert (effect.clock, effect.due_on) == ("in-force", date(2024, 3, 31))
    assert option(life.state, Step.LAPSE).due_on is None
    with pytest.raises(errors.StepTooEarlyError, match=r"2024-03-30 lies before 2024-03-31, the day of the effect by"):
        life.take(Step.TAKE_EFFECT, "2024-03-30")
    assert life.take(Step.TAKE_EFFECT, "2024-03-31").state.status == Status.IN_FORCE


def test_an_unlisted_key_of_another_line_is_refused() -> None:
    life = Life().to_delivery().take(Step.FILE_OBJECTION, "2025-02-20")
    with pytest.raises(errors.UnknownNeedError) as raised:
        life.take(Step.DECIDE_OBJECTION, "2025-03-03", outcome="memperkuat", sanction="bebas-jabatan")
    assert str(raised.value) == (
        "The step decide-objection does not ask for sanction. It takes: outcome, letter_number, reason."
    )


def test_a_closed_case_is_opened_again_by_an_objection() -> None:
    life = Life().to_delivery("teguran-tertulis").take(Step.TAKE_EFFECT, "2025-02-05")
    life.take(Step.FINISH_SERVING, "2025-02-05").take(Step.REPORT_TO_BKN, "2025-02-06").take(Step.CLOSE, "2025-02-07")
    assert life.state.closed_on == "2025-02-07"
    opened_again = life.take(Step.FILE_OBJECTION, "2025-02-21").state
    assert (opened_again.status, opened_again.due_clock) == (Status.CLOSED, "objection-decision")
    assert opened_again.closed_on is None
    upheld = Life(life.state).take(Step.DECIDE_OBJECTION, "2025-03-03", outcome="memperkuat").state
    assert (upheld.status, upheld.closed_on) == (Status.CLOSED, "2025-03-03")
    life.take(Step.DECIDE_OBJECTION, "2025-03-03", outcome="mencabut")
    assert life.state.status == Status.ANNULLED
    assert columns(life.state)["closed_on"] is None


def test_closing_while_the_criminal_track_is_open_needs_a_reason() -> None:
    life = Life().take(Step.REFER_CRIMINAL, "2024-10-21").take(Step.DISMISS, "2025-01-07", reason="x")
    with pytest.raises(errors.ReasonNeededError, match="criminal track"):
        life.take(Step.CLOSE, "2025-01-08")
    assert life.take(Step.CLOSE, "2025-01-08", reason="x").recorded[-1].warnings == ("criminal-open",)


@pytest.mark.parametrize(("examined", "short"), [("2025-01-20", True), ("2025-01-21", False)])
def test_an_examination_before_the_interval_has_passed_is_noticed_whatever_was_planned(
    examined: str, *, short: bool
) -> None:
    """The letter of 9 January: seven full working days are the 10th to the 20th, the examination on the 21st."""
    life = (
        Life()
        .take(Step.REVIEW, "2025-01-07")
        .take(Step.FORM_TEAM, "2025-01-08", decree_number="1", chair="A", members="B; C; D")
        .take(Step.SUMMON, "2025-01-09", letter_number="P-1", examine_on="2025-01-30")
        .take(Step.EXAMINE, examined, examiner="Tim Pemeriksa")
    )
    assert ("short-interval:summons-interval" in life.recorded[-1].warnings) is short


def test_where_nothing_was_decided_nothing_can_be_filed_against_it() -> None:
    life = Life().take(Step.DISMISS, "2025-01-07", reason="bukan ASN daerah ini").take(Step.REPORT_TO_BKN, "2025-01-08")
    barred = {bar.step: bar.reason for bar in options(life.state).barred}
    for step in (Step.FILE_OBJECTION, Step.FILE_APPEAL):
        assert barred[step] == "nothing was decided that it could be filed against"


def test_a_finding_overruled_is_noticed() -> None:
    life = Life().to_findings().take(Step.FIND_UNPROVEN, "2025-01-23", reason="x")
    assert life.recorded[-1].warnings == ("finding-differs",)


def test_a_sanction_without_a_remedy_in_the_law_read_does_not_shut_the_door() -> None:
    life = Life(opened(happened_on="2020-10-10", opened_on="2025-01-06")).to_delivery("teguran-lisan")
    life.take(Step.TAKE_EFFECT, "2025-02-05").take(Step.FILE_OBJECTION, "2025-02-06")
    assert "remedy-unknown" in life.recorded[-1].warnings


def test_an_effect_that_could_not_be_computed_can_still_be_recorded() -> None:
    bare = Calendar({}, frozenset({2025}))
    life = Life(opened(opened_on="2025-11-03"), setting(calendar=bare))
    life.take(Step.REVIEW, "2025-11-03").take(Step.FORM_TEAM, "2025-11-04", decree_number="1", chair="A", members="B")
    life.take(Step.SUMMON, "2025-11-05", letter_number="1", examine_on="2025-11-19")
    life.take(Step.EXAMINE, "2025-11-19", examiner="A").take(Step.REPORT_FINDINGS, "2025-11-20", finding="terbukti")
    life.take(
        Step.DECIDE, "2025-12-19", sanction="turun-jabatan", sk_number="1", official="ppk", violation_named="x"
    ).take(Step.DELIVER, "2025-12-22", receipt="1").take(Step.TAKE_EFFECT, "2026-01-20")
    assert life.recorded[-1].warnings == ("effect-unknown",)
    assert life.state.status == Status.IN_FORCE


def value(need: Need, on: date, state: CaseState, draw: st.DrawFn) -> str:
    """Something lawful to tell under a key."""
    spec = NEEDS[need]
    if spec.choices:
        return draw(st.sampled_from(sorted(spec.choices)))
    if spec.kind is NeedKind.SANCTION:
        return draw(st.sampled_from(sorted({one.id for one in book().sanctions})))
    if spec.kind is NeedKind.DATE:
        return min(on, date.fromisoformat(state.opened_on)).isoformat()
    if spec.kind in {NeedKind.PLANNED, NeedKind.ANY_DAY}:
        return (on + timedelta(days=draw(st.integers(0, 14)))).isoformat()
    return "x"


@st.composite
def walks(draw: st.DrawFn) -> CaseState:
    """A case after a random walk along open steps."""
    track = draw(st.sampled_from(Track))
    level = {Track.ETHICS: Level.MORAL, Track.PARTY: Level.PTDH}.get(track, draw(st.sampled_from(Level)))
    employment = draw(st.sampled_from([*Employment, None]))
    state = opened(track=track, level=draw(st.sampled_from([level, None])), employment=employment)
    on = date(2025, 1, 6)
    for _step in range(draw(st.integers(1, 25))):
        on += timedelta(days=draw(st.integers(0, 12)))
        may = options(state).steps
        if not may:
            break
        chosen = draw(st.sampled_from(may))
        told = {str(need): value(need, on, state, draw) for need in chosen.needs}
        told |= {str(need): value(need, on, state, draw) for need in chosen.optional if draw(st.booleans())}
        if Need.REASON in chosen.optional:
            told["reason"] = "x"
        with suppress(errors.BarredError, errors.BadNeedError, errors.MissingNeedsError, errors.UnknownNeedError):
            state = apply(state, chosen.step, on, told, setting(date(2027, 12, 31))).state
    return state


@settings(max_examples=60, deadline=None)
@given(walks())
def test_a_lawful_walk_is_always_somewhere_and_replays_to_the_same(state: CaseState) -> None:
    assert state.status in set(Status)
    again = replay(as_kept(state))
    assert again == state
    assert columns(again) == columns(state)
    assert state.version == len(state.events)
    assert state.version == len(state.records)


@settings(max_examples=40, deadline=None)
@given(walks())
def test_a_working_day_deadline_of_a_walk_falls_on_a_working_day(state: CaseState) -> None:
    calendar = book().calendar
    for clock in state.clocks:
        rule = next((one for one in book().deadlines if clock.rule.startswith(f"{one.id}@{one.since}")), None)
        if clock.due_on and rule and rule.unit == "kerja" and not clock.fixed:
            assert day_off(calendar, clock.due_on) is None
        assert clock.due_on is None or clock.due_on > clock.starts_on or clock.fixed
        assert clock.clock != TERM_END or clock.fixed


def test_carrying_a_case_on_comes_to_what_a_replay_of_all_its_events_comes_to() -> None:
    life = Life().take(
        Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommendation_number="R-1", recommended_by="bkn"
    ).to_delivery().take(Step.REFER_CRIMINAL, "2025-02-06").take(Step.TAKE_EFFECT, "2025-02-26")  # fmt: skip
    for recorded in life.recorded:
        again = replay(recorded.state.events)
        assert (again, again.records, again.events) == (recorded.state, recorded.state.records, recorded.state.events)
        assert (again.due_on, again.due_clock, again.reached_on, again.version) == (
            recorded.state.due_on, recorded.state.due_clock, recorded.state.reached_on, recorded.state.version,
        )  # fmt: skip


def test_a_barred_step_that_is_on_record_already_says_since_when() -> None:
    life = Life().take(Step.REVIEW, "2025-01-07")
    with pytest.raises(errors.BarredError) as again:
        life.take(Step.REVIEW, "2025-01-08")
    assert str(again.value).partition(" Open now: ")[0] == (
        "The step review is not open: the case is at “under review”; this step follows on: registered, study by"
        " Bawaslu, verification by the Satgas, validation by Bawaslu in SBT, …; it is on record already, for"
        " 2025-01-07 (`case timeline` tells by whom) (PP 94/2021 Pasal 26-28)."
    )
    with pytest.raises(errors.BarredError) as never:
        life.take(Step.DELIVER, "2025-01-08", receipt="TT")
    assert "on record already" not in str(never.value)
