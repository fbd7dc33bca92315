"""The words of the procedure: where a case stands, what can be recorded, who must act, what runs beside.

The values are what scripts and the database hold; they are stable. Terms of law keep their official wording.
"""

from collections.abc import Mapping
from enum import StrEnum, unique
from typing import Final

from asn_neutral.locale import N_


@unique
class Status(StrEnum):
    """Where a case stands in the procedure; a tip is a complaint that has no case yet."""

    TIP = "tip"
    REGISTERED = "registered"
    BAWASLU_STUDY = "bawaslu-study"
    SATGAS_VERIFICATION = "satgas-verification"
    BAWASLU_VALIDATION = "bawaslu-validation"
    DISMISSED = "dismissed"
    RECOMMENDED = "recommended"
    REVIEW = "review"
    ETHICS_COUNCIL = "ethics-council"
    EXAMINATION_TEAM = "examination-team"
    DIRECT_SUPERIOR = "direct-superior"
    SUMMONED = "summoned"
    ABSENT = "absent"
    SUMMONED_AGAIN = "summoned-again"
    ABSENT_TWICE = "absent-twice"
    EXAMINED = "examined"
    FINDINGS_REPORTED = "findings-reported"
    NOT_PROVEN = "not-proven"
    MEMBERSHIP_PROVEN = "membership-proven"
    TERMINATION_PROPOSED = "termination-proposed"
    DECIDED = "decided"
    SENT = "sent"
    DELIVERED = "delivered"
    OBJECTION = "objection"
    APPEAL = "appeal"
    REMEDY_DECIDED = "remedy-decided"
    ANNULLED = "annulled"
    IN_FORCE = "in-force"
    SERVED = "served"
    REPORTED_TO_BKN = "reported-to-bkn"
    CLOSED = "closed"
    REFERRED = "referred"
    LAPSED = "lapsed"


@unique
class Side(StrEnum):
    """What can hold of a case beside its status."""

    OUTSIDE = "outside-jurisdiction"  # the respondent serves another agency; the case has to be referred
    WAITING = "waiting"  # the office waits for another agency; its own clocks stand still
    CRIMINAL = "criminal"  # Sentra Gakkumdu, in parallel
    RELEASED = "released"  # temporary release from duty
    BLOCKED = "blocked"  # BKN blocked the data in SIASN
    REMEDY = "remedy-open"  # an objection or appeal against a sanction that already had effect
    REMEDY_USED = "remedy-used"  # an objection or appeal was decided; what follows is the court
    REPORTED = "reported"  # the outcome stands in I'DIS
    UNCONFIRMED = "unconfirmed"  # a decision waits for a second person
    CONFIRMED_ALONE = "confirmed-alone"  # who recorded a decision confirmed it as well


