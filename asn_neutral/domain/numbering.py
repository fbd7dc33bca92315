"""The numbers people call records by, and the ids that carry them: case `2024/0017` is the record 20240000017.

A number is its year and its serial within the year; so is the id, in figures. Neither can change without the other,
the last number given is simply the highest id of its year, and finding a number needs no index of its own.
"""

import re
from collections.abc import Iterator
from typing import Final

SERIES: Final = 10_000_000
"""Ids kept for one year; the highest serial is one less."""
PREFIXES: Final = {"complaint": "P-", "case": ""}
_WIDTH: Final = 4  # figures of a serial below 10,000
_WIDEST: Final = len(str(SERIES)) - 1
_YEAR: Final = 4  # figures of a year
_BEGINNING: Final = re.compile("([0-9]{1,4})|([0-9]{4})/([0-9]{0,7})")


def record_id(year: int, serial: int) -> int:
    """The id of record *serial* (1 to 9,999,999) of *year*."""
    return year * SERIES + serial


def number_of(noun: str, id_: int) -> str:
    """The number of a `complaint` (`P-2024/0017`) or a `case` (`2024/0017`)."""
    return f"{PREFIXES[noun]}{id_ // SERIES}/{id_ % SERIES:04d}"


def filled_up(number: str) -> str:
    """*number* with the naughts its serial is written with: `2024/17` as `2024/0017`; any other text as it is."""
    year, sign, serial = number.partition("/")
    return f"{year}/{serial.zfill(_WIDTH)}" if sign and serial else number


def spans(noun: str, beginning: str) -> list[tuple[int, int]]:
    """The ids, both ends included, of every record whose number begins with *beginning*; none for an empty one.

    A complaint's prefix counts in any letters.
    """
    prefix = PREFIXES[noun]
    if beginning and prefix.startswith(beginning.upper()):
        return [(0, SERIES * 10**_YEAR)]
    if not beginning.upper().startswith(prefix):
        return []
    found = _BEGINNING.fullmatch(beginning[len(prefix) :])
    if found is None:
        return []
    if found[1]:
        first, last = (int(found[1].ljust(_YEAR, figure)) for figure in "09")
        return [(first * SERIES, (last + 1) * SERIES - 1)]
    return list(_serial_spans(int(found[2]) * SERIES, found[3]))


def _serial_spans(base: int, figures: str) -> Iterator[tuple[int, int]]:
    """The spans of one year whose serials, as they are written, begin with *figures*."""
    for width in range(max(_WIDTH, len(figures)), _WIDEST + 1):
        first, last = (int(figures.ljust(width, figure)) for figure in "09")
        lowest = 0 if width == _WIDTH else 10 ** (width - 1)  # a longer serial has no leading naught
        if last >= lowest:
            yield base + max(first, lowest), base + last
