"""What the commands that set a case right do besides reading their options."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

from asn_neutral.cli.context import Office
from asn_neutral.cli.desk import desk_of
from asn_neutral.cli.records import case_of
from asn_neutral.domain.correcting import Correction
from asn_neutral.errors import UsageError
from asn_neutral.locale import _, ngettext
from asn_neutral.output.asking import ask
from asn_neutral.reports.mended import in_words
from asn_neutral.services.mend_case import Mended, MovedClock, correct_entry, recompute_all, undo_last


class Mend(Protocol):
    """Set a case right, or rehearse it."""

    def __call__(self, *, rehearse: bool = False, version: int | None = None) -> Mended:
        """What was, or would be, set right."""
        ...


_MANY: Final = 3
"""Cases from which a change is confirmed first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which case is to be set right, why, and how."""

    number: str
    reason: str | None
    rehearse: bool
    yes: bool


def correct(office: Office, asked: Asked, make: Callable[[str], Correction]) -> Mended | None:
    """The correction that *make* makes of a reason; None when the person says no after seeing what it changes."""
    correction = make(_reason(office, asked.reason))
    state = case_of(office, asked.number)
    return _confirmed(office, partial(correct_entry, state.number, correction, desk_of(office)), asked, state.version)


def undo(office: Office, asked: Asked) -> Mended | None:
    """The last entry made void; None when the person says no after seeing what that changes."""
    reason = _reason(office, asked.reason)
    state = case_of(office, asked.number)
    return _confirmed(office, partial(undo_last, state.number, reason, desk_of(office)), asked, state.version)


def _reason(office: Office, reason: str | None) -> str:
    """The reason; asked of a person where none was given.

    Raises:
        UsageError: There is none and nobody is there to be asked.
    """
    while not reason:
        if not office.interactive:
            raise UsageError(problem=_("These are missing: {options}.").format(options="--reason"))
        reason = ask(_("Reason"))
    return reason


def _confirmed(office: Office, mend: Mend, asked: Asked, version: int) -> Mended | None:
    """The change, made of a case with *version* events; on a terminal it is shown first.

    What others record meanwhile is noticed: the last entry would be another one.
    """
    if asked.rehearse or asked.yes or not office.interactive:
        return mend(rehearse=asked.rehearse, version=version)
    found = mend(rehearse=True).corrected
    for line in in_words(found):
        office.say(f"  {line}")
    if not office.confirm(_("Record it?")):
        office.say(_("Nothing was changed."))
        return None
    return mend(version=found.before.version)


def recompute(office: Office, *, rehearse: bool, yes: bool) -> tuple[MovedClock, ...] | None:
    """Every running deadline computed anew; three cases or more are confirmed first, None when the answer is no."""
    desk = desk_of(office)
    if rehearse or yes or confirm_moves(office, recompute_all(desk, rehearse=True)):
        return recompute_all(desk, rehearse=rehearse)
    return None


def confirm_moves(office: Office, moved: tuple[MovedClock, ...]) -> bool:
    """Whether deadlines may move; the person is asked where three cases or more are concerned.

    Raises:
        UsageError: So many are, and nobody is there to be asked.
    """
    count = len({one.number for one in moved})
    text = ngettext("Deadlines of {count} case move. Record it?", "Deadlines of {count} cases move. Record it?", count)
    if count < _MANY or office.confirm(text.format(count=count)):
        return True
    office.say(_("Nothing was changed."))
    return False
