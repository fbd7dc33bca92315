"""The file of refused rows can be opened, mended and sent again."""

import csv
import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral import locale
from asn_neutral.help import page
from asn_neutral.intake.columns import KEYS, REFUSAL_COLUMNS
from asn_neutral.intake.guard import unguard
from asn_neutral.intake.reasons import Problem, problem
from asn_neutral.intake.records import RawRecord, Records
from asn_neutral.intake.refused import ENCODING, RefusedRows, split_record


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


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_help_explains_what_is_read_and_what_is_written(language: str) -> None:
    locale.use(language)
    text = page("import")
    for word in (*REFUSAL_COLUMNS, ".ditolak.csv", "UTF-16", "|", "sep="):
        assert word in text


LEFTOVER = len(KEYS)


def one_line(cells: Sequence[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode()


def damaged(good: dict[str, str]) -> dict[str, bytes]:
    """Records in which nobody knows what cell belongs where, by what is wrong with them."""
    cells = [{**good, "bukti": "foto", "nama_pelapor": "Pelapor Rahasia", "uraian": "Hadir"}[key] for key in KEYS]
    without_evidence = [cell for key, cell in zip(KEYS, cells, strict=True) if key != "bukti"]
    whole = one_line(cells)
    return {
        "a cell too few": one_line(without_evidence),
        "only three cells": one_line(cells[:3]),
        "a cell too many": one_line([*cells[:18], "Sebelum itu", *cells[18:]]),
        "five cells too many": one_line([*cells, "a", "", "=b", "c", " d"]),
        "a quote inside": whole.replace(b"Hadir", b'"Ha"dir'),
        "a quote that never closes": whole.replace(b"Hadir", b'"Hadir, katanya, "" begitu'),
        "a stray pair of quotes": whole.replace(b"Hadir", b'"Hadir') + whole.replace(b"Hadir", b'Hadir"'),
    }


@pytest.mark.parametrize("fault", damaged(dict.fromkeys(KEYS, "")))
def test_a_record_without_order_is_refused_until_somebody_mended_it(
    fault: str, good: dict[str, str], read: "Read", make_csv: Make
) -> None:
    record = damaged(good)[fault]
    first = read(make_csv(ending="\n") + record)
    assert first.refused
    content = refused_file(first.records, first.refused[:1])
    header, row = table(content)
    assert len(row) == len(header) == len(KEYS) + len(REFUSAL_COLUMNS)
    assert row[LEFTOVER]
    again = read(content)
    assert again.codes() == [(2, ["E_KOLOM"])]
    assert "tolak_sisa is not empty" in again.refused[0][1][0].sentence()
    assert table(refused_file(again.records, again.refused))[1][: LEFTOVER + 1] == row[: LEFTOVER + 1]

    mended = [*(good[key] for key in KEYS), "", *row[LEFTOVER + 1 :]]
    done = read(one_line(header) + one_line(mended))
    assert (len(done.accepted), done.refused) == (1, [])


@pytest.mark.parametrize("fault", damaged(dict.fromkeys(KEYS, "")))
def test_nothing_of_such_a_record_is_lost(fault: str, good: dict[str, str], read: "Read", make_csv: Make) -> None:
    record = damaged(good)[fault].splitlines()[0].decode()
    first = read(make_csv(ending="\n") + damaged(good)[fault])
    row = table(refused_file(first.records, first.refused[:1]))[1]
    written = "".join(unguard(cell) for cell in row[: LEFTOVER + 1])
    for letter in set(record) - set(',"'):
        assert written.count(letter) >= record.count(letter), letter


def test_its_cells_stand_under_their_headings_as_far_as_that_is_known(good: dict[str, str], read: "Read") -> None:
    rows = {}
    for fault, record in damaged(good).items():
        outcome = read(one_line(KEYS) + record)
        rows[fault] = table(refused_file(outcome.records, outcome.refused[:1]))[1]
    assert rows["only three cells"][:4] == [good["nomor_laporan"], good["nomor_surat"], good["tanggal_surat"], ""]
    assert rows["five cells too many"][LEFTOVER] == "a |  | =b | c |  d"
    at = KEYS.index("uraian")
    assert rows["a quote inside"][at : at + 2] == ['"Ha"dir', "foto"]
    assert rows["a quote that never closes"][at : at + 3] == ['"Hadir', " katanya", ' "" begitu']
    assert rows["a stray pair of quotes"][at : at + 2] == ['"Hadir', "foto"]
    assert rows["a quote inside"][LEFTOVER] == "empty this when each cell stands in its own column"


def test_a_row_refused_for_what_it_says_has_nothing_left_over(make_csv: Make, read: "Read") -> None:
    outcome = read(make_csv({"jalur": "x"}))
    assert table(refused_file(outcome.records, outcome.refused))[1][LEFTOVER] == ""


def test_a_row_refused_by_the_register_is_split_again(make_csv: Make, read: "Read", good: dict[str, str]) -> None:
    """From another process a good row comes back as its text alone."""
    outcome = read(make_csv({"uraian": 'satu, "dua"\r\ntiga'}))
    record = outcome.raw[0]._replace(cells=None)
    row = table(refused_file(outcome.records, [(record, (problem("nip", "", "E_GANDA", other=2),))]))[1]
    assert row[: len(KEYS)] == [{**good, "uraian": 'satu, "dua"\r\ntiga'}[key] for key in KEYS]
    assert row[LEFTOVER] == ""


@pytest.mark.parametrize("key", ["uraian", "bukti", "nama_pelapor", "nomor_laporan"])
def test_a_cell_of_any_length_stays_in_its_column(key: str, good: dict[str, str], read: "Read") -> None:
    """A spreadsheet cuts what is too long for it; who complained stands where it stood, and is not repeated."""
    hidden = "Pelapor Rahasia"
    cells = {**good, "nama_pelapor": hidden}
    long = {**cells, key: f"{cells[key]} ".ljust(1_010_000, "x")}
    first = read(one_line(KEYS) + one_line([long[name] for name in KEYS]))
    header, row = table(refused_file(first.records, first.refused))
    assert [name for name in KEYS if row[KEYS.index(name)] != cells[name]] == [key]
    assert row[LEFTOVER] == ""
    cut = read(one_line(header) + one_line([cell[:32_767] for cell in row]))
    assert [problem.column for problem in cut.refused[0][1]] == [key]
    for told in (row, table(refused_file(cut.records, cut.refused))[1]):
        assert hidden not in "".join(told[LEFTOVER:])


@pytest.mark.parametrize("damage", ['"Bu"di', '"Budi'])
def test_a_long_record_without_order_is_split_as_far_as_that_goes(
    damage: str, good: dict[str, str], read: "Read"
) -> None:
    hidden = "Pelapor Rahasia"
    whole = one_line(
        [{**good, "nama_pelapor": hidden, "tempat": "HERE", "uraian": "x" * 1_010_000}[key] for key in KEYS]
    )
    first = read(one_line(KEYS) + whole.replace(b"HERE", damage.encode()))
    header, row = table(refused_file(first.records, first.refused))
    assert (row[KEYS.index("tempat")], row[KEYS.index("nama_pelapor")]) == (damage, hidden)
    assert row[LEFTOVER]
    cut = read(one_line(header) + one_line([cell[:32_767] for cell in row]))
    assert cut.codes() == [(2, ["E_KOLOM"])]
    assert hidden not in "".join(table(refused_file(cut.records, cut.refused))[1][LEFTOVER:])


@pytest.mark.parametrize("cell", ['abc"def', 'abc""def', 'say "yes"', 'end"', 'a"b\'c"d'])
def test_a_quote_within_a_cell_without_quotes_is_text_and_comes_back_unchanged(
    cell: str, good: dict[str, str], read: "Read"
) -> None:
    plain = {**good, "nama_terlapor": "Budi Contoh", "bukti": "foto", "jalur": "x", "uraian": cell}
    line = ",".join(plain[key] for key in KEYS)
    first = read(one_line(KEYS) + line.encode() + b"\n")
    assert first.codes() == [(2, ["E_KODE"])]
    content = refused_file(first.records, first.refused)
    assert table(content)[1][KEYS.index("uraian")] == cell
    again = read(content)
    assert refused_file(again.records, again.refused) == content
    assert read(content.replace(b'"x"', b'"surat"', 1)).accepted[0].summary == cell


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('a,"b\r\nc",d\r\n', ["a", "b\r\nc", "d"]),
        ('"a""b",c"d,"e"\n', ['a"b', 'c"d', "e"]),
        ('"a"b,"c, d","e""f"', ['"a"b', "c, d", 'e"f']),
        ('a,"b,c', ["a", '"b', "c"]),
        ('"a"b,', ['"a"b', ""]),
        ('"', ['"']),
        ("", []),
    ],
)
def test_how_a_record_is_split(text: str, cells: list[str]) -> None:
    assert split_record(text, ",") == cells


