"""The tables of the register, as SQLModel classes; nothing here checks input, `intake` has done that.

Dates of law and instants (UTC) are ISO text, which a STRICT table sorts rightly. Nothing is ever deleted by cascade.
"""

from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, Computed, ForeignKey, Index, Integer, LargeBinary, Table, Text, text
from sqlmodel import Field, SQLModel

from asn_neutral.law.terms import Agency, Channel, Employment, Level, PositionClass, Track, UnitKind

STRICT = {"sqlite_strict": True}
STRICT_CLUSTERED = {"sqlite_strict": True, "sqlite_with_rowid": False}


def _one_of(column: str, words: type[Agency | Channel | Employment | Level | PositionClass | Track | UnitKind]) -> str:
    """The SQL that holds *column* to the values of a closed list; IN would cost as much again as an insert does."""
    return " OR ".join(f"{column} = '{word.value}'" for word in words)


def _number(prefix: str) -> Column[str]:
    """The number that an id carries (`domain.numbering`), for reading only: it takes no room and cannot differ."""
    sql = f"{prefix}(id / 10000000) || '/' || printf('%04d', id % 10000000)"
    return Column("number", Text, Computed(sql, persisted=False))


class Register(SQLModel, table=True):
    """One row: what this register is."""

    __tablename__: ClassVar[str] = "register"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), STRICT)

    id: int = Field(primary_key=True)
    uuid: str = Field(sa_type=Text)
    created_at: str = Field(sa_type=Text)
    fingerprint_key: bytes = Field(sa_type=LargeBinary)


class Unit(SQLModel, table=True):
    """A unit of the regional government, known by the folded form of its name."""

    __tablename__: ClassVar[str] = "units"
    __table_args__ = (CheckConstraint(_one_of("kind", UnitKind), name="kind_known"), STRICT)

    id: int = Field(primary_key=True)
    key: str = Field(sa_type=Text, unique=True)
    name: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)


class Employee(SQLModel, table=True):
    """A civil servant who was named as respondent: by NIP, or by name and unit where no NIP is known."""

    __tablename__: ClassVar[str] = "employees"
    __table_args__ = (
        Index("employees_nip", "nip", unique=True, sqlite_where=text("nip IS NOT NULL")),
        Index("employees_name", "name_key", "unit_id", sqlite_where=text("nip IS NULL")),
        STRICT,
    )

    id: int = Field(primary_key=True)
    nip: str | None = Field(default=None, sa_type=Text)
    name: str = Field(sa_type=Text)
    name_key: str = Field(sa_type=Text)
    unit_id: int = Field(foreign_key="units.id")


class ImportBatch(SQLModel, table=True):
    """One file that was taken in."""

    __tablename__: ClassVar[str] = "import_batches"
    __table_args__ = (STRICT,)

    id: int = Field(primary_key=True)
    file_name: str = Field(sa_type=Text)
    sha256: str = Field(sa_type=Text)
    encoding: str = Field(sa_type=Text)
    delimiter: str = Field(sa_type=Text)
    rows_read: int
    rows_accepted: int
    rows_unchanged: int
    rows_refused: int
    recorded_at: str = Field(sa_type=Text)
    actor: str = Field(sa_type=Text)


class Complaint(SQLModel, table=True):
    """What someone wrote: one incident, one or more respondents."""

    __tablename__: ClassVar[str] = "complaints"
    __table_args__ = (
        CheckConstraint(_one_of("channel", Channel), name="channel_known"),
        STRICT,
    )

    id: int = Field(primary_key=True)
    number: str = Field(sa_column=_number("'P-' || "))
    channel: str = Field(sa_type=Text)
    letter_number: str | None = Field(default=None, sa_type=Text)
    letter_date: str | None = Field(default=None, sa_type=Text)
    received_on: str = Field(sa_type=Text)
    happened_on: str = Field(sa_type=Text)
    known_on: str | None = Field(default=None, sa_type=Text)
    place: str | None = Field(default=None, sa_type=Text)
    district: str | None = Field(default=None, sa_type=Text)
    election_named: str | None = Field(default=None, sa_type=Text)
    election: str | None = Field(default=None, sa_type=Text)
    stage: str | None = Field(default=None, sa_type=Text)
    summary: str = Field(sa_type=Text)
    evidence: str | None = Field(default=None, sa_type=Text)
    fingerprint: bytes = Field(sa_type=LargeBinary)
    batch_id: int | None = Field(default=None, foreign_key="import_batches.id")
    recorded_at: str = Field(sa_type=Text)


