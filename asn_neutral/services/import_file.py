"""Taking a whole file of complaints into the register: one transaction, and every row accounted for."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from asn_neutral.domain.rights import Right
from asn_neutral.intake.reasons import Problem
from asn_neutral.intake.records import DEFAULT_MAX_ROWS, RawRecord, Records
from asn_neutral.intake.refused import ENCODING, RefusedRows
from asn_neutral.intake.row import RowChecker
from asn_neutral.intake.source import Source, open_source
from asn_neutral.law.terms import Step
from asn_neutral.scratch import scratch_text
from asn_neutral.services.desk import Desk
from asn_neutral.services.door import WORTH_A_PROCESS, Batch, Door
from asn_neutral.services.prepared import Preparer
from asn_neutral.services.refused_file import publish_refused
from asn_neutral.services.registrar import Registrar
from asn_neutral.services.said import mark
from asn_neutral.services.users import recording
from asn_neutral.store.bulk import Bulk

_NEW_OBJECTS: Final = 20_000
"""After so many new ones Python looks for cycles among them; a refused row makes some dozens."""
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
    allow_mixed_letters: bool = False


@dataclass(slots=True)
class ImportResult:
    """What became of a file: `accepted + unchanged + refused == read`, whatever was kept of it.

    `names_differ` counts the rows whose NIP the register knows under another name, `new_units` the units nobody has
    named before; the first of both are told, units with the known one they resemble. `not_compared` counts the rows
    that say who complained where that is sealed, or was erased, `destroyed` those whose file was destroyed.
    """

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
    remarks: tuple[str, ...] = ()
    repairs: int = 0
    reasons: list[tuple[int, Problem]] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)
    refused_file: Path | None = None
    names_differ: int = 0
    names_differ_rows: tuple[int, ...] = ()
    new_units: int = 0
    new_unit_names: tuple[tuple[str, str | None], ...] = ()
    not_compared: int = 0
    destroyed: int = 0


class _Import:
    """One file on its way in: batches of prepared rows are handed to the registrar, refusals to their file."""

    def __init__(self, registrar: Registrar, refusals: RefusedRows, result: ImportResult) -> None:
        self._registrar = registrar
        self._refusals = refusals
        self._result = result

    def run(self, door: Door, progress: Progress, first: Callable[[Batch], None]) -> None:
        """Take every row that comes through the door; the first rows are shown to *first* before that."""
        result = self._result
        for batch in door:
            if not result.read:
                first(batch)
            result.read += len(batch)
            self._take(batch)
            progress(result.read)
        result.blank, result.repairs, result.remarks, _misordered = door.leftovers
        registrar = self._registrar
        result.names_differ, result.new_units = registrar.names_differing, registrar.units_opened
        result.names_differ_rows = tuple(row for row, _name in registrar.other_names)
        result.new_unit_names = tuple(registrar.new_units())
        result.not_compared, result.destroyed = registrar.complainants.not_compared, registrar.destroyed

    def _take(self, batch: Batch) -> None:
        """Hand the good rows of a batch to the registrar; the refused ones keep the order of the file."""
        arrivals = batch.good()
        taken = self._registrar.take(arrivals)
        result = self._result
        result.accepted += taken.accepted
        result.unchanged += taken.unchanged
        result.complaints += taken.complaints
        result.cases += len(taken.cases)
        if len(arrivals) == len(batch) and not taken.refused:
            return
        refused = {refusal.row: refusal.problems for refusal in taken.refused}
        for record, row, problems in batch:
            if row is None or record.row in refused:
                self._refuse(record, refused.get(record.row, problems))

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
    many rows have been read. A file in whose columns some dates fit only the other order of day and month is read
    a second time, in which the dates that could be either are refused too.

    Raises:
        UnreadableFileError: the file as a whole cannot be read; nothing was stored.
        UnwritableError: the refused rows could not be written; nothing was stored.
        NoDatabaseError, DatabaseLockedError: and what else opening a register may raise.
    """
    with open_source(order.file, encoding=order.encoding) as source:
        return read_until_sure(lambda doubtful: _read_through(source, order, desk, doubtful, progress))


def read_until_sure(read: Callable[[frozenset[str]], tuple[ImportResult, frozenset[str]]]) -> ImportResult:
    """Read a file once, and again as long as more columns turn out to hold dates of another order.

    Args:
        read: Reads it through with the columns that are known to be doubtful; what became of it, and which columns
            turned out so. It keeps nothing as long as there are more of those than it was given.
    """
    doubtful: frozenset[str] = frozenset()
    while True:
        result, misordered = read(doubtful)
        if misordered <= doubtful:
            return result
        doubtful |= misordered


