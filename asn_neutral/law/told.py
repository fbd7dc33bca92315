"""How people are told what a key of `case record --with KEY=VALUE` means, which values it takes, and an example."""

from collections.abc import Mapping
from typing import Final

from asn_neutral.law.needs import NEEDS, Need, NeedKind
from asn_neutral.locale import N_, _

KIND_TAKES: Final[Mapping[NeedKind, str]] = {
    NeedKind.TEXT: N_("free text"),
    NeedKind.DATE: N_("a day that has come, such as 2024-11-04, 4/11/2024, today or -3d"),
    NeedKind.PLANNED: N_("a day from that of the step on, such as 2024-11-04 or 4/11/2024; it may lie ahead"),
    NeedKind.ANY_DAY: N_("a day, such as 2024-11-04 or 4/11/2024"),
    NeedKind.CHOICE: N_("one of these words"),
    NeedKind.SANCTION: N_("the id of a sanction; `asn-neutral case sanctions NUMBER` tells which are open"),
    NeedKind.FLAG: N_("one of these words"),
}
EXAMPLES: Final[Mapping[Need, str]] = {
    Need.ACTING_OFFICIAL: "Contoh Satu, S.H.",
    Need.AGENCY: "BKN",
    Need.AGGRAVATING: "mengulangi perbuatan",
    Need.CHAIR: "Contoh Satu, S.H.",
    Need.CONSENT_NUMBER: "100.2/900/SJ",
    Need.DECREE_NUMBER: "188/900/2024",
    Need.EVIDENCE: "foto dan tangkapan layar",
    Need.EXAMINER: "Tim Pemeriksa",
    Need.LETTER_NUMBER: "800/900/BKPSDM/2024",
    Need.MEMBERS: "Contoh Dua; Contoh Tiga",
    Need.MITIGATING: "mengakui perbuatan",
    Need.OFFICIAL_NAME: "Contoh Satu, S.H.",
    Need.ORDER_NUMBER: "094/900/2024",
    Need.PLACE: "kantor BKPSDM",
    Need.REASON: "bukti baru",
    Need.RECEIPT: "TT-900",
    Need.RECOMMENDATION_NUMBER: "R-900/2024",
    Need.RECORD_NUMBER: "BAP-900/2024",
    Need.REPORT_NUMBER: "LHP-900/2024",
    Need.SANCTION: "turun-jabatan",
    Need.RECOMMENDED_SANCTION: "turun-jabatan",
    Need.SK_NUMBER: "862.3/900/2024",
    Need.STUDY_NUMBER: "900/LP/2024",
    Need.SUBORDINATES: "Contoh Tiga",
    Need.TRACKING_NUMBER: "RESI-900",
    Need.VIOLATION_NAMED: "PP 94/2021 Pasal 5 huruf n angka 3",
    Need.WITNESSES: "Contoh Empat; Contoh Lima",
    Need.WORDING: "pembebasan dari jabatan selama 12 bulan",
}
"""Of what people type in their own words; all other kinds have their values, or a day, as an example."""
_DAY: Final = "2024-11-04"


def values_of(need: Need) -> tuple[str, ...]:
    """The words that a key can have; none for a free text, a day or a sanction."""
    return tuple(map(str, NEEDS[need].choices or ()))


def takes(need: Need) -> str:
    """What values a key takes, in words."""
    words = ", ".join(values_of(need))
    told = _(KIND_TAKES[NEEDS[need].kind])
    return f"{told}: {words}" if words else told


def example(need: Need) -> str:
    """A value that the key could have."""
    return EXAMPLES.get(need) or next(iter(values_of(need)), _DAY)


def explained(need: Need) -> str:
    """The whole of it, in one line."""
    text = _("{key} is {label}. It takes {takes}. Example: {example}")
    return text.format(key=need, label=_(NEEDS[need].label), takes=takes(need), example=example(need))


def in_short(need: Need) -> str:
    """The key with its meaning and its words, as it is listed among others."""
    words = ", ".join(values_of(need))
    label = _(NEEDS[need].label)
    return f"{need} ({label}: {words})" if words else f"{need} ({label})"
