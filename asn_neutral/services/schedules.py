"""Reports that are made again and again: added, removed, run when they are due, each run on record."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Final, NamedTuple

from asn_neutral.domain.recurrence import Recurrence, last_due, next_due, recurrence
from asn_neutral.domain.retrying import next_attempt
from asn_neutral.domain.rights import Right
from asn_neutral.errors import AsnError, ExitCode, NotFoundError, ScheduleExistsError, UnwritableError, reason_of
from asn_neutral.locale import _
from asn_neutral.services.mailing import Letter, post_within
from asn_neutral.services.timetable import Timetable, at_instant, at_text
from asn_neutral.services.users import user_at
from asn_neutral.store.job_lock import job_holder, job_lock
from asn_neutral.store.queries import schedules as stored
from asn_neutral.store.reader import reading
from asn_neutral.store.unit import unit_of_work

_JOINT: Final = ";"  # no address has one


@dataclass(frozen=True, slots=True)
class Schedule:
    """A report that is made again and again; `words` are its name and its options, `output` where it goes."""

    id: int
    name: str
    words: tuple[str, ...]
    every: Recurrence
    output: str | None
    mail_to: tuple[str, ...]
    counts_from: datetime
    added_at: datetime
    added_by: str


class NewSchedule(NamedTuple):
    """A schedule as it was asked for."""

    name: str
    words: tuple[str, ...]
    every: Recurrence
    output: str | None
    mail_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A run on record; one without `ended_at` goes on, or its process was killed."""

    due_at: datetime | None
    started_at: datetime
    ended_at: datetime | None
    exit_code: int | None
    file: str | None
    sha256: str | None
    rows: int | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a schedule stands: the instant that is due and not answered, from when on it is tried, what ran last.

    `running` names the process that runs it now; `waiting` is how many mails of it wait.
    """

    schedule: Schedule
    due: datetime | None
    not_before: datetime | None
    next: datetime | None
    run: Run | None
    running: str
    waiting: int

    @property
    def failed(self) -> bool:
        """Whether its last run failed, or was killed."""
        return self.run is not None and not self.running and self.run.exit_code != ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Made:
    """What came of making a report: the file, its rows where they can be counted, and the mail that tells of it."""

    file: Path | None = None
    rows: int | None = None
    letter: Letter | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of a schedule came to; `mails` were put into the outbox, `problem` is why it failed."""

    schedule: Schedule
    due: datetime | None
    file: str | None = None
    sha256: str | None = None
    rows: int | None = None
    mails: int = 0
    problem: AsnError | None = None


def add_schedule(wanted: NewSchedule, table: Timetable, *, rehearse: bool = False) -> datetime | None:
    """Put a schedule on record; when it is due for the first time.

    Raises:
        ScheduleExistsError: one of that name is in force.
        NoDatabaseError, DatabaseLockedError: and what else opening a register may raise.
    """
    with unit_of_work(table.database, wait_seconds=table.wait_seconds) as work:
        user_at(work.driver, table, Right.SCHEDULE)
        if stored.schedule_named(work.driver, wanted.name) is not None:
            raise ScheduleExistsError(schedule=wanted.name)
        stored.add_schedule(
            work.driver, wanted.name, json.dumps(wanted.words, ensure_ascii=False), str(wanted.every), wanted.output,
            _JOINT.join(wanted.mail_to) or None, at_text(table.since), at_text(table.clock()), table.actor, None, None,
        )  # fmt: skip
        if rehearse:
            work.abandon()
    return next_due(wanted.every, table.since, table.zone)


def remove_schedule(name: str, table: Timetable, *, rehearse: bool = False) -> None:
    """Let the schedule of that name be in force no longer; what it did stays on record.

    Raises:
        NotFoundError: there is none.
    """
    with unit_of_work(table.database, wait_seconds=table.wait_seconds) as work:
        user_at(work.driver, table, Right.SCHEDULE)
        schedule = _named(work.driver, name)
        stored.remove_schedule(work.driver, schedule.id, at=at_text(table.clock()), by=table.actor)
        if rehearse:
            work.abandon()


def find_schedule(name: str, table: Timetable) -> Schedule:
    """The schedule in force of that name.

    Raises:
        NotFoundError: there is none.
    """
    with reading(table.database, wait_seconds=table.wait_seconds) as connection:
        return _named(connection, name)


def standings(table: Timetable) -> list[Standing]:
    """How every schedule in force stands, by name."""
    with reading(table.database, wait_seconds=table.wait_seconds) as connection:
        return [_standing(connection, _schedule(found), table) for found in stored.schedules(connection)]


def troubled_mails(table: Timetable) -> list[str]:
    """Why each mail that was tried in vain was not taken."""
    with reading(table.database, wait_seconds=table.wait_seconds) as connection:
        return [str(found["problem"]) for found in stored.troubled(connection)]


def due_now(table: Timetable) -> list[Schedule]:
    """The schedules that are due and whose next attempt has come, the one that was tried longest ago first.

    So one that brings the whole program down does not keep the others from their turn.
    """
    now = table.clock()
    due = [one for one in standings(table) if one.due and (one.not_before is None or one.not_before <= now)]
    return [one.schedule for one in sorted(due, key=_tried)]


def _tried(standing: Standing) -> str:
    return at_text(standing.run.started_at) if standing.run else ""


