"""Who may record in a register, and in which roles; as long as nobody is named, anybody may do anything.

This binds those who use the program. Who may write the file can do more with other tools; the chain shows that.
"""

import json
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from asn_neutral.domain.rights import Right, Role, User, same_user
from asn_neutral.errors import (
    AsnError,
    BrokenDatabaseError,
    DuplicateError,
    NotFoundError,
    NotPermittedError,
    UsersError,
)
from asn_neutral.intake.typed import tidy
from asn_neutral.law.procedure import Step
from asn_neutral.locale import _
from asn_neutral.services.chaining import EventChain
from asn_neutral.services.desk import Desk
from asn_neutral.services.lives import UNREPLAYABLE
from asn_neutral.store.bulk import Bulk
from asn_neutral.store.queries.users import users_told
from asn_neutral.store.reader import reading
from asn_neutral.store.unit import UnitOfWork, rehearsal, unit_of_work


@dataclass(frozen=True, slots=True)
class Known:
    """A user as the register knows this one, and since when so (UTC); without roles no longer."""

    user: User
    since: str


@dataclass(frozen=True, slots=True)
class UserSet:
    """A user as this one is from now on; `event` is its place among all events, None after a rehearsal."""

    user: User
    event: int | None


def users_of(database: Path, *, wait_seconds: int = 30) -> list[Known]:
    """Everybody who may record, or once might, by name."""
    with reading(database, wait_seconds=wait_seconds) as connection:
        return sorted(_known(connection, database).values(), key=lambda one: one.user.name.casefold())


class Recorder(Protocol):
    """Where and as whom somebody records: a desk, or a timetable."""

    @property
    def database(self) -> Path:
        """The register."""

    @property
    def actor(self) -> str:
        """The name that stands in the register."""

    @property
    def login(self) -> str:
        """The user of the system."""


@contextmanager
def recording(desk: Desk, right: Right | None, *, apart: bool = False) -> Iterator[tuple[UnitOfWork, User | None]]:
    """One transaction for what needs *right*, with the user who records; None where anybody may do anything.

    Without a right it is for a user of any role. A rehearsal *apart* goes on in a copy, and nobody else has to wait.

    Raises:
        NotPermittedError: the register knows its users, and this is none of them, or one who may not do that.
        NoDatabaseError, DatabaseLockedError: and what else opening a register may raise.
    """
    unit = rehearsal if apart else unit_of_work
    with unit(desk.database, wait_seconds=desk.wait_seconds) as work:
        yield work, user_at(work.driver, desk, right)


def user_at(connection: sqlite3.Connection, recorder: Recorder, right: Right | None = None) -> User | None:
    """Which of the users of an open register the *recorder* is; None where there are none, and anybody may.

    Raises:
        NotPermittedError: it is none of them, or not as that user of the system, or one who may not do that.
        BrokenDatabaseError: what stands about users is not what this program writes.
    """
    known, actor, login = _known(connection, recorder.database), recorder.actor, recorder.login
    if not any(one.user.roles for one in known.values()):
        return None
    found = known.get(actor.casefold())
    if found is None or not found.user.roles:
        what = _("record anything, without being a user of this register")
        raise NotPermittedError(name=actor, what=what, who=_administrators(known))
    if login not in found.user.logins:
        what = _("be {name} as the user {login} of this system").format(name=found.user.name, login=login)
        raise NotPermittedError(name=login, what=what, who=", ".join(found.user.logins))
    if right:
        found.user.demand(right)
    return found.user


def shared_logins(connection: sqlite3.Connection, recorder: Recorder, other: str) -> list[str]:
    """The users of the system that are both the *recorder* and the user of the name *other*."""
    known = _known(connection, recorder.database)
    both = [known[name.casefold()].user.logins for name in (recorder.actor, other) if name.casefold() in known]
    return sorted({*both[0]} & {*both[1]}) if len(both) > 1 else []


