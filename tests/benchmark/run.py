"""Measure the program against tools of its kind: `python tests/benchmark/run.py [--rows 100000] [--million] [--gate]`.

Only ratios of one run are printed as results: every tool does the same work on the same machine in turns, and medians
are compared, so that a busy or slow machine changes little. Everything happens in a folder that is removed.
With `--gate` the exit code is 4 when a bar is missed.
"""

import argparse
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

HERE: Final = Path(__file__).resolve().parent
BIN: Final = Path(sys.executable).parent  # not resolved: a virtual environment's own folder
PROGRAM: Final = str(BIN / "asn-neutral")
GATE_MISSED: Final = 4
MEBIBYTE: Final = 1024  # ru_maxrss counts kibibytes on Linux
MILLION: Final = 1_000_000
IMPORT_ROUNDS: Final = 3
START_ROUNDS: Final = 15
ELECTION: Final = "pilkada-2024"
PUBLIC_KEY: Final = "age1llye4wfrlsefwjfqs3paussyufmlxv8eg9pgfssm3dj33yznas4sw76wyv"
SETTINGS: Final = ("--lang", "en", "--today", "2025-01-15", "--no-input")

# The most each figure may be. Start-ups are in multiples of `python -c pass`; of commands that read the register the
# time of their SQL in the sqlite3 shell is taken off first.
BARS: Final[Mapping[str, float]] = {
    "import / sqlite3 .import": 8,
    "import / sqlite-utils insert": 0.55,
    "growth exponent of import": 1.1,
    "peak memory of import, MiB": 300,
    "peak memory of import --dry-run, MiB": 300,
    "--version / python": 6,
    "--help / python": 13,
    "completion / python": 8,
    "case show / python": 16,
    "case list / python": 16,
    "(recap - its SQL) / python": 16,
}


@dataclass(frozen=True, slots=True)
class Task:
    """A command to be measured. `before` runs untimed each time; `more` is added to the environment."""

    words: Sequence[str]
    before: Callable[[], None] | None = None
    more: Mapping[str, str] | None = None
    stdin: str = ""


