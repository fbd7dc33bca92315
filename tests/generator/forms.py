"""The forms of violation as complaints tell them: what was done, in what setting, and what else was seen.

Codes E1-E7 and D1-D13 are those of the joint decree of 22 September 2022; `BEFORE` and `AFTER` say which of them can
arise before and from the determination of candidates, with their share.
"""

from dataclasses import dataclass
from typing import Final

ONLINE_SETTING: Final = "online"
STREET_SETTING: Final = "street"
MEETING_SETTING: Final = "meeting"
OFFICE_SETTING: Final = "office"
PARTY_SETTING: Final = "party"
HOMES_SETTING: Final = "homes"


@dataclass(frozen=True, slots=True)
class Form:
    """How one form of violation is told. `acts` follow the subject; `details` are sentences of their own.

    `extras` are forms that go along with it at the same stage.
    """

    setting: str
    acts: tuple[str, ...]
    details: tuple[str, ...]
    extras: tuple[str, ...]


_ONLINE_DETAILS: Final = (
    "Unggahan itu bertahan {n} hari, ditanggapi {many} akun dan dibagikan kembali oleh {few} orang.",
    "Akun itu memuat nama, foto berseragam dan tempat tugas pemiliknya sehingga mudah dikenali sebagai ASN {unit}.",
    "Sampai aduan ini dibuat, {few} komentar di bawah unggahan tersebut berasal dari rekan sekantor.",
    "Tangkapan layar diambil {jam}; sesudah ditegur seorang rekan, unggahan itu dihapus.",
)
_MEETING_DETAILS: Final = (
    "Acara dihadiri sekitar {many} orang, {few} di antaranya diduga pegawai {unit}.",
    "Kegiatan berlangsung sekitar {w} jam dan direkam oleh warga yang hadir.",
    "Terlapor duduk di barisan depan bersama tim pemenangan dan ikut dalam foto bersama.",
    "Pada daftar hadir tercantum nama terlapor pada urutan ke-{few}.",
)
_STREET_DETAILS: Final = (
    "Alat peraga berukuran {n} x {few} meter itu terlihat oleh warga yang melintas dan difoto {jam}.",
    "Pemasangan dilakukan bersama {n} orang lain dengan sebuah mobil bak terbuka.",
    "Menurut ketua RT setempat, alat peraga itu sudah terpasang {n} hari dan belum diturunkan.",
)

