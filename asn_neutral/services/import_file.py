"""Taking a whole file of complaints into the register: one transaction, and every row accounted for."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Final, TextIO

from asn_neutral.errors import UnwritableError
from asn_neutral.files import replace_file
from asn_neutral.intake.reasons import Problem
from asn_neutral.intake.records import DEFAULT_MAX_ROWS, RawRecord, Records
from asn_neutral.intake.refused import ENCODING, RefusedRows
from asn_neutral.intake.row import CheckedRow, RowChecker
from asn_neutral.intake.source import STANDARD_INPUT, Source, open_source
from asn_neutral.law.terms import Step
from asn_neutral.locale import _
from asn_neutral.services.desk import Desk
from asn_neutral.services.registrar import Arrival, Registrar
from asn_neutral.store.bulk import Bulk
from asn_neutral.store.unit import unit_of_work

BATCH: Final = 5_000
"""Rows taken at a time: look-ups are shared by a batch, and memory holds one batch."""
REASONS_KEPT: Final = 20
"""Refusals kept for showing at once; all of them stand in the file of refused rows."""
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What to take in, and how; `rehearse` keeps nothing, `accept_partial` keeps the good rows."""

    file: str
    rehearse: bool = False
    accept_partial: bool = False
    encoding: str | None = None
    delimiter: str | None = None
    date_order: str | None = None
    max_rows: int = DEFAULT_MAX_ROWS
    refused_file: Path | None = None


@dataclass(slots=True)
class ImportResult:
    """What became of a file: `accepted + unchanged + refused == read`, whatever was kept of it."""

    read: int = 0
    accepted: int = 0
    unchanged: int = 0
    refused: int = 0
    complaints: int = 0
    cases: int = 0
    blank: int = 0
    batch: int | None = None
    stored: bool = False
    encoding: str = ""
    delimiter: str = ""
    remarks: list[str] = field(default_factory=list)
    repairs: int = 0
    reasons: list[tuple[int, Problem]] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)
    refused_file: Path | None = None
    misordered: tuple[str, ...] = ()


class _Import:
    """One file on its way in: records are checked one by one and handed on in batches."""

    def __init__(self, registrar: Registrar, checker: RowChecker, refusals: RefusedRows, result: ImportResult) -> None:
        self._registrar = registrar
        self._checker = checker
        self._refusals = refusals
        self._result = result
        self._waiting: list[tuple[RawRecord, Arrival]] = []

    def run(self, records: Records, progress: Progress) -> None:
        """Take every record of the file."""
        for record in records:
            self._take(record)
            if len(self._waiting) >= BATCH:
                self._hand_on()
                progress(self._result.read)
        self._hand_on()
        self._registrar.close()
        result = self._result
        result.blank, result.repairs = records.blank, self._checker.repairs
        result.remarks += [column.sentence() for column in records.header.unknown]
        result.misordered = tuple(self._checker.misordered)

    def _take(self, record: RawRecord) -> None:
        """Check one record, and hand the batch on when it is full."""
        self._result.read += 1
        if record.cells is None or record.problem is not None:
            self._refuse(record, (record.problem,) if record.problem else ())
            return
        row = self._checker.check(record.cells)
        if isinstance(row, CheckedRow):
            self._waiting.append((record, Arrival(record.row, row, self._checker.remarks)))
        else:
            self._refuse(record, row)

    def _hand_on(self) -> None:
        """Hand the waiting rows to the registrar."""
        taken = self._registrar.take([arrival for _record, arrival in self._waiting])
        self._result.accepted += taken.accepted
        self._result.unchanged += taken.unchanged
        self._result.complaints += taken.complaints
        self._result.cases += len(taken.cases)
        records = {arrival.number: record for record, arrival in self._waiting} if taken.refused else {}
        for refusal in taken.refused:
            self._refuse(records[refusal.row], refusal.problems)
        self._waiting.clear()

    def _refuse(self, record: RawRecord, problems: tuple[Problem, ...]) -> None:
        result = self._result
        result.refused += 1
        result.codes.update({problem.code for problem in problems})
        if len(result.reasons) < REASONS_KEPT:
            result.reasons += [(record.row, problem) for problem in problems]
        self._refusals.add(record, problems)


