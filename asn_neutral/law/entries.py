"""The kinds of entries the law data is made of, as frozen values.

Every one says where it comes from (`basis`), whether that was read (`verified`), and whether it is the
office's own (`from_office`). Dates include both ends; `until` is None while nothing ended the entry.
Texts come in pairs: `name` is Indonesian, `name_en` English.
An entry is the same only as itself: nothing compares two, and methods for it would take half the time of loading this.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self

from asn_neutral.law.terms import (
    Bound,
    DayKind,
    DayUnit,
    Disposition,
    Effect,
    ElectionKind,
    Employment,
    Level,
    Official,
    Phase,
    PositionClass,
    Remedy,
    Track,
)


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Sourced:
    """What every entry has; `table` is the name of its table in a file."""

    table: ClassVar[str]

    id: str
    basis: str
    verified: bool
    note: str = ""
    note_en: str = ""
    from_office: bool = False

    @property
    def series(self) -> tuple[str, ...]:
        """What the entry is one version of; two versions of one series never hold on the same day."""
        return (self.id,)

    @property
    def slot(self) -> tuple[str, ...]:
        """Which version it is: an entry of the office takes the place of the shipped one with the same slot."""
        return self.series


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Dated(Sourced):
    """An entry in force from `since` to `until`, both included."""

    since: date
    until: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the entry holds on *day*."""
        return self.since <= day and (self.until is None or day <= self.until)

    @property
    def slot(self) -> tuple[str, ...]:
        """A version is known by its first day."""
        return (*self.series, self.since.isoformat())


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Ground(Dated):
    """A duty, ban or rule of conduct that was broken, with the sanction article for each level it can lead to."""

    table: ClassVar[str] = "ground"

    name: str
    name_en: str
    articles: Mapping[Level, str]

    @property
    def level(self) -> Level | None:
        """The one level of the ground; None where the law states none, or several by the impact of the act."""
        return next(iter(self.articles)) if len(self.articles) == 1 else None


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Violation(Dated):
    """A form of violation of the catalogue; `level` is None where the catalogue leaves it open.

    `level_basis` says what states the level where no article of the grounds does.
    """

    table: ClassVar[str] = "violation"

    name: str
    name_en: str
    track: Track
    level: Level | None
    phase: Phase
    grounds: tuple[str, ...]
    level_basis: str = ""


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Sanction(Dated):
    """A sanction; `severity` orders all of them, the lightest first.

    `months` is its term; without one it is over at once, or `permanent`. A text in `condition` says what has
    to happen before the sanction can be used at all. `vacates_post` tells that the examinee loses the post held.
    `decide_by` is the id of the deadline for the decision, empty where the law sets none. `effect` is how its day of
    effect is found: by the clock, when the deadline `in_force_by` ends; otherwise `takes_effect` says it in words.
    """

    table: ClassVar[str] = "sanction"

    name: str
    name_en: str
    level: Level
    employment: tuple[Employment, ...]
    severity: int
    months: int | None
    permanent: bool
    remedy: Remedy | None
    siasn: str
    siasn_level: str
    condition: str
    condition_en: str
    siasn_dismissal: str = ""
    vacates_post: bool = False
    decide_by: str = ""
    effect: Effect = Effect.AT_RECEIPT
    in_force_by: str = ""
    takes_effect: str = ""
    takes_effect_en: str = ""

    @property
    def dismisses(self) -> bool:
        """Whether it ends the employment: appeal (banding) lies against a dismissal, objection against the rest."""
        return self.remedy is Remedy.BANDING


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Deadline(Dated):
    """A deadline of one day or more, counted from the day after `starts`.

    One without `regime` serves all elections. One with `officials` serves the decisions of those only.
    """

    table: ClassVar[str] = "deadline"

    name: str
    name_en: str
    days: int
    unit: DayUnit
    bound: Bound
    starts: str
    starts_en: str
    regime: ElectionKind | None
    officials: tuple[Official, ...] = ()

    @property
    def series(self) -> tuple[str, ...]:
        """Each kind of election and each group of officials has its own line of versions."""
        return (self.id, self.regime or "", " ".join(self.officials))