FORMS: Final[dict[str, Form]] = {
    "E1": Form(
        STREET_SETTING,
        (
            "memasang spanduk bergambar {calon}",
            "menyediakan pagar rumahnya untuk baliho {calon}",
            "menempelkan stiker {calon} pada mobil dan pagar rumahnya",
        ),
        _STREET_DETAILS,
        ("E5", "E2"),
    ),
    "E2": Form(
        ONLINE_SETTING,
        (
            "menyosialisasikan {calon} melalui akun pribadinya",
            "mengunggah {a} poster digital yang mengajak warga mendukung {calon}",
            "menyiarkan langsung acara perkenalan {calon}",
        ),
        _ONLINE_DETAILS,
        ("E4", "E5"),
    ),
    "E3": Form(
        MEETING_SETTING,
        (
            "menghadiri deklarasi {calon} dan ikut meneriakkan yel-yel dukungan",
            "hadir pada deklarasi {calon} serta membagikan kaus kepada peserta",
            "berada di panggung deklarasi {calon} dan mengangkat tangan sebagai tanda dukungan",
        ),
        _MEETING_DETAILS,
        ("E5", "E6"),
    ),
    "E4": Form(
        ONLINE_SETTING,
        (
            "menyukai dan mengomentari {b} unggahan {calon}",
            "membagikan unggahan {calon} dengan tambahan kalimat dukungan",
            "bergabung dalam grup pendukung {calon} dan aktif memberi tanggapan",
            "menulis komentar “siap menangkan” pada akun {calon}",
        ),
        _ONLINE_DETAILS,
        ("E2", "E5"),
    ),
    "E5": Form(
        ONLINE_SETTING,
        (
            "mengunggah foto bersama {calon} yang dapat dilihat umum",
            "menampilkan foto dirinya dengan tim sukses {calon} sambil memperagakan simbol dukungan",
            "memajang foto berlatar alat peraga {calon} sebagai gambar profil",
        ),
        _ONLINE_DETAILS,
        ("E4", "E3"),
    ),
    "E6": Form(
        MEETING_SETTING,
        (
            "ikut dalam kegiatan perkenalan {calon} dan memandu acara",
            "mengikuti sosialisasi {calon} bersama pengurus partai politik pengusung",
            "turut mengantar {calon} berkeliling menyapa warga untuk memperkenalkan diri",
        ),
        _MEETING_DETAILS,
        ("E3", "E5"),
    ),
    "E7": Form(
        MEETING_SETTING,
        (
            "mendampingi pasangannya (suami/istri) yang menjadi {calon} pada acara deklarasi tanpa CLTN",
            "mengikuti kegiatan kampanye pasangannya (suami/istri) selaku {calon} padahal tidak sedang CLTN",
        ),
        _MEETING_DETAILS,
        ("E5",),
    ),
    "D1": Form(
        STREET_SETTING,
        (
            "memasang baliho {calon}",
            "ikut memasang {b} umbul-umbul {calon}",
            "menyimpan dan memasang alat peraga kampanye {calon}",
        ),
        _STREET_DETAILS,
        ("D7", "D8"),
    ),
    "D2": Form(
        ONLINE_SETTING,
        (
            "mengampanyekan {calon} melalui akun pribadinya",
            "menyebarkan {a} video ajakan memilih {calon}",
            "mengirim pesan berantai berisi visi dan program {calon}",
        ),
        _ONLINE_DETAILS,
        ("D6", "D8"),
    ),
    "D3": Form(
        PARTY_SETTING,
        (
            "mengambil formulir pendaftaran bakal calon tanpa cuti di luar tanggungan negara",
            "mendaftarkan diri sebagai bakal calon dan mengikuti uji kelayakan yang diadakan partai politik",
            "mendekati {a} partai politik dan tokoh masyarakat untuk mencari dukungan bagi pencalonan dirinya",
        ),
        (
            "Terlapor datang dengan pakaian dinas dan diantar {few} orang pendukungnya.",
            "Berita acara pengambilan formulir memuat nama dan nomor telepon terlapor.",
            "Menurut pengurus partai, berkas lamaran terlapor sudah diterima dan diberi tanda terima.",
        ),
        (),
    ),
    "D4": Form(
        MEETING_SETTING,
        (
            "menghadiri deklarasi {calon} dengan mengenakan kaus bergambar calon",
            "berada di tengah pendukung {calon} dan memperagakan simbol dukungan dengan jari",
            "ikut pertemuan akbar {calon} dan bernyanyi bersama tim pemenangan",
        ),
        _MEETING_DETAILS,
        ("D7", "D8"),
    ),
    "D5": Form(
        PARTY_SETTING,
        (
            "tercatat sebagai pengurus ranting sebuah partai politik menurut hasil verifikasi keanggotaan",
            "menerima kartu tanda anggota partai politik dalam acara pelantikan pengurus",
            "namanya tercantum sebagai anggota partai politik pada sistem informasi partai politik",
        ),
        (
            "Terlapor menyatakan namanya dicatut, namun tanda tangan pada formulir keanggotaan perlu diperiksa.",
            "Surat keputusan pengurus partai memuat nama terlapor pada lampiran nomor {few}.",
        ),
        (),
    ),
    "D6": Form(
        ONLINE_SETTING,
        (
            "menyukai, mengomentari dan membagikan {b} unggahan {calon}",
            "bergabung dan aktif dalam grup pemenangan {calon}",
            "membagikan tautan siaran langsung {calon} disertai kata-kata ajakan",
            "menulis komentar berisi slogan dan ajakan mencoblos {calon}",
        ),
        _ONLINE_DETAILS,
        ("D2", "D7"),
    ),
    "D7": Form(
        ONLINE_SETTING,
        (
            "mengunggah foto bersama {calon} dengan mengacungkan jari sebagai tanda dukungan",
            "menampilkan foto dirinya bersama tim sukses {calon} beserta alat peraga",
            "mengganti foto profil dengan bingkai dukungan kepada {calon}",
        ),
        _ONLINE_DETAILS,
        ("D6", "D4"),
    ),
    "D8": Form(
        MEETING_SETTING,
        (
            "mengumpulkan pegawai dan warga lalu mengajak mereka berpihak kepada {calon}",
            "membagikan {b} paket sembako sambil menyampaikan imbauan memilih {calon}",
            "mengundang keluarga dan rekan kerja ke pertemuan yang berisi ajakan mendukung {calon}",
        ),
        (
            "Dalam rekaman terdengar kalimat “kita satu suara” yang diulang {n} kali.",
            "Undangan disebarkan melalui grup WhatsApp kantor sehari sebelum pertemuan.",
            "Sekitar {many} orang menerima ajakan itu, termasuk {few} pegawai {unit}.",
        ),
        ("D12",),
    ),
    "D9": Form(
        MEETING_SETTING,
        (
            "bertindak sebagai konsultan bagi {calon} dan menyusun peta dukungan per kelurahan",
            "menjadi anggota tim pemenangan {calon} dan memimpin rapat koordinator",
        ),
        (
            "Nama terlapor tercantum pada bagan tim dengan jabatan koordinator kecamatan.",
            "Rapat itu dihadiri {few} orang dan menghasilkan pembagian tugas tertulis.",
        ),
        (),
    ),
    "D10": Form(
        MEETING_SETTING,
        (
            "menjadi tenaga ahli tim kampanye {calon} dan memaparkan strategi pemenangan",
            "memimpin rapat tim pemenangan {calon} sebagai koordinator lapangan",
        ),
        (
            "Nama terlapor tercantum pada surat keputusan tim pemenangan nomor urut {few}.",
            "Terlapor memegang daftar saksi dan membagikan uang transpor kepada {few} orang.",
        ),
        ("D8", "D4"),
    ),
    "D11": Form(
        HOMES_SETTING,
        (
            "mengumpulkan {many} fotokopi KTP warga sebagai dukungan bagi {perseorangan}",
            "menandatangani surat dukungan dan menyerahkan fotokopi KTP untuk {perseorangan}",
            "mendatangi rumah warga guna meminta surat keterangan kependudukan bagi {perseorangan}",
        ),
        (
            "Sebanyak {few} warga mengaku tidak mengetahui tujuan pengumpulan KTP itu.",
            "Nama terlapor ditemukan pada lembar dukungan yang diverifikasi secara faktual.",
        ),
        (),
    ),
    "D12": Form(
        OFFICE_SETTING,
        (
            "memerintahkan bawahannya memakai kendaraan dinas untuk kegiatan {calon}",
            "menunda pembagian bantuan bagi warga yang tidak mendukung {calon}",
            "mengeluarkan undangan berkop dinas untuk pertemuan yang menguntungkan {calon}",
            "memberikan izin pemakaian aula kantor bagi {calon} sementara permohonan pihak lain ditolak",
        ),
        (
            "Tindakan itu dinilai menguntungkan salah satu pihak dan telah dikeluhkan {few} pegawai.",
            "Salinan surat bertanda tangan terlapor telah disita sebagai barang bukti.",
            "Menurut {n} saksi, perintah itu disampaikan dalam apel pagi {unit}.",
        ),
        ("D8",),
    ),
    "D13": Form(
        OFFICE_SETTING,
        (
            "bertaruh atas kemenangan {calon} dan mengajak rekan sekantor ikut memasang taruhan",
            "mengenakan pakaian dinas ketika menjadi pembawa acara pada syukuran keluarga {calon}",
            "meminjamkan kursi dan pengeras suara milik kantor untuk syukuran {calon}",
        ),
        (
            "Bentuk perbuatan ini tidak tercantum dalam daftar sehingga diserahkan kepada Satgas untuk dinilai.",
            "Barang milik kantor itu dikembalikan {n} hari kemudian.",
        ),
        (),
    ),
}

# Share of each form among the complaints of its stage, in percent.
BEFORE: Final[dict[str, int]] = {
    "E1": 10, "E2": 15, "E3": 9, "E4": 20, "E5": 13, "E6": 6, "E7": 3,
    "D3": 10, "D5": 2, "D8": 2, "D9": 3, "D11": 3, "D12": 3, "D13": 1,
}  # fmt: skip
AFTER: Final[dict[str, int]] = {
    "D1": 7, "D2": 18, "D4": 15, "D5": 2, "D6": 22, "D7": 16, "D8": 10, "D10": 4, "D12": 5, "D13": 1,
}  # fmt: skip
ALSO_FOR_PARTIES: Final = frozenset({"D8", "D12"})  # before determination these favour a party, not a candidate
BY_SUPERIORS: Final = frozenset({"D12"})  # only who can order or permit does these
CAN_ORDER: Final = frozenset({"jpt-pratama", "administrator", "pengawas", "kepala-wilayah"})
GATHERINGS: Final = {True: ("E3", "E6", "D8"), False: ("D4", "D8")}  # before determination: True
FOLLOWERS: Final = {True: ("E3", "E6", "E5", "E3"), False: ("D4", "D4", "D7", "D8")}
