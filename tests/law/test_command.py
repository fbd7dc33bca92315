"""`asn-neutral law ...` as typed."""

import json
import os
from pathlib import Path
from typing import Protocol

import pytest

from asn_neutral.domain.checks import RULES
from asn_neutral.law.moves import MOVES


class Result(Protocol):
    """What one command line did."""

    stdout: str
    stderr: str
    code: int


class Run(Protocol):
    """Carry out a command line; another exit code than *code* fails the test."""

    def __call__(self, line: str, *, code: int = 0, lang: str = "en") -> Result:
        """What it did."""


@pytest.mark.parametrize(
    "noun", ["violations", "sanctions", "deadlines", "holidays", "elections", "authority", "recommenders", "checks"]
)
def test_every_noun_lists_and_explains_itself(run: Run, noun: str) -> None:
    data = json.loads(run(f"law {noun} list --format json").stdout)
    assert data["schema"] == f"asn-neutral/law-{noun}"
    assert data["data"]
    assert f"Example: asn-neutral law {noun} list" in run(f"law {noun} list --help").stdout


@pytest.mark.parametrize(
    ("noun", "name"),
    [
        ("violations", "D4"),
        ("sanctions", "turun-jabatan"),
        ("deadlines", "in-force"),
        ("elections", "pilkada-2024"),
        ("authority", "pengawas-sedang"),
        ("recommenders", "kasn"),
        ("checks", "team-missing"),
        ("holidays", "2024-04-10"),
    ],
)
def test_every_noun_shows_an_entry(run: Run, noun: str, name: str) -> None:
    data = json.loads(run(f"law {noun} show {name} --format json").stdout)["data"]
    assert name in {data.get("id"), data.get("date")}


@pytest.mark.parametrize(
    "noun", ["violations", "sanctions", "deadlines", "elections", "authority", "recommenders", "checks"]
)
def test_an_unknown_name_is_not_found(run: Run, noun: str) -> None:
    assert f"`asn-neutral law {noun} list`" in run(f"law {noun} show nothing-such", code=20).stderr


def test_who_recommends_is_told_as_it_stood_on_a_day(run: Run) -> None:
    def ids(day: str) -> list[str]:
        return [
            one["id"] for one in json.loads(run(f"law recommenders list --as-of {day} --format json").stdout)["data"]
        ]

    assert (sorted(ids("2023-12-31")), sorted(ids("2025-01-01"))) == (["bawaslu", "kasn"], ["bawaslu", "bkn"])


def test_every_rule_of_the_lawfulness_check_is_told_in_both_languages(run: Run) -> None:
    listed = json.loads(run("law checks list --as-of 2025-01-15 --format json").stdout)["data"]
    assert {row["id"] for row in listed} == RULES.keys()
    assert {row["severity"] for row in listed} == {"error", "warning", "note"}
    assert not [row for row in listed if not row["basis"] or not row["since"]]
    shown = json.loads(run("law checks show team-small --format json").stdout)["data"]
    assert (shown["limit"], shown["severity"]) == (3, "warning")
    assert "has only {count} persons" in shown["says"]
    assert "read in the decree" in shown["note"]


def test_a_past_day_has_its_own_catalogue(run: Run) -> None:
    data = json.loads(run("law violations list --as-of 2020-10-01 --format json").stdout)["data"]
    assert {row["verified"] for row in data} == {False}


def test_the_holidays_of_a_year(run: Run) -> None:
    data = json.loads(run("law holidays list --year 2018 --format json").stdout)["data"]
    assert {row["date"][:4] for row in data} == {"2018"}


def test_whether_a_day_off_stays_one_is_told_in_words_that_fit_the_future_too(run: Run) -> None:
    shown = run("law holidays show 2024-08-17").stdout
    assert "Stays a day off" in shown


def test_what_is_no_day_is_told_under_the_word_of_the_help(run: Run) -> None:
    for lang, word in (("en", "DATE"), ("id", "TANGGAL")):
        assert run("law holidays show zz", code=2, lang=lang).stderr.startswith(f"asn-neutral: {word}: zz")
        assert word in run("law holidays show --help", lang=lang).stdout


def test_a_year_without_calendar_can_be_given_one_as_the_error_says(run: Run, tmp_path: Path) -> None:
    said = run("law due in-force --from 2031-01-02", code=21).stderr
    assert "[[decree]]" in said
    assert "law_file" in said
    assert "`asn-neutral law holidays add`" in said
    law = tmp_path / "law.toml"
    law.write_text(
        '[[decree]]\nid = "skb-2031"\nyear = 2031\nsince = 2030-09-01\nbasis = "SKB 1/2030"\nverified = true\n'
        '[[holiday]]\ndate = 2031-01-01\nkind = "libur-nasional"\nname = "Tahun Baru"\nname_en = "New Year"\n'
        'decree = "skb-2031"\n',
        "utf-8",
    )
    (tmp_path / "config.toml").write_text('law_file = "law.toml"\n', "utf-8")
    with_law = f"--config {tmp_path / 'config.toml'}"
    assert "2031-01-2" in run(f"{with_law} law due in-force --from 2031-01-02").stdout
    run(f"{with_law} law holidays add 2031-01-03 --name Libur --basis 'SE 1/2031' --yes")
    assert "2031-01-03" in run(f"{with_law} law due in-force --from 2031-01-02 --explain").stdout


