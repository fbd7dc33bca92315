"""Who may impose a sanction in a city."""

from datetime import date

import pytest

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.competence import Competence, competence, examinee_of, next_higher
from asn_neutral.law.terms import Official, Step
from tests.domain.dossiers import of_territory
from tests.domain.lives import Life, book, opened

TODAY = date(2025, 2, 3)


def of(state: CaseState, sanction: str, *vacant: Official) -> Competence | None:
    entry = book().sanction(sanction, on=TODAY)
    assert entry is not None
    return competence(state, entry, book(), on=TODAY, vacant=vacant)


@pytest.mark.parametrize(
    ("position_class", "position", "ringan", "sedang", "dismissal"),
    [
        ("jpt-pratama", "Kepala Dinas", ["ppk"], ["ppk"], ["ppk"]),
        ("administrator", "Kepala Bidang", ["jpt-pratama"], ["ppk"], ["ppk"]),
        ("kepala-wilayah", "Camat Mandonga", ["jpt-pratama"], ["ppk"], ["ppk"]),
        ("pengawas", "Kepala Seksi", ["administrator", "jf-ahli-madya"], ["jpt-pratama", "ppk"], ["ppk"]),
        ("kepala-wilayah", "Plt. LURAH Kadia", ["administrator", "jf-ahli-madya"], ["jpt-pratama", "ppk"], ["ppk"]),
        ("kepala-wilayah", None, ["jpt-pratama", "administrator"], ["ppk", "jpt-pratama"], ["ppk"]),
        ("pelaksana", "Pengadministrasi", ["pengawas", "jf-ahli-muda"], ["administrator", "ppk"], ["ppk"]),
        ("fungsional", "Guru Ahli Muda", ["pengawas", "administrator", "jpt-pratama", "jf-ahli-madya", "jf-ahli-muda"],
         ["administrator", "jpt-pratama"], ["ppk"]),
        ("fungsional", "Dokter Ahli Utama", ["ppk"], ["ppk"], ["presiden"]),
    ],
)  # fmt: skip
def test_the_matrix_of_a_city(
    position_class: str, position: str | None, ringan: list[str], sedang: list[str], dismissal: list[str]
) -> None:
    state = opened(position_class=position_class, position=position)
    for sanction, officials in (("teguran-lisan", ringan), ("penundaan-kgb", sedang), ("pdhtaps", dismissal)):
        found = of(state, sanction)
        assert found is not None
        assert list(found.officials) == officials
        assert not found.moved


def test_a_vacancy_moves_the_competence_up_as_far_as_the_ppk() -> None:
    found = of(opened(), "teguran-lisan", Official.PENGAWAS, Official.ADMINISTRATOR)
    assert found is not None
    assert (found.officials, found.moved) == ((Official.JPT_PRATAMA, Official.JF_AHLI_MUDA), True)
    assert found.basis.endswith("PP 94/2021 Pasal 25")
    everybody = of(opened(), "penundaan-kgb", *Official)
    assert everybody is not None
    assert everybody.officials == (Official.PPK,)
    dismissal = of(opened(position_class="fungsional", position="Ahli Utama"), "pdhtaps", Official.PPK)
    assert dismissal is not None
    assert dismissal.officials == (Official.PRESIDEN,)


def test_a_vacancy_elsewhere_changes_nothing() -> None:
    found = of(opened(), "pernyataan-terbuka", Official.PENGAWAS)
    assert found is not None
    assert (found.officials, found.moved) == ((Official.PPK,), False)
    assert found.delegates == (Official.JPT_PRATAMA, Official.ADMINISTRATOR)


def test_without_a_class_of_post_nobody_can_tell() -> None:
    assert examinee_of(opened(position_class=None)) is None
    assert of(opened(position_class=None), "teguran-lisan") is None
    assert of(opened(position_class="pengawas", employment="PPPK"), "teguran-lisan") is None


@pytest.mark.parametrize("sanction", ["pppk-teguran-lisan", "pppk-phk-hormat", "pppk-phk-tidak-hormat"])
def test_where_every_class_of_post_has_the_same_official_the_class_need_not_be_known(sanction: str) -> None:
    found = of(opened(position_class=None, employment="PPPK"), sanction)
    assert found is not None
    assert (found.officials, found.delegates) == ((Official.PPK,), ())
    assert found.basis.startswith("PP 49/2018 Pasal 5")
    moral = of(opened(position_class=None), "pernyataan-terbuka")
    assert moral == of(opened(), "pernyataan-terbuka")


def test_an_unknown_employment_is_taken_for_pns() -> None:
    assert of(opened(employment=None), "teguran-lisan") == of(opened(), "teguran-lisan")


def test_a_village_head_is_known_by_a_whole_word() -> None:
    examinee = examinee_of(of_territory("Lurahan"))
    assert examinee is not None
    assert examinee.position == "kepala-wilayah"


def test_who_stands_next() -> None:
    assert next_higher(Official.PENGAWAS) is Official.ADMINISTRATOR
    assert next_higher(Official.PPK) is Official.PPK
    assert next_higher(Official.PRESIDEN) is Official.PRESIDEN


def test_who_stands_in_for_a_post_the_unit_lacks_imposes_ringan_only_and_has_no_place_on_the_ladder() -> None:
    standing_in = {Official.JF_AHLI_MADYA, Official.JF_AHLI_MUDA}
    assert {next_higher(one) for one in standing_in} == standing_in
    levels = {one.level for one in book().authorities if standing_in & {*one.officials, *one.delegates}}
    assert levels == {"ringan"}
    for by, answering in (("jf-ahli-muda", True), ("ppk", False)):
        life = Life(opened(level="sedang")).to_findings().take(
            Step.DECIDE, "2025-02-03", sanction="teguran-tertulis", sk_number="1", official=by, violation_named="x"
        ).take(Step.DELIVER, "2025-02-05", receipt="TT").take(Step.TAKE_EFFECT, "2025-02-05")  # fmt: skip
        life.take(Step.FILE_OBJECTION, "2025-02-06")
        assert ("objection-reply" in {clock.clock for clock in life.state.clocks}) is answering
