"""What is overdue: open cases whose next deadline has passed, what hurts most first."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from asn_neutral.domain.clocks import day_off
from asn_neutral.errors import NoCalendarError
from asn_neutral.law.entries import Calendar
from asn_neutral.law.move import CLOCKS, TERM_END
from asn_neutral.law.procedure import ACTOR_LABELS
from asn_neutral.law.terms import Step
from asn_neutral.locale import N_, _, ngettext
from asn_neutral.reports.cases import DUE_ON, NAME, NUMBER, STATUS, UNIT
from asn_neutral.reports.clocks import TERM
from asn_neutral.reports.filtering import asked_of, unknown_owners
from asn_neutral.reports.listing import OWNER, Row, case_figures, streamed
from asn_neutral.reports.names import Late, Names, View, names_in_files
from asn_neutral.reports.report import Asked, Figure, Report
from asn_neutral.reports.table import Column, Kind, Table
from asn_neutral.store.queries.overdue import overdue

_CLOCK: Final = Column("clock", N_("Time limit"), Kind.ID)
_RISK: Final = Column("block_risk", N_("BKN may block the data"), Kind.FLAG, spare=2)
_READ: Final = (NUMBER, NAME, UNIT, STATUS, _CLOCK, DUE_ON, _RISK, OWNER)
_SHOWN: Final = (
    *_READ[:-2],
    Column("days_late", N_("Days late"), Kind.COUNT),
    Column("working_days_late", N_("Working days late"), Kind.COUNT, spare=3),
    Column("actor", N_("By"), labels=ACTOR_LABELS, spare=1),
    *_READ[-2:],
)
_CLOCK_AT, _DUE_AT = _READ.index(_CLOCK), _READ.index(DUE_ON)
_GUARDED: Final = tuple(clock for clock, role in CLOCKS.items() if role.guarded)


def overdue_table(asked: Asked) -> Table:
    """The open cases whose next deadline ended before today; a stream.

    What BKN may answer by blocking data stands first, then what ended first.
    """
    connection, filters, day = asked.connection, asked.filters, asked.today.isoformat()
    found = overdue(connection, filters, today=day, guarded=_GUARDED, limit=asked.limit)
    return Table(
        name="overdue",
        title=_("Overdue on {day}").format(day=day),
        columns=_columns(asked.view),
        rows=_late(streamed(found.rows, _READ), asked),
        notes=(
            *asked.opening_notes(),
            *unknown_owners(connection, filters),
            *_numbers(found.matching, found.at_risk),
            _("A deadline is overdue from the day after its last day."),
        ),
        empty=_("nothing is overdue"),
        office=asked.settings.office_name,
        filters=asked_of(filters),
        matching=None if asked.limit is None else found.matching,
    )


def _columns(view: View) -> tuple[Column, ...]:
    """The columns, with the names of the time limits."""
    names = clock_names(view)
    return tuple(replace(column, labels=names) if column is _CLOCK else column for column in _SHOWN)


def clock_names(view: View) -> Names:
    """The names of the time limits; the end of a sanction's term, which has one too, is none of the law data."""
    return Late(lambda: {**names_in_files("deadline", view.law_file), TERM_END: _(TERM)})


def _numbers(count: int, at_risk: int) -> Iterator[str]:
    yield _("{number} overdue.").format(number=count)
    if at_risk:
        text = ngettext(
            "Of {count} case BKN may block the data in SIASN already.",
            "Of {count} cases BKN may block the data in SIASN already.",
            at_risk,
        )
        yield text.format(count=at_risk)


def _late(rows: Iterable[Row], asked: Asked) -> Iterator[Row]:
    """Each row with how late it is, and whose turn it is."""
    worked: _WorkedDays | None = None
    for row in rows:
        clock, due_on = row[_CLOCK_AT], row[_DUE_AT]
        role = CLOCKS.get(str(clock))
        late: tuple[int | None, int | None] = None, None
        if isinstance(due_on, date):
            late = (asked.today - due_on).days, None
            if not (asked.looked_back and asked.looked_back.moment.known):
                worked = worked or _WorkedDays(asked.law().calendar.of_week(asked.settings.office_week), asked.today)
                late = late[0], worked.since(due_on)
        yield (*row[:-2], *late, role.actor if role else None, *row[-2:])


class _WorkedDays:
    """How many working days lie between a day and today; every day is looked at once, however many ask."""

    def __init__(self, calendar: Calendar, today: date) -> None:
        self._calendar = calendar
        self._first = today
        self._today = today
        self._since: dict[date, int | None] = {today: 0}

    def since(self, day: date) -> int | None:
        """The working days after *day* up to today, which counts; None where a year between has no calendar."""
        while self._first > day:
            here, before = self._first, self._since[self._first]
            self._first -= timedelta(days=1)
            self._since[self._first] = None if before is None else self._one_more(before, here)
        return self._since.get(day)

    def _one_more(self, before: int, day: date) -> int | None:
        try:
            return before + (day_off(self._calendar, day) is None)
        except NoCalendarError:
            return None


REPORT: Final = Report(
    make=overdue_table,
    figures={
        **case_figures("number", "name", "unit", "status"),
        "clock": Figure(N_("The deadline that ended first of those that bind somebody and still run.")),
        "due_on": Figure(N_("The last day that was in time, or the day itself, as it stands on record.")),
        "days_late": Figure(N_("Calendar days from that day until today.")),
        "working_days_late": Figure(
            N_(
                "Working days after that day until today; empty where a year between has no calendar, and as of a past"
                " day, whose calendar is not kept."
            )
        ),
        "actor": Figure(N_("Whom the deadline binds: who has to act.")),
        "block_risk": Figure(
            N_("The follow-up of a recommendation is late, so that BKN may block the data in SIASN."),
            (Step.RECEIVE_RECOMMENDATION,),
        ),
        **case_figures("owner"),
    },
)
"""One row for each case, for the deadline that ended first."""
