"""Lists and pages of cases and complaints; who complained appears in none of them."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from asn_neutral.law.terms import (
    AGENCY_LABELS,
    CHANNEL_LABELS,
    EMPLOYMENT_LABELS,
    LEVEL_LABELS,
    POSITION_CLASS_LABELS,
    REMARK_LABELS,
    STATUS_LABELS,
    STEP_LABELS,
    TRACK_LABELS,
    UNIT_KIND_LABELS,
)
from asn_neutral.locale import N_, _
from asn_neutral.reports.table import Column, Kind, Record, Table, Value
from asn_neutral.store.filters import Filters
from asn_neutral.store.queries import cases as ask_cases
from asn_neutral.store.queries import complaints as ask_complaints
from asn_neutral.store.queries.numbers import find

NUMBER: Final = Column("number", N_("Number"), Kind.ID)
COMPLAINT: Final = Column("complaint", N_("Complaint"), Kind.ID)
NAME: Final = Column("name", N_("Respondent"))
NIP: Final = Column("nip", N_("NIP"), Kind.ID)
UNIT: Final = Column("unit", N_("Unit"))
VIOLATIONS: Final = Column("violations", N_("Forms"), Kind.LIST)
STATUS: Final = Column("status", N_("Status"), labels=STATUS_LABELS)
DUE_ON: Final = Column("due_on", N_("Due on"), Kind.DATE)
OPENED_ON: Final = Column("opened_on", N_("Received on"), Kind.DATE)
CHANNEL: Final = Column("channel", N_("Channel"), labels=CHANNEL_LABELS)
RECEIVED_ON: Final = Column("received_on", N_("Received on"), Kind.DATE)
HAPPENED_ON: Final = Column("happened_on", N_("Date of the act"), Kind.DATE)
KNOWN_ON: Final = Column("known_on", N_("Known on"), Kind.DATE)
PLACE: Final = Column("place", N_("Place"))
DISTRICT: Final = Column("district", N_("District (kecamatan)"))
ELECTION: Final = Column("election", N_("Election"))
STAGE: Final = Column("stage", N_("Stage"))
SUMMARY: Final = Column("summary", N_("Summary"))
EVIDENCE: Final = Column("evidence", N_("Evidence"))
LETTER_NUMBER: Final = Column("letter_number", N_("Letter number"), Kind.ID)
LETTER_DATE: Final = Column("letter_date", N_("Letter date"), Kind.DATE)

CASE_COLUMNS: Final = (NUMBER, COMPLAINT, NAME, NIP, UNIT, VIOLATIONS, STATUS, DUE_ON, OPENED_ON)
CASE_PAGE: Final = (
    *CASE_COLUMNS,
    Column("unit_kind", N_("Kind of unit"), labels=UNIT_KIND_LABELS),
    Column("employment", N_("Employment"), labels=EMPLOYMENT_LABELS),
    Column("rank", N_("Rank")),
    Column("position", N_("Post")),
    Column("position_class", N_("Class of post"), labels=POSITION_CLASS_LABELS),
    Column("track", N_("Group of violation"), labels=TRACK_LABELS),
    Column("level", N_("Level"), labels=LEVEL_LABELS),
    CHANNEL,
    HAPPENED_ON,
    KNOWN_ON,
    PLACE,
    DISTRICT,
    ELECTION,
    STAGE,
    Column("remarks", N_("Remarks"), Kind.LIST),
    Column("closed_on", N_("Closed on"), Kind.DATE),
    Column("version", N_("Events"), Kind.COUNT),
    SUMMARY,
    EVIDENCE,
)
COMPLAINT_COLUMNS: Final = (
    NUMBER,
    Column("external_number", N_("External number"), Kind.ID),
    CHANNEL,
    RECEIVED_ON,
    HAPPENED_ON,
    PLACE,
    DISTRICT,
    ELECTION,
    STAGE,
    Column("cases", N_("Cases"), Kind.COUNT),
)
COMPLAINT_PAGE: Final = (
    NUMBER,
    CHANNEL,
    LETTER_NUMBER,
    LETTER_DATE,
    RECEIVED_ON,
    HAPPENED_ON,
    KNOWN_ON,
    PLACE,
    DISTRICT,
    ELECTION,
    STAGE,
    SUMMARY,
    EVIDENCE,
    Column("recorded_at", N_("Recorded at"), Kind.ID),
    Column("batch_file", N_("From the file")),
)
EVENT_COLUMNS: Final = (
    Column("seq", N_("No."), Kind.COUNT),
    Column("step", N_("Step"), labels=STEP_LABELS),
    Column("happened_on", N_("Happened on"), Kind.DATE),
    Column("recorded_at", N_("Recorded at"), Kind.ID),
    Column("actor", N_("By")),
    STATUS,
)
REFERENCE_COLUMNS: Final = (Column("agency", N_("Agency"), labels=AGENCY_LABELS), NUMBER)


def case_list(connection: sqlite3.Connection, filters: Filters, *, limit: int | None = None) -> Table:
    """The cases that fit, newest first; `matching` counts all of them where *limit* may cut."""
    return Table(
        name="case-list",
        title=_("Cases"),
        columns=CASE_COLUMNS,
        rows=_rows(
            ask_cases.case_list(connection, filters, limit=ask_cases.EVERYTHING if limit is None else limit),
            CASE_COLUMNS,
        ),
        matching=None if limit is None else ask_cases.case_count(connection, filters),
    )


def case_page(connection: sqlite3.Connection, wanted: str) -> Record:
    """All of the one case that *wanted* names; NotFoundError or AmbiguousError otherwise."""
    case_id = find(connection, "case", wanted)
    row = ask_cases.case_show(connection, case_id)
    events = Table(
        "events", _("Events"), EVENT_COLUMNS, _all(ask_cases.case_events(connection, case_id), EVENT_COLUMNS)
    )
    columns = (NUMBER, CHANNEL, RECEIVED_ON, LETTER_NUMBER, LETTER_DATE)
    complaints = Table(
        "complaints", _("Complaints"), columns, _all(ask_cases.case_complaints(connection, case_id), columns)
    )
    return Record(
        name="case",
        title=_("Case {number}").format(number=row["number"]),
        columns=CASE_PAGE,
        values=_values(row, CASE_PAGE),
        parts=(complaints, events),
        notes=[remark_sentence(remark) for remark in _words(row["remarks"])],
    )


def complaint_list(connection: sqlite3.Connection, filters: Filters, *, limit: int | None = None) -> Table:
    """The complaints that fit, newest first; `matching` counts all of them where *limit* may cut."""
    return Table(
        name="complaint-list",
        title=_("Complaints"),
        columns=COMPLAINT_COLUMNS,
        rows=_rows(
            ask_complaints.complaint_list(connection, filters, limit=ask_cases.EVERYTHING if limit is None else limit),
            COMPLAINT_COLUMNS,
        ),
        matching=None if limit is None else ask_complaints.complaint_count(connection, filters),
    )


def complaint_page(connection: sqlite3.Connection, wanted: str) -> Record:
    """All of the one complaint that *wanted* names; NotFoundError or AmbiguousError otherwise."""
    complaint_id = find(connection, "complaint", wanted)
    row = ask_complaints.complaint_show(connection, complaint_id)
    columns = (NUMBER, NAME, NIP, UNIT, VIOLATIONS, STATUS)
    cases = ask_complaints.complaint_cases(connection, complaint_id)
    references = ask_complaints.complaint_references(connection, complaint_id)
    return Record(
        name="complaint",
        title=_("Complaint {number}").format(number=row["number"]),
        columns=COMPLAINT_PAGE,
        values=_values(row, COMPLAINT_PAGE),
        parts=(
            Table("references", _("External numbers"), REFERENCE_COLUMNS, _all(references, REFERENCE_COLUMNS)),
            Table("cases", _("Cases"), columns, _all(cases, columns)),
        ),
    )


def remark_sentence(remark: str) -> str:
    """The sentence of a remark such as `stage-mismatch:E4`, in the language in force."""
    name, _colon, code = remark.partition(":")
    return f"{_(REMARK_LABELS.get(name, name))}{f' ({code})' if code else ''}."


def _rows(rows: Iterable[sqlite3.Row], columns: Sequence[Column]) -> Iterator[tuple[Value, ...]]:
    return (_values(row, columns) for row in rows)


def _all(rows: Iterable[sqlite3.Row], columns: Sequence[Column]) -> list[tuple[Value, ...]]:
    return [_values(row, columns) for row in rows]


def _values(row: sqlite3.Row, columns: Sequence[Column]) -> tuple[Value, ...]:
    return tuple(_READ.get(column.kind, _as_it_is)(row[column.key]) for column in columns)


def _as_it_is(stored: str | int | None) -> Value:
    return stored


def _day(stored: str | None) -> Value:
    """A day; what is none, in a register that somebody changed past the program, is shown as it stands."""
    try:
        return date.fromisoformat(stored) if stored else None
    except ValueError:
        return stored


def _words(stored: str) -> tuple[str, ...]:
    return tuple(stored.split(";")) if stored else ()


_READ: Final[Mapping[Kind, Callable[[str], Value]]] = {Kind.LIST: _words, Kind.DATE: _day}
