"""Who has a case in hand, by where it stands: the actor of the step that is being taken there, or comes next."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from asn_neutral.law.moves import moves_of
from asn_neutral.law.procedure import Actor, Status, Step
from asn_neutral.law.terms import Employment, Official, Track

IN_HAND: Final[Mapping[Status, Step]] = {
    Status.REGISTERED: Step.REVIEW,
    Status.BAWASLU_STUDY: Step.STUDY,
    Status.SATGAS_VERIFICATION: Step.VERIFY,
    Status.BAWASLU_VALIDATION: Step.VALIDATE,
    Status.DISMISSED: Step.CLOSE,
    Status.RECOMMENDED: Step.RECEIVE_RECOMMENDATION,
    Status.REVIEW: Step.REVIEW,
    Status.ETHICS_COUNCIL: Step.SUMMON,
    Status.EXAMINATION_TEAM: Step.SUMMON,
    Status.DIRECT_SUPERIOR: Step.SUMMON,
    Status.SUMMONED: Step.EXAMINE,
    Status.ABSENT: Step.EXAMINE,
    Status.SUMMONED_AGAIN: Step.EXAMINE,
    Status.ABSENT_TWICE: Step.REPORT_FINDINGS,
    Status.EXAMINED: Step.REPORT_FINDINGS,
    Status.FINDINGS_REPORTED: Step.DECIDE,
    Status.NOT_PROVEN: Step.REPORT_TO_BKN,
    Status.MEMBERSHIP_PROVEN: Step.DECIDE,
    Status.TERMINATION_PROPOSED: Step.DECIDE,
    Status.DECIDED: Step.DELIVER,
    Status.SENT: Step.DELIVER,
    Status.DELIVERED: Step.TAKE_EFFECT,
    Status.OBJECTION: Step.DECIDE_OBJECTION,
    Status.APPEAL: Step.DECIDE_APPEAL,
    Status.REMEDY_DECIDED: Step.TAKE_EFFECT,
    Status.ANNULLED: Step.REPORT_TO_BKN,
    Status.IN_FORCE: Step.FINISH_SERVING,
    Status.SERVED: Step.REPORT_TO_BKN,
    Status.REPORTED_TO_BKN: Step.CLOSE,
}
"""Supervisors, the PPK and the review have in hand what they began; everybody else what is theirs to do next."""
_OF_THE_DECISION: Final = frozenset({Actor.OFFICIAL, Actor.OBJECTION_OFFICIAL})


@cache
def holder_of(status: str, track: str, employment: str | None, official: str | None = None) -> Actor:
    """Who has an open case in hand that stands there; an employment that is not known fits every line.

    Where *official*, who decided on the sanction, is the PPK, so is who delivers it and who decides on an objection.

    Raises:
        ValueError, KeyError: these are no words of an open case.
    """
    step = IN_HAND[Status(status)]
    moves = [
        move
        for move in moves_of(step)
        if Track(track) in move.tracks and (employment is None or Employment(employment) in move.employments)
    ]
    here = [move for move in moves if Status(status) in move.sources]
    actor = (here or moves)[0].actor
    return Actor.PPK if actor in _OF_THE_DECISION and official == Official.PPK else actor
