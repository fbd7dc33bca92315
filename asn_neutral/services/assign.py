"""Who of the office is responsible for a case: named, taken away, or handed from one person to another."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from asn_neutral.domain.case import Event, replay
from asn_neutral.domain.rights import Right
from asn_neutral.errors import BadNeedError
from asn_neutral.intake.typed import tidy
from asn_neutral.law.procedure import Status, Step
from asn_neutral.locale import _
from asn_neutral.services.casework import Docket, docket
from asn_neutral.services.desk import Desk

_NIP: Final = re.compile(r"[0-9]{18}")
RESERVED: Final = frozenset({"me", "none"})
"""Words that mean somebody, or nobody, wherever an owner is typed."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """A case and who is responsible for it; `event` is None where that was so before, and after a rehearsal."""

    number: str
    status: str
    due_on: str | None
    before: str | None
    owner: str | None
    event: int | None = None

    @property
    def changed(self) -> bool:
        """Whether somebody else is responsible than before."""
        return self.owner != self.before


def owner_named(text: str) -> str:
    """The person that *text* names, as it is kept.

    Raises:
        BadNeedError: it is no name: it has no letter and is no NIP, or is a word that means somebody else.
    """
    name = tidy("owner", text)
    if name.casefold() in RESERVED or not (any(sign.isalpha() for sign in name) or _NIP.fullmatch(name)):
        words = ", ".join(sorted(RESERVED))
        raise BadNeedError(
            key="owner", expected=_("a name with letters, or a NIP, and none of {words}").format(words=words)
        )
    return name


def assign(numbers: Iterable[str], owner: str | None, desk: Desk, *, rehearse: bool = False) -> tuple[Assigned, ...]:
    """Let *owner* be responsible for the cases that *numbers* name, or nobody; each case once, in that order.

    Raises:
        NotFoundError, AmbiguousError: a number names no case, or more than one; nothing is recorded then.
        BadNeedError: *owner* is no name.
        NoDatabaseError, DatabaseLockedError: and what else opening a register may raise.
    """
    name = None if owner is None else owner_named(owner)
    with docket(desk, Right.ASSIGN, rehearse=rehearse) as cases:
        ids = dict.fromkeys(cases.find(number) for number in numbers)
        return _told(_assigned(cases, ids, name, desk), rehearse=rehearse)


def hand_over(giver: str | None, taker: str, desk: Desk, *, rehearse: bool = False) -> tuple[Assigned, ...]:
    """Let *taker* be responsible for every open case of *giver* (None: of nobody), by the day they are due.

    Raises:
        BadNeedError: *taker* is no name.
        NoDatabaseError, DatabaseLockedError: and what else opening a register may raise.
    """
    name = owner_named(taker)
    with docket(desk, Right.ASSIGN, rehearse=rehearse, long=True) as cases:
        return _told(_assigned(cases, cases.of(giver), name, desk), rehearse=rehearse)


def _assigned(cases: Docket, ids: Iterable[int], owner: str | None, desk: Desk) -> Iterator[Assigned]:
    for case_id in ids:
        state = cases.state(case_id)
        done = Assigned(state.number, state.status, state.due_on, state.owner, owner)
        if done.changed:
            event = Event(Step.ASSIGN, desk.today.isoformat(), Status(state.status), {"owner": owner})
            done = replace(done, event=cases.keep(case_id, event, replay((*state.events, event))))
        yield done


def _told(assigned: Iterable[Assigned], *, rehearse: bool) -> tuple[Assigned, ...]:
    """All of them; after a rehearsal no event is left."""
    return tuple(replace(one, event=None) if rehearse else one for one in assigned)
