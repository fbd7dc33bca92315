"""Which closed files the schedule of retention (JRA) says to destroy, and from when.

A file (berkas) is what hangs together: complaints about one case, the cases of one complaint, and all cases of one
person, because an earlier sanction counts against a later act. It is kept, or goes, as a whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from asn_neutral.domain.months import term_end
from asn_neutral.law.entries import Retention
from asn_neutral.law.terms import Disposition, Level

_MONTHS_OF_A_YEAR = 12
_SEVERITY = tuple(Level)


class Link(NamedTuple):
    """A case as one complaint concerns it; `closed_on` is None while it is open, `level` that of its sanction."""

    complaint: int
    case: int
    person: int
    closed_on: str | None
    level: str | None


@dataclass(frozen=True, slots=True)
class File:
    """Complaints and cases, by id, that are kept or go together; all of its cases are closed."""

    complaints: tuple[int, ...]
    cases: tuple[int, ...]
    closed_on: date
    level: Level | None


@dataclass(frozen=True, slots=True)
class Term:
    """How long a file is kept: by which entry of the schedule, and until when, that day included.

    Both are None where the schedule does not say.
    """

    file: File
    rule: Retention | None
    ends_on: date | None

    def is_over(self, today: date) -> bool:
        """Whether the term has ended before *today*."""
        return self.ends_on is not None and self.ends_on < today

    @property
    def disposition(self) -> Disposition | None:
        """What becomes of the file then."""
        return self.rule.disposition if self.rule else None


class Schedule(Protocol):
    """Where the entries of the schedule come from."""

    def retention(self, level: Level | None, *, on: date) -> Retention | None:
        """The entry for files whose heaviest sanction is of *level*, as it stood on a day."""


def terms(links: Iterable[Link], schedule: Schedule, today: date) -> list[Term]:
    """The term of every file that is closed, by the schedule of *today*, in the order of their first complaint."""
    return [_term(file, schedule, today) for file in _files(links)]


def _term(file: File, schedule: Schedule, today: date) -> Term:
    rule = schedule.retention(file.level, on=today)
    if rule is None or rule.years is None:
        return Term(file, rule, None)
    return Term(file, rule, term_end(file.closed_on + timedelta(days=1), rule.years * _MONTHS_OF_A_YEAR))


def _files(links: Iterable[Link]) -> Iterator[File]:
    for together in _groups(links):
        closed = [link.closed_on for link in together]
        if None not in closed:
            yield File(
                complaints=tuple(sorted({link.complaint for link in together})),
                cases=tuple(sorted({link.case for link in together})),
                closed_on=date.fromisoformat(max(day for day in closed if day)),
                level=max((Level(link.level) for link in together if link.level), key=_SEVERITY.index, default=None),
            )


def _groups(links: Iterable[Link]) -> list[list[Link]]:
    """The links by what hangs together: each joins a complaint, a case and a person."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while (above := parent.setdefault(node, node)) != node:
            parent[node] = node = parent[above]
        return node

    kept = sorted(links)
    for link in kept:
        complaint = root(("complaint", link.complaint))
        parent[root(("case", link.case))] = complaint
        parent[root(("person", link.person))] = complaint
    found: dict[tuple[str, int], list[Link]] = {}
    for link in kept:
        found.setdefault(root(("complaint", link.complaint)), []).append(link)
    return list(found.values())


def destroyable(term: Term, today: date, *, named: bool) -> bool:
    """Whether a file may be proposed for destruction.

    One that the schedule wants appraised again may only where it is *named*, which says that it was.
    """
    allowed: Sequence[Disposition] = (
        (Disposition.MUSNAH, Disposition.DINILAI_KEMBALI) if named else (Disposition.MUSNAH,)
    )
    return term.is_over(today) and term.disposition in allowed
