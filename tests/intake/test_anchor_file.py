"""An anchor comes in as it was written, or the file is refused with a sentence."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.domain.anchor import Anchor
from asn_neutral.errors import UnreadableFileError
from asn_neutral.intake.anchor_file import read_anchor

NAME = "9faca3bb-8786-4b23-875a-9f4265048b9f"
DATA: dict[str, object] = {"register": NAME, "events": 3, "head": "0f" * 32, "made_at": "2024-10-01T12:00:00Z"}
NO_ANCHOR = "it is no anchor as `asn-neutral audit anchor -o FILE.json` writes it"


def written(path: Path, **changes: object) -> Path:
    whole = {"schema": "asn-neutral/audit-anchor", "version": 1, "data": DATA, "notes": ["beside"], **changes}
    path.write_text(json.dumps(whole))
    return path


def refused(path: Path) -> str:
    locale.use("en")
    with pytest.raises(UnreadableFileError) as caught:
        read_anchor(path)
    return str(caught.value)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    expected = Anchor(NAME, 3, "0f" * 32, datetime(2024, 10, 1, 12, tzinfo=UTC))
    assert read_anchor(written(tmp_path / "a.json")) == expected


def test_another_time_zone_is_the_same_instant(tmp_path: Path) -> None:
    path = written(tmp_path / "a.json", data={**DATA, "made_at": "2024-10-01T20:00:00+08:00"})
    assert read_anchor(path).made_at == datetime(2024, 10, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "changes",
    [
        {"schema": "asn-neutral/db-check"},
        {"version": 2},
        {"data": None},
        {"data": {**DATA, "events": -1}},
        {"data": {**DATA, "events": "3"}},
        {"data": {**DATA, "events": 3.5}},
        {"data": {**DATA, "head": "0f" * 31}},
        {"data": {**DATA, "head": "0G" * 32}},
        {"data": {**DATA, "head": "0f" * 32 + "\n"}},
        {"data": {**DATA, "register": ""}},
        {"data": {**DATA, "made_at": "2024-10-01T12:00:00"}},
        {"data": {**DATA, "made_at": 1_700_000_000}},
    ],
)
def test_what_is_no_anchor_is_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    assert NO_ANCHOR in refused(written(tmp_path / "a.json", **changes))


@pytest.mark.parametrize("content", [b"no json", b"[" * 100_000, b'"\xff"', b"null", b"{}"])
def test_what_is_not_even_json_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    assert str(path) in refused(path)


def test_no_file_no_anchor(tmp_path: Path) -> None:
    assert "there is no such file" in refused(tmp_path / "none.json")
    assert "it is a directory" in refused(tmp_path)
    (tmp_path / "empty.json").touch()
    assert "it is empty" in refused(tmp_path / "empty.json")
