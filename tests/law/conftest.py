"""The shipped book, an office's file, and English texts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.law.book import Book, load_book

OfficeFile = Callable[[str], Path]


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture(scope="session")
def book() -> Book:
    return load_book()


@pytest.fixture
def office_file(tmp_path: Path) -> OfficeFile:
    """Write the text of an office's own file of law data."""

    def write(text: str) -> Path:
        path = tmp_path / "office.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write
