"""Errors of what was given: records that are not there, values and files that cannot be used."""

from asn_neutral.errors.base import AsnError, remedy_of
from asn_neutral.exit_codes import ExitCode
from asn_neutral.locale import N_, _


class NotFoundError(AsnError):
    """Nothing has the number or name the user gave."""

    exit_code = ExitCode.NOT_FOUND
    name = "not-found"
    message = N_("There is no {wanted}.")
    advice = N_("{remedy}")

    def __init__(self, *, wanted: str, noun: str = "", remedy: str = "") -> None:
        usual = _("`asn-neutral {noun} list` shows what there is.").format(noun=noun) if noun else ""
        super().__init__(wanted=wanted, remedy=remedy or usual)


class AmbiguousError(AsnError):
    """What was given as a number fits more than one record; *remedy* is for where more of it would not help."""

    exit_code = ExitCode.NOT_FOUND
    name = "ambiguous"
    message = N_("{wanted} fits more than one: {matches}.")
    advice = N_("{remedy}")

    def __init__(self, *, wanted: str, matches: str, remedy: str = "") -> None:
        super().__init__(wanted=wanted, matches=matches, remedy=remedy or _("Type more of the number."))


class DuplicateError(AsnError):
    """What was to be added is there already."""

    exit_code = ExitCode.DUPLICATE
    name = "duplicate"
    message = N_("{what} is already in the register as {number}.")
    advice = N_("{remedy}")

    def __init__(self, *, what: str, number: str, remedy: str = "") -> None:
        usual = _("Look at that one first; another complaint has another number, or is added with --separate.")
        super().__init__(what=what, number=number, remedy=remedy or usual)


class InvalidInputError(AsnError):
    """What was given by hand does not pass the checks a row of a file must pass; each reason says what would."""

    name = "invalid-input"
    message = N_("{reasons}")


class UnreadableFileError(AsnError):
    """A file from outside cannot be read at all; nothing of it was stored.

    What to do next is *remedy*, or stands in *reason* after a semicolon; otherwise it is what always helps.
    """

    exit_code = ExitCode.UNREADABLE
    name = "unreadable-file"
    message = N_("{path} cannot be read: {reason}.")
    advice = N_("{remedy}")

    def __init__(self, *, path: object, reason: object, remedy: str = "") -> None:
        usual = N_("Mend it, or name another file.")
        super().__init__(path=path, reason=reason, remedy=remedy_of(remedy, reason, usual))


class UnwritableError(AsnError):
    """The destination of a result cannot be written; an older file there is as it was.

    What to do next is said as in `UnreadableFileError`.
    """

    exit_code = ExitCode.UNWRITABLE
    name = "unwritable"
    message = N_("{path} cannot be written: {reason}.")
    advice = N_("{remedy}")

    def __init__(self, *, path: object, reason: object, remedy: str = "") -> None:
        usual = N_("Name another place, or see to it that this one can be written.")
        super().__init__(path=path, reason=reason, remedy=remedy_of(remedy, reason, usual))


class LawDataError(AsnError):
    """A file of law data does not hold together."""

    exit_code = ExitCode.UNREADABLE
    name = "law-data"
    message = N_("{file}, entry {entry}: {reason}.")
    advice = N_("Mend the file; nothing was computed with it.")


class NoCalendarError(AsnError):
    """A deadline needs the holidays of a year that the calendar does not have."""

    exit_code = ExitCode.NOT_ALLOWED
    name = "no-calendar"
    message = N_("The calendar has no holidays for {year}, so working days of that year cannot be counted.")
    advice = N_("Write its [[decree]] and days into the law_file; `asn-neutral law holidays add` adds single days.")


class ConfigError(AsnError):
    """The file of settings has something in it that the program does not know."""

    name = "config"
    message = N_("{file}: {reason}.")
    advice = N_("`asn-neutral help settings` explains every setting.")
