"""A step asked of a person: what is missing, each answer checked at once, and all of it once more before it is kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from asn_neutral.cli.dates import day_of
from asn_neutral.cli.stepping import DAYS
from asn_neutral.domain.case import CaseState
from asn_neutral.domain.given import find_sanction, read_given
from asn_neutral.domain.workflow import Option
from asn_neutral.errors import (
    BadNeedError,
    FutureDayError,
    MissingNeedsError,
    NoSuchDayError,
    ReasonNeededError,
    StepTooEarlyError,
)
from asn_neutral.intake.typed import tidy
from asn_neutral.law.needs import NEEDS, Need, NeedKind
from asn_neutral.law.procedure import STEP_LABELS
from asn_neutral.law.terms import Employment
from asn_neutral.law.told import explained, in_short
from asn_neutral.locale import N_, _, either
from asn_neutral.output.asking import ask
from asn_neutral.output.talk import say
from asn_neutral.reports.steps import remarks_of
from asn_neutral.services.desk import Desk
from asn_neutral.services.record_step import StepRecorded, record_step

_DAY_ERRORS: Final = (FutureDayError, StepTooEarlyError)
_DAY_OF_STEP: Final = N_("Day it happened")
_SAVE_OR_CHANGE: Final = N_("s saves, d drops, a number changes that field")
_SAVE, _DROP, _EXPLAIN, _NOTHING = "s", "d", "?", "-"


class StepDialogue:
    """One step on its way from a person to the register; what others record meanwhile is noticed at the end."""

    def __init__(self, desk: Desk, state: CaseState, option: Option, *, rehearse: bool) -> None:
        self._desk = desk
        self._state = state
        self._option = option
        self._rehearse = rehearse
        self._given: dict[str, str] = {}
        self._day = desk.today

    def run(self, on: date | None, given: Mapping[str, str]) -> StepRecorded | None:
        """The step, recorded once everything it needs is known and seen; None when the person dropped it.

        Raises:
            CaseChangedError: Somebody else recorded something of the case meanwhile.
            AsnError: Whatever else `record_step` raises and no answer can mend.
        """
        self._given = dict(given)
        self._introduce()
        self._day = on or self._ask_day()
        self._ask_all(need for need in self._option.needs if need not in self._given)
        while True:
            foreseen = self._recorded(rehearse=True)
            if foreseen is None:
                continue
            typed = self._reviewed(foreseen)
            if typed == _DROP:
                say(_("Dropped; nothing was stored."))
                return None
            if typed == _SAVE and (done := self._recorded(rehearse=self._rehearse)):
                return done

    def _recorded(self, *, rehearse: bool) -> StepRecorded | None:
        """The step as it stands; None where something else had to be asked first."""
        try:
            return record_step(
                self._state.number, self._option.step, self._day, self._given, self._desk,
                rehearse=rehearse, version=self._state.version,
            )  # fmt: skip
        except MissingNeedsError as missing:
            self._ask_all(Need(key) for key in str(missing.details["keys"]).split(", "))
        except ReasonNeededError as needed:
            say(f"  {needed}")
            self._ask_all([Need.REASON])
        except _DAY_ERRORS as wrong:
            say(f"  {wrong}")
            self._day = self._ask_day()
            self._ask_all(need for need in Need if need in self._given and NEEDS[need].kind in DAYS)
        return None

    def _introduce(self) -> None:
        """What is about to be recorded, and what may be told besides."""
        option = self._option
        say(_("Case {number}: {step}").format(number=self._state.number, step=_(STEP_LABELS[option.step])))
        say(_("? explains what is asked; nothing is stored before you have seen all of it."))
        open_keys = [need for need in option.optional if need not in self._given]
        if open_keys:
            say("  " + _("May also be told, at the end by its number or with --with KEY=VALUE:"))
        for need in open_keys:
            say(f"    {in_short(need)}")

    def _reviewed(self, foreseen: StepRecorded) -> str:
        """Everything once more, with what will be noticed: the word for saving or dropping, or empty after a change."""
        keys = [*dict.fromkeys([*self._option.needs, *self._option.optional, *map(Need, self._given)])]
        say(f"  1  {_(_DAY_OF_STEP)}: {self._day.isoformat()}")
        for place, need in enumerate(keys, start=2):
            say(f"  {place}  {_(NEEDS[need].label)} ({need}): {self._given.get(need) or '-'}")
        for remark in remarks_of(foreseen):
            say(f"  {remark}")
        typed = ask(_(_SAVE_OR_CHANGE)).casefold()
        if typed in {_SAVE, _DROP}:
            return typed
        place = int(typed[:3]) if typed.isascii() and typed.isdigit() else 0
        if place == 1:
            self._day = self._ask_day()
        elif 1 < place <= len(keys) + 1:
            self._change(keys[place - 2])  # the day stands before the first key
        else:
            text = _("“{typed}” is none of these; the fields are 1 to {count}.")
            say("  " + text.format(typed=typed, count=len(keys) + 1))
        return ""

    def _change(self, need: Need) -> None:
        """Another value for a key; one that may be left out is empty after `-`."""
        may_be_empty = need not in self._option.needs
        if may_be_empty:
            say("  " + _("- leaves it empty."))
        value = self._ask(need, may_be_empty=may_be_empty)
        self._given.pop(need, None)
        if value:
            self._given[need] = value

    def _ask_day(self) -> date:
        """The day of the step; Enter takes today."""
        today = self._desk.today
        while True:
            typed = ask(f"{_(_DAY_OF_STEP)} [{today.isoformat()}]")
            if typed == _EXPLAIN:
                say("  " + _("The day on which it happened, not that of today: 2024-11-04, 4/11/2024, today or -3d."))
                continue
            try:
                return day_of(typed, today=today) if typed else today
            except ValueError as error:
                say(f"  {error}")

    def _ask_all(self, needs: Iterable[Need]) -> None:
        for need in list(needs):
            self._given[need] = self._ask(need)

    def _ask(self, need: Need, *, may_be_empty: bool = False) -> str:
        """The value of one key: by number or word where there is a choice; empty after `-` where it may be."""
        choices = self._choices(need)
        for number, (word, label) in enumerate(choices, start=1):
            say(f"  {number}  {word} - {label}")
        while True:
            typed = ask(f"{_(NEEDS[need].label)} ({need})")
            if typed == _EXPLAIN:
                say(f"  {explained(need)}")
                continue
            if typed == _NOTHING and may_be_empty:
                return ""
            try:
                return self._checked(need, self._meant(need, typed, choices))
            except (BadNeedError, NoSuchDayError, ValueError) as wrong:
                say(f"  {wrong}")

    def _checked(self, need: Need, text: str) -> str:
        """The value as it will be kept; a BadNeedError or NoSuchDayError for one that the key cannot have."""
        value = read_given(self._option.step, [need], {need: tidy(need, text)})[need]
        if NEEDS[need].kind is NeedKind.SANCTION:
            setting, happened_on = self._desk.setting, date.fromisoformat(self._state.happened_on)
            find_sanction(value, happened_on=happened_on, on=setting.today, setting=setting, key=need)
        return value

    def _meant(self, need: Need, typed: str, choices: Sequence[tuple[str, str]]) -> str:
        """What was typed, in the form it is kept: the number of a choice as its word, a day as an ISO date."""
        if choices and typed.isascii() and typed.isdigit() and 1 <= int(typed[:3]) <= len(choices):
            return choices[int(typed[:3]) - 1][0]
        if typed and NEEDS[need].kind in DAYS:
            return day_of(typed, today=self._desk.today).isoformat()
        return typed

    def _choices(self, need: Need) -> list[tuple[str, str]]:
        """The words that a key can have, each with its label; none for a free text or a day."""
        spec = NEEDS[need]
        if spec.kind is not NeedKind.SANCTION:
            return [(word, _(label)) for word, label in (spec.choices or {}).items()]
        day = date.fromisoformat(self._state.happened_on)
        employment = Employment(self._state.employment) if self._state.employment else None
        entries = self._desk.book.sanctions_on(day, employment=employment)
        return [(one.id, either(one.name, one.name_en)) for one in entries]
