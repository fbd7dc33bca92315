"""What may happen next to a case, and what a step that was recorded led to."""

import shlex
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from asn_neutral.config import PROGRAM
from asn_neutral.domain.case import CaseState
from asn_neutral.domain.setting import Turn
from asn_neutral.domain.workflow import Barred, Option, options
from asn_neutral.law.called import steps_to_type
from asn_neutral.law.move import CLOCKS, MEANS_LABELS, Means
from asn_neutral.law.needs import NEEDS, Need
from asn_neutral.law.notices import sentence
from asn_neutral.law.procedure import ACTOR_LABELS, STATUS_LABELS, STEP_LABELS, Step
from asn_neutral.law.told import example, values_of
from asn_neutral.locale import N_, _
from asn_neutral.reports.names import View, named
from asn_neutral.reports.table import Column, Facts, Kind, Record, Table, Value
from asn_neutral.reports.turns import told_of_turn

if TYPE_CHECKING:  # who only asks what may follow writes nothing
    from asn_neutral.domain.checks import Finding
    from asn_neutral.services.record_step import StepRecorded

_NUMBER: Final = Column("number", N_("Number"), Kind.ID)
_STATUS: Final = Column("status", N_("Status"), labels=STATUS_LABELS)
_DUE_ON: Final = Column("due_on", N_("Due on"), Kind.DATE)
_STEP: Final = Column("step", N_("Step"), labels=STEP_LABELS)
_BASIS: Final = Column("basis", N_("Basis"))
WARNINGS: Final = Column("warnings", N_("Remarks"), Kind.LIST, for_scripts=True)
FINDINGS: Final = Column("findings", N_("Found against it"), Kind.LIST, for_scripts=True)
_OPEN: Final = (  # after the step itself, which people see with the word to type for it
    Column("actor", N_("By"), labels=ACTOR_LABELS),
    Column("needs", N_("Must be told"), Kind.LIST, for_scripts=True),  # people see them in the command
    Column("optional", N_("May be told"), Kind.LIST, for_scripts=True),
    Column("due_on", N_("Date"), Kind.DATE),
    Column("means", N_("Meaning"), labels=MEANS_LABELS),
    Column("clock", N_("Time limit"), Kind.ID, for_scripts=True),
    _BASIS,
    Column("verified", N_("Verified"), Kind.FLAG, for_scripts=True),
    Column("leads_to", N_("Leads to"), labels=STATUS_LABELS, for_scripts=True),
    Column("command", N_("Command"), Kind.ID),  # whole in every width: it is there to be copied
)
_KEYS: Final = (
    Column("key", N_("Key"), Kind.ID),
    Column("meaning", N_("Meaning")),
    Column("values", N_("Values"), Kind.LIST),
    Column("example", N_("Example"), spare=1),
)
_OPTIONAL: Final = (*_KEYS, Column("steps", N_("With the step"), Kind.LIST))
_BARRED: Final = (Column("reason", N_("Why not")), _BASIS)
_HOW: Final = N_(
    "Each command records its step; fill in what stands after `=`, or leave it out to be asked on a terminal."
)
_RECORDED: Final = (
    _NUMBER,
    _STEP,
    _STATUS,
    _DUE_ON,
    Column("due_clock", N_("Time limit"), Kind.ID),
    Column("event", N_("Event"), Kind.COUNT),
    Column("entry", N_("Entry of the case"), Kind.COUNT),
    Column("stored", N_("Stored"), Kind.FLAG),
    WARNINGS,
    FINDINGS,
)


def next_steps(state: CaseState, today: date, program: Sequence[str] = (PROGRAM,), turn: Turn | None = None) -> Record:
    """The steps that are open to a case, each with the command to type, and why the others are not.

    *program* is how every command for this register begins, *turn* when the sanction is served if another of the same
    person has a part in it.
    """
    may = options(state)
    steps = [_open(state, _in_turn(option, turn), today, program) for option in _in_order(may.steps)]
    barred = [_barred(one) for one in may.barred]
    doubtful = ", ".join(_(STEP_LABELS[option.step]) for option in may.steps if not option.verified)
    every = [*(option.step for option in may.steps), *(one.step for one in may.barred)]
    step = Column("step", _STEP.heading, labels=steps_to_type(every))
    keys, optional = _keys_of(state, _in_order(may.steps), program), _optional_of(state, _in_order(may.steps), program)
    notes = [_(_HOW)] if steps else []
    notes += told_of_turn(turn)
    if doubtful:
        notes.append(_("Resting on practice or on a source that was not read: {steps}.").format(steps=doubtful))
    return Record(
        "case-next",
        _("Case {number}: what may follow").format(number=state.number),
        (_NUMBER, _STATUS),
        (state.number, state.status),
        (
            Table("steps", _("Open"), (step, *_OPEN), steps, empty=_("nothing")),
            Table("keys", _("What stands after `=`"), _KEYS, keys, for_scripts=not keys),
            _optional_table(optional),
            Table("barred", _("Not open"), (step, *_BARRED), barred),
        ),
        notes,
    )


