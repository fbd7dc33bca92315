"""What a person reads for one value: labels, yes and no, figures and dates in the reader's language.

A `Cell` is what is left when the words have been found: a text, or a figure or date whose dress depends on the
format (a real date in a spreadsheet, ISO on a terminal, in words on a page).
"""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from asn_neutral.locale import _, language
from asn_neutral.reports.table import Column, Kind, Value

Cell = str | int | Decimal | date


class Head(NamedTuple):
    """The head of one column, and what stands below it."""

    text: str
    kind: Kind
    spare: int = 0  # see `Column`


NUMERIC: Final = frozenset({Kind.COUNT, Kind.PERCENT})  # stand to the right
WHOLE: Final = frozenset({Kind.ID, Kind.COUNT, Kind.PERCENT, Kind.DATE, Kind.FLAG})  # never cropped, never wrapped

_TENTH: Final = Decimal("0.1")
_MONTHS: Final = {
    "id": (
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905 - one line is readable
    ),
    "en": (
        "January February March April May June July August September October November December".split()  # noqa: SIM905 - the same
    ),
}


def one_decimal(number: Decimal) -> Decimal | None:
    """*number* to one decimal, halves away from zero; None for what is not a finite number."""
    return number.quantize(_TENTH, ROUND_HALF_UP) if number.is_finite() else None


def raw_text(value: Value) -> str:
    """*value* as scripts read it in a text format: ISO dates, ``true``/``false``, lists joined with ``;``."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            number = one_decimal(value)
            return "" if number is None else str(number)
        case tuple():
            return ";".join(map(str, value))
    return str(value)  # also a date, whose text is ISO


def cell_maker(column: Column) -> Callable[[Value], Cell]:
    """The function that turns the values of *column* into what a person reads."""
    labels = {value: _(label) for value, label in (column.labels or {}).items()}
    missing, yes, no = _(column.missing), _("yes"), _("no")

    def cell(value: Value) -> Cell:
        match value:
            case str():
                return labels.get(value, str(value))
            case None:
                return missing
            case bool():
                return labels.get("true" if value else "false", yes if value else no)
            case tuple():
                return ", ".join(_first([labels.get(str(part), str(part)) for part in value], column.most))
        return value

    return cell


def _first(parts: list[str], most: int) -> list[str]:
    """The first *most* of the parts of a list, and how many more there are; all of them where *most* is 0."""
    more = len(parts) - most if most else 0
    return [*parts[:most], f"… {_('{count} more').format(count=more)}"] if more > 0 else parts


def long_date(day: date) -> str:
    """A date in words in the reader's language: ``12 Agustus 2024``."""
    return f"{day.day} {_MONTHS[language()][day.month - 1]} {day.year:04d}"


def shown(cell: Cell, *, dates: Callable[[date], str] = date.isoformat) -> str:
    """*cell* as text: percentages with the decimal sign of the language, dates as *dates* writes them."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Decimal):
        number = one_decimal(cell)
        text = "" if number is None else str(number)
        return text.replace(".", ",") if language() == "id" else text
    return dates(cell) if isinstance(cell, date) else str(cell)
