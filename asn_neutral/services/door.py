"""Reading, checking and preparing the rows of a file, in a process of its own where the file is large enough.

What comes out is the same either way: batches of candidates, in the order of the file.
"""

import os
import pickle
import traceback
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final, NamedTuple

from asn_neutral.errors import AsnError, UnreadableFileError
from asn_neutral.intake.reasons import Problem
from asn_neutral.intake.records import RawRecord, Records
from asn_neutral.intake.row import CheckedRow, RowChecker
from asn_neutral.locale import _
from asn_neutral.services.prepared import Prepared, Preparer

BATCH: Final = 1_000
"""Rows handed on at a time: look-ups are shared by a batch, and two or three of them lie in memory."""
WORTH_A_PROCESS: Final = 2 << 20
"""Bytes from which a file is checked in a process of its own; a smaller one is done before that has started."""
_LENGTH: Final = 8


class Candidate(NamedTuple):
    """A row on its way in: the record as it stands in the file, and the prepared row or why it is refused."""

    record: RawRecord
    row: Prepared | None
    problems: tuple[Problem, ...]


class Batch:
    """Some rows on their way in, as they were sent; a candidate is made of each only where it is asked for."""

    __slots__ = ("_packed",)

    def __init__(self, packed: "Sequence[Packed]") -> None:
        self._packed = packed

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[Candidate]:
        return map(_unpacked, self._packed)

    def good(self) -> list[Prepared]:
        """The rows that are not refused."""
        rows = (one.row if isinstance(one, Candidate) else Prepared._make(one[1]) for one in self._packed)
        return [row for row in rows if row is not None]


class Leftovers(NamedTuple):
    """What is known of a file when its last row has been read; `misordered` are columns with another date order."""

    blank: int
    repairs: int
    remarks: tuple[str, ...]
    misordered: frozenset[str] = frozenset()


class Crash(NamedTuple):
    """A bug in the other process: its kind, and where in the program it arose; no values."""

    kind: str
    where: str


Plain = tuple[int | str | bytes | tuple[str | None, ...] | None, ...]
Packed = tuple[tuple[int, int, int, str], Plain] | Candidate
Message = list[Packed] | Leftovers | AsnError | Crash | None


class CheckingProcessError(RuntimeError):
    """The process that checks the rows met a bug; the message says which and where."""

    def __init__(self, crash: Crash) -> None:
        super().__init__(crash.kind)
        self.add_note(f"{crash.where}{crash.kind}")


class Door:
    """The rows of one file, checked and prepared; iterate once, then ask for `leftovers`."""

    def __init__(self, records: Records, checker: RowChecker, preparer: Preparer, *, size: int) -> None:
        self._records = records
        self._checker = checker
        self._preparer = preparer
        self._apart = size >= WORTH_A_PROCESS and hasattr(os, "fork")
        self.leftovers = Leftovers(0, 0, ())

    def __iter__(self) -> Iterator[Batch]:
        """The candidates, batch by batch.

        Raises:
            UnreadableFileError: the file turns out to be unreadable on the way.
        """
        return self._from_another_process() if self._apart else map(Batch, self._checked())

    def _checked(self) -> Iterator[list[Candidate]]:
        batch: list[Candidate] = []
        for record in self._records:
            batch.append(self._candidate(record))
            if len(batch) >= BATCH:
                yield batch
                batch = []
        yield batch
        sentences = [column.sentence() for column in self._records.header.unknown]
        remarks = (*sentences, *self._checker.file_remarks())
        misordered = frozenset(self._checker.misordered)
        self.leftovers = Leftovers(self._records.blank, self._checker.repairs, remarks, misordered)

    def _candidate(self, record: RawRecord) -> Candidate:
        found = self._checker.check_record(record)
        if isinstance(found, CheckedRow):
            return Candidate(record, self._preparer.prepare(record.row, found, self._checker.remarks), ())
        return Candidate(record, None, found)

    def _from_another_process(self) -> Iterator[Batch]:
        """The same batches, made by a forked process; it ends with this one, by its pipe if by nothing else."""
        here, there = os.pipe()
        child = os.fork()
        if not child:
            os.close(here)
            self._serve(there)
        os.close(there)
        finished = False
        try:
            with open(here, "rb", buffering=1 << 20) as pipe:  # noqa: PTH123 - a descriptor has no Path
                while (message := _receive(pipe)) is not None:
                    if isinstance(message, Leftovers):
                        self.leftovers, finished = message, True
                    elif isinstance(message, AsnError):
                        raise message
                    elif isinstance(message, Crash):
                        raise CheckingProcessError(message)
                    else:
                        yield Batch(message)
        finally:
            os.waitpid(child, 0)
        if not finished:
            raise UnreadableFileError(path=self._records.path, reason=_("the process that read it was stopped"))

    def _serve(self, pipe: int) -> None:
        """What the other process does; it leaves without Python's own clean-up, which belongs to its parent."""
        try:
            with open(pipe, "wb", buffering=1 << 20) as out:
                try:
                    for batch in self._checked():
                        _send(out, [_packed(candidate) for candidate in batch])
                    _send(out, self.leftovers)
                except AsnError as error:
                    _send(out, error)
                except Exception as bug:  # noqa: BLE001 - this process has nobody to raise it to; its parent raises it
                    where = "".join(traceback.format_tb(bug.__traceback__))
                    _send(out, Crash(type(bug).__name__, where))
        finally:
            os._exit(0)


def _packed(candidate: Candidate) -> Packed:
    """A candidate as plain tuples, which are unpacked twice as fast as classes."""
    record, row, _problems = candidate
    if row is None:
        return candidate
    return ((record.row, record.first_line, record.last_line, record.text), tuple(row))


def _unpacked(packed: Packed) -> Candidate:
    if isinstance(packed, Candidate):
        return packed
    (number, first, last, text), plain = packed
    return Candidate(RawRecord(number, first, last, None, None, text), Prepared._make(plain), ())


def _send(pipe: BinaryIO, message: Message) -> None:
    """A message, its length before it; pickle writes a word that comes again once only, so it is quick to read."""
    told = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(len(told).to_bytes(_LENGTH, "little"))
    pipe.write(told)
    pipe.flush()


def _receive(pipe: BinaryIO) -> Message:
    """The next message; None when the other process has closed the pipe."""
    head = pipe.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    message: Message = pickle.loads(pipe.read(int.from_bytes(head, "little")))  # noqa: S301 - from our own fork
    return message
