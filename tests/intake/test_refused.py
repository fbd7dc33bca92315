"""The file of refused rows can be opened, mended and sent again."""

import csv
import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from asn_neutral.intake.columns import KEYS, REFUSAL_COLUMNS
from asn_neutral.intake.reasons import Problem
from asn_neutral.intake.records import RawRecord, Records
from asn_neutral.intake.refused import ENCODING, RefusedRows


def refused_file(records: Records, refused: list[tuple[RawRecord, tuple[Problem, ...]]]) -> bytes:
    content = io.BytesIO()
    text = io.TextIOWrapper(content, ENCODING, newline="")
    rows = RefusedRows(text, records.header, records.delimiter)
    for record, problems in refused:
        rows.add(record, problems)
    text.flush()
    return content.getvalue()


def table(content: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


if TYPE_CHECKING:
    from tests.intake.conftest import Outcome

    Read = Callable[..., Outcome]

Make = Callable[..., bytes]


def test_a_refused_row_keeps_its_cells_and_says_why(make_csv: Make, read: "Read") -> None:
    outcome = read(make_csv({}, {"jalur": "telepati", "nip": "123", "uraian": "satu\ndua"}))
    content = refused_file(outcome.records, outcome.refused)
    header, row = table(content)
    assert header == [*KEYS, *REFUSAL_COLUMNS]
    assert (row[KEYS.index("jalur")], row[KEYS.index("uraian")]) == ("telepati", "satu\ndua")
    assert row[-5:-2] == ["3", "jalur | nip", "telepati | 123"]
    assert row[-1] == "E_KODE | E_NIP_PANJANG"
    assert "a NIP has 18 digits; this one has 3" in row[-2]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_form_of_the_file(delimiter: str, make_csv: Make, read: "Read") -> None:
    outcome = read(make_csv({"jalur": "x"}, delimiter=delimiter))
    content = refused_file(outcome.records, outcome.refused)
    assert content.startswith(b'\xef\xbb\xbf"nomor_laporan"' + delimiter.encode())
    assert content.endswith(b'"\r\n')
    assert len(table(content, delimiter)) == 2


def test_a_mended_file_is_accepted(make_csv: Make, read: "Read") -> None:
    first = read(make_csv({"jalur": "telepati", "jabatan": "=1+1"}, delimiter=";"))
    content = refused_file(first.records, first.refused)
    again = read(content)
    assert again.codes() == [(2, ["E_KODE"])]
    assert again.records.header.unknown == ()
    mended = read(content.replace(b'"telepati"', b'"surat"', 1))
    assert mended.refused == []
    assert (mended.accepted[0].channel, mended.accepted[0].position) == ("surat", "=1+1")


def test_a_second_refusal_does_not_repeat_the_first(make_csv: Make, read: "Read") -> None:
    first = read(make_csv({"jalur": "telepati"}))
    second = read(refused_file(first.records, first.refused))
    content = refused_file(second.records, second.refused)
    assert table(content)[0] == [*KEYS, *REFUSAL_COLUMNS]


@pytest.mark.parametrize("cell", ["=1+1", "'=1+1", "''=1", "\t=1", "\uff1d1", '"=1', " =1", "+62 811", "'biasa"])
def test_a_formula_is_guarded_once_and_reads_back(cell: str, make_csv: Make, read: "Read") -> None:
    first = read(make_csv({"jalur": "x", "uraian": cell}))
    content = refused_file(first.records, first.refused)
    written = table(content)[1][KEYS.index("uraian")]
    assert not written.startswith(("=", "\t", "+", "\uff1d"))
    mended = read(content.replace(b'"x"', b'"surat"', 1)).accepted[0]
    direct = read(make_csv({"uraian": cell})).accepted[0]
    assert mended.summary == direct.summary


def test_a_record_that_could_not_be_split_stands_whole_in_the_first_cell(make_csv: Make, read: "Read") -> None:
    broken = '"Bu"di,x'
    outcome = read(make_csv({}) + broken.encode() + b"\r\na,b\r\n")
    rows = table(refused_file(outcome.records, outcome.refused))
    assert [row[0] for row in rows[1:]] == [broken, "a,b"]
    assert [row[-1] for row in rows[1:]] == ["E_CSV", "E_KOLOM"]
    assert [row[-5] for row in rows[1:]] == ["3", "4"]
    assert {len(row) for row in rows} == {len(KEYS) + 5}
