"""The law measured against invented cases: what the tests of sanctions and of the lawfulness check share."""

from dataclasses import replace
from datetime import date

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.checks import findings
from asn_neutral.domain.dossier import NO_TIES, Ties
from asn_neutral.domain.history import History, PastDecision
from asn_neutral.domain.measure import Measure
from asn_neutral.law.terms import Step
from tests.domain.lives import TODAY, Life, book, opened

SK = {"sk_number": "SK-1", "official": "ppk", "violation_named": "Pasal 14 huruf i angka 4 PP 94/2021"}


def measure(today: date = TODAY) -> Measure:
    """The shipped law and calendar on a day."""
    return Measure(today, book(), book().calendar)


def past(sanction: str = "penundaan-kgb", **facts: object) -> PastDecision:
    """A sanction of an earlier case of discipline, decided on 1 March 2023 and not in force unless said."""
    entry = next(one for one in book().sanctions if one.id == sanction)
    plain = PastDecision(
        case="2023/0001", happened_on=date(2023, 1, 2), violations=("D6",), track="disiplin", sanction=sanction,
        level=entry.level, severity=entry.severity, months=entry.months, permanent=entry.permanent,
        decided_on=date(2023, 3, 1),
    )  # fmt: skip
    return replace(plain, **facts)  # type: ignore[arg-type]  # the facts are fields of a past decision


def decided(sanction: str = "turun-jabatan", life: Life | None = None, /, **given: str) -> Life:
    """On to a decision on 3 February 2025."""
    return (life or Life()).to_findings().take(Step.DECIDE, "2025-02-03", sanction=sanction, **{**SK, **given})


def codes(state: CaseState, history: History = (), ties: Ties = NO_TIES, today: date = date(2025, 2, 4)) -> set[str]:
    """The codes of what the lawfulness check finds on that day."""
    return {one.code for one in findings(state, history, measure(today), ties)}


def of_territory(position: str | None, **facts: object) -> CaseState:
    """A case of somebody who heads a territory."""
    return opened(position_class="kepala-wilayah", position=position, **facts)
