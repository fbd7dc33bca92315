"""Errors about files whose retention ended."""

from asn_neutral.errors.base import AsnError
from asn_neutral.exit_codes import ExitCode
from asn_neutral.locale import N_


class DestroyedError(AsnError):
    """The file was destroyed, and nothing can be recorded or worked out of it any more."""

    exit_code = ExitCode.NOT_ALLOWED
    name = "destroyed"
    message = N_("The file of {number} was destroyed when its retention had ended (event {event}).")
    advice = N_("Its numbers, dates and outcome are left: `asn-neutral {noun} show {number}` shows them.")


class FileKeptError(AsnError):
    """A file cannot be destroyed, or not any more as it was proposed."""

    exit_code = ExitCode.NOT_ALLOWED
    name = "file-kept"
    message = N_("The file of {number} is kept: {reason}.")
    advice = N_("`asn-neutral retention propose --dry-run` lists what may be proposed.")


class ProposalDecidedError(AsnError):
    """A proposal was approved or rejected before."""

    exit_code = ExitCode.NOT_ALLOWED
    name = "proposal-decided"
    message = N_("Proposal {proposal} was decided on {on} by {actor}.")
    advice = N_("`asn-neutral retention show {proposal}` shows it.")
