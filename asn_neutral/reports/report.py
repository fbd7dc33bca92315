"""What a report is: how it is made, what each of its figures means, and which cases stand behind a row."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from asn_neutral.config import Settings
from asn_neutral.domain.anchor import Head, head_of
from asn_neutral.law.terms import Step
from asn_neutral.locale import _, ngettext
from asn_neutral.reports.filtering import told, unknown_units
from asn_neutral.reports.names import View
from asn_neutral.reports.table import Table, Value
from asn_neutral.services.looking_back import Moment
from asn_neutral.store.filters import Filters
from asn_neutral.store.moments import Since
from asn_neutral.store.queries.anchoring import newest_event
from asn_neutral.store.queries.users import seen_alone

if TYPE_CHECKING:  # many reports ask nothing of the law, and its data takes longer to read than they do
    from asn_neutral.law.book import Book

RowKey: TypeAlias = tuple[Value, ...]
_NAMED: Final = 5  # cases that a note names


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is made of, and what was asked for.

    `today` is the day that counts as today: the day looked back to, where a reader looks back. `limit` is how many
    rows are wanted: a report that reads a stream stops there and tells how many there were (`Table.matching`); the
    others may give all of them.
    """

    connection: sqlite3.Connection
    law: "Callable[[], Book]"
    settings: Settings
    today: date
    filters: Filters
    by: Sequence[str] = ()
    limit: int | None = None
    looked_back: "LookedBack | None" = None

    @property
    def view(self) -> View:
        """What columns with names of the law need."""
        return View(self.settings.law_file, self.settings.time_zone)

    def opening_notes(self) -> tuple[str, ...]:
        """How the notes of every report begin: what was counted, of which day, and when it was printed.

        A figure on paper means nothing without them.
        """
        printed_on = self.looked_back.printed_on if self.looked_back else self.today
        return (
            *unknown_units(self.connection, self.filters),
            told(self.filters, self.law, on=self.looked_back.moment.day if self.looked_back else None),
            *(_looked_back(self.looked_back) if self.looked_back else ()),
            *seen_alone_note(self.connection),
            _("Printed on {day}.").format(day=printed_on.isoformat()),
            head_note(head_of(*newest_event(self.connection))),
        )


@dataclass(frozen=True, slots=True)
class LookedBack:
    """That a report speaks of a past day, and what was recorded since (None: by what is known now).

    `printed_on` is the day on the calendar; of a day that is not over nothing is final.
    """

    moment: Moment
    since: Since | None
    printed_on: date


def _looked_back(looked: LookedBack) -> Iterator[str]:
    day = looked.moment.day.isoformat()
    if looked.since is None:
        yield _("As things stood at the end of {day}, by all that is known now.").format(day=day)
        return
    yield _("As it was known at the end of {day}.").format(day=day)
    if looked.moment.day >= looked.printed_on:
        yield _("That day is not over; what is recorded until midnight will count as well.")
    elif looked.since.events:
        told = _("Since then {events} entries were recorded, on {cases} cases; `asn-neutral report diff` names them.")
        yield told.format(events=looked.since.events, cases=looked.since.cases)
    else:
        yield _("Nothing was recorded since then.")


def head_note(head: Head) -> str:
    """With which event the register ended that a report was made from: each one on paper is an anchor.

    A report of a past day names the newest event of that day.
    """
    return _("Head of the chain: {head} (`asn-neutral audit verify --head`).").format(head=head)


def seen_alone_note(connection: sqlite3.Connection) -> Iterator[str]:
    """What reports say of decisions that nobody but who recorded them has confirmed; nothing where there are none."""
    numbers = seen_alone(connection)
    if numbers:
        named = ", ".join([*numbers[:_NAMED], *(["…"] if len(numbers) > _NAMED else [])])
        told = ngettext(
            "{count} decision was confirmed by who recorded it, without a second person: {numbers}.",
            "{count} decisions were confirmed by who recorded them, without a second person: {numbers}.",
            len(numbers),
        )
        yield told.format(count=len(numbers), numbers=named)


@dataclass(frozen=True, slots=True)
class Figure:
    """What one column of a report means (a msgid), and the steps whose records it counts or reads."""

    meaning: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One report.

    `figures` explains every column by its key. `row_key` names the columns that, after the dimensions asked for, tell
    one row from another, also between two days. `behind` yields the number of every case that a row counts, with the
    key of that row; a report whose rows are cases has none and has `number` for its key. `counting` tells of every case
    which figures of its rows count it; without it all of them do. `place` is the column that only numbers the rows.
    `check_filters` refuses (UsageError) words of filters that it does not take; without it, it takes all of them.
    """

    make: Callable[[Asked], Table]
    figures: Mapping[str, Figure]
    row_key: tuple[str, ...] = ("number",)
    place: str | None = None
    behind: Callable[[Asked], Iterable[tuple[RowKey, str]]] | None = None
    counting: Callable[[Asked], Iterable[tuple[str, frozenset[str]]]] | None = None
    check_filters: Callable[[Iterable[str]], None] | None = None

    @property
    def names_cases(self) -> bool:
        """Whether the cases behind a figure can be named; those of figures for everybody cannot."""
        return self.behind is not None or bool(self.row_key)
