"""One case in hand inside a unit of work: its events read, one more appended, its row brought up to date."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Final, NamedTuple

from asn_neutral.domain.case import CaseState, Event
from asn_neutral.domain.rights import Right, User
from asn_neutral.errors import CaseChangedError
from asn_neutral.law.terms import Step
from asn_neutral.services.chaining import EventChain
from asn_neutral.services.desk import Desk
from asn_neutral.services.dossiers import Brief, brief_of
from asn_neutral.services.lives import changed_steps, projection, state_of
from asn_neutral.services.users import recording
from asn_neutral.store.bulk import Bulk
from asn_neutral.store.queries.lives import (
    KnownStep,
    StepRow,
    add_steps,
    begun_cases,
    end_steps,
    later_than,
    project,
    steps,
)
from asn_neutral.store.queries.numbers import find
from asn_neutral.store.queries.owners import open_cases_of
from asn_neutral.store.unit import UnitOfWork

_TOGETHER: Final = 1_000
"""Events that are written at a time; one by one they cost half as much again."""


class _Unsettled(NamedTuple):
    """A case whose row does not yet say what it came to, by the events from *first* to *newest*."""

    after: CaseState
    first: int
    newest: int


class Docket:
    """What cases are changed with, inside one unit of work; `abandon` rolls all of it back at the end.

    `setting` is what the rules are applied with, for the user who records. The row of a case, and how it was before,
    are written once, by `settle`, however many events of it come together: no past day ever lies between them.
    """

    def __init__(self, work: UnitOfWork, desk: Desk, user: User | None) -> None:
        self.bulk = Bulk(work.driver)
        self.abandon = work.abandon
        self._chain = EventChain(self.bulk, desk)
        self.setting = replace(desk.setting, user=user)
        self._driver = work.driver
        self._register = desk.database
        self._book = desk.book
        self._unsettled: dict[int, _Unsettled] = {}
        self._steps: list[tuple[int, KnownStep]] = []

    def find(self, wanted: str) -> int:
        """The id of the case that *wanted* names.

        Raises:
            NotFoundError, AmbiguousError: it names none, or more than one.
        """
        return find(self._driver, "case", wanted)

    def state(self, case_id: int) -> CaseState:
        """The case with that id as it is."""
        return state_of(self._driver, case_id, self._register)

    def brief(self, case_id: int) -> Brief:
        """The case with that id as it is, with all that it is weighed with: one look at the cases of its respondent.

        Raises:
            BrokenDatabaseError: the events of one of them cannot be replayed.
        """
        return brief_of(self._driver, case_id, self._book, self._register)

    def of(self, owner: str | None) -> list[int]:
        """The ids of the open cases that *owner*, or nobody, is responsible for; those due first stand first."""
        return open_cases_of(self._driver, owner)

    def begun(self) -> Iterator[tuple[int, CaseState]]:
        """Every case that anything was recorded of after its registration, with its id."""
        return ((case_id, self.state(case_id)) for case_id in begun_cases(self._driver))

    def hold_to(self, case_id: int, state: CaseState, version: int | None) -> None:
        """Make sure that the case is still what somebody saw, who saw *version* events of it.

        Raises:
            CaseChangedError: more has been recorded since.
        """
        if version is None or state.version == version:
            return
        later = later_than(self._driver, case_id, version)
        what = ", ".join(f"{one.step} {one.happened_on} ({one.actor})" for one in later)
        raise CaseChangedError(number=state.number, what=what)

    def keep(self, case_id: int, event: Event, after: CaseState) -> int:
        """Append *event*, which makes *after* of the case; the place of the event among all."""
        told = self._chain.told(event.details)
        status = event.status.value if event.status else None
        seq = self._chain.append(case_id, None, event.step.value, event.happened_on, status, told)
        ended, added = changed_steps(event, after, lambda: self._listed(case_id))
        end_steps(self._driver, case_id, ended, seq)
        self._steps += ((case_id, KnownStep(step, seq, None)) for step in added)
        known = self._unsettled.get(case_id)
        self._unsettled[case_id] = _Unsettled(after, known.first if known else seq, seq)
        if len(self._steps) >= _TOGETHER:
            self._write()
        return seq

    def settle(self) -> None:
        """Let the rows of all cases that anything was recorded of say what their events make of them."""
        self._write()
        for case_id, case in self._unsettled.items():
            project(self._driver, case_id, projection(case.after), case.first, case.newest)
        self._unsettled.clear()

    def _listed(self, case_id: int) -> list[StepRow]:
        """The steps of a case that count, as they are listed."""
        self._write()
        return steps(self._driver, case_id)

    def _write(self) -> None:
        self.bulk.flush()
        add_steps(self._driver, self._steps)
        self._steps.clear()

    def note(self, step: Step, happened_on: str, details: Mapping[str, object]) -> None:
        """Append an event that belongs to no case."""
        self._chain.append(None, None, step.value, happened_on, None, self._chain.told(details))
        self.bulk.flush()


@contextmanager
def docket(desk: Desk, right: Right | None = None, *, rehearse: bool, long: bool = False) -> Iterator[Docket]:
    """One unit of work on cases: kept when the block ends, nothing of it after an error or a rehearsal.

    Without a *right* each step asks for its own. For the rehearsal of *long* work nobody else has to wait: it goes on
    in a copy.

    Raises:
        NotPermittedError: the register knows its users, and this is none of them, or one who may not do that.
        NoDatabaseError, DatabaseLockedError: and what else opening a register may raise.
    """
    with recording(desk, right, apart=rehearse and long) as (work, user):
        cases = Docket(work, desk, user)
        yield cases
        cases.settle()
        if rehearse:
            work.abandon()
