"""What waits where: the open cases by who has them in hand, and for how long."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from asn_neutral.law.holders import holder_of
from asn_neutral.law.needs import Need
from asn_neutral.law.procedure import ACTOR_LABELS, Side, Status, Step
from asn_neutral.locale import N_, _
from asn_neutral.reports.filtering import asked_of, unknown_owners
from asn_neutral.reports.percentiles import MEDIAN, nearest_rank
from asn_neutral.reports.report import Asked, Figure, Report, RowKey
from asn_neutral.reports.table import Column, Kind, Table, Total, Value
from asn_neutral.services.lives import state_of
from asn_neutral.store.queries.custody import open_cases_with_steps

_COLUMNS: Final = (
    Column("holder", N_("In whose hand"), labels=ACTOR_LABELS, missing=N_("another agency")),
    Column("cases", N_("Cases"), Kind.COUNT),
    Column("overdue", N_("Overdue"), Kind.COUNT),
    Column("oldest_since", N_("Oldest since"), Kind.DATE),
    Column("median_days", N_("Median of days"), Kind.COUNT),
    Column("longest_days", N_("Longest, in days"), Kind.COUNT),
    Column("longest", N_("Longest case"), Kind.ID),
)


class Held(NamedTuple):
    """An open case: who has it in hand (an actor of the procedure, or an agency as typed), and since when."""

    number: str
    holder: str | None
    since: date
    due_on: str | None


@dataclass(slots=True)
class _Pile:
    """What one holder has: how many cases for how many days, how many are overdue, and the one that waits longest."""

    days: Counter[int] = field(default_factory=Counter)
    overdue: int = 0
    longest: Held | None = None

    def add(self, held: Held, today: date) -> None:
        self.days[(today - held.since).days] += 1
        self.overdue += held.due_on is not None and held.due_on < today.isoformat()
        if self.longest is None or held.since < self.longest.since:
            self.longest = held


def custody_table(asked: Asked) -> Table:
    """One row for each holder of an open case, the one with the most cases first."""
    piles: dict[str | None, _Pile] = {}
    for held in _held(asked):
        piles.setdefault(held.holder, _Pile()).add(held, asked.today)
    rows = sorted((_row(holder, pile, asked.today) for holder, pile in piles.items()), key=_order)
    sums = {"cases": sum(pile.days.total() for pile in piles.values()),
            "overdue": sum(pile.overdue for pile in piles.values())}  # fmt: skip
    return Table(
        name="custody",
        title=_("Open cases by who has them in hand, on {day}").format(day=asked.today.isoformat()),
        columns=_COLUMNS,
        rows=rows,
        totals=[Total("sum", N_("Sum"), sums)],
        notes=(*asked.opening_notes(), *unknown_owners(asked.connection, asked.filters), _(_MEANING)),
        empty=_("no case is open"),
        office=asked.settings.office_name,
        filters=asked_of(asked.filters),
    )


_MEANING: Final = N_(
    "Days are calendar days since the case came to where it is; further steps of the same holder do not begin them"
    " anew. Half of the cases wait no longer than the median."
)


def _row(holder: str | None, pile: _Pile, today: date) -> tuple[Value, ...]:
    since = pile.longest.since if pile.longest else today
    number = pile.longest.number if pile.longest else None
    median = nearest_rank(pile.days, MEDIAN)
    return holder, pile.days.total(), pile.overdue, since, median, (today - since).days, number


def _order(row: Sequence[Value]) -> tuple[int, str]:
    holder, cases = row[:2]
    return (-cases if isinstance(cases, int) else 0), str(holder or "")


def _held(asked: Asked) -> Iterator[Held]:
    """Every open case that fits, by its number."""
    agencies: dict[str, str] = {}
    for rows in open_cases_with_steps(asked.connection, asked.filters):
        holder, since = _in_hand(rows)
        if Side.WAITING in rows[0]["side"].split(";"):
            waits = next((row for row in reversed(rows) if row["step"] == Step.WAIT_FOR_AGENCY), None)
            if waits is not None:
                named = _agency(asked, rows[0]["id"])
                holder = agencies.setdefault(named.casefold(), named) if named else None
                since = waits["happened_on"]
        yield Held(rows[0]["number"], holder, date.fromisoformat(since), rows[0]["due_on"])


def _in_hand(rows: Sequence[sqlite3.Row]) -> tuple[str | None, str]:
    """Who has a case in hand by the steps that moved it, and since which day it was the same."""
    first = rows[0]
    about = first["track"], first["employment"], first["official"]
    holder, since = holder_of(Status.REGISTERED, *about), first["opened_on"]
    for row in rows:
        if row["status"] is not None and (now := holder_of(row["status"], *about)) is not holder:
            holder, since = now, row["happened_on"]
    return holder, since


def _agency(asked: Asked, case_id: int) -> str | None:
    """For which agency the office waits, by the records of the case as they read after every correction."""
    state = state_of(asked.connection, case_id, asked.settings.database)
    until = asked.today.isoformat() if asked.looked_back else None
    waits = [one for one in state.all(Step.WAIT_FOR_AGENCY) if until is None or one.on <= until]
    named = waits[-1].get(Need.AGENCY) if waits else None
    return " ".join(named.split()) if named else None


def _behind(asked: Asked) -> Iterator[tuple[RowKey, str]]:
    return (((held.holder,), held.number) for held in _held(asked))


_MOVING: Final = (Step.REGISTER, Step.WAIT_FOR_AGENCY, Step.RESUME)

REPORT: Final = Report(
    make=custody_table,
    figures={
        "holder": Figure(
            N_("Who takes the step that is under way or comes next, by the table of moves; or the agency waited for.")
        ),
        "cases": Figure(N_("Open cases in that hand, each counted once."), _MOVING),
        "overdue": Figure(N_("Those of them whose next deadline has passed, whoever it binds.")),
        "oldest_since": Figure(N_("The first day since which one of them is there."), _MOVING),
        "median_days": Figure(N_("Half of them have been there for no more calendar days until today."), _MOVING),
        "longest_days": Figure(N_("The most calendar days that one of them has been there until today."), _MOVING),
        "longest": Figure(N_("The number of that case; of several the first registered.")),
    },
    row_key=("holder",),
    behind=_behind,
)
"""One row for each holder."""
