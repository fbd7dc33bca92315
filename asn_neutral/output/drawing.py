"""Small charts as SVG, drawn from the figures of the table beside them; nothing in them is needed to read the table.

A drawing is narrow enough to be read on a phone and has one colour for each series, with a pattern of its own beside
it, so that it can be read in print and by those who see no colours.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from asn_neutral.locale import _
from asn_neutral.output.cells import Cell, shown
from asn_neutral.output.grid import Grid
from asn_neutral.output.safe import safe, width
from asn_neutral.reports.document import Chart, ChartKind

_WIDE: Final = 340  # units of the drawing, which are those of its letters as well
_BAR: Final = 26  # height of a bar with its name above it
_NAME: Final = 52  # columns of a terminal that a name above a bar may take
_FIGURE: Final = 56  # room for the figure after a bar
_HIGH: Final = 170  # height of a chart of lines
_TOP, _FOOT = 22, 24
_DIGIT: Final = 7  # width of a digit
_STEPS: Final = (1, 2, 5)
_MOST_LINES: Final = 5  # across a chart
_INK: Final = ("#1f4e79", "#b45309")
_DASHES: Final = ("", "5 3")
_CUT: Final = "…"

_FRAME: Final = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" role="img"'
    ' aria-label="{title}" font-family="DejaVu Sans, Liberation Sans, Arial, sans-serif" font-size="10" fill="#111">'
    "<title>{title}</title><desc>{desc}</desc>{body}</svg>"
)
_TEXT: Final = Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>')
_RECT: Final = Markup('<rect x="0" y="{:.1f}" width="{:.1f}" height="9" fill="{}"/>')
_RULE: Final = Markup('<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="{}" stroke-width="{}"{}/>')
_LINE: Final = Markup('<polyline points="{}" fill="none" stroke="{}" stroke-width="2"{}/>')
_DOT: Final = Markup('<circle cx="{:.1f}" cy="{:.1f}" r="2.5" fill="{}"/>')
_DASH: Final = Markup(' stroke-dasharray="{}"')


class Series(NamedTuple):
    """The figures of one column, a figure for each row."""

    heading: str
    figures: Sequence[int]


class Plot(NamedTuple):
    """What is drawn: the names of the rows, and the series."""

    title: str
    names: Sequence[str]
    series: Sequence[Series]


def plot_of(chart: Chart, grid: Grid) -> Plot:
    """What *chart* draws, with the words of *grid*, which is that of its table and has its rows as a sequence."""
    keys = [column.key for column in chart.table.columns if not column.for_scripts]
    rows = list(grid.rows)
    label, places = keys.index(chart.label), [keys.index(key) for key in chart.series]
    names = [safe(shown(row[label])) for row in rows]
    series = [Series(safe(grid.heads[place].text), [_figure(row[place]) for row in rows]) for place in places]
    return Plot(safe(grid.title), names, series)


def _figure(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def svg(chart: Chart, grid: Grid) -> Markup:
    """*chart* as SVG; empty where there is nothing to draw."""
    plot = plot_of(chart, grid)
    if not plot.names:
        return Markup()
    high, body = _bars(plot) if chart.kind is ChartKind.BARS else _lines(plot)
    desc = _("The table beside it has the same figures.")
    return _FRAME.format(wide=_WIDE, high=high, title=plot.title, desc=desc, body=Markup("").join(body))


def bars(plot: Plot, wide: int) -> list[str]:
    """For each row its first figure as a bar of letters, at most *wide* of them."""
    figures = plot.series[0].figures
    return [_blocks(figure, max(figures), wide) for figure in figures]


def _blocks(figure: int, most: int, wide: int) -> str:
    """A bar in eighths of a letter; a figure that is not nought has at least the thinnest."""
    if figure <= 0:
        return ""
    eighths = max(1, round(figure * wide * 8 / most))
    return "█" * (eighths // 8) + ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")[eighths % 8]


def _bars(plot: Plot) -> tuple[int, list[Markup]]:
    """The height of a chart of bars, and its parts."""
    return len(plot.names) * _BAR + 4, [*_each_bar(plot)]


def _each_bar(plot: Plot) -> Iterator[Markup]:
    figures = plot.series[0].figures
    most = max(*figures, 1)
    for place, (name, figure) in enumerate(zip(plot.names, figures, strict=True)):
        top, long = place * _BAR, figure / most * (_WIDE - _FIGURE)
        yield _TEXT.format(0, top + 11, "start", _cropped(name, _NAME))
        yield _RECT.format(top + 14, long, _INK[0])
        yield _TEXT.format(long + 4, top + 22, "start", figure)


def _lines(plot: Plot) -> tuple[int, list[Markup]]:
    """The height of a chart of lines, and its parts."""
    return _HIGH + _TOP + _FOOT, [*_legend(plot), *_scale(plot), *_each_line(plot)]


def _legend(plot: Plot) -> Iterator[Markup]:
    """Which line is which, above the chart."""
    for place, series in enumerate(plot.series):
        left = place * (_WIDE / len(plot.series))
        yield _RULE.format(left, 8, left + 24, 8, _INK[place], 2, _dashed(place))
        yield _TEXT.format(left + 28, 11, "start", _cropped(series.heading, _NAME // len(plot.series)))


def _scale(plot: Plot) -> Iterator[Markup]:
    """Lines across with their figures, and the names of the rows below."""
    step, left = _step(plot), _left(plot)
    for figure in range(0, _top_of(plot) + 1, step):
        high = _height(figure, plot)
        yield _RULE.format(left, high, _WIDE, high, "#ccc", 1, "")
        yield _TEXT.format(left - 4, high + 3.5, "end", figure)
    every = max(1, -(-len(plot.names) // 4))
    for place, name in enumerate(plot.names):
        if (len(plot.names) - 1 - place) % every == 0:
            yield _TEXT.format(_across(place, plot), _TOP + _HIGH + 16, "end", name)


def _each_line(plot: Plot) -> Iterator[Markup]:
    for number, series in enumerate(plot.series):
        points = [(_across(place, plot), _height(figure, plot)) for place, figure in enumerate(series.figures)]
        drawn = " ".join(f"{left:.1f},{high:.1f}" for left, high in points)
        yield _LINE.format(drawn, _INK[number], _dashed(number))
        for left, high in points:
            yield _DOT.format(left, high, _INK[number])


def _dashed(place: int) -> Markup | str:
    return _DASH.format(_DASHES[place]) if _DASHES[place] else ""


def _step(plot: Plot) -> int:
    """The distance of the lines across: 1, 2 or 5 of some power of ten, for a few lines at most."""
    most = max((max(series.figures) for series in plot.series), default=0)
    power = 1
    while True:
        for step in _STEPS:
            if step * power * _MOST_LINES >= most:
                return step * power
        power *= 10


def _top_of(plot: Plot) -> int:
    """The figure at the upper end: the first line across that no figure exceeds."""
    step, most = _step(plot), max((max(series.figures) for series in plot.series), default=0)
    return max(step, -(-most // step) * step)


def _height(figure: int, plot: Plot) -> float:
    return _TOP + _HIGH - figure / _top_of(plot) * (_HIGH - 8)


def _left(plot: Plot) -> int:
    """Where the lines begin: after the longest figure."""
    return len(str(_top_of(plot))) * _DIGIT + 8


def _across(place: int, plot: Plot) -> float:
    room = _WIDE - _left(plot) - 8
    return _left(plot) + 4 + (room * place / (len(plot.names) - 1) if len(plot.names) > 1 else room)


def _cropped(text: str, wide: int) -> str:
    """*text* in *wide* columns of a terminal, with a sign where something was left out."""
    if width(text) <= wide:
        return text
    while width(text) > wide - 1:
        text = text[:-1]
    return text.rstrip() + _CUT
