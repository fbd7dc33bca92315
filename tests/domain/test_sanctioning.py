"""Which sanctions are open, on what ground and by whom; and why the others are not."""

from collections.abc import Sequence
from datetime import date

import pytest

from asn_neutral import locale
from asn_neutral.domain.case import CaseState, Event
from asn_neutral.domain.history import PastDecision
from asn_neutral.domain.sanctioning import (
    SanctionOption,
    Sanctions,
    demand_reason_for,
    last_of_the_same_nature,
    open_sanctions,
    same_act,
)
from asn_neutral.errors import ReasonNeededError
from asn_neutral.law.terms import Official, Status, Step
from tests.domain.dossiers import decided, measure, past
from tests.domain.lives import Life, book, opened

BERAT = ["turun-jabatan", "bebas-jabatan", "pdhtaps"]


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def weigh(state: CaseState, *history: PastDecision, vacant: Sequence[Official] = ()) -> Sanctions:
    return open_sanctions(state, history, measure(date(2025, 2, 3)), vacant=vacant)


def ids(found: Sanctions) -> list[str]:
    return [one.sanction.id for one in found.open]


def why(found: Sanctions, sanction: str) -> str:
    bar = next(one for one in found.barred if one.sanction.id == sanction)
    return f"{bar.reason} ({bar.basis})"


def option(found: Sanctions, sanction: str) -> SanctionOption:
    return next(one for one in found.open if one.sanction.id == sanction)


def test_every_sanction_is_told_once_and_the_bars_say_why() -> None:
    found = weigh(opened())
    told = [*ids(found), *(one.sanction.id for one in found.barred)]
    assert sorted(told) == sorted({one.id for one in book().sanctions_on(date(2025, 2, 3))})
    assert all(bar.reason and bar.basis for bar in found.barred)
    assert ids(found) == BERAT


def decide(sanction: str, **given: str) -> Event:
    return Event(Step.DECIDE, "2025-02-03", Status.DECIDED, {"sanction": sanction, **given})


def test_only_a_decision_on_a_sanction_that_is_barred_asks_for_a_reason() -> None:
    scale = measure(date(2025, 2, 10))
    with pytest.raises(ReasonNeededError) as raised:
        demand_reason_for(decide("teguran-lisan"), opened(), (), scale)
    bar = next(one for one in open_sanctions(opened(), (), scale).barred if one.sanction.id == "teguran-lisan")
    assert raised.value.details["why"] == f"teguran-lisan is not open in this case: {bar.reason}"
    assert raised.value.details["basis"] == bar.basis
    demand_reason_for(decide("teguran-lisan", reason="x"), opened(), (), scale)
    demand_reason_for(decide("turun-jabatan"), opened(), (), scale)
    demand_reason_for(decide("of-another-law"), opened(), (), scale)
    demand_reason_for(Event(Step.REVIEW, "2025-02-03", Status.REVIEW, {}), opened(), (), scale)


def test_where_the_forms_state_no_level_an_article_of_the_decision_or_a_reason_does() -> None:
    state = opened(violations=["D13"], level=None)
    scale = measure(date(2025, 2, 10))
    assert "pdhtaps" in ids(weigh(state))
    for articles in ("Pasal 5 huruf n angka 1 PP 94/2021", "x"):
        with pytest.raises(ReasonNeededError) as raised:
            demand_reason_for(decide("pdhtaps", violation_named=articles), state, (), scale)
        assert str(raised.value.details["why"]).startswith("the forms of the case state no level")
        assert raised.value.details["basis"] == option(weigh(state), "pdhtaps").article
    second = "Pasal 5 huruf n angka 1 jo. Pasal 11 ayat (1) huruf a PP 94/2021"
    demand_reason_for(decide("pdhtaps", violation_named=second), state, (), scale)
    demand_reason_for(decide("pdhtaps", violation_named="x", reason="dampak negara"), state, (), scale)


