"""One record becomes a checked row, or the list of everything that is wrong with it.

pydantic guards the door: one adapter over a tuple, made from the columns in their order, so that the place of a fault
in pydantic's answer is the column. What no single cell shows (the order of the dates) is compared afterwards.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import GenericAlias
from typing import Final, NamedTuple

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from asn_neutral.domain import identity
from asn_neutral.intake.cells import DATE_COLUMNS, DateReading, NipReader, field_types, tidy_line, tidy_text
from asn_neutral.intake.columns import COLUMNS, KEYS, Header, template
from asn_neutral.intake.date_doubt import DateDoubt, all_told
from asn_neutral.intake.dates import parse_date
from asn_neutral.intake.names import mixes_alphabets
from asn_neutral.intake.reasons import TOO_LONG, Problem, RefusedValueError, problem
from asn_neutral.intake.records import RawRecord
from asn_neutral.intake.words import number_needed
from asn_neutral.law.terms import Employment
from asn_neutral.locale import N_, ngettext
from asn_neutral.scratch import unstopped

_LONG_TEXTS: Final = frozenset({"uraian", "bukti"})
_TIDY: Final[tuple[Callable[[str], str], ...]] = tuple(tidy_text if key in _LONG_TEXTS else tidy_line for key in KEYS)
_NIP_AT: Final = KEYS.index("nip")
_CHANNEL_AT: Final = KEYS.index("jalur")
_DISTRICT_AT: Final = KEYS.index("kecamatan")
_SAYING: Final = tuple(map(KEYS.index, ("nama_terlapor", "unit_kerja", "uraian")))
_LONGEST_OF_SIGNS: Final = 3  # of what stands for nothing: -, --, ...
_SPREADSHEET_ERRORS: Final = frozenset({
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!",
    "#CONNECT!", "#BUSY!", "#GETTING_DATA",
})  # fmt: skip
"""What Excel and LibreOffice show in place of the result of a formula that failed."""
_BIRTH_LENGTH: Final = 8
_CODE_OF_ERROR: Final = {
    "string_type": "E_KOSONG",  # the empty cell was handed over as None
    "string_too_long": "E_PANJANG",
    "string_pattern_mismatch": "E_KENDALI",
    "string_unicode": "E_KENDALI",
}
_EXAMPLE: Final = dict(zip(*template(), strict=True))
_NEEDS_A_NUMBER: Final = N_(
    "this must be filled in; where the sender gave no number (langsung, surat), write that of your agenda of letters"
)
_OUT_OF_ORDER: Final = N_("{earlier} ({first}) lies after {later} ({second})")


class CheckedRow(NamedTuple):
    """One row that passed every check, in the order of the columns; what is missing is None."""

    number: str
    letter_number: str | None
    letter_date: date | None
    channel: str
    received_on: date
    happened_on: date
    known_on: date | None
    place: str | None
    district: str | None
    name: str
    nip: str | None
    employment: str | None
    rank: str | None
    position: str | None
    position_class: str | None
    unit: str
    violations: tuple[str, ...]
    election: str | None
    summary: str
    evidence: str | None
    complainant_name: str | None
    complainant_contact: str | None


class RowChecker:
    """Checks the rows of one file.

    After each `check`, `remarks` holds what is doubtful but not refused about that row; `repairs` counts over the
    whole file the cells that were tidied (blanks, quotes, composed letters, dots in a NIP, spellings of a district);
    `mixed` counts the rows with look-alike letters of two alphabets.
    """

    def __init__(  # noqa: PLR0913 - what a file and its sender say about how it is read
        self,
        header: Header,
        *,
        today: date,
        violations: frozenset[str],
        elections: frozenset[str],
        date_order: str | None = None,
        doubtful: frozenset[str] = frozenset(),
        allow_mixed_letters: bool = False,
    ) -> None:
        """Prepare for the rows under one header.

        Args:
            header: The columns of the file.
            today: No date may lie after it.
            violations: The known violation codes.
            elections: The ids of the known elections.
            date_order: ``dmy`` or ``mdy``: how dates of figures are read; None: ``dmy``, as long as no date speaks
                against it.
            doubtful: The columns in which figures that could be either are refused; those of `misordered` after a
                first reading.
            allow_mixed_letters: Take a name with letters of two alphabets in one word, with a remark.
        """
        self.remarks: tuple[Problem, ...] = ()
        self.repairs = 0
        self.mixed = 0
        self._allow_mixed_letters = allow_mixed_letters
        self._read_nip = NipReader(today)
        self._dates = DateDoubt(header, DATE_COLUMNS, stated=date_order, doubtful=bool(doubtful))
        self._pick = header.picker()
        self._validate = validator(
            field_types(
                dates=DateReading(today, self._dates.order, doubtful),
                read_nip=self._read_nip,
                violations=violations,
                elections=elections,
                allow_mixed_letters=allow_mixed_letters,
            )
        )

    @property
    def misordered(self) -> Mapping[str, int]:
        """Per column the dates that fit only the other order of day and month; 0 where one may stand there."""
        return self._dates.misordered

    def check_record(self, record: RawRecord) -> CheckedRow | tuple[Problem, ...]:
        """The checked row of a record, or all problems of it, whatever kept it from being split into its columns."""
        told = () if record.problem is None else (record.problem,)
        if record.cells is None:
            return (*told, *self._dates.out_of_place(record.text))
        found = self.check(record.cells)
        doubts = self._dates.recalled(record.cells)
        if isinstance(found, CheckedRow):
            return found if not told and not doubts else (*told, *doubts)
        return all_told(told, found, doubts)

    def check(self, cells: Sequence[str]) -> CheckedRow | tuple[Problem, ...]:
        """The checked row, or all problems of it in the order of the columns.

        Args:
            cells: A record with as many cells as the header.
        """
        self.remarks = ()
        values = self._pick(cells)
        found = self._validated(values) if _is_plain(values) else None
        if not isinstance(found, CheckedRow):
            tidied = self._tidied(values)
            if found is None or tidied != values:
                values, found = tidied, self._validated(tidied)
            if isinstance(found, ValidationError):
                return all_told(_nothing_said(values), self._problems(values, found), ())
        if nothing := _nothing_said(values):
            return nothing
        if not _dates_agree(found):
            return tuple(
                _order_problems(found.letter_date, found.received_on, found.happened_on, found.known_on, found.nip)
            )
        if found.district != values[_DISTRICT_AT] and found.district is not None:
            self.repairs += 1
        if found.nip is not None:
            if found.nip == _EXAMPLE["nip"] and found.name == _EXAMPLE["nama_terlapor"]:
                return (problem("nama_terlapor", found.name, "E_CONTOH"),)
            found = self._identified(found, found.nip, values[_NIP_AT])
        if found.rank is not None or self._allow_mixed_letters:
            self._remark(found)
        return found

    def file_remarks(self) -> list[str]:
        """What concerns the file: columns with dates that fit only the other order, names with look-alike letters."""
        remarks = self._dates.remarks()
        if self.mixed and not self._allow_mixed_letters:
            remarks.append(
                ngettext(
                    "In {count} row letters of two alphabets stand in one word; if a name is really written so, "
                    "import it with --allow-mixed-letters.",
                    "In {count} rows letters of two alphabets stand in one word; if names are really written so, "
                    "import them with --allow-mixed-letters.",
                    self.mixed,
                ).format(count=self.mixed)
            )
        elif self.mixed:
            remarks.append(
                ngettext(
                    "{count} row with letters of two alphabets in one word was taken as it stands.",
                    "{count} rows with letters of two alphabets in one word were taken as they stand.",
                    self.mixed,
                ).format(count=self.mixed)
            )
        return remarks

    def _validated(self, values: tuple[str, ...]) -> CheckedRow | ValidationError:
        """The row, or why pydantic does not let it through; its patterns refuse what is not tidy."""
        try:
            return CheckedRow._make(self._validate([value or None for value in values]))
        except ValidationError as bad:
            return bad

    def _tidied(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        """The cells without guarding quotes and needless blanks, in composed letters; each mended one is counted."""
        tidied = tuple(tidy(cell) for tidy, cell in zip(_TIDY, cells, strict=True))
        self.repairs += sum(one != other for one, other in zip(cells, tidied, strict=True))
        return tidied

    def _identified(self, row: CheckedRow, nip: str, written: str) -> CheckedRow:
        """The row with the employment its NIP shows, when it states none; doubts about the NIP become remarks."""
        kind = identity.kind_of(nip)
        if row.employment is None:
            row = row._replace(employment=kind.value)
        if nip != written:
            self.repairs += 1
        contradicts = (row.employment == "PPPK") is not (kind is Employment.PPPK)
        early = nip[_APPOINTED[kind]] > _compact(row.happened_on)[: _LENGTH[kind]]
        if contradicts or early or self._read_nip.warnings:
            self.remarks = tuple(self._doubts(row, nip, kind, contradicts=contradicts, early=early))
        return row

    def _doubts(self, row: CheckedRow, nip: str, kind: Employment, *, contradicts: bool, early: bool) -> list[Problem]:
        """The remarks about one NIP that passed: warnings of its own, and what employment or act contradict."""
        warnings = self._read_nip.warnings
        doubts = [Problem("nip", nip, found.code, found.message, found.details) for found in warnings]
        if contradicts and row.employment is not None:
            doubts.append(
                problem("status_asn", row.employment, "R_STATUS_NIP", kind=kind.value, employment=row.employment)
            )
        if early:
            appointed = "-".join(filter(None, (nip[8:12], nip[12:14] if kind is Employment.PNS else "")))
            doubts.append(problem("nip", nip, "R_BELUM_DIANGKAT", act=row.happened_on, appointed=appointed))
        return doubts

    def _remark(self, row: CheckedRow) -> None:
        """Note a rank of the other employment (PNS have I/a to IV/e, PPPK I to XVII), and look-alike letters."""
        if row.rank is not None and row.employment is not None:
            kind = Employment.PNS if "/" in row.rank else Employment.PPPK
            if (kind is Employment.PPPK) is not (row.employment == Employment.PPPK):
                told = {"rank": row.rank, "kind": kind.value, "employment": row.employment}
                self.remarks += (problem("golongan", row.rank, "R_GOLONGAN", **told),)
        if not self._allow_mixed_letters:
            return
        names = (("nama_terlapor", row.name), ("nama_pelapor", row.complainant_name))
        doubts = tuple(problem(key, name, "R_AKSARA_CAMPUR") for key, name in names if name and mixes_alphabets(name))
        self.remarks += doubts
        self.mixed += bool(doubts)

    def _problems(self, values: Sequence[str], bad: ValidationError) -> tuple[Problem, ...]:
        """What pydantic found, one problem for each column, and then what the readable dates contradict."""
        if not any(values):
            return (problem("", "", "E_KOSONG", N_("the record is empty; delete its line")),)
        found = [_problem_of(fault, values) for fault in bad.errors(include_url=False, include_input=False)]
        self._dates.note(found)
        self.mixed += any(fault.code == "E_AKSARA_CAMPUR" for fault in found)
        return (*found, *self._readable_order_problems(values, {fault.column for fault in found}))

    def _readable_order_problems(self, values: Sequence[str], faulty: set[str]) -> list[Problem]:
        """Contradictions between the dates of a refused row that are not faulty themselves."""
        written, received, happened, known = (
            parse_date(values[place], self._dates.order) if values[place] and KEYS[place] not in faulty else None
            for place in map(KEYS.index, DATE_COLUMNS)
        )
        return _order_problems(written, received, happened, known, None)


_LENGTH: Final = {Employment.PNS: 6, Employment.CPNS: 6, Employment.PPPK: 4}
_APPOINTED: Final = {kind: slice(8, 8 + length) for kind, length in _LENGTH.items()}
"""Where a NIP shows the month of the appointment, that of a PPPK only its year."""


def validator(types: Iterable[object]) -> Callable[[list[str | None]], tuple[object, ...]]:
    """What lets the values of a row through as values of *types*, or raises pydantic's ValidationError."""
    with unstopped():  # pydantic drops what is raised while it reads a pattern, and then takes it for an empty one
        adapter: TypeAdapter[tuple[object, ...]] = TypeAdapter(
            GenericAlias(tuple, tuple(types)),  # type: ignore[arg-type]  # its types are known at run time only
            config=ConfigDict(hide_input_in_errors=True),
        )
    return adapter.validate_python


