"""Work that is broken off: the register holds the whole file or nothing of it, and the next command goes on."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from asn_neutral.services import door, import_file, users
from asn_neutral.services.check_register import check_register
from asn_neutral.store.bulk import Bulk
from asn_neutral.store.unit import unit_of_work
from tests.busy import Busy
from tests.complaints_file import ask, dump, row, take, write

Program = Callable[..., subprocess.CompletedProcess[str]]
ROWS: Final = 1_200
POLLS: Final = 40_000  # looks at a file in about the time an import takes
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that takes a moment."""
    return write(tmp_path_factory.mktemp("many") / "in.csv", *(row(number) for number in range(ROWS)))


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is checked in a process of its own."""
    path = write(tmp_path_factory.mktemp("larger") / "in.csv", *(row(number) for number in range(12 * ROWS)))
    assert path.stat().st_size > door.WORTH_A_PROCESS
    return path


def size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def has_ended(number: int) -> bool:
    """Whether a child has ended; it is not yet taken leave of."""
    return os.waitid(os.P_PID, number, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


@contextmanager
def child(work: Callable[[], object]) -> Iterator[int]:
    """A fork that does *work*; whatever happens to it, its end is waited for."""
    number = os.fork()
    if not number:
        try:
            work()
        finally:
            os._exit(0)
    try:
        yield number
    finally:
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)


def whole_or_nothing(register: Path, file: Path, before: dict[str, list[tuple[str | int | bytes | None, ...]]]) -> bool:
    """Whether the file was taken; anything between the two fails, and so does a register that is not sound."""
    assert check_register(register).findings == ()  # a read command is what finds the register first
    ((cases,),) = ask(register, "SELECT count(*) FROM cases")
    assert cases in {0, ROWS}
    if not cases:
        assert dump(register) == before
    again = take(register, file)
    assert (again.accepted, again.unchanged) == ((0, ROWS) if cases else (ROWS, 0))
    assert check_register(register).ok
    return bool(cases)


# ---- killed without a word


@pytest.mark.parametrize("apart", [False, True])
def test_killed_at_any_moment(register: Path, many: Path, tmp_path: Path, *, apart: bool) -> None:
    before = dump(register)
    rng = random.Random(1980 + apart)  # noqa: S311 - the same delays in every run
    for turn in range(4):
        path = Path(shutil.copy(register, tmp_path / f"{turn}.db"))
        journal = path.with_name(f"{path.name}-journal")

        def work(path: Path = path) -> None:
            door.WORTH_A_PROCESS = 0 if apart else 1 << 40  # type: ignore[misc]  # in the fork only
            door.BATCH = 250  # type: ignore[misc]  # the same
            take(path, many)

        with child(work) as number:
            while not size_of(journal) and not has_ended(number):
                os.sched_yield()
            for _look in range(rng.randrange(POLLS)):
                size_of(journal)
        whole_or_nothing(path, many, before)


def _kill_self() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _in_a_batch(patch: pytest.MonkeyPatch) -> None:
    """Die when the fifth batch has been written."""
    done: list[int] = []
    real = Bulk.flush

    def flush(bulk: Bulk) -> None:
        real(bulk)
        done.append(1)
        if len(done) == 5:
            _kill_self()

    patch.setattr(Bulk, "flush", flush)


def _before_the_commit(patch: pytest.MonkeyPatch) -> None:
    """Die when all has been written and pages have spilled into the file, but nothing is kept yet."""
    real = import_file._seal

    def seal(bulk: Bulk, *rest: object) -> None:
        real(bulk, *rest)  # type: ignore[arg-type]  # as they came
        _kill_self()

    patch.setattr(import_file, "_seal", seal)


def _after_the_commit(patch: pytest.MonkeyPatch) -> None:
    """Die when it is kept, before anybody is told."""
    real = unit_of_work

    @contextmanager
    def work_and_die(*args: object, **more: object) -> Iterator[object]:
        with real(*args, **more) as work:  # type: ignore[arg-type]  # the same
            work.driver.execute("PRAGMA cache_size = 20")
            yield work
        _kill_self()

    patch.setattr(users, "unit_of_work", work_and_die)


@pytest.mark.parametrize(
    ("moment", "kept"), [(_in_a_batch, False), (_before_the_commit, False), (_after_the_commit, True)]
)
def test_killed_at_a_chosen_moment(
    register: Path, many: Path, *, moment: Callable[[pytest.MonkeyPatch], None], kept: bool
) -> None:
    before = dump(register)

    def work() -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(door, "BATCH", 250)
            moment(patch)
            take(register, many)

    number = os.fork()
    if not number:
        try:
            work()
        finally:
            os._exit(0)
    assert os.WTERMSIG(os.waitpid(number, 0)[1]) == signal.SIGKILL
    assert whole_or_nothing(register, many, before) is kept


# ---- told to stop


@pytest.mark.parametrize("size", ["many", "larger"])
@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        (signal.SIGINT, 130, "asn-neutral: Interrupted; nothing half done was kept.\n"),
        (signal.SIGTERM, 143, ""),
        (signal.SIGHUP, 129, ""),
    ],
)
def test_a_signal_rolls_back(
    register: Path, request: pytest.FixtureRequest, *, number: int, code: int, said: str, size: str
) -> None:
    before = dump(register)
    file: Path = request.getfixturevalue(size)
    beside = {path.name for path in register.parent.iterdir()}
    journal = register.with_name("register.db-journal")
    words = [sys.executable, "-m", "asn_neutral", "--lang", "en", "--today", "2025-01-15", "--db", str(register)]
    with subprocess.Popen(
        [*words, "import", str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={name: os.environ[name] for name in ("HOME", "PATH")},
    ) as process:
        while not size_of(journal) and process.poll() is None:
            os.sched_yield()
        process.send_signal(number)
        told, talk = process.communicate(timeout=30)
    assert (process.returncode, told, talk) == (code, "", said)
    assert {path.name for path in register.parent.iterdir()} - beside <= {journal.name}
    assert dump(register) == before
    assert check_register(register).ok


# ---- nobody there to read


def words_for(path: Path, words: str) -> list[str]:
    return ["--lang", "en", "--today", "2025-01-15", "--db", str(path), *words.split()]


def test_a_reader_that_stops_early_ends_it_quietly(busy: Busy) -> None:
    command = [sys.executable, "-m", "asn_neutral", *words_for(busy.path, "case list --format json")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, pipesize=4096) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"schema"')
        process.stdout.close()
        talk = process.stderr.read()
        assert process.wait(30) == 141
    assert talk == b""


@pytest.mark.parametrize("words", ["case list", "report recap --by unit --format csv", "import {file}"])
def test_a_result_that_cannot_be_written_is_no_success(
    program: Program, register: Path, tmp_path: Path, words: str
) -> None:
    file = write(tmp_path / "in.csv", row(1))
    before = dump(register)
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = program(*words_for(register, words.format(file=file)), stdout=full)
    assert dump(register) == before
    assert (done.returncode, done.stderr.count("\n")) == (31, 1)
    assert "Traceback" not in done.stderr
    assert check_register(register).ok


@pytest.mark.parametrize(
    "words", ["case list", "db status", "db check", "report recap --by unit", "init --yes", "help privacy"]
)
def test_a_closed_stdout_is_no_success(register: Path, tmp_path: Path, words: str) -> None:
    path = tmp_path / "new.db" if words.startswith("init") else register
    line = f'exec "{sys.executable}" -m asn_neutral --db "{path}" {words} >&-'
    done = subprocess.run(["sh", "-c", line], stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (31, 1)
    assert not words.startswith("init") or not path.exists()


@pytest.mark.parametrize("closed", ["2>&-", "2>/dev/full", "<&-"])
def test_other_streams_that_are_closed_or_full_do_not_cost_the_result(busy: Busy, closed: str) -> None:
    line = f'exec "{sys.executable}" -m asn_neutral --db "{busy.path}" case list --format csv {closed}'
    done = subprocess.run(["sh", "-c", line], stdout=subprocess.PIPE, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0
    assert done.stdout.count("\n") == len(busy.facts) + 1


def test_an_import_with_nowhere_to_report_to_is_not_begun(register: Path, tmp_path: Path) -> None:
    before = register.read_bytes()
    file = write(tmp_path / "in.csv", row(1))
    line = f'exec "{sys.executable}" -m asn_neutral --db "{register}" import "{file}" >&-'
    done = subprocess.run(["sh", "-c", line], stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (31, 1)
    assert register.read_bytes() == before


# ---- the same bytes everywhere


@pytest.mark.parametrize("words", ["case list", "report recap --by month --by channel", "case list --format csv"])
def test_neither_the_time_zone_nor_the_locale_changes_a_byte(busy: Busy, words: str, tmp_path: Path) -> None:
    seen = set()
    for place, more in enumerate(
        (
            {"LANG": "C.UTF-8", "TZ": "Asia/Makassar"},
            {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "America/New_York", "COLUMNS": "0"},
            {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii", "TZ": "Pacific/Kiritimati", "TERM": "dumb"},
        )
    ):
        out = tmp_path / str(place)
        with out.open("wb") as stream:
            subprocess.run(
                [sys.executable, "-m", "asn_neutral", *words_for(busy.path, words)],
                stdout=stream,
                env={"HOME": str(tmp_path), "PATH": os.environ["PATH"], **more},
                check=True,
            )
        seen.add(out.read_bytes())
    assert len(seen) == 1
    assert "JOSÉ CONTOH".encode() in seen.pop() or words.startswith("report")
