"""What a row said, in the form the register keeps it: to mark it, to compare it, to check it later."""

from collections.abc import Callable, Sequence
from datetime import date
from hashlib import blake2b
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from asn_neutral.intake.names import unit_key

if TYPE_CHECKING:  # a check of the register uses this without the door's library
    from asn_neutral.intake.row import CheckedRow

Said = tuple[str | None, ...]

COMPLAINT_FIELDS: Final = (
    "letter_number", "letter_date", "channel", "received_on", "happened_on", "known_on", "place", "district",
    "election", "summary", "evidence",
)  # fmt: skip
"""What a row says of the complaint; rows of one number agree in it. The complainant is never marked."""
RESPONDENT_FIELDS: Final = (
    "name", "nip", "employment", "rank", "position", "position_class", "unit", "violations",
)  # fmt: skip


_complaint_part: Final[Callable[[Sequence[str | None]], Said]] = itemgetter(1, 2, 3, 4, 5, 6, 7, 8, 17, 18, 19)
_respondent_part: Final[Callable[[Sequence[str | None]], Said]] = itemgetter(9, 10, 11, 12, 13, 14, 15, 16)
"""Where the fields stand in a checked row; a test compares them with its names."""


def stored_form(row: "CheckedRow") -> list[str | None]:
    """*row* field by field as the register keeps it: days as ISO words, codes joined."""
    return [
        word.isoformat() if isinstance(word, date) else ";".join(word) if isinstance(word, tuple) else word
        for word in row
    ]


def of_complaint(stored: Sequence[str | None]) -> Said:
    """The complaint's part of a row in its stored form, in the order of `COMPLAINT_FIELDS`."""
    return _complaint_part(stored)


def of_respondent(stored: Sequence[str | None]) -> Said:
    """The respondent's part of a row in its stored form, in the order of `RESPONDENT_FIELDS`; the unit as folded."""
    *post, unit, codes = _respondent_part(stored)
    return (*post, unit_key(unit or ""), codes)


def mark(said: Said, key: bytes) -> bytes:
    """The register's own mark of what was said: 16 bytes, keyed, the same for the same words.

    No field can hold the separators: the door refuses control characters.
    """
    return blake2b("\x1f".join([word or "" for word in said]).encode(), key=key, digest_size=16).digest()


class Sayings(NamedTuple):
    """Both parts of a row with their marks."""

    complaint: Said
    complaint_mark: bytes
    respondent: Said
    respondent_mark: bytes


def sayings_of(row: "CheckedRow", key: bytes) -> Sayings:
    """What *row* says, marked with the register's key."""
    stored = stored_form(row)
    complaint, respondent = of_complaint(stored), of_respondent(stored)
    return Sayings(complaint, mark(complaint, key), respondent, mark(respondent, key))


def differing(before: Sequence[str | None], now: Said, fields: Sequence[str]) -> tuple[str, ...]:
    """The fields in which two sayings differ."""
    return tuple(name for name, old, new in zip(fields, before, now, strict=True) if (old or None) != (new or None))
