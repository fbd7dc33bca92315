"""The table of moves as a picture: the text of a Mermaid diagram, made from the table itself."""

from collections.abc import Iterable, Iterator, Sequence

from asn_neutral.law.move import Move
from asn_neutral.law.moves import FINAL, MOVES
from asn_neutral.law.procedure import STATUS_LABELS, Status, Step
from asn_neutral.law.terms import Track
from asn_neutral.locale import _


def diagram(moves: Sequence[Move] = MOVES, *, track: Track | None = None) -> str:
    """A `stateDiagram-v2` of the moves, of one track when it is named, in the language in force.

    Steps that leave the status as it is are listed as remarks, because in the picture they would only be loops.
    """
    chosen = [move for move in moves if track is None or track in move.tracks]
    statuses = [status for status in Status if any(move.target is status for move in chosen)]
    return "\n".join([
        "stateDiagram-v2",
        *(f'    state "{_(STATUS_LABELS[status])}" as {_name(status)}' for status in statuses),
        *_arrows(chosen, statuses),
        *(f"    {_name(status)} --> [*]" for status in statuses if status in FINAL),
        *(f"    %% {line}" for line in _beside(chosen)),
        "",
    ])  # fmt: skip


def _arrows(moves: Iterable[Move], statuses: Sequence[Status]) -> Iterator[str]:
    """One arrow for each pair of states, with the steps that lead along it."""
    steps: dict[tuple[str, str], dict[Step, None]] = {}
    for move in moves:
        if move.target is None:
            continue
        sources = [_name(status) for status in statuses if status in move.sources] if move.sources else ["[*]"]
        for source in sources:
            steps.setdefault((source, _name(move.target)), {})[move.step] = None
    yield from (f"    {source} --> {target}: {' / '.join(along)}" for (source, target), along in steps.items())


def _beside(moves: Iterable[Move]) -> Iterator[str]:
    """The steps that stay where they are, each with what it sets and clears."""
    for move in moves:
        if move.target is None:
            sets = [f"+{side}" for side in sorted(move.sets)]
            clears = [f"-{side}" for side in sorted(move.clears)]
            yield " ".join([move.step, *sets, *clears])


def _name(status: Status) -> str:
    """A name that Mermaid takes: it reads a hyphen as part of an arrow."""
    return status.replace("-", "_")
