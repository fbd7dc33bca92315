"""The day's agenda as one short text: counts and numbers, nobody's name, and nothing at all when there is nothing."""

import json
import unicodedata
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.complaints_file import COMPLAINANT, CONTACT, ask, nip, opened, row, take, write
from tests.conftest import Result, Run, carry_out
from tests.mail_server import Box, serving

RECOMMENDED = (
    "case record 2024/0001 receive-recommendation --on 2024-11-04"
    " --with recommendation_number=1 --with recommended_by=bkn"
)
NAME = "Warga Contoh 1"
ON = "2025-01-15"


@pytest.fixture
def pressing(run: Run, register: Path, tmp_path: Path) -> Path:
    """A case with a deadline that has passed, and another one without any."""
    take(register, write(tmp_path / "in.csv", row(1), row(2)))
    run(RECOMMENDED)
    return register


def test_nothing_is_said_when_there_is_nothing_to_say(run: Run, tmp_path: Path) -> None:
    assert run("digest") == Result("", "", 0)
    target, eml = tmp_path / "a.txt", tmp_path / "a.eml"
    assert run(["digest", "-o", str(target), "--eml", str(eml), "--mail-to", "a@b.id"]) == Result("", "", 0)
    assert not target.exists()
    assert not eml.exists()


def test_what_is_pressing_is_counted_and_named_by_number(run: Run, pressing: Path) -> None:
    text = run("digest").stdout
    lines = text.splitlines()
    assert lines[0] == f"Sekretariat Daerah: agenda of {ON}, 1 overdue, 1 in all"
    assert "Overdue: 1" in lines
    line = next(line for line in lines if line.startswith("- 2024/0001, "))
    assert "2024-11-22, 54 days late" in line
    assert NAME not in text
    assert nip(1) not in text
    assert pressing.exists()


def test_scripts_get_an_object_whether_there_is_something_or_not(run: Run, pressing: Path, register: Path) -> None:
    found = json.loads(run("digest --format json").stdout)["data"]
    assert found["text"] == run("digest").stdout
    none = json.loads(run("digest --unit 'tidak ada' --format json").stdout)["data"]
    assert none == {"day": ON, "subject": None, "text": None}
    assert pressing == register


def test_who_complained_is_told_nowhere(run: Run, pressing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASN_NEUTRAL_MAIL_NAMES", "true")
    told = run("digest --days 99").stdout + run("digest --days 99 --format json").stdout
    assert not {COMPLAINANT, CONTACT} & {word for word in (COMPLAINANT, CONTACT) if word in told}
    assert pressing.exists()


@pytest.mark.parametrize("hostile", ["a\x1b[31mb", "a\nOverdue: 99", "a\u202eb"])
def test_a_hostile_name_does_nothing(run: Run, pressing: Path, monkeypatch: pytest.MonkeyPatch, hostile: str) -> None:
    monkeypatch.setenv("ASN_NEUTRAL_MAIL_NAMES", "true")
    with opened(pressing) as connection:
        connection.execute("UPDATE complaint_cases SET respondent_name = ?", [hostile])
    text = run("digest").stdout
    assert not {char for char in text if char != "\n" and unicodedata.category(char) in {"Cc", "Cf"}}
    assert "Overdue: 99" not in text.splitlines()


def test_an_office_may_want_names(run: Run, pressing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASN_NEUTRAL_MAIL_NAMES", "true")
    assert NAME in run("digest").stdout
    assert pressing.exists()


def test_filters_and_days_hold(run: Run, pressing: Path) -> None:
    assert run("digest --unit 'tidak ada'") == Result("", "", 0)
    assert pressing.exists()


def test_a_mail_of_one_day_goes_to_an_address_once(run: Run, pressing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = Box()
    with serving(box) as port:
        for name, value in (("HOST", "localhost"), ("PORT", str(port)), ("TLS", "none"), ("FROM", "s@kota.go.id")):
            monkeypatch.setenv(f"ASN_NEUTRAL_MAIL_{name}", value)
        for _time in range(2):
            assert run("digest --mail-to ppk@kota.go.id") == Result("", "", 0)
    (mail,) = box.mails()
    assert mail["Subject"] == f"Sekretariat Daerah: agenda of {ON}, 1 overdue, 1 in all"
    body = mail.get_body()
    assert body is not None
    assert "2024/0001" in body.get_content()
    assert list(mail.iter_attachments()) == []
    assert len(ask(pressing, "SELECT id FROM outbox")) == 1


def test_a_digest_without_server_waits_and_says_so(run: Run, pressing: Path) -> None:
    done = run("digest --mail-to ppk@kota.go.id", code=31)
    assert done.stderr.startswith("asn-neutral: Mail was not sent: no mail server is set")
    assert "Mail that was not taken: 1" in run("digest").stdout
    assert pressing.exists()


def test_it_becomes_a_file(run: Run, pressing: Path, tmp_path: Path) -> None:
    target, eml = tmp_path / "a.txt", tmp_path / "a.eml"
    assert run(["digest", "-o", str(target), "--eml", str(eml)]) == Result("", "", 0)
    assert target.read_text(encoding="utf-8") == run("digest").stdout
    mail = message_from_bytes(eml.read_bytes(), policy=default)
    assert (mail["To"], "1 overdue" in mail["Subject"]) == (None, True)
    assert pressing.exists()


def test_it_is_scheduled_like_a_report(
    run: Run, pressing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "surel"
    folder.mkdir()
    monkeypatch.setenv("ASN_NEUTRAL_MAIL_FOLDER", str(folder))
    words = ["--report", "digest", "--every", "harian 06:00", "--mail-to", "ppk@kota.go.id", "-o"]
    run(["schedule", "add", "agenda", *words, str(tmp_path / "{date}.txt"), "--", "--days", "0"])
    front = ["--lang", "en", "--db", str(pressing), "--today"]
    assert carry_out([*front, "2025-01-16", "schedule", "run", "--due"]) == Result("", "", 0)
    (eml,) = folder.iterdir()
    assert "2024/0001" in message_from_bytes(eml.read_bytes(), policy=default).get_payload()
    assert "55 days late" in (tmp_path / "2025-01-16.txt").read_text(encoding="utf-8")


def test_a_scheduled_digest_with_nothing_to_say_is_no_mail(run: Run, register: Path, tmp_path: Path) -> None:
    words = ["--report", "digest", "--every", "daily 06:00", "--mail-to", "ppk@kota.go.id", "-o"]
    run(["schedule", "add", "agenda", *words, str(tmp_path / "{date}.txt")])
    front = ["--lang", "en", "--db", str(register), "--today"]
    assert carry_out([*front, "2025-01-16", "schedule", "run", "--due"]) == Result("", "", 0)
    assert not (tmp_path / "2025-01-16.txt").exists()
    assert ask(register, "SELECT exit_code, file FROM schedule_runs") == [(0, None)]
    assert ask(register, "SELECT count(*) FROM outbox") == [(0,)]
