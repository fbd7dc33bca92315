"""What the law has against a case, or against every case: findings with article and weight."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from asn_neutral.domain.checks import Finding, findings
from asn_neutral.domain.measure import Measure
from asn_neutral.law.lawfulness import SEVERITY_LABELS, Severity
from asn_neutral.locale import N_, _, ngettext
from asn_neutral.reports.table import Column, Kind, Table, Value
from asn_neutral.services.dossiers import Brief

_NUMBER: Final = Column("number", N_("Number"), Kind.ID)
_COLUMNS: Final = (
    Column("code", N_("Rule"), Kind.ID),
    Column("severity", N_("Severity"), labels=SEVERITY_LABELS),
    Column("message", N_("Finding")),
    Column("basis", N_("Basis")),
    Column("on", N_("On"), Kind.DATE, for_scripts=True),
    Column("verified", N_("Verified"), Kind.FLAG, for_scripts=True),
)


class Lawfulness:
    """Cases held against the law; what was found is counted while the rows of a table are read."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._counts = Counter[Severity]()
        self._doubtful: dict[str, None] = {}
        self._notes: list[str] = []

    def of_one(self, brief: Brief) -> Table:
        """What the law has against one case, the gravest first."""
        title = _("Case {number}: held against the law").format(number=brief.state.number)
        rows = self._told(_row(found) for found in self._found(brief))
        return Table("case-check", title, _COLUMNS, rows, notes=self._notes, empty=_("nothing was found"))

    def of_all(self, briefs: Iterable[Brief], *, closed: bool) -> Table:
        """What the law has against each of many cases, the gravest first within each; a stream.

        With *closed* they are all cases, otherwise those that are open.
        """
        title = _("All cases held against the law") if closed else _("Open cases held against the law")
        rows = self._told((brief.state.number, *_row(found)) for brief in briefs for found in self._found(brief))
        columns = (_NUMBER, *_COLUMNS)
        return Table("case-check-all", title, columns, rows, notes=self._notes, empty=_("nothing was found"))

    def reaches(self, severity: Severity) -> bool:
        """Whether something of that weight or graver was found; to be asked when the rows have been read."""
        ranks = list(Severity)
        return any(self._counts[one] for one in ranks[: ranks.index(severity) + 1])

    def _found(self, brief: Brief) -> Iterator[Finding]:
        for found in findings(brief.state, brief.history, self._measure, brief.ties):
            self._counts[found.severity] += 1
            if not found.verified:
                self._doubtful[found.code] = None
            yield found

    def _told(self, rows: Iterable[tuple[Value, ...]]) -> Iterator[tuple[Value, ...]]:
        """The rows; the remarks below them are there when the last of them has been read."""
        yield from rows
        counts = self._counts
        if counts:
            self._notes.append(", ".join(_count(one, counts[one]) for one in Severity if counts[one]) + ".")
        if self._doubtful:
            text = _("Resting on an article that was not read or is disputed: {codes}.")
            self._notes.append(text.format(codes=", ".join(self._doubtful)))


def _row(found: Finding) -> tuple[Value, ...]:
    return found.code, found.severity, found.message, found.basis, found.on, found.verified


def _count(severity: Severity, number: int) -> str:
    """How many of one weight there are, in words."""
    words = {
        Severity.ERROR: ngettext("{number} error", "{number} errors", number),
        Severity.WARNING: ngettext("{number} warning", "{number} warnings", number),
        Severity.NOTE: ngettext("{number} note", "{number} notes", number),
    }
    return words[severity].format(number=number)
