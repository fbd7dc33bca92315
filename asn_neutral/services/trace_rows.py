"""Tracing every row of a register to the event that brought it in: what a row says must be what the event holds.

An event holds keyed marks of what was said, never the words, and the chain holds the events. What an event does not
hold follows from it: the folded names from the names, the file of a row from its place before the event that closed
the file.
"""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Final

from asn_neutral.intake.names import name_key
from asn_neutral.law.terms import AGENCY_OF_CHANNEL, Step
from asn_neutral.services.destroying import Tombstones, told_by
from asn_neutral.services.said import COMPLAINT_FIELDS, Said, mark
from asn_neutral.services.sealing import digest_of
from asn_neutral.store.origin import register_uuid
from asn_neutral.store.queries import tracing

Trace = tuple[str, str]
"""What does not fit: a stable code, and what it is about (never who complained)."""
_POST: Final = ("employment", "rank", "position", "position_class")
_CHANNEL: Final = COMPLAINT_FIELDS.index("channel")
_COUNTS: Final = ("read", "accepted", "unchanged", "refused")
_AGENCY: Final[Mapping[str | None, str]] = {str(channel): str(agency) for channel, agency in AGENCY_OF_CHANNEL.items()}
Details = Mapping[str, object]


class Imports:
    """The files that were taken in, as the events tell it: the rows of each stand before the event that closes it."""

    def __init__(self, closing: Iterator[tracing.Import]) -> None:
        self.events = [(event, told_by(event.details)) for event in closing]
        self._closed = [event.seq for event, _told in self.events]

    def batch_of(self, seq: int | None) -> object:
        """The file with which the event *seq* was recorded; None for what was typed by hand."""
        place = bisect_left(self._closed, seq or 0)
        if seq is None or place == len(self.events):
            return None
        event, told = self.events[place]
        accepted = told.get("accepted")
        return told.get("batch") if isinstance(accepted, int) and seq >= event.seq - accepted else None


class Custody:
    """Who may see who complained, and what the keys were sealed as, by the events; `forgotten` are complaints' ids."""

    def __init__(self, connection: sqlite3.Connection, created_at: str) -> None:
        events = [(event, told_by(event.details)) for event in tracing.of_custody(connection)]
        self.forgotten = {event.complaint_id for event, _told in events if event.step == Step.FORGET_COMPLAINANT}
        added = {told.get("public_key"): (event, told) for event, told in events if event.step == Step.ADD_CUSTODIAN}
        retired = {told.get("public_key"): event for event, told in events if event.step == Step.RETIRE_CUSTODIAN}
        self._custodians = tracing.custodians(connection)
        own = [one for one in self._custodians if one.public_key not in added and one.added_at == created_at]
        self.original = [(one.name, one.public_key) for one in own]
        expected = {one.public_key: (one.name, created_at) for one in own}
        expected |= {str(key): (str(told.get("name")), event.recorded_at) for key, (event, told) in added.items()}
        self._expected = expected
        self._retired = {key: event.recorded_at for key, event in retired.items()}
        self._keys: dict[int, object] = {}
        self._resealed: dict[int, object] = {}
        for _event, told in events:
            found = told.get("keys")
            self._resealed |= {int(id_): digest for id_, digest in found.items()} if isinstance(found, dict) else {}

    def strangers(self) -> Iterator[Trace]:
        """Custodians that no event names so, and those that are missing."""
        missing = dict(self._expected)
        for place, one in enumerate(self._custodians, start=1):
            same = one.id == place and missing.pop(one.public_key, None) == (one.name, one.added_at)
            if not same or one.retired_at != self._retired.get(one.public_key):
                yield "custodian", one.name
        yield from (("custodian", name) for name, _at in missing.values())

    def note(self, *told: Details) -> None:
        """Remember what events say of the keys that they sealed with."""
        for one in told:
            if isinstance(key := one.get("sealing_key"), dict):
                self._keys[int(key["id"])] = key.get("sha256")

    def keys_altered(self, found: Iterator[tuple[int, bytes]]) -> Iterator[Trace]:
        """Sealed keys that are not the ones that were recorded, and those that are missing."""
        missing = self._keys | self._resealed
        for id_, sealed in found:
            if missing.pop(id_, None) != digest_of(sealed):
                yield "sealing-key", str(id_)
        yield from (("sealing-key", str(id_)) for id_ in missing)


def trace(connection: sqlite3.Connection) -> Iterator[Trace]:
    """Everything that is not as its event tells it."""
    uuid, created_at, key = tracing.register(connection)
    custody = Custody(connection, created_at)
    if register_uuid(key, created_at, custody.original) != uuid:
        yield "register", ""
    yield from custody.strangers()
    imports = Imports(tracing.imports(connection))
    yield from _batches(connection, imports, key)
    stones = Tombstones(connection)
    yield from (("tombstone", number) for number in stones.broken())
    custody.note(*({"sealing_key": key_told} for key_told in stones.carried("sealing_keys")))
    yield from _complaints(connection, imports, key, custody)
    yield from custody.keys_altered(tracing.sealing_keys(connection))
    units: dict[object, tracing.Unit] = {unit.id: unit for unit in tracing.units(connection)}
    new: dict[object, Details] = {unit.get("id"): unit for unit in stones.carried("units")}
    yield from _links(connection, imports, key, units, new)
    yield from _persons(connection)
    yield from _units(units, new)


