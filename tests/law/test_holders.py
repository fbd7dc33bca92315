"""Who has a case in hand, held against the table of moves."""

from itertools import product

import pytest

from asn_neutral.law.holders import IN_HAND, holder_of
from asn_neutral.law.moves import FINAL, moves_of
from asn_neutral.law.procedure import Actor, Status
from asn_neutral.law.terms import Employment, Track


def test_every_open_case_is_in_some_hand() -> None:
    assert set(IN_HAND) == set(Status) - FINAL - {Status.TIP}
    for status, track, employment in product(IN_HAND, Track, (*Employment, None)):
        assert holder_of(status, track, employment) in Actor


@pytest.mark.parametrize("status", IN_HAND)
def test_it_is_a_step_that_leads_there_or_goes_on_from_there(status: Status) -> None:
    moves = moves_of(IN_HAND[status])
    assert any(move.target is status or status in move.sources for move in moves)


@pytest.mark.parametrize(
    ("status", "track", "employment", "actor"),
    [
        (Status.REGISTERED, Track.DISCIPLINE, None, Actor.OFFICE),
        (Status.BAWASLU_STUDY, Track.DISCIPLINE, None, Actor.BAWASLU),
        (Status.SATGAS_VERIFICATION, Track.ETHICS, None, Actor.SATGAS),
        (Status.RECOMMENDED, Track.ETHICS, None, Actor.PPK),
        (Status.REVIEW, Track.ETHICS, None, Actor.OFFICE),
        (Status.ETHICS_COUNCIL, Track.ETHICS, None, Actor.COUNCIL),
        (Status.SUMMONED, Track.ETHICS, None, Actor.COUNCIL),
        (Status.SUMMONED, Track.DISCIPLINE, None, Actor.EXAMINER),
        (Status.DIRECT_SUPERIOR, Track.DISCIPLINE, Employment.PNS, Actor.EXAMINER),
        (Status.EXAMINED, Track.PARTY, Employment.PNS, Actor.EXAMINER),
        (Status.FINDINGS_REPORTED, Track.ETHICS, Employment.PNS, Actor.PPK),
        (Status.FINDINGS_REPORTED, Track.DISCIPLINE, Employment.PNS, Actor.OFFICIAL),
        (Status.FINDINGS_REPORTED, Track.DISCIPLINE, Employment.PPPK, Actor.PPK),
        (Status.MEMBERSHIP_PROVEN, Track.PARTY, Employment.CPNS, Actor.PPK),
        (Status.DECIDED, Track.DISCIPLINE, Employment.PNS, Actor.OFFICIAL),
        (Status.DELIVERED, Track.DISCIPLINE, Employment.PNS, Actor.OFFICE),
        (Status.OBJECTION, Track.DISCIPLINE, Employment.PNS, Actor.OBJECTION_OFFICIAL),
        (Status.APPEAL, Track.DISCIPLINE, Employment.PNS, Actor.BPASN),
        (Status.SERVED, Track.DISCIPLINE, Employment.PNS, Actor.OFFICE),
    ],
)
def test_who_has_it_in_hand(status: Status, track: Track, employment: Employment | None, actor: Actor) -> None:
    assert holder_of(status, track, employment) is actor


@pytest.mark.parametrize("status", [Status.DECIDED, Status.SENT, Status.OBJECTION])
def test_what_the_ppk_decided_stays_with_the_ppk(status: Status) -> None:
    assert holder_of(status, Track.DISCIPLINE, Employment.PNS, "ppk") is Actor.PPK
    assert holder_of(status, Track.DISCIPLINE, Employment.PNS, "jpt-pratama") is not Actor.PPK


def test_the_appeal_is_never_with_the_ppk() -> None:
    assert holder_of(Status.APPEAL, Track.DISCIPLINE, Employment.PNS, "ppk") is Actor.BPASN


def test_a_case_that_rests_is_in_no_hand() -> None:
    with pytest.raises(KeyError):
        holder_of(Status.CLOSED, Track.DISCIPLINE, None)
    with pytest.raises(ValueError, match="nowhere"):
        holder_of("nowhere", Track.DISCIPLINE, None)
