"""Holding cases against the law from the command line: what is found, what gates, which sanctions are open."""

import json
import shlex
from pathlib import Path
from typing import Any, get_args

import pytest

from asn_neutral.cli.case_law import Weight
from asn_neutral.law.lawfulness import Severity
from tests.complaints_file import COMPLAINANT, CONTACT, DECIDED, PRIVATE_KEY, dump, nip, row, write
from tests.terminal import Run

NAMED = "'violation_named=Pasal 14 huruf i angka 4 PP 94/2021'"


@pytest.fixture(autouse=True)
def _cases(run: Run, tmp_path: Path) -> None:
    """Three cases: two of one person, of acts of different days; the third of somebody else."""
    before = row(9, nip=nip(1), nama_terlapor="Warga Contoh 1", tanggal_kejadian="2024-09-25")
    run(["import", str(write(tmp_path / "in.csv", row(1), before, row(3, kode_pelanggaran="D6")))])


def data(run: Run, line: str, *, code: int = 0, lang: str = "en", today: str = "2025-01-15") -> Any:
    done = run(["--today", today, *shlex.split(line), "--format", "json"], code=code, lang=lang)
    assert done.stderr == ""
    return json.loads(done.stdout)["data"]


def record(run: Run, words: str, number: str = "2024/0001") -> None:
    run(f"case record {number} {words}")


def decide(run: Run, number: str = "2024/0001", chair: str = "A") -> None:
    for line in DECIDED:
        words = line.replace("2024/0001", number).replace("chair=A", f"chair='{chair}'")
        run(words.replace("violation_named=x", NAMED))


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """The key of the custodian."""
    path = tmp_path / "kunci.txt"
    path.write_text(PRIVATE_KEY)
    path.chmod(0o600)
    return path


def codes(run: Run, number: str = "2024/0001", today: str = "2025-01-15") -> list[str]:
    return [one["code"] for one in data(run, f"case check {number}", today=today)]


# ---- the lawfulness check of one case


def test_what_is_wrong_is_told_with_article_and_weight_the_gravest_first(run: Run) -> None:
    decide(run, chair="Warga Contoh 1")
    found = data(run, "case check 2024/0001")
    severities = [one["severity"] for one in found]
    assert severities == sorted(severities, key=list(Severity).index)
    assert found[0] == {
        "code": "conflict-respondent",
        "severity": "error",
        "message": "chair (Warga Contoh 1) is the respondent (examination team (Tim Pemeriksa) formed, 2024-12-03).",
        "basis": "UU 30/2014 Pasal 42-45; PP 94/2021 Pasal 29 ayat (6)",
        "on": "2024-12-03",
        "verified": False,
    }
    assert "team-small" in {one["code"] for one in found if one["severity"] == "warning"}


def test_people_read_it_in_words_with_the_sums(run: Run) -> None:
    decide(run, chair="Warga Contoh 1")
    told = run("case check 2024/0001").stdout
    assert "Case 2024/0001: held against the law" in told
    assert "is the respondent" in told
    assert "1 error, " in told
    assert "Resting on an article that was not read or is disputed: conflict-respondent" in told


def test_a_case_without_a_fault_says_so(run: Run) -> None:
    assert data(run, "case check 2024/0003") == []
    assert "(nothing was found)" in run("case check 2024/0003").stdout


def test_the_day_is_the_day_that_counts_as_today(run: Run) -> None:
    record(run, "receive-recommendation --on 2025-01-06 --with recommendation_number=R-1 --with recommended_by=bkn")
    assert "recommendation-unanswered" not in codes(run, today="2025-01-24")
    assert "recommendation-unanswered" in codes(run, today="2025-01-25")


def test_the_case_shown_last_is_meant_by_a_dash_and_remembered(run: Run) -> None:
    run("case check 2024/0003")
    assert data(run, "case sanctions -")["number"] == "2024/0003"
    run("case sanctions 2024/1")
    decide(run)
    assert data(run, "case check -") == data(run, "case check 2024/0001") != []


@pytest.mark.parametrize("verb", ["check", "sanctions"])
def test_a_number_has_to_name_one_case(run: Run, verb: str) -> None:
    assert "fits more than one" in run(f"case {verb} 2024/", code=20).stderr
    assert "2031/0001" in run(f"case {verb} 2031/0001", code=20).stderr


# ---- conflicts of interest


def test_who_complained_is_compared_with_a_key_and_never_told(run: Run, key: Path) -> None:
    decide(run, chair=f"Dr. {COMPLAINANT.upper()}, M.Si.")
    assert "conflict-complainant" not in codes(run)  # who complained is sealed
    done = run(f"case check 2024/0001 --key {key} --format json")
    found = {one["code"]: one for one in json.loads(done.stdout)["data"]}
    assert found["conflict-complainant"]["severity"] == "error"
    assert "Zxq" not in found["conflict-complainant"]["message"]
    for form in ("table", "json", "csv", "md", "html"):
        for line in (f"case check 2024/0001 --key {key}", f"case check --all --key {key}", "case sanctions 2024/0001"):
            shown = run(f"{line} --format {form}")
            assert COMPLAINANT.casefold() not in (shown.stdout + shown.stderr).casefold()
            assert CONTACT not in shown.stdout + shown.stderr


