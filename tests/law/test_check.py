"""On which day nothing holds: the question behind every link of the law data."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.law.check import uncovered
from asn_neutral.law.entries import Dated

DAYS = st.integers(0, 12)
SPANS = st.tuples(DAYS, st.none() | DAYS)
FIRST = date(2024, 1, 1)


def entry(since: int, length: int | None) -> Dated:
    """An entry of some days; without a length it still holds."""
    first = FIRST + timedelta(days=since)
    until = None if length is None else first + timedelta(days=length)
    return Dated(id="x", basis="b", verified=True, since=first, until=until)


@given(SPANS, st.lists(SPANS, max_size=4))
def test_the_first_day_without_a_version_is_found(
    span: tuple[int, int | None], others: list[tuple[int, int | None]]
) -> None:
    whole, versions = entry(*span), [entry(*other) for other in others]
    days = (FIRST + timedelta(days=n) for n in range(60))
    bare = (day for day in days if whole.in_force(day) and not any(one.in_force(day) for one in versions))
    assert uncovered(whole, versions) == next(bare, None)


def test_a_version_may_hold_to_the_last_day_there_is() -> None:
    last = Dated(id="x", basis="b", verified=True, since=FIRST, until=date.max)
    assert uncovered(entry(0, None), [last]) is None
