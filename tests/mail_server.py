"""Mail servers on this machine for tests: real ones, one that hangs, and a certificate that nobody else trusts."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Final

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER: Final = "setda"
PASSWORD: Final = "sandi rahasia Zxq"  # noqa: S105 - of a server that lives as long as a test


class Box:
    """What a server took; `refuse` is what it answers to every address instead."""

    def __init__(self, refuse: str = "") -> None:
        self.refuse = refuse
        self.taken: list[tuple[str, list[str], bytes]] = []
        self.encrypted: list[bool] = []

    async def handle_RCPT(  # noqa: N802 - the name and the shape that aiosmtpd looks for
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take an address, or refuse it."""
        del server, session, options
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - the same
        """Take a mail."""
        del server
        assert isinstance(envelope.content, bytes)
        self.encrypted.append(session.ssl is not None)
        self.taken.append((str(envelope.mail_from), list(envelope.rcpt_tos), envelope.content))
        return "250 OK"

    def mails(self) -> list[EmailMessage]:
        """The mails, read back."""
        found = [message_from_bytes(content, policy=default) for _sender, _to, content in self.taken]
        assert all(isinstance(one, EmailMessage) for one in found)
        return found


def _known(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    """Whether it is the one user with the one password."""
    del server, session, envelope, mechanism
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=False)


@contextmanager
def serving(box: Box, *, tls: ssl.SSLContext | None = None, logins: bool = False) -> Iterator[int]:
    """A server that takes mail into *box*, with STARTTLS where there is a context for it; its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    more: dict[str, object] = {"tls_context": tls, "require_starttls": True} if tls else {}
    if logins:
        more |= {"authenticator": _known, "auth_required": True, "auth_require_tls": tls is not None}
    controller = Controller(box, hostname="127.0.0.1", port=port, server_hostname="localhost", **more)  # type: ignore[arg-type]  # its options are not typed
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@contextmanager
def hanging() -> Iterator[int]:
    """A server that takes connections and never says a word; its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's side of a connection, under a certificate for localhost made a moment ago, and that certificate."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes a certificate, is not on this machine")
    key, path = folder / "key.pem", folder / "certificate.pem"
    words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    more = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(path)]
    subprocess.run([openssl, *words.split(), *more], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, key)
    return context, path
