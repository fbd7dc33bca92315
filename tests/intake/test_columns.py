"""The header: found however it is written; refused when it does not do."""

from collections.abc import Callable

import pytest

from asn_neutral.errors import UnreadableFileError
from asn_neutral.intake.columns import (
    COLUMNS,
    KEYS,
    REFUSAL_COLUMNS,
    complete_header,
    describe,
    find_header,
    fold_header,
    template,
)
from asn_neutral.intake.row import CheckedRow, RowChecker


def test_the_columns_are_those_of_a_checked_row_in_order() -> None:
    assert len(KEYS) == len(CheckedRow._fields) == 22
    assert [column.key for column in COLUMNS if column.required] == [
        "nomor_laporan",
        "jalur",
        "tanggal_terima",
        "tanggal_kejadian",
        "nama_terlapor",
        "unit_kerja",
        "kode_pelanggaran",
        "uraian",
    ]


def test_no_spelling_means_two_columns() -> None:
    spellings = [fold_header(s) for c in COLUMNS for s in {fold_header(s) for s in (c.key, c.english, *c.aliases)}]
    assert len(spellings) == len(set(spellings))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("NOMOR LAPORAN", "nomor_laporan"),
        ("No. Laporan", "nomor_laporan"),
        ("report_number", "nomor_laporan"),
        ("Tgl. Kejadian", "tanggal_kejadian"),
        ("Happened On", "tanggal_kejadian"),
        ("Nama Terlapor", "nama_terlapor"),
        ("NIP/NIPPPK", "nip"),
        ("NIP / NI PPPK", "nip"),
        ("OPD", "unit_kerja"),
        ("Unit-Kerja", "unit_kerja"),
        ("Gol.", "golongan"),
    ],
)
def test_usual_headers_are_known(written: str, key: str) -> None:
    others = [name for name in KEYS if name != key]
    assert find_header([written, *others], path="x.csv").positions[KEYS.index(key)] == 0


def test_two_headers_of_one_meaning_refuse_the_file() -> None:
    with pytest.raises(UnreadableFileError, match=r"columns 11 \(“nip”\) and 23 \(“NIP/NIPPPK”\) mean the same"):
        find_header([*KEYS, "NIP/NIPPPK"], path="x.csv")


def test_a_missing_required_column_refuses_the_file() -> None:
    with pytest.raises(UnreadableFileError, match="lacks the required columns nomor_laporan, uraian;"):
        find_header([key for key in KEYS if key not in {"nomor_laporan", "uraian"}], path="x.csv")


def test_an_unknown_column_is_left_aside_with_the_nearest_name() -> None:
    header = find_header([*KEYS, "kecamatn", "Catatan Rahasia", ""], path="x.csv")
    assert [unknown.sentence() for unknown in header.unknown] == [
        "Column “kecamatn” is not known and was left aside; did you mean kecamatan?",
        "Column “Catatan Rahasia” is not known and was left aside.",
    ]
    assert header.width == 25


def test_the_columns_of_a_refusal_are_ignored() -> None:
    header = find_header([*KEYS, *REFUSAL_COLUMNS], path="x.csv")
    assert header.unknown == ()
    assert header.ignored == {22, 23, 24, 25, 26, 27}
    assert header.leftover == 22
    assert complete_header().leftover is None


def test_a_heading_of_signs_only_is_left_aside_with_a_remark() -> None:
    header = find_header(["#", *KEYS, "  "], path="x.csv")
    assert [unknown.sentence() for unknown in header.unknown] == ["Column “#” is not known and was left aside."]
    assert (header.unnamed, header.width) == ((23,), 24)


def test_the_key_of_a_place_is_that_of_its_column_whatever_the_heading() -> None:
    header = find_header(["Catatan", "Pelapor", *(key for key in KEYS if key != "nama_pelapor")], path="x.csv")
    assert (header.key_at(0), header.key_at(1)) == ("", "nama_pelapor")


def test_values_are_picked_in_the_order_of_the_columns() -> None:
    cells = [*reversed(KEYS)]
    assert find_header(cells, path="x").picker()(cells) == KEYS
    assert complete_header().picker()(KEYS) == KEYS


def test_a_missing_optional_column_gives_empty_values(good: dict[str, str]) -> None:
    header = find_header([column.key for column in COLUMNS if column.required], path="x")
    picked = header.picker()([good[key] for key in header.cells])
    assert {key: value for key, value in zip(KEYS, picked, strict=True) if value} == {k: good[k] for k in header.cells}


def test_the_example_of_the_template_is_no_complaint_but_would_pass(checker: RowChecker) -> None:
    headers, example = template()
    assert headers == KEYS
    found = checker.check(example)
    assert [(problem.column, problem.code) for problem in found] == [("nama_terlapor", "E_CONTOH")]  # type: ignore[union-attr]  # problems, as it is refused
    other = dict(zip(headers, example, strict=True)) | {"nama_terlapor": "Warga Contoh"}
    assert isinstance(checker.check([*other.values()]), CheckedRow)
    assert 900 <= int(example[KEYS.index("nip")][15:]) <= 999


def test_every_column_is_described(check_row: Callable[..., object]) -> None:
    del check_row
    assert [line[0] for line in describe()] == list(KEYS)
    assert all(explanation and example for _, _, _, explanation, example in describe())
