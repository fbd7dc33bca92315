"""Which cases somebody is responsible for from now on."""

import sqlite3
from typing import TYPE_CHECKING, Final

from asn_neutral.law.procedure import STATUS_LABELS
from asn_neutral.locale import N_, _, ngettext
from asn_neutral.reports.steps import as_day, rehearsed
from asn_neutral.reports.table import Column, Kind, Table
from asn_neutral.store.queries.owners import owners

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asn_neutral.services.assign import Assigned

_NOBODY: Final = N_("nobody")
_COLUMNS: Final = (
    Column("number", N_("Number"), Kind.ID),
    Column("status", N_("Status"), labels=STATUS_LABELS),
    Column("due_on", N_("Due on"), Kind.DATE),
    Column("owner_before", N_("Responsible before"), missing=_NOBODY),
    Column("owner", N_("Responsible"), missing=_NOBODY),
    Column("event", N_("Event"), Kind.COUNT, for_scripts=True),
)


def assigned_table(name: str, title: str, done: "Sequence[Assigned]", *, rehearse: bool) -> Table:
    """The cases, each with who was responsible for it and who is now."""
    rows = [(one.number, one.status, as_day(one.due_on), one.before, one.owner, one.event) for one in done]
    same = sum(not one.changed for one in done)
    text = ngettext("Of {count} case that was so before.", "Of {count} cases that was so before.", same)
    notes = [*([text.format(count=same)] if same else []), *rehearsed(stored=not rehearse)]
    return Table(name, title, _COLUMNS, rows, notes=notes, empty=_("no case"))


def case_assign(done: "Sequence[Assigned]", *, rehearse: bool) -> Table:
    """Cases that were assigned one by one."""
    return assigned_table("case-assign", _("Cases and who is responsible for them"), done, rehearse=rehearse)


def handover(done: "Sequence[Assigned]", giver: str | None, taker: str, *, rehearse: bool) -> Table:
    """The open cases that went from one person to another."""
    title = _("Handed over from {giver} to {taker}").format(giver=giver or _(_NOBODY), taker=taker)
    return assigned_table("handover", title, done, rehearse=rehearse)


def owners_beginning(connection: sqlite3.Connection, beginning: str) -> list[str]:
    """Who is responsible for cases and whose name goes on from *beginning*, for completion."""
    return [name for name in owners(connection) if name.casefold().startswith(beginning.casefold())]
