"""Keys by which names are compared, and the kind a unit's name tells."""

import pytest

from asn_neutral.intake.names import district_name, mixes_alphabets, name_key, unit_key, unit_kind
from asn_neutral.law.terms import UnitKind


@pytest.mark.parametrize(
    "name",
    [
        "Budi Santoso",
        "BUDI  SANTOSO",
        "Budi\u00a0Santoso",
        "\uff22\uff55\uff44\uff49 Santoso",
        "Bu\u00addi Santoso",
        "Budi\u200bSantoso",
        "Budi Santoso, S.H., M.Si",
        "Budi\uff0cS.H.",
        " budi santoso ,SE",
    ],
)
def test_spellings_of_one_name_share_a_key(name: str) -> None:
    assert name_key(name) == ("budi" if "\uff0c" in name else "budi santoso")


def test_a_title_before_the_name_stays_different() -> None:
    assert name_key("H. Budi Santoso") != name_key("Budi Santoso")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Dinas Kesehatan", UnitKind.DINAS),
        ("Satpol PP", UnitKind.DINAS),
        ("BKPSDM", UnitKind.BADAN),
        ("Bappeda Kota Kendari", UnitKind.BADAN),
        ("Badan Kesbangpol", UnitKind.BADAN),
        ("Kec. Wua-Wua", UnitKind.KECAMATAN),
        ("Kecamatan Baruga", UnitKind.KECAMATAN),
        ("Kel. Lepo-Lepo", UnitKind.KELURAHAN),
        ("Inspektorat", UnitKind.INSPEKTORAT),
        ("Sekretariat DPRD", UnitKind.SEKRETARIAT_DPRD),
        ("Sekretariat Daerah", UnitKind.SETDA),
        ("Bagian Hukum", UnitKind.SETDA),
        ("RSUD Kota Kendari", UnitKind.RUMAH_SAKIT),
        ("Puskesmas Lepo-Lepo", UnitKind.PUSKESMAS),
        ("UPTD Puskesmas Poasia", UnitKind.PUSKESMAS),
        ("SMP Negeri 4 Kendari", UnitKind.SEKOLAH),
        ("SDN 12 Baruga", UnitKind.SEKOLAH),
        ("TK Pembina", UnitKind.SEKOLAH),
        ("UPTD Pasar", UnitKind.UPTD),
        ("Sdm Unggul", UnitKind.OTHER),
        ("Perumda Air Minum", UnitKind.OTHER),
        ("...", UnitKind.OTHER),
    ],
)
def test_the_kind_of_a_unit_by_its_name(name: str, kind: UnitKind) -> None:
    assert unit_kind(name) is kind


def test_spellings_of_one_unit_share_a_key() -> None:
    assert unit_key("Kec. Wua-Wua") == unit_key("KECAMATAN  WUA WUA") == "kecamatan wua wua"


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("Kec. Wua-Wua", "Wua-Wua"),
        ("KECAMATAN KENDARI BARAT", "Kendari Barat"),
        ("kadia", "Kadia"),
        ("Kendari Barat", "Kendari Barat"),
        ("Kecubung", "Kecubung"),
    ],
)
def test_a_district_loses_its_prefix_and_gains_capitals(text: str, district: str) -> None:
    assert district_name(text) == district


@pytest.mark.parametrize("name", ["\u0412udi Santoso", "Budi S\u0430ntoso", "Budi Sant\u03bfso"])
def test_lookalike_letters_within_a_word_are_found(name: str) -> None:
    assert mixes_alphabets(name)


@pytest.mark.parametrize("name", ["Budi Santoso", "José Núñez", "\u0418\u0432\u0430\u043d Santoso", "Budi\u0301 2"])
def test_one_alphabet_a_word_is_fine(name: str) -> None:
    assert not mixes_alphabets(name)
