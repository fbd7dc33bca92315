"""What a step needs to be told: the keys of `case record --with KEY=VALUE`, each with its kind and its words."""

from collections.abc import Mapping
from enum import StrEnum, unique
from typing import Final, NamedTuple

from asn_neutral.law.terms import LEVEL_LABELS, OFFICIAL_LABELS, TRACK_LABELS
from asn_neutral.locale import N_


@unique
class Need(StrEnum):
    """A key; the same word means the same thing at every step."""

    ACTING_OFFICIAL = "acting_official"
    AGENCY = "agency"
    AGGRAVATING = "aggravating"
    CAUSE = "cause"
    CHAIR = "chair"
    CONSENT_NUMBER = "consent_number"
    DECREE_NUMBER = "decree_number"
    DELIVER_ON = "deliver_on"
    EVIDENCE = "evidence"
    EXAMINE_ON = "examine_on"
    EXAMINER = "examiner"
    FINDING = "finding"
    IMPACT = "impact"
    JOINED_ON = "joined_on"
    JURISDICTION = "jurisdiction"
    LETTER_DATE = "letter_date"
    LETTER_NUMBER = "letter_number"
    LEVEL = "level"
    MANNER = "manner"
    MEMBERS = "members"
    MITIGATING = "mitigating"
    OFFICIAL = "official"
    OFFICIAL_NAME = "official_name"
    ORDER_NUMBER = "order_number"
    OUTCOME = "outcome"
    PLACE = "place"
    PUBLICATION = "publication"
    REASON = "reason"
    RECEIPT = "receipt"
    RECOMMENDATION_NUMBER = "recommendation_number"
    RECOMMENDED_BY = "recommended_by"
    RECOMMENDED_LEVEL = "recommended_level"
    RECOMMENDED_SANCTION = "recommended_sanction"
    RECORD_NUMBER = "record_number"
    REPORT_NUMBER = "report_number"
    RESPOND_BY = "respond_by"
    SANCTION = "sanction"
    SIGNATURE = "signature"
    SK_NUMBER = "sk_number"
    STUDY_NUMBER = "study_number"
    SUBORDINATES = "subordinates"
    SUPERIOR_INVOLVED = "superior_involved"
    TRACK = "track"
    TRACKING_NUMBER = "tracking_number"
    VACANT = "vacant"
    VERDICT = "verdict"
    VIOLATION_NAMED = "violation_named"
    WITNESSES = "witnesses"
    WORDING = "wording"


@unique
class NeedKind(StrEnum):
    """What kind of value a key takes."""

    TEXT = "text"
    DATE = "date"  # a day that has come
    PLANNED = "planned-date"  # a day from that of the step on; it may lie ahead
    ANY_DAY = "any-date"  # a day before or after
    CHOICE = "choice"
    SANCTION = "sanction"  # the id of a sanction in the law data
    FLAG = "flag"


@unique
class Flag(StrEnum):
    """Yes or no."""

    YES = "yes"
    NO = "no"


@unique
class Recommender(StrEnum):
    """Who recommends to the PPK."""

    KASN = "kasn"
    BKN = "bkn"
    BAWASLU = "bawaslu"


@unique
class Jurisdiction(StrEnum):
    """Whose civil servant the respondent is."""

    THIS_OFFICE = "kota-ini"
    OTHER = "instansi-lain"


@unique
class Impact(StrEnum):
    """How far the act reached, of which the level of a general duty is made: PP 94/2021 Pasal 9 to 11."""

    UNIT = "unit-kerja"
    AGENCY = "instansi"
    STATE = "negara"


class Finding(StrEnum):
    """What an examination came to."""

    PROVEN = "terbukti"
    NOT_PROVEN = "tidak-terbukti"


@unique
class Signature(StrEnum):
    """Whether the examinee signed the minutes (BAP)."""

    SIGNED = "ditandatangani"
    REFUSED = "menolak"


@unique
class Manner(StrEnum):
    """How the examination was held; it is closed either way."""

    IN_PERSON = "tatap-muka"
    VIRTUAL = "virtual"


@unique
class RemedyOutcome(StrEnum):
    """What became of an objection or an appeal."""

    UPHELD = "memperkuat"
    LIGHTER = "memperingan"
    HEAVIER = "memperberat"
    CHANGED = "mengubah"
    REVOKED = "mencabut"
    CANCELLED = "membatalkan"
    INADMISSIBLE = "tidak-dapat-diterima"


