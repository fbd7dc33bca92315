"""What a person who types a complaint is told on the way: who is known, what fits the day of the act, what stands out.

Answers are cells by column of a complaints file; the day of the act has passed its check before anything is asked
here that depends on it.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection
from typing import Final

from asn_neutral.domain import identity
from asn_neutral.domain.registration import appraise
from asn_neutral.domain.rights import Right
from asn_neutral.domain.stages import Located, fits, locate
from asn_neutral.intake.cells import tidy_line
from asn_neutral.intake.dates import parse_date
from asn_neutral.intake.names import resembling, unit_key
from asn_neutral.intake.words import CHANNEL_SPELLINGS, fold_word, read_codes
from asn_neutral.law.entries import Stage, Violation
from asn_neutral.law.terms import AGENCY_OF_CHANNEL, Channel, Remark
from asn_neutral.services.desk import Desk
from asn_neutral.services.users import user_at
from asn_neutral.store.queries.employees import search
from asn_neutral.store.queries.linking import case_to_link, recorded_complaint
from asn_neutral.store.queries.naming import districts, units
from asn_neutral.store.reader import reading

_SEPARATORS: Final = re.compile("[ .]")
_NUMBER: Final = re.compile("[0-9]+")
_KNOWN_OF: Final = {
    "status_asn": "employment",
    "golongan": "rank",
    "jabatan": "position",
    "kelas_jabatan": "position_class",
    "unit_kerja": "unit",
}
_SAID_BY_COMPLAINT: Final = {
    "nomor_laporan": "number",
    "nomor_surat": "letter_number",
    "tanggal_surat": "letter_date",
    "jalur": "channel",
    "tanggal_terima": "received_on",
    "tanggal_kejadian": "happened_on",
    "tanggal_diketahui": "known_on",
    "tempat": "place",
    "kecamatan": "district",
    "pemilihan": "election_named",
    "uraian": "summary",
    "bukti": "evidence",
}
_ABOUT_TIME: Final = frozenset({Remark.ELECTION_BY_DATE, Remark.ELECTION_UNKNOWN, Remark.OUTSIDE_ELECTION})
"""Remarks that were told before, when the election was asked."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody the register knows: `known` is what the newest case says, by column, and is not empty anywhere."""

    name: str
    nip: str | None
    unit: str
    known: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A complaint that is there already: its number here, and what it said by column; empty where it said nothing."""

    number: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of violation in force on the day of the act; those that fit its stage stand apart."""

    election: str | None
    stage: Stage | None
    fitting: Sequence[Violation]
    others: Sequence[Violation]


def is_number(typed: str) -> bool:
    """Whether *typed* can only be meant as a NIP; blanks and dots do not matter."""
    return _NUMBER.fullmatch(_SEPARATORS.sub("", typed)) is not None


class Guide:
    """Answers what a person at *desk* has to know to answer the next question."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def check(self, case: str | None = None) -> None:
        """Find out whether a complaint could be taken in at all, and about *case*, before anything is asked.

        Raises:
            NotPermittedError: this user may not.
            NotFoundError, AmbiguousError: *case* names none, or more than one.
            NoDatabaseError, DatabaseLockedError: and what else opening a register may raise.
        """
        with self._reading() as connection:
            user_at(connection, self._desk, Right.TAKE_IN)
            if case is not None:
                case_to_link(connection, case)

    def people(self, typed: str, *, limit: int) -> list[KnownPerson]:
        """Who is known with *typed* in the name or the NIP, by name; *limit* at most."""
        part = _SEPARATORS.sub("", typed) if is_number(typed) else typed
        with self._reading() as connection:
            found = search(connection, part, limit=limit)
        return [
            KnownPerson(
                str(row["name"]),
                row["nip"],
                str(row["unit"]),
                {key: str(row[column]) for key, column in _KNOWN_OF.items() if row[column]},
            )
            for row in found
        ]

    def person(self, nip: str) -> KnownPerson | None:
        """Who is known by that whole *nip*."""
        wanted = _SEPARATORS.sub("", nip)
        return next((one for one in self.people(wanted, limit=1) if one.nip == wanted), None) if wanted else None

    def recorded(self, number: str, channel: str) -> Recorded | None:
        """The complaint that has its sender's *number*; without a *channel* that of the one sender who gave it."""
        known = CHANNEL_SPELLINGS.get(fold_word(channel))
        agencies = {AGENCY_OF_CHANNEL[Channel(known)]} if known else set(AGENCY_OF_CHANNEL.values())
        with self._reading() as connection:
            rows = [recorded_complaint(connection, agency.value, tidy_line(number)) for agency in sorted(agencies)]
        found = [row for row in rows if row]
        if len(found) != 1 or (channel and not known):
            return None
        (row,) = found
        cells = {key: str(row[column] or "") for key, column in _SAID_BY_COMPLAINT.items()}
        return Recorded(str(row["recorded_as"]), cells)

    def known_like(self, key: str, name: str) -> str | None:
        """The unit or district that a new *name* in the column *key* may be meant to be; None for one that is known."""
        with self._reading() as connection:
            names = units(connection) if key == "unit_kerja" else {unit_key(one): one for one in districts(connection)}
        wanted = unit_key(name)
        like = None if wanted in names else resembling(wanted, names)
        return names[like] if like else None

    def employment_of(self, nip: str) -> str:
        """The kind of employment that a NIP is given for; empty where it says none."""
        kind = identity.check(nip, today=self._desk.today).kind
        return kind.value if kind else ""

    def election_by_date(self, answers: Mapping[str, str]) -> str | None:
        """The election that the day of the act belongs to."""
        return self._located({**answers, "pemilihan": ""}).election

    def forms(self, answers: Mapping[str, str]) -> Forms:
        """The catalogue of the day of the act."""
        located, happened_on = self._located(answers), _day(answers)
        place = (located.election, located.stage)
        stage = next((one for one in self._desk.book.stages if (one.election, one.id) == place), None)
        in_force = [one for one in self._desk.book.violations if one.in_force(happened_on)]
        fitting = [one for one in in_force if fits(one.phase, located.phase)]
        return Forms(located.election, stage, fitting, [one for one in in_force if one not in fitting])

    def remarks(self, answers: Mapping[str, str]) -> tuple[str, ...]:
        """What will stand as a remark in the case because of its forms of violation."""
        book = self._desk.book
        codes = read_codes(answers["kode_pelanggaran"], frozenset(form.id for form in book.violations))
        found = appraise(
            codes,
            happened_on=_day(answers),
            located=self._located(answers),
            form_of=lambda code, on: book.violation(code, on=on),
        )
        return tuple(remark for remark in found.remarks if remark not in _ABOUT_TIME)

    def _located(self, answers: Mapping[str, str]) -> Located:
        """The election and stage of the act, as far as it is known."""
        election = fold_word(answers.get("pemilihan", "")) or None
        return locate(self._desk.book.elections, _day(answers), election)

    def _reading(self) -> AbstractContextManager[Connection]:
        return reading(self._desk.database, wait_seconds=self._desk.wait_seconds)


def _day(answers: Mapping[str, str]) -> date:
    return parse_date(answers["tanggal_kejadian"])