class ExternalReference(SQLModel, table=True):
    """The number another agency gave to a complaint; it belongs to one complaint only."""

    __tablename__: ClassVar[str] = "external_references"
    __table_args__ = (CheckConstraint(_one_of("agency", Agency), name="agency_known"), STRICT_CLUSTERED)

    agency: str = Field(primary_key=True, sa_type=Text)
    number: str = Field(primary_key=True, sa_type=Text)
    complaint_id: int = Field(foreign_key="complaints.id", index=True)


class Custodian(SQLModel, table=True):
    """Who may see who complained, by a public key of age; bound by the register's own name, or by an event."""

    __tablename__: ClassVar[str] = "custodians"
    __table_args__ = (STRICT,)

    id: int = Field(primary_key=True)
    name: str = Field(sa_type=Text)
    public_key: str = Field(sa_type=Text, unique=True)
    added_at: str = Field(sa_type=Text)
    retired_at: str | None = Field(default=None, sa_type=Text)


class SealingKey(SQLModel, table=True):
    """A key that one command sealed complainants with, itself sealed to the custodians (age)."""

    __tablename__: ClassVar[str] = "sealing_keys"
    __table_args__ = (STRICT,)

    id: int = Field(primary_key=True)
    sealed: bytes = Field(sa_type=LargeBinary)


class Complainant(SQLModel, table=True):
    """Who wrote, sealed for custodians and for this complaint; the chain commits to `sealed`, which tells nothing."""

    __tablename__: ClassVar[str] = "complainants"
    __table_args__ = (STRICT,)

    complaint_id: int = Field(primary_key=True, foreign_key="complaints.id")
    key_id: int = Field(foreign_key="sealing_keys.id")
    sealed: bytes = Field(sa_type=LargeBinary)


class Case(SQLModel, table=True):
    """One respondent's life in the procedure: the projection of the case's events, never edited by itself.

    `status` has no CHECK: the table of moves names the states, and grows by law, not by migration. `owner` compares
    without capitals, because it is typed again and again. `last_seq` is the newest event that the row is made of. What
    follows it is told by `domain.facts.listed`; nothing of it holds of a case that was only registered.
    """

    __tablename__: ClassVar[str] = "cases"
    __table_args__ = (
        CheckConstraint(_one_of("channel", Channel), name="channel_known"),
        CheckConstraint(_one_of("employment", Employment), name="employment_known"),
        CheckConstraint(_one_of("position_class", PositionClass), name="position_class_known"),
        CheckConstraint(_one_of("track", Track), name="track_known"),
        CheckConstraint(_one_of("level", Level), name="level_known"),
        Index("cases_recap", "election", "unit_id", "complaint_id", "employee_id", "last_seq"),
        Index("cases_due", "due_on", sqlite_where=text("closed_on IS NULL AND due_clock IS NOT NULL")),
        Index("cases_untimed", "id", sqlite_where=text("closed_on IS NULL AND due_clock IS NULL")),
        Index("cases_unconfirmed", "id", sqlite_where=text("instr(side, 'unconfirmed') > 0")),
        Index("cases_owner", "owner", "due_on", sqlite_where=text("owner IS NOT NULL")),
        STRICT,
    )

    id: int = Field(primary_key=True)
    number: str = Field(sa_column=_number(""))
    complaint_id: int = Field(foreign_key="complaints.id")
    employee_id: int = Field(foreign_key="employees.id", index=True)
    unit_id: int = Field(foreign_key="units.id")
    employment: str | None = Field(default=None, sa_type=Text)
    rank: str | None = Field(default=None, sa_type=Text)
    position: str | None = Field(default=None, sa_type=Text)
    position_class: str | None = Field(default=None, sa_type=Text)
    channel: str = Field(sa_type=Text)
    district: str | None = Field(default=None, sa_type=Text)
    election: str | None = Field(default=None, sa_type=Text)
    stage: str | None = Field(default=None, sa_type=Text)
    happened_on: str = Field(sa_type=Text)
    opened_on: str = Field(sa_type=Text)
    track: str = Field(sa_type=Text)
    level: str | None = Field(default=None, sa_type=Text)
    violations: str = Field(sa_type=Text)
    remarks: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    due_clock: str | None = Field(default=None, sa_type=Text)
    due_on: str | None = Field(default=None, sa_type=Text)
    closed_on: str | None = Field(default=None, sa_type=Text)
    version: int
    owner: str | None = Field(default=None, sa_column=Column("owner", Text(collation="NOCASE")))
    last_seq: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    reached_on: str | None = Field(default=None, sa_type=Text)
    side: str | None = Field(default=None, sa_type=Text)
    finding: str | None = Field(default=None, sa_type=Text)
    recommended_by: str | None = Field(default=None, sa_type=Text)
    recommendation_number: str | None = Field(default=None, sa_type=Text)
    recommendation_date: str | None = Field(default=None, sa_type=Text)
    recommended_on: str | None = Field(default=None, sa_type=Text)
    respond_by: str | None = Field(default=None, sa_type=Text)
    followed_up_on: str | None = Field(default=None, sa_type=Text)
    answered_on: str | None = Field(default=None, sa_type=Text)
    sanction: str | None = Field(default=None, sa_type=Text)
    sanction_level: str | None = Field(default=None, sa_type=Text)
    sanction_wording: str | None = Field(default=None, sa_type=Text)
    sk_number: str | None = Field(default=None, sa_type=Text)
    official: str | None = Field(default=None, sa_type=Text)
    decided_on: str | None = Field(default=None, sa_type=Text)
    received_on: str | None = Field(default=None, sa_type=Text)
    effect_on: str | None = Field(default=None, sa_type=Text)
    in_force_on: str | None = Field(default=None, sa_type=Text)
    ends_on: str | None = Field(default=None, sa_type=Text)
    annulled: str | None = Field(default=None, sa_type=Text)
    remedy: str | None = Field(default=None, sa_type=Text)
    remedy_filed_on: str | None = Field(default=None, sa_type=Text)
    remedy_late: str | None = Field(default=None, sa_type=Text)
    remedy_decided_on: str | None = Field(default=None, sa_type=Text)
    remedy_outcome: str | None = Field(default=None, sa_type=Text)
    reported_on: str | None = Field(default=None, sa_type=Text)
    blocked_on: str | None = Field(default=None, sa_type=Text)
    reopened_on: str | None = Field(default=None, sa_type=Text)