@unique
class Verdict(StrEnum):
    """How the criminal track ended."""

    CONVICTED = "bersalah"
    ACQUITTED = "bebas"
    STOPPED = "dihentikan"


@unique
class LapseCause(StrEnum):
    """Why a case lapsed."""

    DIED = "meninggal"
    RETIRED = "pensiun"
    LEFT = "berhenti"


@unique
class Publication(StrEnum):
    """How a moral sanction was carried out."""

    CEREMONY = "upacara"
    MEETING = "rapat"
    WEBSITE = "situs-web"
    MEDIA = "media"
    CLOSED = "tertutup"


FLAG_LABELS: Final[Mapping[str, str]] = {Flag.YES: N_("yes"), Flag.NO: N_("no")}
RECOMMENDER_LABELS: Final[Mapping[str, str]] = {
    Recommender.KASN: N_("KASN"),
    Recommender.BKN: N_("BKN"),
    Recommender.BAWASLU: N_("Bawaslu"),
}
JURISDICTION_LABELS: Final[Mapping[str, str]] = {
    Jurisdiction.THIS_OFFICE: N_("this city"),
    Jurisdiction.OTHER: N_("another agency"),
}
IMPACT_LABELS: Final[Mapping[str, str]] = {
    Impact.UNIT: N_("on the work unit"),
    Impact.AGENCY: N_("on the agency"),
    Impact.STATE: N_("on the state"),
}
FINDING_LABELS: Final[Mapping[str, str]] = {Finding.PROVEN: N_("proven"), Finding.NOT_PROVEN: N_("not proven")}
SIGNATURE_LABELS: Final[Mapping[str, str]] = {
    Signature.SIGNED: N_("signed"),
    Signature.REFUSED: N_("refused to sign"),
}
MANNER_LABELS: Final[Mapping[str, str]] = {Manner.IN_PERSON: N_("face to face"), Manner.VIRTUAL: N_("virtual")}
REMEDY_OUTCOME_LABELS: Final[Mapping[str, str]] = {
    RemedyOutcome.UPHELD: N_("upheld (memperkuat)"),
    RemedyOutcome.LIGHTER: N_("lighter sanction (memperingan)"),
    RemedyOutcome.HEAVIER: N_("heavier sanction (memperberat)"),
    RemedyOutcome.CHANGED: N_("changed (mengubah)"),
    RemedyOutcome.REVOKED: N_("revoked (mencabut)"),
    RemedyOutcome.CANCELLED: N_("cancelled (membatalkan)"),
    RemedyOutcome.INADMISSIBLE: N_("inadmissible (tidak dapat diterima)"),
}
VERDICT_LABELS: Final[Mapping[str, str]] = {
    Verdict.CONVICTED: N_("convicted"),
    Verdict.ACQUITTED: N_("acquitted"),
    Verdict.STOPPED: N_("stopped before a verdict"),
}
LAPSE_CAUSE_LABELS: Final[Mapping[str, str]] = {
    LapseCause.DIED: N_("died"),
    LapseCause.RETIRED: N_("retired"),
    LapseCause.LEFT: N_("left the service"),
}
PUBLICATION_LABELS: Final[Mapping[str, str]] = {
    Publication.CEREMONY: N_("at a ceremony"),
    Publication.MEETING: N_("at an official meeting"),
    Publication.WEBSITE: N_("on the website"),
    Publication.MEDIA: N_("in the media"),
    Publication.CLOSED: N_("in private"),
}


class NeedSpec(NamedTuple):
    """How a key is asked for; `choices` maps each value to its label and is empty for the other kinds."""

    label: str
    kind: NeedKind = NeedKind.TEXT
    choices: Mapping[str, str] | None = None


def _choice(label: str, choices: Mapping[str, str]) -> NeedSpec:
    return NeedSpec(label, NeedKind.CHOICE, choices)


_FLAG: Final = FLAG_LABELS

