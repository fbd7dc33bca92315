"""Errors of the register itself: not there, in use, of another version, damaged, open to others."""

import shlex
from pathlib import Path

from asn_neutral.errors.base import AsnError
from asn_neutral.exit_codes import ExitCode
from asn_neutral.locale import N_, _


class NoDatabaseError(AsnError):
    """There is no register where the user pointed."""

    exit_code = ExitCode.NO_DATABASE
    name = "no-database"
    message = N_("There is no register at {path}.")
    advice = N_("Run `asn-neutral --db {word} init` to make one, or name another with --db.")

    def __init__(self, *, path: Path) -> None:
        super().__init__(path=path, word=shlex.quote(str(path)))


class DatabaseExistsError(AsnError):
    """`init`, or another command that makes a file to work on, was pointed at something that is already there."""

    exit_code = ExitCode.UNWRITABLE
    name = "exists"
    message = N_("There is already a file at {path}; it was left as it is.")
    advice = N_("{remedy}")

    def __init__(self, *, path: object, remedy: str = "") -> None:
        remedy = remedy or _("Name another place with --db, or move that file away first.")
        super().__init__(path=path, remedy=remedy)


class DatabaseUnsupportedError(AsnError):
    """The address names a kind of database that this version cannot open."""

    name = "unsupported-database"
    message = N_("{url} is not a register this version can open.")
    advice = N_("Give the path of an SQLite file.")


class DatabaseLockedError(AsnError):
    """Another process kept the register locked for longer than the stated wait; `holder` names it where it is known."""

    exit_code = ExitCode.LOCKED
    name = "locked"
    message = N_("The register is in use by {holder} (waited {seconds} s).")
    advice = N_("Try again when it has finished.")

    def __init__(self, *, seconds: int, holder: str = "") -> None:
        super().__init__(seconds=seconds, holder=holder or _("another process"))


class NewerDatabaseError(AsnError):
    """The register was written by a newer program."""

    exit_code = ExitCode.NEWER_PROGRAM
    name = "newer-database"
    message = N_("{path} was made by a newer version of the program (schema {found}; this one knows {known}).")
    advice = N_("Install the newer version.")


class OlderDatabaseError(AsnError):
    """The register waits for a migration."""

    exit_code = ExitCode.NEWER_PROGRAM
    name = "older-database"
    message = N_("{path} has schema {found}; this program needs {known}.")
    advice = N_("Run `asn-neutral db upgrade`; it makes a backup first.")


class NotARegisterError(AsnError):
    """The file is there but it is not a register, or not a whole one."""

    exit_code = ExitCode.BROKEN
    name = "not-a-register"
    message = N_("{path} is not a whole register of this program: {reason}.")
    advice = N_("Nothing was changed. Restore it from a backup, or name another file with --db.")


class BrokenDatabaseError(AsnError):
    """SQLite or the chain of events says that the register is damaged."""

    exit_code = ExitCode.BROKEN
    name = "broken-database"
    message = N_("{path} is damaged: {reason}.")
    advice = N_("Do not go on writing to it; restore the last good backup.")


class UnsafeDatabaseError(AsnError):
    """The file, its folder or what lies beside it is open to changes by other users; `remedy` says what helps."""

    exit_code = ExitCode.NOT_PERMITTED
    name = "unsafe-database"
    message = N_("{path} can be changed by other users of this machine.")
    advice = N_("{remedy}")

    def __init__(self, *, path: object, remedy: str = "") -> None:
        super().__init__(path=path, remedy=remedy or _("Take that right away first: chmod 600 on the file."))


class NetworkShareError(AsnError):
    """The register lies where several machines reach it; their locks cannot be trusted there."""

    exit_code = ExitCode.NOT_PERMITTED
    name = "network-share"
    message = N_("{path} is on a network share ({kind}), where a register is not safe.")
    advice = N_("Keep it on a disk of this machine.")
