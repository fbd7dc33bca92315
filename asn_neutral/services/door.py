"""Reading and checking the rows of a file, in a process of its own where the file is large enough to gain by it.

What comes out is the same either way: batches of candidates, in the order of the file.
"""

import marshal
import os
import pickle
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, BinaryIO, Final, NamedTuple

from asn_neutral.errors import AsnError, UnreadableFileError
from asn_neutral.intake.reasons import Problem
from asn_neutral.intake.records import RawRecord, Records
from asn_neutral.intake.row import CheckedRow, RowChecker
from asn_neutral.locale import _
from asn_neutral.services.said import Sayings, of_complaint, of_respondent, sayings_of, stored_form

BATCH: Final = 5_000
"""Rows handed on at a time: look-ups are shared by a batch, and memory holds two or three batches."""
WORTH_A_PROCESS: Final = 2 << 20
"""Bytes from which a file is checked in a process of its own; a smaller one is done before that has started."""
_LENGTH: Final = 8
_DATES: Final = tuple(place for place, name in enumerate(CheckedRow._fields) if name.endswith(("_on", "_date")))
_CODES: Final = CheckedRow._fields.index("violations")


class Candidate(NamedTuple):
    """A row on its way in: the record as it stands in the file, and the checked row or why it is refused."""

    record: RawRecord
    row: CheckedRow | None
    problems: tuple[Problem, ...]
    """Reasons of a refused row; doubts about a good one."""
    sayings: Sayings | None = None


class Leftovers(NamedTuple):
    """What is known of a file when its last row has been read."""

    blank: int
    repairs: int
    remarks: tuple[str, ...]


Packed = tuple[int, int, int, str, list[Any], bytes, bytes, bytes]
Message = list[Packed] | Leftovers | AsnError | None


class Door:
    """The rows of one file, checked; iterate once, then ask for `leftovers`."""

    def __init__(self, records: Records, checker: RowChecker, *, size: int, key: bytes) -> None:
        self._records = records
        self._checker = checker
        self._key = key
        self._apart = size >= WORTH_A_PROCESS and hasattr(os, "fork")
        self.leftovers = Leftovers(0, 0, ())

    def __iter__(self) -> Iterator[list[Candidate]]:
        """The candidates, batch by batch.

        Raises:
            UnreadableFileError: the file turns out to be unreadable on the way.
        """
        return self._from_another_process() if self._apart else self._checked()

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
        self.leftovers = Leftovers(self._records.blank, self._checker.repairs, remarks)

    def _candidate(self, record: RawRecord) -> Candidate:
        if record.problem is not None or record.cells is None:
            return Candidate(record, None, (record.problem,) if record.problem else ())
        found = self._checker.check(record.cells)
        if isinstance(found, CheckedRow):
            return Candidate(record, found, self._checker.remarks, sayings_of(found, self._key))
        return Candidate(record, None, found)

    def _from_another_process(self) -> Iterator[list[Candidate]]:
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
                    else:
                        yield [_unpacked(packed) for packed in message]
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
        finally:
            os._exit(0)


def _packed(candidate: Candidate) -> Packed:
    """A candidate as plain words and numbers, which travel ten times faster than classes and dates."""
    record, row, problems, sayings = candidate
    if row is None or sayings is None:
        return (0, 0, 0, "", [], b"", b"", pickle.dumps(candidate))
    lines = (record.row, record.first_line, record.last_line)
    marks = (sayings.complaint_mark, sayings.respondent_mark)
    return (*lines, record.text, stored_form(row), *marks, pickle.dumps(problems) if problems else b"")


def _unpacked(packed: Packed) -> Candidate:
    number, first, last, text, stored, complaint_mark, respondent_mark, pickled = packed
    if not stored:
        refused: Candidate = pickle.loads(pickled)  # noqa: S301 - from our own fork
        return refused
    sayings = Sayings(of_complaint(stored), complaint_mark, of_respondent(stored), respondent_mark)
    for place in _DATES:
        if stored[place]:
            stored[place] = _day(stored[place])
    stored[_CODES] = tuple(stored[_CODES].split(";"))
    doubts = pickle.loads(pickled) if pickled else ()  # noqa: S301 - the same
    return Candidate(RawRecord(number, first, last, None, None, text), CheckedRow._make(stored), doubts, sayings)


@lru_cache(maxsize=10_000)
def _day(word: str) -> date:
    return date.fromisoformat(word)


def _send(pipe: BinaryIO, message: Message) -> None:
    """A batch in Python's own quick form, anything else by pickle; its kind and length go before it."""
    told = marshal.dumps(message) if isinstance(message, list) else pickle.dumps(message)
    pipe.write((b"m" if isinstance(message, list) else b"p") + len(told).to_bytes(_LENGTH, "little"))
    pipe.write(told)
    pipe.flush()


def _receive(pipe: BinaryIO) -> Message:
    """The next message; None when the other process has closed the pipe."""
    head = pipe.read(_LENGTH + 1)
    if len(head) <= _LENGTH:
        return None
    told = pipe.read(int.from_bytes(head[1:], "little"))
    message: Message = marshal.loads(told) if head[:1] == b"m" else pickle.loads(told)  # noqa: S301, S302 - from our own fork
    return message
