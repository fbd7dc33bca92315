import json
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.output.render_json import json_pieces, jsonl_pieces
from asn_neutral.reports.table import Column, Kind, Record, Table, Value

FIRST = {
    "number": "2024/0001",
    "name": "Budi Santoso",
    "nip": "198001012005011901",
    "violations": ["D1", "D3"],
    "status": "open",
    "due_on": "2024-08-01",
    "days_left": -2,
    "share": 78.5,
    "late": False,
}


def test_a_table_is_a_list_with_what_stands_beside_it(cases: Callable[..., Table]) -> None:
    read = json.loads("".join(json_pieces(cases(2, matching=143))))
    assert read["data"][0] == FIRST
    assert read["data"][1]["due_on"] is None
    assert {key: value for key, value in read.items() if key != "data"} == {
        "schema": "asn-neutral/case-list",
        "version": 1,
        "totals": {"total": {"days_left": 12}},
        "notes": ["As of 1 March."],
        "matching": 143,
    }


def test_nothing_is_added_when_there_is_nothing() -> None:
    text = "".join(json_pieces(Table("t", "T", (Column("a", "A"),), ())))
    assert text == '{"schema": "asn-neutral/t", "version": 1, "data": []}\n'


def test_a_record_holds_its_tables_under_their_names(record: Record) -> None:
    read = json.loads("".join(json_pieces(record)))
    assert read["data"] == {**FIRST, "case-list": [FIRST, {**read["data"]["case-list"][1]}]}
    assert read["totals"] == {"case-list": {"total": {"days_left": 12}}}
    assert read["notes"] == ["Sealed.", "As of 1 March."]
    assert "matching" not in read


def test_a_table_of_a_record_says_how_many_match(cases: Callable[..., Table]) -> None:
    read = json.loads("".join(json_pieces(Record("r", "R", (), (), parts=(cases(1, matching=9),)))))
    assert read["matching"] == {"case-list": 9}


def test_a_record_without_values_is_still_an_object(cases: Callable[..., Table]) -> None:
    read = json.loads("".join(json_pieces(Record("r", "R", (), (), parts=(cases(1),)))))
    assert read["data"] == {"case-list": [FIRST]}


def test_json_lines_are_one_object_each(cases: Callable[..., Table], record: Record) -> None:
    lines = "".join(jsonl_pieces(cases(2))).splitlines()
    assert [json.loads(line)["number"] for line in lines] == ["2024/0001", "2024/0002"]
    assert "".join(jsonl_pieces(record)).count("\n") == 1


def test_rows_are_written_as_they_come() -> None:
    read: list[int] = []

    def stream() -> Iterator[tuple[int]]:
        for number in range(9):
            read.append(number)
            yield (number,)

    pieces = json_pieces(Table("n", "N", (Column("n", "N", Kind.COUNT),), stream()))
    while '"n"' not in next(pieces):
        pass
    assert read == [0]


def test_decimals_are_numbers_with_one_decimal() -> None:
    rows: list[tuple[Value]] = [(Decimal(100),), (Decimal("0.05"),), (Decimal("NaN"),), (date(900, 1, 2),)]
    lines = "".join(jsonl_pieces(Table("t", "T", (Column("v", "V", Kind.PERCENT),), rows))).splitlines()
    assert lines == ['{"v": 100.0}', '{"v": 0.1}', '{"v": null}', '{"v": "0900-01-02"}']


@given(st.text(alphabet=st.characters()))
def test_any_text_comes_back_and_none_acts_on_a_screen(text: str) -> None:
    line = "".join(jsonl_pieces(Table("t", "T", (Column("v", "V"),), [(text,)])))
    assert json.loads(line.encode("utf-8", "backslashreplace")) == {"v": text}
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} for char in line[:-1])
