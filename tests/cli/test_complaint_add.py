"""`complaint add` by options alone, who complained, and the draft of a complaint half typed."""

import io
import json
import shlex
import sys
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.cli.draft import Draft
from asn_neutral.cli.fields import COMPLAINANT, FIELDS
from asn_neutral.intake.columns import COLUMNS
from asn_neutral.services.check_register import check_register
from tests.complaints_file import ask as stored
from tests.complaints_file import dump, nip, who
from tests.terminal import Run

GIVEN = (
    "complaint", "add", "--number", "1/LP/2024", "--channel", "sbt", "--received", "today", "--happened", "12/10/2024",
    "--name", "Warga Contoh", "--nip", nip(1), "--unit", "Dinas Contoh", "--violation", "d4", "--violation", "D6",
    "--summary", "Hadir pada kampanye.",
)  # fmt: skip
COMPLAINANT_NAME = "Pelapor Rahasia Zxq"


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def without(*options: str) -> list[str]:
    """The complete command line without some of its options."""
    kept, words = [], iter(GIVEN)
    for word in words:
        if word in options:
            next(words)
        else:
            kept.append(word)
    return kept


# ---- by options alone


def test_all_by_options(run: Run, register: Path) -> None:
    done = run([*GIVEN, "--format", "json"])
    answer = json.loads(done.stdout)
    assert answer["schema"] == "asn-neutral/complaint-added"
    assert answer["data"] == {
        "number": "P-2025/0001",
        "external_number": "1/LP/2024",
        "cases": ["2025/0001"],
        "created": True,
        "stored": True,
        "remarks": ["election-by-date"],
        "known_as": None,
        "new_units": 1,
    }
    assert done.stderr == ""
    facts = "SELECT received_on, happened_on, summary FROM complaints"
    assert stored(register, facts) == [("2025-01-15", "2024-10-12", "Hadir pada kampanye.")]
    assert stored(register, "SELECT violations FROM cases") == [("D4;D6",)]
    assert check_register(register).ok
    assert not Draft.beside(register).exists()


def test_a_unit_that_is_new_is_told_with_the_one_it_may_be(run: Run) -> None:
    assert "1 new unit: Dinas Contoh." in run(GIVEN).stdout
    words = [*GIVEN]
    words[words.index("--number") + 1] = "2/LP/2024"
    known = run([*words, "--format", "json"])
    assert (json.loads(known.stdout)["data"]["new_units"], known.stderr) == (0, "")
    words[words.index("--number") + 1] = "3/LP/2024"
    words[words.index("--unit") + 1] = "Dinas Conoh"
    for more in (["--dry-run"], []):
        done = run([*words, *more], code=2)
        assert "No unit is called “Dinas Conoh” yet; Dinas Contoh is." in done.stderr
    assert "1 new unit: Dinas Conoh (resembles Dinas Contoh)." in run([*words, "--new-unit"]).stdout


def test_each_option_reaches_its_column(run: Run, register: Path) -> None:
    words = {
        "--letter-number": "5/S", "--letter-date": "2024-10-14", "--known": "2024-10-13", "--place": "Lapangan",
        "--district": "Kec. Kadia", "--election": "pilkada-2024", "--employment": "CPNS", "--rank": "III/a",
        "--position": "Guru", "--position-class": "fungsional", "--evidence": "1 foto",
    }  # fmt: skip
    run([*GIVEN, *(part for pair in words.items() for part in pair)])
    facts = "SELECT letter_number, letter_date, known_on, place, c.district, election_named, evidence FROM complaints c"
    assert stored(register, facts) == [
        ("5/S", "2024-10-14", "2024-10-13", "Lapangan", "Kadia", "pilkada-2024", "1 foto")
    ]
    assert stored(register, "SELECT employment, rank, position, position_class FROM cases") == [
        ("CPNS", "III/a", "Guru", "fungsional")
    ]


def test_the_fields_are_the_columns_of_a_file() -> None:
    fields = {field.key: field.required for field in (*FIELDS, *COMPLAINANT)}
    assert fields == {column.key: column.required for column in COLUMNS}
    assert len({field.option for field in FIELDS}) == len(FIELDS)


