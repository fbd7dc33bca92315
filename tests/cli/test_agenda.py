"""The agenda: what hurts most first, and a gate for cron."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.complaints_file import DECIDED, row, write
from tests.terminal import Run


@pytest.fixture(autouse=True)
def _cases(run: Run, tmp_path: Path) -> None:
    """Seven cases: some decided, some recommended, one waiting, one at rest, one without a calendar."""
    rows = [row(number, unit_kerja=f"Dinas Contoh {number}") for number in range(1, 8)]
    run(["import", str(write(tmp_path / "in.csv", *rows))])
    for line in DECIDED:
        run(line)
    for number, on in ((2, "2024-12-16"), (3, "2025-01-08"), (4, "2025-01-08"), (5, "2024-12-16"), (6, "2025-01-08")):
        run(
            f"case record 2024/000{number} receive-recommendation --on {on} --with recommendation_number=1"
            " --with recommended_by=bkn"
        )
    run("case record 2024/0004 wait-for-agency --on 2025-01-09 --with agency=BKN --with letter_number=1")
    run("case record 2024/0005 lapse --on 2025-01-10 --with cause=pensiun")


def agenda(run: Run, words: str = "", *, today: str = "2025-01-15", code: int = 0) -> list[dict[str, Any]]:
    line = ["--today", today, "agenda", *words.split(), "--format", "json"]
    return list(json.loads(run(line, code=code).stdout)["data"])


def test_what_hurts_most_stands_first(run: Run) -> None:
    found = agenda(run, "--days 30")
    assert [(one["number"], one["reason"], one["due_on"], one["days_left"]) for one in found] == [
        ("2024/0002", "overdue", "2025-01-08", -7),
        ("2024/0003", "data-block-risk", "2025-01-31", 16),
        ("2024/0006", "data-block-risk", "2025-01-31", 16),
        ("2024/0001", "due-soon", "2025-02-05", 21),
    ]
    assert (found[0]["clock"], found[0]["status"], found[0]["actor"]) == ("ppk-follow-up", "recommended", "ppk")
    assert (found[3]["name"], found[3]["unit"]) == ("Warga Contoh 1", "Dinas Contoh 1")


def test_only_what_is_near_is_shown_and_the_last_day_belongs_to_it(run: Run) -> None:
    assert [one["number"] for one in agenda(run)] == ["2024/0002"]
    assert [one["number"] for one in agenda(run, "--days 15")] == ["2024/0002"]
    assert [one["number"] for one in agenda(run, "--days 16")] == ["2024/0002", "2024/0003", "2024/0006"]
    assert agenda(run, "--days 0", today="2025-01-08")[0]["days_left"] == 0
    assert agenda(run, "--days 0", today="2025-01-07") == []


def test_a_day_itself_and_a_day_that_is_not_known(run: Run) -> None:
    run("case record 2024/0001 deliver --on 2025-01-14 --with receipt=TT-1")
    far = "receive-recommendation --on 2031-03-01 --with recommendation_number=1 --with recommended_by=bkn"
    run(["--today", "2031-03-01", "case", "record", "2024/0007", *far.split()])
    found = {one["number"]: one for one in agenda(run, "--days 30")}
    assert (found["2024/0001"]["reason"], found["2024/0001"]["clock"]) == ("exact-day", "in-force")
    assert (found["2024/0007"]["reason"], found["2024/0007"]["due_on"]) == ("no-day", None)
    assert "its day is not known" in run("agenda").stdout


def test_filters_narrow_it(run: Run) -> None:
    assert [one["number"] for one in agenda(run, "--days 30 --search 00003/LP")] == ["2024/0003"]
    assert [one["number"] for one in agenda(run, "--days 30 --status decided")] == ["2024/0001"]
    assert [one["number"] for one in agenda(run, "--days 30 --overdue")] == ["2024/0002"]


def test_the_gate_is_opt_in(run: Run) -> None:
    assert agenda(run) == agenda(run, "--fail-if-overdue", code=4)
    assert agenda(run, "--fail-if-overdue", today="2025-01-08") != []
    assert "(nothing is due)" in run(["--today", "2024-10-01", "agenda", "--fail-if-overdue"]).stdout


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("Agenda of 2025-01-15, 30 days ahead", "PPK (the mayor)", "1 overdue.")), ("id", ("PPK", "2024/0003"))],
)
def test_people_read_it(run: Run, lang: str, words: tuple[str, ...]) -> None:
    told = run("agenda --days 30", lang=lang).stdout
    for word in words:
        assert word in told


@pytest.mark.parametrize("days", ["-1", "x", "4000"])
def test_days_are_a_sensible_number(run: Run, days: str) -> None:
    assert "--days" in run(["agenda", "--days", days], code=2).stderr


def test_the_end_of_the_calendar_of_the_machine_is_no_bug(run: Run) -> None:
    assert len(agenda(run, "--days 3650", today="9999-12-30")) == 4


def test_people_read_the_name_of_a_time_limit_and_scripts_its_id(run: Run) -> None:
    limits = {one["clock"] for one in agenda(run, "--days 30")}
    words = run("agenda --days 30").stdout
    assert limits
    assert not [clock for clock in limits if clock in words]
