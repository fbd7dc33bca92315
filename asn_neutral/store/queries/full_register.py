"""Every case with all that the full register says of it, in the order of registration."""

import sqlite3
from typing import Final

from asn_neutral.store.filters import Filters, where
from asn_neutral.store.queries.cases import EVERYTHING

FULL_REGISTER: Final = """
SELECT k.number, k.opened_on, k.channel,
    (SELECT group_concat(number, char(10)) FROM (
        SELECT DISTINCT r.number FROM complaint_cases AS m JOIN complaints AS d ON d.id = m.complaint_id
        JOIN external_references AS r ON r.complaint_id = d.id WHERE m.case_id = k.id ORDER BY r.number
    )) AS external_numbers,
    c.letter_number, c.letter_date, l.respondent_name AS name, l.respondent_nip AS nip, k.rank, k.position,
    k.position_class, u.name AS unit, k.happened_on, c.place, k.district, k.election, k.stage, c.summary, k.violations,
    k.recommended_by, k.recommendation_number, k.recommendation_date, k.respond_by, k.status, k.finding, k.level,
    k.sanction, k.sanction_level, k.sk_number, k.decided_on, k.received_on, k.in_force_on, k.ends_on, k.remedy,
    k.remedy_outcome, k.reported_on, k.blocked_on, k.reopened_on, k.side, k.remarks, k.owner
FROM (SELECT k.id FROM cases AS k {where} ORDER BY k.id LIMIT :limit) AS n
CROSS JOIN cases AS k ON k.id = n.id
JOIN complaints AS c ON c.id = k.complaint_id
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
JOIN units AS u ON u.id = k.unit_id
"""
"""Senders' numbers come one a line, because any other sign may be part of one.

Only ids are sorted, where a filter makes that necessary: sorted rows would go to a temporary file with their names.
"""


def full_register(connection: sqlite3.Connection, filters: Filters, *, limit: int | None = None) -> sqlite3.Cursor:
    """The cases that fit, the first registered first; a stream."""
    clause, parameters = where(filters)
    most = EVERYTHING if limit is None else limit
    return connection.execute(FULL_REGISTER.format(where=clause), {**parameters, "limit": most})