def test_where_other_rules_set_the_level_no_article_has_to() -> None:
    scale = measure(date(2025, 2, 10))
    local = opened(violations=["D13"], level=None, employment="PPPK")
    for sanction in ids(weigh(local)):
        demand_reason_for(decide(sanction, violation_named="x"), local, (), scale)
    forum = opened(violations=["E1"], level="moral", track="kode-etik")
    for sanction in ids(weigh(forum)):
        demand_reason_for(decide(sanction, violation_named="x"), forum, (), scale)
    assert ids(weigh(local))
    assert ids(weigh(forum))


def test_an_option_says_on_what_ground_and_by_whom() -> None:
    found = option(weigh(opened()), "turun-jabatan")
    assert found.article == "PP 94/2021 Pasal 14 huruf i angka 3; PP 94/2021 Pasal 14 huruf i angka 4"
    assert found.basis == "PP 94/2021 Pasal 8 ayat (4) huruf a"
    assert (found.officials, found.competence_basis) == ((Official.PPK,), "PP 94/2021 Pasal 18 ayat (3) huruf c")
    assert found.verified
    assert "There is no automatic return when the term ends." in found.notes


def test_the_mayor_s_window_is_noted_without_refusing() -> None:
    assert option(weigh(opened()), "pdhtaps").notes[-1] == (
        "It vacates a post before 2025-02-20; whether the Minister has to consent is not settled"
        " (UU 10/2016 Pasal 71 ayat (2))."
    )
    assert len(option(weigh(opened(violations=["D13"], level=None)), "penundaan-kgb").notes) == 3
    later = open_sanctions(opened(), (), measure(date(2025, 2, 21)))
    assert "vacates a post" not in " ".join(option(later, "pdhtaps").notes)


def test_a_condition_and_a_conflict_of_sources_are_noted() -> None:
    found = weigh(opened(violations=["D3"], level="sedang", happened_on="2024-08-01"))
    assert "Holds only after the PP on pay" in option(found, "potongan-tukin-6-bulan").notes[0]
    assert any("both are accepted" in note for note in option(found, "penundaan-kgb").notes)


def test_the_notes_are_in_the_language_of_the_reader() -> None:
    locale.use("id")
    found = weigh(opened(violations=["D3"], level="sedang", happened_on="2024-08-01"))
    condition, dispute, competence = option(found, "potongan-tukin-6-bulan").notes
    assert condition == "Berlaku setelah PP tentang gaji dan tunjangan berlaku (PP 94/2021 Pasal 42)."
    assert dispute.startswith("Sumber berbeda: PP 94/2021 Pasal 42 menundanya, BKN dan pers tetap mengumumkannya;")
    assert competence.endswith("bertumpang tindih dengan Pasal 22 ayat (1) huruf b; keduanya diterima.")


def test_a_pppk_is_told_the_article_that_binds_pppk() -> None:
    assert why(weigh(opened(employment="PPPK")), "pppk-pernyataan-terbuka").endswith(
        "(PP 49/2018 Pasal 52 ayat (3) dan Pasal 71)"
    )


def test_a_case_whose_forms_carry_no_level_says_so() -> None:
    nothing = weigh(opened(violations=["D3"], level=None, happened_on="2020-10-10", opened_on="2020-10-12"))
    said = [bar.reason for bar in nothing.barred if "no ground of the case has a level" in bar.reason]
    assert said
    assert not [bar.reason for bar in nothing.barred if "lead to ," in bar.reason]


