"""What a check compares row by row: each beside the event that brought it in."""

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

Said = tuple[str | None, ...]

COMPLAINTS: Final = """
SELECT c.id, c.number, c.fingerprint, c.election, c.stage, c.batch_id, c.recorded_at, e.seq, e.recorded_at, e.details,
    o.details, r.agency, (SELECT count(*) FROM external_references AS x WHERE x.complaint_id = c.id),
    p.sealed,
    r.number, c.letter_number, c.letter_date, c.channel, c.received_on, c.happened_on, c.known_on, c.place, c.district,
    c.election_named, c.summary, c.evidence
FROM (
    SELECT c.id, t.seq AS tip, (
        SELECT min(e.seq) FROM complaint_cases AS l JOIN events AS e ON e.case_id = l.case_id
        WHERE l.complaint_id = c.id AND e.complaint_id = c.id
    ) AS opening
    FROM complaints AS c LEFT JOIN (
        SELECT complaint_id, min(seq) AS seq FROM events
        WHERE case_id IS NULL AND complaint_id IS NOT NULL GROUP BY complaint_id
    ) AS t ON t.complaint_id = c.id
) AS f
JOIN complaints AS c ON c.id = f.id
LEFT JOIN events AS e ON e.seq = min(coalesce(f.tip, f.opening), coalesce(f.opening, f.tip))
LEFT JOIN events AS o ON o.seq = f.opening
LEFT JOIN external_references AS r ON r.complaint_id = c.id
LEFT JOIN complainants AS p ON p.complaint_id = c.id
WHERE c.id NOT IN (SELECT complaint_id FROM events WHERE step = 'destroy')
"""
LINKS: Final = """
SELECT k.number, k.complaint_id = l.complaint_id, l.fingerprint, l.respondent_name, l.respondent_nip, l.batch_id, l.row,
    e.seq, e.details
FROM complaint_cases AS l JOIN cases AS k ON k.id = l.case_id JOIN events AS e ON e.seq = (
    SELECT min(v.seq) FROM events AS v WHERE v.case_id = l.case_id AND v.complaint_id = l.complaint_id
)
WHERE l.complaint_id NOT IN (SELECT complaint_id FROM events WHERE step = 'destroy')
"""
PERSONS: Final = """
SELECT p.id, p.nip, p.name, p.name_key, p.unit_id, k.number, l.respondent_nip, l.respondent_name, e.details
FROM employees AS p
LEFT JOIN events AS e ON e.seq = (
    SELECT min(v.seq) FROM cases AS o JOIN events AS v ON v.case_id = o.id WHERE o.employee_id = p.id
)
LEFT JOIN cases AS k ON k.id = e.case_id
LEFT JOIN complaint_cases AS l ON l.case_id = e.case_id AND l.complaint_id = e.complaint_id
WHERE e.complaint_id IS NULL OR e.complaint_id NOT IN (SELECT complaint_id FROM events WHERE step = 'destroy')
"""
UNITS: Final = "SELECT id, key, name, kind FROM units"
IMPORTS: Final = "SELECT seq, recorded_at, actor, details FROM events WHERE step = 'import' ORDER BY seq"
BATCHES: Final = """
SELECT id, sha256, rows_read, rows_accepted, rows_unchanged, rows_refused, recorded_at, actor, file_name, encoding,
    delimiter
FROM import_batches
"""
REGISTER: Final = "SELECT uuid, created_at, fingerprint_key FROM register"
CUSTODIANS: Final = "SELECT id, name, public_key, added_at, retired_at FROM custodians ORDER BY id"
SEALING_KEYS: Final = "SELECT id, sealed FROM sealing_keys ORDER BY id"
OF_CUSTODY: Final = """
SELECT step, complaint_id, recorded_at, details FROM events
WHERE step IN ('add-custodian', 'retire-custodian', 'forget-complainant') ORDER BY seq
"""
MIGRATION: Final = "SELECT version_num FROM alembic_version"


