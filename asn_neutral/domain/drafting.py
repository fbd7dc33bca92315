"""The event of a step that the procedure allows: what it was told, the rules applied, the clocks, the notices."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from asn_neutral.domain.bars import Attempt
from asn_neutral.domain.case import LEVEL_SET, CaseState, Detail, Event
from asn_neutral.domain.facts import decision, joined_on, proven_on
from asn_neutral.domain.given import Given, find_sanction
from asn_neutral.domain.noticing import Taking, demand_reason, notices
from asn_neutral.domain.recommended import counting
from asn_neutral.domain.rights import CONFIRMED, ENTERED_BY
from asn_neutral.domain.running import RunningClock
from asn_neutral.domain.setting import Setting
from asn_neutral.domain.starting import (
    applies,
    effect_clock,
    effect_day,
    paused,
    resumed,
    rules_of,
    runs_on,
    start_clock,
    term_clock,
)
from asn_neutral.law.entries import Sanction
from asn_neutral.law.move import ALL, TERM_END, Move, Only
from asn_neutral.law.needs import Need, RemedyOutcome
from asn_neutral.law.notices import Notice, noticed
from asn_neutral.law.procedure import Side, Status
from asn_neutral.law.terms import Level, Step, Track

_LEVEL_OF_TRACK: Final[Mapping[str, Level]] = {Track.ETHICS: Level.MORAL, Track.PARTY: Level.PTDH}


def sanction_told(state: CaseState, on: date, given: Given, setting: Setting) -> Sanction | None:
    """The sanction that a step was told; None when it was told none.

    Raises:
        BadNeedError: no law in force has it.
    """
    happened_on = date.fromisoformat(state.happened_on)
    for need in (Need.RECOMMENDED_SANCTION, Need.SANCTION):
        if need in given:
            found = find_sanction(given[need], happened_on=happened_on, on=on, setting=setting, key=need)
            if need is Need.SANCTION:
                return found
    return None


def draft(attempt: Attempt, on: date, setting: Setting) -> Event:
    """The event of a step whose line holds, as it will be kept.

    Raises:
        ReasonNeededError: the step is out of the ordinary and no reason was given.
    """
    move, state, given, sanction = attempt.move, attempt.state, attempt.given, attempt.sanction
    started, found = _clocks(move, state, on, given, setting)
    stopped = tuple(clock for clock in state.clocks if _stops(move, clock))
    taking = Taking(move, state, on, given, sanction, started, stopped, setting.law, setting.turn)
    kept = list(dict.fromkeys([*notices(taking), *found]))
    demand_reason(taking, kept)
    rules = [clock.rule for clock in started if clock.rule] + ([_rule(sanction)] if sanction else [])
    told: dict[str, Detail] = {
        **{str(need): text for need, text in given.items()},
        **_facts(taking),
        ENTERED_BY: setting.user.name if setting.user and _unconfirmed(move, setting) else None,
        "rules": rules,
        "clocks": [clock.told() for clock in started],
        "stopped": [clock.clock for clock in stopped],
        "sets": sorted(move.sets | _unconfirmed(move, setting)),
        "clears": sorted(move.clears & state.side),
        "warnings": kept,
        "parallel": move.parallel,
    }
    return Event(move.step, on.isoformat(), Status(move.target or state.status), _filled(told))


def _unconfirmed(move: Move, setting: Setting) -> frozenset[Side]:
    """What holds of a decision of this office until a second person has seen it, where there are users to do so."""
    return frozenset({Side.UNCONFIRMED} if setting.user and move.step in CONFIRMED else ())


def _filled(told: Mapping[str, Detail]) -> dict[str, Detail]:
    """What says something; a level that was taken away is said by None."""
    return {key: value for key, value in told.items() if key == LEVEL_SET or value not in (None, False, "", [])}


def _stops(move: Move, clock: RunningClock) -> bool:
    return clock.clock in {*move.stops, *move.ends} or (ALL in move.stops and clock.binds)


def _clocks(
    move: Move, state: CaseState, on: date, given: Given, setting: Setting
) -> tuple[tuple[RunningClock, ...], list[str]]:
    """The clocks that the step starts or changes, with what was noticed about them."""
    rules = rules_of(state, setting)
    if move.step is Step.WAIT_FOR_AGENCY:
        return paused(state.clocks, on, rules), []
    if move.step is Step.RESUME:
        return resumed(state.clocks, on, rules), []
    decided = decision(state)
    clocks: list[RunningClock | None] = []
    found: list[str] = []
    for start in move.starts:
        if not applies(start.only, decided):
            continue
        if start.clock == TERM_END:
            clocks.append(term_clock(decided, on))
            continue
        if start.only is Only.EFFECT_KNOWN:
            clocks.append(effect_clock(decided, on, joined_on=joined_on(state), proven_on=proven_on(state)))
            continue
        first, until = (given.get(need) if need else None for need in (start.anchor, start.until))
        begins, ends = (date.fromisoformat(text) if text else None for text in (first, until))
        clock, noted = start_clock(start, begins or on, ends, rules)
        if clock and runs_on(state.clocks, clock):
            earlier = counting(state)
            found.append(noticed(Notice.EARLIER_LIMIT, earlier.number if earlier else ""))
            continue
        clocks.append(clock)
        found += noted
    return tuple(clock for clock in clocks if clock), found


def _facts(taking: Taking) -> dict[str, Detail]:
    """What the law says of the step besides: the sanction, the level, the day of effect."""
    sanction, step = taking.sanction, taking.move.step
    facts: dict[str, Detail] = {}
    if sanction:
        facts |= _sanction_facts(sanction)
    if step is Step.RECLASSIFY:
        facts[LEVEL_SET] = taking.given.get(Need.LEVEL) or _LEVEL_OF_TRACK.get(taking.given[Need.TRACK])
    effect_on = _effect_on(taking)
    return facts | ({"effect_on": effect_on.isoformat()} if effect_on else {})


def _sanction_facts(sanction: Sanction) -> dict[str, Detail]:
    return {
        "sanction_rule": _rule(sanction),
        "sanction_level": sanction.level,
        "sanction_months": sanction.months,
        "sanction_permanent": sanction.permanent,
        "sanction_remedy": sanction.remedy,
        "sanction_effect": sanction.effect,
    }


def _rule(sanction: Sanction) -> str:
    return f"{sanction.id}@{sanction.since.isoformat()}"


def _effect_on(taking: Taking) -> date | None:
    """The day of effect, told where the decision is received and where a remedy against it is decided."""
    state, on = taking.state, taking.on
    if taking.move.step is Step.DELIVER and (decided := decision(state)):
        return effect_day(decided.effect, on, taking.started, joined_on=joined_on(state), proven_on=proven_on(state))
    if taking.move.target is Status.REMEDY_DECIDED:
        return None if taking.given[Need.OUTCOME] == RemedyOutcome.INADMISSIBLE else on
    return None
