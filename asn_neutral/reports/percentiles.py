"""Medians and percentiles by nearest rank, of values that are counted: they are always values that occurred."""

from collections.abc import Mapping
from typing import Final

MEDIAN: Final = 50
HIGH: Final = 90
"""The percentile that tells how long the slow ones take."""


def nearest_rank(counted: Mapping[int, int], percent: int) -> int | None:
    """The smallest value that at least *percent* percent (1 to 100) of all do not exceed; None of nothing.

    Of an even number of values the median is the lower of the two in the middle.
    """
    wanted = -(-sum(counted.values()) * percent // 100)
    so_far = 0
    for value in sorted(counted):
        so_far += counted[value]
        if so_far >= wanted:
            return value
    return None
