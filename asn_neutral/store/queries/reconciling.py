"""What is asked of the register for another agency's list: many rows with each question, never one by one."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

NUMBERED: Final = """
SELECT r.number, r.complaint_id, k.id, coalesce(l.respondent_nip, e.nip), coalesce(l.respondent_name, e.name)
FROM json_each(:wanted) AS wanted
CROSS JOIN external_references AS r ON r.agency = :agency AND r.number = wanted.value
LEFT JOIN complaint_cases AS l ON l.complaint_id = r.complaint_id
LEFT JOIN cases AS k ON k.id = l.case_id
LEFT JOIN employees AS e ON e.id = k.employee_id
ORDER BY r.number, k.id
"""
WITH_NIPS: Final = """
SELECT e.id, e.nip, k.id, k.happened_on, k.violations, u.key, k.recommended_by, k.recommendation_number,
    k.channel IN (SELECT value FROM json_each(:channels)) OR EXISTS (
        SELECT 1 FROM complaint_cases AS m
        CROSS JOIN external_references AS r ON r.complaint_id = m.complaint_id AND r.agency = :agency
        WHERE m.case_id = k.id
    )
FROM json_each(:wanted) AS wanted
CROSS JOIN employees AS e ON e.nip = wanted.value
CROSS JOIN cases AS k ON k.employee_id = e.id
CROSS JOIN units AS u ON u.id = k.unit_id
ORDER BY k.id
"""
OF_PERSONS: Final = WITH_NIPS.replace("ON e.nip =", "ON e.id =")
FACTS: Final = """
SELECT k.id, coalesce(l.respondent_name, e.name) AS name, coalesce(l.respondent_nip, e.nip) AS nip, k.happened_on,
    k.violations, u.name AS unit, k.status, k.finding, k.level, k.sanction_level, k.sanction, k.sk_number,
    k.decided_on, k.reported_on, k.recommended_by, k.recommendation_number, (
        SELECT group_concat(number, char(10)) FROM (
            SELECT DISTINCT r.number FROM complaint_cases AS m
            CROSS JOIN external_references AS r ON r.complaint_id = m.complaint_id AND r.agency = :agency
            WHERE m.case_id = k.id ORDER BY r.number
        )
    ) AS numbers
FROM json_each(:wanted) AS wanted CROSS JOIN cases AS k ON k.id = wanted.value
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
CROSS JOIN employees AS e ON e.id = k.employee_id
CROSS JOIN units AS u ON u.id = k.unit_id
"""
_NAMED: Final = "json_each(:wanted) AS wanted CROSS JOIN cases AS k ON k.id = wanted.value"
CONCERNING: Final = (
    FACTS.replace(_NAMED, "cases AS k")  # noqa: S608 - constants of this module
    + """
WHERE k.happened_on >= :first AND k.happened_on <= :last AND (
    k.channel IN (SELECT value FROM json_each(:channels)) OR k.recommended_by = :recommender OR EXISTS (
        SELECT 1 FROM complaint_cases AS m
        CROSS JOIN external_references AS r ON r.complaint_id = m.complaint_id AND r.agency = :agency
        WHERE m.case_id = k.id
    )
)
ORDER BY k.id
"""
)
"""The cases of an agency by the day of the act."""
NAMES: Final = "SELECT id, name_key FROM employees"
FIRST_DAY: Final = "0000-01-01"
LAST_DAY: Final = "9999-12-31"


class Respondent(NamedTuple):
    """A respondent of a complaint that the agency has numbered; `case_id` is None for a tip without any."""

    number: str
    complaint_id: int
    case_id: int | None
    nip: str | None
    name: str | None


class PersonCase(NamedTuple):
    """A case of a person; `concerned` tells whether it came from the agency or carries a number of it."""

    employee_id: int
    nip: str | None
    case_id: int
    happened_on: str
    violations: str
    unit_key: str
    recommended_by: str | None
    recommendation_number: str | None
    concerned: int


class OurCase(NamedTuple):
    """What the register says of a case; `numbers` are those of the agency, one a line."""

    id: int
    name: str
    nip: str | None
    happened_on: str
    violations: str
    unit: str
    status: str
    finding: str | None
    level: str | None
    sanction_level: str | None
    sanction: str | None
    sk_number: str | None
    decided_on: str | None
    reported_on: str | None
    recommended_by: str | None
    recommendation_number: str | None
    numbers: str | None


def numbered(connection: sqlite3.Connection, agency: str, numbers: Collection[str]) -> Iterator[Respondent]:
    """The respondents of the complaints to which *agency* gave one of *numbers*, also those who have no case."""
    rows = connection.execute(NUMBERED, {"wanted": _array(numbers), "agency": agency})
    return (Respondent(*row) for row in rows)


def cases_by_nip(
    connection: sqlite3.Connection, agency: str, channels: Iterable[str], nips: Collection[str]
) -> Iterator[PersonCase]:
    """The cases of the persons with one of *nips*, in the order of registration."""
    given = {"wanted": _array(nips), "agency": agency, "channels": _array([*channels])}
    return (PersonCase(*row) for row in connection.execute(WITH_NIPS, given))


def cases_by_person(
    connection: sqlite3.Connection, agency: str, channels: Iterable[str], ids: Collection[int]
) -> Iterator[PersonCase]:
    """The cases of the persons with one of *ids*, in the order of registration."""
    given = {"wanted": _array(ids), "agency": agency, "channels": _array([*channels])}
    return (PersonCase(*row) for row in connection.execute(OF_PERSONS, given))


def facts(connection: sqlite3.Connection, agency: str, ids: Collection[int]) -> dict[int, OurCase]:
    """What the register says of the cases with these ids; what is none is left out."""
    rows = connection.execute(FACTS, {"wanted": _array(ids), "agency": agency})
    return {case.id: case for case in (OurCase(*row) for row in rows)}


def concerning(  # noqa: PLR0913 - what makes a case one of an agency
    connection: sqlite3.Connection,
    *,
    agency: str,
    channels: Iterable[str],
    recommender: str,
    first: str | None,
    last: str | None,
) -> Iterator[OurCase]:
    """The cases that came from an agency, or carry a number of it, with the act on a day from *first* to *last*.

    Both days are inclusive; None has no bound. A stream, in the order of registration.
    """
    given = {
        "agency": agency, "channels": _array([*channels]), "recommender": recommender, "first": first or FIRST_DAY,
        "last": last or LAST_DAY,
    }  # fmt: skip
    return (OurCase(*row) for row in connection.execute(CONCERNING, given))


def names(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Every person the register knows, with the folded name; a stream."""
    return ((int(id_), str(key)) for id_, key in connection.execute(NAMES))


def _array(values: Collection[str] | Collection[int]) -> str:
    """The JSON array that carries any number of values in one parameter."""
    return json.dumps([*values], ensure_ascii=False)
