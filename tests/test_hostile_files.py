"""Registers that are not what they should be: each is told in one sentence with its exit code, and left as it is."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from asn_neutral import config
from asn_neutral.store.schema import APPLICATION_ID, SCHEMA_VERSION
from tests.complaints_file import opened, row, take, write
from tests.terminal import Run

Spoil = Callable[[Path], None]
READING = ("case list", "case show 2024/0001", "complaint list", "report recap --by unit", "db status", "db check")
PAGE = 4096


@pytest.fixture(scope="module")
def whole(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with some complaints."""
    folder = tmp_path_factory.mktemp("whole")
    path = Path(shutil.copy(template, folder / "whole.db"))
    take(path, write(folder / "in.csv", *(row(number) for number in range(30))))
    return path


@pytest.fixture
def register(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "register.db"))


@pytest.fixture
def writing(tmp_path: Path) -> str:
    """A command that writes."""
    return f"import '{write(tmp_path / 'kiriman.csv', row(99))}'"


def empty(path: Path) -> None:
    path.write_bytes(b"")


def a_csv(path: Path) -> None:
    path.write_text("nomor_laporan,jalur\r\n1,sbt\r\n", "utf-8")


def a_workbook(path: Path) -> None:
    openpyxl.Workbook().save(path)


def a_zeroed_head(path: Path) -> None:
    path.write_bytes(bytes(100) + path.read_bytes()[100:])


def a_short_one(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def cut_in_half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // PAGE // 2 * PAGE])


def cut_in_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 20 * PAGE + 100])


def random_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    rng = random.Random(4)  # noqa: S311 - the same bytes in every run
    content[PAGE:] = rng.randbytes(len(content) - PAGE)
    path.write_bytes(content)


def of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA application_id = 42")
        connection.execute("CREATE TABLE bookmarks (url)")


