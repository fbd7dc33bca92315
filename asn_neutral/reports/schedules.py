"""Schedules as tables: which there are, how they stand, what a run did, and what one would do."""

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from asn_neutral.config import Settings
from asn_neutral.errors import ExitCode
from asn_neutral.locale import N_, _, ngettext
from asn_neutral.reports.names import View, timed
from asn_neutral.reports.table import Column, Kind, Record, Table, Value
from asn_neutral.services.schedules import NewSchedule, Outcome, Schedule, Standing
from asn_neutral.services.timetable import at_text

_NAME: Final = Column("name", N_("Schedule"), Kind.ID)
_REPORT: Final = Column("report", N_("Report"))
_DUE: Final = Column("due_at", N_("Due"), Kind.ID)
_NEXT: Final = Column("next_at", N_("Next time"), Kind.ID)
_FILE: Final = Column("file", N_("File"))
_PROBLEM: Final = Column("problem", N_("What went wrong"))
_EXIT: Final = Column("exit_code", N_("Exit code"), Kind.COUNT)
_ROWS: Final = Column("rows", N_("Rows"), Kind.COUNT)
_HASH: Final = Column("sha256", "SHA-256", Kind.ID, spare=3)
_LIST: Final = (
    _NAME,
    _REPORT,
    Column("every", N_("When"), Kind.ID),
    Column("output", N_("Goes to")),
    Column("mail_to", N_("Mailed to"), Kind.LIST),
    _NEXT,
    Column("added_at", N_("Added at"), Kind.ID, spare=1),
    Column("added_by", N_("Added by"), spare=1),
)
STATE_LABELS: Final = {
    "new": N_("has not run yet"),
    "done": N_("done"),
    "unsent": N_("done, but its mail waits"),
    "late": N_("late"),
    "failed": N_("failed"),
    "killed": N_("was ended from outside"),
    "running": N_("is running"),
}
_STATUS: Final = (
    _NAME,
    Column("state", N_("State"), labels=STATE_LABELS),
    _DUE,
    Column("started_at", N_("Began"), Kind.ID),
    Column("ended_at", N_("Ended"), Kind.ID, spare=2),
    _EXIT,
    replace(_ROWS, spare=1),
    _FILE,
    _HASH,
    _PROBLEM,
    Column("mails_waiting", N_("Mails waiting"), Kind.COUNT),
    _NEXT,
)
_RUNS: Final = (_NAME, _DUE, _EXIT, _ROWS, _FILE, _HASH, Column("mails", N_("Mails"), Kind.COUNT), _PROBLEM)
_PLAN: Final = (_NAME, _DUE, _REPORT, _FILE, Column("mail_to", N_("Mailed to"), Kind.LIST), _PROBLEM)


_KEPT: Final = Column("stored", N_("Stored"), Kind.FLAG)
_REHEARSED: Final = (N_("Nothing was stored: this was a rehearsal."),)

_UNSENT: Final = (N_("No mail server is set yet (mail_host), nor mail_folder; mail will wait in the outbox."),)


class Planned(NamedTuple):
    """What a run would make, and what stands against it, if anything."""

    schedule: Schedule
    due: datetime | None
    file: str | None
    problem: str | None


def schedule_list(standings: Iterable[Standing], view: View) -> Table:
    """Every schedule in force."""
    rows = [_listed(one) for one in standings]
    return _table("schedule-list", _("Schedules"), _LIST, rows, view, empty=_("There is no schedule."))


def _listed(one: Standing) -> tuple[Value, ...]:
    schedule = one.schedule
    told = (schedule.name, report_words(schedule), str(schedule.every), schedule.output, schedule.mail_to)
    return (*told, _instant(one.next), _instant(schedule.added_at), schedule.added_by)


def report_words(schedule: Schedule | NewSchedule) -> str:
    """The report and its options, as they are typed."""
    return shlex.join(schedule.words)


def added(wanted: NewSchedule, next_at: datetime | None, settings: Settings, *, rehearse: bool) -> Record:
    """A schedule was added, or would be."""
    view = View(settings.law_file, settings.time_zone)
    columns = (*_LIST[:5], timed(_NEXT, [at_text(next_at)] if next_at else [], view), _KEPT)
    told = (wanted.name, report_words(wanted), str(wanted.every), wanted.output, wanted.mail_to)
    unsent = bool(wanted.mail_to) and not (settings.mail_host or settings.mail_folder)
    notes = (*(_REHEARSED if rehearse else ()), *(_UNSENT if unsent else ()))
    return _record("schedule-added", columns, (*told, _instant(next_at), not rehearse), notes)


def removed(name: str, *, rehearse: bool) -> Record:
    """A schedule was removed, or would be."""
    return _record("schedule-removed", (_NAME, _KEPT), (name, not rehearse), _REHEARSED if rehearse else ())


