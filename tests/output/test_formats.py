from pathlib import Path

import pytest

from asn_neutral.errors import UsageError
from asn_neutral.output.formats import FormatName, format_of


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
