"""What stands in the register about the past of each case, told anew from its events."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from asn_neutral.domain.case import growing, replay
from asn_neutral.services.lives import changed_steps, event_of, projection
from asn_neutral.store.queries.lives import Cell, KnownStep, PastRow, StepRow, Told, life_with_places, rewrite
from asn_neutral.store.queries.retelling import begun_without_history, write_history


class Past(NamedTuple):
    """How a case stood before each event but the first, and every step that was ever listed of it."""

    rows: list[PastRow]
    steps: list[KnownStep]


def past_of(events: Sequence[tuple[int, Told]]) -> Past:
    """The past that *events* of one case, each with its place among all events, make.

    Raises:
        UnknownStepError: and what else reading events of another shape than the program writes can lead to.
    """
    told = [event_of(event) for _seq, event in events]
    rows: list[PastRow] = []
    steps: list[KnownStep] = []
    standing: dict[int, tuple[StepRow, int]] = {}
    before: tuple[dict[str, Cell], int] | None = None

    def standing_rows() -> list[StepRow]:
        return [row for row, _since in standing.values()]

    for (seq, _event), event, state in zip(events, told, growing(told), strict=True):
        if before is not None:
            rows.append(PastRow(*before, seq))
            ended, added = changed_steps(event, state, standing_rows)
            steps += [KnownStep(*standing.pop(entry), seq) for entry in ended]
            standing.update({row.entry: (row, seq) for row in added})
        before = (projection(state), seq)
    return Past(rows, sorted([*steps, *(KnownStep(*one, None) for one in standing.values())], key=_order))


def _order(step: KnownStep) -> tuple[int, int]:
    return step.row.entry, step.seq


def retell(connection: sqlite3.Connection) -> int:
    """Write down the past and the outcome of every case that has one and of whose past nothing stands there; how many.

    A register of an earlier version kept the events only.

    Raises:
        UnknownStepError: and what else reading events of another shape than the program writes can lead to.
    """
    cases = begun_without_history(connection)
    for case_id in cases:
        life = list(life_with_places(connection, case_id))
        past = past_of(life)
        write_history(connection, case_id, past.rows, past.steps)
        state = replay(event_of(told) for _seq, told in life)
        rewrite(connection, case_id, projection(state), life[-1][0])
    return len(cases)
