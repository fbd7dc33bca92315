"""The table of moves from the decision on: delivery, remedies, effect, service, the report to BKN and the end."""

from typing import Final

from asn_neutral.law.move import ALL, LEVELS_OF_TRACK, TERM_END, Move, Only, Start
from asn_neutral.law.moves_remedy import REMEDIES
from asn_neutral.law.needs import Need
from asn_neutral.law.procedure import Actor, Side, Status, Step
from asn_neutral.law.terms import Employment, Track

_PNS: Final = frozenset({Employment.PNS, Employment.CPNS})
_PPPK: Final = frozenset({Employment.PPPK})
_REMEDY: Final = frozenset({Side.REMEDY})
_REPORTED: Final = frozenset({Side.REPORTED})
_WAITS: Final = frozenset({Side.WAITING})
_DECISION: Final = (Need.SANCTION, Need.SK_NUMBER, Need.OFFICIAL, Need.VIOLATION_NAMED)
_DECIDED: Final = (Need.OFFICIAL_NAME, Need.WORDING, Need.VACANT, Need.CONSENT_NUMBER, Need.DELIVER_ON, Need.REASON)

_DECIDING: Final = (
    Move(
        step=Step.DECIDE, sources=frozenset({Status.FINDINGS_REPORTED}), target=Status.DECIDED, actor=Actor.PPK,
        tracks=frozenset({Track.ETHICS}), sanctions=LEVELS_OF_TRACK[Track.ETHICS], basis="PP 42/2004 Pasal 15",
        needs=_DECISION, optional=_DECIDED, stops=(ALL,), clears=frozenset({Side.RELEASED}),
    ),
    Move(
        step=Step.DECIDE, sources=frozenset({Status.FINDINGS_REPORTED}), target=Status.DECIDED, actor=Actor.OFFICIAL,
        tracks=frozenset({Track.DISCIPLINE}), employments=_PNS, sanctions=LEVELS_OF_TRACK[Track.DISCIPLINE],
        basis="PP 94/2021 Pasal 33 ayat (2) dan Pasal 37 ayat (1)",
        needs=_DECISION, optional=_DECIDED, starts=(Start("decision-delivery"),), stops=(ALL,),
        clears=frozenset({Side.RELEASED}),
    ),
    Move(
        step=Step.DECIDE, sources=frozenset({Status.FINDINGS_REPORTED, Status.TERMINATION_PROPOSED}),
        target=Status.DECIDED, actor=Actor.PPK, tracks=frozenset({Track.DISCIPLINE}), employments=_PPPK,
        sanctions=LEVELS_OF_TRACK[Track.DISCIPLINE], basis="PP 49/2018 Pasal 52 ayat (3) dan Pasal 71",
        needs=_DECISION, optional=_DECIDED, starts=(Start("decision-delivery"),), stops=(ALL,),
        clears=frozenset({Side.RELEASED}),
    ),
    Move(
        step=Step.DECIDE, sources=frozenset({Status.MEMBERSHIP_PROVEN}), target=Status.DECIDED, actor=Actor.PPK,
        tracks=frozenset({Track.PARTY}), sanctions=LEVELS_OF_TRACK[Track.PARTY],
        basis="PP 11/2017 jo. PP 17/2020 Pasal 255; PP 49/2018 Pasal 74",
        needs=_DECISION, optional=_DECIDED, stops=(ALL,),
    ),
    Move(
        step=Step.CALL_TO_RECEIVE, sources=frozenset({Status.DECIDED}), target=None, actor=Actor.OFFICE,
        basis="PP 94/2021 Pasal 37 ayat (3) dan (4)", needs=(Need.LETTER_NUMBER, Need.DELIVER_ON),
        optional=(Need.PLACE,), starts=(Start("decision-posting", anchor=Need.DELIVER_ON),),
    ),
    Move(
        step=Step.SEND, sources=frozenset({Status.DECIDED}), target=Status.SENT, actor=Actor.OFFICE,
        basis="PP 94/2021 Pasal 37 ayat (4); PerBKN 6/2022 Pasal 49 ayat (8)", needs=(Need.TRACKING_NUMBER,),
        stops=("decision-posting", "decision-delivery"),
    ),
    Move(
        step=Step.DELIVER, sources=frozenset({Status.DECIDED, Status.SENT}), target=Status.DELIVERED,
        actor=Actor.OFFICIAL, basis="PP 94/2021 Pasal 37 dan Pasal 38 ayat (1)", needs=(Need.RECEIPT,),
        optional=(Need.PLACE, Need.OFFICIAL_NAME), stops=("decision-delivery", "decision-posting"),
        starts=(
            Start("in-force", only=Only.EFFECT_AWAITED),
            Start("in-force", only=Only.EFFECT_KNOWN),
            Start("objection-filing", only=Only.OBJECTION),
            Start("appeal-filing", only=Only.APPEAL),
        ),
    ),
)  # fmt: skip

