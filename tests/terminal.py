"""A person at a terminal, for tests: a real one, and one in this process."""

import io
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import pexpect
import pytest

from asn_neutral.cli import context
from tests.complaints_file import nip

ROOT = Path(__file__).parents[1]
MIDDLE = ("Known on", "Place", "District", "Election")


class Result(Protocol):
    """What one command line did."""

    stdout: str
    stderr: str
    code: int


class Run(Protocol):
    """Carry out a command line in this process."""

    def __call__(self, line: str | Sequence[str], *, code: int = 0, lang: str = "en", db: Path | None = None) -> Result:
        """What *line* did."""
        ...


class Screen:
    """The program on a terminal, answered question by question."""

    def __init__(self, register: Path, words: Sequence[str], more: Mapping[str, str]) -> None:
        kept = {name: os.environ[name] for name in ("HOME", "PATH")}
        front = ["-m", "asn_neutral", "--lang", "en", "--today", "2025-01-15", "--db", str(register)]
        self.seen = ""
        self._child = pexpect.spawn(
            sys.executable,
            [*front, "complaint", "add", *words],
            env={**kept, "LANG": "C", "TERM": "dumb", "PYTHONPATH": str(ROOT), **more},
            cwd=str(register.parent),
            encoding="utf-8",
            codec_errors="replace",
            timeout=20,
            dimensions=(50, 160),
        )
        self._child.delaybeforesend = None  # each question is waited for

    def answer(self, question: str, typed: str) -> None:
        """Type at the question that begins so."""
        self.until(question)
        self._child.sendline(typed)

    def until(self, question: str) -> None:
        """Wait for the question that begins so, and nothing else after it."""
        self._child.expect(rf"(?:^|\n){question}[^\n]*: $")
        self.seen += str(self._child.before) + str(self._child.after)

    def press(self, control: str) -> None:
        """Press a key together with Ctrl."""
        self._child.sendcontrol(control)

    def kill(self, number: int) -> None:
        """Send a signal until it is heard: one that comes just before the program waits for a key waits with it."""
        while self._child.isalive():
            self._child.kill(number)
            if not self._child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=2):
                self.seen += str(self._child.before)
                return

    def end(self) -> int:
        """The exit code, once the program is done."""
        if self._child.after is not pexpect.EOF:
            self._child.expect(pexpect.EOF)
            self.seen += str(self._child.before)
        self._child.close()
        return int(self._child.exitstatus if self._child.exitstatus is not None else -1)


class Script:
    """The same in this process: answers are laid down first, and each must meet the question it was meant for."""

    def __init__(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, command: Sequence[str] = ("complaint", "add")
    ) -> None:
        self.seen = ""
        self._command = command
        self._run = run
        self._monkeypatch = monkeypatch
        self._steps: list[tuple[str, str | KeyboardInterrupt]] = []
        self._read = 0

    def answer(self, question: str, typed: str) -> None:
        """Type at the question that begins so."""
        self._steps.append((question, f"{typed}\n"))

    def stop(self, question: str) -> None:
        """Press Ctrl-C at the question that begins so."""
        self._steps.append((question, KeyboardInterrupt()))

    def play(self, *words: str, code: int = 0) -> Result:
        """Go through it; without an answer the input is at its end, as after Ctrl-D."""
        self._monkeypatch.setattr(context, "_is_terminal", lambda _name: True)
        self._monkeypatch.setattr(sys, "stdin", self)
        self._read = 0
        done = self._run([*self._command, *words], code=code)
        assert self._steps == [], "not everything was asked"
        self.seen = done.stderr
        return done

    def readline(self) -> str:
        """The next answer."""
        kept = sys.stderr.buffer
        assert isinstance(kept, io.BytesIO)
        written = kept.getvalue().decode()
        question, self._read = written[self._read :].split("\n")[-1], len(written)
        if not self._steps:
            return ""
        wanted, typed = self._steps.pop(0)
        assert question.startswith(wanted), f"{question!r} is not {wanted!r}"
        if isinstance(typed, KeyboardInterrupt):
            raise typed
        return typed


def until_the_act(on: Screen | Script) -> None:
    """The answers up to the date of the act."""
    on.answer("Channel", "6")
    on.answer("Number given by the sender", "")
    on.answer("Letter number", "")
    on.answer("Letter date", "")
    on.answer("Received on", "")
    on.answer("Date of the act", "12 Oktober 2024")


def from_the_respondent(on: Screen | Script) -> None:
    """The answers from a new respondent to the evidence."""
    on.answer("Respondent", "Warga Contoh")
    on.answer("Whole name", "")
    on.answer("NIP", nip(1))
    on.answer("Employment", "")
    on.answer("Rank", "III/c")
    on.answer("Post", "Guru")
    on.answer("Class of post", "5")
    on.answer("Unit", "Dinas Contoh")
    on.answer("Forms", "D4;D6")
    on.answer("Summary", "Hadir pada kampanye.")
    on.answer("Evidence", "1 foto")


def skip(on: Screen | Script, *questions: str) -> None:
    """Leave these questions empty."""
    for question in questions:
        on.answer(question, "")
