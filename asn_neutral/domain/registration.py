"""Opening a case: what follows from the forms of violation and the date of the act."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from asn_neutral.domain.stages import Located, fits
from asn_neutral.law.terms import Level, Phase, Remark, Track

_SEVERITY = {level: rank for rank, level in enumerate(Level)}
_WEIGHT = {Track.ETHICS: 0, Track.DISCIPLINE: 1, Track.PARTY: 2}


class Form(Protocol):
    """What is asked of an entry of the violation catalogue."""

    @property
    def id(self) -> str:
        """Its code."""

    @property
    def since(self) -> date:
        """The first day it is in force."""

    @property
    def track(self) -> Track:
        """The track it belongs to."""

    @property
    def level(self) -> Level | None:
        """Its level; None where the catalogue leaves it open."""

    @property
    def phase(self) -> Phase:
        """When it can arise."""

    @property
    def verified(self) -> bool:
        """Whether its source was read."""


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What the law says of an act: track and level are those of the gravest form.

    `rules` names the entries of the catalogue that were applied, as `code@since`.
    """

    election: str | None
    stage: str | None
    track: Track
    level: Level | None
    remarks: tuple[str, ...]
    rules: tuple[str, ...]


def appraise(
    codes: Sequence[str],
    *,
    happened_on: date,
    located: Located,
    form_of: Callable[[str, date], Form | None],
) -> Appraisal:
    """The law of the day of the act (`happened_on`) applied to the forms named by *codes* (one at least).

    A form that does not fit the stage is accepted with a remark; so is one that the catalogue of that day
    does not have, whose track is then told by its letter alone.
    """
    forms = [(code, form_of(code, happened_on)) for code in codes]
    known = [form for _code, form in forms if form is not None]
    levels = [form.level for form in known if form.level is not None]
    tracks = [form.track if form else _track_of(code) for code, form in forms]
    remarks = [
        *_about_place_in_time(located),
        *(remark for code, form in forms for remark in _about_form(code, form, located.phase)),
    ]
    return Appraisal(
        election=located.election,
        stage=located.stage,
        track=max(tracks, key=_WEIGHT.__getitem__),
        level=max(levels, key=_SEVERITY.__getitem__, default=None),
        remarks=tuple(remarks),
        rules=tuple(f"{form.id}@{form.since.isoformat()}" for form in known),
    )


def _track_of(code: str) -> Track:
    return Track.ETHICS if code.startswith("E") else Track.DISCIPLINE


def _about_place_in_time(located: Located) -> list[str]:
    if located.election is None:
        return [Remark.ELECTION_UNKNOWN.value]
    if located.guessed:
        return [Remark.ELECTION_BY_DATE.value]
    return [] if located.stage else [Remark.OUTSIDE_ELECTION.value]


def _about_form(code: str, form: Form | None, phase: Phase | None) -> list[str]:
    if form is None:
        return [f"{Remark.FORM_NOT_IN_FORCE}:{code}"]
    noticed = (
        (Remark.STAGE_MISMATCH, phase is not None and not fits(form.phase, phase)),
        (Remark.LEVEL_UNSTATED, form.level is None),
        (Remark.UNVERIFIED, not form.verified),
    )
    return [f"{remark}:{code}" for remark, holds in noticed if holds]
