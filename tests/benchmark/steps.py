"""Measure the procedure: `python -m tests.benchmark.steps [--cases 100000] [--steps 100000] [--gate]`.

How fast a file of steps is taken in, against the file of complaints that the cases come from, and how long the
questions take that are asked all day, in multiples of a bare interpreter, with few closed cases and with many. Like
`run.py`, from which the means are taken, it prints ratios of one run only, and works in a folder that is removed.
"""

import argparse
import csv
import math
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from tests.benchmark import run

LIFE: Final[tuple[Mapping[str, str], ...]] = (
    {
        "langkah": "receive-recommendation",
        "tanggal": "2025-01-06",
        "nomor_rekomendasi": "R-900",
        "pemberi_rekomendasi": "bkn",
    },
    {"langkah": "review", "tanggal": "2025-01-07"},
    {"langkah": "block-data", "tanggal": "2025-01-08"},
    {"langkah": "reopen-data", "tanggal": "2025-01-09"},
)
"""Steps that any case can take, whatever its track and level."""
COLUMNS: Final = ("nomor", "langkah", "tanggal", "nomor_rekomendasi", "pemberi_rekomendasi")
BARS: Final[Mapping[str, float]] = {
    "rate of steps / rate of complaints": 0.25,  # the least, not the most
    "growth exponent of import --steps": 1.1,
    "agenda / python": 16,
    "case next / python": 16,
    "case due / python": 16,
    "case check / python": 16,
    "chain of a million events, seconds": 10,
}


class Bar(NamedTuple):
    """One line of the result, and whether its bar is missed."""

    name: str
    value: float
    missed: bool
    note: str = ""


def numbers(register: Path, most: int) -> list[str]:
    """The numbers of the first cases of a register."""
    with closing(sqlite3.connect(f"file:{register}?mode=ro", uri=True)) as connection:
        return [str(row[0]) for row in connection.execute("SELECT number FROM cases ORDER BY id LIMIT ?", (most,))]


def steps_file(path: Path, cases: Sequence[str]) -> Path:
    """A file in which every one of *cases* takes the steps of `LIFE`, in the order in which they happened."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows({"nomor": number, **step} for step in LIFE for number in cases)
    return path


def filled(home: Path, rows: int) -> tuple[Path, float]:
    """A register with about as many cases as *rows*, and the seconds that taking them in took."""
    register, file = home / "register.db", run.make_file(home, rows)
    register.unlink(missing_ok=True)
    run.spend(run.Task(run.program(register, "init", "--yes", "--custodian", f"Uji={run.PUBLIC_KEY}")), home)
    return register, run.spend(run.Task(run.program(register, "import", str(file))), home).seconds


def import_bars(home: Path, register: Path, complaints: float, steps: int) -> Iterator[Bar]:
    """How fast steps are taken in; *complaints* is the rate of the complaints, in rows a second."""
    cases = numbers(register, steps // len(LIFE))
    tenth = len(cases) // 10
    small, large = steps_file(home / "small.csv", cases[:tenth]), steps_file(home / "large.csv", cases[tenth:])
    seconds = [
        run.spend(run.Task(run.program(register, "import", "--steps", str(one))), home) for one in (small, large)
    ]
    rows = tenth * len(LIFE), (len(cases) - tenth) * len(LIFE)
    rate = rows[1] / seconds[1].seconds
    told = f"{rows[1]:,} steps: {seconds[1].seconds:.1f} s, {seconds[1].memory:.0f} MiB"
    name = "rate of steps / rate of complaints"
    yield Bar(name, rate / complaints, rate / complaints < BARS[name], told)
    name = "growth exponent of import --steps"
    growth = math.log(seconds[1].seconds / seconds[0].seconds) / math.log(rows[1] / rows[0])
    yield Bar(name, growth, growth > BARS[name])


def start_bars(home: Path, register: Path) -> Iterator[Bar]:
    """The questions asked all day."""
    number = numbers(register, 1)[0]
    words = {
        "agenda": ("agenda", "--days", "0"),
        **{f"case {verb}": ("case", verb, number) for verb in ("next", "due", "check")},
    }
    tasks = {
        "python": run.Task([sys.executable, "-c", "pass"]),
        **{name: run.Task(run.program(register, *asked)) for name, asked in words.items()},
    }
    run.in_turns(tasks, 2, home)
    taken = run.in_turns(tasks, run.START_ROUNDS, home)
    for name in words:
        times = taken[name].seconds / taken["python"].seconds
        yield Bar(f"{name} / python", times, times > BARS[f"{name} / python"], f"{taken[name].seconds * 1000:.0f} ms")


def chain_bars(home: Path, register: Path) -> Iterator[Bar]:
    """How long the walk along the chain takes, for as many events as there are, counted up to a million."""
    with closing(sqlite3.connect(f"file:{register}?mode=ro", uri=True)) as connection:
        (events,) = connection.execute("SELECT count(*) FROM events").fetchone()
    spent = run.spend(run.Task(run.program(register, "audit", "verify", "--chain")), home)
    name = "chain of a million events, seconds"
    value = spent.seconds * run.MILLION / events
    yield Bar(name, value, value > BARS[name], f"{events:,} events: {spent.seconds:.1f} s, {spent.memory:.0f} MiB")


def main() -> int:
    """Measure, print, and tell the exit code."""
    parser = argparse.ArgumentParser(description="Measure the procedure: steps taken in, and the questions of the day.")
    parser.add_argument("--cases", type=int, default=100_000, help="rows of the complaints file (at least 1000)")
    parser.add_argument("--steps", type=int, default=100_000, help="rows of the file of steps, four to a case")
    parser.add_argument("--gate", action="store_true", help=f"exit {run.GATE_MISSED} when a bar is missed")
    wanted = parser.parse_args()
    missed = False
    with tempfile.TemporaryDirectory(prefix="asn-neutral-benchmark-") as folder:
        home = Path(folder)
        register, seconds = filled(home, wanted.cases)
        bars = chain(import_bars(home, register, wanted.cases / seconds, wanted.steps), start_bars(home, register))
        for one in chain(bars, chain_bars(home, register)):
            missed |= one.missed
            sign = "MISSED" if one.missed else "ok"
            print(f"{one.name:<38} {one.value:>8.2f} {BARS[one.name]:>6g} {sign:<6} {one.note}", flush=True)  # noqa: T201 - as soon as it is known
    return run.GATE_MISSED if wanted.gate and missed else 0


if __name__ == "__main__":
    sys.exit(main())
