"""A complaint half typed is kept whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from asn_neutral.cli.draft import Draft
from asn_neutral.errors import UnwritableError


def draft(path: Path, summary: str) -> Draft:
    return Draft(path, "2025-01-15", {"jalur": "surat", "uraian": summary})


def test_a_draft_takes_the_place_of_the_older_one_in_one_step(tmp_path: Path) -> None:
    path = Draft.beside(tmp_path / "register.db")
    draft(path, "Hadir pada kampanye.").keep()
    os.link(path, tmp_path / "seen before")
    newer = draft(path, "Hadir.")
    newer.keep()
    assert Draft.found(path) == newer
    assert "Hadir pada kampanye." in (tmp_path / "seen before").read_text("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_was_kept_stays_when_there_is_no_room_for_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Draft.beside(tmp_path / "register.db")
    older = draft(path, "Hadir pada kampanye.")
    older.keep()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnwritableError):
        draft(path, "x" * 1_000).keep()
    assert Draft.found(path) == older
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
