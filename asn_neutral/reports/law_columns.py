"""The columns of the law data: one `Subject` for each kind, its keys being the names of the fields."""

from dataclasses import dataclass, replace
from typing import Final

from asn_neutral.law.lawfulness import SEVERITY_LABELS
from asn_neutral.law.terms import (
    BOUND_LABELS,
    DAY_KIND_LABELS,
    DAY_UNIT_LABELS,
    DISPOSITION_LABELS,
    EFFECT_LABELS,
    ELECTION_KIND_LABELS,
    EMPLOYMENT_LABELS,
    LEVEL_LABELS,
    OFFICIAL_LABELS,
    PHASE_LABELS,
    POSITION_CLASS_LABELS,
    REMEDY_LABELS,
    TRACK_LABELS,
)
from asn_neutral.locale import N_
from asn_neutral.reports.table import Column, Kind

_ID = Column("id", N_("Id"), Kind.ID)
_NAME = Column("name", N_("Name"))
_LEVEL = Column("level", N_("Level"), labels=LEVEL_LABELS, missing=N_("not stated"), spare=3)
_SINCE = Column("since", N_("In force since"), Kind.DATE, spare=10)
_UNTIL = Column("until", N_("Until"), Kind.DATE, missing=N_("still in force"), spare=11)
_SOURCE = (
    Column("basis", N_("Basis"), spare=9),
    Column("verified", N_("Verified"), Kind.FLAG, spare=12),
    Column("office", N_("Own entry of the office"), Kind.FLAG, spare=13),
)
NOTE: Final = Column("note", N_("Note"))
_VERSION = (_SINCE, _UNTIL, *_SOURCE)
_BY_DECREE = tuple(replace(column, spare=14) if column.key == "basis" else column for column in _VERSION)
"""The same where the basis is the long name of a decree, which says the same in many rows."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of law data: its noun on the command line, its title and its columns (keys are field names).

    `details` are shown of a single entry only.
    """

    noun: str
    title: str
    columns: tuple[Column, ...]
    details: tuple[Column, ...] = ()


