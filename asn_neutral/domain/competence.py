"""Who may impose a sanction on somebody, while every post is filled and while one is vacant."""

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from asn_neutral.domain.case import CaseState
from asn_neutral.domain.measure import WholeLaw
from asn_neutral.law.entries import Authority, Examinee, Sanction
from asn_neutral.law.posts import FUNCTIONAL_RANKS, HEADS_OF_TERRITORY, LADDER, MOVES_UP
from asn_neutral.law.terms import Employment, Official, PositionClass

_WORD: Final = re.compile("[a-z]+")


@dataclass(frozen=True, slots=True)
class Competence:
    """Who may impose: the first official is the rule, the others are defensible readings.

    The first may delegate to `delegates`. `moved` is True where a vacancy moved the competence up.
    """

    officials: tuple[Official, ...]
    delegates: tuple[Official, ...]
    basis: str
    verified: bool
    note: str
    note_en: str
    moved: bool = False


def examinee_of(state: CaseState) -> Examinee | None:
    """What the competence depends on; an unknown employment is taken for PNS; None without a class of post.

    The head of a territory is a camat or a lurah as far as the name of the post says so.
    """
    if state.position_class is None:
        return None
    position = PositionClass(state.position_class)
    post = " ".join(_WORD.findall((state.position or "").casefold()))
    if position is PositionClass.KEPALA_WILAYAH:
        found = (held for word, held in HEADS_OF_TERRITORY.items() if word in post.split())
        position = next(found, position)
    functional = position is PositionClass.FUNGSIONAL
    rank = next((rank for words, rank in FUNCTIONAL_RANKS.items() if functional and words in post), "")
    return Examinee(position, Employment(state.employment or Employment.PNS), rank)


def competence(
    state: CaseState, sanction: Sanction, law: WholeLaw, *, on: date, vacant: Container[Official] = ()
) -> Competence | None:
    """Who may impose the sanction on that day, while the posts of *vacant* are not filled.

    None where the law data does not say. The PPK is never taken for vacant: an acting mayor is the PPK.
    """
    examinee = examinee_of(state)
    if examinee:
        found = law.authority(examinee, sanction.level, on=on, sanction=sanction.id)
    else:
        found = _of_any_class(Employment(state.employment or Employment.PNS), sanction, law, on)
    return _moved_up(_told(found), vacant) if found else None


def _of_any_class(employment: Employment, sanction: Sanction, law: WholeLaw, on: date) -> Authority | None:
    """The entry for somebody whose class of post is not known, where those of every class say the same."""
    fitting = [
        entry
        for entry in law.authorities
        if entry.in_force(on) and entry.level is sanction.level and employment in entry.employment
        and (not entry.sanctions or sanction.id in entry.sanctions)
    ]  # fmt: skip
    said = {(entry.officials, entry.delegates, entry.basis) for entry in fitting}
    return fitting[0] if len(said) == 1 else None


def _told(entry: Authority) -> Competence:
    return Competence(entry.officials, entry.delegates, entry.basis, entry.verified, entry.note, entry.note_en)


def _moved_up(told: Competence, vacant: Container[Official]) -> Competence:
    officials = tuple(dict.fromkeys(_filled(official, vacant) for official in told.officials))
    delegates = tuple(one for one in told.delegates if one not in vacant)
    if officials == told.officials:
        return replace(told, delegates=delegates)
    basis = f"{told.basis}; {MOVES_UP}"
    return replace(told, officials=officials, delegates=delegates, basis=basis, moved=True)


def _filled(official: Official, vacant: Container[Official]) -> Official:
    """The official, or the next higher one whose post is filled, up to the PPK; one outside the ladder stays."""
    if official not in LADDER:
        return official
    above = LADDER[: LADDER.index(official) + 1]
    return next((one for one in reversed(above) if one not in vacant), Official.PPK)


def below(official: Official | str | None) -> tuple[Official, ...]:
    """The officials of a city below that one; none below one outside the ladder."""
    return LADDER[LADDER.index(Official(official)) + 1 :] if official in LADDER else ()


def next_higher(official: Official) -> Official:
    """Who is competent while that official's post is vacant; the PPK stays."""
    return _filled(official, frozenset({official}))
