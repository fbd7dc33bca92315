"""Taking checked rows into the register: each is accepted, unchanged, or refused with its reason.

A complaint is known by the number its agency gave it; the respondent by NIP, or by name and unit where
no NIP is known. Rows of a file and a complaint typed by hand come through here alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Final

from pydantic_core import to_json

from asn_neutral.domain.numbering import number_of
from asn_neutral.intake.columns import COLUMNS
from asn_neutral.intake.names import bare_name_key, resembling, unit_key, unit_kind
from asn_neutral.intake.reasons import Problem, problem
from asn_neutral.law.terms import Agency, Remark, Step
from asn_neutral.locale import N_
from asn_neutral.services.chaining import EventChain
from asn_neutral.services.complainants import Complainants, PerRecord
from asn_neutral.services.desk import Desk
from asn_neutral.services.prepared import Prepared
from asn_neutral.services.said import COMPLAINT_FIELDS, RESPONDENT_FIELDS, Said, differing
from asn_neutral.store.bulk import Bulk, KnownComplaint, KnownEmployee, KnownRespondent

NOTICED: Final = 20
"""Rows and units that are named at once; of more of them only the number is told."""
_COMPARED: Final = 200  # new units that are compared with the others; more than a region has
_COMPARED_WITH: Final = 5_000
_OTHER_LETTER_OF_FILE: Final = N_(
    "this differs from row {other}, which has the same complaint number; if that is the letter of another sender, "
    "write the number in your agenda of letters"
)
_OTHER_LETTER: Final = N_(
    "the register has this as {number} with other content, and a recorded complaint is not overwritten; if that is the "
    "letter of another sender, write the number in your agenda of letters"
)
_COLUMN_OF_FIELD: Final[Mapping[str, str]] = {
    **{column.english: column.key for column in COLUMNS},
    "number": "nomor_laporan",
    "name": "nama_terlapor",
    "violations": "kode_pelanggaran",
}


_FORMS: Final = RESPONDENT_FIELDS.index("violations")


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken, and why."""

    row: int
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Taken:
    """What became of a batch of rows: `accepted + unchanged + len(refused)` are all of them."""

    accepted: int = 0
    unchanged: int = 0
    complaints: int = 0
    cases: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


class ComplaintAtHand:
    """A complaint that this batch of rows touches, with its respondents by employee, and by folded name and unit.

    `first` is the row of this batch that opened it; without one the register is asked what the complaint said.
    `told` is what the event that brings it in says of it besides, as JSON.
    """

    __slots__ = ("first", "known", "named", "respondents", "told")

    def __init__(self, known: KnownComplaint, first: Prepared | None = None, told: str = "") -> None:
        self.known = known
        self.first = first
        self.told = told
        self.respondents: dict[int, KnownRespondent] = {}
        self.named: dict[tuple[str, int], KnownRespondent] = {}

    def add(self, employee_id: int, known: KnownRespondent) -> None:
        """Remember one more respondent."""
        self.respondents[employee_id] = known
        self.named[known.name_key, known.unit_id] = known


