"""Errors of the procedure: a step that the law, the state or the calendar does not allow."""

from asn_neutral.errors.base import AsnError
from asn_neutral.exit_codes import ExitCode
from asn_neutral.locale import N_


class BarredError(AsnError):
    """The law or the procedure bars a step; the sentence names the article, the advice what may be done instead."""

    exit_code = ExitCode.NOT_ALLOWED
    name = "barred"
    message = N_("The step {step} is not open: {reason} ({basis}).")
    advice = N_("Open now: {instead}.")


class StepTooEarlyError(AsnError):
    """A day lies before the one it has to follow."""

    exit_code = ExitCode.NOT_ALLOWED
    name = "step-too-early"
    message = N_("{on} lies before {earliest}, the day of {before}.")
    advice = N_("Give a later day; if the earlier entry is wrong, correct that one first.")


class FutureDayError(AsnError):
    """A step was to be recorded for a day that has not come."""

    exit_code = ExitCode.NOT_ALLOWED
    name = "future-day"
    message = N_("{on} has not come yet; a step is recorded when it has happened.")
    advice = N_("Record it on that day.")


class NoSuchDayError(AsnError):
    """A date names a day that the calendar does not have."""

    name = "no-such-day"
    message = N_("There is no day {text} in the calendar.")
    advice = N_("Write the day as 2024-08-12.")


class MissingNeedsError(AsnError):
    """A step was not told everything it needs."""

    name = "missing-needs"
    message = N_("The step {step} also needs: {told}.")
    advice = N_("Give each with --with KEY=VALUE.")

    def __init__(self, *, step: object, keys: str, told: str = "") -> None:
        """*told* says in words what the *keys* are."""
        super().__init__(step=step, keys=keys, told=told or keys)


class UnknownNeedError(AsnError):
    """A step was told something under a key it does not have."""

    name = "unknown-need"
    message = N_("The step {step} does not ask for {key}.")
    advice = N_("It takes: {keys}.")


class BadNeedError(AsnError):
    """What was given under a key is not a value it can have."""

    name = "bad-need"
    message = N_("The value of {key} does not fit: {expected}.")
    advice = N_("Give another value.")


class ReasonNeededError(AsnError):
    """The step is out of the ordinary; the officer may decide so, but the reason goes on record."""

    exit_code = ExitCode.NOT_ALLOWED
    name = "reason-needed"
    message = N_("The step {step} needs a reason on record: {why} ({basis}).")
    advice = N_("Give it with --with reason=TEXT, or choose otherwise.")


class CaseChangedError(AsnError):
    """Somebody else recorded something of the case while a person was being asked about it."""

    exit_code = ExitCode.NOT_ALLOWED
    name = "case-changed"
    message = N_("Case {number} has changed meanwhile: {what}. Nothing was recorded.")
    advice = N_("Look at it with `asn-neutral case next {number}` and decide anew.")


class NoDecisionError(AsnError):
    """The days of a decision were asked for, and the case has none."""

    exit_code = ExitCode.NOT_ALLOWED
    name = "no-decision"
    message = N_("Case {number} has no decision whose days could be computed.")
    advice = N_("`asn-neutral case next {number}` shows what may follow.")


class NothingToUndoError(AsnError):
    """The case has no step that could be undone."""

    exit_code = ExitCode.NOT_ALLOWED
    name = "nothing-to-undo"
    message = N_("Case {number} has no step to undo: only its registration is on record.")
    advice = N_("Correct the registration with `asn-neutral case correct`.")


class NoSuchEntryError(AsnError):
    """The case has no entry of that number, or it is not one that can be corrected."""

    exit_code = ExitCode.NOT_FOUND
    name = "no-such-entry"
    message = N_("Case {number} has no entry {entry} that can be corrected.")
    advice = N_("Entries that can be: {entries}.")


class CorrectionBreaksError(AsnError):
    """With the correction a later step would not have been lawful."""

    exit_code = ExitCode.NOT_ALLOWED
    name = "correction-breaks"
    message = N_("With that correction entry {entry} ({step}) could not stand: {reason}")
    advice = N_("Undo the later steps first, the last one first.")
