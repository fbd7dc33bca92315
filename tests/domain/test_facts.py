"""What a case has come to, read from its records."""

from datetime import date

import pytest

from asn_neutral.domain.facts import (
    decision,
    ended_on,
    finding,
    first_decision,
    joined_on,
    listed,
    on_day,
    planned_on,
    proven_on,
    remedies,
    summonses,
)
from asn_neutral.domain.recommended import recommendations
from asn_neutral.law.terms import Step
from tests.domain.lives import Life, opened

FACTS = """
side finding sanction sanction_level sanction_wording sk_number decided_on official received_on effect_on in_force_on
ends_on annulled remedy remedy_filed_on remedy_late remedy_decided_on remedy_outcome reported_on blocked_on reopened_on
recommended_by recommendation_number recommendation_date recommended_on respond_by followed_up_on answered_on
"""


def row_of(life: Life, names: str) -> list[str | None]:
    """What lists are told of a case, of those names."""
    told = listed(life.state)
    return [told[name] for name in names.split()]


def test_nothing_is_known_of_a_case_just_opened() -> None:
    state = opened()
    assert (decision(state), first_decision(state), finding(state)) == (None, None, None)
    assert (planned_on(state), proven_on(state), joined_on(state), on_day(state, Step.DELIVER)) == (None,) * 4
    assert (recommendations(state), remedies(state), summonses(state)) == ((), (), ())
    row = listed(state)
    assert {key for key, value in row.items() if value is not None} == {"side"}
    assert row["side"] == ""
    assert set(row) == set(FACTS.split())


def test_the_decision_is_told_as_printed_with_the_rule_it_rests_on() -> None:
    life = Life().to_findings().take(
        Step.DECIDE, "2025-02-03", sanction="pdhtaps", sk_number="SK-1", official="ppk", official_name="Wali Kota",
        violation_named="Pasal 14", wording="tidak dengan hormat", consent_number="M-1", vacant="ya", reason="x",
    )  # fmt: skip
    found = decision(life.state)
    assert found is not None
    assert found == first_decision(life.state)
    assert (found.sanction, found.rule, found.level) == ("pdhtaps", "pdhtaps@2021-08-31", "berat")
    assert (found.months, found.permanent, found.remedy) == (None, True, "banding-administratif")
    assert (found.decided_on, found.sk_number, found.official) == (date(2025, 2, 3), "SK-1", "ppk")
    assert (found.wording, found.consent_number, found.vacant) == ("tidak dengan hormat", "M-1", True)
    assert finding(life.state) == "terbukti"


def test_after_an_objection_that_changed_it_the_other_sanction_stands() -> None:
    life = Life().to_delivery().take(Step.FILE_OBJECTION, "2025-02-20")
    life.take(Step.DECIDE_OBJECTION, "2025-03-10", outcome="memperberat", sanction="bebas-jabatan")
    life.take(Step.TAKE_EFFECT, "2025-03-10")
    stands, first = decision(life.state), first_decision(life.state)
    assert stands is not None
    assert first is not None
    assert (stands.sanction, stands.decided_on, stands.sk_number) == ("bebas-jabatan", date(2025, 3, 10), "SK-1")
    assert first.sanction == "turun-jabatan"
    (remedy,) = remedies(life.state)
    assert (remedy.step, remedy.filed_on, remedy.late) == (Step.FILE_OBJECTION, date(2025, 2, 20), False)
    assert (remedy.answered_on, remedy.decided_on, remedy.outcome) == (None, date(2025, 3, 10), "memperberat")
    row = listed(life.state)
    assert (row["sanction"], row["decided_on"], row["received_on"]) == ("bebas-jabatan", "2025-02-03", "2025-02-05")
    assert (row["in_force_on"], row["ends_on"]) == ("2025-03-10", "2026-03-09")


