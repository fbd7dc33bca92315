"""Which sanctions are open in a case, who may impose them, why the others are not, and what came before."""

from collections.abc import Container, Iterable, Iterator
from typing import Final

from asn_neutral.domain.history import PastDecision, past_decision, served
from asn_neutral.domain.measure import Measure
from asn_neutral.domain.sanctioning import BarredSanction, SanctionOption, open_sanctions
from asn_neutral.law.terms import LEVEL_LABELS, OFFICIAL_LABELS, TRACK_LABELS, Official
from asn_neutral.locale import N_, _, either
from asn_neutral.reports.table import Column, Kind, Record, Table, Value
from asn_neutral.services.dossiers import Brief

_NUMBER: Final = Column("number", N_("Number"), Kind.ID)
_SANCTION: Final = Column("sanction", N_("Sanction"), Kind.ID)
_LEVEL: Final = Column("level", N_("Level"), labels=LEVEL_LABELS)
_BASIS: Final = Column("basis", N_("Basis"))
_OPEN: Final = (
    _SANCTION,
    Column("name", N_("Name")),
    _LEVEL,
    Column("article", N_("Article of the level")),
    Column("officials", N_("Imposed by"), Kind.LIST, labels=OFFICIAL_LABELS),
    Column("delegates", N_("May delegate to"), Kind.LIST, labels=OFFICIAL_LABELS),
    Column("officials_basis", N_("Basis of that"), for_scripts=True),
    _BASIS,
    Column("verified", N_("Verified"), Kind.FLAG, for_scripts=True),
    Column("ends", N_("Ends the sanction of"), Kind.ID, for_scripts=True),
    Column("waits_for", N_("Waits for the sanction of"), Kind.ID, for_scripts=True),
    Column("waits_until", N_("Until"), Kind.DATE, for_scripts=True),
    Column("notes", N_("Remarks"), Kind.LIST, for_scripts=True),
)
_BARRED: Final = (_SANCTION, Column("reason", N_("Why not")), _BASIS)
_HISTORY: Final = (
    Column("case", N_("Case"), Kind.ID),
    _SANCTION,
    _LEVEL,
    Column("decided_on", N_("Decided on"), Kind.DATE),
    Column("in_force_on", N_("In force on"), Kind.DATE),
    Column("ends_on", N_("Ends on"), Kind.DATE),
    Column("track", N_("Track"), labels=TRACK_LABELS),
    Column("annulled", N_("Annulled"), Kind.FLAG),
)


def sanctions_page(brief: Brief, measure: Measure, *, vacant: Container[Official] = ()) -> Record:
    """Every sanction for the case, open or not, while nobody holds the posts of *vacant*, and those of other cases."""
    found = open_sanctions(brief.state, brief.history, measure, vacant=vacant)
    number = brief.state.number
    return Record(
        "case-sanctions",
        _("Case {number}: sanctions").format(number=number),
        (_NUMBER,),
        (number,),
        (
            Table(
                "open",
                _("Open"),
                _OPEN,
                [_option(one) for one in found.open],
                notes=[*_notes(found.open)],
                empty=_("nothing"),
            ),
            Table("barred", _("Not open"), _BARRED, [_barred(one) for one in found.barred], empty=_("nothing")),
            Table("history", _("Sanctions in other cases"), _HISTORY, _history(brief, measure), empty=_("nothing")),
        ),
    )


def _option(one: SanctionOption) -> tuple[Value, ...]:
    sanction = one.sanction
    return (
        sanction.id,
        either(sanction.name, sanction.name_en),
        sanction.level,
        one.article,
        tuple(map(str, one.officials)),
        tuple(map(str, one.delegates)),
        one.competence_basis or None,
        one.basis,
        one.verified,
        one.ends,
        one.waits_for,
        one.waits_until,
        one.notes,
    )


def _barred(one: BarredSanction) -> tuple[Value, ...]:
    return one.sanction.id, one.reason, one.basis


def _notes(options: Iterable[SanctionOption]) -> Iterator[str]:
    """Each remark once, with the sanctions that it is about where it is not about all."""
    every = list(options)
    about: dict[str, list[str]] = {}
    for one in every:
        for note in one.notes:
            about.setdefault(note, []).append(one.sanction.id)
    for note, ids in about.items():
        yield note if len(ids) == len(every) else f"{', '.join(ids)}: {note}"
    doubtful = ", ".join(one.sanction.id for one in every if not one.verified)
    if doubtful:
        yield _("Not verified: {names}.").format(names=doubtful)


def _history(brief: Brief, measure: Measure) -> list[tuple[Value, ...]]:
    """The sanctions of other cases by day, each with its last day as the heavier ones and this case leave it."""
    own = past_decision(brief.state, measure.law)
    ends = {one.past.case: one.ends_on for one in served((*brief.history, own) if own else brief.history)}
    return [_past(one, ends.get(one.case)) for one in sorted(brief.history, key=_by_day)]


def _by_day(past: PastDecision) -> tuple[object, str]:
    return past.decided_on, past.case


def _past(past: PastDecision, ends_on: Value) -> tuple[Value, ...]:
    decided = (past.case, past.sanction, past.level, past.decided_on)
    return (*decided, past.in_force_on, ends_on, past.track, past.annulled)
