from collections.abc import Callable

import pytest

from asn_neutral import locale
from asn_neutral.output.grid import page_of
from asn_neutral.output.render_plain import plain_pieces
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
def test_a_screen_crops_texts_and_never_ids(cases: Callable[..., Table], room: int) -> None:
    lines = plain(cases(3, names=["Siti " * 40]), room).splitlines()
    assert max(map(len, lines)) <= room
    assert "…" in lines[4]
    assert "2024/0001" in lines[4]
    assert "198001012005011901" in lines[4]


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
