"""The shelf: whole files under the hash of what is in them, or nothing."""

import os
import stat
from hashlib import sha256
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.errors import UnreadableFileError, UnwritableError
from asn_neutral.store import shelf
from asn_neutral.store.shelf import hash_of, shelf_of, shelve, shelved


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "register.db"


def written(path: Path, content: bytes = b"foto") -> Path:
    path.write_bytes(content)
    return path


def test_a_file_stands_under_its_hash_and_is_its_owners_alone(database: Path, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        found = shelve(database, written(tmp_path / "foto.jpg"))
    finally:
        os.umask(before)
    place = shelf_of(database) / sha256(b"foto").hexdigest()
    assert (found.sha256, found.size, found.known) == (place.name, 4, False)
    assert place.read_bytes() == b"foto"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert shelved(database) == [place]


def test_the_same_content_is_kept_once(database: Path, tmp_path: Path) -> None:
    shelve(database, written(tmp_path / "a.jpg"))
    assert shelve(database, written(tmp_path / "b.jpg")).known
    assert len(shelved(database)) == 1


def test_a_damaged_copy_is_replaced_by_a_whole_one(database: Path, tmp_path: Path) -> None:
    found = shelve(database, written(tmp_path / "a.jpg"))
    (shelf_of(database) / found.sha256).write_bytes(b"altered")
    assert not shelve(database, tmp_path / "a.jpg").known
    assert hash_of(shelf_of(database) / found.sha256) == found.sha256


def test_a_rehearsal_leaves_nothing(database: Path, tmp_path: Path) -> None:
    found = shelve(database, written(tmp_path / "a.jpg"), rehearse=True)
    assert found.sha256 == sha256(b"foto").hexdigest()
    assert not shelf_of(database).exists()
    assert shelved(database) == []


def refused(database: Path, source: Path) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        shelve(database, source)
    assert shelved(database) == []
    if shelf_of(database).exists():
        assert list(shelf_of(database).iterdir()) == []
    return str(caught.value)


def test_a_link_is_not_followed(database: Path, tmp_path: Path) -> None:
    written(tmp_path / "secret.txt")
    (tmp_path / "link.jpg").symlink_to(tmp_path / "secret.txt")
    assert "it is a link; name the file itself" in refused(database, tmp_path / "link.jpg")


def test_what_is_no_ordinary_file_is_refused_at_once(database: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "it is not an ordinary file" in refused(database, tmp_path / "pipe")
    assert "it is not an ordinary file" in refused(database, Path("/dev/zero"))
    assert "it is not an ordinary file" in refused(database, tmp_path)


def test_what_is_not_there_or_empty_is_refused(database: Path, tmp_path: Path) -> None:
    assert "No such file" in refused(database, tmp_path / "none.jpg")
    assert "it is empty" in refused(database, written(tmp_path / "empty.jpg", b""))
    assert "there is no such file" in refused(database, Path("a\x00b"))


def test_a_file_that_is_too_large_is_refused(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "LARGEST", 1_000_000)
    shelve(database, written(tmp_path / "a.jpg", b"x" * 1_000_000))
    written(tmp_path / "b.jpg", b"x" * 1_000_001)
    with pytest.raises(UnreadableFileError, match="it is larger than 1 MB"):
        shelve(database, tmp_path / "b.jpg")
    assert len(list(shelf_of(database).iterdir())) == 1


def test_a_file_that_grows_while_it_is_read_is_refused(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = written(tmp_path / "a.jpg", b"x" * (3 << 20))
    real, turns = shelf._next_piece, []

    def grow(file: object, path: Path) -> bytes:
        turns.append(1)
        if len(turns) == 2:
            with source.open("ab") as more:
                more.write(b"y")
        return real(file, path)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(shelf, "_next_piece", grow)
    assert "another program changed it" in refused(database, source)


def test_where_nothing_can_be_made_it_says_so(tmp_path: Path) -> None:
    database = tmp_path / "none" / "register.db"
    with pytest.raises(UnwritableError, match="No such file"):
        shelve(database, written(tmp_path / "a.jpg"))


def test_other_names_on_the_shelf_are_nobodys(database: Path, tmp_path: Path) -> None:
    shelve(database, written(tmp_path / "a.jpg"))
    written(shelf_of(database) / "catatan.txt")
    (shelf_of(database) / ("0" * 64)).mkdir()
    assert len(shelved(database)) == 1
    assert hash_of(shelf_of(database) / "none") == ""