@unique
class Step(StrEnum):
    """What can be recorded; each is one event."""

    IMPORT = "import"  # a file was taken in
    RECORD_TIP = "record-tip"  # a complaint that names no civil servant yet
    REGISTER = "register"  # a case is opened for one respondent of a complaint
    LINK_COMPLAINT = "link-complaint"  # a further complaint concerns the case
    ASSIGN = "assign"  # somebody of the office is responsible for the case from then on, or nobody is
    ADD_EVIDENCE = "add-evidence"  # a file was taken in as evidence of a complaint
    EXPORT_EVIDENCE = "export-evidence"  # evidence was handed out
    REVEAL_COMPLAINANT = "reveal-complainant"  # a custodian saw who complained
    FORGET_COMPLAINANT = "forget-complainant"  # who complained was erased
    ADD_CUSTODIAN = "add-custodian"  # one more may see who complains
    RETIRE_CUSTODIAN = "retire-custodian"  # one fewer may
    PROPOSE_DESTRUCTION = "propose-destruction"  # closed files whose retention ended were proposed for destruction
    REJECT_DESTRUCTION = "reject-destruction"  # a second person did not approve
    DESTROY = "destroy"  # a file was destroyed; this event is its tombstone
    SET_USER = "set-user"  # somebody may record from then on, in which roles, or no longer
    STUDY = "study"
    VERIFY = "verify"
    VALIDATE = "validate"
    DISMISS = "dismiss"
    RECEIVE_RECOMMENDATION = "receive-recommendation"
    REVIEW = "review"
    RECLASSIFY = "reclassify"
    CONVENE_COUNCIL = "convene-council"
    FORM_TEAM = "form-team"
    ASSIGN_SUPERIOR = "assign-superior"
    SUMMON = "summon"
    RECORD_ABSENCE = "record-absence"
    SUMMON_AGAIN = "summon-again"
    EXAMINE = "examine"
    REPORT_FINDINGS = "report-findings"
    FIND_UNPROVEN = "find-unproven"
    PROVE_MEMBERSHIP = "prove-membership"
    PROPOSE_TERMINATION = "propose-termination"
    DECIDE = "decide"
    CONFIRM = "confirm"  # a second person has seen the decision
    CONFIRM_ALONE = "confirm-alone"  # nobody else was there to see it
    CALL_TO_RECEIVE = "call-to-receive"
    SEND = "send"
    DELIVER = "deliver"
    FILE_OBJECTION = "file-objection"
    ANSWER_OBJECTION = "answer-objection"
    DECIDE_OBJECTION = "decide-objection"
    FILE_APPEAL = "file-appeal"
    ANSWER_APPEAL = "answer-appeal"
    DECIDE_APPEAL = "decide-appeal"
    TAKE_EFFECT = "take-effect"
    FINISH_SERVING = "finish-serving"
    REPORT_TO_BKN = "report-to-bkn"
    CLOSE = "close"
    REFER = "refer"
    LAPSE = "lapse"
    WAIT_FOR_AGENCY = "wait-for-agency"
    RESUME = "resume"
    REFER_CRIMINAL = "refer-criminal"
    CRIMINAL_OUTCOME = "criminal-outcome"
    RELEASE_TEMPORARILY = "release-temporarily"
    END_RELEASE = "end-release"
    BLOCK_DATA = "block-data"
    REOPEN_DATA = "reopen-data"
    CORRECT = "correct"  # an earlier entry said something wrong
    UNDO = "undo"  # the last step is void
    RECOMPUTE = "recompute"  # open deadlines after a change of the calendar


BOOKKEEPING: Final = frozenset({
    Step.IMPORT, Step.LINK_COMPLAINT, Step.ASSIGN, Step.ADD_EVIDENCE, Step.EXPORT_EVIDENCE,
    Step.REVEAL_COMPLAINANT, Step.FORGET_COMPLAINANT, Step.ADD_CUSTODIAN, Step.RETIRE_CUSTODIAN, Step.SET_USER,
    Step.PROPOSE_DESTRUCTION, Step.REJECT_DESTRUCTION, Step.DESTROY, Step.CORRECT, Step.UNDO, Step.RECOMPUTE,
})  # fmt: skip
"""Steps that keep the register right; none of them moves a case on, so the table of moves does not have them."""


@unique
class Actor(StrEnum):
    """Who must act."""

    OFFICE = "office"
    BAWASLU = "bawaslu"
    SATGAS = "satgas"
    BKN = "bkn"
    PPK = "ppk"
    PYB = "pyb"
    COUNCIL = "council"
    EXAMINER = "examiner"
    SUPERIOR = "superior"
    OFFICIAL = "official"
    OBJECTION_OFFICIAL = "objection-official"
    BPASN = "bpasn"
    RESPONDENT = "respondent"
    GAKKUMDU = "gakkumdu"


