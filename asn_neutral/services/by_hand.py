"""Taking single complaints: what a clerk can do by hand beyond what a row of a file can.

A complaint may come without any agency's number, and is then known by what it says; it may name nobody yet (a tip),
or concern a case that is there already.
"""

from collections.abc import Sequence
from typing import NamedTuple

from pydantic_core import to_json

from asn_neutral.errors import DuplicateError, InvalidInputError
from asn_neutral.intake.reasons import Problem
from asn_neutral.intake.row import CheckedRow
from asn_neutral.law.terms import AGENCY_OF_CHANNEL, Channel, Step
from asn_neutral.locale import _
from asn_neutral.services.registrar import Arrival, Registrar
from asn_neutral.services.said import mark, sayings_of
from asn_neutral.store.bulk import KnownComplaint
from asn_neutral.store.queries.linking import CaseToLink


def refusal(problems: Sequence[Problem]) -> InvalidInputError:
    """The error that names every problem: its column, the reason in words, and the code."""
    lines = [f"{one.column}: {one.sentence()} ({one.code})" for one in problems]
    return InvalidInputError(reasons="\n".join((_("The complaint was not taken."), *lines)))


class Entered(NamedTuple):
    """What became of a complaint: its number, whether it is new, and the cases it opened or concerns."""

    number: str
    created: bool
    cases: tuple[str, ...] = ()


class HandRegistrar(Registrar):
    """Takes one complaint at a time; a row whose number is empty has none."""

    def enter(self, arrival: Arrival) -> Entered:
        """Open a case against the respondent, and the complaint where it is new.

        Raises:
            DuplicateError: the complaint names this respondent already.
            InvalidInputError: the register has the complaint with other content.
        """
        self._look_up([arrival.row])
        before = self._complaints.get(_key(arrival.row))
        if before and (known := before.respondents.get(self._employee_id(arrival.row))):
            raise DuplicateError(what=_("This respondent of this complaint"), number=known.case_number)
        taken = self.take([arrival])
        if taken.refused:
            raise refusal(taken.refused[0].problems)
        complaint = self._complaints[_key(arrival.row)]
        return Entered(complaint.known.number, bool(taken.complaints), tuple(taken.cases))

    def enter_tip(self, row: CheckedRow) -> Entered:
        """Record a complaint that names nobody yet; the respondent's part of *row* is not read.

        Raises:
            DuplicateError: the register has the complaint.
            InvalidInputError: it has it with other content.
        """
        known, created = self._complaint_of(row)
        if not created:
            raise DuplicateError(what=_("This complaint"), number=known.number)
        self._tell(Step.RECORD_TIP, row, known, self._content(row, known, created=True))
        return Entered(known.number, created=True)

    def enter_link(self, row: CheckedRow, case: CaseToLink) -> Entered:
        """Record that a complaint concerns *case*; the respondent's part of *row* is not read.

        Raises:
            DuplicateError: the complaint concerns this respondent already.
            InvalidInputError: the register has the complaint with other content.
        """
        known, created = self._complaint_of(row)
        before = self._complaints[_key(row)].respondents.get(case.employee_id)
        if before is not None:
            raise DuplicateError(what=_("This respondent of this complaint"), number=before.case_number)
        own_mark = mark((case.name, case.nip), self._key)
        self._add_link((known.id, case.id, case.name, case.nip, own_mark, None, None))
        content = self._content(row, known, created=created)
        details = {"complaint_id": known.id, **content, "respondent": own_mark.hex()}
        self._tell(Step.LINK_COMPLAINT, row, known, details, case)
        self._bulk.count_event(case.id)
        return Entered(known.number, created, (case.number,))

    def _complaint_of(self, row: CheckedRow) -> tuple[KnownComplaint, bool]:
        """The complaint of *row*, and whether it had to be opened."""
        self._look_up([row])
        key, sayings = _key(row), sayings_of(row, self._key)
        complaint = self._complaints.get(key)
        if complaint is None:
            complaint = self._complaints[key] = self._open_complaint(0, row, key, sayings)
            return complaint.known, True
        if problems := self._complaint_differs(complaint, row, sayings):
            raise refusal(problems)
        return complaint.known, False

    def _content(self, row: CheckedRow, known: KnownComplaint, *, created: bool) -> dict[str, object]:
        """What an event says of a complaint: its mark and, when the event brought it in, its place in time."""
        content: dict[str, object] = {"complaint": known.fingerprint.hex()}
        if created:
            ruling = self._ruling(row.violations, row.happened_on, row.election)
            content |= {"election": ruling.election, "stage": ruling.stage}
        return content

    def _tell(
        self,
        step: Step,
        row: CheckedRow,
        known: KnownComplaint,
        details: dict[str, object],
        case: CaseToLink | None = None,
    ) -> None:
        """Append the event of a complaint on the day it was received, and write all that waits."""
        place = (case.id, case.status) if case else (None, None)
        told = to_json(details).decode()
        happened_on = row.received_on.isoformat()
        self._append((place[0], known.id, step.value, happened_on, self._recorded_at, self._actor, place[1], told))
        self._bulk.flush()


def _key(row: CheckedRow) -> tuple[str, str]:
    """How a complaint is known while it is taken in: the agency and its number."""
    return AGENCY_OF_CHANNEL[Channel(row.channel)].value, row.number
