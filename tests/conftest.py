"""What tests share: the program in this process, the program as a process, and a world of their own."""

import gettext
import importlib.util
import io
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn, Protocol

import pytest

from asn_neutral import locale
from asn_neutral.cli import run as front
from tests.complaints_file import PUBLIC_KEY
from tests.shared import own_copy

if TYPE_CHECKING:
    from tests.busy import Busy
    from tests.lived import Lived

TODAY = "2025-01-15"
UNCOUNTED: Final = (
    "tests/cli/test_case_law.py",
    "tests/cli/test_case_mending.py",
    "tests/cli/test_complainant.py",
    "tests/cli/test_damaged.py",
    "tests/cli/test_json_contract.py",
    "tests/cli/test_list_snapshots.py",
    "tests/cli/test_masking.py",
    "tests/cli/test_owners.py",
    "tests/domain/test_rights.py::TestFourEyes",
    "tests/domain/test_workflow.py::test_a_lawful_walk",
    "tests/domain/test_workflow.py::test_a_working_day_deadline_of_a_walk",
    "tests/faults/",
    "tests/locale/test_catalogue.py",
    "tests/output/test_render_xlsx.py",
    "tests/reports/test_every_report.py",
    "tests/services/test_check_register.py",
    "tests/services/test_looking_back.py",
    "tests/services/test_walks.py",
    "tests/store/test_filters.py",
    "tests/test_architecture.py",
    "tests/test_documents.py",
    "tests/test_hostile.py",
    "tests/test_hostile_files.py",
    "tests/test_interrupted.py",
)
"""Tests that go through everything with many inputs, by the beginning of their id.

They reach no lines that others do not, and counting the lines would double their time.
"""

# A runner under nohup, or in the background of a shell, hands down signals that are ignored; the programs that tests
# start would inherit that, and wait for ever for the signal that should end them.
for _name in ("SIGINT", "SIGHUP"):
    _number = getattr(signal, _name, None)
    if _number is not None and signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.default_int_handler if _name == "SIGINT" else signal.SIG_DFL)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Count no lines while a test of `UNCOUNTED` runs, with all that is made ready for it.

    A worker of pytest-xdist has two counters of pytest-cov, one in the other; when its own pauses, the other goes on.
    """
    counting = sys.gettrace()
    if counting is None or not item.nodeid.startswith(UNCOUNTED):
        return (yield)
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(counting)


@dataclass(frozen=True, slots=True)
class Result:
    """What one command line did."""

    stdout: str
    stderr: str
    code: int


class Run(Protocol):
    """Carry out a command line in this process; another exit code than *code* fails the test."""

    def __call__(self, line: str | Sequence[str], *, code: int = 0, lang: str = "en", db: Path | None = None) -> Result:
        """What *line* did."""
        ...


Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(autouse=True)
def _own_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No setting of this machine reaches a test, and the language is as before when it ends."""
    for name in [name for name in os.environ if name.startswith(("ASN_NEUTRAL_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LANGUAGE", "en")
    before = locale.language()
    yield
    locale.use(before)
    gettext.textdomain("messages")


def _reraise(error: BaseException) -> NoReturn:
    """A bug stays what it is, so that the test shows where it arose."""
    raise error


def carry_out(words: Sequence[str]) -> Result:
    """*words* through the door that every command line takes, with what it wrote."""
    raw_out, raw_err = io.BytesIO(), io.BytesIO()
    out = io.TextIOWrapper(raw_out, encoding="utf-8", newline="")
    err = io.TextIOWrapper(raw_err, encoding="utf-8", newline="")
    with redirect_stdout(out), redirect_stderr(err):
        code = front.run(words)
    out.flush()
    err.flush()
    return Result(raw_out.getvalue().decode(), raw_err.getvalue().decode(), code)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """An empty register made once; None as long as the program cannot make one."""
    if importlib.util.find_spec("asn_neutral.cli.init") is None:
        return None
    path = tmp_path_factory.mktemp("template") / "register.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANGUAGE", "en")
        custodian = ("--custodian", f"Uji={PUBLIC_KEY}")
        front = ["--lang", "en", "--today", TODAY, "--db", str(path), "--no-input"]
        done = carry_out([*front, "init", "--yes", *custodian])
    assert done.code == 0, done.stdout + done.stderr
    return path


@pytest.fixture(scope="session")
def lived(template: Path, tmp_path_factory: pytest.TempPathFactory) -> "Lived":
    """One case for every scenario; it takes long to make, and no test may change it."""
    from tests.lived import lived_in, lived_register

    return lived_in(own_copy(tmp_path_factory, "lived", lambda folder: lived_register(template, folder)))


@pytest.fixture(scope="session")
def busy(template: Path, tmp_path_factory: pytest.TempPathFactory) -> "Busy":
    """Three hundred cases of five years; no test may change them."""
    from tests.busy import busy_in, busy_register

    return busy_in(own_copy(tmp_path_factory, "busy", lambda folder: busy_register(template, folder)))


class Prepare(Protocol):
    """Make an empty register and carry out command lines on it, one after the other."""

    def __call__(self, *lines: str | Sequence[str]) -> Path:
        """Where it is."""
        ...


@pytest.fixture(scope="session")
def prepare(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Prepare:
    """Registers that the tests of a module begin with: each takes a copy, instead of making its own step by step."""

    def prepared(*lines: str | Sequence[str]) -> Path:
        path = Path(shutil.copy(template, tmp_path_factory.mktemp("prepared")))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("LANGUAGE", "en")
            for line in lines:
                words = shlex.split(line) if isinstance(line, str) else list(line)
                done = carry_out(["--lang", "en", "--today", TODAY, "--db", str(path), *words])
                assert done.code == 0, done.stdout + done.stderr
        return path

    return prepared


@pytest.fixture
def register(tmp_path: Path, template: Path | None) -> Path:
    """Where this test's own register is: empty, readable by its owner only."""
    path = tmp_path / "register.db"
    if template is not None:
        shutil.copy(template, path)
    return path


@pytest.fixture
def run(register: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program in this process on the test's own register, in English, on 15 January 2025."""
    monkeypatch.setattr(front, "bug_of", _reraise)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")

    def invoke(line: str | Sequence[str], *, code: int = 0, lang: str = "en", db: Path | None = None) -> Result:
        words = shlex.split(line) if isinstance(line, str) else list(line)
        done = carry_out(["--lang", lang, "--today", TODAY, "--db", str(db or register), *words])
        assert done.code == code, f"exit {done.code}, not {code}\n{done.stdout}\n{done.stderr}"
        return done

    return invoke


@pytest.fixture
def program() -> Program:
    """The program as a process; keyword arguments go to `subprocess.run`, `env` adds to a clean environment."""

    def start(*words: str, env: Mapping[str, str] | None = None, **more: object) -> subprocess.CompletedProcess[str]:
        settings = {"capture_output": True, **more} if "stdout" not in more else {"stderr": subprocess.PIPE, **more}
        command = [sys.executable, "-m", "asn_neutral", *words]
        return subprocess.run(  # type: ignore[call-overload, no-any-return]  # the caller chooses the streams
            command, env=clean_environment(env), encoding="utf-8", check=False, timeout=50, **settings
        )

    return start


def clean_environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a process that a test starts: what Python needs, and *more*."""
    kept = {name: os.environ[name] for name in ("HOME", "PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", **(more or {})}
