"""Files whose retention ended: what is closed, what was proposed, and what is left of what was destroyed."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from asn_neutral.domain.chain import StoredEvent, erased_details
from asn_neutral.domain.retention import Link
from asn_neutral.store.queries.tombstones import DESTROYED, ERASED_NAME, OfDestruction

LINKS: Final = f"""
SELECT l.complaint_id, l.case_id, k.employee_id, k.closed_on, k.sanction_level
FROM complaint_cases AS l JOIN cases AS k ON k.id = l.case_id
WHERE l.complaint_id NOT IN ({DESTROYED})
"""  # noqa: S608 - from this module
OF_DESTRUCTION: Final = """
SELECT seq, complaint_id, step, happened_on, recorded_at, actor, details FROM events
WHERE step IN ('propose-destruction', 'reject-destruction', 'destroy') ORDER BY seq
"""
_FILE: Final = "coalesce(k.complaint_id, e.complaint_id)"
EVENTS: Final = f"""
SELECT {_FILE}, e.seq, e.case_id, e.complaint_id, e.step, e.happened_on, e.recorded_at, e.actor, e.status, e.details,
    e.previous, e.hash
FROM events AS e LEFT JOIN cases AS k ON k.id = e.case_id
WHERE {_FILE} IN (SELECT value FROM json_each(:ids)) AND e.step <> 'destroy' ORDER BY e.seq
"""  # noqa: S608 - from this module
STILL_TOLD: Final = f"""
SELECT DISTINCT {_FILE} FROM events AS e LEFT JOIN cases AS k ON k.id = e.case_id
WHERE {_FILE} IN ({DESTROYED}) AND e.step <> 'destroy' AND substr(e.details, 1, 10) <> '{{"erased":'
"""  # noqa: S608 - from this module
JOINED_SINCE: Final = f"""
SELECT DISTINCT k.complaint_id FROM complaint_cases AS l JOIN cases AS k ON k.id = l.case_id
WHERE k.complaint_id IN ({DESTROYED}) AND l.complaint_id NOT IN ({DESTROYED})
"""  # noqa: S608 - from this module
ERASE_EVENT: Final = "UPDATE events SET details = :details WHERE seq = :seq"
_TEXTS_OF_CASES: Final = """
position = NULL, sanction_wording = NULL, sk_number = NULL, recommendation_number = NULL
"""
ERASE: Final = (
    """
    UPDATE complaints SET letter_number = NULL, place = NULL, election_named = NULL, summary = :name, evidence = NULL,
        fingerprint = x'' WHERE id = :id
    """,
    """
    UPDATE complaint_cases SET respondent_name = :name, respondent_nip = NULL, fingerprint = x''
    WHERE complaint_id = :id
    """,
    """
    UPDATE employees SET nip = NULL, name = :name, name_key = ''
    WHERE id IN (SELECT employee_id FROM cases WHERE complaint_id = :id)
    """,
    f"UPDATE cases SET {_TEXTS_OF_CASES} WHERE complaint_id = :id",  # noqa: S608 - from this module
    f"UPDATE past_cases SET {_TEXTS_OF_CASES} WHERE complaint_id = :id",  # noqa: S608 - from this module
    "DELETE FROM complainants WHERE complaint_id = :id",
)
"""What identifies somebody goes; numbers, dates, codes, unit and outcome stay: no figure of a report changes."""
_ITS_CASES: Final = "(SELECT id FROM cases WHERE complaint_id = :id)"
REMAINS: Final = (
    "SELECT * FROM complaints WHERE id = :id",
    "SELECT * FROM external_references WHERE complaint_id = :id ORDER BY agency, number",
    "SELECT * FROM complaint_cases WHERE complaint_id = :id ORDER BY case_id",
    "SELECT * FROM complainants WHERE complaint_id = :id",
    "SELECT * FROM employees WHERE id IN (SELECT employee_id FROM cases WHERE complaint_id = :id) ORDER BY id",
    "SELECT * FROM cases WHERE complaint_id = :id ORDER BY id",
    f"SELECT * FROM case_violations WHERE case_id IN {_ITS_CASES} ORDER BY case_id, code",  # noqa: S608 - from this module
    f"SELECT * FROM past_cases WHERE id IN {_ITS_CASES} ORDER BY id, last_seq",  # noqa: S608 - from this module
    f"SELECT * FROM case_steps WHERE case_id IN {_ITS_CASES} ORDER BY case_id, entry, seq",  # noqa: S608 - from this module
)


def links(connection: sqlite3.Connection) -> list[Link]:
    """Every case of every complaint whose file still stands."""
    return [Link(*row) for row in connection.execute(LINKS)]


def events_of_destruction(connection: sqlite3.Connection) -> list[OfDestruction]:
    """Every proposal, every rejection and every tombstone, in their order."""
    return [OfDestruction(*row) for row in connection.execute(OF_DESTRUCTION)]


def events_of_files(connection: sqlite3.Connection, complaints: Sequence[int]) -> dict[int, list[StoredEvent]]:
    """By complaint its events and those of the cases that it opened, tombstones excepted."""
    found: dict[int, list[StoredEvent]] = {id_: [] for id_ in complaints}
    for file, *event in connection.execute(EVENTS, {"ids": json.dumps(list(complaints))}):
        found[file].append(StoredEvent(*event))
    return found


def still_told(connection: sqlite3.Connection) -> set[int]:
    """The destroyed complaints of which an event still has its details."""
    return {int(id_) for (id_,) in connection.execute(STILL_TOLD)}


def joined_since(connection: sqlite3.Connection) -> set[int]:
    """The destroyed complaints of which a case is also one of a complaint that stands: a file goes as a whole."""
    return {int(id_) for (id_,) in connection.execute(JOINED_SINCE)}


def erase_rows(driver: sqlite3.Connection, complaint_id: int) -> None:
    """Erase who is meant in a complaint and in its cases; the pages are overwritten (`secure_delete`)."""
    for statement in ERASE:
        driver.execute(statement, {"id": complaint_id, "name": ERASED_NAME})


def erase_events(driver: sqlite3.Connection, events: Iterable[int], tombstone: int) -> None:
    """Erase the details of events, in the way that the trigger allows once the *tombstone* stands."""
    details = erased_details(tombstone)
    driver.executemany(ERASE_EVENT, ({"seq": seq, "details": details} for seq in events))


def remains(connection: sqlite3.Connection, complaint_id: int) -> Iterator[dict[str, str | int]]:
    """Every row that is left of a complaint and of the cases that it opened, without cells that hold nothing."""
    for sql in REMAINS:
        cursor = connection.execute(sql, {"id": complaint_id})
        names = [column[0] for column in cursor.description]
        for row in cursor:
            cells = zip(names, row, strict=True)
            yield {name: cell.hex() if isinstance(cell, bytes) else cell for name, cell in cells if cell is not None}
