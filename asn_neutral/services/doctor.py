"""Looking a whole installation over: what is in order, what to mind and what is wrong; nothing is changed.

One small function looks at one thing. What keeps it from looking is what it tells, not an error.
"""

import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum, unique
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

from asn_neutral import __version__
from asn_neutral.config import Settings
from asn_neutral.errors import AsnError
from asn_neutral.law.book import Book
from asn_neutral.locale import N_, _, ngettext
from asn_neutral.services.backups import backups_of
from asn_neutral.services.check_register import UNREADABLE
from asn_neutral.services.custodians import custodians_of
from asn_neutral.services.evidence import Standing, evidence_left, glanced_evidence
from asn_neutral.services.restoring import verify_backup
from asn_neutral.services.schedules import standings, troubled_mails
from asn_neutral.services.sealing import is_wrapped
from asn_neutral.services.timetable import Timetable
from asn_neutral.services.users import users_of
from asn_neutral.store.place import copied_by, work_tree
from asn_neutral.store.reader import reading


@unique
class Condition(StrEnum):
    """How something stands, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    OK = "ok"


class Sign(NamedTuple):
    """What was found of one subject (a msgid), in the language in force, and what to do about it."""

    condition: Condition
    subject: str
    said: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """What is looked over, and the day and the instant (UTC) at which."""

    settings: Settings
    law: Callable[[], Book]
    table: Timetable
    today: date
    now: datetime

    @property
    def database(self) -> Path:
        """The register."""
        return self.settings.database

    @property
    def wait(self) -> int:
        """Seconds to wait for it."""
        return self.settings.lock_wait_seconds


Look = Callable[[Patient], Iterator[Sign]]
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_ROOM: Final = 200_000_000  # bytes
_NEXT_YEAR_FROM: Final = 10  # the month in which the holidays of the next year are usually decreed
_NEWER: Final = N_("Install a newer version, or add them to your own law file.")
_OLDEST_SQLITE: Final = (3, 37, 0)  # the first with STRICT tables


def examine(patient: Patient) -> list[Sign]:
    """Every sign, the worst first; what keeps several looks from being taken is told once."""
    signs: dict[str, Sign] = {}
    for subject, look in _LOOKS.items():
        for sign in _looked(subject, look, patient):
            signs.setdefault(sign.said, sign)
    return sorted(signs.values(), key=lambda sign: list(Condition).index(sign.condition))


def _looked(subject: str, look: Look, patient: Patient) -> Iterator[Sign]:
    """What one look tells; an error that a user can meet is a sign too."""
    try:
        for sign in look(patient):
            yield sign._replace(subject=subject)
    except AsnError as error:
        yield Sign(Condition.ERROR, subject, str(error))


def _ok(said: str) -> Sign:
    return Sign(Condition.OK, "", said)


def _mind(said: str, remedy: str) -> Sign:
    return Sign(Condition.WARNING, "", said, remedy)


def _wrong(said: str, remedy: str) -> Sign:
    return Sign(Condition.ERROR, "", said, remedy)


def _program(_patient: Patient) -> Iterator[Sign]:
    versions = _("asn-neutral {own}, Python {python}, SQLite {sqlite}").format(
        own=__version__, python=".".join(map(str, sys.version_info[:3])), sqlite=sqlite3.sqlite_version
    )
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        yield _wrong(versions, _("Use a Python whose SQLite is 3.37 or newer."))
    else:
        yield _ok(versions)
    if find_spec("typst") is None:
        yield _mind(_("reports cannot be made as PDF"), "pip install 'asn-neutral[pdf]'")


def _register(patient: Patient) -> Iterator[Sign]:
    with reading(patient.database, wait_seconds=patient.wait):
        size = patient.database.stat().st_size
    yield _ok(_("{path} opens; {size} bytes").format(path=patient.database, size=size))


def _place(patient: Patient) -> Iterator[Sign]:
    path = patient.database.absolute()
    if service := copied_by(path):
        said = _("the register lies in {folder}, which another program copies while it is written")
        remedy = _("Move it out of there, and let `asn-neutral backup create` put copies there instead.")
        yield _mind(said.format(folder=service), remedy)
    if tree := work_tree(path):
        said = _("the register lies in the git work tree {folder}, from where it is easily published")
        yield _mind(said.format(folder=tree), _("Move it to a folder of its own."))
    if not path.parent.is_dir():
        return
    for beside in (path.parent, path, *_beside(path)):
        if os.name == "posix" and beside.exists() and stat.S_IMODE(beside.stat().st_mode) & _OTHERS:
            said = _("other users of this machine can look into {path}").format(path=beside)
            yield _mind(said, f"chmod go-rwx '{beside}'")
    free = shutil.disk_usage(path.parent).free
    needed = _ROOM + 2 * (path.stat().st_size if path.exists() else 0)
    if free < needed:
        said = _("{free} MB are free beside the register").format(free=free // 1_000_000)
        yield _mind(said, _("Make room: an upgrade and a large import need twice its size."))
    else:
        yield _ok(_("{free} MB are free beside the register").format(free=free // 1_000_000))


def _beside(path: Path) -> Iterator[Path]:
    """What belongs to a register and lies beside it."""
    yield from (path.with_name(f"{path.name}.{ending}") for ending in ("evidence", "key", "draft.json"))


def _keys(patient: Patient) -> Iterator[Sign]:
    active = [one.name for one in custodians_of(patient.database, wait_seconds=patient.wait) if one.retired_at is None]
    if active:
        yield _ok(_("who complained is sealed to {names}").format(names=", ".join(active)))
    else:
        yield _mind(_("there is no custodian: no complainant can be recorded"), "asn-neutral key add")
    key = patient.database.with_name(f"{patient.database.name}.key")
    if key.exists():
        said = _("the private key {path} lies beside the register").format(path=key)
        if not is_wrapped(key):
            said = _("{said}, and no passphrase protects it").format(said=said)
        yield _mind(said, _("Move it to a stick in a safe; whoever takes this folder can see who complained."))


def _evidence(patient: Patient) -> Iterator[Sign]:
    with reading(patient.database, wait_seconds=patient.wait) as connection:
        try:
            held = list(glanced_evidence(connection, patient.database))
            left = evidence_left(connection, patient.database)
        except UNREADABLE:
            yield _wrong(_("what the register says of its evidence cannot be read"), "asn-neutral db check")
            return
    for proposal, number in left.items():
        said = _("evidence of files that proposal {proposal} destroyed is still there, in {number} files")
        remedy = f"asn-neutral retention approve {proposal} --letter - --reason -"
        yield _wrong(said.format(proposal=proposal, number=number), remedy)
    if lost := sum(one.standing is not Standing.SOUND for one in held):
        said = ngettext(
            "{number} piece of evidence is missing or not as large as it was",
            "{number} pieces of evidence are missing or not as large as they were",
            lost,
        )
        yield _wrong(said.format(number=lost), "asn-neutral evidence verify")
    else:
        said = ngettext(
            "{number} piece of evidence is there; `asn-neutral evidence verify` reads it",
            "{number} pieces of evidence are there; `asn-neutral evidence verify` reads them",
            len(held),
        )
        yield _ok(said.format(number=len(held)))


def _users(patient: Patient) -> Iterator[Sign]:
    active = [one for one in users_of(patient.database, wait_seconds=patient.wait) if one.user.roles]
    if active:
        yield _ok(_("{number} users may record").format(number=len(active)))
    else:
        yield _ok(_("there are no users: anybody who can write the file may record anything"))


def _calendar(patient: Patient) -> Iterator[Sign]:
    known, year = patient.law().calendar.years, patient.today.year
    if year not in known:
        said = _("the calendar has no holidays of {year}: no deadline in it can be computed").format(year=year)
        yield _wrong(said, _(_NEWER))
    elif year + 1 not in known and patient.today.month >= _NEXT_YEAR_FROM:
        said = _("the calendar has no holidays of {year} yet").format(year=year + 1)
        yield _mind(said, _(_NEWER))
    else:
        yield _ok(_("the calendar has the holidays up to {year}").format(year=max(known)))


def _backups(patient: Patient) -> Iterator[Sign]:
    folder, limit = patient.settings.backup_folder, patient.settings.backup_stale_days
    if folder is None:
        remedy = _("Set backup_folder, and let cron run `asn-neutral backup create`.")
        yield _mind(_("no folder for backups is set"), remedy)
        return
    with reading(patient.database, wait_seconds=patient.wait) as connection:
        found = backups_of(connection, folder)
    if not found:
        said = _("there is no backup of this register in {folder}").format(folder=folder)
        yield _wrong(said, "asn-neutral backup create")
        return
    newest = found[0]
    age = patient.now - newest.name.made_at
    told = _("the newest backup, {name}, is {days} days old").format(name=newest.path.name, days=age.days)
    if not newest.name.encrypted and not verify_backup(newest.path, patient.database.resolve().parent).ok:
        said = _("the newest backup, {name}, does not hold together").format(name=newest.path.name)
        yield _wrong(said, f"asn-neutral backup verify '{newest.path}'")
    elif age > timedelta(days=limit):
        yield _mind(told, "asn-neutral backup create")
    elif newest.name.encrypted:
        yield _ok(_("{told}; it is encrypted, `asn-neutral backup drill` tells whether it is good").format(told=told))
    else:
        yield _ok(_("{told} and good").format(told=told))


def _schedules(patient: Patient) -> Iterator[Sign]:
    found = standings(patient.table)
    failed = [one.schedule.name for one in found if one.failed]
    if failed:
        said = _("the last run of these schedules failed: {names}").format(names=", ".join(failed))
        yield _wrong(said, "asn-neutral schedule status")
    if troubled := troubled_mails(patient.table):
        said = _("{number} mails wait: {reason}").format(number=len(troubled), reason=troubled[0])
        yield _mind(said, "asn-neutral schedule run --due")
    if not failed:
        yield _ok(_("{number} schedules, none of them failed").format(number=len(found)))


_LOOKS: Final[dict[str, Look]] = {
    N_("Program"): _program,
    N_("Register"): _register,
    N_("Place"): _place,
    N_("Complainants"): _keys,
    N_("Evidence"): _evidence,
    N_("Users"): _users,
    N_("Calendar"): _calendar,
    N_("Backups"): _backups,
    N_("Schedules"): _schedules,
}
