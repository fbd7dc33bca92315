"""What was found when an installation was looked over, as a table."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from asn_neutral.locale import N_, _, ngettext
from asn_neutral.reports.table import Column, Table
from asn_neutral.services.doctor import Condition, Sign

_CONDITIONS: Final[Mapping[str, str]] = {
    Condition.ERROR: N_("WRONG"),
    Condition.WARNING: N_("mind"),
    Condition.OK: N_("ok"),
}
_COLUMNS: Final = (
    Column("condition", N_("State"), labels=_CONDITIONS),
    Column("subject", N_("Subject")),
    Column("said", N_("What was found")),
    Column("remedy", N_("What to do")),
)


def doctor_table(signs: Sequence[Sign]) -> Table:
    """Every sign, in the order they come."""
    rows = [(one.condition.value, _(one.subject), one.said, one.remedy or None) for one in signs]
    counted = Counter(one.condition for one in signs)
    wrong, mind = counted[Condition.ERROR], counted[Condition.WARNING]
    notes = [
        ngettext("{count} thing is wrong.", "{count} things are wrong.", wrong).format(count=wrong),
        ngettext("{count} thing is to be minded.", "{count} things are to be minded.", mind).format(count=mind),
    ]
    return Table("doctor", _("The installation looked over"), _COLUMNS, rows, notes=notes)
