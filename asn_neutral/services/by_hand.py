"""Taking single complaints: what a clerk can do by hand beyond what a row of a file can.

A complaint may come without any agency's number, and is then known by what it says; it may name nobody yet (a tip),
or concern a case that is there already.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from asn_neutral.errors import DestroyedError, DuplicateError, InvalidInputError
from asn_neutral.intake.reasons import NO_NAMES, Problem
from asn_neutral.law.terms import Step
from asn_neutral.locale import _
from asn_neutral.services.desk import Desk
from asn_neutral.services.prepared import Prepared
from asn_neutral.services.registrar import ComplaintAtHand, Registrar
from asn_neutral.services.said import mark
from asn_neutral.store.bulk import Bulk
from asn_neutral.store.queries.linking import CaseToLink


def refusal(problems: Sequence[Problem], names: Mapping[str, str]) -> InvalidInputError:
    """The error that names every problem: its column as *names* call it, the reason in words, and the code."""
    lines = [f"{_told(one, names)} ({one.code})" for one in problems]
    return InvalidInputError(reasons="\n".join((_("The complaint was not taken."), *lines)))


def _told(problem: Problem, names: Mapping[str, str]) -> str:
    name, sentence = names.get(problem.column, problem.column), problem.sentence(names)
    return sentence if sentence.startswith(name) else f"{name}: {sentence}"


class Entered(NamedTuple):
    """What became of a complaint: its number, whether it is new, and the cases it opened or concerns."""

    number: str
    created: bool
    cases: tuple[str, ...] = ()


class HandRegistrar(Registrar):
    """Takes one complaint at a time; a row whose number is empty has none.

    With `separate` such a row is a complaint of its own, also where the register has one that says the same. `names`
    are what the person calls the columns of a file.
    """

    def __init__(self, bulk: Bulk, desk: Desk, *, separate: bool = False, names: Mapping[str, str] = NO_NAMES) -> None:
        super().__init__(bulk, desk, batch_id=None)
        self._separate = separate
        self._names = names

    def _look_up(self, rows: Sequence[Prepared]) -> None:
        """Ask the register for all that the rows name, but for the complaint that is not meant."""
        super()._look_up(rows)
        if self._separate:
            self._complaints = {key: known for key, known in self._complaints.items() if key[1]}

    def enter(self, row: Prepared, case: CaseToLink | None, *, tip: bool) -> Entered:
        """Enter a complaint as what it is: one that concerns *case*, a tip, or one that opens a case.

        Raises:
            DuplicateError, InvalidInputError: as the register has it already, or has it with other content.
        """
        if case is not None:
            return self.enter_link(row, case)
        return self.enter_tip(row) if tip else self.enter_case(row)

    def enter_case(self, row: Prepared) -> Entered:
        """Open a case against the respondent, and the complaint where it is new.

        Raises:
            DuplicateError: the complaint names this respondent already.
            InvalidInputError: the register has the complaint with other content.
        """
        self._look_up([row])
        before = self._complaints.get((row.agency, row.external))
        self._refuse_destroyed(before)
        if before and (known := self._known_respondent(before, row)):
            raise DuplicateError(what=_("A case against this respondent in this complaint"), number=known.case_number)
        taken = self.take([row])
        if taken.refused:
            raise refusal(taken.refused[0].problems, self._names)
        complaint = self._complaints[row.agency, row.external]
        return Entered(complaint.known.number, bool(taken.complaints), tuple(taken.cases))

    def enter_tip(self, row: Prepared) -> Entered:
        """Record a complaint that names nobody yet; the respondent's part of *row* is not read.

        Raises:
            DuplicateError: the register has the complaint.
            InvalidInputError: it has it with other content.
        """
        complaint, created = self._complaint_of(row)
        if not created:
            raise DuplicateError(what=_("This complaint"), number=complaint.known.number)
        self._tell(Step.RECORD_TIP, row, complaint, _content(row, created=True))
        return Entered(complaint.known.number, created=True)

    def enter_link(self, row: Prepared, case: CaseToLink) -> Entered:
        """Record that a complaint concerns *case*; the respondent's part of *row* is not read.

        Raises:
            DuplicateError: the complaint concerns this respondent already.
            InvalidInputError: the register has the complaint with other content.
        """
        complaint, created = self._complaint_of(row)
        complaint_id = complaint.known.id
        before = complaint.respondents.get(case.employee_id)
        if before is not None:
            raise DuplicateError(what=_("A case against this respondent in this complaint"), number=before.case_number)
        own_mark = mark((case.name, case.nip), self._bulk.register_key())
        self._add_link((complaint_id, case.id, case.name, case.nip, own_mark, None))
        details = {"complaint_id": complaint_id, **_content(row, created=created), "respondent": own_mark.hex()}
        self._bulk.count_event(case.id, self._tell(Step.LINK_COMPLAINT, row, complaint, details, case))
        return Entered(complaint.known.number, created, (case.number,))

    def _complaint_of(self, row: Prepared) -> tuple[ComplaintAtHand, bool]:
        """The complaint of *row*, and whether it had to be opened."""
        self._look_up([row])
        key = (row.agency, row.external)
        complaint = self._complaints.get(key)
        self._refuse_destroyed(complaint)
        if complaint is None:
            complaint = self._complaints[key] = self._open_complaint(row)
            return complaint, True
        if problems := self._complaint_differs(complaint, row):
            raise refusal(problems, self._names)
        return complaint, False

    def _refuse_destroyed(self, complaint: ComplaintAtHand | None) -> None:
        if complaint is not None and complaint.known.destroyed:
            id_ = complaint.known.id
            raise DestroyedError(noun="complaint", number=complaint.known.number, event=self._bulk.tombstone(id_))

    def _tell(
        self,
        step: Step,
        row: Prepared,
        complaint: ComplaintAtHand,
        details: dict[str, object],
        case: CaseToLink | None = None,
    ) -> int:
        """Append the event of a complaint on the day it was received, and write all that waits; the event's place."""
        case_id, status = (case.id, case.status) if case else (None, None)
        told = self._events.told(details, besides=complaint.told)
        seq = self._append(case_id, complaint.known.id, step.value, row.received_on, status, told)
        self._bulk.flush()
        return seq


def _content(row: Prepared, *, created: bool) -> dict[str, object]:
    """What an event says of a complaint: its mark and, when the event brought it in, its place in time."""
    content: dict[str, object] = {"complaint": row.complaint_mark.hex()}
    if created:
        content |= {"election": row.election, "stage": row.stage}
    return content
