"""What a command did, as a record: for a person to read and for a script to go on with."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from asn_neutral.intake.columns import KEYS
from asn_neutral.intake.reasons import Problem
from asn_neutral.locale import N_, _, ngettext
from asn_neutral.reports.table import Column, Kind, Record, Table, Value
from asn_neutral.services.import_file import ImportOrder, ImportResult

_IMPORT_COLUMNS: Final = (
    Column("batch", N_("Batch"), Kind.COUNT),
    Column("read", N_("Rows read"), Kind.COUNT),
    Column("accepted", N_("Accepted"), Kind.COUNT),
    Column("unchanged", N_("Unchanged"), Kind.COUNT),
    Column("refused", N_("Refused"), Kind.COUNT),
    Column("refused_file", N_("File of refused rows"), Kind.ID),
    Column("complaints", N_("New complaints"), Kind.COUNT),
    Column("cases", N_("New cases"), Kind.COUNT),
    Column("stored", N_("Stored"), Kind.FLAG),
    Column("blank", N_("Blank lines"), Kind.COUNT),
    Column("repaired", N_("Cells tidied"), Kind.COUNT),
    Column("encoding", N_("Encoding"), Kind.ID),
    Column("delimiter", N_("Delimiter"), labels={"\t": "TAB"}),
    Column("names_differ", N_("NIPs under another name"), Kind.COUNT, for_scripts=True),
    Column("new_units", N_("New units"), Kind.COUNT, for_scripts=True),
    Column("reasons_more", N_("Refused rows not shown"), Kind.COUNT, for_scripts=True),
)
UNPROTECTED: Final = N_(
    "No passphrase protects the private key: whoever reads the file can see who complained. Move it off this machine, "
    "to a stick in a safe."
)
_NAMED: Final = 5  # rows and units that a remark names
_WOULD_STORE_NOTHING: Final = N_(
    "As it is, nothing would be stored. Mend the refused rows in the file, or store the good ones with "
    "--accept-partial."
)
_MEND_THE_FILE: Final = N_(
    "The good rows are not stored either: mend the file itself and import it again, or run this with --accept-partial "
    "first and then import the file of refused rows once it is mended."
)
_REHEARSED: Final = N_("Nothing was stored: this was a rehearsal.")
_REHEARSED_BUT_REFUSED: Final = N_("Nothing was stored but the file of refused rows: this was a rehearsal.")
_FIRST_STEPS: Final = N_("Next: `asn-neutral import FILE`, or `asn-neutral complaint add` to type one complaint.")
_HEADINGS_ONLY: Final = N_("There is no row below the headings: there was nothing to import.")
_SHOWN_COLUMNS: Final = frozenset(KEYS) - {"nama_pelapor", "kontak_pelapor"}
REASON_COLUMNS: Final = (
    Column("row", N_("Row"), Kind.COUNT),
    Column("column", N_("Column")),
    Column("value", N_("Value")),
    Column("reason", N_("Reason")),
    Column("code", N_("Code"), Kind.ID),
)


def created(
    database: Path,
    custodians: tuple[str, ...] = (),
    key: tuple[Path, bool] | None = None,
    *,
    rehearsed: bool = False,
    new_folder: bool = False,
) -> Record:
    """A register was made, or would be; with *new_folder* the folder in which it lies was not there before.

    *key* is the file with the private key that was made for it, and whether a passphrase protects that.
    """
    columns = (
        Column("database", N_("Register"), Kind.ID),
        Column("created", N_("Created"), Kind.FLAG),
        Column("custodians", N_("Custodians"), Kind.LIST),
        Column("key_file", N_("Private key"), Kind.ID),
    )
    notes = [_("Nothing was made: this was a rehearsal.") if rehearsed else _(_FIRST_STEPS)]
    if key is not None:
        notes.append(_("The private key opens who complained; nobody else can. Keep it apart from the register."))
        notes += [] if key[1] else [_(UNPROTECTED)]
    if rehearsed and new_folder:
        notes.append(_("The folder {folder} would be made as well.").format(folder=database.parent))
    values = (str(database), not rehearsed, custodians, str(key[0]) if key else None)
    return Record("init", _("New register"), columns, values, notes=notes)


def imported(result: ImportResult, order: ImportOrder) -> Record:
    """A file was read; the first refusals are named, all of them stand in the file of refused rows.

    New complaints and cases are those that were stored; after a rehearsal those that would have been.
    """
    kept = result.stored or (order.rehearse and _would_be_kept(result, order))
    values: tuple[Value, ...] = (
        result.batch,
        result.read,
        result.accepted,
        result.unchanged,
        result.refused,
        str(result.refused_file) if result.refused_file else None,
        result.complaints if kept else 0,
        result.cases if kept else 0,
        result.stored,
        result.blank,
        result.repairs,
        result.encoding,
        result.delimiter,
        result.names_differ,
        result.new_units,
        result.refused - len({row for row, _problem in result.reasons}),
    )
    reasons = [(row, p.column, _showable(p), p.sentence(), p.code) for row, p in result.reasons]
    notes = import_notes(result, order)
    return Record("import", _("Import"), _IMPORT_COLUMNS, values, (reasons_table(reasons),), notes=notes)


def reasons_table(reasons: Sequence[Sequence[Value]]) -> Table:
    """Why rows were refused; people see it only where there were such rows, scripts always."""
    return Table("reasons", _("Why rows were refused"), REASON_COLUMNS, reasons, for_scripts=not reasons)


def _showable(problem: Problem) -> str:
    """The refused value, unless who complained could stand in it: in its own columns, or in a record shown whole."""
    return problem.value if problem.column in _SHOWN_COLUMNS else ""


def _would_be_kept(result: ImportResult, order: ImportOrder) -> bool:
    """Whether the refused rows, if there are any, leave the good ones in."""
    return order.accept_partial or not result.refused


def import_notes(result: ImportResult, order: ImportOrder) -> list[str]:
    """What is to be said about a file that was read, beside the figures."""
    notes = [*result.remarks, *([] if result.read else [_(_HEADINGS_ONLY)])]
    if len(result.reasons) < sum(result.codes.values()):
        counts = ", ".join(f"{code} {number}" for code, number in result.codes.most_common())
        notes.append(_("Only the first refusals are shown. All of them, by code: {counts}.").format(counts=counts))
    notes += [*about_complainants(result.not_compared), *_about_destroyed(result.destroyed)]
    notes += [*_about_names(result), *about_units(result.new_units, result.new_unit_names, stored=result.stored)]
    if order.rehearse:
        notes.append(_(_REHEARSED if not result.refused_file else _REHEARSED_BUT_REFUSED))
    return [*notes, *_about_refused(result, order)]


def _about_refused(result: ImportResult, order: ImportOrder) -> Iterator[str]:
    """Where the refused rows are, and the one way to go on that loses no row.

    Where the good rows were left out as well, the file of refused rows does not hold them: to mend and import it would
    be to forget them.
    """
    left_out = bool(result.accepted) and not _would_be_kept(result, order)
    if left_out and order.rehearse:
        yield _(_WOULD_STORE_NOTHING)
    if result.refused_file:
        number = result.refused
        text = ngettext("{number} refused row stands in {path}.", "{number} refused rows stand in {path}.", number)
        yield text.format(number=number, path=result.refused_file)
    if left_out and not order.rehearse:
        yield _(_MEND_THE_FILE)
    elif result.refused_file and (result.stored or not result.accepted):
        yield _("Mend them there, then import that file.")


def _about_names(result: ImportResult) -> Iterator[str]:
    """That one NIP stands under several names: perhaps a wrong NIP, perhaps a new title before the name."""
    if not result.names_differ:
        return
    text = ngettext(
        "In {count} row the NIP is known under another name: row {rows}. Compare both; the case says it too.",
        "In {count} rows the NIP is known under another name: rows {rows}. Compare both; the cases say it too.",
        result.names_differ,
    )
    rows = _listed(map(str, result.names_differ_rows), result.names_differ)
    yield text.format(count=result.names_differ, rows=rows)


def about_complainants(rows: int) -> list[str]:
    """That rows say who complained where nobody here can tell whether it is the one who is sealed already."""
    if not rows:
        return []
    text = ngettext(
        "{number} row says who complained, which is sealed or was erased: it was not compared, and nothing changes.",
        "{number} rows say who complained, which is sealed or was erased: they were not compared, and nothing changes.",
        rows,
    )
    return [text.format(number=rows)]


def _about_destroyed(rows: int) -> Iterator[str]:
    """That rows are of complaints whose files were destroyed, which are not taken in again."""
    if rows:
        text = ngettext(
            "{number} row is of a complaint whose file was destroyed: it was not compared, and is not taken in again.",
            "{number} rows are of complaints whose files were destroyed: they were not compared, and are not taken in"
            " again.",
            rows,
        )
        yield text.format(number=rows)


def about_units(number: int, names: Iterable[tuple[str, str | None]], *, stored: bool) -> Iterator[str]:
    """Which of *number* units nobody had named before: a few by name; of many only those that may be others misspelled.

    Args:
        number: How many there are.
        names: The first of them, each with the known one that it resembles; those that do first.
        stored: Whether they are in the register now.
    """
    if not number:
        return
    told = _("{unit} (resembles {known})")
    first = [*names]
    resembling = [told.format(unit=name, known=known) for name, known in first if known]
    if number <= _NAMED:
        text = ngettext("{count} new unit: {names}.", "{count} new units: {names}.", number)
        others = (name for name, known in first if not known)
        yield text.format(count=number, names=_listed([*resembling, *others], number))
        return
    if resembling:
        text = _("{count} new units, and some may be others misspelled: {names}.")
        yield text.format(count=number, names=_listed(resembling, len(resembling)))
    else:
        yield _("{count} new units; none is spelled nearly like another.").format(count=number)
    if stored:
        yield _("`asn-neutral report recap --by unit` lists all units.")


def _listed(words: Iterable[str], number: int) -> str:
    """The first of *number* words, and how many more there are."""
    first = [*islice(words, _NAMED)]
    more = number - len(first)
    return ", ".join([*first, _("{count} more").format(count=more)] if more > 0 else first)
