"""Encryption to people: what is sealed to a public key of age is opened with its private key only.

https://age-encryption.org/v1, by the library pyrage.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final

from asn_neutral.errors import BadKeyError, UnreadableFileError, WrongKeyError, reason_of
from asn_neutral.locale import _

_PRIVATE: Final = "AGE-SECRET-KEY-1"
_LONGEST: Final = 10_000  # bytes of a file that holds keys


def seal_stream(plain: BinaryIO, out: BinaryIO, recipients: Sequence[str]) -> None:
    """Encrypt what *plain* still holds, so that each of *recipients* can open it alone.

    Raises:
        BadKeyError: one of them is no public key of age.
    """
    import pyrage

    pyrage.encrypt_io(plain, out, [_recipient(one) for one in recipients])


def open_stream(sealed: BinaryIO, out: BinaryIO, identities: Sequence[str], path: Path) -> None:
    """Decrypt what *sealed*, the file at *path*, holds; nothing that was changed on the way is ever written whole.

    Raises:
        WrongKeyError: none of *identities* opens it, or it is not whole.
    """
    import pyrage

    try:
        pyrage.decrypt_io(sealed, out, [pyrage.x25519.Identity.from_str(one) for one in identities])
    except pyrage.DecryptError as error:
        raise WrongKeyError(path=path) from error


def _recipient(text: str) -> object:
    import pyrage

    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise BadKeyError(reason=_("a public key of age begins with age1")) from error


def identities_of(path: Path) -> list[str]:
    """The private keys in a file as `age-keygen` writes it; other lines are left aside.

    Raises:
        UnreadableFileError: it cannot be read, or holds none.
    """
    try:
        with path.open("rb") as file:
            lines = file.read(_LONGEST).decode("utf-8", "replace").splitlines()
    except OSError as error:
        raise UnreadableFileError(path=path, reason=reason_of(error)) from error
    found = [line.strip() for line in lines if line.startswith(_PRIVATE)]
    if not found:
        raise UnreadableFileError(path=path, reason=_("it holds no private key of age"))
    return found
