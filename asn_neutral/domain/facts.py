"""What a case has come to, read from its records: the sanction, the summonses, the remedies, the days that count."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from asn_neutral.domain.case import CaseState, Detail, Record
from asn_neutral.domain.months import term_end
from asn_neutral.domain.recommended import recommendation_listed
from asn_neutral.law.needs import Finding, Flag, Need, RemedyOutcome
from asn_neutral.law.notices import Notice
from asn_neutral.law.terms import Effect, Status, Step
from asn_neutral.law.terms import Remedy as RemedyKind


class Decision(NamedTuple):
    """A sanction that was decided on; `wording` is as printed, `rule` names the entry of law (id@first day).

    After an objection or appeal that changed it, sanction and day are those of that decision.
    """

    sanction: str
    rule: str
    level: str
    months: int | None
    permanent: bool
    remedy: str | None
    effect: Effect
    decided_on: date
    official: str | None
    sk_number: str | None = None
    official_name: str | None = None
    wording: str | None = None
    violation_named: str | None = None
    consent_number: str | None = None
    vacant: bool = False
    reason: str | None = None


class Summons(NamedTuple):
    """A summons: the day of the letter and the day to appear."""

    letter_on: date
    letter_number: str | None
    examine_on: date
    again: bool


class Remedy(NamedTuple):
    """An objection or appeal; `late` when it came after the window, `outcome` None while nothing was decided.

    One that `holds_up` the sanction came before its effect.
    """

    step: Step
    filed_on: date
    late: bool
    answered_on: date | None
    decided_on: date | None
    outcome: str | None
    holds_up: bool


_REMEDY_STEPS: Final = {
    Step.FILE_OBJECTION: (Step.ANSWER_OBJECTION, Step.DECIDE_OBJECTION),
    Step.FILE_APPEAL: (Step.ANSWER_APPEAL, Step.DECIDE_APPEAL),
}
_REMEDY_OF: Final = {Step.FILE_OBJECTION: RemedyKind.KEBERATAN, Step.FILE_APPEAL: RemedyKind.BANDING}
_HELD_UP: Final = frozenset({Status.OBJECTION, Status.APPEAL})
_ANNULLING: Final = frozenset({RemedyOutcome.REVOKED, RemedyOutcome.CANCELLED})
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
        effect=Effect(str(facts["sanction_effect"])),
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
        holds_up=filed.status in _HELD_UP,
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


def annulled(state: CaseState) -> bool:
    """Whether an objection or appeal left nothing of the sanction."""
    return any(remedy.outcome in _ANNULLING for remedy in remedies(state))


def effect_on(state: CaseState) -> date | None:
    """The day from which the sanction that stands has effect: the one on record, or else the one expected by law.

    None while it was not received, while an objection or appeal holds it up, where the case lapsed before that day,
    and of a sanction that was annulled. One that was changed after it had effect has it anew.
    """
    if annulled(state):
        return None
    if taken := _effect_taken(state):
        return day(taken.on)
    pending = any(remedy.holds_up and remedy.outcome is None for remedy in remedies(state))
    expected = None if pending else state.effect_on
    return day(expected) if expected and expected <= (state.closed_on or expected) else None


def in_force_on(state: CaseState) -> date | None:
    """The same day, once it is on record; None while it is only expected."""
    return effect_on(state) if _effect_taken(state) else None


def _effect_taken(state: CaseState) -> Record | None:
    """The record that the sanction took effect; None where another sanction was set after it."""
    taken = state.last(Step.TAKE_EFFECT)
    if taken is None:
        return None
    anew = any(one.entry > taken.entry and "sanction_rule" in one.facts for one in state.records)
    return None if anew else taken


def ended_on(state: CaseState) -> date | None:
    """The day the sanction that stands was recorded as served; None while it was not."""
    taken, served = _effect_taken(state), state.last(Step.FINISH_SERVING)
    return day(served.on) if taken and served and served.entry > taken.entry else None


def ends_on(state: CaseState) -> date | None:
    """The last day of the sanction that stands, where it has effect: of its term, or before, where it was cut short.

    None for a permanent one.
    """
    stands, begins = decision(state), effect_on(state)
    last = end_of(stands, begins) if stands and begins else None
    served = ended_on(state)
    return min(last, served) if last and served else last


def listed(state: CaseState) -> dict[str, str | None]:
    """What lists, registers and reports ask of a case beside its columns, by name; nothing else has to read a life.

    Days are ISO dates, yes and no are words of `Flag`, None is what is not so or not known (yet).

    - `side`: what holds beside the status, joined by semicolons; `finding`: what the case found.
    - `sanction`, `sanction_level`, `sanction_wording`: what stands after objection and appeal, as printed.
    - `sk_number`, `decided_on`, `official`: of the decree (SK); `received_on`: when the respondent had it.
    - `effect_on`, `in_force_on`, `ends_on`: as the functions of those names; `annulled`: nothing of it is left.
    - `remedy` (a word of `law.terms.Remedy`), `remedy_filed_on`, `remedy_late`, `remedy_decided_on`,
      `remedy_outcome`: of the last objection or appeal.
    - `reported_on`: the last report to BKN. `blocked_on`, `reopened_on`: of the last block of the data in SIASN, the
      second None while it lasts.
    - `recommended_by`, `recommendation_number`, `recommendation_date`, `recommended_on` (received), `respond_by`
      (the last day to follow up, by the letter or else by law), `followed_up_on` (decided, or found unproven),
      `answered_on` (the first report to BKN after it): of the recommendation whose limit counts, which of several that
      wait is the one that ends first.
    """
    decided = first_decision(state)
    return {
        "side": ";".join(sorted(state.side)),
        "finding": finding(state),
        **(_decision_listed(state, decided) if decided else dict.fromkeys(_OF_DECISION)),
        "reported_on": _iso(on_day(state, Step.REPORT_TO_BKN)),
        **_block_listed(state),
        **recommendation_listed(state),
    }


def _decision_listed(state: CaseState, first: Decision) -> dict[str, str | None]:
    """What follows from the decision; most cases have none, and nothing is computed for them."""
    stands, last = decision(state) or first, next(reversed(remedies(state)), None)
    return {
        "sanction": stands.sanction,
        "sanction_level": stands.level,
        "sanction_wording": stands.wording,
        "sk_number": first.sk_number,
        "official": first.official,
        "decided_on": _iso(first.decided_on),
        "received_on": _iso(on_day(state, Step.DELIVER)),
        "effect_on": _iso(effect_on(state)),
        "in_force_on": _iso(in_force_on(state)),
        "ends_on": _iso(ends_on(state)),
        "annulled": _flag(annulled(state)),
        "remedy": _REMEDY_OF[last.step] if last else None,
        "remedy_filed_on": _iso(last.filed_on) if last else None,
        "remedy_late": _flag(last.late) if last else None,
        "remedy_decided_on": _iso(last.decided_on) if last else None,
        "remedy_outcome": last.outcome if last else None,
    }


_OF_DECISION: Final = (
    "sanction", "sanction_level", "sanction_wording", "sk_number", "official", "decided_on", "received_on",
    "effect_on", "in_force_on", "ends_on", "annulled", "remedy", "remedy_filed_on", "remedy_late", "remedy_decided_on",
    "remedy_outcome",
)  # fmt: skip


def _block_listed(state: CaseState) -> dict[str, str | None]:
    blocked, reopened = state.last(Step.BLOCK_DATA), state.last(Step.REOPEN_DATA)
    lifted = reopened if blocked and reopened and reopened.entry > blocked.entry else None
    return {"blocked_on": blocked.on if blocked else None, "reopened_on": lifted.on if lifted else None}


def _flag(answer: bool) -> str:  # noqa: FBT001 - the answer itself
    return Flag.YES if answer else Flag.NO


def _iso(told: date | None) -> str | None:
    return told.isoformat() if told else None


def _day_of(record: Record, need: Need) -> date | None:
    text = record.get(need)
    return day(text) if text else None
