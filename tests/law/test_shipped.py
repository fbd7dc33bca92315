"""The law data as Python is that of the TOML files, and is what the book reads."""

from asn_neutral.law import book, reading
from tests.law.shipped import FOLDER, modules


def test_every_module_is_that_of_its_file() -> None:
    made = modules()
    assert {path.name for path in (FOLDER / "shipped").glob("*.py")} == {path.name for path in made}
    for path, text in made.items():
        assert path.read_text("utf-8") == text, f"{path.name}: run python -m tests.law.shipped"


def test_the_book_reads_what_stands_in_the_files() -> None:
    for file in FOLDER.glob("*.toml"):
        assert book._shipped(file.name) == reading.read_tables(file)
