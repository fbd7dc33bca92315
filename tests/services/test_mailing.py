"""Mail against real servers: what arrives, what is refused in which words, that it is tried again, and sent once."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from asn_neutral import locale
from asn_neutral.config import Settings, load_settings
from asn_neutral.errors import ExitCode
from asn_neutral.services.mailing import Attachment, Letter, deliver, message_bytes, port_of, post
from asn_neutral.services.timetable import Timetable
from asn_neutral.store.job_lock import job_lock
from tests.complaints_file import ask, dump
from tests.mail_server import PASSWORD, USER, Box, certificate, closed_port, hanging, serving

NOW = datetime(2025, 1, 15, 6, 0, 7, tzinfo=UTC)
LETTER = Letter(
    "Agenda 15 Januari – 2 terlambat", "Baris pertama\nperkara 2024/0017\n", Attachment("rekap.csv", b"a;b\n")
)
SENDER = "setda@kota.go.id"
TO = ("ppk@kota.go.id", "bkd@kota.go.id")


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """The instant that was set."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def table(register: Path, clock: Clock) -> Timetable:
    return Timetable(register, ZoneInfo("Asia/Makassar"), NOW, NOW, clock, "petugas", SENDER, 0)


def settings(port: int | None = None, **more: object) -> Settings:
    """The settings of an office whose server is on this machine."""
    server = {"mail_host": "localhost", "mail_port": port, "mail_tls": "none", "mail_from": SENDER} if port else {}
    return load_settings({}, {})._replace(**{"mail_timeout_seconds": 5, **server, **more})  # type: ignore[arg-type]  # by name


def state(register: Path) -> list[tuple[object, ...]]:
    return [
        tuple(row) for row in ask(register, "SELECT attempts, next_attempt, sent_at, problem FROM outbox ORDER BY id")
    ]


def test_a_mail_arrives_whole(register: Path, table: Timetable) -> None:
    box = Box()
    assert post(LETTER, TO, "1:x", table) == 2
    with serving(box) as port:
        assert deliver(settings(port), table).sent == 2
    assert [(sender, to) for sender, to, _content in box.taken] == [(SENDER, [TO[0]]), (SENDER, [TO[1]])]
    mail = box.mails()[0]
    assert (mail["From"], mail["To"], mail["Subject"]) == (SENDER, TO[0], LETTER.subject)
    assert (mail["Date"], mail["Auto-Submitted"]) == ("Wed, 15 Jan 2025 06:00:07 +0000", "auto-generated")
    body = mail.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == LETTER.body
    (attached,) = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("rekap.csv", "text/csv")
    assert attached.get_payload(decode=True) == b"a;b\n"
    ids = {mail["Message-ID"] for mail in box.mails()}
    assert len(ids) == 2
    assert all(one.endswith("@kota.go.id>") for one in ids)
    assert state(register) == [(1, None, "2025-01-15T06:00:07Z", None)] * 2
    assert ask(register, "SELECT DISTINCT message FROM outbox") == [(None,)]


def test_what_is_due_once_is_mailed_once(table: Timetable) -> None:
    box = Box()
    with serving(box) as port:
        for _time in range(2):
            post(LETTER, TO, "1:x", table)
            deliver(settings(port), table)
        post(LETTER, TO[:1], "1:y", table)
        deliver(settings(port), table)
    assert [to for _sender, to, _content in box.taken] == [[TO[0]], [TO[1]], [TO[0]]]


def test_the_same_mail_has_the_same_bytes() -> None:
    made = [message_bytes(LETTER, to=TO[0], sender=SENDER, made_at=NOW, key="k") for _time in range(2)]
    assert made[0] == made[1]
    other = message_bytes(LETTER, to=TO[0], sender=SENDER, made_at=NOW, key="l")
    assert (
        message_from_bytes(other, policy=default)["Message-ID"]
        != message_from_bytes(made[0], policy=default)["Message-ID"]
    )


def test_a_mail_without_server_needs_no_sender() -> None:
    mail = message_from_bytes(message_bytes(LETTER, to=None, sender=None, made_at=NOW, key="k"), policy=default)
    assert (mail["From"], mail["To"]) == ("asn-neutral@localhost", None)


# ---- in secret