def _batches(connection: sqlite3.Connection, imports: Imports, key: bytes) -> Iterator[Trace]:
    """Files that were taken in, with the events that closed them."""
    closed = {told.get("batch"): (event, told) for event, told in imports.events}
    for batch in tracing.batches(connection):
        event, told = closed.pop(batch.id, (None, {}))
        if event is None:
            yield "batch-without-event", str(batch.id)
            continue
        counts = tuple(told.get(name) for name in _COUNTS)
        same = (batch.sha256, batch.counts, batch.recorded_at, batch.actor) == (
            told.get("sha256"), counts, event.recorded_at, event.actor,
        )  # fmt: skip
        if not same or told.get("file") != _marked(batch.file, key):
            yield "batch", str(batch.id)
    yield from (("event-without-batch", str(event.seq)) for event, _told in closed.values())


def _complaints(connection: sqlite3.Connection, imports: Imports, key: bytes, custody: Custody) -> Iterator[Trace]:
    """What complaints say, who wrote them, when they came and from where."""
    for row in tracing.complaints(connection):
        first, opening = told_by(row.details), told_by(row.opening)
        told = {**first, **opening}
        custody.note(first, opening)
        if row.seq is None:
            yield "complaint-without-event", row.number
            continue
        if not row.fingerprint.hex() == _marked(row.said, key) == told.get("complaint"):
            yield "complaint", row.number
        if row.references > 1 or (row.agency is not None and row.agency != _AGENCY.get(row.said[_CHANNEL])):
            yield "reference", row.number
        if (row.election, row.stage) != (told.get("election"), told.get("stage")):
            yield "election", row.number
        if (row.batch, row.recorded_at) != (imports.batch_of(row.seq), row.told_at):
            yield "complaint-origin", row.number
        written = digest_of(row.sealed) if row.sealed is not None else None
        if written != (None if row.id in custody.forgotten else told.get("complainant")):
            yield "complainant", row.number


def _links(
    connection: sqlite3.Connection,
    imports: Imports,
    key: bytes,
    units: Mapping[object, tracing.Unit],
    new: dict[object, Details],
) -> Iterator[Trace]:
    """What complaints say of their respondents; *new* is filled with the units that the events bring in."""
    for link in tracing.links(connection):
        told = told_by(link.details)
        said: Said = (link.name, link.nip)
        if link.opened:
            said = (*said, *_post(told), *_unit_and_forms(told, units))
            if isinstance(unit := told.get("new_unit"), dict):
                new[told.get("unit_id")] = unit
        if not link.fingerprint.hex() == _marked(said, key) == told.get("respondent"):
            yield "respondent", link.number
        if (link.batch, link.row) != (imports.batch_of(link.seq), told.get("row")):
            yield "case-origin", link.number


def _post(told: Details) -> Said:
    """What an event says of the respondent's post."""
    return tuple(str(word) if (word := told.get(name)) is not None else None for name in _POST)


def _unit_and_forms(told: Details, units: Mapping[object, tracing.Unit]) -> Said:
    """The folded unit and the joined forms of violation, as a row's mark has them."""
    unit, forms = units.get(told.get("unit_id")), told.get("violations")
    return (unit.key if unit else None, ";".join(map(str, forms)) if isinstance(forms, list) else None)


def _persons(connection: sqlite3.Connection) -> Iterator[Trace]:
    """Who the respondents are."""
    for person in tracing.persons(connection):
        if person.number is None:
            yield "person-without-case", str(person.id)
            continue
        now = (person.nip, person.name, person.name_key, person.unit_id)
        then = (person.told_nip, person.told_name, name_key(person.told_name or ""))
        if now != (*then, told_by(person.details).get("unit_id")):
            yield "person", person.number


def _units(units: Mapping[object, tracing.Unit], new: Mapping[object, Details]) -> Iterator[Trace]:
    """What the units are called and what kind they are; their folded names are in the marks of the respondents."""
    for unit in units.values():
        told = new.get(unit.id)
        if told is None:
            yield "unit-without-event", unit.key
        elif (unit.name, unit.kind) != (told.get("name"), told.get("kind")):
            yield "unit", unit.key


def _marked(said: Said, key: bytes) -> str:
    """The mark of what is said now, as an event has it; empty where it cannot be marked any more."""
    try:
        return mark(said, key).hex()
    except (TypeError, ValueError):
        return ""
