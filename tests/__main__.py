"""Every gate that a change must pass, one after the other: `python -m tests`.

All of them run even when one fails, so that one run shows everything. What follows the command goes to pytest
(`python -m tests -k import`). Ends with 0 when all gates are passed, otherwise with 1 and the names of the others.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
BIN: Final = Path(sys.executable).parent  # not resolved: a virtual environment's own folder
PURE: Final = "asn_neutral/law/*,asn_neutral/domain/*"
GATES: Final = {
    "ruff check": ("ruff", "check", "."),
    "ruff format": ("ruff", "format", "--check", "."),
    "lint-imports": ("lint-imports", "--no-cache"),
    "deptry": ("deptry", "."),
    "mypy": ("mypy",),
    "pytest, 95 % of all branches": ("pytest", "-n", "auto", "--dist", "loadfile", "--cov", "--cov-report=term"),
    "100 % of law and domain": ("coverage", "report", f"--include={PURE}", "--fail-under=100"),
}


def say(text: str) -> None:
    """Write a line about the gates at once, between what they write themselves."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def passes(name: str, words: tuple[str, ...]) -> bool:
    """Run one gate and tell whether it is passed."""
    say(f"\n== {name}: {' '.join(words)}")
    before = time.monotonic()
    tool = BIN / words[0]
    if not tool.exists() and not tool.with_suffix(".exe").exists():
        say(f"{words[0]} is not installed; README.md has the line that installs what the tests need.")
        return False
    done = subprocess.run([tool, *words[1:]], cwd=ROOT, check=False)
    say(f"== {name}: {'FAILED' if done.returncode else 'passed'} in {time.monotonic() - before:.0f} s")
    return done.returncode == 0


def main(more: list[str]) -> int:
    """The exit code after all gates; *more* are words for pytest."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # the program is started a thousand times, and compiled once
    gates = {name: (*words, *more) if words[0] == "pytest" else words for name, words in GATES.items()}
    failed = [name for name, words in gates.items() if not passes(name, words)]
    say(f"\n{len(GATES) - len(failed)} of {len(GATES)} gates passed." + "".join(f"\nFAILED: {name}" for name in failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
