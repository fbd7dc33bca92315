"""Who else could change a register: rights of the file, of its folder, and what lies beside it."""

import grp
import os
import pwd
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from asn_neutral import locale
from asn_neutral.errors import UnsafeDatabaseError
from asn_neutral.store.opening import check_file
from asn_neutral.store.rights import refuse_open_folder
from asn_neutral.store.upgrading import create_register
from tests.complaints_file import NOW, row, take, write
from tests.store.test_upgrading import leave_a_hot_journal

STRANGER = 4242
pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def strange(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Make a file that of another user: root gives it away, anybody else becomes another user."""

    def give(path: Path) -> None:
        if os.geteuid() == 0:
            os.chown(path, STRANGER, -1, follow_symlinks=False)
        monkeypatch.setattr(os, "geteuid", lambda: STRANGER + 1)

    return give


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666, 0o660])
def test_a_file_that_others_may_write(register: Path, mode: int) -> None:
    register.chmod(mode)
    with pytest.raises(UnsafeDatabaseError, match=r"register.db can be .* chmod 600 on the file\.$"):
        check_file(register)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o400])
def test_a_file_that_others_may_read_at_most(register: Path, mode: int) -> None:
    register.chmod(mode)
    check_file(register)


@pytest.mark.parametrize(
    ("mode", "safe"),
    [(0o700, True), (0o755, True), (0o1777, True), (0o770, False), (0o707, False), (0o777, False)],
)
def test_a_folder_in_which_others_may_replace_a_file(
    register: Path, tmp_path: Path, run: Callable[..., object], *, mode: int, safe: bool
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    path = register.rename(folder / "register.db")
    folder.chmod(mode)
    if safe:
        check_file(path)
        return
    with pytest.raises(UnsafeDatabaseError) as told:
        check_file(path)
    assert str(told.value) == (
        f"{folder} can be changed by other users of this machine. "
        "Take that right away first: chmod go-w on that folder."
    )
    for words in ("case list", "db status", "db check", "db upgrade"):
        run(words, code=22, db=path)


def test_both_the_folder_of_a_link_and_that_of_its_file_count(register: Path, tmp_path: Path) -> None:
    inner, outer = tmp_path / "inner", tmp_path / "outer"
    inner.mkdir()
    outer.mkdir()
    path = register.rename(inner / "register.db")
    link = outer / "link.db"
    link.symlink_to(path)
    check_file(link)
    for folder in (inner, outer):
        folder.chmod(0o777)
        with pytest.raises(UnsafeDatabaseError, match=str(folder)):
            check_file(link)
        folder.chmod(0o700)


def test_a_register_of_another_user(register: Path, strange: Callable[[Path], None]) -> None:
    strange(register)
    with pytest.raises(UnsafeDatabaseError, match="Run the program as the user to whom that file belongs"):
        check_file(register)


def test_a_folder_of_another_user(tmp_path: Path, strange: Callable[[Path], None]) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    strange(folder)
    with pytest.raises(UnsafeDatabaseError, match="Keep the register in a folder of your own"):
        refuse_open_folder(folder)


def test_root_may_work_with_the_register_of_anybody(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    if os.getuid() == 0:
        os.chown(register, STRANGER, -1)
    check_file(register)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has files of root")
def test_what_belongs_to_root_is_as_safe_as_what_is_ours(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: STRANGER)
    check_file(register)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_a_journal_planted_by_another_user_is_never_played_back(
    register: Path, tmp_path: Path, ending: str, run: Callable[..., object]
) -> None:
    take(register, write(tmp_path / "in.csv", row(1)))
    leave_a_hot_journal(register)
    journal = register.with_name("register.db-journal").rename(register.with_name(f"register.db{ending}"))
    os.chown(journal, STRANGER, -1)
    before = register.read_bytes()
    for words in ("case list", "db check", f"import '{tmp_path / 'in.csv'}'"):
        run(words, code=22)
    assert register.read_bytes() == before


def test_an_own_journal_is(register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "in.csv", row(1)))
    leave_a_hot_journal(register)
    check_file(register)


@pytest.mark.parametrize(
    ("group", "mode", "safe"),
    [
        (SimpleNamespace(gr_name="ani", gr_gid=1007, gr_mem=[]), 0o770, True),
        (SimpleNamespace(gr_name="ani", gr_gid=1007, gr_mem=["ani"]), 0o775, True),
        (SimpleNamespace(gr_name="ani", gr_gid=1007, gr_mem=[]), 0o777, False),
        (SimpleNamespace(gr_name="ani", gr_gid=1007, gr_mem=["budi"]), 0o770, False),
        (SimpleNamespace(gr_name="staf", gr_gid=1007, gr_mem=[]), 0o770, False),
        (SimpleNamespace(gr_name="ani", gr_gid=1008, gr_mem=[]), 0o770, False),
        (SimpleNamespace(gr_name="ani", gr_gid=7, gr_mem=[]), 0o770, False),
        (None, 0o770, False),
    ],
)
def test_a_group_that_is_the_owners_alone_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, group: SimpleNamespace | None, mode: int, safe: bool
) -> None:
    def group_of(_number: int) -> SimpleNamespace:
        if group is None:
            raise KeyError
        return group

    monkeypatch.setattr(grp, "getgrgid", group_of)
    own = 7 if group is not None and group.gr_gid == 7 else 1007
    monkeypatch.setattr(pwd, "getpwuid", lambda _number: SimpleNamespace(pw_name="ani", pw_gid=own))
    folder = tmp_path / "folder"
    folder.mkdir()
    folder.chmod(mode)
    if safe:
        refuse_open_folder(folder)
    else:
        with pytest.raises(UnsafeDatabaseError):
            refuse_open_folder(folder)


def test_no_register_is_made_where_it_would_not_be_opened(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with pytest.raises(UnsafeDatabaseError):
        create_register(tmp_path / "register.db", now=NOW)
    assert list(tmp_path.iterdir()) == []
    tmp_path.chmod(0o1777)
    create_register(tmp_path / "register.db", now=NOW)
