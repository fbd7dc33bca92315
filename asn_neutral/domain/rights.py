"""Who may record what: roles, what each of them may do as one table, and the four eyes on a decision.

Offices divide such work by their own orders; what is asked of all is that functions are kept apart and that what
matters is authorised (PP 60/2008 Pasal 18 ayat (3) huruf f dan g).
"""

import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum, unique
from typing import Final, NamedTuple

from asn_neutral.errors import NotPermittedError
from asn_neutral.law.procedure import STEP_LABELS, Step
from asn_neutral.locale import N_, _


@unique
class Role(StrEnum):
    """What somebody is to the register; one person can be several."""

    CLERK = "clerk"
    EXAMINER = "examiner"
    DECIDER = "decider"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@unique
class Right(StrEnum):
    """What one may be allowed to do; looking at lists and reports needs none."""

    TAKE_IN = "take-in"
    PROCEDURE = "procedure"
    EXAMINE = "examine"
    DECIDE = "decide"
    CONFIRM = "confirm"
    ASSIGN = "assign"
    HAND_OUT = "hand-out"
    REVEAL = "reveal"
    FORGET = "forget"
    PROPOSE_DESTRUCTION = "propose-destruction"
    DESTROY = "destroy"
    SCHEDULE = "schedule"
    CALENDAR = "calendar"
    KEYS = "keys"
    USERS = "users"


ROLE_LABELS: Final[Mapping[str, str]] = {
    Role.CLERK: N_("clerk"),
    Role.EXAMINER: N_("examiner"),
    Role.DECIDER: N_("decider"),
    Role.AUDITOR: N_("auditor"),
    Role.ADMINISTRATOR: N_("administrator"),
}
RIGHT_LABELS: Final[Mapping[str, str]] = {
    Right.TAKE_IN: N_("take complaints and evidence in"),
    Right.PROCEDURE: N_("record steps, except the examination and decisions"),
    Right.EXAMINE: N_("record the examination"),
    Right.DECIDE: N_("record decisions"),
    Right.CONFIRM: N_("confirm a decision that somebody else recorded"),
    Right.ASSIGN: N_("name who is responsible for cases"),
    Right.HAND_OUT: N_("hand evidence out"),
    Right.REVEAL: N_("see who complained, with a custodian's key"),
    Right.FORGET: N_("erase who complained"),
    Right.PROPOSE_DESTRUCTION: N_("propose closed files for destruction"),
    Right.DESTROY: N_("approve or reject the destruction of files that somebody else proposed"),
    Right.SCHEDULE: N_("set up reports that are made again and again"),
    Right.CALENDAR: N_("add days off and compute deadlines anew"),
    Right.KEYS: N_("add and retire custodians"),
    Right.USERS: N_("say who may do what"),
}
RIGHTS: Final[Mapping[Role, frozenset[Right]]] = {
    Role.CLERK: frozenset({
        Right.TAKE_IN, Right.PROCEDURE, Right.ASSIGN, Right.HAND_OUT, Right.PROPOSE_DESTRUCTION,
    }),
    Role.EXAMINER: frozenset({Right.TAKE_IN, Right.EXAMINE, Right.HAND_OUT, Right.REVEAL}),
    Role.DECIDER: frozenset({
        Right.DECIDE, Right.CONFIRM, Right.ASSIGN, Right.HAND_OUT, Right.REVEAL, Right.DESTROY,
    }),
    Role.AUDITOR: frozenset({Right.HAND_OUT}),
    Role.ADMINISTRATOR: frozenset({
        Right.ASSIGN, Right.FORGET, Right.SCHEDULE, Right.CALENDAR, Right.KEYS, Right.USERS,
        Right.PROPOSE_DESTRUCTION,
    }),
}  # fmt: skip
"""What each role may do."""
_OF_EXAMINING: Final = frozenset({
    Step.CONVENE_COUNCIL, Step.FORM_TEAM, Step.ASSIGN_SUPERIOR, Step.SUMMON, Step.RECORD_ABSENCE, Step.SUMMON_AGAIN,
    Step.EXAMINE, Step.REPORT_FINDINGS, Step.PROVE_MEMBERSHIP, Step.RELEASE_TEMPORARILY, Step.END_RELEASE,
})  # fmt: skip
_OF_DECIDING: Final = frozenset({
    Step.DISMISS, Step.RECLASSIFY, Step.FIND_UNPROVEN, Step.PROPOSE_TERMINATION, Step.DECIDE, Step.DECIDE_OBJECTION,
})  # fmt: skip
CONFIRMING: Final = frozenset({Step.CONFIRM, Step.CONFIRM_ALONE})
CONFIRMED: Final = frozenset({Step.DECIDE, Step.DECIDE_OBJECTION})
"""Decisions of this office that a second person confirms."""
ENTERED_BY: Final = "entered_by"
"""The detail of a decision that waits to be confirmed: who recorded it, or since then corrected it."""


def entered_by(told: object) -> tuple[str, ...]:
    """The names that the detail `ENTERED_BY` holds; one alone stands there by itself."""
    names = told if isinstance(told, list | tuple) else [told]
    return tuple(name for name in names if isinstance(name, str))


def right_for(step: Step) -> Right:
    """What recording that step of the procedure needs."""
    if step in CONFIRMING:
        return Right.CONFIRM
    if step in _OF_DECIDING:
        return Right.DECIDE
    return Right.EXAMINE if step in _OF_EXAMINING else Right.PROCEDURE


def same_user(one: str, other: str) -> bool:
    """Whether two names of users are one to the eye: case, blanks and signs do not tell them apart."""
    return _seen(one) == _seen(other)


def _seen(name: str) -> str:
    letters = "".join(sign for sign in unicodedata.normalize("NFKC", name) if sign.isalnum())
    return letters.casefold() or name


class User(NamedTuple):
    """Somebody who may record: the name that stands in the register, and the users of the system that are this one."""

    name: str
    roles: tuple[Role, ...]
    logins: tuple[str, ...]

    @property
    def rights(self) -> frozenset[Right]:
        """Everything that one of the roles may do."""
        return frozenset().union(*(RIGHTS[role] for role in self.roles))

    def demand(self, right: Right) -> None:
        """Refuse what none of the roles may do.

        Raises:
            NotPermittedError: it may not be done.
        """
        if right not in self.rights:
            raise NotPermittedError(name=self.name, what=_(RIGHT_LABELS[right]), who=", ".join(who_may(right)))

    def demand_step(self, step: Step, *, entered: Sequence[str] = ()) -> None:
        """Refuse a step that none of the roles may record, and to confirm what this one recorded.

        *entered* are those who recorded what now stands of the decision that the step would confirm.

        Raises:
            NotPermittedError: it may not be done.
        """
        self.demand(right_for(step))
        if step is Step.CONFIRM and any(same_user(self.name, name) for name in entered):
            what = _("confirm a decision that {name} recorded").format(name=self.name)
            who = _("another decider, or this one with the step {step} and a reason").format(step=Step.CONFIRM_ALONE)
            raise NotPermittedError(name=self.name, what=what, who=who)


def who_may(right: Right) -> Sequence[str]:
    """The roles that may do it, in the language in force."""
    return [_(ROLE_LABELS[role]) for role in Role if right in RIGHTS[role]]


def steps_for(right: Right) -> Sequence[str]:
    """The steps of the procedure that it is about, in the language in force."""
    about = {Right.EXAMINE: _OF_EXAMINING, Right.DECIDE: _OF_DECIDING, Right.CONFIRM: CONFIRMING}
    return [_(label) for step, label in STEP_LABELS.items() if step in about.get(right, ())]
