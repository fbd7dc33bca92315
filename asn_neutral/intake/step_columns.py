"""The columns of a file of steps: the case, the step, its day, and one for each thing that a step can be told."""

from collections.abc import Mapping
from typing import Final

from asn_neutral.intake.columns import Column, Layout
from asn_neutral.law.needs import NEEDS, Need
from asn_neutral.locale import N_

NUMBER: Final = "nomor"
STEP: Final = "langkah"
DAY: Final = "tanggal"
_HEADERS: Final[Mapping[Need, str]] = {
    Need.ACTING_OFFICIAL: "pelaksana_harian",
    Need.AGENCY: "instansi",
    Need.AGGRAVATING: "hal_memberatkan",
    Need.CAUSE: "sebab",
    Need.CHAIR: "ketua",
    Need.CONSENT_NUMBER: "nomor_persetujuan_menteri",
    Need.DECREE_NUMBER: "nomor_keputusan",
    Need.DELIVER_ON: "rencana_penyampaian",
    Need.EVIDENCE: "bukti",
    Need.EXAMINE_ON: "tanggal_pemeriksaan",
    Need.EXAMINER: "pemeriksa",
    Need.FINDING: "temuan",
    Need.IMPACT: "dampak",
    Need.JOINED_ON: "tanggal_masuk_partai",
    Need.JURISDICTION: "kewenangan",
    Need.LETTER_DATE: "tanggal_surat",
    Need.LETTER_NUMBER: "nomor_surat",
    Need.LEVEL: "tingkat",
    Need.MANNER: "cara_pemeriksaan",
    Need.MEMBERS: "anggota",
    Need.MITIGATING: "hal_meringankan",
    Need.OFFICIAL: "pejabat",
    Need.OFFICIAL_NAME: "nama_pejabat",
    Need.ORDER_NUMBER: "nomor_perintah",
    Need.OUTCOME: "hasil",
    Need.PLACE: "tempat",
    Need.PUBLICATION: "pengumuman",
    Need.REASON: "alasan",
    Need.RECEIPT: "tanda_terima",
    Need.RECOMMENDATION_NUMBER: "nomor_rekomendasi",
    Need.RECOMMENDED_BY: "pemberi_rekomendasi",
    Need.RECOMMENDED_LEVEL: "tingkat_rekomendasi",
    Need.RECOMMENDED_SANCTION: "hukuman_rekomendasi",
    Need.RECORD_NUMBER: "nomor_bap",
    Need.REPORT_NUMBER: "nomor_laporan",
    Need.RESPOND_BY: "batas_tindak_lanjut",
    Need.SANCTION: "hukuman",
    Need.SIGNATURE: "tanda_tangan",
    Need.SK_NUMBER: "nomor_sk",
    Need.STUDY_NUMBER: "nomor_kajian",
    Need.SUBORDINATES: "bawahan_terlapor",
    Need.SUPERIOR_INVOLVED: "atasan_terlibat",
    Need.TRACK: "jalur_proses",
    Need.TRACKING_NUMBER: "bukti_kirim",
    Need.VACANT: "jabatan_kosong",
    Need.VERDICT: "putusan",
    Need.VIOLATION_NAMED: "pelanggaran_dalam_sk",
    Need.WITNESSES: "saksi",
    Need.WORDING: "bunyi_hukuman",
}
_EXAMPLES: Final = {Need.RECOMMENDATION_NUMBER: "R-900/2024", Need.RECOMMENDED_BY: "bkn"}
_FIRST: Final = (
    Column(
        NUMBER,
        "number",
        N_("the number of the case, a beginning that fits one only, or the number its sender gave the complaint"),
        "2024/0017",
        required=True,
        aliases=("nomor perkara", "case", "case number"),
    ),
    Column(
        STEP,
        "step",
        N_("what happened, as `asn-neutral case next` names it"),
        "receive-recommendation",
        required=True,
    ),
    Column(
        DAY,
        "on",
        N_("the day it happened"),
        "2024-10-15",
        required=True,
        aliases=("tgl", "date", "happened on"),
    ),
)

STEP_LAYOUT: Final = Layout(
    (
        *_FIRST,
        *(Column(_HEADERS[need], str(need), spec.label, _EXAMPLES.get(need, "")) for need, spec in NEEDS.items()),
    ),
    "import --steps --template",
)
"""The file of steps; the columns of needs stand in the order of `NEEDS`."""
NEED_OF: Final[Mapping[str, Need]] = {header: need for need, header in _HEADERS.items()}
"""The need of every column that tells one."""


def column_of(need: str) -> str:
    """The column that tells a need; the day for what is none."""
    return next((header for header, one in NEED_OF.items() if one == need), DAY)
