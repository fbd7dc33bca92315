from pathlib import Path

import pytest

from asn_neutral.errors import UsageError
from asn_neutral.output.formats import FormatName, chosen_format, format_of


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.csv", "csv"), ("A.XLSX", "xlsx"), ("a.b.json", "json"), ("a.ndjson", "jsonl"), ("a.htm", "html")],
)
def test_the_ending_chooses_the_format(name: str, expected: str) -> None:
    assert format_of(Path(name)) is FormatName(expected)


@pytest.mark.parametrize("name", ["report", "report.doc", ".csv"])
def test_an_unknown_ending_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(UsageError, match=r"\.xlsx"):
        format_of(Path(name))


def test_what_is_named_goes_before_the_ending_and_a_table_is_usual() -> None:
    assert chosen_format(None, None, tty=True) is FormatName.TABLE
    assert chosen_format(None, Path("a.csv"), tty=True) is FormatName.CSV
    assert chosen_format(FormatName.JSON, Path("a.csv"), tty=False) is FormatName.JSON


def test_a_spreadsheet_goes_to_a_file_or_a_pipe_and_to_no_screen() -> None:
    assert chosen_format(FormatName.XLSX, None, tty=False) is FormatName.XLSX
    assert chosen_format(None, Path("a.xlsx"), tty=True) is FormatName.XLSX
    with pytest.raises(UsageError):
        chosen_format(FormatName.XLSX, None, tty=True)
