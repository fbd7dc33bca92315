"""Which cases somebody is responsible for from now on."""

import sqlite3
from typing import TYPE_CHECKING, Final

from asn_neutral.errors import NotFoundError
from asn_neutral.intake.names import bare_name_key
from asn_neutral.law.procedure import STATUS_LABELS
from asn_neutral.locale import N_, _, ngettext
from asn_neutral.reports.steps import as_day, rehearsed
from asn_neutral.reports.table import Column, Kind, Table
from asn_neutral.store.queries.owners import owners

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asn_neutral.services.assign import Assigned

_NOBODY: Final = N_("nobody")
_MISSPELLED: Final = 85  # rapidfuzz ratio (0-100) from which a name may be another one, misspelled
_NEAR: Final = 70  # the same from which a name may be meant by a part of it
_NEAREST: Final = 3
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


def owner_remark(connection: sqlite3.Connection, name: str) -> str | None:
    """That *name*, under which nobody is responsible for a case, may be somebody misspelled; None where it may not."""
    known = owners(connection)
    if name in known:
        return None
    from rapidfuzz import fuzz

    key = bare_name_key(name)
    near = [one for one in known if fuzz.ratio(key, bare_name_key(one)) >= _MISSPELLED]
    if not near:
        return None
    text = _("“{name}” resembles who is responsible for cases already: {names}. Compare the spelling.")
    return text.format(name=name, names=", ".join(near))


def refuse_no_owner(connection: sqlite3.Connection, name: str) -> None:
    """Refuse somebody who is responsible for no case, not even a closed one.

    Raises:
        NotFoundError: Nobody of that name is; the nearest names are told.
    """
    known = owners(connection)
    if name.casefold() in {one.casefold() for one in known}:
        return
    from rapidfuzz import fuzz, process

    near = process.extract(name, known, scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=_NEAREST)
    names = ", ".join(one for one, _score, _place in near)
    told = _("case for which “{name}” is responsible (near it are: {names})") if near else (
        _("case for which “{name}” is responsible")
    )  # fmt: skip
    raise NotFoundError(wanted=told.format(name=name, names=names), noun="case")
