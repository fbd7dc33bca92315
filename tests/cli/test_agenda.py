"""The agenda: what hurts most first, and a gate for cron."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from asn_neutral.store.queries.agenda import UNCONFIRMED, WAITED
from asn_neutral.values import login_name
from tests.complaints_file import DECIDED, opened, row, write
from tests.conftest import Prepare
from tests.terminal import Run


@pytest.fixture(scope="module")
def cases(prepare: Prepare, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven cases: some decided, some recommended, one waiting, one at rest, one without a calendar."""
    rows = [row(number, unit_kerja=f"Dinas Contoh {number}") for number in range(1, 8)]
    days = ((2, "2024-12-16"), (3, "2025-01-08"), (4, "2025-01-08"), (5, "2024-12-16"), (6, "2025-01-08"))
    return prepare(
        ["import", str(write(tmp_path_factory.mktemp("cases") / "in.csv", *rows))],
        *DECIDED,
        *(
            f"case record 2024/000{number} receive-recommendation --on {on} --with recommendation_number=1"
            " --with recommended_by=bkn"
            for number, on in days
        ),
        "case record 2024/0004 wait-for-agency --on 2025-01-09 --with agency=BKN --with letter_number=1",
        "case record 2024/0005 lapse --on 2025-01-10 --with cause=pensiun",
    )


@pytest.fixture
def register(cases: Path, tmp_path: Path) -> Path:
    """This test's own copy of them."""
    return Path(shutil.copy(cases, tmp_path / "register.db"))


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
        ("2024/0004", "waiting", None, None),
    ]
    assert [one["block_risk"] for one in found] == [True, True, True, False, False]
    assert (found[0]["clock"], found[0]["status"], found[0]["actor"]) == ("ppk-follow-up", "recommended", "ppk")
    assert (found[3]["name"], found[3]["unit"]) == ("Warga Contoh 1", "Dinas Contoh 1")


def test_only_what_is_near_is_shown_and_the_last_day_belongs_to_it(run: Run) -> None:
    def due(words: str = "", *, today: str = "2025-01-15") -> list[tuple[str, int]]:
        return [(one["number"], one["days_left"]) for one in agenda(run, words, today=today) if one["due_on"]]

    assert due() == due("--days 15") == [("2024/0002", -7)]
    assert due("--days 16") == [("2024/0002", -7), ("2024/0003", 16), ("2024/0006", 16)]
    assert due("--days 0", today="2025-01-08") == [("2024/0002", 0)]
    assert due("--days 0", today="2025-01-07") == []


def test_open_cases_for_which_no_deadline_runs_are_counted_below(run: Run) -> None:
    assert "1 open case without a running deadline is not shown; see `report custody`." in run("agenda").stdout
    for number, unit in ((8, "Dinas Contoh 7"), (9, "Dinas Contoh 9")):
        words = ["complaint", "add", "--channel", "langsung", "--received", "2025-01-10", "--happened", "2025-01-09"]
        run([*words, "--name", f"Warga {number}", "--unit", unit, "--violation", "D4", "--summary", "Hadir."])
    assert "3 open cases without a running deadline are not shown" in run("agenda").stdout
    assert "2 open cases without a running deadline are not shown" in run("agenda --unit 'Contoh 7'").stdout
    assert "without a running deadline" not in run("agenda --unit 'Contoh 4'").stdout  # it waits, and is shown


def test_a_sanction_that_takes_effect_at_receipt_is_due_that_day(run: Run) -> None:
    for line in DECIDED[:-1]:
        run(line.replace("2024/0001", "2024/0007"))
    run(DECIDED[-1].replace("2024/0001", "2024/0007").replace("turun-jabatan", "teguran-lisan") + " --with reason=x")
    run("case record 2024/0007 deliver --on 2025-01-14 --with receipt=T")
    (one,) = [one for one in agenda(run, "--days 0", today="2025-01-14") if one["number"] == "2024/0007"]
    assert (one["clock"], one["due_on"], one["reason"]) == ("in-force", "2025-01-14", "exact-day")
    rows = json.loads(run("case due 2024/0007 --format json").stdout)["data"]
    (due,) = [one for one in rows if one["clock"] == "in-force"]
    assert (due["clock"], due["starts_on"], due["due_on"]) == ("in-force", "2025-01-14", "2025-01-14")
    assert due["basis"] == "PP 94/2021 Pasal 8 ayat (2) huruf a"
    assert "The decision takes effect" in run("case due 2024/0007 --explain").stdout
    run("case record 2024/0007 take-effect --on 2025-01-14")
    assert not [one for one in agenda(run) if one["number"] == "2024/0007"]


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
    run("case record 2024/0004 resume --on 2025-01-10")
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
    assert len(agenda(run, "--days 3650", today="9999-12-30")) == 5


def test_a_case_that_waits_stands_last_with_whom_it_waits_for_until_the_answer_comes(run: Run) -> None:
    told = agenda(run)[-1]
    assert (told["number"], told["reason"], told["clock"]) == ("2024/0004", "waiting", "ppk-follow-up")
    assert (told["waits_for"], told["waits_since"], told["actor"]) == ("BKN", "2025-01-09", None)
    assert [one["waits_for"] for one in agenda(run)[:-1]] == [None]
    shown = run("agenda").stdout
    assert "another agency has to answer" in shown
    assert "Waits for" in shown
    assert agenda(run, "--search 00004/LP")[0]["waits_for"] == "BKN"
    assert agenda(run, "--status decided") == []
    run("case correct 2024/0004 3 --with agency=Bawaslu --reason misread")
    assert agenda(run)[-1]["waits_for"] == "Bawaslu"
    run("case record 2024/0004 resume --on 2025-01-13")
    assert [one["number"] for one in agenda(run)] == ["2024/0002"]
    assert "Waits for" not in run("agenda").stdout


