"""An anchor holds, or tells how it does not."""

from datetime import UTC, datetime, timedelta

import pytest

from asn_neutral.domain.anchor import Anchor, Fault, fault_of, hours_between, newest

NOON = datetime(2024, 10, 1, 12, tzinfo=UTC)
HERE = Anchor("here", 7, "ab" * 32, NOON)


@pytest.mark.parametrize(
    ("register", "events", "there", "fault"),
    [
        ("here", 7, "ab" * 32, None),
        ("here", 9, "ab" * 32, None),
        ("here", 9, "cd" * 32, Fault.REWRITTEN),
        ("here", 6, "", Fault.CUT),
        ("here", 6, "ab" * 32, Fault.CUT),
        ("there", 9, "ab" * 32, Fault.OTHER),
        ("there", 3, "", Fault.OTHER),
    ],
)
def test_how_a_register_fails_an_anchor(register: str, events: int, there: str, fault: Fault | None) -> None:
    assert fault_of(HERE, register=register, events=events, hash_there=there) is fault


def test_the_newest_anchor_binds_most_events_and_of_equals_was_made_last() -> None:
    later = Anchor("here", 7, "ab" * 32, NOON + timedelta(hours=1))
    fewer = Anchor("here", 6, "ef" * 32, NOON + timedelta(days=1))
    assert newest([HERE, later, fewer]) is later
    assert newest([]) is None


@pytest.mark.parametrize(("seconds", "hours"), [(0, 0), (3599, 0), (3600, 1), (7199, 1), (-1, 0), (-90_000, 0)])
def test_full_hours(seconds: int, hours: int) -> None:
    assert hours_between(NOON, NOON + timedelta(seconds=seconds)) == hours
