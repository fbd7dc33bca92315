"""Holding another agency's list against the register: every row and every case of the agency gets one result.

Nothing is stored. What is found goes to temporary files, so that a long list needs little memory.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum, unique
from typing import NamedTuple, cast

from asn_neutral.domain.anchor import Head, head_of
from asn_neutral.domain.numbering import number_of
from asn_neutral.intake.names import bare_name_key
from asn_neutral.intake.their_row import TheirRow
from asn_neutral.law.book import Book
from asn_neutral.services.claims import Claims, Row, Settled, claim, settle
from asn_neutral.services.comparing import Difference, differences, numbers_of
from asn_neutral.services.counterparts import Concern, Counterpart, concern_of
from asn_neutral.services.proposing import Proposal, Proposer
from asn_neutral.services.spool import Kept, Spool, batches, spooling
from asn_neutral.services.their_list import Line, ListOrder, Progress, TheirList, read_list
from asn_neutral.store.queries.anchoring import newest_event
from asn_neutral.store.queries.reconciling import OurCase, concerning, facts


@unique
class Result(StrEnum):
    """What became of a row of theirs, or of a case of ours."""

    AGREES = "agrees"
    DIFFERS = "differs"
    PROPOSED = "proposed"
    REPEATED = "repeated"
    ONLY_THEIRS = "only-theirs"
    ONLY_OURS = "only-ours"
    REFUSED = "refused"


@unique
class Remark(StrEnum):
    """What there is to say of a result besides."""

    AS_ROW = "as-row"  # it says what that row of the list said, or means the same case
    KNOWN_AS = "known-as"  # its number is that of a complaint here, with other respondents or none
    PERHAPS_ROW = "perhaps-row"  # that row of the list may mean the case
    REASON = "reason"  # why the row is refused


class Outcome(NamedTuple):
    """A row of theirs or a case of ours with its result; `number` is that of the case, None where none matched.

    `remark` is a `Remark` and what it is about.
    """

    result: Result
    row: int | None
    their_number: str | None
    number: str | None
    name: str | None
    nip: str | None
    differences: Sequence[Difference] = ()
    candidates: Sequence[str] = ()
    remark: tuple[str, str] | None = None

    def packed(self) -> list[Kept]:
        """The outcome as a spool keeps it."""
        return [self.result.value, *self[1:6], [[*one] for one in self.differences], [*self.candidates], self.remark]

    @staticmethod
    def unpacked(kept: list[Kept]) -> "Outcome":
        """The outcome that a spool kept."""
        result, row, their, number, name, nip, found, candidates, remark = cast(
            "tuple[str, int | None, str | None, str | None, str | None, str | None, list[list[str]], list[str],"
            " list[str] | None]",
            kept,
        )
        told = None if remark is None else (remark[0], remark[1])
        unlike = tuple(Difference(*one) for one in found)
        return Outcome(Result(result), row, their, number, name, nip, unlike, tuple(candidates), told)


class Reply(NamedTuple):
    """A row as it goes back to the agency: its own cells, the result, and what the register says of the case.

    `differences` are what a `Difference` consists of, `refused` is why the row could not be compared.
    """

    cells: Sequence[str]
    result: str
    differences: Sequence[Sequence[str]] = ()
    refused: str | None = None
    number: str | None = None
    status: str | None = None
    level: str | None = None
    sanction: str | None = None
    sk_number: str | None = None
    decided_on: str | None = None
    reported_on: str | None = None


@dataclass(slots=True)
class Reconciled:
    """What was found; `outcomes` has the rows of the list in their order, then the cases that it does not have.

    `first` and `last` bound the days of acts for those; None where nothing does. `head` is the end of the chain of the
    register that it was compared with.
    """

    counterpart: Counterpart
    list: TheirList
    first: str | None
    last: str | None
    head: Head
    counts: Counter[Result] = field(default_factory=Counter)
    _outcomes: Spool | None = None
    _replies: Spool | None = None

    def outcomes(self) -> Iterator[Outcome]:
        """Every result; a stream, to be read as often as wanted."""
        return map(Outcome.unpacked, self._outcomes or ())

    def replies(self) -> Iterator[Reply]:
        """The rows whose cells are known, as they go back to the agency; none unless the order was for `whole` rows."""
        return (Reply(*kept) for kept in self._replies or ())  # type: ignore[arg-type]  # as they were packed


@contextmanager
def reconciled(  # noqa: PLR0913 - what is compared with what
    order: ListOrder,
    counterpart: Counterpart,
    connection: sqlite3.Connection,
    book: Book,
    *,
    today: date,
    since: date | None = None,
    until: date | None = None,
    progress: Progress = lambda _rows: None,
) -> Iterator[Reconciled]:
    """Read the list of *counterpart* and hold it against the register.

    Cases that only the register has are looked for among those with the act from *since* to *until*, both inclusive;
    without either, in the period of the acts that the list tells.

    Raises:
        UnreadableFileError: the list as a whole cannot be read.
        UnwritableError: the refused rows could not be written.
    """
    with spooling() as lines, spooling() as outcomes, spooling() as replies:
        found = read_list(order, book, today, lines, progress=progress)
        bounds = (since.isoformat() if since else None, until.isoformat() if until else None)
        first, last = bounds if any(bounds) else (found.first, found.last)
        result = Reconciled(
            counterpart, found, first, last, head_of(*newest_event(connection)), _outcomes=outcomes, _replies=replies
        )
        _Comparison(
            connection, concern_of(counterpart), result, lines, outcomes, replies if order.whole else None
        ).run()
        yield result


class _Comparison:
    """One list on its way to its results."""

    def __init__(  # noqa: PLR0913, PLR0917 - what it reads and where it writes
        self,
        connection: sqlite3.Connection,
        concern: Concern,
        result: Reconciled,
        lines: Spool,
        outcomes: Spool,
        replies: Spool | None,
    ) -> None:
        self._connection = connection
        self._concern = concern
        self._result = result
        self._lines = lines
        self._outcomes = outcomes
        self._replies = replies
        self._perhaps: dict[int, int] = {}  # the first row that may mean a case

    def run(self) -> None:
        """Find what every row means, then tell rows and cases apart that agree, differ, or have no counterpart."""
        claims = Claims(self._result.list.twins)
        for batch in batches(self._lines):
            claim(self._connection, self._concern, [*_said(batch)], claims)
        settled = settle(claims)
        proposer = Proposer(self._connection, self._concern, settled.owners, self._unmatched_names(settled))
        rows = _rows_that_are_repeated(self._lines, settled)
        for batch in batches(self._lines):
            self._tell(batch, settled, proposer, rows)
        self._tell_only_ours(settled)

    def _unmatched_names(self, settled: Settled) -> frozenset[str]:
        """The folded names in the rows that no case was found for."""
        lines = ((place, Line.unpacked(kept).said) for place, kept in enumerate(self._lines))
        return frozenset(
            bare_name_key(said.name)
            for place, said in lines
            if said is not None and said.name and not settled.cases[place] and place not in settled.repeats
        )

    def _tell(
        self, batch: Sequence[tuple[int, list[Kept]]], settled: Settled, proposer: Proposer, rows: dict[int, int]
    ) -> None:
        """Write down the results of a batch of rows."""
        ids = {id_ for place, _kept in batch if (id_ := settled.cases[place])}
        cases = facts(self._connection, self._concern.agency, ids) if ids else {}
        open_rows = [
            (place, said) for place, said in _said(batch) if not settled.cases[place] and place not in settled.repeats
        ]
        proposals = proposer.propose(open_rows) if open_rows else {}
        for place, kept in batch:
            line = Line.unpacked(kept)
            case = cases.get(settled.cases[place])
            repeated = rows.get(settled.repeats[place]) if place in settled.repeats else None
            self._write(self._outcome(line, case, repeated, proposals.get(place)), line, case)

    def _outcome(self, line: Line, case: OurCase | None, repeated: int | None, proposal: Proposal | None) -> Outcome:
        if line.said is None:
            reasons = (Remark.REASON.value, "; ".join(line.reasons))
            return Outcome(Result.REFUSED, line.row, None, None, None, None, remark=reasons)
        said = line.said
        if case is None:
            return self._unmatched(line.row, said, repeated, proposal or Proposal())
        unlike = differences(said, case, self._concern)
        result = Result.REPEATED if repeated else Result.DIFFERS if unlike else Result.AGREES
        remark = (Remark.AS_ROW.value, str(repeated)) if repeated else None
        number = number_of("case", case.id)
        return Outcome(result, line.row, said.number, number, case.name, case.nip, unlike, (), remark)

    def _unmatched(self, row: int, said: TheirRow, repeated: int | None, proposal: Proposal) -> Outcome:
        """The result of a row for which no case was found."""
        for id_ in proposal.cases:
            self._perhaps.setdefault(id_, row)
        candidates = tuple(number_of("case", id_) for id_ in proposal.cases)
        remark: tuple[str, str] | None = None
        if repeated:
            remark = (Remark.AS_ROW.value, str(repeated))
        elif proposal.known_as is not None:
            remark = (Remark.KNOWN_AS.value, number_of("complaint", proposal.known_as))
        result = Result.REPEATED if repeated else Result.PROPOSED if candidates else Result.ONLY_THEIRS
        return Outcome(result, row, said.number, None, said.name, said.nip, (), candidates, remark)

    def _write(self, outcome: Outcome, line: Line, case: OurCase | None) -> None:
        self._result.counts[outcome.result] += 1
        self._outcomes.add(outcome.packed())
        if self._replies is not None and (line.cells or line.said is not None):
            self._replies.add([*_reply(line, outcome, case)])

    def _tell_only_ours(self, settled: Settled) -> None:
        """Write down the cases of the agency that no row means; those that were matched are known by their ids."""
        agency, channels, recommender = self._concern
        for case in concerning(
            self._connection, agency=agency, channels=channels, recommender=recommender,
            first=self._result.first, last=self._result.last,
        ):  # fmt: skip
            if case.id in settled.owners:
                continue
            row = self._perhaps.get(case.id)
            remark = None if row is None else (Remark.PERHAPS_ROW.value, str(row))
            their = "; ".join(numbers_of(case, self._concern)) or None
            number = number_of("case", case.id)
            outcome = Outcome(Result.ONLY_OURS, None, their, number, case.name, case.nip, remark=remark)
            self._result.counts[outcome.result] += 1
            self._outcomes.add(outcome.packed())


def _said(batch: Sequence[tuple[int, list[Kept]]]) -> Iterator[Row]:
    """The rows of a batch that were not refused, with their places."""
    for place, kept in batch:
        said = Line.unpacked(kept).said
        if said is not None:
            yield place, said


def _rows_that_are_repeated(lines: Spool, settled: Settled) -> dict[int, int]:
    """The numbers, as a spreadsheet shows them, of the rows that others repeat, by their places."""
    wanted = frozenset(settled.repeats.values())
    if not wanted:
        return {}
    return {place: Line.unpacked(kept).row for place, kept in enumerate(lines) if place in wanted}


def _reply(line: Line, outcome: Outcome, case: OurCase | None) -> Reply:
    """A row as it goes back; what is only proposed tells nothing of a case."""
    if case is None:
        refused = outcome.remark[1] if outcome.remark and outcome.remark[0] == Remark.REASON else None
        return Reply(line.cells, outcome.result.value, refused=refused)
    return Reply(
        line.cells,
        outcome.result.value,
        [[*one] for one in outcome.differences],
        None,
        outcome.number,
        case.status,
        case.sanction_level or case.level,
        case.sanction,
        case.sk_number,
        case.decided_on,
        case.reported_on,
    )
