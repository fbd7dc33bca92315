"""The columns of a complaints file as data, and the recognition of a header whatever way it is written."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from asn_neutral.errors import UnreadableFileError
from asn_neutral.intake.words import nearest
from asn_neutral.locale import N_, _

_SIGNS: Final = re.compile(r"[\W_]+")
_SHOWN: Final = 40  # characters of a foreign header that a message repeats

LEFTOVER_COLUMN: Final = "tolak_sisa"
"""What did not fit of a refused record; as long as it is not empty, cells may stand in wrong columns."""
REFUSAL_COLUMNS: Final = (
    LEFTOVER_COLUMN,
    "tolak_baris",
    "tolak_kolom",
    "tolak_nilai",
    "tolak_alasan",
    "tolak_kode",
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` is the Indonesian header, `english` the English one; `explanation` is a msgid."""

    key: str
    english: str
    explanation: str
    example: str
    required: bool = False
    aliases: tuple[str, ...] = ()


COLUMNS: Final = (
    Column(
        "nomor_laporan",
        "report_number",
        N_("the number the sender gave the complaint; rows with the same number are one complaint"),
        "012/LP/PW/Kota/28.01/X/2024",
        required=True,
        aliases=("number", "no laporan", "nomor pengaduan", "no pengaduan", "nomor aduan", "no aduan"),
    ),
    Column(
        "nomor_surat",
        "letter_number",
        N_("the number of the letter that brought it"),
        "112/PM.00.02/K.SG-15/10/2024",
        aliases=("no surat",),
    ),
    Column("tanggal_surat", "letter_date", N_("the date of that letter"), "2024-10-07", aliases=("tgl surat",)),
    Column(
        "jalur",
        "channel",
        N_("how it came in: temuan-bawaslu, laporan-bawaslu, informasi-awal, sbt, lapor, langsung or surat"),
        "laporan-bawaslu",
        required=True,
        aliases=("jalur laporan", "jalur pengaduan", "saluran"),
    ),
    Column(
        "tanggal_terima",
        "received_on",
        N_("the day the office received it"),
        "2024-10-08",
        required=True,
        aliases=("tgl terima", "tanggal diterima", "tgl diterima", "received date"),
    ),
    Column(
        "tanggal_kejadian",
        "happened_on",
        N_("the day of the act"),
        "2024-10-02",
        required=True,
        aliases=("tgl kejadian", "tanggal peristiwa", "tgl peristiwa", "happened date"),
    ),
    Column(
        "tanggal_diketahui",
        "known_on",
        N_("the day the act became known to the reporter"),
        "2024-10-03",
        aliases=("tgl diketahui", "known date"),
    ),
    Column(
        "tempat",
        "place",
        N_("where it happened"),
        "Lapangan Benu-Benua",
        aliases=("tempat kejadian", "lokasi", "lokasi kejadian"),
    ),
    Column("kecamatan", "district", N_("the district in which it happened"), "Kendari Barat", aliases=("kec",)),
    Column(
        "nama_terlapor",
        "respondent_name",
        N_("the name of the reported civil servant"),
        "Wa Ode Contoh Lestari, S.Pd.",
        required=True,
        aliases=("name", "nama", "terlapor", "nama asn", "respondent"),
    ),
    Column(
        "nip",
        "nip",
        N_("NIP or NI PPPK, 18 digits, in a text cell; empty when unknown"),
        "199003032014032901",
        aliases=("nip nipppk", "nip ni pppk", "nip nippk", "ni pppk", "nipppk", "nip terlapor", "nomor induk pegawai"),
    ),
    Column(
        "status_asn",
        "employment",
        N_("PNS, CPNS or PPPK; empty: taken from the NIP"),
        "PNS",
        aliases=("status pegawai", "status kepegawaian", "jenis asn"),
    ),
    Column(
        "golongan",
        "rank",
        N_("rank: III/a for PNS, IX for PPPK"),
        "III/c",
        aliases=("gol", "gol ruang", "golongan ruang", "pangkat golongan", "pangkat gol"),
    ),
    Column("jabatan", "position", N_("the post held"), "Guru Ahli Muda", aliases=("nama jabatan", "post")),
    Column(
        "kelas_jabatan",
        "position_class",
        N_("class of the post: jpt-pratama, administrator, pengawas, pelaksana, fungsional or kepala-wilayah"),
        "fungsional",
        aliases=("jenis jabatan",),
    ),
    Column(
        "unit_kerja",
        "unit",
        N_("the unit (perangkat daerah) in which the person serves"),
        "SMP Negeri 4 Kendari",
        required=True,
        aliases=("opd", "skpd", "unit", "perangkat daerah", "unit kerja opd", "asal unit kerja"),
    ),
    Column(
        "kode_pelanggaran",
        "violation_codes",
        N_("codes of the violation, E1-E7 or D1-D13, several with a semicolon"),
        "D4;D6",
        required=True,
        aliases=("violations", "kode bentuk pelanggaran"),
    ),
    Column(
        "pemilihan",
        "election",
        N_("the election, such as pilkada-2024; empty: found by the date"),
        "pilkada-2024",
        aliases=("nama pemilihan",),
    ),
    Column(
        "uraian",
        "summary",
        N_("what happened, in plain words"),
        "Hadir pada kampanye pasangan calon dengan mengenakan atribut dan mengangkat jari sebagai tanda dukungan.",
        required=True,
        aliases=("uraian kejadian", "kronologi", "uraian singkat", "ringkasan"),
    ),
    Column(
        "bukti", "evidence", N_("what evidence there is"), "2 foto, 1 video", aliases=("alat bukti", "barang bukti")
    ),
    Column(
        "nama_pelapor",
        "complainant_name",
        N_("who reported it; kept apart and never shown in a list"),
        "Pelapor Contoh",
        aliases=("pelapor", "complainant"),
    ),
    Column(
        "kontak_pelapor",
        "complainant_contact",
        N_("how to reach the reporter; kept apart likewise"),
        "0811-0000-0901",
        aliases=("kontak", "hp pelapor", "no hp pelapor", "telepon pelapor"),
    ),
)
KEYS: Final = tuple(column.key for column in COLUMNS)
_LEFT_OUT: Final = N_("its first row lacks the required columns {missing}; `{template}` gives a file to begin with")


