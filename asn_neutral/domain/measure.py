"""What sanctions and whole cases are measured with: the day, the calendar, and everything that the law says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from asn_neutral.domain.setting import LawSource, Setting
from asn_neutral.law.entries import Authority, Election, Examinee, Ground, Sanction, Violation
from asn_neutral.law.lawfulness import Check
from asn_neutral.law.terms import Employment, Level


class WholeLaw(LawSource, Protocol):
    """What is asked of the law beyond the procedure; the book of `asn_neutral.law.book` answers it."""

    @property
    def sanctions(self) -> Sequence[Sanction]:
        """Every version of every sanction, the lightest first."""

    @property
    def grounds(self) -> Sequence[Ground]:
        """Every version of every ground."""

    @property
    def elections(self) -> Sequence[Election]:
        """Every election."""

    @property
    def authorities(self) -> Sequence[Authority]:
        """Who may impose what on whom, every entry."""

    @property
    def checks(self) -> Sequence[Check]:
        """Every rule of the lawfulness check."""

    def sanctions_on(
        self, day: date, *, employment: Employment | None = None, level: Level | None = None
    ) -> Sequence[Sanction]:
        """The sanctions of a day, the lightest first."""

    def violation(self, code: str, *, on: date) -> Violation | None:
        """A form of violation as it stood on a day."""

    def ground(self, ground_id: str, *, on: date) -> Ground | None:
        """A ground as it stood on a day."""

    def authority(self, examinee: Examinee, level: Level, *, on: date, sanction: str = "") -> Authority | None:
        """Who may impose a level of sanction on a class of examinee."""

    def check_of(self, check_id: str, *, on: date) -> Check | None:
        """A rule of the lawfulness check as it stood on a day."""


@dataclass(frozen=True, slots=True)
class Measure(Setting):
    """A setting whose law answers everything."""

    law: WholeLaw
