"""What a row said, in the form the register keeps it: to mark it, to compare it, to check it later."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

Said = tuple[str | None, ...]

COMPLAINT_FIELDS: Final = (
    "number", "letter_number", "letter_date", "channel", "received_on", "happened_on", "known_on", "place",
    "district", "election", "summary", "evidence",
)  # fmt: skip
"""What a row says of the complaint; rows of one number agree in it. The complainant is marked apart."""
RESPONDENT_FIELDS: Final = (
    "name", "nip", "employment", "rank", "position", "position_class", "unit", "violations",
)  # fmt: skip
"""What a row says of its respondent; the unit as folded, the codes joined."""
MARK_BYTES: Final = 16


def mark(said: Said, key: bytes) -> bytes:
    """The register's own mark of what was said: 16 bytes, keyed, the same for the same words."""
    return blake2b(joined(said), key=key, digest_size=MARK_BYTES).digest()


def joined(said: Said) -> bytes:
    """What a mark is made of. No field can hold the separators: the door refuses control characters."""
    return "\x1f".join([word or "" for word in said]).encode()


def differing(before: Sequence[str | None], now: Said, fields: Sequence[str]) -> tuple[str, ...]:
    """The fields in which two sayings differ."""
    return tuple(name for name, old, new in zip(fields, before, now, strict=True) if (old or None) != (new or None))
