"""A document in each of its formats: the same words and figures, foreign text as text, the same bytes twice."""

import importlib.util
import io
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook

from asn_neutral.errors import UsageError
from asn_neutral.output import render_pdf, show_document
from asn_neutral.output.document_html import document_html
from asn_neutral.output.document_text import document_lines, document_markdown
from asn_neutral.output.drawing import Plot, Series, bars, svg
from asn_neutral.output.grid import grid_of
from asn_neutral.output.paper import page_of_document, paper_of
from asn_neutral.output.render_xlsx import write_xlsx
from asn_neutral.output.safe import is_unsafe
from asn_neutral.output.show_document import DocumentFormat, document_format
from asn_neutral.output.show_document import show_document as show
from asn_neutral.output.terminal import Terminal
from asn_neutral.reports.document import Chart, ChartKind, Document, Section
from asn_neutral.reports.table import Column, Kind, Table, Total, Value

NIP: Final = "198001012005011901"
HOSTILE: Final = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("http://x")',
    "@SUM(1)",
    "{{ 7*7 }} {% raw %}",
    '#panic("x") $x$ *a* _b_ @c <d> \\',
    "]]></title></svg>",
    "[/bold] :smile:",
    "| a | [x](http://x)",
    "Budi\u202eitnaS",
    "Bel\x07 Esc\x1b[31m Nol\x00",
    "JOSÉ ÇAĞ ŁÓDŹ",
    "w" * 300,
)
SHOWN: Final = [name.replace("\u202e", "\\u202e").replace("\x07", "\\x07").replace("\x1b", "\\x1b") for name in HOSTILE]
COLUMNS: Final = (
    Column("number", "Number", Kind.ID),
    Column("name", "Respondent"),
    Column("nip", "NIP", Kind.ID),
    Column("unit", "Unit"),
    Column("due_on", "Due on", Kind.DATE),
    Column("late", "Days late", Kind.COUNT),
    Column("risk", "BKN may block the data", Kind.FLAG),
)

BEFORE: Final = Column("before", "Bulan sebelumnya", Kind.COUNT)


def _counts(names: tuple[str, ...]) -> Table:
    rows = [(name, place, place, place, Decimal(place)) for place, name in enumerate(names)]
    columns = (
        Column("unit", "Unit"),
        Column("incidents", "Pengaduan/Peristiwa", Kind.COUNT, spare=3),
        Column("cases", "Cases", Kind.COUNT),
        Column("persons", "Persons", Kind.COUNT, spare=2),
        Column("share", "Share %", Kind.PERCENT),
    )
    return Table("by_unit", "By unit", columns, rows, totals=[Total("sum", "Sum", {"cases": 66})], notes=["A note."])


def document(names: tuple[str, ...] = HOSTILE, matching: int | None = 40) -> Document:
    """A document with everything that one can have."""
    rows: list[tuple[Value, ...]] = [
        (f"2024/{place:04d}", name, NIP, "Dinas Contoh", date(2024, 8, 17), 3, place % 2 == 0)
        for place, name in enumerate(names)
    ]
    months = Table(
        "course",
        "Month by month",
        (Column("month", "Month", Kind.ID), Column("in", "In", Kind.COUNT), Column("out", "Out", Kind.COUNT), BEFORE),
        [("2024-08", 3, 0, 1), ("2024-09", 11, 2, 3), ("2024-10", 7, 4, 11)],
    )
    return Document(
        "monthly",
        "Monthly report October 2024",
        "Kantor <Contoh>",
        date(2024, 10, 31),
        ((Column("month", "Month", Kind.ID), "2024-10"), (Column("events", "Events", Kind.COUNT), 12)),
        ("The first sentence.", "Of <b>marks</b> the second."),
        (
            Section("Course", ("A paragraph.",), (Chart(ChartKind.LINES, months, "month", ("in", "out")),)),
            Section("Recaps", (), (Chart(ChartKind.BARS, _counts(names), "unit", ("cases",)),)),
            Section("Overdue", (), (Table("overdue", "Overdue", COLUMNS, rows, matching=matching),)),
            Section("Nothing", (), (Table("empty", "Nothing here", COLUMNS, [], empty="nothing at all"),)),
        ),
    )


def html() -> str:
    return "".join(document_html(paper_of(document())))


# ---- HTML


