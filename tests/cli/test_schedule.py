"""Schedules at the command line: what they make and mail, what they refuse, and how quiet they are."""

import json
import os
import resource
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from asn_neutral.cli import scheduling
from asn_neutral.cli.context import Office
from tests.complaints_file import ask, dump, nip, row, take, write
from tests.conftest import Result, Run, carry_out
from tests.mail_server import Box, closed_port, serving

Program = Callable[..., subprocess.CompletedProcess[str]]
NAME = "Warga Contoh Şatu"


@pytest.fixture
def filled(register: Path, tmp_path: Path) -> Path:
    take(register, write(tmp_path / "in.csv", row(0, nama_terlapor=NAME), *(row(number) for number in range(1, 4))))
    return register


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "laporan"
    made.mkdir()
    return made


def on(day: str, register: Path, *words: str) -> Result:
    """What a command line does on a day, in English."""
    return carry_out(["--lang", "en", "--today", day, "--no-input", "--db", str(register), *words])


def add(run: Run, folder: Path, *more: str, report: str = "register", name: str = "bulanan", code: int = 0) -> Result:
    target = str(folder / "{report}-{date}.csv")
    words = ["--report", report, "--every", "monthly day 1 06:00", "--output", target]
    return run(["schedule", "add", name, *words, *more], code=code)


