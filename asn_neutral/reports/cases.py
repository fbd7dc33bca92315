"""Lists of cases and complaints; who complained appears in none of them."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from asn_neutral.law.terms import CHANNEL_LABELS, REMARK_LABELS, STATUS_LABELS
from asn_neutral.locale import N_, _
from asn_neutral.reports.filtering import unknown_owners, unknown_units
from asn_neutral.reports.names import View, named
from asn_neutral.reports.table import Column, Kind, Table, Value
from asn_neutral.store.filters import Filters
from asn_neutral.store.queries import cases as ask_cases
from asn_neutral.store.queries import complaints as ask_complaints
from asn_neutral.store.queries.numbers import beginning_with

Stored = str | int | None
NUMBER: Final = Column("number", N_("Number"), Kind.ID)
COMPLAINT: Final = Column("complaint", N_("Complaint"), Kind.ID, spare=4)
NAME: Final = Column("name", N_("Respondent"), Kind.PERSON)
NIP: Final = Column("nip", N_("NIP"), Kind.ID, spare=2)
UNIT: Final = Column("unit", N_("Unit"))
VIOLATIONS: Final = Column("violations", N_("Forms"), Kind.LIST)
STATUS: Final = Column("status", N_("Status"), labels=STATUS_LABELS)
DUE_ON: Final = Column("due_on", N_("Due on"), Kind.DATE)
OPENED_ON: Final = Column("opened_on", N_("Received on"), Kind.DATE, spare=3)
CHANNEL: Final = Column("channel", N_("Channel"), labels=CHANNEL_LABELS)
RECEIVED_ON: Final = Column("received_on", N_("Received on"), Kind.DATE)
HAPPENED_ON: Final = Column("happened_on", N_("Date of the act"), Kind.DATE, spare=3)
PLACE: Final = Column("place", N_("Place"), spare=4)
DISTRICT: Final = Column("district", N_("District (kecamatan)"), spare=2)
ELECTION: Final = Column("election", N_("Election"), spare=5)
STAGE: Final = Column("stage", N_("Stage"))
REMARKS: Final = Column("remarks", N_("Remarks"), Kind.LIST, for_scripts=True)

CASE_COLUMNS: Final = (NUMBER, COMPLAINT, NAME, NIP, UNIT, VIOLATIONS, STATUS, DUE_ON, OPENED_ON)
COMPLAINT_COLUMNS: Final = (
    NUMBER,
    Column("external_number", N_("Sender's number"), Kind.ID, spare=1),
    CHANNEL,
    RECEIVED_ON,
    HAPPENED_ON,
    PLACE,
    DISTRICT,
    ELECTION,
    STAGE,
    Column("cases", N_("Cases"), Kind.COUNT),
)


def case_list(connection: sqlite3.Connection, filters: Filters, view: View, *, limit: int | None = None) -> Table:
    """The cases that fit, newest first; `matching` counts all of them where *limit* may cut."""
    return Table(
        name="case-list",
        title=_("Cases"),
        columns=named(CASE_COLUMNS, view),
        rows=_stream(ask_cases.case_list(connection, filters, limit=_most(limit)), CASE_COLUMNS),
        notes=[*unknown_units(connection, filters), *unknown_owners(connection, filters)],
        matching=None if limit is None else ask_cases.case_count(connection, filters),
    )


def complaint_list(connection: sqlite3.Connection, filters: Filters, view: View, *, limit: int | None = None) -> Table:
    """The complaints that fit, newest first; `matching` counts all of them where *limit* may cut."""
    return Table(
        name="complaint-list",
        title=_("Complaints"),
        columns=named(COMPLAINT_COLUMNS, view, keys=("stage",)),  # an election's id is short, and as plain
        rows=_stream(ask_complaints.complaint_list(connection, filters, limit=_most(limit)), COMPLAINT_COLUMNS),
        notes=unknown_units(connection, filters),
        matching=None if limit is None else ask_complaints.complaint_count(connection, filters),
    )


LISTS: Final = {"case": case_list, "complaint": complaint_list}
"""By noun, for the commands that differ in nothing else."""
_OFFERED: Final = 50  # numbers that a shell is offered; more than a screen helps nobody


def numbers_beginning(connection: sqlite3.Connection, noun: str, beginning: str) -> list[str]:
    """Numbers of cases or complaints that go on from *beginning*, in order, for completion."""
    return [number for _id, number in beginning_with(connection, noun, beginning, limit=_OFFERED)]


def _most(limit: int | None) -> int:
    return ask_cases.EVERYTHING if limit is None else limit


def remark_sentences(remarks: Iterable[str]) -> list[str]:
    """The sentences of remarks; one that several forms of violation share names them all."""
    codes: dict[str, list[str]] = {}
    for remark in remarks:
        name, _colon, code = remark.partition(":")
        codes.setdefault(name, []).extend([code] if code else [])
    return [_remark(name, found) for name, found in codes.items()]


def _remark(name: str, codes: Sequence[str]) -> str:
    told = _(REMARK_LABELS.get(name, name))
    return f"{told} ({', '.join(codes)})." if codes else f"{told}."


def _stream(rows: Iterable[sqlite3.Row], columns: Sequence[Column]) -> Iterator[tuple[Value, ...]]:
    return (values_of(row, columns) for row in rows)


def all_of(rows: Iterable[sqlite3.Row], columns: Sequence[Column]) -> list[tuple[Value, ...]]:
    """What the *columns* show of every row that the register gave."""
    return [values_of(row, columns) for row in rows]


def values_of(row: sqlite3.Row | Mapping[str, Stored], columns: Sequence[Column]) -> tuple[Value, ...]:
    """What the *columns* show of a row that the register gave."""
    return tuple(READ.get(column.kind, _as_it_is)(row[column.key]) for column in columns)


def _as_it_is(stored: Stored) -> Value:
    return stored


def _day(stored: Stored) -> Value:
    """A day; what is none, in a register that somebody changed past the program, is shown as it stands."""
    try:
        return date.fromisoformat(str(stored)) if stored else None
    except ValueError:
        return stored


def words_of(stored: Stored) -> tuple[str, ...]:
    """The words of a list, as the register joins them."""
    return tuple(str(stored).split(";")) if stored else ()


READ: Final[Mapping[Kind, Callable[[Stored], Value]]] = {Kind.LIST: words_of, Kind.DATE: _day}
"""How a value of the register is read, by the kind of its column; those of other kinds stay as they are."""
