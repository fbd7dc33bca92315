"""The whole files of persons: all cases of each with their events, and who stands around them.

Persons come one after the other and all that is read of one stands together, so that whoever looks at every case
keeps no more than one person in hand.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final, NamedTuple

from asn_neutral.store.queries.checking import Beside
from asn_neutral.store.queries.lives import Told

EVERYBODY: Final = "(k.complaint_id NOT IN (SELECT complaint_id FROM events WHERE step = 'destroy'))"
ONE_PERSON: Final = "(k.employee_id = (SELECT employee_id FROM cases WHERE id = :id))"
PERSON_CASES: Final = """
SELECT k.employee_id, k.id, k.closed_on, c.known_on, l.respondent_name, l.respondent_nip
FROM cases AS k CROSS JOIN complaints AS c ON c.id = k.complaint_id
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
WHERE {whose} ORDER BY k.employee_id, k.id
"""
PERSON_EVENTS: Final = """
SELECT k.employee_id, e.case_id, e.step, e.happened_on, e.status, e.details, e.actor
FROM cases AS k JOIN events AS e ON e.case_id = k.id
WHERE {whose} ORDER BY k.employee_id, k.id, e.seq
"""
PERSON_COMPLAINANTS: Final = """
SELECT k.employee_id, l.case_id, p.complaint_id, p.key_id, s.sealed AS sealed_key, p.sealed
FROM cases AS k CROSS JOIN complaint_cases AS l CROSS JOIN complainants AS p CROSS JOIN sealing_keys AS s
WHERE {whose} AND l.case_id = k.id AND p.complaint_id = l.complaint_id AND s.id = p.key_id
ORDER BY k.employee_id, k.id
"""
"""CROSS JOIN keeps the order, or SQLite would sort, and put all of it into a temporary file where there is much."""


class CaseFile(NamedTuple):
    """One case: name, NIP and when it was known as the complaint wrote them that opened it, its events, who recorded.

    `sealed` are those who complained, each as id of the complaint, id of the key, sealed key, sealed words; only where
    they were asked for.
    """

    id: int
    is_open: bool
    name: str
    nip: str
    events: tuple[Told, ...]
    actors: tuple[str, ...]
    sealed: tuple[tuple[int, int, bytes, bytes], ...]
    known_on: str | None


def files_of_person(connection: sqlite3.Connection, case_id: int, *, sealed: bool = False) -> list[CaseFile]:
    """All cases of the respondent of a case, by id."""
    return next(_files(connection, ONE_PERSON, {"id": case_id}, sealed=sealed))


def files_of_everybody(connection: sqlite3.Connection, *, sealed: bool = False) -> Iterator[list[CaseFile]]:
    """All cases of each person that still stand, by id; a stream, with as many questions however many there are."""
    return _files(connection, EVERYBODY, {}, sealed=sealed)


def _files(
    connection: sqlite3.Connection, whose: str, given: Mapping[str, int], *, sealed: bool
) -> Iterator[list[CaseFile]]:
    def asked(sql: str) -> sqlite3.Cursor:
        return _named_rows(connection, sql.format(whose=whose), given)

    every_event = Beside(asked(PERSON_EVENTS), "employee_id")
    every_complainant = Beside(asked(PERSON_COMPLAINANTS), "employee_id") if sealed else None
    for person, own in groupby(asked(PERSON_CASES), key=lambda row: int(row["employee_id"])):
        events = _by_case(every_event.rows(person))
        complainants = _by_case(every_complainant.rows(person) if every_complainant else ())
        yield [_file(row, events[row["id"]], complainants[row["id"]]) for row in own]


def _named_rows(connection: sqlite3.Connection, sql: str, given: Mapping[str, int]) -> sqlite3.Cursor:
    """The answer by the names of its columns; who writes has a connection that gives plain tuples."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(sql, given)


def _by_case(rows: Iterable[sqlite3.Row]) -> Mapping[int, list[sqlite3.Row]]:
    found = defaultdict[int, list[sqlite3.Row]](list)
    for row in rows:
        found[row["case_id"]].append(row)
    return found


def _file(row: sqlite3.Row, events: Iterable[sqlite3.Row], complainants: Iterable[sqlite3.Row]) -> CaseFile:
    return CaseFile(
        id=row["id"],
        is_open=row["closed_on"] is None,
        name=row["respondent_name"] or "",
        nip=row["respondent_nip"] or "",
        events=tuple(Told(*event[2:6]) for event in events),
        actors=tuple(dict.fromkeys(str(event["actor"]) for event in events)),
        sealed=tuple((one["complaint_id"], one["key_id"], one["sealed_key"], one["sealed"]) for one in complainants),
        known_on=row["known_on"],
    )
