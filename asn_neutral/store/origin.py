"""What tells one register from every other: its secret, when it was made, and the name that follows from both."""

from collections.abc import Iterable
from typing import Final

KEY_BYTES: Final = 32
_PERSON: Final = b"register"


def register_uuid(key: bytes, created_at: str, custodians: Iterable[tuple[str, str]] = ()) -> str:
    """The name of the register with this secret, made at this instant with these *custodians* (name and public key).

    Whoever changes one of these is found.
    """
    from hashlib import blake2b  # these two are not loaded by commands that only read
    from uuid import UUID

    made_of = "\n".join((created_at, *("=".join(custodian) for custodian in custodians)))
    digest = blake2b(made_of.encode(), key=key, digest_size=16, person=_PERSON).digest()
    return str(UUID(bytes=digest, version=4))
