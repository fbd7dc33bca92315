"""A file under its name is a whole file, and its owner's alone."""

import errno
import os
import stat
import tarfile
from pathlib import Path
from typing import BinaryIO

import pytest

from asn_neutral import locale
from asn_neutral.errors import UnwritableError
from asn_neutral.files import refuse_unwritable, replace_file, sync_folder, write_file
from asn_neutral.services.sealing import new_pair, wrapped
from asn_neutral.services.signing import new_signer
from tests.terminal import Run


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def test_a_file_appears_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "report.csv"
    replace_file(target, lambda stream: stream.writelines([b"a", b"b"]))
    assert target.read_bytes() == b"ab"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_failure_midway_leaves_the_old_file_and_nothing_else(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "report.csv"
    target.write_bytes(b"old")

    def half(stream: BinaryIO) -> None:
        stream.write(b"x" * 100_000)
        raise error

    with pytest.raises(error):
        replace_file(target, half)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    def full(_stream: BinaryIO) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(UnwritableError, match="No space left"):
        replace_file(tmp_path / "report.csv", full)
    assert list(tmp_path.iterdir()) == []


def test_folders_devices_and_missing_folders_are_refused(tmp_path: Path) -> None:
    device = tmp_path / "device"
    device.symlink_to(os.devnull)  # not the device itself: were it replaced, the machine would lose it
    for path in (tmp_path, device, tmp_path / "none" / "report.csv", tmp_path / ("n" * 300)):
        with pytest.raises(UnwritableError):
            replace_file(path, lambda stream: stream.writelines([b"x"]))
    assert stat.S_ISCHR(device.stat().st_mode)


def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"precious")
    link = tmp_path / "report.csv"
    link.symlink_to(other)
    replace_file(link, lambda stream: stream.writelines([b"new"]))
    assert other.read_bytes() == b"precious"
    assert (link.read_bytes(), link.is_symlink()) == (b"new", False)


def test_a_failure_leaves_a_link_as_it_was(tmp_path: Path) -> None:
    link = tmp_path / "report.csv"
    link.symlink_to(tmp_path / "nowhere")

    def fail(_stream: BinaryIO) -> None:
        raise OSError(5, "Input/output error")

    with pytest.raises(UnwritableError, match="Input/output error"):
        replace_file(link, fail)
    assert link.is_symlink()
    assert not (tmp_path / "nowhere").exists()


def test_a_database_is_never_replaced(register: Path) -> None:
    before = register.read_bytes()
    with pytest.raises(UnwritableError, match="it is a database"):
        replace_file(register, lambda stream: stream.writelines([b"x"]))
    assert register.read_bytes() == before


@pytest.mark.parametrize("word", [None, "rahasia"])
def test_a_private_key_is_never_replaced(tmp_path: Path, word: str | None) -> None:
    """Without it nobody learns any more who complained, or what a backup holds."""
    file = tmp_path / "custodian.key"
    for content in (wrapped(new_pair(), word), new_signer(word).content):
        file.write_bytes(content)
        with pytest.raises(UnwritableError, match="private key"):
            replace_file(file, lambda stream: stream.writelines([b"x"]))
        assert file.read_bytes() == content


def test_a_backup_and_an_anchor_are_no_places_for_a_result(run: Run, tmp_path: Path) -> None:
    run(f"backup create {tmp_path}")
    (backup,) = tmp_path.glob("*.tar")
    anchor = tmp_path / "jangkar.json"
    run(f"audit anchor -o {anchor}")
    for path, reason in ((backup, "it is a backup"), (anchor, "it is an anchor")):
        before = path.read_bytes()
        with pytest.raises(UnwritableError, match=reason):
            refuse_unwritable(path)
        assert reason in run(f"case list --format csv -o {path}", code=31).stderr
        assert path.read_bytes() == before
    other = tmp_path / "lain.tar"
    with tarfile.open(other, "w") as tar:
        tar.addfile(tarfile.TarInfo("manifest.json"))
    refuse_unwritable(other)


def test_a_pipe_is_refused_without_waiting_for_a_reader(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnwritableError, match="not an ordinary file"):
        replace_file(tmp_path / "pipe", lambda stream: stream.writelines([b"x"]))


def test_what_would_be_refused_is_refused_beforehand_and_nothing_is_left(tmp_path: Path, register: Path) -> None:
    device = tmp_path / "device"
    device.symlink_to(os.devnull)
    before = sorted(tmp_path.iterdir())
    for path, reason in (
        (tmp_path, "it is a folder"),
        (device, "it is not an ordinary file"),
        (register, "it is a database"),
        (tmp_path / "none" / "report.csv", "there is no folder"),
        (register / "report.csv", "Not a directory"),
        (tmp_path / ("n" * 300), "File name too long"),
    ):
        with pytest.raises(UnwritableError, match=rf"{reason}.*\. Try another\.$"):
            refuse_unwritable(path, remedy="Try another.")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("new.csv", "link"):
        refuse_unwritable(tmp_path / name)
    (tmp_path / "link").unlink()
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a folder that takes no file")
def test_a_folder_that_takes_no_file_is_refused_beforehand() -> None:
    with pytest.raises(UnwritableError):
        refuse_unwritable(Path("/proc/report.csv"))


def test_a_file_is_on_the_disk_and_then_its_name_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[tuple[bool, list[str]]] = []
    real = os.fsync

    def fsync(number: int) -> None:
        real(number)
        synced.append((stat.S_ISDIR(os.fstat(number).st_mode), sorted(path.name for path in tmp_path.glob("[!.]*"))))

    monkeypatch.setattr(os, "fsync", fsync)
    write_file(tmp_path / "a.csv", b"x")
    assert synced == [(False, []), (True, ["a.csv"])]


@pytest.mark.parametrize(("number", "refused"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_a_folder_that_cannot_be_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, refused: bool
) -> None:
    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fsync)
    if refused:
        with pytest.raises(UnwritableError):
            write_file(tmp_path / "a.csv", b"x")
    else:
        write_file(tmp_path / "a.csv", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_folder_that_shows_nothing_needs_no_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_words: object) -> int:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(os, "open", refuse)
    sync_folder(tmp_path)