def fold_header(cell: str) -> str:
    """A header as it is compared: small letters, one blank for every run of other signs, ``No.`` as ``nomor``."""
    words = _SIGNS.sub(" ", cell.casefold()).split()
    return " ".join("nomor" if word == "no" else word for word in words)


class Layout:
    """The columns that a kind of file has; `template` are the words that give an empty one."""

    __slots__ = ("_index_of", "columns", "keys", "template")

    def __init__(self, columns: tuple[Column, ...], template: str) -> None:
        self.columns = columns
        self.keys = tuple(column.key for column in columns)
        self.template = template
        self._index_of = {
            fold_header(spelling): index
            for index, column in enumerate(columns)
            for spelling in (column.key, column.english, *column.aliases)
        }

    def index_of(self, folded: str) -> int | None:
        """The place among `columns` of the one that a folded header means."""
        return self._index_of.get(folded)

    def count_known(self, cells: Sequence[str]) -> int:
        """How many of *cells* are headers of known columns."""
        return sum(fold_header(cell) in self._index_of for cell in cells)


COMPLAINTS: Final = Layout(COLUMNS, "import --template")
_LEFTOVER: Final = fold_header(LEFTOVER_COLUMN)
_IGNORED: Final = frozenset(fold_header(name) for name in REFUSAL_COLUMNS)


@dataclass(frozen=True, slots=True)
class UnknownColumn:
    """A column of the file that is left aside; `nearest` is the known header it most resembles, if any."""

    header: str
    nearest: str | None

    def sentence(self) -> str:
        """The remark in words, in the language in force."""
        if self.nearest is None:
            return _("Column “{header}” is not known and was left aside.").format(header=self.header)
        return _("Column “{header}” is not known and was left aside; did you mean {nearest}?").format(
            header=self.header, nearest=self.nearest
        )


