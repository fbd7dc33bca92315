"""A document as one HTML file that needs nothing else: no network, no script; it prints on A4 and fits a phone."""

from collections.abc import Iterator

from markupsafe import Markup

from asn_neutral.locale import _, language
from asn_neutral.output.drawing import plot_of, svg
from asn_neutral.output.paper import Leaf, Paper
from asn_neutral.output.render_html import labelled_cells, remarks, template


def document_html(paper: Paper) -> Iterator[str]:
    """*paper* as HTML in the language in force."""
    yield from template("document.html.j2").generate(
        paper=paper, lang=language(), cells=labelled_cells, remarks=remarks, drawn=_drawn, caption=caption
    )


def _drawn(leaf: Leaf) -> Markup:
    """The chart of *leaf*; empty where it has none, or nothing to draw."""
    return svg(leaf.chart, leaf.grid) if leaf.chart else Markup()


def caption(leaf: Leaf) -> str:
    """What stands below the chart of *leaf*: what it draws."""
    if leaf.chart is None:
        return ""
    drawn = ", ".join(series.heading for series in plot_of(leaf.chart, leaf.grid).series)
    return _("{title}: {drawn}").format(title=leaf.grid.title, drawn=drawn)
