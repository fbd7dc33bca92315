"""Which election and which stage an act belongs to, seen from its date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from asn_neutral.law.entries import Election
from asn_neutral.law.terms import Phase


@dataclass(frozen=True, slots=True)
class Located:
    """The place of a date among the elections.

    `guessed` is True when no election was named and one was found by the date. `stage` is None when the
    date lies outside the election's span; `phase` is known whenever the election is.
    """

    election: str | None
    stage: str | None
    phase: Phase | None
    guessed: bool


NOWHERE = Located(election=None, stage=None, phase=None, guessed=False)


def locate(elections: Sequence[Election], on: date, election_id: str | None = None) -> Located:
    """The election, stage and phase of the day *on*.

    A named election stays as named, even when its span does not have the day; an unknown name is nowhere.
    Without a name it is, among the elections whose span (`opens_on` to `inauguration`, both included) has
    the day, the one that votes next on or after it; when all of them have voted, the one that voted last.
    """
    if election_id is not None:
        named = next((one for one in elections if one.id == election_id), None)
        return _placed(named, on, guessed=False) if named else NOWHERE
    spanning = [one for one in elections if one.opens_on <= on <= one.inauguration]
    if not spanning:
        return NOWHERE
    ahead = [one for one in spanning if one.voting_on >= on]
    chosen = min(ahead, key=_voting_day) if ahead else max(spanning, key=_voting_day)
    return _placed(chosen, on, guessed=True)


def fits(form: Phase, phase: Phase | None) -> bool:
    """Whether a form of violation that arises in the phase *form* can be of an act in *phase*; unknown fits all."""
    return phase is None or form in {Phase.ANY, phase}


def _placed(election: Election, on: date, *, guessed: bool) -> Located:
    stage = next((one.id for one in election.stages if one.in_force(on)), None)
    before = on < election.determination_on
    phase = Phase.BEFORE_DETERMINATION if before else Phase.FROM_DETERMINATION
    return Located(election=election.id, stage=stage, phase=phase, guessed=guessed)


def _voting_day(election: Election) -> date:
    return election.voting_on
