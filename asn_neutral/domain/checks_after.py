"""Rules about what follows a decision: proof, remedies, serving, the report to BKN."""

from collections.abc import Iterator, Mapping
from typing import Final

from asn_neutral.domain.case import Record
from asn_neutral.domain.dossier import Dossier, Rule, Spot, called
from asn_neutral.domain.facts import day, finding, on_day, remedies
from asn_neutral.domain.history import sanction_by_rule
from asn_neutral.law.entries import Sanction
from asn_neutral.law.needs import RECOMMENDER_LABELS, REMEDY_OUTCOME_LABELS, Need, RemedyOutcome
from asn_neutral.law.notices import Notice
from asn_neutral.law.procedure import STATUS_LABELS, Side, Status, Step
from asn_neutral.locale import _

_AFTER_DELIVERY: Final = frozenset({
    Status.DELIVERED, Status.OBJECTION, Status.APPEAL, Status.REMEDY_DECIDED, Status.ANNULLED, Status.IN_FORCE,
    Status.SERVED, Status.REPORTED_TO_BKN, Status.CLOSED,
})  # fmt: skip
_DONE: Final = frozenset({Status.SERVED, Status.CLOSED})


def proof_missing(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 37 and 38: what starts with the receipt needs the proof of it."""
    state = opened.state
    delivered = state.last(Step.DELIVER)
    proof = (delivered.get(Need.RECEIPT) or "") if delivered else ""
    if opened.decided and state.status in _AFTER_DELIVERY and not any(sign.isalnum() for sign in proof):
        yield Spot(day(state.reached_on), {"status": _(STATUS_LABELS[state.status])})


def outcome_unreported(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 39, SE MenPANRB 1/2021: every outcome is entered in I'DIS."""
    state = opened.state
    expected = opened.decided or state.last(Step.RECEIVE_RECOMMENDATION)
    if expected and state.status in _DONE and Side.REPORTED not in state.side:
        yield Spot(day(state.reached_on), {})


def still_blocked(opened: Dossier) -> Iterator[Spot]:
    """PerBKN 1/2023: the block is lifted after the follow-up, when somebody asks for it."""
    if Side.BLOCKED in opened.state.side and finding(opened.state):
        yield Spot(day(opened.state.reached_on), {})


def term_cut(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 8: a term is served in full, unless a heavier sanction ends it."""
    mine = opened.served()
    for record, last in opened.noticed(Notice.TERM_CUT, Step.FINISH_SERVING):
        if mine is None or mine.ended_by is None:
            yield Spot(day(record.on), {"served": record.on, "due": last})


def lighter_before_its_turn(opened: Dossier) -> Iterator[Spot]:
    """PerBKN 6/2022: a sanction that is not heavier begins when the one being served has ended."""
    mine = opened.served()
    in_force_on = on_day(opened.state, Step.TAKE_EFFECT)
    if mine and mine.waited_for and in_force_on:
        told = {"in_force": in_force_on, "case": mine.waited_for, "begins": mine.begins_on or _("never")}
        yield Spot(in_force_on, told)


def ended_by_heavier(opened: Dossier) -> Iterator[Spot]:
    """PerBKN 6/2022: a heavier sanction ends the one being served."""
    mine = opened.served()
    if mine and mine.ended_by and mine.ends_on:
        yield Spot(mine.ends_on, {"ends": mine.ends_on, "case": mine.ended_by})


def outcome_contradicts(opened: Dossier) -> Iterator[Spot]:
    """PP 79/2021: lighter is lighter, heavier is heavier, changed is another one."""
    before = opened.sanction
    for record in opened.state.records:
        after, outcome = _another(record, opened), record.get(Need.OUTCOME)
        if before and after and outcome and not _agrees(RemedyOutcome(outcome), before, after):
            told = {"sanction": called(after), "before": called(before)}
            yield Spot(day(record.on), {**told, "outcome": _(REMEDY_OUTCOME_LABELS[outcome])})


def _another(record: Record, opened: Dossier) -> Sanction | None:
    """The sanction that a remedy put in the place of the old one."""
    if record.step not in {Step.DECIDE_OBJECTION, Step.DECIDE_APPEAL} or "sanction_rule" not in record.facts:
        return None
    return sanction_by_rule(str(record.facts["sanction_rule"]), opened.law)


def _agrees(outcome: RemedyOutcome, before: Sanction, after: Sanction) -> bool:
    if outcome is RemedyOutcome.LIGHTER:
        return after.severity < before.severity
    if outcome is RemedyOutcome.HEAVIER:
        return after.severity > before.severity
    return after.id != before.id


def remedy_late_heard(opened: Dossier) -> Iterator[Spot]:
    """PP 79/2021: what comes late is declared inadmissible."""
    for remedy in remedies(opened.state):
        if remedy.late and remedy.outcome and remedy.decided_on and remedy.outcome != RemedyOutcome.INADMISSIBLE:
            told = {"filed": remedy.filed_on, "outcome": _(REMEDY_OUTCOME_LABELS[remedy.outcome])}
            yield Spot(remedy.decided_on, told)


def recommender_out_of_time(opened: Dossier) -> Iterator[Spot]:
    """UU 20/2023 Pasal 70 ayat (3): KASN until 2024, BKN after."""
    for record, word in opened.noticed(Notice.RECOMMENDER, Step.RECEIVE_RECOMMENDATION):
        yield Spot(day(record.on), {"received": record.on, "recommender": _(RECOMMENDER_LABELS[word])})


RULES: Final[Mapping[str, Rule]] = {
    "proof-missing": proof_missing,
    "outcome-unreported": outcome_unreported,
    "still-blocked": still_blocked,
    "term-cut": term_cut,
    "lighter-before-its-turn": lighter_before_its_turn,
    "ended-by-heavier": ended_by_heavier,
    "outcome-contradicts": outcome_contradicts,
    "remedy-late-heard": remedy_late_heard,
    "recommender-out-of-time": recommender_out_of_time,
}