def test_a_late_objection_that_nobody_decided_yet() -> None:
    life = Life().to_delivery().take(Step.TAKE_EFFECT, "2025-02-26").take(Step.FILE_OBJECTION, "2025-02-27")
    (remedy,) = remedies(life.state)
    assert (remedy.late, remedy.answered_on, remedy.decided_on, remedy.outcome) == (True, None, None, None)
    assert listed(life.state)["side"] == "remedy-open"


def test_an_answer_belongs_to_the_objection_before_it() -> None:
    life = Life(opened(level="sedang")).to_delivery("penundaan-kgb", "jpt-pratama")
    life.take(Step.FILE_OBJECTION, "2025-02-20").take(Step.ANSWER_OBJECTION, "2025-02-24")
    assert remedies(life.state)[0].answered_on == date(2025, 2, 24)


def test_recommendations_summonses_and_proof_are_told_with_their_days() -> None:
    life = Life(opened(track="keanggotaan-partai", level="ptdh")).take(
        Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommendation_number="R-1", recommended_by="bkn",
        letter_date="2025-01-02", respond_by="2025-02-28", recommended_level="ptdh", recommended_sanction="ptdh",
    ).to_findings()  # fmt: skip
    (received,) = recommendations(life.state)
    assert (received.number, received.by, received.level, received.sanction) == ("R-1", "bkn", "ptdh", "ptdh")
    assert (received.received_on, received.letter_date) == (date(2025, 1, 6), date(2025, 1, 2))
    assert received.respond_by == date(2025, 2, 28)
    (summons,) = summonses(life.state)
    assert (summons.letter_on, summons.examine_on) == (date(2025, 1, 9), date(2025, 1, 21))
    assert (summons.letter_number, summons.again) == ("P-1", False)
    assert proven_on(life.state) == date(2025, 1, 22)
    life.take(Step.PROVE_MEMBERSHIP, "2025-01-23", evidence="KTA", joined_on="2024-10-20")
    assert (proven_on(life.state), joined_on(life.state)) == (date(2025, 1, 23), date(2024, 10, 20))


def test_a_permanent_sanction_has_no_end_and_a_reprimand_ends_at_once() -> None:
    dismissed = Life().to_delivery("pdhtaps").take(Step.TAKE_EFFECT, "2025-02-26").state
    assert (listed(dismissed)["in_force_on"], listed(dismissed)["ends_on"]) == ("2025-02-26", None)
    told_off = Life().to_delivery("teguran-lisan").take(Step.TAKE_EFFECT, "2025-02-05").state
    assert listed(told_off)["ends_on"] == "2025-02-05"


def test_not_proven_is_a_finding() -> None:
    life = Life().to_findings().take(Step.FIND_UNPROVEN, "2025-01-23", reason="x")
    assert finding(life.state) == "tidak-terbukti"
    assert listed(life.state)["finding"] == "tidak-terbukti"


# ---- when the sanction that stands has effect, and when it ends


EFFECT = "effect_on in_force_on ends_on annulled"


def test_a_delivered_sanction_is_expected_to_have_effect_and_one_in_force_has_it() -> None:
    life = Life().to_delivery()
    assert row_of(life, EFFECT) == ["2025-02-26", None, "2026-02-25", "no"]
    life.take(Step.TAKE_EFFECT, "2025-02-26")
    assert row_of(life, EFFECT) == ["2025-02-26", "2025-02-26", "2026-02-25", "no"]
    life.take(Step.FINISH_SERVING, "2026-03-02")  # recorded some days later: the term is over all the same
    assert row_of(life, EFFECT) == ["2025-02-26", "2025-02-26", "2026-02-25", "no"]


def test_a_term_that_was_cut_short_ends_on_the_day_on_record() -> None:
    life = Life().to_delivery().take(Step.TAKE_EFFECT, "2025-02-26")
    assert ended_on(life.state) is None
    life.take(Step.FINISH_SERVING, "2025-09-01", reason="hukuman lebih berat dijatuhkan")
    assert (ended_on(life.state), row_of(life, EFFECT)[2]) == (date(2025, 9, 1), "2025-09-01")


