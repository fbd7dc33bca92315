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


class NoCustodianError(AsnError):
    """Somebody is named who complained, and there is nobody to seal that to."""

    exit_code = ExitCode.KEY
    name = "no-custodian"
    message = N_("This register has no custodian, so who complained cannot be sealed; nothing was stored.")
    advice = N_("Name one with `asn-neutral key add NAME PUBLIC-KEY`.")


class CustodiansError(AsnError):
    """Too many custodians, none at all, or one that is not named as it should be."""

    name = "custodians"
    message = N_("About custodians: {reason}.")
    advice = N_("`asn-neutral help privacy` explains who they are.")


class WrongKeyError(AsnError):
    """No key that was given opens what is sealed, or it was changed after it was sealed."""

    exit_code = ExitCode.KEY
    name = "wrong-key"
    message = N_("{path} is not opened by this key, or it is not whole.")
    advice = N_("Nothing was written. Name the file with the right private key.")
