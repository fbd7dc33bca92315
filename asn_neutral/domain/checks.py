"""The lawfulness check of a case: every rule held against it, what was found with its article and weight.

The rules stand in `asn_neutral.domain.checks_*`, one small function each, under the id of their entry in
`asn_neutral/law/checks.toml`, which has the article, the weight and the sentence. A finding counts when the entry was
in force on the day that the finding is about.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from asn_neutral.domain import (
    checks_after,
    checks_days,
    checks_decision,
    checks_examination,
    checks_grounds,
    checks_interest,
)
from asn_neutral.domain.case import CaseState
from asn_neutral.domain.dossier import NO_TIES, Dossier, Rule, Spot, Ties, dossier
from asn_neutral.domain.history import History
from asn_neutral.domain.measure import Measure
from asn_neutral.law.lawfulness import Check, Severity

RULES: Final[Mapping[str, Rule]] = {
    **checks_examination.RULES,
    **checks_decision.RULES,
    **checks_grounds.RULES,
    **checks_days.RULES,
    **checks_after.RULES,
    **checks_interest.RULES,
}
"""Every rule by the id of its entry."""


class Finding(NamedTuple):
    """What a rule found, in words of the language in force; `on` is the day it is about."""

    code: str
    severity: Severity
    on: date
    message: str
    basis: str
    verified: bool


def findings(state: CaseState, history: History, measure: Measure, ties: Ties = NO_TIES) -> tuple[Finding, ...]:
    """Everything that the law has against the case, the gravest first and then by day."""
    opened = dossier(state, history, measure, ties)
    found = [one for check in measure.law.checks for one in _found(check, opened)]
    rank = {severity: place for place, severity in enumerate(Severity)}
    return tuple(sorted(found, key=lambda one: (rank[one.severity], one.on)))


def _found(check: Check, opened: Dossier) -> Iterator[Finding]:
    for spot in RULES[check.id](opened):
        if check.in_force(spot.on):
            yield _finding(check, spot)


def _finding(check: Check, spot: Spot) -> Finding:
    return Finding(
        code=check.id,
        severity=check.severity,
        on=spot.on,
        message=check.sentence.format(**{"limit": check.limit, **spot.details}),
        basis=spot.basis or check.basis,
        verified=check.verified if spot.verified is None else spot.verified,
    )