def test_of_the_case_itself() -> None:
    outside = Life().take(Step.REVIEW, "2025-01-07", jurisdiction="instansi-lain")
    assert why(weigh(outside.state), "pdhtaps") == (
        "the respondent serves another agency; refer the case (PP 94/2021 Pasal 17-23)"
    )
    referred = outside.take(Step.REFER, "2025-01-08", agency="x", letter_number="1")
    assert why(weigh(referred.state), "pdhtaps") == (
        "the case is at “referred to another agency” (PP 94/2021 Pasal 33 ayat (2) dan Pasal 37 ayat (1))"
    )
    unproven = Life().to_findings().take(Step.FIND_UNPROVEN, "2025-01-23", reason="x")
    assert why(weigh(unproven.state), "pdhtaps") == (
        "the violation was found not proven (PP 94/2021 Pasal 27 ayat (4); PP 42/2004 Pasal 17-20)"
    )
    assert why(weigh(decided().state), "pdhtaps") == (
        "this case has its sanction already (turun-jabatan); there is one sanction for one violation"
        " (PP 94/2021 Pasal 35 ayat (3))"
    )
    assert ids(weigh(decided().state)) == []


def test_never_twice_for_one_act() -> None:
    state = opened()
    same = past(happened_on=date(2024, 10, 20), violations=("D6", "D4"))
    assert same_act(state, (same,)) is same
    assert why(weigh(state, same), "pdhtaps") == (
        "the act was sanctioned already in case 2023/0001 (penundaan-kgb) (PP 94/2021 Pasal 35 ayat (3))"
    )
    for other in (
        past(happened_on=date(2024, 10, 20), violations=("D6", "D4"), annulled=True),
        past(happened_on=date(2024, 10, 20), violations=("D6",)),
        past(happened_on=date(2024, 10, 21), violations=("D4",)),
    ):
        assert same_act(state, (other,)) is None


def test_a_party_member_of_contract_staff_is_told_the_article_of_contract_staff() -> None:
    party = {"track": "keanggotaan-partai", "level": "ptdh", "violations": ["D5"]}
    contract = option(weigh(opened(employment="PPPK", **party)), "pppk-phk-tidak-hormat")
    assert contract.article == "PP 49/2018 Pasal 53 ayat (3) huruf c, Pasal 63 dan Pasal 74"
    assert "PP 11/2017 Pasal 255" in option(weigh(opened(**party)), "ptdh").article


def test_of_the_person() -> None:
    found = weigh(opened(employment="PPPK"))
    assert {one.sanction.level for one in found.open} == {
        "ringan",
        "sedang",
        "berat",
    }  # the office's own rule says which
    dismissal = option(found, "pppk-phk-hormat")
    assert (dismissal.verified, dismissal.article) == (False, "PP 49/2018 Pasal 52 ayat (1) dan Pasal 59 ayat (1)")
    assert "the table of PNS is a guide" in dismissal.notes[0]
    assert why(found, "pdhtaps") == "it is no sanction for PPPK (PP 94/2021 Pasal 8 ayat (4) huruf c)"
    assert not option(weigh(opened(employment="PPPK", violations=["D3"], happened_on="2024-08-01")),
                      "pppk-penundaan-kgb-1-tahun").verified  # fmt: skip
    unknown = weigh(opened(employment=None))
    assert ids(unknown) == BERAT
    assert "The kind of employment is unknown; PNS is assumed." in option(unknown, "pdhtaps").notes


def test_the_law_of_the_day_of_the_act() -> None:
    found = weigh(opened(happened_on="2020-10-10", opened_on="2020-10-12", violations=["D12"]))
    assert ids(found) == ["penurunan-pangkat-3-tahun", "pemindahan-turun-jabatan", "pembebasan-dari-jabatan", "pdhtaps"]
    assert why(found, "bebas-jabatan") == (
        "the law of the day of the act (2020-10-10) does not have it (PP 94/2021 Pasal 40 ayat (3) dan (4))"
    )
    assert option(found, "pdhtaps").basis == "PP 53/2010 Pasal 7 ayat (4)"
    assert not option(found, "pdhtaps").verified


