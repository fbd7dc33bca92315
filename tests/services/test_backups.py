"""Backups are whole or not there, hold what the register held at one moment, and come back as they were.

`ROUNDS=100 python -m pytest tests/services/test_backups.py -k others_write` makes that many while others write.
"""

import io
import json
import os
import signal
import stat
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest

from asn_neutral import locale
from asn_neutral.errors import (
    BadKeyError,
    BrokenDatabaseError,
    DatabaseExistsError,
    DatabaseLockedError,
    UnreadableFileError,
    UnwritableError,
    WrongKeyError,
)
from asn_neutral.services.backups import Keeping, Made, backups_in, make_backup
from asn_neutral.services.check_register import check_register
from asn_neutral.services.import_file import ImportOrder, import_file
from asn_neutral.services.restoring import drill, restore, verify_backup
from asn_neutral.services.sealing import identities_of
from asn_neutral.services.upkeep import make_register
from asn_neutral.store.unit import unit_of_work
from tests.complaints_file import COMPLAINANT, NOW, ask, desk, dump, opened, row, take, write

ROUNDS = int(os.environ.get("ROUNDS", "6"))


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def filled(register: Path, tmp_path: Path) -> Path:
    take(register, write(tmp_path / "in.csv", row(1), row(2)))
    return register


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "cadangan"
    made.mkdir()
    return made


def backup(register: Path, folder: Path, *, minutes: int = 0, keeping: Keeping | None = None) -> Made:
    return make_backup(register, folder, NOW + timedelta(minutes=minutes), keeping=keeping or Keeping())


def pair() -> tuple[str, str]:
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def leftovers(*folders: Path) -> list[str]:
    """What no command may leave behind."""
    return [path.name for folder in folders for path in folder.iterdir() if path.name.startswith(".")]


# ---- there and back


def test_a_register_comes_back_as_it_was(filled: Path, folder: Path, tmp_path: Path) -> None:
    done = backup(filled, folder)
    assert (done.events, done.path.parent, done.removed) == (3, folder, ())
    assert stat.S_IMODE(done.path.stat().st_mode) == 0o600
    back = tmp_path / "baru" / "register.db"
    found = restore(done.path, back, NOW)
    assert found.aside is None
    assert dump(back) == dump(filled)
    assert stat.S_IMODE(back.stat().st_mode) == 0o600
    assert stat.S_IMODE(back.parent.stat().st_mode) == 0o700
    assert check_register(back).ok
    take(back, write(tmp_path / "more.csv", row(3)))  # and it can be worked with
    assert leftovers(filled.parent, folder, back.parent) == []


def test_the_same_register_at_the_same_moment_is_the_same_to_the_byte(filled: Path, folder: Path) -> None:
    first = backup(filled, folder).path.read_bytes()
    assert backup(filled, folder).path.read_bytes() == first


def test_encrypted_it_tells_nothing_and_one_key_of_several_opens_it(filled: Path, folder: Path, tmp_path: Path) -> None:
    (_secret, one), (secret, other) = pair(), pair()
    done = make_backup(filled, folder, NOW, recipients=(one, other))
    assert done.path.name.endswith(".tar.age")
    content = done.path.read_bytes()
    assert COMPLAINANT.encode() not in content
    assert b"SQLite" not in content
    back = tmp_path / "back.db"
    restore(done.path, back, NOW, identities=[secret])
    assert dump(back) == dump(filled)
    assert leftovers(filled.parent, folder) == []


def test_without_the_key_nothing_is_written(filled: Path, folder: Path, tmp_path: Path) -> None:
    done = make_backup(filled, folder, NOW, recipients=(pair()[1],))
    for identities in ((), (pair()[0],)):
        with pytest.raises(WrongKeyError):
            restore(done.path, tmp_path / "back.db", NOW, identities=identities)
    assert not (tmp_path / "back.db").exists()
    assert leftovers(tmp_path, folder) == []


def test_a_key_that_is_none_makes_no_backup(filled: Path, folder: Path) -> None:
    with pytest.raises(BadKeyError):
        make_backup(filled, folder, NOW, recipients=("age1" + "q" * 58,))
    assert list(folder.iterdir()) == []


def test_the_file_of_age_keygen_holds_the_key(tmp_path: Path) -> None:
    secret, public = pair()
    path = tmp_path / "kunci.txt"
    path.write_text(f"# created: 2024-10-01\n# public key: {public}\n{secret}\n")
    with pytest.raises(BadKeyError, match="other users can read"):
        identities_of(path)
    path.chmod(0o600)
    assert identities_of(path) == [secret]
    path.write_text(public)
    with pytest.raises(UnreadableFileError, match="it holds no private key of age"):
        identities_of(path)
    with pytest.raises(UnreadableFileError):
        identities_of(tmp_path / "none")


