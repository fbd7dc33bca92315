"""The hash chain over events: each carries the hash of the one before, so nothing can change unseen.

The hash of an event is the SHA-256 of the previous hash (32 bytes) followed by the event's canonical
form: its fields in a fixed order, one a line, the JSON of its details last. No field before the details
may hold a line break, so two different events never have one form.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

GENESIS: Final = bytes(32)
"""What stands before the first event."""


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as the register keeps it; ids and dates as stored, `details` as the JSON text itself."""

    seq: int
    case_id: int | None
    complaint_id: int | None
    step: str
    happened_on: str
    recorded_at: str
    actor: str
    status: str | None
    details: str
    previous: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold: the first event that is not what it was, and why (a stable word)."""

    seq: int
    reason: str  # "gap" | "previous" | "content"


def event_hash(  # noqa: PLR0913, PLR0917 - these are the fields of an event; a wrapper object would cost a third of an import's chaining time
    previous: bytes,
    seq: int,
    case_id: int | None,
    complaint_id: int | None,
    step: str,
    happened_on: str,
    recorded_at: str,
    actor: str,
    status: str | None,
    details: str,
) -> bytes:
    """The 32 bytes that bind an event to all events before it."""
    case, complaint = "" if case_id is None else case_id, "" if complaint_id is None else complaint_id
    form = (
        f"{seq}\n{case}\n{complaint}\n{step}\n{happened_on}\n{recorded_at}\n{actor}\n"
        f"{'' if status is None else status}\n{details}"
    )
    return sha256(previous + form.encode("utf-8", "surrogatepass")).digest()


def first_break(events: Iterable[StoredEvent]) -> Break | None:
    """The first place where the chain does not hold, from the first event on; None when all of it holds."""
    return next(_breaks(events), None)


def _breaks(events: Iterable[StoredEvent]) -> Iterator[Break]:
    previous, expected = GENESIS, 1
    for event in events:
        if event.seq != expected:
            yield Break(expected, "gap")
        if event.previous != previous:
            yield Break(event.seq, "previous")
        if event.hash != _hash_of(event):
            yield Break(event.seq, "content")
        previous, expected = event.hash, event.seq + 1


def _hash_of(event: StoredEvent) -> bytes:
    return event_hash(
        event.previous,
        event.seq,
        event.case_id,
        event.complaint_id,
        event.step,
        event.happened_on,
        event.recorded_at,
        event.actor,
        event.status,
        event.details,
    )
