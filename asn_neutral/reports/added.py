"""What became of a complaint that was typed by hand, as a record."""

from typing import Final

from asn_neutral.locale import N_, _
from asn_neutral.reports.cases import REMARKS, remark_sentences
from asn_neutral.reports.table import Column, Kind, Record
from asn_neutral.services.add_complaint import Added

_COLUMNS: Final = (
    Column("number", N_("Number"), Kind.ID),
    Column("external_number", N_("External number"), Kind.ID),
    Column("cases", N_("Cases"), Kind.LIST),
    Column("created", N_("New complaint"), Kind.FLAG),
    Column("stored", N_("Stored"), Kind.FLAG),
    REMARKS,
)


def added_record(added: Added) -> Record:
    """The numbers that were given; `created` is False where the complaint was known and got one more case."""
    values = (added.number, added.external_number, added.cases, added.created, added.stored, added.remarks)
    notes = remark_sentences(added.remarks)
    if not added.stored:
        notes.append(_("Nothing was stored: this was a rehearsal."))
    return Record("complaint-added", _("Complaint {number}").format(number=added.number), _COLUMNS, values, notes=notes)