def _read_through(
    source: Source, order: ImportOrder, desk: Desk, doubtful: frozenset[str], progress: Progress
) -> tuple[ImportResult, frozenset[str]]:
    """One reading of the file, and the columns whose dates turned out to stand in another order.

    Nothing is kept of a reading after which there are more of those than *doubtful*.
    """
    result = ImportResult()
    with source.text() as text, scratch_text(encoding=ENCODING) as spool:
        records = Records(source, text, delimiter=order.delimiter, max_rows=order.max_rows)
        result.encoding, result.delimiter = source.encoding, records.delimiter
        refusals = RefusedRows(spool, records.header, records.delimiter)
        # A small file is done before the register would be copied; for a large one nobody has to wait.
        apart = order.rehearse and source.size >= WORTH_A_PROCESS
        with recording(desk, Right.TAKE_IN, apart=apart) as (work, _user):
            bulk = Bulk(work.driver)
            batch = bulk.next_batch_id()
            bulk.add_batch(batch_line(batch, source, records, desk))
            registrar = Registrar(bulk, desk, batch_id=batch)
            preparer = Preparer(desk.book, bulk.register_key())
            door = Door(records, _checker(records, order, desk, doubtful), preparer, size=source.size)
            with rare_search_for_cycles():
                _Import(registrar, refusals, result).run(door, progress, partial(_make_room, bulk, source))
            misordered = frozenset() if order.date_order else door.leftovers.misordered
            result.stored = misordered <= doubtful and worth_keeping(result, order)
            if result.stored:
                _seal(bulk, registrar, source, batch, result, desk)
            else:
                work.abandon()
            if misordered <= doubtful and result.refused and (order.refused_file or not order.rehearse):
                result.refused_file = publish_refused(spool, order.file, order.refused_file)
    return result, misordered


@contextmanager
def rare_search_for_cycles() -> Iterator[None]:
    """Let Python look for garbage in cycles seldom, and only among what is new, while many rows pass through.

    The libraries in memory are a third of a million objects, and each search would visit them all: it cost a
    fifth of an import. Good rows make no cycles, but a refused one does, and a file may be nothing else.
    """
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def _make_room(bulk: Bulk, source: Source, first: Batch) -> None:
    """Tell the register how many rows are to come, judging by the length of the first ones."""
    read = sum(len(candidate.record.text) for candidate in first)
    if read:
        bulk.expect(len(first) * source.size // read)


def _checker(records: Records, order: ImportOrder, desk: Desk, doubtful: frozenset[str]) -> RowChecker:
    return RowChecker(
        records.header,
        today=desk.today,
        violations=frozenset(form.id for form in desk.book.violations),
        elections=frozenset(election.id for election in desk.book.elections),
        date_order=order.date_order,
        doubtful=doubtful,
        allow_mixed_letters=order.allow_mixed_letters,
    )


def worth_keeping(result: ImportResult, order: ImportOrder) -> bool:
    """A file that brought nothing new leaves no trace either: the same file twice changes nothing."""
    whole = order.accept_partial or not result.refused
    return bool(result.accepted) and whole and not order.rehearse


def batch_line(batch: int, source: Source, records: Records, desk: Desk) -> tuple[str | int, ...]:
    """The row about the file; its counts are written when it has been read."""
    name = Path(source.path).name
    return (batch, name, source.sha256, source.encoding, records.delimiter, 0, 0, 0, 0, desk.recorded_at, desk.actor)


def _seal(bulk: Bulk, registrar: Registrar, source: Source, batch: int, result: ImportResult, desk: Desk) -> None:  # noqa: PLR0913, PLR0917 - what one closing line needs
    """Write the counts of the file and the event that binds its hash into the chain."""
    bulk.restore()
    registrar.record(Step.IMPORT, desk.today.isoformat(), close_batch(bulk, source, batch, result))


def close_batch(bulk: Bulk, source: Source, batch: int, result: ImportResult) -> dict[str, object]:
    """Write the counts of the file; what the event says that binds its hash into the chain."""
    result.batch = batch
    counts = {name: getattr(result, name) for name in ("read", "accepted", "unchanged", "refused")}
    bulk.close_batch(batch, **counts)
    file = mark((Path(source.path).name, source.encoding, result.delimiter), bulk.register_key()).hex()
    return {"batch": batch, "sha256": source.sha256, "file": file, **counts}
