"""Why a line of the table of moves does not hold for a case: its state, its track, the person, the decision."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.facts import decision
from asn_neutral.domain.given import Given
from asn_neutral.law.entries import Sanction
from asn_neutral.law.move import Move
from asn_neutral.law.procedure import SIDE_LABELS, STATUS_LABELS, Actor, Side
from asn_neutral.law.terms import (
    EMPLOYMENT_LABELS,
    LEVEL_LABELS,
    REMEDY_LABELS,
    TRACK_LABELS,
    Official,
    Remark,
    Remedy,
    Step,
)
from asn_neutral.locale import _


class Obstacle(NamedTuple):
    """Why a line does not hold; the higher its rank, the nearer the line came to holding."""

    rank: int
    reason: str
    basis: str


class Attempt(NamedTuple):
    """A line of the table held against a case, with what the step was told as far as it was told, and its day."""

    move: Move
    state: CaseState
    given: Given
    sanction: Sanction | None = None
    on: date | None = None

    @property
    def is_meant(self) -> bool:
        """Whether the line is about what was chosen, as far as anything was."""
        need, values = self.move.when or (None, frozenset())
        return need is None or self.given.get(need) in {None, *values}


def obstacle(attempt: Attempt) -> Obstacle | None:
    """The first thing that keeps the line from holding; None when it holds."""
    for rank, check in enumerate(_CHECKS):
        if reason := check(attempt):
            return Obstacle(rank, reason, attempt.move.basis)
    return None


def nearest(attempts: Sequence[Attempt]) -> Obstacle:
    """What keeps every one of the lines of a step from holding: the obstacle of the line that came nearest to it.

    Where the case is at no place that any of them starts from, those of its own track and person are told together.
    """
    found = [one for one in map(obstacle, attempts) if one is not None]
    best = max(found, key=lambda one: one.rank)
    if best.rank > 0:
        return best
    own = [attempt for attempt in attempts if not (_track(attempt) or _employment(attempt))] or attempts
    return Obstacle(0, _out_of_place(own), own[0].move.basis)


def level_is_doubtful(state: CaseState) -> bool:
    """Whether nobody can be held to the level of the case: none is stated, or its source is not certain.

    Once an officer has set the level with a reason, it is certain.
    """
    if state.level is None:
        return True
    if state.last(Step.RECLASSIFY):
        return False
    return any(remark.partition(":")[0] in _DOUBTS for remark in state.remarks)


def _state(attempt: Attempt) -> str | None:
    return None if attempt.state.status in attempt.move.sources else _out_of_place([attempt])


def _out_of_place(attempts: Sequence[Attempt]) -> str:
    """Where the case stands, and where the step would follow; of many places the first few."""
    state = attempts[0].state
    sources = frozenset(status for attempt in attempts for status in attempt.move.sources)
    if not sources:
        return _("it begins a case, and this case has begun")
    labels = [_(label) for status, label in STATUS_LABELS.items() if status in sources]
    named = labels if len(labels) <= _NAMED else [*labels[:_NAMED], "…"]
    reason = _("the case is at “{status}”; this step follows on: {sources}")
    return reason.format(status=_(STATUS_LABELS[state.status]), sources=", ".join(named))


def _track(attempt: Attempt) -> str | None:
    if attempt.state.track in attempt.move.tracks:
        return None
    reason = _("it belongs to another track ({others}); the case is on the track {track}")
    return reason.format(others=_labels(attempt.move.tracks, TRACK_LABELS), track=_(TRACK_LABELS[attempt.state.track]))


def _employment(attempt: Attempt) -> str | None:
    employment = attempt.state.employment
    if employment is None or employment in attempt.move.employments:
        return None
    reason = _("it is part of the procedure for {others}; the respondent is {employment}")
    others = _labels(attempt.move.employments, EMPLOYMENT_LABELS)
    return reason.format(others=others, employment=_(EMPLOYMENT_LABELS[employment]))


def _beside(attempt: Attempt) -> str | None:
    side, move = attempt.state.side, attempt.move
    if Side.UNCONFIRMED in side - move.requires and move.actor not in _OUTSIDE:
        return _("a second person has to confirm the decision first")
    if missing := move.requires - side:
        return _("this is not on record: {sides}").format(sides=_labels(missing, SIDE_LABELS))
    if Side.OUTSIDE in move.forbids & side:
        return _("the respondent serves another agency, which has to deal with it; refer the case")
    if appeals_the_objection(move.step, attempt.state):
        side -= {Side.REMEDY_USED}
    if Side.REMEDY_USED in move.forbids & side:
        return _("an objection or appeal was decided already; what follows is the court (PTUN, PT TUN)")
    if present := move.forbids & side:
        return _("this holds already: {sides}").format(sides=_labels(present, SIDE_LABELS))
    return None


def appeals_the_objection(step: Step, state: CaseState) -> bool:
    """Whether the step is an appeal against a dismissal that an objection came to, the first appeal of the case.

    PP 79/2021 sends a dismissal to BPASN whoever decided on it before, and every other decision on an objection to the
    court; that it means a dismissal of this kind too is inferred.
    """
    decided = decision(state)
    dismissed = decided is not None and decided.remedy == Remedy.BANDING
    return (
        step is Step.FILE_APPEAL
        and dismissed
        and state.last(Step.DECIDE_OBJECTION) is not None
        and state.last(Step.FILE_APPEAL) is None
    )


def _level(attempt: Attempt) -> str | None:
    move, state = attempt.move, attempt.state
    if not move.levels or state.level in move.levels or level_is_doubtful(state):
        return None
    reason = _("it is for cases of the level {levels}; the level of this case is {level}")
    return reason.format(levels=_labels(move.levels, LEVEL_LABELS), level=_(LEVEL_LABELS[str(state.level)]))


def _remedy(attempt: Attempt) -> str | None:
    if attempt.move.remedy is None:
        return None
    decided = decision(attempt.state)
    if decided is None:
        return _("nothing was decided that it could be filed against")
    if attempt.move.step is Step.ANSWER_OBJECTION and decided.official == Official.PPK:
        return _("the PPK decided and decides on the objection himself; nobody answers it before")
    if decided.remedy in {None, attempt.move.remedy}:
        return None
    reason = _("against this decision lies another remedy: {remedy}")
    return reason.format(remedy=_(REMEDY_LABELS[str(decided.remedy)]))


def _sanction(attempt: Attempt) -> str | None:
    sanction, move, employment = attempt.sanction, attempt.move, attempt.state.employment
    if sanction is None:
        return None
    if move.sanctions and sanction.level not in move.sanctions:
        reason = _("on this track sanctions are of the level {levels}; {sanction} is of the level {level}")
        level = _(LEVEL_LABELS[sanction.level])
        return reason.format(levels=_labels(move.sanctions, LEVEL_LABELS), sanction=sanction.id, level=level)
    if employment is not None and employment not in sanction.employment:
        reason = _("{sanction} is no sanction for {employment}")
        return reason.format(sanction=sanction.id, employment=_(EMPLOYMENT_LABELS[employment]))
    return None


def _effect(attempt: Attempt) -> str | None:
    """Whether the line is about the other side of the day of effect; while no day is told, that has not come."""
    wanted, effect_on = attempt.move.in_effect, attempt.state.effect_on
    begun = attempt.on is not None and bool(effect_on) and attempt.on.isoformat() >= str(effect_on)
    if wanted is None or wanted is begun:
        return None
    reason = _("the sanction has effect since {day}") if begun else _("the sanction has no effect yet")
    return reason.format(day=effect_on)


def _permanent(attempt: Attempt) -> str | None:
    decided, wanted = decision(attempt.state), attempt.move.permanent
    permanent = decided is not None and decided.permanent
    if wanted is None or wanted is permanent:
        return None
    return _("the sanction is for ever") if permanent else _("the sanction has an end, and has to be served first")


def _labels(words: Iterable[str], labels: Mapping[str, str]) -> str:
    """The words in the order of their labels."""
    wanted = frozenset(words)
    return "; ".join(_(label) for word, label in labels.items() if word in wanted)


_CHECKS: Final[tuple[Callable[[Attempt], str | None], ...]] = (
    _state, _permanent, _track, _employment, _beside, _level, _remedy, _sanction, _effect,
)  # fmt: skip
_NAMED: Final = 4
_OUTSIDE: Final = frozenset({Actor.BAWASLU, Actor.SATGAS, Actor.BKN, Actor.BPASN, Actor.RESPONDENT, Actor.GAKKUMDU})
"""What they do happens whether this office has done its part or not."""
_DOUBTS: Final = frozenset({Remark.UNVERIFIED, Remark.LEVEL_UNSTATED, Remark.FORM_NOT_IN_FORCE, Remark.STAGE_MISMATCH})
