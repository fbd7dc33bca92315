"""Those who may see who complained, as people see them, and what a key opens."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from asn_neutral.locale import N_, _
from asn_neutral.reports.names import View, timed
from asn_neutral.reports.outcome import UNPROTECTED
from asn_neutral.reports.table import Column, Kind, Record, Table
from asn_neutral.services.custodians import Keyed
from asn_neutral.services.revealing import Forgotten, Revealed
from asn_neutral.store.queries.sealed import Custodian

_NAMED: Final = 20
"""Complaints that people see by their numbers."""
_CLOSED: Final = N_(
    "What is not opened was damaged since it was sealed, or is sealed with a key that this private key does not open;"
    " `asn-neutral db check` finds what was changed. Earlier backups may still have it."
)
_PUBLIC: Final = Column("public_key", N_("Public key"), Kind.ID)


def custodian_list(found: Sequence[Custodian], view: View) -> Table:
    """Every custodian, retired ones too."""
    return _custodians("key-list", _("Custodians"), found, view)


def custodian_changed(changed: Sequence[Custodian], view: View) -> Table:
    """The custodians who are so from now on, or no longer."""
    return _custodians("key-changed", _("Custodians changed"), changed, view)


def _custodians(name: str, title: str, found: Sequence[Custodian], view: View) -> Table:
    instants = [instant for one in found for instant in (one.added_at, one.retired_at) if instant]
    columns = (
        Column("name", N_("Custodian")),
        _PUBLIC,
        timed(Column("added_at", N_("Since"), Kind.ID), instants, view),
        timed(Column("retired_at", N_("Retired"), Kind.ID), instants, view),
    )
    rows = [(one.name, one.public_key, one.added_at, one.retired_at) for one in found]
    return Table(name, title, columns, rows, empty=_("There is no custodian: nobody can be named as complainant."))


def key_made(file: Path, public: str, *, protected: bool) -> Record:
    """A pair of keys was made."""
    columns = (
        _PUBLIC,
        Column("key_file", N_("Private key"), Kind.ID),
        Column("protected", N_("Passphrase"), Kind.FLAG),
    )
    notes = [] if protected else [_(UNPROTECTED)]
    return Record("key-new", _("New key"), columns, (public, str(file), protected), notes=notes)


def key_checked(found: Keyed) -> Record:
    """What a private key opens; of the complainants nothing is told but the numbers of complaints."""
    columns = (
        Column("ok", N_("Opens everything"), Kind.FLAG),
        Column("sealed", N_("Keys that complainants are sealed with"), Kind.COUNT),
        Column("opened", N_("Of these keys opened"), Kind.COUNT),
        Column("complainants", N_("Sealed complainants"), Kind.COUNT),
        Column("complainants_opened", N_("Of these complainants opened"), Kind.COUNT),
        Column("closed", N_("Not opened, by their complaints"), Kind.LIST, most=_NAMED),
    )
    opened = found.complainants - len(found.closed)
    values = (found.ok, found.keys, found.opened, found.complainants, opened, found.closed)
    notes = [_(_CLOSED)] if found.closed else []
    return Record("key-check", _("Check of a key"), columns, values, notes=notes)


def revealed(found: Revealed) -> Record:
    """Who wrote a complaint; the only place where that is shown."""
    columns = (
        Column("number", N_("Complaint"), Kind.ID),
        Column("complainant", N_("Complainant (pelapor)"), Kind.PERSON),
        Column("contact", N_("Contact")),
        Column("event", N_("Event"), Kind.COUNT),
    )
    values = (found.number, found.name, found.contact, found.event)
    notes = [_("That this was shown, to whom and why, stands in the register. Keep it to yourself.")]
    return Record("complaint-reveal", _("Who complained"), columns, values, notes=notes)


def forgotten(done: Forgotten) -> Record:
    """Who wrote a complaint was erased."""
    columns = (Column("number", N_("Complaint"), Kind.ID), Column("event", N_("Event"), Kind.COUNT))
    notes = [_("Backups made before still hold it, sealed; let them go when their time has come.")]
    if done.event is None:
        notes.append(_("Nothing was stored: this was a rehearsal."))
    return Record("complaint-forget", _("Complainant erased"), columns, (done.number, done.event), notes=notes)
