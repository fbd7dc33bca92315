"""What may be opened as law data, and which names its entries may have."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.errors import LawDataError, UnreadableFileError
from asn_neutral.intake.words import fold_word, read_codes, reader_of
from asn_neutral.law.book import load_book
from asn_neutral.law.reading import MAX_BYTES, Row, read_tables


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_bytes(b'name = "\xff"')
    with pytest.raises(LawDataError, match="UTF-8"):
        load_book(path)


@pytest.mark.parametrize("name", ["none.toml", "none/office.toml"])
def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFileError, match="No such file"):
        load_book(tmp_path / name)


def test_a_name_that_no_file_has_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="there is no such file"):
        load_book(tmp_path / "a\0b")


def test_a_folder_is_no_law_data(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"cannot be read: it is a folder\."):
        load_book(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of POSIX")
@pytest.mark.timeout(10)
@pytest.mark.parametrize("kind", ["pipe", "device", "link"])
def test_what_could_be_read_for_ever_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "office.toml"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "link":
        path.symlink_to("/dev/zero")
    with pytest.raises(UnreadableFileError, match="it is not an ordinary file"):
        load_book(Path("/dev/zero") if kind == "device" else path)


def test_a_file_may_be_a_megabyte_and_not_more(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_bytes(b"#".ljust(MAX_BYTES, b" "))
    load_book(path)
    path.write_bytes(b"#".ljust(MAX_BYTES + 1, b" "))
    with pytest.raises(UnreadableFileError, match="larger than 1 MB"):
        load_book(path)


def test_a_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(UnreadableFileError, match="larger than 1 MB"):
        load_book(path)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="a file that opens and does not read")
def test_a_file_that_breaks_while_it_is_read_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        read_tables(Path("/proc/self/mem"))


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_a_link_to_an_ordinary_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "law.toml").write_text("", encoding="utf-8")
    (tmp_path / "office.toml").symlink_to("law.toml")
    assert read_tables(tmp_path / "office.toml") == {}


def taken(kind: str, entry_id: str) -> str | None:
    """The id that an entry of that name gets; None when it is refused."""
    raw = {"id": entry_id, "basis": "b", "verified": True}
    try:
        return Row(raw, file="office.toml", kind=kind).common()["id"]
    except LawDataError:
        return None


NAMES = st.text(st.sampled_from("aZdD09-_;, .\t\u0661\u00c9\u00e9"), max_size=8)


@given(NAMES)
def test_every_code_that_is_accepted_can_be_written_in_a_cell(name: str) -> None:
    if code := taken("violation", name):
        assert read_codes(code.lower(), frozenset({code})) == (code,)
        assert read_codes(f"X9; {code}", frozenset({code, "X9"}))[-1] == code


@given(NAMES)
def test_every_election_that_is_accepted_can_be_written_in_a_cell(name: str) -> None:
    if election := taken("election", name):
        assert fold_word(election) == election
        assert reader_of({fold_word(election): election})(election.upper()) == election


def test_ordinary_names_are_accepted() -> None:
    assert [taken("violation", code) for code in ("E1", "D13", " D14A ")] == ["E1", "D13", "D14A"]
    assert [taken("election", name) for name in ("pilkada-2031", "a")] == ["pilkada-2031", "a"]
    assert [taken("violation", "d1"), taken("election", "a--b"), taken("stage", "A")] == [None, None, None]
