"""The description of the sample files, made from what is in them."""

from collections import Counter
from typing import Final

from tests.generator.complaints import Row
from tests.generator.faults import Shape
from tests.generator.samples import (
    CLEAN,
    FAULTY,
    FOREIGN_COLUMN,
    SPREADSHEET,
    SPREADSHEET_ROWS,
    FaultyBatch,
    clean_rows,
    faulty,
)

README: Final = "README.md"
COMMAND: Final = "python -m tests.generator sample_data"

_TEXT: Final = """\
# Data contoh

Semua orang dalam berkas-berkas ini adalah rekaan. Nomor urut NIP mereka 900 sampai 999, yang tidak dipakai instansi
mana pun, dan kontak pelapor tidak dapat dihubungi. Kecamatan, kelurahan dan perangkat daerah adalah milik Kota
Kendari, supaya laporan yang dibuat darinya tampak wajar; peristiwanya tidak pernah terjadi.

| Berkas | Isi |
|---|---|
| `{clean}` | kiriman yang bersih: UTF-8, koma, tanggal ISO; semua baris diterima |
| `{faulty}` | kiriman yang cacat: setiap kesalahan yang mungkin dalam satu berkas yang masih terbaca |
| `{spreadsheet}` | seperti yang disimpan Excel Indonesia: titik koma, Windows-1252, CRLF, tanggal `7/9/2024` |

Ketiganya dibuat oleh program, selalu dengan isi yang sama:

    {command}

Berkas ini ikut dibuat oleh perintah itu; ubahlah pembuatnya di `tests/generator/`, jangan hasilnya.

## {clean}

{rows} baris, {complaints} laporan (laporan dengan beberapa terlapor memakai nomor yang sama), {people} terlapor,
{units} unit kerja, kejadian {first} sampai {last}.

{elections}

{channels}

## {faulty}

{records} baris data: {accepted} dapat diterima (dengan `--accept-partial`) dan {refused} ditolak, ditambah {blank}
baris kosong yang dilewati. Kolom `{foreign}` tidak dikenal; ia diabaikan dengan catatan, dan menyebut cacat
setiap baris. Nomor baris adalah yang tampak di lembar kerja (judul kolom = 1).

| Baris | Kolom yang dirusak | Kode | Cacat | What it shows |
|---:|---|---|---|---|
{faults}

## {spreadsheet}

{spreadsheet_rows} baris; semuanya diterima. Judul kolom diketik sendiri ("Tgl. Kejadian"), NIP ditulis
berkelompok, jalur dan kelas jabatan dengan huruf besar. Ketiga berkas dapat masuk
ke satu register: nomor-nomornya tidak bertabrakan.

## In English

Every person in these files is invented: the serial numbers of their NIPs are 900 to 999, which no office gives out.
Districts and units are those of the city of Kendari; the events never happened.

- `{clean}` ({rows} rows, {complaints} complaints) is accepted to its last row.
- `{faulty}` ({records} rows: {accepted} good, {refused} refused) holds every fault that can stand in a file which is
  readable as a whole; the table above names row, column, code and fault.
- `{spreadsheet}` ({spreadsheet_rows} rows, all accepted) is what an Indonesian spreadsheet program saves: semicolons,
  Windows-1252, CRLF, day-first dates, headings as people type them.

`{command}` makes all of them anew, always the same to the byte.
"""


def readme() -> str:
    """The text of `sample_data/README.md`."""
    clean, batch = clean_rows(), faulty()
    return _TEXT.format(
        clean=CLEAN,
        faulty=FAULTY,
        spreadsheet=SPREADSHEET,
        spreadsheet_rows=SPREADSHEET_ROWS,
        command=COMMAND,
        foreign=FOREIGN_COLUMN,
        rows=len(clean),
        complaints=len({row.nomor_laporan for row in clean}),
        people=len({_who(row) for row in clean}),
        units=len({row.unit_kerja for row in clean}),
        first=min(row.tanggal_kejadian for row in clean),
        last=max(row.tanggal_kejadian for row in clean),
        elections=_counts("Pemilihan", Counter(row.pemilihan or "(kosong: menurut tanggal)" for row in clean)),
        channels=_counts("Jalur", Counter(row.jalur for row in clean)),
        records=batch.records,
        refused=batch.refused,
        accepted=batch.records - batch.refused,
        blank=sum(placed.fault.shape is Shape.BLANK for placed in batch.placed),
        faults=_faults(batch),
    )


def _who(row: Row) -> str:
    return row.nip or f"{row.nama_terlapor} / {row.unit_kerja}"


def _counts(heading: str, counts: Counter[str]) -> str:
    lines = [f"| {heading} | Baris |", "|---|---:|"]
    return "\n".join(lines + [f"| {name} | {number} |" for name, number in sorted(counts.items())])


def _faults(batch: FaultyBatch) -> str:
    return "\n".join(
        f"| {placed.row} | {placed.fault.column} | {placed.fault.code} | {placed.fault.indonesian} "
        f"| {placed.fault.english} |"
        for placed in batch.placed
    )
