"""Complaints files for tests: invented rows that pass every check, and the way to the disk and into a register."""

import csv
import io
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from asn_neutral.intake.columns import KEYS, template
from asn_neutral.law.book import Book, load_book
from asn_neutral.services.desk import Desk
from asn_neutral.services.import_file import ImportOrder, ImportResult, import_file
from asn_neutral.services.sealing import Opener, SealedComplainant

Row = dict[str, str]
TODAY = date(2025, 1, 15)
NOW = datetime(2025, 1, 15, 1, 2, 3, tzinfo=UTC)
COMPLAINANT = "Pelapor Rahasia Zxq"
CONTACT = "0811-0000-0999"
PRIVATE_KEY = "AGE-SECRET-KEY-1X6XV88Y5QLSMZS8FKWP0FZFQGMTLPE5X77DTNHZRVU59YS4DLCXS2GD96W"
PUBLIC_KEY = "age1llye4wfrlsefwjfqs3paussyufmlxv8eg9pgfssm3dj33yznas4sw76wyv"
"""The pair of keys of the custodian of every register of a test; it was made for that and opens nothing else."""
DECIDED = (
    "case record 2024/0001 review --on 2024-12-02",
    "case record 2024/0001 form-team --on 2024-12-03 --with decree_number=1 --with chair=A --with members=B",
    "case record 2024/0001 summon --on 2024-12-04 --with letter_number=1 --with examine_on=2024-12-17",
    "case record 2024/0001 examine --on 2024-12-17 --with examiner=Tim",
    "case record 2024/0001 report-findings --on 2025-01-06 --with finding=terbukti",
    (
        "case record 2024/0001 decide --on 2025-01-13 --with sanction=turun-jabatan --with sk_number=1"
        " --with official=ppk --with violation_named=x"
    ),
)
"""The command lines that bring the first case of 2024 to its decision on 13 January 2025."""


def nip(person: int) -> str:
    """The invented number of one *person*, counted from 0; always the same."""
    birth = date(1970, 1, 1) + timedelta(days=person % 9_000)
    return f"{birth:%Y%m%d}201503{1 + person % 2}{900 + person // 9_000}"


def row(number: int, /, **cells: str) -> Row:
    """The row of one complaint against one person; *number* makes both, *cells* replace what they name."""
    base = dict(zip(*template(), strict=True))
    own = {"nomor_laporan": f"{number:05d}/LP/X/2024", "nama_terlapor": f"Warga Contoh {number}", "nip": nip(number)}
    apart = {"nama_pelapor": COMPLAINANT, "kontak_pelapor": CONTACT}
    return {**base, **apart, **own, **cells}


def csv_text(rows: Sequence[Mapping[str, str]], *, delimiter: str = ",") -> str:
    """The rows under the header of a complaints file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(KEYS)
    writer.writerows([cells[key] for key in KEYS] for cells in rows)
    return text.getvalue()


def write(path: Path, *rows: Mapping[str, str]) -> Path:
    """A file of *rows* at *path*."""
    path.write_bytes(csv_text(rows).encode())
    return path


@lru_cache(maxsize=1)
def book() -> Book:
    """The law as shipped."""
    return load_book(None)


def desk(database: Path, *, today: date = TODAY, now: datetime = NOW, wait_seconds: int = 0) -> Desk:
    """A desk in front of *database*."""
    return Desk(database, book(), today, now, "petugas", wait_seconds)


def take(database: Path, file: Path | str, *, rehearse: bool = False, accept_partial: bool = False) -> ImportResult:
    """Take *file* into *database*."""
    return import_file(ImportOrder(str(file), rehearse, accept_partial), desk(database))


@contextmanager
def opened(database: Path) -> Iterator[sqlite3.Connection]:
    """The register as any SQLite tool opens it; what is done is kept."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # no test cuts the power
        yield connection


def change_events(database: Path, sql: str) -> None:
    """Change events past the trigger that forbids it, which stands there again afterwards."""
    with opened(database) as connection:
        ((trigger,),) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'events_are_never_changed'")
        connection.execute("DROP TRIGGER events_are_never_changed")
        connection.execute(sql)
        connection.execute(trigger)


def ask(database: Path, sql: str, *values: str | int) -> list[tuple[str | int | bytes | None, ...]]:
    """The rows of one question."""
    with opened(database) as connection:
        return connection.execute(sql, values).fetchall()


def who(database: Path, *keys: str) -> list[tuple[str | None, str | None]]:
    """Name and contact of everybody who complained, by the number of the complaint, opened with the custodian's key."""
    with opened(database) as connection:
        (name,) = connection.execute("SELECT uuid FROM register").fetchone()
        opener = Opener(keys or (PRIVATE_KEY,), name, database)
        rows = connection.execute(
            "SELECT p.complaint_id, p.key_id, s.sealed, p.sealed FROM complainants AS p"
            " JOIN sealing_keys AS s ON s.id = p.key_id ORDER BY p.complaint_id"
        )
        return [opener.open(SealedComplainant(*row)) for row in rows]


def dump(database: Path) -> dict[str, list[tuple[str | int | bytes | None, ...]]]:
    """All that stands in the register, table by table."""
    with opened(database) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)  # noqa: S608 - names of our tables
            for name in tables
        }
