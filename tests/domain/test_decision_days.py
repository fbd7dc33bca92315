"""The days of a decision, on record and what if."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.domain.clocks import day_off
from asn_neutral.domain.decision_days import DecisionDays, Known, days_of, decision_days
from asn_neutral.domain.facts import Decision
from asn_neutral.domain.months import month_end, term_end
from asn_neutral.domain.setting import Rules
from asn_neutral.errors import NoCalendarError
from asn_neutral.law.entries import Calendar
from asn_neutral.law.terms import Official, Step
from tests.domain.lives import Life, book, opened, setting


def decided(sanction: str, *, on: date = date(2026, 7, 10), official: str = "ppk") -> Decision:
    entry = book().sanction(sanction, on=on)
    assert entry is not None
    return Decision(
        sanction=sanction, rule="", level=entry.level, months=entry.months, permanent=entry.permanent,
        remedy=entry.remedy, effect=entry.effect, decided_on=on, sk_number="1", official=official,
        official_name=None, wording=None, violation_named="x", consent_number=None, vacant=False, reason=None,
    )  # fmt: skip


def chain(sanction: str, known: Known, *, official: str = "ppk") -> DecisionDays:
    return decision_days(decided(sanction, official=official), known, Rules(setting(), official=Official(official)))


def test_the_chain_of_a_heavy_sanction() -> None:
    found = chain(
        "turun-jabatan", Known(date(2026, 7, 10), planned_on=date(2026, 7, 13), received_on=date(2026, 7, 14))
    )
    assert [(day.clock, day.on) for day in found.days] == [
        ("decision-delivery", date(2026, 7, 30)),
        ("decision-posting", date(2026, 7, 16)),
        ("objection-filing", date(2026, 8, 3)),
        ("objection-decision", date(2026, 9, 3)),
        ("in-force", date(2026, 8, 4)),
        ("term-end", date(2027, 8, 3)),
    ]
    assert (found.in_force_on, found.ends_on, found.window) == (date(2026, 8, 4), date(2027, 8, 3), None)
    in_force = next(day for day in found.days if day.clock == "in-force")
    assert in_force.due is not None
    assert in_force.due.counted[-1] == date(2026, 8, 4)
    assert found.on("second-summons") is None


def test_before_it_is_received_only_the_delivery_is_known() -> None:
    found = chain("turun-jabatan", Known(date(2026, 7, 10)))
    assert [(day.clock, day.on) for day in found.days] == [
        ("decision-delivery", date(2026, 7, 30)), ("in-force", None), ("term-end", None),
    ]  # fmt: skip
    assert (found.in_force_on, found.ends_on, found.window) == (None, None, None)


def test_a_reprimand_is_over_on_the_day_it_is_in_force_and_still_open_to_objection() -> None:
    found = chain("teguran-tertulis", Known(date(2026, 7, 10), received_on=date(2026, 7, 14)))
    assert found.in_force_on == found.ends_on == date(2026, 7, 14)
    assert found.window == (date(2026, 7, 14), date(2026, 8, 3))


def test_an_official_other_than_the_ppk_answers_first_and_the_answer_runs_from_the_filing() -> None:
    known = Known(date(2026, 7, 10), received_on=date(2026, 7, 14), filed_on=date(2026, 7, 28))
    found = chain("penundaan-kgb", known, official="jpt-pratama")
    assert found.on("objection-reply") == date(2026, 8, 5)
    assert found.on("objection-decision") == date(2026, 8, 28)


def test_a_dismissal_goes_to_bpasn_and_has_no_end() -> None:
    found = chain("pdhtaps", Known(date(2026, 7, 10), received_on=date(2026, 7, 14)))
    assert [day.clock for day in found.days] == [
        "decision-delivery", "appeal-filing", "appeal-reply", "appeal-decision", "in-force",
    ]  # fmt: skip
    assert found.ends_on is None


def test_party_membership_counts_back_to_the_month_of_joining() -> None:
    found = chain("ptdh", Known(date(2026, 7, 10), received_on=date(2026, 7, 14), joined_on=date(2026, 2, 3)))
    assert found.in_force_on == date(2026, 2, 28)
    assert found.window == (date(2026, 2, 28), date(2026, 8, 3))
    assert found.on("decision-delivery") is None
    assert chain("ptdh", Known(date(2026, 7, 10), received_on=date(2026, 7, 14))).in_force_on is None


def test_a_contract_ends_on_the_day_the_breach_was_proven() -> None:
    known = Known(date(2026, 7, 10), received_on=date(2026, 7, 14), proven_on=date(2026, 6, 2))
    assert chain("pppk-phk-hormat", known).in_force_on == date(2026, 6, 2)
    assert chain("pppk-phk-tidak-hormat", known).in_force_on == date(2026, 6, 2)


def test_a_window_can_be_a_single_day() -> None:
    known = Known(date(2026, 7, 10), received_on=date(2026, 7, 14), proven_on=date(2026, 8, 3))
    assert chain("pppk-phk-hormat", known).window == (date(2026, 8, 3), date(2026, 8, 3))


def test_a_sanction_without_a_remedy_has_no_window() -> None:
    found = decision_days(
        decided("teguran-lisan", on=date(2020, 7, 10)),
        Known(date(2026, 7, 10), received_on=date(2026, 7, 14)),
        Rules(setting()),
    )
    assert [day.clock for day in found.days] == ["decision-delivery", "in-force", "term-end"]
    assert found.window is None


def test_a_year_without_calendar_is_named() -> None:
    bare = setting(calendar=Calendar({}, frozenset({2026})))
    known = Known(date(2026, 12, 18), received_on=date(2026, 12, 21))
    found = decision_days(decided("turun-jabatan"), known, Rules(bare, official=Official.PPK))
    assert {day.missing_year for day in found.days if day.clock != "term-end"} == {2027, None}
    assert found.on("in-force") is None
    assert found.on("objection-decision") is None


def test_the_days_of_a_case_follow_its_records_or_what_is_supposed() -> None:
    assert days_of(Life().to_findings().state, setting()) is None
    life = Life().to_delivery()
    on_record = days_of(life.state, life.setting)
    assert on_record is not None
    assert on_record.in_force_on == date(2025, 2, 26)
    supposed = days_of(life.state, life.setting, received_on=date(2025, 2, 10))
    assert supposed is not None
    assert supposed.in_force_on == date(2025, 3, 3)
    objected = life.take(Step.FILE_OBJECTION, "2025-02-20")
    filed = days_of(objected.state, life.setting)
    assert filed is not None
    assert filed.on("objection-decision") == date(2025, 3, 21)
    again = days_of(objected.state, life.setting, received_on=date(2025, 2, 10))
    assert again is not None
    assert again.on("objection-decision") == date(2025, 4, 9)  # 28 March to 7 April are off but for weekends


def test_a_planned_delivery_is_taken_from_the_call_or_the_decision() -> None:
    life = Life(opened(level="sedang")).to_findings().take(
        Step.DECIDE, "2025-02-03", sanction="penundaan-kgb", sk_number="1", official="ppk", violation_named="x",
        deliver_on="2025-02-05",
    )  # fmt: skip
    first = days_of(life.state, life.setting)
    assert first is not None
    assert first.on("decision-posting") == date(2025, 2, 10)
    life.take(Step.CALL_TO_RECEIVE, "2025-02-04", letter_number="1", deliver_on="2025-02-06")
    second = days_of(life.state, life.setting)
    assert second is not None
    assert second.on("decision-posting") == date(2025, 2, 11)


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2022, 3, 2), 12, date(2023, 3, 1)),
        (date(2024, 3, 1), 12, date(2025, 2, 28)),
        (date(2023, 3, 1), 12, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 1, 28), 1, date(2025, 2, 27)),
        (date(2025, 1, 1), 12, date(2025, 12, 31)),
        (date(2025, 12, 1), 1, date(2025, 12, 31)),
    ],
)
def test_a_term_ends_on_the_eve(first: date, months: int, last: date) -> None:
    assert term_end(first, months) == last


def test_a_term_beyond_the_last_year_is_refused() -> None:
    assert term_end(date(9998, 1, 1), 12) == date(9998, 12, 31)
    with pytest.raises(NoCalendarError, match="10000"):
        term_end(date(9999, 6, 1), 12)


@given(first=st.dates(date(2020, 1, 1), date(2040, 12, 31)), months=st.integers(1, 36), more=st.integers(1, 12))
def test_a_longer_term_ends_later_and_the_next_day_is_the_same_day_of_a_month(
    first: date, months: int, more: int
) -> None:
    last = term_end(first, months)
    assert last < term_end(first, months + more)
    assert (last + timedelta(days=1)).day in {first.day, 1}


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_the_last_day_of_a_month_is_followed_by_another_month(day: date) -> None:
    assert month_end(day) >= day
    assert month_end(day).month == day.month
    assert (month_end(day) + timedelta(days=1)).day == 1


@given(received=st.dates(date(2024, 1, 1), date(2025, 6, 30)), later=st.integers(0, 60))
def test_received_later_is_never_in_force_earlier(received: date, later: int) -> None:
    days = [
        decision_days(
            decided("turun-jabatan"), Known(received, received_on=day), Rules(setting(), official=Official.PPK)
        )
        for day in (received, received + timedelta(days=later))
    ]
    first, second = (one.in_force_on for one in days)
    assert first is not None
    assert second is not None
    assert first <= second
    assert day_off(book().calendar, first) is None
