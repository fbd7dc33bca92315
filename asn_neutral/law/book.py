"""The law as one book: reads the data when it is asked for and answers "what held on that day?".

The shipped files stand beside this module. An office's own file has the same tables; an entry of it takes
the place of the shipped one with the same id and first day, or is added.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Final, TypeVar

from asn_neutral.errors import LawDataError
from asn_neutral.law import building, check
from asn_neutral.law.entries import (
    Authority,
    Calendar,
    Dated,
    Deadline,
    Decree,
    Election,
    Examinee,
    Ground,
    Holiday,
    Recommending,
    Retention,
    Sanction,
    Sourced,
    Stage,
    Violation,
)
from asn_neutral.law.lawfulness import Check, build_check, check_faults
from asn_neutral.law.reading import Row, read_tables, unknown
from asn_neutral.law.terms import ElectionKind, Employment, Level, Official
from asn_neutral.locale import _

FILES: Final[Mapping[str, str]] = {
    "violation": "violations.toml",
    "ground": "violations.toml",
    "sanction": "sanctions.toml",
    "deadline": "deadlines.toml",
    "authority": "authority.toml",
    "election": "elections.toml",
    "stage": "elections.toml",
    "decree": "holidays.toml",
    "holiday": "holidays.toml",
    "check": "checks.toml",
    "recommender": "recommenders.toml",
    "retention": "retention.toml",
}
"""Which shipped file holds which tables."""

Entry = TypeVar("Entry", bound=Sourced)
Version = TypeVar("Version", bound=Dated)
Table = Mapping[str, object]


def _as_it_is(row: Row) -> Row:
    return row


def _built(
    rows: Iterable[Row], build: Callable[[Row], Entry], complete: Callable[[Row], Row]
) -> dict[tuple[str, ...], Entry]:
    """The entries by slot; two of one slot in one file are refused."""
    found: dict[tuple[str, ...], Entry] = {}
    for raw in rows:
        row = complete(raw)
        entry = build(row)
        row.finish()
        if entry.slot in found:
            row.refuse(_("it is there twice"))
        found[entry.slot] = entry
    return found


@lru_cache
def _shipped(file: str) -> Mapping[str, list[Table]]:
    """The tables of a shipped file, from the module that was made of it."""
    module = import_module(f"asn_neutral.law.shipped.{file.removesuffix('.toml')}")
    tables: Mapping[str, list[Table]] = module.TABLES
    return tables


def load_book(office_file: Path | None = None) -> "Book":
    """The law, with the office's own entries from *office_file*; that file is checked at once.

    Without such a file it is always the same book, which is read once.

    Raises:
        UnreadableFileError: the office's file cannot be opened.
        LawDataError: it does not hold together with the rest.
    """
    if office_file is None:
        return _shipped_book()
    book = Book(office_file)
    book.verify()
    return book


@lru_cache
def _shipped_book() -> "Book":
    return Book()


class Book:
    """All entries; each kind is read when first asked for."""

    def __init__(self, office_file: Path | None = None) -> None:
        self._office_file = office_file

    @cached_property
    def violations(self) -> tuple[Violation, ...]:
        """Every version of every form, in the order of the catalogue, the oldest version first."""
        return self._read("violation", building.violation)

    @cached_property
    def grounds(self) -> tuple[Ground, ...]:
        """Every ground."""
        return self._read("ground", building.ground)

    @cached_property
    def sanctions(self) -> tuple[Sanction, ...]:
        """Every sanction, the lightest first."""
        return tuple(sorted(self._read("sanction", building.sanction), key=lambda entry: entry.severity))

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Every deadline."""
        return self._read("deadline", building.deadline)

    @cached_property
    def authorities(self) -> tuple[Authority, ...]:
        """Every entry on who may impose."""
        return self._read("authority", building.authority)

    @cached_property
    def retentions(self) -> tuple[Retention, ...]:
        """Every version of the schedule of retention."""
        return self._read("retention", building.retention)

    @cached_property
    def recommenders(self) -> tuple[Recommending, ...]:
        """Every agency that recommends to the PPK, with the time it does."""
        return self._read("recommender", building.recommender)

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """Every rule of the lawfulness check."""
        return self._read("check", build_check)

    @cached_property
    def elections(self) -> tuple[Election, ...]:
        """Every election with its stages, by voting day."""
        bare = sorted(self._bare_elections.values(), key=lambda entry: entry.voting_on)
        return tuple(replace(one, stages=tuple(self._stages_of(one.id))) for one in bare)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """Every stage of every election."""
        return self._read("stage", building.stage, self._with_election)

    @cached_property
    def decrees(self) -> tuple[Decree, ...]:
        """Every decree on holidays."""
        return self._read("decree", building.decree)

    @cached_property
    def holidays(self) -> tuple[Holiday, ...]:
        """Every day off by date, also those that were cancelled or moved before they came."""
        found = self._read("holiday", building.holiday, self._with_decree)
        return tuple(sorted(found, key=lambda entry: (entry.day, entry.since)))

    @cached_property
    def calendar(self) -> Calendar:
        """The days that were really off and the years they are complete for, for a week of five days."""
        kept = {entry.day: entry for entry in self.holidays if entry.kept}
        return Calendar(kept, frozenset(entry.year for entry in self.decrees if entry.year))

    def violation(self, code: str, *, on: date) -> Violation | None:
        """The form *code* as it stood on a day; None when the catalogue of that day does not have it."""
        return _version(self.violations, code, on)

    def ground(self, ground_id: str, *, on: date) -> Ground | None:
        """A ground as it stood on a day."""
        return _version(self.grounds, ground_id, on)

    def sanction(self, sanction_id: str, *, on: date) -> Sanction | None:
        """A sanction as it stood on a day."""
        return _version(self.sanctions, sanction_id, on)

    def sanctions_on(
        self, day: date, *, employment: Employment | None = None, level: Level | None = None
    ) -> tuple[Sanction, ...]:
        """The sanctions of a day, of one kind of employment and one level when named, the lightest first."""
        return tuple(
            entry
            for entry in self.sanctions
            if entry.in_force(day)
            and (employment is None or employment in entry.employment)
            and (level is None or entry.level is level)
        )

    def recommender(self, agency: str, *, on: date) -> Recommending | None:
        """An agency that recommended on a day; None when it did not, or not any more."""
        return _version(self.recommenders, agency, on)

    def retention(self, level: Level | None, *, on: date) -> Retention | None:
        """How long files are kept whose heaviest sanction is of *level* (None: there is none), as it stood on a day."""
        return next((entry for entry in self.retentions if entry.in_force(on) and entry.covers(level)), None)

    def check_of(self, check_id: str, *, on: date) -> Check | None:
        """A rule of the lawfulness check as it stood on a day."""
        return _version(self.checks, check_id, on)

    def deadline(
        self, rule: str, *, on: date, regime: ElectionKind | None = None, official: Official | None = None
    ) -> Deadline | None:
        """A deadline as it stood on a day.

        A rule made for *regime* goes before one for every kind of election. Without a regime a rule that
        differs is that of the Pilkada, the election a city itself holds. In the same way a rule made for the
        decisions of *official* goes before one for all decisions; without an official it is that of the PPK,
        who takes nearly all of them, if there is one.
        """
        for wanted in (regime, None) if regime else (None, ElectionKind.PILKADA):
            rules = [one for one in self.deadlines if one.id == rule and one.regime == wanted and one.in_force(on)]
            if found := _of_official(rules, official):
                return found
        return None

    def decrees_about(self, years: Container[int]) -> tuple[Decree, ...]:
        """The decrees that set the days off of *years*, by year and first day: the version of the calendar."""
        found = [decree for decree in self.decrees if decree.about in years]
        return tuple(sorted(found, key=lambda decree: (decree.about, decree.since)))

    def election(self, election_id: str) -> Election | None:
        """The election with that id."""
        return next((entry for entry in self.elections if entry.id == election_id), None)

    def authority(self, examinee: Examinee, level: Level, *, on: date, sanction: str = "") -> Authority | None:
        """Who may impose *level*; an entry that names the sanction or the functional rank goes before a general one."""
        fitting = [
            entry
            for entry in self.authorities
            if entry.in_force(on)
            and entry.level is level
            and entry.covers(examinee)
            and (not entry.sanctions or sanction in entry.sanctions)
        ]
        return max(fitting, key=lambda entry: (bool(entry.functional), bool(entry.sanctions)), default=None)

    def verify(self) -> None:
        """Read every kind and check it against the others.

        Raises:
            LawDataError: for the first entry that does not fit.
        """
        for fault in self._faults():
            table = fault.entry.table
            file = self._office_name if fault.entry.from_office else FILES[table]
            raise LawDataError(file=file, entry=f"{table} {fault.entry.id}", reason=fault.reason)

    def _faults(self) -> Iterator[check.Fault]:
        dated: tuple[Iterable[Dated], ...] = (
            self.violations, self.grounds, self.sanctions, self.deadlines, self.authorities, self.decrees,
            self.holidays, self.checks, self.recommenders, self.retentions,
        )  # fmt: skip
        yield from chain.from_iterable(map(check.overlaps, dated))
        yield from check.violation_faults(self.violations, self.grounds, self.sanctions)
        yield from check.sanction_faults(self.sanctions, self.deadlines)
        yield from check.deadline_faults(self.deadlines)
        yield from check.authority_faults(self.authorities, self.sanctions)
        yield from check.retention_faults(self.retentions)
        yield from check.decree_faults(self.decrees, self.holidays)
        yield from check.election_faults(self.elections)
        yield from check_faults(self.checks, load_book().checks)

    @cached_property
    def _office(self) -> dict[str, list[Table]]:
        return read_tables(self._office_file) if self._office_file else {}

    @property
    def _office_name(self) -> str:
        return self._office_file.name if self._office_file else ""

    def _read(
        self, kind: str, build: Callable[[Row], Entry], complete: Callable[[Row], Row] = _as_it_is
    ) -> tuple[Entry, ...]:
        """All entries of a kind: the shipped ones in their order, each series with its versions by first day."""
        shipped = [Row(raw, file=FILES[kind], kind=kind) for raw in _shipped(FILES[kind]).get(kind, ())]
        own = [Row(raw, file=self._office_name, kind=kind, from_office=True) for raw in self._office.get(kind, ())]
        entries = _built(shipped, build, complete) | _built(own, build, complete)
        rank = {series: place for place, series in enumerate(dict.fromkeys(one.series for one in entries.values()))}
        return tuple(entries[slot] for slot in sorted(entries, key=lambda slot: (rank[entries[slot].series], slot)))

    def _with_decree(self, row: Row) -> Row:
        """A day off leaves basis, first day and verification to the decree it names; its id is its date."""
        name = row.text_or("decree")
        dated = row.completed(id=str(row.day("date")))
        if not name:
            return dated
        decree = next((one for one in self.decrees if one.id == name), None)
        if decree is None:
            row.refuse(f"decree: {unknown(name, (one.id for one in self.decrees))}")
        return dated.completed(basis=decree.basis, since=decree.since, verified=decree.verified)

    def _with_election(self, row: Row) -> Row:
        """A stage leaves basis and verification to its election."""
        name = row.text("election")
        if name not in self._bare_elections:
            row.refuse(f"election: {unknown(name, self._bare_elections)}")
        election = self._bare_elections[name]
        return row.completed(basis=election.basis, verified=election.verified)

    @cached_property
    def _bare_elections(self) -> dict[str, Election]:
        return {entry.id: entry for entry in self._read("election", building.election)}

    def _stages_of(self, election_id: str) -> list[Stage]:
        return sorted((one for one in self.stages if one.election == election_id), key=lambda stage: stage.since)


def _version(entries: Iterable[Version], entry_id: str, day: date) -> Version | None:
    return next((entry for entry in entries if entry.id == entry_id and entry.in_force(day)), None)


def _of_official(rules: Sequence[Deadline], official: Official | None) -> Deadline | None:
    """Of *rules* that differ by who decided, the one for *official*; without an official see `Book.deadline`."""
    if official is None:
        return min(rules, key=lambda one: (bool(one.officials), Official.PPK not in one.officials), default=None)
    fitting = [one for one in rules if not one.officials or official in one.officials]
    return max(fitting, key=lambda one: bool(one.officials), default=None)
