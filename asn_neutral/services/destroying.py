"""Destroying files, and holding what is left of them against their tombstones.

A tombstone is the event that destroyed the file of one complaint. It carries number, reason and basis, the digest of
all that is left of the file's events and rows, and what other rows of the register are traced by: the units and the
sealing keys that erased events brought in.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256

from asn_neutral.domain.chain import StoredEvent, digest_of_erased
from asn_neutral.domain.numbering import number_of
from asn_neutral.domain.rights import Right, same_user
from asn_neutral.errors import DestroyedError
from asn_neutral.law.procedure import Step
from asn_neutral.services.chaining import EventChain
from asn_neutral.services.desk import Desk
from asn_neutral.services.users import recording
from asn_neutral.store.bulk import Bulk
from asn_neutral.store.queries import evidence as ask_evidence
from asn_neutral.store.queries import retention as ask
from asn_neutral.store.queries.tombstones import OfDestruction, tombstone_of
from asn_neutral.store.shelf import unshelve


@dataclass(frozen=True, slots=True)
class Basis:
    """By what a file is destroyed: the proposal, the entry of the schedule and its basis, the end of the term, why."""

    proposal: int
    rule: str
    basis: str
    ends_on: str
    letter: str
    reason: str


def destroy(driver: sqlite3.Connection, files: Mapping[int, Basis], desk: Desk) -> None:
    """Erase complaints, by id, with all of their cases, and leave a tombstone of each."""
    events = ask.events_of_files(driver, list(files))
    for complaint_id in files:
        ask.erase_rows(driver, complaint_id)
    chain = EventChain(bulk := Bulk(driver), desk)
    for complaint_id, basis in files.items():
        told = {
            **asdict(basis),
            "number": number_of("complaint", complaint_id),
            "events": digest_of_erased(events[complaint_id]).hex(),
            "rows": _digest_of_rows(driver, complaint_id),
            **_carried(events[complaint_id]),
        }
        day = desk.today.isoformat()
        tombstone = chain.append(None, complaint_id, Step.DESTROY.value, day, None, chain.told(told))
        bulk.flush()
        ask.erase_events(driver, [event.seq for event in events[complaint_id]], tombstone)


def _digest_of_rows(connection: sqlite3.Connection, complaint_id: int) -> str:
    """What binds the rows that are left; a column that holds nothing does not count, so later ones change nothing."""
    rows = list(ask.remains(connection, complaint_id))
    return sha256(json.dumps(rows, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def _carried(events: Iterable[StoredEvent]) -> dict[str, list[object]]:
    """What erased events told that other rows are traced by, and which evidence goes."""
    units: list[object] = []
    keys: list[object] = []
    evidence: list[object] = []
    for event in events:
        told = json.loads(event.details)
        if unit := told.get("new_unit"):
            units.append({**unit, "id": told.get("unit_id")})
        if key := told.get("sealing_key"):
            keys.append(key)
        if event.step == Step.ADD_EVIDENCE:
            evidence.append(told["sha256"])
    return {"units": units, "sealing_keys": keys, "evidence": evidence}


def remove_evidence(desk: Desk, proposal: int) -> int:
    """Remove the evidence of the files that *proposal* destroyed, where no other complaint has it; how many pieces.

    Nobody takes evidence in meanwhile.
    """
    with recording(desk, Right.DESTROY) as (work, _user):
        gone = [piece for piece, by in evidence_to_go(work.driver).items() if by == proposal]
        work.abandon()
        return sum(unshelve(desk.database, piece) for piece in sorted(gone))


def evidence_to_go(connection: sqlite3.Connection) -> dict[str, int]:
    """The evidence of destroyed files that no complaint has any more, by hash; each with its proposal."""
    stones = [event for event in ask.events_of_destruction(connection) if event.step == Step.DESTROY]
    gone = {
        str(piece): proposal
        for told in (told_by(event.details) for event in stones)
        if isinstance(proposal := told.get("proposal"), int)
        for piece in _listed(told, "evidence")
    }
    kept = {json.loads(piece.details)["sha256"] for piece in ask_evidence.all_evidence(connection)} if gone else set()
    return {piece: proposal for piece, proposal in gone.items() if piece not in kept}


def refuse_destroyed(connection: sqlite3.Connection, noun: str, id_: int) -> None:
    """Refuse a `complaint` or `case` whose file was destroyed (DestroyedError)."""
    tombstone = tombstone_of(connection, noun, id_)
    if tombstone is not None:
        raise DestroyedError(noun=noun, number=number_of(noun, id_), event=tombstone.seq)


class Tombstones:
    """The tombstones of a register, as a check of it needs them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        events = [(event, told_by(event.details)) for event in ask.events_of_destruction(connection)]
        self._connection = connection
        self._proposals = [(event, told) for event, told in events if event.step == Step.PROPOSE_DESTRUCTION]
        self._rejected = {told.get("proposal") for event, told in events if event.step == Step.REJECT_DESTRUCTION}
        self._stones = [(event, told) for event, told in events if event.step == Step.DESTROY]

    def carried(self, key: str) -> Iterator[Mapping[str, object]]:
        """What they carry on from erased events under *key*."""
        for _event, told in self._stones:
            yield from (one for one in _listed(told, key) if isinstance(one, dict))

    def broken(self) -> Iterator[str]:
        """The numbers of complaints that are not as their tombstones say, or that went too early or by one person."""
        if not self._stones:
            return
        unlike = ask.still_told(self._connection) | ask.joined_since(self._connection)
        for event, told in self._stones:
            id_ = event.complaint_id or 0
            number = number_of("complaint", id_)
            sound = (
                told.get("number") == number
                and told.get("rows") == _digest_of_rows(self._connection, id_)
                and id_ not in unlike
                and self._approved(event, told, number)
            )
            if not sound:
                yield number

    def _approved(self, event: OfDestruction, told: Mapping[str, object], number: str) -> bool:
        """Whether somebody else had proposed it before, and its term was over by the clock."""
        id_ = told.get("proposal")
        if not isinstance(id_, int) or not 0 < id_ <= len(self._proposals) or id_ in self._rejected:
            return False
        before, proposed = self._proposals[id_ - 1]
        files = [file for file in _listed(proposed, "files") if isinstance(file, dict)]
        ends = [str(file.get("ends_on")) for file in files if number in file.get("complaints", ())]
        return (
            before.seq < event.seq
            and not same_user(before.actor, event.actor)
            and [told.get("ends_on")] == ends
            and ends[0] < event.recorded_at.partition("T")[0]
        )


def _listed(told: Mapping[str, object], key: str) -> Sequence[object]:
    value = told.get(key)
    return value if isinstance(value, list) else []


def told_by(details: str | None) -> Mapping[str, object]:
    """What an event tells; nothing where its details are not what this program writes."""
    with suppress(ValueError, RecursionError):
        told = json.loads(details or "{}")
        if isinstance(told, dict):
            return told
    return {}
