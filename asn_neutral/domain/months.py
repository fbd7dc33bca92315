"""Terms of law in months: when they end; they need neither rule nor calendar."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from asn_neutral.errors import NoCalendarError

_MONTHS: Final = 12


def term_end(first: date, months: int) -> date:
    """The last day of a term of *months* whose first day is *first*: the eve of the same day of the month.

    Where that month has no such day, the term ends with the month.

    Raises:
        NoCalendarError: the term reaches beyond the last year a date can have.
    """
    year, month = divmod(first.year * _MONTHS + first.month - 1 + months, _MONTHS)
    if year > date.max.year:
        raise NoCalendarError(year=year)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, first.day) - timedelta(days=1) if first.day <= last else date(year, month + 1, last)


def month_end(day: date) -> date:
    """The last day of the month of *day*."""
    return day.replace(day=monthrange(day.year, day.month)[1])
