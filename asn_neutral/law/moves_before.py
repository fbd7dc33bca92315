"""The table of moves up to the decision: intake, Bawaslu and Satgas, the review, and the three ways to examine."""

from typing import Final

from asn_neutral.law.move import ALL, Move, Start
from asn_neutral.law.needs import Jurisdiction, Need
from asn_neutral.law.procedure import Actor, Side, Status, Step
from asn_neutral.law.terms import Employment, Level, Track

_SBT: Final = "SKB 22 September 2022 (SBT)"
_COUNCIL: Final = "PP 42/2004 Pasal 17-20"
_PNS: Final = frozenset({Employment.PNS, Employment.CPNS})
_PPPK: Final = frozenset({Employment.PPPK})
_ETHICS: Final = frozenset({Track.ETHICS})
_DISCIPLINE: Final = frozenset({Track.DISCIPLINE})
_PARTY: Final = frozenset({Track.PARTY})
_EXAMINED_BY_SUPERIOR_OR_TEAM: Final = frozenset({Track.DISCIPLINE, Track.PARTY})
_OUTSIDE: Final = frozenset({Side.OUTSIDE})
_SUPERVISORS: Final = frozenset({Status.BAWASLU_STUDY, Status.SATGAS_VERIFICATION, Status.BAWASLU_VALIDATION})
_EXAMINING: Final = frozenset({Status.EXAMINATION_TEAM, Status.DIRECT_SUPERIOR})
_SUMMONED: Final = frozenset({Status.SUMMONED, Status.ABSENT, Status.SUMMONED_AGAIN})
_HEARD: Final = frozenset({Status.EXAMINED, Status.ABSENT_TWICE})
_SUMMONS_STOPS: Final = ("summons-interval", "second-summons")
_FOLLOW_UP: Final = Start("ppk-follow-up", until=Need.RESPOND_BY)
_RECOMMENDATION: Final = (Need.RECOMMENDATION_NUMBER, Need.RECOMMENDED_BY)
_RECOMMENDED: Final = (Need.LETTER_DATE, Need.RESPOND_BY, Need.RECOMMENDED_LEVEL, Need.RECOMMENDED_SANCTION)
_MINUTES: Final = (Need.RECORD_NUMBER, Need.SIGNATURE, Need.MANNER, Need.WITNESSES, Need.SUBORDINATES)
_FINDINGS: Final = (
    Need.AGGRAVATING, Need.MITIGATING, Need.IMPACT, Need.RECOMMENDED_LEVEL, Need.RECOMMENDED_SANCTION, Need.WITNESSES,
)  # fmt: skip

