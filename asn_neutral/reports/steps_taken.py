"""What became of a file of steps, as a record."""

from typing import Final

from asn_neutral.locale import N_, _
from asn_neutral.reports.outcome import import_notes, reasons_table
from asn_neutral.reports.table import Column, Kind, Record, Value
from asn_neutral.services.import_file import ImportOrder, ImportResult

_COLUMNS: Final = (
    Column("batch", N_("Batch"), Kind.COUNT),
    Column("read", N_("Rows read"), Kind.COUNT),
    Column("accepted", N_("Accepted"), Kind.COUNT),
    Column("unchanged", N_("Unchanged"), Kind.COUNT),
    Column("refused", N_("Refused"), Kind.COUNT),
    Column("refused_file", N_("File of refused rows"), Kind.ID),
    Column("cases", N_("Cases carried on"), Kind.COUNT),
    Column("stored", N_("Stored"), Kind.FLAG),
    Column("blank", N_("Blank lines"), Kind.COUNT),
    Column("encoding", N_("Encoding"), Kind.ID),
    Column("delimiter", N_("Delimiter"), labels={"\t": "TAB"}),
)


def steps_imported(result: ImportResult, order: ImportOrder) -> Record:
    """A file of steps was read; the first refusals are named, all of them stand in the file of refused rows."""
    kept = result.stored or (order.rehearse and (order.accept_partial or not result.refused))
    values: tuple[Value, ...] = (
        result.batch,
        result.read,
        result.accepted,
        result.unchanged,
        result.refused,
        str(result.refused_file) if result.refused_file else None,
        result.cases if kept else 0,
        result.stored,
        result.blank,
        result.encoding,
        result.delimiter,
    )
    reasons = [(row, one.column, one.value, one.sentence(), one.code) for row, one in result.reasons]
    notes = import_notes(result, order)
    return Record("import-steps", _("Import of steps"), _COLUMNS, values, (reasons_table(reasons),), notes=notes)