class Reader(HTMLParser):
    """The elements of a page, the texts of its cells, and that every element closes in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "wbr"}:
            self.open.append(tag)
            self.texts.append((tag, ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element that has nothing in it."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Hold that elements close in order."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Add to the text of the element that was opened last."""
        if self.open and self.texts[-1][0] == self.open[-1]:
            self.texts[-1] = (self.open[-1], self.texts[-1][1] + data)

    def of(self, tag: str) -> list[str]:
        """The texts of every such element."""
        return [text for name, text in self.texts if name == tag]


def test_a_page_is_well_formed_and_in_order() -> None:
    page = Reader(html())
    assert page.open == []
    assert page.tags[0] == ("html", {"lang": "en"})
    headings = [tag for tag, _attrs in page.tags if re.fullmatch("h[1-6]", tag)]
    assert headings == ["h1", "h2", "h2", "h2", "h2"]
    assert {attrs["scope"] for tag, attrs in page.tags if tag == "th"} == {"col", "row"}
    assert page.of("caption") == ["Month by month", "By unit", "Overdue", "Nothing here"]
    assert page.of("figcaption") == ["Month by month: In, Out", "By unit: Cases"]


def test_a_chart_can_be_heard() -> None:
    page = Reader(html())
    drawings = [attrs for tag, attrs in page.tags if tag == "svg"]
    assert [(one["role"], one["aria-label"]) for one in drawings] == [("img", "Month by month"), ("img", "By unit")]
    assert page.of("title") == ["Monthly report October 2024", "Month by month", "By unit"]
    assert page.of("desc") == ["The table beside it has the same figures."] * 2


def test_a_page_needs_nothing_from_anywhere() -> None:
    page = Reader(html())
    assert not {tag for tag, _attrs in page.tags} & {"script", "link", "img", "iframe", "object", "a", "image", "use"}
    assert not [attrs for _tag, attrs in page.tags if {"src", "href", "onload", "style", "xlink:href"} & set(attrs)]
    assert "default-src 'none'" in html()


def test_names_on_a_page_stay_text() -> None:
    cells = Reader(html()).of("td")
    for name in SHOWN:
        assert name.replace("\x00", "\\x00") in cells
    assert not [char for char in html() if is_unsafe(char) and char != "\n"]


# ---- text and Markdown


@pytest.mark.parametrize("terminal", [None, Terminal(width=80, tty=True), Terminal(width=120, tty=True, colour=True)])
def test_text_holds_every_part_and_no_command_for_a_screen(terminal: Terminal | None) -> None:
    text = "".join(document_lines(paper_of(document(HOSTILE[:-1])), terminal))
    for part in ("Kantor <Contoh>", "Of <b>marks</b> the second.", "1. Course", "A paragraph.", "nothing at all"):
        assert part in text
    assert "12 of 40" in text
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text) if terminal and terminal.colour else text
    assert not [char for char in plain if is_unsafe(char) and char != "\n"]
    if terminal:
        assert max(map(len, plain.splitlines())) <= terminal.width
    assert "█" in text


def test_bars_are_as_long_as_their_figures() -> None:
    plot = Plot("T", "abcde", [Series("n", [0, 1, 50, 100, 1_000_000])])
    drawn = bars(plot, 20)
    assert drawn[0] == ""
    assert drawn[1:4] == ["▏"] * 3
    assert drawn[4] == "█" * 20
    assert bars(Plot("T", "ab", [Series("n", [3, 4])]), 8) == ["██████", "████████"]
    assert bars(Plot("T", "a", [Series("n", [0])]), 8) == [""]


def test_markdown_has_headings_in_order_and_no_foreign_marks() -> None:
    text = "".join(document_markdown(paper_of(document())))
    headings = re.findall(r"^(#+) (.*)$", text, re.MULTILINE)
    assert [level for level, _text in headings] == ["#", "##", "###", "##", "###", "##", "##", "###"]
    assert "<script>" not in text
    assert "\\<script\\>alert(1)\\</script\\>" in text
    assert "- 13 of 40" in text
    assert not [char for char in text if is_unsafe(char) and char != "\n"]


# ---- drawings


