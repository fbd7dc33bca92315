"""Backups by their names, and which of them have served."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

_MADE: Final = "%Y%m%dT%H%M%SZ"
_NAME: Final = re.compile(
    r"asn-neutral-(?P<register>[0-9a-f]{8})-(?P<made>[0-9]{8}T[0-9]{6}Z)-(?P<events>[0-9]{1,12})\.tar(?P<age>\.age)?"
)
SHORT: Final = 8
"""Figures of the register's name that stand in the name of a backup."""


@dataclass(frozen=True, slots=True, order=True)
class BackupName:
    """What the name of a backup says: when it was made (UTC), of how many events, of which register, encrypted or not.

    They are ordered by when they were made.
    """

    made_at: datetime
    events: int
    register: str
    encrypted: bool = False

    def __str__(self) -> str:
        """The name of the file."""
        ending = ".tar.age" if self.encrypted else ".tar"
        return f"asn-neutral-{self.register}-{self.made_at:{_MADE}}-{self.events}{ending}"


def backup_name(text: str) -> BackupName | None:
    """What the name of a file says, if it is that of a backup."""
    found = _NAME.fullmatch(text)
    if found is None:
        return None
    try:
        made_at = datetime.strptime(found["made"], _MADE).replace(tzinfo=UTC)
    except ValueError:
        return None
    return BackupName(made_at, int(found["events"]), found["register"], found["age"] is not None)


def have_served(names: Iterable[BackupName], *, keep: int, days: int, now: datetime) -> list[BackupName]:
    """The backups that may go, the oldest first: neither among the newest *keep* nor made in the last *days*.

    Args:
        names: Backups of one register.
        keep: How many of the newest stay whatever their age; at least one does.
        days: A backup made so many days ago, to the second, still stays.
        now: This instant.
    """
    newest_first = sorted(names, reverse=True)
    return sorted(name for name in newest_first[max(keep, 1) :] if now - name.made_at > timedelta(days=days))
