"""Measure the reports: `python -m tests.benchmark.reports [--cases 1000000] [--steps 100000] [--gate]`.

Each report is set against its own SQL in the sqlite3 shell: the statements that it asks are written down while it is
made once, and are then asked by the shell of the same register. What both need to start is taken off. Like `run.py`,
from which the means are taken, it prints ratios of one run only, and works in a folder that is removed.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.benchmark import run, steps

ROUNDS: Final = 3
WATCHED: Final = """
import sqlite3, sys
from pathlib import Path
target, *words = sys.argv[1:]
spoken, connect = [], sqlite3.connect
def watched(*args, **more):
    connection, said = connect(*args, **more), []
    spoken.append(said)
    connection.set_trace_callback(said.append)
    return connection
sqlite3.connect = watched
from asn_neutral.cli.run import run
code = run(words)
told = []
for said in spoken:
    told.append(".open --readonly " + words[1])
    asked = [one for one in said if one.split(None, 1)[0].upper() in ("SELECT", "WITH", "CREATE", "INSERT")]
    told.extend(one + ";" for one in asked if "sqlite_schema" not in one)
Path(target).write_text("\\n".join(told) + "\\n", "utf-8")
sys.exit(code)
"""
RECAPS: Final[Mapping[str, Sequence[str]]] = {
    "recap by unit": ("--by", "unit"),
    "recap by level": ("--by", "level"),
    "recap by violation and month": ("--by", "violation", "--by", "month"),
}
BARS: Final[Mapping[str, float]] = {
    **{f"{name} / its SQL": 2 for name in RECAPS},
    **{f"{name} as of a day / today": 3 for name in RECAPS},
    "register as CSV / shell": 4,
    "register as JSON / shell": 4,
    "memory of register as CSV, MiB": 150,
    "memory of register as JSON, MiB": 150,
    "memory of register as XLSX, MiB": 300,
    "monthly / its SQL": 3,
    "overdue / python": 16,
}


def statements(register: Path, home: Path, words: Sequence[str]) -> str:
    """What a command asks the register, as a script for the shell."""
    target = home / "statements.sql"
    command = [sys.executable, "-c", WATCHED, str(target), *run.program(register, *words)[1:]]
    subprocess.run(command, check=True, env=run.environment(home), cwd=home, stdout=subprocess.DEVNULL)
    return target.read_text("utf-8")


def shell(register: Path, script: str) -> run.Task:
    """The shell of SQLite that carries a script out."""
    return run.Task(["sqlite3", "-readonly", str(register)], stdin=script)


def pairs(home: Path, register: Path, empty: Path) -> dict[str, run.Task]:
    """Every report with its SQL, and what each needs to start."""
    asked = {name: ("report", "recap", *by, "--format", "json") for name, by in RECAPS.items()}
    past = {f"{name} as of a day": (*words, "--as-of", "2025-01-07") for name, words in asked.items()}
    listed = ("report", "register", "--format")
    month = ("report", "monthly", "--month", "2024-12", "--format", "json")
    commands = {
        **asked,
        **past,
        "register as CSV": (*listed, "csv"),
        "register as JSON": (*listed, "json"),
        "monthly": month,
    }
    tasks = {
        "python": run.Task([sys.executable, "-c", "pass"]),
        "shell": shell(register, "SELECT 1;\n"),
        "overdue": run.Task(run.program(register, "report", "overdue", "--limit", "20")),
        "register as XLSX": run.Task(run.program(register, "report", "register", "-o", str(home / "register.xlsx"))),
    }
    for name, words in commands.items():
        tasks[name] = run.Task(run.program(register, *words))
        tasks[f"start of {name}"] = run.Task(run.program(empty, *words))
        script = statements(register, home, words)
        tasks[f"SQL of {name}"] = shell(register, f".mode csv\n{script}" if name.startswith("register") else script)
    return tasks


def figures(home: Path, register: Path, empty: Path) -> Iterator[steps.Bar]:
    """Every ratio, from medians of a few rounds in turns."""
    tasks = pairs(home, register, empty)
    taken = run.in_turns(tasks, ROUNDS, home)

    def net(name: str) -> float:
        return max(taken[name].seconds - taken[f"start of {name}"].seconds, 0.0)

    def sql(name: str) -> float:
        return max(taken[f"SQL of {name}"].seconds - taken["shell"].seconds, 0.001)

    for name in RECAPS:
        yield _bar(f"{name} / its SQL", net(name) / sql(name), f"{net(name):.2f} s")
        past = net(f"{name} as of a day")
        yield _bar(f"{name} as of a day / today", past / max(net(name), 0.001), f"{past:.2f} s")
    for shape in ("CSV", "JSON"):
        name = f"register as {shape}"
        yield _bar(f"{name} / shell", net(name) / sql(name), f"{net(name):.1f} s")
        yield _bar(f"memory of {name}, MiB", taken[name].memory)
    yield _bar("memory of register as XLSX, MiB", taken["register as XLSX"].memory)
    yield _bar("monthly / its SQL", net("monthly") / sql("monthly"), f"{net('monthly'):.2f} s")
    yield _bar("overdue / python", taken["overdue"].seconds / taken["python"].seconds)


def _bar(name: str, value: float, note: str = "") -> steps.Bar:
    return steps.Bar(name, value, value > BARS[name], note)


def filled(home: Path, cases: int, most: int) -> tuple[Path, Path]:
    """A register with about so many cases, some of which took steps, and an empty one."""
    register, _seconds = steps.filled(home, cases)
    numbers = steps.numbers(register, most // len(steps.LIFE))
    file = steps.steps_file(home / "steps.csv", numbers)
    run.spend(run.Task(run.program(register, "import", "--steps", str(file))), home)
    empty = home / "empty.db"
    run.spend(run.Task(run.program(empty, "init", "--yes", "--custodian", f"Uji={run.PUBLIC_KEY}")), home)
    return register, empty


def main() -> int:
    """Measure, print, and tell the exit code."""
    parser = argparse.ArgumentParser(description="Measure the reports against their own SQL.")
    parser.add_argument("--cases", type=int, default=1_000_000, help="rows of the complaints file")
    parser.add_argument("--steps", type=int, default=100_000, help="rows of the file of steps, four to a case")
    parser.add_argument("--gate", action="store_true", help=f"exit {run.GATE_MISSED} when a bar is missed")
    wanted = parser.parse_args()
    missed = False
    with tempfile.TemporaryDirectory(prefix="asn-neutral-benchmark-") as folder:
        home = Path(folder)
        for one in figures(home, *filled(home, wanted.cases, wanted.steps)):
            missed |= one.missed
            sign = "MISSED" if one.missed else "ok"
            print(f"{one.name:<44} {one.value:>8.2f} {BARS[one.name]:>6g} {sign:<6} {one.note}", flush=True)  # noqa: T201 - as soon as it is known
    return run.GATE_MISSED if wanted.gate and missed else 0


if __name__ == "__main__":
    sys.exit(main())