def _optional_table(rows: list[tuple[Value, ...]]) -> Table:
    """What the steps may be told besides; people are spared a table without rows."""
    note = _("Add it to the command as `--with KEY=VALUE`.")
    title = _("May be told as well")
    return Table("may_be_told", title, _OPTIONAL, rows, notes=[note] if rows else [], for_scripts=not rows)


def _in_order(steps: tuple[Option, ...]) -> list[Option]:
    """What moves the case on before what runs beside it."""
    return [*(one for one in steps if not one.parallel), *(one for one in steps if one.parallel)]


def _in_turn(option: Option, turn: Turn | None) -> Option:
    """The option with the day that the other sanction leaves to it."""
    if turn is None:
        return option
    days = {Step.TAKE_EFFECT: turn.begins_on, Step.FINISH_SERVING: turn.ends_on}
    return option._replace(due_on=days.get(option.step) or option.due_on)


def _open(state: CaseState, option: Option, today: date, program: Sequence[str]) -> tuple[Value, ...]:
    return (
        option.step,
        option.actor,
        tuple(map(str, option.needs)),
        tuple(map(str, option.optional)),
        option.due_on,
        _means(option),
        option.clock,
        option.basis,
        option.verified,
        option.target,
        command_of(state.number, option, today, program),
    )


def _means(option: Option) -> Means | None:
    """What the day of a step means; one without a clock is the very day by law."""
    if option.due_on is None:
        return None
    return CLOCKS[option.clock].means if option.clock else Means.THE_DAY


def _keys_of(state: CaseState, steps: Iterable[Option], program: Sequence[str]) -> list[tuple[Value, ...]]:
    """Everything that the open steps must be told, once: its key, what it means, and the words it can have."""
    return [_key(need, state, program) for need in dict.fromkeys(need for option in steps for need in option.needs)]


def _optional_of(state: CaseState, steps: Sequence[Option], program: Sequence[str]) -> list[tuple[Value, ...]]:
    """Everything that the open steps may be told besides, once, each with the words of those steps."""
    at: dict[Need, list[str]] = {}
    for option in steps:
        for need in option.optional:
            at.setdefault(need, []).append(option.step)
    return [(*_key(need, state, program), tuple(words)) for need, words in at.items()]


def _key(need: Need, state: CaseState, program: Sequence[str]) -> tuple[Value, ...]:
    """A key, what it means, the words it can have, and an example."""
    weighed = f"`{shlex.join([*program, 'case', 'sanctions', state.number])}`"
    pointers = {
        Need.SANCTION: _("{command} tells which are open").format(command=weighed),
        Need.OFFICIAL: _("{command} tells who may decide").format(command=weighed),
    }
    label = _(NEEDS[need].label)
    return need, f"{label}; {pointers[need]}" if need in pointers else label, values_of(need), example(need)


def _barred(one: Barred) -> tuple[Value, ...]:
    return one.step, one.reason, one.basis


def command_of(number: str, option: Option, today: date, program: Sequence[str] = (PROGRAM,)) -> str:
    """The command that records the step today, or on the very day that a deadline sets; a key waits for its value."""
    exact = option.due_on and (option.clock is None or CLOCKS[option.clock].exact)
    on = option.due_on if exact and option.due_on and option.due_on <= today else today
    words = [*program, "case", "record", number, option.step, "--on", on.isoformat()]
    for need in option.needs:
        words += ["--with", f"{need}="]
    return shlex.join(words)


def recorded(done: "StepRecorded", view: View) -> Record:
    """A step was recorded."""
    state = done.state
    values = (
        state.number,
        done.step,
        state.status,
        as_day(state.due_on),
        state.due_clock,
        done.event,
        state.version,
        done.event is not None,
        done.warnings,
        facts_of(done.findings),
    )
    title = _("Case {number}: {step}").format(number=state.number, step=_(STEP_LABELS[done.step]))
    notes = remarks_of(done)
    return Record(
        "case-record", title, named(_RECORDED, view), values, notes=[*notes, *rehearsed(stored=done.event is not None)]
    )


def remarks_of(done: "StepRecorded") -> list[str]:
    """What was noticed about a step, and what the law has against the case since."""
    return [*(f"{sentence(kept)}." for kept in done.warnings), *told_of(done.findings)]


def facts_of(findings: Iterable["Finding"]) -> tuple[Facts, ...]:
    """What the law has against a case since a step, for scripts; the keys are those of `case check`."""
    return tuple(Facts(code=one.code, severity=one.severity, message=one.message, basis=one.basis) for one in findings)


def told_of(findings: Iterable["Finding"]) -> list[str]:
    """The same as remarks."""
    from asn_neutral.law.lawfulness import SEVERITY_LABELS  # never loaded by who only asks what may follow

    return [f"{_(SEVERITY_LABELS[one.severity])}: {one.message} ({one.basis})" for one in findings]


def rehearsed(*, stored: bool) -> list[str]:
    """The remark that nothing was kept, where nothing was."""
    return [] if stored else [_("Nothing was stored: this was a rehearsal.")]


def as_day(text: str | None) -> date | None:
    """The day of a stored ISO date, if there is one."""
    return date.fromisoformat(text) if text else None