def _of_a_past_case(column: Column[object]) -> Column[object]:
    """The same column without what holds for the row of today only."""
    if column.computed is not None:
        return Column(column.name, column.type, Computed(column.computed.sqltext, persisted=False))
    links = (ForeignKey("cases.id"),) if column.name == "id" else ()
    key = column.name in {"id", "last_seq"}
    return Column(column.name, column.type, *links, primary_key=key, nullable=column.nullable)


past_cases = Table(
    "past_cases",
    SQLModel.metadata,
    *map(_of_a_past_case, SQLModel.metadata.tables["cases"].columns),
    Column("until_seq", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Rows of cases as they were from the event `last_seq` until another, `until_seq`, changed them."""


class CaseStep(SQLModel, table=True):
    """A step of a case that counts after corrections, but for its registration.

    `entry` is its place among the events of the case. It is known from the event `seq` on, until the event
    `until_seq` that corrected it, or until today. `clock` is the one that it answered, with the last day in time.
    """

    __tablename__: ClassVar[str] = "case_steps"
    __table_args__ = (STRICT_CLUSTERED,)

    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    entry: int = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    step: str = Field(sa_type=Text)
    happened_on: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    parallel: int
    clock: str | None = Field(default=None, sa_type=Text)
    due_on: str | None = Field(default=None, sa_type=Text)
    until_seq: int | None = Field(default=None)


class CaseViolation(SQLModel, table=True):
    """A form of violation that a case is about."""

    __tablename__: ClassVar[str] = "case_violations"
    __table_args__ = (STRICT_CLUSTERED,)

    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    code: str = Field(primary_key=True, sa_type=Text)


class ComplaintCase(SQLModel, table=True):
    """The link between a complaint and a case, with the respondent as the complaint wrote it."""

    __tablename__: ClassVar[str] = "complaint_cases"
    __table_args__ = (STRICT_CLUSTERED,)

    complaint_id: int = Field(primary_key=True, foreign_key="complaints.id")
    case_id: int = Field(primary_key=True, foreign_key="cases.id", index=True)
    respondent_name: str = Field(sa_type=Text)
    respondent_nip: str | None = Field(default=None, sa_type=Text)
    fingerprint: bytes = Field(sa_type=LargeBinary)
    batch_id: int | None = Field(default=None, foreign_key="import_batches.id")
    row: int | None = Field(default=None)


class Event(SQLModel, table=True):
    """One line in the life of the register; append-only and chained: only a destroyed file loses its details."""

    __tablename__: ClassVar[str] = "events"
    __table_args__ = (
        Index("events_evidence", "complaint_id", sqlite_where=text("step = 'add-evidence'")),
        Index("events_users", "step", "seq", sqlite_where=text("step = 'set-user'")),
        Index("events_seen_alone", "step", "case_id", sqlite_where=text("step = 'confirm-alone'")),
        Index("events_destroyed", "complaint_id", sqlite_where=text("step = 'destroy'")),
        Index("events_waiting", "case_id", sqlite_where=text("step = 'wait-for-agency'")),
        Index("events_set_back", "seq", sqlite_where=text('substr(details, -15) = \'"clock":"back"}\'')),
        STRICT,
    )

    seq: int = Field(primary_key=True)
    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    complaint_id: int | None = Field(default=None, foreign_key="complaints.id")
    step: str = Field(sa_type=Text)
    happened_on: str = Field(sa_type=Text)
    recorded_at: str = Field(sa_type=Text)
    actor: str = Field(sa_type=Text)
    status: str | None = Field(default=None, sa_type=Text)
    details: str = Field(sa_type=Text)
    previous: bytes = Field(sa_type=LargeBinary)
    hash: bytes = Field(sa_type=LargeBinary)


class Schedule(SQLModel, table=True):
    """A report that is made again and again; one that was removed stays, because its runs are on record.

    `report` is its words as JSON, `mail_to` addresses joined by semicolons. Of the days before `counts_from` nothing
    is due. No event binds what stands here and in the two tables below: it says how the office works, not what it did.
    """

    __tablename__: ClassVar[str] = "schedules"
    __table_args__ = (
        Index("schedules_name", "name", unique=True, sqlite_where=text("removed_at IS NULL")),
        STRICT,
    )

    id: int = Field(primary_key=True)
    name: str = Field(sa_type=Text)
    report: str = Field(sa_type=Text)
    every: str = Field(sa_type=Text)
    output: str | None = Field(default=None, sa_type=Text)
    mail_to: str | None = Field(default=None, sa_type=Text)
    counts_from: str = Field(sa_type=Text)
    added_at: str = Field(sa_type=Text)
    added_by: str = Field(sa_type=Text)
    removed_at: str | None = Field(default=None, sa_type=Text)
    removed_by: str | None = Field(default=None, sa_type=Text)


class ScheduleRun(SQLModel, table=True):
    """One run of a schedule; `due_at` is the instant it was due at, none for a run that somebody asked for besides.

    One without `ended_at` goes on, or its process was killed.
    """

    __tablename__: ClassVar[str] = "schedule_runs"
    __table_args__ = (Index("schedule_runs_due", "schedule_id", "due_at"), STRICT)

    id: int = Field(primary_key=True)
    schedule_id: int = Field(foreign_key="schedules.id")
    due_at: str | None = Field(default=None, sa_type=Text)
    started_at: str = Field(sa_type=Text)
    ended_at: str | None = Field(default=None, sa_type=Text)
    exit_code: int | None = Field(default=None)
    file: str | None = Field(default=None, sa_type=Text)
    sha256: str | None = Field(default=None, sa_type=Text)
    row_count: int | None = Field(default=None)
    problem: str | None = Field(default=None, sa_type=Text)


class OutgoingMail(SQLModel, table=True):
    """A mail to one address; `key` keeps what is due once from being mailed twice. `message` goes once it was sent."""

    __tablename__: ClassVar[str] = "outbox"
    __table_args__ = (Index("outbox_waiting", "next_attempt", sqlite_where=text("sent_at IS NULL")), STRICT)

    id: int = Field(primary_key=True)
    key: str = Field(sa_type=Text, unique=True)
    run_id: int | None = Field(default=None, foreign_key="schedule_runs.id")
    mail_to: str = Field(sa_type=Text)
    subject: str = Field(sa_type=Text)
    made_at: str = Field(sa_type=Text)
    message: bytes | None = Field(default=None, sa_type=LargeBinary)
    attempts: int
    next_attempt: str | None = Field(default=None, sa_type=Text)
    sent_at: str | None = Field(default=None, sa_type=Text)
    problem: str | None = Field(default=None, sa_type=Text)
