"""What a command tells about what it did; who complained is never part of it."""

from collections import Counter
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.intake.reasons import Problem, problem
from asn_neutral.reports.outcome import created, imported
from asn_neutral.reports.table import Record, Value
from asn_neutral.services.import_file import ImportOrder, ImportResult

ORDER = ImportOrder("x.csv")
SECRET = "Pelapor Rahasia"  # noqa: S105 - a name, not a password


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def values_of(record: Record) -> dict[str, Value]:
    return dict(zip((column.key for column in record.columns), record.values, strict=True))


def refused(*problems: Problem, stored: bool = False) -> ImportResult:
    """A file of two rows, one of them refused."""
    codes = Counter(found.code for found in problems)
    return ImportResult(
        read=2, accepted=1, refused=1, complaints=1, cases=1, stored=stored, reasons=[(3, found) for found in problems],
        codes=codes, encoding="utf-8", delimiter=",",
    )  # fmt: skip


def test_a_new_register() -> None:
    assert values_of(created(Path("a/r.db"), ("Ani",), (Path("a/r.key"), True))) == {
        "database": "a/r.db", "created": True, "custodians": ("Ani",), "key_file": "a/r.key",
    }  # fmt: skip


def test_an_import_has_the_promised_keys() -> None:
    told = values_of(imported(ImportResult(read=1, accepted=1, complaints=1, cases=1, batch=4, stored=True), ORDER))
    assert {
        "batch", "read", "accepted", "unchanged", "refused", "refused_file", "complaints", "cases",
    } <= told.keys()  # fmt: skip
    assert (told["batch"], told["complaints"], told["cases"], told["refused_file"]) == (4, 1, 1, None)


def test_what_was_not_stored_is_not_counted_as_new() -> None:
    told = values_of(imported(refused(problem("nip", "x", "E_NIP_BUKAN_ANGKA")), ORDER))
    assert (told["complaints"], told["cases"], told["stored"], told["batch"]) == (0, 0, False, None)


@pytest.mark.parametrize(
    ("result", "partial", "new"),
    [
        (ImportResult(read=3, accepted=3, complaints=2, cases=3), False, (2, 3)),
        (ImportResult(read=3, accepted=2, refused=1, complaints=2, cases=2), True, (2, 2)),
        (ImportResult(read=3, accepted=2, refused=1, complaints=2, cases=2), False, (0, 0)),
        (ImportResult(read=3, unchanged=3), False, (0, 0)),
    ],
)
def test_a_rehearsal_counts_what_would_be_new(result: ImportResult, partial: bool, new: tuple[int, int]) -> None:
    record = imported(result, ImportOrder("x.csv", rehearse=True, accept_partial=partial))
    told = values_of(record)
    assert (told["complaints"], told["cases"]) == new
    assert (told["stored"], told["batch"]) == (False, None)
    assert "Nothing was stored: this was a rehearsal." in record.notes
    assert any("nothing would be stored" in note for note in record.notes) == (bool(result.refused) and not partial)
    assert not [note for note in record.notes if "The good rows are not stored either" in note]


def test_a_refusal_names_row_column_value_reason_and_code() -> None:
    record = imported(refused(problem("tanggal_terima", "2024-02-30", "E_TANGGAL")), ORDER)
    ((row, column, value, reason, code),) = record.parts[0].rows
    assert (row, column, value, code) == (3, "tanggal_terima", "2024-02-30", "E_TANGGAL")
    assert str(reason).startswith("this is not a date")


@pytest.mark.parametrize("column", ["nama_pelapor", "kontak_pelapor", "", "Pelapor", "nama  pelapor"])
def test_a_value_in_which_the_complainant_can_stand_is_not_shown(column: str) -> None:
    record = imported(refused(problem(column, f"002/LP,{SECRET}", "E_KENDALI")), ORDER)
    ((_row, _column, value, _reason, _code),) = record.parts[0].rows
    assert value == ""
    assert SECRET not in repr(record.notes)


STANDS = "1 refused row stands in x.ditolak.csv."
MEND_THERE = "Mend them there, then import that file."
MEND_THE_FILE = (
    "The good rows are not stored either: mend the file itself and import it again, or run this with --accept-partial "
    "first and then import the file of refused rows once it is mended."
)


