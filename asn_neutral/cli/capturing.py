"""What is typed about evidence: an address, an account, instants as people write them."""

import re
from typing import Final

from asn_neutral.cli.context import Office
from asn_neutral.errors import UsageError
from asn_neutral.locale import _
from asn_neutral.services.evidence import Captured

_ADDRESS: Final = re.compile(r"https?://[^\s/]+\S*")
_TIME: Final = re.compile(r"(?P<day>.+?)[ T]+(?P<hour>[01][0-9]|2[0-3])[:.](?P<minute>[0-5][0-9])")


def captured_of(  # noqa: PLR0913, PLR0917 - the options of one command
    office: Office, source: str | None, account: str | None, posted: str | None, captured: str | None, note: str | None
) -> Captured:
    """What was typed, as it is kept.

    Raises:
        UsageError: the address is none, or a time is none.
        BadNeedError: a text holds what acts on a screen, or is too long.
    """
    from asn_neutral.intake.typed import tidy

    address = tidy("source", source) if source else None
    if address is not None and not _ADDRESS.fullmatch(address):
        raise UsageError(problem=_("--source: {text} is no address; write https://...").format(text=address))
    return Captured(
        source=address,
        account=tidy("account", account) if account else None,
        posted_at=_instant(office, "--posted", posted),
        captured_at=_instant(office, "--captured", captured),
        note=tidy("note", note) if note else None,
    )


def _instant(office: Office, option: str, text: str | None) -> str | None:
    """A day, and the time at the office where one was typed: `2024-10-03` or `2024-10-03 21:15`.

    Raises:
        UsageError: it is no day, or has not come yet.
    """
    if not text:
        return None
    found = _TIME.fullmatch(text.strip())
    day = office.day(option, found["day"] if found else text)
    if day > office.today:
        raise UsageError(problem=_("{option}: {day} has not come yet.").format(option=option, day=day.isoformat()))
    return f"{day.isoformat()} {found['hour']}:{found['minute']}" if found else day.isoformat()
