"""Which case each row of another agency's list means: by number first, then by NIP, day of the act and form.

No case is given to two rows. Where several rows claim one, the number together with the person counts more than the
number alone, and either more than NIP, day and form; among equals the first row has it, and the others repeat it.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, unique
from typing import Final

from asn_neutral.domain.numbering import filled_up, number_of, record_id
from asn_neutral.intake.names import bare_name_key
from asn_neutral.intake.their_row import TheirRow
from asn_neutral.services.counterparts import Concern
from asn_neutral.store.queries.reconciling import PersonCase, Respondent, cases_by_nip, facts, numbered

_YEAR: Final = 4  # figures of a year
_SERIAL: Final = 7  # figures of a serial, at most
Row = tuple[int, TheirRow]  # its place among the rows, from 0


@unique
class Rank(IntEnum):
    """How much speaks for what the number of a row claims."""

    NOTHING = 0
    PERSON = 1  # the number, and the NIP or the name
    NUMBER = 2  # the number alone


class Claims:
    """What every row claims, by its place: a case by number with its rank, a case by the act; 0 for none."""

    def __init__(self, twins: "array[int]") -> None:
        """Make room for all rows.

        Args:
            twins: For a row that says what an earlier one said, the place of that one and 1; it claims nothing.
        """
        self.twins = twins
        self.ranks = bytearray(len(twins))
        self.by_number = array("q", bytes(8 * len(twins)))
        self.by_act = array("q", bytes(8 * len(twins)))


@dataclass(slots=True)
class Settled:
    """Which case every row means (0 for none), which row has each case, and of which row another is a repetition."""

    cases: "array[int]"
    owners: dict[int, int] = field(default_factory=dict)
    repeats: dict[int, int] = field(default_factory=dict)


def claim(connection: sqlite3.Connection, concern: Concern, rows: Sequence[Row], claims: Claims) -> None:
    """Write down what a batch of *rows* claims; the register is asked a few times for all of them."""
    rows = [(place, row) for place, row in rows if not claims.twins[place]]
    respondents: dict[str, list[Respondent]] = {}
    numbers = {row.number for _place, row in rows if row.number}
    for found in numbered(connection, concern.agency, numbers) if numbers else ():
        respondents.setdefault(found.number, []).append(found)
    own = _own(connection, concern, rows)
    persons: dict[str, list[PersonCase]] = {}
    nips = {row.nip for _place, row in rows if row.nip}
    for case in cases_by_nip(connection, concern.agency, concern.channels, nips) if nips else ():
        persons.setdefault(case.nip or "", []).append(case)
    for place, row in rows:
        cases = persons.get(row.nip or "", ())
        claims.ranks[place], claims.by_number[place] = (
            _by_number(row, respondents.get(row.number or "", ()))
            or _by_recommendation(row, cases, concern)
            or _by_own_number(row, own)
            or (Rank.NOTHING, 0)
        )
        claims.by_act[place] = _by_act(row, cases)


def settle(claims: Claims) -> Settled:
    """Give every case to one row."""
    settled = Settled(array("q", bytes(8 * len(claims.ranks))))
    for rank in (Rank.PERSON, Rank.NUMBER):
        for place, claimed in enumerate(claims.ranks):
            if claimed == rank:
                _give(settled, place, claims.by_number[place], repeats=rank is Rank.PERSON)
    for place, case in enumerate(claims.by_act):
        if case and not settled.cases[place]:
            _give(settled, place, case, repeats=True)
    for place, twin in enumerate(claims.twins):
        if twin:
            settled.repeats[place] = twin - 1
            settled.cases[place] = settled.cases[twin - 1]
    return settled


def _give(settled: Settled, place: int, case: int, *, repeats: bool) -> None:
    """Give *case* to the row at *place*, or note that it *repeats* the one that has it."""
    owner = settled.owners.setdefault(case, place)
    if owner == place or repeats:
        settled.cases[place] = case
    if owner != place and repeats:
        settled.repeats[place] = owner


def same_person(row: TheirRow, nip: str | None, name: str | None) -> bool:
    """Whether a row names the person with this NIP, or where either has none, this name."""
    if row.nip and nip:
        return row.nip == nip
    return bool(row.name and name) and bare_name_key(row.name or "") == bare_name_key(name or "")


def _by_number(row: TheirRow, respondents: Iterable[Respondent]) -> tuple[Rank, int] | None:
    """The respondent of the complaint with the number of a row whom it means: the one it names, or the only one."""
    known = {found.case_id: found for found in respondents if found.case_id is not None}
    meant = [id_ for id_, found in known.items() if same_person(row, found.nip, found.name)]
    if len(meant) == 1:
        return Rank.PERSON, meant[0]
    namesakes = [id_ for id_, found in known.items() if same_person(row._replace(nip=None), None, found.name)]
    only = namesakes if len(namesakes) == 1 else [*known]
    return (Rank.NUMBER, only[0]) if len(only) == 1 else None


def _by_recommendation(row: TheirRow, cases: Iterable[PersonCase], concern: Concern) -> tuple[Rank, int] | None:
    """The case of the person that a letter recommends for, by the number of the letter."""
    meant = [
        case.case_id
        for case in cases
        if case.recommendation_number
        and (
            case.recommendation_number == row.recommendation_number
            or (case.recommended_by == concern.recommender and case.recommendation_number == row.number)
        )
    ]
    return (Rank.PERSON, meant[0]) if len(meant) == 1 else None


def _own(connection: sqlite3.Connection, concern: Concern, rows: Sequence[Row]) -> Mapping[int, tuple[str | None, str]]:
    """NIP and name of the cases whose own numbers the rows hold."""
    texts = {text for _place, row in rows for text in (row.case_number, row.number) if text}
    ids = {id_ for text in texts if (id_ := own_id(text))}
    return {id_: (case.nip, case.name) for id_, case in facts(connection, concern.agency, ids).items()} if ids else {}


def _by_own_number(row: TheirRow, own: Mapping[int, tuple[str | None, str]]) -> tuple[Rank, int] | None:
    """The case whose own number a row holds; under the agency's heading only with the same person."""
    for text, alone in ((row.case_number, True), (row.number, False)):
        id_ = own_id(text or "")
        if id_ in own:
            same = same_person(row, *own[id_])
            if same or alone:
                return (Rank.PERSON if same else Rank.NUMBER), id_
    return None


def own_id(text: str) -> int:
    """The id of the case whose whole number *text* is; 0 where it is none."""
    year, sign, serial = text.partition("/")
    figures = year + serial
    if not sign or len(year) != _YEAR or len(serial) > _SERIAL or not (figures.isascii() and figures.isdigit()):
        return 0
    id_ = record_id(int(year), int(serial or "0"))
    return id_ if number_of("case", id_) == filled_up(text) else 0


def _by_act(row: TheirRow, cases: Iterable[PersonCase]) -> int:
    """The case of the person about the same act: its day and one of its forms; of several the agency's, 0 for none."""
    forms = set(row.violations or ())
    meant = [case for case in cases if case.happened_on == row.happened_on and forms & {*case.violations.split(";")}]
    if len(meant) > 1:
        meant = [case for case in meant if case.concerned]
    return meant[0].case_id if len(meant) == 1 else 0
