"""The procedure as one table: from where, by which step, to where, by whom, on what ground, with which clocks.

No other place compares states to decide what may happen. The lines stand in the order of a case's life; of two
lines that fit, the first holds. `asn_neutral.law.diagram` draws the table.
"""

from functools import cache
from typing import Final

from asn_neutral.law.move import Move
from asn_neutral.law.moves_after import AFTER
from asn_neutral.law.moves_before import BEFORE
from asn_neutral.law.moves_beside import BESIDE
from asn_neutral.law.procedure import Status, Step

MOVES: Final[tuple[Move, ...]] = (*BEFORE, *AFTER, *BESIDE)
"""Before the decision, from the decision on, and what may happen beside."""

FINAL: Final = frozenset({Status.CLOSED, Status.REFERRED, Status.LAPSED})
"""Where a case may rest for ever."""


@cache
def moves_of(step: Step) -> tuple[Move, ...]:
    """The lines of the table that are about *step*; none for what only keeps the register right."""
    return tuple(move for move in MOVES if move.step is step)