_INTAKE: Final = (
    Move(
        step=Step.RECORD_TIP, sources=frozenset(), target=Status.TIP, actor=Actor.OFFICE,
        basis="Perbawaslu 8/2020 jo. 9/2024 (informasi awal)",
    ),
    Move(
        step=Step.REGISTER, sources=frozenset({Status.TIP}), target=Status.REGISTERED, actor=Actor.OFFICE,
        basis="PP 94/2021 Pasal 26-28",
    ),
    Move(
        step=Step.REGISTER, sources=frozenset(), target=Status.REGISTERED, actor=Actor.OFFICE,
        basis="PP 94/2021 Pasal 26-28",
    ),
    Move(
        step=Step.STUDY, sources=frozenset({Status.REGISTERED}), target=Status.BAWASLU_STUDY, actor=Actor.BAWASLU,
        basis="UU 1/2015 jo. UU 8/2015 Pasal 134; UU 7/2017 Pasal 454",
        optional=(Need.LETTER_NUMBER,), starts=(Start("bawaslu-handling"),),
    ),
    Move(
        step=Step.VERIFY, sources=frozenset({Status.REGISTERED, Status.BAWASLU_STUDY}),
        target=Status.SATGAS_VERIFICATION, actor=Actor.SATGAS, basis=_SBT,
        optional=(Need.STUDY_NUMBER, Need.LETTER_NUMBER),
        starts=(Start("satgas-verification"),), stops=("bawaslu-handling",),
    ),
    Move(
        step=Step.VALIDATE, sources=frozenset({Status.SATGAS_VERIFICATION}), target=Status.BAWASLU_VALIDATION,
        actor=Actor.BAWASLU, basis=_SBT, optional=(Need.STUDY_NUMBER,),
        starts=(Start("bawaslu-study"),), stops=("satgas-verification",),
    ),
    Move(
        step=Step.DISMISS, sources=frozenset({Status.REGISTERED, *_SUPERVISORS, Status.RECOMMENDED, Status.REVIEW}),
        target=Status.DISMISSED, actor=Actor.OFFICE, basis="Perbawaslu 8/2020 jo. 9/2024; PP 94/2021 Pasal 26-28",
        needs=(Need.REASON,), optional=(Need.LETTER_NUMBER, Need.STUDY_NUMBER), stops=(ALL,),
    ),
    Move(
        step=Step.RECEIVE_RECOMMENDATION,
        sources=frozenset({Status.REGISTERED, *_SUPERVISORS, Status.DISMISSED}), target=Status.RECOMMENDED,
        actor=Actor.PPK, basis="SKB 22 September 2022; UU 20/2023 Pasal 70 ayat (3); Perpres 92/2024",
        needs=_RECOMMENDATION, optional=_RECOMMENDED, starts=(_FOLLOW_UP,),
        stops=("bawaslu-study", "satgas-verification", "bawaslu-handling"),
    ),
    Move(
        step=Step.RECEIVE_RECOMMENDATION, parallel=True, target=None,
        sources=frozenset({Status.REVIEW, Status.ETHICS_COUNCIL, *_EXAMINING, *_SUMMONED, *_HEARD,
                           Status.FINDINGS_REPORTED, Status.MEMBERSHIP_PROVEN, Status.TERMINATION_PROPOSED}),
        actor=Actor.PPK, basis="SKB 22 September 2022; UU 20/2023 Pasal 70 ayat (3); Perpres 92/2024",
        needs=_RECOMMENDATION, optional=_RECOMMENDED, starts=(_FOLLOW_UP,),
    ),
)  # fmt: skip

_REVIEW: Final = (
    Move(
        step=Step.REVIEW, sources=frozenset({Status.REGISTERED, *_SUPERVISORS, Status.RECOMMENDED, Status.DISMISSED}),
        target=Status.REVIEW, actor=Actor.OFFICE, basis="PP 94/2021 Pasal 26-28",
        when=(Need.JURISDICTION, frozenset({Jurisdiction.THIS_OFFICE})), optional=(Need.JURISDICTION, Need.REASON),
        stops=("bawaslu-study", "satgas-verification", "bawaslu-handling"),
    ),
    Move(
        step=Step.REVIEW, sources=frozenset({Status.REGISTERED, *_SUPERVISORS, Status.RECOMMENDED, Status.DISMISSED}),
        target=Status.REVIEW, actor=Actor.OFFICE, basis="PP 94/2021 Pasal 17-23",
        when=(Need.JURISDICTION, frozenset({Jurisdiction.OTHER})), needs=(Need.JURISDICTION,), optional=(Need.REASON,),
        sets=_OUTSIDE, stops=("bawaslu-study", "satgas-verification", "bawaslu-handling"),
    ),
    Move(
        step=Step.RECLASSIFY, target=Status.REVIEW, actor=Actor.OFFICE,
        sources=frozenset({Status.REVIEW, Status.ETHICS_COUNCIL, *_EXAMINING, *_SUMMONED, *_HEARD,
                           Status.FINDINGS_REPORTED, Status.MEMBERSHIP_PROVEN}),
        basis="SKB 22 September 2022 Lampiran; PP 42/2004 Pasal 16", verified=False,
        needs=(Need.TRACK, Need.REASON), optional=(Need.LEVEL,),
        ends=(*_SUMMONS_STOPS, "party-dismissal", "pppk-party-termination"),
    ),
    Move(
        step=Step.CONVENE_COUNCIL, sources=frozenset({Status.REVIEW}), target=Status.ETHICS_COUNCIL,
        actor=Actor.PPK, tracks=_ETHICS, forbids=_OUTSIDE, basis=_COUNCIL,
        needs=(Need.DECREE_NUMBER, Need.CHAIR, Need.MEMBERS), optional=(Need.SUBORDINATES,),
    ),
    Move(
        step=Step.FORM_TEAM, sources=frozenset({Status.REVIEW, Status.DIRECT_SUPERIOR, Status.EXAMINED}),
        target=Status.EXAMINATION_TEAM, actor=Actor.PPK, tracks=_EXAMINED_BY_SUPERIOR_OR_TEAM,
        levels=frozenset({Level.SEDANG, Level.BERAT, Level.PTDH}), forbids=_OUTSIDE, basis="PP 94/2021 Pasal 29",
        needs=(Need.DECREE_NUMBER, Need.CHAIR, Need.MEMBERS), optional=(Need.SUPERIOR_INVOLVED, Need.SUBORDINATES),
    ),
    Move(
        step=Step.ASSIGN_SUPERIOR, sources=frozenset({Status.REVIEW}), target=Status.DIRECT_SUPERIOR,
        actor=Actor.SUPERIOR, tracks=_DISCIPLINE, forbids=_OUTSIDE,
        levels=frozenset({Level.RINGAN, Level.SEDANG}), basis="PP 94/2021 Pasal 26 ayat (1) dan Pasal 29 ayat (1)",
        needs=(Need.EXAMINER,), optional=(Need.ORDER_NUMBER, Need.SUPERIOR_INVOLVED, Need.SUBORDINATES),
    ),
)  # fmt: skip

