"""Results that are too many for memory, kept in a temporary file until they are read in their order."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Final, TextIO

from asn_neutral.scratch import scratch_text

Kept = str | int | None | Sequence["Kept"]
BATCH: Final = 1_000
"""Lines handed on at a time, so that the register is asked once for all of them."""


class Spool:
    """Lists of texts and numbers, one after the other; written first, then read as often as wanted."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def clear(self) -> None:
        """Begin anew."""
        self._file.seek(0)
        self._file.truncate()

    def add(self, line: Sequence[Kept]) -> None:
        """Keep one more."""
        self._file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")

    def __iter__(self) -> Iterator[list[Kept]]:
        self._file.flush()
        self._file.seek(0)
        return (json.loads(line) for line in self._file)


@contextmanager
def spooling() -> Iterator[Spool]:
    """A spool, gone without a trace afterwards."""
    with scratch_text(encoding="utf-8", newline="\n") as file:
        yield Spool(file)


def batches(spool: Iterable[list[Kept]]) -> Iterator[list[tuple[int, list[Kept]]]]:
    """The lines with their places from 0, some at a time."""
    lines = enumerate(spool)
    while batch := [*islice(lines, BATCH)]:
        yield batch
