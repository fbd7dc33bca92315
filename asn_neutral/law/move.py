"""What a line of the table of moves is made of: a lawful step, whom it binds, and the clocks it starts and stops."""

from collections.abc import Mapping
from enum import StrEnum, unique
from typing import Final, NamedTuple

from asn_neutral.law.needs import Need
from asn_neutral.law.procedure import Actor, Side, Status, Step
from asn_neutral.law.terms import Employment, Level, Remedy, Track
from asn_neutral.locale import N_


@unique
class Only(StrEnum):
    """When a clock starts at all; `ALWAYS` with every move that names it."""

    ALWAYS = "always"
    OBJECTION = "objection"  # an objection lies against the decision
    APPEAL = "appeal"  # an appeal lies against the decision
    NOT_BY_PPK = "not-by-ppk"  # an official other than the PPK decided
    EFFECT_AWAITED = "effect-awaited"  # the sanction takes effect by a clock
    EFFECT_KNOWN = "effect-known"  # its day of effect is told otherwise: the receipt, or a day that lies before it


@unique
class Means(StrEnum):
    """What the day of a clock means."""

    LATEST = "latest"  # the last day in time, of a duty or of a right
    THE_DAY = "that-day"
    EARLIEST = "earliest-after"  # what it keeps apart may follow on the day after it


MEANS_LABELS: Final[Mapping[str, str]] = {
    Means.LATEST: N_("at the latest"),
    Means.THE_DAY: N_("on that day"),
    Means.EARLIEST: N_("only after that day"),
}


class Start(NamedTuple):
    """A clock that a move starts, on the day of the step or on the day that the need `anchor` gives.

    `until` is a need that, where it is given, sets the last day in place of the rule.
    """

    clock: str
    anchor: Need | None = None
    only: Only = Only.ALWAYS
    until: Need | None = None


class ClockRole(NamedTuple):
    """Whom a clock is for.

    One that does not bind is a right, or an interval that must pass; nobody is late when it ends. An exact one tells
    the day itself, before which it is not yet so. One that may pause stands still while the office waits for another
    agency; that is the office's own reckoning, because the law read says nothing about it. When a guarded one is not
    kept, BKN may block the data in SIASN. One that several letters may start ends with the earliest of their days.
    """

    actor: Actor
    binds: bool = True
    pauses: bool = False
    exact: bool = False
    interval: bool = False
    guarded: bool = False
    earliest: bool = False

    @property
    def means(self) -> Means:
        """What its day means."""
        if self.interval:
            return Means.EARLIEST
        return Means.THE_DAY if self.exact else Means.LATEST


ALL: Final = "*"
"""In `Move.stops`: every clock that binds."""
TERM_END: Final = "term-end"
"""The clock of the last day of a sanction that has a term; its length stands with it, not among the deadlines."""
TERM_NAME: Final = N_("end of the sanction's term")
"""What people call that clock."""
ANY_LEVEL: Final[frozenset[Level]] = frozenset()
LEVELS_OF_TRACK: Final[Mapping[Track, frozenset[Level]]] = {
    Track.ETHICS: frozenset({Level.MORAL}),
    Track.DISCIPLINE: frozenset({Level.RINGAN, Level.SEDANG, Level.BERAT}),
    Track.PARTY: frozenset({Level.PTDH}),
}
"""PP 42/2004 Pasal 15, PP 94/2021 Pasal 8, PP 11/2017 jo. PP 17/2020 Pasal 255: each track has sanctions of its own."""
LEVELS_OF_PPPK: Final = "PP 49/2018 Pasal 52 ayat (1) dan Pasal 59 ayat (1)"
"""A rule of the office itself, and the contract, say which breach has which level; the table of PNS does not."""
ANY_TRACK: Final = frozenset(Track)
ANYBODY: Final = frozenset(Employment)


class Move(NamedTuple):
    """One lawful step.

    `sources` is empty for what begins a life in the register. `target` is None where the status stays. `levels` are
    those of the case, `sanctions` those of the sanction decided on; empty is any. `remedy` is the one that has to lie
    against the decision. `needs` must be given, `optional` may. `when` names a choice and the values of it that this
    line is about; where it is not given, the line holds that does not need it. `requires`, `forbids`, `sets` and
    `clears` are about what holds beside the status. Of the clocks in `stops` a step answers the first that runs; those
    in `ends` only end with it. A line with `in_effect` holds from the day on that the sanction has effect by law, or
    (False) only before; the others always. One for a `permanent` sanction holds for no other, and one that is not for
    one (False) for no such. The day of a `parallel` move may lie before that of the last step; it only comes after the
    step `after`, or after the act where there is
    none.
    """

    step: Step
    sources: frozenset[Status]
    target: Status | None
    actor: Actor
    basis: str
    verified: bool = True
    needs: tuple[Need, ...] = ()
    optional: tuple[Need, ...] = ()
    tracks: frozenset[Track] = ANY_TRACK
    employments: frozenset[Employment] = ANYBODY
    levels: frozenset[Level] = ANY_LEVEL
    sanctions: frozenset[Level] = ANY_LEVEL
    remedy: Remedy | None = None
    when: tuple[Need, frozenset[str]] | None = None
    requires: frozenset[Side] = frozenset()
    forbids: frozenset[Side] = frozenset()
    sets: frozenset[Side] = frozenset()
    clears: frozenset[Side] = frozenset()
    starts: tuple[Start, ...] = ()
    stops: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    in_effect: bool | None = None
    permanent: bool | None = None
    parallel: bool = False
    after: Step | None = None

    @property
    def keys(self) -> tuple[Need, ...]:
        """Everything that can be told with the step, what must be told first."""
        return (*self.needs, *self.optional)


CLOCKS: Final[Mapping[str, ClockRole]] = {
    "bawaslu-handling": ClockRole(Actor.BAWASLU),
    "satgas-verification": ClockRole(Actor.SATGAS),
    "bawaslu-study": ClockRole(Actor.BAWASLU),
    "ppk-follow-up": ClockRole(Actor.PPK, pauses=True, guarded=True, earliest=True),
    "summons-interval": ClockRole(Actor.EXAMINER, binds=False, interval=True),
    "second-summons": ClockRole(Actor.EXAMINER),
    "party-dismissal": ClockRole(Actor.PPK, pauses=True),
    "pppk-termination": ClockRole(Actor.PPK, pauses=True),
    "pppk-party-termination": ClockRole(Actor.PPK, pauses=True),
    "decision-delivery": ClockRole(Actor.OFFICIAL),
    "decision-posting": ClockRole(Actor.OFFICE),
    "in-force": ClockRole(Actor.OFFICE, exact=True),
    "objection-filing": ClockRole(Actor.RESPONDENT, binds=False),
    "objection-reply": ClockRole(Actor.OFFICIAL),
    "objection-decision": ClockRole(Actor.OBJECTION_OFFICIAL),
    "appeal-filing": ClockRole(Actor.RESPONDENT, binds=False),
    "appeal-reply": ClockRole(Actor.PPK),
    "appeal-decision": ClockRole(Actor.BPASN),
    TERM_END: ClockRole(Actor.OFFICE, exact=True),
}
"""Every clock that a move starts."""