_HEARING: Final = (
    Move(
        step=Step.SUMMON, sources=_EXAMINING, target=Status.SUMMONED, actor=Actor.EXAMINER,
        basis="PP 94/2021 Pasal 26 ayat (1) dan (2)",
        needs=(Need.LETTER_NUMBER, Need.EXAMINE_ON), optional=(Need.EXAMINER, Need.PLACE),
        starts=(Start("summons-interval"), Start("second-summons", anchor=Need.EXAMINE_ON)),
    ),
    Move(
        step=Step.SUMMON, sources=frozenset({Status.ETHICS_COUNCIL}), target=Status.SUMMONED, actor=Actor.COUNCIL,
        tracks=_ETHICS, basis=_COUNCIL,
        needs=(Need.LETTER_NUMBER, Need.EXAMINE_ON), optional=(Need.PLACE,),
    ),
    Move(
        step=Step.RECORD_ABSENCE, sources=frozenset({Status.SUMMONED}), target=Status.ABSENT, actor=Actor.EXAMINER,
        basis="PP 94/2021 Pasal 26 ayat (3); PP 42/2004 Pasal 17-20",
        optional=(Need.RECORD_NUMBER, Need.REASON), stops=("summons-interval",),
    ),
    Move(
        step=Step.SUMMON_AGAIN, sources=frozenset({Status.SUMMONED, Status.ABSENT}), target=Status.SUMMONED_AGAIN,
        actor=Actor.EXAMINER, basis="PP 94/2021 Pasal 26 ayat (3) dan penjelasannya",
        tracks=_EXAMINED_BY_SUPERIOR_OR_TEAM,
        needs=(Need.LETTER_NUMBER, Need.EXAMINE_ON), optional=(Need.EXAMINER, Need.PLACE),
        starts=(Start("summons-interval"),), stops=("second-summons",),
    ),
    Move(
        step=Step.SUMMON_AGAIN, sources=frozenset({Status.SUMMONED, Status.ABSENT}), target=Status.SUMMONED_AGAIN,
        actor=Actor.COUNCIL, basis=_COUNCIL, tracks=_ETHICS, verified=False,
        needs=(Need.LETTER_NUMBER, Need.EXAMINE_ON), optional=(Need.PLACE,),
    ),
    Move(
        step=Step.RECORD_ABSENCE, sources=frozenset({Status.SUMMONED_AGAIN}), target=Status.ABSENT_TWICE,
        actor=Actor.EXAMINER, basis="PP 94/2021 Pasal 26 ayat (4); PP 42/2004 Pasal 17-20",
        optional=(Need.RECORD_NUMBER, Need.REASON), stops=_SUMMONS_STOPS,
    ),
    Move(
        step=Step.EXAMINE, sources=_SUMMONED, target=Status.EXAMINED, actor=Actor.EXAMINER,
        basis="PP 94/2021 Pasal 27, 30 dan 32", tracks=_EXAMINED_BY_SUPERIOR_OR_TEAM,
        needs=(Need.EXAMINER,), optional=(*_MINUTES, Need.PLACE),
        stops=_SUMMONS_STOPS,
    ),
    Move(
        step=Step.EXAMINE, sources=_SUMMONED, target=Status.EXAMINED, actor=Actor.COUNCIL, tracks=_ETHICS,
        basis=_COUNCIL, needs=(Need.EXAMINER,),
        optional=(*_MINUTES, Need.PLACE),
    ),
    Move(
        step=Step.EXAMINE, sources=frozenset({Status.ETHICS_COUNCIL}), target=Status.EXAMINED, actor=Actor.COUNCIL,
        tracks=_ETHICS, basis="BAP KASN/BKN yang sudah diambil (praktik)", verified=False,
        needs=(Need.EXAMINER, Need.REASON), optional=_MINUTES,
    ),
    Move(
        step=Step.REPORT_FINDINGS, sources=_HEARD, target=Status.FINDINGS_REPORTED, actor=Actor.EXAMINER,
        tracks=_EXAMINED_BY_SUPERIOR_OR_TEAM, basis="PP 94/2021 Pasal 27 ayat (4)",
        needs=(Need.FINDING,), optional=(Need.REPORT_NUMBER, *_FINDINGS),
    ),
    Move(
        step=Step.REPORT_FINDINGS, sources=_HEARD, target=Status.FINDINGS_REPORTED, actor=Actor.COUNCIL,
        tracks=_ETHICS, basis=_COUNCIL, needs=(Need.FINDING,),
        optional=(Need.REPORT_NUMBER, *_FINDINGS),
    ),
)  # fmt: skip

