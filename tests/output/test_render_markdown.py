from collections.abc import Callable

import pytest

from asn_neutral.output.grid import page_of
from asn_neutral.output.render_markdown import markdown_pieces
from asn_neutral.reports.table import Column, Record, Table


def markdown(result: Table | Record) -> str:
    return "".join(markdown_pieces(page_of(result, tell_cut=True)))


def test_a_table(recap: Table) -> None:
    assert markdown(recap) == (
        "## Recap\n"
        "\n"
        "| Unit / Level | Medium | Grave | Total |\n"
        "| --- | ---: | ---: | ---: |\n"
        "| Setda | 3 | 1 | 4 |\n"
        "| Dinas A | 0 | 2 | 2 |\n"
        "| not stated | 1 | 0 | 1 |\n"
        "| **Total** | **4** | **3** | **7** |\n"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", "a\\|b"),
        ("a\nb", "a\\\\x0ab"),
        ("<script>&amp;", "\\<script\\>\\&amp;"),
        ("[x](http://y)", "\\[x\\](http\\://y)"),
        ("**b** _i_ `c` ~s~ $m$", "\\*\\*b\\*\\* \\_i\\_ \\`c\\` \\~s\\~ \\$m\\$"),
        (":smiley: 10:30 @budi", "\\:smiley: 10:30 \\@budi"),
        ("SK/123-2024", "SK/123-2024"),
    ],
)
def test_nothing_in_a_cell_is_markup(text: str, shown: str) -> None:
    assert f"| {shown} |\n" in markdown(Table("t", "T", (Column("a", "A"),), [(text,)]))


@pytest.mark.parametrize(("note", "shown"), [("1. x", "1\\. x"), ("- x", "\\- x"), ("# x", "\\# x"), ("> x", "\\> x")])
def test_nothing_in_a_remark_begins_a_block(note: str, shown: str) -> None:
    assert markdown(Table("t", "T", (Column("a", "A"),), (), notes=(note,))).endswith(f"\n- {shown}\n")


def test_a_record(record: Record) -> None:
    text = markdown(record)
    assert text.startswith("# Case 2024/0001\n\n- **Number:** 2024/0001\n")
    assert "\n\n## Cases\n\n| Number |" in text
    assert text.endswith("\n- Sealed.\n")


def test_an_empty_list_says_so(cases: Callable[..., Table]) -> None:
    assert "\n(no records)\n" in markdown(cases(0))
