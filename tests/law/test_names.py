"""Names found line by line are those that stand in the shipped files."""

from pathlib import Path

import pytest

from asn_neutral.law import names
from asn_neutral.law.book import FILES as ALL_FILES
from asn_neutral.law.names import FILES, shipped_rows
from asn_neutral.law.reading import read_tables

KEYS = ("id", "name", "name_en")


@pytest.mark.parametrize("kind", FILES)
def test_the_same_is_found_as_by_reading_all(kind: str) -> None:
    assert FILES[kind] == ALL_FILES[kind]
    read = read_tables(Path(names.__file__).with_name(FILES[kind]))[kind]
    assert shipped_rows(kind) == [{key: row[key] for key in KEYS} for row in read]
    assert len(read) > 3


def test_what_stands_before_the_first_entry_is_not_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "elections.toml").write_text('id = "lost"\n[[stage]]\nid = "a"\nname = "A"\n[[election]]\nid = "b"\n')
    monkeypatch.setattr(names, "__file__", str(tmp_path / "names.py"))
    assert shipped_rows("stage") == [{"id": "a", "name": "A"}]
    assert shipped_rows("election") == [{"id": "b"}]