def mail_settings(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    for name, value in (("HOST", "localhost"), ("PORT", str(port)), ("TLS", "none"), ("FROM", "setda@kota.go.id")):
        monkeypatch.setenv(f"ASN_NEUTRAL_MAIL_{name}", value)


def data(result: Result) -> list[dict[str, object]]:
    found = json.loads(result.stdout)["data"]
    assert isinstance(found, list)
    return found


# ---- from the first day to the file


def test_a_report_is_made_on_its_day_once_and_in_silence(run: Run, filled: Path, folder: Path) -> None:
    added = add(run, folder)
    assert (added.stderr, "2025-02-01 06:00 WITA" in added.stdout) == ("", True)
    assert on("2025-01-31", filled, "schedule", "run", "--due") == Result("", "", 0)
    assert list(folder.iterdir()) == []
    assert on("2025-02-01", filled, "schedule", "run", "--due") == Result("", "", 0)
    (file,) = folder.iterdir()
    assert file.name == "register-2025-02-01.csv"
    text = file.read_text("utf-8-sig")
    assert NAME in text
    assert nip(0) in text
    before = file.stat().st_mtime_ns
    assert on("2025-02-01", filled, "schedule", "run", "--due") == Result("", "", 0)
    assert file.stat().st_mtime_ns == before


def test_what_was_missed_for_months_is_made_once(run: Run, filled: Path, folder: Path) -> None:
    add(run, folder)
    on("2025-06-17", filled, "schedule", "run", "--due")
    assert [file.name for file in folder.iterdir()] == ["register-2025-06-17.csv"]
    (found,) = data(on("2025-06-17", filled, "schedule", "status", "--format", "json"))
    assert (found["state"], found["due_at"], found["rows"]) == ("done", "2025-05-31T22:00:00Z", 4)
    assert found["next_at"] == "2025-06-30T22:00:00Z"


def test_the_file_is_the_one_of_the_command_that_is_typed(run: Run, filled: Path, folder: Path, tmp_path: Path) -> None:
    add(run, folder, "--", "--by", "unit", "--sort", "-cases", report="recap")
    on("2025-02-01", filled, "schedule", "run", "--due")
    typed = tmp_path / "typed.csv"
    on("2025-02-01", filled, "report", "recap", "--by", "unit", "--sort", "-cases", "-o", str(typed))
    assert (folder / "recap-2025-02-01.csv").read_bytes() == typed.read_bytes()


def test_a_column_that_begins_like_an_option_is_none(run: Run, filled: Path, folder: Path) -> None:
    add(run, folder, "--", "--sort", "-owner,number", report="overdue")
    assert filled.exists()


@pytest.mark.parametrize("ending", ["html", "md", "xlsx"])
def test_the_report_of_a_month_is_named_after_its_month_and_mailed_without_names(
    run: Run, filled: Path, folder: Path, tmp_path: Path, ending: str
) -> None:
    before = dump(filled)
    words = [
        "--report",
        "monthly",
        "--every",
        "monthly day 1 06:00",
        "-o",
        str(folder / f"{{report}}-{{month}}.{ending}"),
    ]
    run(["schedule", "add", "bulan", *words])
    assert list(folder.iterdir()) == []
    assert dump(filled)["events"] == before["events"]
    eml = tmp_path / "surat.eml"
    run(["schedule", "run", "bulan", "--eml", str(eml)])
    (file,) = folder.iterdir()
    assert file.name == f"monthly-2024-12.{ending}"
    mail = message_from_bytes(eml.read_bytes(), policy=default)
    (attached,) = mail.iter_attachments()
    content = attached.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert (attached.get_filename(), NAME.encode() in content) == (file.name, False)
    run(["schedule", "add", "tetap", *words, "--", "--month", "2024-10"])
    run("schedule run tetap")
    assert (folder / f"monthly-2024-10.{ending}").exists()


def test_a_report_too_large_for_a_mail_stays_where_it_is(
    run: Run, filled: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduling, "_LARGEST", 10)
    add(run, folder, "--", "--by", "unit", report="recap")
    eml = tmp_path / "surat.eml"
    run(["schedule", "run", "bulanan", "--eml", str(eml)])
    mail = message_from_bytes(eml.read_bytes(), policy=default)
    assert list(mail.iter_attachments()) == []
    assert f"It is too large to be attached; it lies at {folder / 'recap-2025-01-15.csv'}." in mail.get_content()
    assert filled.exists()


def test_a_saved_report_is_known_by_its_name(filled: Path, folder: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[reports.triwulan]\nbase = "recap"\ngroup = "unit"\n', encoding="utf-8")
    front = ["--lang", "en", "--config", str(config), "--db", str(filled)]
    output = ["-o", str(folder / "{report}-{month}.md")]
    words = ["schedule", "add", "x", "--report", "triwulan", "--every", "harian 6.00", *output]
    added = carry_out([*front, "--today", "2025-01-15", *words])
    assert added.code == 0
    assert carry_out([*front, "--today", "2025-01-16", "schedule", "run", "--due"]) == Result("", "", 0)
    assert "## triwulan" in (folder / "triwulan-2025-01.md").read_text(encoding="utf-8")


def test_list_says_when_each_is_due_next(run: Run, filled: Path, folder: Path) -> None:
    add(run, folder, "--mail-to", "a@b.id", "--", "--unit", "dua kata")
    (found,) = data(on("2025-01-15", filled, "schedule", "list", "--format", "json"))
    assert found["report"] == "register --unit 'dua kata'"
    assert (found["every"], found["mail_to"], found["next_at"]) == (
        "monthly day 1 06:00", ["a@b.id"], "2025-01-31T22:00:00Z",
    )  # fmt: skip
    assert found["output"] == str(folder / "{report}-{date}.csv")
    assert "2025-02-01 06:00 WITA" in on("2025-01-15", filled, "schedule", "list").stdout


def test_remove_asks_and_the_next_run_makes_nothing(run: Run, filled: Path, folder: Path) -> None:
    add(run, folder)
    assert "add --yes" in run("schedule remove bulanan", code=2).stderr
    assert "this was a rehearsal" in run("schedule remove bulanan --dry-run").stdout
    assert len(data(run("schedule list --format json"))) == 1
    run("schedule remove bulanan --yes")
    assert data(run("schedule list --format json")) == []
    assert on("2025-02-01", filled, "schedule", "run", "--due") == Result("", "", 0)
    assert list(folder.iterdir()) == []
    assert "There is no schedule bulanan." in run("schedule remove bulanan --yes", code=20).stderr


def test_remove_asks_a_person(run: Run, filled: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(run, folder)
    asked: list[str] = []

    def no(_office: Office, question: str) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(Office, "confirm", no)
    run("schedule remove bulanan")
    assert asked == ["Remove the schedule bulanan (monthly day 1 06:00)?"]
    assert len(data(run("schedule list --format json"))) == 1
    assert filled.exists()


def test_a_rehearsal_says_what_would_be_made_and_leaves_no_trace(run: Run, filled: Path, folder: Path) -> None:
    assert json.loads(add(run, folder, "--dry-run", "--format", "json").stdout)["data"]["stored"] is False
    assert data(run("schedule list --format json")) == []
    add(run, folder)
    before = dump(filled)
    (found,) = data(on("2025-02-01", filled, "schedule", "run", "--due", "--dry-run", "--format", "json"))
    assert (found["name"], found["due_at"], found["problem"]) == ("bulanan", "2025-01-31T22:00:00Z", None)
    assert found["file"] == str(folder / "register-2025-02-01.csv")
    assert list(folder.iterdir()) == []
    folder.rmdir()
    (found,) = data(on("2025-02-01", filled, "schedule", "run", "--due", "--dry-run", "--format", "json"))
    assert str(found["problem"]).startswith(
        f"{folder / 'register-2025-02-01.csv'} cannot be written: there is no folder"
    )
    assert dump(filled) == before


def test_one_is_run_by_its_name_whenever_somebody_asks(run: Run, filled: Path, folder: Path) -> None:
    add(run, folder)
    assert run("schedule run bulanan") == Result("", "", 0)
    assert [file.name for file in folder.iterdir()] == ["register-2025-01-15.csv"]
    (found,) = data(run("schedule run bulanan --format json"))
    assert (found["due_at"], found["exit_code"], found["rows"], found["mails"]) == (None, 0, 4, 0)
    assert data(on("2025-01-15", filled, "schedule", "run", "bulanan", "--due", "--format", "json")) == []


# ---- what is refused, before anything is kept


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--report", "recapp"], 2, "There is no report recapp; try recap."),
        (["--report", "nothing-like-it"], 2, "There is no report nothing-like-it; try recap, register, "),
        (["--report", "list"], 2, "There is no report list"),
        (["--report", "recap"], 2, "--by"),
        (["--", "--by", "unitt"], 2, "There is no option --by"),
        (["--", "--columns", "nmae"], 2, "--columns: nmae is no column here; try name."),
        (["--", "--status", "regstered"], 2, "regstered"),
        (["--", "--format", "csv"], 2, "--format is not for the report of a schedule"),
        (["--", "-o", "/x.csv"], 2, "-o is not for the report of a schedule"),
        (["--", "--help"], 2, "--help is not for the report of a schedule"),
        (["--every", "sometimes"], 2, "--every: sometimes is no rhythm; write daily 06:00"),
        (["--every", "monthly day 31 06:00"], 2, "not every month has that day"),
        (["--output", "{folder}/a.doc"], 2, "names no format"),
        (
            ["--output", "{folder}/{tanggal}.csv"],
            2,
            "--output: {tanggal} is not known; there are {report}, {date}, {month}.",
        ),
        (["--output", "{folder}/none/a.csv"], 31, "there is no folder"),
        (["--output", "{folder}"], 31, "it is a folder"),
        (["--output", "/dev/full"], 31, "it is not an ordinary file"),
        (["--output", "/proc/a.csv"], 31, "/proc/a.csv cannot be written: "),
        (["--mail-to", "setda"], 2, "--mail-to: setda is no address of mail"),
        (["--mail-to", "a@b.id\nBcc: x@y.id"], 2, "--mail-to: it must be one line of text."),
        (["--report", "digest", "--output", "{folder}/a.csv"], 2, "A digest is a text; let its file end with .txt."),
    ],
)
def test_what_could_never_run_is_refused_at_once(  # noqa: PLR0917 - parametrised cases
    run: Run, filled: Path, folder: Path, words: list[str], code: int, said: str
) -> None:
    before = dump(filled)
    given = {"--report": "register", "--every": "daily 06:00", "--output": str(folder / "a.csv")}
    filled_in = [word.replace("{folder}", str(folder)) for word in words]
    kept = [word for pair in given.items() if pair[0] not in filled_in for word in pair]
    done = run(["schedule", "add", "x", *kept, *filled_in], code=code)
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert dump(filled) == before
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("schedule add 'Bulanan Setda' --report register --every 'daily 06:00' -o a.csv", "is no name for a schedule"),
        ("schedule add x --report register --every 'daily 06:00'", "A report needs --output"),
        ("schedule add x --report digest --every 'daily 06:00'", "A digest needs --output or --mail-to"),
        ("schedule run", "Name a schedule, or say --due"),
        ("schedule run --due --eml x.eml", "--eml is for one schedule, run by its name."),
    ],
)
def test_words_that_do_not_fit_are_told(run: Run, register: Path, line: str, said: str) -> None:
    assert said in run(line, code=2).stderr
    assert register.exists()


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-02", "2024-02-29", "9999-12-30", "9999-12-31"])
def test_any_day_may_be_taken_for_today(filled: Path, day: str) -> None:
    for words in (("schedule", "list"), ("schedule", "status"), ("schedule", "run", "--due")):
        done = on(day, filled, *words)
        assert (done.code, "calendar of this machine ends" in done.stderr) in {(0, False), (2, True)}