_OUTCOME: Final = (
    Move(
        step=Step.FIND_UNPROVEN, sources=frozenset({Status.FINDINGS_REPORTED}), target=Status.NOT_PROVEN,
        actor=Actor.OFFICIAL, basis="PP 94/2021 Pasal 27 ayat (4); PP 42/2004 Pasal 17-20", needs=(Need.REASON,),
        optional=(Need.OFFICIAL, Need.LETTER_NUMBER), stops=(ALL,), clears=frozenset({Side.RELEASED}),
    ),
    Move(
        step=Step.FIND_UNPROVEN, sources=frozenset({Status.REVIEW}), target=Status.NOT_PROVEN, actor=Actor.PPK,
        tracks=_PARTY, basis="PP 11/2017 jo. PP 17/2020 Pasal 255; PP 49/2018 Pasal 74", needs=(Need.REASON,),
        optional=(Need.OFFICIAL, Need.LETTER_NUMBER), stops=(ALL,),
    ),
    Move(
        step=Step.PROVE_MEMBERSHIP, sources=frozenset({Status.REVIEW, *_HEARD, Status.FINDINGS_REPORTED}),
        target=Status.MEMBERSHIP_PROVEN, actor=Actor.PPK, tracks=_PARTY, employments=_PNS, forbids=_OUTSIDE,
        basis="PP 11/2017 jo. PP 17/2020 Pasal 255", needs=(Need.EVIDENCE, Need.JOINED_ON),
        starts=(Start("party-dismissal"),),
    ),
    Move(
        step=Step.PROVE_MEMBERSHIP, sources=frozenset({Status.REVIEW, *_HEARD, Status.FINDINGS_REPORTED}),
        target=Status.MEMBERSHIP_PROVEN, actor=Actor.PPK, tracks=_PARTY, employments=_PPPK, forbids=_OUTSIDE,
        basis="PP 49/2018 Pasal 74", needs=(Need.EVIDENCE, Need.JOINED_ON),
        starts=(Start("pppk-party-termination"),),
    ),
    Move(
        step=Step.PROPOSE_TERMINATION, sources=frozenset({Status.FINDINGS_REPORTED}),
        target=Status.TERMINATION_PROPOSED, actor=Actor.PYB, tracks=_DISCIPLINE, employments=_PPPK,
        basis="PP 49/2018 Pasal 71", needs=(Need.LETTER_NUMBER,), starts=(Start("pppk-termination"),),
    ),
)  # fmt: skip

BEFORE: Final[tuple[Move, ...]] = (*_INTAKE, *_REVIEW, *_HEARING, *_OUTCOME)
