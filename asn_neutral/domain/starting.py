"""Starting the clocks of a step, making them stand still, and computing them anew when the calendar changed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.clocks import due_date
from asn_neutral.domain.facts import Decision, decision
from asn_neutral.domain.months import month_end, term_end
from asn_neutral.domain.running import RunningClock
from asn_neutral.domain.setting import Rules, Setting
from asn_neutral.errors import NoCalendarError
from asn_neutral.law.entries import Deadline
from asn_neutral.law.move import CLOCKS, TERM_END, Only, Start
from asn_neutral.law.notices import Notice, noticed
from asn_neutral.law.terms import Effect, Official, Remedy

IN_FORCE: Final = "in-force"
_AT: Final = "@"


class Moved(NamedTuple):
    """A clock whose last day changed; None is a day that could not be computed."""

    clock: str
    before: date | None
    after: date | None


def applies(only: Only, decided: Decision | None) -> bool:
    """Whether a clock starts at all, seen from the sanction that stands (None while none was decided)."""
    if only is Only.ALWAYS or decided is None:
        return only is Only.ALWAYS
    return {
        Only.OBJECTION: decided.remedy == Remedy.KEBERATAN,
        Only.APPEAL: decided.remedy == Remedy.BANDING,
        Only.NOT_BY_PPK: decided.official != Official.PPK,
        Only.EFFECT_AWAITED: decided.effect is Effect.BY_CLOCK,
        Only.EFFECT_KNOWN: decided.effect is not Effect.BY_CLOCK,
    }[only]


def rules_of(state: CaseState, setting: Setting) -> Rules:
    """The deadlines as they hold for the case."""
    decided = decision(state)
    return rules_under(state, setting, Official(decided.official) if decided and decided.official else None)


def rules_under(state: CaseState, setting: Setting, official: Official | None) -> Rules:
    """The deadlines as they hold for the case when that official decides."""
    election = setting.law.election(state.election) if state.election else None
    return Rules(setting, election.kind if election else None, official)


def start_clock(start: Start, first: date, until: date | None, rules: Rules) -> tuple[RunningClock | None, list[str]]:
    """The clock whose first day (not counted) is *first*, and whose last a letter may set, with what was noticed.

    There is none where the law of the day has no such deadline and no letter sets one.
    """
    role = CLOCKS[start.clock]
    deadline = rules.deadline(start.clock, on=first)
    if deadline is None and until is None:
        return None, [noticed(Notice.NO_RULE, start.clock)]
    notices = [noticed(Notice.UNVERIFIED_RULE, start.clock)] if deadline and not deadline.verified else []
    rule = f"{deadline.id}{_AT}{deadline.since.isoformat()}" if deadline else ""
    due_on, days = until, deadline.days if deadline else 0
    if deadline and due_on is None:
        due_on, missing = _last_day(deadline, first, rules.setting)
        notices += missing
    fixed = until is not None
    return RunningClock(start.clock, rule, first, due_on, days, binds=role.binds, fixed=fixed), notices


def runs_on(clocks: Iterable[RunningClock], started: RunningClock) -> bool:
    """Whether a clock that runs already is the one that counts, because it ends before the one *started* or with it.

    While it stands still, only a day that a letter sets counts before it.
    """
    running = next((clock for clock in clocks if clock.clock == started.clock), None)
    if running is None or not CLOCKS[started.clock].earliest:
        return False
    if running.paused:
        return not started.fixed
    return started.due_on is None or (running.due_on is not None and running.due_on <= started.due_on)


def _last_day(deadline: Deadline, first: date, setting: Setting) -> tuple[date | None, list[str]]:
    """The last day, or the year whose calendar is missing."""
    try:
        return due_date(deadline, first, setting.calendar).due_on, []
    except NoCalendarError as missing:
        return None, [noticed(Notice.NO_CALENDAR, missing.details["year"])]


def term_clock(decided: Decision | None, on: date) -> RunningClock | None:
    """The clock of the last day of a sanction that takes effect *on* that day; None for one without a term."""
    if decided is None or decided.months is None:
        return None
    last = term_end(on, decided.months)
    return RunningClock(TERM_END, decided.rule, on, last, (last - on).days, fixed=True)


def effect_day(
    kind: Effect,
    received_on: date,
    clocks: Iterable[RunningClock],
    *,
    joined_on: date | None,
    proven_on: date | None,
) -> date | None:
    """The day a sanction received on *received_on* is to take effect; None where it cannot be told."""
    awaited = next((clock.due_on for clock in clocks if clock.clock == IN_FORCE), None)
    return {
        Effect.AT_RECEIPT: received_on,
        Effect.BY_CLOCK: awaited,
        Effect.MONTH_OF_JOINING: month_end(joined_on) if joined_on else None,
        Effect.DAY_PROVEN: proven_on,
    }[kind]


def effect_clock(
    decided: Decision | None, received_on: date, *, joined_on: date | None, proven_on: date | None
) -> RunningClock | None:
    """The clock of a sanction that takes effect on a day which no deadline counts; None where the day is not told.

    It keeps the sanction as its rule, and no calendar moves it. The day may lie before the receipt.
    """
    known = {"joined_on": joined_on, "proven_on": proven_on}
    on = effect_day(decided.effect, received_on, (), **known) if decided else None
    return RunningClock(IN_FORCE, decided.rule, received_on, on, 0, fixed=True) if decided and on else None


def paused(clocks: Iterable[RunningClock], on: date, rules: Rules) -> tuple[RunningClock, ...]:
    """The clocks that stand still from the day *on*, with the days they have left.

    A day that a letter set, and a clock that has run out, stay as they are.
    """
    standing = (
        (clock, _days_left(clock, on, rules))
        for clock in clocks
        if CLOCKS[clock.clock].pauses and not clock.fixed and not clock.paused
    )
    return tuple(replace(clock, due_on=None, left=left) for clock, left in standing if left)


def _days_left(clock: RunningClock, on: date, rules: Rules) -> int:
    """The days counted after *on* up to the last one; the whole length while that is not known."""
    if clock.due_on is None:
        return clock.days
    deadline = _rule(clock, rules)
    if deadline is None:
        return 0
    counted = due_date(replace(deadline, days=clock.days), clock.starts_on, rules.setting.calendar).counted
    return sum(1 for day in counted if day > on)


def resumed(clocks: Iterable[RunningClock], on: date, rules: Rules) -> tuple[RunningClock, ...]:
    """The clocks that stood still, running on from the day *on* with the days they had left."""
    return tuple(
        _from_day(clock, _rule(clock, rules), on, clock.left, rules.setting)
        for clock in clocks
        if clock.left is not None
    )


def _from_day(clock: RunningClock, deadline: Deadline | None, first: date, days: int, setting: Setting) -> RunningClock:
    due_on = _last_day(replace(deadline, days=days), first, setting)[0] if deadline else None
    return replace(clock, starts_on=first, due_on=due_on, days=days, left=None)


def recomputed(clocks: Iterable[RunningClock], rules: Rules) -> Iterator[tuple[RunningClock, Moved]]:
    """The running clocks whose last day is another under the calendar of today, each with the day before and after.

    What a letter or a term set stays, and so does a clock whose rule is no longer in the law data.
    """
    for clock in clocks:
        deadline = _rule(clock, rules)
        if deadline is None or clock.fixed or clock.paused:
            continue
        anew = _from_day(clock, deadline, clock.starts_on, clock.days, rules.setting)
        if anew.due_on != clock.due_on:
            yield anew, Moved(clock.clock, clock.due_on, anew.due_on)


def _rule(clock: RunningClock, rules: Rules) -> Deadline | None:
    """The version of the rule that the clock was started under; None where the law data no longer has it."""
    name, _at, since = clock.rule.partition(_AT)
    found = rules.deadline(name, on=date.fromisoformat(since)) if since else None
    return found if found and found.since.isoformat() == since else None