def test_a_name_is_given_once(run: Run, filled: Path, folder: Path) -> None:
    add(run, folder)
    assert "There is already a schedule bulanan." in add(run, folder, code=23).stderr
    assert filled.exists()


# ---- what goes wrong later


def test_a_folder_that_is_gone_is_one_line_a_code_and_a_record(run: Run, filled: Path, folder: Path) -> None:
    add(run, folder)
    add(run, folder.parent, name="lain")
    folder.rmdir()
    done = on("2025-02-01", filled, "schedule", "run", "--due")
    assert (done.code, done.stdout) == (31, "")
    assert done.stderr.startswith("asn-neutral: bulanan: ")
    assert "there is no folder" in done.stderr
    assert done.stderr.count("\n") == 1
    assert (folder.parent / "register-2025-02-01.csv").exists()  # the other one was made all the same
    states = {
        found["name"]: found for found in data(on("2025-02-01", filled, "schedule", "status", "--format", "json"))
    }
    assert (states["bulanan"]["state"], states["bulanan"]["exit_code"]) == ("failed", 31)
    assert (states["lain"]["state"], states["lain"]["exit_code"]) == ("done", 0)
    digest = on("2025-02-01", filled, "digest").stdout
    assert "Schedules that failed: 1\n- bulanan: " in digest
    folder.mkdir()
    assert on("2025-02-01", filled, "schedule", "run", "--due") == Result("", "", 0)
    assert "failed" not in on("2025-02-01", filled, "digest").stdout


