"""The words of a complaint: summary, evidence and place, put together from many slots in sober Indonesian."""

import random
from datetime import date
from functools import lru_cache
from typing import Final

from tests.generator.forms import ALSO_FOR_PARTIES, FORMS, MEETING_SETTING, ONLINE_SETTING, STREET_SETTING, Form
from tests.generator.people import pick
from tests.generator.places import DISTRICTS, ONLINE, STREETS, VENUES, Place
from tests.generator.seasons import Season

SHORTEST: Final = 200
LONGEST: Final = 600
_DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_SUBJECTS: Final = (
    "terlapor",
    "yang bersangkutan",
    "ASN tersebut",
    "pegawai tersebut",
    "terlapor selaku pegawai {unit}",
)
_CROWDS: Final = ("sejumlah pegawai {unit}", "para terlapor dari {unit}", "beberapa ASN {unit}")

_OPENINGS: Final[dict[str, tuple[str, ...]]] = {
    "temuan-bawaslu": (
        "Hasil pengawasan Panwaslu Kecamatan {kec} pada {tgl} menunjukkan bahwa {dia} {act} ({tempat}).",
        "Dalam pengawasan melekat pada {tgl}, pengawas pemilihan mendapati {dia} {act} di {tempat}.",
        "Penelusuran pengawas pemilihan di {tempat} menemukan bahwa pada {tgl} {dia} {act}.",
    ),
    "laporan-bawaslu": (
        "Pelapor menerangkan bahwa pada {tgl} {jam} {dia} {act} di {tempat}.",
        "Menurut laporan yang diregister Bawaslu, {dia} {act}; peristiwa terjadi {tgl} di {tempat}.",
        "Dilaporkan bahwa {dia} {act} pada {tgl}, bertempat di {tempat}.",
    ),
    "informasi-awal": (
        "Informasi awal dari warga menyebut {dia} {act} pada {tgl} di {tempat}.",
        "Beredar informasi bahwa pada {tgl} {jam} {dia} {act} di {tempat}.",
    ),
    "sbt": (
        "Aduan pada sistem berbagi terintegrasi menyatakan {dia} {act} pada {tgl} ({tempat}).",
        "Melalui SBT diadukan bahwa {dia} {act}; kejadian tanggal {tgl}, lokasi {tempat}.",
    ),
    "lapor": (
        "Mohon ditindaklanjuti: pada {tgl} {jam} {dia} {act} di {tempat}.",
        "Warga melaporkan lewat kanal pengaduan bahwa {dia} {act} di {tempat}, tanggal {tgl}.",
    ),
    "langsung": (
        "Pelapor datang ke kantor dan menerangkan bahwa {dia} {act} di {tempat} pada {tgl}.",
        "Berdasarkan keterangan lisan yang dicatat petugas, pada {tgl} {dia} {act} di {tempat}.",
    ),
    "surat": (
        "Surat pengaduan menguraikan bahwa {dia} {act} di {tempat} pada {tgl} {jam}.",
        "Dengan surat, pengirim menyampaikan bahwa pada {tgl} {dia} {act}, bertempat di {tempat}.",
    ),
}
_CLOSINGS: Final = (
    "Perbuatan itu diduga melanggar asas netralitas ASN dan disaksikan {m} orang.",
    "Saksi-saksi bersedia memberi keterangan apabila dipanggil oleh pejabat yang berwenang.",
    "Hingga laporan diterima belum ada klarifikasi dari terlapor maupun atasan langsungnya.",
    "Kejadian berlangsung {kerja} dan sempat ditegur oleh seorang pengawas pemilihan.",
    "Pimpinan {unit} disebut sudah mengingatkan soal netralitas pada apel {m} hari sebelumnya.",
    "Terlapor ketika ditanya menyatakan perbuatan itu semata-mata karena hubungan keluarga.",
    "Warga Kelurahan {village} merasa perbuatan itu tidak pantas bagi seorang aparatur.",
    "Dokumentasi diserahkan bersama laporan ini untuk diperiksa keasliannya.",
    "Dugaan perbuatan serupa pernah disampaikan {m} bulan sebelumnya namun tanpa bukti yang cukup.",
    "Setelah menjadi perbincangan, terlapor tidak dapat dihubungi selama {m} hari.",
)
_EVIDENCE: Final = {
    ONLINE_SETTING: (
        "{n} tangkapan layar",
        "{n} tangkapan layar; 1 tautan unggahan",
        "tautan unggahan; rekaman layar {few} detik",
        "{n} tangkapan layar; {w} orang saksi",
        "cetakan unggahan {n} lembar",
    ),
    STREET_SETTING: (
        "{n} foto",
        "{n} foto; {w} orang saksi",
        "foto alat peraga; keterangan ketua RT",
        "1 video {few} detik; {n} foto",
    ),
    MEETING_SETTING: (
        "{n} foto",
        "1 video berdurasi {n} menit",
        "{n} foto; daftar hadir; {w} orang saksi",
        "rekaman suara {n} menit; {w} orang saksi",
        "salinan undangan; {n} foto",
        "formulir keterangan {w} orang saksi",
    ),
}


