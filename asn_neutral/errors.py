"""Every error a user can meet: exit code, stable name, a sentence and what to do; `help exit-codes` is made of it."""

import copyreg
from typing import ClassVar

from asn_neutral.exit_codes import EXIT_MEANINGS, ExitCode
from asn_neutral.locale import N_, _
from asn_neutral.refusals import reason_of

__all__ = ["EXIT_MEANINGS", "ExitCode", "reason_of"]  # and what is defined below


def _remedy(remedy: str, reason: object, usual: str) -> str:
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


class NoDatabaseError(AsnError):
    """There is no register where the user pointed."""

    exit_code = ExitCode.NO_DATABASE
    name = "no-database"
    message = N_("There is no register at {path}.")
    advice = N_("Run `asn-neutral init` to make one, or name another with --db.")


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


class NotFoundError(AsnError):
    """Nothing has the number or name the user gave."""

    exit_code = ExitCode.NOT_FOUND
    name = "not-found"
    message = N_("There is no {wanted}.")
    advice = N_("`asn-neutral {noun} list` shows what there is.")


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
    advice = N_("Look at that one first; another complaint has another number, or is added with --separate.")


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
        super().__init__(path=path, reason=reason, remedy=_remedy(remedy, reason, usual))


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
        super().__init__(path=path, reason=reason, remedy=_remedy(remedy, reason, usual))


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
