"""Reading another agency's list: every row checked or refused, which rows say the same, and the days it is about."""

from array import array
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, cast

from asn_neutral.errors import UnreadableFileError
from asn_neutral.intake.names import bare_name_key
from asn_neutral.intake.reasons import Problem
from asn_neutral.intake.records import DEFAULT_MAX_ROWS, RawRecord, Records
from asn_neutral.intake.refused import ENCODING, RefusedRows
from asn_neutral.intake.source import Source, open_source
from asn_neutral.intake.their_columns import (
    CASE,
    NAME,
    NIP,
    NUMBER,
    THEIR_LAYOUT,
    columns_to_return,
    left_aside,
    unknown_remarks,
)
from asn_neutral.intake.their_row import TheirRow, TheirRows, names_somebody
from asn_neutral.law.book import Book
from asn_neutral.law.needs import FINDING_LABELS
from asn_neutral.law.terms import LEVEL_LABELS, STATUS_LABELS
from asn_neutral.locale import N_, _
from asn_neutral.scratch import scratch_text
from asn_neutral.services.refused_file import publish_refused
from asn_neutral.services.spool import Kept, Spool

Progress = Callable[[int], None]
NUMBERS_TOLD: Final = 5
"""Numbers that stand for several persons and are told; of more only how many there are."""
_NAMELESS: Final = N_("its first row has none of the columns by which a case is found: {columns}")


@dataclass(frozen=True, slots=True)
class ListOrder:
    """Which list to read, and how.

    `whole` keeps the cells as they stand, to be sent back; `tell_words` lets remarks repeat words of the agency.
    """

    file: str
    encoding: str | None = None
    delimiter: str | None = None
    date_order: str | None = None
    max_rows: int = DEFAULT_MAX_ROWS
    refused_file: Path | None = None
    whole: bool = False
    tell_words: bool = True


