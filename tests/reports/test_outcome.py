"""What a command tells about what it did; who complained is never part of it."""

from collections import Counter
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.intake.reasons import Problem, problem
from asn_neutral.reports.outcome import created, imported
from asn_neutral.reports.table import Record, Value
from asn_neutral.services.import_file import ImportResult

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
    assert values_of(created(Path("a/r.db"))) == {"database": "a/r.db", "created": True}


def test_an_import_has_the_promised_keys() -> None:
    told = values_of(imported(ImportResult(read=1, accepted=1, complaints=1, cases=1, batch=4, stored=True)))
    assert {
        "batch", "read", "accepted", "unchanged", "refused", "refused_file", "complaints", "cases",
    } <= told.keys()  # fmt: skip
    assert (told["batch"], told["complaints"], told["cases"], told["refused_file"]) == (4, 1, 1, None)


def test_what_was_not_stored_is_not_counted_as_new() -> None:
    told = values_of(imported(refused(problem("nip", "x", "E_NIP_BUKAN_ANGKA"))))
    assert (told["complaints"], told["cases"], told["stored"], told["batch"]) == (0, 0, False, None)


def test_a_refusal_names_row_column_value_reason_and_code() -> None:
    record = imported(refused(problem("tanggal_terima", "2024-02-30", "E_TANGGAL")))
    ((row, column, value, reason, code),) = record.parts[0].rows
    assert (row, column, value, code) == (3, "tanggal_terima", "2024-02-30", "E_TANGGAL")
    assert str(reason).startswith("this is not a date")


@pytest.mark.parametrize("column", ["nama_pelapor", "kontak_pelapor", "", "Pelapor", "nama  pelapor"])
def test_a_value_in_which_the_complainant_can_stand_is_not_shown(column: str) -> None:
    record = imported(refused(problem(column, f"002/LP,{SECRET}", "E_KENDALI")))
    ((_row, _column, value, _reason, _code),) = record.parts[0].rows
    assert value == ""
    assert SECRET not in repr(record.notes)


def test_the_notes_say_what_to_do_next() -> None:
    result = refused(problem("nip", "x", "E_NIP_BUKAN_ANGKA"))
    result.refused_file = Path("x.ditolak.csv")
    notes = imported(result).notes
    assert "Nothing was stored. Mend the refused rows, or store the good ones with --accept-partial." in notes
    assert "1 refused row stands in x.ditolak.csv." in notes
    assert not [note for note in imported(refused(stored=True)).notes if note.startswith("Nothing was stored")]


def test_more_refusals_than_are_shown_are_counted_by_code() -> None:
    result = refused(problem("nip", "x", "E_NIP_BUKAN_ANGKA"))
    result.codes = Counter({"E_NIP_BUKAN_ANGKA": 30, "E_KODE": 2})
    assert any("E_NIP_BUKAN_ANGKA 30, E_KODE 2" in note for note in imported(result).notes)
