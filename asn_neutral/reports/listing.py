"""How the rows of a list report are read: each value by the kind of its column, in the order of the columns."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from asn_neutral.law.needs import FINDING_LABELS, RECOMMENDER_LABELS, REMEDY_OUTCOME_LABELS, Flag
from asn_neutral.law.procedure import SIDE_LABELS
from asn_neutral.law.terms import LEVEL_LABELS, OFFICIAL_LABELS, POSITION_CLASS_LABELS, REMEDY_LABELS, Step
from asn_neutral.locale import N_
from asn_neutral.reports.cases import READ, Stored, words_of
from asn_neutral.reports.names import View, sanction_labels
from asn_neutral.reports.report import Figure
from asn_neutral.reports.table import Column, Kind, Value

Row = tuple[Value, ...]

OWNER: Final = Column("owner", N_("Responsible"), spare=4)
LEVEL: Final = Column("level", N_("Level"), labels=LEVEL_LABELS, missing=N_("not stated"), spare=2)
POSITION_CLASS: Final = Column("position_class", N_("Class of post"), labels=POSITION_CLASS_LABELS, spare=7)
SIDE: Final = Column("side", N_("Beside the procedure"), Kind.LIST, labels=SIDE_LABELS, spare=6)
FINDING: Final = Column("finding", N_("Finding"), labels=FINDING_LABELS, spare=5)
RECOMMENDED_BY: Final = Column("recommended_by", N_("Recommended by"), labels=RECOMMENDER_LABELS, spare=6)
SANCTION_LEVEL: Final = Column("sanction_level", N_("Level of the sanction"), labels=LEVEL_LABELS, spare=3)
SK_NUMBER: Final = Column("sk_number", N_("Number of the SK"), Kind.ID, spare=3)
DECIDED_ON: Final = Column("decided_on", N_("Date of the SK"), Kind.DATE, spare=2)
OFFICIAL: Final = Column("official", N_("Decided by"), labels=OFFICIAL_LABELS, spare=5)
DECISION_RECEIVED_ON: Final = Column("received_on", N_("SK received on"), Kind.DATE, spare=5)
IN_FORCE_ON: Final = Column("in_force_on", N_("In force on (TMT)"), Kind.DATE, spare=3)
ENDS_ON: Final = Column("ends_on", N_("Ends on"), Kind.DATE, spare=2)
ANNULLED: Final = Column("annulled", N_("Annulled"), Kind.FLAG, spare=5)
REMEDY: Final = Column("remedy", N_("Objection or appeal"), labels=REMEDY_LABELS, spare=4)
REMEDY_OUTCOME: Final = Column("remedy_outcome", N_("Its outcome"), labels=REMEDY_OUTCOME_LABELS, spare=4)
REPORTED_ON: Final = Column("reported_on", N_("Reported to BKN (I'DIS)"), Kind.DATE, spare=4)

_REGISTERED: Final = (Step.REGISTER,)
_DECIDED: Final = (Step.DECIDE, Step.DECIDE_OBJECTION, Step.DECIDE_APPEAL)
_REMEDIED: Final = (Step.FILE_OBJECTION, Step.DECIDE_OBJECTION, Step.FILE_APPEAL, Step.DECIDE_APPEAL)
_FIGURES: Final[Mapping[str, Figure]] = {
    "number": Figure(N_("The number of the case in this register."), _REGISTERED),
    "opened_on": Figure(N_("The day the complaint was received that opened the case."), _REGISTERED),
    "name": Figure(N_("The respondent as the complaint that opened the case wrote the name."), _REGISTERED),
    "nip": Figure(N_("The NIP or NI PPPK as that complaint wrote it."), _REGISTERED),
    "unit": Figure(N_("Unit of the respondent when the complaint came in."), _REGISTERED),
    "happened_on": Figure(N_("The day of the act."), _REGISTERED),
    "violations": Figure(N_("The forms of violation, by their codes in the catalogue."), _REGISTERED),
    "status": Figure(N_("Where the case stands in the procedure.")),
    "sanction": Figure(N_("The sanction that stands after objection or appeal."), _DECIDED),
    "sanction_level": Figure(N_("The level of that sanction."), _DECIDED),
    "sk_number": Figure(N_("The number of the decree (SK)."), (Step.DECIDE,)),
    "decided_on": Figure(N_("The date of the decree (SK)."), (Step.DECIDE,)),
    "received_on": Figure(N_("The day the respondent received the decree."), (Step.DELIVER,)),
    "in_force_on": Figure(N_("The day the sanction took effect, once that is on record."), (Step.TAKE_EFFECT,)),
    "ends_on": Figure(
        N_("The last day of the sanction; empty where it is permanent or has no effect (yet)."),
        (Step.TAKE_EFFECT, Step.FINISH_SERVING),
    ),
    "remedy": Figure(N_("The last objection or appeal."), _REMEDIED),
    "remedy_outcome": Figure(N_("What was decided on it; empty while nothing was."), _REMEDIED),
    "reported_on": Figure(N_("The day of the last report to BKN."), (Step.REPORT_TO_BKN,)),
    "owner": Figure(N_("Who of the office is responsible for the case."), (Step.ASSIGN,)),
    "effect_on": Figure(
        N_("The day from which the sanction has effect: the one on record, or else the one expected by law."),
        (Step.DELIVER, Step.TAKE_EFFECT),
    ),
}
"""What the columns mean that several lists of cases have; where a list means less or more, it says so itself."""


def case_figures(*keys: str) -> dict[str, Figure]:
    """What the columns *keys* of a list of cases mean."""
    return {key: _FIGURES[key] for key in keys}


def sanction_column(view: View) -> Column:
    """The sanction that stands; people read its name."""
    return Column("sanction", N_("Sanction"), labels=sanction_labels(view))


def streamed(rows: Iterable[sqlite3.Row], columns: Sequence[Column]) -> Iterator[Row]:
    """What the *columns* show, which stand in the order in which the question names them.

    What it names after them is left out. To look every value up by its name would take longer than to read it.
    """
    readers = [(place, _READ[column.kind]) for place, column in enumerate(columns) if column.kind in _READ]
    shown = len(columns)
    for row in rows:
        values: list[Value] = list(row[:shown])
        for place, read in readers:
            if values[place] is not None or read is words_of:
                values[place] = read(row[place])
        yield tuple(values)


def row_of(told: Mapping[str, object], columns: Sequence[Column]) -> Row:
    """What the *columns* show of what a question and the report itself *told*, by the keys of the columns."""
    return tuple(_read(told[column.key], column.kind) for column in columns)


def _read(told: object, kind: Kind) -> Value:
    if isinstance(told, str) and kind in _READ:
        return _READ[kind](told)
    if isinstance(told, str | int | Decimal | date | tuple | None):
        return told
    raise TypeError(type(told))


def _flag(stored: Stored) -> Value:
    """Yes or no, which the register keeps as a word and a question answers with a number."""
    return None if stored is None else stored in {Flag.YES, 1}


_READ: Final[Mapping[Kind, Callable[[Stored], Value]]] = {**READ, Kind.FLAG: _flag}
