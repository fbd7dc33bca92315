"""What `schedule run` and `digest` do besides reading their options."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from asn_neutral.cli.context import Office
from asn_neutral.cli.scheduling import addresses, chosen, mail_to_file, plan, run_all, timetable_of, write_letter
from asn_neutral.config import PROGRAM
from asn_neutral.errors import ExitCode, UsageError
from asn_neutral.locale import _
from asn_neutral.output.formats import FormatName
from asn_neutral.output.render_json import json_pieces
from asn_neutral.output.safe import safe
from asn_neutral.reports.agenda import agenda
from asn_neutral.reports.audit import ANCHOR_MAIL
from asn_neutral.reports.digest import Digest, digest, digest_record
from asn_neutral.reports.schedules import run_plan, run_results
from asn_neutral.reports.table import Record
from asn_neutral.services.mailing import Attachment, Letter, deliver, post
from asn_neutral.services.schedules import standings, troubled_mails
from asn_neutral.services.timetable import Timetable
from asn_neutral.store.filters import Filters


class Running(NamedTuple):
    """What `schedule run` was told."""

    name: str | None
    due: bool
    eml: Path | None
    rehearse: bool


def run_wanted(office: Office, running: Running, *, format: FormatName | None, output: Path | None) -> int:  # noqa: A002 - the word of the option
    """Run what was asked for; the exit code.

    Raises:
        UsageError: No schedule was named, or a file for the mail of several.
        AsnError: The one schedule that was named could not be run.
    """
    table = timetable_of(office)
    if running.eml and (running.name is None or running.due):
        raise UsageError(problem=_("--eml is for one schedule, run by its name."))
    wanted = chosen(table, running.name, due=running.due)
    if running.rehearse:
        planned = plan(office, table, wanted)
        office.show(run_plan(planned, office.view), format=format, output=output)
        return ExitCode.DONE
    if running.eml:
        done = mail_to_file(office, wanted[0], table, running.eml)
        outcomes, code = ([done] if done else []), int(ExitCode.DONE)
    else:
        outcomes, code = run_all(office, table, wanted, by_hand=not running.due)
    if format or output or office.interactive:
        office.show(run_results(outcomes, office.view), format=format, output=output)
    return code


class Sending(NamedTuple):
    """Where a digest goes besides stdout or a file of its own."""

    mail_to: tuple[str, ...]
    eml: Path | None
    format: FormatName | None
    output: Path | None


def send_digest(office: Office, filters: Filters, days: int, sending: Sending) -> int:
    """Write or mail the digest of the day, if there is anything to say; the exit code."""
    made = digest_of(office, filters, days)
    if sending.format:
        office.show(digest_record(made, office.today), format=sending.format)
    if made is None:
        return ExitCode.DONE
    table, letter = timetable_of(office), Letter(made.subject, made.text)
    if sending.eml:
        write_letter(letter, sending.eml, table, to=", ".join(sending.mail_to))
    if sending.output or not (sending.mail_to or sending.eml or sending.format):
        office.write(made.text, output=sending.output)
    if not sending.mail_to or sending.eml:
        return ExitCode.DONE
    return _posted(office, letter, sending.mail_to, f"digest:{office.today.isoformat()}", table)


def _posted(office: Office, letter: Letter, to: tuple[str, ...], key: str, table: Timetable) -> int:
    """Mail a letter, once under its *key*, and whatever else waits; the exit code."""
    post(letter, to, key, table)
    problems = deliver(office.settings, table).problems
    for problem in problems:
        office.say(f"{PROGRAM}: {problem}")
    return problems[0].exit_code if problems else ExitCode.DONE


def mail_anchor(office: Office, anchor: Record, mail_to: Sequence[str]) -> int:
    """Mail an anchor, in the form that can be read again; the exit code. One anchor goes to an address once."""
    table = timetable_of(office)
    told = dict(zip((column.key for column in anchor.columns), anchor.values, strict=True))
    name = f"jangkar-{told['events']}.json"
    subject = _("Anchor of the register: {events} events").format(events=told["events"])
    letter = Letter(subject, _(ANCHOR_MAIL), Attachment(name, "".join(json_pieces(anchor)).encode()))
    return _posted(office, letter, addresses(mail_to), f"anchor:{told['events']}:{told['head']}", table)


def digest_of(office: Office, filters: Filters, days: int) -> Digest | None:
    """The agenda of the day as a short text; None when there is nothing to say."""
    table, settings = timetable_of(office), office.settings
    with office.reading() as connection:
        due = agenda(connection, filters, office.today, days=days, view=office.view, register=office.database)
    named = settings.mail_names
    troubles = troubled_mails(table)
    made = digest(due, standings(table), troubles, office.today, office=settings.office_name, names=named)
    return made and Digest(safe(made.subject), "\n".join(map(safe, made.text.split("\n"))))
