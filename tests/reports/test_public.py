"""Figures for the public add up, and tell no number that points to a person."""

from collections import Counter
from itertools import permutations

import pytest

from asn_neutral import locale
from asn_neutral.errors import UsageError
from asn_neutral.reports.public import public_table
from asn_neutral.reports.suppressing import LEAST
from asn_neutral.reports.table import Table
from asn_neutral.store.filters import Filters
from asn_neutral.store.queries.recap import DIMENSIONS
from asn_neutral.store.reader import reading
from tests.busy import Busy
from tests.reports_asked import asked_of

SOME = ("unit-kind", "level", "month", "position-class", "rank", "district", "stage", "violation")


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def made(busy: Busy, *by: str, filters: Filters = Filters()) -> Table:  # noqa: B008 - frozen
    with reading(busy.path) as connection:
        return public_table(asked_of(connection, filters, by=by))


def told(table: Table) -> list[int]:
    """Every number that the table tells."""
    cells = [cell for row in table.rows for cell in row[1:]]
    sums = [value for total in table.totals for value in total.values.values()]
    return [number for number in (*cells, *sums) if isinstance(number, int)]


@pytest.mark.parametrize("word", DIMENSIONS)
def test_no_small_number_is_told_by_one_dimension(busy: Busy, word: str) -> None:
    table = made(busy, word)
    assert all(number == 0 or number >= LEAST for number in told(table))
    assert len([row for row in table.rows if row[1] is None]) != 1


@pytest.mark.parametrize("by", list(permutations(SOME, 2))[::3])
def test_no_small_number_is_told_by_two(busy: Busy, by: tuple[str, str]) -> None:
    table = made(busy, *by)
    assert all(number == 0 or number >= LEAST for number in told(table))
    rows = list(table.rows)
    (total,) = table.totals
    keys = [column.key for column in table.columns]
    assert keys[-1] == "total"
    sums = [row[-1] for row in rows]
    assert sum(one for one in sums if isinstance(one, int)) == total.values["total"]
    for row in rows:
        assert isinstance(row[-1], int)
        shown = [cell for cell in row[1:-1] if isinstance(cell, int)]
        assert sum(shown) == row[-1] if None not in row else sum(shown) < row[-1]
    for place, key in enumerate(keys[1:-1], start=1):
        hidden = [row[place] for row in rows].count(None)
        assert hidden != 1
        shown = [cell for row in rows if isinstance(cell := row[place], int)]
        whole = total.values[key]
        assert isinstance(whole, int)
        assert sum(shown) == whole if not hidden else sum(shown) < whole


def test_the_sum_is_that_of_all_cases(busy: Busy) -> None:
    (total,) = made(busy, "unit-kind").totals
    assert total.values == {"cases": len(busy.facts)}


def test_too_few_cases_are_not_told_at_all(busy: Busy) -> None:
    days = Counter(fact.opened_on for fact in busy.facts)
    day = next(day for day, count in days.items() if count < LEAST)
    for by in (("level",), ("level", "status")):
        table = made(busy, *by, filters=Filters(since=(day,), until=(day,)))
        assert (list(table.rows), list(table.totals)) == ([], [])
        assert table.empty == "There are too few cases to tell anything about them."


@pytest.mark.parametrize("filters", [Filters(search=("darwis",)), Filters(owner=("Siti",))])
def test_the_public_asks_nothing_about_a_person(busy: Busy, filters: Filters) -> None:
    with pytest.raises(UsageError, match="cannot be asked by name"):
        made(busy, "unit-kind", filters=filters)


def test_people_read_hidden_and_scripts_null(busy: Busy) -> None:
    table = made(busy, "month")
    assert table.columns[1].missing == "hidden"
    assert None in [row[1] for row in table.rows]
    assert any("A number from 1 to 4 is hidden" in note for note in table.notes)
