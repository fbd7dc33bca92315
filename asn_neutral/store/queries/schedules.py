"""What is made again and again, what came of it, and the mail that waits; also what is written about them.

Instants are UTC text, as everywhere in the register.
"""

import sqlite3
from collections.abc import Mapping
from typing import Final

from asn_neutral.store.inserts import INSERTS

Cell = str | int | bytes | None
SCHEDULES: Final = "SELECT * FROM schedules WHERE removed_at IS NULL ORDER BY name"
ONE_SCHEDULE: Final = "SELECT * FROM schedules WHERE removed_at IS NULL AND name = :name"
SETTLED: Final = "SELECT max(due_at) FROM schedule_runs WHERE schedule_id = :id AND exit_code = 0"
"""The newest instant at which a schedule was due and that was answered."""
NEWEST_RUN: Final = "SELECT * FROM schedule_runs WHERE schedule_id = :id ORDER BY id DESC LIMIT 1"
FAILED: Final = """
SELECT count(*), max(coalesce(ended_at, started_at)) FROM schedule_runs
WHERE schedule_id = :id AND due_at = :due AND exit_code IS NOT 0
"""
"""How often what was due at an instant was tried in vain, and when for the last time."""
UNENDED: Final = "SELECT id FROM schedule_runs WHERE schedule_id = :id AND ended_at IS NULL"
WAITING_OF: Final = """
SELECT count(*) FROM outbox AS o JOIN schedule_runs AS r ON r.id = o.run_id
WHERE r.schedule_id = :id AND o.sent_at IS NULL
"""
WAITING: Final = """
SELECT o.id, o.mail_to, o.message, o.attempts, o.made_at FROM outbox AS o
LEFT JOIN schedule_runs AS r ON r.id = o.run_id LEFT JOIN schedules AS s ON s.id = r.schedule_id
WHERE o.sent_at IS NULL AND s.removed_at IS NULL AND o.next_attempt <= :last ORDER BY o.id
"""
"""Mail whose time has come; that of a schedule that was removed stays where it is."""
TROUBLED: Final = """
SELECT o.problem, o.attempts, o.made_at FROM outbox AS o
LEFT JOIN schedule_runs AS r ON r.id = o.run_id LEFT JOIN schedules AS s ON s.id = r.schedule_id
WHERE o.sent_at IS NULL AND s.removed_at IS NULL AND o.problem IS NOT NULL ORDER BY o.id
"""
_END: Final = """
UPDATE schedule_runs SET ended_at = :ended_at, exit_code = :exit_code, file = :file, sha256 = :sha256,
    row_count = :row_count, problem = :problem WHERE id = :id
"""
_REMOVE: Final = "UPDATE schedules SET removed_at = :at, removed_by = :by WHERE id = :id"
_SENT: Final = """
UPDATE outbox SET sent_at = :at, attempts = attempts + 1, message = NULL, next_attempt = NULL, problem = NULL
WHERE id = :id
"""
_UNSENT: Final = "UPDATE outbox SET attempts = attempts + 1, next_attempt = :again, problem = :problem WHERE id = :id"
_OF_A_KEY: Final = "SELECT id FROM outbox WHERE key = :key"


def schedules(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Every schedule in force, by name."""
    return _rows(connection, SCHEDULES)


def schedule_named(connection: sqlite3.Connection, name: str) -> sqlite3.Row | None:
    """The schedule in force of that name."""
    return next(iter(_rows(connection, ONE_SCHEDULE, name=name)), None)


def settled(connection: sqlite3.Connection, schedule_id: int) -> str | None:
    """The newest instant at which that schedule was due and that was answered."""
    (due,) = _rows(connection, SETTLED, id=schedule_id)[0]
    return None if due is None else str(due)


def newest_run(connection: sqlite3.Connection, schedule_id: int) -> sqlite3.Row | None:
    """The run of that schedule that began last."""
    return next(iter(_rows(connection, NEWEST_RUN, id=schedule_id)), None)


def failed(connection: sqlite3.Connection, schedule_id: int, due: str) -> tuple[int, str | None]:
    """How often what was due at *due* was tried in vain, and when for the last time."""
    count, newest = _rows(connection, FAILED, id=schedule_id, due=due)[0]
    return int(count), newest


def unended(connection: sqlite3.Connection, schedule_id: int) -> list[int]:
    """The runs of that schedule that have not ended; all but one of another process were killed."""
    return [int(found["id"]) for found in _rows(connection, UNENDED, id=schedule_id)]


def waiting_of(connection: sqlite3.Connection, schedule_id: int) -> int:
    """How many mails of that schedule wait."""
    return int(_rows(connection, WAITING_OF, id=schedule_id)[0][0])


def waiting(connection: sqlite3.Connection, last: str) -> list[sqlite3.Row]:
    """The mails whose time had come at the instant *last*, the oldest first."""
    return _rows(connection, WAITING, last=last)


def troubled(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """The mails that were tried in vain."""
    return _rows(connection, TROUBLED)


def add_schedule(driver: sqlite3.Connection, *cells: Cell) -> int:
    """A new schedule, of the cells of its row after the id."""
    return _add(driver, "schedules", cells)


def remove_schedule(driver: sqlite3.Connection, schedule_id: int, *, at: str, by: str) -> None:
    """The schedule is no longer in force; it and its runs stay."""
    driver.execute(_REMOVE, {"id": schedule_id, "at": at, "by": by})


def begin_run(driver: sqlite3.Connection, schedule_id: int, *, due_at: str | None, started_at: str) -> int:
    """A run that begins; its id."""
    return _add(driver, "schedule_runs", (schedule_id, due_at, started_at, None, None, None, None, None, None))


def end_run(driver: sqlite3.Connection, run_id: int, result: Mapping[str, Cell]) -> None:
    """What came of a run: `ended_at`, `exit_code`, `file`, `sha256`, `row_count`, `problem`."""
    driver.execute(_END, {"id": run_id, **result})


def add_mail(driver: sqlite3.Connection, key: str, *cells: Cell) -> bool:
    """A mail to be sent, of the cells of its row after the key; whether it is new."""
    if driver.execute(_OF_A_KEY, {"key": key}).fetchone() is not None:
        return False
    _add(driver, "outbox", (key, *cells))
    return True


def mail_sent(driver: sqlite3.Connection, mail_id: int, *, at: str) -> None:
    """A mail has been handed on; its text is kept no longer."""
    driver.execute(_SENT, {"id": mail_id, "at": at})


def mail_unsent(driver: sqlite3.Connection, mail_id: int, *, again: str, problem: str) -> None:
    """A mail could not be handed on, and is tried again at the instant *again*."""
    driver.execute(_UNSENT, {"id": mail_id, "again": again, "problem": problem})


def _add(driver: sqlite3.Connection, table: str, cells: tuple[Cell, ...]) -> int:
    added = driver.execute(INSERTS[table], (None, *cells)).lastrowid
    return added or 0


def _rows(connection: sqlite3.Connection, sql: str, **given: Cell) -> list[sqlite3.Row]:
    """The rows of a question, by name, on a reading connection or a writing one."""
    cursor = connection.execute(sql, given)
    cursor.row_factory = sqlite3.Row
    return cursor.fetchall()
