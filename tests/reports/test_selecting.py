"""Columns, order and number of rows as a reader asks for them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral import locale
from asn_neutral.errors import UsageError
from asn_neutral.reports.selecting import Selection, check_selection, select
from asn_neutral.reports.table import Column, Kind, Pivot, Table, Value

COLUMNS = (
    Column("unit", "Unit"),
    Column("cases", "Cases", Kind.COUNT, spare=3),
    Column("share", "Share", Kind.PERCENT),
    Column("since", "Since", Kind.DATE, for_scripts=True),
)
ROWS: list[tuple[Value, ...]] = [
    ("Dinas B", 2, Decimal("9.5"), date(2024, 9, 2)),
    ("dinas a", 10, None, None),
    (None, 2, Decimal("10.0"), date(2023, 1, 1)),
]


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def table(**changes: object) -> Table:
    return Table("things", "Things", COLUMNS, changes.pop("rows", list(ROWS)), **changes)  # type: ignore[arg-type]  # what a test changes


def shown(asked: Selection, **changes: object) -> tuple[list[str], list[tuple[Value, ...]]]:
    done = select(table(**changes), asked)
    return [column.key for column in done.columns], [tuple(row) for row in done.rows]


def test_nothing_asked_is_the_table_as_it_is() -> None:
    assert select(whole := table(), Selection()) is whole


def test_named_columns_in_the_order_they_were_named() -> None:
    keys, rows = shown(Selection(columns="cases, unit"))
    assert keys == ["cases", "unit"]
    assert rows[0] == (2, "Dinas B")


def test_columns_left_out() -> None:
    assert shown(Selection(columns="-since,-cases"))[0] == ["unit", "share"]
    assert shown(Selection(columns="unit,share,-share"))[0] == ["unit"]


def test_a_named_column_is_seen_by_people_and_stays_on_a_narrow_screen() -> None:
    done = select(table(), Selection(columns="since,cases"))
    assert [(column.for_scripts, column.spare) for column in done.columns] == [(False, 0), (False, 0)]
    assert select(table(), Selection(columns="-unit")).columns[0].spare == 3


def test_no_column_left() -> None:
    with pytest.raises(UsageError, match="no column is left"):
        select(table(), Selection(columns="-unit,-cases,-share,-since"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Selection(columns="case"), "--columns: case is no column here; try cases"),
        (Selection(columns="unit,-case"), "--columns: case is no column here; try cases"),
        (Selection(sort="-case"), "--sort: case is no column here; try cases"),
        (Selection(sort="zzzzz"), "try unit, cases, share, since"),
    ],
)
def test_an_unknown_column_is_refused_with_the_nearest(asked: Selection, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        select(table(), asked)
    with pytest.raises(UsageError, match=said):
        check_selection([column.key for column in COLUMNS], asked)


def test_rows_by_size_and_letters_with_what_is_missing_last() -> None:
    assert [row[0] for row in shown(Selection(sort="unit"))[1]] == ["dinas a", "Dinas B", None]
    assert [row[0] for row in shown(Selection(sort="-unit"))[1]] == ["Dinas B", "dinas a", None]
    assert [row[2] for row in shown(Selection(sort="share"))[1]] == [Decimal("9.5"), Decimal("10.0"), None]
    assert [row[3] for row in shown(Selection(sort="-since"))[1]] == [date(2024, 9, 2), date(2023, 1, 1), None]


def test_the_second_column_orders_what_is_alike_in_the_first() -> None:
    assert [row[2] for row in shown(Selection(sort="cases,-share"))[1]] == [Decimal("10.0"), Decimal("9.5"), None]


def test_a_cut_says_how_many_there_were() -> None:
    done = select(table(), Selection(limit=2))
    assert (len(list(done.rows)), done.matching) == (2, 3)
    done = select(table(matching=7), Selection(limit=1, sort="cases"))
    assert (next(iter(done.rows))[1], done.matching) == (2, 7)


def test_a_stream_is_cut_without_being_read_further() -> None:
    def rows() -> object:
        yield ROWS[0]
        raise AssertionError

    assert shown(Selection(limit=1), rows=rows())[1] == [ROWS[0]]


def test_a_cross_table_is_cut_by_whole_lines() -> None:
    rows: list[tuple[Value, ...]] = [(unit, number, None, None) for unit in ("a", "b", "c") for number in (1, 2)]
    done = select(table(rows=rows, pivot=Pivot("unit", "cases", "cases")), Selection(limit=2))
    assert [tuple(row) for row in done.rows] == rows[:4]
    assert done.matching == 6
    assert done.pivot is not None
    assert ([tuple(row) for row in done.pivot.cut], done.pivot.lines) == (rows[4:], (2, 3))


def test_what_is_no_cross_table_any_more_is_cut_by_rows() -> None:
    pivot = Pivot("unit", "since", "cases")
    done = select(table(pivot=pivot), Selection(columns="unit,cases", limit=1))
    assert ([tuple(row) for row in done.rows], done.matching) == ([("Dinas B", 2)], 3)


def test_a_cross_table_lives_as_long_as_its_columns() -> None:
    pivot = Pivot("unit", "since", "cases")
    assert select(table(pivot=pivot), Selection(columns="-share")).pivot is pivot
    assert select(table(pivot=pivot), Selection(columns="-since")).pivot is None


@given(
    st.lists(st.tuples(st.none() | st.text(), st.integers(), st.none() | st.integers(-5, 5).map(Decimal), st.none()))
)
def test_an_order_loses_and_invents_nothing(rows: list[tuple[Value, ...]]) -> None:
    done = shown(Selection(sort="share,-unit"), rows=list(rows))[1]
    assert sorted(map(repr, done)) == sorted(map(repr, rows))
