"""The past of cases as it stands in the register: how each was before an event changed it, and its steps."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from asn_neutral.store.queries.checking import Beside
from asn_neutral.store.queries.lives import PROJECTED, KnownStep, PastRow, StepRow, add_steps

WITHOUT_HISTORY: Final = """
SELECT k.id FROM cases AS k
WHERE k.version > 1 AND NOT EXISTS (SELECT 1 FROM past_cases AS p WHERE p.id = k.id) ORDER BY k.id
"""
_CELLS: Final = ", ".join(PROJECTED)
PAST: Final = f"""
SELECT p.id, {", ".join(f"p.{name}" for name in PROJECTED)}, p.last_seq, p.until_seq,
    (p.complaint_id, p.employee_id, p.unit_id) = (k.complaint_id, k.employee_id, k.unit_id) AS of_the_case
FROM past_cases AS p JOIN cases AS k ON k.id = p.id ORDER BY p.id, p.last_seq
"""  # noqa: S608 - names of a module
STEPS: Final = """
SELECT case_id, entry, step, happened_on, status, parallel, clock, due_on, seq, until_seq FROM case_steps
ORDER BY case_id, entry, seq
"""
ADD_PAST: Final = f"""
INSERT INTO past_cases (id, complaint_id, employee_id, unit_id, {_CELLS}, last_seq, until_seq)
SELECT id, complaint_id, employee_id, unit_id, {", ".join(f":{name}" for name in PROJECTED)}, :last_seq, :until_seq
FROM cases WHERE id = :id
"""  # noqa: S608 - names of a module


def begun_without_history(connection: sqlite3.Connection) -> list[int]:
    """The ids of all cases that something was recorded of, and of whose past nothing stands there."""
    return [int(id_) for (id_,) in connection.execute(WITHOUT_HISTORY)]


def write_history(
    connection: sqlite3.Connection, case_id: int, rows: Iterable[PastRow], steps: Iterable[KnownStep]
) -> None:
    """Write down the past of one case."""
    for row in rows:
        connection.execute(ADD_PAST, {**row.cells, "id": case_id, "last_seq": row.last_seq, "until_seq": row.until_seq})
    add_steps(connection, ((case_id, step) for step in steps))


class StoredPasts:
    """The past of every case, handed out by the case's id in rising order; two streams side by side."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._rows = Beside(connection.execute(PAST), "id")
        self._steps = Beside(connection.execute(STEPS), "case_id")

    def of(self, case_id: int) -> tuple[list[PastRow], list[KnownStep]]:
        """How the case stood before each event that changed it, and its steps, as they stand in the register.

        A row that names another complaint, person or unit than the case tells nothing of it.
        """
        rows = [
            PastRow({name: row[name] for name in PROJECTED if row["of_the_case"]}, row["last_seq"], row["until_seq"])
            for row in self._rows.rows(case_id)
        ]
        return rows, list(_steps(self._steps.rows(case_id)))


def _steps(rows: Sequence[sqlite3.Row]) -> Iterator[KnownStep]:
    for _case, *step, seq, until_seq in rows:
        yield KnownStep(StepRow(*step), seq, until_seq)
