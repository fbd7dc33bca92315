"""From bytes to numbered records: nothing is swallowed, every line is counted."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asn_neutral.errors import AsnError, UnreadableFileError
from asn_neutral.intake.columns import KEYS, Header
from asn_neutral.intake.records import MAX_FIELD, RawRecord, Records, open_quote_line
from asn_neutral.intake.source import open_source

HEADER = ",".join(KEYS)
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


def test_an_unclosed_quote_near_the_end_says_what_it_took_in(make_csv: Make, records_of: Of) -> None:
    lines = make_csv(*[NO_COMMA] * 5, ending="\n").decode().split("\n")
    lines[3] = '"' + lines[3]
    records, raw = records_of("\n".join(lines))
    assert [(r.row, r.first_line, r.last_line) for r in raw] == [(2, 2, 2), (3, 3, 3), (4, 4, 6)]
    assert raw[-1].problem is not None
    assert (raw[-1].problem.code, raw[-1].cells) == ("E_CSV", None)
    assert "it took in lines 4 to 6" in raw[-1].problem.sentence()
    assert accounted(records, raw) == records.lines == 6


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


@pytest.mark.parametrize("cells", ["a,b", ",".join("x" * 23), "   x   "])
def test_a_ragged_row_is_refused(cells: str, make_csv: Make, records_of: Of) -> None:
    _, raw = records_of(make_csv({}, ending="\n").decode() + cells + "\n")
    assert raw[1].problem is not None
    assert (raw[1].problem.code, raw[1].cells, raw[1].text) == ("E_KOLOM", None, cells + "\n")


def test_a_long_field_refuses_its_row_only(make_csv: Make, records_of: Of) -> None:
    long = "x" * 131_073
    _, raw = records_of(make_csv({"uraian": long}, {}, {"uraian": "x" * MAX_FIELD}, {"bukti": "y" * 1_000_001}))
    assert [r.problem and (r.problem.column, r.problem.code) for r in raw] == [
        ("uraian", "E_PANJANG"),
        None,
        None,
        ("", "E_PANJANG"),
    ]


def test_too_many_rows_refuse_the_file_and_say_so(make_csv: Make, records_of: Of) -> None:
    assert len(records_of(make_csv({}, {}), max_rows=2)[1]) == 2
    with pytest.raises(UnreadableFileError, match="more than 2 rows; split it, or allow more with --max-rows"):
        records_of(make_csv({}, {}, {}), max_rows=2)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("\n\n", "nothing but blank lines"),
        ('"a"b,c\n', "quotes of its first row"),
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
