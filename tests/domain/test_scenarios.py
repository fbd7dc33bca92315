"""Cases as a lawyer would tell them: each file of tests/scenarios is one life, step by step, with what must hold.

A step that is taken says where it leads (`status`), which day is next (`due`), what runs (`clocks`), what is noticed
(`warnings`, all of them), what holds beside (`side`, all of it), and what is then open or barred. A step that is not
taken says by which error (`refused`) and what the sentence contains (`says`). Either says, where it matters, what the
lawfulness check finds then (`findings`, all of them, by code), which sanctions may be imposed and by whom
(`imposable`), and which not and why (`not_imposable`); `history` is what other cases of the person came to, `vacant`
which posts are not filled.
"""

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_neutral import locale
from asn_neutral.domain.case import CaseState, Event, replay
from asn_neutral.domain.checks import findings
from asn_neutral.domain.correcting import Correction, correct, recompute, undo
from asn_neutral.domain.dossier import Ties
from asn_neutral.domain.history import History, PastDecision
from asn_neutral.domain.measure import Measure
from asn_neutral.domain.sanctioning import open_sanctions
from asn_neutral.domain.setting import Setting
from asn_neutral.domain.workflow import apply, options
from asn_neutral.errors import AsnError
from asn_neutral.law.book import Book
from asn_neutral.law.terms import Level, Official, Status, Step

FILES = sorted((Path(__file__).parents[1] / "scenarios").glob("*.toml"))
BOOK = Book()
Told = Mapping[str, Any]
STEP_KEYS = {
    "do", "on", "with", "status", "due", "clocks", "warnings", "side", "open", "barred", "refused", "says", "entry",
    "reason", "effect_on", "closed_on", "findings", "imposable", "not_imposable", "vacant",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def test_there_are_scenarios() -> None:
    assert len(FILES) >= 15
    titles = [tomllib.loads(path.read_text(encoding="utf-8"))["title"] for path in FILES]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_scenario(path: Path) -> None:
    story = tomllib.loads(path.read_text(encoding="utf-8"))
    assert story["title"]
    assert story["law"]
    setting = Measure(story.get("today", date(2027, 6, 30)), BOOK, BOOK.calendar)
    history = history_told(story.get("history", []))
    state = registered(story["respondent"])
    for number, told in enumerate(story["step"], start=1):
        assert set(told) <= STEP_KEYS, f"step {number}"
        where = f"step {number}: {told['do']} on {told.get('on')}"
        state = taken(state, told, setting, where)
        holds(state, told, where)
        weighs(state, told, where, history=history, measure=setting, ties=Ties(**story.get("ties", {})))
    assert replay(events_of(state)) == state


def registered(respondent: Told) -> CaseState:
    """The case of that respondent, opened on the day the complaint came in."""
    facts = {
        "number": "2024/0001", "complaint_id": 20240000001, "employee_id": 1, "unit_id": 1, "rank": None,
        "position": None, "position_class": None, "channel": "sbt", "district": None, "election": "pilkada-2024",
        "stage": None, "level": None, "remarks": [], "employment": None, **respondent,
    }  # fmt: skip
    told = {key: value.isoformat() if isinstance(value, date) else value for key, value in facts.items()}
    return replay([Event(Step.REGISTER, told["opened_on"], Status.REGISTERED, told)])


def taken(state: CaseState, told: Told, setting: Setting, where: str) -> CaseState:
    """The case after a step, or as it was when the step had to be refused."""
    if "refused" not in told:
        return carried_out(state, told, setting)
    with pytest.raises(AsnError) as raised:
        carried_out(state, told, setting)
    assert raised.value.name == told["refused"], f"{where}: {raised.value}"
    assert told.get("says", "") in str(raised.value), f"{where}: {raised.value}"
    return state


def carried_out(state: CaseState, told: Told, setting: Setting) -> CaseState:
    given = {
        key: value.isoformat() if isinstance(value, date) else value for key, value in told.get("with", {}).items()
    }
    match told["do"]:
        case "correct":
            return correct(state, Correction(told["entry"], given, told["reason"], told.get("on")), setting).after
        case "undo":
            return undo(state, told["reason"], setting).after
        case "recompute":
            found = recompute(state, setting)
            return found.after if found else state
        case step:
            return apply(state, Step(step), told["on"], given, setting).state


def holds(state: CaseState, told: Told, where: str) -> None:
    """What the scenario says of the case after the step."""
    said: list[tuple[str, object]] = [
        ("status", state.status),
        ("due", [state.due_clock or "", date.fromisoformat(state.due_on) if state.due_on else ""]),
        ("side", sorted(state.side)),
        ("effect_on", date.fromisoformat(state.effect_on) if state.effect_on else ""),
        ("closed_on", date.fromisoformat(state.closed_on) if state.closed_on else ""),
        ("warnings", sorted(state.records[-1].warnings)),
    ]
    for key, value in said:
        expected = told.get(key, [] if key == "warnings" and "refused" not in told else value)
        if key == "warnings" and "refused" in told:
            continue
        assert (sorted(expected) if isinstance(expected, list) and key != "due" else expected) == value, (
            f"{where}: {key}"
        )
    running = {clock.clock: clock.due_on or "" for clock in state.clocks}
    assert running == {**running, **told.get("clocks", {})}, where
    may = options(state)
    assert {option.step for option in may.steps} >= set(told.get("open", [])), where
    barred = {bar.step: f"{bar.reason} ({bar.basis})" for bar in may.barred}
    for step, text in told.get("barred", {}).items():
        assert text in barred[Step(step)], where


def history_told(told: list[Told]) -> History:
    """What other cases came to; what a story leaves out is as for a case of discipline."""
    return tuple(
        PastDecision(
            **{"happened_on": date(2020, 1, 2), "violations": (), "track": "disiplin", **past, "level": level,
               "severity": next(one.severity for one in BOOK.sanctions if one.id == past["sanction"])}
        )
        for past in told
        for level in [Level(next(one.level for one in BOOK.sanctions if one.id == past["sanction"]))]
    )  # fmt: skip


def weighs(state: CaseState, told: Told, where: str, *, history: History, measure: Measure, ties: Ties) -> None:
    """What the scenario says of the sanctions and of the lawfulness check after the step."""
    if "findings" in told:
        found = [f"{one.code}: {one.message}" for one in findings(state, history, measure, ties)]
        assert sorted(line.partition(":")[0] for line in found) == sorted(told["findings"]), f"{where}: {found}"
    if "imposable" in told or "not_imposable" in told:
        vacant = frozenset(Official(one) for one in told.get("vacant", []))
        sanctions = open_sanctions(state, history, measure, vacant=vacant)
        officials = {one.sanction.id: list(one.officials) for one in sanctions.open}
        assert officials == told.get("imposable", officials), where
        barred = {one.sanction.id: f"{one.reason} ({one.basis})" for one in sanctions.barred}
        for sanction, text in told.get("not_imposable", {}).items():
            assert text in barred[sanction], f"{where}: {barred[sanction]}"


def events_of(state: CaseState) -> list[Event]:
    """The events as they come back from the register, where details are JSON."""
    return [
        Event(event.step, event.happened_on, event.status, json.loads(json.dumps(event.details)))
        for event in state.events
    ]
