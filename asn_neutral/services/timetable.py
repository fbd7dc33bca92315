"""Where schedules are kept, what time it is, and how the register writes instants."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Final

_FORM: Final = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Timetable:
    """The register, the person, and the time, for one command that works on schedules.

    What is due is so at `moment`; `since` is the instant from which a schedule that is added now counts. Both are now,
    unless the program was told to take another day for today: then the end and the beginning of that day. `clock`
    gives this very instant, for what is put on record. `login` is the user of the system, `sender` the
    address that mail comes from.
    """

    database: Path
    zone: tzinfo
    since: datetime
    moment: datetime
    clock: Callable[[], datetime]
    actor: str
    sender: str | None = None
    wait_seconds: int = 30
    login: str = ""


def at_text(instant: datetime) -> str:
    """An instant as the register keeps it, in UTC."""
    return f"{instant.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"


def at_instant(text: str) -> datetime:
    """The instant that the register keeps as *text*."""
    return datetime.strptime(text, _FORM).replace(tzinfo=UTC)
