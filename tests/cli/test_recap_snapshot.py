"""The recap of the sample file, to the byte, as people and scripts get it.

The expected outputs lie in `tests/snapshots`; `REWRITE_SNAPSHOTS=1 pytest tests/cli/test_recap_snapshot.py` makes
them anew, and the difference is then read like any other change.
"""

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest

from tests.busy import SAMPLE
from tests.complaints_file import take
from tests.conftest import Run
from tests.kept import assert_kept

FOLDER = Path(__file__).parents[1] / "snapshots"
ENDINGS = {"table": "txt", "csv": "csv", "json": "json", "md": "md"}
LINES = {
    "recap-violation": "report recap --by violation",
    "recap-level-channel": "report recap --by level --by channel --from 2024-01-01 --to 2024-12-31",
    "recap-unit-kind": "report recap --by unit-kind --election pilkada-2024",
}


@pytest.fixture(scope="module")
def sample(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "register.db"
    path.write_bytes(template.read_bytes())
    path.chmod(0o600)
    take(path, SAMPLE)
    return path


@pytest.mark.parametrize("form", ENDINGS)
@pytest.mark.parametrize("name", LINES)
def test_the_recap_is_as_it_was(run: Run, sample: Path, name: str, form: str) -> None:
    done = run(f"{LINES[name]} --format {form}", db=sample)
    assert done.stderr == ""
    assert_kept(FOLDER / f"{name}.{ENDINGS[form]}", done.stdout)


@pytest.mark.parametrize("name", LINES)
def test_all_formats_tell_the_same_figures(run: Run, sample: Path, name: str) -> None:
    rows = json.loads(run(f"{LINES[name]} --format json", db=sample).stdout)["data"]
    told = csv.DictReader(io.StringIO(run(f"{LINES[name]} --format csv", db=sample).stdout))
    assert [dict(row) for row in told] == [
        {key: "" if value is None else str(value) for key, value in row.items()} for row in rows
    ]


def test_the_figures_are_those_of_the_file_itself(run: Run, sample: Path) -> None:
    """Counted from the CSV with nothing but the standard library."""
    with SAMPLE.open(encoding="utf-8", newline="") as text:
        counted = Counter(code for row in csv.DictReader(text) for code in row["kode_pelanggaran"].split(";"))
    rows = json.loads(run("report recap --by violation --format json", db=sample).stdout)
    assert {row["violation"]: row["cases"] for row in rows["data"]} == dict(counted)
    assert rows["totals"]["sum"]["cases"] == counted.total()
    assert rows["totals"]["distinct"]["cases"] == 300


def test_nothing_lies_there_that_no_test_reads() -> None:
    assert {file.name for file in FOLDER.glob("recap-*")} == {
        f"{name}.{end}" for name in LINES for end in ENDINGS.values()
    }
