"""Rules about conflicts of interest: nobody handles, examines or signs in a case of their own.

Witnesses and subordinates are those that the steps of the case were told. Who the complainant is, is never known here:
a question is asked and answered yes or no, and the finding names nobody and no step.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from asn_neutral.domain.dossier import Dossier, Rule, Spot
from asn_neutral.domain.facts import day
from asn_neutral.domain.people import Person, called, same, told
from asn_neutral.law.needs import Need
from asn_neutral.locale import _


def _spots(opened: Dossier, tied: Callable[[Person], bool]) -> Iterator[Spot]:
    for person in opened.people:
        if tied(person):
            on = day(person.on)
            yield Spot(on, {"role": _(person.role), "person": person.named, "step": _(person.step), "done": on})


def conflict_respondent(opened: Dossier) -> Iterator[Spot]:
    """Nobody judges in their own case."""
    respondent = called(opened.ties.name, opened.ties.nip)
    return _spots(opened, lambda person: same(person.called, respondent))


def conflict_complainant(opened: Dossier) -> Iterator[Spot]:
    """Who accuses does not judge; the finding does not tell who it is."""
    if any(opened.ties.is_complainant(person.named) for person in opened.people):
        yield Spot(day(opened.state.opened_on), {})


def conflict_witness(opened: Dossier) -> Iterator[Spot]:
    """Who is heard does not judge."""
    return _among(opened, Need.WITNESSES)


def conflict_subordinate(opened: Dossier) -> Iterator[Spot]:
    """Who depends on the respondent does not judge."""
    return _among(opened, Need.SUBORDINATES)


def _among(opened: Dossier, need: Need) -> Iterator[Spot]:
    """Those who are also among the people told under a key."""
    others = told(opened.state, need)
    return _spots(opened, lambda person: any(same(person.called, other) for other in others)) if others else iter(())


RULES: Final[Mapping[str, Rule]] = {
    "conflict-respondent": conflict_respondent,
    "conflict-complainant": conflict_complainant,
    "conflict-witness": conflict_witness,
    "conflict-subordinate": conflict_subordinate,
}
