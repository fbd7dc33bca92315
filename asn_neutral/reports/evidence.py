"""Evidence as people see it: what was taken in, what there is, how it stands."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from asn_neutral.locale import N_, _
from asn_neutral.reports.names import View, timed
from asn_neutral.reports.table import Column, Kind, Table, Value
from asn_neutral.services.evidence import Held, Piece, Standing, evidence_of

STANDING_LABELS: Final[Mapping[str, str]] = {
    Standing.SOUND: N_("as it was taken in"),
    Standing.MISSING: N_("MISSING"),
    Standing.ALTERED: N_("ALTERED"),
    Standing.LEFT: N_("LEFT of a destroyed file"),
    Standing.ORPHANED: N_("no record speaks of it"),
}
_RECORDED_AT: Final = Column("recorded_at", N_("Taken in at"), Kind.ID, spare=2)
_COLUMNS: Final = (
    Column("complaint", N_("Complaint"), Kind.ID),
    Column("name", N_("Name of the file")),
    Column("bytes", N_("Size in bytes"), Kind.COUNT, spare=1),
    Column("source", N_("Address (URL)"), spare=3),
    Column("account", N_("Account"), spare=3),
    Column("posted_at", N_("Posted"), Kind.ID, spare=4),
    Column("captured_at", N_("Captured"), Kind.ID, spare=4),
    Column("note", N_("Note"), spare=5),
    _RECORDED_AT,
    Column("actor", N_("By"), spare=2),
    Column("sha256", N_("SHA-256"), Kind.ID, spare=6),
    Column("event", N_("Event"), Kind.COUNT, spare=6),
)

_STANDING: Final = (
    Column("standing", N_("Standing"), labels=STANDING_LABELS),
    Column("complaint", N_("Complaint"), Kind.ID),
    Column("name", N_("Name of the file")),
    Column("sha256", N_("SHA-256"), Kind.ID),
)


def evidence_list(connection: sqlite3.Connection, number: str, view: View) -> Table:
    """The evidence of a complaint, or of all complaints about a case."""
    title = _("Evidence of {number}").format(number=number)
    return _table("evidence-list", title, evidence_of(connection, number), view)


def evidence_added(pieces: Sequence[Piece], given: int, view: View, *, rehearse: bool) -> Table:
    """What was taken in; of the files *given* some may have been there already."""
    table = _table("evidence-added", _("Evidence taken in"), pieces, view)
    notes = []
    if given > len(pieces):
        notes.append(_("{number} of the files were there already.").format(number=given - len(pieces)))
    if rehearse:
        notes.append(_("Nothing was stored: this was a rehearsal."))
    return Table(table.name, table.title, table.columns, table.rows, notes=notes)


def _table(name: str, title: str, pieces: Sequence[Piece], view: View) -> Table:
    columns = tuple(
        timed(column, (piece.recorded_at for piece in pieces), view) if column is _RECORDED_AT else column
        for column in _COLUMNS
    )
    return Table(name, title, columns, [_row(piece) for piece in pieces], empty=_("There is no evidence."))


def _row(piece: Piece) -> tuple[Value, ...]:
    captured = piece.captured
    return (
        piece.complaint, piece.name, piece.size, captured.source, captured.account, captured.posted_at,
        captured.captured_at, captured.note, piece.recorded_at, piece.actor, piece.sha256, piece.event,
    )  # fmt: skip


def evidence_handed_out(handed: Iterable[tuple[Piece, Path]]) -> Table:
    """Where the evidence was copied to."""
    columns = (
        Column("complaint", N_("Complaint"), Kind.ID),
        Column("name", N_("Name of the file")),
        Column("file", N_("Handed out as"), Kind.ID),
        Column("sha256", N_("SHA-256"), Kind.ID, spare=1),
    )
    rows = [(piece.complaint, piece.name, str(path), piece.sha256) for piece, path in handed]
    return Table("evidence-handed-out", _("Evidence handed out"), columns, rows)


def evidence_standing(held: Sequence[Held]) -> Table:
    """How every piece of evidence stands; those that are as they were taken in are counted only."""
    rows = [_standing(one) for one in held if one.standing is not Standing.SOUND]
    notes = [_("As they were taken in: {number}.").format(number=len(held) - len(rows))]
    return Table(
        "evidence-verify", _("Check of the evidence"), _STANDING, rows, notes=notes, empty=_("nothing to remark")
    )


def evidence_lost(lost: Sequence[Held]) -> Table:
    """The evidence that a backup does not have as it was taken in; people see the table only where there is some."""
    rows = [_standing(one) for one in lost]
    return Table("lost", _("Evidence that is missing or was altered"), _STANDING, rows, for_scripts=not rows)


def _standing(one: Held) -> tuple[Value, ...]:
    piece = one.piece
    return one.standing.value, piece.complaint if piece else None, piece.name if piece else None, one.sha256
