"""Where a row of another agency's list and a case of the register say different things."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from asn_neutral.domain.numbering import number_of
from asn_neutral.intake.names import bare_name_key, unit_key
from asn_neutral.intake.their_row import TheirRow
from asn_neutral.services.claims import own_id
from asn_neutral.services.counterparts import Concern
from asn_neutral.store.queries.reconciling import OurCase


class Difference(NamedTuple):
    """One field that differs; what either says as a text, several values joined with ``;``, empty for nothing."""

    field: str
    theirs: str
    ours: str


def _as_it_is(text: str) -> str:
    return text


def _without_blanks(number: str) -> str:
    """A number of a letter without what people write in it as they like."""
    return "".join(number.split()).casefold()


_FOLDED: Final[dict[str, Callable[[str], str]]] = {
    "nip": _as_it_is,
    "name": bare_name_key,
    "happened_on": _as_it_is,
    "unit": unit_key,
    "status": _as_it_is,
    "finding": _as_it_is,
    "level": _as_it_is,
    "sanction_level": _as_it_is,
    "sanction": _as_it_is,
    "recommendation_number": _without_blanks,
    "sk_number": _without_blanks,
    "decided_on": _as_it_is,
}
"""Fields of one text with what is compared of it."""
FIELDS: Final = ("number", *_FOLDED, "violations")


def differences(row: TheirRow, case: OurCase, concern: Concern) -> list[Difference]:
    """The fields of which *row* says something and *case* something else, or nothing."""
    return [*_number(row, case, concern), *_texts(row, case), *_violations(row, case)]


def numbers_of(case: OurCase, concern: Concern) -> list[str]:
    """The numbers that the agency gave the case."""
    numbers = case.numbers.split("\n") if case.numbers else []
    recommended = concern.recommender and case.recommended_by == concern.recommender
    return [*numbers, case.recommendation_number] if recommended and case.recommendation_number else numbers


def _number(row: TheirRow, case: OurCase, concern: Concern) -> Iterator[Difference]:
    known = numbers_of(case, concern)
    if row.number and row.number not in known and own_id(row.number) != case.id:
        yield Difference("number", row.number, ";".join(known))
    if row.case_number and own_id(row.case_number) != case.id:
        yield Difference("case_number", row.case_number, number_of("case", case.id))


def _texts(row: TheirRow, case: OurCase) -> Iterator[Difference]:
    for field, folded in _FOLDED.items():
        theirs, ours = getattr(row, field), getattr(case, field) or ""
        if theirs and folded(theirs) != folded(ours):
            yield Difference(field, theirs, ours)


def _violations(row: TheirRow, case: OurCase) -> Iterable[Difference]:
    theirs, ours = row.violations or (), case.violations.split(";")
    if theirs and {*theirs} != {*ours}:
        yield Difference("violations", ";".join(theirs), case.violations)
