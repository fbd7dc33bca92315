"""What `asn-neutral law holidays add` does besides reading its options."""

from functools import partial

from asn_neutral.cli.context import Office
from asn_neutral.cli.desk import desk_of
from asn_neutral.cli.mending import confirm_moves
from asn_neutral.errors import UsageError
from asn_neutral.law.terms import DayKind
from asn_neutral.locale import _
from asn_neutral.services.add_holiday import DayOff, HolidayAdded, add_holiday


def add(office: Office, day_off: DayOff, *, rehearse: bool, yes: bool) -> HolidayAdded | None:
    """The day off, added; None when the person says no after hearing how many cases it moves.

    Raises:
        UsageError: The office has no law file, kind or first day do not fit, or nobody is there to confirm.
    """
    if office.law_file is None:
        problem = _("The office has no law file yet: name one as law_file in the settings, or in ASN_NEUTRAL_LAW_FILE.")
        raise UsageError(problem=problem)
    if day_off.kind is DayKind.WEEKEND:
        raise UsageError(problem=_("--kind: a weekend is off anyway."))
    if day_off.since > day_off.day:
        raise UsageError(problem=_("--since: a day off counts only when it was set by that very day."))
    put = partial(add_holiday, day_off, office.law_file, partial(desk_of, office))
    if rehearse or yes or confirm_moves(office, put(rehearse=True).moved):
        return put(rehearse=rehearse)
    return None
