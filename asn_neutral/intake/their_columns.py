"""The columns of another agency's list: what is compared with the register, whatever else the list holds."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from asn_neutral.intake.columns import COLUMNS, Column, Header, Layout, fold_header
from asn_neutral.intake.reasons import CONFIDENTIAL
from asn_neutral.locale import N_

NUMBER: Final = "nomor_laporan"
CASE: Final = "nomor_perkara"
NIP: Final = "nip"
NAME: Final = "nama_terlapor"
_OF_COMPLAINTS: Final[Mapping[str, Column]] = {column.key: column for column in COLUMNS}


def _as_in_complaints(key: str, explanation: str = "", aliases: tuple[str, ...] = ()) -> Column:
    """A column that complaints files have too, under all the headers it has there."""
    column = _OF_COMPLAINTS[key]
    more = (*column.aliases, *aliases)
    return replace(column, explanation=explanation or column.explanation, required=False, aliases=more)


COMPARED: Final = (
    _as_in_complaints(
        NUMBER,
        N_("the number that the agency gave the complaint"),
        ("nomor register", "nomor registrasi", "nomor temuan", "nomor tiket", "tracking id"),
    ),
    Column(
        CASE,
        "case_number",
        N_("the number of the case in this register, where an earlier reply told it"),
        "2024/0017",
        aliases=("our number", "case"),
    ),
    Column(
        "nomor_rekomendasi",
        "recommendation_number",
        N_("the number of the letter that recommends a sanction"),
        "R-900/2024",
        aliases=("no surat rekomendasi",),
    ),
    _as_in_complaints(NIP),
    _as_in_complaints(NAME),
    _as_in_complaints("tanggal_kejadian"),
    _as_in_complaints("kode_pelanggaran", aliases=("bentuk pelanggaran", "bentuk", "kode skb")),
    _as_in_complaints("unit_kerja"),
    Column("status", "status", N_("where the case stands, in a word of this register"), "decided"),
    Column(
        "temuan",
        "finding",
        N_("what the examination found: terbukti or tidak-terbukti"),
        "terbukti",
        aliases=("hasil", "hasil pemeriksaan", "outcome"),
    ),
    Column("tingkat", "level", N_("the level that goes with the form of violation"), "berat"),
    Column(
        "tingkat_hukuman",
        "sanction_level",
        N_("the level of the sanction that was imposed"),
        "berat",
        aliases=("tingkat sanksi", "tingkat hukuman disiplin"),
    ),
    Column(
        "hukuman",
        "sanction",
        N_("the sanction, by its id or its name"),
        "turun-jabatan",
        aliases=("sanksi", "jenis hukuman", "jenis sanksi", "hukuman disiplin"),
    ),
    Column("nomor_sk", "sk_number", N_("the number of the decision (SK)"), "800.1.6.2/900/2024"),
    Column(
        "tanggal_sk", "decided_on", N_("the date of the decision (SK)"), "2024-12-02", aliases=("tgl sk", "sk date")
    ),
)
"""The columns that are looked at, in the order of `TheirRow`."""
COMPARED_KEYS: Final = tuple(column.key for column in COMPARED)
DATES: Final = ("tanggal_kejadian", "tanggal_sk")
WORDS: Final = ("status", "temuan", "tingkat", "tingkat_hukuman", "hukuman")
"""Columns that the agency may fill with words of its own."""
OURS: Final = (
    "our_result", "our_differences", "our_refusal", "our_number", "our_status", "our_level", "our_sanction",
    "our_sk_number", "our_decided_on", "our_reported_on",
)  # fmt: skip
"""The columns that a reply adds to the agency's own; they come back in a list that was made of an earlier reply."""
THEIR_LAYOUT: Final = Layout(
    (*COMPARED, *(_as_in_complaints(key) for key in _OF_COMPLAINTS if key not in COMPARED_KEYS)),
    "asn-neutral reconcile --help",
)
"""Behind the columns that are compared come those of complaints files, so that they are known as such."""
_FOLDED_OURS: Final = frozenset(map(fold_header, OURS))
_ABOUT_WHO_COMPLAINED: Final = frozenset({"pelapor", "pengadu", "complainant", "reporter", "whistleblower"})


def left_aside(header: Header) -> tuple[str, ...]:
    """The headers of columns that are known, from complaints files or an earlier reply, and not compared."""
    places = zip(header.layout.keys, header.positions, strict=True)
    known = (key for key, place in places if place is not None and key not in COMPARED_KEYS)
    return (*known, *(one.header for one in header.unknown if fold_header(one.header) in _FOLDED_OURS))


def unknown_remarks(header: Header) -> list[str]:
    """A sentence for every column that nobody knows."""
    return [one.sentence() for one in header.unknown if fold_header(one.header) not in _FOLDED_OURS]


def columns_to_return(header: Header) -> tuple[int, ...]:
    """The places of the columns that go back to the agency: all of its own but those about who complained."""
    return tuple(
        place
        for place, heading in enumerate(header.cells)
        if place not in header.ignored
        and fold_header(heading) not in _FOLDED_OURS
        and not _about_who_complained(header.key_at(place), heading)
    )


def _about_who_complained(key: str, heading: str) -> bool:
    return key in CONFIDENTIAL or not _ABOUT_WHO_COMPLAINED.isdisjoint(fold_header(heading).split())
