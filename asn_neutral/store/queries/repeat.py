"""All cases of the persons who have several."""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from asn_neutral.store.filters import Filters, where
from asn_neutral.store.queries.cases import EVERYTHING

REPEAT: Final = """
SELECT k.employee_id, k.id, k.number, l.respondent_name AS name, l.respondent_nip AS nip, u.name AS unit, k.opened_on,
    k.happened_on, k.violations, k.status, k.sanction, k.sanction_level, k.decided_on, k.annulled,
    CASE WHEN k.id IN (SELECT k.id FROM cases AS k {where}) THEN 1 ELSE 0 END AS fits
FROM (
    SELECT k.employee_id FROM cases AS k GROUP BY k.employee_id HAVING count(*) > 1 ORDER BY k.employee_id LIMIT :limit
) AS p
CROSS JOIN cases AS k ON k.employee_id = p.employee_id
JOIN units AS u ON u.id = k.unit_id
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
"""
"""Person after person, by the index on them: nothing is sorted, so that no name gets into a temporary file."""


def persons_with_several(connection: sqlite3.Connection, filters: Filters) -> Iterator[list[sqlite3.Row]]:
    """All cases of each person who has several, in no order; `fits` tells which the filters keep. A stream."""
    clause, parameters = where(filters)
    found = connection.execute(REPEAT.format(where=clause), {**parameters, "limit": EVERYTHING})
    return (list(own) for _person, own in groupby(found, key=lambda row: row["employee_id"]))