class Spent(NamedTuple):
    """What a process took: wall time in seconds, and its largest resident memory in MiB."""

    seconds: float
    memory: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the result."""

    name: str
    value: float
    note: str = ""

    @property
    def over(self) -> bool:
        """Whether the bar is missed."""
        return self.value > BARS[self.name]


def environment(home: Path) -> dict[str, str]:
    """A clean environment in which byte-code is kept, as after an installation."""
    return {"HOME": str(home), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "LANG": "C.UTF-8", "NO_COLOR": "1"}


def spend(task: Task, home: Path) -> Spent:
    """Carry a task out once.

    Raises:
        SystemExit: the command failed, so that its time means nothing.
    """
    if task.before is not None:
        task.before()
    settings = environment(home) | dict(task.more or {})
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as given:
        given.write(task.stdin.encode())
        given.seek(0)
        started = time.perf_counter()
        process = subprocess.Popen(task.words, env=settings, cwd=home, stdin=given, stdout=told, stderr=told)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            told.seek(0)
            sys.exit(f"{' '.join(task.words)}: exit {process.returncode}\n{told.read(2000).decode(errors='replace')}")
    return Spent(seconds, usage.ru_maxrss / MEBIBYTE)


def in_turns(tasks: Mapping[str, Task], rounds: int, home: Path) -> dict[str, Spent]:
    """Medians of *rounds* of all *tasks*, one after the other in each round, so that a slow moment hits them all."""
    seen: dict[str, list[Spent]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            seen[name].append(spend(task, home))
    return {
        name: Spent(median(one.seconds for one in times), median(one.memory for one in times))
        for name, times in seen.items()
    }


def make_file(home: Path, total: int) -> Path:
    """A file of *total* rows, made by another process: this one must stay small, its memory counts for its children."""
    path = home / f"{total}.csv"
    subprocess.run([sys.executable, str(HERE / "generate.py"), str(total), str(path)], check=True)
    return path


def program(database: Path, *words: str) -> list[str]:
    """The command line of the program on *database*."""
    return [PROGRAM, "--db", str(database), *SETTINGS, *words]


def import_tasks(home: Path, file: Path) -> dict[str, Task]:
    """The same file through three tools, each into a file that was not there; ours checks and keeps much more."""
    register, flat, other = (home / f"{name}.db" for name in ("register", "flat", "other"))

    def empty_register() -> None:
        register.unlink(missing_ok=True)
        subprocess.run(
            program(register, "init", "--yes", "--custodian", f"Uji={PUBLIC_KEY}"),
            check=True,
            env=environment(home),
            cwd=home,
            stdout=subprocess.DEVNULL,
        )

    return {
        "ours": Task(program(register, "import", str(file)), empty_register),
        "rehearsal": Task(program(register, "import", str(file), "--dry-run"), empty_register),
        "shell": Task(
            ["sqlite3", str(flat)],
            lambda: flat.unlink(missing_ok=True),
            stdin=f".mode csv\n.import '{file}' complaints\n",
        ),
        "sqlite-utils": Task(
            [str(BIN / "sqlite-utils"), "insert", str(other), "complaints", str(file), "--csv"],
            lambda: other.unlink(missing_ok=True),
        ),
    }


def import_figures(home: Path, sizes: Sequence[int], rows: int) -> Iterator[Figure]:
    """Speed at *rows*, growth from the smallest size to the largest, and memory at the largest."""
    warm_up = make_file(home, 100)
    in_turns(import_tasks(home, warm_up), 1, home)
    times: dict[int, dict[str, Spent]] = {}
    for size in sizes:
        file = make_file(home, size)
        times[size] = in_turns(import_tasks(home, file), 1 if size >= MILLION else IMPORT_ROUNDS, home)
        file.unlink()
    small, usual, large = times[sizes[0]], times[rows], times[sizes[-1]]
    ours = usual["ours"].seconds
    growth = math.log(large["ours"].seconds / small["ours"].seconds) / math.log(sizes[-1] / sizes[0])
    note = f"{rows:,} rows: {ours:.2f} s"
    yield Figure("import / sqlite3 .import", ours / usual["shell"].seconds, note)
    yield Figure("import / sqlite-utils insert", ours / usual["sqlite-utils"].seconds, note)
    told = f"{sizes[0]:,} to {sizes[-1]:,} rows: {small['ours'].seconds:.2f} to {large['ours'].seconds:.2f} s"
    yield Figure("growth exponent of import", growth, told)
    told = f"{small['ours'].memory:.0f} at {sizes[0]:,} rows, {sizes[-1]:,} rows"
    yield Figure("peak memory of import, MiB", large["ours"].memory, told)
    yield Figure("peak memory of import --dry-run, MiB", large["rehearsal"].memory, f"{sizes[-1]:,} rows")


def recap_in_the_shell() -> str:
    """The SQL of `report recap --by unit --election ...`, as a script of the sqlite3 shell."""
    from asn_neutral.store.filters import Filters, where
    from asn_neutral.store.queries.recap import TOTALS, recap_sql

    clause, parameters = where(Filters(election=(ELECTION,)))
    settings = "".join(f".parameter set :{name} \"'{value}'\"\n" for name, value in parameters.items())
    return f"{settings}{recap_sql(['unit'], clause)};\n{TOTALS.format(where=clause)};\n"


def a_case(database: Path, home: Path) -> str:
    """The number of a case of the register."""
    words = program(database, "case", "list", "--limit", "1", "--format", "csv")
    done = subprocess.run(words, check=True, env=environment(home), cwd=home, capture_output=True, encoding="utf-8-sig")
    return done.stdout.splitlines()[1].split(",")[0].strip('"')


def start_tasks(home: Path) -> dict[str, Task]:
    """What people type all day, on the register that the last import left."""
    register = home / "register.db"
    completing = {"_ASN_NEUTRAL_COMPLETE": "complete_bash", "COMP_WORDS": "asn-neutral ca", "COMP_CWORD": "1"}
    return {
        "python": Task([sys.executable, "-c", "pass"]),
        "--version": Task([PROGRAM, "--version"]),
        "--help": Task([PROGRAM, "--help"]),
        "completion": Task([PROGRAM], more=completing),
        "case show": Task(program(register, "case", "show", a_case(register, home))),
        "case list": Task(program(register, "case", "list", "--limit", "20")),
        "recap": Task(program(register, "report", "recap", "--by", "unit", "--election", ELECTION)),
        "SQL": Task(["sqlite3", "-readonly", str(register)], stdin=recap_in_the_shell()),
    }


def start_figures(home: Path, rows: int) -> Iterator[Figure]:
    """How long each command takes from the return key to the prompt, beside Python doing nothing."""
    file = make_file(home, rows)
    spend(import_tasks(home, file)["ours"], home)
    file.unlink()
    tasks = start_tasks(home)
    in_turns(tasks, 1, home)  # warm: byte-code written, files in memory
    times = {name: spent.seconds for name, spent in in_turns(tasks, START_ROUNDS, home).items()}
    nothing = times["python"]
    for name in ("--version", "--help", "completion", "case show", "case list"):
        yield Figure(f"{name} / python", times[name] / nothing, f"{times[name] * 1000:.0f} ms")
    note = f"{times['recap'] * 1000:.0f} ms, its SQL {times['SQL'] * 1000:.0f} ms, {rows:,} cases"
    yield Figure("(recap - its SQL) / python", (times["recap"] - times["SQL"]) / nothing, note)


def report(figures: Sequence[Figure]) -> str:
    """The table: figure, bar, whether it is met, and what lies behind it."""
    lines = [f"{'figure':<38} {'value':>8} {'bar':>6}      behind it"]
    lines += [
        f"{one.name:<38} {one.value:>8.2f} {BARS[one.name]:>6g} {'OVER' if one.over else 'ok':<4} {one.note}"
        for one in figures
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, print, and tell the exit code."""
    parser = argparse.ArgumentParser(description="Measure the program against sqlite3, sqlite-utils and bare Python.")
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the larger file (at least 1000)")
    parser.add_argument("--million", action="store_true", help="also import a million rows, once")
    parser.add_argument("--gate", action="store_true", help=f"exit {GATE_MISSED} when a bar is missed")
    wanted = parser.parse_args()
    if shutil.which("sqlite3") is None:
        parser.error("the sqlite3 shell is not installed")
    sizes = [wanted.rows // 10, wanted.rows, *([MILLION] if wanted.million else [])]
    with tempfile.TemporaryDirectory(prefix="asn-neutral-benchmark-") as folder:
        home = Path(folder)
        figures = [*import_figures(home, sizes, wanted.rows), *start_figures(home, wanted.rows)]
    sys.stdout.write(report(figures))
    return GATE_MISSED if wanted.gate and any(one.over for one in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
