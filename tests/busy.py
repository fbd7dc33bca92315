"""A register with three hundred cases of five years, and its facts read with nothing but SQL and Python."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from asn_neutral.law.terms import Step
from asn_neutral.services.assign import assign
from asn_neutral.services.record_step import record_step
from tests.complaints_file import desk, opened, row, take, write
from tests.generator.samples import CLEAN

_NAME: Final = "busy.db"
SAMPLE: Final = Path(__file__).parents[1] / "sample_data" / CLEAN
RECOMMENDED: Final = (date(2024, 12, 16), date(2024, 12, 27), date(2025, 1, 14))
"""The days on which a recommendation was received for the first cases of 2024."""
ASSIGNED: Final = (("Siti Rahma", (1, 2, 3, 4, 5)), ("Budi", (3, 7)))
"""Who was made responsible for which cases of 2024, one after the other."""
FACTS: Final = """
SELECT k.number, k.opened_on, k.status, k.level, k.channel, k.stage, k.election, k.track, k.district, k.rank,
    k.employment, k.position_class, k.due_on, k.violations, k.complaint_id, k.employee_id, u.name AS unit,
    u.key AS unit_key, u.kind AS unit_kind, e.name, e.nip, c.number AS complaint, c.summary, c.place,
    x.number AS external, k.owner
FROM cases AS k JOIN complaints AS c ON c.id = k.complaint_id JOIN employees AS e ON e.id = k.employee_id
JOIN units AS u ON u.id = k.unit_id LEFT JOIN external_references AS x ON x.complaint_id = c.id
ORDER BY k.id
"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One case with all that a filter or a recap asks about."""

    number: str
    opened_on: str
    status: str
    level: str | None
    channel: str
    stage: str | None
    election: str | None
    track: str
    district: str | None
    rank: str | None
    employment: str | None
    position_class: str | None
    due_on: str | None
    violations: str
    complaint_id: int
    employee_id: int
    unit: str
    unit_key: str
    unit_kind: str
    name: str
    nip: str | None
    complaint: str
    summary: str
    place: str | None
    external: str | None
    owner: str | None

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms of violation."""
        return tuple(self.violations.split(";"))


@dataclass(frozen=True, slots=True)
class Busy:
    """The register and its facts, the oldest case first."""

    path: Path
    facts: tuple[Fact, ...]


def busy_register(template: Path, folder: Path) -> None:
    """Take the sample file and some odd rows into a copy of *template* in *folder*."""
    path = Path(shutil.copy(template, folder / _NAME))
    take(path, SAMPLE)
    bare = {"kecamatan": "", "golongan": "", "kelas_jabatan": "", "jabatan": "", "tempat": ""}
    days = ("tanggal_kejadian", "tanggal_diketahui", "tanggal_surat", "tanggal_terima")
    odd = (
        row(4, **dict.fromkeys(days, "2018-05-02"), pemilihan="", kode_pelanggaran="D1"),
        row(1, **bare, nip="", status_asn="", unit_kerja="Perumda Air 100% Jernih"),
        row(2, **bare, nama_terlapor="Budi_Santoso \\ 'O''Contoh\"", unit_kerja="Kec. Kadia"),
        row(3, nama_terlapor="JOSÉ CONTOH", uraian="=1+1 'Robert'); DROP TABLE cases;-- 50%"),
    )
    take(path, write(folder / "odd.csv", *odd))
    for serial, day in enumerate(RECOMMENDED, start=1):
        given = {"recommendation_number": "R-900", "recommended_by": "bkn"}
        record_step(f"2024/{serial:04d}", Step.RECEIVE_RECOMMENDATION, day, given, desk(path))
    for owner, serials in ASSIGNED:
        assign([f"2024/{serial:04d}" for serial in serials], owner, desk(path))


def busy_in(folder: Path) -> Busy:
    """What `busy_register` made in *folder*."""
    path = folder / _NAME
    with opened(path) as connection:
        facts = tuple(Fact(*found) for found in connection.execute(FACTS))
    return Busy(path, facts)