STATUS_LABELS: Final[Mapping[str, str]] = {
    Status.TIP: N_("tip"),
    Status.REGISTERED: N_("registered"),
    Status.BAWASLU_STUDY: N_("study by Bawaslu"),
    Status.SATGAS_VERIFICATION: N_("verification by the Satgas"),
    Status.BAWASLU_VALIDATION: N_("validation by Bawaslu in SBT"),
    Status.DISMISSED: N_("no violation found"),
    Status.RECOMMENDED: N_("recommendation received"),
    Status.REVIEW: N_("under review"),
    Status.ETHICS_COUNCIL: N_("with the ethics council"),
    Status.EXAMINATION_TEAM: N_("with the examination team"),
    Status.DIRECT_SUPERIOR: N_("with the direct superior"),
    Status.SUMMONED: N_("summoned"),
    Status.ABSENT: N_("absent once"),
    Status.SUMMONED_AGAIN: N_("summoned a second time"),
    Status.ABSENT_TWICE: N_("absent twice"),
    Status.EXAMINED: N_("examined"),
    Status.FINDINGS_REPORTED: N_("findings reported (LHP)"),
    Status.NOT_PROVEN: N_("not proven"),
    Status.MEMBERSHIP_PROVEN: N_("party membership proven"),
    Status.TERMINATION_PROPOSED: N_("termination of contract proposed"),
    Status.DECIDED: N_("decided (SK)"),
    Status.SENT: N_("decision sent"),
    Status.DELIVERED: N_("decision delivered"),
    Status.OBJECTION: N_("objection pending"),
    Status.APPEAL: N_("appeal pending"),
    Status.REMEDY_DECIDED: N_("objection or appeal decided"),
    Status.ANNULLED: N_("sanction annulled"),
    Status.IN_FORCE: N_("in force"),
    Status.SERVED: N_("served"),
    Status.REPORTED_TO_BKN: N_("reported to BKN (I'DIS)"),
    Status.CLOSED: N_("closed"),
    Status.REFERRED: N_("referred to another agency"),
    Status.LAPSED: N_("lapsed"),
}
SIDE_LABELS: Final[Mapping[str, str]] = {
    Side.OUTSIDE: N_("the respondent serves another agency"),
    Side.WAITING: N_("waiting for another agency"),
    Side.CRIMINAL: N_("criminal track (Gakkumdu)"),
    Side.RELEASED: N_("temporarily released from duty"),
    Side.BLOCKED: N_("data blocked in SIASN"),
    Side.REMEDY: N_("objection or appeal pending beside"),
    Side.REMEDY_USED: N_("objection or appeal decided"),
    Side.REPORTED: N_("outcome entered in I'DIS"),
    Side.UNCONFIRMED: N_("decision not yet confirmed by a second person"),
    Side.CONFIRMED_ALONE: N_("decision confirmed by who recorded it"),
}
STEP_LABELS: Final[Mapping[str, str]] = {
    Step.IMPORT: N_("file taken in"),
    Step.RECORD_TIP: N_("tip recorded"),
    Step.REGISTER: N_("case registered"),
    Step.LINK_COMPLAINT: N_("further complaint linked"),
    Step.ASSIGN: N_("assigned"),
    Step.ADD_EVIDENCE: N_("evidence taken in"),
    Step.EXPORT_EVIDENCE: N_("evidence handed out"),
    Step.REVEAL_COMPLAINANT: N_("complainant shown to a custodian"),
    Step.FORGET_COMPLAINANT: N_("complainant erased"),
    Step.ADD_CUSTODIAN: N_("custodian added"),
    Step.RETIRE_CUSTODIAN: N_("custodian retired"),
    Step.PROPOSE_DESTRUCTION: N_("files proposed for destruction"),
    Step.REJECT_DESTRUCTION: N_("destruction of files not approved"),
    Step.DESTROY: N_("file destroyed"),
    Step.SET_USER: N_("roles of a user set"),
    Step.STUDY: N_("Bawaslu studies the report"),
    Step.VERIFY: N_("the Satgas verifies (SBT)"),
    Step.VALIDATE: N_("Bawaslu studies and validates in SBT"),
    Step.DISMISS: N_("no violation was found"),
    Step.RECEIVE_RECOMMENDATION: N_("the PPK received the recommendation"),
    Step.REVIEW: N_("review (telaah) begins"),
    Step.RECLASSIFY: N_("track or level changed"),
    Step.CONVENE_COUNCIL: N_("ethics council (Majelis Kode Etik) formed"),
    Step.FORM_TEAM: N_("examination team (Tim Pemeriksa) formed"),
    Step.ASSIGN_SUPERIOR: N_("direct superior examines"),
    Step.SUMMON: N_("first summons"),
    Step.RECORD_ABSENCE: N_("absence recorded"),
    Step.SUMMON_AGAIN: N_("second summons"),
    Step.EXAMINE: N_("examined (BAP)"),
    Step.REPORT_FINDINGS: N_("findings reported (LHP)"),
    Step.FIND_UNPROVEN: N_("found not proven"),
    Step.PROVE_MEMBERSHIP: N_("party membership proven"),
    Step.PROPOSE_TERMINATION: N_("termination of contract proposed to the PPK"),
    Step.DECIDE: N_("sanction decided (SK)"),
    Step.CONFIRM: N_("decision confirmed by a second person"),
    Step.CONFIRM_ALONE: N_("decision confirmed by who recorded it"),
    Step.CALL_TO_RECEIVE: N_("called to receive the decision"),
    Step.SEND: N_("decision sent to the last address"),
    Step.DELIVER: N_("decision received"),
    Step.FILE_OBJECTION: N_("objection (keberatan) filed"),
    Step.ANSWER_OBJECTION: N_("official answered the objection"),
    Step.DECIDE_OBJECTION: N_("objection decided"),
    Step.FILE_APPEAL: N_("appeal (banding administratif) filed"),
    Step.ANSWER_APPEAL: N_("PPK answered the appeal"),
    Step.DECIDE_APPEAL: N_("appeal decided by BPASN"),
    Step.TAKE_EFFECT: N_("sanction in force"),
    Step.FINISH_SERVING: N_("sanction served"),
    Step.REPORT_TO_BKN: N_("reported to BKN (I'DIS)"),
    Step.CLOSE: N_("case closed"),
    Step.REFER: N_("referred to another agency"),
    Step.LAPSE: N_("case lapsed"),
    Step.WAIT_FOR_AGENCY: N_("waiting for another agency"),
    Step.RESUME: N_("answer of the other agency received"),
    Step.REFER_CRIMINAL: N_("passed to Gakkumdu"),
    Step.CRIMINAL_OUTCOME: N_("outcome of the criminal track"),
    Step.RELEASE_TEMPORARILY: N_("temporarily released from duty (pembebasan sementara)"),
    Step.END_RELEASE: N_("temporary release ended"),
    Step.BLOCK_DATA: N_("SIASN data blocked"),
    Step.REOPEN_DATA: N_("SIASN data reopened"),
    Step.CORRECT: N_("entry corrected"),
    Step.UNDO: N_("last step undone"),
    Step.RECOMPUTE: N_("deadlines computed anew"),
}
ACTOR_LABELS: Final[Mapping[str, str]] = {
    Actor.OFFICE: N_("BKPSDM (the secretariat)"),
    Actor.BAWASLU: N_("Bawaslu"),
    Actor.SATGAS: N_("the Satgas"),
    Actor.BKN: N_("BKN"),
    Actor.PPK: N_("PPK (the mayor)"),
    Actor.PYB: N_("PyB (the Sekda)"),
    Actor.COUNCIL: N_("Majelis Kode Etik"),
    Actor.EXAMINER: N_("Tim Pemeriksa or the superior who examines"),
    Actor.SUPERIOR: N_("the direct superior"),
    Actor.OFFICIAL: N_("the official who may impose the sanction"),
    Actor.OBJECTION_OFFICIAL: N_("the official who decides on the objection"),
    Actor.BPASN: N_("BPASN"),
    Actor.RESPONDENT: N_("the respondent"),
    Actor.GAKKUMDU: N_("Sentra Gakkumdu"),
}
