"""Numbers and ids: one is the other, and a beginning finds just the numbers that begin so."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.domain.numbering import PREFIXES, SERIES, filled_up, number_of, record_id, spans

NOUNS = st.sampled_from(sorted(PREFIXES))
IDS = st.builds(record_id, st.integers(2004, 2099), st.integers(1, SERIES - 1) | st.integers(1, 20_000))


def within(id_: int, found: list[tuple[int, int]]) -> bool:
    return any(first <= id_ <= last for first, last in found)


def test_a_number_is_its_id() -> None:
    assert record_id(2024, 17) == 20240000017
    assert number_of("case", 20240000017) == "2024/0017"
    assert number_of("complaint", 20240000017) == "P-2024/0017"
    assert number_of("case", 20241234567) == "2024/1234567"


@given(noun=NOUNS, id_=IDS, data=st.data())
def test_every_beginning_of_a_number_finds_it(noun: str, id_: int, data: st.DataObject) -> None:
    number = number_of(noun, id_)
    length = data.draw(st.integers(1, len(number)))
    assert within(id_, spans(noun, number[:length]))


@given(noun=NOUNS, one=IDS, other=IDS, data=st.data())
def test_a_beginning_finds_no_number_that_begins_otherwise(
    noun: str, one: int, other: int, data: st.DataObject
) -> None:
    number = number_of(noun, one)
    beginning = number[: data.draw(st.integers(1, len(number)))]
    assert within(other, spans(noun, beginning)) == number_of(noun, other).startswith(beginning)


@given(noun=NOUNS, text=st.text("0123456789/P-p x", max_size=12))
def test_spans_are_in_order_and_apart(noun: str, text: str) -> None:
    found = spans(noun, text)
    assert all(first <= last for first, last in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))


@pytest.mark.parametrize("text", ["", "/", "24/", "2024/x", "2024/00171234", "20245/1", "P", "٢٠٢٤"])
def test_what_begins_no_number_of_a_case_finds_nothing(text: str) -> None:
    assert spans("case", text) == []


def test_the_prefix_of_a_complaint_counts_in_any_letters() -> None:
    assert spans("complaint", "p-2024/0017") == spans("complaint", "P-2024/0017") != []
    assert within(20240000017, spans("complaint", "p"))
    assert spans("complaint", "2024") == []


@given(noun=NOUNS, id_=IDS)
def test_a_serial_may_lack_its_leading_naughts(noun: str, id_: int) -> None:
    number = number_of(noun, id_)
    year, serial = number.split("/")
    assert filled_up(f"{year}/{serial.lstrip('0')}") == filled_up(number) == number


def test_what_is_no_number_is_not_filled_up() -> None:
    assert [filled_up(text) for text in ("", "2024", "2024/")] == ["", "2024", "2024/"]
