"""Days as a person types them: a date in the forms of files, or a word that counts from today."""

import re
from datetime import date, timedelta
from typing import Final

from asn_neutral.locale import _

_TODAY: Final = frozenset({"today", "hari-ini", "hari ini"})
_ISO: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AWAY: Final = re.compile(r"([+-][0-9]{1,4})[dh]")  # d: days, h: hari


def day_of(text: str, *, today: date) -> date:
    """The day that *text* names: `2024-08-12`, `12/08/2024` (day first), `12 Agustus 2024`, `today`, `-3d`.

    Raises:
        ValueError: It names no day; the text of the error says so to the user.
    """
    word = text.strip().casefold()
    if word in _TODAY:
        return today
    try:
        away = _AWAY.fullmatch(word)
        return today + timedelta(days=int(away[1])) if away else _written(text)
    except (ValueError, OverflowError) as error:
        problem = _("{text} is not a date; write 2024-08-12, 12/08/2024, 12 Agustus 2024, today or -3d.")
        raise ValueError(problem.format(text=text)) from error


def _written(text: str) -> date:
    """A date in one of the forms of files; the reader of files is not loaded for the one that scripts write."""
    if _ISO.fullmatch(text.strip()):
        return date.fromisoformat(text.strip())
    from asn_neutral.intake.dates import parse_date

    return parse_date(text)
