"""The agenda of a day as one short text: counts and numbers of cases, and nothing at all when there is nothing."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from asn_neutral.locale import N_, _, ngettext
from asn_neutral.reports.agenda import Reason
from asn_neutral.reports.schedules import failures
from asn_neutral.reports.table import Column, Kind, Record, Table, Value
from asn_neutral.services.schedules import Standing

_HEADINGS: Final = {
    Reason.OVERDUE: N_("Overdue: {number}"),
    Reason.BLOCK_RISK: N_("Due soon, and BKN may block the data in SIASN afterwards: {number}"),
    Reason.NO_DAY: N_("Without a day, because a calendar or a rule is missing: {number}"),
    Reason.EXACT: N_("To be done on the very day: {number}"),
    Reason.SOON: N_("Due soon: {number}"),
    Reason.UNCONFIRMED: N_("A second person has to confirm the decision: {number}"),
    Reason.WAITING: N_("Waiting for another agency: {number}"),
}
_MOST: Final = 20
"""Cases named under one heading; a mail is to be read, not searched."""


class Digest(NamedTuple):
    """The text, and the line that names it."""

    subject: str
    text: str


def digest(  # noqa: PLR0913 - all that a digest tells of
    agenda: Table, standings: Sequence[Standing], troubles: Sequence[str], today: date, *, office: str, names: bool
) -> Digest | None:
    """What has to be done by the *agenda*, which schedules failed and which mail was not taken; None when nothing is.

    Persons are named only with *names*.
    """
    rows = list(agenda.rows)
    failed = failures(standings)
    lines = [*_agenda(agenda, rows, names=names), *_section(_("Schedules that failed: {number}"), failed)]
    lines += _section(_("Mail that was not taken: {number}"), list(dict.fromkeys(troubles)))
    if not lines:
        return None
    overdue = sum(row[_place(agenda, "reason")] == Reason.OVERDUE for row in rows)
    subject = _("{office}: agenda of {day}, {overdue} overdue, {number} in all").format(
        office=office, day=today.isoformat(), overdue=overdue, number=len(rows)
    )
    return Digest(subject, "\n".join([subject, *lines, ""]))


def digest_record(made: Digest | None, today: date) -> Record:
    """The digest for scripts; without text where there is nothing to say."""
    columns = (
        Column("day", N_("Day"), Kind.DATE),
        Column("subject", N_("Subject")),
        Column("text", N_("Text"), for_scripts=True),
    )
    values = (today, made.subject if made else None, made.text if made else None)
    return Record("digest", _("Digest"), columns, values, notes=made.text.splitlines()[1:] if made else ())


def _agenda(agenda: Table, rows: Sequence[Sequence[Value]], *, names: bool) -> Iterator[str]:
    reason = _place(agenda, "reason")
    for kind, heading in _HEADINGS.items():
        found = [_line(agenda, row, names=names) for row in rows if row[reason] == kind]
        yield from _section(_(heading), found)


def _section(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    yield ""
    yield heading.format(number=len(lines))
    yield from (f"- {line}" for line in lines[:_MOST])
    if len(lines) > _MOST:
        yield f"- {_('and {number} more').format(number=len(lines) - _MOST)}"


def _line(agenda: Table, row: Sequence[Value], *, names: bool) -> str:
    """A case: its number, what is due when, and how many days are left."""
    of = dict(zip((column.key for column in agenda.columns), row, strict=True))
    clocks = agenda.columns[_place(agenda, "clock")].labels or {}
    clock = clocks.get(str(of["clock"]), str(of["clock"])) if of["clock"] else ""
    told = [f"{of['number']}", *([clock] if clock else []), *_when(of["due_on"], of["days_left"])]
    if names:
        told += [" ".join(str(of[key]).split()) for key in ("name", "unit") if of[key]]
    return ", ".join(told)


def _when(due_on: Value, days_left: Value) -> Iterator[str]:
    if isinstance(due_on, date):
        yield due_on.isoformat()
    if isinstance(days_left, int):
        late = days_left < 0
        days = abs(days_left)
        told = ngettext("{number} day late", "{number} days late", days) if late else ngettext(
            "{number} day left", "{number} days left", days
        )  # fmt: skip
        yield told.format(number=days)


def _place(agenda: Table, key: str) -> int:
    return next(place for place, column in enumerate(agenda.columns) if column.key == key)