def _nothing_said(values: Sequence[str]) -> tuple[Problem, ...]:
    """The cells that hold the error of a spreadsheet, and those that have to say something and are only signs."""
    name, unit, summary = _SAYING
    shortest = min(len(values[name]), len(values[unit]), len(values[summary]))
    if shortest > _LONGEST_OF_SIGNS and "#" not in "".join(values):
        return ()  # a closer look at every row would cost much more
    errors = [place for place, value in enumerate(values) if value.upper() in _SPREADSHEET_ERRORS]
    signs = [place for place in _SAYING if 0 < len(values[place]) <= _LONGEST_OF_SIGNS and _is_signs(values[place])]
    return (
        *(problem(KEYS[place], values[place], "E_RUMUS") for place in errors),
        *(problem(KEYS[place], values[place], "E_KOSONG") for place in signs),
    )


def _is_signs(value: str) -> bool:
    return not any(map(str.isalnum, value))


def _is_plain(values: tuple[str, ...]) -> bool:
    """False for cells with what the patterns do not see: a guarding quote, or letters that are not composed (NFC)."""
    joined = "".join(values)
    if "'" in joined and any(value.startswith("'") for value in values):
        return False
    return joined.isascii() or unicodedata.is_normalized("NFC", joined)


def _problem_of(fault: ErrorDetails, values: Sequence[str]) -> Problem:
    """One of pydantic's faults as a problem of the column in which it was found."""
    place = place_of(fault)
    column, value = COLUMNS[place].key, values[place]
    found = fault_in_column(fault, column, value)
    if found.code == "E_KOSONG" and column == "nomor_laporan" and not number_needed(values[_CHANNEL_AT]):
        return problem(column, value, found.code, _NEEDS_A_NUMBER)
    return found


