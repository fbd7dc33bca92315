"""The sample files as bytes: a clean batch, one full of faults, and one as a spreadsheet program saves it."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from tests.generator.complaints import HEADER, Row, rows
from tests.generator.faults import FAULTS, Fault, Shape

CLEAN: Final = "kiriman_bersih.csv"
FAULTY: Final = "kiriman_cacat.csv"
SPREADSHEET: Final = "kiriman_excel.csv"

CLEAN_ROWS: Final = 300
SPREADSHEET_ROWS: Final = 40
AGAIN: Final = 0.2  # share of complaints about someone who was named before
GOOD_BETWEEN: Final = 3  # faults between two good rows
FOREIGN_COLUMN: Final = "catatan_pengirim"  # no column of ours: it is left aside with a remark

# The headings an office types by itself, in its own order of mind; each is read as the column it stands for.
TYPED_HEADINGS: Final = {
    "nomor_laporan": "No. Laporan",
    "nomor_surat": "No. Surat",
    "tanggal_surat": "Tgl Surat",
    "jalur": "Jalur",
    "tanggal_terima": "Tanggal Terima",
    "tanggal_kejadian": "Tgl. Kejadian",
    "tanggal_diketahui": "TANGGAL DIKETAHUI",
    "tempat": "Tempat",
    "kecamatan": "Kecamatan",
    "nama_terlapor": "Nama Terlapor",
    "nip": "NIP",
    "status_asn": "Status ASN",
    "golongan": "Golongan",
    "jabatan": "Jabatan",
    "kelas_jabatan": "Kelas Jabatan",
    "unit_kerja": "Unit Kerja",
    "kode_pelanggaran": "Kode Pelanggaran",
    "pemilihan": "Pemilihan",
    "uraian": "Uraian",
    "bukti": "Bukti",
    "nama_pelapor": "Nama Pelapor",
    "kontak_pelapor": "Kontak Pelapor",
}
TYPED_CHANNELS: Final = {
    "temuan-bawaslu": "Temuan Bawaslu",
    "laporan-bawaslu": "Laporan Bawaslu",
    "informasi-awal": "Informasi awal",
    "sbt": "SBT",
    "lapor": "LAPOR",
    "langsung": "Langsung",
    "surat": "Surat",
}
TYPED_CLASSES: Final = {"jpt-pratama": "JPT Pratama", "kepala-wilayah": "Kepala Wilayah"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A fault and the row in which a spreadsheet shows it (the header is row 1)."""

    row: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class FaultyBatch:
    """The faulty file, where each fault stands in it, and how many records it has (blank lines are none)."""

    content: bytes
    placed: tuple[Placed, ...]
    records: int

    @property
    def refused(self) -> int:
        """How many records must be refused."""
        return sum(bool(placed.fault.code) for placed in self.placed)


