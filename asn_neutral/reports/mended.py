"""What a correction or an undoing changed in a case: before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from asn_neutral.domain.case import Event, effective, said_of_entries
from asn_neutral.domain.correcting import Corrected, Standing
from asn_neutral.law.called import deadline_called
from asn_neutral.law.notices import sentence
from asn_neutral.law.procedure import STATUS_LABELS, STEP_LABELS, Step
from asn_neutral.locale import N_, _
from asn_neutral.reports.names import View, named
from asn_neutral.reports.steps import FINDINGS, WARNINGS, as_day, facts_of, rehearsed, told_of
from asn_neutral.reports.table import Column, Kind, Record, Table, Value
from asn_neutral.reports.timeline import KEY_LABELS, STANDING_LABELS, differences, label_of, word_of

if TYPE_CHECKING:
    from asn_neutral.services.add_holiday import DayOff, HolidayAdded
    from asn_neutral.services.mend_case import Mended, MovedClock

_COLUMNS: Final = (
    Column("number", N_("Number"), Kind.ID),
    Column("step", N_("Step"), labels=STEP_LABELS),
    Column("corrects", N_("Concerns entry"), Kind.COUNT),
    Column("status_before", N_("Status before"), labels=STATUS_LABELS),
    Column("status", N_("Status"), labels=STATUS_LABELS),
    Column("due_on_before", N_("Due on before"), Kind.DATE),
    Column("due_on", N_("Due on"), Kind.DATE),
    Column("due_clock", N_("Time limit"), Kind.ID),
    Column("event", N_("Event"), Kind.COUNT),
    Column("stored", N_("Stored"), Kind.FLAG),
    WARNINGS,
    FINDINGS,
)
_CHANGES: Final = (
    Column("entry", N_("Entry"), Kind.COUNT),
    Column("step", N_("Step"), labels=STEP_LABELS),
    Column("key", N_("What"), labels=KEY_LABELS),
    Column("before", N_("Before"), labels=STANDING_LABELS),
    Column("after", N_("After"), labels=STANDING_LABELS),
)
_BECOMES_VOID: Final = ("standing", Standing.VALID, Standing.VOID)
_MOVED: Final = (
    Column("number", N_("Number"), Kind.ID),
    Column("clock", N_("Time limit"), Kind.ID),
    Column("due_on_before", N_("Due on before"), Kind.DATE),
    Column("due_on", N_("Due on"), Kind.DATE),
)


def mended(done: "Mended", view: View) -> Record:
    """What was set right, entry by entry."""
    found, stored = done.corrected, done.event is not None
    before, after = found.before, found.after
    warnings = tuple(_new_warnings(found))
    corrects = found.event.details["corrects"]
    values: tuple[Value, ...] = (
        after.number,
        found.event.step,
        corrects if isinstance(corrects, int) else None,
        before.status,
        after.status,
        as_day(before.due_on),
        as_day(after.due_on),
        after.due_clock,
        done.event,
        stored,
        warnings,
        facts_of(done.findings),
    )
    title = _("Case {number}: {step}").format(number=after.number, step=_(STEP_LABELS[found.event.step]))
    changes = Table("changes", _("Changes"), _CHANGES, [*changes_of(found)], empty=_("nothing"))
    notes = [*(f"{sentence(kept)}." for kept in warnings), *told_of(done.findings)]
    return Record("case-mended", title, named(_COLUMNS, view), values, (changes,), [*notes, *rehearsed(stored=stored)])


def changes_of(found: Corrected) -> Iterator[tuple[Value, ...]]:
    """Every entry that reads otherwise: what it said and what it says; an entry that became void says nothing."""
    stood = dict(effective(found.before.events))
    now = dict(effective(found.after.events))
    for place in sorted(found.entries):
        told = stood.get(place) or found.before.events[place - 1]
        if place in now:
            yield from _rows(place, told, now[place])
        else:
            yield place, told.step, *_BECOMES_VOID
            if told.step is Step.CORRECT:
                yield from _undone(found, told, stood, now)


def _undone(
    found: Corrected, told: Event, stood: Mapping[int, Event], now: Mapping[int, Event]
) -> Iterator[tuple[Value, ...]]:
    """The entries that read again as they did before a correction that was undone."""
    for place, _content in said_of_entries(told):
        if place in now and place in stood and place not in found.entries:
            yield from _rows(place, stood[place], now[place])


def _rows(place: int, before: Event, after: Event) -> Iterator[tuple[Value, ...]]:
    for said in differences(before, after.happened_on, after.details):
        yield place, before.step, said["key"], said["before"] or None, said["value"] or None


def _new_warnings(found: Corrected) -> Iterator[str]:
    """What was noticed about the entries that read otherwise, and had not been before."""
    known = {notice for record in found.before.records for notice in record.warnings}
    for record in found.after.records:
        if record.entry in found.entries:
            yield from (notice for notice in record.warnings if notice not in known)


def in_words(found: Corrected) -> list[str]:
    """The same in lines for a person who is asked to confirm."""
    before, after = found.before, found.after
    lines = [_line(*row) for row in changes_of(found)]
    states = [_(STATUS_LABELS[state.status]) for state in (before, after)]
    lines.append(_("Status: {before} → {after}").format(before=states[0], after=states[1]))
    if before.due_on != after.due_on:
        lines.append(_("Due on: {before} → {after}").format(before=before.due_on or "-", after=after.due_on or "-"))
    return lines


def _line(place: Value, step: Value, key: Value, before: Value, after: Value) -> str:
    head = _("Entry {entry} ({step})").format(entry=place, step=_(STEP_LABELS[str(step)]))
    name, old, new = str(key), word_of(str(key), str(before or "")), word_of(str(key), str(after or ""))
    return f"{head}: {label_of(name)}: {old} → {new}"


def moved_table(moved: "tuple[MovedClock, ...]", *, rehearse: bool) -> Table:
    """The deadlines that moved, by case."""
    rows = [(one.number, one.moved.clock, one.moved.before, one.moved.after) for one in moved]
    called = {one.moved.clock: deadline_called(one.moved.clock) for one in moved}
    columns = [replace(column, labels=called) if column.key == "clock" else column for column in _MOVED]
    notes = rehearsed(stored=not rehearse)
    return Table("case-recompute", _("Deadlines that moved"), columns, rows, notes=notes, empty=_("none moved"))


def holiday_table(added: "HolidayAdded", day_off: "DayOff", *, rehearse: bool) -> Table:
    """A day off was added: the deadlines that moved by it."""
    table = moved_table(added.moved, rehearse=rehearse)
    text = _("No decree makes the calendar of {year} complete; working days of it are not counted.")
    year = [] if added.complete else [text.format(year=day_off.day.year)]
    return replace(table, name="law-holidays-add", notes=[*year, *table.notes])
