"""Respondents who were named before: their later cases, each with what came before it."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Final

from asn_neutral.law.needs import Flag
from asn_neutral.law.terms import LEVEL_LABELS, Step
from asn_neutral.locale import N_, _
from asn_neutral.reports.cases import NAME, NIP, NUMBER, STATUS, UNIT
from asn_neutral.reports.filtering import asked_of, unknown_owners
from asn_neutral.reports.listing import DECIDED_ON, SANCTION_LEVEL, Row, case_figures, row_of, sanction_column
from asn_neutral.reports.names import View, sanction_labels
from asn_neutral.reports.report import Asked, Figure, Report
from asn_neutral.reports.table import Column, Kind, Table
from asn_neutral.store.queries.repeat import persons_with_several

Severity = Callable[[str, date], int | None]


def _columns(view: View) -> tuple[Column, ...]:
    return (
        NUMBER,
        NAME,
        NIP,
        UNIT,
        Column("opened_on", N_("Received on"), Kind.DATE, spare=5),
        Column("happened_on", N_("Date of the act"), Kind.DATE, spare=3),
        Column("violations", N_("Forms"), Kind.LIST, spare=5),
        STATUS,
        Column("cases", N_("Cases of the person"), Kind.COUNT, spare=4),
        Column("earlier_cases", N_("Cases before"), Kind.LIST, spare=4),
        Column("earlier_decisions", N_("Decisions before"), Kind.COUNT),
        Column("previous", N_("Last one: case"), Kind.ID, spare=3),
        Column("previous_decided_on", N_("Last one: date of the SK"), Kind.DATE),
        Column("previous_level", N_("Last one: level"), labels=LEVEL_LABELS),
        Column("previous_sanction", N_("Last one: sanction"), labels=sanction_labels(view), spare=3),
        Column("after_previous", N_("Act came after that"), Kind.FLAG, spare=2),
        Column("sanction", N_("Sanction of this case"), labels=sanction_column(view).labels, spare=2),
        SANCTION_LEVEL,
        DECIDED_ON,
        Column("heavier", N_("Heavier than that"), Kind.FLAG),
    )


def repeat_table(asked: Asked) -> Table:
    """The cases that fit, of persons who were named before or were sanctioned before; a stream, person by person."""
    columns = _columns(asked.view)
    rows: Iterator[Row] | list[Row] = _rows(asked, columns)
    matching = None
    if asked.limit is not None:
        first = list(islice(rows, asked.limit))
        rows, matching = first, len(first) + sum(1 for _row in rows)
    return Table(
        name="repeat",
        title=_("Respondents named before"),
        columns=columns,
        rows=rows,
        notes=(*asked.opening_notes(), *unknown_owners(asked.connection, asked.filters), _(_MEANING), _(_LAW)),
        empty=_("nobody was named before"),
        office=asked.settings.office_name,
        filters=asked_of(asked.filters),
        matching=matching,
    )


_MEANING: Final = N_(
    "Filters choose the later case; what came before counts whether or not it fits them. Decisions that were annulled"
    " do not count."
)
_LAW: Final = N_(
    "The law asks for a heavier sanction where a violation of the same nature is repeated; whether it is of the same"
    " nature this table does not tell."
)


def _rows(asked: Asked, columns: Sequence[Column]) -> Iterator[Row]:
    severity = severity_by(asked)
    for known in persons_with_several(asked.connection, asked.filters):
        own = [case.found for case in known]
        for place, (found, fits) in enumerate(known):
            before = _decided_before(found, own)
            if fits and (place or before):
                yield row_of(_told(found, own, place, before, severity), columns)


def _decided_before(found: sqlite3.Row, own: Sequence[sqlite3.Row]) -> list[sqlite3.Row]:
    """The other cases of the person with a decision that stands, taken before that of this case; the first first."""
    until = found["decided_on"]
    others = (other for other in own if other["id"] != found["id"] and other["decided_on"])
    standing = (other for other in others if other["annulled"] != Flag.YES)
    return sorted(
        (other for other in standing if until is None or other["decided_on"] < until),
        key=lambda other: (other["decided_on"], other["id"]),
    )


def _told(
    found: sqlite3.Row, own: Sequence[sqlite3.Row], place: int, before: Sequence[sqlite3.Row], severity: Severity
) -> dict[str, object]:
    """Everything that the columns show of a case, of which *place* others of the person came before."""
    last = before[-1] if before else None
    return {
        **dict(found),
        "cases": len(own),
        "earlier_cases": tuple(str(other["number"]) for other in own[:place]),
        "earlier_decisions": len(before),
        "previous": last["number"] if last else None,
        "previous_decided_on": last["decided_on"] if last else None,
        "previous_level": last["sanction_level"] if last else None,
        "previous_sanction": last["sanction"] if last else None,
        "after_previous": found["happened_on"] > last["decided_on"] if last else None,
        "heavier": _heavier(found, last, severity) if last else None,
    }


def _heavier(found: sqlite3.Row, last: sqlite3.Row, severity: Severity) -> bool | None:
    """Whether the sanction of a case is a heavier one than the last; None where one of them is not known or gone."""
    if found["sanction"] is None or found["annulled"] == Flag.YES:
        return None
    own, before = (severity(one["sanction"], date.fromisoformat(one["decided_on"])) for one in (found, last))
    return None if own is None or before is None else own > before


def severity_by(asked: Asked) -> Severity:
    """The function that tells how heavy a sanction is by the law data of a day; None where that does not have it."""

    @lru_cache(maxsize=1024)
    def severity(sanction: str, on: date) -> int | None:
        entry = asked.law().sanction(sanction, on=on)
        return entry.severity if entry else None

    return severity


_REGISTERED: Final = (Step.REGISTER,)
_DECIDED: Final = (Step.DECIDE,)
_STANDING: Final = (Step.DECIDE, Step.DECIDE_OBJECTION, Step.DECIDE_APPEAL)

REPORT: Final = Report(
    make=repeat_table,
    figures={
        **case_figures("number", "name", "nip", "unit", "opened_on", "happened_on", "violations", "status"),
        "cases": Figure(
            N_("All cases of the person, this one too: by NIP, or by name and unit where no NIP is known."), _REGISTERED
        ),
        "earlier_cases": Figure(N_("Those whose complaint was received before."), _REGISTERED),
        "earlier_decisions": Figure(
            N_("Sanctions in other cases of the person that stand and were decided on before this case was."), _DECIDED
        ),
        "previous": Figure(N_("The case of the last of these decisions."), _DECIDED),
        "previous_decided_on": Figure(N_("The date of its decree (SK)."), _DECIDED),
        "previous_level": Figure(N_("The level of its sanction, as it stands after objection or appeal."), _STANDING),
        "previous_sanction": Figure(N_("That sanction."), _STANDING),
        "after_previous": Figure(
            N_("Whether the act of this case happened after the date of that decree."), (Step.REGISTER, Step.DECIDE)
        ),
        **case_figures("sanction", "sanction_level", "decided_on"),
        "heavier": Figure(
            N_("Whether it is heavier than the last one before, in the order of the law data; empty while undecided."),
            _STANDING,
        ),
    },
)
"""One row for each case of a person who was named before, or was sanctioned in another case before."""
