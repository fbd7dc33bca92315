"""Encryption to people: what is sealed to a public key of age is opened with its private key only.

https://age-encryption.org/v1, by the library pyrage. Who complained is sealed in two steps: a command that records
complaints draws one key for all it seals, which age seals to the custodians, and each complainant is encrypted under it
(ChaCha20-Poly1305, by the library cryptography). To seal each to each custodian would take a hundred times as long, and
custodians could not change without opening every one.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from asn_neutral.errors import BadKeyError, NoCustodianError, UnreadableFileError, WrongKeyError, reason_of
from asn_neutral.files import private_bytes
from asn_neutral.locale import _

Who = tuple[str | None, str | None]
"""Name and contact of somebody who complained."""
PUBLIC: Final = "age1"
_PRIVATE: Final = "AGE-SECRET-KEY-1"
_WRAPPED: Final = (b"age-encryption.org/v1", b"-----BEGIN AGE ENCRYPTED FILE-----")
_NONCE: Final = 12  # bytes, as ChaCha20-Poly1305 has it
_END: Final = "\n"  # ends each word, and fills the rest; no name and no contact that passed the door has one
_ROOM: Final = 64  # bytes; a sealed complainant takes a multiple of it, so that its length tells little


class KeyPair(NamedTuple):
    """A private key of age, and the public one that belongs to it."""

    private: str
    public: str


class SealedComplainant(NamedTuple):
    """Who wrote a complaint, as the register keeps it, with the sealed key that it was encrypted under."""

    complaint_id: int
    key_id: int
    sealed_key: bytes
    sealed: bytes


class Sealer:
    """Seals who complained, for the time of one command; `sealed_key` is what the register keeps of its key.

    Raises:
        NoCustodianError: there is nobody to seal to.
        BadKeyError: one of the *recipients* is no public key.
    """

    def __init__(self, recipients: Sequence[str], register: str) -> None:
        import pyrage
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        if not recipients:
            raise NoCustodianError
        key = ChaCha20Poly1305.generate_key()
        self.sealed_key: bytes = pyrage.encrypt(key, [_recipient(one) for one in recipients])
        self._cipher = ChaCha20Poly1305(key)
        self._register = register
        self._sealed = 0

    def seal(self, complaint_id: int, who: Who) -> bytes:
        """What the register keeps of who wrote that complaint; it cannot be opened as that of another."""
        self._sealed += 1
        nonce = self._sealed.to_bytes(_NONCE, "big")  # the key is drawn anew for each command, so none comes twice
        name, contact = who
        words = f"{name or ''}{_END}{contact or ''}{_END}".encode()
        padded = words.ljust(-(-len(words) // _ROOM) * _ROOM, _END.encode())
        return nonce + self._cipher.encrypt(nonce, padded, _bound_to(self._register, complaint_id))


class Opener:
    """Opens with the private keys that somebody has; *path* is the file they came from, for messages."""

    def __init__(self, identities: Sequence[str], register: str, path: Path) -> None:
        self._identities = identities
        self._register = register
        self._path = path
        self._keys: dict[int, bytes] = {}

    def key(self, key_id: int, sealed_key: bytes) -> bytes:
        """The key that a command sealed with.

        Raises:
            WrongKeyError: none of the private keys opens it.
        """
        if key_id not in self._keys:
            import pyrage

            try:
                self._keys[key_id] = pyrage.decrypt(sealed_key, [_identity(one) for one in self._identities])
            except pyrage.DecryptError as error:
                raise WrongKeyError(path=self._path) from error
        return self._keys[key_id]

    def open(self, found: SealedComplainant) -> Who:
        """Who wrote the complaint.

        Raises:
            WrongKeyError: no private key opens it, or it was changed, or moved from another complaint.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        cipher = ChaCha20Poly1305(self.key(found.key_id, found.sealed_key))
        nonce, sealed = found.sealed[:_NONCE], found.sealed[_NONCE:]
        try:
            words = cipher.decrypt(nonce, sealed, _bound_to(self._register, found.complaint_id))
        except (InvalidTag, ValueError) as error:
            raise WrongKeyError(path=self._path) from error
        name, contact, *_room = words.decode().split(_END)
        return name or None, contact or None


