"""All cases of the persons who have several."""

import sqlite3
from array import array
from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from asn_neutral.store.filters import Filters, where
from asn_neutral.store.queries.in_order import rows_of

SEVERAL: Final = """
SELECT k.id, k.employee_id, CASE WHEN k.id IN (SELECT k.id FROM cases AS k {where}) THEN 1 ELSE 0 END AS fits
FROM cases AS k
WHERE k.employee_id IN (SELECT k.employee_id FROM cases AS k GROUP BY k.employee_id HAVING count(*) > 1)
ORDER BY k.employee_id, k.opened_on, k.id
"""
REPEAT: Final = """
SELECT k.employee_id, k.id, k.number, l.respondent_name AS name, l.respondent_nip AS nip, u.name AS unit, k.opened_on,
    k.happened_on, k.violations, k.status, k.sanction, k.sanction_level, k.decided_on, k.annulled
FROM cases AS k
JOIN units AS u ON u.id = k.unit_id
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
WHERE k.id IN ({ids})
"""


class Known(NamedTuple):
    """A case of a person who has several, and whether the filters keep it."""

    found: sqlite3.Row
    fits: bool


def persons_with_several(connection: sqlite3.Connection, filters: Filters) -> Iterator[list[Known]]:
    """All cases of each person who has several and of whom the filters keep one, in the order received. A stream."""
    ids, fits = _chosen(connection, filters)
    rows = (Known(row, bool(fit)) for (row,), fit in zip(rows_of(connection, REPEAT, ids, {}), fits, strict=True))
    return (list(own) for _person, own in groupby(rows, key=lambda known: known.found["employee_id"]))


def _chosen(connection: sqlite3.Connection, filters: Filters) -> "tuple[array[int], bytearray]":
    """The ids of these cases, person by person, and of each whether the filters keep it."""
    clause, parameters = where(filters)
    ids, fits = array("q"), bytearray()
    found = connection.execute(SEVERAL.format(where=clause), parameters)
    for _person, own in groupby(found, key=lambda row: row["employee_id"]):
        cases = list(own)
        if any(case["fits"] for case in cases):
            ids.extend(case["id"] for case in cases)
            fits.extend(case["fits"] for case in cases)
    return ids, fits
