"""Three elections with their dates, and how complaints gather around registration, determination and campaign."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Final


@dataclass(frozen=True, slots=True)
class Season:
    """An election as complaints see it; all dates inclusive. `weight` is its share among the elections.

    `unclear` are days on which the determination (penetapan) is dated differently by different sources: no act of
    the samples falls on them, so that its form follows from its date beyond doubt.
    """

    election: str
    opens: date
    registration: date
    determination: date
    campaign: date
    vote: date
    closes: date
    weight: float
    letters: str
    contests: tuple[str, ...]
    joint_system: bool = True
    unclear: tuple[date, ...] = ()


# Kendari itself voted for its mayor in 2024; in 2020 its civil servants were drawn into the neighbours' elections.
SEASONS: Final = (
    Season(
        election="pilkada-2020",
        opens=date(2020, 1, 13),
        registration=date(2020, 9, 4),
        determination=date(2020, 9, 23),
        campaign=date(2020, 9, 26),
        vote=date(2020, 12, 9),
        closes=date(2020, 12, 12),
        weight=0.45,
        letters="PB",
        contests=(
            "Bupati dan Wakil Bupati Konawe Selatan",
            "Bupati dan Wakil Bupati Konawe Kepulauan",
            "Bupati dan Wakil Bupati Muna",
            "Bupati dan Wakil Bupati Konawe Utara",
        ),
        joint_system=False,
    ),
    Season(
        election="pemilu-2024",
        opens=date(2022, 10, 3),
        registration=date(2023, 5, 1),
        determination=date(2023, 11, 3),
        campaign=date(2023, 11, 28),
        vote=date(2024, 2, 14),
        closes=date(2024, 2, 17),
        weight=0.6,
        letters="PL",
        contests=(
            "anggota DPRD Kota Kendari",
            "anggota DPRD Provinsi Sulawesi Tenggara",
            "anggota DPR RI",
            "anggota DPD RI",
        ),
        unclear=(date(2023, 11, 3), date(2023, 11, 4)),
    ),
    Season(
        election="pilkada-2024",
        opens=date(2024, 3, 4),
        registration=date(2024, 8, 27),
        determination=date(2024, 9, 22),
        campaign=date(2024, 9, 25),
        vote=date(2024, 11, 27),
        closes=date(2024, 12, 1),
        weight=1.6,
        letters="PW",
        contests=(
            "Wali Kota dan Wakil Wali Kota Kendari",
            "Wali Kota dan Wakil Wali Kota Kendari",
            "Gubernur dan Wakil Gubernur Sulawesi Tenggara",
        ),
    ),
)


def _weight(season: Season, day: date) -> float:
    """How many complaints a day draws, relative to the others; nothing on an unclear day."""
    if day in season.unclear:
        return 0.0
    if day > season.vote:
        return 0.1 * season.weight
    near = (_hill(day, season.registration, 12), _hill(day, season.determination, 9), _hill(day, season.vote, 8))
    level = 0.12 if day < season.determination else 0.3
    if season.campaign <= day < season.vote:
        level = 0.6
    return season.weight * (level + 1.4 * near[0] + 1.3 * near[1] + 0.9 * near[2])


def _hill(day: date, top: date, width: int) -> float:
    """1 on the *top*, falling evenly to 0 at *width* days before and after it."""
    return max(0.0, 1 - abs((day - top).days) / width)


def _days() -> Iterator[tuple[date, Season, float]]:
    for season in SEASONS:
        for offset in range((season.closes - season.opens).days + 1):
            day = season.opens + timedelta(days=offset)
            yield day, season, _weight(season, day)


_CALENDAR: Final = tuple(_days())
_HEAPED: Final = tuple(accumulate(weight for _, _, weight in _CALENDAR))


def day_of(share: float) -> tuple[date, Season]:
    """The day by which *share* (0 inclusive to 1 exclusive) of all complaints' acts had happened, and its election."""
    place = bisect(_HEAPED, share * _HEAPED[-1])
    day, season, _ = _CALENDAR[min(place, len(_CALENDAR) - 1)]
    return day, season
