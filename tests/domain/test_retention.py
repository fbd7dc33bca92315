"""Which files the schedule says to destroy: what hangs together is kept, or goes, as a whole."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.domain.retention import Link, destroyable, terms
from asn_neutral.law.entries import Retention
from asn_neutral.law.terms import Disposition, Level

TODAY = date(2031, 1, 1)


class Fixed:
    """A schedule with one entry, for every file."""

    def __init__(self, years: int | None = 5, disposition: Disposition = Disposition.MUSNAH) -> None:
        self.asked: list[Level | None] = []
        self._entry = Retention(
            id="x", name="x", name_en="x", levels=(), years=years, disposition=disposition, basis="x", verified=True,
            since=date(2000, 1, 1),
        )  # fmt: skip

    def retention(self, level: Level | None, *, on: date) -> Retention | None:
        """The entry; what was asked is kept."""
        assert on == TODAY
        self.asked.append(level)
        return self._entry


def link(complaint: int, case: int, person: int, closed: str | None = "2024-06-10", level: str | None = None) -> Link:
    return Link(complaint, case, person, closed, level)


def files(*links: Link) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(term.file.complaints, term.file.cases) for term in terms(links, Fixed(), TODAY)]


def test_a_complaint_its_cases_and_all_cases_of_a_person_are_one_file() -> None:
    assert files(link(1, 1, 1), link(2, 2, 2)) == [((1,), (1,)), ((2,), (2,))]
    assert files(link(1, 1, 1), link(1, 2, 2)) == [((1,), (1, 2))]
    assert files(link(1, 1, 1), link(2, 1, 1)) == [((1, 2), (1,))]
    assert files(link(1, 1, 7), link(2, 2, 7)) == [((1, 2), (1, 2))]
    assert files(link(1, 1, 1), link(1, 2, 2), link(2, 3, 2), link(3, 4, 3)) == [((1, 2), (1, 2, 3)), ((3,), (4,))]


def test_one_open_case_keeps_all_that_hangs_on_it() -> None:
    assert files(link(1, 1, 1), link(2, 2, 1, closed=None), link(3, 3, 3)) == [((3,), (3,))]


def test_the_term_is_counted_from_the_last_case_and_its_last_day_is_kept() -> None:
    (term,) = terms([link(1, 1, 1, "2020-02-03"), link(1, 2, 2, "2024-06-10")], Fixed(), TODAY)
    assert term.ends_on == date(2029, 6, 10)
    assert not term.is_over(date(2029, 6, 10))
    assert term.is_over(date(2029, 6, 11))


@pytest.mark.parametrize(
    ("closed", "years", "ends_on"),
    [("2024-02-29", 1, date(2025, 2, 28)), ("2024-02-28", 4, date(2028, 2, 28)), ("2023-12-31", 2, date(2025, 12, 31))],
)
def test_a_term_ends_on_the_same_day_of_a_later_year(closed: str, years: int, ends_on: date) -> None:
    (term,) = terms([link(1, 1, 1, closed)], Fixed(years), TODAY)
    assert term.ends_on == ends_on


def test_the_heaviest_sanction_says_which_entry_it_is() -> None:
    schedule = Fixed()
    terms([link(1, 1, 1), link(1, 2, 2, level="sedang"), link(1, 3, 3, level="moral"), link(2, 4, 4)], schedule, TODAY)
    assert schedule.asked == [Level.SEDANG, None]


def test_without_years_nothing_ends() -> None:
    (term,) = terms([link(1, 1, 1)], Fixed(None), TODAY)
    assert (term.ends_on, term.is_over(TODAY), destroyable(term, TODAY, named=True)) == (None, False, False)


@pytest.mark.parametrize(
    ("disposition", "unnamed", "named"),
    [
        (Disposition.MUSNAH, True, True),
        (Disposition.DINILAI_KEMBALI, False, True),
        (Disposition.PERMANEN, False, False),
    ],
)
def test_what_is_appraised_again_has_to_be_named_and_what_is_permanent_stays(
    disposition: Disposition, unnamed: bool, named: bool
) -> None:
    (term,) = terms([link(1, 1, 1)], Fixed(disposition=disposition), TODAY)
    assert (destroyable(term, TODAY, named=False), destroyable(term, TODAY, named=True)) == (unnamed, named)
    assert not destroyable(term, date(2029, 6, 10), named=True)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9)), max_size=20))
def test_no_two_files_share_a_complaint_a_case_or_a_person(rows: Sequence[tuple[int, int, int]]) -> None:
    found = [term.file for term in terms([link(*row) for row in rows], Fixed(), TODAY)]
    assert sorted(id_ for file in found for id_ in file.complaints) == sorted({row[0] for row in rows})
    assert sorted(id_ for file in found for id_ in file.cases) == sorted({row[1] for row in rows})
    of = {case: place for place, file in enumerate(found) for case in file.cases}
    for complaint, case, person in rows:
        assert complaint in found[of[case]].complaints
        assert {of[other] for _c, other, one in rows if one == person} == {of[case]}
