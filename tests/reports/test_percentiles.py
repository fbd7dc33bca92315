"""Medians and percentiles by nearest rank, compared with the place in a sorted list."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.reports.percentiles import HIGH, MEDIAN, nearest_rank


@given(st.lists(st.integers(-400, 4000), min_size=1, max_size=200), st.integers(1, 100))
def test_it_is_the_value_at_its_place_in_the_sorted_list(values: list[int], percent: int) -> None:
    place = next(rank for rank in range(1, len(values) + 1) if rank * 100 >= percent * len(values))
    assert nearest_rank(Counter(values), percent) == sorted(values)[place - 1]


@pytest.mark.parametrize(
    ("values", "median", "high"),
    [((5,), 5, 5), ((1, 2), 1, 2), ((1, 2, 3), 2, 3), (range(1, 11), 5, 9), (range(1, 12), 6, 10), ((7, 7, 90), 7, 90)],
)
def test_examples(values: tuple[int, ...], median: int, high: int) -> None:
    counted = Counter(values)
    assert (nearest_rank(counted, MEDIAN), nearest_rank(counted, HIGH)) == (median, high)


def test_nothing_has_no_median() -> None:
    assert nearest_rank({}, MEDIAN) is None
