"""Who is responsible: named on the command line, asked where many cases are concerned, and shown."""

import json
import re
from pathlib import Path

import pytest

from tests.complaints_file import row, write
from tests.terminal import Run, Script


@pytest.fixture(autouse=True)
def _cases(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASN_NEUTRAL_ACTOR", "Dewi Lestari")
    run(["import", str(write(tmp_path / "in.csv", *(row(number) for number in range(1, 6))))])
    for number in (1, 2, 3):
        told = "--with recommendation_number=1 --with recommended_by=bkn"
        run(f"case record 2024/000{number} receive-recommendation --on 2025-01-0{number} {told}")


def listed(run: Run, words: str) -> list[tuple[str, str]]:
    """The numbers and owners that a list tells."""
    data = json.loads(run(f"{words} --format json").stdout)["data"]
    return [(one["number"], one.get("owner")) for one in data]


def test_lists_and_agenda_know_whose_cases_they_are(run: Run) -> None:
    run("case assign 2024/0001 2024/0003 'Siti Rahma'")
    run("case assign 2024/0002 me")
    assert listed(run, "agenda --owner 'siti rahma' --days 30") == [
        ("2024/0001", "Siti Rahma"),
        ("2024/0003", "Siti Rahma"),
    ]
    assert listed(run, "agenda --owner me --days 30") == [("2024/0002", "Dewi Lestari")]
    assert listed(run, "agenda --owner - --days 30") == []
    assert [one for one, _owner in listed(run, "case list --owner -")] == ["2024/0005", "2024/0004"]
    assert [one for one, _owner in listed(run, "case list --owner me --owner 'Siti Rahma'")] == [
        "2024/0003",
        "2024/0002",
        "2024/0001",
    ]
    assert re.search(r"Responsible +Siti Rahma\n", run("case show 2024/0003").stdout)
    assert json.loads(run("case show 2024/0005 --format json").stdout)["data"]["owner"] is None


def test_a_name_that_nobody_has_is_told_with_the_nearest(run: Run) -> None:
    run("case assign 2024/0001 'Siti Rahma'")
    for words in ("agenda --owner 'Siti Rahmah'", "case list --owner 'Siti Rahmah'"):
        assert "“Siti Rahmah” is responsible for no case. Near it are: Siti Rahma." in run(words).stdout
    assert "“Zzz” is responsible for no case.\n" in run("agenda --owner Zzz").stdout
    assert "responsible for no case" not in run("agenda --owner - --owner SITI\\ RAHMA").stdout


@pytest.mark.parametrize("typed", ["siti rahma", "Siti Rahmah", "Siti Rahma, S.H."])
def test_a_name_that_may_be_another_misspelled_is_told_before_it_is_recorded(run: Run, typed: str) -> None:
    assert run("case assign 2024/0001 'Siti Rahma'").stderr == ""
    assert run("case assign 2024/0002 'Budi Santoso'").stderr == ""
    said = f"“{typed}” resembles who is responsible for cases already: Siti Rahma. Compare the spelling.\n"
    assert run(["case", "assign", "2024/0003", typed, "--dry-run", "--format", "json"]).stderr == said
    assert run(["handover", "Budi Santoso", typed, "--dry-run"]).stderr == said
    assert run(["case", "assign", "2024/0003", typed]).stderr == said
    assert run("case assign 2024/0004 'Siti Rahma'").stderr == ""


def test_who_is_responsible_for_nothing_hands_nothing_over(run: Run) -> None:
    run("case assign 2024/0001 'Siti Rahma'")
    for words in ("handover 'Siti Rahmah' Budi", "handover 'Siti Rahmah' Budi --dry-run"):
        assert run(words, code=20).stderr == (
            "asn-neutral: There is no case for which “Siti Rahmah” is responsible (near it are: Siti Rahma). "
            "`asn-neutral case list` shows what there is.\n"
        )
    assert "There is no case for which “Zzz” is responsible. " in run("handover Zzz Budi", code=20).stderr
    assert "Handed over from SITI RAHMA to Budi" in run("handover 'SITI RAHMA' Budi").stdout
    run("case assign 2024/0001 2024/0002 2024/0003 2024/0004 2024/0005 Budi --yes")
    assert "(no case)" in run("handover - Budi").stdout


def test_nobody_is_responsible_with_none_and_the_case_shown_last_is_meant(run: Run) -> None:
    run("case assign 2024/0001 2024/0002 Siti")
    run("case assign 2024/0001 2024/0002 --none")
    assert listed(run, "case list --owner Siti") == []
    run("case show 2024/0004")
    run("case assign - Siti")
    assert [one for one, _owner in listed(run, "case list --owner Siti")] == ["2024/0004"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("case assign 2024/0001", "Name who is responsible after the cases, or --none"),
        ("case assign 2024/0001 2024/0002", "The value of owner does not fit"),
        ("case assign 2024/0001 none", "The value of owner does not fit"),
        ("case assign", "NUMBER... OWNER"),
        ("handover Siti", "TO"),
        ("handover Siti SITI", "cannot hand cases over to themselves"),
        ("handover Siti -", "The value of owner does not fit"),
    ],
)
def test_what_does_not_say_who_is_a_usage_error(run: Run, words: str, said: str) -> None:
    assert said in run(words, code=2).stderr


