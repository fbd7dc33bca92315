"""Anchoring the chain of events, and holding a register against the anchors that were kept elsewhere."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from asn_neutral.domain.anchor import Anchor, Fault, Head, fault_of, fault_of_head, hours_between, newest
from asn_neutral.services.check_register import UNREADABLE, Finding, Verdict, verdict_on
from asn_neutral.services.signing import is_signed
from asn_neutral.store.queries.agenda import register_uuid
from asn_neutral.store.queries.anchoring import hash_of
from asn_neutral.store.queries.checking import counts
from asn_neutral.store.reader import reading


@dataclass(frozen=True, slots=True)
class Audited:
    """The check of a register, and how far its anchors reach; `anchors` counts printed heads too.

    `events_since` is how many events no anchor binds, `hours_since` the full hours since the anchor that binds most;
    without an anchor that holds, all of them and None.
    """

    verdict: Verdict
    anchors: int
    events_since: int
    hours_since: int | None
    chain_only: bool = False


def anchor_now(connection: sqlite3.Connection, now: datetime) -> Anchor:
    """The anchor of the register as it is at this instant."""
    events, _cases, head = counts(connection)
    return Anchor(register_uuid(connection), events, head, now.replace(microsecond=0))


@dataclass(frozen=True, slots=True)
class Proofs:
    """What a register is held against: anchors by the names they have in messages, and heads off printed reports.

    Where a `signer` is named, an anchor must be signed by that one.
    """

    anchors: Mapping[str, Anchor] = field(default_factory=dict)
    heads: Sequence[Head] = ()
    signer: str | None = None


def audit(
    database: Path, proofs: Proofs, now: datetime, *, wait_seconds: int = 30, chain_only: bool = False
) -> Audited:
    """Check the whole register, or its events alone, read-only, and hold it against *proofs*.

    Raises:
        NoDatabaseError, NotARegisterError, NewerDatabaseError, OlderDatabaseError: it cannot be opened at all.
    """
    with reading(database, wait_seconds=wait_seconds, sound=False) as connection:
        faults = dict(_faults(connection, proofs))
        verdict = verdict_on(connection, faults.values(), chain_only=chain_only)
    held = newest([anchor for name, anchor in proofs.anchors.items() if name not in faults])
    bound = [head.events for head in proofs.heads if str(head) not in faults]
    since = None if held is None else hours_between(held.made_at, now)
    reach = max([held.events if held else 0, *bound])
    return Audited(verdict, len(proofs.anchors) + len(proofs.heads), verdict.events - reach, since, chain_only)


def _faults(connection: sqlite3.Connection, proofs: Proofs) -> Iterator[tuple[str, Finding]]:
    """What is wrong by each anchor and each head that does not hold."""
    held: dict[str, Anchor | Head] = {**proofs.anchors, **{str(head): head for head in proofs.heads}}
    for name, proof in held.items():
        try:
            fault = _fault(connection, proof, proofs.signer)
        except UNREADABLE as error:
            yield name, Finding("unreadable", f"{name}: {type(error).__name__}")
        else:
            if fault is not None:
                typed = isinstance(proof, Head) and fault is Fault.REWRITTEN
                yield name, Finding("head-rewritten" if typed else f"anchor-{fault}", name)


def _fault(connection: sqlite3.Connection, proof: Anchor | Head, signer: str | None) -> Fault | None:
    events, _cases, _head = counts(connection)
    there = hash_of(connection, proof.events)
    if isinstance(proof, Head):
        return fault_of_head(proof, events=events, hash_there=there)
    if not is_signed(proof, signer):
        return Fault.UNSIGNED
    return fault_of(proof, register=register_uuid(connection), events=events, hash_there=there)
