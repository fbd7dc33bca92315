"""Taking in one complaint that was typed by hand: the checks of a file's row, then the same register."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from asn_neutral.domain.numbering import filled_up
from asn_neutral.domain.rights import Right
from asn_neutral.errors import InvalidInputError
from asn_neutral.intake.columns import KEYS, complete_header
from asn_neutral.intake.reasons import NO_NAMES, Problem
from asn_neutral.intake.row import CheckedRow, RowChecker
from asn_neutral.intake.words import number_needed
from asn_neutral.locale import _
from asn_neutral.services.by_hand import HandRegistrar, refusal
from asn_neutral.services.desk import Desk
from asn_neutral.services.destroying import refuse_destroyed
from asn_neutral.services.prepared import Preparer
from asn_neutral.services.users import recording
from asn_neutral.store.bulk import Bulk
from asn_neutral.store.queries.linking import CaseToLink, case_remarks, case_to_link, namesakes
from asn_neutral.store.queries.numbers import beginning_with

RESPONDENT: Final = (
    "nama_terlapor", "nip", "status_asn", "golongan", "jabatan", "kelas_jabatan", "unit_kerja", "kode_pelanggaran",
)  # fmt: skip
"""The columns about the respondent; they stay empty in a tip and in a further complaint of a case."""
_NUMBER: Final = "nomor_laporan"
_FILLER: Final = "x"  # passes the checks of any text


@dataclass(frozen=True, slots=True)
class Added:
    """What was recorded: the complaint's numbers, whether it is new, and the cases it opened or concerns.

    `remarks` are those of the case that was opened; `stored` is False after a rehearsal. `known_as` is the name under
    which the register knows the respondent's NIP, where it is another. `new_unit` is the unit of the respondent where
    nobody had named it before, `resembles` the known one that it may be, misspelled. `namesakes` are cases of somebody
    of the same name and unit who is known without a NIP where the respondent has one, or the other way round.
    `not_compared` is 1 where somebody is named who complained, and the complaint has somebody sealed already.
    """

    number: str
    external_number: str | None
    created: bool
    cases: tuple[str, ...]
    remarks: tuple[str, ...]
    stored: bool
    known_as: str | None = None
    new_unit: str | None = None
    resembles: str | None = None
    namesakes: tuple[str, ...] = ()
    not_compared: int = 0

    @property
    def joined(self) -> bool:
        """Whether a complaint without a number was found to be there already, by what it says."""
        return not self.created and self.external_number is None


class HandChecker:
    """Checks a complaint as it is typed: one answer at a time, or all of it."""

    def __init__(self, desk: Desk, names: Mapping[str, str] = NO_NAMES) -> None:
        self._names = names
        forms = sorted({form.id for form in desk.book.violations})
        self._checker = RowChecker(
            complete_header(),
            today=desk.today,
            violations=frozenset(forms),
            elections=frozenset(election.id for election in desk.book.elections),
        )
        self._nobody = {"nama_terlapor": _FILLER, "unit_kerja": _FILLER, "kode_pelanggaran": forms[0]}

    def complaint(self, cells: Mapping[str, str], *, named: bool) -> tuple[CheckedRow, tuple[Problem, ...]]:
        """The whole complaint, checked, with what is doubtful about it; without a number where it may have none.

        Args:
            cells: What was typed, by column of a complaints file; a missing column is empty.
            named: Whether it names a respondent; otherwise the respondent's part of the result means nothing.

        Raises:
            InvalidInputError: naming every problem.
        """
        row = self._check({**cells, **({} if named else self._nobody)})
        if not isinstance(row, CheckedRow):
            raise refusal(row, self._names)
        if not cells.get(_NUMBER):
            row = row._replace(number="")
        return row, self._checker.remarks

    def answer(self, cells: Mapping[str, str], key: str) -> tuple[Sequence[Problem], Sequence[Problem]]:
        """What is wrong with the answer *key* among the other *cells*, and what is doubtful about it.

        The columns that were not answered yet count as right.
        """
        fillers = {**self._nobody, _NUMBER: _FILLER, "uraian": _FILLER}
        found = self._check({**fillers, **{name: cell for name, cell in cells.items() if cell}})
        if isinstance(found, CheckedRow):
            return (), [one for one in self._checker.remarks if _concerns(one, key)]
        return [one for one in found if _concerns(one, key)], ()

    def _check(self, cells: Mapping[str, str]) -> CheckedRow | tuple[Problem, ...]:
        filled = dict(cells)
        if not filled.get(_NUMBER) and not number_needed(filled.get("jalur", "")):
            filled[_NUMBER] = _FILLER
        return self._checker.check([filled.get(key, "") for key in KEYS])


def add_complaint(  # noqa: PLR0913 - what a person may say about one complaint
    cells: Mapping[str, str],
    desk: Desk,
    *,
    rehearse: bool = False,
    case: str | None = None,
    tip: bool = False,
    separate: bool = False,
    names: Mapping[str, str] = NO_NAMES,
) -> Added:
    """Take in one complaint: a new case against its respondent, a tip without one, or one more for a case.

    Args:
        cells: What was typed, by column of a complaints file; missing is empty, and so is a number nobody gave.
        desk: Where and as whom it is recorded.
        rehearse: Do everything and keep nothing.
        case: The case that the complaint concerns; the respondent's columns are then empty.
        tip: The complaint names nobody yet; the respondent's columns are empty.
        separate: It has no number and is another complaint than the one that says the same.
        names: What the person calls the columns, for what is said of them.

    Raises:
        InvalidInputError: the complaint does not pass the checks of a file's row, every problem is named; or its number
            is one of this register.
        DuplicateError: the complaint names this respondent already.
        NotFoundError, AmbiguousError, DestroyedError: *case* names none, or more than one, or one that is gone.
        NoDatabaseError, DatabaseLockedError: and what else opening a register may raise.
    """
    named = not tip and case is None
    if not named:
        _refuse_respondent(cells, names, tip=tip)
    row, doubts = HandChecker(desk, names).complaint(cells, named=named)
    with recording(desk, Right.TAKE_IN) as (work, _user):
        _refuse_own_number(work.driver, cells.get(_NUMBER, ""))
        bulk = Bulk(work.driver)
        prepared = Preparer(desk.book, bulk.register_key()).prepare(0, row, doubts)
        link = _standing_case(work.driver, case) if case is not None else None
        registrar = HandRegistrar(bulk, desk, separate=separate, names=names)
        entered = registrar.enter(prepared, link, tip=tip)
        opened = entered.cases if named else ()
        remarks = tuple(remark for number in opened for remark in case_remarks(work.driver, number))
        alike = tuple(other for number in opened for other in namesakes(work.driver, number))
        new_unit, resembles = next(iter(registrar.new_units()), (None, None))
        if rehearse:
            work.abandon()
    return Added(
        entered.number, prepared.external or None, entered.created, entered.cases, remarks, stored=not rehearse,
        known_as=next((name for _row, name in registrar.other_names), None), new_unit=new_unit,
        resembles=resembles, namesakes=alike, not_compared=registrar.complainants.not_compared,
    )  # fmt: skip


def _standing_case(connection: sqlite3.Connection, wanted: str) -> CaseToLink:
    """The case that a further complaint concerns, with the errors of `add_complaint`."""
    found = case_to_link(connection, wanted)
    refuse_destroyed(connection, "case", found.id)
    return found


def _refuse_respondent(cells: Mapping[str, str], names: Mapping[str, str], *, tip: bool) -> None:
    """Refuse what is said of a respondent where none is to be named."""
    given = ", ".join(names.get(key, key) for key in RESPONDENT if cells.get(key))
    if given:
        reason = _("A tip names nobody yet") if tip else _("The case already says who the respondent is")
        raise InvalidInputError(reasons=_("{reason}; leave out {columns}.").format(reason=reason, columns=given))


def _refuse_own_number(connection: sqlite3.Connection, number: str) -> None:
    """Refuse as the sender's number what is the number of a complaint in this register.

    Whoever types it means that complaint, and would get another one beside it.
    """
    whole = filled_up(number.strip()).upper()
    if any(found == whole for _id, found in beginning_with(connection, "complaint", whole)):
        text = _(
            "{number} is a number of this register, and not one that the sender gave. `asn-neutral complaint show"
            " {number}` shows what is recorded, and of a tip how to name whom it is about."
        )
        raise InvalidInputError(reasons=text.format(number=whole))


def _concerns(problem: Problem, key: str) -> bool:
    """Whether a problem has to do with the answer *key*: its own column, or dates that contradict it."""
    return key in (problem.column, *problem.details.values()) or (key == "nip" and "birth" in problem.details)
