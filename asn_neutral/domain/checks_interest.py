"""Rules about conflicts of interest: nobody handles, examines or signs in a case of their own.

People are compared by NIP where a text holds one, otherwise by name without titles. Who the complainant is, is never
known here: a question is asked and answered yes or no, and the finding names nobody and no step.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from asn_neutral.domain.dossier import Dossier, Rule, Spot
from asn_neutral.domain.facts import day
from asn_neutral.law.needs import NEEDS, Need
from asn_neutral.law.terms import STEP_LABELS
from asn_neutral.locale import _

_NAMING: Final = (Need.CHAIR, Need.MEMBERS, Need.EXAMINER, Need.OFFICIAL_NAME)
_NIP: Final = re.compile(r"(?<![0-9])(?:[0-9][ .]?){17}[0-9](?![0-9])")
_END_OF_NAME: Final = re.compile(r"[,(]|\bnip\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody whom the papers name, or who recorded them, with the step of it."""

    named: str
    role: str
    step: str
    on: date


def _people(opened: Dossier) -> Iterator[_Person]:
    for record in opened.state.records:
        for need in _NAMING:
            for named in (record.get(need) or "").split(";"):
                if named.strip():
                    yield _Person(
                        named.strip(), _(NEEDS[need].label), _(STEP_LABELS[record.step]), day(record.on)
                    )  # fmt: skip
    for handler in opened.ties.handlers:
        yield _Person(handler, _("who recorded it"), _("the whole case"), day(opened.state.opened_on))


def same_person(named: str, name: str, nip: str) -> bool:
    """Whether *named*, as it stands in a paper, is the person of that name and NIP (either may be empty)."""
    found = _NIP.search(named)
    if found and nip:
        return _digits(found[0]) == _digits(nip)
    words = _words(named)
    return bool(words) and words == _words(name)


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign in "0123456789")


def _words(name: str) -> list[str]:
    """The words of a name without titles: what has a dot, or stands after a comma, is one."""
    bare = _END_OF_NAME.split(name, maxsplit=1)[0]
    return [word.casefold() for word in bare.split() if "." not in word]


def _spots(opened: Dossier, tied: Callable[[str], bool]) -> Iterator[Spot]:
    for person in _people(opened):
        if tied(person.named):
            told = {"role": person.role, "person": person.named, "step": person.step, "done": person.on}
            yield Spot(person.on, told)


def conflict_respondent(opened: Dossier) -> Iterator[Spot]:
    """Nobody judges in their own case."""
    ties = opened.ties
    return _spots(opened, lambda named: same_person(named, ties.name, ties.nip))


def conflict_complainant(opened: Dossier) -> Iterator[Spot]:
    """Who accuses does not judge; the finding does not tell who it is."""
    if any(True for _spot in _spots(opened, opened.ties.is_complainant)):
        yield Spot(day(opened.state.opened_on), {})


def conflict_witness(opened: Dossier) -> Iterator[Spot]:
    """Who is heard does not judge."""
    return _spots(opened, opened.ties.is_witness)


def conflict_subordinate(opened: Dossier) -> Iterator[Spot]:
    """Who depends on the respondent does not judge."""
    return _spots(opened, opened.ties.is_subordinate)


RULES: Final[Mapping[str, Rule]] = {
    "conflict-respondent": conflict_respondent,
    "conflict-complainant": conflict_complainant,
    "conflict-witness": conflict_witness,
    "conflict-subordinate": conflict_subordinate,
}
