"""Dates as people write them in files: ISO, day first with figures, or with the month's name.

`date.fromisoformat` also takes ``20240229`` and ``2024-W09-4``, and other parsers turn days and months round, so the
forms are listed here and nothing else is read. The figures are 0-9 only.
"""

import re
from datetime import date
from enum import StrEnum, unique
from typing import Final

from asn_neutral.intake.reasons import RefusedValueError
from asn_neutral.locale import N_

EARLIEST: Final = date(2004, 1, 1)


@unique
class DateOrder(StrEnum):
    """In which order day and month stand in a date of figures."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


_ISO: Final = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")
_FIGURES: Final = re.compile("([0-9]{1,2})([/.-])([0-9]{1,2})\\2([0-9]{4})")
_NAMED: Final = re.compile("([0-9]{1,2})[ -]([A-Za-z]{3,9})[.]?[ -]([0-9]{4})")
_SHORT_YEAR: Final = re.compile("[0-9]{1,2}([/. -])(?:[0-9]{1,2}|[A-Za-z]{3,9})[.]?\\1[0-9]{2}")
_SERIAL: Final = re.compile("[1-9][0-9]{4}(?:[.,][0-9]+)?")
_MONTHS_IN_YEAR: Final = 12
_MONTH_NAMES: Final = (
    ("januari", "january", "jan"),
    ("februari", "february", "pebruari", "feb", "peb"),
    ("maret", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "ags", "agt", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
_EITHER: Final = N_(
    "this could be {one} or {other}, because other dates of this column fit only another order of day and month; "
    "state the order of the whole file with --date-order, or write 2024-09-25"
)
_MONTH_OF: Final = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names}


def parse_date(text: str, order: str = DateOrder.DAY_FIRST, *, doubtful: bool = False) -> date:
    """The date that *text* states; surrounding blanks are ignored.

    Args:
        text: ISO (2024-09-25), figures with ``/``, ``-`` or ``.`` and a year of four digits, or with a month's name.
        order: ``dmy`` or ``mdy``: how a date of figures is read; the other forms say it themselves.
        doubtful: Whether other dates beside this one fit only the other order; figures that could be either are then
            refused.

    Raises:
        RefusedValueError: with code E_TANGGAL, E_TANGGAL_SERIAL or E_TANGGAL_URUTAN (only the other order fits, or
            nobody knows which).
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.fullmatch(text):
        return _ordered(int(found[1]), int(found[3]), int(found[4]), order, doubtful=doubtful)
    if (found := _NAMED.fullmatch(text)) and (month := _MONTH_OF.get(found[2].lower())):
        return _day(int(found[3]), month, int(found[1]))
    if _SERIAL.fullmatch(text):
        raise RefusedValueError("E_TANGGAL_SERIAL")
    if _SHORT_YEAR.fullmatch(text):
        raise RefusedValueError("E_TANGGAL", N_("write the year of the date with four digits"))
    raise RefusedValueError("E_TANGGAL")


def check_range(day: date, today: date) -> date:
    """*day* itself when it lies between 2004-01-01 and *today*, both inclusive.

    Raises:
        RefusedValueError: with code E_TANGGAL_LAMA or E_TANGGAL_DEPAN.
    """
    if day < EARLIEST:
        raise RefusedValueError("E_TANGGAL_LAMA")
    if day > today:
        raise RefusedValueError("E_TANGGAL_DEPAN")
    return day


def is_written_date(text: str) -> bool:
    """Whether *text* has the form of a date, be there such a day or not."""
    return any(form.fullmatch(text) for form in (_ISO, _FIGURES, _NAMED, _SHORT_YEAR, _SERIAL))


def _ordered(first: int, second: int, year: int, order: str, *, doubtful: bool) -> date:
    """A date of figures, read in *order*; one that fits only the other order is refused with its own code."""
    day, month = (first, second) if order == DateOrder.DAY_FIRST else (second, first)
    if month > _MONTHS_IN_YEAR >= day > 0:
        raise RefusedValueError("E_TANGGAL_URUTAN")
    read = _day(year, month, day)
    if doubtful and day <= _MONTHS_IN_YEAR and day != month:
        raise RefusedValueError("E_TANGGAL_URUTAN", _EITHER, one=read, other=date(year, day, month))
    return read


def _day(year: int, month: int, day: int) -> date:
    """A day of the calendar."""
    try:
        return date(year, month, day)
    except ValueError as impossible:
        raise RefusedValueError("E_TANGGAL", N_("there is no such day in the calendar")) from impossible