def without_a_mark(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE cases (id)")


def of_a_newer_program(path: Path) -> None:
    with opened(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def writable_by_the_group(path: Path) -> None:
    path.chmod(0o660)


def writable_by_all(path: Path) -> None:
    path.chmod(0o602)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def gone(path: Path) -> None:
    path.unlink()


def a_link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere.db"))


SPOILED = [
    (gone, 10), (a_link_to_nothing, 10), (empty, 13), (a_csv, 13), (a_workbook, 13), (a_zeroed_head, 13),
    (a_short_one, 13), (cut_in_half, 13), (cut_in_a_page, 13), (random_pages, 13), (of_another_program, 13),
    (without_a_mark, 13), (a_folder, 13), (of_a_newer_program, 12), (writable_by_the_group, 22), (writable_by_all, 22),
]  # fmt: skip


def state(folder: Path) -> dict[str, bytes | None]:
    """Every file below *folder* with its content."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
        if not path.name.endswith(("-journal", "-wal", "-shm", ".csv"))
    }


@pytest.mark.parametrize(("spoil", "code"), SPOILED)
def test_it_is_told_and_left_as_it_is(
    run: Run, register: Path, tmp_path: Path, writing: str, *, spoil: Spoil, code: int
) -> None:
    spoil(register)
    before = state(tmp_path)
    for words in (*READING, writing, "db upgrade"):
        if words == "db check" and spoil in {cut_in_half, cut_in_a_page, random_pages}:
            continue  # looks into it and tells what it finds; held below
        done = run(words, code=code)
        assert done.stdout == "" or words == "case list"  # a list is a stream: what was read before is out
        assert done.stderr.count("\n") == 1, done.stderr
        assert "Traceback" not in done.stderr
        assert state(tmp_path) == before, words


@pytest.mark.parametrize("spoil", [cut_in_half, cut_in_a_page, random_pages])
def test_a_check_of_a_damaged_register_ends_with_13(run: Run, register: Path, spoil: Spoil) -> None:
    spoil(register)
    done = run("db check", code=13)
    assert done.stdout or done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (gone, "There is no register at {path}. Run `asn-neutral init` to make one, or name another with --db."),
        (empty, "{path} is not a whole register of this program: it is empty or incomplete."),
        (a_csv, "it begins with 'nomor_laporan,ja'."),
        (a_workbook, "it begins with 'PK"),
        (a_folder, "it is not a regular file."),
        (of_another_program, "it belongs to another program."),
        (of_a_newer_program, f"(schema {SCHEMA_VERSION + 1}; this one knows {SCHEMA_VERSION}). Install the newer"),
        (writable_by_all, "Take that right away first: chmod 600 on the file."),
    ],
)
def test_what_it_says(run: Run, register: Path, spoil: Spoil, said: str) -> None:
    spoil(register)
    done = run_any_code(run, "case list")
    assert said.format(path=register) in done


def run_any_code(run: Run, words: str) -> str:
    """What *words* say on stderr when they fail as a damaged register makes them."""
    for code in (10, 12, 13, 22):
        try:
            return run(words, code=code).stderr
        except AssertionError:
            continue
    pytest.fail("no exit code for a register that is not what it should be")


def test_init_never_touches_any_of_them(run: Run, register: Path, tmp_path: Path) -> None:
    for spoil, _code in SPOILED:
        if spoil is gone:
            continue
        shutil.rmtree(register) if register.is_dir() else register.unlink(missing_ok=True)
        create(register)
        spoil(register)
        before = state(tmp_path)
        assert "it was left as it is" in run("init --yes", code=31).stderr
        assert state(tmp_path) == before


def create(path: Path) -> None:
    """Any file that looks like a register."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.executescript("CREATE TABLE cases (id); INSERT INTO cases VALUES (zeroblob(200000))")


@pytest.mark.parametrize(
    "statement",
    ["DROP TABLE events", "DROP TABLE complaint_cases", "ALTER TABLE complaints DROP COLUMN evidence"],
)
def test_a_register_without_a_part_of_it(run: Run, register: Path, writing: str, statement: str) -> None:
    with opened(register) as connection:
        connection.execute("PRAGMA legacy_alter_table = ON")
        connection.execute(statement)
    for words in ("case show 2024/0001", writing, "db check"):
        done = run(words, code=13)
        assert "Traceback" not in done.stderr


def test_flipped_bytes_end_no_command_in_a_bug(run: Run, register: Path) -> None:
    content = register.read_bytes()
    rng = random.Random(7)  # noqa: S311 - the same places in every run
    for _turn in range(40):
        damaged = bytearray(content)
        for _byte in range(8):
            damaged[rng.randrange(100, len(content))] ^= 1 << rng.randrange(8)
        register.write_bytes(damaged)
        for words in ("case list --format json", "report recap --by unit", "db check", "complaint list"):
            text = any_of(run, words, (0, 13, 12))
            assert "Traceback" not in text


def any_of(run: Run, words: str, codes: tuple[int, ...]) -> str:
    """What *words* say, with any of the exit codes."""
    for code in codes:
        try:
            done = run(words, code=code)
        except AssertionError as error:
            if f", not {code}" not in str(error):
                raise
        else:
            return done.stdout + done.stderr
    pytest.fail(f"another exit code than {codes}: {words}")


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "md", "html"])
def test_a_day_that_is_none_is_shown_as_it_stands(run: Run, register: Path, tmp_path: Path, form: str) -> None:
    with opened(register) as connection:
        connection.execute("UPDATE cases SET opened_on = '2024-13-45', due_on = 'besok'")
    for words in ("case list", "case show 2024/0001"):
        assert "2024-13-45" in run(f"{words} --format {form}").stdout
    run(["case", "list", "-o", str(tmp_path / "list.xlsx")])
    run("db check", code=13)


def test_a_foreign_journal_beside_it_does_no_harm(run: Run, register: Path) -> None:
    register.with_name("register.db-wal").write_bytes(b"garbage" * 500)
    register.with_name("register.db-journal").write_bytes(b"garbage" * 500)
    assert "30" in run("db status").stdout
    run("db check")


@pytest.mark.slow
def test_a_lock_is_told_after_the_stated_wait(
    run: Run, register: Path, writing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(config.VARIABLES["lock_wait_seconds"], "0")
    with opened(register) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        for words in ("case list", writing, "db check"):
            done = run(words, code=11)
            assert "in use by another process (waited 0 s)" in done.stderr
        monkeypatch.setenv(config.VARIABLES["lock_wait_seconds"], "1")
        assert "(waited 1 s)" in run("case list", code=11).stderr
    run("case list")
