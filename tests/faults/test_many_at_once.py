"""Many processes on one register: none of their steps is lost, none is there twice, nobody waits without an end.

`ROUNDS=500 python -m pytest tests/faults/test_many_at_once.py -n 0 --no-cov --timeout 1800 -s` is the long run: sixteen
processes with so many steps each, and four that race for twice as many.
"""

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from asn_neutral.errors import AsnError, BarredError
from asn_neutral.law.terms import Step
from asn_neutral.services.check_register import check_register
from asn_neutral.services.record_step import record_step
from tests.complaints_file import ask, desk, row, take, write

ROUNDS: Final = int(os.environ.get("ROUNDS", "5"))
PROCESSES: Final = 16
RACERS: Final = 4
PATIENCE: Final = 30  # seconds, as is usual
LIMIT: Final = 20  # seconds that the longest wait may take
pytestmark = pytest.mark.slow


class Outcome(dict[str, int]):
    """What one process says of its steps: how each ended, by the name of the error."""


def at_once(works: Sequence[Callable[[], Outcome]]) -> list[Outcome]:
    """What processes say that do *works* at the same time; they begin when all of them are there."""
    wait, begin = os.pipe()
    children = []
    for work in works:
        told, tell = os.pipe()
        number = os.fork()
        if not number:
            try:
                os.close(begin)
                os.read(wait, 1)
                os.write(tell, json.dumps(work()).encode())
            finally:
                os._exit(0)
        os.close(tell)
        children.append((number, told))
    os.close(wait)
    os.close(begin)
    outcomes = []
    for number, told in children:
        with open(told, "rb") as pipe:  # noqa: PTH123 - a descriptor has no Path
            outcomes.append(Outcome(json.loads(pipe.read() or b"{}")))
        os.waitpid(number, 0)
    return outcomes


def reviewing(register: Path, cases: Sequence[int]) -> Callable[[], Outcome]:
    """A process that records the review of *cases*; `longest` is its longest step in milliseconds."""

    def work() -> Outcome:
        ended, longest = Counter[str](), 0.0
        for case in cases:
            began = time.perf_counter()
            try:
                record_step(
                    f"2024/{case:04}", Step.REVIEW, date(2024, 12, 2), {}, desk(register, wait_seconds=PATIENCE)
                )
                ended["done"] += 1
            except AsnError as error:
                ended[type(error).__name__] += 1
            longest = max(longest, time.perf_counter() - began)
        return Outcome({**ended, "longest": round(longest * 1000)})

    return work


def filled(register: Path, folder: Path, cases: int) -> int:
    """So many cases; the events there are then."""
    take(register, write(folder / "in.csv", *(row(number) for number in range(cases))))
    ((events,),) = ask(register, "SELECT count(*) FROM events")
    return int(str(events))


def test_no_step_of_sixteen_processes_is_lost(register: Path, tmp_path: Path) -> None:
    before = filled(register, tmp_path, PROCESSES * ROUNDS)
    shares = [range(first, PROCESSES * ROUNDS + 1, PROCESSES) for first in range(1, PROCESSES + 1)]
    outcomes = at_once([reviewing(register, share) for share in shares])
    longest = max(one.pop("longest") for one in outcomes)
    assert outcomes == [{"done": ROUNDS}] * PROCESSES
    assert ask(register, "SELECT count(*) FROM events") == [(before + PROCESSES * ROUNDS,)]
    assert check_register(register).findings == ()
    print(f"{PROCESSES} processes, {ROUNDS} steps each: longest wait {longest} ms")  # noqa: T201 - the figure is what the long run is for
    assert longest <= LIMIT * 1000


def test_each_step_that_several_race_for_is_taken_once(register: Path, tmp_path: Path) -> None:
    steps = 2 * ROUNDS
    before = filled(register, tmp_path, steps)
    outcomes = at_once([reviewing(register, range(1, steps + 1))] * RACERS)
    for one in outcomes:
        del one["longest"]
    total = sum(map(Counter, outcomes), Counter[str]())
    assert total == {"done": steps, BarredError.__name__: (RACERS - 1) * steps}
    assert ask(register, "SELECT count(*) FROM events") == [(before + steps,)]
    assert ask(register, "SELECT count(DISTINCT case_id) FROM events WHERE step = 'review'") == [(steps,)]
    assert check_register(register).findings == ()
