"""What has to be done next: the deadlines of open cases, what hurts most first."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum, unique
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, overload

from asn_neutral.law.move import CLOCKS, TERM_END, ClockRole
from asn_neutral.law.procedure import ACTOR_LABELS, STATUS_LABELS, Side, Step
from asn_neutral.locale import N_, _, ngettext
from asn_neutral.reports.filtering import unknown_owners
from asn_neutral.reports.names import View, named
from asn_neutral.reports.table import Column, Kind, Table, Value
from asn_neutral.store.filters import Filters
from asn_neutral.store.queries.agenda import beside_another, near, unconfirmed, untimed, waited

if TYPE_CHECKING:  # only where a person has several sanctions it is loaded
    from asn_neutral.domain.setting import Turn


@unique
class Reason(StrEnum):
    """Why a case stands in the agenda; the order is that of what hurts most."""

    OVERDUE = "overdue"
    BLOCK_RISK = "data-block-risk"
    NO_DAY = "no-day"
    EXACT = "exact-day"
    SOON = "due-soon"
    UNCONFIRMED = "unconfirmed"
    WAITING = "waiting"


REASON_LABELS: Final[Mapping[str, str]] = {
    Reason.OVERDUE: N_("overdue"),
    Reason.BLOCK_RISK: N_("BKN may block the data in SIASN once it has passed"),
    Reason.NO_DAY: N_("its day is not known: a calendar or a rule is missing"),
    Reason.EXACT: N_("that is the day itself"),
    Reason.SOON: N_("due soon"),
    Reason.UNCONFIRMED: N_("a second person has to confirm the decision"),
    Reason.WAITING: N_("another agency has to answer"),
}
_RANKS: Final = {Reason.OVERDUE: 0, Reason.BLOCK_RISK: 1, Reason.NO_DAY: 2, Reason.UNCONFIRMED: 3, Reason.WAITING: 5}
_BY_DAY: Final = 4  # of what is due, whether on the very day or by then, the day alone decides
_WAITS: Final = (
    Column("waits_for", N_("Waits for"), spare=4),
    Column("waits_since", N_("Waits since"), Kind.DATE, spare=7),
)
_COLUMNS: Final = (
    Column("number", N_("Number"), Kind.ID),
    Column("status", N_("Status"), labels=STATUS_LABELS, spare=2),
    Column("clock", N_("Time limit")),
    Column("due_on", N_("Due on"), Kind.DATE, missing=N_("not known")),
    Column("days_left", N_("Days left"), Kind.COUNT),
    Column("actor", N_("By"), labels=ACTOR_LABELS, spare=5),
    Column("reason", N_("Reason"), labels=REASON_LABELS, spare=1),
    Column("name", N_("Respondent"), Kind.PERSON),
    Column("unit", N_("Unit"), spare=6),
    Column("owner", N_("Responsible"), spare=3),
    Column("block_risk", N_("BKN may block the data"), Kind.FLAG, for_scripts=True),
)
_NUMBER, _CLOCK, _DUE, _REASON, _RISK, _SINCE = 0, 2, 3, 6, 10, 12

Row = tuple[Value, ...]


class Waiting(NamedTuple):
    """Whom a case waits for, since when, and the time limit that stands still meanwhile, if any."""

    agency: str | None
    since: date
    clock: str | None


class Due(NamedTuple):
    """A case with a deadline of it; the day is None where it is not known."""

    found: sqlite3.Row
    clock: str
    on: date | None


_SERVED: Final = frozenset({"in-force", TERM_END})
"""Time limits of a sanction in which another one of the same person may have a part."""
NOT_WAITING: Final = (None, None)


class _Remarks(Sequence[str]):
    """Remarks that are made when somebody reads them: the count goes through all cases, as nothing else here does.

    A calendar and a digest have none of them, and do not wait for it.
    """

    def __init__(self, make: Callable[[], tuple[str, ...]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> tuple[str, ...]:
        return self._make()

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        return self._made[place]

    def __len__(self) -> int:
        return len(self._made)


def agenda(  # noqa: PLR0913 - what is asked, of which register, for which day, and how people see it
    connection: sqlite3.Connection, filters: Filters, today: date, *, days: int, view: View, register: Path
) -> Table:
    """The open cases whose next deadline has passed, ends within *days* from today, or has no day, or that wait.

    A deadline that BKN guards has a row of its own also where another one of its case ends before. A remark counts the
    open cases that are not shown because no deadline runs for them.

    What is overdue stands first, then what BKN may answer by blocking data, then decisions that wait for a second
    person, then what is due by its day, and last what waits for another agency; within each, what ends or began first.

    Raises:
        BrokenDatabaseError: the events of a case cannot be replayed.
    """
    waiting = {found["id"]: (found, one) for found, one in _waiting(connection, filters, register)}
    last = last_day(today, days)
    due = [_next(found) for found in near(connection, filters, last=last.isoformat())]
    due = [*_in_turn(connection, due, last, view, register)]
    due += [one for first in due for one in _guarded(connection, first, last, register)]
    rows = [_row(one, today, waiting.get(one.found["id"], (None, None))[1]) for one in due]
    rows += [_row_of_waiting(found, one) for found, one in waiting.values() if found["clock"] is None]
    unseen = unconfirmed(connection, filters)
    rows += [_row_of_unconfirmed(found) for found in unseen]
    columns = (*_COLUMNS, *_WAITS) if any(row[_SINCE] for row in rows) else (*_COLUMNS, *map(_for_scripts, _WAITS))
    title = _("Agenda of {day}, {days} days ahead").format(day=today, days=days)
    shown = {one["id"] for one in (*unseen, *(found for found, _one in waiting.values())) if one["clock"] is None}
    notes = _Remarks(
        lambda: (
            *_notes(rows),
            *_left_out(untimed(connection, filters) - len(shown)),
            *unknown_owners(connection, filters),
        )
    )
    ordered = sorted(rows, key=_order)
    return Table("agenda", title, named(columns, view), ordered, notes=notes, empty=_("nothing is due"))


def _for_scripts(column: Column) -> Column:
    return replace(column, for_scripts=True)


def _notes(rows: Sequence[Row]) -> Iterator[str]:
    """How many are overdue, and for which of them data may be blocked already."""
    overdue = [row for row in rows if row[_REASON] == Reason.OVERDUE]
    blockable = ", ".join(sorted(str(row[_NUMBER]) for row in overdue if row[_RISK]))
    if overdue:
        yield _("{number} overdue.").format(number=len(overdue))
    if blockable:
        yield _("BKN may block the data in SIASN already: {numbers}.").format(numbers=blockable)


def _left_out(count: int) -> Iterator[str]:
    """How many open cases stand nowhere in the agenda because no deadline runs for them."""
    text = ngettext(
        "{count} open case without a running deadline is not shown; see `report custody`.",
        "{count} open cases without a running deadline are not shown; see `report custody`.",
        count,
    )
    if count:
        yield text.format(count=count)


def _next(found: sqlite3.Row) -> Due:
    return Due(found, found["clock"], date.fromisoformat(found["due_on"]) if found["due_on"] else None)


def _in_turn(
    connection: sqlite3.Connection, due: Sequence[Due], last: date, view: View, register: Path
) -> Iterator[Due]:
    """The same with the day that another sanction of the person leaves to a sanction; by *last*, or without a day.

    Where there is such another one, the cases of the person are read.
    """
    served = {one.found["id"] for one in due if one.clock in _SERVED}
    beside = beside_another(connection, served) if served else set()
    turns = _turns(connection, beside, view, register) if beside else {}
    for one in due:
        turn = turns.get(one.found["id"]) if one.clock in _SERVED else None
        on = turn.day_of(one.clock) if turn else one.on
        if on is None or on <= last:
            yield one._replace(on=on)


def _turns(
    connection: sqlite3.Connection, cases: Iterable[int], view: View, register: Path
) -> "Mapping[int, Turn | None]":
    """When the sanctions of these cases are served, where another one has a part in it."""
    from asn_neutral.law.book import load_book
    from asn_neutral.services.dossiers import turn_in
    from asn_neutral.services.lives import state_of

    law = load_book(view.law_file)
    return {id_: turn_in(connection, state_of(connection, id_, register), law, register) for id_ in cases}


def _guarded(connection: sqlite3.Connection, first: Due, last: date, register: Path) -> Iterator[Due]:
    """Deadlines that BKN guards and that end by *last*, where another one of the case ends before and hides them.

    The events of a case are read where its next deadline leaves that open.
    """
    role = CLOCKS.get(first.clock)
    if role is None or role.guarded or role.exact:
        return
    from asn_neutral.services.lives import state_of

    for clock in state_of(connection, first.found["id"], register).clocks:
        role = CLOCKS.get(clock.clock)
        if role and role.guarded and clock.due_on and clock.due_on <= last:
            yield Due(first.found, clock.clock, clock.due_on)


def _waiting(connection: sqlite3.Connection, filters: Filters, register: Path) -> Iterator[tuple[sqlite3.Row, Waiting]]:
    """The open cases that wait for another agency; their events are read for it, and there are few."""
    for found in waited(connection, filters):
        from asn_neutral.services.lives import state_of

        state = state_of(connection, found["id"], register)
        asked = state.last(Step.WAIT_FOR_AGENCY)
        if asked and Side.WAITING in state.side:
            still = next((clock.clock for clock in state.clocks if clock.paused), None)
            yield found, Waiting(asked.given.get("agency"), date.fromisoformat(asked.on), still)


def last_day(today: date, days: int) -> date:
    """The last day of an agenda that looks *days* ahead; the calendar of the machine may end before."""
    return min(today, date.max - timedelta(days=days)) + timedelta(days=days)


def has_overdue(table: Table) -> bool:
    """Whether something in the agenda is overdue."""
    return any(row[_REASON] == Reason.OVERDUE for row in table.rows)


def _row(due: Due, today: date, waiting: Waiting | None) -> Row:
    found, role = due.found, CLOCKS.get(due.clock)
    left = (due.on - today).days if due.on else None
    case = (found["number"], found["status"], due.clock, due.on, left, role.actor if role else None)
    told = (_reason(role, left), found["name"], found["unit"], found["owner"], bool(role and role.guarded))
    return (*case, *told, *((waiting.agency, waiting.since) if waiting else NOT_WAITING))


def _row_of_waiting(found: sqlite3.Row, one: Waiting) -> Row:
    """A case of which nothing runs while it waits."""
    case = (found["number"], found["status"], one.clock, None, None, None, Reason.WAITING)
    return (*case, found["name"], found["unit"], found["owner"], False, one.agency, one.since)


def _row_of_unconfirmed(found: sqlite3.Row) -> Row:
    """A case whose decision nobody else has seen; the time limit that runs meanwhile has a row of its own."""
    case = (found["number"], found["status"], None, None, None, None, Reason.UNCONFIRMED)
    return (*case, found["name"], found["unit"], found["owner"], False, *NOT_WAITING)


def _reason(role: ClockRole | None, left: int | None) -> Reason:
    if left is None:
        return Reason.NO_DAY
    if left < 0:
        return Reason.OVERDUE
    if role and role.guarded:
        return Reason.BLOCK_RISK
    return Reason.EXACT if role and role.exact else Reason.SOON


def _order(row: Row) -> tuple[object, ...]:
    """Overdue before data that may be blocked, before the rest by its day; what has no day is not forgotten."""
    rank = _RANKS.get(Reason(str(row[_REASON])), _BY_DAY)
    return rank, not row[_RISK], row[_DUE] or row[_SINCE] or date.min, row[_NUMBER]
