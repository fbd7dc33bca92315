"""Posts of each kind of unit: title, class, usual ranks, and the years of service one has in them."""

from dataclasses import dataclass
from typing import Final

YOUNG: Final = 0  # up to 7 years of service
SETTLED: Final = 1  # 8 to 15
SENIOR: Final = 2  # 16 and more


@dataclass(frozen=True, slots=True)
class Post:
    """A post; `{name}` in its title is the short name of the unit. `suffixes` are degrees its holders have."""

    title: str
    position_class: str
    ranks: tuple[str, ...]
    tiers: tuple[int, ...]
    suffixes: tuple[str, ...] = ("", "", "S.E.", "S.Sos.", "S.H.")


HEAD_DEGREES: Final = ("S.E., M.Si.", "S.Sos., M.Si.", "S.H., M.H.", "S.T., M.T.", "S.STP., M.Si.", "S.Pd., M.Pd.")
TEACHER: Final = ("S.Pd.", "S.Pd.", "S.Pd., M.Pd.", "S.Pd.I.", "S.Ag.")
NURSE: Final = ("A.Md.Kep.", "S.Kep., Ns.", "S.KM.", "A.Md.Keb.")

STAFF: Final = (
    Post("Pengadministrasi Umum", "pelaksana", ("II/b", "II/c", "II/d"), (YOUNG, SETTLED), ("", "", "A.Md.")),
    Post("Pengelola Keuangan", "pelaksana", ("II/d", "III/a", "III/b"), (YOUNG, SETTLED), ("", "S.E.", "A.Md.")),
    Post("Penyusun Program, Anggaran dan Pelaporan", "pelaksana", ("III/a", "III/b"), (YOUNG, SETTLED)),
    Post("Pengelola Barang Milik Daerah", "pelaksana", ("II/c", "II/d", "III/a"), (YOUNG, SETTLED, SENIOR)),
    Post("Pramu Kebersihan", "pelaksana", ("I/c", "I/d", "II/a"), (YOUNG, SETTLED), ("",)),
    Post("Analis Kebijakan Ahli Muda", "fungsional", ("III/c", "III/d"), (SETTLED, SENIOR)),
    Post("Perencana Ahli Pertama", "fungsional", ("III/a", "III/b"), (YOUNG, SETTLED), ("S.T.", "S.E.", "S.Si.")),
    Post("Pranata Komputer Ahli Pertama", "fungsional", ("III/a", "III/b"), (YOUNG,), ("S.Kom.", "S.T.")),
    Post("Arsiparis Terampil", "fungsional", ("II/c", "II/d"), (YOUNG, SETTLED), ("A.Md.", "")),
)


def _office(head: str) -> tuple[Post, ...]:
    """Posts of an agency led by a JPT Pratama, whose post is called *head*."""
    return (
        Post(head, "jpt-pratama", ("IV/b", "IV/c"), (SENIOR,), HEAD_DEGREES),
        Post("Sekretaris", "administrator", ("IV/a", "IV/b"), (SENIOR,), HEAD_DEGREES),
        Post("Kepala Bidang Program dan Evaluasi", "administrator", ("III/d", "IV/a"), (SENIOR,), HEAD_DEGREES),
        Post("Kepala Bidang Pelayanan dan Pembinaan", "administrator", ("III/d", "IV/a"), (SENIOR,), HEAD_DEGREES),
        Post("Kepala Subbagian Umum dan Kepegawaian", "pengawas", ("III/c", "III/d"), (SETTLED, SENIOR)),
        Post("Kepala Subbagian Keuangan", "pengawas", ("III/b", "III/c", "III/d"), (SETTLED, SENIOR)),
        *STAFF,
    )