@pytest.mark.parametrize(
    ("good", "stored", "rehearse", "partial", "advice"),
    [
        (1, False, False, False, [STANDS, MEND_THE_FILE]),
        (1, True, False, True, [STANDS, MEND_THERE]),
        (0, False, False, False, [STANDS, MEND_THERE]),  # every good row is in the register already, or there is none
        (0, False, False, True, [STANDS, MEND_THERE]),
        (1, False, True, True, [STANDS]),  # nothing is stored yet, and what is stored then depends on the order
        (0, False, True, False, [STANDS, MEND_THERE]),
    ],
)
def test_what_to_do_next_loses_no_row(
    good: int, stored: bool, rehearse: bool, partial: bool, advice: list[str]
) -> None:
    result = refused(problem("nip", "x", "E_NIP_BUKAN_ANGKA"), stored=stored)
    result.accepted, result.unchanged, result.refused_file = good, 1 - good, Path("x.ditolak.csv")
    notes = imported(result, ImportOrder("x.csv", rehearse=rehearse, accept_partial=partial)).notes
    assert [note for note in notes if "rehearsal" not in note] == advice


def test_a_rehearsal_that_would_store_nothing_says_how_it_would_store_something() -> None:
    result = refused(problem("nip", "x", "E_NIP_BUKAN_ANGKA"))
    result.refused_file = Path("x.ditolak.csv")
    assert list(imported(result, ImportOrder("x.csv", rehearse=True)).notes) == [
        "Nothing was stored but the file of refused rows: this was a rehearsal.",
        (
            "As it is, nothing would be stored. Mend the refused rows in the file, or store the good ones with "
            "--accept-partial."
        ),
        STANDS,
    ]


def test_a_file_of_headings_only_is_said_to_have_no_row() -> None:
    assert list(imported(ImportResult(), ORDER).notes) == [
        "There is no row below the headings: there was nothing to import."
    ]


def test_more_refusals_than_are_shown_are_counted_by_code() -> None:
    result = refused(problem("nip", "x", "E_NIP_BUKAN_ANGKA"))
    result.codes = Counter({"E_NIP_BUKAN_ANGKA": 30, "E_KODE": 2})
    assert any("E_NIP_BUKAN_ANGKA 30, E_KODE 2" in note for note in imported(result, ORDER).notes)


def test_names_and_units_that_may_be_wrong_are_told() -> None:
    result = ImportResult(
        read=9, names_differ=7, names_differ_rows=(3, 5, 7, 9, 11, 13, 15),
        new_units=2, new_unit_names=(("Dinas Kesehtan", "Dinas Kesehatan"), ("Dinas Sosial", None)),
    )  # fmt: skip
    record = imported(result, ORDER)
    assert list(record.notes) == [
        (
            "In 7 rows the NIP is known under another name: rows 3, 5, 7, 9, 11, 2 more. "
            "Compare both; the cases say it too."
        ),
        "2 new units: Dinas Kesehtan (resembles Dinas Kesehatan), Dinas Sosial.",
    ]
    assert (record.value("names_differ"), record.value("new_units")) == (7, 2)
    assert not imported(ImportResult(read=1, unchanged=1), ORDER).notes


MANY = tuple((f"Kelurahan {letter}", None) for letter in "ABCDEFGHIJKLMNOPQRST")
LIKE = tuple((f"Dinas Kesehtan {letter}", f"Dinas Kesehatan {letter}") for letter in "ABCDEF")
COMMAND = "`asn-neutral report recap --by unit` lists all units."


@pytest.mark.parametrize(
    ("names", "stored", "notes"),
    [
        (MANY[:5], True, ["5 new units: Kelurahan A, Kelurahan B, Kelurahan C, Kelurahan D, Kelurahan E."]),
        (MANY[:6], True, ["6 new units; none is spelled nearly like another.", COMMAND]),
        (MANY, False, ["20 new units; none is spelled nearly like another."]),
        (
            (LIKE[0], *MANY), True,
            [
                "21 new units, and some may be others misspelled: Dinas Kesehtan A (resembles Dinas Kesehatan A).",
                COMMAND,
            ],
        ),
    ],
)  # fmt: skip
def test_of_many_new_units_only_those_that_may_be_wrong_are_named(
    names: tuple[tuple[str, str | None], ...], stored: bool, notes: list[str]
) -> None:
    result = ImportResult(read=99, new_units=len(names), new_unit_names=names, stored=stored)
    assert list(imported(result, ORDER).notes) == notes


def test_of_very_many_that_resemble_others_the_rest_is_counted() -> None:
    notes = imported(ImportResult(read=99, new_units=30, new_unit_names=(*LIKE, *MANY[:14])), ORDER).notes
    assert notes[0].endswith("Dinas Kesehtan E (resembles Dinas Kesehatan E), 1 more.")


def test_how_many_refused_rows_are_not_shown_is_said() -> None:
    result = refused(problem("nip", "x", "E_NIP_BUKAN_ANGKA"), problem("nama_terlapor", "", "E_KOSONG"))
    result.refused = 31
    assert imported(result, ORDER).value("reasons_more") == 30
