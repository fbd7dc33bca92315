"""How many employees each unit has, from the office's own file; reports set their figures against it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from asn_neutral.intake.columns import Column, Layout
from asn_neutral.intake.guard import unguard
from asn_neutral.intake.names import unit_key
from asn_neutral.intake.records import Records
from asn_neutral.intake.source import open_source
from asn_neutral.locale import N_

_MOST: Final = 7  # digits; a unit with ten million employees is a slip of the pen
_THOUSANDS: Final = 3  # digits between two of the dots that Indonesian sets

LAYOUT: Final = Layout(
    (
        Column("unit_kerja", "unit", N_("the unit"), "Dinas Perhubungan", required=True, aliases=("opd", "nama unit")),
        Column(
            "pegawai",
            "employees",
            N_("how many employees it has"),
            "120",
            required=True,
            aliases=("jumlah pegawai", "jumlah asn", "headcount"),
        ),
    ),
    "asn-neutral help settings",
)
"""The columns of the file."""


class Headcounts(NamedTuple):
    """The employees of each unit by its folded name (`unit_key`), and the names as written.

    `refused` are the rows, as a spreadsheet shows them, that name no unit or no number above 0, or a unit that another
    row gives another number.
    """

    employees: Mapping[str, int]
    names: Mapping[str, str]
    refused: tuple[int, ...] = ()


NONE: Final = Headcounts({}, {})
"""What is known without a file."""


def read_headcounts(path: Path) -> Headcounts:
    """What the file at *path* says: CSV in any of the forms that complaints files may have.

    Raises:
        UnreadableFileError: it cannot be opened, is no text, or lacks a column.
    """
    employees: dict[str, int] = {}
    names: dict[str, str] = {}
    rows: dict[str, int] = {}
    refused: set[int] = set()
    for row, name, number in _rows(path):
        key = unit_key(name)
        if not key or number is None:
            refused.add(row)
        elif employees.setdefault(key, number) != number:
            refused |= {row, rows[key]}
        names.setdefault(key, name)
        rows.setdefault(key, row)
    contested = {key for key, row in rows.items() if row in refused}
    known = {key: number for key, number in employees.items() if key not in contested}
    return Headcounts(known, {key: names[key] for key in known}, tuple(sorted(refused)))


def _rows(path: Path) -> Iterator[tuple[int, str, int | None]]:
    """Each row with its number in a spreadsheet, its unit and its number of employees; None for what is none."""
    with open_source(path) as source, source.text() as text:
        records = Records(source, text, layout=LAYOUT)
        pick = records.header.picker()
        for record in records:
            name, number = (unguard(cell).strip() for cell in pick(record.cells)) if record.cells else ("", "")
            yield record.row, " ".join(name.split()), _number(number)


def _number(text: str) -> int | None:
    """A whole number above 0, with or without dots between thousands; None for anything else."""
    first, *groups = text.split(".")
    digits = first + "".join(groups)
    if not digits.isascii() or not digits.isdigit() or len(digits) > _MOST:
        return None
    if groups and (not first or len(first) > _THOUSANDS or any(len(group) != _THOUSANDS for group in groups)):
        return None
    return int(digits) or None
