"""Registers of any size, made up row by row with nothing but SQL: for figures that need hundreds of cases at once."""

import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from asn_neutral.domain.numbering import record_id
from tests.complaints_file import opened

Cell = str | int | None
YEAR: Final = 2020
_CASE: Final[Mapping[str, Cell]] = {
    "employment": "PNS", "position_class": "pelaksana", "channel": "laporan-bawaslu", "election": "pilkada-2020",
    "stage": "kampanye", "happened_on": "2020-10-01", "opened_on": "2020-10-05", "track": "disiplin", "level": "sedang",
    "violations": "D4", "remarks": "", "status": "registered", "version": 1,
}  # fmt: skip
RECOMMENDED: Final[Mapping[str, Cell]] = {"status": "recommended", "recommended_on": "2020-10-20"}
SANCTIONED: Final[Mapping[str, Cell]] = {
    "status": "decided", "finding": "terbukti", "decided_on": "2020-11-02", "annulled": "no",
    "sanction": "penundaan-kp", "sanction_level": "sedang",
}  # fmt: skip
PROVEN: Final[Mapping[str, Cell]] = {**RECOMMENDED, **SANCTIONED}
"""What a step more sets in the row of a case."""


def made_up(template: Path, folder: Path, cases: Iterable[Mapping[str, Cell]], *, units: Iterable[str] = ()) -> Path:
    """A register in *folder* with one complaint and one person for each of *cases*, numbered from 2020/0001.

    The cells of a case replace the usual ones; `unit` is the place in *units*, counted from 1, and `person` makes
    two cases those of one respondent.
    """
    path = Path(shutil.copy(template, folder / "made_up.db"))
    with opened(path) as connection:
        connection.execute("BEGIN")
        for place, name in enumerate((*units, *(() if units else ("Dinas Contoh",))), start=1):
            connection.execute("INSERT INTO units VALUES (?, ?, ?, 'dinas')", (place, name.casefold(), name))
        for serial, cells in enumerate(cases, start=1):
            given = dict(cells)
            unit, person = given.pop("unit", 1), given.pop("person", serial)
            row = {**_CASE, **given, "id": record_id(YEAR, serial), "unit_id": unit, "employee_id": person}
            row["complaint_id"] = row["id"]
            whose = {"id": person, "name": f"Warga {person}", "name_key": f"warga {person}", "unit_id": unit}
            _insert(connection, "employees", whose)
            _insert(connection, "complaints", _complaint(row))
            _insert(connection, "cases", row)
            for code in str(row["violations"]).split(";"):
                _insert(connection, "case_violations", {"case_id": row["id"], "code": code})
        connection.execute("COMMIT")
    return path


def _complaint(row: Mapping[str, Cell]) -> dict[str, Cell | bytes]:
    kept = {name: row[name] for name in ("id", "channel", "election", "stage", "happened_on")}
    told = {"received_on": row["opened_on"], "summary": "x", "recorded_at": "2020-10-05T01:00:00Z"}
    return {**kept, **told, "fingerprint": b""}


def _insert(connection: sqlite3.Connection, table: str, line: Mapping[str, Cell] | Mapping[str, Cell | bytes]) -> None:
    names = ", ".join(line)
    marks = ", ".join("?" * len(line))
    connection.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", tuple(line.values()))  # noqa: S608 - names of our tables