def test_all_that_is_missing_is_named_at_once(run: Run, register: Path) -> None:
    before = dump(register)
    done = run("complaint add", code=2)
    missing = "--channel, --number, --received, --happened, --name, --unit, --violation, --summary"
    assert done.stderr == f"asn-neutral: These are missing: {missing}.\n"
    done = run("complaint add --tip --channel surat --received today", code=2)
    assert done.stderr == "asn-neutral: These are missing: --happened, --summary.\n"
    assert dump(register) == before


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        (["--received", "besok"], 2, "--received: besok is not a date"),
        (["--received", "+1d"], 2, "--received: the date lies in the future (E_TANGGAL_DEPAN)"),
        (["--nip", "123"], 2, "nip: a NIP has 18 digits; this one has 3 (E_NIP_PANJANG)"),
        (["--tip", "--case", "2024/0001"], 2, "--tip and --case do not go together"),
        (["--tip"], 2, "A tip names nobody yet; leave out --name"),
        (["--complainant-from", "nowhere.txt"], 30, "nowhere.txt cannot be read: No such file or directory."),
    ],
)
def test_what_does_not_fit_is_said(run: Run, more: list[str], code: int, said: str) -> None:
    assert said in run([*GIVEN, *more], code=code).stderr


def test_a_duplicate_names_the_case(run: Run) -> None:
    run(GIVEN)
    done = run(GIVEN, code=23)
    assert "already in the register as 2025/0001." in done.stderr


def test_a_tip_and_a_further_complaint(run: Run, register: Path) -> None:
    run(GIVEN)
    bare = without("--name", "--nip", "--unit", "--violation", "--number")
    tip = json.loads(run([*bare, "--number", "2", "--tip", "--format", "json"]).stdout)["data"]
    assert (tip["number"], tip["cases"]) == ("P-2025/0002", [])
    link = json.loads(run([*bare, "--number", "3", "--case", "2025/0001", "--format", "json"]).stdout)["data"]
    assert (link["number"], link["cases"]) == ("P-2025/0003", ["2025/0001"])
    assert run([*bare, "--number", "4", "--case", "2029/1"], code=20)
    assert check_register(register).ok


@pytest.mark.parametrize("numbered", [True, False])
def test_a_tip_says_by_which_command_it_becomes_a_case(run: Run, register: Path, numbered: bool) -> None:
    said = ["--place", "Alun-alun 'A'", "--evidence", "foto", "--election", "pilkada-2024"]
    bare = [*without("--name", "--nip", "--unit", "--violation", *([] if numbered else ["--number"])), *said]
    channel = [] if numbered else ["--channel", "langsung"]
    number = json.loads(run([*bare, *channel, "--tip", "--format", "json"]).stdout)["data"]["number"]
    (note,) = [line for line in run(f"complaint show {number}").stdout.splitlines() if "It names nobody yet" in line]
    command = shlex.split(note.partition("`")[2].partition("` opens the case")[0])[1:]
    named = {"--name=": "--name=Contoh", "--unit=": "--unit=Dinas", "--violation=": "--violation=D4"}
    added = json.loads(run([*(named.get(word, word) for word in command), "--format", "json"]).stdout)["data"]
    assert (added["number"], added["created"], len(added["cases"])) == (number, False, 1)
    shown = run(f"complaint show {number}").stdout
    assert "It names nobody yet" not in shown
    assert check_register(register).ok


def test_only_a_tip_with_a_number_can_be_named_by_a_row_of_a_file(run: Run) -> None:
    bare = without("--name", "--nip", "--unit", "--violation", "--number")
    run([*bare, "--number", "2", "--tip"])
    run([*bare, "--channel", "langsung", "--tip"])
    assert "So does a row of a file" in run("complaint show P-2025/0001").stdout
    assert "So does a row of a file" not in run("complaint show P-2025/0002").stdout


@pytest.mark.parametrize("number", ["P-2025/0001", "p-2025/1"])
def test_a_number_of_this_register_is_none_of_a_sender(run: Run, register: Path, number: str) -> None:
    run(GIVEN)
    before = dump(register)
    done = run([*without("--number"), "--number", number], code=2)
    assert "P-2025/0001 is a number of this register" in done.stderr
    assert "`asn-neutral complaint show P-2025/0001`" in done.stderr
    assert dump(register) == before
    run([*without("--number"), "--number", "P-2025/0009"])


def test_a_rehearsal_keeps_nothing(run: Run, register: Path) -> None:
    before = dump(register)
    done = run([*GIVEN, "--dry-run"])
    assert "Nothing was stored: this was a rehearsal." in done.stdout
    assert dump(register) == before


def test_a_further_respondent_needs_only_the_number_and_the_respondent(run: Run, register: Path) -> None:
    run([*GIVEN, "--letter-number", "5/S", "--place", "Lapangan"])
    words = ["--number", "1/LP/2024", "--name", "Rekan", "--nip", nip(2), "--unit", "Dinas Contoh", "--violation", "D4"]
    told = json.loads(run(["complaint", "add", *words, "--format", "json"]).stdout)["data"]
    assert (told["number"], told["cases"], told["created"]) == ("P-2025/0001", ["2025/0002"], False)
    third = [*words[:2], "--place", "Lain", "--name", "C", "--nip", nip(3), *words[6:]]
    done = run(["complaint", "add", *third], code=2)
    assert "--place: the register has this as P-2025/0001 with other content" in done.stderr
    assert check_register(register).ok


