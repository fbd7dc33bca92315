"""What every error a user can meet has in common: exit code, stable name, a sentence and what to do."""

import copyreg
from typing import ClassVar

from asn_neutral.exit_codes import ExitCode
from asn_neutral.locale import N_, _


def remedy_of(remedy: str, reason: object, usual: str) -> str:
    """What to do next: *remedy* where one is given, nothing where *reason* says it after a semicolon, else *usual*."""
    return remedy or ("" if ";" in str(reason) else _(usual))


class AsnError(Exception):
    """An error a user can meet.

    `message` is one plain sentence with ``{names}`` filled from the keyword arguments, `advice` says
    what to do next, `name` is stable for scripts. Arguments never carry personal data.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE
    name: ClassVar[str] = "error"
    message: ClassVar[str] = ""
    advice: ClassVar[str] = ""

    def __init__(self, **details: object) -> None:
        super().__init__()
        self.details = details

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes as it is; making it anew would ask for what its class asks for."""
        return copyreg.__newobj__, (type(self),), self.__dict__  # type: ignore[attr-defined]  # pickle knows it so

    def __str__(self) -> str:
        """The sentence and the advice, in the language in force."""
        parts = (_(part).format(**self.details) for part in (self.message, self.advice) if part)
        return " ".join(part for part in parts if part)


class UsageError(AsnError):
    """The words of the command do not fit together; *problem* also says what would."""

    name = "usage"
    message = N_("{problem}")


class BugError(AsnError):
    """Something nobody should meet, met all the same; told in a sentence instead of a traceback."""

    exit_code = ExitCode.BUG
    name = "bug"
    message = N_("Something went wrong inside the program ({what}).")
    advice = N_("Nothing half done was kept. Please report it with what --debug adds.")
