"""What a row said, in the form the register keeps it: to mark it, to compare it, to check it later."""

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

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


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def of_complaint(row: "CheckedRow") -> Said:
    """The complaint's part of *row*, in the order of `COMPLAINT_FIELDS`."""
    return (
        row.letter_number,
        _day(row.letter_date),
        row.channel,
        row.received_on.isoformat(),
        row.happened_on.isoformat(),
        _day(row.known_on),
        row.place,
        row.district,
        row.election,
        row.summary,
        row.evidence,
    )


def of_respondent(row: "CheckedRow") -> Said:
    """The respondent's part of *row*, in the order of `RESPONDENT_FIELDS`; the unit by its folded name."""
    return (
        row.name,
        row.nip,
        row.employment,
        row.rank,
        row.position,
        row.position_class,
        unit_key(row.unit),
        ";".join(row.violations),
    )


def mark(said: Said, key: bytes) -> bytes:
    """The register's own mark of what was said: 16 bytes, keyed, the same for the same words.

    No field can hold the separators: the door refuses control characters.
    """
    return blake2b("\x1f".join([word or "" for word in said]).encode(), key=key, digest_size=16).digest()


def differing(before: Sequence[str | None], now: Said, fields: Sequence[str]) -> tuple[str, ...]:
    """The fields in which two sayings differ."""
    return tuple(name for name, old, new in zip(fields, before, now, strict=True) if (old or None) != (new or None))