@dataclass(slots=True)
class TheirList:
    """What was read: rows are kept in the spool, as `Line` packs them, in the order of the file.

    `twins` has for each row the place and 1 of an earlier row that says the same of the same person, else 0.
    `shared` are numbers that stand for more than one person. `first` and `last` are days of acts.
    """

    heads: tuple[str, ...] = ()
    read: int = 0
    refused: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)
    refused_file: Path | None = None
    twins: "array[int]" = field(default_factory=lambda: array("q"))
    shared: dict[str, None] = field(default_factory=dict)
    shared_more: int = 0
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list: its number in a spreadsheet, what it says or why it is refused, and its own cells."""

    row: int
    said: TheirRow | None
    reasons: Sequence[str] = ()
    cells: Sequence[str] = ()

    def packed(self) -> list[Kept]:
        """The line as a spool keeps it."""
        return [self.row, self.said and [*self.said], [*self.reasons], [*self.cells]]

    @staticmethod
    def unpacked(kept: list[Kept]) -> "Line":
        """The line that a spool kept."""
        row, said, reasons, cells = cast("tuple[int, list[str | None] | None, list[str], list[str]]", kept)
        return Line(row, TheirRow._make(said) if said is not None else None, reasons, cells)


class _Seen:
    """Which rows came before: by what they say of whom, and by their number."""

    def __init__(self, found: TheirList) -> None:
        self._found = found
        self._places: dict[int, int] = {}
        self._persons: dict[int, tuple[int, int]] = {}
        self._told: set[int] = set()

    def note(self, row: TheirRow) -> int:
        """The place and 1 of an earlier row that says the same of the same person; 0 where there is none."""
        name = bare_name_key(row.name) if row.name else ""
        numbers = (row.number, row.case_number, row.recommendation_number)
        said = hash((numbers, row.nip or name, row.happened_on, row.violations))
        place = len(self._found.twins)
        first = self._places.setdefault(said, place)
        if row.number:
            self._share(row.number, hash(row.nip) if row.nip else 0, hash(name) if name else 0)
        return 0 if first == place else first + 1

    def _share(self, number: str, nip: int, name: int) -> None:
        key = hash(number)
        other_nip, other_name = self._persons.setdefault(key, (nip, name))
        differs = nip != other_nip if nip and other_nip else bool(name and other_name and name != other_name)
        if differs and key not in self._told:
            self._told.add(key)
            if len(self._found.shared) < NUMBERS_TOLD:
                self._found.shared[number] = None
            else:
                self._found.shared_more += 1


def read_list(order: ListOrder, book: Book, today: date, spool: Spool, *, progress: Progress) -> TheirList:
    """Read the list into *spool*; again as long as more columns turn out to hold dates of another order.

    Raises:
        UnreadableFileError: the list as a whole cannot be read.
        UnwritableError: the refused rows could not be written.
    """
    doubtful: frozenset[str] = frozenset()
    with open_source(order.file, encoding=order.encoding) as source:
        while True:
            spool.clear()
            found, misordered = _read_through(source, order, book, today, doubtful, spool, progress)
            if misordered <= doubtful:
                return found
            doubtful |= misordered


def _read_through(  # noqa: PLR0913, PLR0917 - what one reading needs
    source: Source,
    order: ListOrder,
    book: Book,
    today: date,
    doubtful: frozenset[str],
    spool: Spool,
    progress: Progress,
) -> tuple[TheirList, frozenset[str]]:
    """One reading of the list, and the columns whose dates turned out to stand in another order."""
    found = TheirList()
    with source.text() as text, scratch_text(encoding=ENCODING) as refused:
        records = Records(source, text, delimiter=order.delimiter, max_rows=order.max_rows, layout=THEIR_LAYOUT)
        if not names_somebody(records.header):
            columns = f"{NUMBER}, {CASE}, {NIP}, {NAME}"
            raise UnreadableFileError(path=source.path, reason=_(_NAMELESS).format(columns=columns))
        rows = TheirRows(
            records.header, today=today, violations=frozenset(form.id for form in book.violations),
            words=_words(book), date_order=order.date_order, doubtful=doubtful,
        )  # fmt: skip
        refusals = RefusedRows(refused, records.header, records.delimiter)
        kept = columns_to_return(records.header) if order.whole else ()
        found.heads = tuple(records.header.cells[place] for place in kept)
        seen = _Seen(found)
        for record in records:
            found.read += 1
            progress(found.read)
            _take(record, rows.check(record), kept, found, seen, spool, refusals)
        about_rows = rows.remarks(tell_words=order.tell_words)
        found.remarks = [*unknown_remarks(records.header), *_aside(records), *about_rows]
        misordered = frozenset() if order.date_order else frozenset(rows.misordered)
        if misordered <= doubtful and found.refused and order.refused_file:
            found.refused_file = publish_refused(refused, order.file, order.refused_file)
    return found, misordered


def _take(  # noqa: PLR0913, PLR0917 - what becomes of one row
    record: RawRecord,
    said: TheirRow | tuple[Problem, ...],
    kept: Sequence[int],
    found: TheirList,
    seen: _Seen,
    spool: Spool,
    refusals: RefusedRows,
) -> None:
    """Keep one row in *spool*; a refused one with its reasons, which *refusals* gets too."""
    cells = [record.cells[place] for place in kept] if record.cells is not None else []
    if isinstance(said, TheirRow):
        found.twins.append(seen.note(said))
        day = said.happened_on
        if day:
            found.first, found.last = min(found.first or day, day), max(found.last or day, day)
        spool.add(Line(record.row, said, (), cells).packed())
        return
    found.twins.append(0)
    found.refused += 1
    found.codes.update({problem.code for problem in said})
    refusals.add(record, said)
    spool.add(Line(record.row, None, [_reason(problem) for problem in said], cells).packed())


def _reason(problem: Problem) -> str:
    """Why a row is refused, with its column and code."""
    where = f"{problem.column}: " if problem.column else ""
    return f"{where}{problem.sentence()} ({problem.code})"


def _aside(records: Records) -> list[str]:
    """That known columns were left aside."""
    columns = left_aside(records.header)
    return [_("Not compared: {columns}.").format(columns=", ".join(columns))] if columns else []


def _words(book: Book) -> dict[str, dict[str, str]]:
    """The words of this register in the columns where the agency may have its own, by their spellings."""
    sanctions = {
        spelling: sanction.id
        for sanction in book.sanctions
        for spelling in (sanction.id, sanction.name, sanction.name_en)
    }
    levels = _spelled(LEVEL_LABELS)
    return {
        "status": _spelled(STATUS_LABELS),
        "temuan": _spelled(FINDING_LABELS),
        "tingkat": levels,
        "tingkat_hukuman": levels,
        "hukuman": sanctions,
    }


def _spelled(labels: Mapping[str, str]) -> dict[str, str]:
    """Words by themselves, by their English labels and by those of the language in force."""
    return {spelling: str(word) for word, label in labels.items() for spelling in (word, label, _(label))}
