"""The chain of events as people see it: an anchor of it, and what a check against anchors found."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from asn_neutral.domain.anchor import Anchor
from asn_neutral.locale import N_, _, ngettext
from asn_neutral.reports.register import EVENTS, HEAD, SOUND, findings_table, verdict_notes
from asn_neutral.reports.table import Column, Kind, Record
from asn_neutral.services.auditing import Audited

_UNPROTECTED: Final = N_(
    "No passphrase protects the private key: whoever reads the file can sign in your place. Move it off this machine."
)
ANCHOR_MAIL: Final = N_(
    "Keep this mail. The attached file notes with which event the register ended; later `asn-neutral audit verify "
    "--anchor FILE` shows whether the events up to it are still the same."
)
"""What the mail of an anchor says."""
_CHAIN_ONLY: Final = N_("Only the events were looked at; whether the rows say what they make of them was not.")
_INSTANT: Final = "%Y-%m-%dT%H:%M:%SZ"


def anchored(anchor: Anchor) -> Record:
    """An anchor, to be kept where nobody who can change the register can change it too."""
    columns = (
        Column("register", N_("Name of the register"), Kind.ID),
        EVENTS,
        HEAD,
        Column("made_at", N_("Made at (UTC)"), Kind.ID),
        Column("signer", N_("Signed by"), Kind.ID),
        Column("signature", N_("Signature"), Kind.ID),
    )
    made_at = anchor.made_at.strftime(_INSTANT)
    values = (anchor.register, anchor.events, anchor.head, made_at, *(anchor.signature or (None, None)))
    notes = [_("Keep it outside this machine; `asn-neutral audit verify --anchor FILE` holds the register against it.")]
    return Record("audit-anchor", _("Anchor of the register"), columns, values, notes=notes)


def signer_made(file: Path, public: str, *, protected: bool) -> Record:
    """A pair of keys for signing anchors was made."""
    columns = (
        Column("public_key", N_("Public key"), Kind.ID),
        Column("key_file", N_("Private key"), Kind.ID),
        Column("protected", N_("Passphrase"), Kind.FLAG),
    )
    notes = [_("Pass the public key on to whoever will check: `asn-neutral audit verify --anchor FILE --signer KEY`.")]
    if not protected:
        notes.append(_(_UNPROTECTED))
    return Record("audit-key", _("New key for anchors"), columns, (public, str(file), protected), notes=notes)


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
    notes = [*_window(found), *([_(_CHAIN_ONLY)] if found.chain_only else []), *verdict_notes(verdict)]
    return Record("audit-verify", _("Check of the chain"), columns, values, (findings_table(verdict),), notes)


def _window(found: Audited) -> Iterator[str]:
    """What a check like this cannot see; nothing where an anchor was given and does not hold."""
    if found.hours_since is None and found.events_since == found.verdict.events:
        if not found.anchors:
            yield _(
                "Without an anchor, nobody sees that the newest events were cut off with their rows, or the whole chain"
                " was made anew. `asn-neutral audit anchor` makes one."
            )
        return
    yield _bound(found)


def _bound(found: Audited) -> str:
    if not found.events_since:
        return _("The newest anchor binds every event.")
    if found.hours_since is None:
        told = ngettext(
            "If the {events} event since the newest printed head were made anew, nobody would see it.",
            "If the {events} events since the newest printed head were made anew, nobody would see it.",
            found.events_since,
        )
        return told.format(events=found.events_since)
    told = ngettext(
        "If the {events} event since the newest anchor (full hours: {hours}) were made anew, nobody would see it.",
        "If the {events} events since the newest anchor (full hours: {hours}) were made anew, nobody would see it.",
        found.events_since,
    )
    return told.format(events=found.events_since, hours=found.hours_since)
