"""Those who may see who complained: who they are, one more, one fewer, and whether a key opens everything."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from asn_neutral.domain.numbering import number_of
from asn_neutral.domain.rights import Right
from asn_neutral.errors import AmbiguousError, CustodiansError, DuplicateError, NotFoundError, WrongKeyError
from asn_neutral.intake.typed import tidy
from asn_neutral.law.procedure import Step
from asn_neutral.locale import _
from asn_neutral.services.chaining import EventChain
from asn_neutral.services.desk import Desk
from asn_neutral.services.sealing import Opener, SealedComplainant, digest_of, public_key, reseal
from asn_neutral.services.users import recording
from asn_neutral.store.bulk import Bulk
from asn_neutral.store.queries import sealed as stored
from asn_neutral.store.queries.agenda import register_uuid
from asn_neutral.store.queries.sealed import Custodian
from asn_neutral.store.reader import reading
from asn_neutral.store.unit import UnitOfWork

MOST: Final = 3
"""Custodians that a register has at the most at one time; at least one."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """What a private key opens: how many of the keys that complainants were sealed with, and how many complainants.

    `closed` are the numbers of the complaints whose complainant it does not open.
    """

    keys: int
    opened: int
    complainants: int
    closed: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether it opens everything."""
        return self.keys == self.opened and not self.closed


def named_custodian(text: str) -> tuple[str, str]:
    """Name and public key from `Name=age1...`.

    Raises:
        CustodiansError: there is no sign between them, or no name.
        BadKeyError: it is no public key.
    """
    name, sign, key = text.rpartition("=")
    name = tidy("name", name)
    if not sign or not name:
        raise CustodiansError(reason=_("write NAME=PUBLIC-KEY, such as Inspektur=age1..."))
    return name, public_key(key)


def refuse_twice(named: Sequence[tuple[str, str]]) -> None:
    """Refuse two custodians of one name, in whatever letters, or with one public key (CustodiansError)."""
    names = [name.casefold() for name, _key in named]
    keys = [key for _name, key in named]
    for name, key in named:
        if names.count(name.casefold()) > 1:
            raise CustodiansError(reason=_("{name} is named twice; each needs a name of its own").format(name=name))
        if keys.count(key) > 1:
            raise CustodiansError(reason=_("{name} has the public key of another one").format(name=name))


def refuse_number(total: int) -> None:
    """Refuse more custodians than a register may have, or none (CustodiansError)."""
    if not 1 <= total <= MOST:
        raise CustodiansError(reason=_("a register has 1 to {most} custodians").format(most=MOST))


def custodians_of(database: Path, *, wait_seconds: int = 30) -> list[Custodian]:
    """Every custodian, retired ones too."""
    with reading(database, wait_seconds=wait_seconds) as connection:
        return stored.custodians(connection)


def check_key(database: Path, identities: Sequence[str], path: Path, *, wait_seconds: int = 30) -> Keyed:
    """How much of what is sealed the private keys in the file *path* open; every complainant is tried.

    Raises:
        WrongKeyError: none of it, though there is something.
    """
    with reading(database, wait_seconds=wait_seconds) as connection:
        opener = opener_of(connection, identities, path)
        keys = dict(stored.sealing_keys(connection))
        opened = {key_id: key for key_id, key in keys.items() if _opens(partial(opener.key, key_id, key))}
        if keys and not opened:
            raise WrongKeyError(path=path)
        complainants, closed = 0, []
        for complaint_id, key_id, sealed in stored.sealed_complainants(connection):
            complainants += 1
            key = opened.get(key_id)
            if key is None or not _opens(partial(opener.open, SealedComplainant(complaint_id, key_id, key, sealed))):
                closed.append(number_of("complaint", complaint_id))
    return Keyed(len(keys), len(opened), complainants, tuple(closed))