def installed(register: str, lines: str | None, *, rehearse: bool) -> Record:
    """What cron or systemd has for a register, or would have: its *lines*, or none any more."""
    columns = (
        Column("register", N_("Register"), Kind.ID),
        Column("installed", N_("In place"), Kind.FLAG),
        Column("lines", N_("Lines"), for_scripts=True),
        _KEPT,
    )
    notes = [*(lines.splitlines() if lines else ()), *(map(_, _REHEARSED) if rehearse else ())]
    return Record(
        "schedule-install",
        _("Calls of the system"),
        columns,
        (register, lines is not None and not rehearse, lines, not rehearse),
        notes=notes,
    )


def _record(name: str, columns: Sequence[Column], values: Sequence[Value], notes: Sequence[str]) -> Record:
    return Record(name, _("Schedule"), columns, values, notes=[_(note) for note in notes])


def schedule_status(standings: Sequence[Standing], troubles: Sequence[str], view: View) -> Table:
    """How every schedule stands: what ran last, what failed, what is late, and which mail waits."""
    rows = [_stands(one) for one in standings]
    notes = [*_late_notes(standings), *_mail_notes(troubles)]
    title = _("State of the schedules")
    return _table("schedule-status", title, _STATUS, rows, view, notes=notes, empty=_("There is no schedule."))


def _stands(one: Standing) -> tuple[Value, ...]:
    run = one.run
    due = one.due or (run.due_at if run else None)
    told: tuple[Value, ...] = (None, None, None, None, None, None, None)
    if run:
        told = (
            _instant(run.started_at), _instant(run.ended_at), run.exit_code, run.rows, run.file, run.sha256,
            run.problem,
        )  # fmt: skip
    return (one.schedule.name, state_of(one), _instant(due), *told, one.waiting, _instant(one.next))


def state_of(one: Standing) -> str:
    """How a schedule stands, in one word of `STATE_LABELS`."""
    if one.running:
        return "running"
    if one.run and (one.run.ended_at is None or one.run.exit_code == ExitCode.TERMINATED):
        return "killed"
    if one.failed:
        return "failed"
    if one.due:
        return "late"
    if one.run and one.waiting:
        return "unsent"
    return "done" if one.run else "new"


def _late_notes(standings: Iterable[Standing]) -> list[str]:
    late = [one.schedule.name for one in standings if one.due and not one.running]
    told = _("Due and not made yet: {names}. `asn-neutral schedule run --due` makes them.")
    return [told.format(names=", ".join(late))] if late else []


def _mail_notes(troubles: Sequence[str]) -> list[str]:
    if not troubles:
        return []
    told = ngettext(
        "{number} mail was not taken: {reasons}.", "{number} mails were not taken: {reasons}.", len(troubles)
    )
    return [told.format(number=len(troubles), reasons="; ".join(dict.fromkeys(troubles)))]


def run_results(outcomes: Iterable[Outcome], view: View) -> Table:
    """What runs came to."""
    rows = [_came_to(one) for one in outcomes]
    return _table("schedule-run", _("Runs of schedules"), _RUNS, rows, view, empty=_("Nothing was due."))


def _came_to(one: Outcome) -> tuple[Value, ...]:
    code = one.problem.exit_code if one.problem else ExitCode.DONE
    made = (one.rows, one.file, one.sha256, one.mails)
    return (one.schedule.name, _instant(one.due), int(code), *made, str(one.problem) if one.problem else None)


def run_plan(planned: Iterable[Planned], view: View) -> Table:
    """What a run would make."""
    rows = [
        (
            one.schedule.name, _instant(one.due), report_words(one.schedule), one.file, one.schedule.mail_to,
            one.problem,
        )
        for one in planned
    ]  # fmt: skip
    notes = [_("Nothing was made or recorded: this was a rehearsal.")]
    return _table("schedule-plan", _("What would be made"), _PLAN, rows, view, notes=notes, empty=_("Nothing is due."))


def failures(standings: Iterable[Standing]) -> list[str]:
    """What failed and was not made good since, a sentence for each schedule."""
    return [_failure(one) for one in standings if one.failed]


def _failure(one: Standing) -> str:
    problem = one.run.problem if one.run else None
    return f"{one.schedule.name}: {problem or _('its process was ended from outside')}"


def _instant(instant: datetime | None) -> str | None:
    return at_text(instant) if instant else None


def _table(  # noqa: PLR0913 - the parts of a table
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[tuple[Value, ...]],
    view: View,
    *,
    notes: Sequence[str] = (),
    empty: str = "",
) -> Table:
    """A table whose instants people read in the time of the office."""
    shown = [
        timed(column, {str(row[place]) for row in rows if row[place]}, view) if column.key.endswith("_at") else column
        for place, column in enumerate(columns)
    ]
    return replace(Table(name, title, shown, rows), notes=notes, empty=empty)
