"""The chain over events: what was recorded cannot be changed, left out or put elsewhere unseen."""

from dataclasses import fields, replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.domain.chain import (
    GENESIS,
    Break,
    StoredEvent,
    digest_of_erased,
    erased_by,
    erased_details,
    event_hash,
    first_break,
)

CHANGES: dict[str, object] = {
    "case_id": 99, "complaint_id": None, "step": "import", "happened_on": "2024-10-09",
    "recorded_at": "2024-10-08T00:00:01Z", "actor": "lain", "status": None, "details": '{"n":9}',
}  # fmt: skip


def chained(count: int) -> list[StoredEvent]:
    """As many events as asked for, each following the one before."""
    events: list[StoredEvent] = []
    for seq in range(1, count + 1):
        previous = events[-1].hash if events else GENESIS
        told = f'{{"n":{seq}}}'
        content = (seq, seq, 1, "register", "2024-10-08", "2024-10-08T00:00:00Z", "petugas", "registered", told)
        events.append(StoredEvent(*content, previous, event_hash(previous, *content)))
    return events


def test_the_form_of_an_event_is_fixed() -> None:
    """Another form would break every register there is."""
    found = event_hash(GENESIS, 1, 2, None, "register", "2024-10-08", "2024-10-08T00:00:00Z", "a", None, "{}")
    assert found == sha256(bytes(32) + b"1\n2\n\nregister\n2024-10-08\n2024-10-08T00:00:00Z\na\n\n{}").digest()


@given(st.integers(min_value=0, max_value=6))
def test_what_was_recorded_in_order_holds(count: int) -> None:
    assert first_break(chained(count)) is None


@pytest.mark.parametrize(("name", "value"), CHANGES.items())
def test_any_changed_field_is_found(name: str, value: object) -> None:
    events = chained(3)
    events[1] = replace(events[1], **{name: value})  # type: ignore[arg-type]  # the name is chosen by the case
    assert first_break(events) == Break(2, "content")


def test_every_field_of_an_event_is_bound() -> None:
    bound = {field.name for field in fields(StoredEvent)} - {"seq", "previous", "hash"}
    assert bound == set(CHANGES)


def test_a_changed_event_with_a_new_hash_breaks_the_next() -> None:
    events = chained(3)
    told = '{"n":9}'
    again = event_hash(
        events[1].previous, 2, 2, 1, "register", "2024-10-08", "2024-10-08T00:00:00Z", "petugas", "registered", told
    )
    events[1] = replace(events[1], details=told, hash=again)
    assert first_break(events) == Break(3, "previous")


@pytest.mark.parametrize(
    ("kept", "broken"),
    [
        ([1, 2], Break(1, "gap")),
        ([0, 2], Break(2, "gap")),
        ([1, 0, 2], Break(1, "gap")),
        ([0, 0, 1], Break(2, "gap")),
    ],
)
def test_an_event_left_out_repeated_or_moved_is_found(kept: list[int], broken: Break) -> None:
    events = chained(3)
    assert first_break(events[place] for place in kept) == broken


def test_only_the_tail_can_be_cut_without_a_break() -> None:
    assert first_break(chained(3)[:2]) is None


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=20), st.text(max_size=20))
def test_two_different_events_have_different_hashes(one: str, other: str) -> None:
    def hashed(details: str) -> bytes:
        return event_hash(GENESIS, 1, None, None, "import", "2024-10-08", "2024-10-08T00:00:00Z", "a", None, details)

    assert (hashed(one) == hashed(other)) is (one == other)


# ---- what was destroyed


def destroyed(details: str | None = None) -> list[StoredEvent]:
    """Six events of which the second and the third were erased by the fifth, a tombstone that tells *details*."""
    events = chained(4)
    told = f'{{"events":"{digest_of_erased(events[1:3]).hex()}"}}' if details is None else details
    for seq, step, what in ((5, "destroy", told), (6, "register", "{}")):
        previous = events[-1].hash
        content = (seq, None, 1, step, "2031-01-01", "2031-01-01T00:00:00Z", "petugas", None, what)
        events.append(StoredEvent(*content, previous, event_hash(previous, *content)))
    return [replace(event, details=erased_details(5)) if event.seq in {2, 3} else event for event in events]


def test_a_chain_holds_over_what_a_tombstone_erased() -> None:
    assert first_break(destroyed()) is None
    assert [erased_by(event.details) for event in destroyed()] == [None, 5, 5, None, None, None]


@pytest.mark.parametrize(("name", "value"), [one for one in CHANGES.items() if one[0] != "details"])
def test_what_is_left_of_an_erased_event_is_bound(name: str, value: object) -> None:
    events = destroyed()
    events[2] = replace(events[2], **{name: value})  # type: ignore[arg-type]  # the name is chosen by the case
    assert first_break(events) == Break(2, "content")


@pytest.mark.parametrize("details", ['{"events":"00"}', "{}", "[]", "no JSON", "[" * 100_000])
def test_a_tombstone_names_what_it_erased(details: str) -> None:
    assert first_break(destroyed(details)) == Break(2, "content")


def test_nothing_is_erased_without_a_tombstone() -> None:
    events = chained(3)
    for by in (1, 2, 3, 9):
        erased = [events[0], replace(events[1], details=erased_details(by)), events[2]]
        assert first_break(erased) == Break(2, "content")


def test_a_tombstone_that_erased_nothing_is_none() -> None:
    events = destroyed()
    events[1:3] = chained(4)[1:3]
    assert first_break(events) == Break(5, "content")
