"""The lists of the monthly report: what is overdue, whose data BKN may block, which sanctions run, what is doubtful."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from asn_neutral.intake.names import resembling
from asn_neutral.law.move import CLOCKS
from asn_neutral.law.procedure import ACTOR_LABELS
from asn_neutral.law.terms import REMARK_LABELS, Remark, Step
from asn_neutral.locale import N_, _
from asn_neutral.reports import decisions, overdue
from asn_neutral.reports.cases import DUE_ON, NAME, NIP, NUMBER, STATUS, UNIT
from asn_neutral.reports.listing import (
    DECIDED_ON,
    ENDS_ON,
    RECOMMENDED_BY,
    SANCTION_LEVEL,
    SK_NUMBER,
    Row,
    sanction_column,
    streamed,
)
from asn_neutral.reports.report import Asked, Figure
from asn_neutral.reports.table import Column, Kind, Table
from asn_neutral.store.queries import monthly as ask
from asn_neutral.store.queries.monthly import Doubt, Month
from asn_neutral.store.queries.overdue import overdue as ask_overdue

MOST: Final = 200
"""Rows of a list; a longer one is cut and says so."""
RISK_DAYS: Final = 14
"""How many days ahead a follow-up is due that is listed as a risk."""
_GUARDED: Final = tuple(clock for clock, role in CLOCKS.items() if role.guarded)

# ---- overdue

_CLOCK: Final = Column("clock", N_("Time limit"))
_RISK: Final = Column("block_risk", N_("BKN may block the data"), Kind.FLAG, spare=2)
_OWNER: Final = Column("owner", N_("Responsible"), spare=4)
_READ_OVERDUE: Final = (NUMBER, NAME, UNIT, STATUS, _CLOCK, DUE_ON, _RISK, _OWNER)
_OVERDUE: Final = (
    *_READ_OVERDUE[:-2],
    Column("days_late", N_("Days late"), Kind.COUNT),
    Column("actor", N_("By"), labels=ACTOR_LABELS, spare=1),
    *_READ_OVERDUE[-2:],
)
_CLOCK_AT, _DUE_AT = _READ_OVERDUE.index(_CLOCK), _READ_OVERDUE.index(DUE_ON)
OVERDUE_FIGURES: Final = {column.key: overdue.REPORT.figures[column.key] for column in _OVERDUE}


def overdue_list(asked: Asked, count: int) -> Table:
    """The *count* open cases whose next deadline had passed, those first that BKN may answer by blocking data."""
    names = overdue.clock_names(asked.view)
    found = ask_overdue(asked.connection, asked.filters, today=asked.today.isoformat(), guarded=_GUARDED, limit=MOST)
    return Table(
        name="overdue",
        title=_("Overdue"),
        columns=[replace(one, labels=names) if one is _CLOCK else one for one in _OVERDUE],
        rows=[_late(row, asked.today) for row in streamed(found.rows, _READ_OVERDUE)],
        empty=_("nothing is overdue"),
        matching=count,
    )


def _late(row: Row, today: date) -> Row:
    role, due_on = CLOCKS.get(str(row[_CLOCK_AT])), row[_DUE_AT]
    late = (today - due_on).days if isinstance(due_on, date) else None
    return (*row[:-2], late, role.actor if role else None, *row[-2:])


# ---- the risk that data is blocked

_RESPOND_BY: Final = Column("respond_by", N_("To be followed up by"), Kind.DATE)
_READ_RISK: Final = (
    NUMBER, NAME, UNIT, STATUS, RECOMMENDED_BY,
    Column("recommended_on", N_("Recommendation received on"), Kind.DATE, spare=3),
    _RESPOND_BY,
    Column("blocked_on", N_("Data blocked on"), Kind.DATE),
)  # fmt: skip
_RISK_LIST: Final = (
    *_READ_RISK[:-1],
    Column("days_left", N_("Days left"), Kind.COUNT),
    _READ_RISK[-1],
)
_RESPOND_AT: Final = _READ_RISK.index(_RESPOND_BY)
_RECOMMENDED: Final = (Step.RECEIVE_RECOMMENDATION,)
RISK_FIGURES: Final = {
    **{key: overdue.REPORT.figures[key] for key in ("number", "name", "unit", "status")},
    "recommended_by": Figure(N_("Who recommended last."), _RECOMMENDED),
    "recommended_on": Figure(N_("The day the PPK received that recommendation."), _RECOMMENDED),
    "respond_by": Figure(N_("The last day to follow it up, by its letter or else by law."), _RECOMMENDED),
    "days_left": Figure(N_("Days until that day; below zero, days since.")),
    "blocked_on": Figure(N_("The day BKN blocked the data in SIASN, where the block lasts."), (Step.BLOCK_DATA,)),
}


def risk_list(asked: Asked, count: int, until: date) -> Table:
    """The *count* cases whose data is blocked, or whose recommendation is due until *until* and not followed up."""
    found = ask.block_risk(asked.connection, asked.filters, until=until.isoformat(), limit=MOST)
    return Table(
        name="block_risk",
        title=_("Blocked data, and data that BKN may block"),
        columns=_RISK_LIST,
        rows=[_with_days_left(row, asked.today) for row in streamed(found, _READ_RISK)],
        empty=_("no case"),
        matching=count,
    )


def _with_days_left(row: Row, today: date) -> Row:
    respond_by = row[_RESPOND_AT]
    left = (respond_by - today).days if isinstance(respond_by, date) else None
    return (*row[:-1], left, row[-1])


# ---- sanctions in effect

_EFFECT: Final = Column("effect_on", N_("Effect from"), Kind.DATE)
RUNNING_FIGURES: Final = {
    key: decisions.REPORT.figures[key]
    for key in (
        "number", "name", "nip", "unit", "sanction", "sanction_level", "sk_number", "decided_on", "effect_on", "ends_on"
    )
}  # fmt: skip


def running_list(asked: Asked, count: int) -> Table:
    """The *count* cases whose sanction has effect, those first that end first; the permanent ones last."""
    sanction = sanction_column(asked.view)
    columns = (NUMBER, NAME, NIP, UNIT, sanction, SANCTION_LEVEL, SK_NUMBER, DECIDED_ON, _EFFECT, ENDS_ON)
    found = ask.running(asked.connection, asked.filters, last=asked.today.isoformat(), limit=MOST)
    return Table(
        name="sanctions",
        title=_("Sanctions in effect"),
        columns=columns,
        rows=list(streamed(found, columns)),
        empty=_("no sanction"),
        matching=count,
    )


# ---- the quality of the data

_NO_ELECTION: Final = "no-election"
_NO_STAGE: Final = "no-stage"
_DOUBTS: Final = {
    Remark.NO_NIP: REMARK_LABELS[Remark.NO_NIP],
    _NO_ELECTION: N_("No election is known for the case"),
    _NO_STAGE: N_("No stage of an election is known for the case"),
    **{remark: label for remark, label in REMARK_LABELS.items() if remark is not Remark.NO_NIP},
}
QUALITY_FIGURES: Final = {
    "doubt": Figure(N_("What is missing, or what was remarked on when the case was taken in."), (Step.REGISTER,)),
    "in_month": Figure(N_("Cases of that kind that came in within the month."), (Step.REGISTER,)),
    "cases": Figure(N_("All cases of that kind in the register."), (Step.REGISTER,)),
}


def quality_table(asked: Asked, month: Month) -> Table:
    """How many cases lack something, or were remarked on."""
    in_month, cases = Counter[str](), Counter[str]()
    for doubt in ask.doubts(asked.connection, asked.filters, month):
        for word in _words_of(doubt):
            in_month[word] += doubt.in_month
            cases[word] += doubt.cases
    known = [word for word in (*_DOUBTS, *sorted(cases.keys() - _DOUBTS.keys())) if cases[word]]
    columns = (
        Column("doubt", N_("What is doubtful"), labels=_DOUBTS),
        Column("in_month", N_("In the month"), Kind.COUNT),
        Column("cases", N_("Cases"), Kind.COUNT),
    )
    return Table(
        "quality",
        _("Missing or doubtful"),
        columns,
        [(str(word), in_month[word], cases[word]) for word in known],
        empty=_("nothing to remark"),
    )


def _words_of(doubt: Doubt) -> set[str]:
    """What is doubtful, each once; a remark names the form it is about after a colon."""
    remarks = {remark.partition(":")[0] for remark in doubt.remarks.split(";") if remark}
    return remarks | ({_NO_ELECTION} if doubt.no_election else set()) | ({_NO_STAGE} if doubt.no_stage else set())


NEAR_FIGURES: Final = {
    "unit": Figure(N_("A unit that has cases."), (Step.REGISTER,)),
    "cases": Figure(N_("Its cases."), (Step.REGISTER,)),
    "near": Figure(N_("Another unit with cases whose name differs by little more than a misspelling.")),
    "near_cases": Figure(N_("The cases of that one."), (Step.REGISTER,)),
}


def near_names(asked: Asked) -> Table:
    """Pairs of units whose names are so alike that they may be one."""
    columns = (
        Column("unit", N_("Unit")),
        Column("cases", N_("Cases"), Kind.COUNT),
        Column("near", N_("May be the same as")),
        Column("near_cases", N_("Cases of that one"), Kind.COUNT),
    )
    pairs = list(_pairs(ask.units_named(asked.connection, asked.filters)))
    return Table(
        "near_names",
        _("Units with names that are nearly the same"),
        columns,
        pairs[:MOST],
        empty=_("none"),
        matching=len(pairs),
    )


def _pairs(units: Iterable[tuple[str, str, int]]) -> Iterator[Row]:
    """Each unit with one before it, in the order of names, that it resembles."""
    known: dict[str, tuple[str, int]] = {}
    for key, name, cases in units:
        if near := resembling(key, known):
            other, of_other = known[near]
            yield name, cases, other, of_other
        known[key] = name, cases