class Registrar:
    """Takes rows, batch by batch, inside one unit of work."""

    def __init__(self, bulk: Bulk, desk: Desk, *, batch_id: int | None) -> None:
        self._bulk = bulk
        self._batch_id = batch_id
        bulk.fix(batch_id=batch_id, recorded_at=desk.recorded_at)
        self._units = bulk.units()
        self._unit_ids: dict[str, int] = {}
        self._new_units: dict[int, dict[str, str]] = {}  # not yet told by an event
        self.units_opened = 0
        self._opened: list[str] = []  # the first of them, by name
        self.names_differing = 0
        self.other_names: list[tuple[int, str]] = []
        """The first rows whose NIP the register knows under another name, each with that name."""
        self.destroyed = 0
        """Rows of complaints whose files were destroyed: nothing is left that they could be compared with."""
        self._events = EventChain(bulk, desk)
        self._append = self._events.append
        self._met = PerRecord()  # which row of this file first named a case that was there before it
        self.complainants = Complainants(bulk)
        self._complaints: dict[tuple[str, str], ComplaintAtHand] = {}
        self._by_nip: dict[str, KnownEmployee] = {}
        self._by_name: dict[tuple[str, int], KnownEmployee] = {}

        self._add_unit = bulk.adder("units")
        self._add_employee = bulk.adder("employees")
        self._add_complaint = bulk.adder("complaints")
        self._add_reference = bulk.adder("external_references")
        self._add_case = bulk.adder("cases")
        self._add_violation = bulk.adder("case_violations")
        self._add_link = bulk.adder("complaint_cases")

    def take(self, rows: Sequence[Prepared]) -> Taken:
        """Take a batch of rows."""
        self._look_up(rows)
        taken = Taken()
        for row in rows:
            self._take_row(row, taken)
        self._bulk.flush()
        return taken

    def record(self, step: Step, happened_on: str, details: Mapping[str, object]) -> None:
        """Append an event that belongs to no case."""
        self._append(None, None, step.value, happened_on, None, self._events.told(details))
        self._bulk.flush()

    def _look_up(self, rows: Sequence[Prepared]) -> None:
        """Ask the register once for all that the batch names.

        A complaint that the batch before named as well is at hand: one with very many respondents is read once.
        """
        named = {(row.agency, row.external) for row in rows}
        kept = {key: self._complaints[key] for key in named & self._complaints.keys() if key[1]}
        asked: dict[str, list[str]] = {}
        for agency, number in named - kept.keys():
            asked.setdefault(agency, []).append(number)
        found = {
            (agency, number): ComplaintAtHand(known)
            for agency, numbers in asked.items()
            for number, known in self._bulk.complaints(agency, numbers)
        }
        for row in rows:
            if not row.external and (known := self._bulk.unnumbered(row.complaint_mark)):
                found[row.agency, ""] = ComplaintAtHand(known)
        self._complaints = {**kept, **found}
        by_id = {complaint.known.id: complaint for complaint in found.values()}
        for (complaint_id, employee_id), respondent in self._bulk.respondents(by_id):
            by_id[complaint_id].add(employee_id, respondent)
        self._by_nip = dict(self._bulk.employees_by_nip({row.nip for row in rows if row.nip}))
        self._by_name = dict(self._bulk.employees_by_name({row.name_key for row in rows if not row.nip}))

    def _take_row(self, row: Prepared, taken: Taken) -> None:
        key = (row.agency, row.external)
        complaint = self._complaints.get(key)
        told = ""
        if complaint is None:
            complaint = self._complaints[key] = self._open_complaint(row)
            taken.complaints += 1
            told = complaint.told
        elif complaint.known.destroyed:
            self.destroyed += 1
            taken.unchanged += 1
            return
        elif problems := self._complaint_differs(complaint, row):
            filled = self._filled_up(complaint, row)
            if filled is None:
                taken.refused.append(Refused(row.number, problems))
                return
            complaint = self._complaints[key] = filled
            told = complaint.told
        known = self._known_respondent(complaint, row) if complaint.respondents else None
        if known is None:
            taken.cases.append(self._open_case(row, complaint, told))
            taken.accepted += 1
        elif problems := self._respondent_differs(known, row):
            taken.refused.append(Refused(row.number, problems))
        else:
            taken.unchanged += 1

    def _open_complaint(self, row: Prepared) -> ComplaintAtHand:
        """Write a complaint that the register does not have."""
        id_ = self._bulk.next_of_year("complaints", row.year)
        self._add_complaint((id_, *row.complaint, row.complaint_mark))
        if row.external:
            self._add_reference((row.agency, row.external, id_))
        told = self.complainants.seal(id_, row.complainant)
        known = KnownComplaint(id_, row.complaint_mark, bool(told), self._batch_id)
        return ComplaintAtHand(known, row, told)

    def _filled_up(self, complaint: ComplaintAtHand, row: Prepared) -> ComplaintAtHand | None:
        """A tip with what *row*, which names a respondent, says besides; None where it says something else.

        The event that registers the case tells what the complaint says from then on.
        """
        known = complaint.known
        if complaint.respondents:
            return None
        if any(old and old != new for old, new in zip(self._said(row, known.id), row.said_of_complaint, strict=True)):
            return None
        self._bulk.fill_complaint(known.id, row.complaint, row.complaint_mark)
        told = "" if known.has_complainant else self.complainants.seal(known.id, row.complainant)
        named = known.has_complainant or bool(told)
        filled = KnownComplaint(known.id, row.complaint_mark, named, known.batch_id)
        return ComplaintAtHand(filled, row, told)

    def _open_case(self, row: Prepared, complaint: ComplaintAtHand, told: str) -> str:
        """Write the case of one respondent and the event that registers it; the number of the case."""
        employee_id, unit_id, remarks = self._respondent(row)
        id_, complaint_id = self._bulk.next_of_year("cases", row.year), complaint.known.id
        for code in row.codes:
            self._add_violation((id_, code))
        number_in_file = None if self._batch_id is None else row.number
        self._add_link((complaint_id, id_, row.name, row.nip, row.respondent_mark, number_in_file))
        number = number_of("case", id_)
        details = (
            f'{{"number":"{number}","complaint_id":{complaint_id},"employee_id":{employee_id},"unit_id":{unit_id},'
            f'{row.told},"remarks":{_list_told(remarks)}{told}{self._origin_told(row, unit_id)}{self._events.aside}}}'
        )
        seq = self._events.register(id_, complaint_id, row.received_on, details)
        self._add_case((id_, complaint_id, employee_id, unit_id, *row.case, ";".join(remarks), seq))
        place = (self._batch_id, number_in_file)
        complaint.add(employee_id, KnownRespondent(id_, row.respondent_mark, *place, row.nip, row.name_key, unit_id))
        return number

    def _origin_told(self, row: Prepared, unit_id: int) -> str:
        """The row of the file, and the unit where this is the first event that names it, as JSON after other words."""
        told = "" if self._batch_id is None else f',"row":{row.number}'
        if self._new_units and (new := self._new_units.pop(unit_id, None)):
            return f'{told},"new_unit":{to_json(new).decode()}'
        return told

    def _known_respondent(self, complaint: ComplaintAtHand, row: Prepared) -> KnownRespondent | None:
        """The respondent of *complaint* whom a row names: by NIP, or by name and unit where either has no NIP."""
        unit_id = self._units.get(unit_key(row.unit), 0)
        known = self._by_nip.get(row.nip) if row.nip else self._by_name.get((row.name_key, unit_id))
        if known and (found := complaint.respondents.get(known.id)):
            return found
        namesake = complaint.named.get((row.name_key, unit_id))
        return None if namesake and namesake.nip and row.nip else namesake

    def _respondent(self, row: Prepared) -> tuple[int, int, tuple[str, ...]]:
        """The civil servant of a row, made known to the register where nobody has named them before.

        Ids of employee and unit, and all that was noticed.
        """
        unit_id = self._unit_ids.get(row.unit) or self._unit(row.unit)
        remarks = row.remarks
        if row.nip:
            known = self._by_nip.get(row.nip)
            if known is None:
                known = self._by_nip[row.nip] = self._new_employee(row, unit_id)
            elif known.name != row.name and bare_name_key(known.name) != bare_name_key(row.name):
                remarks += (Remark.NAME_DIFFERS.value,)
                self._notice_name(row, known)
        else:
            key = (row.name_key, unit_id)
            known = self._by_name.get(key) or self._new_employee(row, unit_id)
            self._by_name[key] = known
        return known.id, unit_id, remarks

    def _notice_name(self, row: Prepared, known: KnownEmployee) -> None:
        """Count a row that names a known person otherwise, and keep the first of them."""
        self.names_differing += 1
        if len(self.other_names) < NOTICED:
            self.other_names.append((row.number, known.name))

    def new_units(self) -> list[tuple[str, str | None]]:
        """The first units that were not known before, each with the known one it resembles; those that do first."""
        known = list(islice(self._units, _COMPARED_WITH))
        found = [(name, resembling(unit_key(name), known)) for name in self._opened]
        named = [(name, self._bulk.unit_name(self._units[key]) if key else None) for name, key in found]
        return sorted(named, key=lambda unit: unit[1] is None)[:NOTICED]

    def _new_employee(self, row: Prepared, unit_id: int) -> KnownEmployee:
        known = KnownEmployee(self._bulk.next_id("employees"), row.name, row.name_key)
        self._add_employee((known.id, row.nip, row.name, row.name_key, unit_id))
        return known

    def _unit(self, name: str) -> int:
        """The id of the unit that *name* means; a unit not known yet is added under its name as written."""
        key = unit_key(name)
        if key not in self._units:
            self._units[key] = self._bulk.next_id("units")
            kind = unit_kind(name).value
            self._add_unit((self._units[key], key, name, kind))
            self._new_units[self._units[key]] = {"name": name, "kind": kind}
            self.units_opened += 1
            if len(self._opened) < _COMPARED:
                self._opened.append(name)
        self._unit_ids[name] = self._units[key]
        return self._units[key]

    def _complaint_differs(self, complaint: ComplaintAtHand, row: Prepared) -> tuple[Problem, ...]:
        """In which columns a row disagrees with the complaint of the same number."""
        columns = self.complainants.differing(complaint.known, row.complainant)
        if row.complaint_mark == complaint.known.fingerprint and not columns:
            return ()
        now = row.said_of_complaint
        if row.complaint_mark != complaint.known.fingerprint:
            first_row = complaint.first
            stored = first_row.said_of_complaint if first_row else self._said(row, complaint.known.id)
            columns = (*differing(stored, now, COMPLAINT_FIELDS), *columns)
        said = dict(zip(COMPLAINT_FIELDS, now, strict=True))  # who complained is not among it, and is not repeated
        letter = row.agency == Agency.SENDER
        if first := complaint.first.number if complaint.first else self._row_that_opened(complaint):
            message = _OTHER_LETTER_OF_FILE if letter else ""
            return tuple(_problem(name, said.get(name), "E_BEDA", message, other=first) for name in columns)
        message, number = _OTHER_LETTER if letter else "", complaint.known.number
        return tuple(_problem(name, said.get(name), "E_BERUBAH", message, number=number) for name in columns)

    def _said(self, row: Prepared, complaint_id: int) -> Said:
        """What the register holds of the complaint that has the number of *row*."""
        return (row.external, *self._bulk.complaint(complaint_id))

    def _row_that_opened(self, complaint: ComplaintAtHand) -> int | None:
        """The row of this file, taken with an earlier batch, that opened *complaint*; None if another file did."""
        if self._batch_id is None or complaint.known.batch_id != self._batch_id:
            return None
        return min((known.row for known in complaint.respondents.values() if known.row), default=None)

    def _first_named(self, case_id: int, row: int) -> int:
        """The earlier row of this file that named the case, 0 when *row* is the first."""
        first = self._met[case_id]
        if not first:
            self._met[case_id] = row
        return first

    def _respondent_differs(self, known: KnownRespondent, row: Prepared) -> tuple[Problem, ...]:
        """Why a respondent whom the complaint names already cannot be taken; empty when nothing changed."""
        same = known.fingerprint == row.respondent_mark
        of_this_file = known.batch_id == self._batch_id and self._batch_id is not None
        first = known.row if of_this_file else self._first_named(known.case_id, row.number) if same else 0
        if first:
            name, value = ("nip", row.nip) if row.nip else ("name", row.name)
            return (_problem(name, value, "E_GANDA", other=first),)
        if same:
            return ()
        now = row.said_of_respondent
        said = dict(zip(RESPONDENT_FIELDS, now, strict=True))
        stored = self._bulk.respondent(known.case_id)
        columns = [
            name
            for name in differing(stored, now, RESPONDENT_FIELDS)
            if name != "violations" or _forms(stored) != _forms(now)  # their order says nothing
        ]
        return tuple(_problem(name, said[name], "E_BERUBAH", number=known.case_number) for name in columns)


def _forms(said: Said) -> set[str]:
    """The forms of violation in what is said of a respondent."""
    return {*(said[_FORMS] or "").split(";")}


def _problem(field_name: str, value: str | None, code: str, message: str = "", **details: str | int | None) -> Problem:
    """A problem of one field of a row."""
    return problem(_COLUMN_OF_FIELD[field_name], value or "", code, message, **details)


@lru_cache(maxsize=10_000)
def _list_told(words: tuple[str, ...]) -> str:
    """Words as a JSON list."""
    return to_json(words).decode()
