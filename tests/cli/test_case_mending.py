"""Setting a case right from the command line, its whole story, and the days of its decision."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_neutral.cli.context import Office
from asn_neutral.cli.desk import desk_of
from asn_neutral.law.terms import Step
from asn_neutral.services.desk import Desk
from asn_neutral.services.record_step import record_step
from tests.complaints_file import DECIDED, desk, dump, row, write
from tests.terminal import Run, Script

RECOMMENDED = "receive-recommendation --on 2025-01-06 --with recommendation_number=R-900 --with recommended_by=bkn"
HOLIDAY = """
[[holiday]]
date = 2025-01-20
kind = "libur-kantor"
name = "Libur daerah"
name_en = "Local holiday"
basis = "SE Wali Kota 1/2025"
since = 2025-01-10
verified = true
"""


@pytest.fixture(autouse=True)
def _cases(run: Run, tmp_path: Path) -> None:
    run(["import", str(write(tmp_path / "in.csv", *(row(number) for number in range(1, 5))))])


@pytest.fixture
def decided(run: Run) -> None:
    for line in DECIDED:
        run(line)


def data(run: Run, line: str) -> Any:
    done = run(f"{line} --format json")
    assert done.stderr == ""
    return json.loads(done.stdout)["data"]


def status(run: Run) -> str:
    return str(data(run, "case next 2024/0001")["status"])


# ---- correcting and undoing


def test_a_correction_tells_what_reads_otherwise(run: Run) -> None:
    run(f"case record 2024/0001 {RECOMMENDED}")
    done = data(run, "case correct 2024/0001 2 --on 7/1/2025 --with recommendation_number=R-901 --reason 'salah baca'")
    assert (done["step"], done["corrects"], done["status"], done["due_on_before"], done["due_on"]) == (
        "correct", 2, "recommended", "2025-01-24", "2025-01-30",
    )  # fmt: skip
    assert [(one["entry"], one["key"], one["before"], one["after"]) for one in done["changes"]] == [
        (2, "happened_on", "2025-01-06", "2025-01-07"),
        (2, "recommendation_number", "R-900", "R-901"),
    ]
    assert run("db check").code == 0


@pytest.mark.usefixtures("decided")
def test_what_hangs_on_a_corrected_entry_is_told_as_well(run: Run) -> None:
    run("case record 2024/0001 deliver --on 2025-01-14 --with receipt=TT-1")
    done = data(run, "case correct 2024/0001 8 --on 2025-01-15 --reason x")
    assert ("effect_on", "2025-02-07", "2025-02-10") in [
        (one["key"], one["before"], one["after"]) for one in done["changes"]
    ]
    told = run("case undo 2024/0001 --reason y --dry-run").stdout
    assert "Nothing was stored: this was a rehearsal." in told
    assert "2025-02-10" in told


@pytest.mark.usefixtures("decided")
def test_what_the_law_has_against_a_correction_is_told_at_once(run: Run) -> None:
    done = data(run, "case correct 2024/0001 7 --with official=pengawas --reason misread")
    (found,) = [one for one in data(run, "case check 2024/0001") if one["code"] == "official-wrong"]
    told = {key: found[key] for key in ("code", "severity", "message", "basis")}
    assert told in done["findings"]
    assert "official-wrong" not in {one["code"] for one in data(run, "case undo 2024/0001 --reason x")["findings"]}


def test_an_empty_value_takes_a_key_away(run: Run) -> None:
    run("case record 2024/0001 review --on 2025-01-10 --with reason=penting")
    done = data(run, "case correct 2024/0001 2 --with reason= --reason x")
    assert [(one["key"], one["before"], one["after"]) for one in done["changes"]] == [("reason", "penting", None)]


def test_undo_makes_the_last_step_void(run: Run) -> None:
    run(f"case record 2024/0001 {RECOMMENDED}")
    done = data(run, "case undo 2024/0001 --reason keliru")
    assert (done["step"], done["status_before"], done["status"], done["due_on"]) == (
        "undo", "recommended", "registered", None,
    )  # fmt: skip
    assert [(one["key"], one["before"], one["after"]) for one in done["changes"]] == [("standing", "valid", "void")]
    assert "has no step to undo" in run("case undo 2024/0001 --reason x", code=21).stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("undo 2024/0001", 2, "These are missing: --reason."),
        ("correct 2024/0001 2 --on today", 2, "These are missing: --reason."),
        ("correct 2024/0001 9 --on today --reason x", 20, "has no entry 9 that can be corrected"),
        ("correct 2024/0001 0 --on today --reason x", 2, "0 is less than 1"),
        ("correct 2024/0001 2 --reason x", 2, "The step correct also needs"),
        ("undo 2024/0099 --reason x", 20, "There is no case 2024/0099."),
    ],
)
def test_what_is_refused_leaves_no_trace(run: Run, register: Path, words: str, code: int, said: str) -> None:
    run("case record 2024/0001 review --on 2025-01-10")
    before = dump(register)
    assert said in run(f"case {words}", code=code).stderr
    assert dump(register) == before


def test_a_person_sees_before_and_after_and_may_say_no(
    run: Run, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(f"case record 2024/0001 {RECOMMENDED}")
    before = dump(register)
    script = Script(run, monkeypatch, ("case", "undo"))
    script.answer("Reason", "")
    script.answer("Reason", "keliru")
    script.answer("Record it? [y/N]", "n")
    assert script.play("2024/0001").stdout == ""
    for line in (
        "Entry 2 (the PPK received the recommendation): standing: stands → void",
        "Status: recommendation received → registered",
        "Due on: 2025-01-24 → -",
        "Nothing was changed.",
    ):
        assert line in script.seen
    assert dump(register) == before


def test_a_person_who_says_yes_changes_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run(f"case record 2024/0001 {RECOMMENDED}")
    script = Script(run, monkeypatch, ("case", "correct"))
    script.answer("Record it? [y/N]", "y")
    script.play("2024/0001", "2", "--with", "recommended_by=bawaslu", "--reason", "x")
    assert "who recommends: BKN → Bawaslu" in script.seen
    assert data(run, "case timeline 2024/0001")[1]["standing"] == "corrected"


def test_yes_asks_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run(f"case record 2024/0001 {RECOMMENDED}")
    Script(run, monkeypatch, ("case", "undo")).play("2024/0001", "--yes", "--reason", "x")
    assert status(run) == "registered"


# ---- the whole story


def test_the_timeline_keeps_what_was_said_and_shows_corrections_as_such(run: Run) -> None:
    run(f"case record 2024/0001 {RECOMMENDED}")
    run("case correct 2024/0001 2 --on 2025-01-07 --reason 'salah baca'")
    run("case record 2024/0001 review --on 2025-01-10")
    run("case undo 2024/0001 --reason keliru")
    rows = data(run, "case timeline 2024/0001")
    assert [(one["entry"], one["step"], one["happened_on"], one["standing"]) for one in rows] == [
        (1, "register", "2024-10-08", "valid"),
        (2, "receive-recommendation", "2025-01-06", "corrected"),
        (3, "correct", "2025-01-15", "valid"),
        (4, "review", "2025-01-10", "void"),
        (5, "undo", "2025-01-15", "valid"),
    ]
    said = [{one["key"]: one for one in row["said"]} for row in rows]
    assert said[0]["complaint"]["value"] == "P-2024/0001"
    assert said[1]["recommendation_number"]["value"] == "R-900"
    assert said[1]["clock"]["value"] == "ppk-follow-up 2025-01-24"
    assert said[1]["warning"]["value"] == "unverified-rule:ppk-follow-up"
    assert said[2]["happened_on"] == {"key": "happened_on", "before": "2025-01-06", "value": "2025-01-07"}
    assert (said[2]["corrects"]["value"], said[2]["reason"]["value"]) == ("2", "salah baca")
    assert said[4]["corrects"]["value"] == "4"
    assert [row["event"] for row in rows] == [1, 6, 7, 8, 9]
    assert rows[0]["actor"]
    told = run("case timeline 2024/0001").stdout
    for word in (
        "who recommends: BKN",
        "day: 2025-01-06 → 2025-01-07",
        "corrected later",
        "deadline: Follow-up of a recommendation by the PPK, 2025-01-24",
        "remark: The deadline “Follow-up of a recommendation by the PPK” comes from an unverified source",
        "WITA",
    ):
        assert word in told


@pytest.mark.usefixtures("decided")
def test_the_timeline_tells_what_else_a_correction_changed(run: Run) -> None:
    run("case record 2024/0001 deliver --on 2025-01-14 --with receipt=TT-1")
    run("case correct 2024/0001 7 --with sanction=teguran-lisan --reason x")
    rows = data(run, "case timeline 2024/0001")
    said = {one["key"]: one for one in rows[-1]["said"]}
    assert said["sanction"]["before"] == "turun-jabatan"
    assert said["also"]["value"] == "8"  # the receipt of another decision starts other clocks
    assert rows[6]["standing"] == "corrected"


def test_the_history_of_a_case_numbers_its_entries_as_the_timeline_does(run: Run) -> None:
    run(f"case record 2024/0001 {RECOMMENDED}")
    shown = data(run, "case show 2024/0001")["events"]
    told = data(run, "case timeline 2024/0001")
    assert [(one["entry"], one["step"], one["seq"]) for one in shown] == [
        (one["entry"], one["step"], one["event"]) for one in told
    ]
    assert shown[-1]["entry"] == 2
    assert shown[-1]["seq"] > shown[-1]["entry"]
    read = run("case show 2024/0001").stdout
    assert any(line.startswith("Entry") for line in read.splitlines())
    assert "\n    2  the PPK received" in read


def test_a_further_complaint_stands_in_the_timeline(run: Run) -> None:
    run("complaint add --case 2024/0001 --channel surat --received 2025-01-10 --happened 2024-10-06 --summary Hadir")
    assert {"key": "complaint", "value": "P-2025/0001"} in data(run, "case timeline 2024/0001")[1]["said"]


# ---- the days of a decision


@pytest.mark.usefixtures("decided")
def test_simulate_tells_the_whole_chain(run: Run) -> None:
    told = data(run, "case simulate 2024/0001 --received 2025-01-14")
    assert (told["decided_on"], told["received_on"], told["in_force_on"], told["ends_on"]) == (
        "2025-01-13", "2025-01-14", "2025-02-07", "2026-02-06",
    )  # fmt: skip
    assert {day["clock"]: day["on"] for day in told["days"]} == {
        "decision-delivery": "2025-02-05",
        "objection-filing": "2025-02-06",
        "objection-decision": "2025-03-07",
        "in-force": "2025-02-07",
        "term-end": "2026-02-06",
    }
    assert data(run, "case simulate 2024/0001")["received_on"] is None
    assert "end of the sanction's term" in run("case simulate 2024/0001 --received 2025-01-14").stdout
    assert "not known" in run("case simulate 2024/0001").stdout
    advice = "Its receipt is not on record: --received DATE shows the days as if it were received then."
    assert advice in run("case simulate 2024/0001").stdout
    assert advice not in run("case simulate 2024/0001 --received 2025-01-14").stdout
    assert status(run) == "decided"


def test_simulate_asks_what_if_where_nothing_was_decided(run: Run, register: Path) -> None:
    before = dump(register)
    told = data(run, "case simulate 2024/0002 --received 2025-02-05 --decided 2025-02-03")
    assert (told["sanction"], told["official"], told["in_force_on"]) == ("turun-jabatan", "ppk", "2025-02-26")
    assert (told["what_if"], told["assumed"]) == (True, ["sanction", "official"])
    page = run("case simulate 2024/0002 --sanction teguran-lisan --official pengawas --decided 3/2/2025").stdout
    assert "Case 2024/0002: what if; nothing is recorded" in page
    assert "A what-if: nothing was recorded, and the case stays as it is." in page
    assert "supposed: the day of receipt: as late as the law lets it be delivered (--received DATE)." in page
    assert "teguran-lisan is not open in this case" in page
    assert "Also open" not in page
    assert "Not verified: objection-filing" in page
    assert "By the law data it is imposed by PPK (the mayor)." in run(
        "case simulate 2024/0002 --sanction pdhtaps --official pengawas"
    ).stdout  # fmt: skip
    assert "Also open in this case: bebas-jabatan, pdhtaps." in run("case simulate 2024/0002").stdout
    assert dump(register) == before


def test_simulate_of_a_receipt_before_today_supposes_no_later_decision(run: Run) -> None:
    told = data(run, "case simulate 2024/0002 --received 2025-01-10")
    assert (told["decided_on"], told["received_on"]) == ("2025-01-10", "2025-01-10")
    page = run("case simulate 2024/0002 --received 2025-01-10").stdout
    assert "today, or that of receipt if it is earlier (--decided DATE)" in page


def test_simulate_says_by_what_a_party_member_is_dismissed_while_that_is_not_known(run: Run) -> None:
    run("case record 2024/0002 review --on 2025-01-06")
    run("case record 2024/0002 reclassify --on 2025-01-06 --with track=keanggotaan-partai --with reason=KTA")
    page = run("case simulate 2024/0002").stdout
    assert "It takes effect: the end of the month of joining the party; the case does not say yet when that is." in page


def test_simulate_refuses_an_unknown_sanction_or_official(run: Run) -> None:
    assert "the id of a sanction" in run("case simulate 2024/0002 --sanction gantung", code=2).stderr
    assert "--official: " in run("case simulate 2024/0002 --official walikota", code=2).stderr


@pytest.mark.usefixtures("decided")
def test_simulate_of_an_annulled_sanction_tells_no_day_of_effect(run: Run) -> None:
    run("case record 2024/0001 deliver --on 2025-01-13 --with receipt=TT-1")
    run("case record 2024/0001 file-objection --on 2025-01-14")
    run("case record 2024/0001 decide-objection --on 2025-01-15 --with outcome=membatalkan")
    told = data(run, "case simulate 2024/0001")
    assert (told["in_force_on"], told["ends_on"], told["what_if"]) == (None, None, False)
    assert "The sanction was annulled; none of it has effect." in run("case simulate 2024/0001").stdout
    assert data(run, "case simulate 2024/0001 --received 2025-01-13")["in_force_on"] == "2025-02-06"


@pytest.mark.usefixtures("decided")
def test_simulate_names_a_year_without_calendar_and_refuses_a_day_before_the_decision(run: Run) -> None:
    assert "has no holidays for 2031" in run("case simulate 2024/0001 --received 2031-01-14").stdout
    assert (
        "2025-01-12 lies before 2025-01-13, the day of “sanction decided (SK)” (decide)"
        in run("case simulate 2024/0001 --received 2025-01-12", code=21).stderr
    )


@pytest.mark.usefixtures("decided")
def test_show_tells_what_the_procedure_made_of_the_case(run: Run) -> None:
    run("case record 2024/0001 deliver --on 2025-01-14 --with receipt=TT-1")
    run("case record 2024/0001 block-data --on 2025-01-15")
    told = data(run, "case show 2024/0001")
    facts = ("status", "due_clock", "due_on", "side", "finding", "sanction", "decided_on", "received_on", "effect_on")
    assert [told[key] for key in facts] == [
        "delivered", "in-force", "2025-02-07", ["blocked"], "terbukti", "turun-jabatan", "2025-01-13", "2025-01-14",
        "2025-02-07",
    ]  # fmt: skip
    page = run("case show 2024/0001").stdout
    assert "data blocked in SIASN" in page
    assert "demotion to a post one level lower for 12 months" in page
    assert "In force since" not in page  # nothing to say yet
    assert "Sanction" not in run("case show 2024/0002").stdout


# ---- after a change of the calendar


def test_recompute_shows_which_deadlines_move(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, 4):
        run(f"case record 2024/000{number} {RECOMMENDED}")
    assert "(none moved)" in run("case recompute").stdout
    file = tmp_path / "law.toml"
    file.write_text(HOLIDAY, encoding="utf-8")
    monkeypatch.setenv("ASN_NEUTRAL_LAW_FILE", str(file))
    moved = data(run, "case recompute --dry-run")
    assert moved[0] == {
        "number": "2024/0001", "clock": "ppk-follow-up", "due_on_before": "2025-01-24", "due_on": "2025-01-30",
    }  # fmt: skip
    assert len(moved) == 3
    assert "add --yes" in run("case recompute", code=2).stderr
    script = Script(run, monkeypatch, ("case", "recompute"))
    script.answer("Deadlines of 3 cases move. Record it? [y/N]", "n")
    assert script.play().stdout == ""
    assert "Nothing was changed." in script.seen
    assert data(run, "case recompute --yes") == moved
    assert data(run, "case due 2024/0002")[0]["due_on"] == "2025-01-30"
    assert run("db check").code == 0


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("mending", "undo 2024/0001 --reason x"),
        ("mending", "correct 2024/0001 2 --on 2024-12-03 --reason x"),
        ("stepping", "record 2024/0001 block-data --on 2024-12-03"),
    ],
)
def test_what_somebody_else_records_meanwhile_is_told(
    run: Run, register: Path, monkeypatch: pytest.MonkeyPatch, module: str, line: str
) -> None:
    """Else the second of two who undo at once would void an entry that nobody meant."""
    run("case record 2024/0001 review --on 2024-12-02")
    usual = desk_of

    def slow(office: Office) -> Desk:
        record_step("2024/0001", Step.REFER_CRIMINAL, date(2024, 12, 3), {}, desk(register))
        return usual(office)

    monkeypatch.setattr(f"asn_neutral.cli.{module}.desk_of", slow)
    done = run(f"case {line}", code=21)
    assert "has changed meanwhile: refer-criminal 2024-12-03 (petugas). Nothing was recorded." in done.stderr