def place_of(fault: ErrorDetails) -> int:
    """The place, among the values that were checked, of the one in which pydantic found a fault."""
    index = fault["loc"][0]
    return index if isinstance(index, int) else 0


def fault_in_column(fault: ErrorDetails, column: str, value: str) -> Problem:
    """One of pydantic's faults as a problem of the cell *value* in *column*."""
    reason = fault.get("ctx", {}).get("error")
    if isinstance(reason, RefusedValueError):
        return reason.in_column(column, value)
    code = _CODE_OF_ERROR[fault["type"]]
    if code == "E_PANJANG":
        return problem(column, value, code, TOO_LONG, length=len(value), limit=fault["ctx"]["max_length"])
    return problem(column, value, code)


def _dates_agree(row: CheckedRow) -> bool:
    """Whether birth, act, knowledge and receipt follow each other, and the letter was written before it came."""
    known = row.received_on if row.known_on is None else row.known_on
    if not row.happened_on <= known <= row.received_on:
        return False
    if row.letter_date is not None and row.letter_date > row.received_on:
        return False
    return row.nip is None or row.nip[:_BIRTH_LENGTH] <= _compact(row.happened_on)


def _order_problems(
    written: date | None, received: date | None, happened: date | None, known: date | None, nip: str | None
) -> list[Problem]:
    """Each pair of dates that stands in the wrong order, naming both; None is not compared."""
    pairs = (
        ("tanggal_surat", written, "tanggal_terima", received),
        ("tanggal_kejadian", happened, "tanggal_diketahui", known),
        ("tanggal_diketahui", known, "tanggal_terima", received),
        ("tanggal_kejadian", happened, "tanggal_terima", received),
    )
    found = [_contradiction(*pair) for pair in pairs if pair[1] and pair[3] and pair[1] > pair[3]]
    if happened and nip and nip[:_BIRTH_LENGTH] > _compact(happened):
        birth = date.fromisoformat(nip[:_BIRTH_LENGTH])
        message = N_("the act ({act}) lies before the date of birth in the NIP ({birth})")
        found.append(
            problem("tanggal_kejadian", happened.isoformat(), "E_URUTAN_TANGGAL", message, act=happened, birth=birth)
        )
    return found


def _contradiction(earlier: str, first: date | None, later: str, second: date | None) -> Problem:
    return problem(
        earlier, str(first), "E_URUTAN_TANGGAL", _OUT_OF_ORDER, earlier=earlier, first=first, later=later, second=second
    )


@lru_cache(maxsize=8192)
def _compact(day: date) -> str:
    """A day as YYYYMMDD, as a NIP begins."""
    return f"{day:%Y%m%d}"
