import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from asn_neutral.output.grid import page_of
from asn_neutral.output.render_plain import plain_pieces
from asn_neutral.output.render_rich import rich_text
from asn_neutral.output.terminal import Terminal
from asn_neutral.reports.table import Column, Kind, Pivot, Record, Table


def drawn(result: Table | Record, width: int, *, colour: bool = False) -> str:
    return rich_text(page_of(result, tell_cut=False), Terminal(width=width, tty=True, colour=colour))


@pytest.mark.parametrize("width", [60, 100, 110, 140, 200])
def test_ids_are_whole_at_every_width(cases: Callable[..., Table], width: int) -> None:
    text = drawn(cases(3, names=["Siti " * 30]), width)
    assert text.count("198001012005011901") == 3
    assert all(f"2024/000{number}" in text for number in (1, 2, 3))
    assert "…" not in text


@pytest.mark.parametrize("width", [105, 140])
def test_a_table_is_sized_to_the_screen_and_loses_nothing(cases: Callable[..., Table], width: int) -> None:
    text = drawn(cases(2, names=["Siti " * 30]), width)
    assert max(map(len, text.splitlines())) <= width
    assert text.count("Siti") == 60


def test_foreign_markup_is_literal(cases: Callable[..., Table]) -> None:
    name = "[red]Budi[/red] [/foo] :smiley: [link=file:///x]"
    assert name in drawn(cases(1, names=[name]), 200)


def test_a_negative_figure_stands_out_only_in_colour(cases: Callable[..., Table]) -> None:
    assert re.search(r"\x1b\[1;31m +-2\x1b\[0m", drawn(cases(1), 140, colour=True))
    assert "\x1b" not in drawn(cases(1), 140)


def test_totals_remarks_and_cross_tables(cases: Callable[..., Table], recap: Table) -> None:
    text = drawn(cases(1), 140)
    assert re.search(r"│ Total .* 12 │", text)
    assert text.endswith("As of 1 March.\n")
    assert re.search(r"│ Total +│ +4 │ +3 │ +7 │", drawn(recap, 80))


def test_a_record_has_its_values_beside_their_headings(record: Record) -> None:
    text = drawn(record, 140)
    assert "NIP        198001012005011901\n" in text
    assert text.endswith("Sealed.\n")


def test_an_empty_list_says_so(cases: Callable[..., Table]) -> None:
    assert "(no records)" in drawn(cases(0), 140)


def test_a_narrow_screen_goes_without_spare_columns_and_says_so(cases: Callable[..., Table]) -> None:
    table = cases(2)
    spare = {"nip", "violations", "share", "late"}
    columns = [replace(column, spare=int(column.key in spare)) for column in table.columns]
    text = drawn(replace(table, columns=columns), 80)
    assert "198001012005011901" not in text
    assert "Not shown for lack of room: " in text
    assert text.startswith("Cases\n╭")
    assert max(map(len, text.split("\n"))) <= 80
    assert "198001012005011901" in drawn(replace(cases(2), columns=columns), 200)


@pytest.mark.parametrize("width", [50, 80, 110])
def test_a_cross_table_too_wide_for_the_screen_is_drawn_in_pieces(width: int) -> None:
    columns = (Column("unit", "Unit"), Column("month", "Month"), Column("cases", "Cases", Kind.COUNT))
    rows = [(f"Dinas Nomor {unit}", f"2024-{month:02d}", unit * month) for unit in (1, 2) for month in range(1, 13)]
    table = Table("recap", "Recap", columns, rows, pivot=Pivot("unit", "month", "cases"))
    for text in (drawn(table, width), "".join(plain_pieces(page_of(table, tell_cut=False), room=width))):
        lines = text.split("\n")
        assert max(map(len, lines)) <= width
        assert sum("Unit / Month" in line for line in lines) == sum("Dinas Nomor 2" in line for line in lines) > 1
        heads = [word for line in lines if "Unit / Month" in line for word in re.findall(r"2024-\d\d|Total", line)]
        assert heads == [*(f"2024-{month:02d}" for month in range(1, 13)), "Total"]
        figures = [word for line in lines if "Nomor 2" in line for word in re.findall(r"\d+", line.partition("r 2")[2])]
        assert figures == [*(str(2 * month) for month in range(1, 13)), "156"]


def test_where_not_even_one_column_of_figures_fits_there_are_no_pieces(recap: Table) -> None:
    assert drawn(recap, 12).count("Unit / Level") == 4  # each row and the sums as a block of their own
