"""What is asked of a case while a complaint is taken in by hand."""

import sqlite3
from typing import Final, NamedTuple

from asn_neutral.store.queries.numbers import find

CASE_TO_LINK: Final = """
SELECT k.id, k.number, k.employee_id, k.status, l.respondent_name, l.respondent_nip
FROM cases AS k JOIN complaint_cases AS l ON l.case_id = k.id AND l.complaint_id = k.complaint_id
WHERE k.id = :id
"""
RECORDED_COMPLAINT: Final = """
SELECT c.number AS recorded_as, r.number, c.letter_number, c.letter_date, c.channel, c.received_on, c.happened_on,
    c.known_on, c.place, c.district, c.election_named, c.summary, c.evidence
FROM external_references AS r JOIN complaints AS c ON c.id = r.complaint_id
WHERE r.agency = :agency AND r.number = :number
"""
CASE_REMARKS: Final = "SELECT remarks FROM cases WHERE number = :wanted"

NAMESAKES: Final = """
SELECT o.number FROM cases AS k JOIN employees AS e ON e.id = k.employee_id
JOIN employees AS s ON s.name_key = e.name_key AND (s.nip IS NULL) <> (e.nip IS NULL)
JOIN cases AS o ON o.employee_id = s.id AND o.unit_id = k.unit_id
WHERE k.number = :wanted ORDER BY o.id DESC LIMIT 3
"""
"""Somebody known with a NIP, and somebody of the same name in the same unit known without, are two for the register."""


class CaseToLink(NamedTuple):
    """A case that a further complaint concerns; name and NIP as the complaint that opened it wrote them."""

    id: int
    number: str
    employee_id: int
    status: str
    name: str
    nip: str | None


def case_to_link(connection: sqlite3.Connection, wanted: str) -> CaseToLink:
    """The case that *wanted* names; NotFoundError or AmbiguousError otherwise."""
    case_id = find(connection, "case", wanted)
    return CaseToLink(*connection.execute(CASE_TO_LINK, {"id": case_id}).fetchone())


def case_remarks(connection: sqlite3.Connection, number: str) -> tuple[str, ...]:
    """What was noticed when the case with that very number was opened."""
    (remarks,) = connection.execute(CASE_REMARKS, {"wanted": number}).fetchone()
    return tuple(remarks.split(";")) if remarks else ()


def namesakes(connection: sqlite3.Connection, number: str) -> tuple[str, ...]:
    """The newest cases, three at most, of who may be the respondent of the case with that very *number*."""
    return tuple(found for (found,) in connection.execute(NAMESAKES, {"wanted": number}))


def recorded_complaint(connection: sqlite3.Connection, agency: str, number: str) -> sqlite3.Row | None:
    """What the complaint that *agency* gave this very *number* said, who complained excepted."""
    row: sqlite3.Row | None = connection.execute(RECORDED_COMPLAINT, {"agency": agency, "number": number}).fetchone()
    return row
