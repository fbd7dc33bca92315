"""What failed is tried again at once, then after ever longer waits, and once a day for ever."""

from datetime import UTC, datetime, timedelta

from asn_neutral.domain.retrying import next_attempt

NOW = datetime(2025, 1, 15, 6, tzinfo=UTC)


def test_the_waits_grow_to_a_day_and_stay_there() -> None:
    waits = [next_attempt(failures, NOW) - NOW for failures in range(1, 8)]
    hours = [wait / timedelta(hours=1) for wait in waits]
    assert hours == [0, 0.25, 1, 4, 24, 24, 24]
