"""Every case with all that the full register says of it, in the order of registration."""

import sqlite3
from typing import Final

from asn_neutral.store.filters import Filters, where
from asn_neutral.store.queries.in_order import Listed, ids_of, listed

REGISTERED: Final = "SELECT k.id FROM cases AS k {where} ORDER BY k.id"
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
    k.remedy_outcome, k.reported_on, k.blocked_on, k.reopened_on, k.side, k.remarks, k.owner, k.id
FROM cases AS k
JOIN complaints AS c ON c.id = k.complaint_id
LEFT JOIN complaint_cases AS l ON l.complaint_id = k.complaint_id AND l.case_id = k.id
JOIN units AS u ON u.id = k.unit_id
WHERE k.id IN ({ids})
"""
"""Senders' numbers come one a line, because any other sign may be part of one."""


def full_register(connection: sqlite3.Connection, filters: Filters, *, limit: int | None = None) -> Listed:
    """The cases that fit, the first registered first."""
    clause, parameters = where(filters)
    return listed(connection, FULL_REGISTER, ids_of(connection, REGISTERED.format(where=clause), parameters), {}, limit)