def import_file(order: ImportOrder, desk: Desk, *, progress: Progress = lambda _rows: None) -> ImportResult:
    """Take a file of complaints in: all of it, its good rows, or nothing, as *order* says.

    The refused rows are written before anything is kept, so that they are never lost; `progress` is told how
    many rows have been read.

    Raises:
        UnreadableFileError: the file as a whole cannot be read; nothing was stored.
        UnwritableError: the refused rows could not be written; nothing was stored.
        NoDatabaseError, DatabaseLockedError: and what else opening a register may raise.
    """
    result = ImportResult()
    with (
        open_source(order.file, encoding=order.encoding) as source,
        source.text() as text,
        TemporaryFile("w+", encoding=ENCODING, newline="") as spool,
    ):
        records = Records(source, text, delimiter=order.delimiter, max_rows=order.max_rows)
        result.encoding, result.delimiter = source.encoding, records.delimiter
        refusals = RefusedRows(spool, records.header, records.delimiter)
        with unit_of_work(desk.database, wait_seconds=desk.wait_seconds) as work:
            bulk = Bulk(work.driver)
            batch = bulk.next_batch_id()
            bulk.add_batch(_batch_line(batch, source, records, desk))
            registrar = Registrar(bulk, desk.book, batch_id=batch, recorded_at=desk.recorded_at, actor=desk.actor)
            _Import(registrar, _checker(records, order, desk), refusals, result).run(records, progress)
            result.stored = _worth_keeping(result, order)
            if result.stored:
                _seal(bulk, registrar, source, batch, result, desk)
            else:
                work.abandon()
            if result.refused and not order.rehearse:
                result.refused_file = _publish(spool, order)
    return result


def _checker(records: Records, order: ImportOrder, desk: Desk) -> RowChecker:
    return RowChecker(
        records.header,
        today=desk.today,
        violations=frozenset(form.id for form in desk.book.violations),
        elections=frozenset(election.id for election in desk.book.elections),
        date_order=order.date_order,
    )


def _worth_keeping(result: ImportResult, order: ImportOrder) -> bool:
    """A file that brought nothing new leaves no trace either: the same file twice changes nothing."""
    whole = order.accept_partial or not result.refused
    return bool(result.accepted) and whole and not order.rehearse


def _batch_line(batch: int, source: Source, records: Records, desk: Desk) -> tuple[str | int, ...]:
    """The row about the file; its counts are written when it has been read."""
    name = Path(source.path).name
    return (batch, name, source.sha256, source.encoding, records.delimiter, 0, 0, 0, 0, desk.recorded_at, desk.actor)


def _seal(bulk: Bulk, registrar: Registrar, source: Source, batch: int, result: ImportResult, desk: Desk) -> None:  # noqa: PLR0913, PLR0917 - what one closing line needs
    """Write the counts of the file and the event that binds its hash into the chain."""
    result.batch = batch
    counts = {name: getattr(result, name) for name in ("read", "accepted", "unchanged", "refused")}
    bulk.close_batch(batch, **counts)
    registrar.record(Step.IMPORT, desk.today.isoformat(), {"batch": batch, "sha256": source.sha256, **counts})


def _publish(spool: TextIO, order: ImportOrder) -> Path:
    """Copy the refused rows to their place; an older file of refused rows, perhaps being mended, is never replaced."""
    spool.flush()
    if order.refused_file and order.refused_file.exists():
        raise UnwritableError(path=order.refused_file, reason=_("there is a file already; name another"))
    target = order.refused_file or _free_name(Path("stdin.csv" if order.file == STANDARD_INPUT else order.file))

    def copy(stream: BinaryIO) -> None:
        spool.buffer.seek(0)
        shutil.copyfileobj(spool.buffer, stream)

    replace_file(target, copy)
    return target


def _free_name(path: Path) -> Path:
    """The first of `x.ditolak.csv`, `x.ditolak-2.csv` ... that is not there yet."""
    turns = chain([""], (f"-{turn}" for turn in count(2)))
    names = (path.with_name(f"{path.stem}.ditolak{turn}.csv") for turn in turns)
    return next(name for name in names if not name.exists())
