"""What tells one register from every other: its secret, when it was made, and the name that follows from both."""

from hashlib import blake2b
from typing import Final
from uuid import UUID

KEY_BYTES: Final = 32
_PERSON: Final = b"register"


def register_uuid(key: bytes, created_at: str) -> str:
    """The name of the register with this secret, made at this instant; whoever changes one of the three is found."""
    digest = blake2b(created_at.encode(), key=key, digest_size=16, person=_PERSON).digest()
    return str(UUID(bytes=digest, version=4))
