"""The vocabulary of the register: every closed list of words, with the text shown to people.

The values are what files, scripts and the database hold; they are stable. The labels are for people.
Terms of law keep their official Indonesian wording in both languages. The words of the procedure itself stand in
`asn_neutral.law.procedure`; `Status` and `Step` are offered here as well.
"""

from collections.abc import Mapping
from enum import StrEnum, unique
from typing import Final

from asn_neutral.law import procedure
from asn_neutral.locale import N_

Status = procedure.Status
Step = procedure.Step
STATUS_LABELS: Final = procedure.STATUS_LABELS
STEP_LABELS: Final = procedure.STEP_LABELS


@unique
class Channel(StrEnum):
    """The door through which a complaint came in (jalur)."""

    BAWASLU_FINDING = "temuan-bawaslu"
    BAWASLU_REPORT = "laporan-bawaslu"
    INITIAL_INFORMATION = "informasi-awal"
    SBT = "sbt"
    LAPOR = "lapor"
    DIRECT = "langsung"
    LETTER = "surat"


@unique
class Agency(StrEnum):
    """Who gave an external number; a number is unique within its agency."""

    BAWASLU = "bawaslu"
    SBT = "sbt"
    LAPOR = "lapor"
    OFFICE = "kantor"
    SENDER = "pengirim"


AGENCY_OF_CHANNEL: Final[Mapping[Channel, Agency]] = {
    Channel.BAWASLU_FINDING: Agency.BAWASLU,
    Channel.BAWASLU_REPORT: Agency.BAWASLU,
    Channel.INITIAL_INFORMATION: Agency.BAWASLU,
    Channel.SBT: Agency.SBT,
    Channel.LAPOR: Agency.LAPOR,
    Channel.DIRECT: Agency.OFFICE,
    Channel.LETTER: Agency.SENDER,
}


@unique
class Employment(StrEnum):
    """Kind of employment of a civil servant (status ASN)."""

    PNS = "PNS"
    CPNS = "CPNS"
    PPPK = "PPPK"


@unique
class PositionClass(StrEnum):
    """Class of a post, as sanctioning authority and statistics use it (kelas jabatan)."""

    JPT_PRATAMA = "jpt-pratama"
    ADMINISTRATOR = "administrator"
    PENGAWAS = "pengawas"
    PELAKSANA = "pelaksana"
    FUNGSIONAL = "fungsional"
    KEPALA_WILAYAH = "kepala-wilayah"


@unique
class UnitKind(StrEnum):
    """Kind of a unit of the regional government (perangkat daerah)."""

    SETDA = "setda"
    SEKRETARIAT_DPRD = "sekretariat-dprd"
    INSPEKTORAT = "inspektorat"
    DINAS = "dinas"
    BADAN = "badan"
    KECAMATAN = "kecamatan"
    KELURAHAN = "kelurahan"
    RUMAH_SAKIT = "rumah-sakit"
    PUSKESMAS = "puskesmas"
    SEKOLAH = "sekolah"
    UPTD = "uptd"
    OTHER = "lainnya"


@unique
class Track(StrEnum):
    """The track a form of violation belongs to: code of ethics, discipline, or party membership."""

    ETHICS = "kode-etik"
    DISCIPLINE = "disiplin"
    PARTY = "keanggotaan-partai"


@unique
class Level(StrEnum):
    """Severity of the sanction that goes with a form; the lightest first."""

    MORAL = "moral"
    RINGAN = "ringan"
    SEDANG = "sedang"
    BERAT = "berat"
    PTDH = "ptdh"


@unique
class Phase(StrEnum):
    """When a form of violation can arise, seen from the determination (penetapan) of candidates."""

    BEFORE_DETERMINATION = "sebelum-penetapan"
    FROM_DETERMINATION = "sejak-penetapan"
    ANY = "kapan-saja"


@unique
class DayUnit(StrEnum):
    """How the days of a deadline are counted."""

    CALENDAR = "kalender"
    WORKING = "kerja"


@unique
class DayKind(StrEnum):
    """Why a day is not a working day."""

    HOLIDAY = "libur-nasional"
    COLLECTIVE_LEAVE = "cuti-bersama"
    WEEKEND = "akhir-pekan"
    OFFICE = "libur-kantor"


@unique
class ElectionKind(StrEnum):
    """Which law an election is held under; some deadlines differ by it."""

    PILKADA = "pilkada"  # heads of regions
    PEMILU = "pemilu"  # president and parliaments


@unique
class Bound(StrEnum):
    """What the day that a deadline ends on means."""

    LATEST = "paling-lambat"  # the last day in time
    EXACT = "hari-itu"  # the day itself
    INTERVAL = "selang"  # the whole of an interval that must pass


