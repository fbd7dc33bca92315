"""What the commands about schedules do besides reading their options."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from asn_neutral.cli.clerk import DIGEST, Clerk
from asn_neutral.cli.context import Office
from asn_neutral.config import PROGRAM
from asn_neutral.domain.recurrence import Recurrence, recurrence
from asn_neutral.errors import AsnError, ExitCode, UnreadableFileError, UsageError, reason_of
from asn_neutral.files import refuse_unwritable
from asn_neutral.locale import _
from asn_neutral.output.formats import format_of
from asn_neutral.reports.registry import REPORTS
from asn_neutral.reports.schedules import Planned
from asn_neutral.scratch import scratch_folder
from asn_neutral.services.mailing import Attachment, Letter, deliver, message_bytes, write_mail
from asn_neutral.services.schedules import (
    Made,
    NewSchedule,
    Outcome,
    Schedule,
    due_now,
    find_schedule,
    run_schedule,
    standings,
)
from asn_neutral.services.timetable import Timetable
from asn_neutral.values import UnfitError, address_of, login_name

_NAME: Final = re.compile("[a-z0-9][a-z0-9_-]{0,63}")
_BLANK: Final = re.compile(r"\{[^{}]*\}")
_BLANKS: Final = ("{report}", "{date}", "{month}")
_TEXT: Final = ".txt"
_MONTHLY: Final = "monthly"
_LARGEST: Final = 20_000_000  # bytes; few servers take more


@dataclass(frozen=True, slots=True)
class Asking:
    """A schedule as it was typed."""

    name: str
    report: str
    every: str
    output: Path | None
    mail_to: Sequence[str]
    words: Sequence[str]


def timetable_of(office: Office) -> Timetable:
    """Where this office keeps its schedules, and what time it is there.

    Raises:
        UsageError: This machine does not know the time zone, or `--today` is no day that has neighbours.
    """
    settings = office.settings
    zone, now = ZoneInfo(settings.time_zone), office.now()
    since, moment = (now, now) if office.today == now.astimezone(zone).date() else _ends(office.today, zone)
    return Timetable(
        database=office.database,
        zone=zone,
        since=since,
        moment=moment,
        clock=office.now,
        actor=settings.actor,
        sender=settings.mail_from,
        wait_seconds=settings.lock_wait_seconds,
        login=login_name(),
    )


def _ends(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The last second before a day that was given by `--today`, and its own last second: all of it counts."""
    try:
        begin, end = (datetime.combine(day, at, zone).astimezone(UTC) for at in (time.min, time(23, 59, 59)))
        return begin - timedelta(seconds=1), end
    except OverflowError as error:
        problem = _("{day} is where the calendar of this machine ends.")
        raise UsageError(problem=problem.format(day=day)) from error


def wanted_of(office: Office, asking: Asking) -> NewSchedule:
    """The schedule that was asked for, after its report was made once for nobody.

    Raises:
        UsageError: Something in it does not fit; the sentence says what would.
        UnwritableError: The report could not be written where it is to go.
        AsnError: As the report itself is refused.
    """
    if not _NAME.fullmatch(asking.name):
        problem = _("{name} is no name for a schedule; use small letters, digits and hyphens, such as bulanan-setda.")
        raise UsageError(problem=problem.format(name=asking.name))
    words = (asking.report, *asking.words)
    output = _output(asking, words)
    wanted = NewSchedule(asking.name, words, _every(asking.every), output, addresses(asking.mail_to))
    file = target_of(words, output, office.today)
    rehearse(office, words, file)
    return wanted


def rehearse(office: Office, words: Sequence[str], file: Path | None) -> None:
    """Make a report for nobody, so that whatever stands against it is said now.

    Raises:
        AsnError: As the report is refused, or its file.
    """
    if file is not None:
        refuse_unwritable(file, remedy=_("Make that folder first, or name another with --output."))
        if words[0] in (*REPORTS, *office.settings.reports):
            format_of(file)
    with scratch_folder() as folder:
        Clerk(office, rehearse=True).make(words, folder / file.name if file else None)


def _every(text: str) -> Recurrence:
    try:
        return recurrence(text)
    except ValueError as error:
        raise UsageError(problem=f"--every: {error}") from error


