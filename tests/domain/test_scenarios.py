"""Cases as a lawyer would tell them: each file of tests/scenarios is one life, step by step, with what must hold.

A step that is taken says where it leads (`status`), which day is next (`due`), what runs (`clocks`), what is noticed
(`warnings`, all of them), what holds beside (`side`, all of it), and what is then open or barred. A step that is not
taken says by which error (`refused`) and what the sentence contains (`says`).
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
from asn_neutral.domain.correcting import Correction, correct, recompute, undo
from asn_neutral.domain.setting import Setting
from asn_neutral.domain.workflow import apply, options
from asn_neutral.errors import AsnError
from asn_neutral.law.book import Book
from asn_neutral.law.terms import Status, Step

FILES = sorted((Path(__file__).parents[1] / "scenarios").glob("*.toml"))
BOOK = Book()
Told = Mapping[str, Any]
STEP_KEYS = {
    "do", "on", "with", "status", "due", "clocks", "warnings", "side", "open", "barred", "refused", "says", "entry",
    "reason", "effect_on", "closed_on",
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
    setting = Setting(story.get("today", date(2027, 6, 30)), BOOK, BOOK.calendar)
    state = registered(story["respondent"])
    for number, told in enumerate(story["step"], start=1):
        assert set(told) <= STEP_KEYS, f"step {number}"
        where = f"step {number}: {told['do']} on {told.get('on')}"
        state = taken(state, told, setting, where)
        holds(state, told, where)
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


def events_of(state: CaseState) -> list[Event]:
    """The events as they come back from the register, where details are JSON."""
    return [
        Event(event.step, event.happened_on, event.status, json.loads(json.dumps(event.details)))
        for event in state.events
    ]
