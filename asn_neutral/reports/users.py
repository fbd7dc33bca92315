"""Who may record what, as people see it."""

from collections.abc import Sequence
from typing import Final

from asn_neutral.domain.rights import RIGHT_LABELS, RIGHTS, ROLE_LABELS, Right, Role, User, steps_for
from asn_neutral.locale import N_, _
from asn_neutral.reports.names import View, timed
from asn_neutral.reports.table import Column, Kind, Record, Table, Value
from asn_neutral.services.users import Known, UserSet

_USER: Final = (
    Column("user", N_("User")),
    Column("roles", N_("Roles"), Kind.LIST, labels=ROLE_LABELS),
    Column("logins", N_("Users of the system"), Kind.LIST),
)


def user_list(found: Sequence[Known], view: View) -> Table:
    """Everybody who may record, or once might."""
    columns = (*_USER, timed(Column("since", N_("Since"), Kind.ID), [one.since for one in found], view))
    rows = [(*_cells(one.user), one.since) for one in found]
    return Table("user-list", _("Users"), columns, rows, empty=_("There are no users: anybody may do anything."))


def user_set(done: UserSet) -> Record:
    """A user as this one is from now on."""
    columns = (*_USER, Column("event", N_("Event"), Kind.COUNT))
    notes = [] if done.user.roles else [_("This person may record no longer; what was recorded stays.")]
    if done.event is None:
        notes.append(_("Nothing was stored: this was a rehearsal."))
    return Record("user", _("User"), columns, (*_cells(done.user), done.event), notes=notes)


def rights_table() -> Table:
    """What each role may do."""
    columns = (
        Column("right", N_("Right"), Kind.ID, spare=1),
        Column("meaning", N_("What it allows"), spare=0),
        *(Column(role.value, ROLE_LABELS[role], Kind.FLAG) for role in Role),
        Column("steps", N_("Steps"), Kind.LIST, for_scripts=True),
    )
    rows = [
        (right.value, _(RIGHT_LABELS[right]), *(right in RIGHTS[role] for role in Role), tuple(steps_for(right)))
        for right in Right
    ]
    return Table("user-rights", _("What each role may do"), columns, rows)


def _cells(user: User) -> tuple[Value, ...]:
    return (user.name, tuple(user.roles), user.logins)
