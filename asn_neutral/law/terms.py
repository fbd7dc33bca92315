"""The vocabulary of the register: every closed list of words, with the text shown to people.

The values are what files, scripts and the database hold; they are stable. The labels are for people.
Terms of law keep their official Indonesian wording in both languages.
"""

from collections.abc import Mapping
from enum import StrEnum, unique
from typing import Final

from asn_neutral.locale import N_


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
class Status(StrEnum):
    """Where a case stands in the procedure."""

    REGISTERED = "registered"


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
STATUS_LABELS: Final[Mapping[str, str]] = {
    Status.REGISTERED: N_("registered"),
}
