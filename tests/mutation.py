"""Whether the tests of the rules notice a planted bug: `python -m tests.mutation`.

mutmut changes one thing at a time in the modules that `[tool.mutmut]` of pyproject.toml names (a `<` into `<=`, a day
more, a word taken away) and runs the tests that reach the place. Ends with 0 when in each of these modules at least
95 % of the changes made a test fail, otherwise with 1; those that none noticed are listed, and `mutmut show NAME`
prints one.

What follows the command are names of changes to try again after a test was added, such as
`asn_neutral.domain.clocks.*`; without any, all of it starts afresh.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
BIN: Final = Path(sys.executable).parent  # not resolved: a virtual environment's own folder
FOLDER: Final = ROOT / "mutants"
BAR: Final = 95
NOTICED: Final = frozenset({1, 3, 24, -24, 36, 152, 255})
"""What a run ends with when a test failed, pytest itself did, or the time was up, as mutmut keeps it."""


def say(text: str) -> None:
    """Write a line at once, between what mutmut writes itself."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def verdicts() -> dict[str, Mapping[str, int | None]]:
    """What became of each change, by module; None where it was not tried."""
    found: dict[str, Mapping[str, int | None]] = {}
    for path in sorted(FOLDER.rglob("*.py.meta")):
        found[path.name.removesuffix(".py.meta")] = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def share(module: Mapping[str, int | None]) -> float:
    """How many of a hundred changes of a module were noticed."""
    return 100 * sum(code in NOTICED for code in module.values()) / len(module)


def main(names: list[str]) -> int:
    """The exit code after the changes named, or all of them, were tried."""
    if not names:
        shutil.rmtree(FOLDER, ignore_errors=True)
    os.nice(10)  # it runs for minutes, beside other work
    done = subprocess.run([BIN / "mutmut", "run", "--max-children", "1", *names], cwd=ROOT, check=False)
    if done.returncode != 0:
        return 1
    modules = verdicts()
    for name, module in modules.items():
        missed = [change for change, code in module.items() if code not in NOTICED]
        say(f"{name}: {len(module)} changes, {len(module) - len(missed)} noticed ({share(module):.1f} %)")
        for change in missed:
            say(f"    {change}")
    return 0 if modules and all(share(module) >= BAR for module in modules.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