def test_a_failure_by_name_is_the_error_of_the_command(run: Run, filled: Path, folder: Path) -> None:
    add(run, folder)
    folder.rmdir()
    done = run("schedule run bulanan --format json", code=31)
    assert json.loads(done.stderr)["error"]["name"] == "unwritable"
    assert ask(filled, "SELECT exit_code FROM schedule_runs") == [(31,)]


@pytest.mark.slow
def test_a_full_disk_leaves_the_old_file_and_the_register_as_they_were(
    program: Program, run: Run, filled: Path, folder: Path
) -> None:
    add(run, folder)
    old = folder / "register-2025-02-01.csv"
    old.write_text("old")
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (100, 100))
    front = ("--lang", "en", "--today", "2025-02-01", "--db", str(filled), "schedule", "run", "--due")
    done = program(*front, preexec_fn=limit, env={"PYTHONDONTWRITEBYTECODE": "1"})
    assert done.returncode == 31, done.stderr
    assert done.stderr.count("\n") == 1
    assert old.read_text() == "old"
    assert [file.name for file in folder.iterdir()] == [old.name]
    assert on("2025-02-01", filled, "schedule", "run", "--due") == Result("", "", 0)
    assert NAME in old.read_text("utf-8-sig")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(run: Run, filled: Path, folder: Path) -> None:
    add(run, folder)
    folder.chmod(0o500)
    done = on("2025-02-01", filled, "schedule", "run", "--due")
    folder.chmod(0o700)
    assert (done.code, "Permission denied" in done.stderr) == (31, True)


