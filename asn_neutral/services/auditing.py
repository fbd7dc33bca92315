"""Anchoring the chain of events, and holding a register against the anchors that were kept elsewhere."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn_neutral.domain.anchor import Anchor, fault_of, hours_between, newest
from asn_neutral.services.check_register import UNREADABLE, Finding, Verdict, verdict_on
from asn_neutral.store.queries.agenda import register_uuid
from asn_neutral.store.queries.anchoring import hash_of
from asn_neutral.store.queries.checking import counts
from asn_neutral.store.reader import reading


@dataclass(frozen=True, slots=True)
class Audited:
    """The check of a register, and how far its anchors reach.

    `events_since` is how many events no anchor binds, `hours_since` the full hours since the anchor that binds most;
    without an anchor that holds, all of them and None.
    """

    verdict: Verdict
    anchors: int
    events_since: int
    hours_since: int | None


def anchor_now(connection: sqlite3.Connection, now: datetime) -> Anchor:
    """The anchor of the register as it is at this instant."""
    events, _cases, head = counts(connection)
    return Anchor(register_uuid(connection), events, head, now.replace(microsecond=0))


def audit(database: Path, anchors: Mapping[str, Anchor], now: datetime, *, wait_seconds: int = 30) -> Audited:
    """Check the whole register, read-only, and hold it against *anchors*, which are named for messages.

    Raises:
        NoDatabaseError, NotARegisterError, NewerDatabaseError, OlderDatabaseError: it cannot be opened at all.
    """
    with reading(database, wait_seconds=wait_seconds, sound=False) as connection:
        faults = dict(_faults(connection, anchors))
        verdict = verdict_on(connection, faults.values())
    held = newest([anchor for name, anchor in anchors.items() if name not in faults])
    since = None if held is None else hours_between(held.made_at, now)
    return Audited(verdict, len(anchors), verdict.events - (held.events if held else 0), since)


def _faults(connection: sqlite3.Connection, anchors: Mapping[str, Anchor]) -> Iterator[tuple[str, Finding]]:
    """What is wrong by each anchor that does not hold."""
    for name, anchor in anchors.items():
        try:
            events, _cases, _head = counts(connection)
            there = hash_of(connection, anchor.events)
            fault = fault_of(anchor, register=register_uuid(connection), events=events, hash_there=there)
        except UNREADABLE as error:
            yield name, Finding("unreadable", f"{name}: {type(error).__name__}")
        else:
            if fault is not None:
                yield name, Finding(f"anchor-{fault}", name)
