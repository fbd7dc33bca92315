"""Mail that leaves the office: made whole, kept in the outbox, handed to a server or put into a folder."""

import smtplib
import socket
import sqlite3
import ssl
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from asn_neutral.config import Settings
from asn_neutral.domain.retrying import next_attempt
from asn_neutral.errors import AsnError, JobRunningError, MailUnsentError, UnwritableError, reason_of
from asn_neutral.files import write_file
from asn_neutral.locale import N_, _
from asn_neutral.services.timetable import Timetable, at_text
from asn_neutral.store.job_lock import job_lock
from asn_neutral.store.queries import schedules as stored
from asn_neutral.store.queries.agenda import register_uuid
from asn_neutral.store.reader import reading
from asn_neutral.store.unit import unit_of_work

NOBODY: Final = "asn-neutral@localhost"
"""The sender of mail that no server sends."""
_PORTS: Final = {"starttls": 587, "tls": 465, "none": 25}
_TYPES: Final = {
    ".csv": ("text", "csv"),
    ".html": ("text", "html"),
    ".md": ("text", "markdown"),
    ".pdf": ("application", "pdf"),
    ".txt": ("text", "plain"),
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_ANY: Final = ("application", "octet-stream")
_OTHERS_READ: Final = stat.S_IRWXG | stat.S_IRWXO
_LONGEST: Final = 1_000  # bytes of a file that holds a password
_UNREACHED: Final = N_("no server answers at {place} ({reason})")
_REASONS: Final[Mapping[type[Exception], str]] = {  # the nearer kinds first
    ssl.SSLCertVerificationError: N_("the certificate of {place} is not to be trusted ({reason})"),
    ssl.SSLError: N_("{place} could not be spoken to in secret"),
    smtplib.SMTPNotSupportedError: N_("{place} does not offer what is asked of it, STARTTLS or a login"),
    smtplib.SMTPAuthenticationError: N_("{place} does not accept user and password"),
    smtplib.SMTPServerDisconnected: N_("{place} broke the connection off"),
    smtplib.SMTPException: N_("{place} does not take it (code {code})"),
}
Send = Callable[[str, bytes], None]


class Attachment(NamedTuple):
    """A file that goes with a mail."""

    name: str
    content: bytes


class Letter(NamedTuple):
    """What a mail says, whoever gets it."""

    subject: str
    body: str
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many mails were handed on, and why others were not, each reason once."""

    sent: int = 0
    problems: tuple[AsnError, ...] = ()


def message_bytes(letter: Letter, *, to: str | None, sender: str | None, made_at: datetime, key: str) -> bytes:
    """The mail as a server takes it; always the same for the same arguments.

    The id of the message is made of *key*: a mail that was handed on twice, because nobody could say any more whether
    it had been, is one mail to those who get it.
    """
    mark = sha256(key.encode()).hexdigest()[:32]
    message = EmailMessage(policy=SMTP)
    message["From"] = sender or NOBODY
    if to:
        message["To"] = to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(made_at.replace(microsecond=0))
    message["Message-ID"] = f"<{mark}@{(sender or NOBODY).partition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # no absence notice comes back
    message.set_content(letter.body, cte="quoted-printable")
    if letter.attachment:
        _attach(message, letter.attachment)
        message.set_boundary(f"asn-neutral-{mark}")
    return message.as_bytes()


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    kind, detail = _TYPES.get(Path(attachment.name).suffix.lower(), _ANY)
    message.add_attachment(attachment.content, maintype=kind, subtype=detail, filename=attachment.name)


def post(letter: Letter, to: tuple[str, ...], key: str, table: Timetable, *, run_id: int | None = None) -> int:
    """Put a mail for each address of *to* into the outbox, unless one of this *key* was put there; how many were."""
    with unit_of_work(table.database, wait_seconds=table.wait_seconds) as work:
        return post_within(work.driver, letter, to, key, table, run_id)


def post_within(  # noqa: PLR0913, PLR0917 - one mail: where, what, to whom, once under which key, when, and why
    driver: sqlite3.Connection,
    letter: Letter,
    to: tuple[str, ...],
    key: str,
    table: Timetable,
    run_id: int | None,
) -> int:
    """The same inside a unit of work."""
    made_at, register = table.clock(), register_uuid(driver)
    posted = 0
    for address in to:
        own = f"{key}:{address}"
        content = message_bytes(letter, to=address, sender=table.sender, made_at=made_at, key=f"{register}:{own}")
        at = at_text(made_at)
        posted += stored.add_mail(driver, own, run_id, address, letter.subject, at, content, 0, at, None, None)
    return posted


def deliver(settings: Settings, table: Timetable) -> Delivered:
    """Hand on every mail of the outbox whose time has come, and keep of each what came of it, one by one.

    A mail that is not taken is tried again later, with ever longer waits. Where another process is at it, nothing is
    done here.
    """
    with suppress(JobRunningError), job_lock(table.database, "outbox", name=_("The outbox")):
        with reading(table.database, wait_seconds=table.wait_seconds) as connection:
            mails = stored.waiting(connection, at_text(table.clock()))
        return _hand_on(mails, settings, table) if mails else Delivered()
    return Delivered()


def _hand_on(mails: list[sqlite3.Row], settings: Settings, table: Timetable) -> Delivered:
    problems: dict[str, AsnError] = {}
    left, sent = list(mails), 0
    try:
        with _opened(settings) as send:
            while left:
                try:
                    send(left[0]["mail_to"], left[0]["message"])
                except MailUnsentError as error:
                    problems.setdefault(str(error), error)
                    _keep_unsent(left[0], error, table)
                else:
                    _keep_sent(left[0]["id"], table)
                    sent += 1
                del left[0]
    except MailUnsentError as error:  # nothing can be sent at all
        problems.setdefault(str(error), error)
        for mail in left:
            _keep_unsent(mail, error, table)
    return Delivered(sent, tuple(problems.values()))


def _keep_sent(mail_id: int, table: Timetable) -> None:
    with unit_of_work(table.database, wait_seconds=table.wait_seconds) as work:
        stored.mail_sent(work.driver, mail_id, at=at_text(table.clock()))


def _keep_unsent(mail: sqlite3.Row, error: MailUnsentError, table: Timetable) -> None:
    again = next_attempt(mail["attempts"] + 1, table.clock())
    with unit_of_work(table.database, wait_seconds=table.wait_seconds) as work:
        stored.mail_unsent(work.driver, mail["id"], again=at_text(again), problem=str(error.details["reason"]))


@contextmanager
def _opened(settings: Settings) -> Iterator[Send]:
    """What sends a mail: through the server of the settings, or else into their folder.

    Raises:
        MailUnsentError: neither is set, or the server cannot be reached; and where a mail is not taken.
    """
    if settings.mail_host:
        with _server(settings) as server:
            yield lambda to, content: _send(server, settings, to, content)
    elif settings.mail_folder:
        folder = settings.mail_folder
        yield lambda _to, content: _file(folder, content)
    else:
        raise MailUnsentError(reason=_("no mail server is set (mail_host), nor a folder for mail (mail_folder)"))


def _file(folder: Path, content: bytes) -> None:
    """Put a mail into *folder*, under a name that is its own; the same mail twice is one file."""
    try:
        write_mail(folder / f"{sha256(content).hexdigest()[:24]}.eml", content)
    except UnwritableError as error:
        problem = _("the folder for mail, {path}, cannot be written ({reason})")
        raise MailUnsentError(reason=problem.format(path=folder, reason=error.details["reason"])) from error


def write_mail(path: Path, content: bytes) -> None:
    """Put a mail at *path*, whole or not at all.

    Raises:
        UnwritableError: the destination cannot be written.
    """
    write_file(path, content)


@contextmanager
def _server(settings: Settings) -> Iterator[smtplib.SMTP]:
    """The server, greeted, encrypted and logged in to; it is taken leave of afterwards."""
    server: smtplib.SMTP | None = None
    with _plain(settings):
        server = _connected(settings)
    try:
        with _plain(settings):
            if settings.mail_tls == "starttls":
                server.starttls(context=_trust(settings))
            if settings.mail_user:
                server.login(settings.mail_user, _password(settings))
        yield server
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


def _connected(settings: Settings) -> smtplib.SMTP:
    host, port, seconds = str(settings.mail_host), port_of(settings), settings.mail_timeout_seconds
    if settings.mail_tls == "tls":
        return smtplib.SMTP_SSL(host, port, _own_name(), timeout=seconds, context=_trust(settings))
    return smtplib.SMTP(host, port, _own_name(), timeout=seconds)


def _own_name() -> str:
    """How this machine names itself; asking the network for more may take minutes where there is none."""
    name = socket.gethostname()
    return name if "." in name else "[127.0.0.1]"


def port_of(settings: Settings) -> int:
    """The port of the server: the one that is set, or the usual one."""
    return settings.mail_port or _PORTS[settings.mail_tls]


def _trust(settings: Settings) -> ssl.SSLContext:
    """Which certificates are trusted: those of the system, and the office's own."""
    context = ssl.create_default_context()
    if settings.mail_ca_file:
        try:
            context.load_verify_locations(settings.mail_ca_file)
        except OSError as error:
            problem = _("{path} holds no certificates that can be read")
            raise MailUnsentError(reason=problem.format(path=settings.mail_ca_file)) from error
    return context


def _password(settings: Settings) -> str:
    """The password in the first line of the office's file; it is shown nowhere.

    Raises:
        MailUnsentError: there is no such file, or other users can read it.
    """
    path = settings.mail_password_file
    if path is None:
        raise MailUnsentError(reason=_("a user of the mail server is set, and no file with the password"))
    try:
        with path.open("rb") as file:
            if path.stat().st_mode & _OTHERS_READ:
                problem = _("other users can read {path}, the file with the password; chmod 600 helps")
                raise MailUnsentError(reason=problem.format(path=path))
            return file.read(_LONGEST).decode().partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else _("it is not UTF-8 text")
        problem = _("{path}, the file with the password, cannot be read ({reason})")
        raise MailUnsentError(reason=problem.format(path=path, reason=reason)) from error


def _send(server: smtplib.SMTP, settings: Settings, to: str, content: bytes) -> None:
    with _plain(settings):
        server.sendmail(settings.mail_from or NOBODY, [to], content)


@contextmanager
def _plain(settings: Settings) -> Iterator[None]:
    """Say in a sentence why a server did not take a mail; nothing that it says itself is repeated."""
    try:
        yield
    except (OSError, smtplib.SMTPException) as error:
        place = f"{settings.mail_host}:{port_of(settings)}"
        reason = _why(error).format(
            place=place, seconds=settings.mail_timeout_seconds, code=_code(error), reason=_system(error)
        )
        raise MailUnsentError(reason=reason) from error


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return _("{place} did not answer within {seconds} s")
    return next((_(reason) for kind, reason in _REASONS.items() if isinstance(error, kind)), _(_UNREACHED))


def _code(error: Exception) -> str:
    """The number by which a server refused."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return ", ".join(sorted({str(code) for code, _said in error.recipients.values()}))
    return str(error.smtp_code) if isinstance(error, smtplib.SMTPResponseException) else "-"


def _system(error: Exception) -> str:
    """What the system says."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return str(error.verify_message)
    if isinstance(error, socket.gaierror):
        return _("no such host is known")
    if isinstance(error, ConnectionRefusedError):
        return _("connection refused")
    return reason_of(error) if isinstance(error, OSError) else ""
