"""Which levels the forms of a case and the articles of a decision carry."""

from datetime import date

import pytest

from asn_neutral import locale
from asn_neutral.domain.footing import Footing, footing, named
from asn_neutral.law.terms import Level, Step
from tests.domain.lives import Life, book, opened

ACT = date(2024, 10, 20)


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def on_forms(*forms: str, **facts: object) -> Footing:
    return footing(opened(violations=list(forms), **facts), book())


def test_the_articles_of_the_grounds_state_the_level() -> None:
    found = on_forms("D4")
    assert found.articles == {"berat": "PP 94/2021 Pasal 14 huruf i angka 3; PP 94/2021 Pasal 14 huruf i angka 4"}
    assert (found.gravest, found.others, found.unstated, found.doubts) == (Level.BERAT, frozenset(), (), ())


def test_of_several_forms_the_gravest_counts() -> None:
    found = on_forms("D3", "D6", "D13", happened_on="2024-08-01")
    assert found.gravest is Level.BERAT
    assert found.others == {Level.SEDANG}
    assert (found.unstated, found.by_impact) == (("D13",), False)


def test_a_form_without_a_level_rests_on_a_second_ground_by_impact() -> None:
    found = on_forms("D13")
    assert set(found.articles) == {Level.RINGAN, Level.SEDANG, Level.BERAT}
    assert found.articles[Level.RINGAN] == "PP 94/2021 Pasal 9 ayat (1)"
    assert (found.unstated, found.by_impact) == (("D13",), True)
    assert Level.MORAL in on_forms("D13", track="kode-etik").articles


def test_a_form_the_catalogue_does_not_have_states_no_level() -> None:
    assert on_forms("D99").unstated == ("D99",)
    bare = on_forms("D3", happened_on="2020-10-10")
    assert (bare.articles, bare.gravest) == ({}, None)


def test_where_no_article_states_the_level_the_catalogue_does_and_it_is_doubtful() -> None:
    found = on_forms("D10")
    assert found.articles[Level.BERAT].startswith("SKB 22 September 2022")
    assert found.doubts == ("D10",)


def test_what_an_officer_decided_with_a_reason_holds() -> None:
    life = Life(opened(violations=["D8"])).take(Step.REVIEW, "2025-01-07")
    life.take(Step.RECLASSIFY, "2025-01-08", track="disiplin", level="sedang", reason="x")
    assert footing(life.state, book()) == Footing(
        {Level.SEDANG: "decided by the officer on 2025-01-08"}, by_officer=True
    )
    life.take(Step.RECLASSIFY, "2025-01-09", track="disiplin", reason="x")
    assert footing(life.state, book()).gravest is Level.BERAT


@pytest.mark.parametrize(
    ("text", "levels", "strange"),
    [
        ("Pasal 5 huruf n angka 1", set(), []),
        ("Pasal 5 huruf n angka 2", {"sedang"}, []),
        ("Pasal 5 huruf n angka 6 PP 94/2021", {"berat"}, []),
        ("Pasal 14 huruf i angka 5", {"berat"}, []),
        ("Pasal 14 huruf i angka 6", set(), ["Pasal 14 huruf i angka 6"]),
        ("Pasal 13 huruf g", {"sedang"}, []),
        ("Pasal 3 huruf f", {"ringan", "sedang", "berat"}, []),
        ("Pasal 3 huruf f jo. Pasal 9 ayat (1)", {"ringan"}, []),
        ("Pasal 11 huruf c", {"moral", "berat"}, []),  # without its regulation it can be of two
        ("Pasal 11 huruf c PP 42/2004", {"moral"}, []),
        ("Pasal 8 ayat (4) huruf a", set(), []),  # that is the sanction, and no ground
        ("Pasal 15 ayat (3) huruf b PP 42/2004", {"moral"}, []),
        ("Pasal 99", set(), ["Pasal 99"]),
        ("Pasal 4 angka 15 huruf a PP 53/2010", set(), ["PP 53/2010 Pasal 4 huruf a angka 15"]),
    ],
)
def test_what_the_articles_of_a_decision_carry(text: str, levels: set[str], strange: list[str]) -> None:
    found = named(text, book(), ACT)
    assert (set(found.levels), [str(one) for one in found.strange]) == (levels, strange)


def test_a_ground_of_one_level_binds_and_a_duty_does_not() -> None:
    found = named("Pasal 5 huruf n angka 6, Pasal 5 huruf n angka 2, Pasal 3 huruf f", book(), ACT)
    assert found.binding is Level.BERAT
    assert found.grounds[0] == "PP 94/2021 Pasal 5 huruf n angka 6"
    assert named("Pasal 3 huruf f", book(), ACT).binding is None
    assert named("Pasal 4 angka 15 huruf a PP 53/2010", book(), date(2020, 10, 10)).levels == {Level.SEDANG}
