"""A person's sanctions across cases: what was imposed before, and which is served when.

A heavier sanction ends the one being served; one that is not heavier begins when that one has ended.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeAlias

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.facts import annulled, day, decision, effect_on, ended_on
from asn_neutral.domain.months import term_end
from asn_neutral.domain.setting import LawSource, Turn
from asn_neutral.law.entries import Sanction
from asn_neutral.law.terms import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDecision:
    """A sanction of one case as it stands after objection and appeal; `annulled` when nothing of it is left.

    `severity` is that of the law data, 0 where it no longer has the sanction. `in_force_on` is None while it has no
    effect. `months` is its term; without one it is over at once, or `permanent`. `ended_on` is the day on record on
    which it was served, which may lie before the end of the term.
    """

    case: str
    happened_on: date
    violations: tuple[str, ...]
    track: str
    sanction: str
    level: Level
    severity: int
    months: int | None = None
    permanent: bool = False
    decided_on: date
    in_force_on: date | None = None
    ended_on: date | None = None
    annulled: bool = False


History: TypeAlias = tuple[PastDecision, ...]
"""What other cases of the same person came to."""


@dataclass(frozen=True, slots=True)
class Served:
    """When a sanction is served, both days included; None is not yet, or never.

    `ended_by` is the case whose heavier sanction ended it before its time, `waited_for` the one it waited for.
    """

    past: PastDecision
    begins_on: date | None
    ends_on: date | None
    ended_by: str | None = None
    waited_for: str | None = None


@dataclass(slots=True)
class _Timeline:
    """Sanctions with a term, met in the order they took effect: one is served, others wait."""

    done: list[Served] = field(default_factory=list)
    running: Served | None = None
    waiting: list[tuple[PastDecision, str]] = field(default_factory=list)

    def meet(self, past: PastDecision, on: date) -> None:
        """A sanction takes effect."""
        self._advance(on)
        if self.running is None:
            self.running = _begun(past, on)
        elif past.severity > self.running.past.severity:
            eve = max(on - timedelta(days=1), self.running.begins_on or on)
            self.done.append(replace(self.running, ends_on=eve, ended_by=past.case))
            self.running = _begun(past, on)
        else:
            self.waiting.append((past, self.running.past.case))

    def _advance(self, on: date | None) -> None:
        """Let what has ended before that day make room for what waits; without a day, for all that ever can."""
        while self.running and self.running.ends_on and (on is None or self.running.ends_on < on):
            ended = self.running.ends_on
            self.done.append(self.running)
            self.running = None
            if self.waiting:
                past, _before = self.waiting.pop(0)
                self.running = replace(_begun(past, ended + timedelta(days=1)), waited_for=self.done[-1].past.case)

    def finish(self) -> list[Served]:
        """Everything, with what still waits behind a sanction that does not end."""
        self._advance(None)
        last = [self.running] if self.running else []
        never = [Served(past, None, None, waited_for=before) for past, before in self.waiting]
        return [*self.done, *last, *never]


def _begun(past: PastDecision, on: date) -> Served:
    last = term_end(on, past.months) if past.months else None
    if last and past.ended_on and past.in_force_on == on:  # one that waited is not over when its own case says so
        last = min(last, past.ended_on)
    return Served(past, on, last)


def served(history: Iterable[PastDecision]) -> tuple[Served, ...]:
    """When each sanction with effect is served, in that order; annulled ones and moral ones are left out.

    A sanction that is over at once neither ends another nor waits.
    """
    standing = [past for past in history if past.in_force_on and not past.annulled and past.level is not Level.MORAL]
    at_once = [Served(past, past.in_force_on, past.in_force_on) for past in standing if not _lasts(past)]
    timeline = _Timeline()
    for past in sorted((past for past in standing if _lasts(past)), key=_effect):
        timeline.meet(past, _effect(past)[0])
    return tuple(sorted([*at_once, *timeline.finish()], key=lambda one: one.begins_on or date.max))


def _lasts(past: PastDecision) -> bool:
    return past.permanent or past.months is not None


def _effect(past: PastDecision) -> tuple[date, date]:
    return past.in_force_on or date.max, past.decided_on


def turn_of(state: CaseState, history: History, law: LawSource) -> Turn | None:
    """When the sanction of the case is served, where another of the person's *history* lets it wait or ends it."""
    own = past_decision(state, law)
    others = (past for past in history if past.case != state.number)
    found = next((one for one in served((*others, own)) if one.past is own), None) if own else None
    return Turn(found.begins_on, found.ends_on) if found and (found.waited_for or found.ended_by) else None


def serving(history: Iterable[PastDecision], on: date) -> Served | None:
    """What is being served on that day; None when nothing is."""
    for one in served(history):
        if one.begins_on and one.begins_on <= on and (one.ends_on is None or on <= one.ends_on):
            return one
    return None


def past_decision(state: CaseState, law: LawSource) -> PastDecision | None:
    """What the case came to, as the history of its respondent keeps it; None while nothing was decided.

    The day of effect is the one on record, or else the one expected by law.
    """
    decided = decision(state)
    if decided is None:
        return None
    entry = sanction_by_rule(decided.rule, law)
    return PastDecision(
        case=state.number,
        happened_on=day(state.happened_on),
        violations=state.violations,
        track=state.track,
        sanction=decided.sanction,
        level=Level(decided.level),
        severity=entry.severity if entry else 0,
        months=decided.months,
        permanent=decided.permanent,
        decided_on=decided.decided_on,
        in_force_on=effect_on(state),
        ended_on=ended_on(state),
        annulled=annulled(state),
    )


def sanction_by_rule(rule: str, law: LawSource) -> Sanction | None:
    """The version of a sanction that an event keeps as id@first day; None where the law data no longer has it."""
    name, _at, since = rule.partition("@")
    found = law.sanction(name, on=day(since))
    return found if found and found.since == day(since) else None
