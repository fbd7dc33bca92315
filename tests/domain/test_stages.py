"""Where a date lies among the elections."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.domain.stages import NOWHERE, Located, fits, locate
from asn_neutral.law.book import load_book
from asn_neutral.law.entries import Election
from asn_neutral.law.terms import ElectionKind, Phase

ELECTIONS = load_book().elections
BEFORE, FROM, ANY = Phase.BEFORE_DETERMINATION, Phase.FROM_DETERMINATION, Phase.ANY


def election(name: str, opens: date, voting: date, inauguration: date) -> Election:
    return Election(
        id=name, name=name, name_en=name, kind=ElectionKind.PILKADA, opens_on=opens, determination_on=voting,
        voting_on=voting, inauguration=inauguration, basis="x", verified=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("on", "election_id", "stage", "phase"),
    [
        (date(2024, 1, 26), "pemilu-2024", "kampanye", FROM),  # both are open; the Pemilu votes next
        (date(2024, 2, 14), "pemilu-2024", "pemungutan", FROM),
        (date(2024, 2, 15), "pilkada-2024", "pra-pendaftaran", BEFORE),
        (date(2024, 8, 26), "pilkada-2024", "pra-pendaftaran", BEFORE),
        (date(2024, 8, 27), "pilkada-2024", "pendaftaran", BEFORE),
        (date(2024, 8, 29), "pilkada-2024", "pendaftaran", BEFORE),
        (date(2024, 8, 30), "pilkada-2024", "verifikasi", BEFORE),
        (date(2024, 9, 21), "pilkada-2024", "verifikasi", BEFORE),
        (date(2024, 9, 22), "pilkada-2024", "penetapan", FROM),
        (date(2024, 9, 24), "pilkada-2024", "pra-kampanye", FROM),
        (date(2024, 9, 25), "pilkada-2024", "kampanye", FROM),
        (date(2024, 11, 23), "pilkada-2024", "kampanye", FROM),
        (date(2024, 11, 24), "pilkada-2024", "masa-tenang", FROM),
        (date(2024, 11, 27), "pilkada-2024", "pemungutan", FROM),
        (date(2025, 2, 20), "pilkada-2024", "pasca-pemilihan", FROM),
        (date(2018, 6, 27), "pilkada-2018", "pemungutan", FROM),
        (date(2018, 6, 28), "pemilu-2019", "pra-pendaftaran", BEFORE),
        (date(2019, 10, 20), "pilkada-2020", "pra-pendaftaran", BEFORE),
        (date(2020, 9, 23), "pilkada-2020", "penetapan", FROM),
        (date(2022, 6, 14), "pemilu-2024", "pra-pendaftaran", BEFORE),
    ],
)
def test_an_act_without_an_election_is_attributed_by_its_date(
    on: date, election_id: str, stage: str, phase: Phase
) -> None:
    assert locate(ELECTIONS, on) == Located(election_id, stage, phase, guessed=True)


@pytest.mark.parametrize("on", [date(2017, 6, 13), date(2021, 2, 27), date(2022, 6, 13), date(2025, 2, 21)])
def test_a_date_outside_every_span_is_nowhere(on: date) -> None:
    assert locate(ELECTIONS, on) == NOWHERE


def test_when_all_have_voted_it_is_the_latest() -> None:
    first = election("first", date(2024, 1, 1), date(2024, 2, 1), date(2024, 12, 1))
    second = election("second", date(2024, 1, 1), date(2024, 3, 1), date(2024, 12, 1))
    for order in ([first, second], [second, first]):
        assert locate(order, date(2024, 6, 1)).election == "second"
        assert locate(order, date(2024, 2, 1)).election == "first"
        assert locate(order, date(2024, 2, 2)).election == "second"


@pytest.mark.parametrize(
    ("on", "stage", "phase"),
    [
        (date(2024, 9, 25), "kampanye", FROM),
        (date(2024, 2, 1), "pra-pendaftaran", BEFORE),
        (date(2023, 12, 31), None, BEFORE),
        (date(2025, 2, 21), None, FROM),
    ],
)
def test_a_named_election_stays_as_named(on: date, stage: str | None, phase: Phase) -> None:
    assert locate(ELECTIONS, on, "pilkada-2024") == Located("pilkada-2024", stage, phase, guessed=False)


def test_an_unknown_election_is_nowhere() -> None:
    assert locate(ELECTIONS, date(2024, 9, 25), "pilkada-2031") == NOWHERE


@given(on=st.dates(date(2017, 1, 1), date(2026, 1, 1)))
def test_a_guess_always_has_a_stage_and_nowhere_has_nothing(on: date) -> None:
    located = locate(ELECTIONS, on)
    spanned = any(one.opens_on <= on <= one.inauguration for one in ELECTIONS)
    assert located.guessed is spanned
    assert (located.stage is not None) is spanned
    assert (located.phase is not None) is spanned


@pytest.mark.parametrize(
    ("form", "phase", "fitting"),
    [
        (ANY, BEFORE, True),
        (ANY, FROM, True),
        (ANY, None, True),
        (BEFORE, BEFORE, True),
        (BEFORE, FROM, False),
        (BEFORE, None, True),
        (FROM, FROM, True),
        (FROM, BEFORE, False),
    ],
)
def test_a_form_fits_its_phase(form: Phase, phase: Phase | None, *, fitting: bool) -> None:
    assert fits(form, phase) is fitting
