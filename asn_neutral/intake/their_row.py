"""One row of another agency's list: checked like a row of a complaints file, as far as it is compared."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import or_
from typing import Annotated, Final, NamedTuple

from pydantic import AfterValidator, ValidationError

from asn_neutral.intake.cells import Line, NipReader, check_alphabets, read_by, tidy_line
from asn_neutral.intake.columns import Header
from asn_neutral.intake.date_doubt import DateDoubt, all_told
from asn_neutral.intake.dates import check_range, parse_date
from asn_neutral.intake.reasons import Problem, problem
from asn_neutral.intake.records import RawRecord
from asn_neutral.intake.row import fault_in_column, place_of, validator
from asn_neutral.intake.their_columns import CASE, COMPARED_KEYS, DATES, NAME, NIP, NUMBER, WORDS
from asn_neutral.intake.words import fold_word, read_codes
from asn_neutral.locale import N_, ngettext

_NOBODY: Final = N_("the row names neither a number nor a NIP nor a name")
_WORDS_KEPT: Final = 5  # words of one column that are told; of more only the number of rows
_WORDS_AT: Final = tuple((COMPARED_KEYS.index(column), column) for column in WORDS)
_COMPARED: Final = len(COMPARED_KEYS)


class TheirRow(NamedTuple):
    """What a row says, in the order of `their_columns.COMPARED`; None where it says nothing, days in ISO form."""

    number: str | None = None
    case_number: str | None = None
    recommendation_number: str | None = None
    nip: str | None = None
    name: str | None = None
    happened_on: str | None = None
    violations: Sequence[str] | None = None
    unit: str | None = None
    status: str | None = None
    finding: str | None = None
    level: str | None = None
    sanction_level: str | None = None
    sanction: str | None = None
    sk_number: str | None = None
    decided_on: str | None = None


class TheirRows:
    """Checks the rows of one list.

    Words of the agency's own, in columns where this register has words too, are no fault: they are not compared.
    `unread` counts their rows by column.
    """

    def __init__(  # noqa: PLR0913 - what a list and its sender say about how it is read
        self,
        header: Header,
        *,
        today: date,
        violations: frozenset[str],
        words: Mapping[str, Mapping[str, str]],
        date_order: str | None = None,
        doubtful: frozenset[str] = frozenset(),
    ) -> None:
        """Prepare for the rows under one header.

        Args:
            header: The columns of the list.
            today: No date may lie after it.
            violations: The known violation codes.
            words: For each column of `WORDS` the words of this register by their spellings.
            date_order: ``dmy`` or ``mdy``: how dates of figures are read; None: ``dmy``, as long as none contradicts.
            doubtful: The columns in which figures that could be either are refused.
        """
        self.unread: Counter[str] = Counter()
        self._own_words: dict[str, list[str]] = {}
        self._known = {column: _by_spelling(spellings) for column, spellings in words.items()}
        self._dates = DateDoubt(header, DATES, stated=date_order, doubtful=bool(doubtful))
        self._pick = header.picker()
        days = {column: self._day(today, doubtful=column in doubtful) for column in DATES}
        own: Mapping[str, object] = {
            **days,
            NIP: Annotated[Line, AfterValidator(NipReader(today))],
            NAME: Annotated[Line, AfterValidator(check_alphabets)],
            "kode_pelanggaran": read_by(lambda text: read_codes(text, violations)),
        }
        self._validate = validator(or_(own.get(key, Line), None) for key in COMPARED_KEYS)

    @property
    def misordered(self) -> Mapping[str, int]:
        """Per column the dates that fit only the other order of day and month; 0 where one may stand there."""
        return self._dates.misordered

    def check(self, record: RawRecord) -> TheirRow | tuple[Problem, ...]:
        """What a record says, or all problems of it, whatever kept it from being split into its columns."""
        told = () if record.problem is None else (record.problem,)
        if record.cells is None:
            return (*told, *self._dates.out_of_place(record.text))
        found = self._checked(record.cells)
        doubts = self._dates.recalled(record.cells)
        if isinstance(found, TheirRow):
            return found if not told and not doubts else (*told, *doubts)
        return all_told(told, found, doubts)

    def remarks(self, *, tell_words: bool = True) -> list[str]:
        """What concerns the list: columns with dates of another order, and words that were not compared."""
        unread = (self._unread(column, count, tell_words=tell_words) for column, count in self.unread.items())
        return [*self._dates.remarks(), *unread]

    def _day(self, today: date, *, doubtful: bool) -> object:
        order = self._dates.order
        return read_by(lambda text: check_range(parse_date(text, order, doubtful=doubtful), today).isoformat())

    def _checked(self, cells: Sequence[str]) -> TheirRow | tuple[Problem, ...]:
        values = [tidy_line(cell) for cell in self._pick(cells)[:_COMPARED]]
        try:
            found = self._validate([value or None for value in values])
        except ValidationError as bad:
            faults = bad.errors(include_url=False, include_input=False)
            places = [(fault, place_of(fault)) for fault in faults]
            problems = [fault_in_column(fault, COMPARED_KEYS[place], values[place]) for fault, place in places]
            self._dates.note(problems)
            return tuple(problems)
        row = TheirRow._make(self._with_known_words(found))
        if not (row.number or row.case_number or row.nip or row.name):
            return (problem(NUMBER, "", "E_KOSONG", _NOBODY),)
        return row

    def _with_known_words(self, values: Iterable[object]) -> list[object]:
        """The *values* with the words of this register; one that is none of them is noted and taken out."""
        row = list(values)
        for place, column in _WORDS_AT:
            text = row[place]
            if isinstance(text, str):
                row[place] = self._known[column].get(fold_word(text))
                if row[place] is None:
                    self._note(column, text)
        return row

    def _note(self, column: str, text: str) -> None:
        self.unread[column] += 1
        kept = self._own_words.setdefault(column, [])
        if text not in kept and len(kept) < _WORDS_KEPT:
            kept.append(text)

    def _unread(self, column: str, count: int, *, tell_words: bool) -> str:
        text = ngettext(
            "In column {column} {count} row has a word that this register does not know, and that was not compared: "
            "{words}.",
            "In column {column} {count} rows have words that this register does not know, and those were not compared: "
            "{words}.",
            count,
        )
        words = ", ".join(f"“{word}”" for word in self._own_words[column]) if tell_words else "…"
        return text.format(column=column, count=count, words=words)


def names_somebody(header: Header) -> bool:
    """Whether a list has any of the columns by which its rows can be found in the register."""
    places = dict(zip(header.layout.keys, header.positions, strict=True))
    return any(places[column] is not None for column in (NUMBER, CASE, NIP, NAME))


def _by_spelling(spellings: Mapping[str, str]) -> dict[str, str]:
    """The words by their folded spellings."""
    return {fold_word(spelling): str(word) for spelling, word in spellings.items()}
