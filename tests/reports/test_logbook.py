"""The log: every event by whom and when, newest first."""

import json
from pathlib import Path

import pytest
import time_machine

from tests.complaints_file import DECIDED, row, write
from tests.terminal import Run


@pytest.fixture(autouse=True)
def _case(run: Run, tmp_path: Path) -> None:
    run(["import", str(write(tmp_path / "in.csv", row(1), row(2)))])
    run(DECIDED[0])


def rows(run: Run, line: str) -> list[dict[str, object]]:
    found = json.loads(run(f"{line} --format json").stdout)["data"]
    assert isinstance(found, list)
    return found


def test_every_event_newest_first(run: Run) -> None:
    found = rows(run, "audit log")
    assert [(one["event"], one["step"], one["number"]) for one in found] == [
        (4, "review", "2024/0001"), (3, "import", None), (2, "register", "2024/0002"), (1, "register", "2024/0001"),
    ]  # fmt: skip
    assert found[1]["said"] == [
        {"key": "read", "value": "2"}, {"key": "accepted", "value": "2"},
        {"key": "unchanged", "value": "0"}, {"key": "refused", "value": "0"},
    ]  # fmt: skip
    assert found[0]["happened_on"] == "2024-12-02"


def test_a_correction_is_told_with_its_reason(run: Run) -> None:
    run("case undo 2024/0001 --reason 'Salah perkara' --yes")
    said = rows(run, "audit log --limit 1")[0]["said"]
    assert said == [{"key": "corrects", "value": "2"}, {"key": "reason", "value": "Salah perkara"}]


def test_a_filter_about_cases_leaves_their_events(run: Run) -> None:
    assert [one["event"] for one in rows(run, "audit log --search 'contoh 1'")] == [4, 1]


def test_from_and_to_are_days_of_recording_at_the_office(run: Run) -> None:
    for instant, number in (("2024-12-31T15:59:59Z", 1), ("2024-12-31T16:00:00Z", 2)):  # midnight in Kendari between
        with time_machine.travel(instant, tick=False):
            run(f"case assign 2024/000{number} Siti")
    assert [one["number"] for one in rows(run, "audit log --from 2024-12-31 --to 2024-12-31")] == ["2024/0001"]
    assert [one["number"] for one in rows(run, "audit log --from 2025-01-01 --to 2025-01-01")] == ["2024/0002"]
    assert "Recorded from 2025-01-01 on." in run("audit log --from 2025-01-01").stdout


def test_by_one_actor_in_any_capitals(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASN_NEUTRAL_ACTOR", "Siti")
    run(DECIDED[1])
    assert [one["event"] for one in rows(run, "audit log --actor SITI")] == [5]
    assert rows(run, "audit log --actor nobody") == []
    assert "Recorded by SITI." in run("audit log --actor SITI").stdout


def test_limit_tells_how_many_there_are(run: Run) -> None:
    told = json.loads(run("audit log --limit 1 --format json").stdout)
    assert (len(told["data"]), told["matching"]) == (1, 4)


def test_people_read_the_time_at_the_office_and_labels(run: Run) -> None:
    shown = run("audit log").stdout
    assert "WITA" in shown
    assert "rows read: 2, accepted: 2" in shown


def test_the_mask_hides_who_and_free_text(run: Run) -> None:
    run("case undo 2024/0001 --reason 'Salah orang, maksudnya Budi' --yes")
    shown = run("--mask audit log --format json").stdout
    assert "Budi" not in shown
