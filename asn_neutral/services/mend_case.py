"""Setting a case right: an entry corrected, the last one undone, deadlines computed anew; nothing is taken away."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.checks import Finding
from asn_neutral.domain.correcting import Corrected, Correction, correct, recompute, undo
from asn_neutral.domain.rights import Right
from asn_neutral.domain.setting import Setting
from asn_neutral.domain.starting import Moved
from asn_neutral.errors import BadNeedError
from asn_neutral.intake.typed import tidy
from asn_neutral.locale import _
from asn_neutral.services.casework import Docket, docket
from asn_neutral.services.desk import Desk
from asn_neutral.services.judging import new_findings


@dataclass(frozen=True, slots=True)
class Mended:
    """What was set right; `event` is its place among all events of the register, None after a rehearsal.

    `findings` are those of the lawfulness check that were not there before.
    """

    corrected: Corrected
    event: int | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class MovedClock:
    """A deadline of a case that moved."""

    number: str
    moved: Moved


def correct_entry(
    number: str, correction: Correction, desk: Desk, *, rehearse: bool = False, version: int | None = None
) -> Mended:
    """Let an entry of the case that *number* names read otherwise.

    Raises:
        NotFoundError, AmbiguousError: *number* names no case, or more than one.
        CaseChangedError: the case has more than *version* events; somebody saw that many.
        NoSuchEntryError, CorrectionBreaksError: and what else `domain.correcting.correct` raises.
    """
    given = {key: tidy(key, text) for key, text in correction.given.items()}
    told = replace(correction, given=given, reason=_reason(correction.reason))
    return _mend(number, lambda state, setting: correct(state, told, setting), desk, rehearse=rehearse, version=version)


def undo_last(number: str, reason: str, desk: Desk, *, rehearse: bool = False, version: int | None = None) -> Mended:
    """Make the last entry of the case that *number* names void.

    Raises:
        NotFoundError, AmbiguousError: *number* names no case, or more than one.
        CaseChangedError: the case has more than *version* events; somebody saw that many.
        NothingToUndoError: only its registration is on record.
    """
    why = _reason(reason)
    return _mend(number, lambda state, setting: undo(state, why, setting), desk, rehearse=rehearse, version=version)


def _reason(text: str) -> str:
    reason = tidy("reason", text)
    if not reason:
        raise BadNeedError(key="reason", expected=_("it is empty"))
    return reason


def _mend(
    number: str, change: Callable[[CaseState, Setting], Corrected], desk: Desk, *, rehearse: bool, version: int | None
) -> Mended:
    with docket(desk, rehearse=rehearse) as cases:
        case_id = cases.find(number)
        brief = cases.brief(case_id)
        cases.hold_to(case_id, brief.state, version)
        corrected = change(brief.state, cases.setting)
        seq = cases.keep(case_id, corrected.event, corrected.after)
    return Mended(corrected, None if rehearse else seq, new_findings(brief, corrected.after, desk))


def recompute_all(desk: Desk, *, rehearse: bool = False) -> tuple[MovedClock, ...]:
    """Compute the running deadlines of every case under the calendar of today; those that moved, by case.

    Raises:
        NoDatabaseError, DatabaseLockedError: and what else opening a register may raise.
    """
    with docket(desk, Right.CALENDAR, rehearse=rehearse, long=True) as cases:
        return recompute_each(cases, cases.setting)


def recompute_each(cases: Docket, setting: Setting) -> tuple[MovedClock, ...]:
    """The same inside a unit of work that is under way."""
    moved: list[MovedClock] = []
    for case_id, state in cases.begun():
        anew = recompute(state, setting)
        if anew is not None:
            cases.keep(case_id, anew.event, anew.after)
            moved += [MovedClock(state.number, one) for one in anew.moved]
    return tuple(moved)