@pytest.mark.parametrize("figures", [(0, 0), (1, 0), (3, 7), (999, 1_000_001)])
@pytest.mark.parametrize("kind", list(ChartKind))
def test_a_drawing_stays_inside_its_frame(kind: ChartKind, figures: tuple[int, int]) -> None:
    table = Table("t", "T", (Column("a", "A"), Column("n", "N", Kind.COUNT)), [("x", figures[0]), ("y", figures[1])])
    drawn = str(svg(Chart(kind, table, "a", ("n",)), grid_of(table, tell_cut=False)))
    wide, high = map(float, re.findall(r'viewBox="0 0 (\d+) (\d+)"', drawn)[0])
    points = [one for line in re.findall(r'points="([^"]*)"', drawn) for one in line.split()]
    ends = [f"{wide},{top}" for top, wide in re.findall(r'<rect x="0" y="([\d.]+)" width="([\d.]+)"', drawn)]
    places = [tuple(map(float, one.split(","))) for one in (*points, *ends)]
    assert places
    assert all(0 <= left <= wide and 0 <= top <= high for left, top in places)


def test_nothing_is_drawn_of_nothing() -> None:
    table = Table("t", "T", (Column("a", "A"), Column("n", "N", Kind.COUNT)), [])
    assert svg(Chart(ChartKind.BARS, table, "a", ("n",)), grid_of(table, tell_cut=False)) == ""


# ---- spreadsheet


def workbook() -> bytes:
    stream = io.BytesIO()
    write_xlsx(page_of_document(document()), stream)
    return stream.getvalue()


def test_a_spreadsheet_has_a_sheet_for_each_table() -> None:
    book = load_workbook(io.BytesIO(workbook()))
    assert book.sheetnames == ["Monthly report October 2024", "Month by month", "By unit", "Overdue", "Nothing here"]
    sheet = book["Overdue"]
    assert [sheet.freeze_panes for sheet in book.worksheets] == ["A2"] * 5
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == tuple(column.heading for column in COLUMNS)
    assert rows[1][2:6] == (NIP, "Dinas Contoh", datetime(2024, 8, 17), 3)  # noqa: DTZ001 - a spreadsheet knows no zones
    assert (sheet["C2"].number_format, sheet["C2"].data_type, sheet["E2"].is_date) == ("@", "s", True)
    assert sheet.column_dimensions["C"].width >= 18
    assert [row[1] for row in rows[1:14]] == [name.replace("\x00", "\\x00") for name in SHOWN]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    first = [row[0] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert {"Month", "The first sentence.", "A paragraph."} <= set(first)


# ---- PDF


@pytest.fixture
def pdf() -> bytes:
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    return render_pdf.pdf_bytes(paper_of(document()))


def test_a_pdf_says_what_the_page_says(pdf: bytes) -> None:
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
    file = pdfium.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in file]
    whole = re.sub(r"\s+", "", "".join(texts)).replace("\u200b", "")
    for name in SHOWN:
        assert re.sub(r"\s+", "", name.replace("\x00", "\\x00")) in whole
    for part in (NIP, "17August2024", "Of<b>marks</b>thesecond.", "13of40", "nothingatall", "Kantor<Contoh>"):
        assert part in whole
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {len(texts)}" in text
    assert file.get_metadata_dict()["Title"] == "Monthly report October 2024"
    assert file.get_metadata_dict()["CreationDate"].startswith("D:20241031")


def test_the_heads_of_a_table_come_again_on_every_page_of_it() -> None:
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
    long = document(tuple(f"Warga Contoh {number}" for number in range(180)), matching=None)
    pages = [
        page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(render_pdf.pdf_bytes(paper_of(long)))
    ]
    listed = [text for text in pages if NIP in text]
    assert len(listed) >= 3
    assert all("Respondent" in text and "Due on" in text for text in listed)


