"""`asn-neutral import --steps`: the same figures, guarantees and exit codes as with complaints."""

import json
from pathlib import Path

import pytest

from tests.complaints_file import dump, row, write
from tests.terminal import Run

GOOD = "nomor,langkah,tanggal,alasan\n2024/0001,review,2025-01-07,\n2024/0002,review,2025-01-07,penting\n"
KEYS = "batch read accepted unchanged refused refused_file cases stored blank encoding delimiter reasons"


@pytest.fixture(autouse=True)
def _two_cases(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run(["import", str(write(tmp_path / "in.csv", row(1), row(2)))])


def test_the_result_keeps_its_promise_to_scripts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "steps.csv").write_text(GOOD, encoding="utf-8")
    told = json.loads(run("import --steps steps.csv --format json").stdout)
    assert told["schema"] == "asn-neutral/import-steps"
    assert list(told["data"]) == KEYS.split()
    figures = [told["data"][key] for key in ("batch", "read", "accepted", "unchanged", "refused", "cases", "stored")]
    assert figures == [2, 2, 2, 0, 0, 2, True]
    assert json.loads(run("case next 2024/0002 --format json").stdout)["data"]["status"] == "review"
    assert run("db check").code == 0


def test_refused_rows_end_with_three_and_are_shown(run: Run, register: Path, tmp_path: Path) -> None:
    before = dump(register)
    (tmp_path / "steps.csv").write_text(f"{GOOD}2024/0001,decide,2025-01-08,\n", encoding="utf-8")
    told = run("import --steps steps.csv", code=3).stdout
    for word in (
        "The step decide is not open",
        "E_LANGKAH",
        "The good rows are not stored either",
        "steps.ditolak.csv",
    ):
        assert word in told
    assert dump(register) == before
    kept = run("import --steps steps.csv --accept-partial --format json", code=3)
    assert json.loads(kept.stdout)["data"]["stored"]


def test_a_rehearsal_says_so(run: Run, register: Path, tmp_path: Path) -> None:
    before = dump(register)
    (tmp_path / "steps.csv").write_text(GOOD, encoding="utf-8")
    assert "this was a rehearsal" in run("import --steps steps.csv --dry-run").stdout
    assert dump(register) == before


def test_the_template_and_the_columns_of_steps(run: Run) -> None:
    header, example = run("import --steps --template").stdout.splitlines()
    assert header.startswith('"nomor","langkah","tanggal",')
    assert "receive-recommendation" in example
    told = run("import --steps --columns --format csv").stdout
    assert '"nomor_surat","letter_number"' in told
    assert "nama_terlapor" not in told


def test_a_complaints_file_is_no_file_of_steps(run: Run) -> None:
    said = run("import --steps in.csv", code=30).stderr
    assert "lacks the required columns" in said
    assert "import --steps --template" in said


def test_the_columns_of_steps_tell_which_values_they_take(run: Run) -> None:
    told = json.loads(run("import --steps --columns --format json").stdout)["data"]
    columns = {one["english"]: one for one in told}
    assert columns["outcome"]["explanation"].endswith(
        "words: memperkuat, memperingan, memperberat, mengubah, mencabut, membatalkan, tidak-dapat-diterima"
    )
    assert columns["examine_on"]["explanation"].startswith("day of the examination: a day from that of the step on")
    assert columns["letter_number"]["example"] == "800/900/BKPSDM/2024"
    assert "case sanctions" in columns["sanction"]["explanation"]
    assert "one of these words" not in columns["number"]["explanation"]
