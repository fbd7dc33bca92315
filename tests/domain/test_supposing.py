"""What if a case were decided so: what is supposed, and the days that follow."""

from datetime import date
from typing import Any

import pytest

from asn_neutral import locale
from asn_neutral.domain.history import History
from asn_neutral.domain.measure import Measure
from asn_neutral.domain.supposing import Part, Supposed, Told, suppose
from asn_neutral.errors import BadNeedError, NoDecisionError, StepTooEarlyError
from asn_neutral.law.terms import Official, Step
from tests.domain.dossiers import past
from tests.domain.lives import Life, book, opened

D = date
TODAY = D(2025, 1, 15)


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def supposed(life: Life | None = None, *, history: History = (), **told: Any) -> Supposed:
    """What is supposed of a case on the fifteenth of January, the parts told by name."""
    measure = Measure(TODAY, book(), book().calendar)
    return suppose((life or Life()).state, history, measure, Told(**told))


def test_all_is_taken_from_what_the_law_opens_when_nothing_is_told() -> None:
    found = supposed()
    decided = found.decided
    assert (decided.sanction, decided.official, decided.decided_on) == ("turun-jabatan", "ppk", TODAY)
    assert found.received_on == D(2025, 2, 7)  # the last of fourteen working days, Isra Mi'raj and Imlek left out
    assert found.assumed == tuple(Part)
    assert (found.others, found.barred, found.officials) == (("bebas-jabatan", "pdhtaps"), None, (Official.PPK,))


def test_the_chain_is_whole() -> None:
    found = supposed(decided_on=D(2025, 2, 3), received_on=D(2025, 2, 5), official=Official.PPK)
    assert {day.clock: day.on for day in found.days.days} == {
        "decision-delivery": D(2025, 2, 21),
        "objection-filing": D(2025, 2, 25),
        "objection-decision": D(2025, 3, 26),
        "in-force": D(2025, 2, 26),
        "term-end": D(2026, 2, 25),
    }
    assert found.assumed == (Part.SANCTION,)


def test_what_is_told_goes_before_everything() -> None:
    found = supposed(
        sanction="pdhtaps", official=Official.JPT_PRATAMA, decided_on=D(2025, 2, 3), received_on=D(2025, 2, 4)
    )
    assert (found.decided.sanction, found.decided.official) == ("pdhtaps", Official.JPT_PRATAMA)
    assert found.decided.permanent
    assert found.assumed == ()
    assert found.others == ("turun-jabatan", "bebas-jabatan")
    assert found.days.on("appeal-filing") == D(2025, 2, 24)


def test_an_official_who_is_not_the_ppk_has_to_answer_an_objection() -> None:
    life = Life(opened(level="sedang", violations=["D3"]))
    by_superior = supposed(life, sanction="penundaan-kgb", official=Official.ADMINISTRATOR, received_on=D(2025, 1, 20))
    assert by_superior.days.on("objection-reply") is not None
    by_ppk = supposed(life, sanction="penundaan-kgb", official=Official.PPK, received_on=D(2025, 1, 20))
    assert by_ppk.days.on("objection-reply") is None


def test_the_first_who_may_impose_it_decides() -> None:
    life = Life(opened(level="sedang", violations=["D3"], position_class="pengawas"))
    assert supposed(life).decided.official is Official.JPT_PRATAMA
    unknown = Life(opened(position_class=None))
    assert (supposed(unknown).decided.official, supposed(unknown).officials) == (Official.PPK, ())


def test_what_was_recommended_is_supposed_where_it_is_open() -> None:
    recommended = {"recommendation_number": "R-1", "recommended_by": "bkn"}
    life = Life().take(Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommended_sanction="bebas-jabatan", **recommended)
    assert supposed(life).decided.sanction == "bebas-jabatan"
    life = Life().take(Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommended_sanction="teguran-lisan", **recommended)
    assert supposed(life).decided.sanction == "turun-jabatan"
    assert supposed(life, sanction="pdhtaps").decided.sanction == "pdhtaps"


