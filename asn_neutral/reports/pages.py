"""Pages of one case and of one complaint; who complained appears in none of them."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from asn_neutral.law.needs import FINDING_LABELS
from asn_neutral.law.procedure import SIDE_LABELS
from asn_neutral.law.terms import (
    AGENCY_LABELS,
    EMPLOYMENT_LABELS,
    LEVEL_LABELS,
    POSITION_CLASS_LABELS,
    STEP_LABELS,
    TRACK_LABELS,
    UNIT_KIND_LABELS,
    Remark,
)
from asn_neutral.locale import N_, _
from asn_neutral.reports.cases import (
    CASE_COLUMNS,
    CHANNEL,
    DISTRICT,
    ELECTION,
    HAPPENED_ON,
    NAME,
    NIP,
    NUMBER,
    PLACE,
    RECEIVED_ON,
    REMARKS,
    STAGE,
    STATUS,
    UNIT,
    VIOLATIONS,
    all_of,
    remark_sentences,
    values_of,
    words_of,
)
from asn_neutral.reports.names import View, named, sanction_labels, timed
from asn_neutral.reports.table import Column, Kind, Record, Table
from asn_neutral.reports.tips import tip_notes
from asn_neutral.reports.tombstones import tombstone_notes
from asn_neutral.store.queries import cases as ask_cases
from asn_neutral.store.queries import complaints as ask_complaints
from asn_neutral.store.queries.numbers import find
from asn_neutral.store.queries.tombstones import tombstone_of

KNOWN_ON: Final = Column("known_on", N_("Known on"), Kind.DATE)
SUMMARY: Final = Column("summary", N_("Summary"))
EVIDENCE: Final = Column("evidence", N_("Evidence"))
LETTER_NUMBER: Final = Column("letter_number", N_("Letter number"), Kind.ID)
LETTER_DATE: Final = Column("letter_date", N_("Letter date"), Kind.DATE)
RECORDED_AT: Final = Column("recorded_at", N_("Recorded at"), Kind.ID)
SANCTION: Final = Column("sanction", N_("Sanction"))
CLOCK: Final = Column("clock", N_("Clock"), Kind.ID, for_scripts=True)

FACT_COLUMNS: Final = (
    Column("due_clock", N_("Time limit"), Kind.ID),
    Column("side", N_("Beside it"), Kind.LIST, labels=SIDE_LABELS),
    Column("recommended_on", N_("Recommendation received on"), Kind.DATE),
    Column("finding", N_("Finding"), labels=FINDING_LABELS),
    SANCTION,
    Column("sanction_level", N_("Level of the sanction"), labels=LEVEL_LABELS),
    Column("decided_on", N_("Decided on"), Kind.DATE),
    Column("received_on", N_("Decision received on"), Kind.DATE),
    Column("effect_on", N_("To take effect on"), Kind.DATE),
    Column("in_force_on", N_("In force since"), Kind.DATE),
    Column("ends_on", N_("Last day of the term"), Kind.DATE),
    Column("sk_number", N_("SK number"), Kind.ID),
    Column("reported_on", N_("Reported to BKN on"), Kind.DATE),
    Column("blocked_on", N_("Blocked in SIASN on"), Kind.DATE),
    Column("reopened_on", N_("Reopened on"), Kind.DATE),
)
"""What the procedure made of a case."""

CASE_PAGE: Final = (
    *CASE_COLUMNS,
    Column("unit_kind", N_("Kind of unit"), labels=UNIT_KIND_LABELS),
    Column("employment", N_("Employment"), labels=EMPLOYMENT_LABELS),
    Column("rank", N_("Rank")),
    Column("position", N_("Post")),
    Column("position_class", N_("Class of post"), labels=POSITION_CLASS_LABELS),
    Column("track", N_("Group of violation"), labels=TRACK_LABELS),
    Column("level", N_("Level"), labels=LEVEL_LABELS),
    *FACT_COLUMNS,
    CHANNEL,
    HAPPENED_ON,
    KNOWN_ON,
    PLACE,
    DISTRICT,
    ELECTION,
    STAGE,
    REMARKS,
    Column("closed_on", N_("Closed on"), Kind.DATE),
    Column("version", N_("Number of events"), Kind.COUNT),
    SUMMARY,
    EVIDENCE,
    Column("known_as", N_("Known as"), Kind.PERSON, for_scripts=True),
    Column("owner", N_("Responsible"), missing=N_("nobody")),
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
    RECORDED_AT,
    Column("batch_file", N_("From the file")),
)
EVENT_COLUMNS: Final = (
    Column("seq", N_("Event"), Kind.COUNT, for_scripts=True),
    Column("entry", N_("Entry"), Kind.COUNT),  # the number that `case correct` takes and the timeline shows
    Column("step", N_("Step"), labels=STEP_LABELS),
    Column("happened_on", N_("Happened on"), Kind.DATE),
    RECORDED_AT,
    Column("actor", N_("By")),
    STATUS,
    CLOCK,
)
REFERENCE_COLUMNS: Final = (Column("agency", N_("Agency"), labels=AGENCY_LABELS), NUMBER)


def case_page(connection: sqlite3.Connection, wanted: str, view: View) -> Record:
    """All of the one case that *wanted* names; NotFoundError or AmbiguousError otherwise."""
    case_id = find(connection, "case", wanted)
    row = ask_cases.case_show(connection, case_id)
    events = ask_cases.case_events(connection, case_id)
    known_as = row["known_as"] if Remark.NAME_DIFFERS in words_of(row["remarks"]) else None
    columns = (NUMBER, CHANNEL, RECEIVED_ON, LETTER_NUMBER, LETTER_DATE)
    complaints = Table(
        "complaints", _("Complaints"), columns, all_of(ask_cases.case_complaints(connection, case_id), columns)
    )
    return Record(
        name="case",
        title=_("Case {number}").format(number=row["number"]),
        columns=named(_page_columns(row, view), view),
        values=values_of({**dict(row), "known_as": known_as}, CASE_PAGE),
        parts=(complaints, _history(events, view)),
        notes=[
            *tombstone_notes(tombstone_of(connection, "case", case_id)),
            *_remarked(words_of(row["remarks"]), known_as),
        ],
    )


def _remarked(remarks: Sequence[str], known_as: str | None) -> list[str]:
    """The sentences of remarks; that the NIP has another name in the register tells that name."""
    if known_as is None:
        return remark_sentences(remarks)
    told = _("The register knows this NIP as {name}; compare both names.").format(name=known_as)
    return [told, *remark_sentences(remark for remark in remarks if remark != Remark.NAME_DIFFERS)]


def _page_columns(row: sqlite3.Row, view: View) -> Iterator[Column]:
    """The columns of a page; people are spared those of the procedure that say nothing yet."""
    for column in CASE_PAGE:
        if column is SANCTION and row["sanction"]:
            yield replace(column, labels=sanction_labels(view))
        elif column in FACT_COLUMNS and not row[column.key]:
            yield replace(column, for_scripts=True)
        else:
            yield column


def _history(events: Sequence[sqlite3.Row], view: View) -> Table:
    """What happened in a case; an event that was recorded while the clock stood back says so below."""
    numbered = enumerate(events, start=1)
    entries = [{**dict(event), "entry": entry, "clock": _clock(event["details"])} for entry, event in numbered]
    told = _("At entry {entry} the clock of the machine stood earlier than at an event before it; the order holds.")
    recorded_at = timed(RECORDED_AT, (event["recorded_at"] for event in events), view)
    return Table(
        "events",
        _("Events"),
        tuple(recorded_at if column is RECORDED_AT else column for column in EVENT_COLUMNS),
        [values_of(event, EVENT_COLUMNS) for event in entries],
        notes=[told.format(entry=event["entry"]) for event in entries if event["clock"]],
    )


def _clock(details: str) -> str | None:
    """What an event says about the clock it was recorded by: `back`, or nothing where it went forward."""
    if '"clock"' not in details:
        return None
    import json

    clock = json.loads(details).get("clock")
    return clock if isinstance(clock, str) else None


def complaint_page(connection: sqlite3.Connection, wanted: str, view: View) -> Record:
    """All of the one complaint that *wanted* names; NotFoundError or AmbiguousError otherwise."""
    complaint_id = find(connection, "complaint", wanted)
    row = ask_complaints.complaint_show(connection, complaint_id)
    recorded_at = timed(RECORDED_AT, [row["recorded_at"]], view)
    columns = (NUMBER, NAME, NIP, UNIT, VIOLATIONS, STATUS)
    cases = ask_complaints.complaint_cases(connection, complaint_id)
    references = ask_complaints.complaint_references(connection, complaint_id)
    notes = [*tombstone_notes(tombstone_of(connection, "complaint", complaint_id))]
    return Record(
        name="complaint",
        title=_("Complaint {number}").format(number=row["number"]),
        columns=named((recorded_at if column is RECORDED_AT else column for column in COMPLAINT_PAGE), view),
        values=values_of(row, COMPLAINT_PAGE),
        parts=(
            Table("references", _("Senders' numbers"), REFERENCE_COLUMNS, all_of(references, REFERENCE_COLUMNS)),
            Table("cases", _("Cases"), columns, all_of(cases, columns)),
        ),
        notes=notes if notes or cases else [*tip_notes(row, references)],
    )


PAGES: Final = {"case": case_page, "complaint": complaint_page}
"""By noun, for the command that differs in nothing else."""
