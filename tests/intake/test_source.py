"""Opening a file: what is refused and why, and in which letters it is written."""

import hashlib
import io
import os
import random
import sys
from pathlib import Path

import pytest

from asn_neutral.errors import UnreadableFileError
from asn_neutral.intake import source as module
from asn_neutral.intake.encoding import LONGEST_LINE
from asn_neutral.intake.source import Source, open_source


def opened(content: bytes, folder: Path, encoding: str | None = None) -> tuple[Source, str]:
    path = folder / "kiriman.csv"
    path.write_bytes(content)
    with open_source(path, encoding=encoding) as source, source.text() as text:
        return source, text.read()


def reason(content: bytes, folder: Path, encoding: str | None = None) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        opened(content, folder, encoding)
    return str(refused.value).partition("cannot be read: ")[2]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("nama;tgl\r\nJosé\r\n".encode(), "utf-8"),
        ("nama;tgl\r\nJosé\r\n".encode("utf-8-sig"), "utf-8-sig"),
        ("nama;tgl\r\nJosé\r\n".encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + "nama;tgl\r\nJosé\r\n".encode("utf-16-be"), "utf-16"),
        ("nama;tgl\r\nJosé\r\n".encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_found_and_said(content: bytes, encoding: str, tmp_path: Path) -> None:
    source, text = opened(content, tmp_path)
    assert (source.encoding, text) == (encoding, "nama;tgl\r\nJosé\r\n")
    assert (source.size, source.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_a_stated_encoding_is_used(tmp_path: Path) -> None:
    source, text = opened(b"Jos\x82", tmp_path, "cp437")
    assert (source.encoding, text) == ("cp437", "José")
    assert opened("\ufeffJosé".encode(), tmp_path, "UTF-8")[1] == "José"
    assert opened("José".encode("utf-16-le"), tmp_path, "utf-16-le")[1] == "José"


@pytest.mark.parametrize("name", ["klingon", "rot13", "hex", "", "undefined", "idna", "\0"])
def test_an_encoding_that_is_none_is_refused(name: str, tmp_path: Path) -> None:
    if name:
        assert "is not known; utf-8" in reason(b"nama\n", tmp_path, name)
    else:
        assert opened(b"nama\n", tmp_path, name)[0].encoding == "utf-8"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or encrypted Excel"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"  <HTML><table>", "web page"),
        (b"<?xml version='1.0'?>", "web page or XML"),
        (b"SQLite format 3\x00", "SQLite"),
        ("nama,nip\n".encode("utf-32"), "UTF-32"),
        ("nama,nip\n".encode("utf-16-le"), "UTF-16 without its mark"),
        ("nama,nip\n".encode("utf-16-be"), "UTF-16 without its mark"),
        (b"nama\0\0\0\0,nip", "not a text file: byte 4"),
        (b"nama,nip\n" + bytes(range(32)) * 4, "not a text file: byte 9"),
        (random.Random(5).randbytes(3_000), "not a text file: byte"),  # noqa: S311 - the same bytes in every run
        (b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" * 4, "not a text file: byte 6"),
        (b"Jos\xe9 \x81 Jos\xc3\xa9" * 2 + b"\x01\n", "not a text file: byte 24"),
        (b"nama\nJos\xe9 \x81\n", "byte 10 belongs to neither UTF-8 nor Windows-1252"),
        ("Jos\u00e9\n".encode() + b"Jos\xe9\n", "mixes UTF-8 (byte 3) with another encoding (byte 9)"),
        (b"Jos\xe9\n" + "Jos\u00e9\n".encode(), "mixes UTF-8 (byte 8) with another encoding (byte 3)"),
        (b"\xef\xbb\xbfJos\xe9\n", "byte 6 is not valid utf-8-sig"),
        (b"\xff\xfen\x00\x00\xd8", "is not valid utf-16"),
    ],
)
def test_what_is_no_text_table_is_refused_in_its_own_words(content: bytes, words: str, tmp_path: Path) -> None:
    assert words in reason(content, tmp_path)


def test_a_stated_encoding_that_does_not_fit_names_the_byte(tmp_path: Path) -> None:
    assert "byte 3 is not valid utf-8" in reason(b"Jos\xe9\n", tmp_path, "utf-8")
    assert "byte 3 is not valid cp1252" in reason(b"Jos\x81\n", tmp_path, "windows-1252")


def test_a_letter_cut_by_the_end_of_a_piece_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for size in (1, 2, 3, 5):
        monkeypatch.setattr(module, "CHUNK", size)
        assert opened("né€😀é\n".encode(), tmp_path)[0].encoding == "utf-8"
        assert opened("\ufeffné€😀é\n".encode(), tmp_path)[0].encoding in {"utf-8-sig", "utf-8"}
        assert opened(b"n\n" * 9 + b"\xe9n\n", tmp_path)[0].encoding == "cp1252"
        assert "mixes UTF-8 (byte 1)" in reason("né".encode() + b"\xe9n\n", tmp_path)
        assert "mixes UTF-8 (byte 3)" in reason(b"n\xe9n" + "é".encode() + b"n\n", tmp_path)


def test_a_file_cut_in_the_middle_of_a_letter_is_not_utf8(tmp_path: Path) -> None:
    assert opened("né".encode()[:-1], tmp_path)[0].encoding == "cp1252"


def test_a_line_without_end_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    assert "is no table" in reason(b"x" * (LONGEST_LINE + 2), tmp_path)
    assert opened(b"x\n" * LONGEST_LINE, tmp_path)[0].size == 2 * LONGEST_LINE


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, words in (
        (tmp_path, "it is a directory"),
        (tmp_path / "pipe", "a device or a pipe"),
        (Path("/dev/zero"), "a device or a pipe"),
        (tmp_path / "none.csv", "there is no such file"),
        (Path("a\0b"), "there is no such file"),
        (Path("x" * 300), "cannot be read"),
    ):
        with pytest.raises(UnreadableFileError, match=words), open_source(path):
            pass


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"nama\n")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    with open_source(tmp_path / "link.csv") as source:
        assert source.size == 5


