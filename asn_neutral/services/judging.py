"""What the lawfulness check has to say of a case anew once something was recorded of it."""

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.checks import Finding, findings
from asn_neutral.services.desk import Desk
from asn_neutral.services.dossiers import Brief


def new_findings(brief: Brief, after: CaseState, desk: Desk) -> tuple[Finding, ...]:
    """What the law has against the case *after*, and did not have before, the gravest first.

    *brief* is the case before, with the sanctions of its respondent in other cases; nothing more is read for it. Who
    records is somebody who handles the case from then on.
    """
    setting, ties = desk.setting, brief.ties
    known = {_said(one) for one in findings(brief.state, brief.history, setting, ties)}
    handled = ties._replace(handlers=tuple(dict.fromkeys([*ties.handlers, desk.actor])))
    return tuple(one for one in findings(after, brief.history, setting, handled) if _said(one) not in known)


def _said(found: Finding) -> tuple[str, str]:
    """What a person reads of a finding; the day it is about may be today, and moves."""
    return found.code, found.message
