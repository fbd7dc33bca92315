"""When a sanction takes effect, and who recommends when: what the articles say beside the deadlines."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum, unique
from typing import Final, NamedTuple

from asn_neutral.law.needs import Recommender
from asn_neutral.law.terms import Employment, Level


@unique
class EffectKind(StrEnum):
    """How the day is found."""

    AT_RECEIPT = "at-receipt"
    BY_CLOCK = "by-clock"  # a deadline brings it into force
    MONTH_OF_JOINING = "month-of-joining"  # its last day
    DAY_PROVEN = "day-proven"


_PNS: Final = frozenset({Employment.PNS, Employment.CPNS})
_PPPK: Final = frozenset({Employment.PPPK})

_EFFECTS: Final = (
    (EffectKind.MONTH_OF_JOINING, frozenset({Level.PTDH}), _PNS),  # PP 11/2017 jo. PP 17/2020 Pasal 255
    (EffectKind.DAY_PROVEN, frozenset({Level.PTDH}), _PPPK),  # PP 49/2018 Pasal 74
    (EffectKind.DAY_PROVEN, frozenset({Level.BERAT}), _PPPK),  # PP 49/2018 Pasal 71
)


def effect_of(level: Level, employment: Employment) -> EffectKind:
    """When a sanction takes effect that no deadline brings into force; most do so when they are received."""
    fitting = (kind for kind, levels, employments in _EFFECTS if level in levels and employment in employments)
    return next(fitting, EffectKind.AT_RECEIPT)


class Times(NamedTuple):
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
