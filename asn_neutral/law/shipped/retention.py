"""retention.toml as Python, made from it by `python -m tests.law.shipped`; a test compares."""

# ruff: noqa: Q000, E501 - as it was made
# fmt: off
from collections.abc import Mapping
from datetime import date
from typing import Final

TABLES: Final[Mapping[str, list[Mapping[str, object]]]] = {
    'retention': [
        {'id': 'tanpa-hukuman', 'name': 'Berkas yang berakhir tanpa hukuman', 'name_en': 'Files that ended without a sanction', 'levels': [], 'disposition': 'dinilai-kembali', 'basis': 'UU 43/2009; Peraturan ANRI 22/2017', 'since': date(2009, 10, 23), 'verified': False, 'note': 'Jangka waktunya tidak terbaca dalam pedoman ANRI; isilah menurut JRA kantor.', 'note_en': "The years were not readable in the ANRI guideline; give those of the office's own schedule."},
        {'id': 'hukuman', 'name': 'Berkas dengan hukuman atau sanksi', 'name_en': 'Files with a sanction', 'levels': ['moral', 'ringan', 'sedang', 'berat', 'ptdh'], 'disposition': 'dinilai-kembali', 'basis': 'UU 43/2009; Peraturan ANRI 22/2017', 'since': date(2009, 10, 23), 'verified': False, 'note': 'Jangka waktunya tidak terbaca dalam pedoman ANRI; SK juga disimpan dalam berkas perseorangan pegawai.', 'note_en': "The years were not readable in the ANRI guideline; the decree also stays in the employee's personal file."},
    ],
}
