"""The clocks of a case: until when, on what ground, and how the days were counted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.clocks import Due, due_date
from asn_neutral.domain.running import RunningClock, still_open
from asn_neutral.domain.setting import Setting, Turn
from asn_neutral.domain.standstill import Standstill, standstills
from asn_neutral.domain.starting import IN_FORCE, rules_of
from asn_neutral.errors import NoCalendarError
from asn_neutral.law.called import deadline_called
from asn_neutral.law.entries import Deadline, Sanction
from asn_neutral.law.move import CLOCKS, MEANS_LABELS, TERM_END, TERM_NAME
from asn_neutral.law.procedure import ACTOR_LABELS
from asn_neutral.locale import N_, _, either
from asn_neutral.reports.law import CALENDAR, calendar_used, why_skipped
from asn_neutral.reports.table import Column, Facts, Kind, Table, Value
from asn_neutral.reports.turns import told_of_turn

TERM: Final = TERM_NAME
_EXPLAINED: Final = (
    Column("counted", N_("Counted days"), Kind.LIST),
    Column("skipped", N_("Days that do not count"), Kind.LIST),
    CALENDAR,
    Column("stood_still", N_("Stood still"), Kind.LIST, for_scripts=True),  # people read it below
)


class _Explained(NamedTuple):
    """A clock with its rule, as far as the law data has it, and how its days are counted today."""

    clock: RunningClock
    rule: Deadline | Sanction | None
    due: Due | None
    missing_year: object = None
    stood: Sequence[Standstill] = ()


def due_table(state: CaseState, setting: Setting, *, explain: bool = False, turn: Turn | None = None) -> Table:
    """Every clock that runs for the case, the first to end first; rights and intervals that have ended are left out.

    *turn* is when the sanction is served, if another of the same person has a part in it.
    """
    running = (_in_turn(_explained(clock, state, setting), turn) for clock in still_open(state.clocks, setting.today))
    in_order = sorted(running, key=lambda one: (one.clock.due_on is None, one.clock.due_on))
    stood = standstills(state) if explain else {}
    found = [one._replace(stood=stood.get(one.clock.clock, ())) for one in in_order]
    names = {one.clock.clock: _name(one) for one in found}
    columns: tuple[Column, ...] = (
        Column("clock", N_("Time limit"), labels=names),
        Column("starts_on", N_("From"), Kind.DATE, spare=1),
        Column("due_on", N_("Date"), Kind.DATE, missing=N_("not known")),
        Column("means", N_("Meaning"), labels=MEANS_LABELS),
        Column("days_left", N_("Days left"), Kind.COUNT),
        Column("actor", N_("By"), labels=ACTOR_LABELS, spare=3),
        Column("basis", N_("Basis"), spare=2),
    )
    if explain:  # so many days are read one deadline below the other where a screen is narrow, with all about it
        columns = (*(replace(column, spare=0) for column in columns), *_EXPLAINED)
    return Table(
        "case-due",
        _("Case {number}: deadlines").format(number=state.number),
        columns,
        [_row(one, setting, explain=explain) for one in found],
        notes=[*told_of_turn(turn), *_notes(found), *(_on_days(found, setting) if explain else ())],
        empty=_("no clock runs"),
    )


def _in_turn(one: _Explained, turn: Turn | None) -> _Explained:
    """The clock with the day that the other sanction leaves to it, which no count explains."""
    on = turn.day_of(one.clock.clock) if turn else None
    return one._replace(clock=replace(one.clock, due_on=on), due=None) if on else one


def _explained(clock: RunningClock, state: CaseState, setting: Setting) -> _Explained:
    rule = rule_of(clock, state, setting)
    if not isinstance(rule, Deadline) or clock.fixed or clock.paused:
        return _Explained(clock, rule, None)
    try:
        return _Explained(clock, rule, due_date(replace(rule, days=clock.days), clock.starts_on, setting.calendar))
    except NoCalendarError as missing:
        return _Explained(clock, rule, None, missing.details["year"])


def rule_of(clock: RunningClock, state: CaseState, setting: Setting) -> Deadline | Sanction | None:
    """The entry of law that the clock was started under; None where a letter set it, or the data no longer has it."""
    name, _at, since = clock.rule.partition("@")
    if not since:
        return None
    begun = date.fromisoformat(since)
    if _of_the_sanction(clock):
        return setting.law.sanction(name, on=begun)
    return rules_of(state, setting).deadline(name, on=begun)


def _of_the_sanction(clock: RunningClock) -> bool:
    """Whether the sanction itself sets the day: the end of its term, or an effect that no deadline counts."""
    return clock.fixed and clock.clock in {TERM_END, IN_FORCE}


def name_of(clock: RunningClock, rule: Deadline | Sanction | None) -> str:
    """What people call a clock that was started under that rule."""
    if _of_the_sanction(clock):
        return deadline_called(clock.clock)
    return either(rule.name, rule.name_en) if rule else deadline_called(clock.clock)


def basis_of(clock: RunningClock, rule: Deadline | Sanction | None) -> str:
    """The article on which a clock ends when it does, or that a letter says so."""
    if clock.fixed and not _of_the_sanction(clock):
        return _("as the letter says")
    return rule.basis if rule else _("no rule in the law data")


def _name(one: _Explained) -> str:
    return name_of(one.clock, one.rule)


def _row(one: _Explained, setting: Setting, *, explain: bool) -> tuple[Value, ...]:
    clock = one.clock
    left, role = (clock.due_on - setting.today).days if clock.due_on else None, CLOCKS[clock.clock]
    basis = basis_of(clock, one.rule)
    row = (clock.clock, clock.starts_on, clock.due_on, role.means, left, role.actor, basis)
    if not explain:
        return row
    calendar = tuple(decree for _year, decree in calendar_used(setting.law, [one.due] if one.due else []))
    return (*row, *_days(one.due), calendar, tuple(_stood(still) for still in one.stood))


def _days(due: Due | None) -> tuple[Value, Value]:
    if due is None:
        return (), ()
    counted = tuple(day.isoformat() for day in due.counted)
    return counted, tuple(Facts(date=one.day.isoformat(), why=why_skipped(one)) for one in due.skipped)


def _stood(still: Standstill) -> Facts:
    """A time in which a clock stood still, for scripts."""
    return Facts(
        began_on=still.began_on.isoformat(),
        since=still.since.isoformat(),
        until=still.until.isoformat() if still.until else "",
        days_before=str(still.days_before),
        agency=still.agency,
        letter_number=still.letter_number,
    )


def _on_days(found: Sequence[_Explained], setting: Setting) -> Iterator[str]:
    """By what the days were counted: where the counting begins and stood still, and the version of the calendar."""
    yield _("The day from which a clock runs does not count.")
    text = _(
        "{name} ran from {began}; {days} of its days had counted when it stood still from {since} to {until}"
        " ({agency}, {letter})."
    )
    for one in found:
        for still in one.stood:
            yield text.format(
                name=_name(one), began=still.began_on, days=still.days_before, since=still.since,
                until=still.until or "…", agency=still.agency, letter=still.letter_number,
            )  # fmt: skip
    for year, decree in calendar_used(setting.law, [one.due for one in found if one.due]):
        yield _("Calendar of {year}: {decree}.").format(year=year, decree=decree)


def _notes(found: Sequence[_Explained]) -> Iterator[str]:
    yield from (_remark(one) for one in found if one.clock.due_on is None or _moved(one))
    doubtful = ", ".join(dict.fromkeys(_unverified(found)))
    if doubtful:
        yield _("Not verified: {names}.").format(names=doubtful)


def _moved(one: _Explained) -> bool:
    """Whether the calendar of today would give another day than the one on record."""
    return one.due is not None and one.due.due_on != one.clock.due_on


def _remark(one: _Explained) -> str:
    """Why a clock has no day, or is to have another."""
    name = _name(one)
    if one.clock.paused:
        text = _("{name} stands still while the office waits; {days} days are left.")
        return text.format(name=name, days=one.clock.left)
    if one.due is not None:
        text = _("{name} would end on {day} under the calendar of today; `asn-neutral case recompute` takes it over.")
        return text.format(name=name, day=one.due.due_on)
    if one.missing_year:
        return _("{name} reaches into {year}, a year without a calendar.").format(name=name, year=one.missing_year)
    return _("{name} has no day: the law read has no rule for it.").format(name=name)


def _unverified(found: Iterable[_Explained]) -> Iterator[str]:
    return (_name(one) for one in found if one.rule and not one.rule.verified)
