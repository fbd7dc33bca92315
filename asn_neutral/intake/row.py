"""One record becomes a checked row, or the list of everything that is wrong with it.

pydantic guards the door: one adapter over a tuple, made from the columns in their order, so that the place of a fault
in pydantic's answer is the column. What no single cell shows (the order of the dates) is compared afterwards.
"""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from types import GenericAlias
from typing import Final, NamedTuple

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from asn_neutral.domain import identity
from asn_neutral.intake.cells import NipReader, field_types, tidy_line, tidy_text
from asn_neutral.intake.columns import COLUMNS, KEYS, Header
from asn_neutral.intake.dates import DateOrder, parse_date
from asn_neutral.intake.reasons import REMARKS, Problem, RefusedValueError, problem
from asn_neutral.law.terms import Employment
from asn_neutral.locale import N_, ngettext

_LONG_TEXTS: Final = frozenset({"uraian", "bukti"})
_TIDY: Final[tuple[Callable[[str], str], ...]] = tuple(tidy_text if key in _LONG_TEXTS else tidy_line for key in KEYS)
_NIP_AT: Final = KEYS.index("nip")
_BIRTH_LENGTH: Final = 8
_CODE_OF_ERROR: Final = {
    "string_type": "E_KOSONG",  # the empty cell was handed over as None
    "string_too_long": "E_PANJANG",
    "string_pattern_mismatch": "E_KENDALI",
    "string_unicode": "E_KENDALI",
}
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
    whole file the cells that were tidied (blanks, quotes, composed letters, dots in a NIP); `misordered` counts per
    column the dates that only fit the other order of day and month.
    """

    def __init__(
        self,
        header: Header,
        *,
        today: date,
        violations: frozenset[str],
        elections: frozenset[str],
        date_order: str | None = None,
    ) -> None:
        """Prepare for the rows under one header.

        Args:
            header: The columns of the file.
            today: No date may lie after it.
            violations: The known violation codes.
            elections: The ids of the known elections.
            date_order: ``dmy`` (the default) or ``mdy``: how dates of figures are read.
        """
        self.remarks: tuple[Problem, ...] = ()
        self.repairs = 0
        self.misordered: dict[str, int] = {}
        self._read_nip = NipReader(today)
        self._order = date_order or DateOrder.DAY_FIRST
        self._pick = header.picker()
        types = field_types(
            today=today, read_nip=self._read_nip, violations=violations, elections=elections, date_order=self._order
        )
        self._adapter: TypeAdapter[tuple[object, ...]] = TypeAdapter(
            GenericAlias(tuple, types),  # type: ignore[arg-type]  # its types are known at run time only
            config=ConfigDict(hide_input_in_errors=True),
        )
        self._validate = self._adapter.validate_python

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
                return self._problems(values, found)
        if not _dates_agree(found):
            return tuple(_order_problems(found.received_on, found.happened_on, found.known_on, found.nip))
        return found if found.nip is None else self._identified(found, found.nip, values[_NIP_AT])

    def file_remarks(self) -> list[str]:
        """One sentence for each column in which dates fit only the other order of day and month."""
        other = DateOrder.DAY_FIRST if self._order == DateOrder.MONTH_FIRST else DateOrder.MONTH_FIRST
        return [
            ngettext(
                "In column {column} {count} date fits only the order {other}; if that is the order of the whole file, "
                "import it with --date-order {other}.",
                "In column {column} {count} dates fit only the order {other}; if that is the order of the whole file, "
                "import it with --date-order {other}.",
                count,
            ).format(column=column, count=count, other=other)
            for column, count in self.misordered.items()
        ]

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
        if contradicts or self._read_nip.warnings:
            self.remarks = tuple(self._doubts(row, nip, kind, contradicts=contradicts))
        return row

    def _doubts(self, row: CheckedRow, nip: str, kind: Employment, *, contradicts: bool) -> list[Problem]:
        """The remarks about one NIP that passed: warnings of its own, and a contradiction with the employment."""
        warnings = self._read_nip.warnings
        doubts = [Problem("nip", nip, found.code, found.message, found.details) for found in warnings]
        if contradicts and row.employment is not None:
            details = {"kind": kind.value, "employment": row.employment}
            doubts.append(Problem("status_asn", row.employment, "R_STATUS_NIP", REMARKS["R_STATUS_NIP"], details))
        return doubts

    def _problems(self, values: Sequence[str], bad: ValidationError) -> tuple[Problem, ...]:
        """What pydantic found, one problem for each column, and then what the readable dates contradict."""
        if not any(values):
            return (problem("", "", "E_KOSONG", N_("the record is empty")),)
        found = [_problem_of(fault, values) for fault in bad.errors(include_url=False, include_input=False)]
        for fault in found:
            if fault.code == "E_TANGGAL_URUTAN":
                self.misordered[fault.column] = self.misordered.get(fault.column, 0) + 1
        return (*found, *self._readable_order_problems(values, {fault.column for fault in found}))

    def _readable_order_problems(self, values: Sequence[str], faulty: set[str]) -> list[Problem]:
        """Contradictions between the dates of a refused row that are not faulty themselves."""
        received, happened, known = (
            parse_date(text, self._order) if text and key not in faulty else None
            for key, text in zip(KEYS[4:7], values[4:7], strict=True)
        )
        return _order_problems(received, happened, known, None)


def _is_plain(values: tuple[str, ...]) -> bool:
    """False for cells with what the patterns do not see: a guarding quote, or letters that are not composed (NFC)."""
    joined = "".join(values)
    if "'" in joined and any(value.startswith("'") for value in values):
        return False
    return joined.isascii() or unicodedata.is_normalized("NFC", joined)


def _problem_of(fault: ErrorDetails, values: Sequence[str]) -> Problem:
    """One of pydantic's faults as a problem of the column in which it was found."""
    index = fault["loc"][0]
    place = index if isinstance(index, int) else 0
    column, value = COLUMNS[place].key, values[place]
    reason = fault.get("ctx", {}).get("error")
    if isinstance(reason, RefusedValueError):
        return reason.in_column(column, value)
    return problem(column, value, _CODE_OF_ERROR[fault["type"]])


def _dates_agree(row: CheckedRow) -> bool:
    """Whether birth, act, knowledge and receipt follow each other."""
    known = row.received_on if row.known_on is None else row.known_on
    if not row.happened_on <= known <= row.received_on:
        return False
    return row.nip is None or row.nip[:_BIRTH_LENGTH] <= _compact(row.happened_on)


def _order_problems(received: date | None, happened: date | None, known: date | None, nip: str | None) -> list[Problem]:
    """Each pair of dates that stands in the wrong order, naming both; None is not compared."""
    pairs = (
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
