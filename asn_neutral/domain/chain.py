"""The hash chain over events: each carries the hash of the one before, so nothing can change unseen.

The hash of an event is the SHA-256 of the previous hash (32 bytes) followed by the event's canonical
form: its fields in a fixed order, one a line, the JSON of its details last. No field before the details
may hold a line break, so two different events never have one form.

The details of a destroyed file are erased. What is left of its events is bound by the event that destroyed it, the
tombstone, and so by the chain: its `events` is the digest of all of them, their own hashes included.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from asn_neutral.law.terms import Step

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


_ERASED: Final = re.compile(r'\{"erased":([1-9][0-9]*)\}')


def erased_details(tombstone: int) -> str:
    """What stands in place of the details that the event *tombstone* erased."""
    return f'{{"erased":{tombstone}}}'


def erased_by(details: str) -> int | None:
    """The event that erased these details; None where they stand."""
    found = _ERASED.fullmatch(details)
    return int(found[1]) if found else None


def digest_of_erased(events: Iterable[StoredEvent]) -> bytes:
    """What binds *events* whose details are erased: all that is left of them, and the hashes they had."""
    digest = GENESIS
    for event in events:
        digest = _onward(digest, event)
    return digest


def _onward(digest: bytes, event: StoredEvent) -> bytes:
    return event_hash(digest, *_fields(event), event.hash.hex())


def first_break(events: Iterable[StoredEvent]) -> Break | None:
    """The first place where the chain does not hold, from the first event on; None when all of it holds."""
    return next(_breaks(events), None)


def _breaks(events: Iterable[StoredEvent]) -> Iterator[Break]:
    previous, expected = GENESIS, 1
    erased: dict[int, tuple[int, bytes]] = {}  # by tombstone: the first event it erased, and the digest so far
    for event in events:
        if event.seq != expected:
            yield Break(expected, "gap")
        if event.previous != previous:
            yield Break(event.seq, "previous")
        by = erased_by(event.details)
        if by is not None and by > event.seq:
            first, digest = erased.get(by, (event.seq, GENESIS))
            erased[by] = first, _onward(digest, event)
        elif event.hash != _hash_of(event):
            yield Break(event.seq, "content")
        elif event.step == Step.DESTROY and not _binds(event, (found := erased.pop(event.seq, None))):
            yield Break(found[0] if found else event.seq, "content")
        previous, expected = event.hash, event.seq + 1
    yield from (Break(first, "content") for first, _digest in erased.values())


def _binds(tombstone: StoredEvent, erased: tuple[int, bytes] | None) -> bool:
    """Whether the events that were *erased* by a tombstone are those that it names."""
    try:
        told = json.loads(tombstone.details)
    except (ValueError, RecursionError):
        return False
    return isinstance(told, dict) and erased is not None and told.get("events") == erased[1].hex()


def _hash_of(event: StoredEvent) -> bytes:
    return event_hash(event.previous, *_fields(event), event.details)


def _fields(
    event: StoredEvent,
) -> tuple[int, int | None, int | None, str, str, str, str, str | None]:
    """All of an event that stands before its details."""
    return (
        event.seq, event.case_id, event.complaint_id, event.step, event.happened_on, event.recorded_at, event.actor,
        event.status,
    )  # fmt: skip