@dataclass(frozen=True, slots=True)
class Examinee:
    """What the competence to sanction somebody depends on; `functional` is the rank of a functional post."""

    position: PositionClass
    employment: Employment
    functional: str = ""


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Authority(Dated):
    """Who may impose a level of sanction on a class of examinee in a city.

    The first of `officials` is the rule, the others are defensible readings; that one may delegate to
    `delegates`. `sanctions` narrows the entry to those; empty means every sanction of the level. `functional`
    names a rank of functional post.
    """

    table: ClassVar[str] = "authority"

    examinee: PositionClass
    employment: tuple[Employment, ...]
    functional: str
    level: Level
    officials: tuple[Official, ...]
    sanctions: tuple[str, ...]
    delegates: tuple[Official, ...]

    def covers(self, examinee: Examinee) -> bool:
        """Whether the entry speaks of that examinee; one without a functional rank speaks of every rank."""
        return (
            self.examinee is examinee.position
            and examinee.employment in self.employment
            and self.functional in {"", examinee.functional}
        )


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Recommending(Dated):
    """An agency while it recommends to the PPK; its id is a word of `law.needs.Recommender`."""

    table: ClassVar[str] = "recommender"

    name: str
    name_en: str


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Retention(Dated):
    """How many `years` a file is kept after it was closed, and what becomes of it then.

    It is for files whose heaviest sanction is of one of `levels`; without any, for those in which nobody was
    sanctioned. None where the years are not known.
    """

    table: ClassVar[str] = "retention"

    name: str
    name_en: str
    levels: tuple[Level, ...]
    years: int | None
    disposition: Disposition

    def covers(self, level: Level | None) -> bool:
        """Whether the entry is for files whose heaviest sanction is of *level*; None where there is none."""
        return level in self.levels if level else not self.levels


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Stage(Dated):
    """A stage of an election; both days are included."""

    table: ClassVar[str] = "stage"

    election: str
    name: str
    name_en: str
    until: date

    @property
    def series(self) -> tuple[str, ...]:
        """A stage is known by its id within its election."""
        return (self.election, self.id)

    @property
    def slot(self) -> tuple[str, ...]:
        """A stage has one version only, whenever it begins."""
        return self.series


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Election(Sourced):
    """An election: its acts are those from `opens_on` to `inauguration`, both included.

    `determination_on` is the day candidates were determined (penetapan); its stages cover every day once.
    From `protected_from` to `protected_until`, both included, `protected_basis` forbids to replace officials
    without the Minister's written consent; all three are empty where no such window is known.
    """

    table: ClassVar[str] = "election"

    name: str
    name_en: str
    kind: ElectionKind
    opens_on: date
    determination_on: date
    voting_on: date
    inauguration: date
    protected_from: date | None = None
    protected_until: date | None = None
    protected_basis: str = ""
    stages: tuple[Stage, ...] = ()

    def protects(self, day: date) -> bool:
        """Whether replacing an official on *day* needs the Minister's written consent."""
        if self.protected_from is None or self.protected_until is None:
            return False
        return self.protected_from <= day <= self.protected_until


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Decree(Dated):
    """A decree on holidays: `year` is the one whose calendar it makes complete, `changes` the one it only changes."""

    table: ClassVar[str] = "decree"

    year: int | None
    changes: int | None

    @property
    def about(self) -> int | None:
        """The year whose days it sets."""
        return self.year or self.changes


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Holiday(Dated):
    """A day that is not worked; it counts when the entry was in force on that very day.

    `decree` is the id of the decree that set it, empty for a day off of the office itself.
    """

    table: ClassVar[str] = "holiday"

    day: date
    kind: DayKind
    name: str
    name_en: str
    decree: str = ""

    @property
    def kept(self) -> bool:
        """Whether the day was off when it came; False for one that a later decree moved or cancelled."""
        return self.in_force(self.day)


FIVE_DAYS, SIX_DAYS = 5, 6


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off of the years that a decree covers, for an office week of five days or of six.

    Collective leave counts as not worked: it is leave of the whole office, though practice is not uniform.
    """

    holidays: Mapping[date, Holiday]
    years: frozenset[int]
    week: int = FIVE_DAYS

    def of_week(self, days: int) -> Self:
        """The same calendar for an office that works *days* days a week (5: Monday to Friday, 6: to Saturday)."""
        if days not in {FIVE_DAYS, SIX_DAYS}:
            raise ValueError(days)
        return replace(self, week=days)
