"""Lives of invented cases for the tests of the procedure."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Self

from asn_neutral.domain.case import CaseState, Detail, Event, replay
from asn_neutral.domain.setting import Setting
from asn_neutral.domain.workflow import Recorded, apply
from asn_neutral.law.book import Book
from asn_neutral.law.entries import Calendar
from asn_neutral.law.terms import Status, Step

TODAY = date(2027, 6, 30)


@cache
def book() -> Book:
    """The shipped law, read once."""
    return Book()


def setting(today: date = TODAY, calendar: Calendar | None = None) -> Setting:
    """The shipped law and calendar on a day."""
    return Setting(today, book(), calendar or book().calendar)


def opened(**facts: object) -> CaseState:
    """A case just opened: heavy discipline of a PNS, unless said otherwise."""
    told = {
        "number": "2025/0001", "complaint_id": 20250000001, "employee_id": 1, "unit_id": 1, "employment": "PNS",
        "rank": None, "position": None, "position_class": "pelaksana", "channel": "sbt", "district": None,
        "election": "pilkada-2024", "stage": "kampanye", "happened_on": "2024-10-20", "opened_on": "2025-01-06",
        "track": "disiplin", "level": "berat", "violations": ["D4"], "remarks": [], **facts,
    }  # fmt: skip
    return replay([Event(Step.REGISTER, str(told["opened_on"]), Status.REGISTERED, told)])  # type: ignore[arg-type]  # the facts are those of a registration


class Life:
    """A case on its way; every step is really taken."""

    def __init__(self, state: CaseState | None = None, given: Setting | None = None) -> None:
        self.state = state or opened()
        self.setting = given or setting()
        self.recorded: list[Recorded] = []

    def take(self, step: Step, on: str, **given: str) -> Self:
        """Take a step."""
        self.recorded.append(apply(self.state, step, date.fromisoformat(on), given, self.setting))
        self.state = self.recorded[-1].state
        return self

    def to_findings(self) -> Self:
        """On to the report of the findings, 22 January 2025."""
        return (
            self.take(Step.REVIEW, "2025-01-07")
            .take(Step.FORM_TEAM, "2025-01-08", decree_number="1", chair="A", members="B; C; D")
            .take(Step.SUMMON, "2025-01-09", letter_number="P-1", examine_on="2025-01-21")
            .take(Step.EXAMINE, "2025-01-21", examiner="Tim Pemeriksa")
            .take(Step.REPORT_FINDINGS, "2025-01-22", finding="terbukti")
        )

    def to_delivery(self, sanction: str = "turun-jabatan", official: str = "ppk") -> Self:
        """On to the delivery of the decision, 5 February 2025."""
        decision = {"sanction": sanction, "sk_number": "SK-1", "official": official, "violation_named": "Pasal 14"}
        return self.to_findings().take(Step.DECIDE, "2025-02-03", **decision).take(
            Step.DELIVER, "2025-02-05", receipt="TT-1"
        )  # fmt: skip


def as_kept(state: CaseState) -> list[Event]:
    """The events as they come back from the register, where details are JSON."""
    return [Event(one.step, one.happened_on, one.status, kept(one.details)) for one in state.events]


def kept(details: Mapping[str, Detail]) -> dict[str, Detail]:
    """Details through JSON and back."""
    return dict(json.loads(json.dumps(details)))
