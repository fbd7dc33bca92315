"""The days of a decision: as they are, had it been received on another day, or what if the case were decided so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.decision_days import DecisionDay, DecisionDays, days_of
from asn_neutral.domain.facts import annulled, decision, first_decision, on_day
from asn_neutral.domain.history import sanction_by_rule, turn_of
from asn_neutral.domain.measure import Measure
from asn_neutral.domain.setting import Setting, Turn
from asn_neutral.domain.supposing import Part, Supposed, Told, suppose
from asn_neutral.errors import StepTooEarlyError
from asn_neutral.law.called import step_called
from asn_neutral.law.move import TERM_END
from asn_neutral.law.terms import OFFICIAL_LABELS, Step
from asn_neutral.locale import N_, _, either
from asn_neutral.reports.clocks import TERM
from asn_neutral.reports.names import View, sanction_labels
from asn_neutral.reports.table import Column, Kind, Record, Table, Value
from asn_neutral.reports.turns import told_of_turn
from asn_neutral.services.dossiers import Brief

_SUPPOSED: Final = {
    Part.SANCTION: N_("the sanction (--sanction ID)"),
    Part.OFFICIAL: N_("who decides (--official)"),
    Part.DECIDED_ON: N_("the day of the decision: today, or that of receipt if it is earlier (--decided DATE)"),
    Part.RECEIVED_ON: N_("the day of receipt: as late as the law lets it be delivered (--received DATE)"),
}


_NO_DAY: Final = N_("no day")


@dataclass(frozen=True, slots=True)
class _Chain:
    """The days of a decision and what they rest on."""

    sanction: str
    official: str | None
    decided_on: date
    received_on: date | None
    days: DecisionDays
    what_if: bool
    assumed: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()


def simulated(brief: Brief, measure: Measure, view: View, told: Told) -> Record:
    """The whole chain of days that follow from a decision: as on record, or as *told* supposes.

    Where the case has a decision and only another day of receipt is told, everything else is as on record.

    Raises:
        NoDecisionError: nothing was decided, no sanction is told, and none is open.
        BadNeedError: no law in force has the sanction.
        StepTooEarlyError: it cannot have been received before it was made.
    """
    chain = _on_record(brief.state, measure, told) or _supposed(brief, measure, told)
    if not chain.what_if:
        chain = _in_turn(chain, turn_of(brief.state, brief.history, measure.law))
    return _page(brief.state.number, chain, measure, view)


def _in_turn(chain: _Chain, turn: Turn | None) -> _Chain:
    """The days with those that another sanction of the same person leaves to it."""
    if turn is None:
        return chain
    days = tuple(replace(day, on=turn.day_of(day.clock) or day.on) for day in chain.days.days)
    seen = replace(chain.days, days=days, in_force_on=turn.begins_on, ends_on=turn.ends_on)
    return replace(chain, days=seen, notes=(*chain.notes, *told_of_turn(turn)))


def _on_record(state: CaseState, setting: Setting, told: Told) -> _Chain | None:
    """The decision of the case, had it been received on the day told; None where another one is supposed."""
    decided, first = decision(state), first_decision(state)
    found = days_of(state, setting, received_on=told.received_on)
    if decided is None or first is None or found is None or told.sanction or told.official or told.decided_on:
        return None
    if told.received_on and told.received_on < first.decided_on:
        raise StepTooEarlyError(on=told.received_on, earliest=first.decided_on, before=step_called(Step.DECIDE))
    received_on = told.received_on or on_day(state, Step.DELIVER)
    gone = annulled(state) and told.received_on is None
    notes = [_("The sanction was annulled; none of it has effect.")] if gone else []
    if received_on is None and found.in_force_on is None and not gone:
        notes.append(_("Its receipt is not on record: --received DATE shows the days as if it were received then."))
    what_if = told.received_on is not None
    return _Chain(
        decided.sanction, first.official, first.decided_on, received_on, found, what_if=what_if, notes=(*notes,)
    )


def _supposed(brief: Brief, measure: Measure, told: Told) -> _Chain:
    found = suppose(brief.state, brief.history, measure, told)
    decided = found.decided
    notes = (*_on_supposing(found), *_on_effect(found, measure))
    return _Chain(
        decided.sanction, decided.official, decided.decided_on, found.received_on, found.days,
        what_if=True, assumed=found.assumed, notes=notes,
    )  # fmt: skip


def _on_supposing(found: Supposed) -> Iterator[str]:
    """What stands against the supposition, and what else could have been supposed."""
    decided = found.decided
    if found.barred:
        text = _("{sanction} is not open in this case: {reason} ({basis}).")
        yield text.format(sanction=decided.sanction, reason=found.barred.reason, basis=found.barred.basis)
    if found.officials and decided.official not in found.officials:
        names = ", ".join(_(OFFICIAL_LABELS[one]) for one in found.officials)
        yield _("By the law data it is imposed by {officials}.").format(officials=names)
    if found.others and Part.SANCTION in found.assumed:
        yield _("Also open in this case: {sanctions}.").format(sanctions=", ".join(found.others))


def _on_effect(found: Supposed, measure: Measure) -> Iterator[str]:
    """By what it takes effect, where that cannot be told of the case yet."""
    sanction = sanction_by_rule(found.decided.rule, measure.law)
    if found.days.in_force_on is None and sanction and sanction.takes_effect:
        text = _("It takes effect: {when}; the case does not say yet when that is.")
        yield text.format(when=either(sanction.takes_effect, sanction.takes_effect_en))


def _page(number: str, chain: _Chain, setting: Setting, view: View) -> Record:
    days, found = chain.days.days, chain.days
    window = found.window or (None, None)
    columns: tuple[tuple[Column, Value], ...] = (
        (Column("number", N_("Number"), Kind.ID), number),
        (Column("sanction", N_("Sanction"), labels=sanction_labels(view)), chain.sanction),
        (Column("official", N_("Decided by"), labels=OFFICIAL_LABELS), chain.official),
        (Column("decided_on", N_("Decided on"), Kind.DATE), chain.decided_on),
        (Column("received_on", N_("Received on"), Kind.DATE), chain.received_on),
        (Column("in_force_on", N_("In force on"), Kind.DATE), found.in_force_on),
        (Column("ends_on", N_("Ends on"), Kind.DATE), found.ends_on),
        (
            Column("open_from", N_("In force yet open to objection or appeal from"), Kind.DATE, missing=_NO_DAY),
            window[0],
        ),
        (
            Column("open_until", N_("In force yet open to objection or appeal until"), Kind.DATE, missing=_NO_DAY),
            window[1],
        ),
        (Column("what_if", N_("What if"), Kind.FLAG, for_scripts=True), chain.what_if),
        (Column("assumed", N_("Supposed"), Kind.LIST, for_scripts=True), tuple(map(str, chain.assumed))),
    )
    names = {day.clock: _name(day, setting) for day in days}
    day_columns = (
        Column("clock", N_("What"), Kind.ID, labels=names),
        Column("on", N_("On"), Kind.DATE, missing=N_("not known")),
        Column("days", N_("Days"), Kind.COUNT),
        Column("basis", N_("Basis")),
    )
    return Record(
        "case-simulate",
        _title(chain).format(number=number),
        [column for column, _value in columns],
        [value for _column, value in columns],
        (Table("days", _("Days"), day_columns, [_row(day) for day in days]),),
        [*_notes(chain)],
    )


def _title(chain: _Chain) -> str:
    if chain.what_if:
        return _("Case {number}: what if; nothing is recorded")
    return _("Case {number}: the days of the decision")


def _name(day: DecisionDay, setting: Setting) -> str:
    """What people read for a clock; one that cannot be told yet is called as the law of today calls it."""
    if day.clock == TERM_END:
        return _(TERM)
    rule = day.due.deadline if day.due else setting.law.deadline(day.clock, on=setting.today)
    return either(rule.name, rule.name_en) if rule else day.clock


def _row(day: DecisionDay) -> tuple[Value, ...]:
    rule = day.due.deadline if day.due else None
    return day.clock, day.on, rule.days if rule else None, rule.basis if rule else None


def _notes(chain: _Chain) -> Iterator[str]:
    if chain.what_if:
        yield _("A what-if: nothing was recorded, and the case stays as it is.")
    if chain.assumed:
        yield _("Not told and therefore supposed: {parts}.").format(parts="; ".join(_parts(chain.assumed)))
    yield from chain.notes
    days = chain.days.days
    doubtful = ", ".join(day.clock for day in days if day.due and not day.due.deadline.verified)
    if doubtful:
        yield _("Not verified: {names}.").format(names=doubtful)
    years = sorted({day.missing_year for day in days if day.missing_year})
    text = _("The calendar has no holidays for {year}; days that reach into it are not known.")
    yield from (text.format(year=year) for year in years)


def _parts(assumed: Iterable[Part]) -> Iterator[str]:
    return (_(_SUPPOSED[part]) for part in assumed)