def line(cells: Iterable[str], *, delimiter: str = ",", end: str = "\n") -> str:
    """One record as CSV, quoted where it must be."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerow(cells)
    return text.getvalue()


def clean_rows() -> tuple[Row, ...]:
    """The rows of the clean batch: five years, all channels, several mobilisations."""
    return tuple(rows(CLEAN_ROWS, seed=7471, again=AGAIN, one_holder=True))


def clean() -> bytes:
    """A batch that is accepted to its last row: UTF-8, commas, ISO dates."""
    return "".join([line(HEADER), *map(line, clean_rows())]).encode()


def spreadsheet() -> bytes:
    """A batch as an Indonesian Excel saves it: semicolons, Windows-1252, CRLF, 7/9/2024, headings typed by hand."""
    head = line((TYPED_HEADINGS[name] for name in HEADER), delimiter=";", end="\r\n")
    body = (line(_typed(row), delimiter=";", end="\r\n") for row in _spreadsheet_rows())
    return "".join([head, *body]).encode("cp1252")


def _spreadsheet_rows() -> tuple[Row, ...]:
    found = list(rows(SPREADSHEET_ROWS, seed=1964, first=400, again=AGAIN, one_holder=True))
    found[0] = found[0]._replace(tempat="Kafé José di Jalan Ahmad Yani")
    return tuple(found)


def _typed(row: Row) -> Row:
    """The row as it stands in a spreadsheet: dates day first, the number in groups, words with capitals."""
    nip = row.nip and f"{row.nip[:8]} {row.nip[8:14]} {row.nip[14]} {row.nip[15:]}"
    return row._replace(
        tanggal_surat=_day_first(row.tanggal_surat),
        tanggal_terima=_day_first(row.tanggal_terima),
        tanggal_kejadian=_day_first(row.tanggal_kejadian),
        tanggal_diketahui=_day_first(row.tanggal_diketahui),
        jalur=TYPED_CHANNELS[row.jalur],
        nip=nip,
        kode_pelanggaran=row.kode_pelanggaran.replace(";", "; "),
        kelas_jabatan=TYPED_CLASSES.get(row.kelas_jabatan, row.kelas_jabatan.capitalize()),
    )


def _day_first(text: str) -> str:
    if not text:
        return ""
    day = date.fromisoformat(text)
    return f"{day.day}/{day.month}/{day.year}"


def faulty() -> FaultyBatch:
    """A batch in which each kind of fault stands once, between rows that are right."""
    good = _good_rows()
    lines = [line((*HEADER, FOREIGN_COLUMN))]
    placed: list[Placed] = []
    before = next(good)
    for number, fault in enumerate(FAULTS):
        if number % GOOD_BETWEEN == 0 or fault.shape in {Shape.TWIN, Shape.SAME_NUMBER}:
            before = next(good)
            lines.append(line((*before, "baris baik")))
        lines.append(_damaged(fault, before, next(good)))
        placed.append(Placed(len(lines), fault))
    blank = sum(fault.shape is Shape.BLANK for fault in FAULTS)
    return FaultyBatch("".join(lines).encode(), tuple(placed), len(lines) - 1 - blank)


def _good_rows() -> Iterator[Row]:
    """Rows of complete complaints with one respondent, of the campaign of 2024."""
    made = [
        row
        for row in rows(1200, seed=1404, first=600, again=0, one_holder=True)
        if row.tanggal_kejadian >= "2024-09-25"
    ]
    times = Counter(row.nomor_laporan for row in made)
    return (
        row._replace(status_asn="PNS", tanggal_diketahui=row.tanggal_diketahui or row.tanggal_kejadian)
        for row in made
        if times[row.nomor_laporan] == 1 and row.nip and row.status_asn == "PNS" and row.golongan and row.tempat
    )


def _damaged(fault: Fault, before: Row, own: Row) -> str:
    """The text of one damaged row; *own* is what it would be, *before* the good row above it."""
    note = f"cacat: {fault.indonesian}"
    if fault.shape is Shape.TWIN:
        return line((*before, note))
    if fault.shape is Shape.SAME_NUMBER:
        return line((*_colleague(before, own, fault), note))
    told = own._replace(uraian=f"Contoh baris dengan {fault.indonesian}. {own.uraian}")
    return _torn(fault.shape, (*told._replace(**fault.cells), note))


def _torn(shape: Shape, cells: tuple[str, ...]) -> str:
    """The record, damaged in its *shape*; the last cell is the sender's note."""
    whole = line(cells)
    unfinished = line((*cells[:-1], "")).removesuffix("\n")
    damaged = {
        Shape.ONE_TOO_FEW: line(cells[:-2]),
        Shape.ONE_TOO_MANY: line((*cells, "sel tambahan")),
        Shape.ALL_EMPTY: line([""] * len(cells)),
        Shape.BLANK: "\n",
        Shape.QUOTE_INSIDE: unfinished + '"ca"cat"\n',
        Shape.QUOTE_OPEN: unfinished + '"kutip terbuka\n',
    }
    return damaged.get(shape, whole)


def _colleague(before: Row, own: Row, fault: Fault) -> Row:
    """The respondent of *own* in the complaint of *before*, with the fault."""
    return before._replace(
        nama_terlapor=own.nama_terlapor,
        nip=own.nip,
        golongan=own.golongan,
        jabatan=own.jabatan,
        kelas_jabatan=own.kelas_jabatan,
        unit_kerja=own.unit_kerja,
        **fault.cells,
    )