@unique
class Effect(StrEnum):
    """How the day is found from which a sanction has effect."""

    AT_RECEIPT = "at-receipt"
    BY_CLOCK = "by-clock"  # a deadline brings it into force
    MONTH_OF_JOINING = "month-of-joining"  # its last day
    DAY_PROVEN = "day-proven"


@unique
class Official(StrEnum):
    """Who may impose a sanction (pejabat yang berwenang menghukum)."""

    PRESIDEN = "presiden"
    PPK = "ppk"
    JPT_PRATAMA = "jpt-pratama"
    ADMINISTRATOR = "administrator"
    PENGAWAS = "pengawas"
    JF_AHLI_MADYA = "jf-ahli-madya"  # a certain one whom the PPK appointed, where the unit has no administrator
    JF_AHLI_MUDA = "jf-ahli-muda"  # the same, where it has no pengawas


@unique
class Remedy(StrEnum):
    """How a sanction is attacked (upaya administratif)."""

    KEBERATAN = "keberatan"
    BANDING = "banding-administratif"


@unique
class Disposition(StrEnum):
    """What becomes of a file when its retention ends (nasib akhir arsip)."""

    MUSNAH = "musnah"
    DINILAI_KEMBALI = "dinilai-kembali"
    PERMANEN = "permanen"


@unique
class Remark(StrEnum):
    """What the program noticed when it took a record in, and keeps showing; none of them refuses anything."""

    STAGE_MISMATCH = "stage-mismatch"
    FORM_NOT_IN_FORCE = "form-not-in-force"
    LEVEL_UNSTATED = "level-unstated"
    ELECTION_BY_DATE = "election-by-date"
    ELECTION_UNKNOWN = "election-unknown"
    OUTSIDE_ELECTION = "outside-election"
    NIP_KIND = "nip-kind"
    BEFORE_APPOINTMENT = "before-appointment"
    RANK_KIND = "rank-kind"
    NIP_DOUBTFUL = "nip-doubtful"
    NAME_DIFFERS = "name-differs"
    MIXED_LETTERS = "mixed-letters"
    NO_NIP = "no-nip"
    UNVERIFIED = "unverified"


