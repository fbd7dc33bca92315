"""Keys by which names are compared, and the kind a unit's name tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.intake.names import (
    bare_name_key,
    district_name,
    mixes_alphabets,
    name_key,
    resembling,
    unit_key,
    unit_kind,
)
from asn_neutral.law.terms import UnitKind
from tests.generator.places import DISTRICTS, UNITS


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
def test_spellings_of_one_name_suggest_each_other(name: str) -> None:
    assert bare_name_key(name) == ("budi" if "\uff0c" in name else "budi santoso")


@pytest.mark.parametrize(
    "name",
    [
        "Budi Santoso, S.E.",
        "BUDI  SANTOSO,s.e.",
        "Budi\u00a0Santoso ,  S.E.",
        "\uff22\uff55\uff44\uff49 Santoso\uff0cS.E.",
        "Bu\u00addi\u200bSantoso, S.E.",
    ],
)
def test_one_name_however_it_is_spelled_is_one_person(name: str) -> None:
    assert name_key(name) == name_key("Budi Santoso, S.E.")


@pytest.mark.parametrize("name", ["Budi Santoso, M.Si.", "Budi Santoso", "Budi Santosa, S.E.", "H. Budi Santoso, S.E."])
def test_another_title_is_another_person(name: str) -> None:
    assert name_key(name) != name_key("Budi Santoso, S.E.")


def test_a_title_before_the_name_stays_different() -> None:
    assert bare_name_key("H. Budi Santoso") != bare_name_key("Budi Santoso")


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
        ("Dinkes", UnitKind.DINAS),
        ("Disdik Kota", UnitKind.DINAS),
        ("Dikbud", UnitKind.DINAS),
        ("Dishub", UnitKind.DINAS),
        ("Diskominfo", UnitKind.DINAS),
        ("DISDUKCAPIL", UnitKind.DINAS),
        ("DPMPTSP", UnitKind.DINAS),
        ("Satpol-PP", UnitKind.DINAS),
        ("Sat. Pol. PP", UnitKind.DINAS),
        ("Damkar", UnitKind.DINAS),
        ("Sekwan", UnitKind.SEKRETARIAT_DPRD),
        ("Sekretaris Dewan", UnitKind.SEKRETARIAT_DPRD),
        ("Staf Ahli Bidang Hukum", UnitKind.SETDA),
        ("Asisten I", UnitKind.SETDA),
        ("Set. Daerah", UnitKind.SETDA),
        ("MTs Al-Contoh", UnitKind.SEKOLAH),
        ("MTsN 1", UnitKind.SEKOLAH),
        ("MAN 1 Kendari", UnitKind.SEKOLAH),
        ("MIN 2", UnitKind.SEKOLAH),
        ("MI Contoh", UnitKind.SEKOLAH),
        ("SLB Negeri", UnitKind.SEKOLAH),
        ("UPT SDN 3", UnitKind.SEKOLAH),
        ("RS Contoh", UnitKind.RUMAH_SAKIT),
        ("UPT RSUD", UnitKind.RUMAH_SAKIT),
        ("BLUD UPTD Puskesmas Poasia", UnitKind.PUSKESMAS),
        ("Lurah Kadia", UnitKind.KELURAHAN),
        ("Kelurahan", UnitKind.KELURAHAN),
        ("Kantor Kel. Kadia", UnitKind.KELURAHAN),
        ("Camat Baruga", UnitKind.KECAMATAN),
        ("Kantor Kec. Baruga", UnitKind.KECAMATAN),
        ("Distrik Contoh", UnitKind.KECAMATAN),
        ("Kantor Kesbangpol", UnitKind.BADAN),
        ("Mandala Karya", UnitKind.OTHER),
        ("Mina Jaya", UnitKind.OTHER),
        ("Sekretariat KPU", UnitKind.OTHER),
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
    ("spellings", "district"),
    [
        ("Mandonga|mandonga|MANDONGA|KEC. MANDONGA|Kec Mandonga|kec.mandonga|Kecamatan: Mandonga", "Mandonga"),
        ("Wua-Wua|Wua Wua|WUA WUA|Kec. wua-wua|Wua \u2013 Wua|Wua\u2011Wua|wua\u00a0wua|Wua\u00ad-Wua", "Wua-Wua"),
        ("Kendari Barat|KECAMATAN KENDARI BARAT|Kendari-Barat|kendari  barat|Distrik Kendari Barat", "Kendari Barat"),
        ("Benu-Benua|benu benua|BENU-BENUA", "Benu-Benua"),
        ("IV Koto|iv koto|IV KOTO", "IV Koto"),
        ("Ma'rang|MA\u2019RANG|ma`rang", "Ma'rang"),
        ("Kecubung|kecubung", "Kecubung"),
        ("Kecamatan|KECAMATAN", "Kecamatan"),
        ("-", "-"),
    ],
)
def test_a_district_has_one_written_form(spellings: str, district: str) -> None:
    assert {district_name(text) for text in spellings.split("|")} == {district}


@pytest.mark.parametrize("district", DISTRICTS)
def test_a_district_written_well_stays_so(district: str) -> None:
    assert district_name(district) == district


@given(st.text("abceikuvwxIVXKECU\u00e9\u00df\u00ad .-'_:", min_size=1, max_size=20))
def test_the_written_form_of_a_district_is_its_own(text: str) -> None:
    assert district_name(district_name(text)) == district_name(text)


@pytest.mark.parametrize("name", ["\u0412udi Santoso", "Budi S\u0430ntoso", "Budi Sant\u03bfso"])
def test_lookalike_letters_within_a_word_are_found(name: str) -> None:
    assert mixes_alphabets(name)


@pytest.mark.parametrize("name", ["Budi Santoso", "José Núñez", "\u0418\u0432\u0430\u043d Santoso", "Budi\u0301 2"])
def test_one_alphabet_a_word_is_fine(name: str) -> None:
    assert not mixes_alphabets(name)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Dinas Kesehtan", "Dinas Kesehatan"),
        ("Dinas Kesehatan Kota Kendari", "Dinas Kesehatan"),
        ("Dinas Kesehatan", "Dinas Kesehatan Kab. Konawe"),
        ("Kel. Anduonuhu", "Kelurahan Anduonohu"),
    ],
)
def test_a_misspelled_unit_resembles_the_known_one(name: str, known: str) -> None:
    assert resembling(unit_key(name), [unit_key("Badan Kepegawaian"), unit_key(known)]) == unit_key(known)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("SMP Negeri 4 Kendari", "SMP Negeri 14 Kendari"),
        ("Bagian Umum A", "Bagian Umum B"),
        ("Dinas Sosial", "Dinas Kesehatan"),
        ("Kecamatan Kendari", "Kecamatan Kendari Barat"),
        ("Kelurahan Anggoeya", "Kelurahan Bonggoeya"),
        ("Kelurahan Anawai", "Kelurahan Anaiwoi"),
        ("Dinas Sosial", "Dinas Sosial"),
    ],
)
def test_units_that_figures_or_whole_words_tell_apart_do_not(name: str, known: str) -> None:
    assert resembling(unit_key(name), [unit_key(known)]) is None


def test_the_units_of_a_region_do_not_resemble_each_other() -> None:
    """The first import names every one of them for the first time, and must not call good names misspelled."""
    keys = [unit_key(place.name) for place in UNITS]
    assert [key for key in keys if resembling(key, keys)] == []
