"""The kinds of entries the law data is made of, as frozen values.

Every one says where it comes from (`basis`), whether that was read (`verified`), and whether it is the
office's own (`from_office`). Dates include both ends; `until` is None while nothing ended the entry.
Texts come in pairs: `name` is Indonesian, `name_en` English.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from asn_neutral.law.terms import (
    Bound,
    DayKind,
    DayUnit,
    ElectionKind,
    Employment,
    Level,
    Official,
    Phase,
    PositionClass,
    Remedy,
    Track,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """What every entry has."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground(Dated):
    """A duty, ban or rule of conduct that was broken, with the sanction article for each level it can lead to."""

    name: str
    name_en: str
    articles: Mapping[Level, str]

    @property
    def level(self) -> Level | None:
        """The one level of the ground; None where the law states none, or several by the impact of the act."""
        return next(iter(self.articles)) if len(self.articles) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation(Dated):
    """A form of violation of the catalogue; `level` is None where the catalogue leaves it open."""

    name: str
    name_en: str
    track: Track
    level: Level | None
    phase: Phase
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction(Dated):
    """A sanction; `severity` orders all of them, the lightest first.

    `months` is its term; without one it is over at once, or `permanent`. A text in `condition` says what has
    to happen before the sanction can be used at all.
    """

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Dated):
    """A deadline of one day or more, counted from the day after `starts`; one without `regime` serves all elections."""

    name: str
    name_en: str
    days: int
    unit: DayUnit
    bound: Bound
    starts: str
    starts_en: str
    regime: ElectionKind | None

    @property
    def series(self) -> tuple[str, ...]:
        """Each kind of election has its own line of versions."""
        return (self.id, self.regime or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority(Dated):
    """Who may impose a level of sanction on a class of examinee in a city.

    The first of `officials` is the rule, the others are defensible readings. `sanctions` narrows the entry
    to those; empty means every sanction of the level. `functional` names a rank of functional post.
    """

    examinee: PositionClass
    functional: str
    level: Level
    officials: tuple[Official, ...]
    sanctions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Dated):
    """A stage of an election; both days are included."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Election(Sourced):
    """An election: its acts are those from `opens_on` to `inauguration`, both included.

    `determination_on` is the day candidates were determined (penetapan); its stages cover every day once.
    """

    name: str
    name_en: str
    kind: ElectionKind
    opens_on: date
    determination_on: date
    voting_on: date
    inauguration: date
    stages: tuple[Stage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decree(Dated):
    """A decree on holidays; `year` is the one whose calendar it makes complete, None for an amendment."""

    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday(Dated):
    """A day that is not worked; it counts when the entry was in force on that very day."""

    day: date
    kind: DayKind
    name: str
    name_en: str

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
