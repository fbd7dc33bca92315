"""Roles as they are typed: the words themselves, or what they are called in the language in force."""

from collections.abc import Sequence

from asn_neutral.domain.rights import ROLE_LABELS, Role
from asn_neutral.errors import UsageError
from asn_neutral.locale import _


def roles_of(words: Sequence[str]) -> tuple[Role, ...]:
    """The roles that *words* name, each once.

    Raises:
        UsageError: one of them is no role.
    """
    known = {word.casefold(): Role(role) for role, label in ROLE_LABELS.items() for word in (role, _(label))}
    for word in words:
        if word.casefold() not in known:
            problem = _("{word} is no role; give one of {roles}.")
            raise UsageError(problem=problem.format(word=repr(word), roles=", ".join(Role)))
    wanted = {known[word.casefold()] for word in words}
    return tuple(role for role in Role if role in wanted)


def roles_or_none(words: Sequence[str], *, nobody: bool) -> tuple[Role, ...]:
    """The same where none at all is said by an option.

    Raises:
        UsageError: both were given, or neither.
    """
    if bool(words) is nobody:
        raise UsageError(problem=_("Give the roles, or --none."))
    return roles_of(words)
