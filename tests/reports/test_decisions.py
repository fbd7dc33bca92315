"""Sanctions: held against the replayed cases, and their effect against the days in the middle and at the edges."""

from datetime import date, timedelta

import pytest

from asn_neutral import locale
from asn_neutral.domain import facts
from asn_neutral.domain.case import CaseState
from asn_neutral.law.terms import Step
from asn_neutral.reports.decisions import REPORT
from asn_neutral.store.filters import Filters
from asn_neutral.store.reader import reading
from tests.lived import Lived
from tests.report_rows import by_number, keyed
from tests.reports_asked import asked_of

TODAY = date(2025, 6, 15)


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def made(lived: Lived, today: date) -> dict[str, dict[str, object]]:
    with reading(lived.path) as connection:
        return {number: dict(found) for number, found in by_number(REPORT, asked_of(connection, today=today)).items()}


def test_every_decision_is_there_once_as_it_stands(lived: Lived, states: list[CaseState]) -> None:
    rows = made(lived, TODAY)
    decided = {state.number: state for state in states if state.last(Step.DECIDE)}
    assert set(rows) == set(decided)
    for number, state in decided.items():
        stands, found = facts.decision(state), rows[number]
        assert stands is not None
        expected = (stands.sanction, stands.level, stands.sk_number, stands.official, stands.wording)
        told = tuple(found[key] for key in ("sanction", "sanction_level", "sk_number", "official", "sanction_wording"))
        assert told == expected
        days = (
            facts.effect_on(state),
            facts.in_force_on(state),
            facts.ends_on(state),
            facts.on_day(state, Step.DELIVER),
        )
        assert tuple(found[key] for key in ("effect_on", "in_force_on", "ends_on", "received_on")) == days
        assert found["annulled"] is facts.annulled(state)
    assert any(found["annulled"] for found in rows.values())


def edges(state: CaseState) -> list[tuple[date, bool]]:
    """Days on which the sanction of a case has effect, and days on which it has none."""
    first, last = facts.effect_on(state), facts.ends_on(state)
    if first is None or facts.annulled(state):
        return [(day, False) for day in (TODAY, date(2030, 1, 1))]
    day = timedelta(days=1)
    ends = [(last, True), (last + day, False)] if last else [(date(2040, 1, 1), True)]
    return [(first - day, False), (first, True), *ends]


def test_a_sanction_has_effect_from_its_first_day_to_its_last(lived: Lived, states: list[CaseState]) -> None:
    expected: dict[date, dict[str, bool]] = {}
    for state in states:
        if state.last(Step.DECIDE):
            for day, running in edges(state):
                expected.setdefault(day, {})[state.number] = running
    assert len(expected) > 20
    for today, told in expected.items():
        rows = made(lived, today)
        assert {number: rows[number]["running"] for number in told} == told, today


def test_those_in_effect_stand_first_and_then_the_newest(lived: Lived) -> None:
    with reading(lived.path) as connection:
        table = REPORT.make(asked_of(connection, today=TODAY))
        rows = keyed(table)
    running = [found["running"] for found in rows]
    assert running == sorted(running, key=lambda one: not one)
    for one in (True, False):
        days = [str(found["decided_on"]) for found in rows if found["running"] is one]
        assert days == sorted(days, reverse=True)
    annulled = sum(found["annulled"] is True for found in rows)
    told = f"Sanctions: {len(rows)}; in effect on 2025-06-15: {sum(map(bool, running))}; annulled: {annulled}."
    assert told in table.notes


def test_a_limit_and_a_filter(lived: Lived) -> None:
    with reading(lived.path) as connection:
        whole = [found["number"] for found in keyed(REPORT.make(asked_of(connection, today=TODAY)))]
        table = REPORT.make(asked_of(connection, today=TODAY, limit=3))
        assert ([found[0] for found in table.rows], table.matching) == (whole[:3], len(whole))
        moral = keyed(REPORT.make(asked_of(connection, Filters(level=("moral",)), today=TODAY)))
        assert {found["sanction_level"] for found in moral} == {"moral"}
        nothing = REPORT.make(asked_of(connection, Filters(since=("2999-01-01",)), today=TODAY))
        assert (list(nothing.rows), nothing.empty, nothing.matching) == ([], "no sanction", None)
        assert "Sanctions: 0; in effect on 2025-06-15: 0; annulled: 0." in nothing.notes


def test_every_column_is_explained(lived: Lived) -> None:
    with reading(lived.path) as connection:
        assert [column.key for column in REPORT.make(asked_of(connection)).columns] == list(REPORT.figures)
