"""The recap: every figure compared with a count in plain Python."""

import random
import shutil
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral import locale
from asn_neutral.errors import UsageError
from asn_neutral.law.terms import Level
from asn_neutral.reports.dimensions import HEADINGS, check_dimensions
from asn_neutral.reports.recap import recap_table
from asn_neutral.reports.shares import percent
from asn_neutral.reports.table import Table, Value
from asn_neutral.store.filters import Filters
from asn_neutral.store.queries.recap import DIMENSIONS, recap
from asn_neutral.store.reader import reading
from tests.busy import Busy, Fact
from tests.complaints_file import book, opened
from tests.reports_asked import asked_of

Figures = tuple[int, int, int]
PAIRS = [(a, b) for a in DIMENSIONS for b in DIMENSIONS if a != b]


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def values(fact: Fact, word: str) -> tuple[str | None, ...]:
    """What a case counts under in one dimension; several forms of violation count each."""
    if word == "violation":
        return fact.forms
    if word == "month":
        return (fact.opened_on[:7],)
    names = {"violation-group": "track", "position-class": "position_class", "unit-kind": "unit_kind"}
    return (getattr(fact, names.get(word, word)),)


def figures(facts: Sequence[Fact]) -> Figures:
    return len({fact.complaint_id for fact in facts}), len(facts), len({fact.employee_id for fact in facts})


