"""Taking a whole file of complaints into the register: one transaction, and every row accounted for."""

import gc
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Final, TextIO

from asn_neutral.errors import UnwritableError
from asn_neutral.files import replace_file
from asn_neutral.intake.reasons import Problem
from asn_neutral.intake.records import DEFAULT_MAX_ROWS, RawRecord, Records
from asn_neutral.intake.refused import ENCODING, RefusedRows
from asn_neutral.intake.row import RowChecker
from asn_neutral.intake.source import STANDARD_INPUT, Source, open_source
from asn_neutral.law.terms import Step
from asn_neutral.locale import _
from asn_neutral.services.desk import Desk
from asn_neutral.services.door import WORTH_A_PROCESS, Candidate, Door
from asn_neutral.services.prepared import Preparer
from asn_neutral.services.registrar import Registrar
from asn_neutral.services.said import mark
from asn_neutral.store.bulk import Bulk
from asn_neutral.store.unit import rehearsal, unit_of_work

REASONS_KEPT: Final = 20
"""Refusals kept for showing at once; all of them stand in the file of refused rows."""
_LONGEST_STEM: Final = 200  # bytes of a file's name that are kept; systems allow 255 with what is added
_PIECE: Final = 1 << 16  # bytes that are compared at once
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
    named before; the first of both are told, units with the known one they resemble.
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


class _Import:
    """One file on its way in: batches of prepared rows are handed to the registrar, refusals to their file."""

    def __init__(self, registrar: Registrar, refusals: RefusedRows, result: ImportResult) -> None:
        self._registrar = registrar
        self._refusals = refusals
        self._result = result

    def run(self, door: Door, progress: Progress, first: Callable[[Sequence[Candidate]], None]) -> None:
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

    def _take(self, batch: list[Candidate]) -> None:
        """Hand the good rows of a batch to the registrar; the refused ones keep the order of the file."""
        arrivals = [row for _record, row, _problems in batch if row is not None]
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
        doubtful: frozenset[str] = frozenset()
        while True:
            result, misordered = _read_through(source, order, desk, doubtful, progress)
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
    with source.text() as text, TemporaryFile("w+", encoding=ENCODING, newline="") as spool:
        records = Records(source, text, delimiter=order.delimiter, max_rows=order.max_rows)
        result.encoding, result.delimiter = source.encoding, records.delimiter
        refusals = RefusedRows(spool, records.header, records.delimiter)
        # A small file is done before the register would be copied; for a large one nobody has to wait.
        unit = rehearsal if order.rehearse and source.size >= WORTH_A_PROCESS else unit_of_work
        with unit(desk.database, wait_seconds=desk.wait_seconds) as work:
            bulk = Bulk(work.driver)
            batch = bulk.next_batch_id()
            bulk.add_batch(batch_line(batch, source, records, desk))
            registrar = Registrar(bulk, batch_id=batch, recorded_at=desk.recorded_at, actor=desk.actor)
            preparer = Preparer(desk.book, bulk.register_key())
            door = Door(records, _checker(records, order, desk, doubtful), preparer, size=source.size)
            with no_search_for_cycles():
                _Import(registrar, refusals, result).run(door, progress, partial(_make_room, bulk, source))
            misordered = frozenset() if order.date_order else door.leftovers.misordered
            result.stored = misordered <= doubtful and _worth_keeping(result, order)
            if result.stored:
                _seal(bulk, registrar, source, batch, result, desk)
            else:
                work.abandon()
            if misordered <= doubtful and result.refused and (order.refused_file or not order.rehearse):
                result.refused_file = publish_refused(spool, order)
    return result, misordered


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Keep Python from looking for garbage in cycles while many plain rows pass through, which make none.

    The libraries in memory are a third of a million objects, and each search would visit them all: it cost a
    fifth of an import.
    """
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def _make_room(bulk: Bulk, source: Source, first: Sequence[Candidate]) -> None:
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


def _worth_keeping(result: ImportResult, order: ImportOrder) -> bool:
    """A file that brought nothing new leaves no trace either: the same file twice changes nothing."""
    whole = order.accept_partial or not result.refused
    return bool(result.accepted) and whole and not order.rehearse


def batch_line(batch: int, source: Source, records: Records, desk: Desk) -> tuple[str | int, ...]:
    """The row about the file; its counts are written when it has been read."""
    name = Path(source.path).name
    return (batch, name, source.sha256, source.encoding, records.delimiter, 0, 0, 0, 0, desk.recorded_at, desk.actor)


def _seal(bulk: Bulk, registrar: Registrar, source: Source, batch: int, result: ImportResult, desk: Desk) -> None:  # noqa: PLR0913, PLR0917 - what one closing line needs
    """Write the counts of the file and the event that binds its hash into the chain."""
    result.batch = batch
    counts = {name: getattr(result, name) for name in ("read", "accepted", "unchanged", "refused")}
    bulk.restore_indexes()
    bulk.close_batch(batch, **counts)
    file = mark((Path(source.path).name, source.encoding, result.delimiter), bulk.register_key()).hex()
    told = {"batch": batch, "sha256": source.sha256, "file": file, **counts}
    registrar.record(Step.IMPORT, desk.today.isoformat(), told)


def publish_refused(spool: TextIO, order: ImportOrder) -> Path:
    """Copy the refused rows to their place; an older file of refused rows, perhaps being mended, is never replaced.

    Where nobody has touched the newest one and it says the same, it stands for this one too.
    """
    spool.flush()
    if order.refused_file and order.refused_file.exists():
        raise UnwritableError(path=order.refused_file, reason=_("there is a file already; name another"))
    target = order.refused_file
    if target is None:
        newest, target = _names(Path("stdin.csv" if order.file == STANDARD_INPUT else order.file))
        if newest is not None and _holds(newest, spool.buffer):
            return newest

    def copy(stream: BinaryIO) -> None:
        spool.buffer.seek(0)
        shutil.copyfileobj(spool.buffer, stream)

    replace_file(target, copy)
    return target


def _names(path: Path) -> tuple[Path | None, Path]:
    """The newest of `x.ditolak.csv`, `x.ditolak-2.csv` ... that is there, and the first that is not there yet."""
    turns = chain([""], (f"-{turn}" for turn in count(2)))
    stem = path.stem.encode()[:_LONGEST_STEM].decode(errors="ignore")
    newest = None
    for turn in turns:
        name = path.with_name(f"{stem}.ditolak{turn}.csv")
        if not name.exists():
            return newest, name
        newest = name
    raise AssertionError  # the turns do not end


def _holds(path: Path, wanted: BinaryIO) -> bool:
    """Whether an ordinary file holds just what *wanted* holds from its beginning."""
    wanted.seek(0)
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                if piece != wanted.read(len(piece)):
                    return False
    except OSError:
        return False
    return not wanted.read(1)
