"""Registers that are not what they should be: each is told in one sentence with its exit code, and left as it is."""

import contextlib
import gzip
import os
import random
import shutil
import socket
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from asn_neutral import config
from asn_neutral.store import opening
from asn_neutral.store.schema import APPLICATION_ID, SCHEMA_VERSION
from tests.complaints_file import opened, row, take, write
from tests.store.test_upgrading import leave_a_hot_journal
from tests.terminal import Run

Spoil = Callable[[Path], None]
READING = ("case list", "case show 2024/0001", "complaint list", "report recap --by unit", "db status", "db check")


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


def page_of(content: bytes | bytearray) -> int:
    """How long a page of this database is."""
    return int.from_bytes(content[16:18], "big")


def holding(content: bytes) -> Spoil:
    """Put *content* there instead."""
    return lambda path: void(path.write_bytes(content))


def void(_written: object) -> None:
    """Nothing."""


def patched(place: int, piece: bytes) -> Spoil:
    """Change some bytes of the head."""

    def spoil(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[place : place + len(piece)] = piece
        path.write_bytes(content)

    return spoil


def cut(keep: Callable[[bytes], bytes]) -> Spoil:
    """Keep a part only."""
    return lambda path: void(path.write_bytes(keep(path.read_bytes())))


def told(*statements: str) -> Spoil:
    """Change it as somebody with an SQLite tool would."""

    def spoil(path: Path) -> None:
        with opened(path) as connection:
            for statement in statements:
                connection.execute(statement)

    return spoil


def instead(make: Spoil) -> Spoil:
    """Put something else there."""

    def spoil(path: Path) -> None:
        path.unlink()
        make(path)

    return spoil


def random_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    rng = random.Random(4)  # noqa: S311 - the same bytes in every run
    content[page_of(content) :] = rng.randbytes(len(content) - page_of(content))
    path.write_bytes(content)


def swapped_pages(path: Path) -> None:
    content = path.read_bytes()
    page = page_of(content)
    path.write_bytes(content[:page] + content[2 * page : 3 * page] + content[page : 2 * page] + content[3 * page :])


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA application_id = 42")
        connection.execute("CREATE TABLE bookmarks (url)")


def without_a_mark(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE cases (id)")


def with_a_mark_only(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("CREATE TABLE cases (id)")


def with_a_lost_journal(path: Path) -> None:
    leave_a_hot_journal(path)
    path.with_name(f"{path.name}-journal").unlink()


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as end, contextlib.chdir(path.parent):  # its address must be short
        end.bind(path.name)


SPOILED: dict[str, tuple[Spoil, int]] = {
    "gone": (Path.unlink, 10),
    "a link to nothing": (instead(lambda path: path.symlink_to(path.with_name("nowhere.db"))), 10),
    "empty": (holding(b""), 13),
    "a csv": (holding(b"nomor_laporan,jalur\r\n1,sbt\r\n"), 13),
    "a workbook": (lambda path: openpyxl.Workbook().save(path), 13),
    "gzip": (lambda path: void(path.write_bytes(gzip.compress(path.read_bytes()))), 13),
    "utf-16": (holding("nomor_laporan".encode("utf-16")), 13),
    "html": (holding(b"<!doctype html>"), 13),
    "a zeroed head": (patched(0, bytes(100)), 13),
    "a half head": (cut(lambda whole: whole[:60]), 13),
    "a magic word": (cut(lambda whole: whole[:16]), 13),
    "a head": (cut(lambda whole: whole[:100]), 13),
    "one page": (cut(lambda whole: whole[: page_of(whole)]), 13),
    "one page and naughts": (cut(lambda whole: whole[: page_of(whole)] + bytes(len(whole) - page_of(whole))), 13),
    "half of it": (cut(lambda whole: whole[: len(whole) // page_of(whole) // 2 * page_of(whole)]), 13),
    "cut in a page": (cut(lambda whole: whole[: len(whole) // page_of(whole) // 2 * page_of(whole) + 100]), 13),
    "without its last byte": (cut(lambda whole: whole[:-1]), 13),
    "with a byte more": (cut(lambda whole: whole + b"x"), 13),
    "with a page more": (cut(lambda whole: whole + bytes(page_of(whole))), 13),
    "random pages": (random_pages, 13),
    "swapped pages": (swapped_pages, 13),
    "a lost journal": (with_a_lost_journal, 13),
    "no page size": (patched(16, b"\0\0"), 13),
    "another page size": (patched(16, b"\x04\0"), 13),
    "more pages than there are": (patched(28, b"\0\0\xff\xff"), 13),
    "a free page that is none": (patched(32, b"\0\0\xff\xff\0\0\0\7"), 13),
    "a format of the future": (patched(44, b"\0\0\0\x63"), 13),
    "a reading version of the future": (patched(19, b"\3"), 13),
    "utf-16 inside": (patched(56, b"\0\0\0\2"), 13),
    "in wal mode": (patched(18, b"\2\2"), 13),
    "of another program": (instead(of_another_program), 13),
    "without a mark": (instead(without_a_mark), 13),
    "with a mark only": (instead(with_a_mark_only), 13),
    "another mark": (told("PRAGMA application_id = 7"), 13),
    "of a newer program": (told(f"PRAGMA user_version = {SCHEMA_VERSION + 1}"), 12),
    "of a much newer program": (told("PRAGMA user_version = 2147483647"), 12),
    "without its row": (told("DELETE FROM register"), 13),
    "without its secret": (told("UPDATE register SET fingerprint_key = x''"), 13),
    "without a table": (told("DROP TABLE register"), 13),
    "without any table": (told("PRAGMA writable_schema = ON", "DELETE FROM sqlite_schema"), 13),
    "writable by the group": (lambda path: path.chmod(0o660), 22),
    "writable by all": (lambda path: path.chmod(0o602), 22),
    "in a folder open to all": (lambda path: path.parent.chmod(0o777), 22),
    "a folder": (instead(Path.mkdir), 13),
    "a link to a folder": (instead(lambda path: path.symlink_to(path.parent)), 13),
    "a pipe": (instead(os.mkfifo), 13),
    "a socket": (instead(a_socket), 13),
    "an endless device": (instead(lambda path: path.symlink_to("/dev/zero")), 13),
    "an empty device": (instead(lambda path: path.symlink_to("/dev/null")), 13),
    "a link to itself": (instead(lambda path: path.symlink_to(path)), 30),
}


def state(folder: Path) -> dict[str, object]:
    """Every file below *folder* with its content, or what it is instead of a file."""
    found = sorted(path for path in folder.rglob("*") if path.suffix != ".csv")
    return {
        str(path.relative_to(folder)): path.read_bytes() if stat.S_ISREG(path.lstat().st_mode) else path.lstat().st_mode
        for path in found
    }


@pytest.mark.parametrize("name", SPOILED)
def test_it_is_told_and_left_as_it_is(run: Run, register: Path, tmp_path: Path, writing: str, name: str) -> None:
    spoil, code = SPOILED[name]
    spoil(register)
    before = state(tmp_path)
    for words in (*READING, f"{writing} --dry-run", writing, "db upgrade"):
        done = run(words, code=code)
        assert state(tmp_path) == before, words
        assert "Traceback" not in done.stderr
        if words != "db check" or not done.stdout:  # a check tells what it finds, if it can look
            assert done.stdout == ""
            assert done.stderr.count("\n") == 1, done.stderr


@pytest.mark.parametrize("words", READING)
@pytest.mark.parametrize("name", ["random pages", "one page and naughts"])
def test_in_a_large_one_it_is_told_where_it_is_met(
    run: Run, register: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    monkeypatch.setattr(opening, "_SMALL", 0)
    SPOILED[name][0](register)
    done = run(words, code=13)
    assert "Traceback" not in done.stderr
    assert words == "db check" or done.stderr.count("\n") == 1


def test_there_are_forty_of_them_and_more() -> None:
    assert len(SPOILED) >= 40


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gone", "There is no register at {path}. Run `asn-neutral --db {path} init` to make one, or name another"),
        ("empty", "{path} is not a whole register of this program: it is empty or incomplete."),
        ("a csv", "it begins with 'nomor_laporan,ja'."),
        ("a workbook", "it begins with 'PK"),
        ("a folder", "it is not a regular file."),
        ("of another program", "it belongs to another program."),
        ("of a newer program", f"(schema {SCHEMA_VERSION + 1}; this one knows {SCHEMA_VERSION}). Install the newer"),
        ("a zeroed head", r"it begins with '\x00\x00\x00"),
        ("a half head", "it is empty or incomplete."),
        ("without its last byte", "its end is missing, or the journal of a writer that was killed."),
        ("a lost journal", "its end is missing, or the journal of a writer that was killed."),
        ("in wal mode", "another program left it in WAL mode"),
        ("without its row", "the row is missing that says which register it is."),
        ("in a folder open to all", "{folder} can be changed by other users of this machine. Take"),
        ("writable by all", "Take that right away first: chmod 600 on the file."),
    ],
)
def test_what_it_says(run: Run, register: Path, name: str, said: str) -> None:
    spoil, code = SPOILED[name]
    spoil(register)
    assert said.format(path=register, folder=register.parent) in run("case list", code=code).stderr


@pytest.mark.parametrize("name", [name for name in SPOILED if name not in {"gone", "in a folder open to all"}])
def test_init_never_touches_any_of_them(run: Run, register: Path, tmp_path: Path, name: str) -> None:
    spoil, _code = SPOILED[name]
    spoil(register)
    before = state(tmp_path)
    assert "it was left as it is" in run("init --yes", code=31).stderr
    assert state(tmp_path) == before


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
