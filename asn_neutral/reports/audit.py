"""The chain of events as people see it: an anchor of it, and what a check against anchors found."""

from typing import Final

from asn_neutral.domain.anchor import Anchor
from asn_neutral.locale import N_, _, ngettext
from asn_neutral.reports.register import EVENTS, HEAD, SOUND, findings_table, verdict_notes
from asn_neutral.reports.table import Column, Kind, Record
from asn_neutral.services.auditing import Audited

_INSTANT: Final = "%Y-%m-%dT%H:%M:%SZ"


def anchored(anchor: Anchor) -> Record:
    """An anchor, to be kept where nobody who can change the register can change it too."""
    columns = (
        Column("register", N_("Name of the register"), Kind.ID),
        EVENTS,
        HEAD,
        Column("made_at", N_("Made at (UTC)"), Kind.ID),
    )
    values = (anchor.register, anchor.events, anchor.head, anchor.made_at.strftime(_INSTANT))
    notes = [_("Keep it outside this machine; `asn-neutral audit verify --anchor FILE` holds the register against it.")]
    return Record("audit-anchor", _("Anchor of the register"), columns, values, notes=notes)


def audited(found: Audited) -> Record:
    """A register was checked, and held against its anchors."""
    verdict = found.verdict
    columns = (
        SOUND,
        EVENTS,
        Column("cases", N_("Cases"), Kind.COUNT),
        HEAD,
        Column("anchors", N_("Anchors"), Kind.COUNT),
        Column("events_since", N_("Events since the newest anchor"), Kind.COUNT),
        Column("hours_since", N_("Full hours since then"), Kind.COUNT, missing=N_("no anchor holds")),
    )
    values = (
        verdict.ok, verdict.events, verdict.cases, verdict.head, found.anchors, found.events_since, found.hours_since,
    )  # fmt: skip
    notes = [_window(found), *verdict_notes(verdict)]
    return Record("audit-verify", _("Check of the chain"), columns, values, (findings_table(verdict),), notes)


def _window(found: Audited) -> str:
    """What a check like this cannot see."""
    if found.hours_since is None:
        return _(
            "Without an anchor, nobody sees that the newest events were cut off with their rows, or the whole chain was"
            " made anew. `asn-neutral audit anchor` makes one."
        )
    if not found.events_since:
        return _("The newest anchor binds every event.")
    told = ngettext(
        "If the {events} event since the newest anchor (full hours: {hours}) were made anew, nobody would see it.",
        "If the {events} events since the newest anchor (full hours: {hours}) were made anew, nobody would see it.",
        found.events_since,
    )
    return told.format(events=found.events_since, hours=found.hours_since)
