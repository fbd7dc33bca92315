"""An anchor: with which event the chain ended at some instant, noted where whoever can rewrite the register cannot.

The chain finds what was changed in its middle; only an anchor finds that its end was cut off, or all of it made anew.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, unique
from typing import Final

_HOUR: Final = 3600


@unique
class Fault(StrEnum):
    """How a register does not hold an anchor."""

    OTHER = "other"  # it is of another register
    CUT = "cut"  # there are fewer events than it knows of
    REWRITTEN = "rewritten"  # the event it names is another one


@dataclass(frozen=True, slots=True)
class Anchor:
    """What was noted: the register's own name, how many events it held, the newest one's hash, and when (UTC).

    `head` has 64 hexadecimal figures; with no event at all it is what stands before the first.
    """

    register: str
    events: int
    head: str
    made_at: datetime


def fault_of(anchor: Anchor, *, register: str, events: int, hash_there: str) -> Fault | None:
    """How a register fails *anchor*; None when it holds.

    Args:
        anchor: What was noted.
        register: The name of the register now.
        events: How many events it holds now.
        hash_there: The hash that its event with the number `anchor.events` has; anything where it has none.
    """
    if anchor.register != register:
        return Fault.OTHER
    if anchor.events > events:
        return Fault.CUT
    return None if anchor.head == hash_there else Fault.REWRITTEN


def newest(anchors: list[Anchor]) -> Anchor | None:
    """The anchor that binds most events; None of none."""
    return max(anchors, key=lambda anchor: (anchor.events, anchor.made_at), default=None)


def hours_between(first: datetime, last: datetime) -> int:
    """The full hours from one instant to a later one; 0 when the clock was set back between them."""
    return max(0, int((last - first).total_seconds())) // _HOUR
