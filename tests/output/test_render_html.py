from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from asn_neutral import locale
from asn_neutral.output.grid import page_of
from asn_neutral.output.render_html import html_pieces
from asn_neutral.reports.table import Column, Record, Table


class Reader(HTMLParser):
    """Collects the elements of a page and the texts of its cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element and begin the text of a cell."""
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "wbr"}:
            self.open.append(tag)
        if tag in {"td", "th", "caption", "p", "dd"}:
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        """Hold that elements close in order."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Add to the text of the cell that is open."""
        if self.open and self.open[-1] in {"td", "th", "caption", "p", "dd"}:
            self.cells[-1] += data


def html(result: Table | Record) -> str:
    return "".join(html_pieces(page_of(result, tell_cut=True)))


def test_a_page_is_well_formed_and_marked_up(recap: Table) -> None:
    page = Reader(html(recap))
    assert page.open == []
    assert page.tags[0] == ("html", {"lang": "en"})
    assert page.cells[:9] == ["Recap", "Unit / Level", "Medium", "Grave", "Total", "Setda", "3", "1", "4"]
    scopes = [attrs["scope"] for tag, attrs in page.tags if tag == "th"]
    assert scopes == ["col"] * 4 + ["row"] * 4
    assert page.cells[-4:] == ["Total", "4", "3", "7"]


def test_a_page_needs_nothing_from_anywhere(record: Record) -> None:
    tags = Reader(html(record)).tags
    assert not {tag for tag, _attrs in tags} & {"script", "link", "img", "iframe", "object", "a"}
    assert not [attrs for _tag, attrs in tags if {"src", "href", "onload"} & set(attrs)]
    assert "@page { size: A4" in html(record)


@pytest.mark.parametrize(("language", "day"), [("id", "1 Agustus 2024"), ("en", "1 August 2024")])
def test_dates_are_in_words(cases: Callable[..., Table], language: str, day: str) -> None:
    locale.use(language)
    page = Reader(html(cases(1)))
    assert day in page.cells
    assert page.tags[0][1]["lang"] == language


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("\" onload='x' &amp; {{ 7*7 }}", "\" onload='x' &amp; {{ 7*7 }}"),
        ("Budi\u202e\x00\x1b", "Budi\\u202e\\x00\\x1b"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_foreign_text_stays_text(cases: Callable[..., Table], name: str, shown: str) -> None:
    page = Reader(html(cases(1, names=[name])))
    assert shown in page.cells
    assert "script" not in {tag for tag, _attrs in page.tags}


def test_titles_headings_and_remarks_are_text_too() -> None:
    evil = "<img src=x>\u202e"
    table = Table("t", evil, (Column("a", evil),), [(evil,)], notes=(evil,))
    page = Reader(html(Record("r", evil, (Column("b", evil),), (evil,), parts=(table,), notes=(evil,))))
    assert "img" not in {tag for tag, _attrs in page.tags}
    assert set(page.cells) == {"<img src=x>\\u202e"}
    assert "<title>&lt;img" in html(table)


def test_remarks_stand_below(cases: Callable[..., Table]) -> None:
    assert '<p class="notes">As of 1 March.</p>' in html(cases(1))


def test_an_empty_list_says_so(cases: Callable[..., Table]) -> None:
    assert "(no records)" in html(cases(0))
