"""Who is who in a case: people as its papers name them, and who handles, examines or signs in it.

People are compared by NIP where both sides tell one, otherwise by name without titles.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from asn_neutral.domain.case import CaseState
from asn_neutral.law.needs import NEEDS, Need
from asn_neutral.law.procedure import STEP_LABELS, Step
from asn_neutral.locale import N_

_NAMING: Final = (Need.CHAIR, Need.MEMBERS, Need.EXAMINER, Need.OFFICIAL_NAME)
_RECORDED: Final = N_("who recorded it")
_RESPONSIBLE: Final = N_("who is responsible for it")
_WHOLE: Final = N_("the whole case")
_NIP: Final = re.compile(r"(?<![0-9])(?:[0-9][ .]?){17}[0-9](?![0-9])")
_END_OF_NAME: Final = re.compile(r"[,(]|\bnip\b", re.IGNORECASE)


class Called(NamedTuple):
    """What somebody is compared by: the digits of a NIP, if any, and the words of the name without titles."""

    nip: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who handles, examines or signs: as written, in which role and at which step (msgids), since when."""

    named: str
    called: Called
    role: str
    step: str
    on: str  # ISO date


@lru_cache(maxsize=1024)  # the same few officers handle thousands of cases
def called(name: str, nip: str = "") -> Called:
    """How a person of that name and NIP is compared; a NIP may also stand in the text of the name."""
    found = _NIP.search(name)
    digits = nip or (found[0] if found else "")
    return Called("".join(sign for sign in digits if sign in "0123456789"), tuple(_words(name)))


def _words(name: str) -> Iterator[str]:
    """The words of a name without titles: what has a dot, or stands after a comma, is one."""
    bare = _END_OF_NAME.split(name, maxsplit=1)[0]
    return (word.casefold() for word in bare.split() if "." not in word)


def same(one: Called, other: Called) -> bool:
    """Whether both are the same person."""
    if one.nip and other.nip:
        return one.nip == other.nip
    return bool(one.words) and one.words == other.words


def handling(state: CaseState, handlers: Iterable[str]) -> Iterator[Person]:
    """Everybody who handles, examines or signs: whom the papers name, who is responsible, who recorded it."""
    for record in state.records:
        for need in _NAMING:
            for named in _each(record.get(need)):
                yield Person(named, called(named), NEEDS[need].label, STEP_LABELS[record.step], record.on)
    if state.owner and state.owned_since:
        yield Person(state.owner, called(state.owner), _RESPONSIBLE, STEP_LABELS[Step.ASSIGN], state.owned_since)
    for handler in handlers:
        yield Person(handler, called(handler), _RECORDED, _WHOLE, state.opened_on)


def told(state: CaseState, need: Need) -> tuple[Called, ...]:
    """The people that the steps of a case were told under a key, which holds several."""
    return tuple(called(named) for record in state.records for named in _each(record.get(need)))


def _each(text: str | None) -> Iterator[str]:
    """The people in a text that separates them by semicolons."""
    return (named.strip() for named in (text or "").split(";") if named.strip())
