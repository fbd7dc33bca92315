"""The table of moves as a table: from where, by which step, to where, by whom, on what ground."""

from collections.abc import Iterable
from typing import Final

from asn_neutral.law.called import steps_to_type
from asn_neutral.law.move import Move
from asn_neutral.law.moves import MOVES
from asn_neutral.law.procedure import ACTOR_LABELS, STATUS_LABELS, Status
from asn_neutral.law.terms import EMPLOYMENT_LABELS, LEVEL_LABELS, TRACK_LABELS, Track
from asn_neutral.locale import N_, _
from asn_neutral.reports.table import Column, Kind, Table, Value

_BEGINNING: Final = "*"
_COLUMNS: Final = (  # after the step itself
    Column("from", N_("From"), Kind.LIST, labels={**STATUS_LABELS, _BEGINNING: N_("the beginning")}),
    Column("to", N_("To"), labels=STATUS_LABELS, missing=N_("stays")),
    Column("actor", N_("By"), labels=ACTOR_LABELS),
    Column("needs", N_("Must be told"), Kind.LIST),
    Column("optional", N_("May be told"), Kind.LIST, for_scripts=True),
    Column("tracks", N_("Tracks"), Kind.LIST, labels=TRACK_LABELS, for_scripts=True),
    Column("employments", N_("For"), Kind.LIST, labels=EMPLOYMENT_LABELS, for_scripts=True),
    Column("levels", N_("Levels"), Kind.LIST, labels=LEVEL_LABELS, for_scripts=True),
    Column("starts", N_("Starts"), Kind.LIST),
    Column("stops", N_("Stops"), Kind.LIST, for_scripts=True),
    Column("basis", N_("Basis")),
    Column("verified", N_("Verified"), Kind.FLAG),
)


def procedure_table(track: Track | None) -> Table:
    """The lines of the table of moves, of one track when it is named; of two that fit a case, the first holds."""
    rows = [_row(move) for move in MOVES if track is None or track in move.tracks]
    step = Column("step", N_("Step"), labels=steps_to_type(move.step for move in MOVES))
    return Table("law-procedure", _("The procedure"), (step, *_COLUMNS), rows)


def _row(move: Move) -> tuple[Value, ...]:
    return (
        move.step,
        _in_order(move.sources, Status) or (_BEGINNING,),
        move.target,
        move.actor,
        tuple(map(str, move.needs)),
        tuple(map(str, move.optional)),
        _in_order(move.tracks, Track),
        _in_order(move.employments, EMPLOYMENT_LABELS),
        _in_order(move.levels, LEVEL_LABELS),
        tuple(dict.fromkeys(start.clock for start in move.starts)),
        (*move.stops, *move.ends),
        move.basis,
        move.verified,
    )


def _in_order(words: frozenset[str], order: Iterable[str]) -> tuple[str, ...]:
    """The words of a set in the order of a list."""
    return tuple(str(word) for word in order if word in words)
