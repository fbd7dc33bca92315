"""From bytes to numbered records: nothing is swallowed, every line is counted."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asn_neutral.errors import AsnError, UnreadableFileError
from asn_neutral.intake.columns import COLUMNS, KEYS, Header
from asn_neutral.intake.records import MAX_FIELD, RawRecord, Records, open_quote_line
from asn_neutral.intake.source import open_source

HEADER = ",".join(KEYS)
REQUIRED = tuple(column.key for column in COLUMNS if column.required)
if TYPE_CHECKING:
    from tests.intake.conftest import Outcome

    Read = Callable[..., Outcome]

NO_COMMA = {"nama_terlapor": "Budi Contoh", "bukti": "foto"}
Make = Callable[..., bytes]


@pytest.fixture
def records_of(tmp_path: Path) -> Callable[..., tuple[Records, list[RawRecord]]]:
    def records_of(content: bytes | str, **options: object) -> tuple[Records, list[RawRecord]]:
        path = tmp_path / "k.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with open_source(path) as source, source.text() as text:
            records = Records(source, text, **options)  # type: ignore[arg-type]  # a test's own options
            return records, list(records)

    return records_of


Of = Callable[..., tuple[Records, list[RawRecord]]]


def cells_of(first: str) -> str:
    return first + "," * (len(KEYS) - 1)


def accounted(records: Records, raw: list[RawRecord]) -> int:
    header_lines = records.header_lines
    return records.separator_lines + header_lines + records.blank + sum(r.last_line - r.first_line + 1 for r in raw)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_by_the_header(delimiter: str, make_csv: Make, records_of: Of) -> None:
    records, raw = records_of(make_csv({}, delimiter=delimiter))
    assert records.delimiter == delimiter
    assert raw[0].cells is not None
    assert len(raw[0].cells) == len(KEYS)


def test_a_stated_delimiter_goes_before_all(make_csv: Make, records_of: Of) -> None:
    content = b"sep=,\r\n" + make_csv({}, delimiter=";")
    assert records_of(content, delimiter=";")[0].delimiter == ";"
    with pytest.raises(UnreadableFileError, match="lacks the required columns"):
        records_of(content)


def test_a_sep_line_is_recognised_and_does_not_count_as_a_row(make_csv: Make, records_of: Of) -> None:
    records, raw = records_of(b"sep=;\r\n" + make_csv({}, delimiter=";"))
    assert [(r.row, r.first_line, r.last_line) for r in raw] == [(2, 3, 3)]
    assert accounted(records, raw) == records.lines == 3
    assert records_of(b"SEP=x\r\n" + make_csv({}, delimiter="|"))[0].delimiter == "|"


@pytest.mark.parametrize("stated", ["^", ":", "; ", "long one"])
def test_a_sep_line_with_an_unknown_delimiter_is_named(stated: str, make_csv: Make, records_of: Of) -> None:
    line = f"sep={stated}\r\n".encode()
    said = rf"names the delimiter “{re.escape(stated[:5])}”; known are , ; \| and TAB"
    with pytest.raises(UnreadableFileError, match=said):
        records_of(line + make_csv({}, delimiter="^"))
    records, raw = records_of(line + make_csv({}, delimiter=";"))
    assert (records.delimiter, len(raw), accounted(records, raw)) == (";", 1, records.lines)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_kinds(ending: str, make_csv: Make, records_of: Of) -> None:
    records, raw = records_of(make_csv({}, {}, ending=ending))
    assert [r.row for r in raw] == [2, 3]
    assert records.lines == 3


def test_a_quoted_line_break_stays_and_a_line_separator_is_text(make_csv: Make, read: "Read") -> None:
    outcome = read(make_csv({"uraian": "satu\ndua\r\ntiga\rempat\u2028lima"}, {}))
    assert [r.row for r in outcome.raw] == [2, 3]
    assert [(r.first_line, r.last_line) for r in outcome.raw] == [(2, 5), (6, 6)]
    assert outcome.accepted[0].summary == "satu\ndua\ntiga\nempat\u2028lima"


def test_blank_lines_are_rows_but_are_left_out(make_csv: Make, records_of: Of) -> None:
    content = make_csv({}, {}, ending="\n").replace(b"\n", b"\n\n  \n")
    records, raw = records_of(content)
    assert [r.row for r in raw] == [4, 7]
    assert records.blank == 6
    assert accounted(records, raw) == records.lines == 9


def test_blank_lines_before_the_header_are_counted(make_csv: Make, records_of: Of) -> None:
    records, raw = records_of(b"\n\n" + make_csv({}, ending="\n"))
    assert (records.blank, raw[0].row, raw[0].first_line) == (2, 4, 4)
    assert accounted(records, raw) == records.lines


def test_an_unclosed_quote_refuses_the_file_and_names_its_line(make_csv: Make, records_of: Of) -> None:
    lines = make_csv(*[NO_COMMA] * 1000, ending="\n").decode().split("\n")
    lines[1] = '"' + lines[1]
    with pytest.raises(UnreadableFileError, match=r"opens in line 2 does not close within 20 lines \(E_CSV\)"):
        records_of("\n".join(lines))


def test_an_unclosed_quote_near_the_end_refuses_its_row_and_the_others_stand_for_themselves(
    make_csv: Make, records_of: Of
) -> None:
    lines = make_csv(*[NO_COMMA] * 5, ending="\n").decode().split("\n")
    lines[3] = '"' + lines[3]
    records, raw = records_of("\n".join(lines))
    assert [(r.row, r.first_line, r.last_line) for r in raw] == [(n, n, n) for n in range(2, 7)]
    assert [r.problem and r.problem.code for r in raw] == [None, None, "E_CSV", None, None]
    assert raw[2].problem is not None
    assert (raw[2].cells, raw[2].text) == (None, lines[3] + "\n")
    assert "took in lines 4 to 6; the rows among them were read by themselves" in raw[2].problem.sentence()
    assert accounted(records, raw) == records.lines == 6


def test_what_a_broken_record_took_in_is_named_when_no_row_is_among_it(make_csv: Make, records_of: Of) -> None:
    content = make_csv({}, ending="\n").decode() + cells_of('"awal').replace(",", "") + '\nlagi, dan lagi\nakhir"x\n'
    records, raw = records_of(content)
    assert [(r.row, r.first_line, r.last_line) for r in raw] == [(2, 2, 2), (3, 3, 5)]
    assert raw[1].problem is not None
    assert "it took in lines 3 to 5" in raw[1].problem.sentence()
    assert accounted(records, raw) == records.lines == 5


def test_exactly_twenty_lines_are_allowed(make_csv: Make, records_of: Of) -> None:
    assert records_of(make_csv({"uraian": "\n".join("x" * 20)}, ending="\n"))[1][0].last_line == 21
    with pytest.raises(UnreadableFileError, match="within 20 lines"):
        records_of(make_csv({"uraian": "\n".join("x" * 21)}, ending="\n"))


def test_a_quote_in_the_middle_is_refused_and_reading_goes_on(make_csv: Make, records_of: Of) -> None:
    content = make_csv({}, {}, {}, ending="\n").decode().split("\n")
    content[2] = cells_of('"Bu"di')
    _, raw = records_of("\n".join(content))
    assert [(r.row, r.problem and r.problem.code) for r in raw] == [(2, None), (3, "E_CSV"), (4, None)]
    assert raw[1].text == cells_of('"Bu"di') + "\n"


# A quote that opens in one row and closes in another; the columns stand in the order of the template, or turned round.
ORDERS = {"as usual": KEYS, "turned round": tuple(reversed(KEYS)), "only what must be": REQUIRED}
STRAY = (
    pytest.param('"awal', 'akhir"', 3, id="closes two rows later"),
    pytest.param('"awal', 'akhir"', 2, id="closes in the next row"),
    pytest.param('"awal', '"', 3, id="closes alone in a cell"),
    pytest.param('"', '"', 3, id="opens and closes alone in a cell"),
)


def with_stray_quote(order: Sequence[str], good: dict[str, str], cell: str, closing: str, *, rows: int) -> list[str]:
    """A header and five rows; in the second row *cell* opens a quote that *closing* closes in a later row."""
    plain = {**good, "nama_terlapor": "Budi Contoh", "bukti": "foto", "uraian": "hadir", "tempat": "lapangan"}
    table = [{**plain, "nomor_laporan": f"{number}/LP", "nama_pelapor": f"Pelapor {number}"} for number in range(5)]
    table[1]["uraian"], table[rows]["uraian"] = cell, closing
    return [",".join(order), *(",".join(cells[key] for key in order) for cells in table)]


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
@pytest.mark.parametrize(("cell", "closing", "rows"), STRAY)
def test_a_stray_pair_of_quotes_swallows_no_row(
    cell: str, closing: str, rows: int, good: dict[str, str], read: "Read", *, order: Sequence[str]
) -> None:
    lines = with_stray_quote(order, good, cell, closing, rows=rows)
    outcome = read("\n".join(lines).encode())
    taken = [row.number for row in outcome.accepted]
    innocent = [f"{number}/LP" for number in range(5) if number not in {1, rows}]
    assert [number for number in taken if number in innocent] == innocent
    assert "1/LP" not in taken
    assert not any(
        "Pelapor" in text for row in outcome.accepted for text in (row.summary, row.evidence or "", row.name)
    )
    codes = dict(outcome.codes())
    assert codes[3] == ["E_CSV"]
    assert f"took in lines 3 to {rows + 2}" in outcome.refused[0][1][0].sentence()
    assert len(outcome.raw) == len(outcome.accepted) + len(outcome.refused) == 5
    assert accounted(outcome.records, outcome.raw) == outcome.records.lines == 6


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
@pytest.mark.parametrize("later", [1, 2])
def test_wherever_the_quotes_stand_no_record_holds_two_rows(
    later: int, good: dict[str, str], records_of: Of, *, order: Sequence[str]
) -> None:
    """A record of the right width comes about only where both quotes stand in the same column."""
    lines = with_stray_quote(order, good, "hadir", "hadir", rows=3)
    for place in range(len(order)):
        damaged = [line.split(",") for line in lines]
        damaged[2][place] = '"' + damaged[2][place]
        damaged[2 + later][place] += '"'
        records, raw = records_of("\n".join(map(",".join, damaged)))
        assert [record.row for record in raw if record.problem is None][:1] == [2]
        assert all(record.text.count("/LP") == 1 for record in raw if record.problem is None), order[place]
        assert any(record.problem and record.problem.code == "E_CSV" for record in raw)
        assert accounted(records, raw) == records.lines == 6


def test_every_row_may_have_such_a_quote(good: dict[str, str], read: "Read") -> None:
    lines = with_stray_quote(KEYS, good, "hadir", "hadir", rows=3)
    pairs = [line.replace("hadir", text) for line, text in zip(lines[1:3], ('"awal', 'akhir"'), strict=True)]
    outcome = read("\n".join([lines[0], *pairs * 3_000]).encode())
    assert [row for row, _ in outcome.codes()] == list(range(2, 6_002, 2))
    assert accounted(outcome.records, outcome.raw) == outcome.records.lines == 6_001


PROSE = (
    "Terlapor hadir.\nIa membawa spanduk, bendera, dan foto.\nSaksi melihatnya.",
    "Hadir: " + ", ".join(f"warga {number}" for number in range(30)) + "\n" + ", ".join("abcdefghijklmnopqrstuv"),
    "Pada\nRabu, 2 Oktober 2024, surat, terlapor, istri, anak, sopir, ajudan, 2024-10-02, D4, PNS, langsung\nhadir",
    ",,,,,,,,,,,,,,,,,,,,,\n,,,,,,,,,,,,,,,,,,,,,",
    "; ; ;\n;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;\n| | |",
)


@pytest.mark.parametrize("text", PROSE)
@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_text_of_several_lines_with_many_commas_passes(
    text: str, delimiter: str, good: dict[str, str], read: "Read", *, order: Sequence[str]
) -> None:
    content = io.StringIO(newline="")
    writer = csv.writer(content, delimiter=delimiter, lineterminator="\n")
    writer.writerows([order, [{**good, "uraian": text}[key] for key in order], [good[key] for key in order]])
    outcome = read(content.getvalue().encode())
    assert outcome.refused == []
    assert [row.summary for row in outcome.accepted] == [text.strip(), good["uraian"]]


def test_a_header_that_swallows_rows_refuses_the_file(good: dict[str, str], records_of: Of) -> None:
    lines = with_stray_quote(KEYS, good, "hadir", "hadir", rows=3)
    lines[0] += ',"catatan'
    lines[2] += '"'
    with pytest.raises(UnreadableFileError, match=r"a quote of its first row, in line 1, does not close"):
        records_of("\n".join(lines))


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("closing", ['"', '"x', ""])
def test_a_quote_that_takes_the_header_out_of_its_line_is_named(
    closing: str, delimiter: str, good: dict[str, str], records_of: Of
) -> None:
    """In whatever column it opens, and whether it closes in a row, closes badly there, or never."""
    rows = [delimiter.join({**good, "uraian": "hadir"}[key] for key in KEYS) for _ in range(3)]
    for place in range(len(KEYS)):
        headings = [f'"{key}' if at == place else key for at, key in enumerate(KEYS)]
        lines = ["", delimiter.join(headings), rows[0], f"{rows[1]}{closing}", rows[2]]
        with pytest.raises(UnreadableFileError, match=r"in line 2, does not close where it should \(E_CSV\)"):
            records_of("\n".join(lines))


def test_the_line_of_the_quote_counts_the_lines_before_and_within_the_header(records_of: Of) -> None:
    with pytest.raises(UnreadableFileError, match="in line 4, does not close"):
        records_of('sep=;\n\n"NIP/\nNI PPPK";"nomor_laporan\n1;2"x;3\n')


def test_a_header_of_several_lines_that_lacks_a_column_says_which(records_of: Of) -> None:
    with pytest.raises(UnreadableFileError, match="lacks the required columns nomor_laporan, jalur"):
        records_of('"NIP/\nNI PPPK",nama_terlapor\n1,2\n')


def test_a_heading_may_have_several_lines(make_csv: Make, records_of: Of) -> None:
    records, raw = records_of(make_csv({}).replace(b"nip,", b'"NIP/\nNI PPPK",', 1))
    assert (records.header_lines, [r.problem for r in raw]) == (2, [None])


@pytest.mark.parametrize("cells", ["a,b", ",".join("x" * 23), "   x   "])
def test_a_ragged_row_is_refused(cells: str, make_csv: Make, records_of: Of) -> None:
    _, raw = records_of(make_csv({}, ending="\n").decode() + cells + "\n")
    assert raw[1].problem is not None
    assert (raw[1].problem.code, raw[1].cells, raw[1].text) == ("E_KOLOM", None, cells + "\n")


def test_what_is_refused_as_a_whole_is_not_repeated(make_csv: Make, records_of: Of) -> None:
    """Who complained stands somewhere in it."""
    content = make_csv({}, ending="\n").decode()
    broken = ("a,b", '"Bu"di', '"a\nb"c', "x" * 1_000_001 + ",", content.splitlines()[1] + ",lebih")
    for text in broken:
        _, raw = records_of(content + text + "\n")
        assert raw[1].problem is not None
        assert (raw[1].problem.column, raw[1].problem.value) == ("", "")


def test_a_cell_too_long_is_repeated_only_where_no_complainant_stands(make_csv: Make, records_of: Of) -> None:
    long = "x" * 10_001
    for heading, key, value in (
        ("uraian", "uraian", "x" * 200),
        ("nama_pelapor", "nama_pelapor", ""),
        ("Pelapor", "nama_pelapor", ""),
        ("Alamat pelapor", "Alamat pelapor", ""),
    ):
        known = "nama_pelapor" if heading == "Pelapor" else heading if heading in KEYS else "bukti"
        content = make_csv({known: long}).replace(known.encode(), heading.encode(), 1)
        (record,) = records_of(content)[1]
        assert record.problem is not None
        assert (record.problem.column, record.problem.code, record.problem.value) == (key, "E_PANJANG", value)


def test_a_cell_under_no_heading_refuses_its_row(make_csv: Make, records_of: Of) -> None:
    """A spreadsheet writes empty headings where some row has a cell too many, so that row is shifted."""
    head, *rows = make_csv({}, {}, {}, ending="\n").decode().splitlines()
    records, raw = records_of("\n".join([f"{head},, ", f"{rows[0]},,", f"{rows[1]},,lebih", f"{rows[2]}, ,"]))
    assert [r.problem and r.problem.code for r in raw] == [None, "E_KOLOM", None]
    assert raw[1].problem is not None
    assert "the cell in column 24 stands under no heading" in raw[1].problem.sentence()
    assert records.header.unknown == ()


def test_a_long_field_refuses_its_row_only(make_csv: Make, records_of: Of) -> None:
    long = "x" * 131_073
    _, raw = records_of(make_csv({"uraian": long}, {}, {"uraian": "x" * MAX_FIELD}, {"bukti": "y" * 1_000_001}))
    assert all(record.cells for record in raw)
    assert [r.problem and (r.problem.column, r.problem.code) for r in raw] == [
        ("uraian", "E_PANJANG"),
        None,
        None,
        ("bukti", "E_PANJANG"),
    ]


def test_too_many_rows_refuse_the_file_and_say_so(make_csv: Make, records_of: Of) -> None:
    assert len(records_of(make_csv({}, {}), max_rows=2)[1]) == 2
    with pytest.raises(UnreadableFileError, match="more than 2 rows; split it, or allow more with --max-rows"):
        records_of(make_csv({}, {}, {}), max_rows=2)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("\n\n", "nothing but blank lines"),
        ('"a"b,c\n', "a quote of its first row, in line 1, does not close"),
        ("a,b\n1,2\n", "lacks the required"),
    ],
)
def test_a_file_without_a_header_is_refused(content: str, words: str, records_of: Of) -> None:
    with pytest.raises(UnreadableFileError, match=words):
        records_of(content)


def test_a_file_that_changes_meanwhile_is_refused(make_csv: Make, tmp_path: Path) -> None:
    path = tmp_path / "k.csv"
    path.write_bytes(make_csv(*[{}] * 100))
    with open_source(path) as source, source.text() as text:
        records = iter(Records(source, text))
        next(records)
        with path.open("ab") as other:
            other.write(b"\r\n")
        with pytest.raises(UnreadableFileError, match="another program changed it"):
            list(records)


def test_bytes_that_stop_decoding_meanwhile_are_refused(make_csv: Make, tmp_path: Path) -> None:
    path = tmp_path / "k.csv"
    path.write_bytes(make_csv(*[{}] * 100))
    with open_source(path) as source:
        path.write_bytes(b"\xff" * source.size)
        with source.text() as text, pytest.raises(UnreadableFileError, match="another program changed it"):
            list(Records(source, text))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('"a', 0),
        ('a,"b\nc', 0),
        ('"a\nb",x\ny,"c', 2),
        ('"a""\nb', 0),
        ('"x\r\ny"\r\n,"z\r', 2),
        ("a,b", 0),
        ('a"b', 0),
    ],
)
def test_where_the_open_quote_opens(text: str, line: int) -> None:
    assert open_quote_line(text, ",") == line


hostile_lines = st.lists(
    st.one_of(
        st.text(alphabet='",;\r\n\0 ax\u2028é', max_size=30),
        st.lists(st.text(alphabet='a"\n,=', max_size=3), min_size=22, max_size=22).map(
            lambda cells: ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
        ),
        st.just(HEADER),
        st.sampled_from(("1/LP,", '1/LP,"', ',x"')).map(lambda begun: f"{begun}2024-10-02,sbt,2024-10-02,2024-10-02"),
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(lines=hostile_lines, ending=st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_line_is_accounted_for(lines: list[str], ending: str, records_of: Of) -> None:
    content = ending.join([HEADER, *lines]).encode()
    try:
        records, raw = records_of(content)
    except UnreadableFileError:
        return
    assert accounted(records, raw) == records.lines
    assert records.lines == len(io.TextIOWrapper(io.BytesIO(content), "utf-8", newline="").readlines())
    assert records.rows == 1 + records.blank + len(raw)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    content=st.one_of(st.binary(max_size=300), st.binary(max_size=200).map(lambda tail: HEADER.encode() + b"\n" + tail))
)
def test_any_bytes_end_in_records_or_a_refusal(content: bytes, read: "Read") -> None:
    try:
        outcome = read(content)
    except AsnError:
        return
    assert len(outcome.raw) == len(outcome.accepted) + len(outcome.refused)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(
    rows=st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12), min_size=22, max_size=22
        ).filter(lambda row: sum(cell.count("\n") + cell.count("\r") for cell in row) < 15 and any(row)),
        max_size=4,
    ),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
)
def test_what_a_csv_writer_wrote_reads_back(rows: list[list[str]], delimiter: str, records_of: Of) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([list(KEYS), *rows])
    records, raw = records_of(text.getvalue())
    assert [record.cells for record in raw] == rows
    assert isinstance(records.header, Header)