# ---- while others work


@contextmanager
def writer(register: Path, folder: Path) -> Iterator[None]:
    """Another process takes in one file after the other until the block ends."""
    number = os.fork()
    if not number:
        try:
            for turn in range(100, 100_000):
                order = ImportOrder(str(write(folder / "other.csv", row(turn))))
                import_file(order, desk(register, wait_seconds=30))
        finally:
            os._exit(0)
    try:
        while events(register) == 3:
            os.sched_yield()
        yield
    finally:
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)


def events(register: Path) -> object:
    """How many events there are."""
    return ask(register, "SELECT count(*) FROM events")[0][0]


@pytest.mark.slow
def test_backups_made_while_others_write_are_all_whole(filled: Path, folder: Path, tmp_path: Path) -> None:
    with writer(filled, tmp_path):
        made = []
        for turn in range(ROUNDS):
            before = events(filled)
            made.append(backup(filled, folder, minutes=turn))
            while events(filled) == before:
                os.sched_yield()
    assert len({done.head for done in made}) > 1  # they did write
    for turn, done in enumerate(made):
        back = tmp_path / f"back-{turn}.db"
        assert restore(done.path, back, NOW).verified.verdict.head == done.head
        back.unlink()


@pytest.mark.slow
def test_killed_at_any_moment_a_backup_is_whole_or_not_there(filled: Path, folder: Path, tmp_path: Path) -> None:
    before = dump(filled)
    for turn in range(ROUNDS):
        number = os.fork()
        if not number:
            try:
                for minute in range(1000):
                    backup(filled, folder, minutes=turn * 1000 + minute)
            finally:
                os._exit(0)
        while len(backups_in(folder)) < turn + 1:
            pass
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
        for found in backups_in(folder):
            assert verify_backup(found.path, tmp_path).verdict.ok
    assert dump(filled) == before


# ---- which stay


def test_older_backups_of_the_same_register_go(filled: Path, folder: Path, tmp_path: Path) -> None:
    make_register(tmp_path / "other.db", now=NOW)
    other = make_backup(tmp_path / "other.db", folder, NOW - timedelta(days=900))
    (folder / "catatan.txt").write_text("milik orang lain")
    old = [backup(filled, folder, minutes=-60 * 24 * days) for days in (90, 60, 10)]
    done = backup(filled, folder, keeping=Keeping(newest=2, days=30))
    assert done.removed == (old[0].path, old[1].path)
    assert [found.path for found in backups_in(folder)] == [done.path, old[2].path, other.path]
    assert (folder / "catatan.txt").exists()


def test_without_a_rule_all_stay(filled: Path, folder: Path) -> None:
    backup(filled, folder, minutes=-600_000)
    assert backup(filled, folder).removed == ()
    assert len(backups_in(folder)) == 2


# ---- putting back over a living register


def test_a_living_register_is_not_replaced_unasked(filled: Path, folder: Path) -> None:
    done = backup(filled, folder)
    before = filled.read_bytes()
    with pytest.raises(DatabaseExistsError, match="Add --replace to move it aside"):
        restore(done.path, filled, NOW)
    assert filled.read_bytes() == before


def test_replaced_it_is_moved_aside_whole(filled: Path, folder: Path, tmp_path: Path) -> None:
    done = backup(filled, folder)
    take(filled, write(tmp_path / "later.csv", row(7)))
    later = dump(filled)
    found = restore(done.path, filled, NOW, replace=True)
    assert found.aside is not None
    assert dump(found.aside) == later
    assert check_register(filled).events == 3


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_nothing_of_the_old_register_reaches_the_new_one(filled: Path, folder: Path, ending: str) -> None:
    """Or SQLite would play what was left half done in the old register back into the new one."""
    done = backup(filled, folder)
    filled.write_bytes(b"damaged")
    beside = filled.with_name(f"{filled.name}{ending}")
    beside.write_bytes(b"of the old one")
    found = restore(done.path, filled, NOW, replace=True)
    assert found.aside is not None
    assert found.aside.read_bytes() == b"damaged"
    assert not beside.exists()
    assert check_register(filled).ok


def test_who_works_with_it_is_not_robbed_of_it(filled: Path, folder: Path) -> None:
    done = backup(filled, folder)
    with unit_of_work(filled) as work:
        work.abandon()
        with pytest.raises(DatabaseLockedError):
            restore(done.path, filled, NOW, replace=True)
    assert check_register(filled).ok


def test_moved_aside_twice_in_one_second_nothing_is_lost(filled: Path, folder: Path) -> None:
    done = backup(filled, folder)
    restore(done.path, filled, NOW, replace=True)
    before = filled.read_bytes()
    with pytest.raises(DatabaseExistsError):
        restore(done.path, filled, NOW, replace=True)
    assert filled.read_bytes() == before


