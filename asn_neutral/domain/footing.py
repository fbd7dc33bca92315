"""Which levels of sanction a case carries: by its forms of violation, and by the articles a decision names."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.citing import Citation, citations
from asn_neutral.domain.facts import day
from asn_neutral.domain.measure import WholeLaw
from asn_neutral.law.entries import Ground, Violation
from asn_neutral.law.terms import Level, Step, Track
from asn_neutral.locale import _

WEIGHT: Final[Mapping[Level, int]] = {level: rank for rank, level in enumerate(Level)}
"""Levels by weight, the lightest first."""


class Footing(NamedTuple):
    """What a case rests on.

    `articles` has the levels that are carried, each with what states it. `others` are lighter levels that some form
    of the case leads to as well. `unstated` are the forms that state no level; where that is all of them, the levels
    are those of a second ground, `by_impact` of the act. `doubts` are forms whose level comes from an unverified
    source.
    """

    articles: Mapping[Level, str]
    others: frozenset[Level] = frozenset()
    unstated: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    by_officer: bool = False
    by_impact: bool = False

    @property
    def gravest(self) -> Level | None:
        """The gravest level carried; None where there is none."""
        return max(self.articles, key=WEIGHT.__getitem__, default=None)


class Named(NamedTuple):
    """What the articles named in a decision carry: the levels, those that match nothing known, and what they are of."""

    levels: frozenset[Level]
    strange: tuple[Citation, ...]
    grounds: tuple[str, ...]
    binding: Level | None


def footing(state: CaseState, law: WholeLaw) -> Footing:
    """What the case rests on under the law of the day of the act."""
    act = day(state.happened_on)
    changed = state.last(Step.RECLASSIFY)
    if changed is not None and state.level is not None:
        level = Level(state.level)
        why = _("decided by the officer on {day}").format(day=changed.on)
        return Footing({level: why}, by_officer=True)
    forms = {code: law.violation(code, on=act) for code in state.violations}
    stated = {code: form for code, form in forms.items() if form is not None and form.level is not None}
    unstated = tuple(code for code in forms if code not in stated)
    doubts = tuple(code for code, form in stated.items() if not form.verified)
    levels = {form.level for form in stated.values() if form.level is not None}
    if not levels:
        return Footing(_by_impact(state, law, act), unstated=unstated, by_impact=True)
    gravest = max(levels, key=WEIGHT.__getitem__)
    articles = [_article(form, gravest, law, act) for form in stated.values() if form.level is gravest]
    return Footing({gravest: "; ".join(dict.fromkeys(articles))}, frozenset(levels - {gravest}), unstated, doubts)


def _article(form: Violation, level: Level, law: WholeLaw, act: date) -> str:
    """What states the level of a form: the articles of its grounds, or what the catalogue says does."""
    grounds = (law.ground(ground_id, on=act) for ground_id in form.grounds)
    articles = [ground.articles[level] for ground in grounds if ground and level in ground.articles]
    return "; ".join(articles) or form.level_basis or form.basis


def _by_impact(state: CaseState, law: WholeLaw, act: date) -> dict[Level, str]:
    """The levels of a second ground: general duties, whose level follows the impact of the act."""
    found: dict[Level, list[str]] = {}
    for ground in (one for one in law.grounds if one.in_force(act)):
        if len(ground.articles) > 1 or (state.track == Track.ETHICS and Level.MORAL in ground.articles):
            for level, article in ground.articles.items():
                found.setdefault(level, []).append(article)
    return {level: "; ".join(dict.fromkeys(articles)) for level, articles in found.items()}


def named(text: str, law: WholeLaw, act: date) -> Named:
    """What the articles in *text* carry under the law of the day of the act.

    A sanction article that is named says the level; otherwise the ground does. `binding` is the gravest level that a
    ground leads to whatever the impact of the act was.
    """
    grounds = [ground for ground in law.grounds if ground.in_force(act)]
    exact: set[Level] = set()
    wide: set[Level] = set()
    met: dict[str, Ground] = {}
    strange: list[Citation] = []
    for citation in citations(text):
        duties = [ground for ground in grounds if _meets(citation, ground.basis)]
        carried = {
            level for ground in grounds for level, article in ground.articles.items() if _meets(citation, article)
        }
        if duties:
            wide |= carried | {level for ground in duties for level in ground.articles}
        else:
            exact |= carried
        met |= {ground.id: ground for ground in duties}
        if not (duties or carried or any(_meets(citation, one.basis) for one in law.sanctions_on(act))):
            strange.append(citation)
    levels = frozenset(exact or wide)
    bound = [ground.level for ground in met.values() if ground.level in levels and ground.level is not None]
    binding = max(bound, key=WEIGHT.__getitem__, default=None)
    return Named(levels, tuple(strange), tuple(ground.basis for ground in met.values()), binding)


def _meets(citation: Citation, text: str) -> bool:
    return any(citation.meets(one) for one in citations(text))
