"""What the rules of the procedure are applied with: the day, the law and the calendar, all given from outside."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from asn_neutral.law.entries import Calendar, Deadline, Election, Sanction
from asn_neutral.law.terms import ElectionKind


class LawSource(Protocol):
    """What is asked of the law; the book of `asn_neutral.law.book` answers it."""

    def deadline(self, rule: str, *, on: date, regime: ElectionKind | None = None) -> Deadline | None:
        """A deadline as it stood on a day; None where the law read had none."""

    def sanction(self, sanction_id: str, *, on: date) -> Sanction | None:
        """A sanction as it stood on a day."""

    def election(self, election_id: str) -> Election | None:
        """The election with that id."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The day that counts as today, the law, and the calendar of the office's week."""

    today: date
    law: LawSource
    calendar: Calendar

    def regime(self, election_id: str | None) -> ElectionKind | None:
        """The law that an election is held under; None where no election is known."""
        election = self.law.election(election_id) if election_id else None
        return election.kind if election else None
