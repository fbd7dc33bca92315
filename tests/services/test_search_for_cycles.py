"""Python searches for garbage again when an import has ended, however it ended."""

import gc
from collections.abc import Sequence
from pathlib import Path

import pytest

from asn_neutral.errors import UnreadableFileError
from asn_neutral.services.import_file import rare_search_for_cycles
from asn_neutral.services.prepared import Prepared
from asn_neutral.services.registrar import Registrar, Taken
from tests.complaints_file import row, take, write

USUAL = gc.get_threshold()


def searching() -> tuple[bool, bool]:
    """Whether Python searches for garbage as often as usual, and among all objects."""
    return gc.get_threshold() == USUAL, gc.get_freeze_count() == 0


def test_it_does_not_search_in_between_and_does_so_again() -> None:
    assert searching() == (True, True)
    with rare_search_for_cycles():
        assert searching() == (False, False)
    assert searching() == (True, True)


def test_it_does_so_again_after_a_failure() -> None:
    with pytest.raises(KeyError), rare_search_for_cycles():
        raise KeyError
    assert searching() == (True, True)


def test_an_import_makes_use_of_it_and_leaves_it_on(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[bool, bool]] = []
    real = Registrar.take

    def watched(registrar: Registrar, rows: Sequence[Prepared]) -> Taken:
        seen.append(searching())
        return real(registrar, rows)

    monkeypatch.setattr(Registrar, "take", watched)
    take(register, write(tmp_path / "in.csv", row(1)))
    assert (seen, searching()) == ([(False, False)], (True, True))
    with pytest.raises(UnreadableFileError):
        take(register, tmp_path / "none.csv")
    assert searching() == (True, True)


def test_what_refused_rows_leave_is_found_meanwhile(register: Path, tmp_path: Path) -> None:
    """Each leaves objects that hold one another; a large file of nothing else would fill the memory."""
    found: list[int] = []

    def watch(phase: str, told: dict[str, int]) -> None:
        if phase == "stop" and not searching()[0]:
            found.append(told["collected"])

    gc.callbacks.append(watch)
    try:
        take(register, write(tmp_path / "in.csv", *(row(number, kode_pelanggaran="Z9") for number in range(2_000))))
    finally:
        gc.callbacks.remove(watch)
    assert sum(found) > 10_000