def test_a_number_that_two_agencies_gave_needs_the_channel(run: Run) -> None:
    run(GIVEN)
    run([*without("--channel"), "--channel", "lapor"])
    words = ["complaint", "add", "--number", "1/LP/2024", "--name", "B", "--nip", nip(2), "--unit", "X"]
    assert "--channel, --received" in run([*words, "--violation", "D4"], code=2).stderr
    told = run([*words, "--violation", "D4", "--channel", "lapor", "--format", "json"]).stdout
    assert json.loads(told)["data"]["number"] == "P-2025/0002"


def test_the_same_without_a_number_is_said_to_be_there_already_unless_it_is_another(run: Run, register: Path) -> None:
    first = [*without("--number", "--channel"), "--channel", "surat"]
    second = [*without("--number", "--channel", "--name", "--nip"), "--channel", "surat", "--name", "B"]
    run(first)
    done = run([*second, "--dry-run"])
    assert "The same complaint is recorded as P-2025/0001; the case is added to it." in done.stdout
    told = json.loads(run([*second, "--separate", "--format", "json"]).stdout)["data"]
    assert (told["number"], told["created"]) == ("P-2025/0002", True)
    run(first, code=23)
    assert json.loads(run([*first, "--separate", "--format", "json"]).stdout)["data"]["number"] == "P-2025/0003"
    assert "another number is another anyway" in run([*GIVEN, "--separate"], code=2).stderr
    assert check_register(register).ok


def test_a_nip_that_is_known_under_another_name_is_told_with_that_name(run: Run) -> None:
    run(GIVEN)
    done = run([*without("--name", "--number"), "--number", "2", "--name", "Orang Lain", "--format", "json"])
    told = json.loads(done.stdout)
    assert told["data"]["known_as"] == "Warga Contoh"
    assert "The register knows this NIP as Warga Contoh; compare both names." in told["notes"]


# ---- who complained


def test_who_complained_comes_from_a_file_or_stdin_and_is_shown_nowhere(
    run: Run, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "pelapor.txt"
    file.write_text(f"\ufeff{COMPLAINANT_NAME}\r\n0811-0000-0999\r\n", encoding="utf-8")
    done = run([*GIVEN, "--complainant-from", str(file), "--format", "json"])
    monkeypatch.setattr(sys, "stdin", io.StringIO(COMPLAINANT_NAME))
    second = run([*without("--number"), "--number", "2", "--complainant-from", "-"])
    assert COMPLAINANT_NAME not in done.stdout + done.stderr + second.stdout + second.stderr
    assert who(register) == [
        (COMPLAINANT_NAME, "0811-0000-0999"),
        (COMPLAINANT_NAME, None),
    ]


@pytest.mark.parametrize(
    ("content", "why"), [(b"\n \n", "it names nobody"), (b"\xff\xfe\x00", "it is not text in UTF-8")]
)
def test_a_file_that_does_not_say_who_complained_is_refused(run: Run, tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "pelapor.txt"
    file.write_bytes(content)
    assert why in run([*GIVEN, "--complainant-from", str(file)], code=30).stderr


# ---- the draft


@pytest.mark.parametrize(
    "content",
    [
        "", "[]", "{}", "null", "x", '{"version": 2}', '{"version": 1, "tip": 1, "begun_on": "x"}',
        '{"version": 1, "tip": false, "begun_on": "x", "answers": {"nama_pelapor": "x"}, "known": {}}',
        '{"version": 1, "tip": false, "begun_on": "x", "answers": {"jalur": 1}, "known": {}}',
        '{"version": 1, "tip": false, "begun_on": "x", "answers": {}, "known": []}',
        "[" * 100_000, "\ud800",
    ],
)  # fmt: skip
def test_what_is_no_draft_is_not_taken_for_one(tmp_path: Path, content: str) -> None:
    path = tmp_path / "r.db.draft.json"
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    assert Draft.found(path) is None


def test_a_draft_is_not_read_through_a_link(tmp_path: Path) -> None:
    Draft(tmp_path / "other", "2025-01-15", {"jalur": "sbt"}).keep()
    (tmp_path / "r.db.draft.json").symlink_to(tmp_path / "other")
    assert Draft.found(tmp_path / "r.db.draft.json") is None
    assert Draft.found(tmp_path / "other") is not None


def test_a_draft_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    draft = Draft(Draft.beside(tmp_path / "r.db"), "2025-01-15", {"jalur": "sbt", "tempat": "“é”"}, {"golongan": "IX"})
    draft.keep()
    assert Draft.found(draft.path) == draft
    draft.remove()
    draft.remove()
    assert Draft.found(draft.path) is None
