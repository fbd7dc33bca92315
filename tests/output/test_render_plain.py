from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral import locale
from asn_neutral.output.grid import page_of
from asn_neutral.output.render_plain import plain_pieces
from asn_neutral.output.safe import width
from asn_neutral.reports.table import Column, Kind, Record, Table


def plain(result: Table | Record, room: int | None = None) -> str:
    return "".join(plain_pieces(page_of(result, tell_cut=False), room=room))


def test_a_table_in_columns(cases: Callable[..., Table]) -> None:
    assert plain(cases(2)) == (
        "Cases\n"
        "\n"
        "Number     Name          NIP                 Forms   Status  Due on      Days left  Share  Late\n"
        "---------  ------------  ------------------  ------  ------  ----------  ---------  -----  ----\n"
        "2024/0001  Budi Santoso  198001012005011901  D1, D3  Open    2024-08-01         -2   78.5  no\n"
        "2024/0002  Budi Santoso  198001012005011901  D1, D3  Open    none               -1   78.5  yes\n"
        "---------  ------------  ------------------  ------  ------  ----------  ---------  -----  ----\n"
        "Total                                                                           12\n"
        "\n"
        "As of 1 March.\n"
    )


def test_figures_take_the_comma_in_indonesian(cases: Callable[..., Table]) -> None:
    locale.use("id")
    assert "  78,5  " in plain(cases(1))


def test_a_cross_table(recap: Table) -> None:
    assert plain(recap) == (
        "Recap\n"
        "\n"
        "Unit / Level  Medium  Grave  Total\n"
        "------------  ------  -----  -----\n"
        "Setda              3      1      4\n"
        "Dinas A            0      2      2\n"
        "not stated         1      0      1\n"
        "------------  ------  -----  -----\n"
        "Total              4      3      7\n"
    )


def test_a_record_and_its_tables(record: Record) -> None:
    text = plain(record)
    assert text.startswith("Case 2024/0001\n\nNumber     2024/0001\nName       Budi Santoso\n")
    assert "\n\nCases\n\nNumber     Name" in text
    assert text.endswith("\nSealed.\n")


def test_an_empty_list_says_so(cases: Callable[..., Table]) -> None:
    assert "(no records)" in plain(cases(0))


@pytest.mark.parametrize("room", [110, 100, 95])
def test_a_screen_folds_texts_and_never_ids(cases: Callable[..., Table], room: int) -> None:
    text = plain(cases(3, names=["Siti " * 40]), room)
    lines = text.splitlines()
    assert max(map(len, lines)) <= room
    assert "…" not in text
    assert text.count("Siti") == 3 * 40
    assert text.count("2024/0001") == 1
    assert text.count("198001012005011901") == 3


def test_a_folded_row_goes_on_below_itself() -> None:
    columns = (
        Column("number", "Number", Kind.ID),
        Column("name", "Name of the person"),
        Column("n", "Days", Kind.COUNT),
    )
    rows = [("2024/0001", "Sitti Rahmatia Rahmawati", 7), ("2024/0002", "Budi", 12)]
    assert plain(Table("t", "T", columns, rows), 9 + 2 + 14 + 2 + 4).splitlines()[2:] == [
        "Number     Name of the     Days",
        "           person",
        "---------  --------------  ----",
        "2024/0001  Sitti Rahmatia     7",
        "           Rahmawati",
        "2024/0002  Budi              12",
    ]


@given(text=st.text("ab 日", max_size=60), wide=st.integers(2, 20))
def test_nothing_is_lost_in_folding_and_every_line_fits(text: str, wide: int) -> None:
    columns = (Column("id", "I", Kind.ID), Column("a", "A"), Column("b", "B"))
    row = ("1", text, "y" * 10)
    page = page_of(Table("t", "", columns, [row]), tell_cut=False)
    lines = "".join(plain_pieces(page, room=1 + 2 + max(wide, 10) + 2 + 10)).splitlines()
    assert max(map(width, lines)) <= 1 + 2 + max(wide, 10) + 2 + 10
    assert Counter("".join(lines))["日"] == Counter(text)["日"]
    assert Counter("".join(lines))["a"] == Counter(text)["a"]


@pytest.mark.parametrize("room", range(20, 60))
def test_the_heads_of_an_empty_table_are_no_wider_than_its_rule(room: int) -> None:
    columns = (Column("due", "Due on", Kind.DATE), Column("counted", "Days that do not count", Kind.LIST))
    head, *_more, rule, nothing = plain(Table("t", "T", (*columns, Column("basis", "Basis")), []), room).splitlines()[
        2:
    ]
    assert nothing == "(no records)"
    assert len(head) <= len(rule) <= room
    assert [len(one) for one in rule.split()] == [len(one) for one in rule.split("  ")]


def test_a_narrow_screen_gets_one_record_below_the_other(cases: Callable[..., Table]) -> None:
    text = plain(cases(2), 40)
    assert "NIP        198001012005011901\n" in text
    assert text.count("Number  ") == 3
    assert "Days left  12\n" in text


def test_wide_letters_keep_the_columns_straight() -> None:
    columns = (Column("a", "A"), Column("b", "B", Kind.ID))
    lines = plain(Table("t", "T", columns, [("日本", "1"), ("e\u0301", "2")])).splitlines()
    assert lines[2:] == ["A     B", "----  -", "日本  1", "e\u0301     2"]


def test_colour_only_when_there_is_colour(cases: Callable[..., Table]) -> None:
    page = page_of(cases(1), tell_cut=False)
    assert "\x1b[1mCases\x1b[0m\n" in "".join(plain_pieces(page, colour=True))
    assert "\x1b" not in plain(cases(1))
