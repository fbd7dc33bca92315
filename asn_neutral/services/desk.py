"""Where and as whom something is recorded."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from asn_neutral.domain.measure import Measure
from asn_neutral.law.book import Book
from asn_neutral.law.entries import FIVE_DAYS


@dataclass(frozen=True, slots=True)
class Desk:
    """The register, the law, the day, the instant (UTC) and the person, for one command that writes.

    `login` is the user of the system at whose keyboard it is; `week` is how many days a week the office works.
    """

    database: Path
    book: Book
    today: date
    now: datetime
    actor: str
    wait_seconds: int = 30
    week: int = FIVE_DAYS
    login: str = ""

    @property
    def setting(self) -> Measure:
        """What the rules of the procedure are applied with, and whole cases are measured with."""
        return Measure(self.today, self.book, self.book.calendar.of_week(self.week))

    @property
    def recorded_at(self) -> str:
        """The instant as the register keeps it, in UTC."""
        return self.now.strftime("%Y-%m-%dT%H:%M:%SZ")
