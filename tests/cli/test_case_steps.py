"""Carrying a case on from the command line: what may follow, a step recorded, the deadlines that run."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from asn_neutral.cli import step_questions
from tests.complaints_file import dump, nip, row, write
from tests.terminal import Run, Script

RECOMMENDED = "receive-recommendation --on 2025-01-06 --with recommendation_number=R-900 --with recommended_by=bkn"


@pytest.fixture(autouse=True)
def _two_cases(run: Run, tmp_path: Path) -> None:
    run(["import", str(write(tmp_path / "in.csv", row(1), row(2, status_asn="PPPK", nip="", kode_pelanggaran="D1")))])


@pytest.fixture
def script(run: Run, monkeypatch: pytest.MonkeyPatch) -> Script:
    return Script(run, monkeypatch, ("case", "record"))


def data(run: Run, line: str, *, lang: str = "en") -> Any:
    done = run(f"{line} --format json", lang=lang)
    assert done.stderr == ""
    return json.loads(done.stdout)["data"]


def record(run: Run, words: str, number: str = "2024/0001") -> dict[str, Any]:
    return dict(data(run, f"case record {number} {words}"))


def to_decision(run: Run) -> None:
    """On to the decision of 13 January 2025."""
    to_findings(run, "B", "C")
    record(
        run,
        "decide --on 2025-01-13 --with sanction=turun-jabatan --with sk_number=SK-1 --with official=ppk"
        " --with violation_named=x",
    )


def to_findings(run: Run, *members: str, number: str = "2024/0001") -> None:
    """A case whose grounds lead to a severe sanction, with its findings reported on 6 January 2025."""
    team = "; ".join(members)
    record(run, "review --on 2024-12-02", number)
    record(run, f"form-team --on 2024-12-03 --with decree_number=1 --with chair=A --with 'members={team}'", number)
    record(run, "summon --on 2024-12-04 --with letter_number=P-1 --with examine_on=2024-12-17", number)
    record(run, "examine --on 2024-12-17 --with examiner=Tim", number)
    record(run, "report-findings --on 2025-01-06 --with finding=terbukti", number)


# ---- what may follow


def test_next_names_every_open_step_with_the_command_to_type(run: Run, register: Path) -> None:
    """The register that was named stands in the command: without it, it would be recorded in another one."""
    told = data(run, "case next 2024/0001")
    assert (told["number"], told["status"]) == ("2024/0001", "registered")
    steps = {step["step"]: step for step in told["steps"]}
    assert list(steps)[:4] == ["study", "verify", "dismiss", "receive-recommendation"]
    assert steps["dismiss"]["needs"] == ["reason"]
    assert steps["dismiss"]["command"] == (
        f"asn-neutral --db {register} case record 2024/0001 dismiss --on 2025-01-15 --with reason="
    )
    assert (steps["review"]["actor"], steps["review"]["due_on"]) == ("office", None)
    assert list(steps)[-2:] == ["refer-criminal", "block-data"]  # beside the procedure, so they come last
    barred = {bar["step"]: bar for bar in told["barred"]}
    assert "under review" in barred["form-team"]["reason"]
    assert barred["form-team"]["basis"] == "PP 94/2021 Pasal 29"
    assert not steps.keys() & barred.keys()


def test_the_command_of_an_open_step_is_the_one_that_records_it(run: Run) -> None:
    to_decision(run)
    (deliver,) = [step for step in data(run, "case next 2024/0001")["steps"] if step["step"] == "deliver"]
    assert (deliver["due_on"], deliver["clock"]) == ("2025-02-05", "decision-delivery")
    words = shlex.split(deliver["command"])[1:]
    assert "receipt=" in words
    assert "These are missing: --with receipt= (proof of receipt)." in run(words, code=2).stderr
    done = run([word.replace("receipt=", "receipt=TT-1") for word in words])
    assert "decision delivered" in done.stdout


def test_a_step_of_an_exact_day_is_offered_for_that_day(run: Run) -> None:
    to_decision(run)
    record(run, "deliver --on 2025-01-14 --with receipt=TT-1")
    later = ["--today", "2025-03-01", "case", "next", "2024/0001", "--format", "json"]
    steps = {step["step"]: step for step in json.loads(run(later).stdout)["data"]["steps"]}
    effect = steps["take-effect"]
    assert effect["due_on"] == "2025-02-07"
    assert effect["command"].endswith("--on 2025-02-07")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("Case 2024/0001: what may follow", "study: Bawaslu studies the report", "BKPSDM (the secretariat)")),
        (
            "id",
            (" case record 2024/0001 study --on 2025-01-15", "study: ", "--with agency= --with letter_n"),
        ),
    ],
)
def test_people_read_what_may_follow(run: Run, lang: str, words: tuple[str, ...]) -> None:
    told = run("case next 2024/0001", lang=lang).stdout
    for word in words:
        assert word in told
    assert "leads_to" not in told


def test_a_step_that_is_not_open_is_told_with_the_word_to_type(run: Run) -> None:
    shown = run("case next 2024/0001").stdout
    told = [line.split(":")[0] for line in shown[shown.index("Not open") :].splitlines()]
    barred = [one["step"] for one in data(run, "case next 2024/0001")["barred"]]
    assert set(barred) < set(told)
    assert "reopen-data" in barred


def test_the_case_shown_last_is_meant_by_a_dash(run: Run) -> None:
    run("case show 2024/0002")
    assert data(run, "case next -")["number"] == "2024/0002"
    record(run, "review --on 2025-01-10")
    assert data(run, "case due -") == []
    assert data(run, "case next -")["status"] == "review"


def test_a_key_is_told_with_its_meaning_and_its_words(run: Run) -> None:
    keys = {one["key"]: one for one in data(run, "case next 2024/0001")["keys"]}
    assert keys["recommended_by"]["values"] == ["kasn", "bkn", "bawaslu"]
    assert keys["cause"]["meaning"] == "why the case lapses"
    assert (keys["letter_number"]["values"], keys["letter_number"]["example"]) == ([], "800/900/BKPSDM/2024")
    to_findings(run, "B", "C")
    keys = {one["key"]: one for one in data(run, "case next 2024/0001")["keys"]}
    assert " case sanctions 2024/0001` tells which are open" in keys["sanction"]["meaning"]
    assert "jpt-pratama" in keys["official"]["values"]
    told = run("case next 2024/0001").stdout
    assert told.index("What stands after `=`") < told.index("Not open")


def test_what_a_step_may_be_told_besides_stands_with_its_meaning_and_its_steps(run: Run) -> None:
    keys = {one["key"]: one for one in data(run, "case next 2024/0001")["may_be_told"]}
    assert keys["jurisdiction"]["values"] == ["kota-ini", "instansi-lain"]
    assert keys["jurisdiction"]["steps"] == ["review"]
    assert {"respond_by", "recommended_sanction", "recommended_level", "letter_date"} < keys.keys()
    assert {"lapse", "block-data"} < set(keys["reason"]["steps"])
    to_findings(run, "B", "C")
    shown = run("case next 2024/0001").stdout
    told = shown[shown.index("May be told as well") : shown.index("Not open")]
    for key in ("wording", "vacant", "consent_number", "official_name", "deliver_on"):
        assert next(line for line in told.splitlines() if line.startswith(key)).endswith("decide"), key
    assert "as `--with KEY=VALUE`" in told


def test_where_nothing_may_be_told_besides_no_table_says_so(run: Run) -> None:
    record(run, "lapse --on 2025-01-14 --with cause=pensiun")
    data(run, "case next 2024/0001")
    assert "May be told as well" not in run("case next 2024/0001").stdout


def test_where_nothing_must_be_told_no_keys_are_shown(run: Run) -> None:
    to_decision(run)
    for words in ("deliver --on 2025-01-13 --with receipt=T", "take-effect --on 2025-01-13 --with reason=x"):
        record(run, words)
    assert "What stands after `=`" in run("case next 2024/0001").stdout
    record(run, "lapse --on 2025-01-14 --with cause=pensiun")
    assert data(run, "case next 2024/0001")["keys"] == []
    assert "What stands after `=`" not in run("case next 2024/0001").stdout


def test_an_interval_is_an_earliest_day_and_no_deadline(run: Run) -> None:
    record(run, "review --on 2025-01-06")
    record(run, "form-team --on 2025-01-07 --with decree_number=1 --with chair=A --with 'members=B; C'")
    record(run, "summon --on 2025-01-08 --with letter_number=P-1 --with examine_on=2025-01-20")
    due = {one["clock"]: one for one in data(run, "case due 2024/0001")}
    assert (due["summons-interval"]["means"], due["summons-interval"]["actor"]) == ("earliest-after", "examiner")
    assert due["second-summons"]["means"] == "latest"
    steps = {one["step"]: one for one in data(run, "case next 2024/0001")["steps"]}
    assert (steps["examine"]["due_on"], steps["examine"]["means"]) == ("2025-01-17", "earliest-after")
    assert (steps["summon-again"]["means"], steps["lapse"]["means"]) == ("latest", None)
    for words in ("case due 2024/0001", "case next 2024/0001"):
        told = run(words).stdout.partition("May be told as well")[0]
        assert "only after that day" in told
        assert "Due on" not in told
        assert "the respondent" not in told


def test_a_day_of_effect_is_the_day_itself(run: Run) -> None:
    to_decision(run)
    record(run, "deliver --on 2025-01-14 --with receipt=TT-1")
    steps = {one["step"]: one for one in data(run, "case next 2024/0001")["steps"]}
    assert steps["take-effect"]["means"] == "that-day"


# ---- what the law has against a step, at once

TOO_LIGHT = (
    "decide --on 2025-01-13 --with sanction=teguran-lisan --with sk_number=SK-1 --with official=ppk"
    " --with 'violation_named=PP 94/2021 Pasal 5 huruf n angka 3'"
)


def test_a_sanction_that_is_not_open_is_decided_on_with_a_reason_only(run: Run) -> None:
    to_findings(run, "B", "C")
    barred = {one["sanction"]: one for one in data(run, "case sanctions 2024/0001")["barred"]}["teguran-lisan"]
    refused = run(f"case record 2024/0001 {TOO_LIGHT}", code=21).stderr
    assert all(part in refused for part in (barred["reason"], barred["basis"], "--with reason="))
    assert data(run, "case next 2024/0001")["status"] == "findings-reported"
    assert record(run, f"{TOO_LIGHT} --with reason=kebijakan")["status"] == "decided"


def test_a_sanction_that_is_open_needs_no_reason(run: Run) -> None:
    to_findings(run, "B", "C")
    assert record(run, TOO_LIGHT.replace("teguran-lisan", "turun-jabatan"))["status"] == "decided"


def test_a_sanction_barred_by_another_case_of_the_person_needs_a_reason_too(run: Run, tmp_path: Path) -> None:
    run(["import", str(write(tmp_path / "again.csv", row(3, nip=nip(1), nama_terlapor="Warga Contoh 1")))])
    to_decision(run)
    to_findings(run, "B", "C", number="2024/0003")
    same = TOO_LIGHT.replace("teguran-lisan", "turun-jabatan")
    refused = run(f"case record 2024/0003 {same}", code=21).stderr
    assert "the act was sanctioned already in case 2024/0001" in refused


def test_what_the_law_has_against_a_step_is_told_at_once(run: Run) -> None:
    to_findings(run, "B", "C")
    before = data(run, "case check 2024/0001")
    done = record(run, f"{TOO_LIGHT} --with reason=kebijakan")
    after = data(run, "case check 2024/0001")
    new = [one for one in after if one["message"] not in {old["message"] for old in before}]
    assert {one["code"] for one in new} >= {"level-differs", "official-wrong"}
    assert done["findings"] == [{key: one[key] for key in ("code", "severity", "message", "basis")} for one in new]


def test_people_read_what_the_law_has_against_a_step_with_its_article(run: Run) -> None:
    record(run, "review --on 2024-12-02")
    two = "form-team --on 2024-12-03 --with decree_number=1 --with chair=A --with members=B"
    told = run(f"case record 2024/0001 {two}")
    (found,) = data(run, "case check 2024/0001")
    assert f"{found['severity']}: {found['message']} ({found['basis']})" in (told.stdout + told.stderr).replace(
        "\n", " "
    )
    summons = record(run, "summon --on 2025-01-14 --with letter_number=P --with examine_on=2025-01-27")
    assert summons["findings"] == []  # it was told already


def test_a_rehearsal_tells_what_the_law_would_have_against_the_step(run: Run) -> None:
    to_findings(run, "B", "C")
    told = record(run, f"{TOO_LIGHT} --with reason=kebijakan --dry-run")
    assert (told["stored"], "level-differs" in {one["code"] for one in told["findings"]}) == (False, True)


def test_whoever_records_in_a_case_of_their_own_is_told_at_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASN_NEUTRAL_ACTOR", "Warga Contoh 1")
    done = record(run, "review --on 2024-12-02")
    assert "conflict-respondent" in {one["code"] for one in done["findings"]}


# ---- recording


def test_record_tells_where_the_case_stands_now(run: Run) -> None:
    done = record(run, RECOMMENDED)
    assert done == {
        "number": "2024/0001",
        "step": "receive-recommendation",
        "status": "recommended",
        "due_on": "2025-01-24",
        "due_clock": "ppk-follow-up",
        "event": 4,
        "entry": 2,
        "stored": True,
        "warnings": ["unverified-rule:ppk-follow-up"],
        "findings": [],
    }
    (listed,) = [case for case in data(run, "case list") if case["number"] == "2024/0001"]
    assert (listed["status"], listed["due_on"]) == ("recommended", "2025-01-24")
    assert run("db check").code == 0


def test_people_read_what_was_recorded(run: Run) -> None:
    said = run(f"case record 2024/0001 {RECOMMENDED}").stdout
    for word in (
        "recommendation received",
        "2025-01-24",
        "The deadline “Follow-up of a recommendation by the PPK” comes from an unverified source.",
    ):
        assert word in said


@pytest.mark.parametrize("word", ["review", "REVIEW", "review (telaah) begins"])
def test_a_step_may_be_called_by_what_people_read(run: Run, word: str) -> None:
    assert record(run, f"'{word}' --on 10/1/2025")["status"] == "review"


def test_days_and_keys_may_be_typed_in_every_form(run: Run) -> None:
    record(run, f"{RECOMMENDED} --with 'RESPOND-BY=3 Februari 2025'")
    assert data(run, "case due 2024/0001")[0]["due_on"] == "2025-02-03"
    assert data(run, "case due 2024/0001")[0]["basis"] == "as the letter says"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("decide", 21, "The step decide is not open: the case is at “registered”"),
        ("form-team --on 2025-01-10", 21, "(PP 94/2021 Pasal 29). Open now: study, verify, dismiss"),
        (
            "refer",
            2,
            "missing: --on DATE, --with agency= (the other agency), --with letter_number= (number of the letter).",
        ),
        (
            "refer --on today --with agency= --with letter_number=1",
            2,
            "These are missing: --with agency= (the other agency).",
        ),
        ("reveiw --on today", 2, "did you mean review? `asn-neutral case next NUMBER` names the steps that are open."),
        ("xyzzy --on today", 2, "“xyzzy” is not known. `asn-neutral case next NUMBER` names the steps that are open."),
        ("correct --on today", 2, "STEP: “correct” is not known"),
        ("review --on 2025-02-30", 2, "--on: 2025-02-30 is not a date"),
        ("review --on 2025-01-16", 21, "2025-01-16 has not come yet"),
        ("review --on 2024-10-07", 21, "2024-10-07 lies before 2024-10-08, the day of “case registered” (register)"),
        ("review --on today --with colour=red", 2, "The step review does not ask for colour. It takes: jurisdiction"),
        ("review --on today --with jurisdiction=mars", 2, "The value of jurisdiction does not fit: one of"),
        ("review --on today --with reason", 2, "--with takes KEY=VALUE"),
        ("review --on today --with reason=a --with Reason=b", 2, "--with reason is there twice."),
        (f"{RECOMMENDED} --with respond_by=someday", 2, "--with respond_by: someday is not a date"),
    ],
)
def test_what_is_refused_is_told_in_one_sentence_and_leaves_no_trace(
    run: Run, register: Path, words: str, code: int, said: str
) -> None:
    before = dump(register)
    done = run(f"case record 2024/0001 {words}", code=code)
    assert said in done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert dump(register) == before


def test_an_error_for_scripts_is_an_object(run: Run) -> None:
    told = json.loads(run("case record 2024/0001 decide --on today --format json", code=21).stderr)["error"]
    assert (told["name"], told["exit_code"]) == ("barred", 21)


def test_a_rehearsal_keeps_nothing(run: Run, register: Path) -> None:
    before = dump(register)
    done = record(run, f"{RECOMMENDED} --dry-run")
    assert (done["status"], done["event"], done["stored"]) == ("recommended", None, False)
    assert "Nothing was stored: this was a rehearsal." in run(f"case record 2024/0001 {RECOMMENDED} --dry-run").stdout
    assert dump(register) == before


# ---- asked of a person


def test_what_is_missing_is_asked(script: Script) -> None:
    script.answer("Day it happened [2025-01-15]", "someday")
    script.answer("Day it happened [2025-01-15]", "6/1/2025")
    script.answer("number of the recommendation (recommendation_number)", "")
    script.answer("number of the recommendation (recommendation_number)", "R-900")
    script.answer("who recommends (recommended_by)", "9")
    script.answer("who recommends (recommended_by)", "2")
    script.answer("s saves", "s")
    done = script.play("2024/0001", "receive-recommendation", "--format", "json")
    assert json.loads(done.stdout)["data"]["due_on"] == "2025-01-24"
    assert "  2  bkn - BKN\n" in script.seen
    assert "    recommended_level (recommended level: moral, ringan, sedang, berat, ptdh)\n" in script.seen
    assert "does not fit: it is empty" in script.seen


def test_what_only_some_outcomes_need_is_asked_when_it_turns_out(run: Run, script: Script) -> None:
    to_decision(run)
    record(run, "deliver --on 2025-01-14 --with receipt=TT-1")
    record(run, "file-objection --on 2025-01-15")
    script.answer("Day it happened", "")
    script.answer("outcome (outcome)", "memperingan")
    script.answer("sanction (sanction)", "banding")
    script.answer("sanction (sanction)", "teguran-lisan")
    script.answer("s saves", "s")
    done = script.play("2024/0001", "decide-objection", "--format", "json")
    assert json.loads(done.stdout)["data"]["status"] == "remedy-decided"
    assert "the id of a sanction" in script.seen


def test_a_reason_is_asked_where_the_officer_decides_otherwise(run: Run, script: Script) -> None:
    to_decision(run)
    record(run, "deliver --on 2025-01-14 --with receipt=TT-1")
    script.answer("Day it happened", "")
    script.answer("reason (reason)", "Diterima lebih awal")
    script.answer("s saves", "s")
    done = script.play("2024/0001", "take-effect", "--format", "json")
    assert "effect-differs:2025-02-07" in json.loads(done.stdout)["data"]["warnings"]
    assert "needs a reason on record: The sanction was to take effect on 2025-02-07" in script.seen


def test_a_day_that_cannot_be_is_asked_again_with_the_days_that_hang_on_it(run: Run, script: Script) -> None:
    record(run, "review --on 2024-12-02")
    record(run, "form-team --on 2024-12-03 --with decree_number=1 --with chair=A --with members=B")
    script.answer("Day it happened", "2024-12-01")
    script.answer("number of the letter", "P-1")
    script.answer("day of the examination", "2024-12-17")
    script.answer("Day it happened", "2024-12-04")
    script.answer("day of the examination", "18/12/2024")
    script.answer("s saves", "s")
    script.play("2024/0001", "summon")
    assert "2024-12-01 lies before 2024-12-03, the day of “examination team (Tim Pemeriksa)" in script.seen
    assert {row["clock"]: row["due_on"] for row in data(run, "case due 2024/0001")}["second-summons"] == "2024-12-31"


def test_whoever_was_overtaken_while_asked_is_told(run: Run, script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else records a step after the case was shown and before the last answer."""
    real = step_questions.StepDialogue._ask_day

    def ask_and_be_overtaken(dialogue: step_questions.StepDialogue) -> object:
        day = real(dialogue)
        run("case record 2024/0001 study --on 2025-01-08")
        return day

    monkeypatch.setattr(step_questions.StepDialogue, "_ask_day", ask_and_be_overtaken)
    script.answer("Day it happened", "")
    script.play("2024/0001", "review", code=21)
    assert "Case 2024/0001 has changed meanwhile: study 2025-01-08" in script.seen
    assert data(run, "case next 2024/0001")["status"] == "bawaslu-study"


