"""Recording one step of a case: what happened, under the rules, as one event."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.workflow import apply
from asn_neutral.intake.typed import tidy
from asn_neutral.law.terms import Step
from asn_neutral.services.casework import docket
from asn_neutral.services.desk import Desk


@dataclass(frozen=True, slots=True)
class StepRecorded:
    """A step that was recorded: the case after it, and what was noticed.

    `event` is its place among all events of the register; None after a rehearsal, which keeps nothing.
    """

    step: Step
    state: CaseState
    warnings: tuple[str, ...]
    event: int | None


def record_step(  # noqa: PLR0913 - what a step is, and how it is to be recorded
    number: str,
    step: Step,
    on: date,
    given: Mapping[str, str],
    desk: Desk,
    *,
    rehearse: bool = False,
    version: int | None = None,
) -> StepRecorded:
    """Record a step of the case that *number* names, which happened on the day *on*.

    Args:
        number: The number of the case, or a beginning of it that fits one only.
        step: What happened.
        on: The day it happened.
        given: What the step is to be told, by the keys of `Need`.
        desk: Where and as whom it is recorded.
        rehearse: Do everything and keep nothing.
        version: How many events the person saw who decided on the step; None where nobody looked before.

    Raises:
        NotFoundError, AmbiguousError: *number* names no case, or more than one.
        CaseChangedError: more was recorded since the person looked.
        BadNeedError: a text that was given does not pass the door.
        BarredError: and what else `domain.workflow.apply` raises; nothing is recorded then.
        NoDatabaseError, DatabaseLockedError: and what else opening a register may raise.
    """
    told = {key: tidy(key, text) for key, text in given.items()}
    with docket(desk, rehearse=rehearse) as cases:
        case_id, state = cases.open(number)
        cases.hold_to(case_id, state, version)
        recorded = apply(state, step, on, told, desk.setting)
        seq = cases.keep(case_id, recorded.event, recorded.state)
    return StepRecorded(step, recorded.state, recorded.warnings, None if rehearse else seq)
