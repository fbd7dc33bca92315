"""Signing anchors with Ed25519, so that whoever can change the register and its anchors cannot make up new ones."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from asn_neutral.domain.anchor import Anchor, Signature, signed_text
from asn_neutral.errors import BadKeyError, UnreadableFileError, WrongKeyError, reason_of
from asn_neutral.files import private_bytes
from asn_neutral.locale import _

_KIND: Final = "ed25519:"
_ENCRYPTED: Final = b"-----BEGIN ENCRYPTED PRIVATE KEY-----"


class SignerPair(NamedTuple):
    """The content of a file with a private key (PEM, PKCS 8), and the public key as people pass it on."""

    content: bytes
    public: str


def new_signer(passphrase: str | None) -> SignerPair:
    """A pair of keys that nobody has yet; the private one is encrypted where there is a passphrase."""
    private = Ed25519PrivateKey.generate()
    lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    return SignerPair(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock), _public(private))


def signer_of(path: Path, passphrase: Callable[[], str] | None = None) -> Ed25519PrivateKey:
    """The private key in a file of `new_signer`; *passphrase* is asked for where it needs one.

    Raises:
        UnreadableFileError: it cannot be read, or holds no such key.
        BadKeyError: other users of the machine can read it, or it needs a passphrase and nobody can be asked.
        WrongKeyError: the passphrase is another one.
    """
    try:
        content = private_bytes(path)
    except PermissionError as error:
        raise BadKeyError(reason=_("other users can read {path}; chmod 600 helps").format(path=path)) from error
    except OSError as error:
        raise UnreadableFileError(path=path, reason=reason_of(error)) from error
    locked = content.startswith(_ENCRYPTED)
    if locked and passphrase is None:
        reason = _("{path} needs its passphrase, and nobody can be asked; --passphrase-from FILE gives it")
        raise BadKeyError(reason=reason.format(path=path))
    try:
        key = load_pem_private_key(content, passphrase().encode() if locked and passphrase else None)
    except (ValueError, TypeError) as error:
        if locked:
            raise WrongKeyError(path=path) from error
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise UnreadableFileError(path=path, reason=_("it holds no private key as `audit key` writes it"))
    return key


def signed(anchor: Anchor, key: Ed25519PrivateKey) -> Anchor:
    """*anchor* with the signature of *key*."""
    signature = Signature(_public(key), key.sign(signed_text(anchor)).hex())
    return anchor._replace(signature=signature)


def is_signed(anchor: Anchor, signer: str | None) -> bool:
    """Whether *anchor* is what was signed, and by *signer* where one is named.

    Without a name one that nobody signed will do.
    """
    if anchor.signature is None:
        return signer is None
    if signer is not None and anchor.signature.signer != signer:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(anchor.signature.signer.removeprefix(_KIND)))
        key.verify(bytes.fromhex(anchor.signature.value), signed_text(anchor))
    except (ValueError, InvalidSignature):
        return False
    return True


def public_signer(text: str) -> str:
    """A public key as `audit key` shows it.

    Raises:
        BadKeyError: *text* is none.
    """
    word = text.strip().lower()
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(word.removeprefix(_KIND)))
    except ValueError as error:
        raise BadKeyError(reason=_("it is no public key as `audit key` shows it")) from error
    return _KIND + word.removeprefix(_KIND)


def _public(private: Ed25519PrivateKey) -> str:
    return _KIND + private.public_key().public_bytes_raw().hex()
