"""What `schedule install` and `schedule uninstall` do besides reading their options."""

import os
import sys
from pathlib import Path
from typing import Final

from asn_neutral.cli.context import Office
from asn_neutral.config import VARIABLES, Origin
from asn_neutral.errors import UnwritableError
from asn_neutral.locale import _
from asn_neutral.output.formats import FormatName
from asn_neutral.reports.schedules import installed
from asn_neutral.services import crontab, user_timer
from asn_neutral.services.crontab import Job

_NAMED: Final = frozenset({"database", "language"})
"""Settings that have an option of their own."""


def put_in_place(office: Office, *, systemd: bool, rehearse: bool, format: FormatName | None) -> None:  # noqa: A002 - the word of the option
    """Let cron or systemd run what is due, and show by which lines.

    Raises:
        UnwritableError: They cannot be put there.
        NoDatabaseError: And what else opening a register may raise.
    """
    with office.reading():  # a wrong path would fail every five minutes, with nobody to see it
        job = job_of(office)
    if systemd:
        lines = user_timer.install(job, _timers(), rehearse=rehearse)
    else:
        lines = crontab.install(job, rehearse=rehearse)
    office.show(installed(str(job.register), lines, rehearse=rehearse), format=format)


def take_away(office: Office, *, systemd: bool, rehearse: bool, format: FormatName | None) -> None:  # noqa: A002 - the word of the option
    """Let cron or systemd run nothing any more for this register; the register itself need not be there.

    Raises:
        UnwritableError: The lines cannot be taken away.
    """
    register = _whole(office.database)
    if systemd:
        user_timer.uninstall(register, _timers(), rehearse=rehearse)
    else:
        crontab.uninstall(register, rehearse=rehearse)
    office.show(installed(str(register), None, rehearse=rehearse), format=format)


def job_of(office: Office) -> Job:
    """What cron calls: this program on this register under the settings of now, all that the environment gives named.

    Raises:
        UnwritableError: The path of the register cannot stand in one line.
    """
    settings = office.settings
    register = _whole(office.database)
    words = [*_program(), "--no-input", "--db", str(register)]
    if settings.file is not None:
        words += ["--config", str(_whole(settings.file))]
    if settings.origins["language"] in {Origin.FLAG, Origin.ENVIRONMENT}:
        words += ["--lang", settings.language]
    taken = [name for name in VARIABLES if settings.origins[name] is Origin.ENVIRONMENT and name not in _NAMED]
    variables = {VARIABLES[name]: _text(getattr(settings, name)) for name in taken}
    return Job(register, (*words, "schedule", "run", "--due"), variables)


def _text(value: object) -> str:
    """A setting as a variable gives it; a path means the same from everywhere."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value.absolute()) if isinstance(value, Path) else str(value)


def _whole(path: Path) -> Path:
    """The path in full.

    Raises:
        UnwritableError: It cannot stand in one line.
    """
    whole = path.absolute()
    if not str(whole).isprintable():
        raise UnwritableError(path=repr(str(whole)), reason=_("such a path cannot stand in a line for cron"))
    return whole


def _program() -> list[str]:
    """How this program is called from everywhere: by its own name where it is installed, or else through Python.

    `-P` keeps modules of the folder that cron starts in from being taken for Python's.
    """
    own = Path(sys.executable).with_name("asn-neutral")
    return [str(own)] if own.is_file() and os.access(own, os.X_OK) else [sys.executable, "-P", "-m", "asn_neutral"]


def _timers() -> Path:
    """Where systemd looks for the timers of this user."""
    named = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    return (named if named.is_absolute() else Path.home() / ".config") / "systemd" / "user"