# ---- backups that are none


def test_every_changed_byte_is_found(filled: Path, folder: Path, tmp_path: Path) -> None:
    done = backup(filled, folder)
    content = done.path.read_bytes()
    damaged = tmp_path / "damaged.tar"
    size = filled.stat().st_size
    for place in range(700, len(content), len(content) // 60):
        damaged.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        try:
            verify_backup(damaged, tmp_path)
        except UnreadableFileError:
            continue
        assert _is_padding(content, place, size), place


def _is_padding(content: bytes, place: int, size: int) -> bool:
    """Whether nothing of a backup stands there: the room after a part, or a field of a head that is not read."""
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        return not any(one.offset_data <= place < one.offset_data + one.size for one in tar) and size > 0


@pytest.mark.parametrize("kept", [0, 1, 511, 512, 5000, -1025, -20_000])
def test_a_backup_cut_short_is_refused(filled: Path, folder: Path, tmp_path: Path, kept: int) -> None:
    path = backup(filled, folder).path
    content = path.read_bytes()
    cut = content[:kept] if kept >= 0 else content[: kept - 10_240]
    path.write_bytes(cut)
    with pytest.raises(UnreadableFileError):
        verify_backup(path, tmp_path)
    assert leftovers(tmp_path) == []


def repacked(path: Path, name: str, content: bytes, **changes: object) -> Path:
    """A backup with other words in its list, and one part *name*."""
    with tarfile.open(path) as tar:
        listed = tar.extractfile("manifest.json")
        assert listed is not None
        manifest = json.loads(listed.read()) | changes
    out = path.with_name("other.tar")
    with tarfile.open(out, "w") as tar:
        for entry, text in (("manifest.json", json.dumps(manifest).encode()), (name, content)):
            info = tarfile.TarInfo(entry)
            info.size = len(text)
            tar.addfile(info, io.BytesIO(text))
    return out


@pytest.mark.parametrize("name", ["../../register.db", "/etc/passwd", "evidence/../x", "register.db/", "REGISTER.DB"])
def test_names_in_a_backup_are_never_paths(filled: Path, folder: Path, tmp_path: Path, name: str) -> None:
    listed = [{"name": name, "size": 1, "sha256": "0" * 64}]
    other = repacked(backup(filled, folder).path, name, b"x", files=listed)
    with pytest.raises(UnreadableFileError, match="its list of parts cannot be read"):
        verify_backup(other, tmp_path)


def test_a_list_of_another_register_is_refused(filled: Path, folder: Path, tmp_path: Path) -> None:
    other = repacked(backup(filled, folder).path, "register.db", filled.read_bytes(), events=99)
    with pytest.raises(UnreadableFileError):
        verify_backup(other, tmp_path)


def test_a_backup_without_a_register_is_refused(filled: Path, folder: Path, tmp_path: Path) -> None:
    other = repacked(backup(filled, folder).path, "x", b"", files=[])
    with pytest.raises(UnreadableFileError, match="there is no register in it"):
        verify_backup(other, tmp_path)


@pytest.mark.parametrize("content", [b"", b"text", b"SQLite format 3\x00", b"age-encryption.org/v1\n"])
def test_other_files_are_no_backups(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.tar"
    path.write_bytes(content)
    with pytest.raises((UnreadableFileError, WrongKeyError)):
        verify_backup(path, tmp_path, [pair()[0]])
    with pytest.raises(UnreadableFileError):
        verify_backup(tmp_path, tmp_path)


def test_what_does_not_hold_together_is_not_put_back(filled: Path, folder: Path, tmp_path: Path) -> None:
    with opened(filled) as connection:
        connection.execute("UPDATE complaints SET summary = 'Tidak terjadi apa-apa.'")
    path = backup(filled, folder).path  # a backup of what there is, all the same
    assert not verify_backup(path, tmp_path).verdict.ok
    with pytest.raises(BrokenDatabaseError):
        restore(path, tmp_path / "back.db", NOW)
    assert not (tmp_path / "back.db").exists()


# ---- the rest


def test_a_drill_takes_the_newest_and_is_timed(filled: Path, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="there is no backup in it"):
        drill(folder, tmp_path, lambda: 0)
    backup(filled, folder)
    newest = backup(filled, folder, minutes=1)
    ticks = iter((10.0, 12.5))
    done = drill(folder, tmp_path, lambda: next(ticks))
    assert (done.verified.path, done.seconds, done.verified.verdict.ok) == (newest.path, 2.5, True)
    assert leftovers(tmp_path, folder) == []


def test_a_folder_that_is_not_there(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(UnwritableError):
        make_backup(filled, tmp_path / "none", NOW)
    with pytest.raises(UnreadableFileError):
        backups_in(tmp_path / "none")