VIOLATIONS: Final = Subject(
    "violations",
    N_("Forms of violation"),
    (
        _ID,
        Column("track", N_("Track"), labels=TRACK_LABELS, spare=5),
        _LEVEL,
        Column("phase", N_("When"), labels=PHASE_LABELS, spare=6),
        _NAME,
        Column("grounds", N_("Grounds"), Kind.LIST, spare=7),
        *_VERSION,
    ),
    (Column("level_basis", N_("What states the level")),),
)
GROUNDS: Final = Subject(
    "grounds",
    N_("Grounds"),
    (_ID, _LEVEL, _NAME, *_VERSION, Column("articles", N_("Sanction articles"), Kind.LIST, spare=5)),
)
SANCTIONS: Final = Subject(
    "sanctions",
    N_("Sanctions"),
    (
        _ID,
        _LEVEL,
        _NAME,
        Column("months", N_("Months"), Kind.COUNT, spare=2),
        Column("permanent", N_("Permanent"), Kind.FLAG, spare=8),
        Column("employment", N_("For"), Kind.LIST, labels=EMPLOYMENT_LABELS, spare=6),
        Column("remedy", N_("Remedy"), labels=REMEDY_LABELS, missing=N_("none"), spare=5),
        Column("severity", N_("Severity"), Kind.COUNT, spare=8),
        Column("siasn", N_("SIASN code"), Kind.ID, spare=7),
        Column("siasn_level", N_("SIASN level"), Kind.ID, spare=8),
        Column("condition", N_("Condition"), spare=6),
        *_VERSION,
    ),
    (
        Column("siasn_dismissal", N_("SIASN kind of dismissal"), Kind.ID),
        Column("vacates_post", N_("Takes the post away"), Kind.FLAG),
        Column("decide_by", N_("Decided within"), Kind.ID),
        Column("effect", N_("Has effect"), labels=EFFECT_LABELS),
        Column("in_force_by", N_("In force at the end of"), Kind.ID),
        Column("takes_effect", N_("Takes effect")),
    ),
)
DEADLINES: Final = Subject(
    "deadlines",
    N_("Deadlines"),
    (
        _ID,
        _NAME,
        Column("days", N_("Days"), Kind.COUNT, spare=1),
        Column("unit", N_("Counted in"), labels=DAY_UNIT_LABELS, spare=2),
        Column("bound", N_("Meaning"), labels=BOUND_LABELS, spare=8),
        Column("starts", N_("Runs from"), spare=7),
        Column("regime", N_("Election"), labels=ELECTION_KIND_LABELS, missing=N_("every kind"), spare=3),
        *_VERSION,
        Column("officials", N_("For decisions of"), Kind.LIST, labels=OFFICIAL_LABELS, spare=5),
    ),
)
AUTHORITY: Final = Subject(
    "authority",
    N_("Who may impose a sanction in a city"),
    (
        _ID,
        Column("examinee", N_("Examinee"), labels=POSITION_CLASS_LABELS, spare=1),
        Column("functional", N_("Functional rank"), spare=6),
        _LEVEL,
        Column("officials", N_("Official"), Kind.LIST, labels=OFFICIAL_LABELS),
        Column("sanctions", N_("Only"), Kind.LIST, spare=5),
        *_VERSION,
        Column("employment", N_("For"), Kind.LIST, labels=EMPLOYMENT_LABELS, spare=6),
    ),
    (Column("delegates", N_("May delegate to"), Kind.LIST, labels=OFFICIAL_LABELS),),
)
RECOMMENDERS: Final = Subject("recommenders", N_("Who recommends to the PPK"), (_ID, _NAME, *_VERSION))
RETENTION: Final = Subject(
    "retention",
    N_("How long closed files are kept"),
    (
        _ID,
        _NAME,
        Column("levels", N_("Sanctions of level"), Kind.LIST, labels=LEVEL_LABELS, spare=3),
        Column("years", N_("Years"), Kind.COUNT, missing=N_("not known")),
        Column("disposition", N_("Then"), labels=DISPOSITION_LABELS),
        *_VERSION,
    ),
)
CHECKS: Final = Subject(
    "checks",
    N_("Rules of the lawfulness check"),
    (_ID, Column("severity", N_("Severity"), labels=SEVERITY_LABELS), _NAME, *_VERSION),
    (Column("says", N_("Sentence of a finding")), Column("limit", N_("Compares with"), Kind.COUNT)),
)
ELECTIONS: Final = Subject(
    "elections",
    N_("Elections"),
    (
        _ID,
        _NAME,
        Column("kind", N_("Kind"), labels=ELECTION_KIND_LABELS),
        Column("opens_on", N_("Acts count from"), Kind.DATE, spare=4),
        Column("determination_on", N_("Determination"), Kind.DATE, spare=5),
        Column("voting_on", N_("Voting"), Kind.DATE),
        Column("inauguration", N_("Inauguration"), Kind.DATE, spare=6),
        *_SOURCE,
    ),
    (
        Column("protected_from", N_("Officials protected from"), Kind.DATE),
        Column("protected_until", N_("Officials protected until"), Kind.DATE),
        Column("protected_basis", N_("Basis of the protection")),
    ),
)
STAGES: Final = Subject(
    "stages",
    N_("Stages"),
    (_ID, _NAME, Column("since", N_("From"), Kind.DATE), Column("until", N_("To"), Kind.DATE), *_SOURCE),
)
HOLIDAYS: Final = Subject(
    "holidays",
    N_("Days off"),
    (
        Column("date", N_("Date"), Kind.DATE),
        Column("kind", N_("Kind"), labels=DAY_KIND_LABELS),
        _NAME,
        Column("off", N_("Stays a day off"), Kind.FLAG, spare=2),
        *_BY_DECREE,
    ),
    (Column("decree", N_("Decree"), Kind.ID),),
)