@given(st.lists(st.text('a",\n', max_size=6), min_size=1, max_size=5), st.sampled_from(",;|\t"))
def test_whole_cells_come_back_and_a_broken_one_only_touches_itself(cells: list[str], delimiter: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="").writerow(cells)
    assert split_record(text.getvalue(), delimiter) == cells
    assert split_record(f'"x"y{delimiter}{text.getvalue()}', delimiter) == ['"x"y', *cells]


@pytest.mark.parametrize("fault", [*damaged(dict.fromkeys(KEYS, "")), "too long", "look-alike", "hidden", "contact"])
def test_the_reasons_never_repeat_who_complained(fault: str, good: dict[str, str], read: "Read") -> None:
    """Neither when it is refused, nor when it is sent back as it is."""
    hidden = "Pelapor Rahasia"
    cells = {
        "too long": {"nama_pelapor": f"{hidden} " * 30},
        "look-alike": {"nama_pelapor": f"{hidden} \u0412udi"},
        "hidden": {"nama_pelapor": f"{hidden}\x07"},
        "contact": {"kontak_pelapor": f"{hidden}\u202e"},
    }.get(fault, {})
    record = damaged(good).get(fault) or one_line([{**good, **cells}[key] for key in KEYS])
    outcome = read(one_line(KEYS) + record)
    for _ in range(2):
        content = refused_file(outcome.records, outcome.refused)
        for row in table(content)[1:]:
            assert hidden not in "".join(row[LEFTOVER + 1 :])
        outcome = read(content)
