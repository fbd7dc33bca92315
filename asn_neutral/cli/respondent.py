"""Asking who the respondent is: a person known to the register, or a new one."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from asn_neutral.cli.context import Office
from asn_neutral.cli.fields import FIELDS
from asn_neutral.cli.questions import Questions, explanation
from asn_neutral.intake.reasons import REASONS
from asn_neutral.locale import _
from asn_neutral.output.asking import ask
from asn_neutral.output.talk import say
from asn_neutral.store.queries.employees import search

_SHOWN: Final = 9
_SEPARATORS: Final = re.compile("[ .]")
_NUMBER: Final = re.compile("[0-9]+")
_NAME: Final = next(one for one in FIELDS if one.key == "nama_terlapor")
_NIP: Final = next(one for one in FIELDS if one.key == "nip")
_KNOWN_OF: Final = {
    "status_asn": "employment",
    "golongan": "rank",
    "jabatan": "position",
    "kelas_jabatan": "position_class",
    "unit_kerja": "unit",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Who it is: `answers` are settled by the choice, `known` is offered where it is asked."""

    answers: Mapping[str, str]
    known: Mapping[str, str] = field(default_factory=dict)


def ask_respondent(office: Office, questions: Questions, answers: Mapping[str, str]) -> Person:
    """The person meant; a NIP that was given already is looked up without asking."""
    given = answers.get("nip", "")
    while True:
        typed = given or ask(_("Respondent (a NIP or a part of the name)"))
        given = ""
        if typed == "?":
            say(f"{explanation('nama_terlapor')}\n  {_('Who is known already is found by NIP or name and offered.')}")
        elif not typed:
            say(f"  {_(REASONS['E_KOSONG'])} (E_KOSONG)")
        elif person := _chosen(office, typed) or _new(questions, answers, typed):
            return person


def _chosen(office: Office, typed: str) -> Person | None:
    """A known person; None where nobody fits or the person meant is new."""
    while True:
        bare = _SEPARATORS.sub("", typed)
        with office.reading() as connection:
            found = search(connection, bare if _NUMBER.fullmatch(bare) else typed, limit=_SHOWN + 1)
        if not found:
            return None
        _offer(found)
        number = ask(_("Which one"))
        if number == "0":
            return None
        if number in {str(place) for place in range(1, len(found[:_SHOWN]) + 1)}:
            return _person(found[int(number) - 1])
        if not _NUMBER.fullmatch(number) or len(number) > len(str(_SHOWN)):
            typed = number or typed  # not a place in the list: another part of the name


def _offer(found: Sequence[sqlite3.Row]) -> None:
    for place, row in enumerate(found[:_SHOWN], start=1):
        say(f"  {place}  {row['name']} - {row['nip'] or _('without a NIP')} - {row['unit']}")
    say(f"  0  {_('a new person')}")
    if len(found) > _SHOWN:
        say("  " + _("There are more; type more of the name."))


def _person(row: sqlite3.Row) -> Person:
    known = {key: str(row[column]) for key, column in _KNOWN_OF.items() if row[column]}
    return Person({"nama_terlapor": str(row["name"]), "nip": str(row["nip"] or "")}, known)


def _new(questions: Questions, answers: Mapping[str, str], typed: str) -> Person | None:
    """A person that nobody has named before; None where what was typed is neither a NIP nor a name."""
    asked = _NIP if _NUMBER.fullmatch(_SEPARATORS.sub("", typed)) else _NAME
    if not questions.passes(asked, {**answers, asked.key: typed}):
        return None
    if asked is _NAME:
        return Person({"nama_terlapor": typed})
    return Person({"nip": typed, "nama_terlapor": questions.ask(_NAME, {**answers, "nip": typed})})