def test_whoever_stops_leaves_no_trace(script: Script, register: Path) -> None:
    before = dump(register)
    script.answer("Day it happened", "")
    script.stop("number of the recommendation")
    script.play("2024/0001", "receive-recommendation", code=130)
    assert dump(register) == before


def test_a_question_mark_explains_and_is_never_stored(script: Script) -> None:
    script.answer("Day it happened", "?")
    script.answer("Day it happened", "2025-01-06")
    script.answer("number of the recommendation", "?")
    script.answer("number of the recommendation", "R-900")
    script.answer("who recommends", "?")
    script.answer("who recommends", "bkn")
    script.answer("s saves", "s")
    script.play("2024/0001", "receive-recommendation")
    assert "The day on which it happened" in script.seen
    assert (
        "recommendation_number is number of the recommendation. It takes free text. Example: R-900/2024" in script.seen
    )
    assert "recommended_by is who recommends. It takes one of these words: kasn, bkn, bawaslu." in script.seen


def test_all_is_shown_before_it_is_stored_and_can_be_changed(run: Run, script: Script) -> None:
    script.answer("Day it happened", "2025-01-06")
    script.answer("number of the recommendation", "R-900")
    script.answer("who recommends", "kasn")
    script.answer("s saves", "99")
    script.answer("s saves", "x")
    script.answer("s saves", "3")
    script.answer("who recommends", "bkn")
    script.answer("s saves", "1")
    script.answer("Day it happened", "2025-01-07")
    script.answer("s saves", "4")
    script.answer("date of the letter", "3/1/2025")
    script.answer("s saves", "4")
    script.answer("date of the letter", "-")
    script.answer("s saves", "s")
    script.play("2024/0001", "receive-recommendation")
    assert "On that day KASN no longer recommended" in script.seen  # as it stood when it was shown
    assert "  4  date of the letter (letter_date): 2025-01-03\n" in script.seen
    assert "“99” is none of these; the fields are 1 to" in script.seen
    said = {one["key"]: one["value"] for one in data(run, "case timeline 2024/0001")[1]["said"]}
    assert (said["recommended_by"], "letter_date" in said) == ("bkn", False)
    assert data(run, "case timeline 2024/0001")[1]["happened_on"] == "2025-01-07"


