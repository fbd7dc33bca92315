import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from asn_neutral.output.grid import page_of
from asn_neutral.output.render_rich import rich_text
from asn_neutral.output.terminal import Terminal
from asn_neutral.reports.table import Record, Table


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