def test_of_the_track() -> None:
    assert ids(weigh(opened(track="kode-etik", level="moral", violations=["E4"]))) == [
        "pernyataan-tertutup", "pernyataan-terbuka",
    ]  # fmt: skip
    assert ids(weigh(opened(track="keanggotaan-partai", level="ptdh", violations=["D5"]))) == ["ptdh"]
    assert why(weigh(opened()), "pernyataan-terbuka") == (
        "on the track discipline (disiplin) there is no sanction of level moral sanction"
        " (PP 94/2021 Pasal 33 ayat (2) dan Pasal 37 ayat (1))"
    )


def test_the_ppk_imposes_a_moral_sanction_and_may_delegate_down_to_echelon_four() -> None:
    found = option(weigh(opened(track="kode-etik", level="moral", violations=["E4"])), "pernyataan-terbuka")
    assert found.officials == (Official.PPK,)
    assert found.delegates == (Official.JPT_PRATAMA, Official.ADMINISTRATOR, Official.PENGAWAS)
    assert found.competence_basis == "PP 42/2004 Pasal 15 ayat (1) dan (5)"
    assert found.notes[-1] == "The PPK may delegate to officials of at least echelon IV."


def test_one_examination_one_sanction_the_heaviest() -> None:
    found = weigh(opened(violations=["D3", "D6"]))
    assert ids(found) == BERAT
    assert why(found, "penundaan-kgb") == (
        "for several violations there is one sanction, the heaviest: berat (PP 94/2021 Pasal 35 ayat (1))"
    )
    assert why(found, "teguran-lisan") == (
        "the grounds of the case lead to berat, not to ringan"
        " (PP 94/2021 Pasal 5 huruf n angka 1, Pasal 9-14; PP 42/2004 Pasal 15)"
    )


def test_a_ground_without_a_level_leaves_the_choice_with_a_note() -> None:
    found = weigh(opened(violations=["D13"], level=None))
    assert ids(found)[0] == "teguran-lisan"
    assert ids(found)[-1] == "pdhtaps"
    assert "D13 states no level; this one needs a written reason or a second ground." in option(found, "pdhtaps").notes
    assert not option(weigh(opened(violations=["D13", "D4"])), "pdhtaps").notes[0].startswith("D13")
    nothing = weigh(opened(violations=["D3"], level=None, happened_on="2020-10-10", opened_on="2020-10-12"))
    assert ids(nothing) == []


def test_a_form_that_the_law_of_the_act_does_not_know_states_no_level_either() -> None:
    found = weigh(opened(violations=["D13", "D99"], level=None))
    assert option(found, "teguran-lisan").notes[0] == (
        "D13, D99 states no level; this one needs a written reason or a second ground."
    )


def test_a_rule_that_did_not_hold_yet_gives_no_article() -> None:
    """PP 94/2021 holds from 31 August 2021; its Article 35 is no ground the day before."""
    state = opened(happened_on="2020-10-10", opened_on="2020-10-12", violations=["D12"])
    same = past(happened_on=date(2020, 10, 10), violations=("D12",))
    for today, article in ((date(2021, 8, 30), ""), (date(2021, 8, 31), "PP 94/2021 Pasal 35 ayat (3)")):
        barred = open_sanctions(state, (same,), measure(today)).barred
        assert {bar.basis for bar in barred} == {article}


def test_a_doubtful_level_is_never_refused_silently() -> None:
    two = why(weigh(opened(violations=["D8", "D10"])), "penundaan-kgb")
    assert "from an unverified source (D8, D10), and an officer may" in two
    assert (
        "The level of D8, D10 comes from an unverified source."
        in option(weigh(opened(violations=["D8", "D10"])), "pdhtaps").notes
    )
    found = weigh(opened(violations=["D8"]))
    assert ids(found) == BERAT
    assert not option(found, "pdhtaps").verified
    assert "The level of D8 comes from an unverified source." in option(found, "pdhtaps").notes
    assert why(found, "penundaan-kgb") == (
        "the grounds of the case lead to berat, not to sedang; that comes from an unverified source (D8), and an"
        " officer may set another level with a reason (reclassify)"
        " (PP 94/2021 Pasal 5 huruf n angka 1, Pasal 9-14; PP 42/2004 Pasal 15)"
    )
    life = Life(opened(violations=["D8"])).take(Step.REVIEW, "2025-01-07")
    life.take(Step.RECLASSIFY, "2025-01-08", track="disiplin", level="sedang", reason="x")
    lowered = weigh(life.state)
    assert option(lowered, "penundaan-kgb").article == "decided by the officer on 2025-01-08"


