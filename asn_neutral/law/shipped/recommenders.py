"""recommenders.toml as Python, made from it by `python -m tests.law.shipped`; a test compares."""

# ruff: noqa: Q000, E501 - as it was made
# fmt: off
from collections.abc import Mapping
from datetime import date
from typing import Final

TABLES: Final[Mapping[str, list[Mapping[str, object]]]] = {
    'recommender': [
        {'id': 'kasn', 'name': 'Komisi Aparatur Sipil Negara', 'name_en': 'Civil Service Commission (KASN)', 'basis': 'UU 5/2014; UU 20/2023 Pasal 70 ayat (3)', 'since': date(2014, 1, 15), 'until': date(2024, 12, 31), 'verified': True, 'note': 'Tugasnya beralih ke BKN dalam tahun 2024; hari peralihannya tidak terbaca, karena itu sepanjang tahun 2024 keduanya diterima.', 'note_en': 'Its task passed to BKN in the course of 2024; the day was not read, so either is accepted throughout 2024.'},
        {'id': 'bkn', 'name': 'Badan Kepegawaian Negara', 'name_en': 'National Civil Service Agency (BKN)', 'basis': 'UU 20/2023 Pasal 70 ayat (3); Perpres 92/2024', 'since': date(2024, 1, 1), 'verified': True, 'note': 'Menurut putusan MK 121/PUU-XXII/2024 lembaga pengawas independen harus dibentuk paling lambat 16 Oktober 2027; sampai saat itu pengaturan sekarang berlaku.', 'note_en': 'By MK 121/PUU-XXII/2024 an independent supervisory body must be formed by 16 October 2027; until then the present arrangement holds.'},
        {'id': 'bawaslu', 'name': 'Badan Pengawas Pemilihan Umum', 'name_en': 'Election Supervisory Body (Bawaslu)', 'basis': 'Perbawaslu 8/2020 jo. 9/2024', 'since': date(2007, 4, 19), 'verified': True, 'note': 'Hari pertamanya (UU 22/2007) dari pengetahuan umum.', 'note_en': 'Its first day (UU 22/2007) is from general knowledge.'},
    ],
}
