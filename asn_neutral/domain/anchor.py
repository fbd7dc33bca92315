"""An anchor: with which event the chain ended at some instant, noted where whoever can rewrite the register cannot.

The chain finds what was changed in its middle; only an anchor finds that its end was cut off, or all of it made anew.
"""

from datetime import datetime
from enum import StrEnum, unique
from typing import Final, NamedTuple

_HOUR: Final = 3600
_FIGURES: Final = 32
"""Hexadecimal figures of a hash that a printed head has: 128 bits, and short enough to be typed."""


@unique
class Fault(StrEnum):
    """How a register does not hold an anchor."""

    OTHER = "other"  # it is of another register
    CUT = "cut"  # there are fewer events than it knows of
    REWRITTEN = "rewritten"  # the event it names is another one
    UNSIGNED = "unsigned"  # it is not signed as it should be


class Signature(NamedTuple):
    """Who signed an anchor, as a public key, and the signature in hexadecimal figures."""

    signer: str
    value: str


class Anchor(NamedTuple):
    """What was noted: the register's own name, how many events it held, the newest one's hash, and when (UTC).

    `head` has 64 hexadecimal figures; with no event at all it is what stands before the first.
    """

    register: str
    events: int
    head: str
    made_at: datetime
    signature: Signature | None = None


class Head(NamedTuple):
    """The end of a chain as reports print it: how many events there were, and how the newest one's hash begins."""

    events: int
    begins: str

    def __str__(self) -> str:
        """The word that is printed, and typed off."""
        return f"{self.events}:{self.begins}"


def head_of(events: int, hash_there: str) -> Head:
    """The head of a chain of so many events, the newest one's hash in hexadecimal figures."""
    return Head(events, hash_there[:_FIGURES])


def read_head(text: str) -> Head | None:
    """The head that was typed off a report; None where *text* is none."""
    number, _colon, begins = text.strip().lower().partition(":")
    digits = number.isascii() and number.isdigit()
    whole = len(begins) == _FIGURES and not set(begins) - set("0123456789abcdef")
    return Head(int(number), begins) if digits and whole else None


def signed_text(anchor: Anchor) -> bytes:
    """What is signed of an anchor: all that it notes, one thing a line, the instant in UTC to the second."""
    made_at = anchor.made_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return "\n".join(("asn-neutral/audit-anchor", anchor.register, str(anchor.events), anchor.head, made_at)).encode()


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


def fault_of_head(head: Head, *, events: int, hash_there: str) -> Fault | None:
    """The same of a printed head, which does not say of which register it is."""
    if head.events > events:
        return Fault.CUT
    return None if hash_there.startswith(head.begins) else Fault.REWRITTEN


def newest(anchors: list[Anchor]) -> Anchor | None:
    """The anchor that binds most events; None of none."""
    return max(anchors, key=lambda anchor: (anchor.events, anchor.made_at), default=None)


def hours_between(first: datetime, last: datetime) -> int:
    """The full hours from one instant to a later one; 0 when the clock was set back between them."""
    return max(0, int((last - first).total_seconds())) // _HOUR