def test_starttls_with_a_certificate_of_the_offices_own(table: Timetable, tmp_path: Path) -> None:
    context, path = certificate(tmp_path)
    secret = tmp_path / "sandi"
    secret.write_text(f"{PASSWORD}\r\n")
    secret.chmod(0o600)
    box = Box()
    post(LETTER, TO[:1], "1:x", table)
    with serving(box, tls=context, logins=True) as port:
        how = settings(port, mail_tls="starttls", mail_ca_file=path, mail_user=USER, mail_password_file=secret)
        done = deliver(how, table)
    assert (done.sent, done.problems) == (1, ())
    assert box.encrypted == [True]


def test_tls_from_the_first_byte_is_told_when_the_server_speaks_plainly(table: Timetable) -> None:
    post(LETTER, TO[:1], "1:x", table)
    with serving(Box()) as port:
        (problem,) = deliver(settings(port, mail_tls="tls"), table).problems
    assert "could not be spoken to in secret" in str(problem)


def refused_tls(port: int, folder: Path) -> Settings:
    del folder
    return settings(port, mail_tls="starttls")


def no_certificates(port: int, folder: Path) -> Settings:
    return settings(port, mail_tls="starttls", mail_ca_file=folder / "none.pem")


def wrong_password(port: int, folder: Path) -> Settings:
    file = folder / "salah"
    file.write_text("salah")
    file.chmod(0o600)
    ca = folder / "certificate.pem"
    return settings(port, mail_tls="starttls", mail_ca_file=ca, mail_user=USER, mail_password_file=file)


def open_password(port: int, folder: Path) -> Settings:
    how = wrong_password(port, folder)
    (folder / "salah").chmod(0o640)
    return how


def no_password(port: int, folder: Path) -> Settings:
    return wrong_password(port, folder)._replace(mail_password_file=None)


def lost_password(port: int, folder: Path) -> Settings:
    return wrong_password(port, folder)._replace(mail_password_file=folder / "hilang")


def strange_password(port: int, folder: Path) -> Settings:
    how = wrong_password(port, folder)
    (folder / "salah").write_bytes(b"\xff\xfe")
    return how


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (refused_tls, "the certificate of localhost:{port} is not to be trusted (self-signed certificate)"),
        (no_certificates, "none.pem holds no certificates that can be read"),
        (wrong_password, "localhost:{port} does not accept user and password"),
        (open_password, "other users can read {folder}/salah, the file with the password; chmod 600 helps"),
        (no_password, "a user of the mail server is set, and no file with the password"),
        (lost_password, "{folder}/hilang, the file with the password, cannot be read (No such file or directory)"),
        (strange_password, "the file with the password, cannot be read (it is not UTF-8 text)"),
    ],
)
def test_what_stands_against_a_secret_connection_is_told(
    table: Timetable, tmp_path: Path, how: Callable[[int, Path], Settings], said: str
) -> None:
    context, _path = certificate(tmp_path)
    post(LETTER, TO[:1], "1:x", table)
    box = Box()
    with serving(box, tls=context, logins=True) as port:
        (problem,) = deliver(how(port, tmp_path), table).problems
    assert said.format(port=port, folder=tmp_path) in str(problem).replace("self signed", "self-signed")
    assert "salah\n" not in str(problem)
    assert PASSWORD not in str(problem)
    assert box.taken == []


def test_without_starttls_no_mail_is_sent_in_the_clear(table: Timetable) -> None:
    post(LETTER, TO[:1], "1:x", table)
    box = Box()
    with serving(box) as port:
        (problem,) = deliver(settings(port, mail_tls="starttls"), table).problems
    assert "does not offer what is asked of it, STARTTLS or a login" in str(problem)
    assert box.taken == []


# ---- a server that is down, refuses or hangs


def test_a_server_that_is_down_is_told_and_tried_again_at_growing_distances(
    register: Path, table: Timetable, clock: Clock
) -> None:
    post(LETTER, TO, "1:x", table)
    before = {name: rows for name, rows in dump(register).items() if name != "outbox"}
    port = closed_port()
    (problem,) = deliver(settings(port), table).problems
    assert problem.exit_code == ExitCode.UNWRITABLE
    assert str(problem) == (
        f"Mail was not sent: no server answers at localhost:{port} (connection refused). "
        "It stays in the outbox; `asn-neutral schedule run --due` tries again."
    )
    reason = f"no server answers at localhost:{port} (connection refused)"
    assert state(register) == [(1, "2025-01-15T06:00:07Z", None, reason)] * 2
    assert {name: rows for name, rows in dump(register).items() if name != "outbox"} == before
    assert len(deliver(settings(port), table).problems) == 1  # the next run tries at once
    assert deliver(settings(port), table).problems == ()  # and then waits a quarter of an hour
    clock.now += timedelta(minutes=15)
    box = Box()
    with serving(box) as good:
        assert deliver(settings(good), table).sent == 2
    assert state(register) == [(3, None, "2025-01-15T06:15:07Z", None)] * 2


