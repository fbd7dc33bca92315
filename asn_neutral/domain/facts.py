"""What a case has come to, read from its records: the sanction, the summonses, the remedies, the days that count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from asn_neutral.domain.case import CaseState, Detail, Record
from asn_neutral.domain.clocks import term_end
from asn_neutral.law.needs import Finding, Need
from asn_neutral.law.notices import Notice
from asn_neutral.law.terms import Step


@dataclass(frozen=True, slots=True)
class Decision:
    """A sanction that was decided on; `wording` is as printed, `rule` names the entry of law (id@first day).

    After an objection or appeal that changed it, sanction and day are those of that decision.
    """

    sanction: str
    rule: str
    level: str
    months: int | None
    permanent: bool
    remedy: str | None
    in_force_by: str | None
    decided_on: date
    sk_number: str | None
    official: str | None
    official_name: str | None
    wording: str | None
    violation_named: str | None
    consent_number: str | None
    vacant: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class Summons:
    """A summons: the day of the letter and the day to appear."""

    letter_on: date
    letter_number: str | None
    examine_on: date
    again: bool


@dataclass(frozen=True, slots=True)
class Remedy:
    """An objection or appeal; `late` when it came after the window, `outcome` None while nothing was decided."""

    step: Step
    filed_on: date
    late: bool
    answered_on: date | None
    decided_on: date | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation the PPK received; `respond_by` is the day its letter sets."""

    received_on: date
    number: str | None
    by: str | None
    letter_date: date | None
    respond_by: date | None
    level: str | None
    sanction: str | None


_REMEDY_STEPS: Final = {
    Step.FILE_OBJECTION: (Step.ANSWER_OBJECTION, Step.DECIDE_OBJECTION),
    Step.FILE_APPEAL: (Step.ANSWER_APPEAL, Step.DECIDE_APPEAL),
}
_DECIDING: Final = frozenset({Step.DECIDE, Step.DECIDE_OBJECTION, Step.DECIDE_APPEAL})


def day(text: str) -> date:
    """The day of a stored ISO date."""
    return date.fromisoformat(text)


def first_decision(state: CaseState) -> Decision | None:
    """The sanction as the SK decided it, whatever became of it."""
    record = state.last(Step.DECIDE)
    return _decision(record, record) if record else None


def decision(state: CaseState) -> Decision | None:
    """The sanction as it stands after objection and appeal; None while none was decided.

    One that was annulled is still told: the status says what became of it.
    """
    named = [record for record in state.records if record.step in _DECIDING and "sanction_rule" in record.facts]
    first = state.last(Step.DECIDE)
    return _decision(named[-1], first) if named and first else None


def _decision(record: Record, first: Record) -> Decision:
    facts = record.facts
    months = facts.get("sanction_months")
    return Decision(
        sanction=record.given[Need.SANCTION],
        rule=str(facts["sanction_rule"]),
        level=str(facts["sanction_level"]),
        months=months if isinstance(months, int) else None,
        permanent=bool(facts.get("sanction_permanent")),
        remedy=_text(facts, "sanction_remedy"),
        in_force_by=_text(facts, "sanction_in_force_by"),
        decided_on=day(record.on),
        sk_number=first.get(Need.SK_NUMBER),
        official=first.get(Need.OFFICIAL),
        official_name=first.get(Need.OFFICIAL_NAME),
        wording=record.get(Need.WORDING),
        violation_named=first.get(Need.VIOLATION_NAMED),
        consent_number=first.get(Need.CONSENT_NUMBER),
        vacant=first.get(Need.VACANT) == "yes",
        reason=record.get(Need.REASON),
    )


def _text(facts: Mapping[str, Detail], name: str) -> str | None:
    value = facts.get(name)
    return str(value) if value else None


def recommendations(state: CaseState) -> tuple[Recommendation, ...]:
    """Every recommendation received, the oldest first."""
    return tuple(
        Recommendation(
            received_on=day(record.on),
            number=record.get(Need.RECOMMENDATION_NUMBER),
            by=record.get(Need.RECOMMENDED_BY),
            letter_date=_day_of(record, Need.LETTER_DATE),
            respond_by=_day_of(record, Need.RESPOND_BY),
            level=record.get(Need.RECOMMENDED_LEVEL),
            sanction=record.get(Need.RECOMMENDED_SANCTION),
        )
        for record in state.all(Step.RECEIVE_RECOMMENDATION)
    )