def test_the_calendar_of_a_deadline_names_what_the_office_added(run: Run, tmp_path: Path) -> None:
    (tmp_path / "law.toml").write_text("", "utf-8")
    (tmp_path / "config.toml").write_text('law_file = "law.toml"\n', "utf-8")
    asked = f"--config {tmp_path / 'config.toml'} law due in-force --from 2026-07-14 --format json"
    before = json.loads(run(asked).stdout)["data"]
    run(f"--config {tmp_path / 'config.toml'} law holidays add 2026-07-20 --name Libur --basis 'SE 1/2026' --yes")
    after = json.loads(run(asked).stdout)["data"]
    assert after["calendar"] == [*before["calendar"], "SE 1/2026"]
    assert after["decrees"][-1] == {"year": "2026", "decree": "SE 1/2026"}


def test_due_keeps_its_promise_to_scripts(run: Run) -> None:
    data = json.loads(run("law due in-force --from 2026-07-14 --format json").stdout)["data"]
    assert (data["rule"], data["from"], data["due_on"]) == ("in-force", "2026-07-14", "2026-08-04")
    assert (data["days"], data["unit"], len(data["counted"])) == (15, "kerja", 15)
    assert data["basis"].startswith("PP 94/2021 Pasal 38")
    assert data["skipped"][0] == {"date": "2026-07-18", "why": "weekend"}


def test_due_explained_for_a_kind_of_election(run: Run) -> None:
    shown = run("law due report-window --from 2024-10-01 --regime pemilu --explain").stdout
    assert "2024-10-10" in shown
    assert "Day by day" in shown


def test_due_of_an_objection_to_another_official(run: Run) -> None:
    data = json.loads(run("law due objection-reply --from 2026-02-02 --official pengawas --format json").stdout)["data"]
    assert (data["days"], data["basis"], len(data["calendar"])) == (6, "PP 79/2021 Pasal 7-9", 1)
    run("law due objection-reply --from 2026-02-02 --official ppk", code=20)
    run("law due objection-reply --from 2026-02-02 --official mayor", code=2)


def test_an_election_shows_when_officials_are_protected(run: Run) -> None:
    data = json.loads(run("law elections show pilkada-2024 --format json").stdout)["data"]
    assert (data["protected_from"], data["protected_until"]) == ("2024-03-22", "2025-02-20")


def test_due_without_a_day_is_wrong_usage(run: Run) -> None:
    assert "--from" in run("law due in-force", code=2).stderr


def test_a_year_without_calendar_is_not_allowed(run: Run) -> None:
    assert "2028" in run("law due in-force --from 2028-01-03", code=21).stderr


def test_the_offices_file_is_read_and_checked(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "office.toml"
    path.write_text("[[holidy]]\nx = 1\n", encoding="utf-8")
    monkeypatch.setenv("ASN_NEUTRAL_LAW_FILE", str(path))
    assert "did you mean holiday?" in run("law elections list", code=30).stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
@pytest.mark.timeout(10)
@pytest.mark.parametrize("line", ["law elections list", "law due in-force --from 2026-07-14"])
def test_a_pipe_in_place_of_the_offices_file_ends_at_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    path = tmp_path / "office.toml"
    os.mkfifo(path)
    monkeypatch.setenv("ASN_NEUTRAL_LAW_FILE", str(path))
    assert "it is not an ordinary file" in run(line, code=30).stderr


def test_the_procedure_is_listed_line_by_line(run: Run) -> None:
    lines = json.loads(run("law procedure --format json").stdout)["data"]
    assert len(lines) == len(MOVES)
    assert (lines[0]["step"], lines[0]["from"], lines[0]["to"]) == ("record-tip", ["*"], "tip")
    deliver = next(line for line in lines if line["step"] == "deliver")
    assert (deliver["from"], deliver["to"], deliver["needs"]) == (["decided", "sent"], "delivered", ["receipt"])
    assert deliver["starts"] == ["in-force", "objection-filing", "appeal-filing"]
    council = json.loads(run("law procedure --track disiplin --format json").stdout)["data"]
    assert not any(line["step"] == "convene-council" for line in council)
    told = run("law procedure --format md").stdout
    assert "the beginning" in told
    assert "decision delivered" in told
    assert all(f"| {move.step}: " in told for move in MOVES)


def test_the_procedure_can_be_drawn(run: Run, tmp_path: Path) -> None:
    drawn = run("law procedure --diagram").stdout
    assert drawn.startswith("stateDiagram-v2\n")
    assert "decided --> delivered: deliver" in drawn
    run(f"law procedure --diagram -o {tmp_path / 'procedure.mmd'}")
    assert (tmp_path / "procedure.mmd").read_text(encoding="utf-8") == drawn
    assert "ethics_council" not in run("law procedure --diagram --track disiplin").stdout
    assert "--track" in run("law procedure --track mars", code=2).stderr
