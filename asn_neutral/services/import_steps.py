"""Taking the steps of many cases from a file: one transaction, and every row accounted for, as with complaints."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Final

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.given import read_given
from asn_neutral.domain.workflow import apply
from asn_neutral.errors import (
    AmbiguousError,
    AsnError,
    BadNeedError,
    FutureDayError,
    MissingNeedsError,
    NotFoundError,
    StepTooEarlyError,
    UnknownNeedError,
)
from asn_neutral.intake.columns import Header
from asn_neutral.intake.date_doubt import DateDoubt
from asn_neutral.intake.dates import parse_date
from asn_neutral.intake.guard import unguard
from asn_neutral.intake.reasons import Problem, RefusedValueError, problem
from asn_neutral.intake.records import RawRecord, Records
from asn_neutral.intake.refused import ENCODING, RefusedRows
from asn_neutral.intake.source import Source, open_source
from asn_neutral.intake.step_columns import DAY, NEED_OF, NUMBER, STEP, STEP_LAYOUT, column_of
from asn_neutral.intake.typed import tidy
from asn_neutral.intake.words import fold_word, reader_of
from asn_neutral.law.moves import MOVES, moves_of
from asn_neutral.law.needs import NEEDS, Need, NeedKind
from asn_neutral.law.procedure import STEP_LABELS
from asn_neutral.law.terms import Step
from asn_neutral.locale import N_, _
from asn_neutral.scratch import scratch_text
from asn_neutral.services.casework import Docket, docket
from asn_neutral.services.desk import Desk
from asn_neutral.services.door import WORTH_A_PROCESS
from asn_neutral.services.import_file import (
    REASONS_KEPT,
    ImportOrder,
    ImportResult,
    Progress,
    batch_line,
    close_batch,
    rare_search_for_cycles,
    read_until_sure,
    worth_keeping,
)
from asn_neutral.services.refused_file import publish_refused

_AT_HAND: Final = 125_000
"""Events whose cases lie in memory, about 1 kB each: a file of any length fits. One that goes case by case reads each
case once however long it is; one that goes step by step does so up to that many events."""
_DAYS: Final = frozenset({NeedKind.DATE, NeedKind.PLANNED, NeedKind.ANY_DAY})
_DATE_COLUMNS: Final = (DAY, *(name for name, need in NEED_OF.items() if NEEDS[need].kind in _DAYS))
_TWICE: Final = N_("row {other} already records this step")
_LACKING: Final = N_("the step {step} also needs {columns}")
_NO_CASE: Final = N_("no case has this number")
_SEVERAL_CASES: Final = N_("more than one case has this number: {matches}")
_SIGN_OF_DAY: Final = (FutureDayError, StepTooEarlyError)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a row says, read cell by cell."""

    case_id: int
    step: Step
    on: date
    given: Mapping[str, str]


