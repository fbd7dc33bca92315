"""The open cases with the steps that brought them where they are."""

import sqlite3
from collections.abc import Iterator
from typing import Final

from asn_neutral.store.filters import Filters, where
from asn_neutral.store.queries.in_order import ids_of, rows_of

OPEN: Final = "SELECT k.id FROM cases AS k {where} AND k.closed_on IS NULL ORDER BY k.id"
CUSTODY: Final = """
SELECT k.id, k.number, k.opened_on, k.track, k.employment, k.official, k.due_on, coalesce(k.side, '') AS side,
    s.step, CASE WHEN s.parallel THEN NULL ELSE s.status END AS status, s.happened_on, s.seq
FROM cases AS k LEFT JOIN case_steps AS s
    ON s.case_id = k.id AND s.until_seq IS NULL
WHERE k.id IN ({ids})
ORDER BY s.entry
"""


def open_cases_with_steps(connection: sqlite3.Connection, filters: Filters) -> Iterator[list[sqlite3.Row]]:
    """The rows of each open case: one for each of its steps, in order, or a single one without a step. A stream.

    What runs beside the main line moved nothing and has no status here: dated back, it tells that of a later day.
    """
    clause, parameters = where(filters)
    return rows_of(connection, CUSTODY, ids_of(connection, OPEN.format(where=clause), parameters), {})