def test_a_file_without_permission_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnreadableFileError, match="no permission"), open_source(tmp_path / "x.csv"):
        pass


def test_the_size_is_limited_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    path.write_bytes(b"n\n" * 8)
    with open_source(path, max_bytes=16) as source:
        assert source.size == 16
    with pytest.raises(UnreadableFileError, match="larger than"), open_source(path, max_bytes=15):
        pass


def test_standard_input_is_kept_aside_and_limited() -> None:
    with open_source("-", stdin=io.BytesIO("Jos\u00e9\n".encode())) as source, source.text() as text:
        assert (source.path, text.read()) == ("standard input", "Jos\u00e9\n")
        with source.text() as again:
            assert again.read() == "Jos\u00e9\n"
    with pytest.raises(UnreadableFileError, match="larger"), open_source("-", stdin=io.BytesIO(b"12345"), max_bytes=4):
        pass
    with pytest.raises(UnreadableFileError, match="empty"), open_source("-", stdin=io.BytesIO()):
        pass


def test_few_control_characters_are_left_for_the_row_check(tmp_path: Path) -> None:
    for letter in "\0\x07\x1b":
        assert opened(f"nama,nip\nBudi{letter}\n{'x' * 60}\n".encode(), tmp_path)[0].encoding == "utf-8"
    assert "mixes UTF-8" in reason(b"Jos\xe9 Jos\xc3\xa9\x07\n" + b"nama\n" * 20, tmp_path)


class _Piped:
    """Standard input with a stream behind it."""

    def __init__(self, stream: io.IOBase | None = None, *, closed: bool = False) -> None:
        self.buffer = stream or io.BytesIO(b"nama\n")
        if closed:
            self.buffer.close()


class _Nothing:
    """Standard input without bytes, as a library may put it there."""


class _Broken(io.RawIOBase):
    """A stream that cannot be read."""

    def read(self, _size: int = -1, /) -> bytes:
        raise OSError(5, "Input/output error")


@pytest.mark.parametrize("stdin", [None, _Nothing(), _Piped(closed=True)])
def test_a_closed_standard_input_says_so(stdin: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    with pytest.raises(UnreadableFileError, match="standard input cannot be read: it is closed"), open_source("-"):
        pass


def test_a_standard_input_that_fails_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Piped(_Broken()))
    with pytest.raises(UnreadableFileError, match="Input/output error"), open_source("-"):
        pass


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "grows.csv"
    path.write_bytes(b"nama\n")
    with open_source(path) as source:
        source.check_unchanged()
        with path.open("ab") as other:
            other.write(b"more\n")
        with pytest.raises(UnreadableFileError, match="another program changed it"):
            source.check_unchanged()
