"""Where and as whom something is recorded."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from asn_neutral.law.book import Book


@dataclass(frozen=True, slots=True)
class Desk:
    """The register, the law, the day, the instant (UTC) and the person, for one command that writes."""

    database: Path
    book: Book
    today: date
    now: datetime
    actor: str
    wait_seconds: int = 30

    @property
    def recorded_at(self) -> str:
        """The instant as the register keeps it, in UTC."""
        return self.now.strftime("%Y-%m-%dT%H:%M:%SZ")
