"""What the commands that name somebody responsible do besides reading their options."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

from asn_neutral.cli.context import Office
from asn_neutral.cli.desk import desk_of
from asn_neutral.cli.owning import NOBODY, person
from asn_neutral.errors import UsageError
from asn_neutral.locale import _, ngettext
from asn_neutral.output.asking import ask
from asn_neutral.reports.assigned import owner_remark, refuse_no_owner
from asn_neutral.services.assign import Assigned, assign, hand_over, owner_named

_MANY: Final = 3
"""Cases from which a change is confirmed first."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How it is to be done: only rehearsed, or without asking."""

    rehearse: bool
    yes: bool


class _Doing(Protocol):
    """Name somebody responsible, or rehearse it."""

    def __call__(self, *, rehearse: bool) -> tuple[Assigned, ...]:
        """The cases."""
        ...


def assign_cases(office: Office, words: Sequence[str], manner: Manner, *, nobody: bool) -> tuple[Assigned, ...] | None:
    """The cases that *words* name, assigned to whom the last word names, or to nobody; None when the answer is no.

    Raises:
        UsageError: No case is named, or nobody to be responsible, and there is nobody to be asked.
        NotFoundError, AmbiguousError: A number names no case, or more than one.
    """
    numbers, owner = _split(office, words, nobody=nobody)
    wanted = [office.meant("case", number) for number in numbers]
    if owner is not None:
        _say_if_misspelled(office, owner)
    done = _confirmed(office, partial(assign, wanted, owner, desk_of(office)), manner, _question)
    if done:
        office.remember("case", done[-1].number)
    return done


def _split(office: Office, words: Sequence[str], *, nobody: bool) -> tuple[Sequence[str], str | None]:
    """The numbers and the owner; the owner is asked of a person who named one case only."""
    if nobody:
        return words, None
    *numbers, owner = words
    if numbers:
        return numbers, person(office, owner)
    if not office.interactive:
        problem = _("Name who is responsible after the cases, or --none to name nobody.")
        raise UsageError(problem=problem)
    return words, person(office, ask(_("Responsible")))


def hand_cases_over(office: Office, giver: str | None, taker: str, manner: Manner) -> tuple[Assigned, ...] | None:
    """Every open case of *giver*, or of nobody, handed to *taker*; None when the answer is no.

    Raises:
        UsageError: Both are the same person.
        NotFoundError: The giver is responsible for no case.
    """
    if giver is not None and owner_named(taker).casefold() == giver.casefold():
        raise UsageError(problem=_("{name} cannot hand cases over to themselves.").format(name=taker))
    if giver is not None:
        with office.reading() as connection:
            refuse_no_owner(connection, giver)
    _say_if_misspelled(office, taker)
    return _confirmed(office, partial(hand_over, giver, taker, desk_of(office)), manner, _question)


def _say_if_misspelled(office: Office, owner: str) -> None:
    """Say whom a new name resembles, before anything is recorded under it (BadNeedError: it is no name)."""
    with office.reading() as connection:
        if remark := owner_remark(connection, owner_named(owner)):
            office.say(remark)


def giver_of(office: Office, word: str) -> str | None:
    """Who hands over; None for the cases of nobody."""
    return None if word in NOBODY else " ".join(person(office, word).split())


def _question(count: int) -> str:
    text = ngettext("{count} case gets another owner. Record it?", "{count} cases get another owner. Record it?", count)
    return text.format(count=count)


def _confirmed(
    office: Office, doing: _Doing, manner: Manner, question: Callable[[int], str]
) -> tuple[Assigned, ...] | None:
    """The change, made; three cases or more are confirmed first."""
    if not manner.rehearse and not manner.yes:
        count = sum(one.changed for one in doing(rehearse=True))
        if count >= _MANY and not office.confirm(question(count)):
            office.say(_("Nothing was changed."))
            return None
    return doing(rehearse=manner.rehearse)