@dataclass(frozen=True, slots=True)
class Header:
    """Where each known column stands in the file.

    `cells` are the headers as written; `positions` gives for each of `COLUMNS` its place in a record, counted
    from 0, or None where the file does not have it; `ignored` are the places of an earlier refusal's columns.
    `layout` says which columns these are.
    """

    cells: tuple[str, ...]
    positions: tuple[int | None, ...]
    ignored: frozenset[int] = frozenset()
    unknown: tuple[UnknownColumn, ...] = ()
    layout: Layout = COMPLAINTS

    @property
    def width(self) -> int:
        """How many cells each record must have."""
        return len(self.cells)

    @property
    def leftover(self) -> int | None:
        """The place of what did not fit in an earlier refusal, None in a file that was not refused before."""
        return next((place for place in self.ignored if fold_header(self.cells[place]) == _LEFTOVER), None)

    @property
    def unnamed(self) -> tuple[int, ...]:
        """The places of columns without a heading, as a spreadsheet adds them where some row has a cell too many."""
        return tuple(place for place, cell in enumerate(self.cells) if not cell.strip())

    def key_at(self, place: int) -> str:
        """The key of the column at *place*, empty for one that is not known."""
        return next(
            (column.key for column, at in zip(self.layout.columns, self.positions, strict=True) if at == place), ""
        )

    def picker(self) -> Callable[[Sequence[str]], tuple[str, ...]]:
        """A function that gives the values of a record in the order of `COLUMNS`, empty where there is none."""
        pick = itemgetter(*(self.width if place is None else place for place in self.positions))
        if None not in self.positions:
            return pick
        return lambda cells: pick((*cells, ""))


def complete_header() -> Header:
    """The header of a file that has all columns in their own order."""
    return Header(KEYS, tuple(range(len(KEYS))))


def find_header(cells: Sequence[str], *, path: str, layout: Layout = COMPLAINTS) -> Header:
    """The columns that the first record of a file names.

    Args:
        cells: The record as read.
        path: The file's name for messages.
        layout: The columns there are.

    Raises:
        UnreadableFileError: two columns mean the same, or a required one is missing.
    """
    positions: dict[int, int] = {}
    unknown, ignored = [], set()
    for place, cell in enumerate(cells):
        folded = fold_header(cell)
        index = layout.index_of(folded)
        if index is not None:
            _refuse_second(cells, positions.get(index), place, path)
            positions[index] = place
        elif folded in _IGNORED:
            ignored.add(place)
        elif cell.strip():
            unknown.append(UnknownColumn(cell[:_SHOWN], nearest(folded.replace(" ", "_"), layout.keys)))
    _refuse_missing(layout, positions, path)
    places = tuple(positions.get(index) for index in range(len(layout.columns)))
    return Header(tuple(cells), places, frozenset(ignored), tuple(unknown), layout)


def template(layout: Layout = COMPLAINTS) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A file to begin with: the headers, and one invented row that would pass if it were not the example."""
    return layout.keys, tuple(column.example for column in layout.columns)


def describe(layout: Layout = COMPLAINTS) -> tuple[tuple[str, str, bool, str, str], ...]:
    """For each column: key, English header, required, explanation (translated), example."""
    return tuple((c.key, c.english, c.required, _(c.explanation), c.example) for c in layout.columns)


def _refuse_second(cells: Sequence[str], first: int | None, second: int, path: str) -> None:
    if first is not None:
        reason = _("columns {first} (“{one}”) and {second} (“{other}”) mean the same; remove one of them")
        raise UnreadableFileError(
            path=path,
            reason=reason.format(
                first=first + 1, one=cells[first][:_SHOWN], second=second + 1, other=cells[second][:_SHOWN]
            ),
        )


def _refuse_missing(layout: Layout, positions: Mapping[int, int], path: str) -> None:
    missing = [column.key for index, column in enumerate(layout.columns) if column.required and index not in positions]
    if missing:
        reason = _(_LEFT_OUT).format(missing=", ".join(missing), template=layout.template)
        raise UnreadableFileError(path=path, reason=reason)
