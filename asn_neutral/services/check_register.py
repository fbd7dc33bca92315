"""Checking a register: SQLite's own check, the links, the chain, every case replayed, its evidence looked for."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from asn_neutral.domain.case import CaseState, replay
from asn_neutral.domain.chain import GENESIS, erased_by, first_break
from asn_neutral.locale import N_, _
from asn_neutral.services.evidence import Standing, glanced_evidence
from asn_neutral.services.lives import UNREPLAYABLE, event_of, projection
from asn_neutral.services.retelling import Past, past_of
from asn_neutral.services.trace_rows import trace
from asn_neutral.store.queries import checking, tracing
from asn_neutral.store.queries.lives import Told
from asn_neutral.store.queries.retelling import StoredPasts
from asn_neutral.store.reader import reading
from asn_neutral.store.schema import SCHEMA_VERSION
from asn_neutral.store.structure import differences

FINDINGS_KEPT: Final = 100
"""Findings named one by one; beyond them only their number is told."""
_NO_PAST: Final = Past([], [])
"""Of a case that was only registered."""
UNREADABLE: Final = (sqlite3.Error, *UNREPLAYABLE)
"""What a value of another shape than the program writes can lead to; `ValueError` also covers what is not UTF-8."""

MESSAGES: Final = {
    "sqlite": N_("SQLite reports damage: {what}"),
    "schema": N_("the tables, indexes or triggers are not those of this version: {what}"),
    "value": N_("a row holds a value that its table does not allow: {what}"),
    "link": N_("a row of {what} points to a record that is not there"),
    "chain-gap": N_("event {what} is missing or out of place"),
    "chain-previous": N_("event {what} does not follow the event before it"),
    "chain-content": N_("event {what} was changed after it was recorded"),
    "replay": N_("the events of case {what} cannot be replayed"),
    "projection": N_("case {what} is not what its events make of it"),
    "past": N_("the past of case {what} is not what its events make of it"),
    "case-without-event": N_("case {what} has no event"),
    "register": N_("the name, the secret or the date of the register is not the one it was made with"),
    "complaint": N_("complaint {what} no longer says what was recorded"),
    "complaint-without-event": N_("complaint {what} has no event"),
    "complaint-origin": N_("complaint {what} is no longer of the file and the instant it was recorded with"),
    "custodian": N_("custodian {what} is not one that was recorded"),
    "sealing-key": N_("sealed key {what} is not the one that was recorded"),
    "complainant": N_("the complainant of complaint {what} is no longer as recorded"),
    "reference": N_("complaint {what} no longer has the one number that another agency gave it"),
    "election": N_("complaint {what} is no longer counted to the election it was recorded under"),
    "respondent": N_("the respondent of case {what} is no longer as recorded"),
    "case-origin": N_("case {what} is no longer of the file and the row it was recorded from"),
    "tombstone": N_("what is left of destroyed complaint {what} is not what its tombstone says"),
    "person": N_("the person of case {what} is no longer who was recorded"),
    "person-without-case": N_("the person with the id {what} belongs to no case"),
    "unit": N_("the unit {what} no longer has the name and the kind it was recorded with"),
    "unit-without-event": N_("the unit {what} has no event"),
    "batch": N_("what stands about import {what} is no longer as recorded"),
    "batch-without-event": N_("import {what} has no event"),
    "event-without-batch": N_("event {what} is of an import that is not there"),
    "anchor-other": N_("anchor {what} is of another register"),
    "anchor-cut": N_("the newest events that anchor {what} knows of are missing"),
    "anchor-rewritten": N_("the events up to anchor {what} are not those that it was made of"),
    "head-rewritten": N_("event {what} begins otherwise here: the head was mistyped, or the register was made anew"),
    "anchor-unsigned": N_("anchor {what} is not signed as it should be, or was changed since"),
    "evidence-missing": N_("the file of evidence {what} is missing"),
    "evidence-altered": N_("the file of evidence {what} is not as large as it was when it was taken in"),
    "unreadable": N_("the register cannot be read to its end: {what}"),
}


PROVES_NOTHING: Final = frozenset({"anchor-other", "anchor-unsigned", "head-rewritten"})
"""Findings that may be about what the register is held against, and not about the register."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, by a stable code."""

    code: str
    what: str

    def sentence(self) -> str:
        """The finding in words, in the language in force."""
        return _(MESSAGES[self.code]).format(what=self.what)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a check: `head` is the hash of the newest event, in hexadecimal."""

    ok: bool
    events: int
    cases: int
    head: str
    findings: tuple[Finding, ...]
    more: int

    @property
    def evidence_lost(self) -> bool:
        """Whether some of the evidence is not there as it was."""
        return any(finding.code.startswith("evidence-") for finding in self.findings)

    @property
    def broken(self) -> bool:
        """Whether the register itself does not hold together, whatever its evidence and what it was held against."""
        about = (finding.code for finding in self.findings if finding.code not in PROVES_NOTHING)
        return any(not code.startswith("evidence-") for code in about)


def check_register(database: Path, *, wait_seconds: int = 30) -> Verdict:
    """Check the whole register and look for its evidence, read-only; what is wrong is returned, not raised.

    Raises:
        NoDatabaseError, NotARegisterError, NewerDatabaseError, OlderDatabaseError: it cannot be opened at all.
    """
    with reading(database, wait_seconds=wait_seconds, sound=False) as connection:
        return verdict_on(connection, beside=database)


def verdict_on(
    connection: sqlite3.Connection,
    besides: Iterable[Finding] = (),
    *,
    chain_only: bool = False,
    beside: Path | None = None,
) -> Verdict:
    """The same of a register that is open; what was found *besides* comes first.

    Evidence is looked for only where it is said *beside* which register it lies. With *chain_only* no case is replayed
    and no row traced: only the events are looked at, a million in seconds.
    """
    kept: list[Finding] = []
    more = 0
    for finding in chain(besides, _total(connection, chain_only=chain_only), _evidence(connection, beside)):
        if len(kept) < FINDINGS_KEPT:
            kept.append(finding)
        else:
            more += 1
    events, cases, head = _counts(connection)
    return Verdict(not kept, events, cases, head, tuple(kept), more)


def _counts(connection: sqlite3.Connection) -> tuple[int, int, str]:
    try:
        return checking.counts(connection)
    except UNREADABLE:
        return 0, 0, GENESIS.hex()


def _total(connection: sqlite3.Connection, *, chain_only: bool) -> Iterator[Finding]:
    """Every check in turn; a damaged file may break any of them with an error of its own, which is a finding too."""
    for check in (_schema, _chain) if chain_only else (_sqlite, _schema, _values, _links, _chain, _cases, _rows):
        try:
            yield from check(connection)
        except UNREADABLE as error:
            yield Finding("unreadable", f"{check.__name__.strip('_')}: {type(error).__name__}")


def _evidence(connection: sqlite3.Connection, database: Path | None) -> Iterator[Finding]:
    """The evidence that is not there, or not as large as it was; `evidence verify` reads what is in it."""
    if database is None:
        return
    try:
        for held in glanced_evidence(connection, database):
            if held.standing is not Standing.SOUND and held.piece:
                yield Finding(f"evidence-{held.standing}", f"{held.piece.complaint}, {held.sha256}")
    except UNREADABLE as error:
        yield Finding("unreadable", f"evidence: {type(error).__name__}")


def _sqlite(connection: sqlite3.Connection) -> Iterator[Finding]:
    yield from (Finding("sqlite", line) for line in checking.integrity(connection))


def _schema(connection: sqlite3.Connection) -> Iterator[Finding]:
    yield from (Finding("schema", name) for name in differences(connection))
    if tracing.migrations(connection) != [f"{SCHEMA_VERSION:04}"]:
        yield Finding("schema", "alembic_version")


def _values(connection: sqlite3.Connection) -> Iterator[Finding]:
    yield from (Finding("value", rule) for rule in checking.broken_rules(connection))


def _links(connection: sqlite3.Connection) -> Iterator[Finding]:
    yield from (Finding("link", table) for table in checking.broken_links(connection))


def _chain(connection: sqlite3.Connection) -> Iterator[Finding]:
    found = first_break(checking.events(connection))
    if found is not None:
        yield Finding(f"chain-{found.reason}", str(found.seq))


def _cases(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every case replayed from its events and compared with its row."""
    pasts = StoredPasts(connection)
    for row, events, complaints, violations in checking.cases_with_events(connection):
        number = str(row["number"])
        if not events:
            yield Finding("case-without-event", number)
            continue
        if erased_by(str(events[0]["details"])):
            continue  # its tombstone says what is left of it
        try:
            state = replay(event_of(Told(*event)) for _case, _seq, _at, *event in events)
            past = past_of([(seq, Told(*event)) for _case, seq, _at, *event in events]) if len(events) > 1 else _NO_PAST
        except UNREPLAYABLE:
            yield Finding("replay", number)
            continue
        if not _same(state, row, complaints, violations) or row["last_seq"] != events[-1]["seq"]:
            yield Finding("projection", number)
        if not _remembered(Past(*pasts.of(row["id"])), past, {seq: at for _case, seq, at, *_event in events}):
            yield Finding("past", number)


def _remembered(stored: Past, past: Past, recorded_at: Mapping[int, str]) -> bool:
    """Whether all of *past* that any day can ask for is *stored*, and nothing else.

    How a case was between two events that were recorded at one instant need not be kept.
    """
    gone = [row for row in past.rows if row not in stored.rows]
    return (
        stored.steps == past.steps
        and stored.rows == [row for row in past.rows if row not in gone]
        and all(recorded_at[row.last_seq] == recorded_at[row.until_seq] for row in gone)
    )


def _same(state: CaseState, row: sqlite3.Row, complaints: Sequence[int], violations: Sequence[str]) -> bool:
    """Whether the row of a case, its links and its forms are what the replay gives."""
    ids = {"number": state.number, "complaint_id": state.complaint_id, "employee_id": state.employee_id}
    told = {**ids, "unit_id": state.unit_id, **projection(state)}
    stored = dict(zip(row.keys(), row, strict=True))  # a row of the driver looks for each name among all of them
    return (
        told.items() <= stored.items()
        and sorted(state.complaints) == list(complaints)
        and sorted(state.violations) == list(violations)
    )


def _rows(connection: sqlite3.Connection) -> Iterator[Finding]:
    yield from (Finding(code, what) for code, what in trace(connection))
