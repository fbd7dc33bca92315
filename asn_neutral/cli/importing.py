"""What `asn-neutral import` does besides reading its options."""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from asn_neutral.cli.context import Office
from asn_neutral.cli.desk import desk_of
from asn_neutral.errors import DatabaseExistsError, UnreadableFileError, UsageError
from asn_neutral.intake.columns import COMPLAINTS, describe, template
from asn_neutral.intake.encoding import codec_name
from asn_neutral.intake.step_columns import NEED_OF, STEP_LAYOUT
from asn_neutral.law.told import example, takes
from asn_neutral.locale import N_, _
from asn_neutral.output.formats import FormatName, chosen_format
from asn_neutral.output.progress import counting_rows
from asn_neutral.reports.outcome import imported
from asn_neutral.reports.steps_taken import steps_imported
from asn_neutral.reports.table import Column, Kind, Table
from asn_neutral.services.import_file import ImportOrder, ImportResult, import_file
from asn_neutral.services.import_steps import import_steps

ENCODINGS: Final = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "ascii", "mac-roman", "cp437", "cp850",
    *(f"windows-{page}" for page in range(1250, 1259)),
    *(f"iso-8859-{part}" for part in (*range(1, 12), *range(13, 17))),
)  # fmt: skip
"""The encodings that tables are written in; Python knows each by other names too."""
_REFUSED_NAME: Final = re.compile(r"\.ditolak(?:-[0-9]+)?\.csv", re.IGNORECASE)  # how such a file's name ends
_DELIMITERS: Final = {",": ",", ";": ";", "|": "|", "\t": "\t", "\\t": "\t", "tab": "\t"}
_EXPLAINED: Final = (
    Column("column", N_("Column"), Kind.ID),
    Column("english", N_("Also accepted as"), Kind.ID),
    Column("required", N_("Required"), Kind.FLAG),
    Column("explanation", N_("Explanation")),
    Column("example", N_("Example")),
)


def check_encoding(word: str) -> None:
    """Refuse the name of an encoding that is not known (UsageError)."""
    try:
        codec_name(word, "--encoding")
    except UnreadableFileError as error:
        problem = _("{word} is no encoding that is known here; give one of {encodings}.")
        raise UsageError(problem=problem.format(word=repr(word), encodings=", ".join(ENCODINGS))) from error


def delimiter_of(word: str | None) -> str | None:
    """The delimiter that *word* names; another one is a UsageError."""
    if word is None:
        return None
    if word.casefold() not in _DELIMITERS:
        raise UsageError(problem=_("{word} is not a delimiter; give one of , ; | or tab.").format(word=repr(word)))
    return _DELIMITERS[word.casefold()]


def run_import(
    office: Office,
    order: ImportOrder,
    format: FormatName | None,  # noqa: A002 - the word of the option
    output: Path | None,
    *,
    steps: bool = False,
) -> ImportResult:
    """Take the file in, with a progress bar on a terminal, and show what became of it.

    Raises:
        UsageError: The encoding is not known, or the result would replace the file, or its refused rows.
    """
    if order.encoding is not None:
        check_encoding(order.encoding)
    if output is not None:
        refuse_replacing(output, order.file, order.refused_file)
    with counting_rows(_("Reading {file}").format(file=order.file), sys.stderr) as progress:
        result = (import_steps if steps else import_file)(order, desk_of(office), progress=progress)
    office.show((steps_imported if steps else imported)(result, order), format=format, output=output)
    return result


def refuse_replacing(output: Path, file: str, refused: Path | None, *, option: str = "-o") -> None:
    """Refuse a result in the place of what is read, or of refused rows: the latter exist nowhere else (UsageError).

    *option* is where the result was named.
    """
    if _is_same_file(output, file):
        problem = _("The result would replace the file that is read; name another after {option}.")
        raise UsageError(problem=problem.format(option=option))
    same = refused is not None and (output.name, output.parent.resolve()) == (refused.name, refused.parent.resolve())
    if same or _REFUSED_NAME.search(output.name):
        problem = _(
            "{path} is where refused rows go, and the result would replace them; name another file after {option}."
        )
        raise UsageError(problem=problem.format(path=output, option=option))


def _is_same_file(one: Path, other: str) -> bool:
    """Whether both names lead to one file; a name that leads nowhere is none."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _refuse_existing(output: Path | None) -> None:
    """Leave a file that is there as it is; a link counts, wherever it leads."""
    if output is not None and os.path.lexists(output):
        raise DatabaseExistsError(path=output, remedy=_("Name another file with -o, or move that one away first."))


def write_template(
    office: Office,
    format: FormatName | None,  # noqa: A002 - the word of the option
    output: Path | None,
    file: str | None = None,
    *,
    steps: bool = False,
) -> None:
    """The headers and one invented example, as CSV.

    Raises:
        UsageError: A format that cannot be imported is asked for, by its word or by the ending of *output*; or there
            is a *file*, which would be taken for one that was imported.
        DatabaseExistsError: *output* is there already; it may be a file that somebody has filled in.
    """
    _refuse_file(file)
    if chosen_format(format or (None if output else FormatName.CSV), output, tty=False) is not FormatName.CSV:
        raise UsageError(problem=_("Only CSV can be imported: --template writes CSV, to a file that ends in .csv."))
    _refuse_existing(output)
    headers, example = template(STEP_LAYOUT if steps else COMPLAINTS)
    title = _("Steps") if steps else _("Complaints")
    table = Table("import-template", title, [Column(key, key, Kind.ID) for key in headers], [example])
    office.show(table, format=FormatName.CSV, output=output)


def _refuse_file(file: str | None) -> None:
    if file is not None:
        raise UsageError(problem=_("--template and --columns take no file: they import nothing."))


def explain_columns(
    office: Office,
    format: FormatName | None,  # noqa: A002 - the word of the option
    output: Path | None,
    file: str | None = None,
    *,
    steps: bool = False,
) -> None:
    """What each column of a file is for.

    Raises:
        UsageError: there is a *file*, which would be taken for one that was imported.
        DatabaseExistsError: *output* is there already.
    """
    _refuse_file(file)
    _refuse_existing(output)
    title = _("Columns of a file of steps") if steps else _("Columns of a complaints file")
    rows = [*_with_values(describe(STEP_LAYOUT))] if steps else describe(COMPLAINTS)
    table = Table("import-columns", title, _EXPLAINED, rows)
    office.show(table, format=format, output=output)


def _with_values(rows: Iterable[tuple[str, str, bool, str, str]]) -> Iterator[tuple[str, str, bool, str, str]]:
    """The columns of a file of steps; those that tell something also say which values they take."""
    for key, english, required, explanation, shown in rows:
        need = NEED_OF.get(key)
        told = f"{explanation}: {takes(need)}" if need else explanation
        yield key, english, required, told, shown or (example(need) if need else "")
