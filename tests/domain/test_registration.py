"""What follows from the forms and the date of an act when a case is opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.domain.registration import Appraisal, Form, appraise
from asn_neutral.domain.stages import NOWHERE, Located, locate
from asn_neutral.law.book import load_book
from asn_neutral.law.terms import Level, Phase, Remark, Track

BOOK = load_book()
CAMPAIGN = Located(election="pilkada-2024", stage="kampanye", phase=Phase.FROM_DETERMINATION, guessed=False)
ON = date(2024, 10, 2)


@dataclass(frozen=True, slots=True)
class Made:
    """An entry of an invented catalogue."""

    id: str
    level: Level | None = Level.BERAT
    track: Track = Track.DISCIPLINE
    phase: Phase = Phase.ANY
    verified: bool = True
    since: date = date(2022, 9, 22)


def ruled(forms: Sequence[Made], codes: Sequence[str] = (), *, located: Located = CAMPAIGN) -> Appraisal:
    catalogue = {form.id: form for form in forms}

    def form_of(code: str, on: date) -> Form | None:
        assert on == ON
        return catalogue.get(code)

    return appraise(codes or list(catalogue), happened_on=ON, located=located, form_of=form_of)


def by_book(codes: Sequence[str], on: date, election: str | None = None) -> Appraisal:
    located = locate(BOOK.elections, on, election)
    return appraise(codes, happened_on=on, located=located, form_of=lambda code, day: BOOK.violation(code, on=day))


def test_the_catalogue_of_the_day_decides() -> None:
    assert by_book(["D4", "D3"], ON, "pilkada-2024") == Appraisal(
        election="pilkada-2024",
        stage="kampanye",
        track=Track.DISCIPLINE,
        level=Level.BERAT,
        remarks=("stage-mismatch:D3",),
        rules=("D4@2022-09-22", "D3@2022-09-22"),
    )
    assert by_book(["D4"], date(2020, 10, 2), "pilkada-2020").rules == ("D4@2014-01-15",)


@pytest.mark.parametrize(
    ("code", "on", "mismatched"),
    [
        ("E4", date(2024, 9, 21), False),
        ("E4", date(2024, 9, 22), True),  # candidates are determined on that day
        ("D4", date(2024, 9, 21), True),
        ("D4", date(2024, 9, 22), False),
        ("D5", date(2024, 9, 21), False),
        ("D5", date(2024, 9, 22), False),
    ],
)
def test_a_form_of_another_stage_is_taken_with_a_remark(code: str, on: date, *, mismatched: bool) -> None:
    assert (f"stage-mismatch:{code}" in by_book([code], on).remarks) is mismatched


@given(st.lists(st.sampled_from([*Level, None]), min_size=1, max_size=4))
def test_the_gravest_level_counts(levels: list[Level | None]) -> None:
    forms = [Made(f"D{place}", level) for place, level in enumerate(levels)]
    order = list(Level)
    stated = sorted((level for level in levels if level), key=order.index)
    assert ruled(forms).level == (stated[-1] if stated else None)


@pytest.mark.parametrize(
    ("tracks", "gravest"),
    [
        ((Track.ETHICS,), Track.ETHICS),
        ((Track.DISCIPLINE, Track.ETHICS), Track.DISCIPLINE),
        ((Track.ETHICS, Track.PARTY, Track.DISCIPLINE), Track.PARTY),
    ],
)
def test_the_gravest_track_counts(tracks: tuple[Track, ...], gravest: Track) -> None:
    assert ruled([Made(f"D{place}", track=track) for place, track in enumerate(tracks)]).track == gravest


def test_a_form_the_catalogue_does_not_have_is_told_by_its_letter() -> None:
    found = ruled([], ["E1"])
    assert (found.track, found.level, found.rules) == (Track.ETHICS, None, ())
    assert found.remarks == ("form-not-in-force:E1",)
    assert ruled([], ["D1", "E1"]).track == Track.DISCIPLINE


def test_what_is_open_or_unverified_is_said_of_each_form() -> None:
    found = ruled([Made("D13", level=None, phase=Phase.BEFORE_DETERMINATION, verified=False), Made("D4")])
    assert found.remarks == ("stage-mismatch:D13", "level-unstated:D13", "unverified:D13")


@pytest.mark.parametrize(
    ("located", "remarks"),
    [
        (CAMPAIGN, ()),
        (NOWHERE, (Remark.ELECTION_UNKNOWN,)),
        (Located("pilkada-2024", "kampanye", Phase.FROM_DETERMINATION, guessed=True), (Remark.ELECTION_BY_DATE,)),
        (Located("pilkada-2024", None, Phase.FROM_DETERMINATION, guessed=False), (Remark.OUTSIDE_ELECTION,)),
    ],
)
def test_the_place_in_time_is_remarked_on(located: Located, remarks: tuple[str, ...]) -> None:
    found = ruled([Made("D4")], located=located)
    assert (found.election, found.stage) == (located.election, located.stage)
    assert found.remarks == remarks


def test_an_unknown_time_mismatches_nothing() -> None:
    assert "stage-mismatch:E4" not in ruled([Made("E4", phase=Phase.BEFORE_DETERMINATION)], located=NOWHERE).remarks