_ENDING: Final = (
    Move(
        step=Step.TAKE_EFFECT, sources=frozenset({Status.DELIVERED, Status.REMEDY_DECIDED}), target=Status.IN_FORCE,
        actor=Actor.OFFICE, basis="PP 94/2021 Pasal 38; PerBKN 6/2022 Pasal 50 ayat (1)",
        optional=(Need.REASON, Need.PUBLICATION, Need.PLACE), starts=(Start(TERM_END),),
        stops=("in-force",),
    ),
    Move(
        step=Step.FINISH_SERVING, sources=frozenset({Status.IN_FORCE}), target=Status.SERVED, actor=Actor.OFFICE,
        basis="PP 94/2021 Pasal 8; PerBKN 6/2022", optional=(Need.REASON, Need.PUBLICATION, Need.PLACE),
        stops=(TERM_END,), permanent=False,
    ),
    Move(
        step=Step.REPORT_TO_BKN, target=None, actor=Actor.OFFICE, parallel=True, after=Step.DECIDE,
        forbids=_REPORTED, sets=_REPORTED,
        sources=frozenset({Status.DECIDED, Status.SENT, Status.DELIVERED, Status.OBJECTION, Status.APPEAL,
                           Status.REMEDY_DECIDED, Status.IN_FORCE}),
        basis="PP 94/2021 Pasal 39; SE MenPANRB 1/2021", optional=(Need.LETTER_NUMBER, Need.RECORD_NUMBER),
    ),
    Move(
        step=Step.REPORT_TO_BKN, target=Status.REPORTED_TO_BKN, actor=Actor.OFFICE, sets=_REPORTED,
        sources=frozenset({Status.SERVED, Status.NOT_PROVEN, Status.ANNULLED, Status.DISMISSED}),
        basis="PP 94/2021 Pasal 39; SE MenPANRB 1/2021", optional=(Need.LETTER_NUMBER, Need.RECORD_NUMBER),
    ),
    Move(
        step=Step.CLOSE, sources=frozenset({Status.REPORTED_TO_BKN, Status.NOT_PROVEN, Status.DISMISSED}),
        target=Status.CLOSED, actor=Actor.OFFICE, basis="PP 94/2021 Pasal 39", forbids=_REMEDY, stops=(ALL,),
        clears=_WAITS, optional=(Need.REASON,),
    ),
    Move(
        step=Step.CLOSE, sources=frozenset({Status.SERVED, Status.ANNULLED}), target=Status.CLOSED,
        actor=Actor.OFFICE, basis="PP 94/2021 Pasal 39; SE MenPANRB 1/2021", requires=_REPORTED, forbids=_REMEDY,
        stops=(ALL,), clears=_WAITS, optional=(Need.REASON,),
    ),
    Move(
        step=Step.CLOSE, sources=frozenset({Status.IN_FORCE}), target=Status.CLOSED, permanent=True,
        actor=Actor.OFFICE, basis="PP 94/2021 Pasal 39; SE MenPANRB 1/2021", requires=_REPORTED, forbids=_REMEDY,
        stops=(ALL,), clears=_WAITS, optional=(Need.REASON,),
    ),
)  # fmt: skip

AFTER: Final[tuple[Move, ...]] = (*_DECIDING, *REMEDIES, *_ENDING)
