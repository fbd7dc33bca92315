"""What is said of a sanction that waits for another of the same person, or is ended by one."""

from collections.abc import Iterator

from asn_neutral.domain.setting import Turn
from asn_neutral.locale import _


def told_of_turn(turn: Turn | None) -> Iterator[str]:
    """When the sanction is served; nothing where no other has a part in it."""
    if turn:
        told = _("Seen with another sanction of the same person, it is served from {begins} to {ends}.")
        yield told.format(begins=turn.begins_on or "…", ends=turn.ends_on or "…")
