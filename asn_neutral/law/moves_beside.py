"""The table of moves that may happen beside the procedure, or end it before its time."""

from typing import Final

from asn_neutral.law.move import ALL, Move
from asn_neutral.law.needs import Need
from asn_neutral.law.procedure import Actor, Side, Status, Step
from asn_neutral.law.terms import Employment, Level, Track

_RESTING: Final = frozenset({Status.TIP, Status.CLOSED, Status.REFERRED, Status.LAPSED})
_OPEN: Final = frozenset(Status) - _RESTING
_AFTER_DECISION: Final = frozenset({
    Status.DECIDED, Status.SENT, Status.DELIVERED, Status.OBJECTION, Status.APPEAL, Status.REMEDY_DECIDED,
    Status.ANNULLED, Status.IN_FORCE, Status.SERVED, Status.REPORTED_TO_BKN,
})  # fmt: skip
_UNCONFIRMED: Final = frozenset({Side.UNCONFIRMED})
_UNDECIDED: Final = _OPEN - _AFTER_DECISION - {Status.NOT_PROVEN}
_CRIMINAL: Final = "UU 1/2015 Pasal 188; UU 10/2016 Pasal 71 (Sentra Gakkumdu)"
_FOUR_EYES: Final = "PP 60/2008 Pasal 18 ayat (3) huruf f dan g"
_SIASN: Final = "PerBKN 1/2023; Perpres 116/2022 Pasal 20 ayat (4)"

BESIDE: Final[tuple[Move, ...]] = (
    Move(
        step=Step.REFER, sources=_UNDECIDED, target=Status.REFERRED, actor=Actor.OFFICE,
        basis="PP 94/2021 Pasal 17-23", needs=(Need.AGENCY, Need.LETTER_NUMBER), optional=(Need.REASON,),
        stops=(ALL,), clears=frozenset({Side.OUTSIDE, Side.WAITING, Side.RELEASED}),
    ),
    Move(
        step=Step.LAPSE, sources=_OPEN, target=Status.LAPSED, actor=Actor.OFFICE,
        basis="Rekapitulasi BKN: status kepegawaian berhenti/pensiun (praktik)", verified=False,
        needs=(Need.CAUSE,), optional=(Need.LETTER_NUMBER, Need.REASON), stops=(ALL,),
        clears=frozenset({Side.OUTSIDE, Side.WAITING, Side.RELEASED, Side.REMEDY}),
    ),
    Move(
        step=Step.CONFIRM, sources=_AFTER_DECISION, target=None, actor=Actor.OFFICE, parallel=True, after=Step.DECIDE,
        basis=_FOUR_EYES, verified=False, optional=(Need.REASON,), requires=_UNCONFIRMED, clears=_UNCONFIRMED,
    ),
    Move(
        step=Step.CONFIRM_ALONE, sources=_AFTER_DECISION, target=None, actor=Actor.OFFICE, parallel=True,
        after=Step.DECIDE, basis=_FOUR_EYES, verified=False, needs=(Need.REASON,), requires=_UNCONFIRMED,
        clears=_UNCONFIRMED, sets=frozenset({Side.CONFIRMED_ALONE}),
    ),
    Move(
        step=Step.WAIT_FOR_AGENCY, sources=_UNDECIDED, target=None, actor=Actor.OFFICE,
        basis="PP 94/2021 Pasal 36 (koordinasi); praktik", verified=False,
        needs=(Need.AGENCY, Need.LETTER_NUMBER), optional=(Need.REASON,),
        forbids=frozenset({Side.WAITING}), sets=frozenset({Side.WAITING}),
    ),
    Move(
        step=Step.RESUME, sources=_OPEN, target=None, actor=Actor.OFFICE,
        basis="PP 94/2021 Pasal 36 (koordinasi); praktik", verified=False, optional=(Need.LETTER_NUMBER, Need.REASON),
        requires=frozenset({Side.WAITING}), clears=frozenset({Side.WAITING}),
    ),
    Move(
        step=Step.REFER_CRIMINAL, sources=_OPEN | {Status.CLOSED}, target=None, actor=Actor.BAWASLU, parallel=True,
        basis=_CRIMINAL, optional=(Need.LETTER_NUMBER, Need.AGENCY), forbids=frozenset({Side.CRIMINAL}),
        sets=frozenset({Side.CRIMINAL}),
    ),
    Move(
        step=Step.CRIMINAL_OUTCOME, sources=_OPEN | {Status.CLOSED, Status.REFERRED, Status.LAPSED}, target=None,
        actor=Actor.GAKKUMDU, parallel=True, after=Step.REFER_CRIMINAL, basis=_CRIMINAL, needs=(Need.VERDICT,),
        optional=(Need.LETTER_NUMBER, Need.REASON), requires=frozenset({Side.CRIMINAL}),
        clears=frozenset({Side.CRIMINAL}),
    ),
    Move(
        step=Step.RELEASE_TEMPORARILY, target=None, actor=Actor.SUPERIOR,
        sources=frozenset({Status.EXAMINED, Status.FINDINGS_REPORTED}), parallel=True, after=Step.EXAMINE,
        basis="PP 94/2021 Pasal 31", tracks=frozenset({Track.DISCIPLINE}),
        employments=frozenset({Employment.PNS, Employment.CPNS}), levels=frozenset({Level.BERAT}),
        needs=(Need.DECREE_NUMBER,), optional=(Need.ACTING_OFFICIAL, Need.REASON),
        forbids=frozenset({Side.RELEASED}), sets=frozenset({Side.RELEASED}),
    ),
    Move(
        step=Step.RELEASE_TEMPORARILY, target=None, actor=Actor.SUPERIOR,
        sources=frozenset({Status.EXAMINED, Status.FINDINGS_REPORTED}), parallel=True, after=Step.EXAMINE,
        basis="PP 49/2018 Pasal 52 ayat (3); PP 94/2021 Pasal 31", tracks=frozenset({Track.DISCIPLINE}),
        employments=frozenset({Employment.PPPK}), levels=frozenset({Level.BERAT}), verified=False,
        needs=(Need.DECREE_NUMBER,), optional=(Need.ACTING_OFFICIAL, Need.REASON),
        forbids=frozenset({Side.RELEASED}), sets=frozenset({Side.RELEASED}),
    ),
    Move(
        step=Step.END_RELEASE, sources=_UNDECIDED, target=None, actor=Actor.SUPERIOR, parallel=True,
        after=Step.RELEASE_TEMPORARILY, basis="PP 94/2021 Pasal 31", needs=(Need.REASON,),
        requires=frozenset({Side.RELEASED}), clears=frozenset({Side.RELEASED}),
    ),
    Move(
        step=Step.BLOCK_DATA, sources=_OPEN | {Status.CLOSED}, target=None, actor=Actor.BKN, parallel=True,
        basis=_SIASN, optional=(Need.LETTER_NUMBER, Need.REASON), forbids=frozenset({Side.BLOCKED}),
        sets=frozenset({Side.BLOCKED}),
    ),
    Move(
        step=Step.REOPEN_DATA, sources=_OPEN | {Status.CLOSED, Status.REFERRED, Status.LAPSED}, target=None,
        actor=Actor.BKN, parallel=True, after=Step.BLOCK_DATA, basis=_SIASN,
        optional=(Need.LETTER_NUMBER, Need.REASON), requires=frozenset({Side.BLOCKED}),
        clears=frozenset({Side.BLOCKED}),
    ),
)  # fmt: skip