def run_schedule(
    schedule: Schedule, table: Timetable, make: Callable[[Schedule], Made], *, by_hand: bool
) -> Outcome | None:
    """Make the report of a schedule by *make*, and put on record what came of it.

    Without *by_hand* only what is due is made; None where another process made it meanwhile. A run that fails is an
    outcome with its problem. Mail is put into the outbox, once for each instant at which it was due.

    Raises:
        JobRunningError: another process runs it now.
        NoDatabaseError, DatabaseLockedError: and what else opening a register may raise.
    """
    with job_lock(table.database, job_of(schedule), name=_("Schedule {name}").format(name=schedule.name)):
        with reading(table.database, wait_seconds=table.wait_seconds) as connection:
            due = _standing(connection, schedule, table).due
        if due is None and not by_hand:
            return None
        run_id = _begin(schedule, due, table)
        try:
            outcome = _outcome(schedule, due, make(schedule), run_id, table)
        except AsnError as error:
            outcome = Outcome(schedule, due, problem=error)
            _end(run_id, outcome, table)
        return outcome


def job_of(schedule: Schedule) -> str:
    """The name of the lock of a schedule."""
    return f"schedule-{schedule.id}"


def _begin(schedule: Schedule, due: datetime | None, table: Timetable) -> int:
    """A run on record that has begun; the lock is held, so whatever has not ended was killed."""
    now = at_text(table.clock())
    with unit_of_work(table.database, wait_seconds=table.wait_seconds) as work:
        for run_id in stored.unended(work.driver, schedule.id):
            problem = _("its process was ended from outside")
            stored.end_run(work.driver, run_id, _result(now, ExitCode.TERMINATED, problem=problem))
        return stored.begin_run(work.driver, schedule.id, due_at=at_text(due) if due else None, started_at=now)


def _outcome(schedule: Schedule, due: datetime | None, made: Made, run_id: int, table: Timetable) -> Outcome:
    """What a run that made something came to; its record and its mail are kept together."""
    digest = _digest(made.file) if made.file else None
    outcome = Outcome(schedule, due, str(made.file) if made.file else None, digest, made.rows)
    key = f"{schedule.id}:{at_text(due) if due else f'run-{run_id}'}"
    mails = 0
    with unit_of_work(table.database, wait_seconds=table.wait_seconds) as work:
        stored.end_run(work.driver, run_id, _kept(outcome, table))
        if made.letter:
            mails = post_within(work.driver, made.letter, schedule.mail_to, key, table, run_id)
    return Outcome(schedule, due, outcome.file, digest, made.rows, mails)


def _end(run_id: int, outcome: Outcome, table: Timetable) -> None:
    with unit_of_work(table.database, wait_seconds=table.wait_seconds) as work:
        stored.end_run(work.driver, run_id, _kept(outcome, table))


def _kept(outcome: Outcome, table: Timetable) -> dict[str, stored.Cell]:
    problem = outcome.problem
    code = problem.exit_code if problem else ExitCode.DONE
    kept = _result(at_text(table.clock()), code, problem=str(problem) if problem else None)
    return {**kept, "file": outcome.file, "sha256": outcome.sha256, "row_count": outcome.rows}


def _result(ended_at: str, code: ExitCode, *, problem: str | None) -> dict[str, stored.Cell]:
    empty = dict.fromkeys(("file", "sha256", "row_count"))
    return {"ended_at": ended_at, "exit_code": int(code), "problem": problem, **empty}


def _digest(file: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    try:
        with file.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UnwritableError(path=file, reason=reason_of(error)) from error


def _named(connection: sqlite3.Connection, name: str) -> Schedule:
    found = stored.schedule_named(connection, name)
    if found is None:
        raise NotFoundError(wanted=_("schedule {name}").format(name=name), noun="schedule")
    return _schedule(found)


def _schedule(found: sqlite3.Row) -> Schedule:
    words: Sequence[str] = json.loads(found["report"])
    mail_to = tuple(found["mail_to"].split(_JOINT)) if found["mail_to"] else ()
    return Schedule(
        found["id"], found["name"], tuple(words), recurrence(found["every"]), found["output"], mail_to,
        at_instant(found["counts_from"]), at_instant(found["added_at"]), found["added_by"],
    )  # fmt: skip


def _standing(connection: sqlite3.Connection, schedule: Schedule, table: Timetable) -> Standing:
    due = _unanswered(connection, schedule, table)
    found = stored.newest_run(connection, schedule.id)
    run = _run(found) if found else None
    not_before = None
    if due:
        failures, newest = stored.failed(connection, schedule.id, at_text(due))
        not_before = next_attempt(failures, at_instant(newest)) if newest else None
    running = job_holder(table.database, job_of(schedule)) if run and run.ended_at is None else ""
    coming = next_due(schedule.every, table.moment, table.zone)
    return Standing(schedule, due, not_before, coming, run, running, stored.waiting_of(connection, schedule.id))


def _unanswered(connection: sqlite3.Connection, schedule: Schedule, table: Timetable) -> datetime | None:
    """The newest instant at which the schedule was due, unless it was answered; earlier ones it stands for."""
    due = last_due(schedule.every, table.moment, table.zone)
    if due is None or due <= schedule.counts_from:
        return None
    settled = stored.settled(connection, schedule.id)
    return None if settled is not None and due <= at_instant(settled) else due


def _run(found: sqlite3.Row) -> Run:
    return Run(
        at_instant(found["due_at"]) if found["due_at"] else None,
        at_instant(found["started_at"]),
        at_instant(found["ended_at"]) if found["ended_at"] else None,
        found["exit_code"],
        found["file"],
        found["sha256"],
        found["row_count"],
        found["problem"],
    )