class Complaint(NamedTuple):
    """A complaint beside the first event that speaks of it; `references` are the numbers other agencies gave it.

    `opening` is what the first event of a case tells of it: of a tip that has been filled up since, that is what holds.
    """

    id: int
    number: str
    fingerprint: bytes
    election: str | None
    stage: str | None
    batch: int | None
    recorded_at: str
    seq: int | None
    told_at: str | None
    details: str | None
    opening: str | None
    agency: str | None
    references: int
    sealed: bytes | None
    said: Said


class Link(NamedTuple):
    """A respondent as a complaint wrote them, beside the event that tells it; `opened` where it opened the case."""

    number: str
    opened: bool
    fingerprint: bytes
    name: str
    nip: str | None
    batch: int | None
    row: int | None
    seq: int
    details: str


class Person(NamedTuple):
    """A civil servant beside the first event that names them; without one there is no case."""

    id: int
    nip: str | None
    name: str
    name_key: str
    unit_id: int
    number: str | None
    told_nip: str | None
    told_name: str | None
    details: str | None


class Unit(NamedTuple):
    """A unit."""

    id: int
    key: str
    name: str
    kind: str


class Import(NamedTuple):
    """The event that closes the taking in of a file."""

    seq: int
    recorded_at: str
    actor: str
    details: str


class Batch(NamedTuple):
    """A file that was taken in; `counts` are read, accepted, unchanged, refused."""

    id: int
    sha256: str
    counts: tuple[int, ...]
    recorded_at: str
    actor: str
    file: Said


def complaints(connection: sqlite3.Connection) -> Iterator[Complaint]:
    """Every complaint; one to which several numbers were given comes once for each."""
    fixed = len(Complaint._fields) - 1
    return (Complaint._make((*row[:fixed], row[fixed:])) for row in connection.execute(COMPLAINTS))


def links(connection: sqlite3.Connection) -> Iterator[Link]:
    """Every respondent of every complaint."""
    return (Link(*row) for row in connection.execute(LINKS))


def persons(connection: sqlite3.Connection) -> Iterator[Person]:
    """Every civil servant who was named."""
    return (Person(*row) for row in connection.execute(PERSONS))


def units(connection: sqlite3.Connection) -> Iterator[Unit]:
    """Every unit."""
    return (Unit(*row) for row in connection.execute(UNITS))


def imports(connection: sqlite3.Connection) -> Iterator[Import]:
    """Every taking in of a file, in order."""
    return (Import(*row) for row in connection.execute(IMPORTS))


def batches(connection: sqlite3.Connection) -> Iterator[Batch]:
    """Every file that was taken in."""
    for id_, sha256, read, accepted, unchanged, refused, recorded_at, actor, *file in connection.execute(BATCHES):
        yield Batch(id_, sha256, (read, accepted, unchanged, refused), recorded_at, actor, tuple(file))


def register(connection: sqlite3.Connection) -> tuple[str, str, bytes]:
    """The name of the register, when it was made, and its secret."""
    uuid, created_at, key = connection.execute(REGISTER).fetchone()
    return str(uuid), str(created_at), bytes(key)


class Custodian(NamedTuple):
    """Who may see who complained."""

    id: int
    name: str
    public_key: str
    added_at: str
    retired_at: str | None


class OfCustody(NamedTuple):
    """An event about custodians, or about a complainant who was forgotten."""

    step: str
    complaint_id: int | None
    recorded_at: str
    details: str


def custodians(connection: sqlite3.Connection) -> list[Custodian]:
    """Every custodian, retired ones too."""
    return [Custodian(*row) for row in connection.execute(CUSTODIANS)]


def sealing_keys(connection: sqlite3.Connection) -> Iterator[tuple[int, bytes]]:
    """Every key that complainants were sealed with, itself sealed."""
    return ((int(id_), bytes(sealed)) for id_, sealed in connection.execute(SEALING_KEYS))


def of_custody(connection: sqlite3.Connection) -> list[OfCustody]:
    """Every event about custody, in order."""
    return [OfCustody(*row) for row in connection.execute(OF_CUSTODY)]


def migrations(connection: sqlite3.Connection) -> list[str]:
    """The migrations that the register says it has been brought to."""
    return [str(version) for (version,) in connection.execute(MIGRATION)]
