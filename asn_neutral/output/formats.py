"""The formats a result can take, and which one the ending of a file asks for."""

from collections.abc import Mapping
from enum import StrEnum, unique
from pathlib import Path
from typing import Final

from asn_neutral.errors import UsageError
from asn_neutral.locale import _


@unique
class FormatName(StrEnum):
    """The words `--format` knows."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"
    HTML = "html"
    XLSX = "xlsx"


ENDINGS: Final[Mapping[str, FormatName]] = {
    ".txt": FormatName.TABLE,
    ".csv": FormatName.CSV,
    ".json": FormatName.JSON,
    ".jsonl": FormatName.JSONL,
    ".ndjson": FormatName.JSONL,
    ".md": FormatName.MD,
    ".markdown": FormatName.MD,
    ".html": FormatName.HTML,
    ".htm": FormatName.HTML,
    ".xlsx": FormatName.XLSX,
}


def chosen_format(named: FormatName | None, path: Path | None, *, tty: bool) -> FormatName:
    """How a result is written that goes to *path*, or to stdout, a terminal if *tty*: as *named*, or else as usual.

    Raises:
        UsageError: The ending of *path* names no format, or a spreadsheet would go to a screen.
    """
    chosen = named or (FormatName.TABLE if path is None else format_of(path))
    if chosen is FormatName.XLSX and path is None and tty:
        raise UsageError(problem=_("A spreadsheet cannot be shown on a screen; name a file with -o."))
    return chosen


def format_of(path: Path) -> FormatName:
    """The format that the ending of *path* names, in any case of letters.

    Raises:
        UsageError: The ending names none.
    """
    try:
        return ENDINGS[path.suffix.lower()]
    except KeyError:
        problem = _("The ending of {path} names no format; use one of {endings}, or say --format.")
        raise UsageError(problem=problem.format(path=path, endings=" ".join(ENDINGS))) from None
