"""What tells one register from every other: its secret, when it was made, and the name that follows from both."""

from typing import Final

KEY_BYTES: Final = 32
_PERSON: Final = b"register"


def register_uuid(key: bytes, created_at: str) -> str:
    """The name of the register with this secret, made at this instant; whoever changes one of the three is found."""
    from hashlib import blake2b  # these two are not loaded by commands that only read
    from uuid import UUID

    digest = blake2b(created_at.encode(), key=key, digest_size=16, person=_PERSON).digest()
    return str(UUID(bytes=digest, version=4))