def addresses(given: Sequence[str]) -> tuple[str, ...]:
    """The addresses that were typed, each once.

    Raises:
        UsageError: One of them is none.
    """
    try:
        return tuple(dict.fromkeys(address_of(text, Path()) for text in given))
    except UnfitError as error:
        raise UsageError(problem=f"--mail-to: {error}.") from error


def _output(asking: Asking, words: Sequence[str]) -> str | None:
    """Where the report goes, as a path that means the same from everywhere."""
    if asking.output is None:
        if words[0] != DIGEST:
            raise UsageError(problem=_("A report needs --output, the file it is written to."))
        if not asking.mail_to:
            raise UsageError(problem=_("A digest needs --output or --mail-to; otherwise nobody would read it."))
        return None
    output = str(asking.output.absolute())
    unknown = [blank for blank in _BLANK.findall(output) if blank not in _BLANKS]
    if unknown or not output.isprintable():
        problem = _("--output: {blank} is not known; there are {blanks}.")
        raise UsageError(problem=problem.format(blank=", ".join(unknown) or repr(output), blanks=", ".join(_BLANKS)))
    return output


def target_of(words: Sequence[str], output: str | None, today: date) -> Path | None:
    """The file that a report made on *today* is written to.

    Raises:
        UsageError: The ending of a digest is not that of a text.
    """
    if output is None:
        return None
    filled = {"{report}": words[0], "{date}": today.isoformat(), "{month}": _month(words, today)}
    path = Path(_BLANK.sub(lambda found: filled.get(found[0], found[0]), output))
    if words[0] == DIGEST:
        refuse_no_text(path)
    return path


def refuse_no_text(path: Path) -> None:
    """Refuse a file for a digest that would be taken for something else.

    Raises:
        UsageError: Its ending is not that of a text.
    """
    if path.suffix.lower() != _TEXT:
        raise UsageError(problem=_("A digest is a text; let its file end with {ending}.").format(ending=_TEXT))


def _month(words: Sequence[str], today: date) -> str:
    """The month that a report made on *today* is about: that of the day, or the one that the monthly one tells of."""
    if words[0] != _MONTHLY:
        return f"{today:%Y-%m}"
    from asn_neutral.cli.early import value_of
    from asn_neutral.reports.monthly import period_of

    return f"{period_of(value_of(words, '--month'), today).last:%Y-%m}"


def make_report(office: Office, schedule: Schedule, *, mailed: bool) -> Made:
    """Make the report of a schedule, and if it is to be *mailed* the mail that tells of it.

    Raises:
        AsnError: As the report is refused, or its file.
    """
    file = target_of(schedule.words, schedule.output, office.today)
    clerk = Clerk(office)
    clerk.make(schedule.words, file)
    if schedule.words[0] == DIGEST:
        if clerk.text is None:
            return Made(None, 0)
        return Made(file, None, Letter(clerk.text.partition("\n")[0], clerk.text))
    letter = _letter(office, schedule, file, clerk) if file and mailed else None
    return Made(file, clerk.rows, letter)


def _letter(office: Office, schedule: Schedule, file: Path, clerk: Clerk) -> Letter:
    """The mail of a report: what it is, how long, and the file, without names of persons unless the office wants them.

    A report of which nobody knows whether it names persons stays where it is.
    """
    told = {"report": schedule.words[0], "day": office.today.isoformat(), "office": office.settings.office_name}
    lines = [_("Report {report} of {day}, {office}.").format(**told)]
    if clerk.rows is not None:
        lines.append(_("Rows: {number}.").format(number=clerk.rows))
    content = None
    if clerk.names is False or office.settings.mail_names:
        content = _content(file)
    elif clerk.names:
        content = _masked(office, schedule, file)
        lines.append(_("Names in the attached file are pseudonyms; the office has the file with the names."))
    else:
        lines.append(_("It is not attached, because it may name persons; it lies at {path}.").format(path=file))
    if content is not None and len(content) > _LARGEST:
        content = None
        lines.append(_("It is too large to be attached; it lies at {path}.").format(path=file))
    subject = _("{office}: report {report} of {day}").format(**told)
    return Letter(subject, "\n".join([*lines, ""]), Attachment(file.name, content) if content is not None else None)


