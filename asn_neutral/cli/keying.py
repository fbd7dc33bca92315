"""Private keys and passphrases: where they are read from, which is never an option or the environment."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asn_neutral.cli.context import Office
from asn_neutral.errors import UnreadableFileError, UsageError, reason_of
from asn_neutral.locale import N_, _

if TYPE_CHECKING:
    import sqlite3

    from asn_neutral.services.sealing import Opener

KeyOption = Annotated[
    Path | None,
    typer.Option("--key", metavar=N_("FILE"), help=N_("The file with a private key of age; only you may read it.")),
]
PassphraseOption = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-from",
        metavar=N_("FILE"),
        help=N_("Read the passphrase of the key from the first line of this file; - reads standard input."),
    ),
]
_LONGEST = 1_000  # bytes


def identities(office: Office, key: Path | None, passphrase_from: Path | None = None) -> Sequence[str]:
    """The private keys in the file that was named; none of none.

    Raises:
        UnreadableFileError, BadKeyError, WrongKeyError: the file holds none that can be used.
    """
    if key is None:
        return ()
    from asn_neutral.services.sealing import identities_of

    return identities_of(key, passphrase(office, passphrase_from))


def needed(office: Office, key: Path | None, passphrase_from: Path | None) -> tuple[Sequence[str], Path]:
    """The same where nothing can be done without; and the file.

    Raises:
        UsageError: no file was named.
    """
    if key is None:
        raise UsageError(problem=_("Name the file with the private key of a custodian: --key FILE."))
    return identities(office, key, passphrase_from), key


def opener(
    office: Office, connection: "sqlite3.Connection", key: Path | None, passphrase_from: Path | None
) -> "Opener | None":
    """What opens who complained; None where no key was named."""
    if key is None:
        return None
    from asn_neutral.services.custodians import opener_of

    return opener_of(connection, identities(office, key, passphrase_from), key)


def passphrase(office: Office, source: Path | None) -> Callable[[], str] | None:
    """What gives the passphrase of a key: a file, or the person at the terminal; None where there is neither."""
    if source is not None:
        return lambda: _first_line(source)
    if office.interactive:
        return lambda: _typed(_("Passphrase of the key: "))
    return None


def new_passphrase(office: Office, source: Path | None) -> str | None:
    """A passphrase for a new key, typed twice; None where the person wants none, or nobody can be asked.

    Raises:
        UsageError: the two are not the same, or there is none in the file.
    """
    if source is not None:
        word = _first_line(source)
        if not word:
            problem = _("{path} begins with an empty line, so there is no passphrase; nothing was made.")
            raise UsageError(problem=problem.format(path=source))
        return word
    if not office.interactive:
        return None
    first = _typed(_("A passphrase for the key (nothing for none): "))
    if first and _typed(_("The same once more: ")) != first:
        raise UsageError(problem=_("The two passphrases are not the same; nothing was made."))
    return first or None


def _typed(question: str) -> str:
    from getpass import getpass

    return getpass(question, stream=sys.stderr)


def _first_line(source: Path) -> str:
    try:
        if source == Path("-"):
            return sys.stdin.readline().rstrip("\r\n")
        with source.open("rb") as file:
            return file.readline(_LONGEST).decode().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else _("it is not UTF-8 text")
        raise UnreadableFileError(path=source, reason=reason) from error
