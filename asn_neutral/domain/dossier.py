"""A whole case laid open for the lawfulness check: its state, its decision, the person's history, and who is who."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from asn_neutral.domain.case import CaseState, Record
from asn_neutral.domain.clocks import due_date
from asn_neutral.domain.facts import Decision, day, first_decision
from asn_neutral.domain.history import History, Served, past_decision, sanction_by_rule, served
from asn_neutral.domain.measure import Measure, WholeLaw
from asn_neutral.domain.people import Person, handling
from asn_neutral.domain.starting import rules_of
from asn_neutral.errors import NoCalendarError
from asn_neutral.law.entries import Deadline, Sanction
from asn_neutral.law.notices import Notice, notice_of
from asn_neutral.law.terms import Step
from asn_neutral.locale import either


def nobody(_person: str) -> bool:
    """The answer of who knows of nobody."""
    return False


class Ties(NamedTuple):
    """Who the respondent is, who recorded the steps, yes or no about who complained, and when the act was known.

    Who the complainant is, is never told here; only a question can be asked.
    """

    name: str = ""
    nip: str = ""
    handlers: tuple[str, ...] = ()
    is_complainant: Callable[[str], bool] = nobody
    known_on: date | None = None


class Spot(NamedTuple):
    """Something that a rule found: the day it is about, and what its sentence is filled with.

    `basis` and `verified` are said where they are not those of the rule.
    """

    on: date
    details: Mapping[str, object]
    basis: str = ""
    verified: bool | None = None


Rule = Callable[["Dossier"], Iterator[Spot]]


class Dossier(NamedTuple):
    """A case laid open; `decided` is the decision of the office, `sanction` the law's entry for it.

    `people` are those who handle, examine or sign.
    """

    state: CaseState
    measure: Measure
    history: History
    ties: Ties
    decided: Decision | None
    sanction: Sanction | None
    people: tuple[Person, ...]

    @property
    def law(self) -> WholeLaw:
        """The law."""
        return self.measure.law

    @property
    def act(self) -> date:
        """The day of the act."""
        return day(self.state.happened_on)

    def limit(self, check_id: str, on: date) -> int:
        """The number that a rule compares with; zero where it has none on that day."""
        found = self.law.check_of(check_id, on=on)
        return (found.limit or 0) if found else 0

    def deadline(self, rule: str, on: date) -> Deadline | None:
        """A deadline as it holds for the case."""
        return rules_of(self.state, self.measure).deadline(rule, on=on)

    def last_day(self, rule: str, start: date) -> date | None:
        """The day a deadline ends that begins on *start*; None without a rule or a calendar."""
        deadline = self.deadline(rule, start)
        try:
            return due_date(deadline, start, self.measure.calendar).due_on if deadline else None
        except NoCalendarError:
            return None

    def noticed(self, notice: Notice, *steps: Step) -> Iterator[tuple[Record, str]]:
        """The records of those steps (any, without steps) that keep a notice, with what it is about."""
        for record in self.state.records:
            for kept in record.warnings:
                word, what = notice_of(kept)
                if word is notice and (not steps or record.step in steps):
                    yield record, what

    def served(self) -> Served | None:
        """When the sanction of the case is served, seen with the others of the person; None while it has no effect."""
        own = past_decision(self.state, self.law)
        if own is None:
            return None
        return next((one for one in served((*self.history, own)) if one.past is own), None)


def dossier(state: CaseState, history: History, measure: Measure, ties: Ties) -> Dossier:
    """The case laid open."""
    decided = first_decision(state)
    sanction = sanction_by_rule(decided.rule, measure.law) if decided else None
    others = tuple(past for past in history if past.case != state.number)
    people = tuple(handling(state, ties.handlers))
    return Dossier(state, measure, others, ties, decided, sanction, people)


def called(sanction: Sanction) -> str:
    """The name of a sanction in the language in force."""
    return either(sanction.name, sanction.name_en)


NO_TIES: Final = Ties()