def test_what_was_asked_can_be_dropped(script: Script, register: Path) -> None:
    before = dump(register)
    script.answer("Day it happened", "2025-01-06")
    script.answer("number of the recommendation", "R-900")
    script.answer("who recommends", "bkn")
    script.answer("s saves", "D")
    assert script.play("2024/0001", "receive-recommendation").stdout == ""
    assert "Dropped; nothing was stored." in script.seen
    assert dump(register) == before


def test_a_rehearsal_that_was_asked_stores_nothing(script: Script, register: Path) -> None:
    before = dump(register)
    script.answer("Day it happened", "")
    script.answer("s saves", "s")
    assert "this was a rehearsal" in script.play("2024/0001", "review", "--dry-run").stdout
    assert dump(register) == before


# ---- deadlines


def test_due_tells_until_when_and_on_what_ground(run: Run) -> None:
    to_decision(run)
    record(run, "deliver --on 2025-01-14 --with receipt=TT-1")
    rows = data(run, "case due 2024/0001")
    assert [(row["clock"], row["starts_on"], row["due_on"], row["days_left"]) for row in rows] == [
        ("objection-filing", "2025-01-14", "2025-02-06", 22),
        ("in-force", "2025-01-14", "2025-02-07", 23),
    ]
    assert rows[1]["basis"].startswith("PP 94/2021")
    assert [row["actor"] for row in rows] == ["respondent", "office"]


