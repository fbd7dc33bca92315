"""Reports that may be asked by one dimension: its column, and the order of its values."""

from collections.abc import Callable, Iterable, Sequence

from asn_neutral.locale import _
from asn_neutral.reports.dimensions import HEADINGS, dimension, order_of
from asn_neutral.reports.report import Asked
from asn_neutral.reports.table import Column, Value


def dimension_columns(asked: Asked) -> tuple[Column, ...]:
    """The columns of the dimensions asked for; none where everything is counted at once."""
    return tuple(dimension(word, asked.law) for word in asked.by)


def grouped_title(title: str, by: Sequence[str]) -> str:
    """The title of a report, with the dimension it is asked by."""
    if not by:
        return title
    return _("{title} by {dimension}").format(title=title, dimension=_(HEADINGS[by[0]]))


def in_order(asked: Asked, sizes: Iterable[tuple[Value, int]]) -> Callable[[Sequence[Value]], tuple[object, ...]]:
    """Where a row belongs by the dimension it begins with: the law's own order, or the largest first.

    *sizes* tells the cases of each value; one may come several times.
    """
    if not asked.by:
        return lambda _row: ()
    place = order_of(asked.by[0], sizes, asked.law)
    return lambda row: place(row[0])
