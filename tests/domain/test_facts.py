"""What a case has come to, read from its records."""

from datetime import date

from asn_neutral.domain.facts import (
    decision,
    finding,
    first_decision,
    joined_on,
    listed,
    on_day,
    planned_on,
    proven_on,
    recommendations,
    remedies,
    summonses,
)
from asn_neutral.law.terms import Step
from tests.domain.lives import Life, opened


def test_nothing_is_known_of_a_case_just_opened() -> None:
    state = opened()
    assert (decision(state), first_decision(state), finding(state)) == (None, None, None)
    assert (planned_on(state), proven_on(state), joined_on(state), on_day(state, Step.DELIVER)) == (None,) * 4
    assert (recommendations(state), remedies(state), summonses(state)) == ((), (), ())
    assert listed(state) == {
        "side": "", "finding": None, "sanction": None, "sanction_level": None, "recommended_on": None,
        "decided_on": None, "received_on": None, "in_force_on": None, "ends_on": None,
    }  # fmt: skip


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
