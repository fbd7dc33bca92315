"""What the law data says, as tables and records, with what was not verified said in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar

from asn_neutral.domain.clocks import Due, Skipped, due_date
from asn_neutral.domain.setting import LawSource
from asn_neutral.domain.stages import locate
from asn_neutral.errors import NotFoundError
from asn_neutral.law.book import Book
from asn_neutral.law.called import deadline_called
from asn_neutral.law.entries import FIVE_DAYS, Dated, Deadline, Decree, Ground, Holiday, Sourced, Violation
from asn_neutral.law.reading import nearest
from asn_neutral.law.terms import (
    BOUND_LABELS,
    DAY_KIND_LABELS,
    DAY_UNIT_LABELS,
    ELECTION_KIND_LABELS,
    OFFICIAL_LABELS,
    DayUnit,
    ElectionKind,
    Official,
)
from asn_neutral.locale import N_, _, either, ngettext
from asn_neutral.reports.law_columns import (
    AUTHORITY,
    CHECKS,
    DEADLINES,
    ELECTIONS,
    GROUNDS,
    HOLIDAYS,
    NOTE,
    RECOMMENDERS,
    RETENTION,
    SANCTIONS,
    STAGES,
    VIOLATIONS,
    Subject,
)
from asn_neutral.reports.table import Column, Kind, Record, Table, Value

Entry = TypeVar("Entry", bound=Sourced)
Calendar = Sequence[tuple[str, str]]

CALENDAR: Final = Column("calendar", N_("Calendar"), Kind.LIST, for_scripts=True)

_IN_TWO_LANGUAGES: Final = frozenset({"name", "note", "starts", "condition", "takes_effect", "says"})
_VERSIONED: Final[Mapping[str, tuple[Subject, Callable[[Book], Sequence[Dated]]]]] = {
    "violations": (VIOLATIONS, lambda book: book.violations),
    "sanctions": (SANCTIONS, lambda book: book.sanctions),
    "deadlines": (DEADLINES, lambda book: book.deadlines),
    "authority": (AUTHORITY, lambda book: book.authorities),
    "recommenders": (RECOMMENDERS, lambda book: book.recommenders),
    "retention": (RETENTION, lambda book: book.retentions),
    "checks": (CHECKS, lambda book: book.checks),
}
"""The kinds whose entries have versions, by their noun on the command line."""


def listed(book: Book, noun: str, *, on: date) -> Table:
    """The entries of a kind that has versions, as they stood on a day, in the order of the book."""
    subject, entries_of = _VERSIONED[noun]
    table = _table(subject, [entry for entry in entries_of(book) if entry.in_force(on)])
    return replace(table, empty=_("nothing of this was in force on {day}").format(day=on))


def shown(book: Book, noun: str, wanted: str, *, on: date) -> Record:
    """An entry as it stood on a day, with its grounds and the other versions of its id.

    When none was in force that day it is the one that began last; an unknown id is a NotFoundError.
    """
    subject, entries_of = _VERSIONED[noun]
    versions = _named(subject, entries_of(book), wanted)
    in_force = [entry for entry in versions if entry.in_force(on)]
    entry = in_force[0] if in_force else max(versions, key=lambda one: one.since)
    others = _table(subject, [one for one in versions if one is not entry], name="versions", title=_("Other versions"))
    parts = [*_grounds(book, entry), *([others] if others.rows else [])]
    if not entry.verified:  # said once, of the entry itself; the tables have it in a column
        parts = [replace(part, notes=()) for part in parts]
    notes = () if in_force else (_("Not in force on {day}.").format(day=on),)
    return _record(subject, entry, parts=tuple(parts), notes=notes)


def elections(book: Book) -> Table:
    """Every election."""
    return _table(ELECTIONS, book.elections)


def election(book: Book, election_id: str) -> Record:
    """An election with its stages."""
    entry = _named(ELECTIONS, book.elections, election_id)[0]
    return _record(ELECTIONS, entry, parts=(_table(STAGES, entry.stages),))


def holidays(book: Book, *, year: int) -> Table:
    """The days off of a year, also those that were cancelled before they came."""
    table = _table(HOLIDAYS, [entry for entry in book.holidays if entry.day.year == year])
    if year in book.calendar.years:
        return table
    note = _("No decree makes the calendar of {year} complete; working days of it are not counted.").format(year=year)
    return Table(table.name, table.title, table.columns, table.rows, notes=(note, *table.notes))


def holiday(book: Book, day: date) -> Record:
    """A day off, named by its date; another day is a NotFoundError."""
    entry = next((one for one in reversed(book.holidays) if one.day == day), None)
    if entry is None:
        near = min((abs(one.day - day), one.id) for one in book.holidays)[1]
        told = _("day off by decree on {day} (the nearest is {nearest})")
        raise NotFoundError(wanted=told.format(day=day.isoformat(), nearest=near), noun=f"law {HOLIDAYS.noun}")
    return _record(HOLIDAYS, entry)


def due(  # noqa: PLR0913 - what a person may state, each by its name
    book: Book,
    rule: str,
    start: date,
    *,
    week: int = FIVE_DAYS,
    regime: ElectionKind | None = None,
    official: Official | None = None,
    explain: bool = False,
) -> Record:
    """When a deadline ends that begins on *start*, under the law of that day.

    Without *regime* a deadline that differs by election is that of the election the day falls in; without
    *official* one that differs by who decided is that of the PPK.
    """
    found = book.deadline(rule, on=start, regime=regime or _regime_of(book, start), official=official)
    if found is None:
        _named(DEADLINES, book.deadlines, rule)
        asked = _("{rule} on {day} for a decision of {official}") if official else _("{rule} on {day}")
        by = _(OFFICIAL_LABELS[official]) if official else ""
        raise NotFoundError(wanted=asked.format(rule=rule, day=start, official=by), noun="law deadlines")
    result = due_date(found, start, book.calendar.of_week(week))
    chosen = _choice_notes(book, found, start, regime=regime, official=official)
    notes = (*chosen, *_due_notes(found, explain=explain), *_calendar_notes(_decrees_used(book, [result])))
    return _due_record(result, calendar_used(book, [result]), notes, explain=explain)


def _choice_notes(
    book: Book, found: Deadline, start: date, *, regime: ElectionKind | None, official: Official | None
) -> list[str]:
    """For whom the deadline is, where nobody said so and the law has another for others."""
    others = [one for one in book.deadlines if one.id == found.id and one.in_force(start) and one != found]
    notes = []
    regimes = sorted({one.regime for one in others if one.regime and one.regime != found.regime})
    if found.regime and regimes and regime is None:
        told = _("This is the deadline in a {kind}; --regime {others} gives the other.")
        notes.append(told.format(kind=_(ELECTION_KIND_LABELS[found.regime]), others="|".join(regimes)))
    officials = [official for one in others if one.officials != found.officials for official in one.officials]
    if officials and found.officials and official is None:
        told = _("This is the deadline for a decision of {official}; --official {others} gives another.")
        mine = ", ".join(_(OFFICIAL_LABELS[official]) for official in found.officials)
        notes.append(told.format(official=mine, others="|".join(dict.fromkeys(officials))))
    return notes


def why_skipped(skipped: Skipped) -> str:
    """Why a day was not counted, in the language in force, with the decree that set it."""
    label = _(DAY_KIND_LABELS[skipped.kind])
    name = either(skipped.name, skipped.name_en)
    return f"{label}: {name} ({skipped.basis})" if name else label


def _due_record(result: Due, calendar: Calendar, notes: Sequence[str], *, explain: bool) -> Record:
    rule = result.deadline
    columns: tuple[tuple[Column, Value], ...] = (
        (Column("rule", N_("Deadline"), Kind.ID), rule.id),
        (Column("from", N_("From"), Kind.DATE), result.start),
        (Column("due_on", N_("Due on"), Kind.DATE), result.due_on),
        (Column("days", N_("Days"), Kind.COUNT), rule.days),
        (Column("unit", N_("Counted in"), labels=DAY_UNIT_LABELS), rule.unit),
        (Column("bound", N_("Meaning"), labels=BOUND_LABELS), rule.bound),
        (Column("basis", N_("Basis")), rule.basis),
        (Column("verified", N_("Verified"), Kind.FLAG), rule.verified),
        (Column("counted", N_("Counted days"), Kind.LIST), tuple(day.isoformat() for day in result.counted)),
        (CALENDAR, tuple(decree for _year, decree in calendar)),
    )
    return Record(
        name="law-due",
        title=either(rule.name, rule.name_en),
        columns=tuple(column for column, _value in columns),
        values=tuple(value for _column, value in columns),
        parts=(_skipped_table(result), *((_days_table(result),) if explain else ()), *_decrees_tables(calendar)),
        notes=notes,
    )


def _skipped_table(result: Due) -> Table:
    columns = (Column("date", N_("Date"), Kind.DATE), Column("why", N_("Why")))
    rows = [(one.day, why_skipped(one)) for one in result.skipped]
    return Table("skipped", _("Days that do not count"), columns, rows)


def _decrees_tables(calendar: Calendar) -> tuple[Table, ...]:
    """What made the calendar, one to a row; no table where every day counts."""
    columns = (Column("year", N_("Year"), Kind.ID), Column("decree", N_("Decree")))
    return (Table("decrees", _(CALENDAR.heading), columns, calendar),) if calendar else ()


def _days_table(result: Due) -> Table:
    """Every day after the start in order, with its number or the reason it has none."""
    columns = (
        Column("date", N_("Date"), Kind.DATE),
        Column("number", N_("Day"), Kind.COUNT),
        Column("why", N_("Why it does not count")),
    )
    counted: list[tuple[date, int | None, str | None]] = [
        (day, number, None) for number, day in enumerate(result.counted, start=1)
    ]
    rows = sorted([*counted, *((one.day, None, why_skipped(one)) for one in result.skipped)], key=lambda row: row[0])
    return Table("explained", _("Day by day"), columns, rows)


def _due_notes(rule: Deadline, *, explain: bool) -> tuple[str, ...]:
    own = either(rule.note, rule.note_en)
    runs = _("Runs from: {starts}; the day itself does not count.").format(starts=either(rule.starts, rule.starts_en))
    return (*((runs,) if explain else ()), *((own,) if own else ()), *_source_notes([rule]))


def calendar_used(law: LawSource, results: Iterable[Due]) -> Calendar:
    """The version of the calendar by which days were counted: the year and what set days off in it.

    Those are the decrees on the years looked at, and what else set a day off that did not count, as an office may.
    """
    dues = list(results)
    decrees = [(str(decree.about), decree.basis) for decree in _decrees_used(law, dues)]
    others = [(str(one.day.year), one.basis) for due in dues for one in due.skipped if one.basis]
    return sorted(dict.fromkeys([*decrees, *others]), key=lambda row: row[0])


def _decrees_used(law: LawSource, results: Iterable[Due]) -> tuple[Decree, ...]:
    """The decrees on the days off of the years looked at; none where every day counts."""
    counting = [one for one in results if one.deadline.unit is DayUnit.WORKING]
    days = (day for one in counting for day in (*one.counted, *(off.day for off in one.skipped)))
    return law.decrees_about({day.year for day in days})


def _calendar_notes(decrees: Iterable[Decree]) -> tuple[str, ...]:
    """The years whose calendar rests on a decree that was not verified."""
    unread = sorted({decree.about for decree in decrees if decree.about and not decree.verified})
    return tuple(_("The calendar of {year} is not verified; check its days off.").format(year=year) for year in unread)


def _regime_of(book: Book, day: date) -> ElectionKind | None:
    located = locate(book.elections, day).election
    election = book.election(located) if located else None
    return election.kind if election else None


def _grounds(book: Book, entry: Dated) -> tuple[Table, ...]:
    """The grounds that a form of violation rests on, as they stood on its first day."""
    if not isinstance(entry, Violation):
        return ()
    return (_table(GROUNDS, [one for one in book.grounds if one.id in entry.grounds and one.in_force(entry.since)]),)


def _named(subject: Subject, entries: Iterable[Entry], wanted: str) -> list[Entry]:
    """The entries with that id, whatever its capitals; none is a NotFoundError that names the nearest id."""
    every = list(entries)
    found = [entry for entry in every if entry.id.casefold() == wanted.casefold()]
    if not found:
        raise _not_found(subject, wanted, nearest(wanted, (entry.id for entry in every)))
    return found


def _not_found(subject: Subject, wanted: str, like: str | None) -> NotFoundError:
    shown = _("{wanted} (did you mean {nearest}?)").format(wanted=wanted, nearest=like) if like else wanted
    return NotFoundError(wanted=shown, noun=f"law {subject.noun}")


def _record(subject: Subject, entry: Sourced, *, parts: Sequence[Table] = (), notes: Sequence[str] = ()) -> Record:
    columns = tuple(_of_deadlines(column) for column in (*subject.columns, NOTE, *subject.details))
    values = tuple(_value(entry, column) for column in columns)
    title = f"{_(subject.title)}: {entry.id}"
    return Record(f"law-{subject.noun}-show", title, columns, values, parts, (*notes, *_source_notes([entry])))


def _of_deadlines(column: Column) -> Column:
    """The column; one that holds the id of a deadline with the name that people read."""
    if column.key not in {"decide_by", "in_force_by"}:
        return column
    from asn_neutral.law.names import shipped_rows

    return replace(column, labels={row["id"]: deadline_called(row["id"]) for row in shipped_rows("deadline")})


def _table(subject: Subject, entries: Sequence[Sourced], *, name: str = "", title: str = "") -> Table:
    rows = [tuple(_value(entry, column) for column in subject.columns) for entry in entries]
    return Table(
        name=name or f"law-{subject.noun}",
        title=title or _(subject.title),
        columns=subject.columns,
        rows=rows,
        notes=_source_notes(entries),
    )


def _value(entry: Sourced, column: Column) -> Value:
    """The field of the entry that the column is named for; texts in the language in force, no text as None."""
    match column.key:
        case "office":
            return entry.from_office
        case "date" | "off" if isinstance(entry, Holiday):
            return entry.day if column.key == "date" else entry.kept
        case "articles" if isinstance(entry, Ground):
            return tuple(f"{level}: {article}" for level, article in entry.articles.items())
        case key if key in _IN_TWO_LANGUAGES:
            return either(getattr(entry, key), getattr(entry, f"{key}_en")) or None
        case key:
            value: Value = getattr(entry, key)
            return None if value == "" else value


def _source_notes(entries: Sequence[Sourced]) -> tuple[str, ...]:
    """What has to be said of entries that were not verified and of the office's own."""
    unread = sum(not entry.verified for entry in entries)
    own = sum(entry.from_office for entry in entries)
    notes = (
        (
            unread,
            ngettext(
                "{number} entry is not verified: its source was not read or is inferred; check it.",
                "{number} entries are not verified: their sources were not read or are inferred; check them.",
                unread,
            ),
        ),
        (own, ngettext("{number} entry is the office's own.", "{number} entries are the office's own.", own)),
    )
    return tuple(text.format(number=number) for number, text in notes if number)
