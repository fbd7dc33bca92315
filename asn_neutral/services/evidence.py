"""Evidence: taken in, listed, handed out, and held against what was recorded of it."""

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum, unique
from pathlib import Path
from typing import Final

from asn_neutral.domain.rights import Right
from asn_neutral.errors import (
    AmbiguousError,
    DuplicateError,
    NotFoundError,
    UnreadableFileError,
    UnwritableError,
    reason_of,
)
from asn_neutral.files import copy_file
from asn_neutral.intake.typed import file_name
from asn_neutral.law.procedure import Step
from asn_neutral.locale import _
from asn_neutral.services.chaining import EventChain
from asn_neutral.services.desk import Desk
from asn_neutral.services.destroying import evidence_to_go, refuse_destroyed
from asn_neutral.services.users import recording, user_at
from asn_neutral.store.bulk import Bulk
from asn_neutral.store.queries import evidence as ask
from asn_neutral.store.queries.numbers import find
from asn_neutral.store.reader import reading
from asn_neutral.store.shelf import hash_of, shelf_of, shelve, shelved, size_of

_SAFE: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
_LONGEST_NAME: Final = 80


@unique
class Standing(StrEnum):
    """How a piece of evidence stands against what was recorded of it."""

    SOUND = "sound"
    MISSING = "missing"
    ALTERED = "altered"
    LEFT = "left"  # its file was destroyed, and it should have gone with it
    ORPHANED = "orphaned"  # nothing was recorded of it: its command was broken off


@dataclass(frozen=True, slots=True)
class Captured:
    """Where a capture comes from: an address, whose account, when it was posted and when captured (as told)."""

    source: str | None = None
    account: str | None = None
    posted_at: str | None = None
    captured_at: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence; `event` is None where it is not recorded: in a rehearsal, or because it was before."""

    complaint: str
    name: str
    sha256: str
    size: int
    captured: Captured
    recorded_at: str = ""
    actor: str = ""
    event: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A piece of evidence, or a file without a record, and how it stands."""

    standing: Standing
    sha256: str
    piece: Piece | None = None


def add_evidence(
    number: str, files: Sequence[Path], captured: Captured, desk: Desk, *, rehearse: bool = False
) -> list[Piece]:
    """Take *files* in as evidence of the complaint that *number* names, or that opened the case it names.

    The files are whole on the disk before the register speaks of them. What the complaint has already is not recorded
    again.

    Raises:
        NotFoundError, AmbiguousError, DestroyedError: *number* names nothing, or more than one, or what is gone.
        UnreadableFileError: one of the files cannot be taken; nothing is recorded then.
        UnwritableError: there is no room beside the register.
        DuplicateError: the complaint has all of them already.
    """
    with reading(desk.database, wait_seconds=desk.wait_seconds) as connection:
        user_at(connection, desk, Right.TAKE_IN)  # nobody else leaves a file beside the register
        refuse_destroyed(connection, "complaint", opening_complaint(connection, number))
    kept = [(path, shelve(desk.database, path, rehearse=rehearse)) for path in files]
    with recording(desk, Right.TAKE_IN) as (work, _user):
        complaint_id = opening_complaint(work.driver, number)
        refuse_destroyed(work.driver, "complaint", complaint_id)
        for path, found in kept:
            if not rehearse and not (shelf_of(desk.database) / found.sha256).exists():
                shelve(desk.database, path)  # it has just gone with a file that was destroyed
        before = {piece.sha256 for piece in map(_piece, ask.evidence_of(work.driver, [complaint_id]))}
        new = {found.sha256: (path, found) for path, found in kept if found.sha256 not in before}
        if not new:
            remedy = _("`asn-neutral evidence list {number}` shows it.").format(number=number)
            raise DuplicateError(what=_("This evidence"), number=number, remedy=remedy)
        chain = EventChain(bulk := Bulk(work.driver), desk)
        for path, found in new.values():
            told = {"sha256": found.sha256, "size": found.size, "name": file_name(path.name), **asdict(captured)}
            chain.append(
                None, complaint_id, Step.ADD_EVIDENCE.value, desk.today.isoformat(), None,
                chain.told({key: value for key, value in told.items() if value is not None}),
            )  # fmt: skip
        bulk.flush()
        added = [one for one in map(_piece, ask.evidence_of(work.driver, [complaint_id])) if one.sha256 in new]
        if rehearse:
            work.abandon()
            return [replace(piece, event=None) for piece in added]
    return added


def evidence_of(connection: sqlite3.Connection, number: str) -> list[Piece]:
    """The evidence of the complaint that *number* names, or of all complaints about the case it names.

    Raises:
        NotFoundError, AmbiguousError: it names nothing, or more than one.
    """
    return [_piece(found) for found in ask.evidence_of(connection, complaints_named(connection, number))]