def counted(facts: Sequence[Fact], by: Sequence[str]) -> dict[tuple[Value, ...], Figures]:
    """Incidents, cases and persons by the values of *by*."""
    groups: defaultdict[tuple[Value, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        keys: list[tuple[Value, ...]] = [()]
        for word in by:
            keys = [(*key, value) for key in keys for value in values(fact, word)]
        for key in keys:
            groups[key].append(fact)
    return {key: figures(group) for key, group in groups.items()}


def made(busy: Busy, by: Sequence[str], filters: Filters = Filters()) -> Table:  # noqa: B008 - frozen
    with reading(busy.path) as connection:
        return recap_table(asked_of(connection, filters, by=by))


def number(value: Value) -> int:
    assert isinstance(value, int)
    return value


def test_every_dimension_has_a_heading_and_the_other_way_round() -> None:
    assert set(HEADINGS) == set(DIMENSIONS)


@pytest.mark.parametrize("word", DIMENSIONS)
def test_one_dimension(busy: Busy, word: str) -> None:
    table = made(busy, [word])
    expected = counted(busy.facts, [word])
    assert {tuple(row[:1]): tuple(row[1:4]) for row in table.rows} == expected
    assert [column.key for column in table.columns] == [word, "incidents", "cases", "persons", "share"]


@pytest.mark.parametrize("by", random.Random(3).sample(PAIRS, 25))  # noqa: S311 - the same pairs in every run
def test_two_dimensions_add_up_both_ways(busy: Busy, by: tuple[str, str]) -> None:
    table = made(busy, by)
    rows = list(table.rows)
    assert {tuple(row[:2]): tuple(row[2:5]) for row in rows} == counted(busy.facts, by)
    assert table.pivot is not None
    assert (table.pivot.down, table.pivot.across) == by
    assert list(dict.fromkeys(row[0] for row in rows)) == [row[0] for row in made(busy, by[:1]).rows]
    assert list(table.pivot.order) == [row[0] for row in made(busy, by[1:]).rows]
    once = "violation" not in by
    for place, word in enumerate(by):
        single = {row[0]: row[2] for row in made(busy, [word]).rows}
        summed: defaultdict[Value, int] = defaultdict(int)
        for row in rows:
            summed[row[place]] += number(row[3])
        if once or word == "violation":
            assert summed == single
    assert number(table.totals[0].values["cases"]) == sum(number(row[3]) for row in rows)


@pytest.mark.parametrize("word", DIMENSIONS)
def test_the_lines_of_totals(busy: Busy, word: str) -> None:
    table = made(busy, [word])
    rows = list(table.rows)
    sums = tuple(sum(number(row[place]) for row in rows) for place in (1, 2, 3))
    lines = {total.name: total.values for total in table.totals}
    assert tuple(lines["sum"][key] for key in ("incidents", "cases", "persons")) == sums
    once = figures(busy.facts)
    assert lines["sum"]["share"] == percent(sums[1], once[1])
    if sums == once:
        assert "distinct" not in lines
    else:
        assert tuple(lines["distinct"].values()) == (*once, Decimal("100.0"))
    assert any("stand in more than one row" in note for note in table.notes) == (sums != once)


def test_a_case_of_two_forms_counts_under_each_and_once_below(busy: Busy) -> None:
    table = made(busy, ["violation"])
    lines = {total.name: total.values for total in table.totals}
    assert lines["sum"]["cases"] == sum(len(fact.forms) for fact in busy.facts)
    assert lines["distinct"]["cases"] == len(busy.facts)


def test_what_is_not_stated_is_a_row_of_its_own_and_the_last(busy: Busy) -> None:
    for word in ("district", "rank", "position-class", "level"):
        table = made(busy, [word])
        keys = [row[0] for row in table.rows]
        assert keys.count(None) == 1, word
        assert keys[-1] is None
        assert table.columns[0].missing == "not stated"


@pytest.mark.parametrize("by", [["violation"], ["unit"], ["level", "channel"], ["violation", "unit"]])
def test_shares_are_percentages_of_the_cases(busy: Busy, by: list[str]) -> None:
    """Of the cases, not of the rows: a case of three forms is one case."""
    table = made(busy, by)
    rows = list(table.rows)
    cases = len(busy.facts)
    assert [row[-1] for row in rows] == [percent(number(row[-3]), cases) for row in rows]
    assert f"Shares are percentages of the cases counted ({cases})." in table.notes
    over = sum(number(row[-3]) for row in rows) > cases
    assert any("shares add up to more than 100" in note for note in table.notes) == over == ("violation" in by)


def test_the_order_people_expect(busy: Busy) -> None:
    levels = [row[0] for row in made(busy, ["level"]).rows if row[0]]
    assert levels == [level.value for level in Level if level.value in levels]
    months = [str(row[0]) for row in made(busy, ["month"]).rows]
    assert months == sorted(months)
    sizes = [number(row[2]) for row in made(busy, ["unit"]).rows]
    assert sizes == sorted(sizes, reverse=True)
    forms = [str(row[0]) for row in made(busy, ["violation"]).rows]
    order = [form.id for form in book().violations]
    assert forms == sorted(forms, key=order.index)


# ---- the period


@pytest.mark.parametrize("column", ["since", "until"])
def test_the_first_and_the_last_day_belong_to_the_period(busy: Busy, column: str) -> None:
    day = busy.facts[len(busy.facts) // 2].opened_on
    table = made(busy, ["status"], Filters(**{column: (day,)}))
    kept = [fact for fact in busy.facts if (fact.opened_on >= day if column == "since" else fact.opened_on <= day)]
    assert {(row[0],): row[1:4] for row in table.rows} == counted(kept, ["status"])
    assert any(fact.opened_on == day for fact in kept)


def test_one_day_is_a_period(busy: Busy) -> None:
    day = busy.facts[10].opened_on
    table = made(busy, ["status"], Filters(since=(day,), until=(day,)))
    assert next(iter(table.rows))[2] == sum(fact.opened_on == day for fact in busy.facts)


def test_nothing_fits(busy: Busy) -> None:
    table = made(busy, ["unit", "level"], Filters(since=("2999-01-01",)))
    assert list(table.rows) == []
    assert table.totals[0].values == {"incidents": 0, "cases": 0, "persons": 0, "share": Decimal("0.0")}


# ---- figures


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (1597, 2034, "78.5"),  # published: violators among those reported
        (1450, 1597, "90.8"),  # published: followed up among them
        (1, 16, "6.3"),
        (1, 400, "0.3"),
        (1, 2000, "0.1"),
        (1, 2001, "0.0"),
        (2, 3, "66.7"),
        (0, 7, "0.0"),
        (7, 7, "100.0"),
        (0, 0, "0.0"),
    ],
)
def test_percentages_are_rounded_half_up(part: int, whole: int, expected: str) -> None:
    assert str(percent(part, whole)) == expected


@given(part=st.integers(0, 10**9), whole=st.integers(1, 10**9))
def test_a_percentage_is_never_further_off_than_half_a_tenth(part: int, whole: int) -> None:
    told = percent(part, whole)
    assert abs(told * whole - Decimal(100) * part) * 20 <= whole
    assert str(told) == f"{told:.1f}"


# ---- dimensions


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (["unti"], "unti is no dimension; try unit."),
        (["violations"], "try violation."),
        (["unit", "lvel"], "try level."),
        (["zzz"], "try unit, unit-kind, district"),
        (["unit", "unit"], "the same dimension twice"),
        (["unit", "level", "month"], "more than 2 dimensions"),
        ([], "Say with --by what to count by: unit, unit-kind"),
    ],
)
def test_other_dimensions_are_refused_with_the_nearest(by: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        check_dimensions(by)


def test_nothing_but_known_dimensions_reaches_the_sql(busy: Busy) -> None:
    with opened(busy.path) as connection, pytest.raises(KeyError):
        recap(connection, ["unit; DROP TABLE cases"], Filters())


def test_a_cross_table_says_what_its_cells_and_its_last_line_count(busy: Busy) -> None:
    """A remark about a line that counts each case once stands only where there is such a line."""
    for by in PAIRS:
        table = made(busy, by)
        assert table.pivot is not None
        assert table.title == f"Number of cases by {HEADINGS[by[0]]} and {HEADINGS[by[1]]}"
        assert table.pivot.notes[3] == "Each cell is the number of cases."
        assert not [note for note in table.pivot.notes if "hare" in note]  # it shows no shares
        cases = {total.name: total.values["cases"] for total in table.totals}
        drawn = cases.get("distinct", cases["sum"]) != cases["sum"]
        assert any("the last line counts each case once" in note for note in table.pivot.notes) == drawn, by
        assert drawn == ("violation" in by), by


def test_over_a_column_stands_the_code_of_a_form(busy: Busy) -> None:
    down, across = made(busy, ["violation", "level"]), made(busy, ["level", "violation"])
    assert down.columns[0].labels
    assert across.columns[1].labels is None
    assert down.pivot
    assert across.pivot
    explained = "`asn-neutral law violations list` explains the codes."
    assert explained in across.pivot.notes
    assert explained not in down.pivot.notes


def test_a_recap_says_what_was_counted_and_when(busy: Busy) -> None:
    filters = Filters(unit=("kadia",), level=("berat",), since=("2024-01-01",), search=("baliho",))
    table = made(busy, ["unit"], filters)
    assert list(table.notes[:2]) == [
        "Counted: Unit: kadia; Level: berat; received from 2024-01-01; with a text that was searched for.",
        "Printed on 2025-01-15.",
    ]
    assert table.filters == {"unit": ["kadia"], "level": ["berat"], "from": ["2024-01-01"], "search": []}
    assert table.office == "Kantor Contoh"
    everything = made(busy, ["unit", "level"])
    assert everything.pivot is not None
    assert everything.notes[0] == everything.pivot.notes[0] == "Counted: everything in the register."
    assert everything.filters == {}


def test_ranks_stand_from_the_lowest_up(busy: Busy, tmp_path: Path) -> None:
    ranks = ["III/d", "IX", "III/a", "V", "II/c", "X"]
    path = Path(shutil.copy(busy.path, tmp_path))
    with opened(path) as connection:
        ids = connection.execute("SELECT id FROM cases").fetchall()
        for place, (id_,) in enumerate(ids):
            connection.execute("UPDATE cases SET rank = ? WHERE id = ?", (ranks[place % 6], id_))
    found = [row[0] for row in made(replace(busy, path=path), ["rank"]).rows]
    assert found == ["II/c", "III/a", "III/d", "V", "IX", "X"]
