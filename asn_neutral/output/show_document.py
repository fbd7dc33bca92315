"""Show a document: the door through which a report of several tables leaves, in the formats that hold a whole one."""

from collections.abc import Iterator
from enum import StrEnum, unique
from pathlib import Path
from typing import BinaryIO, Final

from asn_neutral.errors import UsageError
from asn_neutral.files import replace_file
from asn_neutral.locale import _
from asn_neutral.output.files import write_stdout
from asn_neutral.output.terminal import Terminal
from asn_neutral.reports.document import Document, record_of

_CHUNK: Final = 1 << 16


@unique
class DocumentFormat(StrEnum):
    """The words `--format` knows where the result is a document."""

    TABLE = "table"
    JSON = "json"
    MD = "md"
    HTML = "html"
    XLSX = "xlsx"
    PDF = "pdf"


_ENDINGS: Final = {
    ".txt": DocumentFormat.TABLE,
    ".json": DocumentFormat.JSON,
    ".md": DocumentFormat.MD,
    ".markdown": DocumentFormat.MD,
    ".html": DocumentFormat.HTML,
    ".htm": DocumentFormat.HTML,
    ".xlsx": DocumentFormat.XLSX,
    ".pdf": DocumentFormat.PDF,
}
_FILES_ONLY: Final = frozenset({DocumentFormat.XLSX, DocumentFormat.PDF})


def document_format(named: DocumentFormat | None, path: Path | None, *, tty: bool) -> DocumentFormat:
    """How a document is written that goes to *path*, or to stdout, a terminal if *tty*: as *named*, or as usual.

    Raises:
        UsageError: The ending of *path* names no format, a screen would get a file, or what makes it is not installed.
    """
    chosen = named or (DocumentFormat.TABLE if path is None else _format_of(path))
    if chosen in _FILES_ONLY and path is None and tty:
        problem = _("{format} cannot be shown on a screen; name a file with -o.")
        raise UsageError(problem=problem.format(format=chosen.upper()))
    if chosen is DocumentFormat.PDF:
        from asn_neutral.output.render_pdf import refuse_without_typst

        refuse_without_typst()
    return chosen


def _format_of(path: Path) -> DocumentFormat:
    try:
        return _ENDINGS[path.suffix.lower()]
    except KeyError:
        problem = _("The ending of {path} names no format; use one of {endings}, or say --format.")
        raise UsageError(problem=problem.format(path=path, endings=" ".join(_ENDINGS))) from None


def show_document(
    document: Document,
    *,
    format: DocumentFormat | None,  # noqa: A002 - the word of the option
    path: Path | None,
    terminal: Terminal,
) -> None:
    """Write *document* in *format* to *path*, or to stdout; without a format the ending of *path* decides.

    Raises:
        UsageError: As `document_format` says.
        UnwritableError: The destination cannot be written; an older file there is as it was.
        BrokenPipeError: Whoever read stdout has gone.
    """
    chosen = document_format(format, path, tty=terminal.tty)
    if path is not None:
        replace_file(path, lambda stream: _fill(document, chosen, stream))
    elif chosen is DocumentFormat.TABLE and terminal.tty:
        _draw(document, terminal)
    else:
        write_stdout(_pieces(document, chosen))


def _fill(document: Document, chosen: DocumentFormat, stream: BinaryIO) -> None:
    """Write *document* to a file."""
    if chosen is DocumentFormat.XLSX:
        from asn_neutral.output.paper import page_of_document
        from asn_neutral.output.render_xlsx import write_xlsx

        write_xlsx(page_of_document(document), stream)
    else:
        stream.writelines(_pieces(document, chosen))


def _pieces(document: Document, chosen: DocumentFormat) -> Iterator[bytes]:
    """*document* as the bytes of any format."""
    if chosen is DocumentFormat.XLSX:
        from asn_neutral.scratch import scratch_file

        with scratch_file() as made:
            _fill(document, chosen, made)
            made.seek(0)
            yield from iter(lambda: made.read(_CHUNK), b"")
    elif chosen is DocumentFormat.PDF:
        from asn_neutral.output.paper import paper_of
        from asn_neutral.output.render_pdf import pdf_bytes

        yield pdf_bytes(paper_of(document))
    else:
        for piece in _texts(document, chosen):
            yield piece.encode("utf-8", "backslashreplace")


def _texts(document: Document, chosen: DocumentFormat) -> Iterator[str]:
    """*document* as the text of every format that is text."""
    from asn_neutral.output.paper import paper_of

    if chosen is DocumentFormat.JSON:
        from asn_neutral.output.render_json import json_pieces

        return json_pieces(record_of(document))
    if chosen is DocumentFormat.HTML:
        from asn_neutral.output.document_html import document_html

        return document_html(paper_of(document))
    from asn_neutral.output.document_text import document_lines, document_markdown

    return document_markdown(paper_of(document)) if chosen is DocumentFormat.MD else document_lines(paper_of(document))


def _draw(document: Document, terminal: Terminal) -> None:
    """Put *document* on a screen, through a pager when it is taller."""
    from asn_neutral.output.document_text import document_lines
    from asn_neutral.output.paging import paged
    from asn_neutral.output.paper import paper_of

    text = "".join(document_lines(paper_of(document), terminal))
    if not paged(text, terminal):
        write_stdout([text.encode("utf-8", "backslashreplace")])