def test_a_server_that_hangs_is_given_up(register: Path, table: Timetable) -> None:
    post(LETTER, TO, "1:x", table)
    with hanging() as port:
        (problem,) = deliver(settings(port, mail_timeout_seconds=0.1), table).problems
    assert f"localhost:{port} did not answer within 0.1 s" in str(problem)
    assert [row[0] for row in state(register)] == [1, 1]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("550 5.1.1 no such user ppk@kota.go.id", "does not take it (code 550)"),
        ("421 4.3.2 closing", "does not take it (code 421)"),
        ("450 4.2.1 later", "does not take it (code 450)"),
    ],
)
def test_a_server_that_refuses_is_told_without_its_own_words(table: Timetable, answer: str, said: str) -> None:
    post(LETTER, TO[:1], "1:x", table)
    with serving(Box(answer)) as port:
        (problem,) = deliver(settings(port), table).problems
    assert said in str(problem)
    assert "ppk" not in str(problem)


def test_one_address_that_is_refused_costs_the_others_nothing(register: Path, table: Timetable) -> None:
    class Picky(Box):
        async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # type: ignore[no-untyped-def]  # noqa: ANN001, N802 - the shape that aiosmtpd looks for
            self.refuse = "550 no" if address == TO[0] else ""
            return await super().handle_RCPT(server, session, envelope, address, options)

    box = Picky()
    post(LETTER, TO, "1:x", table)
    with serving(box) as port:
        done = deliver(settings(port), table)
    assert (done.sent, len(done.problems)) == (1, 1)
    assert [to for _sender, to, _content in box.taken] == [[TO[1]]]
    assert [row[2] is None for row in state(register)] == [True, False]


def test_a_host_that_is_not_known_is_told(table: Timetable, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def unknown(*_words: object, **_more: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "create_connection", unknown)
    post(LETTER, TO[:1], "1:x", table)
    (problem,) = deliver(settings(25, mail_host="mail.invalid"), table).problems
    assert "no server answers at mail.invalid:25 (no such host is known)" in str(problem)


# ---- without a server


def test_a_folder_takes_mail_as_files(table: Timetable, tmp_path: Path) -> None:
    folder = tmp_path / "surel"
    folder.mkdir()
    post(LETTER, TO, "1:x", table)
    assert deliver(settings(mail_folder=folder), table).sent == 2
    files = sorted(folder.iterdir())
    assert {file.suffix for file in files} == {".eml"}
    assert {message_from_bytes(file.read_bytes(), policy=default)["To"] for file in files} == set(TO)
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_a_folder_that_is_not_there_is_told(table: Timetable, tmp_path: Path) -> None:
    post(LETTER, TO, "1:x", table)
    (problem,) = map(str, deliver(settings(mail_folder=tmp_path / "tidak-ada"), table).problems)
    assert f"the folder for mail, {tmp_path / 'tidak-ada'}, cannot be written (No such file or directory)" in problem


def test_without_server_and_folder_it_waits(register: Path, table: Timetable) -> None:
    assert deliver(settings(), table).problems == ()
    post(LETTER, TO, "1:x", table)
    (problem,) = deliver(settings(), table).problems
    assert "no mail server is set (mail_host), nor a folder for mail (mail_folder)" in str(problem)
    assert [row[0] for row in state(register)] == [1, 1]


def test_only_one_process_sends(table: Timetable) -> None:
    post(LETTER, TO, "1:x", table)
    with job_lock(table.database, "outbox", name="x"):
        assert deliver(settings(closed_port()), table).problems == ()


def test_mail_of_another_register_is_another_mail(table: Timetable, template: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(template.read_bytes())
    other.chmod(0o600)
    with sqlite3.connect(other) as connection:
        connection.execute("UPDATE register SET uuid = 'another'")
    connection.close()
    box = Box()
    with serving(box) as port:
        for one in (table, replace(table, database=other)):
            post(LETTER, TO[:1], "1:x", one)
            deliver(settings(port), one)
    assert len({mail["Message-ID"] for mail in box.mails()}) == 2


def test_the_usual_ports() -> None:
    known = settings()
    ports = [port_of(known._replace(mail_tls=tls)) for tls in ("starttls", "tls", "none")]
    assert ports == [587, 465, 25]
    assert port_of(known._replace(mail_port=2525)) == 2525
