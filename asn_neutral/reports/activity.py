"""The activity: who recorded what in a period, corrections apart."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from asn_neutral.law.terms import STEP_LABELS, Step
from asn_neutral.locale import N_, _
from asn_neutral.reports.filtering import asked_of
from asn_neutral.reports.office_days import day_at_office, period, period_note, without_period
from asn_neutral.reports.report import Asked, Figure, Report, RowKey
from asn_neutral.reports.table import Column, Kind, Table, Total
from asn_neutral.store.queries.activity import Activity, activity, activity_members

_MENDING: Final = (Step.CORRECT, Step.UNDO)
_ORDER: Final = {step.value: place for place, step in enumerate(Step)}
_COLUMNS: Final = (
    Column("actor", N_("Recorded by")),
    Column("step", N_("Step"), labels=STEP_LABELS),
    Column("entries", N_("Entries"), Kind.COUNT),
    Column("cases", N_("Cases"), Kind.COUNT, spare=1),
    Column("first_on", N_("First on"), Kind.DATE),
    Column("last_on", N_("Last on"), Kind.DATE),
)


def activity_table(asked: Asked) -> Table:
    """What each actor recorded of each step in the period, which is one of days of recording."""
    first, last = period(asked)
    about = without_period(asked.filters)
    found = activity(asked.connection, about, first=first, last=last)
    zone = asked.settings.time_zone
    ordered = sorted(found, key=lambda one: (one.actor.casefold(), one.actor, _ORDER.get(one.step, len(_ORDER))))
    return Table(
        name="activity",
        title=_("Activity"),
        columns=_COLUMNS,
        rows=[(*one[:4], day_at_office(one.first_at, zone), day_at_office(one.last_at, zone)) for one in ordered],
        totals=list(_totals(found)) if found else (),
        notes=(*replace(asked, filters=about).opening_notes(), *period_note(asked.filters), *_notes(found)),
        empty=_("Nothing that fits was recorded."),
        office=asked.settings.office_name,
        filters=asked_of(asked.filters),
    )


def _totals(found: Sequence[Activity]) -> Iterator[Total]:
    """Entries that went forward, then those that set others right."""
    forward = sum(one.entries for one in found if one.step not in _MENDING)
    yield Total("sum", N_("Sum, without corrections"), {"entries": forward})
    for step in _MENDING:
        if entries := sum(one.entries for one in found if one.step == step):
            yield Total(step.value, STEP_LABELS[step], {"entries": entries})


def _notes(found: Sequence[Activity]) -> Iterator[str]:
    if found:
        yield _("Every entry counts, also one that was corrected or undone later.")


def _behind(asked: Asked) -> Iterator[tuple[RowKey, str]]:
    first, last = period(asked)
    members = activity_members(asked.connection, without_period(asked.filters), first=first, last=last)
    return (((actor, step), number) for actor, step, number in members)


REPORT: Final = Report(
    make=activity_table,
    figures={
        "actor": Figure(N_("Who recorded it.")),
        "step": Figure(N_("What was recorded; entry corrected and last step undone are rows of their own.")),
        "entries": Figure(N_("Entries recorded in the period, whatever day they tell of."), tuple(Step)),
        "cases": Figure(N_("The cases they concern, each once; files taken in and tips concern none.")),
        "first_on": Figure(N_("The day at the office on which the first of them was recorded.")),
        "last_on": Figure(N_("The day at the office on which the last of them was recorded.")),
    },
    row_key=("actor", "step"),
    behind=_behind,
)
