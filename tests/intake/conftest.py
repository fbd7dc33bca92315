"""A small complaints file in memory, and the way from bytes to checked rows."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from asn_neutral import locale
from asn_neutral.intake.columns import KEYS, complete_header, template
from asn_neutral.intake.reasons import Problem
from asn_neutral.intake.records import RawRecord, Records
from asn_neutral.intake.row import CheckedRow, RowChecker
from asn_neutral.intake.source import open_source

TODAY = date(2025, 1, 15)
CODES = frozenset([f"E{n}" for n in range(1, 8)] + [f"D{n}" for n in range(1, 14)])
ELECTIONS = frozenset({"pilkada-2020", "pilkada-2024", "pemilu-2024"})


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = locale.language()
    locale.use("en")
    yield
    locale.use(before)


@dataclass
class Outcome:
    """All that came out of one file."""

    records: Records
    checker: RowChecker
    raw: list[RawRecord] = field(default_factory=list)
    accepted: list[CheckedRow] = field(default_factory=list)
    refused: list[tuple[RawRecord, tuple[Problem, ...]]] = field(default_factory=list)

    def codes(self) -> list[tuple[int, list[str]]]:
        """Row number and codes of every refused record."""
        return [(record.row, [problem.code for problem in problems]) for record, problems in self.refused]


@pytest.fixture
def good() -> dict[str, str]:
    """The values of a row that passes every check, by header."""
    return {**dict(zip(*template(), strict=True)), "nama_terlapor": "Wa Ode Contoh, S.Pd."}


@pytest.fixture
def checker() -> RowChecker:
    """A checker for rows that have all columns in their own order."""
    return RowChecker(complete_header(), today=TODAY, violations=CODES, elections=ELECTIONS)


@pytest.fixture
def check_row(checker: RowChecker, good: dict[str, str]) -> Callable[..., CheckedRow | tuple[Problem, ...]]:
    """Checks the good row with some cells changed."""

    def check(**changes: str) -> CheckedRow | tuple[Problem, ...]:
        return checker.check([{**good, **changes}[key] for key in KEYS])

    return check


@pytest.fixture
def make_csv(good: dict[str, str]) -> Callable[..., bytes]:
    """The bytes of a file with one row for each set of changes to the good row."""

    def make(*rows: dict[str, str], delimiter: str = ",", ending: str = "\r\n", encoding: str = "utf-8") -> bytes:
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=delimiter, lineterminator=ending)
        writer.writerow(KEYS)
        writer.writerows([{**good, **row}[key] for key in KEYS] for row in rows)
        return text.getvalue().encode(encoding)

    return make


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Outcome]:
    """Reads bytes as a file from outside, to the end."""

    def read_bytes(content: bytes, *, delimiter: str | None = None, max_rows: int = 2_000_000) -> Outcome:
        path = tmp_path / "kiriman.csv"
        path.write_bytes(content)
        with open_source(path) as source, source.text() as text:
            records = Records(source, text, delimiter=delimiter, max_rows=max_rows)
            checker = RowChecker(records.header, today=TODAY, violations=CODES, elections=ELECTIONS)
            outcome = Outcome(records, checker)
            for record in records:
                outcome.raw.append(record)
                found = checker.check_record(record)
                if isinstance(found, CheckedRow):
                    outcome.accepted.append(found)
                else:
                    outcome.refused.append((record, found))
        return outcome

    return read_bytes
