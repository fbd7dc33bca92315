"""A step asked of a person: what is missing, one question after the other, each answer checked at once."""

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
from asn_neutral.locale import _, either
from asn_neutral.output.asking import ask
from asn_neutral.output.talk import say
from asn_neutral.services.desk import Desk
from asn_neutral.services.record_step import StepRecorded, record_step

_DAY_ERRORS: Final = (FutureDayError, StepTooEarlyError)


class StepDialogue:
    """One step on its way from a person to the register; what others record meanwhile is noticed at the end."""

    def __init__(self, desk: Desk, state: CaseState, option: Option, *, rehearse: bool) -> None:
        self._desk = desk
        self._state = state
        self._option = option
        self._rehearse = rehearse
        self._given: dict[str, str] = {}

    def run(self, on: date | None, given: Mapping[str, str]) -> StepRecorded:
        """The step, recorded once everything it needs is known.

        Raises:
            CaseChangedError: Somebody else recorded something of the case meanwhile.
            AsnError: Whatever else `record_step` raises and no answer can mend.
        """
        self._given = dict(given)
        self._introduce()
        day = on or self._ask_day()
        self._ask_all(need for need in self._option.needs if need not in self._given)
        while True:
            try:
                return record_step(
                    self._state.number, self._option.step, day, self._given, self._desk,
                    rehearse=self._rehearse, version=self._state.version,
                )  # fmt: skip
            except MissingNeedsError as missing:
                self._ask_all(Need(key) for key in str(missing.details["keys"]).split(", "))
            except ReasonNeededError as needed:
                say(f"  {needed}")
                self._ask_all([Need.REASON])
            except _DAY_ERRORS as wrong:
                say(f"  {wrong}")
                day = self._ask_day()
                self._ask_all(need for need in Need if need in self._given and NEEDS[need].kind in DAYS)

    def _introduce(self) -> None:
        """What is about to be recorded, and what may be told besides."""
        option = self._option
        say(_("Case {number}: {step}").format(number=self._state.number, step=_(STEP_LABELS[option.step])))
        open_keys = ", ".join(need for need in option.optional if need not in self._given)
        if open_keys:
            say("  " + _("May also be told, with --with KEY=VALUE: {keys}.").format(keys=open_keys))

    def _ask_day(self) -> date:
        """The day of the step; Enter takes today."""
        today = self._desk.today
        while True:
            typed = ask(f"{_('Day it happened')} [{today.isoformat()}]")
            try:
                return day_of(typed, today=today) if typed else today
            except ValueError as error:
                say(f"  {error}")

    def _ask_all(self, needs: Iterable[Need]) -> None:
        for need in list(needs):
            self._given[need] = self._ask(need)

    def _ask(self, need: Need) -> str:
        """The value of one key: by number or word where there is a choice."""
        choices = self._choices(need)
        for number, (word, label) in enumerate(choices, start=1):
            say(f"  {number}  {word} - {label}")
        while True:
            typed = ask(f"{_(NEEDS[need].label)} ({need})")
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
