"""When a clock stood still: from when to when, for whom, and how many of its days had counted before."""

from dataclasses import replace
from datetime import date

from asn_neutral.domain.correcting import recompute
from asn_neutral.domain.setting import Setting
from asn_neutral.domain.standstill import Standstill, standstills
from asn_neutral.law.entries import Holiday
from asn_neutral.law.terms import DayKind, Step
from tests.domain.lives import Life, book, setting

D = date
CLOCK = "ppk-follow-up"


def waiting() -> Life:
    """A case whose follow-up stands still since the eighth of January 2025."""
    return (
        Life()
        .take(Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommendation_number="R-1", recommended_by="bkn")
        .take(Step.WAIT_FOR_AGENCY, "2025-01-08", agency="BKN", letter_number="B-1")
    )


def off_on(day: date) -> Setting:
    """The shipped law with a further day off."""
    holiday = Holiday(
        id=str(day), basis="SE", verified=True, since=day, day=day, kind=DayKind.HOLIDAY, name="libur", name_en="off"
    )
    calendar = book().calendar
    return setting(calendar=replace(calendar, holidays={**calendar.holidays, day: holiday}))


def test_a_clock_that_never_stood_still_is_left_out() -> None:
    life = Life().take(Step.RECEIVE_RECOMMENDATION, "2025-01-06", recommendation_number="R", recommended_by="bkn")
    assert standstills(life.state) == {}


def test_while_it_stands_still_no_end_is_told() -> None:
    stood = Standstill(D(2025, 1, 6), 2, D(2025, 1, 8), None, "BKN", "B-1")
    assert standstills(waiting().state) == {CLOCK: [stood]}


def test_every_time_is_told_with_the_days_of_its_own_stretch() -> None:
    life = waiting().take(Step.RESUME, "2025-01-13")
    life.take(Step.WAIT_FOR_AGENCY, "2025-01-16", agency="Bawaslu", letter_number="B-2")
    first, second = standstills(life.state)[CLOCK]
    assert first == Standstill(D(2025, 1, 6), 2, D(2025, 1, 8), D(2025, 1, 13), "BKN", "B-1")
    assert second == Standstill(D(2025, 1, 13), 3, D(2025, 1, 16), None, "Bawaslu", "B-2")


def test_a_day_off_learned_late_counts_as_off_before_the_clock_stood_still() -> None:
    life = waiting()
    done = recompute(life.state, off_on(D(2025, 1, 7)))
    assert done is not None
    assert [one.days_before for one in standstills(done.after)[CLOCK]] == [1]


def test_a_clock_that_was_answered_is_told_of_no_more() -> None:
    life = waiting().take(Step.RESUME, "2025-01-13").take(Step.REFER, "2025-01-14", agency="X", letter_number="1")
    assert standstills(life.state) == {}
