"""The SQL made beforehand is what the tables ask for today."""

from tests.store.inserts import FILE, rendered


def test_the_inserts_are_those_of_the_tables() -> None:
    assert FILE.read_text("utf-8") == rendered()
