"""Rules about the level of a sanction and what carries it: the articles the decision names, or else the forms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from asn_neutral.domain.dossier import Dossier, Rule, Spot
from asn_neutral.domain.facts import Decision
from asn_neutral.domain.footing import WEIGHT, Footing, Named, footing, named
from asn_neutral.domain.sanctioning import last_of_the_same_nature
from asn_neutral.law.needs import IMPACT_LABELS, Impact, Need
from asn_neutral.law.terms import LEVEL_LABELS, Employment, Level, Step, Track
from asn_neutral.locale import _

_OF_IMPACT: Final[Mapping[str, Level]] = {
    Impact.UNIT: Level.RINGAN,
    Impact.AGENCY: Level.SEDANG,
    Impact.STATE: Level.BERAT,
}
"""PP 94/2021 Pasal 9 ayat (1), Pasal 10 ayat (1), Pasal 11 ayat (1)."""


@dataclass(frozen=True, slots=True)
class _Grounds:
    """A decision with what it names and what the case rests on."""

    decided: Decision
    level: Level
    named: Named
    footing: Footing

    @property
    def is_named(self) -> bool:
        """Whether the decision names a ground or a sanction article that the law data knows."""
        return bool(self.named.grounds or self.named.levels)


def _grounds(opened: Dossier) -> Iterator[_Grounds]:
    if decided := opened.decided:
        said = named(decided.violation_named or "", opened.law, opened.act)
        yield _Grounds(decided, Level(decided.level), said, footing(opened.state, opened.law))


def level_uncovered(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 9-14: every level has its article; Pasal 5 huruf n angka 1 has none. That of PPPK is local."""
    for grounds in _grounds(opened):
        if opened.state.employment == Employment.PPPK:
            continue
        bare = _bare(grounds)
        if bare is None or _raised(opened, grounds.level):
            continue
        told = {"level": _(LEVEL_LABELS[grounds.level]), "grounds": bare}
        yield Spot(grounds.decided.decided_on, told)


def _bare(grounds: _Grounds) -> str | None:
    """The grounds that do not carry the level; None where something carries it.

    A ground without any level can be made good by the officer's reason, one of another level cannot.
    """
    level, reason, case = grounds.level, grounds.decided.reason, grounds.footing
    if not grounds.is_named and grounds.named.strange:  # it names articles, and none of them carries any level
        return None if reason else "; ".join(map(str, grounds.named.strange))
    if grounds.is_named:
        carried = level in grounds.named.levels or (not grounds.named.levels and reason)
        return None if carried else "; ".join(grounds.named.grounds) or str(grounds.decided.violation_named)
    if case.by_impact and level in case.articles:
        return None if reason else ", ".join(case.unstated)
    if level in case.articles or level in case.others:
        return None
    return "; ".join(case.articles.values()) or _("none stated")


def _raised(opened: Dossier, level: Level) -> bool:
    """Whether the level is higher only because a repeat must be heavier than the last sanction."""
    last = last_of_the_same_nature(opened.state, opened.history)
    return last is not None and WEIGHT[level] > WEIGHT[last.level]


def not_the_heaviest(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 35 ayat (1): one examination, one sanction, the heaviest."""
    for grounds in _grounds(opened):
        level, case = grounds.level, grounds.footing
        if grounds.is_named:
            gravest = grounds.named.binding if level in grounds.named.levels else None
        else:
            gravest = case.gravest if level in case.others else None
        if gravest and WEIGHT[level] < WEIGHT[gravest]:
            told = {"gravest": _(LEVEL_LABELS[gravest]), "level": _(LEVEL_LABELS[level])}
            yield Spot(grounds.decided.decided_on, told)


def level_differs(opened: Dossier) -> Iterator[Spot]:
    """The level of the case and that of the sanction are two facts; a difference needs its reason."""
    state = opened.state
    for grounds in _grounds(opened):
        if state.track == Track.DISCIPLINE and state.level and state.level != grounds.level:
            told = {"case": _(LEVEL_LABELS[state.level]), "level": _(LEVEL_LABELS[grounds.level])}
            yield Spot(grounds.decided.decided_on, told)


def article_unknown(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 14 huruf i counts 1-5 for Pasal 5 huruf n angka 3-7; a number beyond is a slip."""
    for grounds in _grounds(opened):
        for citation in grounds.named.strange:
            yield Spot(grounds.decided.decided_on, {"article": citation})


def impact_level(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 9 to 11: where a general duty was broken, the level follows the impact of the act."""
    impact = _impact(opened)
    fitting = _OF_IMPACT.get(impact or "")
    for grounds in _grounds(opened):
        general = len(grounds.named.levels) > 1 or (not grounds.is_named and grounds.footing.by_impact)
        if impact and fitting and general and grounds.level is not fitting:
            told = {"fitting": _(LEVEL_LABELS[fitting]), "level": _(LEVEL_LABELS[grounds.level])}
            yield Spot(grounds.decided.decided_on, {**told, "impact": _(IMPACT_LABELS[impact])})


def impact_missing(opened: Dossier) -> Iterator[Spot]:
    """PP 94/2021 Pasal 9 to 11: a general duty has no level without the impact, which the findings (LHP) tell."""
    for grounds in _grounds(opened):
        said = grounds.named
        general = len(said.levels) > 1 and said.grounds and said.binding is None
        if general and _impact(opened) is None and opened.state.employment != Employment.PPPK:
            told = {"level": _(LEVEL_LABELS[grounds.level]), "grounds": "; ".join(said.grounds)}
            yield Spot(grounds.decided.decided_on, told)


def _impact(opened: Dossier) -> str | None:
    """The impact of the act, as the report of the findings tells it."""
    findings = opened.state.last(Step.REPORT_FINDINGS)
    return findings.get(Need.IMPACT) if findings else None


RULES: Final[Mapping[str, Rule]] = {
    "level-uncovered": level_uncovered,
    "not-the-heaviest": not_the_heaviest,
    "level-differs": level_differs,
    "article-unknown": article_unknown,
    "impact-level": impact_level,
    "impact-missing": impact_missing,
}
