"""In which order day and month stand in a file, as far as its dates tell, and which of them could be read either way.

One date that fits only the other order casts doubt on its column, be its row good or not. Refused rows carry the doubt
in their code, so that it does not end when the date that raised it has been mended.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from asn_neutral.intake.columns import Header, fold_header
from asn_neutral.intake.dates import DateOrder, parse_date
from asn_neutral.intake.guard import unguard
from asn_neutral.intake.reasons import Problem, RefusedValueError, problem
from asn_neutral.locale import N_, _, ngettext

_CODE: Final = "E_TANGGAL_URUTAN"
_PARTS: Final = re.compile("[,;|\t\r\n]")  # what may stand between the cells of a record
_AROUND: Final = " \"'"
_BETWEEN_CODES: Final = "|"


class DateDoubt:
    """What the dates of one file tell about their order.

    `misordered` counts per column the dates that fit only the other order. A column that may hold such a date, because
    it stands in a record whose cells are out of place, is there as well, with 0.
    """

    def __init__(self, header: Header, columns: Sequence[str], *, stated: str | None, doubtful: bool) -> None:
        """Begin with a file.

        Args:
            header: Its columns.
            columns: Those that hold dates.
            stated: The order that the sender states, ``dmy`` or ``mdy``; then nothing is in doubt.
            doubtful: Whether an earlier reading found dates of another order.
        """
        self.order = stated or DateOrder.DAY_FIRST
        self.misordered: dict[str, int] = {}
        self._columns = columns
        self._stated = stated is not None
        self._doubtful = doubtful
        self._out_of_place = False
        self._place_of = dict(zip(header.layout.keys, header.positions, strict=True))
        earlier = {fold_header(header.cells[place]): place for place in header.ignored}
        self._codes_at = None if self._stated else earlier.get(fold_header("tolak_kode"))
        self._names_at = earlier.get(fold_header("tolak_kolom"))

    def note(self, problems: Sequence[Problem]) -> None:
        """Count, among the problems of a row, the dates that fit only the other order."""
        for found in problems:
            if found.code == _CODE and "other" not in found.details:
                self.misordered[found.column] = self.misordered.get(found.column, 0) + 1

    def out_of_place(self, text: str) -> tuple[Problem, ...]:
        """What the dates of a record tell whose cells cannot be told apart by column.

        A date of another order casts doubt on all columns of dates; a problem is given when a date of this record is
        in doubt itself.
        """
        if self._stated:
            return ()
        parts = [part.strip(_AROUND) for part in _PARTS.split(text)]
        doubts = [doubt for part in parts if (doubt := self._doubt_of(part))]
        if any("other" not in doubt.details for doubt in doubts):
            self._out_of_place = True
            self.misordered = dict.fromkeys(self._columns, 0) | self.misordered
        recalled = self._codes_at is not None and _CODE in parts
        if not doubts or not (self._doubtful or recalled):
            return ()
        message = N_("other dates of this file fit only another order of day and month; write its dates as 2024-09-25")
        return (problem("", "", _CODE, message),)

    def recalled(self, cells: Sequence[str]) -> tuple[Problem, ...]:
        """The dates of a row that could still be either, where an earlier refusal of it called them doubtful."""
        if self._codes_at is None or _CODE not in cells[self._codes_at]:
            return ()
        found = []
        for column in self._doubted(cells, self._codes_at):
            place = self._place_of[column]
            cell = "" if place is None else unguard(cells[place]).strip()
            if (doubt := self._doubt_of(cell)) and "other" in doubt.details:
                found.append(doubt.in_column(column, cell))
        return tuple(found)

    def remarks(self) -> list[str]:
        """One sentence for each column with dates of another order, one for records whose cells are out of place."""
        other = DateOrder.DAY_FIRST if self.order == DateOrder.MONTH_FIRST else DateOrder.MONTH_FIRST
        told = [
            ngettext(
                "In column {column} {count} date fits only the order {other}; if that is the order of the whole file, "
                "import it with --date-order {other}.",
                "In column {column} {count} dates fit only the order {other}; if that is the order of the whole file, "
                "import it with --date-order {other}.",
                count,
            ).format(column=column, count=count, other=other)
            for column, count in self.misordered.items()
            if count
        ]
        if self._out_of_place:
            text = _(
                "In a row whose cells are out of place a date fits only the order {other}; if that is the order of the "
                "whole file, import it with --date-order {other}."
            )
            told.append(text.format(other=other))
        return told

    def _doubt_of(self, text: str) -> RefusedValueError | None:
        """Why the order of a date is not known, or not that of the file; None for what is no date or a sure one."""
        try:
            parse_date(text, self.order, doubtful=True)
        except RefusedValueError as refused:
            return refused if refused.code == _CODE else None
        return None

    def _doubted(self, cells: Sequence[str], codes_at: int) -> Iterator[str]:
        """The columns of dates that an earlier refusal doubted; all of them where it does not say which."""
        codes = [code.strip(_AROUND) for code in cells[codes_at].split(_BETWEEN_CODES)]
        names = [] if self._names_at is None else [name.strip(_AROUND) for name in cells[self._names_at].split("|")]
        known = {name for name, code in zip(names, codes, strict=False) if code == _CODE}
        sure = len(names) == len(codes) and known <= set(self._columns)
        return (column for column in self._columns if not sure or column in known)


def all_told(told: Sequence[Problem], found: Sequence[Problem], doubts: Sequence[Problem]) -> tuple[Problem, ...]:
    """Everything that is wrong with a row: of its record, of its cells, and the doubts of an earlier refusal.

    A column is complained about for one reason, and dates are not compared that may be others.
    """
    of_record = {one.column for one in told}
    others = [one for one in found if one.column not in of_record]
    doubted = {one.column for one in doubts}
    doubted_twice = {one.column for one in others if one.code == _CODE}
    sure = (one for one in others if one.code != "E_URUTAN_TANGGAL" or not doubted & {*one.details.values()})
    return (*told, *sure, *(one for one in doubts if one.column not in doubted_twice))