def add_user(user: User, desk: Desk, *, rehearse: bool = False) -> UserSet:
    """Let somebody record from now on; without logins as the user of the system of the same name.

    The first user is who asks, unless logins are given.

    Raises:
        DuplicateError: there is a user of that name, or of one that looks the same.
        UsersError: the name has no letter, or one that is not Latin, there is no role, nobody would be an
            administrator, or who names the first user could not record anything any more.
        NotPermittedError: who asks may not.
    """
    name = tidy("name", user.name)
    if not any(sign.isalpha() for sign in name) or not user.roles:
        raise UsersError(reason=_("a user has a name with letters, and a role"))
    if any(sign.isalpha() and not unicodedata.name(sign, "").startswith("LATIN") for sign in name):
        raise UsersError(reason=_("a user's name is written in Latin letters, because others look the same"))
    logins = tuple(tidy("login", one) for one in user.logins)
    with _changing(desk, rehearse=rehearse) as (known, tell):
        if not any(one.user.roles for one in known.values()):
            logins = logins or ((desk.login or name),)
            _refuse_lockout(logins, desk.login)
        logins = logins or (name,)
        for before in (one.user for one in known.values()):
            if same_user(before.name, name) and (before.roles or before.name.casefold() != name.casefold()):
                remedy = _("`asn-neutral user role` changes the roles.")
                raise DuplicateError(what=_("This user"), number=before.name, remedy=remedy)
        return tell(User(name, user.roles, logins))


def change_roles(name: str, roles: Sequence[Role], desk: Desk, *, rehearse: bool = False) -> UserSet:
    """Give a user other roles from now on; one who has none may record no longer.

    Raises:
        NotFoundError: there is no such user.
        UsersError: nobody would be an administrator, though somebody else is a user.
        NotPermittedError: who asks may not.
    """
    with _changing(desk, rehearse=rehearse) as (known, tell):
        before = known.get(tidy("name", name).casefold())
        if before is None or not before.user.roles:
            raise NotFoundError(wanted=_("user {name}").format(name=name), noun="user")
        return tell(before.user._replace(roles=tuple(roles)))


@contextmanager
def _changing(desk: Desk, *, rehearse: bool) -> Iterator[tuple[Mapping[str, Known], Callable[[User], UserSet]]]:
    """One transaction on users: all of them by folded name, and what records how one is from now on."""
    with recording(desk, Right.USERS) as (work, _user):
        known = _known(work.driver, desk.database)

        def tell(user: User) -> UserSet:
            _refuse_headless(known, user)
            chain = EventChain(bulk := Bulk(work.driver), desk)
            told = chain.told({"user": user.name, "roles": list(user.roles), "logins": list(user.logins)})
            event = chain.append(None, None, Step.SET_USER.value, desk.today.isoformat(), None, told)
            bulk.flush()
            return UserSet(user, None if rehearse else event)

        yield known, tell
        if rehearse:
            work.abandon()


def _refuse_lockout(logins: Sequence[str], login: str) -> None:
    """Refuse a first user that is not the user of the system who asks: nobody could take it back (UsersError)."""
    if login and login not in logins:
        reason = _("you are {login} on this system, and could not record anything any more; add --login {login}")
        raise UsersError(reason=reason.format(login=login))


def known_as(database: Path, actor: str, login: str) -> str:
    """The name under which *actor* records, who uses the system as *login*: as the register has it.

    Who is nobody by name, but the only user with that login, is that one. Without a register, or without users, it is
    *actor*; what is wrong is told when something is recorded.
    """
    try:
        with reading(database, wait_seconds=0) as connection:
            users = [one.user for one in _known(connection, database).values() if one.user.roles]
    except AsnError:
        return actor
    named = [user.name for user in users if user.name.casefold() == actor.casefold()]
    own = [user.name for user in users if login in user.logins] if actor == login else []
    return named[0] if named else own[0] if len(own) == 1 else actor


def _refuse_headless(known: Mapping[str, Known], changed: User) -> None:
    """Refuse that nobody would be left who may say who may do what, unless nobody at all is left."""
    after = {**{key: one.user for key, one in known.items()}, changed.name.casefold(): changed}
    active = [user for user in after.values() if user.roles]
    if active and not any(Right.USERS in user.rights for user in active):
        raise UsersError(reason=_("somebody has to be {role}").format(role=Role.ADMINISTRATOR))


def _administrators(known: Mapping[str, Known]) -> str:
    names = [one.user.name for one in known.values() if Right.USERS in one.user.rights]
    return _("whom {names} adds with `asn-neutral user add`").format(names=", ".join(names))


def _known(connection: sqlite3.Connection, register: Path) -> dict[str, Known]:
    """Every user by folded name, as the newest event about each says."""
    found: dict[str, Known] = {}
    try:
        for details, at in users_told(connection):
            told = json.loads(details)
            roles = tuple(Role(word) for word in told["roles"])
            user = User(str(told["user"]), roles, tuple(map(str, told["logins"])))
            found[user.name.casefold()] = Known(user, at)
    except UNREPLAYABLE as error:
        raise BrokenDatabaseError(path=register, reason=_("the users of the register cannot be read")) from error
    return found
