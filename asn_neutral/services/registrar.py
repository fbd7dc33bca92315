"""Taking checked rows into the register: each is accepted, unchanged, or refused with its reason.

A complaint is known by the number its agency gave it; the respondent by NIP, or by name and unit where
no NIP is known. Rows of a file and a complaint typed by hand come through here alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from typing import Final, NamedTuple

from pydantic_core import to_json

from asn_neutral.domain.chain import GENESIS, event_hash
from asn_neutral.domain.registration import appraise
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
    Sayings,
    differing,
    sayings_of,
)
from asn_neutral.store.bulk import Bulk, KnownComplaint, KnownEmployee, KnownRespondent

_REGISTER: Final = Step.REGISTER.value
_REGISTERED: Final = Status.REGISTERED.value
_AGENCY: Final[Mapping[str, str]] = {str(channel): str(agency) for channel, agency in AGENCY_OF_CHANNEL.items()}
_PREFIX: Final = {"P": "P-", "K": ""}
_COMPLAINANT_FIELDS: Final = ("complainant_name", "complainant_contact")
_REMARK_OF_DOUBT: Final = {"R_STATUS_NIP": Remark.NIP_KIND}
_POST: Final = ("employment", "rank", "position", "position_class", "channel", "district")  # fmt: skip


class Arrival(NamedTuple):
    """A checked row on its way in: the number people call it by (as the spreadsheet shows it) and what was noticed."""

    number: int
    row: CheckedRow
    doubts: tuple[Problem, ...] = ()
    sayings: Sayings | None = None  # made where the row was checked, or else when it is taken


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


class _Ruling(NamedTuple):
    """An appraisal in the words the register keeps, made once for all rows of the same forms, day and election."""

    election: str | None
    stage: str | None
    track: str
    level: str | None
    codes: str
    remarks: str
    told: str  # the same as JSON, without its braces


class _Respondent(NamedTuple):
    """The civil servant a row names, with what was noticed."""

    employee_id: int
    unit_id: int
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

        self._ruling = lru_cache(maxsize=50_000)(partial(_ruling, book))
        self._add_unit = bulk.adder("units")
        self._add_employee = bulk.adder("employees")
        self._add_complaint = bulk.adder("complaints")
        self._add_reference = bulk.adder("external_references")
        self._add_complainant = bulk.adder("complainants")
        self._add_case = bulk.adder("cases")
        self._add_violation = bulk.adder("case_violations")
        self._add_link = bulk.adder("complaint_cases")
        self._add_event = bulk.adder("events")

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
        told = to_json(details).decode()
        self._append((None, None, step.value, happened_on, self._recorded_at, self._actor, None, told))
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
        for row in rows:
            if not row.number and (known := self._same(row)):
                self._complaints[_AGENCY[row.channel], ""] = _Complaint(known)
        by_id = {complaint.known.id: complaint for complaint in self._complaints.values()}
        for (complaint_id, employee_id), respondent in self._bulk.respondents(by_id):
            by_id[complaint_id].respondents[employee_id] = respondent
        self._by_nip = dict(self._bulk.employees_by_nip({row.nip for row in rows if row.nip}))
        self._by_name = dict(self._bulk.employees_by_name({name_key(row.name) for row in rows if not row.nip}))

    def _same(self, row: CheckedRow) -> KnownComplaint | None:
        """The complaint that came without a number, as *row* does, and says the very same."""
        return self._bulk.unnumbered(sayings_of(row, self._key).complaint_mark)

    def _take_row(self, arrival: Arrival, taken: Taken) -> None:
        number, row, _doubts, sayings = arrival
        sayings = sayings or sayings_of(row, self._key)
        key = (_AGENCY[row.channel], row.number)
        complaint = self._complaints.get(key)
        if complaint is None:
            complaint = self._complaints[key] = self._open_complaint(number, row, key, sayings)
            taken.complaints += 1
        elif problems := self._complaint_differs(complaint, row, sayings):
            taken.refused.append(Refused(number, problems))
            return
        known = complaint.respondents.get(self._employee_id(row)) if complaint.respondents else None
        if known is None:
            respondent = self._respondent(row, arrival.doubts)
            taken.cases.append(self._open_case(number, row, complaint, respondent, sayings.respondent_mark))
            taken.accepted += 1
        elif problems := self._respondent_differs(known, row, sayings):
            taken.refused.append(Refused(number, problems))
        else:
            taken.unchanged += 1

    def _open_complaint(self, number: int, row: CheckedRow, key: tuple[str, str], sayings: Sayings) -> _Complaint:
        """Write a complaint that the register does not have."""
        id_, said = self._bulk.next_id("complaints"), sayings.complaint
        own_number = self._number("P", row.received_on.year)
        ruling = self._ruling(row.violations, row.happened_on, row.election)
        complainant = (row.complainant_name, row.complainant_contact)
        known = KnownComplaint(id_, own_number, sayings.complaint_mark, complainant)
        letter_number, letter_date, channel, received, happened, known_on, place, district, named, summary, proof = said
        self._add_complaint(
            (id_, own_number, channel, letter_number, letter_date, received, happened, known_on, place, district, named,
             ruling.election, ruling.stage, summary, proof, known.fingerprint, self._batch_id, self._recorded_at)
        )  # fmt: skip
        if row.number:
            self._add_reference((*key, id_))
        if any(complainant):
            self._add_complainant((id_, *complainant))
        return _Complaint(known, number, said)

    def _open_case(
        self, number: int, row: CheckedRow, complaint: _Complaint, respondent: _Respondent, own_mark: bytes
    ) -> str:
        """Write the case of one respondent and the event that registers it; the number of the case."""
        id_, known = self._bulk.next_id("cases"), complaint.known
        case_number = self._number("K", row.received_on.year)
        ruling = self._ruling(row.violations, row.happened_on, row.election, respondent.remarks)
        opened_on = row.received_on.isoformat()
        post = (row.employment, row.rank, row.position, row.position_class, row.channel, row.district)
        ids = (known.id, respondent.employee_id, respondent.unit_id)
        self._add_case(
            (id_, case_number, *ids, *post, ruling.election, ruling.stage, row.happened_on.isoformat(), opened_on,
             ruling.track, ruling.level, ruling.codes, ruling.remarks, _REGISTERED, None, None, None, 1)
        )  # fmt: skip
        for code in row.violations:
            self._add_violation((id_, code))
        place = (self._batch_id, None if self._batch_id is None else number)
        self._add_link((known.id, id_, row.name, row.nip, own_mark, *place))
        details = (
            f'{{"number":"{case_number}","complaint_id":{ids[0]},"employee_id":{ids[1]},"unit_id":{ids[2]},'
            f'"opened_on":"{opened_on}",{_post_told(*post)},{ruling.told},'
            f'"complaint":"{known.fingerprint.hex()}","respondent":"{own_mark.hex()}"}}'
        )
        self._append((id_, known.id, _REGISTER, opened_on, self._recorded_at, self._actor, _REGISTERED, details))
        complaint.respondents[respondent.employee_id] = KnownRespondent(case_number, own_mark, *place)
        return case_number

    def _append(self, fields: tuple[int | None, int | None, str, str, str, str, str | None, str]) -> None:
        """Chain an event to the ones before it; *fields* are those of `event_hash` from the case id on."""
        seq, before = self._bulk.next_id("events"), self._hash
        self._hash = event_hash(before, seq, *fields)
        self._add_event((seq, *fields, before, self._hash))

    def _number(self, kind: str, year: int) -> str:
        """The next number of a complaint (`P-2024/0017`) or a case (`2024/0017`) received in *year*."""
        serial = self._series.get((kind, year), 0) + 1
        self._series[(kind, year)] = serial
        return f"{_PREFIX[kind]}{year}/{serial:04d}"

    def _employee_id(self, row: CheckedRow) -> int:
        """The id of the civil servant a row names, 0 where nobody has named them before; nothing is written."""
        if row.nip:
            known = self._by_nip.get(row.nip)
        else:
            known = self._by_name.get((name_key(row.name), self._units.get(unit_key(row.unit), 0)))
        return known.id if known else 0

    def _respondent(self, row: CheckedRow, doubts: tuple[Problem, ...]) -> _Respondent:
        """The civil servant of a row, made known to the register where nobody has named them before."""
        unit_id = self._unit_ids.get(row.unit) or self._unit(row.unit)
        remarks = tuple(_REMARK_OF_DOUBT.get(doubt.code, Remark.NIP_DOUBTFUL).value for doubt in doubts)
        if row.nip:
            known = self._by_nip.get(row.nip)
            if known is None:
                known = self._by_nip[row.nip] = self._new_employee(row, unit_id)
            elif known.name != row.name and known.name_key != name_key(row.name):
                remarks += (Remark.NAME_DIFFERS.value,)
        else:
            remarks += (Remark.NO_NIP.value,)
            key = (name_key(row.name), unit_id)
            known = self._by_name.get(key) or self._new_employee(row, unit_id)
            self._by_name[key] = known
        return _Respondent(known.id, unit_id, remarks)

    def _new_employee(self, row: CheckedRow, unit_id: int) -> KnownEmployee:
        known = KnownEmployee(self._bulk.next_id("employees"), row.name, name_key(row.name))
        self._add_employee((known.id, row.nip, row.name, known.name_key, unit_id))
        return known

    def _unit(self, name: str) -> int:
        """The id of the unit that *name* means; a unit not known yet is added under its name as written."""
        key = unit_key(name)
        if key not in self._units:
            self._units[key] = self._bulk.next_id("units")
            self._add_unit((self._units[key], key, name, unit_kind(name).value))
        self._unit_ids[name] = self._units[key]
        return self._units[key]

    def _complaint_differs(self, complaint: _Complaint, row: CheckedRow, sayings: Sayings) -> tuple[Problem, ...]:
        """In which columns a row disagrees with the complaint of the same number."""
        given = (row.complainant_name, row.complainant_contact)
        columns = tuple(
            name
            for name, new, old in zip(_COMPLAINANT_FIELDS, given, complaint.known.complainant, strict=True)
            if new and new != old
        )
        if sayings.complaint_mark != complaint.known.fingerprint:
            before = complaint.said or self._bulk.complaint(complaint.known.id)
            columns = (*differing(before, sayings.complaint, COMPLAINT_FIELDS), *columns)
        if first := complaint.row or self._row_that_opened(complaint):
            return tuple(_problem(name, row, "E_BEDA", other=first) for name in columns)
        return tuple(_problem(name, row, "E_BERUBAH", number=complaint.known.number) for name in columns)

    def _row_that_opened(self, complaint: _Complaint) -> int | None:
        """The row of this file, taken with an earlier batch, that opened *complaint*; None if another file did."""
        if self._batch_id is None or complaint.known.batch_id != self._batch_id:
            return None
        return min((known.row for known in complaint.respondents.values() if known.row), default=None)

    def _respondent_differs(self, known: KnownRespondent, row: CheckedRow, sayings: Sayings) -> tuple[Problem, ...]:
        """Why a respondent whom the complaint names already cannot be taken; empty when nothing changed."""
        if known.batch_id == self._batch_id and self._batch_id is not None:
            return (_problem("nip" if row.nip else "name", row, "E_GANDA", other=known.row),)
        if known.fingerprint == sayings.respondent_mark:
            return ()
        columns = differing(self._bulk.respondent(known.case_number), sayings.respondent, RESPONDENT_FIELDS)
        return tuple(_problem(name, row, "E_BERUBAH", number=known.case_number) for name in columns)


def _problem(field_name: str, row: CheckedRow, code: str, **details: str | int | None) -> Problem:
    """A problem of one field of a row; what identifies the complainant is not repeated in it."""
    place = CheckedRow._fields.index(field_name)
    value = "" if field_name in _COMPLAINANT_FIELDS else row[place]
    shown = ";".join(value) if isinstance(value, tuple) else str(value or "")
    return problem(KEYS[place], shown, code, "", **details)


def _ruling(
    book: Book, codes: tuple[str, ...], happened_on: date, election: str | None, noticed: tuple[str, ...] = ()
) -> _Ruling:
    """The law of the day of the act applied to the forms named, with what was *noticed* besides."""
    located = locate(book.elections, happened_on, election)
    found = appraise(
        codes, happened_on=happened_on, located=located, form_of=lambda code, on: book.violation(code, on=on)
    )
    remarks = (*found.remarks, *noticed)
    facts = {
        "election": found.election,
        "stage": found.stage,
        "happened_on": happened_on.isoformat(),
        "track": found.track.value,
        "level": found.level.value if found.level else None,
    }
    told = _inner({**facts, "violations": codes, "remarks": remarks, "rules": found.rules})
    kept = (found.election, found.stage, found.track.value, facts["level"])
    return _Ruling(*kept, codes=";".join(codes), remarks=";".join(remarks), told=told)


@lru_cache(maxsize=50_000)
def _post_told(*post: str | None) -> str:
    """Post, channel and district as JSON, without its braces."""
    return _inner(dict(zip(_POST, post, strict=True)))


def _inner(facts: Mapping[str, object]) -> str:
    """*facts* as JSON without its braces, to be joined with others: one row of many repeats what others said."""
    return to_json(facts)[1:-1].decode()
