"""`complaint add` on a terminal: asked field by field, interrupted and taken up again."""

import json
import os
import signal
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.cli.draft import Draft
from asn_neutral.services.check_register import check_register
from asn_neutral.values import login_name
from tests.complaints_file import ask as stored
from tests.complaints_file import dump, nip, row, take, who, write
from tests.terminal import MIDDLE, Run, Screen, Script, from_the_respondent, skip, until_the_act

COMPLAINANT_NAME = "Pelapor Rahasia Zxq"


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


@pytest.fixture
def screen(register: Path) -> Iterator[Callable[..., Screen]]:
    """Starts the program on a terminal; keyword arguments are variables of its environment."""
    begun: list[Screen] = []

    def start(*words: str, **more: str) -> Screen:
        begun.append(Screen(register, words, more))
        return begun[-1]

    yield start
    for one in begun:
        one._child.close(force=True)


@pytest.fixture
def script(run: Run, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Answers to be laid down and played in this process."""
    return Script(run, monkeypatch)


def test_a_whole_complaint_is_typed_through(screen: Callable[..., Screen], register: Path) -> None:
    on = screen()
    until_the_act(on)
    skip(on, *MIDDLE)
    from_the_respondent(on)
    on.answer("Complainant", COMPLAINANT_NAME)
    on.answer("Contact", "0811")
    assert COMPLAINANT_NAME not in Draft.beside(register).read_text(encoding="utf-8")
    assert stat.S_IMODE(Draft.beside(register).stat().st_mode) == 0o600
    on.until("s saves")
    review = on.seen.split("Contact of the complainant")[-2]
    assert "Complainant: given" in review
    assert COMPLAINANT_NAME not in review
    on._child.sendline("s")
    assert on.end() == 0, on.seen
    assert "P-2025/0001" in on.seen
    facts = "SELECT channel, received_on, happened_on, summary FROM complaints"
    assert stored(register, facts) == [("langsung", "2025-01-15", "2024-10-12", "Hadir pada kampanye.")]
    assert stored(register, "SELECT employment, rank, position_class, violations FROM cases") == [
        ("PNS", "III/c", "fungsional", "D4;D6")
    ]
    assert who(register) == [(COMPLAINANT_NAME, "0811")]
    assert not Draft.beside(register).exists()
    assert check_register(register).ok


def test_a_wrong_answer_is_mended(screen: Callable[..., Screen], register: Path) -> None:
    on = screen(
        "--channel", "langsung", "--number", "", "--summary", "", "--name", "Warga Contoh", "--unit", "x", "--yes"
    )
    skip(on, "Letter number", "Letter date")
    on.answer("Received on", "-3d")
    on.answer("Date of the act", "")
    on.answer("Date of the act", "31/02/2024")
    on.answer("Date of the act", "2025-01-13")
    on.answer("Date of the act", "?")
    on.answer("Date of the act", "12/10/2024")
    on.answer("Known on", "2024-10-01")
    skip(on, *MIDDLE)
    on.answer("NIP", "123")
    skip(on, "NIP", "Employment", "Rank", "Post", "Class of post")
    on.answer("Forms", "E99")
    on.answer("Forms", "E4 D4")
    on.answer("Summary", "")
    on.answer("Summary", "x\x1b[31m")
    on.answer("Summary", "Hadir")
    skip(on, "Evidence", "Complainant")
    assert on.end() == 0, on.seen
    for said in (
        "this must be filled in (E_KOSONG)",
        "there is no such day in the calendar (E_TANGGAL)",
        "Date of the act (2025-01-13) lies after Received on (2025-01-12) (E_URUTAN_TANGGAL)",
        "the day of the act. Example: 2024-10-02",
        "Date of the act (2024-10-12) lies after Known on (2024-10-01) (E_URUTAN_TANGGAL)",
        "a NIP has 18 digits; this one has 3 (E_NIP_PANJANG)",
        "“E99” is not known",
        "(E_KENDALI)",
        "By the date of the act: pilkada-2024.",
        "Election: pilkada-2024; stage: Campaign period.",
        "The form does not fit the stage of the election on the date of the act (E4).",
    ):
        assert said in on.seen
    fitting, others = on.seen.split("Forms that fit the stage:")[1].split("Other forms:")
    assert "    D4   attending a declaration" in fitting
    assert "    E4   posting" in others.split("Forms:")[0]
    assert stored(register, "SELECT received_on, happened_on FROM complaints") == [("2025-01-12", "2024-10-12")]
    assert who(register) == []


def test_ctrl_c_keeps_a_draft_that_is_taken_up_again(screen: Callable[..., Screen], register: Path) -> None:
    on = screen()
    until_the_act(on)
    on.until("Known on")
    on.press("c")
    assert on.end() == 130
    assert on.seen.endswith("The draft is kept; `asn-neutral complaint add` offers it again.\r\n")
    kept = json.loads(Draft.beside(register).read_text(encoding="utf-8"))
    assert (kept["answers"]["tanggal_kejadian"], kept["answers"]["nomor_surat"]) == ("2024-10-12", "")
    assert stored(register, "SELECT * FROM complaints") == []

    again = screen("--place", "Lapangan")
    again.answer("Which one", "x")
    again.answer("Which one", "1")
    skip(again, "Known on", "District", "Election")
    from_the_respondent(again)
    skip(again, "Complainant")
    again.answer("s saves", "s")
    assert again.end() == 0, again.seen
    assert "There is a draft begun on 2025-01-15 with 6 fields answered." in again.seen
    assert stored(register, "SELECT happened_on, place FROM complaints") == [("2024-10-12", "Lapangan")]
    assert not Draft.beside(register).exists()


def test_a_draft_can_be_left_aside(script: Script, register: Path) -> None:
    Draft(Draft.beside(register), "2025-01-14", {"jalur": "sbt", "nomor_laporan": "alt"}).keep()
    script.answer("Which one", "2")
    script.answer("Channel", "lapor")
    script.play(code=130)
    kept = Draft.found(Draft.beside(register))
    assert kept is not None
    assert kept.answers == {"jalur": "lapor"}


@pytest.mark.parametrize("content", ["{", '{"version": 99}', '{"version": 1, "answers": {"x": "y"}}'])
def test_what_is_no_draft_is_put_aside_and_not_called_kept(script: Script, register: Path, content: str) -> None:
    path = Draft.beside(register)
    path.write_text(content)
    script.stop("Channel")
    script.play(code=130)
    aside = path.with_name(f"{path.name}.old")
    assert f"is no draft; it was put aside as {aside}." in script.seen.replace("\n", "")
    assert "The draft is kept" not in script.seen
    assert aside.read_text() == content
    assert not path.exists()


def test_stopping_before_the_first_answer_keeps_nothing(screen: Callable[..., Screen], register: Path) -> None:
    on = screen()
    on.until("Channel")
    on.press("c")
    assert on.end() == 130
    assert on.seen.endswith("asn-neutral: Interrupted; nothing half done was kept.\r\n")
    assert not Draft.beside(register).exists()


def test_a_terminated_dialogue_keeps_its_draft(screen: Callable[..., Screen], register: Path) -> None:
    on = screen()
    on.answer("Channel", "sbt")
    on.until("Number given")
    on.kill(signal.SIGTERM)
    assert on.end() == 143
    assert on.seen.endswith("The draft is kept; `asn-neutral complaint add` offers it again.\r\n")
    assert Draft.beside(register).exists()


def test_a_known_respondent_is_found_and_what_is_known_is_offered(
    script: Script, register: Path, tmp_path: Path
) -> None:
    take(register, write(tmp_path / "x.csv", *(row(number) for number in range(1, 13))))
    skip(script, "Letter number", "Letter date", *MIDDLE)
    script.answer("Respondent", "?")
    script.answer("Respondent", "")
    script.answer("Respondent", "warga")
    script.answer("Which one", "contoh 5")
    script.answer("Which one", "7")  # not in the list
    script.answer("Which one", nip(5))
    script.answer("Which one", "1")
    script.answer("Employment [PNS]", "")
    script.answer("Rank [III/c]", "-")
    skip(script, "Post [Guru Ahli Muda]", "Class of post [fungsional]", "Unit [SMP Negeri 4 Kendari]")
    script.answer("Forms", "D4")
    script.answer("Summary", "Hadir")
    skip(script, "Evidence", "Complainant")
    script.answer("s saves", "19")
    script.answer("Summary [Hadir]", "Hadir lagi")
    script.answer("s saves", "99")
    script.answer("s saves", "21")
    script.answer("Complainant", "Pelapor Contoh")
    script.answer("s saves", "s")
    script.play("--channel", "sbt", "--number", "77", "--received", "today", "--happened", "2024-10-12")
    assert "There are more; type more of the name." in script.seen
    assert script.seen.count("  1  Warga Contoh 5 - ") == 3  # a number that is not in the list shows it again
    assert "Who is known already is found by NIP or name and offered." in script.seen
    newest = (
        "SELECT e.nip, k.rank, k.position, k.position_class, u.name, c.summary FROM cases k JOIN employees e"
        " ON e.id = k.employee_id JOIN units u ON u.id = k.unit_id JOIN complaints c ON c.id = k.complaint_id"
        " ORDER BY k.id DESC LIMIT 1"
    )
    assert stored(register, newest) == [
        (nip(5), None, "Guru Ahli Muda", "fungsional", "SMP Negeri 4 Kendari", "Hadir lagi")
    ]
    assert who(register)[-1][0] == "Pelapor Contoh"


def test_a_person_of_a_given_nip_is_looked_up_without_asking(script: Script, tmp_path: Path, register: Path) -> None:
    take(register, write(tmp_path / "x.csv", row(1)))
    skip(script, "Letter number", "Letter date", *MIDDLE)
    script.answer("Which one", "0")
    script.answer("Respondent: ", "Orang Baru")
    script.stop("Employment [PNS]")
    words = ("--nip", nip(1), "--channel", "surat", "--number", "7", "--received", "today", "--happened", "-99d")
    script.play(*words, code=130)
    assert f"  1  Warga Contoh 1 - {nip(1)} - SMP Negeri 4 Kendari\n  0  a new person\n" in script.seen


def test_a_new_person_needs_a_nip_or_a_name_that_passes(script: Script, register: Path) -> None:
    skip(script, "Number given", "Letter number", "Letter date", *MIDDLE)
    script.answer("Respondent (", "1990 0303")
    script.answer("Respondent (", "Bu\u0434i")
    script.answer("Whole name", "")
    script.answer("Whole name", "-")
    script.answer("Respondent (", "19900303 201403 2 901")
    script.answer("Respondent: ", "Warga Contoh")
    script.stop("Employment [PNS]")
    script.play("--channel", "surat", "--received", "today", "--happened", "-99d", code=130)
    assert "a NIP has 18 digits; this one has 8 (E_NIP_PANJANG)" in script.seen
    assert "(E_AKSARA_CAMPUR)" in script.seen
    kept = Draft.found(Draft.beside(register))
    assert kept is not None
    assert kept.answers["nip"] == "19900303 201403 2 901"


def test_what_the_register_refuses_can_be_changed_or_dropped(script: Script, register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "x.csv", row(1)))
    before = dump(register)
    given = {"--channel": "laporan-bawaslu", "--number": row(1)["nomor_laporan"], "--received": "2024-10-08"}
    person = {"--name": row(1)["nama_terlapor"], "--nip": nip(1), "--unit": row(1)["unit_kerja"]}
    options = {**given, **person, "--happened": "2024-10-02"}
    skip(script, "Employment", "Rank", "Post", "Class of post")
    script.answer("Forms", "D4")
    script.answer("s saves", "s")
    script.answer("s saves", "d")
    done = script.play(*(part for pair in options.items() for part in pair))
    assert done.stdout == ""
    assert "already in the register as 2024/0001." in script.seen
    assert "Dropped; nothing was stored." in script.seen
    assert dump(register) == before
    assert not Draft.beside(register).exists()


def test_a_rehearsed_dialogue_keeps_its_draft(script: Script, register: Path) -> None:
    skip(script, "Number given", "Letter number", "Letter date", *MIDDLE)
    script.answer("Summary", "Hadir")
    skip(script, "Evidence", "Complainant")
    script.answer("s saves", "s")
    script.play("--tip", "--channel", "surat", "--received", "today", "--happened", "2024-10-12", "--dry-run")
    assert "A tip: nobody is named yet" in script.seen
    kept = Draft.found(Draft.beside(register))
    assert kept is not None
    assert kept.tip
    assert stored(register, "SELECT * FROM complaints") == []


def test_a_further_complaint_is_asked_without_a_respondent(script: Script, run: Run, register: Path) -> None:
    run(
        f"complaint add --number 1 --channel sbt --received today --happened -99d --name A --nip {nip(1)} --unit B"
        " --violation D4 --summary C"
    )
    skip(script, "Number given", "Letter number", "Letter date", *MIDDLE)
    script.answer("Summary", "Hadir")
    skip(script, "Evidence")
    script.stop("Complainant")
    script.play("--case", "2025/0001", "--channel", "surat", "--received", "today", "--happened", "-99d", code=130)
    script.answer("Which one", "1")
    script.answer("Complainant", "")
    script.answer("s saves", "s")
    script.play()
    assert "A further complaint for case 2025/0001" in script.seen
    assert stored(register, "SELECT count(*), max(version) FROM cases") == [(1, 2)]
    assert check_register(register).ok


def test_an_option_that_does_not_fit_is_asked_again(script: Script) -> None:
    script.answer("Channel", "sbt")
    script.play("--channel", "x", "--happened", "2024-10-12", code=130)
    assert "“x” is not known; known are" in script.seen
    assert "  Channel is asked again." in script.seen


def test_every_answer_is_checked_at_once(script: Script, register: Path) -> None:
    script.answer("Channel", "0")
    script.answer("Channel", "8")
    script.answer("Channel", "?")
    script.answer("Channel", "4")
    script.answer("Number given by the sender: ", "-")
    script.answer("Number given by the sender: ", "77")
    skip(script, "Letter number")
    script.answer("Letter date", "-9d")
    script.answer("Received on [2025-01-15]", "")
    script.answer("Date of the act", "12 Oktober 2024")
    script.answer("Known on", "2024-10-01")
    skip(script, "Known on", "Place", "District")
    script.answer("Election", "5")
    script.answer("NIP", "197001012030031901")  # possible, but unusual
    script.answer("Employment [PNS]", "3")
    skip(script, "Rank", "Post", "Class of post", "Complainant")
    script.play(
        "--violation", "E4", "--name", "Warga Contoh", "--unit", "Dinas Contoh", "--summary", "Hadir", "--evidence", "",
        "--yes",
    )  # fmt: skip
    for said in (
        "“0” is not known; known are",
        "  how it came in: temuan-bawaslu",
        "this must be filled in (E_KOSONG)",
        "lies after Known on (2024-10-01) (E_URUTAN_TANGGAL)",
        "the appointment lies in the future (W_NIP_DEPAN)",
        "the number is that of a PNS, the row says PPPK (R_STATUS_NIP)",
    ):
        assert said in script.seen
    assert "does not have this form" not in script.seen  # nothing is said of a form while its day is not known
    facts = "SELECT channel, letter_date, election_named FROM complaints"
    assert stored(register, facts) == [("sbt", "2025-01-06", "pilkada-2024")]
    assert stored(register, "SELECT employment, remarks FROM cases") == [
        ("PPPK", "stage-mismatch:E4;nip-doubtful;nip-kind;before-appointment")
    ]


def test_an_act_before_any_catalogue_and_election_is_said_to_be_one(script: Script) -> None:
    words = {"--channel": "surat", "--received": "today", "--happened": "2013-06-01", "--name": "A", "--unit": "B"}
    skip(script, "Number given", "Letter number", "Letter date", *MIDDLE)
    skip(script, "NIP", "Employment", "Rank", "Post", "Class of post")
    script.answer("Forms", "D4")
    script.stop("Summary")
    script.play(*(part for pair in words.items() for part in pair), code=130)
    assert "By the date of the act: none is known." in script.seen
    assert "Election: -; stage: none is known.\nForms: " in script.seen
    assert "The catalogue in force on the date of the act does not have this form (D4)." in script.seen


def test_before_the_determination_the_ethics_forms_fit(script: Script) -> None:
    words = {"--channel": "surat", "--received": "today", "--happened": "2024-09-01", "--name": "A", "--unit": "B"}
    skip(script, "Number given", "Letter number", "Letter date", *MIDDLE)
    skip(script, "NIP", "Employment", "Rank", "Post", "Class of post")
    script.play(*(part for pair in words.items() for part in pair), code=130)
    fitting, others = script.seen.split("Forms that fit the stage:")[1].split("Other forms:")
    assert "    E4   posting" in fitting
    assert "    D4   attending" in others


@pytest.mark.parametrize(("words", "code"), [(["--case", "2029/0001"], 20), (["--received", "x"], 2)])
def test_what_cannot_succeed_is_said_before_the_first_question(script: Script, words: list[str], code: int) -> None:
    script.play(*words, code=code)
    assert "Channel" not in script.seen


def test_an_interruption_while_nothing_is_kept_is_told_as_elsewhere(script: Script, register: Path) -> None:
    script.stop("Channel")
    script.play(code=130)
    assert script.seen.endswith("asn-neutral: Interrupted; nothing half done was kept.\n")
    assert not Draft.beside(register).exists()


def test_without_a_register_nothing_is_asked(tmp_path: Path) -> None:
    on = Screen(tmp_path / "nowhere.db", [], {})
    assert on.end() == 10
    assert "Channel" not in on.seen


def test_who_may_not_record_is_asked_nothing(run: Run, register: Path) -> None:
    run(f"user add Kepala --role administrator --login {login_name()}")
    on = Screen(register, [], {})
    assert on.end() == 22
    assert "Channel" not in on.seen


def test_hostile_text_of_the_register_cannot_act_on_the_screen(script: Script, register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "x.csv", row(1)))
    stored(register, "UPDATE employees SET name = 'warga' || char(27) || '[31m' || char(8238)")
    skip(script, "Number given", "Letter number", "Letter date", *MIDDLE)
    script.answer("Respondent", "WARGA%")  # no wildcard: nobody is found
    script.stop("Whole name")
    words = ("--channel", "surat", "--received", "today", "--happened", "2024-10-12")
    script.play(*words, code=130)
    script.answer("Which one", "2")
    skip(script, "Number given", "Letter number", "Letter date", *MIDDLE)
    script.answer("Respondent", "warga")
    script.stop("Which one")
    script.play(*words, code=130)
    assert "warga\\x1b[31m\\u202e" in script.seen
    assert "\x1b" not in script.seen


def test_bytes_that_are_no_text_are_asked_again(screen: Callable[..., Screen]) -> None:
    on = screen()
    on.until("Channel")
    os.write(on._child.child_fd, b"\xff\n")
    on.answer("Channel", "sbt")
    on.until("Number given")
    assert "That is not text in UTF-8; type it again." in on.seen
    on.press("c")
    assert on.end() == 130


# ---- what is there already


def as_options(words: dict[str, str]) -> list[str]:
    return [part for pair in words.items() for part in pair]


def test_of_a_number_that_is_known_only_the_respondent_is_asked(script: Script, register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "x.csv", row(1)))
    skip_number = row(1)["nomor_laporan"]
    script.answer("Channel", "temuan-bawaslu")  # of the same agency
    script.answer("Number given", skip_number)
    script.answer("Which one", "x")
    script.answer("Which one", "2")
    script.answer("Number given", skip_number)
    script.answer("Which one", "1")
    script.answer("Respondent", "Rekan Contoh")
    skip(script, "Whole name", "NIP", "Employment", "Rank", "Post", "Class of post")
    script.answer("Unit", row(1)["unit_kerja"])
    script.answer("Forms", "D4")
    script.answer("s saves", "s")
    script.play()
    assert "This number is recorded as P-2024/0001:\n     Channel: laporan-bawaslu\n" in script.seen
    assert f"     Summary: {row(1)['uraian']}" in script.seen
    assert "Type one of 1, 2." in script.seen
    assert COMPLAINANT_NAME not in script.seen
    assert stored(register, "SELECT count(*) FROM complaints") == [(1,)]
    assert stored(register, "SELECT respondent_name FROM complaint_cases ORDER BY case_id") == [
        ("Warga Contoh 1",), ("Rekan Contoh",),
    ]  # fmt: skip
    assert check_register(register).ok


UNNUMBERED = {"--channel": "langsung", "--number": "", "--received": "2025-01-15", "--happened": "2024-10-12",
              "--letter-number": "", "--letter-date": "", "--known": "", "--place": "", "--district": "",
              "--election": "", "--summary": "Hadir", "--evidence": "", "--unit": "Dinas Contoh",
              "--employment": "", "--rank": "", "--position": "", "--position-class": ""}  # fmt: skip


@pytest.mark.parametrize(("answer", "complaints"), [("s", 1), ("n", 2)])
def test_the_same_complaint_without_a_number_is_joined_or_kept_apart(
    script: Script, run: Run, register: Path, answer: str, complaints: int
) -> None:
    run(["complaint", "add", *as_options({**UNNUMBERED, "--name": "A", "--nip": nip(1), "--violation": "D4"})])
    script.answer("Forms", "D4")
    skip(script, "Complainant")
    script.answer("s saves and adds the case to that complaint, n saves it as another", answer)
    script.play(*as_options({**UNNUMBERED, "--name": "B", "--nip": nip(2)}))
    told = "The same complaint is recorded as P-2025/0001; the case is added to it."
    assert told in script.seen
    assert stored(register, "SELECT count(*) FROM complaints") == [(complaints,)]
    assert stored(register, "SELECT count(*) FROM cases") == [(2,)]
    assert check_register(register).ok


def test_the_same_respondent_again_can_be_another_complaint(script: Script, run: Run, register: Path) -> None:
    words = {**UNNUMBERED, "--name": "A", "--nip": nip(1)}
    run(["complaint", "add", *as_options({**words, "--violation": "D4"})])
    script.answer("Forms", "D4")
    skip(script, "Complainant")
    script.answer("s saves and adds", "s")
    script.answer("s saves and adds", "n")
    script.play(*as_options(words))
    assert "already in the register as 2025/0001." in script.seen
    assert stored(register, "SELECT number FROM complaints") == [("P-2025/0001",), ("P-2025/0002",)]


def test_a_nip_that_is_known_under_another_name_is_said_before_saving(script: Script, run: Run) -> None:
    words = {**UNNUMBERED, "--nip": nip(1)}
    run(["complaint", "add", *as_options({**words, "--name": "Andi Contoh", "--violation": "D4"})])
    script.answer("Forms", "D4")
    skip(script, "Complainant")
    script.answer("s saves, d drops", "d")
    script.play(*as_options({**words, "--name": "Budi Contoh", "--summary": "Lain"}))
    assert "The register knows this NIP as Andi Contoh; compare both names." in script.seen


def test_what_is_known_of_a_given_nip_is_offered(script: Script, register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "x.csv", row(1)))
    words = {key: word for key, word in UNNUMBERED.items() if key not in {"--rank", "--position", "--unit"}}
    script.answer("Rank [III/c]", "")
    script.answer("Post [Guru Ahli Muda]", "")
    script.stop("Unit [SMP Negeri 4 Kendari]")
    script.play(*as_options({**words, "--name": "Siapa", "--nip": nip(1)}), code=130)
    assert "  This NIP is known: Warga Contoh 1 - SMP Negeri 4 Kendari." in script.seen


def test_another_respondent_on_the_review_is_looked_up(script: Script, register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "x.csv", row(1)))
    words = {**UNNUMBERED, "--name": "Salah Orang", "--unit": "Dinas Lain"}
    script.answer("NIP", "")
    script.answer("Forms", "D4")
    skip(script, "Complainant")
    script.answer("s saves", "x")
    script.answer("s saves", "11")
    script.answer("Respondent", "warga")
    script.answer("Which one", "1")
    skip(script, "Employment [PNS]", "Rank [III/c]", "Post [Guru", "Class of post [fungsional]", "Unit [SMP Negeri 4")
    script.answer("s saves", "s")
    script.play(*as_options(words))
    assert "  “x” is none of these; the fields are 1 to 22." in script.seen
    assert "Election: pilkada-2024 (by the date of the act)" in script.seen
    newest = (
        "SELECT e.nip, u.name FROM cases k JOIN employees e ON e.id = k.employee_id JOIN units u ON u.id = k.unit_id"
    )
    assert stored(register, newest)[-1] == (nip(1), "SMP Negeri 4 Kendari")


def test_a_unit_or_district_that_resembles_a_known_one_is_asked_about(
    script: Script, register: Path, tmp_path: Path
) -> None:
    take(register, write(tmp_path / "x.csv", row(1, unit_kerja="Dinas Kesehatan", kecamatan="Kendari Barat")))
    words = {key: word for key, word in UNNUMBERED.items() if key not in {"--district", "--unit"}}
    script.answer("District", "Kendari Baret")
    script.answer("Which one", "1")
    script.answer("Unit", "Dinas Kesehtan")
    script.answer("Which one", "2")
    script.answer("Forms", "D4")
    skip(script, "Complainant")
    script.answer("s saves", "s")
    script.play(*as_options({**words, "--name": "A", "--nip": nip(2)}))
    assert "  “Kendari Baret” is new, and resembles one that is known:\n  1  Kendari Barat\n" in script.seen
    assert stored(register, "SELECT district FROM complaints ORDER BY id DESC") == [
        ("Kendari Barat",), ("Kendari Barat",),
    ]  # fmt: skip
    assert stored(register, "SELECT name FROM units ORDER BY id") == [("Dinas Kesehatan",), ("Dinas Kesehtan",)]


# ---- the draft


def test_a_draft_says_what_was_answered_and_is_not_mixed_with_another_respondent(
    script: Script, register: Path
) -> None:
    kept = {"jalur": "sbt", "nomor_laporan": "7", "nama_terlapor": "Andi", "nip": nip(1)}
    Draft(Draft.beside(register), "2025-01-14", kept).keep()
    script.answer("Which one", "1")
    script.answer("Letter number", "5/S")
    script.stop("Letter date")
    script.play("--name", "Budi", "--place", "Lapangan", code=130)
    assert "     Respondent: Andi\n" in script.seen
    assert "It is about another complaint or respondent than this command" in script.seen
    assert "Who complained is never kept in a draft; it is asked at the end." in script.seen
    draft = Draft.found(Draft.beside(register))
    assert draft is not None
    assert draft.answers == {**kept, "nomor_surat": "5/S"}


def test_no_contact_of_nobody_is_asked(script: Script) -> None:
    script.answer("Forms", "D4")
    script.answer("Complainant", "Pelapor Contoh")
    script.answer("Contact", "0811-0000-0999")
    script.answer("s saves", "21")
    script.answer("Complainant", "-")
    script.answer("s saves", "d")
    script.play(*as_options({**UNNUMBERED, "--name": "A", "--nip": nip(1)}))


def test_a_refusal_names_the_question(script: Script, register: Path, tmp_path: Path) -> None:
    take(register, write(tmp_path / "x.csv", row(1)))
    person = {"--name": "Rekan", "--nip": nip(2), "--employment": "", "--rank": "", "--position": ""}
    words = {"--number": row(1)["nomor_laporan"], **person, "--position-class": "", "--unit": row(1)["unit_kerja"]}
    script.answer("Forms", "D4")
    script.answer("s saves", "8")
    script.answer("Place", "Lain")
    script.answer("s saves", "s")
    script.answer("s saves", "d")
    script.play(*as_options(words))
    said = "Place: the register has this as P-2024/0001 with other content"
    assert script.seen.count(said) == 3  # on the review, after saving, and on the review again
