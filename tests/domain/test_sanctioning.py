"""Which sanctions are open, on what ground and by whom; and why the others are not."""

from collections.abc import Sequence
from datetime import date

import pytest

from asn_neutral import locale
from asn_neutral.domain.case import CaseState
from asn_neutral.domain.history import PastDecision
from asn_neutral.domain.sanctioning import SanctionOption, Sanctions, last_of_the_same_nature, open_sanctions, same_act
from asn_neutral.law.terms import Official, Step
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


def test_an_option_says_on_what_ground_and_by_whom() -> None:
    found = option(weigh(opened()), "turun-jabatan")
    assert found.article == "PP 94/2021 Pasal 14 huruf i angka 3; PP 94/2021 Pasal 14 huruf i angka 4"
    assert found.basis == "PP 94/2021 Pasal 8 ayat (4) huruf a"
    assert (found.officials, found.competence_basis) == ((Official.PPK,), "PP 94/2021 Pasal 18 ayat (3) huruf c")
    assert found.verified
    assert "There is no automatic return when the term ends." in found.notes


def test_the_mayor_s_window_is_noted_without_refusing() -> None:
    notes = " ".join(option(weigh(opened()), "pdhtaps").notes)
    assert "vacates a post before 2025-02-20" in notes
    assert "UU 10/2016 Pasal 71 ayat (2)" in notes
    later = open_sanctions(opened(), (), measure(date(2025, 2, 21)))
    assert "vacates a post" not in " ".join(option(later, "pdhtaps").notes)


def test_a_condition_and_a_conflict_of_sources_are_noted() -> None:
    found = weigh(opened(violations=["D3"], level="sedang", happened_on="2024-08-01"))
    assert "Holds only after the PP on pay" in option(found, "potongan-tukin-6-bulan").notes[0]
    assert any("both are accepted" in note for note in option(found, "penundaan-kgb").notes)


def test_of_the_case_itself() -> None:
    outside = Life().take(Step.REVIEW, "2025-01-07", jurisdiction="instansi-lain")
    assert why(weigh(outside.state), "pdhtaps") == (
        "the respondent serves another agency; refer the case (PP 94/2021 Pasal 17-23)"
    )
    referred = outside.take(Step.REFER, "2025-01-08", agency="x", letter_number="1")
    assert "referred to another agency" in why(weigh(referred.state), "pdhtaps")
    unproven = Life().to_findings().take(Step.FIND_UNPROVEN, "2025-01-23", reason="x")
    assert "found not proven" in why(weigh(unproven.state), "pdhtaps")
    assert "has its sanction already (turun-jabatan)" in why(weigh(decided().state), "pdhtaps")
    assert ids(weigh(decided().state)) == []


def test_never_twice_for_one_act() -> None:
    state = opened()
    same = past(happened_on=date(2024, 10, 20), violations=("D6", "D4"))
    assert same_act(state, (same,)) is same
    assert "case 2023/0001 (penundaan-kgb)" in why(weigh(state, same), "pdhtaps")
    assert "Pasal 35 ayat (3)" in why(weigh(state, same), "pdhtaps")
    for other in (
        past(happened_on=date(2024, 10, 20), violations=("D6", "D4"), annulled=True),
        past(happened_on=date(2024, 10, 20), violations=("D6",)),
        past(happened_on=date(2024, 10, 21), violations=("D4",)),
    ):
        assert same_act(state, (other,)) is None


def test_of_the_person() -> None:
    found = weigh(opened(employment="PPPK"))
    assert ids(found) == ["pppk-phk-hormat"]
    assert "no sanction for PPPK" in why(found, "pdhtaps")
    assert not option(weigh(opened(employment="PPPK", violations=["D3"], happened_on="2024-08-01")),
                      "pppk-penundaan-kgb-1-tahun").verified  # fmt: skip
    unknown = weigh(opened(employment=None))
    assert ids(unknown) == BERAT
    assert "The kind of employment is unknown; PNS is assumed." in option(unknown, "pdhtaps").notes


