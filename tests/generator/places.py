"""The city of the samples: real districts and villages, the units of its government, and places to meet.

Districts and villages are those of Kendari, the units the usual ones of a city. Only persons are invented.
"""

from dataclasses import dataclass
from typing import Final

# Eleven districts (kecamatan) with their sixty-five villages (kelurahan).
DISTRICTS: Final[dict[str, tuple[str, ...]]] = {
    "Abeli": ("Abeli", "Anggalomelai", "Benuanirae", "Lapulu", "Poasia", "Puday", "Talia"),
    "Baruga": ("Baruga", "Lepo-Lepo", "Watubangga", "Wundudopi"),
    "Kadia": ("Anaiwoi", "Bende", "Kadia", "Pondambea", "Wowawanggu"),
    "Kambu": ("Kambu", "Lalolara", "Mokoau", "Padaleu"),
    "Kendari": (
        "Gunung Jati",
        "Jati Mekar",
        "Kampung Salo",
        "Kandai",
        "Kendari Caddi",
        "Kessilampe",
        "Mangga Dua",
        "Mata",
        "Purirano",
    ),
    "Kendari Barat": (
        "Benu-Benua",
        "Dapu-Dapura",
        "Kemaraya",
        "Lahundape",
        "Punggaloba",
        "Sanua",
        "Sodohoa",
        "Tipulu",
        "Watu-Watu",
    ),
    "Mandonga": ("Alolama", "Anggilowu", "Korumba", "Labibia", "Mandonga", "Wawombalata"),
    "Nambo": ("Bungkutoko", "Nambo", "Petoaha", "Sambuli", "Tobimeita", "Tondonggeu"),
    "Poasia": ("Anduonohu", "Anggoeya", "Matabubu", "Rahandouna", "Wundumbatu"),
    "Puuwatu": ("Abeli Dalam", "Lalodati", "Punggolaka", "Puuwatu", "Tobuuha", "Watulondo"),
    "Wua-Wua": ("Anawai", "Bonggoeya", "Mataiwoi", "Wua-Wua"),
}
VILLAGES_WITH_POSTS: Final = 3  # villages of each district that also occur as units; keeps the list at 120 units

