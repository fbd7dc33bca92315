"""When a sanction takes effect, and who recommends when: what the articles say beside the deadlines."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique
from typing import Final

from asn_neutral.law.needs import Recommender
from asn_neutral.law.terms import Employment, Level


@unique
class EffectKind(StrEnum):
    """How the day is found."""

    AT_RECEIPT = "at-receipt"
    BY_CLOCK = "by-clock"  # the clock `in-force`
    MONTH_OF_JOINING = "month-of-joining"  # its last day
    DAY_PROVEN = "day-proven"


@dataclass(frozen=True, slots=True)
class Effect:
    """One rule; it fits the sanctions of those levels, of those employments, and permanent ones only if it says so."""

    kind: EffectKind
    basis: str
    levels: frozenset[Level]
    employments: frozenset[Employment] = frozenset(Employment)
    only_permanent: bool = False


_PNS: Final = frozenset({Employment.PNS, Employment.CPNS})
_PPPK: Final = frozenset({Employment.PPPK})
_DISCIPLINARY: Final = frozenset({Level.RINGAN, Level.SEDANG, Level.BERAT})

EFFECTS: Final = (
    Effect(EffectKind.AT_RECEIPT, "PP 42/2004 Pasal 15", frozenset({Level.MORAL})),
    Effect(EffectKind.MONTH_OF_JOINING, "PP 11/2017 jo. PP 17/2020 Pasal 255", frozenset({Level.PTDH}), _PNS),
    Effect(EffectKind.DAY_PROVEN, "PP 49/2018 Pasal 74", frozenset({Level.PTDH}), _PPPK),
    Effect(EffectKind.DAY_PROVEN, "PP 49/2018 Pasal 71", frozenset({Level.BERAT}), _PPPK, only_permanent=True),
    Effect(EffectKind.BY_CLOCK, "PP 94/2021 Pasal 38 ayat (1); PerBKN 6/2022 Pasal 50 ayat (1)", _DISCIPLINARY),
)
"""The first that fits holds; there is one for every level and employment."""


def effect_of(level: Level, employment: Employment, *, permanent: bool) -> Effect:
    """The rule that says when a sanction takes effect."""
    return next(
        effect
        for effect in EFFECTS
        if level in effect.levels and employment in effect.employments and (permanent or not effect.only_permanent)
    )


@dataclass(frozen=True, slots=True)
class Times:
    """From when to when, both included; None is open."""

    since: date | None
    until: date | None
    basis: str

    def cover(self, day: date) -> bool:
        """Whether *day* lies in them."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


RECOMMENDERS: Final[Mapping[Recommender, Times]] = {
    Recommender.KASN: Times(date(2014, 1, 15), date(2024, 12, 31), "UU 5/2014; UU 20/2023 Pasal 70 ayat (3)"),
    Recommender.BKN: Times(date(2024, 1, 1), None, "UU 20/2023 Pasal 70 ayat (3); Perpres 92/2024"),
    Recommender.BAWASLU: Times(None, None, "Perbawaslu 8/2020 jo. 9/2024"),
}
"""MK 121/PUU-XXII/2024 wants a new body by 16 October 2027; it gets its own word when it exists."""
