"""The reports that count, to the byte, as people and scripts get them.

The expected outputs lie in `tests/cli/aggregate_snapshots`; `REWRITE_SNAPSHOTS=1 pytest
tests/cli/test_aggregate_snapshots.py` makes them anew, and the difference is then read like any other change.
"""

import csv
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from asn_neutral.domain.correcting import Correction
from asn_neutral.law.terms import Step
from asn_neutral.services.mend_case import correct_entry
from asn_neutral.services.record_step import record_step
from tests.complaints_file import COMPLAINANT, CONTACT, desk, nip, row, take, write
from tests.conftest import Result, Run
from tests.kept import assert_kept

Ask = Callable[..., Result]
FOLDER = Path(__file__).with_name("aggregate_snapshots")
ENDINGS = {"table": "txt", "json": "json"}
REPORTS = {
    "follow-up": "follow-up",
    "follow-up-level": "follow-up --by level",
    "durations": "durations",
    "durations-channel": "durations --by channel --status dismissed --status decided",
    "units": "units",
    "stages": "stages --election pilkada-2024",
    "consistency": "consistency",
    "intake": "intake",
    "activity": "activity --from 2025-01-15 --to 2025-01-15",
}
TEAM = {"decree_number": "1", "chair": "A", "members": "B"}
DECISION = {"sanction": "turun-jabatan", "sk_number": "1", "official": "ppk", "violation_named": "x"}
RECOMMENDED = {"recommendation_number": "R-1", "recommended_by": "bkn", "respond_by": "2025-01-10"}
RECORDED: tuple[tuple[str, Step, date, dict[str, str]], ...] = (
    ("2024/0001", Step.REVIEW, date(2024, 12, 2), {}),
    ("2024/0001", Step.FORM_TEAM, date(2024, 12, 3), TEAM),
    ("2024/0001", Step.SUMMON, date(2024, 12, 4), {"letter_number": "1", "examine_on": "2024-12-17"}),
    ("2024/0001", Step.EXAMINE, date(2024, 12, 17), {"examiner": "Tim"}),
    ("2024/0001", Step.REPORT_FINDINGS, date(2025, 1, 6), {"finding": "terbukti"}),
    ("2024/0001", Step.DECIDE, date(2025, 1, 13), DECISION),
    ("2024/0002", Step.RECEIVE_RECOMMENDATION, date(2024, 12, 16), RECOMMENDED),
    ("2024/0002", Step.DISMISS, date(2025, 1, 13), {"reason": "x"}),
    ("2024/0003", Step.STUDY, date(2024, 12, 30), {}),
)


@pytest.fixture(scope="module")
def filled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four cases from two files: one decided on, one dismissed too late, one under study, one that nobody began."""
    folder = tmp_path_factory.mktemp("filled")
    path = Path(shutil.copy(template, folder / "register.db"))
    again = row(4, nip=nip(1), nama_terlapor="Warga Contoh 1", kode_pelanggaran="D6;D12", jalur="sbt")
    take(
        path,
        write(folder / "bawaslu.csv", *(row(number) for number in (1, 2, 3)), row(8, nip="1")),
        accept_partial=True,
    )
    take(path, write(folder / "sbt.csv", again))
    for number, step, on, told in RECORDED:
        record_step(number, step, on, told, desk(path))
    correct_entry("2024/0003", Correction(2, {}, "x", date(2024, 12, 27)), replace(desk(path), actor="atasan"))
    (folder / "pegawai.csv").write_text(f"unit,employees\n{row(1)['unit_kerja']},160\n", "utf-8")
    return path


@pytest.fixture
def busy(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """What a report says of that register."""
    monkeypatch.setenv("ASN_NEUTRAL_HEADCOUNTS", str(filled.with_name("pegawai.csv")))
    return partial(run, db=filled)


def test_the_reports_are_as_they_were(busy: Ask) -> None:
    for name, words in REPORTS.items():
        for form, ending in ENDINGS.items():
            done = busy(f"report {words} --format {form}")
            assert done.stderr == ""
            assert_kept(FOLDER / f"{name}.{ending}", done.stdout)
            assert not [word for word in (COMPLAINANT, CONTACT, "Warga Contoh") if word in done.stdout]


@pytest.mark.parametrize("name", REPORTS)
def test_csv_tells_the_same_in_both_languages(busy: Ask, name: str) -> None:
    rows = json.loads(busy(f"report {REPORTS[name]} --format json").stdout)["data"]
    assert rows
    for lang in ("en", "id"):
        told = csv.DictReader(io.StringIO(busy(f"report {REPORTS[name]} --format csv", lang=lang).stdout))
        assert list(told) == [{key: text(value) for key, value in found.items()} for found in rows]


def text(value: object) -> str:
    """A JSON value as CSV has it."""
    if isinstance(value, list):
        return ";".join(value)
    return "" if value is None else str(value)


def test_nothing_lies_there_that_no_test_reads() -> None:
    assert {file.name for file in FOLDER.iterdir()} == {f"{name}.{end}" for name in REPORTS for end in ENDINGS.values()}


def test_a_file_of_headcounts_that_cannot_be_read_is_an_error(busy: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASN_NEUTRAL_HEADCOUNTS", "/nowhere/pegawai.csv")
    assert "/nowhere/pegawai.csv" in busy("report units", code=30).stderr
    assert busy("report follow-up").code == 0


@pytest.mark.parametrize("words", ["units --by unit", "follow-up --by unit --by level", "durations --by unti"])
def test_dimensions_that_a_report_does_not_have_are_refused(run: Run, words: str) -> None:
    assert run(f"report {words}", code=2).stdout == ""


def test_a_report_of_a_past_day_counts_what_was_known(busy: Ask) -> None:
    """All entries were recorded on 15 January 2025; what happened before stands in the view of those days."""
    known = json.loads(busy("report follow-up --as-of 2025-01-14 --format json").stdout)
    assert known["data"] == []
    stood = json.loads(busy("report follow-up --on 2025-01-12 --format json").stdout)["data"][0]
    now = json.loads(busy("report follow-up --format json").stdout)["data"][0]
    assert [one["decided"] for one in (stood, now)] == [0, 1]
    assert [one["recommended"] for one in (stood, now)] == [1, 1]
    for name in ("intake", "activity"):
        assert json.loads(busy(f"report {name} --on 2025-01-14 --format json").stdout)["data"] == []
