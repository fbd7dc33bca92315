"""Errors of keys: one that is none, one that does not fit."""

from asn_neutral.errors.base import AsnError
from asn_neutral.exit_codes import ExitCode
from asn_neutral.locale import N_


class BadKeyError(AsnError):
    """What was given as a key is none; it is never repeated."""

    exit_code = ExitCode.KEY
    name = "bad-key"
    message = N_("A key cannot be used: {reason}.")
    advice = N_("Copy it whole, on one line.")


class WrongKeyError(AsnError):
    """No key that was given opens what is sealed, or it was changed after it was sealed."""

    exit_code = ExitCode.KEY
    name = "wrong-key"
    message = N_("{path} is not opened by this key, or it is not whole.")
    advice = N_("Nothing was written. Name the file with the right private key.")
