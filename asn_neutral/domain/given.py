"""What a step was told, checked against what its keys can hold."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from asn_neutral.domain.setting import Setting
from asn_neutral.errors import BadNeedError, FutureDayError, NoSuchDayError, StepTooEarlyError, UnknownNeedError
from asn_neutral.law.called import need_called, step_called
from asn_neutral.law.entries import Sanction
from asn_neutral.law.needs import NEEDS, Flag, Need, NeedKind
from asn_neutral.law.terms import Step
from asn_neutral.locale import _

_ISO: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FLAGS: Final = {"yes": Flag.YES, "ya": Flag.YES, "no": Flag.NO, "tidak": Flag.NO}

Given = Mapping[Need, str]

_PERSONS: Final = frozenset({Need.CHAIR, Need.EXAMINER, Need.MEMBERS, Need.SUBORDINATES, Need.WITNESSES})
"""What names people, several with semicolons."""


def day_of(text: str) -> date:
    """The day that *text* names as 2024-08-12.

    Raises:
        NoSuchDayError: it is written otherwise, or the calendar has no such day.
    """
    try:
        return date.fromisoformat(text) if _ISO.fullmatch(text) else _no_day(text)
    except ValueError:
        return _no_day(text)


def _no_day(text: str) -> date:
    raise NoSuchDayError(text=text)


def read_given(step: Step, allowed: Iterable[Need], given: Mapping[str, str]) -> dict[Need, str]:
    """*given* by its keys, each value as it will be kept; days are not yet compared with others.

    Raises:
        UnknownNeedError: a key the step does not have.
        BadNeedError: a value that the key cannot have.
        NoSuchDayError: a date that names no day.
    """
    keys = {str(need): need for need in allowed}
    for key in given:
        if key not in keys:
            raise UnknownNeedError(step=step, key=key, keys=", ".join(keys))
    return {keys[key]: _value(keys[key], text.strip()) for key, text in given.items()}


def _value(need: Need, text: str) -> str:
    spec = NEEDS[need]
    if not text:
        raise BadNeedError(key=need, expected=_("it is empty"))
    if need in _PERSONS and not any(char.isalnum() for char in text):
        raise BadNeedError(key=need, expected=_("it names nobody"))
    if spec.kind is NeedKind.FLAG:
        found = _FLAGS.get(text.casefold())
        return found or _refuse(need, _FLAGS)
    if spec.choices is not None:
        return text.casefold() if text.casefold() in spec.choices else _refuse(need, spec.choices)
    if spec.kind in {NeedKind.DATE, NeedKind.PLANNED, NeedKind.ANY_DAY}:
        return day_of(text).isoformat()
    return text


def _refuse(need: Need, choices: Iterable[str]) -> str:
    raise BadNeedError(key=need, expected=_("one of {choices}").format(choices=", ".join(choices)))


def check_days(step: Step, on: date, given: Given, *, today: date) -> None:
    """Whether the days that a step was told stand in order with its own day.

    Raises:
        FutureDayError: a day that must have come has not.
        StepTooEarlyError: a planned day lies before the step, or the step before what it rests on.
    """
    for need, text in given.items():
        kind = NEEDS[need].kind
        if kind is NeedKind.DATE:
            told = date.fromisoformat(text)
            if told > today:
                raise FutureDayError(on=told)
            if told > on:
                raise StepTooEarlyError(on=on, earliest=told, before=need_called(need))
        elif kind is NeedKind.PLANNED and (told := date.fromisoformat(text)) < on:
            raise StepTooEarlyError(on=told, earliest=on, before=step_called(step))


def find_sanction(sanction_id: str, *, happened_on: date, on: date, setting: Setting, key: Need) -> Sanction:
    """The sanction of that id as it stood when the act happened, or else on the day *on*.

    Raises:
        BadNeedError: neither law has it.
    """
    law = setting.law
    found = law.sanction(sanction_id, on=happened_on) or law.sanction(sanction_id, on=on)
    if found is None:
        raise BadNeedError(key=key, expected=_("the id of a sanction, as `asn-neutral law sanctions list` shows them"))
    return found