def test_a_pdf_is_drawn_on_paper(pdf: bytes) -> None:
    """Rendered to pixels: ink on every page, none in the margins, the colour of the bars where they are."""
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
    inks = set[tuple[int, int, int]]()
    for page in pdfium.PdfDocument(pdf):
        bitmap = page.render(scale=1)
        wide, high, channels = bitmap.width, bitmap.height, bitmap.n_channels
        pixels = bytes(bitmap.buffer)
        dark = set[tuple[int, int]]()
        for place in range(0, len(pixels) - channels + 1, channels):
            blue, green, red = pixels[place : place + 3]
            row, column = divmod(place, bitmap.stride)
            inks.add((red, green, blue))
            if red + green + blue < 600 and column // channels < wide:
                dark.add((column // channels, row))
        assert len(dark) > 500
        assert all(30 < left < wide - 30 and 30 < top < high - 20 for left, top in dark)
    assert (0x1F, 0x4E, 0x79) in inks


def test_without_the_extra_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=r"pip install 'asn-neutral\[pdf\]'"):
        document_format(None, Path("x.pdf"), tty=False)
    with pytest.raises(UsageError):
        render_pdf.pdf_bytes(paper_of(document()))


# ---- the door


@pytest.mark.parametrize("form", list(DocumentFormat))
def test_the_same_document_makes_the_same_bytes(form: DocumentFormat, tmp_path: Path) -> None:
    if form is DocumentFormat.PDF:
        pytest.importorskip("typst", reason="the extra pdf is not installed")
    paths = [tmp_path / f"{number}.{form}" for number in (1, 2)]
    for path in paths:
        show(document(), format=form, path=path, terminal=Terminal())
    assert paths[0].read_bytes() == paths[1].read_bytes() != b""


@pytest.mark.parametrize("form", [one for one in DocumentFormat if one is not DocumentFormat.PDF])
def test_stdout_gets_what_a_file_gets(
    form: DocumentFormat, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / f"x.{form}"
    show(document(), format=None if form is not DocumentFormat.TABLE else form, path=path, terminal=Terminal())
    show(document(), format=form, path=None, terminal=Terminal())
    assert capfdbinary.readouterr().out == path.read_bytes()


def test_json_has_every_table_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    show(document(), format=None, path=path, terminal=Terminal())
    told = json.loads(path.read_text("utf-8"))
    assert told["schema"] == "asn-neutral/monthly"
    assert told["data"]["month"] == "2024-10"
    assert told["data"]["summary"] == ["The first sentence.", "Of <b>marks</b> the second."]
    assert [one["name"] for one in told["data"]["overdue"]] == list(HOSTILE)
    assert told["data"]["course"][1] == {"month": "2024-09", "in": 11, "out": 2, "before": 3}
    assert (told["totals"]["by_unit"]["sum"]["cases"], told["matching"]["overdue"]) == (66, 40)


@pytest.mark.parametrize("path", [Path("x.csv"), Path("x"), Path("x.jsonl"), Path("x.docx")])
def test_an_ending_that_holds_no_document_is_refused(path: Path) -> None:
    with pytest.raises(UsageError, match="names no format"):
        document_format(None, path, tty=False)


@pytest.mark.parametrize("form", [DocumentFormat.XLSX, DocumentFormat.PDF])
def test_a_screen_gets_no_file(form: DocumentFormat) -> None:
    with pytest.raises(UsageError, match="name a file with -o"):
        document_format(form, None, tty=True)


def test_a_screen_gets_the_drawn_document(capsys: pytest.CaptureFixture[str]) -> None:
    show_document._draw(document(), Terminal(width=100, tty=True))
    shown = capsys.readouterr().out
    assert "╭" in shown
    assert "█" in shown


# ---- Chromium


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """A real browser, where there is one."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next((path for path in map(Path, BROWSERS) if path.exists()), None)
    with sync_api.sync_playwright() as driver:
        if found is None and not Path(driver.chromium.executable_path).exists():
            pytest.skip("there is no Chromium on this machine")
        place = str(found) if found else None
        browser = driver.chromium.launch(executable_path=place, args=["--no-sandbox"])
        yield browser
        browser.close()


BROWSERS: Final = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
WIDTHS: Final = (
    "[document.documentElement, ...document.querySelectorAll('section')].map(e => e.scrollWidth - e.clientWidth)"
)


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_browser_shows_it_without_errors_and_without_scrolling_sideways(
    chromium: object, tmp_path: Path, width: int
) -> None:
    path = tmp_path / "x.html"
    show(document(), format=None, path=path, terminal=Terminal())
    page = chromium.new_page(viewport={"width": width, "height": 800})  # type: ignore[attr-defined]  # a browser, if any
    said = list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if request.url != path.as_uri() else None)
    page.goto(path.as_uri())
    assert said == []
    assert max(page.evaluate(WIDTHS)) <= 0
    assert page.locator("svg").first.bounding_box()["width"] > 200
    assert page.get_by_role("img", name="Month by month").count() == 1
    assert page.get_by_role("columnheader", name="Days late").count() == 2
    page.close()