NEEDS: Final[Mapping[Need, NeedSpec]] = {
    Need.ACTING_OFFICIAL: NeedSpec(N_("who stands in meanwhile (Plh)")),
    Need.AGENCY: NeedSpec(N_("the other agency")),
    Need.AGGRAVATING: NeedSpec(N_("aggravating factors")),
    Need.CAUSE: _choice(N_("why the case lapses"), LAPSE_CAUSE_LABELS),
    Need.CHAIR: NeedSpec(N_("chair")),
    Need.CONSENT_NUMBER: NeedSpec(N_("number of the Minister's consent")),
    Need.DECREE_NUMBER: NeedSpec(N_("number of the decree that forms it")),
    Need.DELIVER_ON: NeedSpec(N_("planned day of delivery"), NeedKind.PLANNED),
    Need.EVIDENCE: NeedSpec(N_("evidence")),
    Need.EXAMINE_ON: NeedSpec(N_("day of the examination"), NeedKind.PLANNED),
    Need.EXAMINER: NeedSpec(N_("who examines")),
    Need.FINDING: _choice(N_("what the examination found"), FINDING_LABELS),
    Need.IMPACT: _choice(N_("impact of the act"), IMPACT_LABELS),
    Need.JOINED_ON: NeedSpec(N_("day of joining the party"), NeedKind.DATE),
    Need.JURISDICTION: _choice(N_("whose civil servant the respondent is"), JURISDICTION_LABELS),
    Need.LETTER_DATE: NeedSpec(N_("date of the letter"), NeedKind.DATE),
    Need.LETTER_NUMBER: NeedSpec(N_("number of the letter")),
    Need.LEVEL: _choice(N_("level"), LEVEL_LABELS),
    Need.MANNER: _choice(N_("how the examination was held"), MANNER_LABELS),
    Need.MEMBERS: NeedSpec(N_("members, separated by semicolons")),
    Need.MITIGATING: NeedSpec(N_("mitigating factors")),
    Need.OFFICIAL: _choice(N_("official who decides"), OFFICIAL_LABELS),
    Need.OFFICIAL_NAME: NeedSpec(N_("name of the official")),
    Need.ORDER_NUMBER: NeedSpec(N_("number of the order to examine")),
    Need.OUTCOME: _choice(N_("outcome"), REMEDY_OUTCOME_LABELS),
    Need.PLACE: NeedSpec(N_("place")),
    Need.PUBLICATION: _choice(N_("how it was carried out"), PUBLICATION_LABELS),
    Need.REASON: NeedSpec(N_("reason")),
    Need.RECEIPT: NeedSpec(N_("proof of receipt")),
    Need.RECOMMENDATION_NUMBER: NeedSpec(N_("number of the recommendation")),
    Need.RECOMMENDED_BY: _choice(N_("who recommends"), RECOMMENDER_LABELS),
    Need.RECOMMENDED_LEVEL: _choice(N_("recommended level"), LEVEL_LABELS),
    Need.RECOMMENDED_SANCTION: NeedSpec(N_("recommended sanction"), NeedKind.SANCTION),
    Need.RECORD_NUMBER: NeedSpec(N_("number of the minutes (BAP)")),
    Need.REPORT_NUMBER: NeedSpec(N_("number of the report")),
    Need.RESPOND_BY: NeedSpec(N_("last day to follow up, as the letter says"), NeedKind.ANY_DAY),
    Need.SANCTION: NeedSpec(N_("sanction"), NeedKind.SANCTION),
    Need.SIGNATURE: _choice(N_("signature of the examinee"), SIGNATURE_LABELS),
    Need.SK_NUMBER: NeedSpec(N_("number of the decision (SK)")),
    Need.STUDY_NUMBER: NeedSpec(N_("number of the study (kajian)")),
    Need.SUBORDINATES: NeedSpec(N_("who of them is a subordinate of the respondent, separated by semicolons")),
    Need.SUPERIOR_INVOLVED: NeedSpec(N_("the direct superior is involved"), NeedKind.FLAG, _FLAG),
    Need.TRACK: _choice(N_("track"), TRACK_LABELS),
    Need.TRACKING_NUMBER: NeedSpec(N_("proof of sending")),
    Need.VACANT: NeedSpec(N_("the post of the official is vacant"), NeedKind.FLAG, _FLAG),
    Need.VERDICT: _choice(N_("outcome of the criminal track"), VERDICT_LABELS),
    Need.VIOLATION_NAMED: NeedSpec(N_("violation as the decision names it")),
    Need.WITNESSES: NeedSpec(N_("witnesses, separated by semicolons")),
    Need.WORDING: NeedSpec(N_("sanction as printed in the decision")),
}
"""Every key; the order is that of the words."""