def test_explain_names_every_day(run: Run) -> None:
    record(run, RECOMMENDED)
    (row,) = data(run, "case due 2024/0001 --explain")
    assert len(row["counted"]) == 14
    assert (row["counted"][0], row["counted"][-1]) == ("2025-01-07", row["due_on"])
    assert row["skipped"][0] == {"date": "2025-01-11", "why": "weekend"}
    told = run("case due 2024/0001 --explain").stdout
    assert "2025-01-11 weekend" in told
    assert "The day from which a clock runs does not count." in told
    assert "Follow-up of a recommendation by the PPK" in told


def test_explain_names_the_calendar_by_which_days_were_off(run: Run) -> None:
    record(run, RECOMMENDED)
    (row,) = data(run, "case due 2024/0001 --explain")
    assert row["calendar"] == data(run, "law due ppk-follow-up --from 2025-01-06")["calendar"]
    assert len(row["calendar"]) > 0
    told = run("case due 2024/0001 --explain").stdout
    for decree in row["calendar"]:
        assert f"Calendar of 2025: {decree}." in told
    assert "Calendar of" not in run("case due 2024/0001").stdout


def test_explain_tells_when_a_clock_stood_still_and_how_many_days_had_counted(run: Run) -> None:
    record(run, RECOMMENDED)
    record(run, "wait-for-agency --on 2025-01-08 --with agency=BKN --with letter_number=B-1")
    (row,) = data(run, "case due 2024/0001 --explain")
    still = {
        "began_on": "2025-01-06",
        "since": "2025-01-08",
        "until": "",
        "days_before": "2",
        "agency": "BKN",
        "letter_number": "B-1",
    }
    assert row["stood_still"] == [still]
    assert (
        "2 of its days had counted when it stood still from 2025-01-08 to …"
        in run("case due 2024/0001 --explain").stdout
    )
    record(run, "resume --on 2025-01-13")
    (row,) = data(run, "case due 2024/0001 --explain")
    assert row["stood_still"] == [{**still, "until": "2025-01-13"}]
    told = run("case due 2024/0001 --explain").stdout
    assert "ran from 2025-01-06; 2 of its days" in told
    assert "from 2025-01-08 to 2025-01-13 (BKN, B-1)." in told


