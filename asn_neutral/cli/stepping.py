"""What the commands that carry a case on do besides reading their options."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from asn_neutral.cli.context import Office
from asn_neutral.cli.desk import desk_of
from asn_neutral.cli.records import case_of
from asn_neutral.domain.workflow import Option, options
from asn_neutral.errors import UsageError
from asn_neutral.intake.reasons import RefusedValueError
from asn_neutral.intake.words import fold_word, reader_of
from asn_neutral.law.moves import MOVES
from asn_neutral.law.needs import NEEDS, Need, NeedKind
from asn_neutral.law.procedure import STEP_LABELS, Step
from asn_neutral.law.reading import nearest
from asn_neutral.locale import _
from asn_neutral.services.record_step import StepRecorded, record_step

STEPS: Final = tuple(dict.fromkeys(move.step for move in MOVES))
"""Every step that can be recorded, in the order of a case's life."""
DAYS: Final = frozenset({NeedKind.DATE, NeedKind.PLANNED, NeedKind.ANY_DAY})
_NEEDS: Final = {str(need): need for need in Need}


@dataclass(frozen=True, slots=True)
class StepOrder:
    """A step as far as the command line says it."""

    number: str
    step: Step
    on: date | None
    given: Mapping[str, str]
    rehearse: bool = False


def take_step(office: Office, order: StepOrder) -> StepRecorded | None:
    """The step, recorded; what the words leave open is asked of a person, who may then drop it (None).

    Raises:
        UsageError: Something is missing and nobody is there to be asked.
        AsnError: Whatever `record_step` raises.
    """
    given = {key: text for key, text in order.given.items() if text}
    state = case_of(office, order.number)
    option = next((one for one in options(state).steps if one.step is order.step), None)
    missing = _missing(option, order.on, given)
    desk = desk_of(office)
    if option is None or not missing:
        on = order.on or desk.today  # a step that is not open is refused, whatever its day
        return record_step(state.number, order.step, on, given, desk, rehearse=order.rehearse, version=state.version)
    if not office.interactive:
        raise UsageError(problem=_("These are missing: {options}.").format(options=", ".join(missing)))
    from asn_neutral.cli.step_questions import StepDialogue

    return StepDialogue(desk, state, option, rehearse=order.rehearse).run(order.on, given)


def _missing(option: Option | None, on: date | None, given: Mapping[str, str]) -> list[str]:
    """What is needed and was not said, as it is typed."""
    needs = option.needs if option else ()
    lacking = [f"--with {need}= ({_(NEEDS[need].label)})" for need in needs if need not in given]
    return [*([] if on else ["--on DATE"]), *lacking]


def step_of(word: str) -> Step:
    """The step that a person means, by its word or by what people read for it.

    Raises:
        UsageError: There is none; the nearest is named.
    """
    spellings = {fold_word(_(STEP_LABELS[step])): step.value for step in STEPS}
    words = {**spellings, **{step.value: step.value for step in STEPS}}
    try:
        return Step(reader_of(words)(word))
    except RefusedValueError as refused:
        like = nearest(fold_word(word), words)
        text = _("“{word}” is not known; did you mean {nearest}?") if like else _("“{word}” is not known.")
        told = text.format(word=word, nearest=words[like] if like else "")
        open_now = _("`asn-neutral case next NUMBER` names the steps that are open.")
        raise UsageError(problem=f"{_('STEP')}: {told} {open_now}") from refused


def given_of(office: Office, words: Iterable[str]) -> dict[str, str]:
    """What was typed as `--with KEY=VALUE`, by key; days in every form in which a day can be typed.

    Raises:
        UsageError: A word is not of that form, a key was given twice, or a day is none.
    """
    given: dict[str, str] = {}
    for word in words:
        name, sign, text = word.partition("=")
        key = name.strip().casefold().replace("-", "_")
        if not sign or not key:
            raise UsageError(problem=_("--with takes KEY=VALUE, such as letter_number=800/12."))
        if key in given:
            raise UsageError(problem=_("--with {key} is there twice.").format(key=key))
        given[key] = as_day(office, key, text.strip())
    return given


def as_day(office: Office, key: str, text: str) -> str:
    """*text* as an ISO date where *key* takes a day, otherwise as it is."""
    need = _NEEDS.get(key)
    if need is None or not text or NEEDS[need].kind not in DAYS:
        return text
    return office.day(f"--with {key}", text).isoformat()
