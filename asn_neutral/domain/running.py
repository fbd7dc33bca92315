"""Clocks that run for a case: started under a rule, stopped by a step, standing still while the office waits.

A running clock is a stored fact: it says which version of which rule it was started under and on which day it ends,
so that neither the law nor the calendar is needed to read a case.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

Told = str | int | bool | None


@dataclass(frozen=True, slots=True)
class RunningClock:
    """A clock of a case.

    `rule` is the id of the rule with its first day (`in-force@2021-08-31`), empty where the law of the day had
    none. `days` is the length counted after `starts_on`. `due_on` is None where it could not be computed (no
    calendar, or no rule) and while the clock stands still; then `left` says how many days are left. A `fixed` day
    was set by a letter, or by a term of months, and no calendar moves it. Nobody is late with a clock that does not
    bind.
    """

    clock: str
    rule: str
    starts_on: date
    due_on: date | None
    days: int
    binds: bool = True
    fixed: bool = False
    left: int | None = None

    @property
    def paused(self) -> bool:
        """Whether it stands still."""
        return self.left is not None

    @property
    def stage(self) -> tuple[str, date, bool]:
        """What tells a clock as it runs from the same one standing still, or run on since."""
        return self.clock, self.starts_on, self.paused

    def told(self) -> dict[str, Told]:
        """The clock as an event keeps it."""
        return {
            "clock": self.clock,
            "rule": self.rule,
            "starts_on": self.starts_on.isoformat(),
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "days": self.days,
            "binds": self.binds,
            "fixed": self.fixed,
            "left": self.left,
        }


def clock_told(told: object) -> RunningClock:
    """The clock that an event keeps.

    Raises:
        ValueError: it is not what this program writes.
    """
    if not isinstance(told, Mapping):
        raise ValueError(told)  # noqa: TRY004 - whatever is wrong with a stored clock is one kind of error
    due_on, left = told["due_on"], told["left"]
    return RunningClock(
        clock=str(told["clock"]),
        rule=str(told["rule"]),
        starts_on=date.fromisoformat(str(told["starts_on"])),
        due_on=None if due_on is None else date.fromisoformat(str(due_on)),
        days=int(told["days"]),
        binds=bool(told["binds"]),
        fixed=bool(told["fixed"]),
        left=None if left is None else int(left),
    )


def changed(
    clocks: Iterable[RunningClock], *, started: Iterable[RunningClock], stopped: Iterable[str]
) -> tuple[RunningClock, ...]:
    """*clocks* without the stopped ones and with the started; one that runs already is replaced where it stands."""
    gone = frozenset(stopped)
    kept = {clock.clock: clock for clock in clocks if clock.clock not in gone}
    return tuple((kept | {clock.clock: clock for clock in started}).values())


def meant(
    clocks: Iterable[RunningClock], told: Sequence[RunningClock]
) -> tuple[list[RunningClock], list[RunningClock]]:
    """What clocks *told* anew, each with its earlier stages first, say of *clocks* as they are.

    Returns:
        Those at the stage of a clock there is, and the stages before them.
    """
    now: list[RunningClock] = []
    ran: list[RunningClock] = []
    for clock in clocks:
        stages = [one for one in told if one.clock == clock.clock]
        places = [place for place, one in enumerate(stages) if one.stage == clock.stage]
        if places:
            now.append(stages[places[-1]])
            ran += stages[: places[-1]]
    return now, ran


def next_due(clocks: Iterable[RunningClock]) -> tuple[str | None, date | None]:
    """The clock that ends first of those that bind and run, with its day.

    A clock whose day could not be computed is named only when none has a day, so that it is not forgotten.
    """
    waiting = [clock for clock in clocks if clock.binds and not clock.paused]
    dated = [(clock.due_on, place) for place, clock in enumerate(waiting) if clock.due_on is not None]
    if dated:
        due_on, place = min(dated)
        return waiting[place].clock, due_on
    return (waiting[0].clock, None) if waiting else (None, None)


def still_open(clocks: Iterable[RunningClock], today: date) -> tuple[RunningClock, ...]:
    """The clocks worth showing on a day: all but rights and intervals that have ended before it."""
    return tuple(clock for clock in clocks if clock.binds or clock.due_on is None or clock.due_on >= today)