def test_a_column_that_was_saved_and_is_gone_is_a_failed_run(filled: Path, folder: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[reports.triwulan]\nbase = "recap"\ngroup = "unit"\n', encoding="utf-8")
    front = ["--lang", "en", "--config", str(config), "--db", str(filled), "--today"]
    output = ["-o", str(folder / "{report}.md")]
    carry_out([*front, "2025-01-15", "schedule", "add", "x", "--report", "triwulan", "--every", "daily 06:00", *output])
    config.write_text('[reports.triwulan]\nbase = "recap"\ngroup = "unit"\ncolumns = "casess"\n', encoding="utf-8")
    done = carry_out([*front, "2025-01-16", "schedule", "run", "--due"])
    assert (done.code, done.stdout) == (2, "")
    assert "casess" in done.stderr
    assert ask(filled, "SELECT exit_code FROM schedule_runs") == [(2,)]


HOLDING = """
import sys
from pathlib import Path
from asn_neutral.store.job_lock import job_lock
with job_lock(Path(sys.argv[1]), "schedule-1", name="x"):
    sys.stdout.write("locked\\n")
    sys.stdout.flush()
    sys.stdin.read()
"""


@pytest.mark.slow
def test_of_two_runs_at_once_the_second_says_who_is_at_it(run: Run, filled: Path, folder: Path) -> None:
    add(run, folder)
    command = [sys.executable, "-c", HOLDING, str(filled)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"
        for words in (("--due",), ("bulanan",)):
            done = on("2025-02-01", filled, "schedule", "run", *words)
            assert done.code == 11
            assert f"Schedule bulanan is being run by process {holder.pid} (" in done.stderr
            assert done.stderr.count("\n") == 1
        holder.kill()
    assert list(folder.iterdir()) == []
    assert on("2025-02-01", filled, "schedule", "run", "--due") == Result("", "", 0)


def test_the_lock_beside_the_register_is_the_owners_alone(run: Run, filled: Path, folder: Path) -> None:
    add(run, folder)
    run("schedule run bulanan")
    locks = sorted(filled.parent.glob(".register.db.*.lock"))
    assert [lock.name for lock in locks] == [".register.db.outbox.lock", ".register.db.schedule-1.lock"]
    assert {stat.S_IMODE(lock.stat().st_mode) for lock in locks} == {0o600}


# ---- mail


def attachment_of(mail: EmailMessage) -> tuple[str, bytes]:
    (attached,) = mail.iter_attachments()
    content = attached.get_payload(decode=True)
    assert isinstance(content, bytes)
    return str(attached.get_filename()), content


def test_a_report_is_mailed_once_with_pseudonyms(
    run: Run, filled: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["--report", "register", "--every", "monthly day 1 06:00", "--output", str(folder / "{report}.xlsx")]
    run(["schedule", "add", "bulanan", *words, "--mail-to", "ppk@kota.go.id"])
    box = Box()
    with serving(box) as port:
        mail_settings(monkeypatch, port)
        for _time in range(2):
            assert on("2025-02-01", filled, "schedule", "run", "--due") == Result("", "", 0)
    (mail,) = box.mails()
    name, content = attachment_of(mail)
    assert name == "register.xlsx"
    copy = tmp_path / "attached.xlsx"
    copy.write_bytes(content)
    mailed = cells(copy)
    assert NAME not in mailed
    assert nip(0) not in mailed
    assert "2024/0001" in mailed
    kept = cells(folder / "register.xlsx")
    assert {NAME, nip(0)} <= kept
    body = mail.get_body()
    assert body is not None
    text = body.get_content()
    assert "Report register of 2025-02-01, Sekretariat Daerah." in text
    assert "Rows: 4." in text
    assert NAME not in text


def cells(path: Path) -> set[str]:
    book = openpyxl.load_workbook(path)
    return {str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line}


def test_an_office_that_wants_names_gets_the_file_itself(
    run: Run, filled: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(run, folder, "--mail-to", "ppk@kota.go.id")
    box = Box()
    with serving(box) as port:
        mail_settings(monkeypatch, port)
        monkeypatch.setenv("ASN_NEUTRAL_MAIL_NAMES", "true")
        on("2025-02-01", filled, "schedule", "run", "--due")
    name, content = attachment_of(box.mails()[0])
    assert content == (folder / name).read_bytes()
    assert NAME in content.decode()


def test_figures_without_persons_go_as_they_are(
    run: Run, filled: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(run, folder, "--mail-to", "ppk@kota.go.id", "--", "--by", "unit", report="recap")
    box = Box()
    with serving(box) as port:
        mail_settings(monkeypatch, port)
        on("2025-02-01", filled, "schedule", "run", "--due")
    (mail,) = box.mails()
    name, content = attachment_of(mail)
    assert content == (folder / name).read_bytes()
    body = mail.get_body()
    assert body is not None
    assert "pseudonyms" not in body.get_content()


def test_who_wants_mail_and_has_no_server_is_told(
    run: Run, filled: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "mail will wait in the outbox" in add(run, folder, "--mail-to", "ppk@kota.go.id").stdout
    assert "mail will wait" not in add(run, folder, name="tanpa").stdout
    monkeypatch.setenv("ASN_NEUTRAL_MAIL_FOLDER", str(tmp_path))
    assert "mail will wait" not in add(run, folder, "--mail-to", "ppk@kota.go.id", name="lain").stdout
    assert filled.exists()


def test_a_server_that_is_down_costs_the_report_nothing(
    run: Run, filled: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(run, folder, "--mail-to", "ppk@kota.go.id")
    mail_settings(monkeypatch, closed_port())
    done = on("2025-02-01", filled, "schedule", "run", "--due")
    assert (done.code, done.stdout) == (31, "")
    assert done.stderr.startswith("asn-neutral: Mail was not sent: no server answers at localhost:")
    assert done.stderr.count("\n") == 1
    (found,) = data(on("2025-02-01", filled, "schedule", "status", "--format", "json"))
    assert (found["state"], found["mails_waiting"]) == ("unsent", 1)
    assert "1 mail was not taken: no server answers" in on("2025-02-01", filled, "schedule", "status").stdout
    assert "Mail that was not taken: 1" in on("2025-02-01", filled, "digest").stdout
    box = Box()
    with serving(box) as port:
        mail_settings(monkeypatch, port)
        assert on("2025-02-01", filled, "schedule", "run", "--due") == Result("", "", 0)
    assert len(box.taken) == 1


def test_a_mail_becomes_a_file_where_there_is_no_server(run: Run, filled: Path, folder: Path, tmp_path: Path) -> None:
    add(run, folder, "--mail-to", "ppk@kota.go.id")
    eml = tmp_path / "surat.eml"
    run(["schedule", "run", "bulanan", "--eml", str(eml)])
    mail = message_from_bytes(eml.read_bytes(), policy=default)
    assert (mail["To"], mail["Subject"]) == (
        "ppk@kota.go.id", "Sekretariat Daerah: report register of 2025-01-15",
    )  # fmt: skip
    assert ask(filled, "SELECT count(*) FROM outbox") == [(0,)]
    shutil.rmtree(folder)
    assert "there is no folder" in run(["schedule", "run", "bulanan", "--eml", str(eml)], code=31).stderr