def summonses(state: CaseState) -> tuple[Summons, ...]:
    """Every summons, the oldest first."""
    return tuple(
        Summons(
            letter_on=day(record.on),
            letter_number=record.get(Need.LETTER_NUMBER),
            examine_on=day(record.given[Need.EXAMINE_ON]),
            again=record.step is Step.SUMMON_AGAIN,
        )
        for record in state.records
        if record.step in {Step.SUMMON, Step.SUMMON_AGAIN}
    )


def remedies(state: CaseState) -> tuple[Remedy, ...]:
    """Every objection and appeal, the oldest first."""
    return tuple(_remedy(state, record) for record in state.records if record.step in _REMEDY_STEPS)


def _remedy(state: CaseState, filed: Record) -> Remedy:
    answer, decide = (_next(state, filed, step) for step in _REMEDY_STEPS[filed.step])
    return Remedy(
        step=filed.step,
        filed_on=day(filed.on),
        late=any(notice.partition(":")[0] == Notice.REMEDY_LATE for notice in filed.warnings),
        answered_on=day(answer.on) if answer else None,
        decided_on=day(decide.on) if decide else None,
        outcome=decide.get(Need.OUTCOME) if decide else None,
    )


def _next(state: CaseState, after: Record, step: Step) -> Record | None:
    return next((one for one in state.records if one.entry > after.entry and one.step is step), None)


def proven_on(state: CaseState) -> date | None:
    """The day the violation or membership was proven: of the findings, or of the proof of membership."""
    proof = state.last(Step.PROVE_MEMBERSHIP) or state.last(Step.REPORT_FINDINGS)
    return day(proof.on) if proof else None


def joined_on(state: CaseState) -> date | None:
    """The day the respondent joined the party."""
    proof = state.last(Step.PROVE_MEMBERSHIP)
    return _day_of(proof, Need.JOINED_ON) if proof else None


def planned_on(state: CaseState) -> date | None:
    """The day planned for the delivery of the decision, as the call to receive it says, or else the decision."""
    called = state.last(Step.CALL_TO_RECEIVE) or state.last(Step.DECIDE)
    return _day_of(called, Need.DELIVER_ON) if called else None


def on_day(state: CaseState, step: Step) -> date | None:
    """The day of the latest record of that step."""
    record = state.last(step)
    return day(record.on) if record else None


def finding(state: CaseState) -> Finding | None:
    """What the case found: not proven, proven when a sanction was decided on, None while it is open.

    A sanction that was annulled stays a finding; the status says that it is gone.
    """
    if state.last(Step.FIND_UNPROVEN):
        return Finding.NOT_PROVEN
    return Finding.PROVEN if state.last(Step.DECIDE) else None


def end_of(decided: Decision, in_force_on: date) -> date | None:
    """The last day of a sanction in force from that day: the same day without a term, None for a permanent one."""
    if decided.permanent:
        return None
    return term_end(in_force_on, decided.months) if decided.months else in_force_on


def listed(state: CaseState) -> dict[str, str | None]:
    """What lists and reports ask of a case beside its columns, by name; days as ISO dates.

    `sanction` and `sanction_level` are those that stand after objection and appeal, `ends_on` is the last day of the
    term, `side` what holds beside the status (joined by semicolons).
    """
    first, stands = first_decision(state), decision(state)
    in_force_on = on_day(state, Step.TAKE_EFFECT)
    days = {
        "recommended_on": on_day(state, Step.RECEIVE_RECOMMENDATION),
        "decided_on": first.decided_on if first else None,
        "received_on": on_day(state, Step.DELIVER),
        "in_force_on": in_force_on,
        "ends_on": end_of(stands, in_force_on) if stands and in_force_on else None,
    }
    return {
        "side": ";".join(sorted(state.side)),
        "finding": finding(state),
        "sanction": stands.sanction if stands else None,
        "sanction_level": stands.level if stands else None,
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


def _day_of(record: Record, need: Need) -> date | None:
    text = record.get(need)
    return day(text) if text else None
