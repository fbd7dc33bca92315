"""Recording one step of a case: what happened, under the rules, as one event."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.checks import Finding
from asn_neutral.domain.history import turn_of
from asn_neutral.domain.sanctioning import demand_reason_for
from asn_neutral.domain.workflow import apply
from asn_neutral.intake.typed import tidy
from asn_neutral.law.terms import Step
from asn_neutral.services.casework import docket
from asn_neutral.services.desk import Desk
from asn_neutral.services.judging import new_findings


@dataclass(frozen=True, slots=True)
class StepRecorded:
    """A step that was recorded: the case after it, what was noticed, and what the law has against it since.

    `event` is its place among all events of the register; None after a rehearsal, which keeps nothing. `findings` are
    those of the lawfulness check that were not there before the step.
    """

    step: Step
    state: CaseState
    warnings: tuple[str, ...]
    event: int | None
    findings: tuple[Finding, ...] = ()


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

    It is seen with the other cases of the respondent, which are read once. A file of steps does without: to weigh the
    person for each of a hundred thousand rows would cost more than all the rest, and what it tells happened long ago;
    `case check --all` weighs it afterwards.

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
        NotPermittedError: the user may not record that step.
        BarredError: and what else `domain.workflow.apply` raises; nothing is recorded then.
        ReasonNeededError: a sanction is decided on that the law does not open, and no reason was given.
        NoDatabaseError, DatabaseLockedError: and what else opening a register may raise.
    """
    told = {key: tidy(key, text) for key, text in given.items()}
    with docket(desk, rehearse=rehearse) as cases:
        case_id = cases.find(number)
        brief = cases.brief(case_id)
        cases.hold_to(case_id, brief.state, version)
        setting = replace(cases.setting, turn=turn_of(brief.state, brief.history, cases.setting.law))
        recorded = apply(brief.state, step, on, told, setting)
        demand_reason_for(recorded.event, brief.state, brief.history, cases.setting)
        seq = cases.keep(case_id, recorded.event, recorded.state)
    found = new_findings(brief, recorded.state, desk)
    return StepRecorded(step, recorded.state, recorded.warnings, None if rehearse else seq, found)