@lru_cache(maxsize=2048)
def date_in_words(day: date) -> str:
    """A day as a clerk writes it: ``Rabu, 25 September 2024``."""
    return f"{_DAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


class Scene:
    """One incident: where it was, and every slot its sentences may use."""

    def __init__(self, rng: random.Random, code: str, day: date, season: Season, unit: Place) -> None:
        self.form: Form = FORMS[code]
        self.online = self.form.setting == ONLINE_SETTING
        self.district = unit.district if rng.random() < 0.6 else pick(rng, tuple(DISTRICTS))
        village = pick(rng, DISTRICTS[self.district])
        minute = int(rng.random() * 4) * 15
        self.slots: dict[str, object] = {
            "unit": unit.name,
            "kec": self.district,
            "village": village,
            "street": pick(rng, STREETS),
            "block": f"{1 + int(rng.random() * 19):03}",
            "media": pick(rng, ONLINE),
            "tgl": date_in_words(day),
            "jam": f"pukul {7 + int(rng.random() * 15):02}.{minute:02} WITA",
            "kerja": "pada jam kerja" if day.weekday() < 5 and rng.random() < 0.6 else "di luar jam kerja",
            "a": 2 + int(rng.random() * 4),
            "b": 4 + int(rng.random() * 9),
            "n": 2 + int(rng.random() * 8),
            "m": 2 + int(rng.random() * 6),
            "w": 2 + int(rng.random() * 4),
            "few": 5 + int(rng.random() * 25),
            "many": 30 + int(rng.random() * 270),
            **_contest(rng, code, season, day),
        }
        self.place = self._place(rng)
        self.slots["tempat"] = self.place if self.place.startswith("Jalan") else self.place[0].lower() + self.place[1:]

    def _place(self, rng: random.Random) -> str:
        if self.online:
            return str(self.slots["media"])
        return pick(rng, VENUES[self.form.setting]).format_map(self.slots)

    def summary(self, rng: random.Random, channel: str, *, crowd: bool) -> str:
        """What happened, in 200 to 600 characters."""
        slots = self.slots
        slots["dia"] = pick(rng, _CROWDS if crowd else _SUBJECTS).format_map(slots)
        slots["act"] = pick(rng, self.form.acts).format_map(slots)
        text = pick(rng, _OPENINGS[channel]).format_map(slots)
        text += " " + pick(rng, self.form.details).format_map(slots)
        place = int(rng.random() * len(_CLOSINGS))
        stride = 1 + int(rng.random() * 9)
        for _ in range(int(rng.random() * 4) or len(text) < SHORTEST):
            place = (place + stride) % len(_CLOSINGS)
            closing = _CLOSINGS[place].format_map(slots)
            if len(text) + len(closing) < LONGEST:
                text += " " + closing
        return text

    def evidence(self, rng: random.Random) -> str:
        """What was handed in with the complaint."""
        return pick(rng, _EVIDENCE.get(self.form.setting, _EVIDENCE[MEETING_SETTING])).format_map(self.slots)


def _contest(rng: random.Random, code: str, season: Season, day: date) -> dict[str, str]:
    """How the supported person is named: as one who hopes to stand, as a candidate, at last with a number."""
    office = pick(rng, season.contests)
    national = season.letters == "PL"
    if day < season.determination:
        candidate = f"bakal calon {office}" if national else f"bakal pasangan calon {office}"
        if code in ALSO_FOR_PARTIES:
            candidate = "salah satu partai politik"
    else:
        candidate = f"calon {office}" if national else f"pasangan calon {office}"
        if day >= season.campaign:
            candidate += f" nomor urut {1 + int(rng.random() * (9 if national else 4))}"
    independent = "bakal calon anggota DPD RI" if national else f"bakal pasangan calon perseorangan {office}"
    return {"calon": candidate, "perseorangan": independent}
