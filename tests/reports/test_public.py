"""Figures for the public add up, and tell no number that points to a person."""

from collections import Counter
from itertools import permutations

import pytest

from asn_neutral import locale
from asn_neutral.errors import UsageError
from asn_neutral.reports.diff import difference
from asn_neutral.reports.public import REPORT, public_table
from asn_neutral.reports.suppressing import LEAST
from asn_neutral.reports.table import Table
from asn_neutral.store.filters import Filters
from asn_neutral.store.queries.recap import DIMENSIONS, recap
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


@pytest.mark.parametrize("word", DIMENSIONS)
def test_no_row_of_its_own_tells_that_a_body_has_a_few(busy: Busy, word: str) -> None:
    """That there are from 1 to 4 of something is told of nothing that the table names."""
    with reading(busy.path) as connection:
        counted = list(recap(connection, (word,), Filters()))
    few = {str(key) for key, _incidents, cases, _persons in counted if int(cases or 0) < LEAST}
    assert not few & {str(row[0]) for row in made(busy, word).rows}


NARROWED = {name: ("x",) for name in Filters._fields if name not in {"election", "since", "until"}}


@pytest.mark.parametrize("name", NARROWED)
def test_the_public_asks_nothing_that_is_a_part_of_something_else(busy: Busy, name: str) -> None:
    with pytest.raises(UsageError, match=f"leave out --{name}, or count by it"):
        made(busy, "unit-kind", filters=Filters(**{name: NARROWED[name]}))


def test_an_election_and_a_period_may_be_published(busy: Busy) -> None:
    made(busy, "unit-kind", filters=Filters(election=("pilkada-2024",), since=("2024-01-01",), until=("2024-12-31",)))


def test_what_is_hidden_and_how_far_that_reaches_stands_below(busy: Busy) -> None:
    notes = made(busy, "violation").notes
    assert any("A number from 1 to 4 is hidden" in note for note in notes)
    assert any("This holds within one table" in note for note in notes)
    assert any("under each of them, also in the sums" in note for note in notes)
    assert not any("under each of them" in note for note in made(busy, "level").notes)


def test_people_read_hidden_and_scripts_null(busy: Busy) -> None:
    table = made(busy, "unit-kind", "level")
    assert table.columns[1].missing == "hidden"
    assert None in [cell for row in table.rows for cell in row]


@pytest.mark.parametrize(("until", "advised"), [("2022-12-10", True), ("2024-12-31", False)])
def test_a_table_with_one_line_left_advises_coarser_dimensions(busy: Busy, until: str, advised: bool) -> None:
    table = made(busy, "district", "rank", filters=Filters(until=(until,)))
    assert ([column.key for column in table.columns[1:-1]] == ["others"]) is advised
    assert any("coarser ones" in note for note in table.notes) is advised


def test_a_difference_names_no_case_and_says_what_is_hidden(busy: Busy) -> None:
    with reading(busy.path) as connection:
        whole = asked_of(connection, by=("unit-kind", "level"))
        part = asked_of(connection, Filters(until=("2024-10-01",)), by=("unit-kind", "level"))
        table = difference(REPORT, part, whole, frozenset())
    assert [column.key for column in table.columns] == ["unit-kind", "figure", "before", "after"]
    assert all(column.missing == "hidden" for column in table.columns[2:])
    assert any(None in row for row in table.rows)
    assert any("A number from 1 to 4 is hidden" in note for note in table.notes)