def test_a_clock_that_stands_still_says_so(run: Run) -> None:
    record(run, RECOMMENDED)
    record(run, "wait-for-agency --on 2025-01-08 --with agency=BKN --with letter_number=1")
    (row,) = json.loads(run("case due 2024/0001 --explain --format json").stdout)["data"]
    assert (row["due_on"], row["days_left"], row["counted"], row["skipped"]) == (None, None, [], [])
    assert "stands still while the office waits; 12 days are left." in run("case due 2024/0001").stdout


def test_a_year_without_calendar_is_named(run: Run) -> None:
    line = ["--today", "2031-03-01", "case", "record", "2024/0001", *shlex.split(RECOMMENDED.replace("2025", "2031"))]
    run(line)
    told = run(["--today", "2031-03-01", "case", "due", "2024/0001"]).stdout
    assert "reaches into 2031, a year without a calendar." in told
    assert "not known" in told


def test_a_day_of_an_older_calendar_says_so(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record(run, RECOMMENDED)
    file = tmp_path / "law.toml"
    file.write_text(
        '[[holiday]]\ndate = 2025-01-20\nkind = "libur-kantor"\nname = "Libur daerah"\nname_en = "Local holiday"\n'
        'basis = "SE Wali Kota 1/2025"\nsince = 2025-01-10\nverified = true\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("ASN_NEUTRAL_LAW_FILE", str(file))
    told = run("case due 2024/0001").stdout
    assert "would end on 2025-01-30 under the calendar of today" in told
    assert "2025-01-24" in told  # what is on record holds until it is computed anew


# ---- lists


def test_overdue_keeps_open_cases_whose_deadline_has_passed(run: Run) -> None:
    record(run, RECOMMENDED)

    def overdue(today: str) -> list[str]:
        line = ["--today", today, "case", "list", "--overdue", "--format", "json"]
        return [case["number"] for case in json.loads(run(line).stdout)["data"]]

    assert overdue("2025-01-24") == []  # the last day is in time
    assert overdue("2025-01-25") == ["2024/0001"]
    told = run(["--today", "2025-01-25", "complaint", "list", "--overdue", "--format", "json"]).stdout
    assert [one["number"] for one in json.loads(told)["data"]] == ["P-2024/0001"]
    record(run, "lapse --on 2025-01-15 --with cause=pensiun")
    assert overdue("2025-01-25") == []


# ---- two sanctions of one person


@pytest.fixture
def _two_sanctions(run: Run, tmp_path: Path) -> None:
    """Case 2024/0001 is served from 7 February 2025 for a year; 2024/0003 is lighter and was received later."""
    same = row(3, nip=nip(1), nama_terlapor="Warga Contoh 1", tanggal_kejadian="2024-09-26")
    run(["import", str(write(tmp_path / "same.csv", same))])
    to_decision(run)
    record(run, "deliver --on 2025-01-14 --with receipt=1")
    run("--today 2025-02-07 case record 2024/0001 take-effect --on 2025-02-07")
    to_findings(run, "B", "C", number="2024/0003")
    decided = "decide --on 2025-01-13 --with sanction=penundaan-kgb --with sk_number=2 --with official=jpt-pratama"
    run(f"--today 2025-02-07 case record 2024/0003 {decided} --with violation_named=x --with reason=x")
    run("--today 2025-02-07 case record 2024/0003 deliver --on 2025-02-03 --with receipt=2")


@pytest.mark.usefixtures("_two_sanctions")
def test_a_sanction_that_waits_for_another_is_due_on_its_turn_wherever_it_is_shown(run: Run) -> None:
    begins = "2026-02-07"
    line = "--today 2025-03-10 "
    due = {one["clock"]: one["due_on"] for one in data(run, f"{line}case due 2024/0003")}
    assert due["in-force"] == begins
    steps = {one["step"]: one["due_on"] for one in data(run, f"{line}case next 2024/0003")["steps"]}
    assert steps["take-effect"] == begins
    simulated = data(run, f"{line}case simulate 2024/0003")
    assert (simulated["in_force_on"], simulated["ends_on"]) == (begins, "2027-02-06")
    assert "it is served from 2026-02-07 to 2027-02-06" in run(f"{line}case due 2024/0003").stdout

    def numbers(days: int) -> list[tuple[str, str | None]]:
        return [(one["number"], one["due_on"]) for one in data(run, f"{line}agenda --days {days}")]

    assert "2024/0003" not in [number for number, _on in numbers(60)]
    assert ("2024/0003", begins) in numbers(400)


@pytest.mark.usefixtures("_two_sanctions")
def test_a_sanction_that_a_heavier_one_ends_is_over_on_the_eve(run: Run, tmp_path: Path) -> None:
    same = row(4, nip=nip(1), nama_terlapor="Warga Contoh 1", tanggal_kejadian="2024-09-27")
    run(["import", str(write(tmp_path / "more.csv", same))])
    to_findings(run, "B", "C", number="2024/0004")
    decided = "decide --on 2025-01-13 --with sanction=pdhtaps --with sk_number=3 --with official=ppk"
    line = "--today 2025-06-10 "
    run(f"{line}case record 2024/0004 {decided} --with violation_named=x --with reason=x")
    run(f"{line}case record 2024/0004 deliver --on 2025-05-05 --with receipt=3")
    run(f"{line}case record 2024/0004 take-effect --on 2025-06-02 --with reason=x")
    (due,) = data(run, f"{line}case due 2024/0001")
    assert (due["clock"], due["due_on"]) == ("term-end", "2025-06-01")
    assert data(run, f"{line}case simulate 2024/0001")["ends_on"] == "2025-06-01"
