"""Cases that a row of another agency's list may mean, for an officer to decide; none of them counts as matched."""

import sqlite3
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from asn_neutral.intake.names import bare_name_key, unit_key
from asn_neutral.intake.their_row import TheirRow
from asn_neutral.services.claims import Row
from asn_neutral.services.counterparts import Concern
from asn_neutral.store.queries.reconciling import (
    PersonCase,
    Respondent,
    cases_by_nip,
    cases_by_person,
    names,
    numbered,
)

MOST: Final = 3
"""Cases that are proposed for one row."""
_SIMILAR: Final = 85  # rapidfuzz ratio (0-100) from which a name may be another of the same complaint, misspelled
_NAMESAKES: Final = 20  # persons of one name that are looked at
_FAR: Final = 1_000_000  # days; farther than any two days of a register


class Proposal(NamedTuple):
    """The cases that a row may mean, the likeliest first; `known_as` is the complaint here that has its number."""

    cases: tuple[int, ...] = ()
    known_as: int | None = None


class Proposer:
    """Proposes cases for rows that were matched with none, out of those that no row has."""

    def __init__(
        self, connection: sqlite3.Connection, concern: Concern, taken: Container[int], wanted: Collection[str]
    ) -> None:
        """Look for the persons with one of the names *wanted*, folded by `bare_name_key`, in one pass.

        Args:
            connection: The register.
            concern: What makes a case one of the agency.
            taken: The cases that were matched.
            wanted: The names of all rows that were not.
        """
        self._connection = connection
        self._concern = concern
        self._taken = taken
        self._persons: dict[str, list[int]] = {}
        for id_, key in names(connection) if wanted else ():
            bare = key.partition(",")[0].rstrip()
            if bare in wanted and len(self._persons.setdefault(bare, [])) < _NAMESAKES:
                self._persons[bare].append(id_)

    def propose(self, rows: Sequence[Row]) -> dict[int, Proposal]:
        """What is proposed for each of *rows*, by its place."""
        respondents = self._respondents(rows)
        by_nip, by_person = self._cases(rows)
        return {place: self._proposal(row, respondents, by_nip, by_person) for place, row in rows}

    def _respondents(self, rows: Sequence[Row]) -> Mapping[str, list[Respondent]]:
        wanted = {row.number for _place, row in rows if row.number}
        found: dict[str, list[Respondent]] = {}
        for one in numbered(self._connection, self._concern.agency, wanted) if wanted else ():
            found.setdefault(one.number, []).append(one)
        return found

    def _cases(self, rows: Sequence[Row]) -> tuple[Mapping[str, list[PersonCase]], Mapping[int, list[PersonCase]]]:
        """The free cases of the persons whom the rows name, by NIP and by person."""
        agency, channels = self._concern.agency, self._concern.channels
        nips = {row.nip for _place, row in rows if row.nip}
        ids = {id_ for _place, row in rows for id_ in self._namesakes(row)}
        by_nip: dict[str, list[PersonCase]] = {}
        by_person: dict[int, list[PersonCase]] = {}
        for case in self._free(cases_by_nip(self._connection, agency, channels, nips)) if nips else ():
            by_nip.setdefault(case.nip or "", []).append(case)
        for case in self._free(cases_by_person(self._connection, agency, channels, ids)) if ids else ():
            by_person.setdefault(case.employee_id, []).append(case)
        return by_nip, by_person

    def _free(self, cases: Iterable[PersonCase]) -> Iterator[PersonCase]:
        return (case for case in cases if case.case_id not in self._taken)

    def _namesakes(self, row: TheirRow) -> Sequence[int]:
        return self._persons.get(bare_name_key(row.name), ()) if row.name else ()

    def _proposal(
        self,
        row: TheirRow,
        respondents: Mapping[str, list[Respondent]],
        by_nip: Mapping[str, list[PersonCase]],
        by_person: Mapping[int, list[PersonCase]],
    ) -> Proposal:
        named = respondents.get(row.number or "", ())
        own = sorted(by_nip.get(row.nip or "", ()), key=lambda case: _distance(row, case))
        namesakes = [case for id_ in self._namesakes(row) for case in by_person.get(id_, ()) if _may_mean(row, case)]
        namesakes.sort(key=lambda case: (not _same_unit(row, case), *_distance(row, case)))
        found = (*self._misspelled(row, named), *(case.case_id for case in (*own, *namesakes)))
        known_as = named[0].complaint_id if named else None
        return Proposal(tuple(dict.fromkeys(found))[:MOST], known_as)

    def _misspelled(self, row: TheirRow, respondents: Iterable[Respondent]) -> Iterator[int]:
        """Respondents of the complaint with the number of a row whose name is nearly the one that the row has."""
        from rapidfuzz import fuzz

        wanted = bare_name_key(row.name) if row.name else ""
        free = (one for one in respondents if one.case_id is not None and one.case_id not in self._taken)
        for one in free if wanted else ():
            if fuzz.ratio(wanted, bare_name_key(one.name or "")) >= _SIMILAR:
                yield one.case_id or 0


def _may_mean(row: TheirRow, case: PersonCase) -> bool:
    """Whether a row may mean the case of a namesake: with another NIP only where day or unit of the act fit."""
    other = bool(row.nip and case.nip and row.nip != case.nip)
    return not other or row.happened_on == case.happened_on or _same_unit(row, case)


def _same_unit(row: TheirRow, case: PersonCase) -> bool:
    return row.unit is not None and unit_key(row.unit) == case.unit_key


def _distance(row: TheirRow, case: PersonCase) -> tuple[int, int]:
    """Days between the act that a row tells and that of a case, and the place of the case among others as near."""
    try:
        days = abs(date.fromisoformat(row.happened_on or "") - date.fromisoformat(case.happened_on)).days
    except ValueError:  # no day in the row, or in a register that somebody changed past the program
        days = _FAR
    return days, case.case_id