CHANNEL_LABELS: Final[Mapping[str, str]] = {
    Channel.BAWASLU_FINDING: N_("Bawaslu finding (temuan)"),
    Channel.BAWASLU_REPORT: N_("Bawaslu report (laporan)"),
    Channel.INITIAL_INFORMATION: N_("initial information"),
    Channel.SBT: N_("SBT (BKN)"),
    Channel.LAPOR: N_("SP4N-LAPOR!"),
    Channel.DIRECT: N_("direct to the office"),
    Channel.LETTER: N_("letter"),
}
AGENCY_LABELS: Final[Mapping[str, str]] = {
    Agency.BAWASLU: N_("Bawaslu"),
    Agency.SBT: N_("SBT (BKN)"),
    Agency.LAPOR: N_("SP4N-LAPOR!"),
    Agency.OFFICE: N_("this office"),
    Agency.SENDER: N_("the sender of the letter"),
}
EMPLOYMENT_LABELS: Final[Mapping[str, str]] = {
    Employment.PNS: N_("PNS"),
    Employment.CPNS: N_("CPNS"),
    Employment.PPPK: N_("PPPK"),
}
POSITION_CLASS_LABELS: Final[Mapping[str, str]] = {
    PositionClass.JPT_PRATAMA: N_("JPT Pratama"),
    PositionClass.ADMINISTRATOR: N_("Administrator"),
    PositionClass.PENGAWAS: N_("Pengawas"),
    PositionClass.PELAKSANA: N_("Pelaksana"),
    PositionClass.FUNGSIONAL: N_("Fungsional"),
    PositionClass.KEPALA_WILAYAH: N_("Kepala wilayah (camat, lurah)"),
}
UNIT_KIND_LABELS: Final[Mapping[str, str]] = {
    UnitKind.SETDA: N_("Sekretariat Daerah"),
    UnitKind.SEKRETARIAT_DPRD: N_("Sekretariat DPRD"),
    UnitKind.INSPEKTORAT: N_("Inspektorat"),
    UnitKind.DINAS: N_("Dinas"),
    UnitKind.BADAN: N_("Badan"),
    UnitKind.KECAMATAN: N_("Kecamatan"),
    UnitKind.KELURAHAN: N_("Kelurahan"),
    UnitKind.RUMAH_SAKIT: N_("Rumah sakit"),
    UnitKind.PUSKESMAS: N_("Puskesmas"),
    UnitKind.SEKOLAH: N_("Sekolah"),
    UnitKind.UPTD: N_("UPTD"),
    UnitKind.OTHER: N_("other unit"),
}
TRACK_LABELS: Final[Mapping[str, str]] = {
    Track.ETHICS: N_("code of ethics (kode etik)"),
    Track.DISCIPLINE: N_("discipline (disiplin)"),
    Track.PARTY: N_("party membership (keanggotaan partai)"),
}
LEVEL_LABELS: Final[Mapping[str, str]] = {
    Level.MORAL: N_("moral sanction"),
    Level.RINGAN: N_("ringan"),
    Level.SEDANG: N_("sedang"),
    Level.BERAT: N_("berat"),
    Level.PTDH: N_("PTDH"),
}
PHASE_LABELS: Final[Mapping[str, str]] = {
    Phase.BEFORE_DETERMINATION: N_("before the determination of candidates"),
    Phase.FROM_DETERMINATION: N_("from the determination of candidates"),
    Phase.ANY: N_("at any date"),
}
DAY_UNIT_LABELS: Final[Mapping[str, str]] = {
    DayUnit.CALENDAR: N_("calendar days"),
    DayUnit.WORKING: N_("working days"),
}
DAY_KIND_LABELS: Final[Mapping[str, str]] = {
    DayKind.HOLIDAY: N_("public holiday"),
    DayKind.COLLECTIVE_LEAVE: N_("collective leave (cuti bersama)"),
    DayKind.WEEKEND: N_("weekend"),
    DayKind.OFFICE: N_("office closed"),
}
ELECTION_KIND_LABELS: Final[Mapping[str, str]] = {
    ElectionKind.PILKADA: N_("Pilkada"),
    ElectionKind.PEMILU: N_("Pemilu"),
}
BOUND_LABELS: Final[Mapping[str, str]] = {
    Bound.LATEST: N_("at the latest"),
    Bound.EXACT: N_("on that day"),
    Bound.INTERVAL: N_("days that must pass"),
}
OFFICIAL_LABELS: Final[Mapping[str, str]] = {
    Official.PRESIDEN: N_("the President"),
    Official.PPK: N_("PPK (the mayor)"),
    Official.JPT_PRATAMA: N_("JPT Pratama"),
    Official.ADMINISTRATOR: N_("Administrator"),
    Official.PENGAWAS: N_("Pengawas"),
    Official.JF_AHLI_MADYA: N_("JF Ahli Madya appointed by the PPK"),
    Official.JF_AHLI_MUDA: N_("JF Ahli Muda appointed by the PPK"),
}
EFFECT_LABELS: Final[Mapping[str, str]] = {
    Effect.AT_RECEIPT: N_("when it is received"),
    Effect.BY_CLOCK: N_("at the end of a deadline"),
    Effect.MONTH_OF_JOINING: N_("at the end of the month of joining the party"),
    Effect.DAY_PROVEN: N_("on the day it was proven"),
}
REMEDY_LABELS: Final[Mapping[str, str]] = {
    Remedy.KEBERATAN: N_("objection (keberatan)"),
    Remedy.BANDING: N_("administrative appeal (banding administratif)"),
}
DISPOSITION_LABELS: Final[Mapping[str, str]] = {
    Disposition.MUSNAH: N_("destroyed (musnah)"),
    Disposition.DINILAI_KEMBALI: N_("appraised again (dinilai kembali)"),
    Disposition.PERMANEN: N_("kept for ever (permanen)"),
}
REMARK_LABELS: Final[Mapping[str, str]] = {
    Remark.STAGE_MISMATCH: N_("The form does not fit the stage of the election on the date of the act"),
    Remark.FORM_NOT_IN_FORCE: N_("The catalogue in force on the date of the act does not have this form"),
    Remark.LEVEL_UNSTATED: N_("No level is stated for this form; the Satgas decides, or a second ground is needed"),
    Remark.ELECTION_BY_DATE: N_("The election was found by the date of the act"),
    Remark.ELECTION_UNKNOWN: N_("No election is known for the date of the act"),
    Remark.OUTSIDE_ELECTION: N_("The date of the act lies outside the stages of the election named"),
    Remark.NIP_KIND: N_("The NIP is of another kind of employment than the one stated"),
    Remark.BEFORE_APPOINTMENT: N_("The act lies before the appointment that the NIP shows"),
    Remark.RANK_KIND: N_("The rank is one of another employment than the one stated"),
    Remark.NIP_DOUBTFUL: N_("The NIP is possible but unusual"),
    Remark.NAME_DIFFERS: N_("The NIP is known in the register under another name"),
    Remark.MIXED_LETTERS: N_("The name holds letters of two alphabets that look alike; they were confirmed"),
    Remark.NO_NIP: N_("The respondent is known by name and unit only"),
    Remark.UNVERIFIED: N_("The level of this form comes from an unverified source"),
}