OFFICES: Final = (
    "Dinas Pendidikan Kepemudaan dan Olahraga",
    "Dinas Kesehatan",
    "Dinas Pekerjaan Umum dan Penataan Ruang",
    "Dinas Perumahan Kawasan Permukiman dan Pertanahan",
    "Dinas Pemadam Kebakaran dan Penyelamatan",
    "Dinas Sosial",
    "Dinas Tenaga Kerja dan Perindustrian",
    "Dinas Pemberdayaan Perempuan dan Perlindungan Anak",
    "Dinas Ketahanan Pangan",
    "Dinas Lingkungan Hidup dan Kehutanan",
    "Dinas Kependudukan dan Pencatatan Sipil",
    "Dinas Pengendalian Penduduk dan Keluarga Berencana",
    "Dinas Perhubungan",
    "Dinas Komunikasi dan Informatika",
    "Dinas Perdagangan Koperasi dan UKM",
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    "Dinas Pariwisata",
    "Dinas Perpustakaan dan Kearsipan",
    "Dinas Perikanan",
    "Dinas Pertanian",
)
AGENCIES: Final = (
    "Badan Perencanaan Pembangunan Daerah",
    "Badan Kepegawaian dan Pengembangan SDM",
    "Badan Pengelola Keuangan dan Aset Daerah",
    "Badan Pendapatan Daerah",
    "Badan Penanggulangan Bencana Daerah",
    "Badan Kesatuan Bangsa dan Politik",
    "Badan Riset dan Inovasi Daerah",
)
BUREAUS: Final = (
    "Bagian Pemerintahan",
    "Bagian Kesejahteraan Rakyat",
    "Bagian Hukum",
    "Bagian Perekonomian dan Sumber Daya Alam",
    "Bagian Administrasi Pembangunan",
    "Bagian Pengadaan Barang dan Jasa",
    "Bagian Umum",
    "Bagian Organisasi",
    "Bagian Protokol dan Komunikasi Pimpinan",
    "Bagian Perencanaan dan Keuangan",
)
HEALTH_CENTRES: Final = {
    "Lepo-Lepo": "Baruga",
    "Puuwatu": "Puuwatu",
    "Poasia": "Poasia",
    "Abeli": "Abeli",
    "Nambo": "Nambo",
    "Kandai": "Kendari",
    "Benu-Benua": "Kendari Barat",
    "Perumnas": "Kadia",
    "Jati Raya": "Wua-Wua",
    "Kemaraya": "Kendari Barat",
    "Labibia": "Mandonga",
    "Mokoau": "Kambu",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of the city's government, and where it stands; `short` completes the title of its head."""

    kind: str
    name: str
    district: str
    short: str


def _city_offices() -> list[Place]:
    names = list(DISTRICTS)
    units = [Place("badan", name, names[n % 11], name) for n, name in enumerate(AGENCIES)]
    units += [Place("dinas", name, names[(3 * n) % 11], name) for n, name in enumerate(OFFICES)]
    units += [Place("bagian", f"{name} Sekretariat Daerah", "Kambu", name) for name in BUREAUS]
    units.append(Place("satpol", "Satuan Polisi Pamong Praja", "Mandonga", "Satuan Polisi Pamong Praja"))
    units.append(Place("inspektorat", "Inspektorat", "Mandonga", "Inspektorat"))
    units.append(Place("setwan", "Sekretariat DPRD", "Baruga", "Sekretariat DPRD"))
    units.append(Place("rsud", "RSUD Kota Kendari", "Kambu", "RSUD Kota Kendari"))
    return units


def _field_offices() -> list[Place]:
    units = [Place("kecamatan", f"Kecamatan {name}", name, name) for name in DISTRICTS]
    units += [
        Place("kelurahan", f"Kelurahan {village}", district, village)
        for district, villages in DISTRICTS.items()
        for village in villages[:VILLAGES_WITH_POSTS]
    ]
    units += [Place("puskesmas", f"Puskesmas {name}", district, name) for name, district in HEALTH_CENTRES.items()]
    names = list(DISTRICTS)
    units += [
        Place("sekolah", f"SMP Negeri {n} Kendari", names[n % 11], f"SMP Negeri {n} Kendari") for n in range(1, 13)
    ]
    units += [
        Place("sekolah", f"SD Negeri {n} {names[n % 11]}", names[n % 11], f"SD Negeri {n} {names[n % 11]}")
        for n in range(1, 12)
    ]
    return units


UNITS: Final[tuple[Place, ...]] = tuple(_city_offices() + _field_offices())

STREETS: Final = (
    "Jalan Ahmad Yani",
    "Jalan MT Haryono",
    "Jalan Abdullah Silondae",
    "Jalan Made Sabara",
    "Jalan Brigjen M. Yoenoes",
    "Jalan H.E.A. Mokodompit",
    "Jalan Sao-Sao",
    "Jalan Edi Sabara",
    "Jalan Sultan Hasanuddin",
    "Jalan Diponegoro",
    "Jalan Pattimura",
    "Jalan Laute",
)
# Where things happen, by the setting of the form; what happens online has a medium instead.
VENUES: Final[dict[str, tuple[str, ...]]] = {
    "meeting": (
        "Lapangan Kelurahan {village}",
        "Balai pertemuan Kelurahan {village}",
        "Gedung serbaguna di {street}",
        "Hotel di {street}",
        "Posko pemenangan di {street}",
        "Rumah makan di {street}",
        "Warung kopi di {street}",
        "Kafé di {street}",
        "Rumah warga RT {block} Kelurahan {village}",
        "Pelataran eks MTQ",
        "Pasar Kelurahan {village}",
    ),
    "office": (
        "Kantor {unit}",
        "Halaman {unit}",
        "Ruang rapat {unit}",
        "Aula Kantor Kelurahan {village}",
    ),
    "party": (
        "Kantor partai politik di {street}",
        "Sekretariat partai politik, Kelurahan {village}",
        "Rumah pengurus partai di {street}",
    ),
    "homes": (
        "Rumah warga RT {block} Kelurahan {village}",
        "Permukiman di {street}",
        "Balai RT {block} Kelurahan {village}",
    ),
    "street": (
        "Simpang {street}",
        "{street}, Kelurahan {village}",
        "Pagar rumah di {street}",
        "Depan pasar Kelurahan {village}",
        "Perempatan RT {block} Kelurahan {village}",
    ),
}
ONLINE: Final = (
    "Media sosial Facebook",
    "Media sosial Facebook",
    "Media sosial Instagram",
    "Media sosial TikTok",
    "Media sosial X (Twitter)",
    "Kanal YouTube",
    "Grup WhatsApp",
    "Status WhatsApp",
)