def digest_of(sealed: bytes) -> str:
    """What an event says of something sealed: SHA-256 in hexadecimal, of what tells nothing without its key."""
    return sha256(sealed).hexdigest()


def _bound_to(register: str, complaint_id: int) -> bytes:
    """What a sealed complainant belongs to."""
    return f"{register}\n{complaint_id}".encode()


def reseal(key: bytes, recipients: Sequence[str]) -> bytes:
    """A key sealed anew, to *recipients*."""
    import pyrage

    sealed: bytes = pyrage.encrypt(key, [_recipient(one) for one in recipients])
    return sealed


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
        pyrage.decrypt_io(sealed, out, [_identity(one) for one in identities])
    except pyrage.DecryptError as error:
        raise WrongKeyError(path=path) from error


def public_key(text: str) -> str:
    """A public key of age as it is kept.

    Raises:
        BadKeyError: it is none.
    """
    return str(_recipient(text.strip()))


def _recipient(text: str) -> object:
    import pyrage

    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise BadKeyError(reason=_("a public key of age begins with age1")) from error


def _identity(text: str) -> object:
    import pyrage

    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError as error:
        raise BadKeyError(reason=_("a private key of age is damaged")) from error


def public_of(private: str) -> str:
    """The public key that belongs to a private one.

    Raises:
        BadKeyError: it is no private key of age.
    """
    import pyrage

    try:
        return str(pyrage.x25519.Identity.from_str(private).to_public())
    except pyrage.IdentityError as error:
        raise BadKeyError(reason=_("a private key of age is damaged")) from error


def new_pair() -> KeyPair:
    """A pair of keys that nobody has yet."""
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    return KeyPair(str(identity), str(identity.to_public()))


def wrapped(pair: KeyPair, passphrase: str | None) -> bytes:
    """The content of a file that holds the pair, as `age-keygen` writes it; encrypted where there is a passphrase."""
    import pyrage

    text = f"# public key: {pair.public}\n{pair.private}\n".encode()
    content: bytes = pyrage.passphrase.encrypt(text, passphrase) if passphrase else text
    return content


def identities_of(path: Path, passphrase: Callable[[], str] | None = None) -> list[str]:
    """The private keys in a file as `age-keygen` or `key new` writes it; *passphrase* is asked for where it needs one.

    Raises:
        UnreadableFileError: it cannot be read, or holds none.
        BadKeyError: other users of the machine can read it, or it needs a passphrase and nobody can be asked.
        WrongKeyError: the passphrase is another one.
    """
    try:
        content = private_bytes(path)
    except PermissionError as error:
        raise BadKeyError(reason=_("other users can read {path}; chmod 600 helps").format(path=path)) from error
    except OSError as error:
        raise UnreadableFileError(path=path, reason=reason_of(error)) from error
    if content.startswith(_WRAPPED):
        content = _unwrapped(content, path, passphrase)
    found = [line.strip() for line in content.decode("utf-8", "replace").splitlines() if line.startswith(_PRIVATE)]
    if not found:
        raise UnreadableFileError(path=path, reason=_("it holds no private key of age"))
    return found


def is_wrapped(path: Path) -> bool:
    """Whether a passphrase protects the private key in a file.

    Raises:
        UnreadableFileError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(max(map(len, _WRAPPED))).startswith(_WRAPPED)
    except OSError as error:
        raise UnreadableFileError(path=path, reason=reason_of(error)) from error


def _unwrapped(content: bytes, path: Path, passphrase: Callable[[], str] | None) -> bytes:
    import pyrage

    if passphrase is None:
        reason = _("{path} needs its passphrase, and nobody can be asked; --passphrase-from FILE gives it")
        raise BadKeyError(reason=reason.format(path=path))
    try:
        opened: bytes = pyrage.passphrase.decrypt(content, passphrase())
    except pyrage.DecryptError as error:
        raise WrongKeyError(path=path) from error
    return opened