def _content(file: Path) -> bytes:
    """The content of a file, no more of it than shows that it is too large."""
    try:
        with file.open("rb") as stream:
            return stream.read(_LARGEST + 1)
    except OSError as error:
        raise UnreadableFileError(path=file, reason=reason_of(error)) from error


def _masked(office: Office, schedule: Schedule, file: Path) -> bytes:
    """The same report with nobody named."""
    with scratch_folder() as folder:
        copy = folder / file.name
        Clerk(office, masked=True).make(schedule.words, copy)
        return _content(copy)


def plan(office: Office, table: Timetable, wanted: Sequence[Schedule]) -> list[Planned]:
    """What a run of the *wanted* schedules would make, each made once for nobody."""
    due = {one.schedule.id: one.due for one in standings(table)}
    planned = []
    for schedule in wanted:
        file, problem = None, None
        try:
            file = target_of(schedule.words, schedule.output, office.today)
            rehearse(office, schedule.words, file)
        except AsnError as error:
            problem = str(error)
        planned.append(Planned(schedule, due.get(schedule.id), str(file) if file else None, problem))
    return planned


def chosen(table: Timetable, name: str | None, *, due: bool) -> list[Schedule]:
    """The schedules to run: the one of that name, or all, and of them with *due* only those that are due.

    Raises:
        UsageError: Neither was said.
        NotFoundError: There is no schedule of that name.
    """
    if name is None and not due:
        raise UsageError(problem=_("Name a schedule, or say --due for all that are due."))
    named = find_schedule(name, table) if name is not None else None
    if not due:
        return [named] if named else []
    return [one for one in due_now(table) if named is None or one.id == named.id]


def run_all(
    office: Office, table: Timetable, wanted: Sequence[Schedule], *, by_hand: bool
) -> tuple[list[Outcome], int]:
    """Run the *wanted* schedules one after the other, then hand on what waits in the outbox.

    Each failure is a line on stderr; the exit code is that of the first. What a person asked for by name raises its
    error instead.

    Raises:
        AsnError: The one run that was asked for by name failed.
    """
    outcomes: list[Outcome] = []
    failed: list[tuple[str, AsnError]] = []
    for schedule in wanted:
        try:
            outcome = run_schedule(schedule, table, _maker(office), by_hand=by_hand)
        except AsnError as error:
            failed.append((f"{schedule.name}: ", error))
            continue
        if outcome:
            outcomes.append(outcome)
            failed += [(f"{schedule.name}: ", outcome.problem)] if outcome.problem else []
    failed += [("", problem) for problem in deliver(office.settings, table).problems]
    if by_hand and failed:
        raise failed[0][1]
    for name, problem in failed:
        office.say(f"{PROGRAM}: {name}{problem}")
    return outcomes, failed[0][1].exit_code if failed else ExitCode.DONE


def _maker(office: Office) -> Callable[[Schedule], Made]:
    """What makes the report of a schedule; a mail only where somebody gets it."""
    return lambda schedule: make_report(office, schedule, mailed=bool(schedule.mail_to))


def mail_to_file(office: Office, schedule: Schedule, table: Timetable, eml: Path) -> Outcome | None:
    """Run a schedule and write its mail to a file instead of sending it."""

    def make(one: Schedule) -> Made:
        made = make_report(office, one, mailed=True)
        if made.letter:
            write_letter(made.letter, eml, table, to=", ".join(one.mail_to))
        return Made(made.file, made.rows)

    outcome = run_schedule(schedule, table, make, by_hand=True)
    if outcome and outcome.problem:
        raise outcome.problem
    return outcome


def write_letter(letter: Letter, eml: Path, table: Timetable, *, to: str = "") -> None:
    """Write a mail to a file, for a program that sends mail.

    Raises:
        UnwritableError: The file cannot be written.
    """
    made_at = table.clock().astimezone(UTC)
    write_mail(eml, message_bytes(letter, to=to or None, sender=table.sender, made_at=made_at, key=letter.body))