def test_three_cases_are_not_given_away_without_a_word(run: Run) -> None:
    three = "case assign 2024/0001 2024/0002 2024/0003 Siti"
    assert "add --yes" in run(three, code=2).stderr
    assert listed(run, "case list --owner Siti") == []
    assert "Nothing was stored" in run(f"{three} --dry-run").stdout
    assert listed(run, "case list --owner Siti") == []
    assert "Siti" in run(f"{three} --yes").stdout
    assert "Of 3 cases that was so before." in run(three).stdout
    assert "add --yes" in run("handover Siti Budi", code=2).stderr
    assert "Handed over from Siti to Budi" in run("handover Siti Budi --dry-run").stdout
    run("handover Siti Budi --yes")
    assert len(listed(run, "case list --owner Budi")) == 3
    assert "There is no case for which “Siti” is responsible." in run("handover Siti Budi", code=20).stderr


def test_two_cases_are_handed_over_at_once_also_those_of_nobody_and_to_me(run: Run) -> None:
    run("case assign 2024/0001 2024/0002 Siti")
    run("handover Siti me")
    assert len(listed(run, "case list --owner me")) == 2
    assert "Handed over from nobody to Budi" in run("handover - Budi --yes").stdout
    assert len(listed(run, "case list --owner budi")) == 3


@pytest.mark.parametrize(("answer", "count"), [("y", 3), ("n", 0)])
def test_a_person_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch, answer: str, count: int) -> None:
    script = Script(run, monkeypatch, ("case", "assign"))
    script.answer("3 cases get another owner. Record it?", answer)
    done = script.play("2024/0001", "2024/0002", "2024/0003", "Siti")
    assert ("Nothing was changed." in done.stderr) == (answer == "n")
    monkeypatch.undo()
    assert len(listed(run, "case list --owner Siti")) == count


def test_who_is_responsible_is_asked_for_one_case(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    script = Script(run, monkeypatch, ("case", "assign"))
    script.answer("Responsible", "Siti")
    assert "Siti" in script.play("2024/0001").stdout


def test_the_timeline_tells_it_and_no_correction_can_be_made_of_it(run: Run) -> None:
    run("case assign 2024/0004 Siti")
    run("case assign 2024/0004 --none")
    told = json.loads(run("case timeline 2024/0004 --format json").stdout)["data"]
    assert [(one["step"], one["said"]) for one in told[1:]] == [
        ("assign", [{"key": "owner", "value": "Siti"}]),
        ("assign", [{"key": "owner", "value": "none"}]),
    ]
    assert "responsible: nobody" in run("case timeline 2024/0004").stdout
    assert "no entry 2" in run("case correct 2024/0004 2 --with owner=x --reason y", code=20).stderr
    assert "“assign” is not known" in run("case record 2024/0004 assign --on today", code=2).stderr