def hand_out(number: str, folder: Path, desk: Desk) -> list[tuple[Piece, Path]]:
    """Copy the evidence that `evidence_of` gives into *folder*, under names made safe; the event is recorded first.

    Raises:
        NotFoundError: there is none, or *number* names nothing.
        UnreadableFileError: a piece is missing or was altered; nothing was handed out.
        UnwritableError: *folder* takes nothing, has a file of one of those names, or is where evidence is kept.
    """
    with reading(desk.database, wait_seconds=desk.wait_seconds) as connection:
        pieces = evidence_of(connection, number)
        ids = complaints_named(connection, number)
    if not pieces:
        raise NotFoundError(wanted=_("evidence of {number}").format(number=number))
    targets = [folder / f"{place:02}-{_safe(piece.name)}" for place, piece in enumerate(pieces, start=1)]
    _refuse_folder(folder, targets, shelf_of(desk.database))
    for piece in pieces:
        _refuse_altered(desk.database, piece)
    with recording(desk, Right.HAND_OUT) as (work, _user):
        chain = EventChain(bulk := Bulk(work.driver), desk)
        told = chain.told({"evidence": [piece.event for piece in pieces]})
        chain.append(None, ids[0], Step.EXPORT_EVIDENCE.value, desk.today.isoformat(), None, told)
        bulk.flush()
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise UnwritableError(path=folder, reason=reason_of(error)) from error
    for piece, target in zip(pieces, targets, strict=True):
        copy_file(shelf_of(desk.database) / piece.sha256, target)
    return list(zip(pieces, targets, strict=True))


def _refuse_folder(folder: Path, targets: Sequence[Path], shelf: Path) -> None:
    """Refuse a folder in which something would be replaced, and the one where the register keeps its evidence."""
    remedy = _("Name another folder; one that is not there yet is made.")
    if os.path.realpath(folder) == os.path.realpath(shelf):
        raise UnwritableError(path=folder, reason=_("the register keeps its evidence there"), remedy=remedy)
    for target in targets:
        if os.path.lexists(target):
            raise UnwritableError(path=target, reason=_("there is a file already"), remedy=remedy)


def _safe(name: str) -> str:
    """A name that no system takes for anything but a file; what another alphabet had becomes a line."""
    kept = "".join(char if char in _SAFE else "_" for char in name).strip(".-_ ") or "bukti"
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[: _LONGEST_NAME - len(ending)]}{dot}{ending}" if dot and len(ending) < 10 else kept[:_LONGEST_NAME]  # noqa: PLR2004 - an ending is short


def _refuse_altered(database: Path, piece: Piece) -> None:
    path = shelf_of(database) / piece.sha256
    found = hash_of(path)
    if found != piece.sha256:
        reason = _("it was altered since it was taken in") if found else _("it is missing")
        raise UnreadableFileError(path=path, reason=reason, remedy=_("Take it from a backup."))


def held_evidence(database: Path, *, wait_seconds: int = 30) -> Iterator[Held]:
    """Every piece of evidence beside its file, each file once; then the files that no complaint has.

    Raises:
        NoDatabaseError, NotARegisterError, DatabaseLockedError: the register cannot be read.
        UnreadableFileError: the shelf cannot be looked into.
    """
    with reading(database, wait_seconds=wait_seconds) as connection:
        pieces, to_go = _recorded(connection), evidence_to_go(connection)
    for sha256, piece in pieces.items():
        yield _held(piece, hash_of(shelf_of(database) / sha256))
    for path in shelved(database):
        if path.name not in pieces:
            yield Held(Standing.LEFT if path.name in to_go else Standing.ORPHANED, path.name)


def glanced_evidence(connection: sqlite3.Connection, database: Path) -> Iterator[Held]:
    """Every piece of evidence, each file once, and whether it is there and as large as it was; none is read."""
    for piece in _recorded(connection).values():
        size = size_of(shelf_of(database) / piece.sha256)
        standing = Standing.MISSING if size is None else Standing.SOUND if size == piece.size else Standing.ALTERED
        yield Held(standing, piece.sha256, piece)


def evidence_left(connection: sqlite3.Connection, database: Path) -> dict[int, int]:
    """How many pieces of evidence are there that should have gone with their files, by the proposal of these."""
    still = (by for sha256, by in evidence_to_go(connection).items() if (shelf_of(database) / sha256).exists())
    return dict(Counter(still))


def lost_evidence(connection: sqlite3.Connection, found: Mapping[str, str]) -> list[Held]:
    """The evidence that is recorded and not among what was *found*, or altered there: hashes by the names of files."""
    held = (_held(piece, found.get(sha256, "")) for sha256, piece in _recorded(connection).items())
    return [one for one in held if one.standing is not Standing.SOUND]


def _recorded(connection: sqlite3.Connection) -> dict[str, Piece]:
    """Every piece of evidence of the register, each file once, by its hash."""
    return {piece.sha256: piece for piece in map(_piece, ask.all_evidence(connection))}


def _held(piece: Piece, found: str) -> Held:
    """How a piece stands whose file has the hash *found*; empty where there is no file."""
    standing = Standing.SOUND if found == piece.sha256 else Standing.ALTERED if found else Standing.MISSING
    return Held(standing, piece.sha256, piece)


def opening_complaint(connection: sqlite3.Connection, number: str) -> int:
    """The id of the complaint that *number* names, or that opened the case it names."""
    with suppress(NotFoundError, AmbiguousError):  # several cases of one complaint have one complaint
        return ask.complaint_that_opened(connection, find(connection, "case", number))
    return find(connection, "complaint", number)


def complaints_named(connection: sqlite3.Connection, number: str) -> list[int]:
    """The ids of the complaint that *number* names, or of all about the case it names."""
    with suppress(NotFoundError, AmbiguousError):
        return ask.complaints_of_case(connection, find(connection, "case", number))
    return [find(connection, "complaint", number)]


def _piece(found: ask.Piece) -> Piece:
    told = json.loads(found.details)
    captured = Captured(**{key: told.get(key) for key in asdict(Captured())})
    return Piece(
        found.complaint, told["name"], told["sha256"], told["size"], captured, found.recorded_at, found.actor, found.seq
    )