class _RefusedRowError(Exception):
    """A row cannot be taken, for these reasons."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


@dataclass(slots=True)
class _Cases:
    """The cases that the file has named so far, which row told each of their entries, and which of them changed.

    `states` has those that were named last, with `events` of them.
    """

    docket: Docket
    states: dict[int, CaseState] = field(default_factory=dict)
    events: int = 0
    numbers: dict[str, int] = field(default_factory=dict)
    rows: dict[tuple[int, int], int] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)

    def find(self, wanted: str) -> int:
        """The id of the case; NotFoundError or AmbiguousError otherwise."""
        if wanted not in self.numbers:
            self.numbers[wanted] = self.docket.find(wanted)
        return self.numbers[wanted]

    def state(self, case_id: int) -> CaseState:
        """The case with that id as it is by now."""
        if case_id not in self.states:
            if self.events >= _AT_HAND:
                self.docket.settle()
                self.states.clear()
                self.events = 0
            state = replace(self.docket.state(case_id), events=())  # only a correction reads them: half of the room
            self.states[case_id] = state
            self.events += state.version
        return self.states[case_id]

    def advance(self, case_id: int, state: CaseState, row: int) -> None:
        """The case is in this *state* after the step that *row* told."""
        self.states[case_id] = state
        self.events += 1
        self.rows[case_id, state.version] = row
        self.changed.add(case_id)


class _Reader:
    """Reads what a row says; what is wrong with it is told all at once.

    `dates` tells in which order day and month stand in the file; in the columns `doubtful` figures that could be
    either are refused.
    """

    def __init__(self, cases: _Cases, dates: DateDoubt, doubtful: frozenset[str]) -> None:
        self._cases = cases
        self.dates = dates
        self._doubtful = doubtful
        steps = tuple(dict.fromkeys(move.step for move in MOVES))
        labels = {fold_word(_(STEP_LABELS[step])): step.value for step in steps}
        self._step = reader_of({**labels, **{step.value: step.value for step in steps}})

    def read(self, cells: Mapping[str, str], doubts: Sequence[Problem]) -> _Told:
        """What the row with these cells says, by column, without the empty ones; *doubts* refuse it in any case.

        Raises:
            _RefusedRowError: something in it is missing or wrong.
        """
        problems = [problem(name, "", "E_KOSONG") for name in (NUMBER, STEP, DAY) if name not in cells]
        given: dict[str, str] = {}
        found: dict[str, object] = {}
        for name, cell in cells.items():
            try:
                if name in NEED_OF:
                    given[str(NEED_OF[name])] = self._value(name, cell)
                else:
                    found[name] = self._first(name, cell)
            except RefusedValueError as refused:
                problems.append(refused.in_column(name, cell))
            except BadNeedError as refused:
                problems.append(problem(name, cell, "E_LANGKAH", reason=str(refused)))
            except NotFoundError:
                problems.append(problem(name, cell, "E_PERKARA", _NO_CASE))
            except AmbiguousError as refused:
                problems.append(problem(name, cell, "E_PERKARA", _SEVERAL_CASES, matches=refused.details["matches"]))
        self.dates.note(problems)
        doubted = {one.column for one in problems if one.code == "E_TANGGAL_URUTAN"}
        problems += [one for one in doubts if one.column not in doubted]
        case_id, step, on = (found.get(name) for name in (NUMBER, STEP, DAY))
        if problems or not isinstance(case_id, int) or not isinstance(step, Step) or not isinstance(on, date):
            raise _RefusedRowError(*problems)
        return _Told(case_id, step, on, given)

    def _first(self, name: str, cell: str) -> int | Step | date:
        """The case, the step or the day."""
        if name == NUMBER:
            return self._cases.find(cell)
        return Step(self._step(cell)) if name == STEP else self._day(name, cell)

    def _value(self, name: str, cell: str) -> str:
        return self._day(name, cell).isoformat() if name in _DATE_COLUMNS else tidy(NEED_OF[name], cell)

    def _day(self, name: str, cell: str) -> date:
        return parse_date(cell, self.dates.order, doubtful=name in self._doubtful)


class _Steps:
    """The rows of one file on their way in."""

    def __init__(self, cases: _Cases, header: Header, reader: _Reader) -> None:
        self._cases = cases
        self._reader = reader
        self._pick = header.picker()
        self._setting = cases.docket.setting

    def take(self, record: RawRecord) -> bool:
        """Record the step of a row; False where it is on record already.

        Raises:
            _RefusedRowError: it cannot be recorded.
        """
        dates = self._reader.dates
        if record.cells is None:
            found = [record.problem] if record.problem else []
            raise _RefusedRowError(*found, *dates.out_of_place(record.text))
        picked = zip(STEP_LAYOUT.keys, self._pick(record.cells), strict=True)
        cells = {name: text for name, cell in picked if cell and (text := unguard(cell).strip())}
        told = self._reader.read(cells, dates.recalled(record.cells))
        state = self._cases.state(told.case_id)
        try:
            return self._record(state, told, record.row)
        except AsnError as refused:
            raise _RefusedRowError(_problem(refused, told)) from refused

    def _record(self, state: CaseState, told: _Told, row: int) -> bool:
        """Whether the step is new; a row that says what another row of the file said is refused."""
        given = {str(need): text for need, text in read_given(told.step, _keys(told.step), told.given).items()}
        for known in state.records:
            if (known.step, known.on, dict(known.given)) == (told.step, told.on.isoformat(), given):
                first = self._cases.rows.setdefault((told.case_id, known.entry), row)
                if first != row:
                    raise _RefusedRowError(problem(STEP, told.step, "E_GANDA", _TWICE, other=first))
                return False
        recorded = apply(state, told.step, told.on, given, self._setting)
        self._cases.docket.keep(told.case_id, recorded.event, recorded.state)
        self._cases.advance(told.case_id, recorded.state, row)
        return True


@cache
def _keys(step: Step) -> tuple[Need, ...]:
    """Everything that a step can be told, on any line of it."""
    return tuple(dict.fromkeys(key for move in moves_of(step) for key in move.keys))


def _problem(refused: AsnError, told: _Told) -> Problem:
    """The problem of a row that the procedure refuses, in the column that it is about."""
    if isinstance(refused, MissingNeedsError):
        columns = [column_of(key) for key in str(refused.details["keys"]).split(", ")]
        return problem(columns[0], "", "E_KOSONG", _LACKING, step=told.step, columns=", ".join(columns))
    column = STEP
    if isinstance(refused, (BadNeedError, UnknownNeedError)):
        column = column_of(str(refused.details["key"]))
    elif isinstance(refused, _SIGN_OF_DAY):
        column = DAY
    need = NEED_OF.get(column)
    value = told.given.get(str(need), "") if need else told.on.isoformat() if column == DAY else told.step.value
    return problem(column, value, "E_LANGKAH", reason=str(refused))


def import_steps(order: ImportOrder, desk: Desk, *, progress: Progress = lambda _rows: None) -> ImportResult:
    """Take a file of steps in: all of it, its good rows, or nothing, as *order* says.

    A row whose step is on record with the same day and the same values is unchanged. In the result `cases` counts
    those that anything was recorded of. A file in whose columns some dates fit only the other order of day and month
    is read a second time, in which the dates that could be either are refused too.

    Raises:
        UnreadableFileError: the file as a whole cannot be read; nothing was stored.
        UnwritableError: the refused rows could not be written; nothing was stored.
        NoDatabaseError, DatabaseLockedError: and what else opening a register may raise.
    """
    with rare_search_for_cycles(), open_source(order.file, encoding=order.encoding) as source:
        return read_until_sure(lambda doubtful: _read_through(source, order, desk, doubtful, progress))


def _read_through(
    source: Source, order: ImportOrder, desk: Desk, doubtful: frozenset[str], progress: Progress
) -> tuple[ImportResult, frozenset[str]]:
    """One reading of the file, and the columns whose dates turned out to stand in another order."""
    result = ImportResult()
    with (
        source.text() as text,
        scratch_text(encoding=ENCODING) as spool,
        docket(desk, rehearse=order.rehearse, long=source.size >= WORTH_A_PROCESS) as open_cases,
    ):
        records = Records(source, text, delimiter=order.delimiter, max_rows=order.max_rows, layout=STEP_LAYOUT)
        result.encoding, result.delimiter = source.encoding, records.delimiter
        batch = open_cases.bulk.next_batch_id()
        open_cases.bulk.add_batch(batch_line(batch, source, records, desk))
        refusals = RefusedRows(spool, records.header, records.delimiter)
        cases = _Cases(open_cases)
        dates = DateDoubt(records.header, _DATE_COLUMNS, stated=order.date_order, doubtful=bool(doubtful))
        steps = _Steps(cases, records.header, _Reader(cases, dates, doubtful))
        for row, refused in _taken(steps, records, result):
            progress(result.read)
            if refused:
                refusals.add(row, refused)
        result.blank, result.cases = records.blank, len(cases.changed)
        result.remarks = (*(column.sentence() for column in records.header.unknown), *dates.remarks())
        sure = order.date_order is not None or set(dates.misordered) <= doubtful
        result.stored = sure and worth_keeping(result, order)
        if result.stored:
            told = close_batch(open_cases.bulk, source, batch, result)
            open_cases.note(Step.IMPORT, desk.today.isoformat(), told)
        else:
            open_cases.abandon()
        if sure and result.refused and (order.refused_file or not order.rehearse):
            result.refused_file = publish_refused(spool, order.file, order.refused_file)
    return result, doubtful if sure else frozenset(dates.misordered)


def _taken(steps: _Steps, records: Records, result: ImportResult) -> Iterator[tuple[RawRecord, tuple[Problem, ...]]]:
    """Every row with the reasons why it was refused, counted."""
    for record in records:
        result.read += 1
        try:
            new = steps.take(record)
        except _RefusedRowError as refused:
            result.refused += 1
            result.codes.update({one.code for one in refused.problems})
            if len(result.reasons) < REASONS_KEPT:
                result.reasons += [(record.row, one) for one in refused.problems]
            yield record, refused.problems
        else:
            result.accepted += new
            result.unchanged += not new
            yield record, ()
