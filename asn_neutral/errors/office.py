"""Errors of the office itself: who may do what, schedules and mail."""

from asn_neutral.errors.base import AsnError
from asn_neutral.exit_codes import ExitCode
from asn_neutral.locale import N_, _


class JobRunningError(AsnError):
    """A job that must not run twice at once is being run by another process."""

    exit_code = ExitCode.LOCKED
    name = "job-running"
    message = N_("{name} is being run by {holder}.")
    advice = N_("Nothing was done; let that one finish.")

    def __init__(self, *, name: str, holder: str = "") -> None:
        super().__init__(name=name, holder=holder or _("another process"))


class ScheduleExistsError(AsnError):
    """A schedule was to be added under a name that another one has."""

    exit_code = ExitCode.DUPLICATE
    name = "schedule-exists"
    message = N_("There is already a schedule {schedule}.")
    advice = N_("Remove it first with `asn-neutral schedule remove {schedule}`, or choose another name.")


class MailUnsentError(AsnError):
    """No mail could be handed on; what was to be sent waits in the outbox."""

    exit_code = ExitCode.UNWRITABLE
    name = "mail-unsent"
    message = N_("Mail was not sent: {reason}.")
    advice = N_("It stays in the outbox; `asn-neutral schedule run --due` tries again.")


class NotPermittedError(AsnError):
    """The register knows its users, and this one may not do that."""

    exit_code = ExitCode.NOT_PERMITTED
    name = "not-permitted"
    message = N_("{name} may not do this: {what}.")
    advice = N_("Who may: {who}. `asn-neutral user rights` shows all of it.")


class UsersError(AsnError):
    """The users of a register would no longer be as they have to be."""

    name = "users"
    message = N_("The users cannot be so: {reason}.")
    advice = N_("`asn-neutral user list` shows them.")
