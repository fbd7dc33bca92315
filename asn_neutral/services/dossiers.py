"""A case with all that it is weighed with: what else its respondent was sanctioned for, and who is who.

Who complained is compared with where a custodian lends the key, and never told: out of here goes a question that is
answered yes or no. Without a key the answer is no.
"""

import sqlite3
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.dossier import Ties
from asn_neutral.domain.history import History, past_decision, turn_of
from asn_neutral.domain.people import called, same
from asn_neutral.domain.setting import LawSource, Turn
from asn_neutral.intake.names import name_key
from asn_neutral.services.lives import replayed
from asn_neutral.services.sealing import Opener, SealedComplainant
from asn_neutral.store.queries.dossiers import CaseFile, files_of_everybody, files_of_person
from asn_neutral.store.queries.numbers import find


@dataclass(frozen=True, slots=True)
class Brief:
    """A case as its events make it, the sanctions of its respondent in other cases, and who is who."""

    state: CaseState
    history: History
    ties: Ties


def brief_named(
    connection: sqlite3.Connection, wanted: str, law: LawSource, register: Path, opener: Opener | None = None
) -> Brief:
    """The case that *wanted* names; *opener* is the key of a custodian.

    Raises:
        NotFoundError, AmbiguousError: it names none, or more than one.
        BrokenDatabaseError: its events, or those of another case of the person, cannot be replayed.
        WrongKeyError: the key does not open who complained.
    """
    return brief_of(connection, find(connection, "case", wanted), law, register, opener)


def brief_of(
    connection: sqlite3.Connection, case_id: int, law: LawSource, register: Path, opener: Opener | None = None
) -> Brief:
    """The case with that id.

    Raises:
        BrokenDatabaseError: its events, or those of another case of the person, cannot be replayed.
    """
    files = files_of_person(connection, case_id, sealed=opener is not None)
    return next(_briefs(files, {case_id}, law, register, opener))


def turn_in(connection: sqlite3.Connection, state: CaseState, law: LawSource, register: Path) -> Turn | None:
    """When the sanction of a case is served, where another sanction of the person has a part in it.

    Raises:
        BrokenDatabaseError: the events of one of the cases cannot be replayed.
    """
    brief = brief_of(connection, find(connection, "case", state.number), law, register)
    return turn_of(state, brief.history, law)


def briefs(
    connection: sqlite3.Connection,
    law: LawSource,
    register: Path,
    opener: Opener | None = None,
    *,
    closed: bool = False,
) -> Iterator[Brief]:
    """Every open case, with *closed* every case; those of one person stand together. A stream.

    Raises:
        BrokenDatabaseError: the events of a case cannot be replayed.
    """
    for files in files_of_everybody(connection, sealed=opener is not None):
        wanted = {file.id for file in files if closed or file.is_open}
        if wanted:
            yield from _briefs(files, wanted, law, register, opener)


def _briefs(
    files: Sequence[CaseFile], wanted: Container[int], law: LawSource, register: Path, opener: Opener | None
) -> Iterator[Brief]:
    """Of one person's cases those that are *wanted*, each seen with all others."""
    states = {file.id: replayed(file.events, file.id, register) for file in files}
    decided = {id_: past for id_, state in states.items() if (past := past_decision(state, law))}
    for file in files:
        if file.id in wanted:
            history = tuple(past for id_, past in decided.items() if id_ != file.id)
            yield Brief(states[file.id], history, _ties(file, opener))


def _ties(file: CaseFile, opener: Opener | None) -> Ties:
    """Who the respondent is and who recorded; who complained is compared by name without titles, capitals or forms."""
    opened = [opener.open(SealedComplainant(*one)) for one in file.sealed] if opener else []
    complainants = [called(name_key(name)) for name, _contact in opened if name]

    def complained(named: str) -> bool:
        asked = called(name_key(named))
        return any(same(asked, complainant) for complainant in complainants)

    known_on = date.fromisoformat(file.known_on) if file.known_on else None
    return Ties(file.name, file.nip, file.actors, complained, known_on)
