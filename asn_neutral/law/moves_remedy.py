"""The table of moves against a decision: objection (keberatan) and administrative appeal (banding administratif).

Both go the same way, with other steps, officials and clocks. Filed before the sanction has effect, they hold it up;
filed later, they run beside, whether the effect is on record or not. A late one is recorded all the same: whoever
decides declares it inadmissible. BPASN is not held to the sanctions of a track: what it decides is recorded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from asn_neutral.law.move import ALL, ANY_LEVEL, ANY_TRACK, LEVELS_OF_TRACK, Move, Only, Start
from asn_neutral.law.needs import Need, RemedyOutcome
from asn_neutral.law.procedure import Actor, Side, Status, Step
from asn_neutral.law.terms import Level, Remedy, Track

_STANDS: Final = frozenset({RemedyOutcome.UPHELD, RemedyOutcome.INADMISSIBLE})
_ANOTHER: Final = frozenset({RemedyOutcome.LIGHTER, RemedyOutcome.HEAVIER, RemedyOutcome.CHANGED})
_EFFECT_RECORDED: Final = frozenset({Status.IN_FORCE, Status.SERVED, Status.REPORTED_TO_BKN, Status.CLOSED})
_HAD_EFFECT: Final = _EFFECT_RECORDED | {Status.DELIVERED}
"""The effect follows from the law; it may not be on record yet."""
_OPEN: Final = frozenset({Side.REMEDY})
_USED: Final = frozenset({Side.REMEDY_USED})
_CLEARED: Final = frozenset({Side.REMEDY, Side.REPORTED})
_PAPERS: Final = (Need.LETTER_NUMBER, Need.REASON)


@dataclass(frozen=True, slots=True)
class _Way:
    """What differs between the two remedies."""

    remedy: Remedy
    steps: tuple[Step, Step, Step]  # filed, answered, decided
    pending: Status
    actors: tuple[Actor, Actor]  # who answers, who decides
    bases: tuple[str, str]  # of the whole, of the answer
    starts: tuple[Start, ...]
    filing: str
    annuls: frozenset[RemedyOutcome]
    sanctions: Mapping[frozenset[Track], frozenset[Level]]  # what can be decided instead, by the track of the case


_OF_THE_TRACK: Final = {frozenset({track}): levels for track, levels in LEVELS_OF_TRACK.items()}
_OBJECTION: Final = _Way(
    Remedy.KEBERATAN,
    (Step.FILE_OBJECTION, Step.ANSWER_OBJECTION, Step.DECIDE_OBJECTION),
    Status.OBJECTION,
    (Actor.OFFICIAL, Actor.OBJECTION_OFFICIAL),
    ("PP 79/2021 Pasal 4-9", "PP 79/2021 Pasal 7-9"),
    (Start("objection-reply", only=Only.NOT_BY_PPK), Start("objection-decision")),
    "objection-filing",
    frozenset({RemedyOutcome.REVOKED, RemedyOutcome.CANCELLED}),
    _OF_THE_TRACK,
)
_APPEAL: Final = _Way(
    Remedy.BANDING,
    (Step.FILE_APPEAL, Step.ANSWER_APPEAL, Step.DECIDE_APPEAL),
    Status.APPEAL,
    (Actor.PPK, Actor.BPASN),
    ("PP 79/2021 Pasal 10-16", "PP 79/2021 Pasal 10-16"),
    (Start("appeal-reply"), Start("appeal-decision")),
    "appeal-filing",
    frozenset({RemedyOutcome.CANCELLED}),
    {ANY_TRACK: ANY_LEVEL},
)


def _filed(way: _Way) -> tuple[Move, ...]:
    file, answer, _decide = way.steps
    basis, answer_basis = way.bases
    reply = (way.starts[0].clock,)
    return (
        Move(
            step=file, sources=frozenset({Status.DELIVERED}), target=way.pending, actor=Actor.RESPONDENT,
            remedy=way.remedy, basis=basis, optional=_PAPERS, forbids=_OPEN | _USED, starts=way.starts,
            stops=(way.filing,), ends=("in-force",), in_effect=False,
        ),
        Move(
            step=file, sources=frozenset({Status.DELIVERED}), target=None, actor=Actor.RESPONDENT, remedy=way.remedy,
            basis=basis, optional=_PAPERS, forbids=_OPEN | _USED, sets=_OPEN, starts=way.starts, stops=(way.filing,),
            in_effect=True,
        ),
        Move(
            step=file, sources=_EFFECT_RECORDED, target=None, actor=Actor.RESPONDENT, remedy=way.remedy, basis=basis,
            optional=_PAPERS, forbids=_OPEN | _USED, sets=_OPEN, starts=way.starts, stops=(way.filing,),
        ),
        Move(
            step=answer, sources=frozenset({way.pending}), target=None, actor=way.actors[0], remedy=way.remedy,
            basis=answer_basis, optional=_PAPERS, stops=reply,
        ),
        Move(
            step=answer, sources=_HAD_EFFECT, target=None, actor=way.actors[0], remedy=way.remedy,
            basis=answer_basis, optional=_PAPERS, requires=_OPEN, stops=reply,
        ),
    )  # fmt: skip


def _decided(way: _Way) -> tuple[Move, ...]:
    """Before effect the case goes on to it, or ends annulled; another sanction is one of the same track."""
    decide, pending, decider, basis = way.steps[2], frozenset({way.pending}), way.actors[1], way.bases[0]
    clocks = tuple(start.clock for start in reversed(way.starts))
    return (
        Move(
            step=decide, sources=pending, target=Status.REMEDY_DECIDED, actor=decider, remedy=way.remedy, basis=basis,
            when=(Need.OUTCOME, _STANDS), needs=(Need.OUTCOME,), optional=_PAPERS, sets=_USED, stops=clocks,
        ),
        *(
            Move(
                step=decide, sources=pending, target=Status.REMEDY_DECIDED, actor=decider, remedy=way.remedy,
                basis=basis, tracks=tracks, sanctions=levels,
                when=(Need.OUTCOME, _ANOTHER), needs=(Need.OUTCOME, Need.SANCTION), optional=(*_PAPERS, Need.WORDING),
                sets=_USED, clears=_CLEARED, stops=clocks,
            )
            for tracks, levels in way.sanctions.items()
        ),
        Move(
            step=decide, sources=pending, target=Status.ANNULLED, actor=decider, remedy=way.remedy, basis=basis,
            when=(Need.OUTCOME, way.annuls), needs=(Need.OUTCOME,), optional=_PAPERS, sets=_USED, clears=_CLEARED,
            stops=(ALL,),
        ),
    )  # fmt: skip


def _decided_beside(way: _Way) -> tuple[Move, ...]:
    """After effect the case stays where it is, takes effect anew with another sanction, or ends annulled."""
    decide, decider, basis = way.steps[2], way.actors[1], way.bases[0]
    clocks = tuple(start.clock for start in reversed(way.starts))
    return (
        Move(
            step=decide, sources=_HAD_EFFECT, target=None, actor=decider, remedy=way.remedy, basis=basis,
            when=(Need.OUTCOME, _STANDS), needs=(Need.OUTCOME,), optional=_PAPERS, requires=_OPEN, sets=_USED,
            clears=_OPEN, stops=clocks,
        ),
        *(
            Move(
                step=decide, sources=_HAD_EFFECT, target=Status.REMEDY_DECIDED, actor=decider, remedy=way.remedy,
                basis=basis, tracks=tracks, sanctions=levels,
                when=(Need.OUTCOME, _ANOTHER), needs=(Need.OUTCOME, Need.SANCTION),
                optional=(*_PAPERS, Need.WORDING), requires=_OPEN, sets=_USED, clears=_CLEARED, stops=(ALL,),
            )
            for tracks, levels in way.sanctions.items()
        ),
        Move(
            step=decide, sources=_HAD_EFFECT, target=Status.ANNULLED, actor=decider, remedy=way.remedy, basis=basis,
            when=(Need.OUTCOME, way.annuls), needs=(Need.OUTCOME,), optional=_PAPERS, requires=_OPEN, sets=_USED,
            clears=_CLEARED, stops=(ALL,),
        ),
    )  # fmt: skip


REMEDIES: Final[tuple[Move, ...]] = tuple(
    move for way in (_OBJECTION, _APPEAL) for move in (*_filed(way), *_decided(way), *_decided_beside(way))
)
