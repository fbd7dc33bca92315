"""Numbers as each agency gives them: running, unique within the agency, in the style its letters show."""

import random
from collections import defaultdict
from datetime import date
from typing import Final, NamedTuple

from tests.generator.people import pick
from tests.generator.seasons import Season

_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SENDERS: Final = ("LSM-PD", "FORUM-WARGA", "KIPP", "JPPR", "HMI", "APDESI", "PMII", "AMPD")


class Letter(NamedTuple):
    """Number of the report, and number and date (ISO) of the letter that brought it, empty where none did."""

    report: str
    number: str
    dated: str


class Register:
    """The running numbers of all agencies; each goes on after *first*."""

    def __init__(self, rng: random.Random, first: int) -> None:
        self._rng = rng
        self._last: defaultdict[tuple[str, int], int] = defaultdict(lambda: first)

    def _next(self, series: str, year: int) -> int:
        self._last[series, year] += 1
        return self._last[series, year]

    def letter(self, channel: str, season: Season, known: date, received: date, district: str) -> Letter:
        """The next number of *channel*'s agency; the letter is dated from *known* to *received*, both inclusive."""
        report = self._report(channel, season, received, district)
        if channel in {"lapor", "langsung"}:
            return Letter(report, "", "")
        number = report if channel == "surat" else self._forwarding(channel, received)
        dated = date.fromordinal(max(known.toordinal(), received.toordinal() - int(self._rng.random() * 3)))
        return Letter(report, number, dated.isoformat())

    def _report(self, channel: str, season: Season, day: date, district: str) -> str:
        month, year = _ROMAN[day.month - 1], day.year
        if channel == "sbt":
            return f"ADU-{year}-{self._next('sbt', year):06}"
        if channel == "lapor":  # a tracking id of seven or eight digits, never given twice
            return str(5_200_000 + 13 * self._next("lapor", 0) + int(self._rng.random() * 13))
        if channel == "langsung":
            return f"{self._next('langsung', year):04}/ADUAN/BKPSDM/{month}/{year}"
        if channel == "surat":
            return f"{self._next('surat', year):03}/{pick(self._rng, _SENDERS)}/{month}/{year}"
        kind = {"temuan-bawaslu": "TM", "laporan-bawaslu": "LP", "informasi-awal": "IA"}[channel]
        office = f"Kec-{district.replace(' ', '')}" if kind != "IA" and self._rng.random() < 0.3 else "Kota"
        return f"{self._next(kind, year):03}/{kind}/{season.letters}/{office}/28.01/{month}/{year}"

    def _forwarding(self, channel: str, day: date) -> str:
        if channel == "sbt":
            return f"{1000 + self._next('bkn', day.year)}/B-AK.02.02/SD/F/{day.year}"
        return f"{self._next('bawaslu', day.year):03}/PP.01.02/K.SG-15/{day.month:02}/{day.year}"