def _opens(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except WrongKeyError:
        return False
    return True


def opener_of(connection: sqlite3.Connection, identities: Sequence[str], path: Path) -> Opener:
    """What opens who complained in an open register, with the private keys from the file *path*."""
    return Opener(identities, register_uuid(connection), path)


def add_custodian(name: str, key: str, desk: Desk, identities: Sequence[str], path: Path | None) -> Custodian:
    """Let one more see who complained: what is sealed already is opened with *identities* and sealed anew.

    Raises:
        CustodiansError: there are as many as there may be.
        DuplicateError: that key is a custodian's, or was one's, or a custodian has that name.
        BadKeyError: it is no public key.
        WrongKeyError: *identities*, from the file *path*, do not open what is sealed.
    """
    key, name = public_key(key), tidy("name", name)
    with recording(desk, Right.KEYS) as (work, _user):
        _refuse_known(work, key)
        there = [one for one in stored.custodians(work.driver) if one.retired_at is None]
        if same := next((one for one in there if one.name.casefold() == name.casefold()), None):
            remedy = _("`asn-neutral key rotate` gives a custodian a new key; another person needs another name.")
            raise DuplicateError(what=_("A custodian of that name"), number=same.name, remedy=remedy)
        active = [one.public_key for one in there]
        refuse_number(len(active) + 1)
        stored.add_custodian(work.driver, name, key, desk.recorded_at)
        told = {"name": name, "public_key": key}
        _seal_anew(work, [*active, key], desk, Step.ADD_CUSTODIAN, told, identities, path)
        return stored.custodians(work.driver)[-1]


def retire_custodian(name: str, desk: Desk, identities: Sequence[str], path: Path | None) -> Custodian:
    """Let the custodian called *name*, or with that public key, see no more: all keys are sealed anew to the others.

    Whoever has an older copy of the register and the old private key can still open that copy.

    Raises:
        NotFoundError, AmbiguousError: nobody is called so, or more than one is.
        CustodiansError: it is the last one.
        WrongKeyError: *identities*, from the file *path*, do not open what is sealed.
    """
    with recording(desk, Right.KEYS) as (work, _user):
        meant, rest = _meant(work, name)
        refuse_number(len(rest))
        stored.retire_custodian(work.driver, meant.public_key, desk.recorded_at)
        _seal_anew(work, rest, desk, Step.RETIRE_CUSTODIAN, _told(meant), identities, path)
        return meant._replace(retired_at=desk.recorded_at)


def rotate_custodian(
    name: str, key: str, desk: Desk, identities: Sequence[str], path: Path | None
) -> tuple[Custodian, Custodian]:
    """Give the custodian called *name* a new public key; the old one and the new one.

    Raises:
        NotFoundError, DuplicateError, BadKeyError, WrongKeyError: as `retire_custodian` and `add_custodian` do.
    """
    key = public_key(key)
    with recording(desk, Right.KEYS) as (work, _user):
        old, rest = _meant(work, name)
        _refuse_known(work, key)
        stored.retire_custodian(work.driver, old.public_key, desk.recorded_at)
        stored.add_custodian(work.driver, old.name, key, desk.recorded_at)
        told = {"name": old.name, "public_key": key}
        _record(work, desk, Step.RETIRE_CUSTODIAN, _told(old))
        _seal_anew(work, [*rest, key], desk, Step.ADD_CUSTODIAN, told, identities, path)
        return old._replace(retired_at=desk.recorded_at), stored.custodians(work.driver)[-1]


def _told(custodian: Custodian) -> dict[str, str]:
    return {"name": custodian.name, "public_key": custodian.public_key}


def _meant(work: UnitOfWork, name: str) -> tuple[Custodian, list[str]]:
    """The custodian with that name or public key, and the public keys of the others.

    Raises:
        NotFoundError: nobody is called so.
        AmbiguousError: more than one is; the public key tells which.
    """
    active = [one for one in stored.custodians(work.driver) if one.retired_at is None]
    meant = [one for one in active if name == one.public_key or name.casefold() == one.name.casefold()]
    if not meant:
        raise NotFoundError(wanted=_("custodian {name}").format(name=name), noun="key")
    if len(meant) > 1:
        keys = ", ".join(one.public_key for one in meant)
        raise AmbiguousError(wanted=name, matches=keys, remedy=_("Give the public key in place of the name."))
    return meant[0], [one.public_key for one in active if one is not meant[0]]


def _refuse_known(work: UnitOfWork, key: str) -> None:
    """Refuse a public key that is a custodian's, or was one's (DuplicateError)."""
    known = next((one for one in stored.custodians(work.driver) if one.public_key == key), None)
    if known is not None:
        gone = _("It was retired on {day}, and does not come back; make a new one with `asn-neutral key new`.")
        there = _("`asn-neutral key list` shows the custodians.")
        remedy = gone.format(day=known.retired_at[:10]) if known.retired_at else there
        raise DuplicateError(what=_("This public key"), number=known.name, remedy=remedy)


def _record(work: UnitOfWork, desk: Desk, step: Step, told: Mapping[str, object]) -> None:
    chain = EventChain(bulk := Bulk(work.driver), desk)
    chain.append(None, None, step.value, desk.today.isoformat(), None, chain.told(told))
    bulk.flush()


def _seal_anew(  # noqa: PLR0913, PLR0917 - what is sealed to whom, and what is recorded of it
    work: UnitOfWork,
    recipients: Sequence[str],
    desk: Desk,
    step: Step,
    told: Mapping[str, str],
    identities: Sequence[str],
    path: Path | None,
) -> None:
    """Seal every key to *recipients*, and record that with what the keys are now."""
    keys = list(stored.sealing_keys(work.driver))
    opener = opener_of(work.driver, identities, path or Path("--key"))
    anew = [(key_id, reseal(opener.key(key_id, sealed_key), recipients)) for key_id, sealed_key in keys]
    stored.reseal_keys(work.driver, anew)
    _record(work, desk, step, {**told, "keys": {str(key_id): digest_of(sealed) for key_id, sealed in anew}})
