"""Asking who the respondent is: a person known to the register, or a new one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from asn_neutral.cli.fields import FIELDS
from asn_neutral.cli.questions import NOTHING, Questions, explanation
from asn_neutral.intake.reasons import REASONS
from asn_neutral.locale import _
from asn_neutral.output.asking import ask
from asn_neutral.output.talk import say
from asn_neutral.services.guide import Guide, KnownPerson, is_number

_SHOWN: Final = 9
_NAME: Final = next(one for one in FIELDS if one.key == "nama_terlapor")
_NIP: Final = next(one for one in FIELDS if one.key == "nip")


@dataclass(frozen=True, slots=True)
class Person:
    """Who it is: `answers` are settled by the choice, `known` is offered where it is asked."""

    answers: Mapping[str, str]
    known: Mapping[str, str] = field(default_factory=dict)


def ask_respondent(guide: Guide, questions: Questions, answers: Mapping[str, str]) -> Person:
    """The person meant; a NIP that was given already is looked up without asking."""
    given = answers.get("nip", "")
    while True:
        typed = given or ask(_("Respondent (a NIP or a part of the name)"))
        given = ""
        if typed == "?":
            say(f"{explanation('nama_terlapor')}\n  {_('Who is known already is found by NIP or name and offered.')}")
        elif not typed:
            say(f"  {_(REASONS['E_KOSONG'])} (E_KOSONG)")
        elif person := _chosen(guide, typed) or _new(questions, answers, typed):
            return person


def _chosen(guide: Guide, typed: str) -> Person | None:
    """A known person; None where nobody fits or the person meant is new."""
    while True:
        found = guide.people(typed, limit=_SHOWN + 1)
        if not found:
            say("  " + _("Nobody known has “{typed}” in the name or the NIP.").format(typed=typed))
            return None
        _offer(found)
        places = [str(place) for place in range(1, len(found[:_SHOWN]) + 1)]
        number = ask(_("Which one"))
        if number == "0":
            return None
        if number in places:
            return _person(found[int(number) - 1])
        if len(number) > len(str(_SHOWN)) or not is_number(number):
            typed = number or typed  # not a place in the list: another part of the name
        else:
            say("  " + _("Type one of {choices}.").format(choices=", ".join(["0", *places])))


def _offer(found: Sequence[KnownPerson]) -> None:
    for place, one in enumerate(found[:_SHOWN], start=1):
        say(f"  {place}  {one.name} - {one.nip or _('without a NIP')} - {one.unit}")
    say(f"  0  {_('a new person')}")
    if len(found) > _SHOWN:
        say("  " + _("There are more; type more of the name."))


def _person(one: KnownPerson) -> Person:
    return Person({"nama_terlapor": one.name, "nip": one.nip or ""}, one.known)


def _new(questions: Questions, answers: Mapping[str, str], typed: str) -> Person | None:
    """A person that nobody has named before; None where another is looked for.

    A part of a name finds people, and is not yet the name of a new one: the whole name is asked.
    """
    if not is_number(typed):
        return _named(questions, answers, typed)
    if not questions.passes(_NIP, {**answers, _NIP.key: typed}):
        return None
    return Person({"nip": typed, "nama_terlapor": questions.ask(_NAME, {**answers, "nip": typed})})


def _named(questions: Questions, answers: Mapping[str, str], typed: str) -> Person | None:
    """A new person with the whole name; None where *typed* was not meant to be one."""
    while True:
        name = ask(_("Whole name of the new person, - searches again") + f" [{typed}]") or typed
        if name == NOTHING:
            return None
        if questions.passes(_NAME, {**answers, _NAME.key: name}):
            return Person({"nama_terlapor": name})