def test_a_pending_objection_holds_the_effect_up_and_one_filed_later_does_not() -> None:
    before = Life().to_delivery().take(Step.FILE_OBJECTION, "2025-02-20")
    assert row_of(before, EFFECT) == [None, None, None, "no"]
    after = Life().to_delivery().take(Step.TAKE_EFFECT, "2025-02-26").take(Step.FILE_OBJECTION, "2025-02-27")
    assert row_of(after, EFFECT)[:2] == ["2025-02-26", "2025-02-26"]


@pytest.mark.parametrize("outcome", ["mencabut", "membatalkan"])
@pytest.mark.parametrize("had_effect", [False, True])
def test_of_an_annulled_sanction_no_day_is_left(outcome: str, had_effect: bool) -> None:
    life = Life().to_delivery()
    if had_effect:
        life.take(Step.TAKE_EFFECT, "2025-02-26")
    filed_on = "2025-02-27" if had_effect else "2025-02-25"
    life.take(Step.FILE_OBJECTION, filed_on).take(Step.DECIDE_OBJECTION, "2025-03-10", outcome=outcome)
    assert row_of(life, EFFECT) == [None, None, None, "yes"]
    assert row_of(life, "sanction remedy_outcome finding") == ["turun-jabatan", outcome, "terbukti"]


@pytest.mark.parametrize(
    ("outcome", "sanction", "effect_on"),
    [
        ("memperkuat", "", "2025-03-10"),
        ("memperingan", "penurunan-pangkat-1-tahun", "2025-03-10"),
        ("memperberat", "bebas-jabatan", "2025-03-10"),
        ("mengubah", "bebas-jabatan", "2025-03-10"),
        ("tidak-dapat-diterima", "", "2025-02-26"),  # as if nothing had been filed
    ],
)
def test_each_outcome_of_an_objection_in_time_has_its_day_of_effect(
    outcome: str, sanction: str, effect_on: str
) -> None:
    life = Life().to_delivery().take(Step.FILE_OBJECTION, "2025-02-20")
    given = {"sanction": sanction} if sanction else {}
    life.take(Step.DECIDE_OBJECTION, "2025-03-10", outcome=outcome, **given)
    stands = sanction or "turun-jabatan"
    ends_on = {"2025-03-10": "2026-03-09", "2025-02-26": "2026-02-25"}[effect_on]
    assert row_of(life, f"sanction {EFFECT}") == [stands, effect_on, None, ends_on, "no"]


def test_a_sanction_changed_after_it_had_effect_waits_for_its_own_day() -> None:
    life = Life().to_delivery("bebas-jabatan").take(Step.TAKE_EFFECT, "2025-02-26")
    life.take(Step.FILE_OBJECTION, "2025-02-27").take(
        Step.DECIDE_OBJECTION, "2025-03-20", outcome="memperingan", sanction="turun-jabatan"
    )
    assert row_of(life, EFFECT) == ["2025-03-20", None, "2026-03-19", "no"]
    life.take(Step.TAKE_EFFECT, "2025-03-20")
    assert row_of(life, EFFECT)[1] == "2025-03-20"


def test_a_case_that_lapsed_before_the_day_of_effect_has_none() -> None:
    early = Life().to_delivery().take(Step.LAPSE, "2025-02-25", cause="meninggal")
    assert row_of(early, EFFECT)[:3] == [None, None, None]
    late = Life().to_delivery().take(Step.LAPSE, "2025-02-26", cause="pensiun")
    assert row_of(late, EFFECT)[0] == "2025-02-26"


# ---- what registers and reports are told besides


def test_the_decree_is_told_as_it_was_printed() -> None:
    life = Life().to_findings().take(
        Step.DECIDE, "2025-02-03", sanction="turun-jabatan", sk_number="SK-1", official="ppk", violation_named="x",
        wording="turun satu tingkat",
    )  # fmt: skip
    names = "sanction_level sanction_wording sk_number decided_on official received_on"
    assert row_of(life, names) == ["berat", "turun satu tingkat", "SK-1", "2025-02-03", "ppk", None]


