from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

import pytest

from asn_neutral import locale
from asn_neutral.reports.table import Column, Kind, Pivot, Record, Table, Total, Value

COLUMNS = (
    Column("number", "Number", Kind.ID),
    Column("name", "Name"),
    Column("nip", "NIP", Kind.ID, missing="not known"),
    Column("violations", "Forms", Kind.LIST),
    Column("status", "Status", labels={"open": "Open", "closed": "Closed"}),
    Column("due_on", "Due on", Kind.DATE, missing="none"),
    Column("days_left", "Days left", Kind.COUNT),
    Column("share", "Share", Kind.PERCENT),
    Column("late", "Late", Kind.FLAG),
)
NIP = "198001012005011901"


def row(number: int, name: str = "Budi Santoso") -> tuple[Value, ...]:
    due = date(2024, 8, number) if number % 2 else None
    return (f"2024/{number:04d}", name, NIP, ("D1", "D3"), "open", due, number - 3, Decimal("78.45"), number % 2 == 0)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    locale.use("en")
    yield
    locale.use(locale.DEFAULT_LANGUAGE)


@pytest.fixture
def cases() -> Callable[..., Table]:
    """Build a list of cases: how many rows, and which names they hold in turn."""

    def build(count: int = 2, names: Sequence[str] = ("Budi Santoso",), matching: int | None = None) -> Table:
        rows = (row(number, names[(number - 1) % len(names)]) for number in range(1, count + 1))
        totals = (Total("total", "Total", {"days_left": 12}),)
        return Table("case-list", "Cases", COLUMNS, rows, totals, notes=("As of 1 March.",), matching=matching)

    return build


@pytest.fixture
def recap() -> Table:
    """Cases by unit and level, long; the office's own total counts each person once."""
    columns = (
        Column("unit", "Unit", missing="not stated"),
        Column("level", "Level", labels={"berat": "Grave", "sedang": "Medium"}),
        Column("cases", "Cases", Kind.COUNT),
    )
    rows = [("Setda", "sedang", 3), ("Setda", "berat", 1), ("Dinas A", "berat", 2), (None, "sedang", 1)]
    return Table("recap", "Recap", columns, rows, pivot=Pivot("unit", "level", "cases"))


@pytest.fixture
def record(cases: Callable[..., Table]) -> Record:
    """One case with the list that belongs to it."""
    return Record("case", "Case 2024/0001", COLUMNS, row(1), parts=(cases(2),), notes=("Sealed.",))
