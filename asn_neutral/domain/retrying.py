"""When something that failed is tried again: soon at first, then ever less often, and never given up."""

from datetime import datetime, timedelta
from typing import Final

WAITS: Final = (timedelta(0), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(days=1))
"""How long after the first failure, the second one, and so on; the last holds for all that follow."""


def next_attempt(failures: int, failed_at: datetime) -> datetime:
    """The first instant at which it is tried again after its *failures*, one or more, the newest *failed_at*."""
    return failed_at + WAITS[min(failures, len(WAITS)) - 1]