def summoned(run: Run) -> None:
    """Case 6 on its way: a second summons is due before the answer to the recommendation."""
    run("case record 2024/0006 review --on 2025-01-09")
    run("case record 2024/0006 form-team --on 2025-01-09 --with decree_number=1 --with chair=A --with members=B")
    run("case record 2024/0006 summon --on 2025-01-10 --with letter_number=1 --with examine_on=2025-01-14")


def test_a_deadline_that_bkn_guards_is_not_hidden_behind_another_of_its_case(run: Run) -> None:
    summoned(run)
    told = [(one["number"], one["clock"], one["reason"]) for one in agenda(run, "--days 30")]
    assert told[1:5] == [
        ("2024/0003", "ppk-follow-up", "data-block-risk"),
        ("2024/0006", "ppk-follow-up", "data-block-risk"),
        ("2024/0006", "second-summons", "due-soon"),
        ("2024/0001", "decision-delivery", "due-soon"),
    ]
    assert [one["clock"] for one in agenda(run, "--days 12") if one["number"] == "2024/0006"] == ["second-summons"]


def test_of_what_is_overdue_that_which_bkn_guards_comes_first(run: Run) -> None:
    summoned(run)
    late = [one for one in agenda(run, today="2025-02-20") if one["reason"] == "overdue"]
    assert [(one["number"], one["clock"], one["block_risk"]) for one in late] == [
        ("2024/0002", "ppk-follow-up", True),
        ("2024/0003", "ppk-follow-up", True),
        ("2024/0006", "ppk-follow-up", True),
        ("2024/0006", "second-summons", False),
        ("2024/0001", "decision-delivery", False),
    ]
    told = run(["--today", "2025-02-20", "agenda"]).stdout
    assert "5 overdue." in told
    assert "BKN may block the data in SIASN already: 2024/0002, 2024/0003, 2024/0006." in told


def test_who_waits_longest_stands_first_and_one_without_a_time_limit_is_there_too(run: Run) -> None:
    run("case record 2024/0007 wait-for-agency --on 2025-01-03 --with agency=Inspektorat --with letter_number=3")
    waits = [(one["number"], one["clock"]) for one in agenda(run) if one["reason"] == "waiting"]
    assert waits == [("2024/0007", None), ("2024/0004", "ppk-follow-up")]


def test_for_what_is_overdue_it_is_said_where_data_may_be_blocked_already(run: Run) -> None:
    assert "BKN may block the data in SIASN already: 2024/0002." in run("agenda").stdout
    assert "may block the data in SIASN already" not in run(["--today", "2025-01-08", "agenda"]).stdout


def test_the_cases_that_waited_are_found_by_their_index(register: Path) -> None:
    with opened(register) as connection:
        plan = [line[3] for line in connection.execute(f"EXPLAIN QUERY PLAN {WAITED.format(where='WHERE 1')}")]
    assert any("events_waiting" in line for line in plan)
    assert not [line for line in plan if line.startswith("SCAN k")]


def test_people_read_the_name_of_a_time_limit_and_scripts_its_id(run: Run) -> None:
    limits = {one["clock"] for one in agenda(run, "--days 30")}
    words = run("agenda --days 30").stdout
    assert limits
    assert not [clock for clock in limits if clock in words]


def test_a_deadline_that_runs_on_keeps_its_place_while_its_case_waits(run: Run) -> None:
    summoned(run)
    run("case record 2024/0006 wait-for-agency --on 2025-01-14 --with agency=BKN --with letter_number=2")
    (told,) = [one for one in agenda(run, "--days 30") if one["number"] == "2024/0006"]
    assert (told["clock"], told["waits_for"], told["reason"]) == ("second-summons", "BKN", "due-soon")


def test_a_decision_that_nobody_else_has_seen_stands_there_until_it_is_confirmed(run: Run) -> None:
    roles = "--role administrator --role clerk --role examiner --role decider"
    for name in ("Siti", "Budi"):
        run(f"--as Siti user add {name} {roles} --login {login_name()}")
    for line in DECIDED:
        run(f"--as Siti {line.replace('2024/0001', '2024/0007')}")

    def rows(line: str = "agenda --days 1") -> list[tuple[str, str | None, str]]:
        found = json.loads(run(f"{line} --format json").stdout)["data"]
        return [(row["number"], row["due_on"], row["reason"]) for row in found if row["number"] == "2024/0007"]

    assert rows() == [("2024/0007", None, "unconfirmed")]
    assert rows("agenda --days 60") == [("2024/0007", None, "unconfirmed"), ("2024/0007", "2025-02-05", "due-soon")]
    assert "A second person has to confirm the decision: 1" in run("digest --days 1").stdout
    run("--as Budi case record 2024/0007 confirm --on 2025-01-14")
    assert rows() == []


def test_the_decisions_that_wait_are_found_by_their_index(register: Path) -> None:
    with opened(register) as connection:
        plan = [line[3] for line in connection.execute(f"EXPLAIN QUERY PLAN {UNCONFIRMED.format(where='WHERE 1')}")]
    assert any("cases_unconfirmed" in line for line in plan)