POSTS: Final[dict[str, tuple[Post, ...]]] = {
    "dinas": _office("Kepala {name}"),
    "badan": _office("Kepala {name}"),
    "satpol": (
        *_office("Kepala {name}"),
        Post("Polisi Pamong Praja Terampil", "fungsional", ("II/c", "II/d"), (YOUNG, SETTLED), ("",)),
    ),
    "inspektorat": (
        Post("Inspektur", "jpt-pratama", ("IV/b", "IV/c"), (SENIOR,), HEAD_DEGREES),
        Post("Inspektur Pembantu Wilayah II", "administrator", ("IV/a", "IV/b"), (SENIOR,), HEAD_DEGREES),
        Post("Auditor Ahli Muda", "fungsional", ("III/c", "III/d"), (SETTLED, SENIOR)),
        *STAFF,
    ),
    "setwan": _office("Sekretaris DPRD"),
    "bagian": (
        Post("Kepala {name}", "administrator", ("IV/a", "IV/b"), (SENIOR,), HEAD_DEGREES),
        Post("Kepala Subbagian Tata Usaha", "pengawas", ("III/c", "III/d"), (SETTLED, SENIOR)),
        *STAFF,
    ),
    "kecamatan": (
        Post("Camat {name}", "kepala-wilayah", ("III/d", "IV/a"), (SENIOR,), HEAD_DEGREES),
        Post("Camat {name}", "administrator", ("IV/a",), (SENIOR,), HEAD_DEGREES),
        Post("Sekretaris Kecamatan", "administrator", ("III/d", "IV/a"), (SENIOR,), HEAD_DEGREES),
        Post("Kepala Seksi Pemerintahan", "pengawas", ("III/b", "III/c", "III/d"), (SETTLED, SENIOR)),
        Post("Kepala Seksi Pemberdayaan Masyarakat", "pengawas", ("III/c", "III/d"), (SETTLED, SENIOR)),
        *STAFF[:4],
    ),
    "kelurahan": (
        Post("Lurah {name}", "kepala-wilayah", ("III/b", "III/c", "III/d"), (SETTLED, SENIOR), ("S.Sos.", "S.IP.", "")),
        Post("Sekretaris Kelurahan", "pengawas", ("III/b", "III/c"), (SETTLED, SENIOR)),
        Post("Kepala Seksi Kesejahteraan Sosial", "pengawas", ("III/a", "III/b"), (SETTLED, SENIOR)),
        *STAFF[:2],
    ),
    "puskesmas": (
        Post("Kepala {name}", "fungsional", ("III/d", "IV/a"), (SENIOR,), ("S.KM., M.Kes.", "S.Kep., Ns., M.Kes.")),
        Post("Perawat Ahli Pertama", "fungsional", ("III/a", "III/b"), (YOUNG, SETTLED), NURSE),
        Post("Bidan Terampil", "fungsional", ("II/c", "II/d"), (YOUNG, SETTLED), ("A.Md.Keb.",)),
        Post("Sanitarian Terampil", "fungsional", ("II/c", "II/d"), (YOUNG, SETTLED), ("A.Md.KL.",)),
        Post("Kepala Subbagian Tata Usaha", "pengawas", ("III/b", "III/c"), (SETTLED, SENIOR), NURSE),
    ),
    "rsud": (
        Post("Wakil Direktur Umum dan Keuangan", "administrator", ("IV/a", "IV/b"), (SENIOR,), HEAD_DEGREES),
        Post("Perawat Ahli Muda", "fungsional", ("III/c", "III/d"), (SETTLED, SENIOR), NURSE),
        Post("Perawat Terampil", "fungsional", ("II/c", "II/d"), (YOUNG,), NURSE[:1]),
        Post("Apoteker Ahli Pertama", "fungsional", ("III/b",), (YOUNG, SETTLED), ("S.Farm., Apt.",)),
        *STAFF[:2],
    ),
    "sekolah": (
        Post("Kepala {name}", "fungsional", ("III/d", "IV/a", "IV/b"), (SENIOR,), ("S.Pd., M.Pd.", "S.Pd.")),
        Post("Guru Ahli Pertama", "fungsional", ("III/a", "III/b"), (YOUNG, SETTLED), TEACHER),
        Post("Guru Ahli Muda", "fungsional", ("III/c", "III/d"), (SETTLED, SENIOR), TEACHER),
        Post("Guru Ahli Madya", "fungsional", ("IV/a", "IV/b"), (SENIOR,), TEACHER),
        Post("Pengadministrasi Sekolah", "pelaksana", ("II/a", "II/b", "II/c"), (YOUNG, SETTLED), ("",)),
    ),
}

# Kinds of unit that employ people by contract, with the post and the rank (golongan I-XVII) they get.
CONTRACT_POSTS: Final[dict[str, tuple[Post, ...]]] = {
    "sekolah": (Post("Guru Ahli Pertama", "fungsional", ("IX",), (YOUNG,), TEACHER),),
    "puskesmas": (
        Post("Perawat Ahli Pertama", "fungsional", ("IX",), (YOUNG,), ("S.Kep., Ns.",)),
        Post("Bidan Terampil", "fungsional", ("VII",), (YOUNG,), ("A.Md.Keb.",)),
    ),
    "rsud": (Post("Perawat Terampil", "fungsional", ("VII",), (YOUNG,), ("A.Md.Kep.",)),),
    "dinas": (
        Post("Penyuluh Pertanian Ahli Pertama", "fungsional", ("IX",), (YOUNG,), ("S.P.",)),
        Post("Pengadministrasi Perkantoran", "pelaksana", ("V",), (YOUNG,), ("",)),
    ),
}

BY_TIER: Final[dict[str, tuple[tuple[Post, ...], ...]]] = {
    kind: tuple(tuple(post for post in posts if tier in post.tiers) or posts for tier in (YOUNG, SETTLED, SENIOR))
    for kind, posts in POSTS.items()
}
