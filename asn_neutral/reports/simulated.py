"""The days of a decision, as they are or as they would be had it been received on another day."""

from datetime import date

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.decision_days import DecisionDay, days_of
from asn_neutral.domain.facts import decision, first_decision, on_day
from asn_neutral.domain.setting import Setting
from asn_neutral.errors import NoDecisionError, StepTooEarlyError
from asn_neutral.law.move import TERM_END
from asn_neutral.law.terms import Step
from asn_neutral.locale import N_, _, either
from asn_neutral.reports.clocks import TERM
from asn_neutral.reports.names import View, sanction_labels
from asn_neutral.reports.table import Column, Kind, Record, Table, Value


def simulated(state: CaseState, setting: Setting, view: View, *, received_on: date | None) -> Record:
    """The whole chain of days that follow from the decision and from the day it was received.

    Without *received_on* it is that on record.

    Raises:
        NoDecisionError: nothing was decided.
        StepTooEarlyError: it cannot have been received before it was made.
    """
    decided, first = decision(state), first_decision(state)
    found = days_of(state, setting, received_on=received_on)
    if decided is None or first is None or found is None:
        raise NoDecisionError(number=state.number)
    if received_on and received_on < first.decided_on:
        raise StepTooEarlyError(on=received_on, earliest=first.decided_on, before=Step.DECIDE)
    window = found.window or (None, None)
    columns: tuple[tuple[Column, Value], ...] = (
        (Column("number", N_("Number"), Kind.ID), state.number),
        (Column("sanction", N_("Sanction"), labels=sanction_labels(view)), decided.sanction),
        (Column("decided_on", N_("Decided on"), Kind.DATE), first.decided_on),
        (Column("received_on", N_("Received on"), Kind.DATE), received_on or on_day(state, Step.DELIVER)),
        (Column("in_force_on", N_("In force on"), Kind.DATE), found.in_force_on),
        (Column("ends_on", N_("Ends on"), Kind.DATE), found.ends_on),
        (Column("open_from", N_("In force yet open to objection or appeal from"), Kind.DATE), window[0]),
        (Column("open_until", N_("In force yet open to objection or appeal until"), Kind.DATE), window[1]),
    )
    names = {day.clock: _name(day, setting) for day in found.days}
    day_columns = (
        Column("clock", N_("What"), Kind.ID, labels=names),
        Column("on", N_("On"), Kind.DATE, missing=N_("not known")),
        Column("days", N_("Days"), Kind.COUNT),
        Column("basis", N_("Basis")),
    )
    return Record(
        "case-simulate",
        _("Case {number}: the days of the decision").format(number=state.number),
        [column for column, _value in columns],
        [value for _column, value in columns],
        (Table("days", _("Days"), day_columns, [_row(day) for day in found.days]),),
        [*_notes(found.days)],
    )


def _name(day: DecisionDay, setting: Setting) -> str:
    """What people read for a clock; one that cannot be told yet is called as the law of today calls it."""
    if day.clock == TERM_END:
        return _(TERM)
    rule = day.due.deadline if day.due else setting.law.deadline(day.clock, on=setting.today)
    return either(rule.name, rule.name_en) if rule else day.clock


def _row(day: DecisionDay) -> tuple[Value, ...]:
    rule = day.due.deadline if day.due else None
    return day.clock, day.on, rule.days if rule else None, rule.basis if rule else None


def _notes(days: tuple[DecisionDay, ...]) -> list[str]:
    years = sorted({day.missing_year for day in days if day.missing_year})
    text = _("The calendar has no holidays for {year}; days that reach into it are not known.")
    return [text.format(year=year) for year in years]
