"""Rows come through the door the same way whether another process checks them or this one."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.errors import UnreadableFileError
from asn_neutral.intake.records import Records
from asn_neutral.intake.row import RowChecker
from asn_neutral.intake.source import open_source
from asn_neutral.services import door
from asn_neutral.services.door import WORTH_A_PROCESS, Candidate, CheckingProcessError, Door
from asn_neutral.services.prepared import Preparer
from asn_neutral.services.said import COMPLAINT_FIELDS, RESPONDENT_FIELDS
from tests.complaints_file import book, row, write

KEY = b"k" * 32
SIZES = [0, WORTH_A_PROCESS]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    locale.use("en")
    monkeypatch.setattr(door, "BATCH", 4)
    monkeypatch.setattr("os.urandom", bytes)  # whichever process asks, it draws the same nonce


@contextmanager
def opened(path: Path, size: int, *, max_rows: int = 1000) -> Iterator[Door]:
    with open_source(path) as source, source.text() as text:
        records = Records(source, text, max_rows=max_rows)
        checker = RowChecker(
            records.header,
            today=date(2025, 1, 15),
            violations=frozenset({"D4", "D6", "E4"}),
            elections=frozenset({"pilkada-2024"}),
        )
        yield Door(records, checker, Preparer(book(), KEY), size=size)


def mixed(path: Path) -> Path:
    rows = [row(number) for number in range(9)]
    rows[2]["tanggal_terima"] = "2024-02-30"
    rows[4]["nip"] = "1,98E+17"
    rows[5]["status_asn"] = "PPPK"
    rows[7]["uraian"] = "dua\nbaris; 'kutip'"
    return write(path, *rows)


def without_cells(candidate: Candidate) -> tuple[object, ...]:
    """A candidate without the cells of its record, which a good row does not bring from the other process."""
    record = candidate.record
    return (record.row, record.first_line, record.last_line, record.text, *candidate[1:])


def test_another_process_gives_the_same_candidates(tmp_path: Path) -> None:
    path = mixed(tmp_path / "in.csv")
    found = []
    for size in SIZES:
        with opened(path, size) as rows:
            found.append(([[without_cells(one) for one in batch] for batch in rows], rows.leftovers))
    assert found[0] == found[1]
    assert [len(batch) for batch in found[0][0]] == [4, 4, 1]


@pytest.mark.parametrize("size", SIZES)
def test_refused_rows_keep_their_cells_and_reasons(tmp_path: Path, size: int) -> None:
    with opened(mixed(tmp_path / "in.csv"), size) as rows:
        refused = [one for batch in rows for one in batch if one.row is None]
    assert [(one.record.row, one.problems[0].code) for one in refused] == [(4, "E_TANGGAL"), (6, "E_NIP_ILMIAH")]
    assert all(one.record.cells and one.problems[0].sentence() for one in refused)


@pytest.mark.parametrize("size", SIZES)
def test_a_file_that_breaks_on_the_way_says_so(tmp_path: Path, size: int) -> None:
    with opened(mixed(tmp_path / "in.csv"), size, max_rows=5) as rows, pytest.raises(UnreadableFileError, match="5"):
        list(rows)


def test_a_process_that_is_killed_is_an_error_and_not_the_end_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RowChecker, "check", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with opened(mixed(tmp_path / "in.csv"), WORTH_A_PROCESS) as rows, pytest.raises(UnreadableFileError):
        list(rows)


def test_leaving_early_ends_the_other_process(tmp_path: Path) -> None:
    path = write(tmp_path / "in.csv", *(row(number) for number in range(900)))
    with opened(path, WORTH_A_PROCESS) as rows:
        batches = iter(rows)
        assert len(next(batches)) == 4
        batches.close()  # type: ignore[attr-defined]  # it is a generator; waits for the other process
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_bug_of_the_other_process_is_told_with_its_kind_and_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError(row(1)["nip"])

    monkeypatch.setattr(RowChecker, "check", broken)
    with opened(mixed(tmp_path / "in.csv"), WORTH_A_PROCESS) as rows, pytest.raises(CheckingProcessError) as told:
        list(rows)
    text = "".join([str(told.value), *told.value.__notes__])
    assert "KeyError" in text
    assert "test_door.py" in text
    assert row(1)["nip"] not in text


def test_what_a_row_says_is_told_under_the_names_of_its_fields(tmp_path: Path) -> None:
    with opened(write(tmp_path / "in.csv", row(1)), 0) as rows:
        ((candidate,),) = list(rows)
    assert candidate.row is not None
    said = dict(zip(COMPLAINT_FIELDS, candidate.row.said_of_complaint, strict=True))
    assert said["number"] == row(1)["nomor_laporan"]
    assert said["letter_number"] == row(1)["nomor_surat"]
    assert (said["received_on"], said["happened_on"]) == (row(1)["tanggal_terima"], row(1)["tanggal_kejadian"])
    assert said["summary"] == row(1)["uraian"]
    told = dict(zip(RESPONDENT_FIELDS, candidate.row.said_of_respondent, strict=True))
    assert (told["name"], told["nip"]) == (row(1)["nama_terlapor"], row(1)["nip"])
    assert (told["position_class"], told["violations"]) == (row(1)["kelas_jabatan"], "D4;D6")
