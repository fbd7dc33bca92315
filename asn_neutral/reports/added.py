"""What became of a complaint that was typed by hand, as a record."""

from typing import Final

from asn_neutral.law.terms import Remark
from asn_neutral.locale import N_, _
from asn_neutral.reports.cases import REMARKS, remark_sentences
from asn_neutral.reports.outcome import about_complainants, about_units
from asn_neutral.reports.table import Column, Kind, Record
from asn_neutral.services.add_complaint import Added

_COLUMNS: Final = (
    Column("number", N_("Number"), Kind.ID),
    Column("external_number", N_("Sender's number"), Kind.ID),
    Column("cases", N_("Cases"), Kind.LIST),
    Column("created", N_("New complaint"), Kind.FLAG),
    Column("stored", N_("Stored"), Kind.FLAG),
    REMARKS,
    Column("known_as", N_("Known as"), Kind.PERSON, for_scripts=True),
    Column("new_units", N_("New units"), Kind.COUNT, for_scripts=True),
)


def added_record(added: Added) -> Record:
    """The numbers that were given; `created` is False where the complaint was known and got one more case."""
    values = (
        added.number, added.external_number, added.cases, added.created, added.stored, added.remarks, added.known_as,
        int(added.new_unit is not None),
    )  # fmt: skip
    notes = [*what_stands_out(added), *remark_sentences(one for one in added.remarks if one != Remark.NAME_DIFFERS)]
    if added.new_unit:
        notes += about_units(1, [(added.new_unit, added.resembles)], stored=added.stored)
    if not added.stored:
        notes.append(_("Nothing was stored: this was a rehearsal."))
    elif len(added.cases) == 1:
        notes.append(_("`asn-neutral case next {number}` shows what comes next.").format(number=added.cases[0]))
    return Record("complaint-added", _("Complaint {number}").format(number=added.number), _COLUMNS, values, notes=notes)


def what_stands_out(added: Added) -> list[str]:
    """What a person should know before saving: another name of this NIP, a complaint that is there already."""
    sentences = []
    if added.joined:
        told = _(
            "The same complaint is recorded as {number}; the case is added to it. --separate makes it another one."
        )
        sentences.append(told.format(number=added.number))
    if added.known_as:
        sentences.append(_("The register knows this NIP as {name}; compare both names.").format(name=added.known_as))
    if added.namesakes:
        told = _(
            "Somebody of the same name in the same unit has {cases}; the NIP is known of one of them only. If it is the"
            " same person, keep to one case."
        )
        sentences.append(told.format(cases=", ".join(added.namesakes)))
    return [*sentences, *about_complainants(added.not_compared)]
