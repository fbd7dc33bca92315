"""The cells of a grid as one-line texts, and how wide their columns have to be and may become."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from asn_neutral.locale import _
from asn_neutral.output.cells import NUMERIC, WHOLE, Cell, shown
from asn_neutral.output.grid import Grid
from asn_neutral.output.safe import safe, width
from asn_neutral.reports.table import Kind

Cut = TypeVar("Cut")
LEAST = 10  # columns of a terminal below which a folded text can hardly be read any more
NAMES = 28  # columns of a terminal that the names beside figures keep
LONGEST_WORD = 18  # columns that a word may ask for; a longer one, a link say, may be cut in two


class Sheet(NamedTuple):
    """A grid whose cells are safe texts, with the width of every column in columns of a terminal."""

    heads: Sequence[str]
    kinds: Sequence[Kind]
    rows: Sequence[Sequence[str]]
    totals: Sequence[Sequence[str]]
    natural: Sequence[int]  # wide enough for everything
    least: Sequence[int]  # below this an id or a word of a head would break, or a text say nothing
    spare: Sequence[int]  # see `Column`

    @classmethod
    def of(cls, grid: Grid, rows: Iterable[Sequence[Cell]]) -> "Sheet":
        """The sheet of *grid* with *rows*, which are read here."""
        heads = [safe(head.text) for head in grid.heads]
        kinds = [head.kind for head in grid.heads]
        body = [_texts(row) for row in rows]
        totals = [_texts(row) for row in grid.totals]
        columns = list(zip(heads, *body, *totals, strict=True))
        natural = [max(map(width, column)) for column in columns]
        least = [
            max(_least(kind, column[1:], wide), min(_longest_word(column[:1]), LONGEST_WORD))
            for kind, column, wide in zip(kinds, columns, natural, strict=True)
        ]
        return cls(heads, kinds, body, totals, natural, least, [head.spare for head in grid.heads])

    def only(self, places: Sequence[int]) -> "Sheet":
        """The same with these columns."""

        def rest(row: Sequence[Cut]) -> Sequence[Cut]:
            return [row[place] for place in places]

        return Sheet(
            rest(self.heads), rest(self.kinds), [rest(row) for row in self.rows], [rest(row) for row in self.totals],
            rest(self.natural), rest(self.least), rest(self.spare),
        )  # fmt: skip

    def without(self, place: int) -> "Sheet":
        """The same without one column."""
        return self.only([other for other in range(len(self.heads)) if other != place])


def _texts(row: Sequence[Cell]) -> list[str]:
    """The cells of one row as safe texts."""
    return [safe(shown(cell)) for cell in row]


def _least(kind: Kind, texts: Sequence[str], natural: int) -> int:
    """The least width of a column: ids, figures and dates stay whole, so does each id of a list."""
    if kind in WHOLE:
        return max(map(width, texts), default=natural) or 1
    if kind is Kind.LIST:
        return _longest_word(texts) or 1
    return min(natural, LEAST) or 1


def _longest_word(texts: Iterable[str]) -> int:
    """The width of the longest word."""
    return max((width(word) for text in texts for word in text.split(" ")), default=0)


def narrowed(sheet: Sheet, room_for: Callable[[int], int]) -> tuple[Sheet, list[int] | None, list[str]]:
    """As much of *sheet* as fits, the widths of its columns, and the heads of those it goes without.

    The whole sheet and None where not even the columns that always stay would fit; `room_for` gives the room that so
    many columns have.
    """
    rest, missing = sheet, list[str]()
    while (widths := fitted(rest, room_for(len(rest.heads)))) is None and any(rest.spare):
        place = max(range(len(rest.spare)), key=rest.spare.__getitem__)
        missing.append(rest.heads[place])
        rest = rest.without(place)
    return (sheet, None, []) if widths is None else (rest, widths, missing)


def panels(sheet: Sheet, room_for: Callable[[int], int]) -> list[tuple[Sheet, list[int]]]:
    """A sheet of figures that is too wide, in pieces that fit, each with the first column and its widths.

    One below the other they can still be read down and across. None where it is not a sheet of figures beside names, or
    not even one column of figures would fit.
    """
    if len(sheet.heads) <= 2 or not NUMERIC.issuperset(sheet.kinds[1:]):  # noqa: PLR2004 - names and one of figures
        return []
    sheet = sheet._replace(least=[min(sheet.natural[0], max(sheet.least[0], NAMES)), *sheet.least[1:]])
    found, left = list[tuple[Sheet, list[int]]](), list(range(1, len(sheet.heads)))
    while left:
        pieces = ((sheet.only([0, *left[:many]]), many) for many in range(len(left), 0, -1))
        fitting = ((piece, widths, many) for piece, many in pieces if (widths := fitted(piece, room_for(many + 1))))
        piece, widths, many = next(fitting, (sheet, [], 0))
        if not many:
            return []
        found.append((piece, widths))
        left = left[many:]
    return found


def remark_on(missing: Sequence[str]) -> list[str]:
    """What is said below a table that goes without some columns."""
    if not missing:
        return []
    return [_("Not shown for lack of room: {columns}. -o FILE has them all.").format(columns=", ".join(missing))]


def fitted(sheet: Sheet, room: int) -> list[int] | None:
    """The widths of columns that fold, within *room* columns of a terminal; None if that is too narrow.

    Heads of ids and figures fold first, then the widest columns give way, down to one common width. Words are cut in
    two only where the rest would not fit otherwise and no column is spare. *room* is without the space between the
    columns.
    """
    if sum(sheet.natural) <= room:
        return list(sheet.natural)
    columns = list(zip(sheet.heads, *sheet.rows, *sheet.totals, strict=True))
    words = [_longest_word(column) for column in columns]
    unbroken = [max(low, min(word, LONGEST_WORD)) for low, word in zip(sheet.least, words, strict=True)]
    folded = [
        max(low, word) if kind in WHOLE else wide
        for kind, low, word, wide in zip(sheet.kinds, sheet.least, words, sheet.natural, strict=True)
    ]
    return _fitted(folded, unbroken, room) or (None if any(sheet.spare) else _fitted(folded, sheet.least, room))


def _fitted(natural: Sequence[int], least: Sequence[int], room: int) -> list[int] | None:
    """Widths from *least* to *natural* within *room*."""

    def cut_to(level: int) -> list[int]:
        return [max(low, min(wide, level)) for low, wide in zip(least, natural, strict=True)]

    levels = range(max(natural, default=0) + 1)
    fitting = bisect_right(levels, room, key=lambda level: sum(cut_to(level)))
    return cut_to(fitting - 1) if fitting else None