def test_the_law_of_the_day_of_the_act() -> None:
    found = weigh(opened(happened_on="2020-10-10", opened_on="2020-10-12", violations=["D12"]))
    assert ids(found) == ["penurunan-pangkat-3-tahun", "pemindahan-turun-jabatan", "pembebasan-dari-jabatan", "pdhtaps"]
    assert "2020-10-10) does not have it (PP 94/2021 Pasal 40" in why(found, "bebas-jabatan")
    assert option(found, "pdhtaps").basis == "PP 53/2010 Pasal 7 ayat (4)"
    assert not option(found, "pdhtaps").verified


def test_of_the_track() -> None:
    assert ids(weigh(opened(track="kode-etik", level="moral", violations=["E4"]))) == [
        "pernyataan-tertutup", "pernyataan-terbuka",
    ]  # fmt: skip
    assert ids(weigh(opened(track="keanggotaan-partai", level="ptdh", violations=["D5"]))) == ["ptdh"]
    assert "there is no sanction of level moral sanction" in why(weigh(opened()), "pernyataan-terbuka")


def test_one_examination_one_sanction_the_heaviest() -> None:
    found = weigh(opened(violations=["D3", "D6"]))
    assert ids(found) == BERAT
    assert why(found, "penundaan-kgb") == (
        "for several violations there is one sanction, the heaviest: berat (PP 94/2021 Pasal 35 ayat (1))"
    )
    assert "lead to berat, not to ringan" in why(found, "teguran-lisan")


def test_a_ground_without_a_level_leaves_the_choice_with_a_note() -> None:
    found = weigh(opened(violations=["D13"], level=None))
    assert ids(found)[0] == "teguran-lisan"
    assert ids(found)[-1] == "pdhtaps"
    assert "D13 states no level; this one needs a written reason or a second ground." in option(found, "pdhtaps").notes
    assert not option(weigh(opened(violations=["D13", "D4"])), "pdhtaps").notes[0].startswith("D13")
    nothing = weigh(opened(violations=["D3"], level=None, happened_on="2020-10-10", opened_on="2020-10-12"))
    assert ids(nothing) == []


def test_a_doubtful_level_is_never_refused_silently() -> None:
    found = weigh(opened(violations=["D8"]))
    assert ids(found) == BERAT
    assert not option(found, "pdhtaps").verified
    assert "The level of D8 comes from an unverified source." in option(found, "pdhtaps").notes
    assert "an officer may set another level with a reason (reclassify)" in why(found, "penundaan-kgb")
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
    assert "A repeat: the last sanction was turun-jabatan (case 2023/0001, 2023-03-01)" in " ".join(
        option(found, "pdhtaps").notes
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
    assert found.officials == (Official.ADMINISTRATOR,)
    assert "The post of the competent official is vacant, so the next higher one may impose it." in found.notes


def test_without_a_class_of_post_the_sanction_stays_open() -> None:
    found = option(weigh(opened(position_class=None)), "pdhtaps")
    assert (found.officials, found.delegates, found.competence_basis) == ((), (), "")
    assert "look at the class of post" in found.notes[-1]


def test_what_is_still_being_served_is_ended_or_waited_for() -> None:
    running = past("bebas-jabatan", track="keanggotaan-partai", in_force_on=date(2024, 9, 2))
    found = weigh(opened(), running)
    waiting, ending = option(found, "turun-jabatan"), option(found, "pdhtaps")
    assert (waiting.ends, waiting.waits_for, waiting.waits_until) == (None, "2023/0001", date(2025, 9, 1))
    assert "It would begin when the sanction of case 2023/0001 has ended." in waiting.notes
    assert (ending.ends, ending.waits_for, ending.waits_until) == ("2023/0001", None, None)
    assert any("It would end the sanction of case 2023/0001" in note for note in ending.notes)
    same = option(weigh(opened(), past("turun-jabatan", track="x", in_force_on=date(2024, 9, 2))), "turun-jabatan")
    assert (same.ends, same.waits_for) == (None, "2023/0001")
    told_off = option(weigh(opened(violations=["D13"], level=None), running), "teguran-lisan")
    assert (told_off.ends, told_off.waits_for) == (None, None)
