"""What the rules of the procedure are applied with: the day, the law and the calendar, all given from outside."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from asn_neutral.domain.rights import User
from asn_neutral.law.entries import Calendar, Deadline, Decree, Election, Recommending, Sanction
from asn_neutral.law.move import TERM_END
from asn_neutral.law.terms import ElectionKind, Official

_IN_FORCE = "in-force"


class LawSource(Protocol):
    """What is asked of the law; the book of `asn_neutral.law.book` answers it."""

    def deadline(
        self, rule: str, *, on: date, regime: ElectionKind | None = None, official: Official | None = None
    ) -> Deadline | None:
        """A deadline as it stood on a day; None where the law read had none."""

    def sanction(self, sanction_id: str, *, on: date) -> Sanction | None:
        """A sanction as it stood on a day."""

    def recommender(self, agency: str, *, on: date) -> Recommending | None:
        """An agency that recommended to the PPK on a day; None when it did not."""

    def election(self, election_id: str) -> Election | None:
        """The election with that id."""

    def decrees_about(self, years: Container[int]) -> tuple[Decree, ...]:
        """The decrees that set the days off of *years*: the version of the calendar."""


class Turn(NamedTuple):
    """When a sanction is served that waits for another of the same person, or is ended by one; None is never."""

    begins_on: date | None
    ends_on: date | None

    def day_of(self, clock: str) -> date | None:
        """The day that the other sanction leaves to a clock of the case; None for one it has no part in."""
        return {_IN_FORCE: self.begins_on, TERM_END: self.ends_on}.get(clock)


@dataclass(frozen=True, slots=True)
class Setting:
    """The day that counts as today, the law, and the calendar of the office's week.

    `user` is who records, where the register knows its users; None where anybody may. `turn` is that of the sanction of
    the case; None where no other case has a part in it, or where nobody looked.
    """

    today: date
    law: LawSource
    calendar: Calendar
    user: User | None = None
    turn: Turn | None = None


class Rules(NamedTuple):
    """The deadlines as they hold for one case: for the law of its election, and for the official who decided."""

    setting: Setting
    regime: ElectionKind | None = None
    official: Official | None = None

    def deadline(self, rule: str, *, on: date) -> Deadline | None:
        """A deadline as it stood on a day."""
        return self.setting.law.deadline(rule, on=on, regime=self.regime, official=self.official)