def test_the_findings_recommend_nearer_than_the_letter() -> None:
    life = Life().take(
        Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommendation_number="R-1", recommended_by="bkn",
        recommended_sanction="bebas-jabatan",
    ).take(Step.REVIEW, "2025-01-07").take(
        Step.FORM_TEAM, "2025-01-08", decree_number="1", chair="A", members="B; C"
    ).take(Step.SUMMON, "2025-01-08", letter_number="P", examine_on="2025-01-14").take(
        Step.EXAMINE, "2025-01-14", examiner="Tim"
    ).take(Step.REPORT_FINDINGS, "2025-01-15", finding="terbukti", recommended_sanction="pdhtaps")  # fmt: skip
    assert supposed(life).decided.sanction == "pdhtaps"


def test_a_sanction_whose_condition_may_not_be_met_is_no_first_choice() -> None:
    life = Life(opened(level="sedang", violations=["D3"]))
    assert supposed(life).decided.sanction == "penundaan-kgb"  # not the cut of tukin, as light and listed with it


def test_one_that_is_not_open_is_reckoned_with_and_says_why_not() -> None:
    found = supposed(sanction="teguran-lisan")
    assert found.barred is not None
    assert "not to ringan" in found.barred.reason
    assert found.days.in_force_on == found.received_on
    repeat = supposed(history=(past("bebas-jabatan", in_force_on=D(2023, 1, 10), decided_on=D(2023, 1, 2)),))
    assert repeat.decided.sanction == "pdhtaps"


def test_a_sanction_that_no_law_has_and_a_case_without_any_are_refused() -> None:
    with pytest.raises(BadNeedError):
        supposed(sanction="gantung")
    closed = Life().to_findings().take(Step.FIND_UNPROVEN, "2025-01-23", reason="x")
    with pytest.raises(NoDecisionError):
        supposed(closed)


def test_it_cannot_be_received_before_it_was_made() -> None:
    with pytest.raises(StepTooEarlyError):
        supposed(decided_on=D(2025, 2, 3), received_on=D(2025, 2, 2))
    assert supposed(decided_on=D(2025, 2, 3), received_on=D(2025, 2, 3)).received_on == D(2025, 2, 3)


def test_one_received_before_today_was_made_no_later_than_it_was_received() -> None:
    found = supposed(received_on=D(2025, 1, 10))
    assert (found.decided.decided_on, found.received_on) == (D(2025, 1, 10), D(2025, 1, 10))
    assert Part.DECIDED_ON in found.assumed
    assert supposed(received_on=D(2025, 1, 20)).decided.decided_on == TODAY


def test_what_is_on_record_is_taken_before_what_the_law_opens() -> None:
    life = Life().to_delivery("bebas-jabatan", "jpt-pratama")
    found = supposed(life, sanction="pdhtaps")
    assert (found.decided.official, found.decided.decided_on, found.received_on) == (
        "jpt-pratama", D(2025, 2, 3), D(2025, 2, 5),
    )  # fmt: skip
    assert (found.assumed, found.others, found.barred) == ((), (), None)
    later = supposed(life, decided_on=D(2025, 3, 3))
    assert (later.decided.sanction, later.received_on) == ("bebas-jabatan", D(2025, 3, 21))
    assert later.assumed == (Part.RECEIVED_ON,)


def test_an_effect_that_rests_on_the_proof_is_told_when_there_is_one() -> None:
    party = Life(opened(track="keanggotaan-partai", level="ptdh", violations=["D5"]))
    assert supposed(party).days.in_force_on is None
    assert supposed(party).received_on == TODAY  # no deadline for its delivery: the day of the decision
    party.take(Step.REVIEW, "2025-01-07").take(
        Step.PROVE_MEMBERSHIP, "2025-01-08", evidence="KTA", joined_on="2024-10-20"
    )
    assert supposed(party).days.in_force_on == D(2024, 10, 31)
    contract = Life(opened(employment="PPPK", violations=["D4"]))
    assert supposed(contract, sanction="pppk-phk-hormat", decided_on=D(2025, 2, 3)).days.in_force_on == D(2025, 2, 3)
