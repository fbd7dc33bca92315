"""Closed lists of words: tolerant in form, never in meaning."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.intake.reasons import RefusedValueError
from asn_neutral.intake.words import (
    CHANNEL_SPELLINGS,
    EMPLOYMENT_SPELLINGS,
    POSITION_CLASS_SPELLINGS,
    fold_word,
    nearest,
    read_codes,
    read_rank,
    reader_of,
)
from asn_neutral.law.terms import Channel, Employment, PositionClass

CODES = frozenset({"E1", "E4", "D1", "D4", "D6", "D13"})


def test_every_spelling_is_folded_and_means_a_known_word() -> None:
    for spellings, words in (
        (CHANNEL_SPELLINGS, Channel),
        (EMPLOYMENT_SPELLINGS, Employment),
        (POSITION_CLASS_SPELLINGS, PositionClass),
    ):
        assert all(fold_word(spelling) == spelling for spelling in spellings)
        assert set(spellings.values()) == {word.value for word in words}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("temuan-bawaslu", "temuan-bawaslu"),
        ("Temuan Bawaslu", "temuan-bawaslu"),
        ("TEMUAN_BAWASLU", "temuan-bawaslu"),
        ("Laporan", "laporan-bawaslu"),
        ("SP4N-LAPOR!", "lapor"),
        ("Informasi  Awal", "informasi-awal"),
        ("SBT (BKN)", "sbt"),
        ("letter", "surat"),
    ],
)
def test_channels_as_people_write_them(text: str, word: str) -> None:
    assert reader_of(CHANNEL_SPELLINGS)(text) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [("pns", "PNS"), ("P3K", "PPPK"), ("Calon PNS", "CPNS"), ("Pegawai Negeri Sipil", "PNS")],
)
def test_employment_as_people_write_it(text: str, word: str) -> None:
    assert reader_of(EMPLOYMENT_SPELLINGS)(text) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("JPT Pratama", "jpt-pratama"),
        ("Jabatan Pimpinan Tinggi Pratama", "jpt-pratama"),
        ("Eselon II.b", "jpt-pratama"),
        ("Eselon III", "administrator"),
        ("eselon iva", "pengawas"),
        ("Jabatan Fungsional", "fungsional"),
        ("Camat", "kepala-wilayah"),
    ],
)
def test_classes_of_posts_as_people_write_them(text: str, word: str) -> None:
    assert reader_of(POSITION_CLASS_SPELLINGS)(text) == word


@pytest.mark.parametrize("text", ["ASN", "honorer", "eselon v", "JPT"])
def test_an_uncertain_word_is_refused(text: str) -> None:
    for spellings in (CHANNEL_SPELLINGS, EMPLOYMENT_SPELLINGS, POSITION_CLASS_SPELLINGS):
        with pytest.raises(RefusedValueError) as refused:
            reader_of(spellings)(text)
        assert refused.value.code == "E_KODE"


def test_an_unknown_word_is_told_the_nearest_one() -> None:
    with pytest.raises(RefusedValueError, match="did you mean temuan-bawaslu"):
        reader_of(CHANNEL_SPELLINGS)("temuan bawaslo")
    with pytest.raises(RefusedValueError, match="“zzz” is not known; known are CPNS, PNS, PPPK"):
        reader_of(EMPLOYMENT_SPELLINGS)("zzz")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("D4", ("D4",)),
        ("D4;D6", ("D4", "D6")),
        ("d6, e-4", ("D6", "E4")),
        ("D4 D6", ("D4", "D6")),
        (" D4 ; ; D4 ;D13", ("D4", "D13")),
    ],
)
def test_violation_codes_are_split_and_folded(text: str, codes: tuple[str, ...]) -> None:
    assert read_codes(text, CODES) == codes


@pytest.mark.parametrize(
    ("text", "code"), [("D99", "E_KODE"), ("D4;XX", "E_KODE"), (" ; ", "E_KOSONG"), ("٤", "E_KODE")]
)
def test_an_unknown_or_missing_code_is_refused(text: str, code: str) -> None:
    with pytest.raises(RefusedValueError) as refused:
        read_codes(text, CODES)
    assert refused.value.code == code


@pytest.mark.parametrize("code", ["D14", "d14", "E99", "D-40"])
def test_an_unknown_code_is_told_those_that_there_are_in_their_order(code: str) -> None:
    with pytest.raises(RefusedValueError, match="is not known; known are D1, D4, D6, D13, E1, E4"):
        read_codes(f"D4;{code}", CODES)


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("III/a", "III/a"),
        ("iii/A", "III/a"),
        ("IIIA", "III/a"),
        ("III.a", "III/a"),
        ("III - a", "III/a"),
        ("Penata Muda (III/a)", "III/a"),
        ("Penata Muda, III/a", "III/a"),
        ("Penata Muda Tk. I", "III/b"),
        ("Penata Muda Tk.I (III/b)", "III/b"),
        ("Pembina Tingkat I, Gol. IV/b", "IV/b"),
        ("Golongan IX", "IX"),
        ("PPPK IX", "IX"),
        ("XVII", "XVII"),
        ("IV/e", "IV/e"),
    ],
)
def test_ranks_as_people_write_them(text: str, rank: str) -> None:
    assert read_rank(text) == rank


@pytest.mark.parametrize("text", ["III/e", "V/a", "XVIII", "Penata (III/a)", "3a", "tinggi", "IIV", "Juru Muda IX"])
def test_an_impossible_or_contradictory_rank_is_refused(text: str) -> None:
    with pytest.raises(RefusedValueError) as refused:
        read_rank(text)
    assert refused.value.code == "E_GOLONGAN"


def test_nothing_near_is_none() -> None:
    assert nearest("zzzz", ["temuan-bawaslu"]) is None


@given(st.text(max_size=60))
def test_any_text_is_a_word_or_refused(text: str) -> None:
    for reading in (read_rank, reader_of(CHANNEL_SPELLINGS), lambda given: read_codes(given, CODES)):
        with suppress(RefusedValueError):
            assert reading(text)
