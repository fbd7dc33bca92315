"""Taking checked rows into the register: each is accepted, unchanged, or refused with its reason.

A complaint is known by the number its agency gave it; the respondent by NIP, or by name and unit where
no NIP is known. Rows of a file and a complaint typed by hand come through here alike.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from json import JSONEncoder
from typing import Final, NamedTuple

from asn_neutral.domain.chain import GENESIS, event_hash
from asn_neutral.domain.registration import Appraisal, Form, appraise
from asn_neutral.domain.stages import locate
from asn_neutral.intake.columns import KEYS
from asn_neutral.intake.names import name_key, unit_key, unit_kind
from asn_neutral.intake.reasons import Problem, problem
from asn_neutral.intake.row import CheckedRow
from asn_neutral.law.book import Book
from asn_neutral.law.terms import AGENCY_OF_CHANNEL, Remark, Status, Step
from asn_neutral.services.said import (
    COMPLAINT_FIELDS,
    RESPONDENT_FIELDS,
    Said,
    differing,
    mark,
    of_complaint,
    of_respondent,
)
from asn_neutral.store import tables
from asn_neutral.store.bulk import Bulk, KnownComplaint, KnownEmployee, KnownRespondent

_encode: Final = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_AGENCY: Final[Mapping[str, str]] = {str(channel): str(agency) for channel, agency in AGENCY_OF_CHANNEL.items()}
_PREFIX: Final = {"P": "P-", "K": ""}
_COMPLAINANT_FIELDS: Final = ("complainant_name", "complainant_contact")
_REMARK_OF_DOUBT: Final = {"R_STATUS_NIP": Remark.NIP_KIND}
_DETAILS: Final = (
    "number", "complaint_id", "employee_id", "unit_id", "employment", "rank", "position", "position_class",
    "channel", "district", "election", "stage", "happened_on", "opened_on", "track", "level", "violations", "remarks",
    "rules", "complaint", "respondent",
)  # fmt: skip


class Arrival(NamedTuple):
    """A checked row on its way in: the number people call it by (as the spreadsheet shows it) and what was noticed."""

    number: int
    row: CheckedRow
    doubts: tuple[Problem, ...] = ()


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


@dataclass(frozen=True, slots=True)
class _Respondent:
    """The civil servant a row names, with what was noticed."""

    employee_id: int
    unit_id: int
    said: Said
    remarks: tuple[str, ...]


@dataclass(slots=True)
class _Complaint:
    """A complaint that this batch of rows touches, with its respondents by employee id."""

    known: KnownComplaint
    row: int | None = None  # the row of this batch that opened it
    said: Said | None = None  # what that row said; otherwise the register is asked
    respondents: dict[int, KnownRespondent] = field(default_factory=dict)


class Registrar:
    """Takes rows, batch by batch, inside one unit of work; `close` when the last has been taken."""

    def __init__(self, bulk: Bulk, book: Book, *, batch_id: int | None, recorded_at: str, actor: str) -> None:
        self._bulk = bulk
        self._batch_id = batch_id
        self._recorded_at = recorded_at
        self._actor = actor
        self._units = bulk.units()
        self._unit_ids: dict[str, int] = {}
        self._series = bulk.series()
        self._hash = bulk.last_hash() or GENESIS
        self._key = bulk.register_key()
        self._complaints: dict[tuple[str, str], _Complaint] = {}
        self._by_nip: dict[str, KnownEmployee] = {}
        self._by_name: dict[tuple[str, int], KnownEmployee] = {}

        @lru_cache(maxsize=50_000)
        def appraised(codes: tuple[str, ...], happened_on: date, election: str | None) -> Appraisal:
            located = locate(book.elections, happened_on, election)
            return appraise(codes, happened_on=happened_on, located=located, form_of=_form_of(book))

        self._appraised = appraised

    def take(self, arrivals: Sequence[Arrival]) -> Taken:
        """Take a batch of rows."""
        self._look_up([arrival.row for arrival in arrivals])
        taken = Taken()
        for arrival in arrivals:
            self._take_row(arrival, taken)
        self._bulk.flush()
        return taken

    def close(self) -> None:
        """Keep the serial numbers that were given."""
        self._bulk.save_series(self._series)

    def record(self, step: Step, happened_on: str, details: dict[str, object]) -> None:
        """Append an event that belongs to no case."""
        self._append(None, None, step, happened_on, None, _encode(details))
        self._bulk.flush()

    def _look_up(self, rows: Sequence[CheckedRow]) -> None:
        """Ask the register once for all that the batch names."""
        by_agency: dict[str, set[str]] = {}
        for row in rows:
            by_agency.setdefault(_AGENCY[row.channel], set()).add(row.number)
        self._complaints = {
            (agency, number): _Complaint(known)
            for agency, numbers in by_agency.items()
            for number, known in self._bulk.complaints(agency, numbers)
        }
        by_id = {complaint.known.id: complaint for complaint in self._complaints.values()}
        for (complaint_id, employee_id), respondent in self._bulk.respondents(by_id):
            by_id[complaint_id].respondents[employee_id] = respondent
        self._by_nip = dict(self._bulk.employees_by_nip({row.nip for row in rows if row.nip}))
        self._by_name = dict(self._bulk.employees_by_name({name_key(row.name) for row in rows if not row.nip}))

    def _take_row(self, arrival: Arrival, taken: Taken) -> None:
        number, row, _doubts = arrival
        key = (_AGENCY[row.channel], row.number)
        said = of_complaint(row)
        complaint = self._complaints.get(key)
        if complaint is None:
            complaint = self._complaints[key] = self._open_complaint(number, row, key, said)
            taken.complaints += 1
        elif problems := self._complaint_differs(complaint, row, said):
            taken.refused.append(Refused(number, problems))
            return
        respondent = self._respondent(arrival)
        known = complaint.respondents.get(respondent.employee_id)
        if known is None:
            taken.cases.append(self._open_case(number, row, complaint, respondent))
            taken.accepted += 1
        elif problems := self._respondent_differs(known, row, respondent.said):
            taken.refused.append(Refused(number, problems))
        else:
            taken.unchanged += 1

    def _open_complaint(self, number: int, row: CheckedRow, key: tuple[str, str], said: Said) -> _Complaint:
        """Write a complaint that the register does not have."""
        bulk, id_ = self._bulk, self._bulk.next_id(tables.Complaint)
        own_number = self._number("P", row.received_on.year)
        appraisal = self._appraised(row.violations, row.happened_on, row.election)
        known = KnownComplaint(id_, own_number, mark(said, self._key), (row.complainant_name, row.complainant_contact))
        letter_number, letter_date, channel, received, happened, known_on, place, district, named, summary, proof = said
        bulk.add(
            tables.Complaint,
            (
                id_, own_number, channel, letter_number, letter_date, received, happened, known_on, place, district,
                named, appraisal.election, appraisal.stage, summary, proof, known.fingerprint, self._batch_id,
                self._recorded_at,
            ),
        )  # fmt: skip
        bulk.add(tables.ExternalReference, (*key, id_))
        if row.complainant_name or row.complainant_contact:
            bulk.add(tables.Complainant, (id_, row.complainant_name, row.complainant_contact))
        return _Complaint(known, number, said)

    def _open_case(self, number: int, row: CheckedRow, complaint: _Complaint, respondent: _Respondent) -> str:
        """Write the case of one respondent and the event that registers it; the number of the case."""
        bulk, id_, known = self._bulk, self._bulk.next_id(tables.Case), complaint.known
        case_number = self._number("K", row.received_on.year)
        appraisal = self._appraised(row.violations, row.happened_on, row.election)
        opened_on = row.received_on.isoformat()
        remarks = (*appraisal.remarks, *respondent.remarks)
        facts = (
            case_number, known.id, respondent.employee_id, respondent.unit_id, row.employment, row.rank, row.position,
            row.position_class, row.channel, row.district, appraisal.election, appraisal.stage,
            row.happened_on.isoformat(), opened_on, appraisal.track, appraisal.level,
        )  # fmt: skip
        bulk.add(
            tables.Case,
            (id_, *facts, ";".join(row.violations), ";".join(remarks), Status.REGISTERED, None, None, None, 1),
        )
        for code in row.violations:
            bulk.add(tables.CaseViolation, (id_, code))
        own_mark = mark(respondent.said, self._key)
        bulk.add(tables.ComplaintCase, (known.id, id_, row.name, row.nip, own_mark, self._batch_id, number))
        marks = (known.fingerprint.hex(), own_mark.hex())
        details = _encode(dict(zip(_DETAILS, (*facts, row.violations, remarks, appraisal.rules, *marks), strict=True)))
        self._append(id_, known.id, Step.REGISTER, opened_on, Status.REGISTERED, details)
        complaint.respondents[respondent.employee_id] = KnownRespondent(case_number, own_mark, self._batch_id, number)
        return case_number

    def _append(  # noqa: PLR0913, PLR0917 - the fields of an event
        self,
        case_id: int | None,
        complaint_id: int | None,
        step: Step,
        happened_on: str,
        status: Status | None,
        details: str,
    ) -> None:
        """Chain an event to the ones before it."""
        seq, before = self._bulk.next_id(tables.Event), self._hash
        fields = (seq, case_id, complaint_id, step, happened_on, self._recorded_at, self._actor, status, details)
        self._hash = event_hash(before, *fields)
        self._bulk.add(tables.Event, (*fields, before, self._hash))

    def _number(self, kind: str, year: int) -> str:
        """The next number of a complaint (`P-2024/0017`) or a case (`2024/0017`) received in *year*."""
        serial = self._series.get((kind, year), 0) + 1
        self._series[(kind, year)] = serial
        return f"{_PREFIX[kind]}{year}/{serial:04d}"

    def _respondent(self, arrival: Arrival) -> _Respondent:
        """The civil servant of a row, made known to the register where nobody has named them before."""
        row = arrival.row
        said = of_respondent(row)
        unit_id = self._unit(row.unit)
        remarks = [_REMARK_OF_DOUBT.get(doubt.code, Remark.NIP_DOUBTFUL) for doubt in arrival.doubts]
        if row.nip:
            known = self._by_nip.get(row.nip)
            if known is None:
                known = self._by_nip[row.nip] = self._new_employee(row, unit_id)
            elif known.name != row.name and known.name_key != name_key(row.name):
                remarks.append(Remark.NAME_DIFFERS)
        else:
            remarks.append(Remark.NO_NIP)
            key = (name_key(row.name), unit_id)
            known = self._by_name.get(key) or self._new_employee(row, unit_id)
            self._by_name[key] = known
        return _Respondent(known.id, unit_id, said, tuple(remarks))

    def _new_employee(self, row: CheckedRow, unit_id: int) -> KnownEmployee:
        known = KnownEmployee(self._bulk.next_id(tables.Employee), row.name, name_key(row.name))
        self._bulk.add(tables.Employee, (known.id, row.nip, row.name, known.name_key, unit_id))
        return known

    def _unit(self, name: str) -> int:
        """The id of the unit that *name* means; a unit not known yet is added under its name as written."""
        if name not in self._unit_ids:
            key = unit_key(name)
            if key not in self._units:
                self._units[key] = self._bulk.next_id(tables.Unit)
                self._bulk.add(tables.Unit, (self._units[key], key, name, unit_kind(name)))
            self._unit_ids[name] = self._units[key]
        return self._unit_ids[name]

    def _complaint_differs(self, complaint: _Complaint, row: CheckedRow, said: Said) -> tuple[Problem, ...]:
        """In which columns a row disagrees with the complaint of the same number."""
        given = (row.complainant_name, row.complainant_contact)
        columns = tuple(
            name
            for name, new, old in zip(_COMPLAINANT_FIELDS, given, complaint.known.complainant, strict=True)
            if new and new != old
        )
        if mark(said, self._key) != complaint.known.fingerprint:
            before = complaint.said or self._bulk.complaint(complaint.known.id)
            columns = (*differing(before, said, COMPLAINT_FIELDS), *columns)
        if complaint.row is not None:
            return tuple(_problem(name, row, "E_BEDA", other=complaint.row) for name in columns)
        return tuple(_problem(name, row, "E_BERUBAH", number=complaint.known.number) for name in columns)

    def _respondent_differs(self, known: KnownRespondent, row: CheckedRow, said: Said) -> tuple[Problem, ...]:
        """Why a respondent whom the complaint names already cannot be taken; empty when nothing changed."""
        if known.batch_id == self._batch_id and self._batch_id is not None:
            return (_problem("nip" if row.nip else "name", row, "E_GANDA", other=known.row),)
        if known.fingerprint == mark(said, self._key):
            return ()
        columns = differing(self._bulk.respondent(known.case_number), said, RESPONDENT_FIELDS)
        return tuple(_problem(name, row, "E_BERUBAH", number=known.case_number) for name in columns)


def _problem(field_name: str, row: CheckedRow, code: str, **details: str | int | None) -> Problem:
    """A problem of one field of a row; what identifies the complainant is not repeated in it."""
    place = CheckedRow._fields.index(field_name)
    value = "" if field_name in _COMPLAINANT_FIELDS else row[place]
    shown = ";".join(value) if isinstance(value, tuple) else str(value or "")
    return problem(KEYS[place], shown, code, "", **details)


def _form_of(book: Book) -> Callable[[str, date], Form | None]:
    """The question `which entry of the catalogue is in force` as the domain asks it."""
    return lambda code, on: book.violation(code, on=on)
