"""The sanctions that were decided on, those in effect first."""

from collections.abc import Iterator
from typing import Final

from asn_neutral.law.terms import Step
from asn_neutral.locale import N_, _, ngettext
from asn_neutral.reports.cases import NAME, NIP, NUMBER, STATUS, UNIT
from asn_neutral.reports.filtering import asked_of, unknown_owners
from asn_neutral.reports.listing import (
    ANNULLED,
    DECIDED_ON,
    DECISION_RECEIVED_ON,
    ENDS_ON,
    IN_FORCE_ON,
    OFFICIAL,
    POSITION_CLASS,
    REMEDY,
    REMEDY_OUTCOME,
    REPORTED_ON,
    SANCTION_LEVEL,
    SK_NUMBER,
    case_figures,
    sanction_column,
    streamed,
)
from asn_neutral.reports.names import View
from asn_neutral.reports.report import Asked, Figure, Report
from asn_neutral.reports.table import Column, Kind, Table
from asn_neutral.store.queries.decisions import decisions


def _columns(view: View) -> tuple[Column, ...]:
    """What the question answers, in its order."""
    return (
        NUMBER,
        NAME,
        NIP,
        POSITION_CLASS,
        UNIT,
        Column("running", N_("In effect"), Kind.FLAG),
        sanction_column(view),
        SANCTION_LEVEL,
        Column("sanction_wording", N_("As printed"), spare=9),
        SK_NUMBER,
        DECIDED_ON,
        OFFICIAL,
        DECISION_RECEIVED_ON,
        Column("effect_on", N_("Effect from"), Kind.DATE),
        IN_FORCE_ON,
        ENDS_ON,
        ANNULLED,
        REMEDY,
        REMEDY_OUTCOME,
        STATUS,
        REPORTED_ON,
    )


def decisions_table(asked: Asked) -> Table:
    """Every case with a sanction, those first in which it has effect today, then the newest decision; a stream."""
    connection, filters, day = asked.connection, asked.filters, asked.today.isoformat()
    found = decisions(connection, filters, today=day, limit=asked.limit)
    columns = _columns(asked.view)
    told = _("Sanctions: {number}; in effect on {day}: {running}; annulled: {annulled}.")
    return Table(
        name="sanctions",
        title=_("Sanctions on {day}").format(day=day),
        columns=columns,
        rows=streamed(found.rows, columns),
        notes=(
            *asked.opening_notes(),
            *unknown_owners(connection, filters),
            told.format(number=found.matching, running=found.running, annulled=found.annulled, day=day),
            *_unrecorded(found.unrecorded),
            _(_ONE_BY_ONE),
        ),
        empty=_("no sanction"),
        office=asked.settings.office_name,
        filters=asked_of(filters),
        matching=None if asked.limit is None else found.matching,
    )


def _unrecorded(number: int) -> Iterator[str]:
    """Where the effect came by law and is not on record; other reports count it only then."""
    if number:
        told = ngettext(
            "Of these {count} has effect by law and is not recorded as in force yet.",
            "Of these {count} have effect by law and are not recorded as in force yet.",
            number,
        )
        yield told.format(count=number)


_ONE_BY_ONE: Final = N_(
    "Each case is seen by itself: where a person has several sanctions, a heavier one ends the one being served and"
    " others wait for it; `asn-neutral case sanctions` tells."
)
_REGISTERED: Final = (Step.REGISTER,)
_STANDING: Final = (Step.DECIDE, Step.DECIDE_OBJECTION, Step.DECIDE_APPEAL)

REPORT: Final = Report(
    make=decisions_table,
    figures={
        **case_figures("number", "name", "nip"),
        "position_class": Figure(N_("Class of the respondent's post when the complaint came in."), _REGISTERED),
        **case_figures("unit"),
        "running": Figure(
            N_("Whether it has effect today, recorded or by law: it has begun, not ended, and was not annulled."),
            (Step.DELIVER, Step.TAKE_EFFECT, Step.FINISH_SERVING),
        ),
        "sanction": Figure(N_("The sanction that stands after objection or appeal, or that was annulled."), _STANDING),
        **case_figures("sanction_level"),
        "sanction_wording": Figure(N_("The sanction as the decision prints it."), _STANDING),
        **case_figures("sk_number", "decided_on"),
        "official": Figure(N_("The official who decided."), (Step.DECIDE,)),
        **case_figures("received_on", "effect_on", "in_force_on", "ends_on"),
        "annulled": Figure(N_("Whether an objection or appeal left nothing of it."), _STANDING[1:]),
        **case_figures("remedy", "remedy_outcome", "status", "reported_on"),
    },
)
"""One row for each case with a sanction."""