def test_the_last_objection_or_appeal_is_told_with_its_outcome() -> None:
    names = "remedy remedy_filed_on remedy_late remedy_decided_on remedy_outcome"
    life = Life().to_delivery("pdhtaps").take(Step.FILE_APPEAL, "2025-02-20")
    assert row_of(life, names) == ["banding-administratif", "2025-02-20", "no", None, None]
    late = Life().to_delivery().take(Step.TAKE_EFFECT, "2025-02-26").take(Step.FILE_OBJECTION, "2025-02-27")
    late.take(Step.DECIDE_OBJECTION, "2025-03-03", outcome="tidak-dapat-diterima")
    assert row_of(late, names) == ["keberatan", "2025-02-27", "yes", "2025-03-03", "tidak-dapat-diterima"]


def test_a_block_lasts_until_it_is_lifted_and_may_come_again() -> None:
    names = "blocked_on reopened_on"
    life = Life().take(Step.BLOCK_DATA, "2025-01-06")
    assert row_of(life, names) == ["2025-01-06", None]
    assert row_of(life.take(Step.REOPEN_DATA, "2025-01-20"), names) == ["2025-01-06", "2025-01-20"]
    assert row_of(life.take(Step.BLOCK_DATA, "2025-02-03"), names) == ["2025-02-03", None]


RECOMMENDED = {"recommendation_number": "R-1", "recommended_by": "bkn"}
FOLLOW_UP = "recommended_on respond_by followed_up_on answered_on reported_on"


def test_a_recommendation_is_told_with_who_when_and_what_came_of_it() -> None:
    life = Life().take(Step.RECEIVE_RECOMMENDATION, "2025-01-06", letter_date="2025-01-02", **RECOMMENDED)
    assert row_of(life, "recommended_by recommendation_number recommendation_date") == ["bkn", "R-1", "2025-01-02"]
    assert row_of(life, FOLLOW_UP) == ["2025-01-06", "2025-01-24", None, None, None]
    life.to_delivery().take(Step.REPORT_TO_BKN, "2025-02-10")
    assert row_of(life, FOLLOW_UP) == ["2025-01-06", "2025-01-24", "2025-02-03", "2025-02-10", "2025-02-10"]


def test_the_last_day_to_follow_up_is_the_one_of_the_letter_or_the_one_computed_last() -> None:
    by_letter = Life().take(Step.RECEIVE_RECOMMENDATION, "2025-01-06", respond_by="2025-02-28", **RECOMMENDED)
    assert row_of(by_letter, FOLLOW_UP)[1] == "2025-02-28"
    paused = Life().take(Step.RECEIVE_RECOMMENDATION, "2025-01-06", **RECOMMENDED).take(Step.REVIEW, "2025-01-07")
    paused.take(Step.WAIT_FOR_AGENCY, "2025-01-08", agency="Kanreg BKN", letter_number="800/1")
    assert row_of(paused, FOLLOW_UP)[1] == "2025-01-24"
    paused.take(Step.RESUME, "2025-02-03")
    assert row_of(paused, FOLLOW_UP)[1] == "2025-02-19"


def test_a_report_from_before_the_recommendation_does_not_answer_it() -> None:
    life = Life().take(Step.DISMISS, "2025-01-06", reason="x").take(Step.REPORT_TO_BKN, "2025-01-07")
    assert row_of(life, FOLLOW_UP) == [None, None, None, None, "2025-01-07"]
    unproven = Life().take(Step.RECEIVE_RECOMMENDATION, "2025-01-06", **RECOMMENDED).to_findings()
    unproven.take(Step.FIND_UNPROVEN, "2025-01-23", reason="saksi menarik keterangan")
    assert row_of(unproven, FOLLOW_UP)[2:] == ["2025-01-23", None, None]
