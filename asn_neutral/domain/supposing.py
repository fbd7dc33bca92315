"""What if a case were decided so: the days that would follow, with what is not told taken from the case and the law.

Nothing of it is an event. What the case has on record goes before what the law opens for it, and what is told before
both; a sanction that is not open is reckoned with all the same, and says why it is not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum, unique

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.decision_days import DecisionDays, Known, decision_days, delivery_limit
from asn_neutral.domain.facts import (
    Decision,
    day,
    decision,
    first_decision,
    joined_on,
    on_day,
    proven_on,
)
from asn_neutral.domain.given import find_sanction
from asn_neutral.domain.history import History
from asn_neutral.domain.measure import Measure
from asn_neutral.domain.recommended import recommendations
from asn_neutral.domain.sanctioning import BarredSanction, SanctionOption, Sanctions, open_sanctions
from asn_neutral.domain.starting import rules_under
from asn_neutral.errors import NoDecisionError, StepTooEarlyError
from asn_neutral.law.called import step_called
from asn_neutral.law.entries import Sanction
from asn_neutral.law.needs import Need
from asn_neutral.law.terms import Official, Step


@unique
class Part(StrEnum):
    """What a decision is made of, as far as its days depend on it."""

    SANCTION = "sanction"
    OFFICIAL = "official"
    DECIDED_ON = "decided_on"
    RECEIVED_ON = "received_on"


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody supposes; None leaves it to the case and the law."""

    sanction: str | None = None
    official: Official | None = None
    decided_on: date | None = None
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class Supposed:
    """A decision that nobody made, and its days.

    `assumed` are the parts that neither somebody told nor the case has on record. `others` are the further sanctions
    that are open, `barred` is why the supposed one is not, `officials` who may impose it by the law data (none where
    it does not say, or where the case is decided already).
    """

    decided: Decision
    received_on: date
    days: DecisionDays
    assumed: tuple[Part, ...]
    others: tuple[str, ...] = ()
    barred: BarredSanction | None = None
    officials: tuple[Official, ...] = ()


def suppose(state: CaseState, history: History, measure: Measure, told: Told) -> Supposed:
    """The days of the case if it were decided as *told*.

    Without a decision on record, the sanction is the one recommended where that is open, or else the lightest that
    holds without a condition; the official the first who may impose it; the day today, or that of receipt where an
    earlier one is told. Received it is as late as it may be delivered, where no day is told or on record.

    Raises:
        BadNeedError: no law in force has the sanction.
        NoDecisionError: no sanction is told, and none is open.
        StepTooEarlyError: it cannot have been received before it was made.
    """
    first = first_decision(state)
    decided_on = told.decided_on or (first.decided_on if first else min(measure.today, told.received_on or date.max))
    found = Sanctions((), ()) if first else open_sanctions(state, history, replace(measure, today=decided_on))
    sanction = _sanction(state, told, found, measure, decided_on)
    option = next((one for one in found.open if one.sanction.id == sanction.id), None)
    official = told.official or _official(first, option)
    decided = _decision(sanction, official, decided_on)
    rules = rules_under(state, measure, official)
    received_on = told.received_on or _received_on(state, told, decided) or delivery_limit(decided, rules) or decided_on
    if received_on < decided_on:
        raise StepTooEarlyError(on=received_on, earliest=decided_on, before=step_called(Step.DECIDE))
    known = Known(
        decided_on,
        received_on=received_on,
        joined_on=joined_on(state),
        proven_on=proven_on(state) or decided_on,
    )
    return Supposed(
        decided,
        received_on,
        decision_days(decided, known, rules),
        tuple(_assumed(state, told, decided)),
        tuple(one.sanction.id for one in found.open if one is not option),
        next((one for one in found.barred if one.sanction.id == sanction.id), None),
        (*option.officials, *option.delegates) if option else (),
    )


def _received_on(state: CaseState, told: Told, decided: Decision) -> date | None:
    """The day on record, as far as it can be that of what is supposed."""
    received = on_day(state, Step.DELIVER)
    return received if received and told.decided_on is None and received >= decided.decided_on else None


def _assumed(state: CaseState, told: Told, decided: Decision) -> Iterator[Part]:
    """What was neither told nor is on record, in the order of `Part`."""
    recorded = first_decision(state) is not None
    known = {
        Part.SANCTION: recorded or told.sanction,
        Part.OFFICIAL: recorded or told.official,
        Part.DECIDED_ON: recorded or told.decided_on,
        Part.RECEIVED_ON: told.received_on or _received_on(state, told, decided),
    }
    yield from (part for part, value in known.items() if not value)


def _sanction(state: CaseState, told: Told, found: Sanctions, measure: Measure, on: date) -> Sanction:
    stands = decision(state)
    named = told.sanction or (stands.sanction if stands else _first_choice(state, found.open))
    if named is None:
        raise NoDecisionError(number=state.number)
    return find_sanction(named, happened_on=day(state.happened_on), on=on, setting=measure, key=Need.SANCTION)


def _first_choice(state: CaseState, options: Sequence[SanctionOption]) -> str | None:
    """The sanction that was recommended last, where it is open, or else the lightest that has no condition."""
    findings = state.last(Step.REPORT_FINDINGS)
    wished = [findings.get(Need.RECOMMENDED_SANCTION) if findings else None]
    wished += [one.sanction for one in reversed(recommendations(state))]
    plain = [one.sanction.id for one in options if not one.sanction.condition]
    open_ids = [one.sanction.id for one in options]
    return next((one for one in [*wished, *plain, *open_ids] if one in open_ids), None)


def _official(first: Decision | None, option: SanctionOption | None) -> Official:
    if first and first.official:
        return Official(first.official)
    return option.officials[0] if option and option.officials else Official.PPK


def _decision(sanction: Sanction, official: Official, decided_on: date) -> Decision:
    return Decision(
        sanction=sanction.id,
        rule=f"{sanction.id}@{sanction.since.isoformat()}",
        level=sanction.level,
        months=sanction.months,
        permanent=sanction.permanent,
        remedy=sanction.remedy,
        effect=sanction.effect,
        decided_on=decided_on,
        official=official,
    )