def test_the_complainant_of_another_case_is_no_conflict(run: Run, tmp_path: Path, key: Path) -> None:
    other = row(4, nama_pelapor="Saksi Contoh Lain", kontak_pelapor="")
    run(["import", str(write(tmp_path / "more.csv", other))])
    decide(run, chair="Saksi Contoh Lain")
    assert "conflict-complainant" not in codes(run, f"2024/0001 --key {key}")


def test_the_complainant_of_a_further_complaint_is_one(run: Run, tmp_path: Path, key: Path) -> None:
    decide(run, chair="Saksi Contoh Lain")
    (tmp_path / "who.txt").write_text("Saksi Contoh Lain\n", encoding="utf-8")
    run(
        "complaint add --channel langsung --received today --happened 2024-10-06 --case 2024/0001 --summary Hadir"
        f" --complainant-from {tmp_path / 'who.txt'}"
    )
    assert "conflict-complainant" in codes(run, f"2024/0001 --key {key}")


def test_who_recorded_the_case_of_their_own_is_found(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASN_NEUTRAL_ACTOR", "Warga Contoh 1")
    record(run, "review --on 2025-01-10")
    (found,) = data(run, "case check 2024/0001")
    assert found["code"] == "conflict-respondent"
    assert "who recorded it (Warga Contoh 1)" in found["message"]
    assert data(run, "case check 2024/0002") == []  # another case, which nobody of that name recorded


# ---- all cases


def test_all_open_cases_are_looked_at_and_closed_ones_when_asked(run: Run) -> None:
    decide(run, chair="Warga Contoh 1")
    decide(run, "2024/0003", chair="Warga Contoh 3")
    record(run, "lapse --on 2025-01-14 --with cause=pensiun", "2024/0003")
    every = data(run, "case check --all --closed")
    assert {one["number"] for one in every} == {"2024/0001", "2024/0003"}
    assert [one for one in every if one["number"] == "2024/0001"] == data(run, "case check --all")
    for number in ("2024/0001", "2024/0003"):
        alone = data(run, f"case check {number}")
        assert [{key: one[key] for key in one if key != "number"} for one in every if one["number"] == number] == alone
    assert "All cases held against the law" in run("case check --all --closed").stdout
    assert "Open cases held against the law" in run("case check --all").stdout


def test_one_or_all_has_to_be_said(run: Run) -> None:
    assert "Name one case, or --all" in run("case check", code=2).stderr
    assert "Name one case, or --all" in run("case check 2024/0001 --all", code=2).stderr
    assert "--closed goes with --all" in run("case check 2024/0001 --closed", code=2).stderr


@pytest.mark.parametrize("which", ["2024/0001", "--all"])
def test_the_gate_is_shut_only_when_asked_and_by_what_is_grave_enough(run: Run, which: str) -> None:
    decide(run)
    found = {one["severity"] for one in data(run, f"case check {which}")}
    assert found == {"warning"}
    shown = data(run, f"case check {which} --fail-on warning", code=4)
    assert shown == data(run, f"case check {which} --fail-on error")
    data(run, f"case check {which} --fail-on note", code=4)
    assert "--fail-on" in run(f"case check {which} --fail-on grave", code=2).stderr


def test_the_gate_knows_every_weight() -> None:
    assert get_args(Weight) == tuple(Severity)


# ---- sanctions


def test_sanctions_are_open_with_who_may_impose_them_or_barred_with_the_reason(run: Run) -> None:
    told = data(run, "case sanctions 2024/0003")
    opened = {one["sanction"]: one for one in told["open"]}
    assert next(iter(opened)) == "turun-jabatan"
    first = opened["turun-jabatan"]
    assert (first["level"], first["officials"], first["delegates"]) == ("berat", ["ppk"], [])
    assert first["article"].startswith("PP 94/2021 Pasal 14")
    assert first["basis"] == "PP 94/2021 Pasal 8 ayat (4) huruf a"
    assert (first["ends"], first["waits_for"], first["waits_until"]) == (None, None, None)
    barred = {one["sanction"]: one for one in told["barred"]}
    assert "lead to berat, not to sedang" in barred["penundaan-kgb"]["reason"]
    assert not opened.keys() & barred.keys()
    assert told["history"] == []


def test_people_read_each_remark_once(run: Run) -> None:
    told = run("case sanctions 2024/0003").stdout
    assert told.count("There is no automatic return when the term ends.") == 1
    assert "turun-jabatan, bebas-jabatan: There is no automatic return" in told


def test_what_the_person_was_sanctioned_for_before_is_seen(run: Run) -> None:
    decide(run, "2024/0002")
    before = json.loads(run("case sanctions 2024/0002 --format json").stdout)["data"]
    assert before["open"] == []
    assert before["history"] == []  # its own sanction is not one of another case
    told = data(run, "case sanctions 2024/0001")
    (past,) = told["history"]
    assert past == {
        "case": "2024/0002", "sanction": "turun-jabatan", "level": "berat", "decided_on": "2025-01-13",
        "in_force_on": None, "ends_on": None, "track": "disiplin", "annulled": False,
    }  # fmt: skip
    assert data(run, "case sanctions 2024/0003")["history"] == []


def test_a_sanction_in_force_elsewhere_is_waited_for(run: Run) -> None:
    decide(run, "2024/0002")
    record(run, "deliver --on 2025-01-14 --with receipt=TT-1", "2024/0002")
    (past,) = data(run, "case sanctions 2024/0001")["history"]
    assert (past["in_force_on"], past["ends_on"]) == ("2025-02-07", "2026-02-06")
    later = {one["sanction"]: one for one in data(run, "case sanctions 2024/0001", today="2025-03-03")["open"]}
    waits = later["turun-jabatan"]
    assert (waits["waits_for"], waits["waits_until"], waits["ends"]) == ("2024/0002", "2026-02-06", None)
    assert later["pdhtaps"]["ends"] == "2024/0002"
    assert "It would begin when the sanction of case 2024/0002 has ended." in waits["notes"]


def test_the_last_day_in_another_case_is_the_one_this_case_left(run: Run) -> None:
    decide(run, "2024/0002")
    record(run, "deliver --on 2025-01-14 --with receipt=TT-1", "2024/0002")
    for line in DECIDED:
        run(line.replace("turun-jabatan", "pdhtaps"))
    run(["--today", "2025-03-03", *shlex.split("case record 2024/0001 deliver --on 2025-03-03 --with receipt=TT-2")])
    told = data(run, "case sanctions 2024/0001", today="2025-03-03")
    assert told["history"][0]["ends_on"] < "2026-02-06"


def test_a_vacant_post_moves_the_competence_up(run: Run, tmp_path: Path) -> None:
    ringan = row(5, kelas_jabatan="pelaksana", golongan="II/a", kode_pelanggaran="E1")
    run(["import", str(write(tmp_path / "more.csv", ringan))])
    record(run, "review --on 2025-01-13", "2024/0004")
    record(run, "reclassify --on 2025-01-14 --with track=disiplin --with level=ringan --with reason=x", "2024/0004")

    def officials(words: str) -> list[str]:
        opened = {one["sanction"]: one for one in data(run, f"case sanctions 2024/0004 {words}")["open"]}
        return list(opened["teguran-lisan"]["officials"])

    assert officials("") == ["pengawas", "jf-ahli-muda"]
    assert officials("--vacant pengawas") == ["administrator", "jf-ahli-muda"]
    assert officials("--vacant Pengawas --vacant administrator") == ["jpt-pratama", "jf-ahli-muda"]


@pytest.mark.parametrize("post", ["ppk", "presiden", "camat"])
def test_only_a_post_below_the_ppk_can_be_vacant(run: Run, post: str) -> None:
    said = run(f"case sanctions 2024/0001 --vacant {post}", code=2).stderr
    assert f"--vacant: “{post}” is not known; known are administrator, jpt-pratama, pengawas" in said


@pytest.mark.parametrize("line", ["case check --all --closed", "case check 2024/0001", "case sanctions 2024/0001"])
def test_looking_changes_nothing(run: Run, register: Path, line: str) -> None:
    decide(run)
    before = dump(register)
    run(line)
    assert dump(register) == before


@pytest.mark.parametrize("line", ["case check --all", "case check 2024/0001", "case sanctions 2024/0001"])
def test_codes_speak_no_language(run: Run, line: str) -> None:
    decide(run)
    english, indonesian = (data(run, line, lang=lang) for lang in ("en", "id"))
    assert bare(english) == bare(indonesian)
    assert english != indonesian


def bare(told: Any) -> Any:
    """The same without what is said in words."""
    if isinstance(told, list):
        return [bare(one) for one in told]
    words = {"message", "reason", "name", "notes"}
    return {key: bare(told[key]) for key in told if key not in words} if isinstance(told, dict) else told


def test_a_report_that_came_after_its_limit_is_noted(run: Run) -> None:
    told = (
        "complaint add --channel laporan-bawaslu --number LP/1 --known 2024-10-02 --received 2024-10-20"
        " --happened 2024-10-01 --name Contoh --unit Dinas --violation D4 --summary Hadir --format json"
    )
    (number,) = json.loads(run(told).stdout)["data"]["cases"]
    found = data(run, f"case check {number}")
    assert "report-late" in {one["code"] for one in found}