def test_a_repeat_has_to_be_heavier_and_is_shown_with_the_history() -> None:
    found = weigh(opened(), past("turun-jabatan"))
    assert ids(found) == ["bebas-jabatan", "pdhtaps"]
    assert why(found, "turun-jabatan") == (
        "for a violation of the same nature it has to be heavier than turun-jabatan (case 2023/0001, 2023-03-01)"
        " (PP 94/2021 Pasal 35 ayat (2))"
    )
    assert (
        "A repeat: the last sanction was turun-jabatan (case 2023/0001, 2023-03-01), and this one is heavier."
        in option(found, "pdhtaps").notes
    )


def test_a_repeat_may_go_beyond_the_level_of_the_case_by_one_kind() -> None:
    state = opened(violations=["D3"], level="sedang", happened_on="2024-08-01")
    found = weigh(state, past("penurunan-pangkat-1-tahun"))
    assert ids(found) == ["turun-jabatan"]
    assert option(found, "turun-jabatan").article == "PP 94/2021 Pasal 35 ayat (2)"
    assert ids(weigh(opened(), past("pdhtaps"))) == []


def test_what_is_no_repeat() -> None:
    state = opened()
    last, before = past("penundaan-kp", case="b", decided_on=date(2024, 1, 2)), past("turun-jabatan", case="a")
    assert last_of_the_same_nature(state, (before, last)) is last
    for none in (
        past(annulled=True),
        past(decided_on=date(2024, 10, 20)),
        past(track="kode-etik"),
        past("pernyataan-terbuka"),
    ):
        assert last_of_the_same_nature(state, (none,)) is None
    assert last_of_the_same_nature(opened(track="kode-etik"), (past("pernyataan-terbuka", track="kode-etik"),)) is None


def test_a_vacancy_moves_the_competence_up_and_says_so() -> None:
    found = option(weigh(opened(violations=["D13"], level=None), vacant=[Official.PENGAWAS]), "teguran-lisan")
    assert found.officials == (Official.ADMINISTRATOR, Official.JF_AHLI_MUDA)
    assert "The post of the competent official is vacant, so the next higher one may impose it." in found.notes


def test_without_a_class_of_post_the_sanction_stays_open() -> None:
    found = option(weigh(opened(position_class=None)), "pdhtaps")
    assert (found.officials, found.delegates, found.competence_basis) == ((), (), "")
    assert found.notes[-1] == "Who may impose it cannot be told from the law data; look at the class of post."


def test_what_is_still_being_served_is_ended_or_waited_for() -> None:
    running = past("bebas-jabatan", track="keanggotaan-partai", in_force_on=date(2024, 9, 2))
    found = weigh(opened(), running)
    waiting, ending = option(found, "turun-jabatan"), option(found, "pdhtaps")
    assert (waiting.ends, waiting.waits_for, waiting.waits_until) == (None, "2023/0001", date(2025, 9, 1))
    assert "It would begin when the sanction of case 2023/0001 has ended." in waiting.notes
    assert (ending.ends, ending.waits_for, ending.waits_until) == ("2023/0001", None, None)
    assert "It would end the sanction of case 2023/0001, which is lighter and still served." in ending.notes
    same = option(weigh(opened(), past("turun-jabatan", track="x", in_force_on=date(2024, 9, 2))), "turun-jabatan")
    assert (same.ends, same.waits_for) == (None, "2023/0001")
    told_off = option(weigh(opened(violations=["D13"], level=None), running), "teguran-lisan")
    assert (told_off.ends, told_off.waits_for) == (None, None)
