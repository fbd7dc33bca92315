"""The log of the register: who recorded what, when and about what, event by event."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from asn_neutral.law.procedure import STATUS_LABELS, STEP_LABELS
from asn_neutral.locale import N_, _
from asn_neutral.reports.cases import READ
from asn_neutral.reports.names import timed
from asn_neutral.reports.office_days import period, period_note, without_period
from asn_neutral.reports.report import Asked
from asn_neutral.reports.table import Column, Kind, Table, Value
from asn_neutral.reports.timeline import Said, said_of
from asn_neutral.services.lives import UNREPLAYABLE, event_of
from asn_neutral.store.queries.cases import EVERYTHING
from asn_neutral.store.queries.lives import Told
from asn_neutral.store.queries.logbook import Entry, Wanted, instants, log, log_count

_COLUMNS: Final = (
    Column("recorded_at", N_("Recorded at"), Kind.ID),
    Column("actor", N_("By")),
    Column("number", N_("Case"), Kind.ID),
    Column("complaint", N_("Complaint"), Kind.ID, spare=2),
    Column("step", N_("Step"), labels=STEP_LABELS),
    Column("happened_on", N_("Happened on"), Kind.DATE, spare=1),
    Column("said", N_("What it says"), Kind.LIST),
    Column("status", N_("Status"), labels=STATUS_LABELS, for_scripts=True),
    Column("event", N_("Event"), Kind.COUNT, spare=3),
)


def log_table(asked: Asked, actors: Sequence[str] = ()) -> Table:
    """The events of the period, which is one of days of recording, by *actors* or anybody, the newest first."""
    first, last = period(asked)
    about = without_period(asked.filters)
    wanted = Wanted(about, first, last, actors)
    most = EVERYTHING if asked.limit is None else asked.limit
    return Table(
        name="audit-log",
        title=_("Log of the register"),
        columns=(timed(_COLUMNS[0], instants(asked.connection, wanted), asked.view), *_COLUMNS[1:]),
        rows=map(_row, log(asked.connection, wanted, limit=most)),
        notes=(*replace(asked, filters=about).opening_notes(), *period_note(asked.filters), *_by(actors)),
        empty=_("Nothing that fits was recorded."),
        office=asked.settings.office_name,
        matching=None if asked.limit is None else log_count(asked.connection, wanted),
    )


def _by(actors: Sequence[str]) -> Iterator[str]:
    if actors:
        yield _("Recorded by {names}.").format(names=", ".join(actors))


def _row(entry: Entry) -> tuple[Value, ...]:
    return (
        entry.recorded_at, entry.actor, entry.number, entry.complaint, entry.step,
        READ[Kind.DATE](entry.happened_on), tuple(_said(entry)), entry.status, entry.seq,
    )  # fmt: skip


def _said(entry: Entry) -> list[Said]:
    """What the event says; nothing where somebody changed it into what no program records."""
    try:
        return [*said_of(event_of(Told(entry.step, entry.happened_on, entry.status, entry.details)))]
    except UNREPLAYABLE:
        return []
